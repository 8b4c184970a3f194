"""The cells of an answer as text: as data, and as a reader of a language reads them."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pyoxigraph as ox

from foederis import escapes, graph
from foederis.namespaces import ID, XSD
from foederis.queries import Answer, Term

_WHOLE = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte"
)
WHOLE = frozenset(map(XSD.__add__, _WHOLE.split()))
"""The datatypes of whole numbers: in the data of others they have many names (QLever counts in `xsd:int`)."""
INEXACT = frozenset((XSD + "double", XSD + "float"))
NUMBERS = WHOLE | INEXACT | {XSD + "decimal"}
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")  # an endpoint may send what its type does not allow: that is shown as it is
_PASSAGE = f"{ID}passage/"
_YES_NO = {"true": ("ja", "yes"), "false": ("nee", "no")}


def plain(cell: Term) -> str:
    """Return a cell as data: the text of its term, empty when it is open."""
    return "" if cell is None else str(getattr(cell, "value", cell))


def read(cell: Term, language: str, data: ox.Store) -> str:
    """Return a cell as a reader reads it: things by their names, numbers and yes or no as the language writes them.

    It is one line, in which what is hidden or would steer a terminal is shown as an escape.
    """
    if isinstance(cell, ox.Literal):
        if cell.datatype.value in NUMBERS and NUMBER.fullmatch(cell.value):
            whole, _, part = f"{Decimal(cell.value):,f}".partition(".")
            number = whole + (f".{part}" if part.strip("0") else "")
            return number.translate(str.maketrans(",.", ".,")) if language == "nl" else number
        if cell.datatype.value == XSD + "boolean" and cell.value in _YES_NO:
            return _YES_NO[cell.value][language == "en"]
    return escapes.line(named(cell, language, data))


def named(cell: Term, language: str, data: ox.Store) -> str:
    """Return a cell with things by their names; other values as they are.

    A list of IRIs apart by spaces becomes a list of names: of passages apart by spaces, of others by semicolons.
    """
    if isinstance(cell, ox.NamedNode):
        return graph.marked(data, cell.value, language)
    parts = plain(cell).split(" ")
    things = all("://" in part for part in parts) and not all(part.startswith(_PASSAGE) for part in parts)
    return ("; " if things else " ").join(graph.marked(data, part, language) for part in parts)


def with_labels(
    answer: Answer, language: str, data: ox.Store, lists: Sequence[str]
) -> tuple[list[str], list[list[Term]]]:
    """Return names and rows with, beside each column of things, a column of their labels (`holder`, `holderLabel`).

    As the label service of Wikidata does; `lists` are the columns that hold several IRIs apart by spaces.
    """
    things = [
        index
        for index in range(len(answer.variables))
        if any(isinstance(row[index], ox.NamedNode) for row in answer.rows) or answer.variables[index] in lists
    ]
    names: list[str] = []
    for index, variable in enumerate(answer.variables):
        names += [variable, f"{variable}Label"] if index in things else [variable]
    rows = []
    known: dict[Term, Term] = {}
    for row in answer.rows:
        cells: list[Term] = []
        for index, cell in enumerate(row):
            cells.append(cell)
            if index in things:
                if cell not in known:
                    known[cell] = label(cell, language, data)
                cells.append(known[cell])
        rows.append(cells)
    return names, rows


def label(cell: Term, language: str, data: ox.Store) -> Term:
    """Return what a cell's thing or things are called, with its language; of a value its text; None if nothing."""
    if isinstance(cell, ox.NamedNode):
        found = graph.label(data, cell.value, language)
        if found and found.language:
            return ox.Literal(found.text, language=found.language)
        return ox.Literal(found.text) if found and found.text else None
    text = named(cell, language, data) if isinstance(cell, ox.Literal) else ""
    return ox.Literal(text) if text else None
