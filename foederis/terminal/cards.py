"""Rows as blocks, for a terminal that is too narrow for a table: a heading, then `name: value` lines."""

from collections.abc import Sequence

from foederis.terminal.measure import width, wrap

_SHORT = 48  # cells of a value that can stand in a heading beside another
_NEARLY_ALL, _HALF = 0.9, 0.5  # of the rows
_BETWEEN = " · "
_OPEN = "-"  # in a heading, where a row has no value


def cards(headers: Sequence[str], rows: Sequence[Sequence[str]], room: int, ordered: bool = False) -> str:
    """Return rows as blocks: first what the headings hold, then each row under its heading.

    A heading holds the first column that tells half of the rows apart, and as many of the short ones before and behind
    it as tell nearly all apart, three in all at most; where there is none, it begins with the first column. Empty cells
    of others are left out. `ordered`: the columns stand as they are given, the heading too.
    """
    order = [*range(len(headers))] if ordered else _telling(rows)
    headers, rows = [headers[index] for index in order], [[row[index] for index in order] for row in rows]
    count = _heading(rows, room)
    head = wrap(_BETWEEN.join(headers[:count]), room)
    lines = [*head, "-" * max(map(width, head))]
    filled = [name for index, name in enumerate(headers) if index >= count and any(row[index] for row in rows)]
    most = max(map(width, filled), default=0)
    for place, row in enumerate(rows):
        if place:
            lines.append("")
        lines += wrap(_BETWEEN.join(cell or _OPEN for cell in row[:count]), room, "", "    ")
        lines += _named(list(zip(headers[count:], row[count:], strict=True)), room, "  ", most)
    return "\n".join(lines) + "\n"


def pairs(told: Sequence[tuple[str, str]], room: int, indent: str = "") -> str:
    """Return names with their values, a line or more for each that has one."""
    most = max((width(name) for name, value in told if value), default=0)
    return "".join(f"{line}\n" for line in _named(told, room, indent, most))


def _named(told: Sequence[tuple[str, str]], room: int, indent: str, most: int) -> list[str]:
    lines: list[str] = []
    beside = most + len(indent) + 2 <= max(room // 3, room - 60)
    for name, value in told:
        if value and beside:
            lines += wrap(value, room, f"{indent}{name}:{' ' * (most - width(name) + 1)}")
        elif value:
            lines += wrap(f"{name}: {value}", room, indent, f"{indent}  ")
    return lines


def _telling(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns in their order, but first the first that tells half of the rows apart, if there is one."""
    order = [*range(len(rows[0]))]
    for index in order:
        if len({row[index] for row in rows}) >= _HALF * len(rows):
            return [index, *(other for other in order if other != index)]
    return order


def _heading(rows: Sequence[Sequence[str]], room: int) -> int:
    """Return how many of the first columns make the heading."""
    most = min(3, len(rows[0]))
    for count in range(1, most + 1):
        if count > 1 and max(width(row[count - 1]) for row in rows) > min(_SHORT, room - 30):
            return count - 1
        wide = sum(width(_BETWEEN.join(row[:count])) > room for row in rows)
        if count > 1 and wide > (1 - _NEARLY_ALL) * len(rows):
            return count - 1
        if len({tuple(row[:count]) for row in rows}) >= _NEARLY_ALL * len(rows):
            return count
    return most
