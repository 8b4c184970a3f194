"""Read a table out of a text that has it cell by cell, a line each, or row by row with bars between (Markdown)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foederis.errors import BadInput
from foederis.sources.parts import Layout, SectionLayout, TableLayout

_VALUE = re.compile(r"[-–+]?[\d.,]+\s?%?|[-–]")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")


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
        return " | ".join([self.label, *self.values]).lstrip(" |")


@dataclass(frozen=True)
class Barred:
    """A table whose rows stand a line each with bars between the cells: its first line, the line after it, its rows."""

    first: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def barred(lines: Sequence[str], first: int) -> Barred | None:
    """Return the table in bars of which a line is the first: names of columns above a rule; None: there is none."""
    if first + 1 >= len(lines) or "|" not in lines[first] or "|" not in lines[first + 1]:
        return None
    head = _in_bars(lines[first])
    if not _RULE.fullmatch(lines[first + 1].strip()) or len(_in_bars(lines[first + 1])) != len(head) or len(head) < 2:
        return None
    end = first + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = [(*_in_bars(line), *[""] * len(head))[: len(head)] for line in (lines[first], *lines[first + 2 : end])]
    return Barred(first, end, tuple(rows)) if len(rows) > 1 else None


def _in_bars(line: str) -> tuple[str, ...]:
    whole = line.strip().removeprefix("|")
    cells = _BAR.split(whole.removesuffix("|") if not whole.endswith("\\|") else whole)
    return tuple(" ".join(cell.replace("**", "").replace("\\|", "|").split()) for cell in cells)


def read_table(body: str, section: SectionLayout, table: TableLayout, layout: Layout) -> tuple[list[Row], str]:
    """Return the rows of the table with which a section begins, and the text after it.

    Raises:
        BadInput: the names of the columns, or a row that is coded, are not there.
    """
    lines = [" ".join(line.split()) for line in body.split("\n")]
    width = len(table.columns)
    where = f"{layout.document}/layout.toml"
    for number in range(len(lines)):
        found = barred(lines, number)
        if found is not None and found.rows[0][1:] == table.columns:
            (name, *_), *others = found.rows
            named = Row(1, " ".join(filter(None, [*lines[:number], name])), table.columns, True)
            told = [Row(n, one[0], one[1:], _is_coded(one[0], table)) for n, one in enumerate(others, 2) if any(one)]
            return _checked([named, *told], section, table, where), "\n".join(lines[found.end :])
    first = next((n for n in range(len(lines)) if tuple(lines[n : n + width]) == table.columns), None)
    if first is None:
        raise BadInput(
            f"the columns of the table in section '{section.name}' are not found", where,
            f"They are to stand a line each, or in bars: {', '.join(table.columns)}. Mend them there.",
        )  # fmt: skip
    rows = [Row(1, " ".join(filter(None, lines[:first])), table.columns, True)]
    place, label, end = first + width, "", first + width
    while place < len(lines):
        values = tuple(lines[place : place + width])
        if label and len(values) == width and any(values) and all(not v or _VALUE.fullmatch(v) for v in values):
            rows.append(Row(len(rows) + 1, label, values, _is_coded(label, table)))
            place, label = place + width, ""
            end = place
        else:
            label = f"{label} {lines[place]}".strip()
            place += 1
    return _checked(rows, section, table, where), "\n".join(lines[end:])


def _is_coded(label: str, table: TableLayout) -> bool:
    return not table.coded or label in table.coded


def _checked(rows: list[Row], section: SectionLayout, table: TableLayout, where: str) -> list[Row]:
    missing = [one for one in table.coded if one not in {row.label for row in rows}]
    if missing:
        raise BadInput(
            f"the table in section '{section.name}' has no row '{missing[0]}'", where,
            f"Rows: {', '.join(row.label for row in rows[1:9])} ... Mend it there.",
        )  # fmt: skip
    return rows
