"""Developments as entries of a feed: what became of a thing, or of all."""

import pyoxigraph as ox

from foederis import graph, terms
from foederis.feeds.atom import Category, Entry
from foederis.feeds.words import word
from foederis.namespaces import CONCEPT
from foederis.queries import internal


def entries(thing: str, language: str, data: ox.Store) -> list[Entry]:
    """Return an entry a development, the newest first; `thing` is the IRI of what it concerns, empty: anything.

    Its day is the last on which it can have come. The link is the page of its source, else the source or passage.
    """
    node = ox.NamedNode(thing) if thing else None
    found: dict[str, Entry] = {}
    for iri, day, what, effect, period, source, kind, page, concerns in internal.rows(
        "developments", data, thing=node, language=language
    ):
        if iri in found or not is_day(day):
            continue  # by a second source: the first stands for it
        told = graph.name(data, source, language) + (f" ({graph.name(data, kind, language)})" if kind else "")
        things = "; ".join(graph.name(data, one, language) for one in sorted(concerns.split()))
        lines = (
            f"{graph.name(data, effect, language)}. {word('concerns', language)}: {things}",
            f"{word('period', language)}: {graph.name(data, period, language)}",
            f"{word('source', language)}: {told}",
        )
        found[iri] = Entry(iri, what, day, page or source, lines, (category(effect, language, data),))
    return list(found.values())


def category(code: str, language: str, data: ox.Store) -> Category:
    """Return a code of a code list as a category: `fulfils`, and what it is called."""
    name = terms.local(code)
    scheme = code.removesuffix(f"/{name}") if code.startswith(CONCEPT) else ""
    return Category(name, graph.name(data, code, language), scheme)


def is_day(text: str) -> bool:
    """Tell whether a text is a day that a feed can hold: `2022-03-22`, of the years 1 to 9999."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
