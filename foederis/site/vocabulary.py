"""The page of the ontology: every class, property and code list, in both languages, for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from foederis import graph, rooms, terms
from foederis.namespaces import CONCEPT, DCTERMS, FOED, PREFIXES, RDF, RDFS, SKOS
from foederis.site.things import Link, Site
from foederis.site.wording import wording

_OWL = PREFIXES["owl"]
_KINDS = (
    ("Classes", _OWL + "Class"),
    ("Relations", _OWL + "ObjectProperty"),
    ("Values", _OWL + "DatatypeProperty"),
    ("Notes", _OWL + "AnnotationProperty"),
)
_ABOUT = (
    ("version", _OWL + "versionInfo"), ("version IRI", _OWL + "versionIRI"), ("licence", DCTERMS + "license"),
    ("issued", DCTERMS + "issued"), ("modified", DCTERMS + "modified"),
    ("prefix", "http://purl.org/vocab/vann/preferredNamespacePrefix"),
    ("namespace", "http://purl.org/vocab/vann/preferredNamespaceUri"),
)  # fmt: skip
_ROWS = (
    ("is a kind of", RDFS + "subClassOf"), ("said of", RDFS + "domain"), ("takes", RDFS + "range"),
    ("example", SKOS + "example"), ("used by question", FOED + "questionUsing"),
)  # fmt: skip
Said = Mapping[str, Sequence[ox.NamedNode | ox.Literal]]


def page(quads: Iterable[ox.Quad], authors: Sequence[str], site: Site) -> str:
    """Return the page of the ontology, to lie in `def/`."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(terms.value(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
    for (term, predicate), classes in _unions().items():
        said[term].setdefault(predicate, []).extend(classes)
    own = said[FOED]
    titles = _by_language(own, DCTERMS + "title")
    about = [(name, ", ".join(_values(own, predicate))) for name, predicate in _ABOUT if predicate in own]
    schemes = [iri for iri in sorted(said) if iri.startswith(CONCEPT) and _is(said[iri], SKOS + "ConceptScheme")]
    return site.page(
        "vocabulary.html",
        titles["en"],
        "../",
        description=wording("en")["described_words"],
        dutch=titles["nl"],
        about=[*about, ("made by", ", ".join(authors))],
        groups=[
            (
                heading,
                [_term(iri, said[iri], site) for iri in sorted(said) if iri.startswith(FOED) and _is(said[iri], kind)],
            )
            for heading, kind in _KINDS
        ],
        schemes=[
            (
                _term(scheme, said[scheme], site),
                [
                    _term(one, said[one], site)
                    for one in sorted(said)
                    if scheme in _values(said[one], SKOS + "inScheme")
                ],
            )
            for scheme in schemes
        ],
    )


def _unions() -> dict[tuple[str, str], list[ox.NamedNode]]:
    """Return the classes of each domain or range that is a union: blank nodes of the ontology, not in the data."""
    known: dict[ox.BlankNode, dict[str, ox.Quad]] = {}
    tied = []
    for quad in graph.parse(rooms.room("ontology") / "foederis.ttl"):
        if isinstance(quad.subject, ox.BlankNode):
            known.setdefault(quad.subject, {})[quad.predicate.value] = quad
        elif isinstance(quad.object, ox.BlankNode):
            tied.append(quad)
    found: dict[tuple[str, str], list[ox.NamedNode]] = {}
    for quad in tied:
        union = known[quad.object].get(_OWL + "unionOf") if isinstance(quad.object, ox.BlankNode) else None
        cell = union.object if union else None
        while isinstance(cell, ox.BlankNode):
            first = known[cell][RDF + "first"].object
            if isinstance(first, ox.NamedNode):
                found.setdefault((terms.value(quad.subject), quad.predicate.value), []).append(first)
            cell = known[cell][RDF + "rest"].object
    return found


def _is(said: Said, kind: str) -> bool:
    return kind in _values(said, RDF + "type")


def _values(said: Said, predicate: str) -> list[str]:
    return [term.value for term in said.get(predicate, ())]


def _by_language(said: Said, predicate: str) -> dict[str, str]:
    return {getattr(term, "language", None) or "": term.value for term in said.get(predicate, ())}


def _term(iri: str, said: Said, site: Site) -> dict[str, Any]:
    """Return what the page tells of a term: its link, Dutch name, definitions by language, and rows of values."""
    definition = _by_language(said, SKOS + "definition")
    rows = []
    for name, predicate in _ROWS:
        shown = [site.link(one, "../") if "://" in one else Link(one) for one in _values(said, predicate)]
        rows += [(name, shown)] if shown else []
    return {
        # a list may have the name of a property
        "anchor": f"{'' if iri.startswith(FOED) else 'concept-'}{terms.local(iri.rstrip('/'))}",
        "link": site.link(iri, "../"),
        "dutch": site.label(iri, "nl"),
        "definition": {"en": definition.get("en", ""), "nl": definition.get("nl", "")},
        "rows": rows,
    }
