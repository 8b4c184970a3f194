"""Whether an endpoint holds the graph as questions ask it: each triple in the default graph, and in its named graph."""

import contextlib
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from foederis.errors import EngineFailed
from foederis.namespaces import FOED, ID, PREFIXES
from foederis.queries import internal
from foederis.queries.engines import Term, select
from foederis.queries.tokens import tokens, undeclared, unescaped

SECONDS = 10.0  # for each look; an endpoint that does not say in that time is not judged
_REMEDY = "Load foederis.nq of a release, which fills both: see docs/servers.md."
_UNION = "Load foederis.nq of a release, which fills both, or let the default graph be the union: see docs/servers.md."
_COPY = "It has no default graph of its own: load foederis.trig of a release instead, see docs/servers.md."


def check(address: str) -> None:
    """Refuse an endpoint whose answers would be empty or wrong for the way in which it was loaded.

    Every question asks the default graph, and the named graphs for who says so. One look is taken where all is right;
    an endpoint that cannot tell is not judged.

    Raises:
        EngineFailed: the default graph lacks the graph, the named graphs do, or both; or one of these holds a copy.
    """
    found = _fault(address, SECONDS)
    if found is not None:
        raise found.error


def doubt(text: str, empty: bool, address: str, seconds: float) -> tuple[str, ...]:
    """Return what is to be told of an answer to any query, for the way in which the endpoint was loaded.

    A look is taken when the query has words of ours, and when it could be asked of our graph (it has no IRI of another
    vocabulary) and the answer is empty (no row, none but zeros, `false`). The looks take `seconds` at most.

    Raises:
        EngineFailed: the answer is empty, and the graph is not where the query asks: the default graph, or named ones.
    """
    found = list(tokens(unescaped(text)))
    named = {one.text[1:-1] for one in found if one.kind == "iri"} | {PREFIXES[name] for name in undeclared(text)}
    ours = any(one.startswith((FOED, ID)) for one in named)
    prefixes = {one.text.partition(":")[0] for one in found if one.kind == "name"}
    declared = {two.text.partition(":")[0] for one, two in pairwise(found) if one.word == "PREFIX"}
    others = bool(prefixes - declared - PREFIXES.keys())
    others = others or any(not one.startswith(tuple(PREFIXES.values())) for one in named)
    if not (ours or (empty and not others)) or seconds < 1:
        return ()
    fault = _fault(address, min(SECONDS, seconds / 3))
    if fault is None or (fault.lacks == "both" and not ours):
        return ()
    asks = "named" if any(one.word == "GRAPH" for one in found) else "default"
    if empty and fault.lacks in (asks, "both"):
        raise fault.error
    return (f"note: {fault.error.what} ({address}): this answer may be another than the graph's. {fault.error.remedy}",)


@dataclass(frozen=True)
class _Fault:
    """What is told of an endpoint, and which of its graphs lack the graph: default, named, both, or none of these."""

    error: EngineFailed
    lacks: str


def _fault(address: str, seconds: float) -> _Fault | None:
    both = _first("held-in-both", address, seconds)
    if both is None:
        return None
    if both:
        if isinstance(both[-1], ox.NamedNode):
            what = f"this endpoint has what is meant for its default graph in a named graph, {both[-1].value}"
            return _Fault(EngineFailed(what, address, _COPY), "")
        return None
    default = _first("held-in-the-default-graph", address, seconds)
    named = _first("held-in-named-graphs", address, seconds)
    if default == () and named:
        what = "the default graph of this endpoint is empty of foederis, which is in its named graphs only"
        return _Fault(EngineFailed(what, address, _UNION), "default")
    if named == () and default:
        what = "the named graphs of this endpoint are empty of foederis, which is in its default graph only"
        return _Fault(EngineFailed(what, address, _REMEDY), "named")
    if default == () and named == ():
        return _Fault(EngineFailed("this endpoint holds nothing of foederis", address, _REMEDY), "both")
    return None


def _first(query: str, address: str, seconds: float) -> tuple[Term, ...] | None:
    """Return the first row of a query, empty where there is none; None where the endpoint does not say."""
    with contextlib.suppress(EngineFailed):
        found = select(internal.text(query), address, seconds=seconds)
        if found.variables[:1] == ("statement",):
            return found.rows[0] if found.rows else ()
    return None
