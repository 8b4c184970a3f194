"""What is said of one thing as a file: short, and the quads that were given, whoever reads them."""

import json
from itertools import product

import pyoxigraph as ox
import pytest
import rdflib

from foederis import graph
from foederis.graph import excerpt, serialisation
from foederis.namespaces import FOED, ID, SKOS, XSD

X = f"{ID}actor/x"


def iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


def read(content: bytes) -> set[ox.Quad]:
    return set(ox.parse(content, format=ox.RdfFormat.JSON_LD))


def by_rdflib(content: bytes) -> set[tuple[str, ...]]:
    """What the other reader finds: terms as N-Triples writes them."""
    found = rdflib.Dataset()
    found.parse(data=content.decode(), format="json-ld")
    return {(*(one.n3() for one in row[:3]), str(row[3] or "")) for row in found.quads()}


def terms(quads: set[ox.Quad]) -> set[tuple[str, ...]]:
    """The same of quads, by the serialiser of the other library."""
    found = rdflib.Dataset()
    found.parse(data=(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode(), format="nquads")
    return {(*(one.n3() for one in row[:3]), str(row[3] or "")) for row in found.quads()}


VALUES = [
    ox.Literal("007", datatype=iri(XSD + "integer")), ox.Literal("-0", datatype=iri(XSD + "integer")),
    ox.Literal("12", datatype=iri(XSD + "integer")), ox.Literal("9" * 20, datatype=iri(XSD + "integer")),
    ox.Literal("1", datatype=iri(XSD + "boolean")), ox.Literal("true", datatype=iri(XSD + "boolean")),
    ox.Literal("1.50", datatype=iri(XSD + "decimal")), ox.Literal("2020", datatype=iri(XSD + "gYear")),
    ox.Literal("x", datatype=iri("https://example.org/kind")), ox.Literal("a \"b\"\n</script>"),
    ox.Literal("Nederland", language="nl"), ox.Literal("see <//example.org/> and https://w3id.org/foederis/id/actor/x"), ox.Literal(""),
    iri(f"{ID}actor/x"), iri(f"{ID}statement/doc/s1-1"),
    iri(f"{ID}a:b"), iri(f"{ID}concept/modality/is"), iri(FOED + "Position"), iri(FOED), iri(ID), iri("urn:x:y"),
    iri("mailto:a@b"), iri(SKOS + "Concept"), iri(SKOS), iri(f"{ID}actor/x#part"), iri("https://example.org/a b".replace(" ", "%20")),
]  # fmt: skip
PROPERTIES = [FOED + "about", FOED + "statement", FOED + "skos", SKOS + "note", "https://example.org/p"]


# What rdflib does not read in the short form of Turtle, and no name of ours has: a slash or a point first.
ESCAPED = (f"{ID}statement/doc//x", f"{ID}statement/doc/..")


def strange() -> set[ox.Quad]:
    """Every kind of value under every kind of property, in two graphs and in none, from the thing and to it."""
    graphs = [iri(f"{ID}statement/doc/s1-1"), iri("https://example.org/g"), ox.DefaultGraph()]
    quads = {ox.Quad(iri(X), iri(p), value, g) for p, value, g in product(PROPERTIES, VALUES, graphs)}
    others = [iri(f"{ID}statement/doc/s1-{number}") for number in range(9)]
    quads |= {ox.Quad(one, iri(p), iri(X), g) for one, p, g in product(others, PROPERTIES, graphs)}
    kind = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return quads | {ox.Quad(one, kind, iri(FOED + "Statement")) for one in others} | {ox.Quad(iri(X), kind, iri(X))}


def test_json_ld_reads_back_as_the_same_quads_by_two_readers():
    quads = strange() | {
        ox.Quad(iri(X), iri(p), iri(value), iri(X)) for p in (*PROPERTIES, FOED + "a/b") for value in ESCAPED
    }
    content = excerpt.jsonld(quads, X)
    assert read(content) == quads
    assert by_rdflib(content) == terms(quads)


def test_turtle_reads_back_as_the_same_triples_by_two_readers():
    triples = {ox.Quad(q.subject, q.predicate, q.object) for q in strange()}
    content = excerpt.turtle(strange(), {"foed": FOED, "actor": f"{ID}actor/", "statement": f"{ID}statement/"})
    assert set(ox.parse(content, format=ox.RdfFormat.TURTLE)) == triples
    told = rdflib.Graph().parse(data=content.decode(), format="turtle")
    assert {tuple(one.n3() for one in row) for row in told} == {row[:3] for row in terms(triples)}


@pytest.fixture(scope="module")
def real() -> dict[str, set[ox.Quad]]:
    """What is said of every fortieth thing of the graph."""
    about: dict[str, set[ox.Quad]] = {}
    for quad in graph.quads():
        parts = (quad.subject, quad.object, quad.graph_name)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            for one in {part.value for part in parts if isinstance(part, ox.NamedNode) and part.value.startswith(ID)}:
                about.setdefault(one, set()).add(quad)
    return {one: about[one] for one in sorted(about)[::40]}


def test_what_is_said_of_things_is_read_back_whole(real):
    names = serialisation.names([quad for quads in real.values() for quad in quads])
    for one, quads in real.items():
        content = excerpt.jsonld(quads, one)
        assert read(content) == quads, one
        assert excerpt.jsonld(sorted(quads, key=str, reverse=True), one) == content, one
        triples = {ox.Quad(q.subject, q.predicate, q.object) for q in quads}
        assert set(ox.parse(excerpt.turtle(quads, names), format=ox.RdfFormat.TURTLE)) == triples, one


def test_an_address_of_others_stands_whole_unless_a_text_has_what_would_be_mistaken_for_one():
    quad = ox.Quad(iri(X), iri(SKOS + "closeMatch"), iri("https://www.wikidata.org/entity/Q55"))
    assert b"<https://www.wikidata.org/entity/Q55>" in excerpt.turtle([quad], {})
    text = ox.Quad(iri(X), iri(SKOS + "note"), ox.Literal("see <//x>"))
    assert set(ox.parse(excerpt.turtle([quad, text], {}), format=ox.RdfFormat.TURTLE)) == {quad, text}


def test_a_small_file_names_no_prefix_that_it_does_not_need(real):
    for one, quads in real.items():
        context = json.loads(excerpt.jsonld(quads, one))["@context"]
        text = excerpt.jsonld(quads, one).decode().partition('"@graph"')[2]
        for name, meant in context.items():
            if isinstance(meant, str) and not name.startswith("@"):
                assert f'"{name}:' in text, (one, name)
