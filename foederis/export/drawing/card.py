"""A picture that only says something: a name and a sentence, in the letters of the other pictures."""

import io
import textwrap

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from foederis import escapes
from foederis.export.drawing.canvas import quiet
from foederis.export.palette import INK, INKS

_BANDS = 6  # colours below the text
_LINE = 46  # characters of a line


def card(name: str, text: str, size: tuple[int, int]) -> bytes:
    """Return a picture (PNG) of a size in pixels."""
    out = io.BytesIO()
    with quiet():
        made = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100, facecolor="white")
        made.text(0.07, 0.8, escapes.line(name), fontsize=46, fontweight="bold", color=INK, va="top")
        made.text(
            0.07, 0.6, "\n".join(textwrap.wrap(escapes.line(text), _LINE)), fontsize=26, color=INK, va="top",
            linespacing=1.4, parse_math=False,
        )  # fmt: skip
        for number, ink in enumerate(INKS[:_BANDS]):
            band = Rectangle((number / _BANDS, 0), 1 / _BANDS, 0.03, transform=made.transFigure, facecolor=ink)
            made.add_artist(band)
        made.savefig(out, format="png", dpi=100, metadata={"Software": None})
    return out.getvalue()
