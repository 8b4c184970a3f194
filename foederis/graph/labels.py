"""What things are called in the language of a reader."""

import functools
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import terms
from foederis.graph import storage
from foederis.namespaces import DCTERMS, FOED, ID, RDF, RDFS, SKOS

_TYPE = ox.NamedNode(RDF + "type")
_LOCATOR = ox.NamedNode(FOED + "locator")
_IN_DOCUMENT = ox.NamedNode(FOED + "inDocument")
_DOCUMENT = ox.NamedNode(FOED + "Document")
_ABBREVIATION = ox.NamedNode(FOED + "abbreviation")
_TEXTS = (
    ox.NamedNode(SKOS + "prefLabel"),
    ox.NamedNode(RDFS + "label"),
    ox.NamedNode(DCTERMS + "title"),
    ox.NamedNode(FOED + "paraphrase"),
)
_PASSAGE = f"{ID}passage/"
_MOST = 100_000  # labels kept: several times the things of the graph in two languages


@dataclass(frozen=True)
class Label:
    """A label with its language; `fallback` when it is not the language asked for."""

    text: str
    language: str
    fallback: bool


def label(data: ox.Store, iri: str, language: str) -> Label | None:
    """Return the label of a thing: in the language asked, else English, else Dutch, else any.

    A passage is labelled by its place (see `place`), a statement without a label by its paraphrase; what is no IRI has
    no label. Of the graph as it lies it is looked up once.
    """
    if not storage.is_kept(data):
        return _label(data, iri, language)
    known = _labels(data)
    if (iri, language) not in known:
        if len(known) >= _MOST:
            known.clear()
        known[iri, language] = _label(data, iri, language)
    return known[iri, language]


@functools.lru_cache(maxsize=1)
def _labels(data: ox.Store) -> dict[tuple[str, str], Label | None]:
    """Return the labels that were looked up in a store, by IRI and language."""
    return {}


def _label(data: ox.Store, iri: str, language: str) -> Label | None:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    if iri.startswith(_PASSAGE) and (found := place(data, iri)):
        return Label(found, "", False)
    for predicate in _TEXTS:
        texts = {
            quad.object.language or "": quad.object.value
            for quad in data.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
            if isinstance(quad.object, ox.Literal)
        }
        for wanted in (language, "en", "nl", *sorted(texts)):
            if wanted in texts:
                return Label(texts[wanted], wanted, wanted not in (language, ""))
    return None


def name(data: ox.Store, iri: str, language: str) -> str:
    """Return what a reader calls a thing: its label, else its IRI without our name space."""
    found = label(data, iri, language) if iri.startswith(("http://", "https://")) else None
    return found.text if found else terms.path(iri)


def marked(data: ox.Store, iri: str, language: str) -> str:
    """Return the name of a thing, marked with its language when that is not the one asked; what is no IRI as it is."""
    if not iri.startswith(("http://", "https://")):
        return iri
    found = label(data, iri, language)
    if found is None:
        return iri.removeprefix(ID)
    return f"{found.text} ({found.language})" if found.fallback else found.text


def place(data: ox.Store, passage: str) -> str:
    """Return where a passage stands: its locator, after the short name of its document when there are several.

    The short name is the document's abbreviation (`kst-21501-28-211/rec5.p1.s2`), else the last part of its IRI. Empty
    when the store does not know the passage.
    """
    node = ox.NamedNode(passage)
    locator = next((q.object for q in data.quads_for_pattern(node, _LOCATOR, None, ox.DefaultGraph())), None)
    if locator is None:
        return ""
    if len(documents(data)) < 2:
        return terms.value(locator)
    document = next((q.object for q in data.quads_for_pattern(node, _IN_DOCUMENT, None, ox.DefaultGraph())), None)
    return f"{short_name(data, terms.value(document))}/{terms.value(locator)}"


def short_name(data: ox.Store, document: str) -> str:
    """Return the short name of a document: its abbreviation, else the last part of its IRI."""
    quads = data.quads_for_pattern(ox.NamedNode(document), _ABBREVIATION, None, ox.DefaultGraph())
    return min((terms.value(quad.object) for quad in quads), default=terms.local(document))


@functools.lru_cache(maxsize=4)
def documents(data: ox.Store) -> tuple[str, ...]:
    """Return the IRIs of the documents that have passages in a store, sorted; a store is looked at once."""
    things = {q.subject for q in data.quads_for_pattern(None, _TYPE, _DOCUMENT, ox.DefaultGraph())}
    held = (
        one for one in things
        if next(data.quads_for_pattern(None, _IN_DOCUMENT, one, ox.DefaultGraph()), None) is not None
    )  # fmt: skip
    return tuple(sorted(terms.value(one) for one in held))
