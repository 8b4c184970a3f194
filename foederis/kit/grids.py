"""Tables in a text: in bars, or cell by cell, a line each, seen by years that head columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foederis.sources.parts import TableLayout
from foederis.sources.tables import Barred, barred

_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE = re.compile(r"[-–+]?[\d.,]+\s?%?|[-–]")
_WIDEST, _NAME = 12, 14  # columns of a table; characters of the name of one
_ROWS, _LABEL = 3, 25  # rows of a table at least; words of the label of one at most
_POWERS = (
    (9, re.compile(r"\b(?:mld|miljard|miljarder|mdr|billions?|bn|Mrd|Milliarden)\b")),
    (6, re.compile(r"\b(?:mln|miljoen|miljoner|mnkr|millions?|Mio|Millionen)\b")),
)


@dataclass(frozen=True)
class Grid:
    """A table in a text: where it begins and ends, and how it is built."""

    start: int
    end: int
    table: TableLayout


def grids(body: str) -> list[Grid]:
    """Return the tables of a text, in order."""
    lines = body.split("\n")
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line) + 1)
    told = [" ".join(line.split()) for line in lines]
    found: list[Grid] = []
    first = 0
    while first < len(told):
        if rows := barred(told, first):
            found.append(Grid(places[first], min(places[rows.end], len(body)), _in_bars(rows)))
            first = rows.end
            continue
        widest = _head(told, first)
        best = max((_rows(told, first, width) for width in range(2, widest + 1)), default=(0, 0, 0))
        count, width, end = best
        if count < _ROWS:
            first += 1
            continue
        top = first - 1 if first and 0 < len(told[first - 1].split()) <= 6 else first
        head = " ".join(told[top : first + width])
        table = TableLayout(tuple(told[first : first + width]), power=_power(head))
        found.append(Grid(places[top], min(places[end], len(body)), table))
        first = end
    return found


def _in_bars(found: Barred) -> TableLayout:
    """Return a table in bars; where cells hold running text, each is a passage."""
    long = any(len(cell.split()) > _LABEL for row in found.rows for cell in row)
    return TableLayout(found.rows[0][1:], cells=long, power=_power(" ".join(found.rows[0])))


def _power(head: str) -> int:
    return next((power for power, pattern in _POWERS if pattern.search(head)), 0)


def _head(lines: Sequence[str], first: int) -> int:
    """Return how many lines from one on can be the names of columns: short ones, the first two of them years."""
    if not all(_YEAR.fullmatch(line) for line in lines[first : first + 2]) or len(lines) < first + 2:
        return 0
    run = 0
    while run < _WIDEST and first + run < len(lines) and 0 < len(lines[first + run]) <= _NAME:
        run += 1
    return run


def _rows(lines: Sequence[str], first: int, width: int) -> tuple[int, int, int]:
    """Return how many rows a table of so many columns has, its width, and the line after it."""
    ends = list(_ends(lines, first + width, width))
    return (len(ends), width, ends[-1] if ends else first)


def _ends(lines: Sequence[str], place: int, width: int) -> Iterator[int]:
    label = ""
    while place < len(lines) and len(label.split()) <= _LABEL:
        values = lines[place : place + width]
        full = len(values) == width and any(values) and all(not one or _VALUE.fullmatch(one) for one in values)
        if label and full and not _VALUE.fullmatch(label.split()[0]):
            place, label = place + width, ""
            yield place
        else:
            label = f"{label} {lines[place]}".strip()
            place += 1
