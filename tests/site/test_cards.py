"""Cards: of one size, the whole of a picture or its top, the same bytes each time."""

import io

import pytest
from PIL import Image

from foederis.export.palette import INKS
from foederis.site import cards
from foederis.site.addresses import CARD


def drawn(width: int, height: int) -> bytes:
    made = Image.new("RGB", (width, height), "#0072b2")
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def blue(pixel: tuple[int, int, int]) -> bool:
    """Say whether a pixel is of the colour of `drawn`, but for what few colours change (one of 256)."""
    return all(abs(one - other) <= 1 for one, other in zip(pixel, (0, 114, 178), strict=True))


@pytest.mark.parametrize(("width", "height"), [(1600, 800), (900, 4000), (3000, 300), (20, 20), (1600, 1600)])
def test_a_card_of_a_picture_has_the_size_that_is_told_and_a_margin(width, height):
    with Image.open(io.BytesIO(cards.of_picture(drawn(width, height)))) as found:
        assert found.size == CARD
        plain = found.convert("RGB")
        assert blue(plain.getpixel((600, 315)))
        assert min(*plain.getpixel((600, 5)), *plain.getpixel((5, 315))) >= 254


def test_a_high_picture_is_cut_below_and_not_made_too_small_to_read():
    with Image.open(io.BytesIO(cards.of_picture(drawn(900, 4000)))) as found:
        plain = found.convert("RGB")
        wide = [x for x in range(CARD[0]) if blue(plain.getpixel((x, 300)))]
        assert len(wide) >= 0.5 * CARD[0]
        assert blue(plain.getpixel((600, CARD[1] - 1)))


def test_few_colours_keep_each_ink_of_a_small_mark():
    made = Image.new("RGB", (1200, 900), "white")
    for number, ink in enumerate(INKS):
        made.paste(ink, (20 * number, 0, 20 * number + 6, 6))
    for grey in range(256):
        made.paste((grey, grey, grey), (4 * grey, 100, 4 * grey + 4, 900))
    with Image.open(io.BytesIO(cards.saved(made))) as found:
        plain = found.convert("RGB")
        for number, ink in enumerate(INKS):
            wanted = tuple(int(ink[at : at + 2], 16) for at in (1, 3, 5))
            got = plain.getpixel((20 * number + 2, 2))
            assert max(abs(one - other) for one, other in zip(wanted, got, strict=True)) < 24, ink


def test_a_card_that_says_something_is_small_and_the_same_each_time():
    hostile = "Who $promised$ what\u202e to <whom> \\frac{ " * 3
    first, again = (cards.of_words("foederis", hostile) for _ in range(2))
    assert first == again
    assert len(first) < 60_000
    with Image.open(io.BytesIO(first)) as found:
        assert found.size == CARD
