"""The description of the data set: fresh, true to the data, whole by its profiles, and silent on what nobody stated."""

import json
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID

from foederis import rooms
from foederis.errors import BadInput, BadUse
from foederis.publish import description, metadata, schema_org

DATASET = rdflib.URIRef("https://w3id.org/foederis/id/dataset/foederis")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def data() -> list[ox.Quad]:
    return metadata.quads()


@pytest.fixture(scope="module")
def known(data) -> metadata.Metadata:
    return metadata.gather(data, "0" * 64)


@pytest.fixture(scope="module")
def described(known) -> rdflib.Graph:
    return rdflib.Graph().parse(data=description.turtle(known), format="turtle")


def test_the_counts_are_those_of_another_engine(described, dataset):
    union = [triple for triple in dataset.default_graph if not any(isinstance(t, rdflib.BNode) for t in triple)]
    assert described.value(DATASET, VOID.triples).toPython() == len(union)
    assert described.value(DATASET, VOID.distinctSubjects).toPython() == len({s for s, _, _ in union})
    counted = {*Counter(kind for _, p, kind in union if p == RDF.type).items()}
    parts = {
        (described.value(part, VOID["class"]), described.value(part, VOID.entities).toPython())
        for part in described.objects(DATASET, VOID.classPartition)
    }
    assert parts == counted
    used = {
        (described.value(part, VOID.property), described.value(part, VOID.triples).toPython())
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    assert sum(count for _, count in used) == len(union)
    assert {name for name, _ in used} == {p for _, p, _ in union}


def test_link_sets_examples_and_named_graphs_are_those_of_the_data(described, store):
    sets = store.query("SELECT ?s WHERE { ?s a <http://rdfs.org/ns/void#Linkset> }")
    assert {str(one) for one in described.objects(DATASET, VOID.subset)} == {row["s"].value for row in sets}
    for example in described.objects(DATASET, VOID.exampleResource):
        assert any(store.quads_for_pattern(ox.NamedNode(str(example)), None, None, None))
    names = {str(described.value(one, SD.name)) for one in described.subjects(RDF.type, SD.NamedGraph)}
    assert names == {graph.value for graph in store.named_graphs()}


def test_all_that_the_profiles_require_is_there(described):
    # DCAT-AP 3 and DCAT-AP-NL 3 in our own words; their own shapes are run by bench/dcat_ap.py.
    needs = {
        DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset),
        DCAT.Dataset: (
            DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.creator, DCTERMS.publisher, DCTERMS.accessRights,
            DCAT.contactPoint, DCAT.theme, DCAT.distribution, DCAT.version, DCTERMS.temporal, DCTERMS.spatial, DCAT.inSeries,
        ),
        DCAT.DatasetSeries: (DCTERMS.title, DCTERMS.description),
        DCAT.Distribution: (DCAT.accessURL, DCTERMS.license, DCAT.mediaType, DCTERMS["format"]),
    }  # fmt: skip
    for kind, properties in needs.items():
        nodes = list(described.subjects(RDF.type, kind))
        assert nodes
        for node in nodes:
            for one in properties:
                assert described.value(node, one) is not None, (node, one)
    assert {text.language for text in described.objects(DATASET, DCTERMS.title)} == {"nl", "en"}


def test_no_blank_node_is_needed(known):
    assert not any(isinstance(t, ox.BlankNode) for q in description.describe(known) for t in (q.subject, q.object))


def test_what_nobody_stated_is_in_no_description(known, described):
    stated = tomllib.loads((rooms.root() / "foederis/publish/dataset.toml").read_text(encoding="utf-8"))
    empty = {
        name
        for name in ("publisher", "contact_email", "contact_page", "landing_page", "endpoint", "doi")
        if not stated[name]
    }
    assert {*known.open} == empty
    assert "contact_email" in empty
    text = description.turtle(known).decode() + schema_org.jsonld(known)
    assert "mailto:" not in text
    assert not any(described.subject_objects(DCAT.landingPage))
    assert not any(described.subjects(RDF.type, SD.Service))


def test_what_is_stated_is_in_every_description(known):
    stated = {
        "publisher": "An Office", "contact_email": "data@example.org", "landing_page": "https://example.org/foederis",
        "endpoint": "https://example.org/sparql", "doi": "10.1000/1",
    }  # fmt: skip
    full = replace(known, stated=stated, open=(), day="2026-11-25", previous="0.0.9")
    made = rdflib.Graph().parse(data=description.turtle(full), format="turtle")
    assert str(made.value(made.value(DATASET, DCTERMS.publisher), FOAF.name)) == "An Office"
    assert made.value(made.value(predicate=RDF.type, object=SD.Service), SD.endpoint) == rdflib.URIRef(
        "https://example.org/sparql"
    )
    assert made.value(DATASET, DCAT.previousVersion) == rdflib.URIRef("https://w3id.org/foederis/release/0.0.9/")
    assert str(made.value(DATASET, DCTERMS.modified)) == "2026-11-25"
    told = json.loads(schema_org.jsonld(full))
    assert (told["publisher"]["name"], told["url"]) == ("An Office", "https://example.org/foederis")
    assert told["dateModified"] == "2026-11-25"


def test_search_engines_are_told_the_same_and_nothing_is_fetched_for_it(known, described):
    told = rdflib.Graph().parse(data=schema_org.jsonld(known), format="json-ld")
    said = rdflib.Namespace("https://schema.org/")
    assert told.value(DATASET, RDF.type) == said.Dataset
    assert set(told.objects(DATASET, said.name)) == set(described.objects(DATASET, DCTERMS.title))
    assert told.value(DATASET, said.license) == described.value(DATASET, DCTERMS.license)
    assert str(told.value(DATASET, said.version)) == str(described.value(DATASET, DCAT.version))


def test_a_citation_that_disagrees_is_refused(monkeypatch, data):
    said = dict(metadata.citation())
    for wrong in ({"version": "9.9.9"}, {"title": "another"}):
        monkeypatch.setattr(metadata, "citation", lambda wrong=wrong: said | wrong)
        with pytest.raises(BadInput, match=r"CITATION\.cff"):
            metadata.gather(data, "0" * 64)


def test_without_a_citation_there_is_nothing_to_publish(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(rooms, "root", lambda: tmp_path)
    with pytest.raises(BadUse, match="checkout"):
        metadata.citation()


def test_a_blank_node_in_the_graph_is_not_published(monkeypatch):
    odd = ox.Quad(ox.BlankNode("b"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"), ox.NamedNode("urn:g"))
    monkeypatch.setattr(metadata.graph, "quads", lambda: iter([odd]))
    with pytest.raises(BadInput, match="blank node"):
        metadata.quads()
