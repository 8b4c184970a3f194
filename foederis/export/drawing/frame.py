"""The frame of a picture: the title above what is drawn, and below it the key, notes and the line of its source."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from foederis.export.drawing.canvas import LINE, Canvas, Fill, quiet, wide, wrapped
from foederis.export.palette import INK, PALE, PAPER, SOLID

_MARGIN = 16.0


@dataclass(frozen=True)
class Key:
    """An entry of the key: a `mark`, a `line`, a `box` or an `open` bar in the style given, or plain words (none)."""

    label: str
    kind: str = ""
    color: str = INK
    marker: str = "o"
    size: float = 7.0
    dash: tuple[float, Sequence[float]] = SOLID
    hatch: str = ""
    face: str = ""
    fill: Fill = "full"


def framed(
    body: Canvas, title: str, keys: Sequence[Key], notes: Sequence[str], footer: str, subtitle: str = ""
) -> Figure:
    """Return the figure: title and what was asked, body, key, notes on how to read it, and where it comes from."""
    with quiet():
        inner = max(body.width, 420.0)
        whole = Canvas()
        y = _MARGIN
        heading = wrapped(title, inner, 13.5, 3)
        if any(wide(line, 13.5, "bold") > inner for line in heading.split("\n")):
            heading = wrapped(title, inner * 0.86, 13.5, 3)
        rows = heading.count("\n") + 1
        whole.text(_MARGIN, y + rows * 13.5 * LINE / 2, heading, 13.5, weight="bold")
        y += rows * 13.5 * LINE
        if subtitle:
            told = wrapped(subtitle, inner, 9.5, 4)
            deep = (told.count("\n") + 1) * 9.5 * LINE
            whole.text(_MARGIN, y + 1 + deep / 2, told, 9.5, PALE)
            y += deep + 1
        y += 10
        whole.add(body, _MARGIN, y)
        y += body.height + 14
        y = _keys(whole, keys, y, inner)
        for note, color in (*((one, INK) for one in notes), (footer, PALE)):
            told = wrapped(note, inner, 7.5, 6)
            deep = (told.count("\n") + 1) * 7.5 * LINE
            whole.text(_MARGIN, y + deep / 2, told, 7.5, color)
            y += deep + 3
        width, height = math.ceil(inner + 2 * _MARGIN), math.ceil(y + _MARGIN - 3)
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        for stroke in whole.strokes:
            stroke(axes, 0.0, 0.0)
    return figure


def _keys(whole: Canvas, keys: Sequence[Key], y: float, inner: float) -> float:
    x = 0.0
    for key in keys:
        lead = {"mark": max(12.0, key.size + 5), "line": 30.0, "box": 22.0, "open": 24.0}.get(key.kind, 0.0)
        length = lead + wide(key.label, 8)
        if x and x + length > inner:
            x, y = 0.0, y + 15
        left = _MARGIN + x
        if key.kind == "mark":
            whole.mark(left + lead / 2 - 2, y + 6, key.marker, key.color, key.size, key.fill)
        elif key.kind == "line":
            whole.path([(left, y + 6), (left + 25, y + 6)], color=key.color, dash=key.dash, thick=1.2)
        elif key.kind == "box":
            whole.box(left, y + 1.5, 17, 9, key.face or key.color, key.color, key.hatch, key.dash)
        elif key.kind == "open":
            whole.span(left + 5, left + 14, y + 2, 8, key.color, key.color, open_start=True, open_end=True)
        whole.text(left + lead, y + 6, key.label, 8)
        x += length + 16
    return y + 20 if keys else y
