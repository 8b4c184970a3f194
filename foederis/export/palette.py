"""The colours of graph files and pictures, and the shapes, hatches and dashes that go with them."""

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Literal

# Okabe and Ito's palette, which colour-blind readers can tell apart; a shape, dash or hatch always goes with a colour.
INKS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D00", "#000000")
MARKERS = ("o", "s", "^", "D", "P", "X", "v", "*")  # as matplotlib names them
HATCHES = ("", "////", "----", "xxxx", "\\\\\\\\", "||||")
DASHES: tuple[tuple[float, Sequence[float]], ...] = (
    (0, ()), (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (9, 3)), (0, (2, 4)),
)  # fmt: skip
SOLID = DASHES[0]
OUTLINE = (0.0, (2, 1.5))  # the dash of what is only possible

PAPER, INK, PALE, RULE = "#ffffff", "#1a1a1a", "#595959", "#d0d0d0"
WORD = "#333333"  # of the words on lines
BAND = "#f5f5f5"  # the ground of every other row
ROW_RULE, COLUMN_RULE, YEAR_RULE, AXIS = "#e2e2e2", "#ececec", "#d9d9d9", "#8c8c8c"
BLACK, WHITE = "#000000", "#ffffff"  # of what stands on a colour: one of the two always has a contrast of 4.5
NO_KIND, NO_RELATION = "#000000", "#6f6f6f"  # of a node and an edge that no colour was given

# Kinds of response, from no to yes. They have no degree in the code list, which does not say that they are a scale.
RESPONSES: Mapping[str, int] = {
    "declined": -3, "not-addressed": -2, "deferred": -1, "partly": 1, "accepted-with-reservation": 2, "accepted": 3,
}  # fmt: skip
# Effects of developments, from away from what was promised to all of it. A search that found nothing has no place here.
EFFECTS: Mapping[str, int] = {
    "reverses": -4, "lapses": -3, "overtakes": -2, "shifts": -1, "confirms": 0, "under-way": 1, "partly-fulfils": 2,
    "fulfils": 3,
}  # fmt: skip
# Their shapes, and those of what is no degree: a promise that stands or waits, what others did, what was not found.
# How full a mark is says what proves it.
EVENT_MARKERS: Mapping[int, str] = {-4: "X", -3: "v", -2: "D", -1: "d", 0: "o", 1: "^", 2: "P", 3: "s"}
NO_EVENTS: Mapping[str, tuple[str, str]] = {
    "stands": ("h", "#6f6f6f"), "awaits": ("<", "#009E73"), "touches": (">", "#8C6D00"), "not-found": ("*", "#000000"),
    "carried-on": ("p", "#CC79A7"),
}  # fmt: skip
PROOFS: Mapping[str, Literal["full", "left"]] = {"official": "full", "mirror": "left"}  # all else is an outline
# Of what is no degree, where others are: no blue and no orange.
APART = ("#6f6f6f", "#009E73", "#CC79A7", "#8C6D00", "#000000")
_FOR, _AGAINST = (268.0, 45.0), (58.0, 60.0)  # hue and most chroma (CIELAB) of degrees above and below naught
_FACES, _LINES = (90.0, 30.0), (60.0, 21.0)  # lightness of the first and the last degree


@functools.cache
def ramp(low: int, high: int, lines: bool = False) -> Mapping[int, str]:
    """Return a colour for each degree of a scale from `low` to `high`: steps of lightness that are equal.

    From naught up it is one blue that darkens; below naught an orange that darkens as fast, half a step behind, so that
    all degrees differ in grey as well. The hues are those that colour-blind readers tell apart. Lines are darker than
    faces, so that the first can be seen on white (3:1).
    """
    first, last = _LINES if lines else _FACES
    step = (first - last) / max(high, -low, 1)
    found = {}
    for degree in range(low, high + 1):
        hue, most = _AGAINST if degree < 0 else _FOR
        light = first - step * abs(degree) + (step / 2 if degree < 0 else 0)
        chroma = 0.0 if degree == 0 and low < 0 else most if degree else most / 4
        found[degree] = next(hex_ for c in range(int(chroma), -1, -1) if (hex_ := _hex(light, c, hue)))
    return found


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours by WCAG 2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def upon(ground: str) -> str:
    """Return black or white, whichever can be read better on a colour."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(light: float, chroma: float, hue: float) -> str:
    """Return a colour of CIELAB (D65) as sRGB, empty where sRGB does not have it."""
    middle = (light + 16) / 116
    bent = (
        middle + chroma * math.cos(math.radians(hue)) / 500,
        middle,
        middle - chroma * math.sin(math.radians(hue)) / 200,
    )
    x, y, z = (
        white * (t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29))
        for white, t in zip((0.9505, 1.0, 1.089), bent, strict=True)
    )
    linear = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    )
    if not all(-0.002 <= part <= 1.002 for part in linear):
        return ""
    parts = [12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in linear]
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in parts)
