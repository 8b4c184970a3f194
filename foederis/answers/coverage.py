"""How much of each document is in the graph."""

import pyoxigraph as ox

from foederis import sources, terms
from foederis.queries import internal


def rows(data: ox.Store) -> list[dict[str, object]]:
    """Return, for each document by date, how many of its sentences are stated, empty (with why) and unread."""
    found: dict[str, dict[str, int]] = {}
    for document, _, stated, empty in internal.rows("coverage", data):
        count = found.setdefault(terms.local(document), {"sentences": 0, "stated": 0, "empty": 0, "unread": 0})
        count["sentences"] += 1
        count["stated" if stated == "true" else "empty" if empty == "true" else "unread"] += 1
    return [{"document": name, **found[name]} for name in sources.in_order(list(found))]
