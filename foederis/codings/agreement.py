"""How far two coders of one document agree, scale by scale."""

from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from foederis.codings.kappa import kappa
from foederis.codings.scales import ORDERED, SCALES, property_of, values
from foederis.namespaces import FOED, ID
from foederis.queries import internal

_SETTLED = "settled"  # the coder under whose name the outcome of the comparison is kept


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on one scale, over the items of one document that both coded.

    `observed` is the share of items coded alike, `kappa` Cohen's (1960), `weighted` the same with linear weights
    (Cohen 1968; only for scales with an order). A kappa is None where chance alone would give full agreement.
    `document` and `coders` are names without the common part of their IRIs.
    """

    document: str
    scale: str
    coders: tuple[str, str]
    items: int
    alike: int
    kappa: float | None
    weighted: float | None
    differing: tuple[tuple[str, str, str], ...]

    @property
    def observed(self) -> float:
        """The share of the items that both coded alike."""
        return self.alike / self.items


Codes = dict[str, dict[str, dict[str, str]]]
"""Codes by coder, item and scale: `codes[coder][item][scale]`, IRIs without their common part."""


def documents() -> list[str]:
    """Return the names of the documents that somebody has coded."""
    return list(_by_document(""))


def coded(document: str) -> Codes:
    """Return the codes given in one document, those of the settled reading among them."""
    return _by_document(document).get(document, {})


def agreement(document: str = "") -> list[Agreement]:
    """Return how far each two coders of a document agree on each scale; no document: of each that is coded.

    Only items that both coded in that document count: a commitment coded in two documents is compared in each.
    """
    levels = values()
    return [one for name, codes in _by_document(document).items() for one in _of(name, codes, levels)]


def _of(document: str, codes: Codes, levels: dict[str, tuple[str, ...]]) -> list[Agreement]:
    found = []
    for first, second in combinations(sorted(codes.keys() - {_SETTLED}), 2):
        for scale in SCALES:
            both = [
                (item, codes[first][item][scale], codes[second][item][scale])
                for item in codes[first]
                if scale in codes[first][item] and scale in codes[second].get(item, {})
            ]
            if not both:
                continue
            pairs = [(one, other) for _, one, other in both]
            order = levels[scale] if scale in ORDERED else None
            alike = sum(one == other for one, other in pairs)
            weighted = kappa(pairs, order) if order else None
            differing = tuple(row for row in both if row[1] != row[2])
            found.append(
                Agreement(document, scale, (first, second), len(pairs), alike, kappa(pairs), weighted, differing)
            )
    return found


def _by_document(document: str) -> dict[str, Codes]:
    by_property = {FOED + property_of(scale): scale for scale in SCALES}
    found: dict[str, Codes] = {}
    for cells in internal.rows("codes-given", document=ox.NamedNode(f"{ID}document/{document}") if document else None):
        where, coder, item, scale, code = (cell.removeprefix(ID) for cell in cells)
        codes = found.setdefault(where.removeprefix("document/"), {}).setdefault(coder.removeprefix("coder/"), {})
        codes.setdefault(item, {})[by_property[scale]] = code.rsplit("/", 1)[1]
    return found
