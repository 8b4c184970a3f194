"""Rows that only differ in who holds something, made one: for those who read."""

import dataclasses

import pyoxigraph as ox

from foederis import terms
from foederis.queries import Answer

_HOLDER = "holder"


def folded(answer: Answer) -> Answer:
    """Return an answer in which what several hold together is one row, with all of them in the cell of the holder.

    Four parties sign one agreement: data formats have a row for each of them, a page or a table tells a sentence once.
    The row stands where its first one stood; the cell is a text of IRIs apart by spaces, in their order.
    """
    if _HOLDER not in answer.variables:
        return answer
    at = answer.variables.index(_HOLDER)
    found: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(answer.rows):
        others = tuple("" if one is None else str(one) for one in (*row[:at], *row[at + 1 :]))
        found.setdefault(others, []).append(number)
    rows = []
    for numbers in found.values():
        row = answer.rows[numbers[0]]
        holders = dict.fromkeys(terms.value(cell) for n in numbers if (cell := answer.rows[n][at]) is not None)
        together = ox.Literal(" ".join(holders)) if len(holders) > 1 else row[at]
        rows.append((*row[:at], together, *row[at + 1 :]))
    return answer if len(rows) == len(answer.rows) else dataclasses.replace(answer, rows=tuple(rows))
