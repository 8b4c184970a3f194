"""Cohen's kappa."""

import pytest

from foederis import codings


def test_kappa_of_worked_examples():
    # 50 items: 20 both yes, 15 both no, 5 yes/no, 10 no/yes. Observed 0.70; chance 0.5 * 0.6 + 0.5 * 0.4 = 0.50.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert codings.kappa(pairs) == pytest.approx(0.4)
    # Ordered low < middle < high, two items one step apart and two alike: mean distance 0.5. Chance: the first coder
    # has l m m h, the second l l h h; mean distance of all 16 pairs (0+0+2+2 + 2*(1+1+1+1) + 2+2+0+0) / 16 = 1.
    ordered = [("l", "l"), ("m", "l"), ("m", "h"), ("h", "h")]
    assert codings.kappa(ordered, ("l", "m", "h")) == pytest.approx(0.5)
    assert codings.kappa([("y", "y")] * 3) is None
    assert codings.kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1)
