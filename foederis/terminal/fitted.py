"""Rows in the form that fits the terminal."""

from collections.abc import Sequence, Set

from foederis.terminal.cards import cards, pairs
from foederis.terminal.grid import grid
from foederis.terminal.measure import columns


def fitted(
    headers: Sequence[str], rows: Sequence[Sequence[object]], numbers: Set[int] = frozenset(), ordered: bool = False
) -> str:
    """Return rows as a table, or as blocks where a table would be too wide to read; one row as a list.

    `numbers` are the columns that hold numbers; `ordered`: blocks too keep the order of the columns.
    """
    told = [[str(cell) for cell in row] for row in rows]
    if len(told) == 1 and len(headers) > 1:
        return pairs(list(zip(headers, told[0], strict=True)), columns())
    return grid(headers, told, columns(), numbers) or cards(headers, told, columns(), ordered)
