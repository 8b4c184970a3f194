"""Read a table out of a text that has it cell by cell, a line each."""

import re
from dataclasses import dataclass

from foederis.errors import BadInput
from foederis.sources.parts import Layout, SectionLayout, TableLayout

_VALUE = re.compile(r"[-–+]?[\d.,]+\s?%?|[-–]")


@dataclass(frozen=True)
class Row:
    """A row of a table: its number from 1 (the names of the columns), its label, its values (empty: none given)."""

    number: int
    label: str
    values: tuple[str, ...]
    coded: bool

    @property
    def text(self) -> str:
        """Return the row as one line."""
        return " | ".join([self.label, *self.values])


def read_table(body: str, section: SectionLayout, table: TableLayout, layout: Layout) -> tuple[list[Row], str]:
    """Return the rows of the table with which a section begins, and the text after it.

    Raises:
        BadInput: the names of the columns, or a row that is coded, are not there.
    """
    lines = [" ".join(line.split()) for line in body.split("\n")]
    width = len(table.columns)
    where = f"{layout.document}/layout.toml"
    first = next((n for n in range(len(lines)) if tuple(lines[n : n + width]) == table.columns), None)
    if first is None:
        raise BadInput(
            f"the columns of the table in section '{section.name}' are not found", where,
            f"They are to stand a line each: {', '.join(table.columns)}. Mend them there.",
        )  # fmt: skip
    rows = [Row(1, " ".join(filter(None, lines[:first])), table.columns, True)]
    place, label, end = first + width, "", first + width
    while place < len(lines):
        values = tuple(lines[place : place + width])
        if label and len(values) == width and any(values) and all(not v or _VALUE.fullmatch(v) for v in values):
            coded = not table.coded or label in table.coded
            rows.append(Row(len(rows) + 1, label, values, coded))
            place, label = place + width, ""
            end = place
        else:
            label = f"{label} {lines[place]}".strip()
            place += 1
    missing = [one for one in table.coded if one not in {row.label for row in rows}]
    if missing:
        raise BadInput(
            f"the table in section '{section.name}' has no row '{missing[0]}'", where,
            f"Rows: {', '.join(row.label for row in rows[1:9])} ... Mend it there.",
        )  # fmt: skip
    return rows, "\n".join(lines[end:])
