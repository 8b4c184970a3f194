"""The colours of graph files and pictures, and the shapes, hatches and dashes that go with them."""

from collections.abc import Sequence

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
NO_KIND, NO_RELATION = "#000000", "#6f6f6f"  # of a node and an edge that no colour was given
