"""A table whose columns share the width of the terminal by what they hold."""

from collections.abc import Iterable, Sequence, Set

from foederis.terminal.measure import pieces, width, wrap

_GAP = "  "  # between two columns
_WORD = 24  # cells: a longer word may be cut, and then needs this many at most
_READABLE = ((72, 22), (36, 14), (0, 1))  # cells: where a text is longer than the first, its column has the second
_SAMPLE = 40  # rows by which the columns are weighed
_STEPS = (1, 2, 4, 8, 16)  # cells
_TALL = 7  # lines of a row, on average: more than that reads better as a card


def grid(
    headers: Sequence[str], rows: Sequence[Sequence[str]], room: int, numbers: Set[int] = frozenset()
) -> str | None:
    """Return a table, none of whose lines is wider than `room`; None when its columns would be too narrow to read.

    A table of one column always fits. Rows stand apart when many of them take several lines.

    Args:
        headers: the heads of the columns.
        rows: their cells, a text each.
        room: the cells of a line.
        numbers: the columns that hold numbers, and are ranged right.
    """
    widths = _widths(headers, rows, room - len(_GAP) * (len(headers) - 1))
    if widths is None:
        return None
    folded = [[wrap(cell, size) for cell, size in zip(row, widths, strict=True)] for row in rows]
    heights = [max(map(len, row)) for row in folded]
    if len(headers) > 1 and sum(heights) > _TALL * len(heights):
        return None
    head = [wrap(text, size) for text, size in zip(headers, widths, strict=True)]
    between = [""] if 2 * sum(heights) > 3 * len(heights) else []
    drawn = [*_row(head, widths, numbers), _GAP.join("-" * size for size in widths)]
    for place, row in enumerate(folded):
        drawn += (between if place else []) + list(_row(row, widths, numbers))
    return "\n".join(drawn) + "\n"


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int], numbers: Set[int]) -> Iterable[str]:
    """Yield the lines of one row."""
    for line in range(max(map(len, cells))):
        told = []
        for index, (lines, size) in enumerate(zip(cells, widths, strict=True)):
            text = lines[line] if line < len(lines) else ""
            blank = " " * (size - width(text))
            told.append(blank + text if index in numbers else text + blank)
        yield _GAP.join(told).rstrip()


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]], space: int) -> list[int] | None:
    """Share the cells of a line among the columns; None when they need more than there are."""
    held = [[head, *(row[index] for row in rows)] for index, head in enumerate(headers)]
    sizes = [sorted(map(width, cells)) for cells in held]
    longest = [max(one[-1], 1) for one in sizes]
    if sum(longest) <= space:
        return longest
    if len(held) == 1:
        return [space]
    widths = [min(most, max(_word(cells), _readable(most))) for cells, most in zip(held, longest, strict=True)]
    if sum(widths) > space:
        return None
    _share(widths, longest, [[width(cell) for cell in row] for row in rows[:: len(rows) // _SAMPLE + 1]], space)
    return widths


def _share(widths: list[int], longest: Sequence[int], sample: Sequence[Sequence[int]], space: int) -> None:
    """Give each time some cells to the column that makes the rows the lower for it, as long as there are cells."""

    def height(row: Sequence[int]) -> float:
        lines = [1 if size <= room else -(-size * 15 // (room * 14)) for size, room in zip(row, widths, strict=True)]
        return max(lines) + 0.1 * sum(lines)  # a column that is not the highest yet counts a little

    now = sum(map(height, sample))
    while left := space - sum(widths):
        best = (0.0, 0, 0)
        for index, size in enumerate(widths):
            for more in {min(step, left, longest[index] - size) for step in _STEPS} - {0}:
                widths[index] = size + more
                best = max(best, ((now - sum(map(height, sample))) / more, index, more))
            widths[index] = size
        gain, index, more = best
        if gain <= 0:
            return
        widths[index] += more
        now -= gain * more


def _word(cells: Sequence[str]) -> int:
    """Return how many cells the words of a column need so that none is cut where it should not be."""
    most = 1
    for word in {word for cell in cells for word in cell.split()}:
        size = width(word)
        if size > _WORD:
            size = min(max(map(width, pieces(word))), _WORD)
        most = max(most, size)
    return most


def _readable(longest: int) -> int:
    return next(size for most, size in _READABLE if longest > most)
