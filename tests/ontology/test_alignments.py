"""Who knows ORG, schema.org, PROV-O and ELI, and nothing of ours, finds organisations, memberships and documents."""

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.namespaces import FOED, ID

PREFIXES = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "m8g": "http://data.europa.eu/m8g/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tooi": "https://identifier.overheid.nl/tooi/def/ont/",
}


@pytest.fixture(scope="module")
def plain(_own_cache) -> ox.Store:
    """Hold the plain view alone: no term of ours, no graph, no ontology."""
    text = (rooms.room("ontology") / "plain.rq").read_text(encoding="utf-8")
    found = ox.Store()
    found.extend(ox.Quad(t.subject, t.predicate, t.object) for t in graph.aligned_store().query(text))
    return found


def ask(plain, text):
    return [tuple(getattr(cell, "value", None) for cell in row) for row in plain.query(text, prefixes=PREFIXES)]


def test_the_plain_view_has_no_term_of_ours_and_no_blank_node(plain):
    assert len(plain) > 5000
    terms = {quad.predicate.value for quad in plain}
    terms |= {q.object.value for q in plain if q.predicate.value.endswith("#type")}
    assert not [term for term in terms if term.startswith(FOED)]
    assert not [
        quad for quad in plain if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_org_finds_what_the_netherlands_is_a_member_of_and_since_when(plain, store):
    rows = ask(
        plain,
        """SELECT ?name ?since WHERE {
          ?country a org:Organization ; skos:prefLabel "Netherlands"@en .
          ?membership a org:Membership ; org:member ?country ; org:organization ?group .
          ?group a org:Organization ; skos:prefLabel ?name . FILTER(LANG(?name) = "en")
          OPTIONAL { ?membership schema:startDate ?since }
        }""",
    )
    found = dict(rows)
    assert found["North Atlantic Treaty Organization"] == "1949-04-04"
    assert {"European Union", "Permanent Structured Cooperation", "European Intervention Initiative"} <= set(found)
    ours = queries.select("SELECT ?group { ?p foed:participant actor:nld ; foed:participatesIn ?group }", data=store)
    assert len(rows) == len(ours.rows)


def test_schema_org_finds_organisations_by_name_and_legislation_by_number_and_day(plain):
    rows = ask(
        plain,
        """SELECT DISTINCT ?number ?day WHERE {
          ?act a schema:Legislation , schema:CreativeWork ; schema:name ?name ; schema:identifier ?number ; schema:dateCreated ?day .
          FILTER(CONTAINS(?name, "PESCO"))
        }""",
    )
    assert ("32017D2315", "2017-12-11") in rows
    names = {
        row[0] for row in ask(plain, 'SELECT ?n { ?o a schema:Organization ; schema:name ?n FILTER(LANG(?n) = "nl") }')
    }
    assert {"Noord-Atlantische Verdragsorganisatie", "Adviesraad Internationale Vraagstukken"} <= names
    members = {row[0] for row in ask(plain, f"SELECT ?m {{ ?m schema:memberOf <{ID}actor/jef> }}")}
    assert f"{ID}actor/gbr" in members


def test_prov_finds_who_said_something_and_in_which_document_it_stands(plain, store):
    rows = ask(
        plain,
        """SELECT DISTINCT ?statement WHERE {
          ?agent a prov:Agent ; skos:prefLabel "Dutch cabinet"@en .
          ?statement a prov:Entity ; prov:wasAttributedTo ?agent ; prov:wasDerivedFrom ?passage .
          ?passage a prov:Entity ; oa:hasSource ?document .
          ?document schema:name "cabinet response to AIV advice no. 112"@en .
        }""",
    )
    ours = queries.select("SELECT DISTINCT ?s { ?s a foed:Statement ; foed:holder actor:nl-cabinet }", data=store)
    assert len(rows) == len(ours.rows) > 100


def test_eli_finds_on_which_article_an_act_is_based_and_of_which_treaty_that_is_a_part(plain):
    rows = ask(
        plain,
        """SELECT DISTINCT ?number ?article ?treaty WHERE {
          ?act a eli:LegalResource ; eli:id_local ?number ; eli:based_on ?part .
          ?part a eli:LegalResourceSubdivision ; schema:name ?article ; eli:is_part_of ?whole .
          ?whole a eli:LegalResource ; schema:name ?treaty .
          FILTER(LANG(?article) = "en" && LANG(?treaty) = "en")
        }""",
    )
    assert ("32017D2315", "Article 46(2) TEU", "Treaty on European Union") in rows
    assert ("32021R0697", "Article 173(3) TFEU", "Treaty on the Functioning of the European Union") in rows
    assert not [row for row in rows if row[0] == "32017D2315" and "42(6)" in row[1]]  # only implemented, not a basis


def test_a_ministry_is_one_in_the_words_of_tooi_and_a_public_organisation_in_those_of_cpov(plain):
    rows = ask(
        plain, 'SELECT ?n { ?m a tooi:Ministerie , m8g:PublicOrganisation ; schema:name ?n FILTER(LANG(?n) = "nl") }'
    )
    assert len(rows) == 3


def test_the_command_line_writes_the_plain_view(run):
    code, out, _ = run("sparql", "--aligned", str(rooms.room("ontology") / "plain.rq"))
    assert code == 0
    assert "http://www.w3.org/ns/org#Membership" in out or "org:Membership" in out
    assert run("sparql", "--aligned", "--engine", "rdflib", "SELECT * { ?s ?p ?o } LIMIT 1")[0] == 2
