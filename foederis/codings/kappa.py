"""Cohen's kappa, plain and with linear weights."""

from collections import Counter
from collections.abc import Sequence


def kappa(pairs: Sequence[tuple[str, str]], order: Sequence[str] | None = None) -> float | None:
    """Return Cohen's kappa of pairs of codes: 1 full agreement, 0 no more than chance, below 0 less.

    Args:
        pairs: what the first and what the second coder chose, an item a pair.
        order: the values of the scale from low to high, for linear weights: a near miss counts for part.

    Returns:
        The kappa, or None when both coders used one and the same value throughout: it is then not defined.
    """

    def distance(one: str, other: str) -> float:
        return float(one != other) if order is None else abs(order.index(one) - order.index(other))

    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum(distance(one, other) for one, other in pairs) / len(pairs)
    chance = (
        sum(distance(one, other) * count * again for one, count in first.items() for other, again in second.items())
        / len(pairs) ** 2
    )
    return 1 - seen / chance if chance else None
