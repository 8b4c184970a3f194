"""Bars with their numbers, in groups, from one scale: how many, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foederis.export.drawing.canvas import LINE, Canvas, wide, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.numerals import amount
from foederis.export.palette import AXIS, HATCHES, INK, INKS, PALE, PAPER, upon

_SIZE, _BAR, _SIDE, _LONGEST = 8.5, 11.0, 200.0, 300.0


@dataclass(frozen=True)
class Bar:
    """A bar: its group, name and value; `note` stands small below the name, `about` before the number (`at most`).

    `series` is told by colour and hatch, by its hatch alone where a `face` tells what degree of a scale the bar is of.
    """

    group: str
    name: str
    value: Decimal
    series: str = ""
    note: str = ""
    face: str = ""
    about: str = ""


def draw(bars: Sequence[Bar], series: Sequence[str], unit: str, language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return the canvas and its key; groups and bars stand in the order in which they come."""
    most = max((bar.value for bar in bars), default=Decimal(1)) or Decimal(1)
    look = {one: (INKS[i % len(INKS)], HATCHES[i % len(HATCHES)]) for i, one in enumerate(series)}
    told = [" ".join(filter(None, (bar.about, amount(bar.value, language), unit))) for bar in bars]
    canvas = Canvas(width=_SIDE + 12.0 + _LONGEST + max(wide(one, _SIZE) for one in told) + 10.0)
    y, left, group = 0.0, _SIDE + 12.0, None
    for bar, words in zip(bars, told, strict=True):
        if bar.group != group:
            group = bar.group
            y += 8.0 if y else 0.0
            if group:
                canvas.text(0.0, y + 8.0, group, _SIZE + 1, PALE, weight="bold")
                y += 19.0
        name = wrapped(bar.name, _SIDE, _SIZE, 4)
        note = wrapped(bar.note, _SIDE, 7.0, 2) if bar.note else ""
        high = (name.count("\n") + 1) * _SIZE * LINE
        low = (note.count("\n") + 1) * 7.0 * LINE if note else 0.0
        deep = max(high + low, _BAR) + 5.0
        canvas.text(0.0, y + (deep - low) / 2, name, _SIZE)
        if note:
            canvas.text(0.0, y + (deep + high) / 2, note, 7.0, PALE)
        ink, hatch = look[bar.series]
        length = float(bar.value / most) * _LONGEST
        canvas.path([(left, y), (left, y + deep)], color=AXIS, thick=0.8)
        if length > 0:
            box = (left, y + (deep - _BAR) / 2, max(length, 1.0), _BAR)
            if bar.face:
                canvas.box(*box, bar.face, upon(bar.face), hatch, thick=0.0)
                canvas.box(*box, "none", INK, thick=0.6)
            else:
                canvas.box(*box, PAPER if hatch else ink, ink, hatch, thick=0.9)
        canvas.text(left + length + 5.0, y + deep / 2, words, _SIZE)
        y += deep
    canvas.height = y
    if any(bar.face for bar in bars):  # the colour is that of the degree, which stands beside the bar
        look = {one: (INK, hatch) for one, (_, hatch) in look.items()}
        keys = [Key(one, "box", INK, hatch=look[one][1], face=PAPER) for one in series if one and len(series) > 1]
    else:
        keys = [Key(one, "box", *_key(*look[one])) for one in series if one] if len(series) > 1 or series[0] else []
    return canvas, keys, []


def _key(ink: str, hatch: str) -> tuple[str, str, float, tuple[float, tuple[()]], str, str]:
    return ink, "o", 7.0, (0, ()), hatch, PAPER if hatch else ink
