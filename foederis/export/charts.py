"""Charts: the answer to a question of `queries/charts/`, drawn as a grid, as bars or on an axis of time."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput
from foederis.export.words import CHARTS
from foederis.queries import Answer, Question

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from foederis.export.sheet import Key, Sheet

FORMATS = ("svg", "png", "md", "csv")
# The columns that a kind of chart reads, and those that it may have beside them.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "grid": (("row", "column"), ("text",)),
    "bars": (("group", "category", "value"), ("series", "unit", "partOf")),
    "lanes": (("row", "series", "start", "end"), ("lane", "sureStart", "sureEnd")),
}


@dataclass(frozen=True)
class Chart:
    """What a chart shows: its kind, and a mapping from column to text for each row, in the order of the answer."""

    heading: str
    kind: str
    rows: tuple[Mapping[str, str], ...]
    asked: Mapping[str, str]
    source: str
    note: str = ""  # how to read it
    order: tuple[str, ...] = ()  # the columns of a grid, or the series of other charts, in their order


def build(
    asked: Question, answer: Answer, given: Mapping[str, str], source: str, language: str, data: ox.Store
) -> Chart:
    """Return a chart with the names of things in a language.

    Raises:
        BadInput: the query has no such kind of chart, not the columns that it needs, or a value that is no number.
    """
    kind = asked.extra.get("chart", "")
    where = f"queries/charts/{asked.path}"
    if kind not in KINDS:
        raise BadInput(f"there is no chart '{kind}'", where, f"Choose from: {', '.join(KINDS)}")
    needed, more = KINDS[kind]
    missing = [name for name in needed if name not in answer.variables]
    if missing:
        raise BadInput(
            f"a chart '{kind}' needs the column {missing[0]}", where, f"It reads: {', '.join(needed + more)}"
        )
    rows = []
    for row in answer.rows:
        cells = dict(zip(answer.variables, row, strict=True))
        rows.append({name: _text(cells[name], language, data) for name in needed + more if name in cells})
        if kind == "bars":
            _number(rows[-1]["value"], where)
    order = _ordered(answer, "column" if kind == "grid" else "series", language, data)
    heading = asked.title_nl if language == "nl" else asked.title
    note = asked.extra.get("note_nl" if language == "nl" else "note", "")
    return Chart(heading, kind, tuple(rows), given, source, note, order)


def _ordered(answer: Answer, name: str, language: str, data: ox.Store) -> tuple[str, ...]:
    """Return the texts of a column in the order of `?place` or else of IRIs, which no language changes."""
    if name not in answer.variables:
        return ("",)
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
    places = {(str(getattr(row.get("place"), "value", "")), str(row[name])): row[name] for row in rows}
    return tuple(dict.fromkeys(_text(places[place], language, data) for place in sorted(places)))


def _number(value: str, where: str) -> Decimal:
    try:
        found = Decimal(value)
    except InvalidOperation as error:
        raise BadInput(f"a bar cannot be '{value}' long", where, "Select a number as ?value.") from error
    if not found.is_finite() or found < 0:
        raise BadInput(f"a bar cannot be '{value}' long", where, "Select a number of 0 or more as ?value.")
    return found


def _text(cell: object, language: str, data: ox.Store) -> str:
    if isinstance(cell, ox.NamedNode):
        found = graph.label(data, cell.value, language)
        return found.text if found else cell.value
    return "" if cell is None else str(getattr(cell, "value", cell))


def drawn(chart: Chart, language: str) -> "tuple[Sheet, list[Key], list[str]]":
    """Return the sheet, key and notes of a chart."""
    return _DRAW[chart.kind](chart, language)


def figure(chart: Chart, language: str) -> "Figure":
    """Return a chart as a figure."""
    from foederis.export.sheet import page, quiet

    with quiet():
        sheet, keys, notes = drawn(chart, language)
    notes = [chart.note, *notes] if chart.note else notes
    return page(sheet, chart.heading, keys, notes, chart.source, chart.asked, language)


def _grid(chart: Chart, language: str) -> "tuple[Sheet, list[Key], list[str]]":
    from foederis.export.grid import Cell, Row, table
    from foederis.export.sheet import INKS, MARKERS

    columns = list(chart.order)
    count = Counter(row["column"] for row in chart.rows)
    look = {name: (MARKERS[i % len(MARKERS)], INKS[i % len(INKS)]) for i, name in enumerate(columns)}
    names = {row["row"]: row.get("text") or row["row"] for row in chart.rows}
    cells = {(row["row"], row["column"]): Cell(*look[row["column"]]) for row in chart.rows}
    rows = [Row(key, name) for key, name in names.items()]
    sheet = table(rows, [Row(name, name, str(count[name])) for name in columns], cells, 66.0, 330.0)
    return sheet, [], []


def _bars(chart: Chart, language: str) -> "tuple[Sheet, list[Key], list[str]]":
    from foederis.export import bars

    words = CHARTS[language]
    made = [
        bars.Bar(
            row["group"] or words["no group"], row["category"], Decimal(row["value"]), row.get("series", ""),
            f"{words['part of']}: {row['partOf']}" if row.get("partOf") else "",
        )
        for row in chart.rows
    ]  # fmt: skip
    units = {row.get("unit", "") for row in chart.rows}
    return bars.draw(made, chart.order, units.pop() if len(units) == 1 else "", language)


def _lanes(chart: Chart, language: str) -> "tuple[Sheet, list[Key], list[str]]":
    from foederis.export import lanes

    spans = [
        lanes.Span(
            row.get("lane", ""), row["row"], row["series"], row["start"], row["end"], row.get("sureStart", ""),
            row.get("sureEnd", ""),
        )
        for row in chart.rows
    ]  # fmt: skip
    return lanes.draw(spans, chart.order, language, 300.0, 3, 36.0)


_DRAW: "Mapping[str, Callable[[Chart, str], tuple[Sheet, list[Key], list[str]]]]" = {
    "grid": _grid,
    "bars": _bars,
    "lanes": _lanes,
}


def columns(chart: Chart) -> list[str]:
    """Return the columns of a chart's table: those in which anything stands, the shown text for its thing."""
    needed, more = KINDS[chart.kind]
    return [name for name in needed + more if any(row.get(name) for row in chart.rows)]


def table(chart: Chart) -> bytes:
    """Return the rows of a chart as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = columns(chart)
    writer.writerow(names)
    writer.writerows([[row.get(name, "") for name in names] for row in chart.rows])
    return out.getvalue().encode()
