"""An answer as data: CSV, TSV, and SPARQL 1.1 results in JSON with labels added."""

import json
import re
from collections.abc import Sequence

import pyoxigraph as ox

from foederis import escapes
from foederis.answers.cells import NUMBER, NUMBERS, plain, with_labels
from foederis.namespaces import XSD
from foederis.queries import Answer, Term


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
