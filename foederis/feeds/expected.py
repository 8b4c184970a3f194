"""What is expected or due as events of a calendar."""

import pyoxigraph as ox

from foederis import graph, terms
from foederis.feeds.calendar import Event
from foederis.feeds.developments import is_day
from foederis.feeds.words import word
from foederis.queries import internal

STATES = ("due", "overdue")
"""The questions that a calendar can be of: each is the events of a state."""


def events(
    language: str, asof: str, data: ox.Store, *, state: str = "", thing: str = "", document: str = ""
) -> list[Event]:
    """Return an event for each thing that is expected and each of its times, on the last day of that time.

    A day that was inferred says so in the title, with the reasoning below; so does what is known to be fulfilled.

    Args:
        language: nl or en.
        asof: the day: what ended before it, unfulfilled, is overdue; what ends on it or later is due.
        data: the graph.
        state: `due` or `overdue` only; empty: both.
        thing: the IRI of what it is about; empty: anything.
        document: the IRI of the document that says so; empty: any.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    rows = internal.rows("expected", data, language=language, thing=_node(thing), document=_node(document))
    for row in rows:
        item, until, period, *_, fulfilled = row
        now = "due" if until >= asof else "overdue"
        if is_day(until) and state in ("", now) and not (now == "overdue" and fulfilled == "true"):
            found.setdefault(f"{item}#{terms.local(period)}", []).append(row)
    return [_event(iri, told, asof, language, data) for iri, told in found.items()]


def _event(iri: str, rows: list[tuple[str, ...]], asof: str, language: str, data: ox.Store) -> Event:
    """Return an event made of the rows of one item and time, which differ in holder, passage or reasoning."""
    item, until, period, what, _, passage, _, fulfilled = rows[0]
    reasons = [row[6] for row in rows if row[6]]
    marks = [word(key, language) for key, on in (("inferred", reasons), ("fulfilled", fulfilled == "true")) if on]
    holders = "; ".join(dict.fromkeys(graph.name(data, row[4], language) for row in rows))
    lines = (
        f"{word('until', language)}: {until} ({graph.name(data, period, language)})",
        f"{word('holder', language)}: {holders}",
        *(f"{word('reasoning', language)}: {reason}" for reason in dict.fromkeys(reasons)),
        f"{word('source', language)}: {graph.name(data, passage, language)}",
    )
    title = " ".join([what, *(f"({mark})" for mark in marks)])
    state = word("is due" if until >= asof else "is overdue", language)
    return Event(iri, until, title, lines, item, (state,))


def _node(iri: str) -> ox.NamedNode | None:
    return ox.NamedNode(iri) if iri else None
