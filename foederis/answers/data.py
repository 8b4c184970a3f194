"""An answer as data: CSV, TSV, and SPARQL 1.1 results in JSON with labels added."""

import json
import re
from collections.abc import Sequence
from typing import TypeVar

import pyoxigraph as ox

from foederis import escapes
from foederis.answers.cells import NUMBER, NUMBERS, plain, with_labels
from foederis.namespaces import XSD
from foederis.queries import Answer, Term

T = TypeVar("T")
_BOTH = ("en", "nl")


def delimited(
    answer: Answer, form: str, language: str, data: ox.Store, lists: Sequence[str] = (), excel: bool = False
) -> str:
    """Return an answer as `csv` or `tsv`; `excel`: as a spreadsheet of that language opens it.

    That is with a byte order mark, its delimiter, its decimal comma, and no text that it would take for a formula.
    """
    names, rows = with_labels(answer, language, data, lists)
    delimiter = "\t" if form == "tsv" else ";" if excel and language == "nl" else ","
    told = [[_for_excel(cell, language) if excel else plain(cell) for cell in row] for row in rows]
    head = [escapes.cell(name) for name in names] if excel else names
    return ("\ufeff" if excel else "") + escapes.as_csv([head, *told], delimiter)


_IN_A_CELL = re.compile(rf"{NUMBER.pattern}([eE][+-]?\d+)?")


def _for_excel(cell: Term, language: str) -> str:
    text = plain(cell)
    if isinstance(cell, ox.Literal) and cell.datatype.value in NUMBERS and _IN_A_CELL.fullmatch(text):
        return text.replace(".", ",") if language == "nl" else text
    return escapes.cell(text)


def results(answer: Answer, language: str, data: ox.Store, lists: Sequence[str] = ()) -> str:
    """Return an answer as SPARQL 1.1 results in JSON, with a column of labels beside each column of things."""
    if answer.ask:
        told = {"head": {}, "boolean": answer.rows == ((ox.Literal(True),),)}
        return escapes.as_json(told)
    names, rows = with_labels(answer, language, data, lists)
    bindings = [{name: _term(cell) for name, cell in zip(names, row, strict=True) if cell is not None} for row in rows]
    return escapes.as_json({"head": {"vars": names}, "results": {"bindings": bindings}})


def plain_results(answer: Answer) -> str:
    """Return an answer as SPARQL 1.1 results in JSON as a server sends them: no labels beside, on one line."""
    bindings = [
        {name: _term(cell) for name, cell in zip(answer.variables, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    told = {"head": {"vars": [*answer.variables]}, "results": {"bindings": bindings}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def in_both(english: Answer, dutch: Answer) -> Answer | None:
    """Return an answer in English with a column of the Dutch texts beside each column of texts: `text`, `textInDutch`.

    None where the two are not the same but for their texts, row by row.
    """
    rows = [*zip(english.rows, dutch.rows, strict=False)]
    alike = len(english.rows) == len(dutch.rows) and english.variables == dutch.variables
    if not alike or not all(_alike(*cells) for row in rows for cells in zip(*row, strict=True)):
        return None
    texts = [any(one[index] != other[index] for one, other in rows) for index in range(len(english.variables))]
    if {f"{name}InDutch" for name, is_ in zip(english.variables, texts, strict=True) if is_} & {*english.variables}:
        return None

    def beside(one: Sequence[T], other: Sequence[T]) -> tuple[T, ...]:
        pairs = zip(one, other, texts, strict=True)
        return tuple(each for first, second, is_ in pairs for each in ((first, second) if is_ else (first,)))

    names = beside(english.variables, [f"{name}InDutch" for name in english.variables])
    return Answer(names, tuple(beside(*row) for row in rows))


def _alike(one: Term, other: Term) -> bool:
    """Say whether two cells are the same, or a text in English and one in Dutch."""
    if one == other:
        return True
    return isinstance(one, ox.Literal) and isinstance(other, ox.Literal) and (one.language, other.language) == _BOTH


def _term(cell: Term) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    told = {"type": "literal", "value": plain(cell)}
    if isinstance(cell, ox.Literal):
        if cell.language:
            told["xml:lang"] = cell.language
        elif cell.datatype.value != XSD + "string":
            told["datatype"] = cell.datatype.value
    return told
