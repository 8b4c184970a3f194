"""The page of the ontology: every class, property and code list, in both languages, for people."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pyoxigraph as ox

from foederis import graph, rooms
from foederis.namespaces import CONCEPT, FOED, PREFIXES, RDF, RDFS, SKOS
from foederis.publish.facts import Metadata, value
from foederis.publish.site import Site

_OWL = PREFIXES["owl"]
_KINDS = (
    ("Classes", _OWL + "Class"),
    ("Relations", _OWL + "ObjectProperty"),
    ("Values", _OWL + "DatatypeProperty"),
    ("Notes", _OWL + "AnnotationProperty"),
)


def page(quads: Iterable[ox.Quad], known: Metadata, site: Site) -> str:
    """Return the page of the ontology, to lie in `def/`."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(value(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
    for (term, predicate), classes in _unions().items():
        said[term].setdefault(predicate, []).extend(classes)
    own = said[FOED]
    titles = {value(tag): value(text) for text in own["http://purl.org/dc/terms/title"] for tag in [_tag(text)]}
    parts = [
        f'<h1>{escape(titles["en"])}</h1>\n<p class="nl" lang="nl">{escape(titles["nl"])}</p>',
        "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{shown}</dd>" for name, shown in _about(own, facts)) + "</dl>",
    ]
    for heading, kind in _KINDS:
        terms = [iri for iri in sorted(said) if iri.startswith(FOED) and kind in _values(said[iri], RDF + "type")]
        parts.append(f"<h2>{heading} ({len(terms)})</h2>")
        parts += [_term(iri, said[iri], site) for iri in terms]
    schemes = [
        iri
        for iri in sorted(said)
        if iri.startswith(CONCEPT) and SKOS + "ConceptScheme" in _values(said[iri], RDF + "type")
    ]
    parts.append(f"<h2>Code lists ({len(schemes)})</h2>")
    for scheme in schemes:
        members = [iri for iri in sorted(said) if scheme in _values(said[iri], SKOS + "inScheme")]
        parts.append(
            _term(scheme, said[scheme], site)
            + "<ul>"
            + "".join(_code(one, said[one], site) for one in members)
            + "</ul>"
        )
    return site.document(titles["en"], "\n".join(parts), "../")


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
                found.setdefault((value(quad.subject), quad.predicate.value), []).append(first)
            cell = known[cell][RDF + "rest"].object
    return found


def _tag(term: ox.NamedNode | ox.Literal) -> ox.Literal:
    return ox.Literal(getattr(term, "language", None) or "")


def _values(said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], predicate: str) -> list[str]:
    return [term.value for term in said.get(predicate, ())]


def _about(own: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], known: Metadata) -> list[tuple[str, str]]:
    names = (
        ("version", _OWL + "versionInfo"), ("version IRI", _OWL + "versionIRI"), ("licence", "http://purl.org/dc/terms/license"),
        ("issued", "http://purl.org/dc/terms/issued"), ("modified", "http://purl.org/dc/terms/modified"),
        ("prefix", "http://purl.org/vocab/vann/preferredNamespacePrefix"),
        ("namespace", "http://purl.org/vocab/vann/preferredNamespaceUri"),
    )  # fmt: skip
    told = [(name, escape(", ".join(_values(own, predicate)))) for name, predicate in names if predicate in own]
    links = '<a href="../ontology.ttl">Turtle</a>, <a href="index.jsonld">JSON-LD</a>'
    return [*told, ("made by", escape(", ".join(facts.authors))), ("as data", links)]


def _term(iri: str, said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], site: Site) -> str:
    rows = []
    for name, predicate in (
        ("is a kind of", RDFS + "subClassOf"), ("said of", RDFS + "domain"), ("takes", RDFS + "range"),
        ("example", SKOS + "example"), ("used by question", FOED + "questionUsing"),
    ):  # fmt: skip
        shown = [site.link(one, "../") if "://" in one else escape(one) for one in _values(said, predicate)]
        rows += [f"<dt>{name}</dt><dd>{', '.join(shown)}</dd>"] if shown else []
    return (
        f'<section id="{escape(iri.rstrip("/").rsplit("/", 1)[-1])}"><h3>{site.link(iri, "../")} '
        f'<span class="nl" lang="nl">{escape(site.label(iri, "nl"))}</span></h3>'
        f"{_definitions(said)}<dl>{''.join(rows)}</dl></section>"
    )


def _definitions(said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    texts = {value(_tag(term)): term.value for term in said.get(SKOS + "definition", ())}
    dutch = f'<p class="nl" lang="nl">{escape(texts["nl"])}</p>' if "nl" in texts else ""
    return (f"<p>{escape(texts['en'])}</p>" if "en" in texts else "") + dutch


def _code(iri: str, said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], site: Site) -> str:
    dutch = f' <span class="nl" lang="nl">{escape(site.label(iri, "nl"))}</span>'
    return f"<li>{site.link(iri, '../')}{dutch}{_definitions(said)}</li>"
