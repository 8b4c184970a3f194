"""Cards: what a social network shows of a page that somebody sends on, as pictures of one size."""

import io
from typing import TYPE_CHECKING

from foederis.site.addresses import CARD

if TYPE_CHECKING:
    import PIL.Image

COLOURS = 64
"""Of a PNG: what keeps it small, and tells all inks of ours apart."""
_EDGE = 24  # pixels around a picture
_LEAST = 0.85  # of the width of a card that a picture takes at least: one that is higher is cut below


def of_picture(content: bytes) -> bytes:
    """Return the card of a picture (PNG): all of it, or the top of one that is too high to be read whole."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as read:
        drawn = read.convert("RGB")
    width, height = CARD[0] - 2 * _EDGE, CARD[1] - 2 * _EDGE
    scale = min(width / drawn.width, max(height / drawn.height, _LEAST * width / drawn.width))
    sized = drawn.resize((round(drawn.width * scale), round(drawn.height * scale)), Image.Resampling.LANCZOS)
    sized = sized.crop((0, 0, sized.width, min(sized.height, CARD[1] - _EDGE)))
    made = Image.new("RGB", CARD, "white")
    made.paste(sized, ((CARD[0] - sized.width) // 2, _EDGE if sized.height > height else (CARD[1] - sized.height) // 2))
    return saved(made)


def of_words(name: str, text: str) -> bytes:
    """Return a card that says something."""
    from PIL import Image

    from foederis.export.drawing.card import card

    with Image.open(io.BytesIO(card(name, text, CARD))) as read:
        return saved(read.convert("RGB"))


def saved(made: "PIL.Image.Image") -> bytes:
    """Return a picture as PNG in few colours; equal input, equal bytes.

    By an octree, which keeps a colour of a few marks; by median cut those of the smallest marks were lost.
    """
    from PIL import Image

    out = io.BytesIO()
    made.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()
