"""Which names are degrees of a scale, and how high each stands on it: what is ordered is drawn in order."""

from dataclasses import dataclass

import pyoxigraph as ox

from foederis import terms
from foederis.export.palette import EFFECTS, RESPONSES, ramp
from foederis.namespaces import ID, SKOS

_IN_SCHEME, _NOTATION = ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(SKOS + "notation")
_ORDERS = {f"{ID}concept/response-kind": RESPONSES, f"{ID}concept/effect": EFFECTS}
_MOST = 12  # degrees of a scale whose steps can still be told apart


@dataclass(frozen=True)
class Degree:
    """A degree of a scale, and the lowest and highest that the scale has, whether anything has them or not."""

    value: int
    low: int
    high: int

    def color(self, lines: bool = False) -> str:
        """Return its colour as a face, or as a line."""
        return ramp(self.low, self.high, lines)[self.value]


def degree(iri: str, data: ox.Store) -> Degree | None:
    """Return the degree that a concept is: its notation, when all of its list have whole numbers; else None."""
    code_list, _, name = iri.rpartition("/")
    if order := _ORDERS.get(code_list):
        return Degree(order[name], min(order.values()), max(order.values())) if name in order else None
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    for scheme in data.quads_for_pattern(node, _IN_SCHEME, None, ox.DefaultGraph()):
        members = {q.subject for q in data.quads_for_pattern(None, _IN_SCHEME, scheme.object, ox.DefaultGraph())}
        found = {one: _number(one, data) for one in members}
        numbers = [number for number in found.values() if number is not None]
        if len(numbers) == len(members) and max(numbers) - min(numbers) < _MOST:
            return Degree(
                next(n for one, n in found.items() if one == node and n is not None), min(numbers), max(numbers)
            )
    return None


def _number(concept: object, data: ox.Store) -> int | None:
    if not isinstance(concept, ox.NamedNode):
        return None
    told = [terms.value(q.object) for q in data.quads_for_pattern(concept, _NOTATION, None, ox.DefaultGraph())]
    try:
        return int(told[0]) if len(told) == 1 else None
    except ValueError:
        return None
