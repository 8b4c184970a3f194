"""Answers as text: tables for people, plain data for pipes; files written whole or not at all."""

import csv
import io
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput
from foederis.namespaces import ID, XSD
from foederis.queries import Answer, Term


def emit(content: str | bytes | Iterable[bytes], path: str = "") -> None:
    """Print content, all at once or piece by piece, or write it to a file: whole or not at all.

    Raises:
        BadInput: the file cannot be written.
    """
    data = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    if not path:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
        return
    import tempfile

    target = Path(path)
    part = ""
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            part = file.name
            file.writelines(data)
        os.chmod(part, 0o644)
        os.replace(part, target)
        part = ""
    except OSError as error:
        raise BadInput(
            f"the file cannot be written: {error.strerror}", path, "Choose another place: -o FILE."
        ) from error
    finally:  # also when it is interrupted
        if part:
            Path(part).unlink(missing_ok=True)


def render(
    answer: Answer, form: str, language: str, data: ox.Store, lists: Sequence[str] = (), excel: bool = False
) -> str:
    """Return an answer as `table`, `md`, `csv`, `tsv` or `json` (SPARQL 1.1 JSON with labels added)."""
    if form in ("table", "md"):
        return _table(answer, form, language, data)
    names, rows = _with_labels(answer, language, data, lists)
    if form == "json":
        return _json(names, rows)
    out = io.StringIO()
    delimiter = "\t" if form == "tsv" else ";" if excel and language == "nl" else ","
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return ("\ufeff" if excel else "") + out.getvalue()


def _plain(cell: Term) -> str:
    return "" if cell is None else str(getattr(cell, "value", cell))


def _with_labels(
    answer: Answer, language: str, data: ox.Store, lists: Sequence[str]
) -> tuple[list[str], list[list[Term]]]:
    # As the label service of Wikidata does: beside each column of things, a column of their labels.
    named = [
        index
        for index in range(len(answer.variables))
        if any(isinstance(row[index], ox.NamedNode) for row in answer.rows) or answer.variables[index] in lists
    ]
    names: list[str] = []
    for index, variable in enumerate(answer.variables):
        names += [variable, f"{variable}Label"] if index in named else [variable]
    rows = []
    known: dict[Term, tuple[str, str]] = {}
    for row in answer.rows:
        cells: list[Term] = []
        for index, cell in enumerate(row):
            cells.append(cell)
            if index in named:
                if cell not in known:
                    known[cell] = _labels(cell, language, data)
                text, tag = known[cell]
                cells.append(ox.Literal(text, language=tag) if tag else ox.Literal(text) if text else None)
        rows.append(cells)
    return names, rows


def _labels(cell: Term, language: str, data: ox.Store) -> tuple[str, str]:
    if isinstance(cell, ox.NamedNode):
        found = graph.label(data, cell.value, language)
        return (found.text, found.language) if found else ("", "")
    if isinstance(cell, ox.Literal):
        return " ".join(shorten(part, language, data) for part in cell.value.split()), ""
    return "", ""


def shorten(iri: str, language: str, data: ox.Store) -> str:
    """Return what a person reads for an IRI: its label, marked with its language when that is not the one asked."""
    if not iri.startswith(("http://", "https://")):
        return iri
    found = graph.label(data, iri, language)
    if found is None:
        return iri.removeprefix(ID)
    return f"{found.text} ({found.language})" if found.fallback else found.text


def _json(names: list[str], rows: list[list[Term]]) -> str:
    bindings = []
    for row in rows:
        binding = {}
        for name, cell in zip(names, row, strict=True):
            if isinstance(cell, ox.NamedNode):
                binding[name] = {"type": "uri", "value": cell.value}
            elif isinstance(cell, ox.BlankNode):
                binding[name] = {"type": "bnode", "value": cell.value}
            elif isinstance(cell, ox.Literal):
                binding[name] = {"type": "literal", "value": cell.value}
                if cell.language:
                    binding[name]["xml:lang"] = cell.language
                elif cell.datatype.value != XSD + "string":
                    binding[name]["datatype"] = cell.datatype.value
        bindings.append(binding)
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=2) + "\n"


