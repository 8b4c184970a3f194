"""An answer as a table: for a terminal, or in Markdown."""

from collections.abc import Sequence

import pyoxigraph as ox

from foederis import escapes, terminal, terms
from foederis.answers.cells import NUMBERS, read
from foederis.answers.columns import heading
from foederis.queries import Answer, Term

_VOCABULARIES = ("dcterms", "foaf", "owl", "prov", "rdf", "rdfs", "skos")
_FEW = 3  # rows: with fewer, what each of them says alike is not told apart

# What is told above and below a table: what each row says, and which columns no row fills.
_WORDS = {
    "en": ("In each row:", "Empty in each row, so left out:"),
    "nl": ("In elke rij:", "Leeg in elke rij, dus weggelaten:"),
}


def cells(answer: Answer, language: str, data: ox.Store) -> list[list[str]]:
    """Return the rows of an answer as a reader of a language reads them at a terminal."""
    known = {cell: _shown(cell, language, data) for cell in {cell for row in answer.rows for cell in row}}
    return [[known[cell] for cell in row] for row in answer.rows]


def _shown(cell: Term, language: str, data: ox.Store) -> str:
    text = read(cell, language, data)
    if isinstance(cell, ox.NamedNode) and text == cell.value:  # a term of another's vocabulary: skos:closeMatch
        short = terms.short(text)
        return short if short.partition(":")[0] in _VOCABULARIES else text
    return text


def marked(answer: Answer, language: str, data: ox.Store) -> str:
    """Return an answer as a table in Markdown."""
    from tabulate import tabulate

    safe = [[escapes.markdown(cell) for cell in row] for row in cells(answer, language, data)]
    headers = [escapes.markdown(heading(variable, language)) for variable in answer.variables]
    return tabulate(safe, headers, tablefmt="github", disable_numparse=True) + "\n"


def table(answer: Answer, language: str, data: ox.Store) -> str:
    """Return an answer for a terminal: a table, or a block for each row where a table would be too wide to read.

    What all rows say alike stands above it once, and the columns that no row fills are named below it; columns that the
    reader chose all stand in the table.
    """
    rows = cells(answer, language, data)
    if not rows:
        return ""
    headers = [escapes.line(heading(variable, language)) for variable in answer.variables]
    room = terminal.columns()
    kept, alike, empty = _sorted([*range(len(headers))], [] if answer.chosen else rows)
    each, left_out = _WORDS[language]
    parts = []
    if alike:
        parts.append(f"{each}\n" + terminal.pairs([(headers[index], rows[0][index]) for index in alike], room, "  "))
    shown = [[row[index] for index in kept] for row in rows]
    parts.append(terminal.fitted([headers[index] for index in kept], shown, _numbers(answer, kept), answer.chosen))
    if empty:
        note = f"{left_out} {', '.join(headers[index] for index in empty)}."
        parts.append("\n".join(terminal.wrap(note, room, "", "  ")) + "\n")
    return "\n".join(parts)


def _sorted(columns: list[int], rows: Sequence[Sequence[str]]) -> tuple[list[int], list[int], list[int]]:
    """Return the columns that stand in the table, those in which all rows say alike, and those that none fills."""
    held = {index: {row[index] for row in rows} for index in columns}
    empty = [index for index in columns if held[index] == {""}]
    alike = [index for index in columns if len(rows) >= _FEW and len(held[index]) == 1 and index not in empty]
    kept = [index for index in columns if index not in empty and index not in alike]
    return (kept, alike, empty) if kept else (columns, [], [])


def _numbers(answer: Answer, kept: Sequence[int]) -> frozenset[int]:
    """Return which of the columns that are kept hold numbers and nothing else."""
    found = []
    for place, index in enumerate(kept):
        filled = [row[index] for row in answer.rows if row[index] is not None]
        if filled and all(isinstance(cell, ox.Literal) and cell.datatype.value in NUMBERS for cell in filled):
            found.append(place)
    return frozenset(found)
