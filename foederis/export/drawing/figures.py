"""A view or a chart as a picture: the layout that it declares in its frame, and a text for who cannot see it."""

import io
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

import networkx as nx
from matplotlib.figure import Figure

from foederis import escapes
from foederis.export.charts import Chart
from foederis.export.drawing import bars, between, diagram, ledger, matrix, timeline
from foederis.export.drawing.canvas import Canvas, quiet
from foederis.export.drawing.frame import Key, framed
from foederis.export.palette import INKS, MARKERS, upon
from foederis.export.phrases import phrases

_Drawn = tuple[Canvas, list[Key], list[str]]


def of_view(view: "nx.MultiDiGraph[str]", language: str) -> Figure:
    """Return a view as a figure, each text of which is a text of matplotlib."""
    with quiet():
        canvas, keys, notes = LAYOUTS[view.graph.get("layout") or "layered"](view, language)
    about = view.graph
    return framed(canvas, str(about["heading"]), keys, notes, str(about["source"]), str(about.get("subtitle", "")))


def of_chart(chart: Chart, language: str) -> Figure:
    """Return a chart as a figure."""
    with quiet():
        canvas, keys, notes = _CHARTS[chart.kind](chart, language)
    notes = [chart.note, *notes] if chart.note else notes
    return framed(canvas, chart.heading, keys, notes, chart.source, chart.subtitle)


def saved(made: Figure, form: str, title: str, told: str) -> bytes:
    """Return a figure as SVG with `title` and `desc`, or as PNG with the same texts in it; equal input, equal bytes."""
    title, told = escapes.line(title), escapes.line(told)
    out = io.BytesIO()
    with quiet():
        if form == "png":
            about = {"Title": title, "Description": told, "Software": None}
            made.savefig(out, format="png", dpi=150, metadata=about)
            return out.getvalue()
        made.savefig(out, format="svg", dpi=72, metadata={"Date": None})
    head, mark, rest = out.getvalue().decode().partition(" <metadata>")
    heading = f' <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(told)}</desc>\n'
    head = head.replace("<svg ", '<svg role="img" aria-labelledby="title desc" ', 1)
    return f"{head}{heading}{mark}{rest}".encode()


def _grid(chart: Chart, language: str) -> _Drawn:
    columns = list(chart.order)
    count = Counter(row["column"] for row in chart.rows)
    names = {row["row"]: row.get("text") or row["row"] for row in chart.rows}
    look = {}
    for number, name in enumerate(columns):
        marker, degree = MARKERS[number % len(MARKERS)], chart.degrees.get(("", name))
        face = degree.color() if degree else ""
        look[name] = matrix.Cell(marker, upon(face) if face else INKS[number % len(INKS)], face=face)
    cells = {(row["row"], row["column"]): look[row["column"]] for row in chart.rows}
    rows = [matrix.Row(key, name) for key, name in names.items()]
    heads = [matrix.Row(name, name, str(count[name])) for name in columns]
    return matrix.table(rows, heads, cells, 66.0, 330.0), [], []


def _bars(chart: Chart, language: str) -> _Drawn:
    words = phrases("charts", language)
    made = [
        bars.Bar(
            row["group"] or words["no group"], row["category"], Decimal(row["value"]), row.get("series", ""),
            f"{words['part of']}: {row['partOf']}" if row.get("partOf") else "",
            degree.color() if (degree := chart.degrees.get((row["group"], row["category"]))) else "",
        )
        for row in chart.rows
    ]  # fmt: skip
    units = {row.get("unit", "") for row in chart.rows}
    return bars.draw(made, chart.order, units.pop() if len(units) == 1 else "", language)


def _lanes(chart: Chart, language: str) -> _Drawn:
    spans = [
        timeline.Span(
            row.get("lane", ""), row["row"], row["series"], row["start"], row["end"], row.get("sureStart", ""),
            row.get("sureEnd", ""),
        )
        for row in chart.rows
    ]  # fmt: skip
    return timeline.draw(spans, chart.order, language, 300.0, 3, 36.0, chart.marks)


# The layouts that a view may declare, and the kinds of chart.
LAYOUTS: Mapping[str, Callable[["nx.MultiDiGraph[str]", str], _Drawn]] = {
    "layered": diagram.draw,
    "list": ledger.draw,
    "poles": between.draw,
    "matrix": matrix.matrix,
    "pairs": matrix.pairs,
    "lanes": timeline.of_view,
}
_CHARTS: Mapping[str, Callable[[Chart, str], _Drawn]] = {"grid": _grid, "bars": _bars, "lanes": _lanes}