_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")  # an endpoint may send what its type does not allow: that is shown as it is
_STEERS = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")
_YES_NO = {"true": ("ja", "yes"), "false": ("nee", "no")}


def _cell(cell: Term, language: str, data: ox.Store) -> str:
    if cell is None:
        return ""
    if isinstance(cell, ox.NamedNode):
        return shorten(cell.value, language, data)
    if isinstance(cell, ox.Literal):
        if cell.datatype.value in (XSD + "decimal", XSD + "integer") and _NUMBER.fullmatch(cell.value):
            whole, _, part = f"{Decimal(cell.value):,f}".partition(".")
            number = whole + (f".{part}" if part.strip("0") else "")
            return number.translate(str.maketrans(",.", ".,")) if language == "nl" else number
        if cell.datatype.value == XSD + "boolean" and cell.value in _YES_NO:
            return _YES_NO[cell.value][language == "en"]
        return " ".join(shorten(part, language, data) for part in cell.value.split(" "))
    return str(cell)


def _table(answer: Answer, form: str, language: str, data: ox.Store) -> str:
    from tabulate import tabulate

    rows = [[_cell(cell, language, data).translate(_STEERS) for cell in row] for row in answer.rows]
    headers = [heading(variable, language) for variable in answer.variables]
    if form == "md":
        safe = [[markdown(cell) for cell in row] for row in rows]
        return tabulate(safe, headers, tablefmt="github", disable_numparse=True) + "\n"
    if len(rows) == 1 and len(headers) > 1:
        return _one(headers, rows[0])
    widths = _widths(headers, rows)
    # Wrapped here: tabulate takes text such as 7,000,000 for a number when it wraps, and fails on it.
    folded = [["\n".join(textwrap.wrap(cell, width)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return tabulate(folded, headers, tablefmt="simple_grid", disable_numparse=True) + "\n"


def markdown(text: str) -> str:
    """Return text for a line of Markdown: nothing in it becomes a column, code, a link or HTML."""
    return re.sub(r"([\\|<\[`])", r"\\\1", " ".join(text.splitlines()))


def _one(headers: list[str], row: list[str]) -> str:
    """Return an answer of one row as a list of what is known, a line each."""
    width = max(len(header) for header in headers)
    margin = " " * (width + 2)
    lines = [
        textwrap.fill(cell, 100, initial_indent=f"{header:<{width}}  ", subsequent_indent=margin)
        for header, cell in zip(headers, row, strict=True)
        if cell
    ]
    return "\n".join(lines) + "\n"


def heading(variable: str, language: str) -> str:
    """Return a variable as the head of a column: `madeIn` as `made in`, in Dutch where there is a word for it."""
    if language == "nl":
        from foederis.cli.headings import DUTCH

        if variable in DUTCH:
            return DUTCH[variable]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in variable)


def _widths(headers: list[str], rows: list[list[str]]) -> list[int]:
    """Share the width of the terminal (160 where there is none) among the columns by how much text they hold."""
    import shutil

    total = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
    room = max(total - 3 * len(headers) - 1, 8 * len(headers))
    longest = [max([len(h), *(len(row[i]) for row in rows)]) for i, h in enumerate(headers)]
    words = [
        max([len(word) for text in (h, *(row[i] for row in rows)) for word in text.split()] or [1])
        for i, h in enumerate(headers)
    ]
    widths = [min(size, max(word, 8), 32) for size, word in zip(longest, words, strict=True)]
    while sum(widths) < room and any(w < size for w, size in zip(widths, longest, strict=True)):
        index = max(range(len(widths)), key=lambda i: (longest[i] - widths[i]) / widths[i])
        widths[index] += 1
    return widths
