"""What a person writes for a document or for a place in one, resolved to the document and the locator."""

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadUse
from foederis.namespaces import DCTERMS, FOED, ID, SKOS
from foederis.sources.layout import documents, layout_of
from foederis.sources.skeleton import read_skeleton

_DOCUMENT = f"{ID}document/"
_PASSAGE = f"{ID}passage/"
_WHEN = ox.NamedNode(FOED + "when")
_EARLIEST = ox.NamedNode(FOED + "earliestStart")
_SHOWN = 8  # names of documents in one message
_CALLED = tuple(
    ox.NamedNode(iri)
    for iri in (
        SKOS + "prefLabel",
        SKOS + "altLabel",
        SKOS + "hiddenLabel",
        FOED + "abbreviation",
        DCTERMS + "identifier",
    )
)


def named(name: str = "") -> str:
    """Return the document that a name stands for: its id, IRI, identifier, abbreviation or name; without one, the only.

    Raises:
        BadUse: no document whose passages are here is called so, or none is named and there are several.
    """
    known = documents()
    if not name:
        if len(known) != 1:
            raise BadUse(f"there are {len(known)} documents, and none is named", "", _say_which(known))
        return known[0]
    short = name.removeprefix(_DOCUMENT).removeprefix("document:")
    for one in known:
        if short.casefold() == one.casefold():
            return one
    wanted = graph.fold(name)
    found = [one for one in known if wanted and wanted in {graph.fold(text) for text in called(one)}]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadUse(f"'{name}' can mean {len(found)} documents", "", _say_which(found))
    for other in (name, f"document:{short}"):
        try:
            graph.find(graph.store(), other, FOED + "Document")
        except (BadUse, ValueError):
            continue
        raise BadUse(f"the passages of '{name}' are not in the graph", "", f"Documents with passages: {_list(known)}.")
    raise BadUse(f"there is no document '{name}'", "", f"Known: {_list(known)}.")


def called(document: str) -> list[str]:
    """Return what a document with passages is called in the graph and in its layout, besides its id."""
    layout = layout_of(document)
    node = ox.NamedNode(_DOCUMENT + document)
    data = graph.store()
    texts = {
        quad.object.value
        for predicate in _CALLED
        for quad in data.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    }
    return sorted(texts | {layout.title_nl, layout.title_en})


def title(document: str, language: str) -> str:
    """Return the short title of a document: its label in the graph, else that of its layout."""
    found = graph.label(graph.store(), _DOCUMENT + document, language)
    if found is not None:
        return found.text
    layout = layout_of(document)
    return layout.title_nl if language == "nl" else layout.title_en


def date(document: str, language: str) -> tuple[str, str]:
    """Return the first day a document can be of, to sort by, and its date as a person reads it; empty: unknown."""
    data = graph.store()
    for quad in data.quads_for_pattern(ox.NamedNode(_DOCUMENT + document), _WHEN, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode):
            days = data.quads_for_pattern(quad.object, _EARLIEST, None, ox.DefaultGraph())
            named = graph.label(data, quad.object.value, language)
            return min((getattr(day.object, "value", "") for day in days), default=""), named.text if named else ""
    return "", ""


def in_order(found: list[str]) -> list[str]:
    """Return documents by date, then by id; those without a date last."""
    return sorted(found, key=lambda one: (date(one, "en")[0] or "~", one))


def locate(text: str, document: str = "") -> tuple[str, str]:
    """Return the document and the locator of a place as a person writes it.

    Understood are a locator (`rec5.p1.s2`, `rec5`), the title of a section in nl or en, a number alone for the section
    that asks it, `<document>/<locator>`, and the IRI of a passage.

    Args:
        text: the place.
        document: the document it is in, by any of its names; empty: the one document that has the place.

    Raises:
        BadUse: no document has the place, or more than one has; the documents are named.
    """
    place = " ".join(text.split())
    if place.startswith(("http://", "https://")) and not place.startswith(_PASSAGE):
        raise BadUse(f"'{place}' is not the IRI of a passage", "", f"It starts with {_PASSAGE}<document>/.")
    stem, slash, locator = place.removeprefix(_PASSAGE).rpartition("/")
    if slash:
        own = named(stem)
        if document and named(document) != own:
            raise BadUse(f"'{place}' is in {own}, not in {named(document)}", "", "Leave out one of the two.")
        return own, _only(own, locator, _places(own, locator))
    if document:
        own = named(document)
        return own, _only(own, place, _places(own, place))
    known = documents()
    hits = {one: found for one in known if (found := _places(one, place))}
    if len(hits) > 1:
        raise BadUse(f"{len(hits)} documents have a place '{place}'", "", _say_which(list(hits)))
    if not hits and len(known) > 1:
        raise BadUse(
            f"no document has a place '{place}'", "", f"See the sections of one: --document NAME ({_list(known)})."
        )
    own = next(iter(hits or known), "")
    return own, _only(own, place, hits.get(own, []))


def _only(document: str, place: str, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        raise BadUse(f"'{place}' can mean {len(found)} places", document, f"Say which: {', '.join(found)}.")
    raise BadUse(f"there is no place '{place}'", document, f"Sections: {' '.join(sections(document))}.")


def sections(document: str) -> list[str]:
    """Return the names of the sections of a document that have passages, in document order, footnotes last.

    Of a section in a section (`7.1.3`) the innermost is named.
    """
    layout = layout_of(document)
    stems = dict.fromkeys(one.locator.rpartition(".")[0] for one in read_skeleton(document).sentences)
    found: dict[str, None] = {}
    for stem in stems:
        levels = stem.split(".")
        names = (".".join(levels[:depth]) for depth in range(len(levels), 0, -1))
        found[next((name for name in names if layout.titles(name)), levels[0])] = None
    return list(found)


def _places(document: str, place: str) -> list[str]:
    """Return the locators in a document that a place can stand for: an exact one alone, else all that fit."""
    levels = [one.locator.split(".") for one in read_skeleton(document).sentences]
    known = dict.fromkeys(".".join(parts[:depth]) for parts in levels for depth in range(1, len(parts) + 1))
    if place.casefold() in known:
        return [place.casefold()]
    if place.isdecimal():
        # A number alone: the section that asks (`rec4`), or the numbered question (`q4`), of that number.
        asks = {parts[0] for parts in levels if "ask" in parts[1:]}
        return [
            one
            for one in sections(document)
            if (one in asks or one.rstrip("0123456789") == "q") and one.lstrip("abcdefghijklmnopqrstuvwxyz-") == place
        ]
    wanted = graph.fold(place)
    layout = layout_of(document)
    return [one for one in known if wanted in {graph.fold(title) for title in layout.titles(one)}]


def _say_which(found: list[str]) -> str:
    return f"Say which with --document: {_list(found)}."


def _list(found: list[str]) -> str:
    return ", ".join(found[:_SHOWN]) + (", ... (foederis source list)" if len(found) > _SHOWN else "")
