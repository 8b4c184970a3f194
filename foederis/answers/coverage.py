"""How much of each document is in the graph, how much of that was read, and how old the codings are."""

from collections import Counter

import pyoxigraph as ox

from foederis import sources, terms
from foederis.queries import internal

SENTENCES = ("sentences", "stated", "empty", "unread")
READINGS = ("statements", "readByOne", "readByTwo", "readByThree", "unreadStatements", "staleReadings")
LEFT = ("notCoded",)
CODINGS = ("codings", "currentCodings", "staleCodings", "codingsOfUnknownAge")


def rows(data: ox.Store) -> list[dict[str, object]]:
    """Return, for each document by date, what of it is stated, read and coded, as counts.

    Of the sentences that are passages how many are stated, empty (with why) and unread; of its statements how many have
    been read as they are now by one, by two, by three readers or more, and by nobody; how many readings are stale, of
    what a statement was before; how many codings are current, stale, or do not say what they are of; and how many
    sentences more the document has, which its layout leaves out of the coding.
    """
    found: dict[str, Counter[str]] = {}
    for document, _, stated, empty in internal.rows("coverage", data):
        count = found.setdefault(terms.local(document), Counter())
        count["sentences"] += 1
        count["stated" if stated == "true" else "empty" if empty == "true" else "unread"] += 1
    for document, _, readers, stale in internal.rows("times-read", data):
        count = found.setdefault(terms.local(document), Counter())
        count["statements"] += 1
        count[("unreadStatements", "readByOne", "readByTwo", "readByThree")[min(int(readers), 3)]] += 1
        count["staleReadings"] += int(stale)
    for document, _, age in internal.rows("age-of-codings", data):
        count = found.setdefault(terms.local(document), Counter())
        count["codings"] += 1
        count[{"current": "currentCodings", "stale": "staleCodings"}.get(age, "codingsOfUnknownAge")] += 1
    for document, _, number in internal.rows("not-coded", data):
        found.setdefault(terms.local(document), Counter())["notCoded"] += int(number)
    keys = (*SENTENCES, *READINGS, *CODINGS, *LEFT)
    return [{"document": name} | {key: found[name][key] for key in keys} for name in sources.in_order(list(found))]
