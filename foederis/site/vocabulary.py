"""The pages of the ontology: every class, property and code list, in both languages, for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from foederis import graph, rooms, terms
from foederis.namespaces import CONCEPT, DCTERMS, FOED, PREFIXES, RDF, RDFS, SKOS
from foederis.site import both
from foederis.site.both import Both, Named, same
from foederis.site.things import Site

_OWL = PREFIXES["owl"]
_KINDS = (
    ("classes", _OWL + "Class"),
    ("relations", _OWL + "ObjectProperty"),
    ("values", _OWL + "DatatypeProperty"),
    ("notes", _OWL + "AnnotationProperty"),
)
_ABOUT = (
    ("version", _OWL + "versionInfo"), ("version_iri", _OWL + "versionIRI"), ("licence", DCTERMS + "license"),
    ("issued", DCTERMS + "issued"), ("modified", DCTERMS + "modified"),
    ("prefix", "http://purl.org/vocab/vann/preferredNamespacePrefix"),
    ("namespace", "http://purl.org/vocab/vann/preferredNamespaceUri"),
)  # fmt: skip
_ROWS = (
    ("kind", RDFS + "subClassOf"), ("domain", RDFS + "domain"), ("range", RDFS + "range"),
    ("example", SKOS + "example"), ("question", FOED + "questionUsing"),
)  # fmt: skip
_HERE = ("def",)
_TERMS, _LISTS = 32, 60  # terms, and codes of lists, on a page: so few that it stays below 1,400 nodes
_Told = dict[str, Any]
Said = Mapping[str, Sequence[ox.NamedNode | ox.Literal]]


def files(quads: Iterable[ox.Quad], authors: Sequence[str], site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of the ontology, and those with the definitions of its terms and codes, by path."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(terms.value(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
    for (term, predicate), classes in _unions().items():
        said[term].setdefault(predicate, []).extend(classes)
    own, words = said[FOED], both.words()
    titles = _by_language(own, DCTERMS + "title")
    about = [
        (words[f"def_{name}"], ", ".join(_values(own, predicate))) for name, predicate in _ABOUT if predicate in own
    ]
    groups = [
        (kind, words[f"def_{kind}"], [iri for iri in sorted(said) if iri.startswith(FOED) and _is(said[iri], iri_)])
        for kind, iri_ in _KINDS
    ]
    schemes = [iri for iri in sorted(said) if iri.startswith(CONCEPT) and _is(said[iri], SKOS + "ConceptScheme")]
    members = {one: [iri for iri in sorted(said) if one in _values(said[iri], SKOS + "inScheme")] for one in schemes}
    parts: list[tuple[str, Both, list[_Told], list[tuple[_Told, list[_Told]]]]] = [
        (f"terms-{kind}-{number}", heading, [_term(iri, said[iri], site) for iri in part], [])
        for kind, heading, iris in groups
        for number, part in enumerate(_cut(iris, _TERMS), 1)
    ] + [
        (
            f"terms-lists-{number}", words["def_lists"], [],
            [(_term(one, said[one], site), [_term(iri, said[iri], site) for iri in some]) for one, some in part],
        )
        for number, part in enumerate(_shared_out(members), 1)
    ]  # fmt: skip
    title = Both(titles["en"], titles["nl"])
    names = {name: heading for name, heading, *_ in parts}
    for name, heading, some, lists in parts:
        page = site.page_in_both(
            "terms.html", heading, _HERE, terms=some, lists=lists, parts=names, part=name,
            description=f"{heading.en}: {title.en}",
        )  # fmt: skip
        yield f"def/{name}.html", page.encode()
    page = site.page_in_both(
        "vocabulary.html", title, _HERE, about=[*about, (words["def_made_by"], ", ".join(authors))], parts=names,
        description=words["search_words"].en + ": " + title.en,
        groups=[
            *((heading, [site.named(iri, _HERE) for iri in iris]) for _, heading, iris in groups),
            (words["def_lists"], [site.named(iri, _HERE) for iri in schemes]),
        ],
    )  # fmt: skip
    yield "def/index.html", page.encode()


def _cut(iris: Sequence[str], most: int) -> list[Sequence[str]]:
    return [iris[start : start + most] for start in range(0, len(iris), most)]


def _shared_out(members: Mapping[str, list[str]]) -> list[list[tuple[str, list[str]]]]:
    """Return the code lists, shared out over pages of at most so many codes; a long list goes on on the next page."""
    pages: list[list[tuple[str, list[str]]]] = [[]]
    for scheme, iris in members.items():
        for some in _cut(iris, _LISTS) or [[]]:
            if pages[-1] and sum(len(one) for _, one in pages[-1]) + len(some) > _LISTS:
                pages.append([])
            pages[-1].append((scheme, [*some]))
    return pages


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


def _term(iri: str, said: Said, site: Site) -> _Told:
    """Return what a page tells of a term: its link, definition, and rows of values."""
    definition = _by_language(said, SKOS + "definition")
    rows = []
    for name, predicate in _ROWS:
        texts = _by_language(said, predicate)
        if "en" in texts and "nl" in texts:
            shown = [Named(Both(texts["en"], texts["nl"]))]
        else:
            shown = [site.named(one, _HERE) if "://" in one else Named(same(one)) for one in _values(said, predicate)]
        rows += [(both.words()[f"def_{name}"], shown)] if shown else []
    return {
        # a list may have the name of a property
        "anchor": f"{'' if iri.startswith(FOED) else 'concept-'}{terms.local(iri.rstrip('/'))}",
        "link": site.named(iri, _HERE),
        "definition": Both(definition.get("en", ""), definition.get("nl", "")),
        "rows": rows,
    }
