"""An answer as a document of its own: a spreadsheet or a page, with what it answers and how to cite it."""

import contextlib
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import pyoxigraph as ox

from foederis import __version__
from foederis.cli.output import heading, shorten
from foederis.errors import BadUse
from foederis.namespaces import XSD
from foederis.queries import Answer, Question, Term

_NUMBERS = (XSD + "integer", XSD + "decimal")


def about(question: Question, given: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """Return what a reader must know of an answer: the question, its values, version, date, licence and citation."""
    dutch = language == "nl"
    title = question.title_nl if dutch else question.title
    values = "; ".join(f"{p.name} = {given.get(p.name) or p.default}" for p in question.parameters) or "-"
    today = date.today().isoformat()
    names = (
        ("vraag", "naam", "waarden", "versie", "datum", "licentie", "aanhalen als")
        if dutch
        else ("question", "name", "values", "version", "date", "licence", "cite as")
    )
    cite = f"foederis {__version__}, {'vraag' if dutch else 'question'} '{question.name}', {today}. https://w3id.org/foederis/"
    told = (title, question.name, values.replace("UNDEF", "any"), f"foederis {__version__}", today, "CC BY 4.0", cite)
    return list(zip(names, told, strict=True))


def file_name(question: Question, form: str) -> str:
    """Return the name of a file with an answer: its subject and the day it was made."""
    return f"foederis-{question.name}-{date.today().isoformat()}.{form}"


def _link(iri: str) -> str:
    return iri if iri.startswith(("https://", "http://")) else ""


def _text(cell: Term, language: str, data: ox.Store) -> str:
    if cell is None:
        return ""
    return " ".join(shorten(part, language, data) for part in cell.value.split(" "))


def to_html(answer: Answer, told: Sequence[tuple[str, str]], language: str, data: ox.Store) -> str:
    """Return an answer as one HTML page: everything in it is escaped, and it asks nothing of the network."""
    rows = []
    for row in answer.rows:
        cells = []
        for cell in row:
            text = escape(_text(cell, language, data))
            address = _link(cell.value) if isinstance(cell, ox.NamedNode) else ""
            cells.append(f'<td><a href="{escape(address)}">{text}</a></td>' if address else f"<td>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f'<th scope="col">{escape(heading(variable, language))}</th>' for variable in answer.variables)
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in told)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(told[0][1])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(told[0][1])}</h1>\n"
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table></div>\n"
        f"<dl>{facts}</dl>\n</body>\n</html>\n"
    )


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #888; }
dl { display: grid; gap: .2rem 1rem; grid-template-columns: max-content 1fr; margin-top: 2rem; font-size: .9rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
@media print { a { color: inherit; text-decoration: none; } }
"""


def _value(cell: Term) -> float | date | None:
    """Return what a spreadsheet keeps as a number or a day; None for all else, also for what only claims to be one."""
    if not isinstance(cell, ox.Literal):
        return None
    if cell.datatype.value in _NUMBERS and re.fullmatch(r"[+-]?\d{1,300}(\.\d*)?", cell.value):
        return float(cell.value)
    if cell.datatype.value == XSD + "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", cell.value):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(cell.value)
    return None


def to_xlsx(answer: Answer, told: Sequence[tuple[str, str]], language: str, data: ox.Store) -> bytes:
    """Return an answer as a workbook: numbers are numbers, dates are dates; a second sheet tells what it is.

    Raises:
        BadUse: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise BadUse("the format xlsx needs XlsxWriter", "", "Install it: pip install 'foederis[excel]'") from error
    out = io.BytesIO()
    # Nothing of the data may become a formula or a link by its looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    linked = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0b5394", "underline": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
    sheet = book.add_worksheet("antwoord" if language == "nl" else "answer")
    for column, variable in enumerate(answer.variables):
        sheet.write_string(0, column, heading(variable, language), bold)
        longest = max((len(_text(row[column], language, data)) for row in answer.rows), default=0)
        sheet.set_column(column, column, min(60, max(len(variable), longest) + 2))
    for line, row in enumerate(answer.rows, 1):
        for column, cell in enumerate(row):
            text = _text(cell, language, data)
            known = _value(cell)
            if isinstance(known, float):
                sheet.write_number(line, column, known, number)
            elif isinstance(known, date):
                sheet.write_datetime(line, column, known, day)
            elif isinstance(cell, ox.NamedNode) and _link(cell.value) and len(cell.value) < 2000:
                sheet.write_url(line, column, cell.value, linked, text)
            else:
                sheet.write_string(line, column, text[:32_000], wrapped)
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.variables) - 1)
    second = book.add_worksheet("toelichting" if language == "nl" else "about")
    second.set_column(0, 0, 16)
    second.set_column(1, 1, 100)
    for line, (name, value) in enumerate(told):
        second.write_string(line, 0, name, bold)
        second.write_string(line, 1, value, wrapped)
    book.close()
    return out.getvalue()
