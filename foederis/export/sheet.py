"""A sheet to draw on, measured in points from its top left corner, and the page around it: title, key, source line.

Everything is placed by measured text, so that no label overlaps another; nothing is left to an automatic layout.
"""

import functools
import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from foederis.export.words import CHARTS

INK, PALE, RULE = "#1a1a1a", "#595959", "#d0d0d0"
# Okabe and Ito's palette, which colour-blind readers can tell apart; a shape, dash or hatch always goes with a colour.
INKS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D00", "#000000")
MARKERS = ("o", "s", "^", "D", "P", "X", "v", "*")
HATCHES = ("", "////", "----", "xxxx", "\\\\\\\\", "||||")
DASHES: tuple[tuple[float, Sequence[float]], ...] = (
    (0, ()), (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (9, 3)), (0, (2, 4)),
)  # fmt: skip
SOLID = DASHES[0]
LINE = 1.28  # the height of a line of text, in its size
_MARGIN = 16.0
# DejaVu Sans comes with matplotlib and measures the text; Verdana, which has its widths, and others stand in for it.
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "foederis",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Geneva", "Arial", "sans-serif"],
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}


@dataclass(frozen=True)
class Key:
    """An entry of the key: a `mark`, a `line` or a `box` in the style given, or plain words (`kind` empty)."""

    label: str
    kind: str = ""
    color: str = INK
    marker: str = "o"
    size: float = 7.0
    dash: tuple[float, Sequence[float]] = SOLID
    hatch: str = ""
    face: str = ""


@dataclass
class Sheet:
    """Drawing to be painted later, once the page that it goes on is known."""

    width: float = 0.0
    height: float = 0.0
    strokes: list[Callable[[Axes, float, float], object]] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, size: float = 8.5, color: str = INK, ha: str = "left", weight: str = ""
    ) -> None:
        """Put words with their middle at a height; several lines are put with the middle of all of them there."""
        for number, line in enumerate(lines := words.split("\n")):
            place = y + (number - (len(lines) - 1) / 2) * size * LINE

            def stroke(axes: Axes, dx: float, dy: float, line: str = line, place: float = place) -> None:
                axes.text(
                    x + dx, place + dy, line, fontsize=size, color=color, ha=ha, va="center_baseline",
                    fontweight=weight or "normal", parse_math=False, zorder=5,
                )  # fmt: skip

            self.strokes.append(stroke)

    def mark(self, x: float, y: float, marker: str, color: str, size: float = 7.0) -> None:
        """Put a marker, `size` points wide."""
        self.strokes.append(
            lambda axes, dx, dy: axes.add_line(
                Line2D([x + dx], [y + dy], marker=marker, color=color, markersize=size, markeredgewidth=0, zorder=4)
            )
        )

    def box(
        self, x: float, y: float, width: float, height: float, face: str = "white", edge: str = RULE, hatch: str = "",
        dash: tuple[float, Sequence[float]] = SOLID, thick: float = 0.7, order: float = 2,
    ) -> None:  # fmt: skip
        """Put a rectangle by its top left corner."""
        self.strokes.append(
            lambda axes, dx, dy: axes.add_patch(
                Rectangle(
                    (x + dx, y + dy), width, height, facecolor=face, edgecolor=edge, hatch=hatch or None,
                    linewidth=thick, linestyle=dash, zorder=order,
                )
            )
        )  # fmt: skip

    def path(
        self, points: Sequence[tuple[float, float]], codes: Sequence[int] = (), color: str = PALE, thick: float = 0.9,
        dash: tuple[float, Sequence[float]] = SOLID, order: float = 1,
    ) -> None:  # fmt: skip
        """Put a line along points; codes as matplotlib has them, straight pieces when there are none."""
        from matplotlib.patches import PathPatch

        self.strokes.append(
            lambda axes, dx, dy: axes.add_patch(
                PathPatch(
                    Path([(px + dx, py + dy) for px, py in points], list(codes) or None), facecolor="none",
                    edgecolor=color, linewidth=thick, linestyle=dash, zorder=order, capstyle="butt",
                )
            )
        )  # fmt: skip

    def head(self, x: float, y: float, direction: int, color: str = PALE) -> None:
        """Put an arrow head whose point is there; direction 1 points right, -1 left."""
        corners = [(x, y), (x - direction * 5.0, y - 2.6), (x - direction * 5.0, y + 2.6)]
        self.strokes.append(
            lambda axes, dx, dy: axes.add_patch(
                Polygon([(px + dx, py + dy) for px, py in corners], facecolor=color, edgecolor="none", zorder=3)
            )
        )

    def add(self, other: "Sheet", dx: float, dy: float) -> None:
        """Put another sheet on this one."""
        for one in other.strokes:
            self.strokes.append(_moved(one, dx, dy))


