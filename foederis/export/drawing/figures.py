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
from foederis.export.drawing import bars, between, diagram, events, ledger, matrix, timeline
from foederis.export.drawing.canvas import Canvas, Fill, quiet, wrapped
from foederis.export.drawing.frame import Key, framed
from foederis.export.drawing.lean import lean
from foederis.export.numerals import within
from foederis.export.palette import EVENT_MARKERS, INK, INKS, MARKERS, NO_EVENTS, PALE, PROOFS, upon
from foederis.export.phrases import phrases

_WORDS = 122.0  # the width of a column of words, in points
FINE = 150.0
"""Pixels for each 72 points of a PNG."""
_FILLS = ("full", "left", "none")
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


def saved(made: Figure, form: str, title: str, told: str, dpi: float = FINE, level: int = 6) -> bytes:
    """Return a figure as SVG with `title` and `desc`, or as PNG with the same texts in it; equal input, equal bytes.

    A PNG has `dpi` pixels for each 72 points, and is packed at a level from 0 (none) to 9.
    """
    title, told = escapes.line(title), escapes.line(told)
    out = io.BytesIO()
    with quiet():
        if form == "png":
            about = {"Title": title, "Description": told, "Software": None}
            made.savefig(out, format="png", dpi=dpi, metadata=about, pil_kwargs={"compress_level": level})
            return out.getvalue()
        made.savefig(out, format="svg", dpi=72, metadata={"Date": None})
    head, mark, rest = out.getvalue().decode().partition(" <metadata>")
    heading = f' <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(told)}</desc>\n'
    head = head.replace("<svg ", '<svg role="img" aria-labelledby="title desc" ', 1)
    return lean(f"{head}{heading}{mark}{rest}").encode()


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
            "; ".join(f"{words[name]}: {row[name]}" for name in ("partOf", "priceBase") if row.get(name)),
            degree.color() if (degree := chart.degrees.get((row["group"], row["category"]))) else "",
            row.get("comparator", ""),
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


def _events(chart: Chart, language: str) -> _Drawn:
    fills: dict[str, Fill] = {
        row.get("proof", ""): PROOFS.get(iris.get("proof", "").rsplit("/", 1)[-1], "none")
        for row, iris in zip(chart.rows, chart.iris, strict=True)
    }
    codes = {row["series"]: iris["series"].rsplit("/", 1)[-1] for row, iris in zip(chart.rows, chart.iris, strict=True)}
    look = {}
    for name in chart.order:
        degree = chart.degrees.get(("", name))
        look[name] = (
            (EVENT_MARKERS[degree.value], degree.color(lines=True))
            if degree
            else NO_EVENTS.get(codes.get(name, ""), NO_EVENTS["not-found"])
        )
    highest = sorted(look, key=lambda name: -chart.degrees["", name].value if ("", name) in chart.degrees else 99)
    made = [
        events.Event(
            row["row"], row["series"], fills[row.get("proof", "")], row["start"], row["end"], row.get("sureStart", ""),
            row.get("sureEnd", ""),
        )
        for row in chart.rows
    ]  # fmt: skip
    named = {name: fills[name] for name in sorted(fills, key=lambda name: (_FILLS.index(fills[name]), name)) if name}
    return events.draw(made, {name: look[name] for name in highest}, named, chart.marks, language)


def _since(chart: Chart, language: str) -> _Drawn:
    heading = phrases("table", language)
    names = {row["row"]: row.get("text") or row["row"] for row in chart.rows}
    cells = {}
    for key in names:
        mine = [row for row in chart.rows if row["row"] == key]
        for name in ("then", "since"):
            told = list(dict.fromkeys(row[name] for row in mine))
            degree = chart.degrees.get(("", told[0])) if len(told) == 1 else None
            face = degree.color() if degree else ""
            words = "\n".join(wrapped(one, _WORDS - 12.0, 8.0, 3) for one in told)
            cells[key, name] = matrix.Cell(words=words, face=face, color=upon(face) if face else INK)
        days = [within(row.get("start", ""), row.get("end", ""), language) for row in mine]
        told = list(dict.fromkeys([*days, *(row["proof"] for row in mine if row.get("proof"))]))
        lines = [line for one in told for line in wrapped(one, _WORDS - 8.0, 7.5, 3).split("\n")]
        cells[key, "when"] = matrix.Cell(words="\n".join(lines), color=PALE)
    heads = [matrix.Row(name, heading[name]) for name in ("then", "since")] + [matrix.Row("when", heading["proven"])]
    return matrix.table([matrix.Row(key, name) for key, name in names.items()], heads, cells, _WORDS, 300.0), [], []


# The layouts that a view may declare, and the kinds of chart.
LAYOUTS: Mapping[str, Callable[["nx.MultiDiGraph[str]", str], _Drawn]] = {
    "layered": diagram.draw,
    "list": ledger.draw,
    "poles": between.draw,
    "matrix": matrix.matrix,
    "pairs": matrix.pairs,
    "lanes": timeline.of_view,
}
_CHARTS: Mapping[str, Callable[[Chart, str], _Drawn]] = {
    "grid": _grid, "bars": _bars, "lanes": _lanes, "events": _events, "since": _since,
}  # fmt: skip
