"""Whether an endpoint holds the graph as questions ask it: each triple in the default graph, and in its named graph."""

import contextlib

from foederis.errors import EngineFailed
from foederis.queries import internal
from foederis.queries.engines import select

SECONDS = 10.0  # for each look; an endpoint that does not say in that time is not judged
_REMEDY = "Load foederis.nq of a release, which fills both: see docs/servers.md."
_UNION = "Load foederis.nq of a release, which fills both, or let the default graph be the union: see docs/servers.md."


def check(address: str) -> None:
    """Refuse an endpoint whose answers would be empty or wrong for the way in which it was loaded.

    Every question asks the default graph, and the named graphs for who says so. One look is taken where all is right;
    an endpoint that cannot tell is not judged.

    Raises:
        EngineFailed: the default graph lacks the graph, the named graphs do, or both.
    """
    if _holds("held-in-both", address) is not False:
        return
    default, named = _holds("held-in-the-default-graph", address), _holds("held-in-named-graphs", address)
    if default is False and named:
        what = "the default graph of this endpoint is empty of foederis, which is in its named graphs only"
        raise EngineFailed(what, address, _UNION)
    if named is False and default:
        what = "the named graphs of this endpoint are empty of foederis, which is in its default graph only"
        raise EngineFailed(what, address, _REMEDY)
    if default is False and named is False:
        raise EngineFailed("this endpoint holds nothing of foederis", address, _REMEDY)


def _holds(query: str, address: str) -> bool | None:
    """Return whether an endpoint has the statement that a query seeks; None where it does not say."""
    with contextlib.suppress(EngineFailed):
        found = select(internal.text(query), address, seconds=SECONDS)
        if found.variables == ("statement",):
            return bool(found.rows)
    return None