def _moved(
    stroke: Callable[[Axes, float, float], object], dx: float, dy: float
) -> Callable[[Axes, float, float], object]:
    return lambda axes, x, y: stroke(axes, x + dx, y + dy)


@functools.lru_cache(maxsize=20_000)
def wide(words: str, size: float = 8.5, weight: str = "normal") -> float:
    """Return the width of one line of text in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(words, font, False)[0])


def wrapped(words: str, width: float, size: float = 8.5, most: int = 4) -> str:
    """Return text in lines that are no wider than so many points; what is more than `most` lines ends in `…`."""
    lines: list[str] = []
    for word in words.split():
        if lines and wide(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
            continue
        while wide(word, size) > width and len(word) > 1:  # a word wider than the column is broken
            cut = next((n for n in range(len(word) - 1, 0, -1) if wide(word[:n] + "-", size) <= width), 1)
            lines.append(word[:cut] + "-")
            word = word[cut:]
        lines.append(word)
    if len(lines) > most:
        last = lines[most - 1].split(" ")
        while len(last) > 1 and wide(" ".join(last) + " …", size) > width:
            last.pop()
        lines = [*lines[: most - 1], " ".join(last).rstrip(",;:") + " …"]
    return "\n".join(lines)


def page(
    body: Sheet, title: str, keys: Sequence[Key], notes: Sequence[str], footer: str, asked: Mapping[str, str],
    language: str,
) -> Figure:  # fmt: skip
    """Return the figure: title, body, key, notes on how to read it, and the line that says where it comes from."""
    with quiet():
        if asked:
            notes = [*notes, CHARTS[language]["asked"].format(", ".join(f"{k}={v}" for k, v in asked.items()))]
        inner = max(body.width, 420.0)
        whole = Sheet()
        y = _MARGIN
        heading = wrapped(title, inner, 13.5, 3)
        if any(wide(line, 13.5, "bold") > inner for line in heading.split("\n")):
            heading = wrapped(title, inner * 0.86, 13.5, 3)
        rows = heading.count("\n") + 1
        whole.text(_MARGIN, y + rows * 13.5 * LINE / 2, heading, 13.5, weight="bold")
        y += rows * 13.5 * LINE + 10
        whole.add(body, _MARGIN, y)
        y += body.height + 14
        y = _keys(whole, keys, y, inner)
        for note, color in (*((one, INK) for one in notes), (footer, PALE)):
            told = wrapped(note, inner, 7.5, 6)
            deep = (told.count("\n") + 1) * 7.5 * LINE
            whole.text(_MARGIN, y + deep / 2, told, 7.5, color)
            y += deep + 3
        width, height = math.ceil(inner + 2 * _MARGIN), math.ceil(y + _MARGIN - 3)
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="white")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        for stroke in whole.strokes:
            stroke(axes, 0.0, 0.0)
    return figure


def _keys(whole: Sheet, keys: Sequence[Key], y: float, inner: float) -> float:
    x = 0.0
    for key in keys:
        lead = {"mark": max(12.0, key.size + 5), "line": 30.0, "box": 22.0}.get(key.kind, 0.0)
        length = lead + wide(key.label, 8)
        if x and x + length > inner:
            x, y = 0.0, y + 15
        left = _MARGIN + x
        if key.kind == "mark":
            whole.mark(left + lead / 2 - 2, y + 6, key.marker, key.color, key.size)
        elif key.kind == "line":
            whole.path([(left, y + 6), (left + 25, y + 6)], color=key.color, dash=key.dash, thick=1.2)
        elif key.kind == "box":
            whole.box(left, y + 1.5, 17, 9, key.face or key.color, key.color, key.hatch, key.dash)
        whole.text(left + lead, y + 6, key.label, 8)
        x += length + 16
    return y + 20 if keys else y


@contextmanager
def quiet() -> Iterator[None]:
    """Draw with our settings, and without a warning for each character that the font does not have."""
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        yield
