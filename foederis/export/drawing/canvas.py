"""A canvas to draw on, measured in points from its top left corner, and the measures of text.

Everything is placed by measured text, so that no label overlaps another; nothing is left to an automatic layout.
"""

import functools
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from foederis import escapes
from foederis.export.palette import INK, PALE, PAPER, RULE, SOLID

Fill = Literal["full", "left", "none"]
POINT = 7.0  # how far the point of an open bar goes beyond it
LINE = 1.28  # the height of a line of text, in its size
# DejaVu Sans comes with matplotlib and measures the text; Verdana, which has its widths, and others stand in for it.
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "foederis",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Geneva", "Arial", "sans-serif"],
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}


@dataclass
class Canvas:
    """Drawing to be painted later, once the figure that it goes on is known."""

    width: float = 0.0
    height: float = 0.0
    strokes: list[Callable[[Axes, float, float], object]] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, size: float = 8.5, color: str = INK, ha: str = "left", weight: str = ""
    ) -> None:
        """Put words with their middle at a height; several lines are put with the middle of all of them there."""
        for number, line in enumerate(lines := escapes.lines(words).split("\n")):
            place = y + (number - (len(lines) - 1) / 2) * size * LINE

            def stroke(axes: Axes, dx: float, dy: float, line: str = line, place: float = place) -> None:
                axes.text(
                    x + dx, place + dy, line, fontsize=size, color=color, ha=ha, va="center_baseline",
                    fontweight=weight or "normal", parse_math=False, zorder=5,
                )  # fmt: skip

            self.strokes.append(stroke)

    def mark(self, x: float, y: float, marker: str, color: str, size: float = 7.0, fill: Fill = "full") -> None:
        """Put a marker, `size` points wide: `full`, the `left` half of it full, or `none`, an outline."""
        edge = 0.0 if fill == "full" else 1.1
        face = PAPER if fill == "none" else color
        self.strokes.append(
            lambda axes, dx, dy: axes.add_line(
                Line2D(
                    [x + dx], [y + dy], marker=marker, color=color, markersize=size - edge, markeredgewidth=edge,
                    markerfacecolor=face, markerfacecoloralt=PAPER, fillstyle="left" if fill == "left" else "full",
                    zorder=4,
                )
            )
        )  # fmt: skip

    def box(
        self, x: float, y: float, width: float, height: float, face: str = PAPER, edge: str = RULE, hatch: str = "",
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

    def span(
        self, start: float, end: float, y: float, height: float, face: str = PAPER, edge: str = RULE, hatch: str = "",
        dash: tuple[float, Sequence[float]] = SOLID, thick: float = 0.7, open_start: bool = False,
        open_end: bool = False,
    ) -> None:  # fmt: skip
        """Put a bar from one place to another, by its top; an open end is no end but a point that goes beyond it."""
        bottom, middle = y + height, y + height / 2
        corners = [(start, y), (end, y), *([(end + POINT, middle)] if open_end else []), (end, bottom), (start, bottom)]
        corners += [(start - POINT, middle)] if open_start else []
        self.strokes.append(
            lambda axes, dx, dy: axes.add_patch(
                Polygon(
                    [(px + dx, py + dy) for px, py in corners], facecolor=face, edgecolor=edge, hatch=hatch or None,
                    linewidth=thick, linestyle=dash, zorder=2, joinstyle="miter",
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

    def add(self, other: "Canvas", dx: float, dy: float) -> None:
        """Put what is on another canvas on this one."""
        for one in other.strokes:
            self.strokes.append(_moved(one, dx, dy))


def _moved(
    stroke: Callable[[Axes, float, float], object], dx: float, dy: float
) -> Callable[[Axes, float, float], object]:
    return lambda axes, x, y: stroke(axes, x + dx, y + dy)


def wide(words: str, size: float = 8.5, weight: str = "normal") -> float:
    """Return the width of one line of text in points: that of its words, as the font draws none closer to a blank."""
    blank, *rest = (_wide(word, size, weight) for word in (" ", *words.split(" ")))
    return sum(rest) + blank * (len(rest) - 1)


@functools.lru_cache(maxsize=20_000)
def _wide(words: str, size: float, weight: str) -> float:
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(escapes.lines(words), font, False)[0])


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


@contextmanager
def quiet() -> Iterator[None]:
    """Draw with our settings, and without a warning for each character that the font does not have."""
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        yield
