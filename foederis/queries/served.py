"""Whether an endpoint holds the graph as questions ask it: each triple in the default graph, and in its named graph."""

import contextlib

import pyoxigraph as ox

from foederis.errors import EngineFailed
from foederis.queries import internal
from foederis.queries.engines import Term, select

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
    both = _first("held-in-both", address)
    if both is None:
        return
    if both:
        if isinstance(both[-1], ox.NamedNode):
            what = f"this endpoint has what is meant for its default graph in a named graph, {both[-1].value}"
            raise EngineFailed(what, address, _COPY)
        return
    default, named = _first("held-in-the-default-graph", address), _first("held-in-named-graphs", address)
    if default == () and named:
        what = "the default graph of this endpoint is empty of foederis, which is in its named graphs only"
        raise EngineFailed(what, address, _UNION)
    if named == () and default:
        what = "the named graphs of this endpoint are empty of foederis, which is in its default graph only"
        raise EngineFailed(what, address, _REMEDY)
    if default == () and named == ():
        raise EngineFailed("this endpoint holds nothing of foederis", address, _REMEDY)


def _first(query: str, address: str) -> tuple[Term, ...] | None:
    """Return the first row of a query, empty where there is none; None where the endpoint does not say."""
    with contextlib.suppress(EngineFailed):
        found = select(internal.text(query), address, seconds=SECONDS)
        if found.variables[:1] == ("statement",):
            return found.rows[0] if found.rows else ()
    return None
