"""What is expected or due as events of a calendar."""

import pyoxigraph as ox

from foederis import graph, terms
from foederis.feeds.calendar import Event
from foederis.feeds.developments import is_day
from foederis.feeds.words import word
from foederis.namespaces import FOED
from foederis.queries import internal

STATES = ("due", "overdue")
"""The questions that a calendar can be of: each is the events of a state."""

_BINDING = {f"{FOED}{name}" for name in ("Commitment", "CommitmentStatement", "Intention")}
"""What can be overdue: what somebody promised or means to do. What is expected of others is due, and never overdue."""


def events(
    language: str, asof: str, data: ox.Store, *, state: str = "", thing: str = "", document: str = ""
) -> list[Event]:
    """Return an event for each thing that is expected and each of its times, on the last day of that time.

    What had come by the day is left out, and what was not said yet. A day that was inferred says so in the title, with
    the reasoning below, where also stands what is known since.

    Args:
        language: nl or en.
        asof: the day: what was promised or intended and ended before it is overdue; what ends on it or later is due.
        data: the graph.
        state: `due` or `overdue` only; empty: both.
        thing: the IRI of what it is about; empty: anything.
        document: the IRI of the document that says so; empty: any.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    rows = internal.rows("expected", data, language=language, thing=_node(thing), document=_node(document))
    for row in rows:
        item, until, period, *_, kind, said, came, _ = row
        now = "due" if until >= asof else "overdue"
        there = said <= asof and not (came and came <= asof)
        if is_day(until) and there and state in ("", now) and (now == "due" or kind in _BINDING):
            found.setdefault(f"{item}#{terms.local(period)}", []).append(row)
    return [_event(iri, told, asof, language, data) for iri, told in found.items()]


def _event(iri: str, rows: list[tuple[str, ...]], asof: str, language: str, data: ox.Store) -> Event:
    """Return an event made of the rows of one item and time, which differ in holder, passage or reasoning."""
    item, until, period, what, _, passage, _, kind, _, _, since = rows[0]
    reasons = [row[6] for row in rows if row[6]]
    effects = "; ".join(sorted(graph.name(data, effect, language) for effect in since.split()))
    holders = "; ".join(dict.fromkeys(graph.name(data, row[4], language) for row in rows))
    lines = (
        f"{word('until', language)}: {until} ({graph.name(data, period, language)})",
        f"{word('kind', language)}: {graph.name(data, kind, language)}",
        f"{word('holder', language)}: {holders}",
        *([f"{word('since', language)}: {effects}"] if effects else []),
        *(f"{word('reasoning', language)}: {reason}" for reason in dict.fromkeys(reasons)),
        f"{word('source', language)}: {graph.name(data, passage, language)}",
    )
    title = f"{what} ({word('inferred', language)})" if reasons else what
    state = word("is due" if until >= asof else "is overdue", language)
    return Event(iri, until, title, lines, item, (state,))


def _node(iri: str) -> ox.NamedNode | None:
    return ox.NamedNode(iri) if iri else None
