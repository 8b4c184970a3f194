"""The line that says where a picture or a page comes from: which documents, of when, under which licence."""

from collections.abc import Iterable

import pyoxigraph as ox

from foederis import __version__, graph, terms
from foederis.export.phrases import phrases
from foederis.namespaces import DCTERMS, FOAF, FOED, RDFS

_IN_DOCUMENT = ox.NamedNode(FOED + "inDocument")
_WHEN = ox.NamedNode(FOED + "when")
_PAGES = (ox.NamedNode(FOAF + "page"), ox.NamedNode(RDFS + "seeAlso"))
_EARLIEST = ox.NamedNode(FOED + "earliestStart")
_IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")
_MOST = 4  # documents that are named one by one


def line(kind: str, language: str, data: ox.Store, passages: Iterable[str] = (), known: Iterable[str] = ()) -> str:
    """Return the source, its date and the licence.

    `kind` is the source that a view declares, empty for documents: `known` (IRIs), or those of `passages`, or all that
    are loaded when none of these is a passage of one; `outcomes` adds the sources of what became of things.
    """
    words = phrases("source line", language)
    own = words["data"].format(__version__)
    if kind == "outcomes":
        own = f"{words['outcomes']} {own}"
    if kind in ("background", "ontology"):
        return f"{words[kind]} {own}"
    documents = list(known) or documents_of(passages, data) or list(graph.documents(data))
    if not 0 < len(documents) <= _MOST:
        return f"{words['several'].format(len(documents))} {own}"
    return f"{words['letter'].format('; '.join(described(one, language, data) for one in documents))} {own}"


def documents_of(passages: Iterable[str], data: ox.Store) -> list[str]:
    """Return the IRIs of the documents that these are passages of, sorted; other named graphs have none."""
    found = {
        terms.value(quad.object)
        for passage in set(passages)
        for quad in data.quads_for_pattern(ox.NamedNode(passage), _IN_DOCUMENT, None, ox.DefaultGraph())
    }
    return sorted(found)


def days(documents: Iterable[str], language: str, data: ox.Store) -> tuple[tuple[str, str], ...]:
    """Return the day of each document (IRIs), with its name and the day in words, in order of time.

    A document that the graph has no day of is left out.
    """
    found = []
    for document in sorted(set(documents)):
        for quad in data.quads_for_pattern(ox.NamedNode(document), _WHEN, None, ox.DefaultGraph()):
            when = quad.object
            if not isinstance(when, ox.NamedNode):
                continue
            for start in data.quads_for_pattern(when, _EARLIEST, None, ox.DefaultGraph()):
                name = f"{graph.name(data, document, language)}, {graph.name(data, when.value, language)}"
                found.append((terms.value(start.object), name))
    return tuple(sorted(found))


def addresses(iri: str, data: ox.Store) -> list[str]:
    """Return the addresses of the web at which a thing or source stands, sorted: its pages, and where else to look."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:  # a view that was made by hand
        return []
    found = {
        terms.value(quad.object)
        for predicate in _PAGES
        for quad in data.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
    }
    return sorted(one for one in found if one.startswith(("http://", "https://")))


def described(document: str, language: str, data: ox.Store) -> str:
    """Return the name of a document, its identifiers and its date."""
    node = ox.NamedNode(document)
    told = [graph.name(data, document, language)]
    told += [terms.value(q.object) for q in data.quads_for_pattern(node, _IDENTIFIER, None, ox.DefaultGraph())]
    told += [
        graph.name(data, terms.value(q.object), language)
        for q in data.quads_for_pattern(node, _WHEN, None, ox.DefaultGraph())
    ]
    return ", ".join(told)
