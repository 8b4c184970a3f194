"""What search engines are told of a statement: a claim of its holder where it is one, with who, when and where."""

import json

import pyoxigraph as ox
import pytest
import rdflib

from foederis.namespaces import FOED, ID
from foederis.publish import metadata
from foederis.site import claims
from foederis.site.things import Site

SCHEMA = rdflib.Namespace("https://schema.org/")
QUADS = metadata.quads()


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(QUADS, "0.0.0")


def node(tail: str) -> ox.NamedNode:
    return ox.NamedNode(tail if "://" in tail else ID + tail)


def small(
    *more: tuple[str, str], kind: str = "FactualClaim", modality: str = "is", graph: str = "passage/d/rec1.p1.s1"
):
    """Return a site of one statement."""
    said = [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", FOED + kind),
        (FOED + "holder", "actor/x"),
        (FOED + "modality", f"concept/modality/{modality}"),
        *more,
    ]
    paraphrase = ox.Quad(
        node("statement/d/1"), node(FOED + "paraphrase"), ox.Literal("</script><b>x", language="en"), node(graph)
    )
    return Site(
        [ox.Quad(node("statement/d/1"), node(name), node(value), node(graph)) for name, value in said] + [paraphrase],
        "0",
    )


def test_a_claim_parses_to_who_claims_what_when_and_where(site):
    iri = next(
        iri
        for quad in QUADS
        if quad.predicate.value == FOED + "modality" and "bzdoc-1754443015-75" in quad.subject.value
        for iri in [quad.subject.value]
        if claims.claim(site, iri)
    )
    told = rdflib.Graph().parse(data=claims.claim(site, iri), format="json-ld")
    claim = rdflib.URIRef(iri)
    document = rdflib.URIRef(f"{ID}document/bzdoc-1754443015-75")
    assert (claim, rdflib.RDF.type, SCHEMA.Claim) in told
    assert (claim, SCHEMA.appearance, document) in told
    assert (document, SCHEMA.datePublished, rdflib.Literal("2020-10-05")) in told
    assert (
        document,
        SCHEMA.url,
        rdflib.URIRef("https://zoek.officielebekendmakingen.nl/kst-21501-28-211.html"),
    ) in told
    data = {(q.predicate.value, q.object) for q in QUADS if q.subject.value == iri}
    texts = {rdflib.Literal(term.value, lang=term.language) for name, term in data if name == FOED + "paraphrase"}
    assert {*told.objects(claim, SCHEMA.description)} == texts
    holders = {term.value for name, term in data if name == FOED + "holder"}
    assert {str(one) for one in told.objects(claim, SCHEMA.author)} == holders
    assert str(told.value(claim, SCHEMA.isBasedOn)).startswith(f"{ID}passage/bzdoc-1754443015-75/")


def test_only_factual_claims_in_the_voice_of_their_holder_are_told(site):
    typed: dict[str, set[str]] = {}
    reported = {q.subject.value for q in QUADS if q.predicate.value == FOED + "reportedBy"}
    for quad in QUADS:
        if quad.predicate.value.endswith("#type"):
            typed.setdefault(quad.subject.value, set()).add(quad.object.value)
    told = {iri for iri, kinds in typed.items() if FOED + "Statement" in kinds and claims.claim(site, iri)}
    assert 200 < len(told) < 295
    assert not told & reported
    assert all(FOED + "FactualClaim" in typed[iri] for iri in told)
    assert not [iri for iri in typed if "/inference/" in iri and claims.claim(site, iri)]


def test_what_is_no_claim_of_fact_is_none():
    assert claims.claim(small(), f"{ID}statement/d/1")
    for other in (
        small((FOED + "reportedBy", "actor/y")),
        small(kind="Position"),
        small(kind="Expectation"),
        small(modality="may"),
        small(graph="graph/inferences"),
        Site([], "0"),
    ):
        assert claims.claim(other, f"{ID}statement/d/1") == ""


def test_text_of_a_statement_ends_no_script():
    told = claims.claim(small(), f"{ID}statement/d/1")
    assert "<" not in told
    assert json.loads(told)["description"][0]["@value"] == "</script><b>x"
