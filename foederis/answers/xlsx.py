"""An answer as a workbook: numbers are numbers, dates are dates."""

import contextlib
import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from foederis import escapes, extras
from foederis.answers.cells import INEXACT, NUMBERS, named, plain
from foederis.answers.columns import heading
from foederis.answers.page import address
from foederis.errors import BadUse
from foederis.namespaces import XSD
from foederis.queries import Answer, Term


def workbook(answer: Answer, told: Sequence[tuple[str, str]], language: str, data: ox.Store) -> bytes:
    """Return an answer as a workbook: numbers are numbers, dates are dates; a second sheet tells what it is.

    What is hidden in a text is shown as an escape, and a text of more than a cell can hold ends in `…`.

    Raises:
        BadUse: XlsxWriter is not installed, or there are more rows or columns than a sheet has.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise BadUse("the format xlsx needs XlsxWriter", "", extras.remedy("excel")) from error
    if len(answer.rows) > _ROWS or len(answer.variables) > _COLUMNS:
        what = f"a workbook cannot hold {len(answer.rows):,} rows of {len(answer.variables):,} columns"
        raise BadUse(what, "--format xlsx", "Use --format csv, or narrow the answer.")
    out = io.BytesIO()
    # Nothing of the data may become a formula or a link by its looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same answer gives the same bytes
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    linked = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0b5394", "underline": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    number = book.add_format({"num_format": "#,##0", "valign": "top"})
    # `#,##0.##` would show 10 as "10.": a number has as many decimals as it needs.
    parts = [book.add_format({"num_format": f"#,##0.{'0' * places}", "valign": "top"}) for places in range(1, 11)]
    sheet = book.add_worksheet("antwoord" if language == "nl" else "answer")
    for column, variable in enumerate(answer.variables):
        sheet.write_string(0, column, _fitting(heading(variable, language)), bold)
        longest = max((len(named(row[column], language, data)) for row in answer.rows), default=0)
        sheet.set_column(column, column, min(60, max(len(variable), longest) + 2))
    links = 0
    for line, row in enumerate(answer.rows, 1):
        for column, cell in enumerate(row):
            shown = _fitting(named(cell, language, data))
            known = _value(cell)
            if isinstance(known, float):
                places = _places(cell)
                sheet.write_number(line, column, known, parts[places - 1] if places else number)
            elif isinstance(known, date):
                sheet.write_datetime(line, column, known, day)
            elif 0 < len(link := address(cell)) <= _LONGEST_LINK and links < _LINKS:
                links += 1
                sheet.write_url(line, column, link, linked, shown)
            else:
                sheet.write_string(line, column, shown, wrapped)
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.variables) - 1)
    second = book.add_worksheet("toelichting" if language == "nl" else "about")
    second.set_column(0, 0, 16)
    second.set_column(1, 1, 100)
    for line, (name, value) in enumerate(told):
        second.write_string(line, 0, _fitting(name), bold)
        second.write_string(line, 1, _fitting(value), wrapped)
    book.close()
    return out.getvalue()


# What Excel allows: rows below the head, columns, links on a sheet, and the length of a link and of a text.
_ROWS, _COLUMNS, _LINKS, _LONGEST_LINK, _LONGEST = 2**20 - 1, 2**14, 65_530, 2_000, 32_767


def _fitting(text: str) -> str:
    """Return text as a cell can hold it: Excel counts what is beyond the first plane of Unicode as two."""
    shown = escapes.lines(text)
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return shown
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"


def _places(cell: Term) -> int:
    """Return how many decimals a number needs, of the ten that are shown at most."""
    with contextlib.suppress(InvalidOperation):
        digits, exponent = Decimal(plain(cell)).normalize().as_tuple()[1:]
        return min(max(-int(exponent), 0), 10) if digits != (0,) else 0
    return 0


def _value(cell: Term) -> float | date | None:
    """Return what a spreadsheet keeps as a number or a day; None for all else, also for what only claims to be one.

    It keeps 15 digits of a number, and no day before 1900: what is longer or earlier stays text, whole.
    """
    if not isinstance(cell, ox.Literal):
        return None
    if cell.datatype.value in NUMBERS and (found := _NUMBER.fullmatch(cell.value)):
        digits = (found[1] + (found[2] or "")).strip("0")
        exact = cell.datatype.value not in INEXACT
        number = float(cell.value)
        return None if (exact and len(digits) > _DIGITS) or not math.isfinite(number) else number
    if cell.datatype.value == XSD + "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", cell.value):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(cell.value)
            return day if day.year >= _FIRST_YEAR else None
    return None


_NUMBER = re.compile(r"[+-]?(\d{1,300})(?:\.(\d*))?(?:[eE][+-]?\d{1,4})?")
_DIGITS, _FIRST_YEAR = 15, 1900  # https://support.microsoft.com: Excel specifications and limits
