"""The engine of the explorer, run in Node: each question gives the rows of `foederis ask`, and things their names."""

import json

import pyoxigraph as ox
import pytest

from foederis import graph, queries
from foederis.publish import metadata
from tests.site.built import engine, listed, needs_node, needs_scripts, results, written

pytestmark = [needs_scripts, needs_node]
QUESTIONS = queries.questions()
BROKEN = "SELECT * {\n ?a ?b"
OTHERS = (
    ("query", {"text": BROKEN}),
    ("query", {"text": "ASK { ?s ?p ?o }"}),
    ("query", {"text": "CONSTRUCT WHERE { ?s a <https://w3id.org/foederis/def/Commitment> }"}),
    ("query", {"text": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
    ("query", {"text": "SELECT (COUNT(*) AS ?all) { GRAPH ?g { ?s ?p ?o } }"}),
)
ODD = {
    "terms": r"""SELECT ?odd ?row { VALUES (?odd ?row) {
      (UNDEF 1) (<http://example.org/é?a=b#c> 2) ("" 3) ("a\tb\nc\rd" 4) ("\"quoted\" \\\\n \\" 5) ("é 𝄞 <b>"@nl-BE 6) ("^^<x>@en" 7)
      (true 8) (false 9) (-1 10) (+1 11) (1.50 12) (-.5 13) (1e3 14) (2.0E-1 15) ("TRUE" 16) ("5" 17)
      ("yes"^^<http://www.w3.org/2001/XMLSchema#boolean> 18) ("many"^^<http://www.w3.org/2001/XMLSchema#integer> 19)
      ("NaN"^^<http://www.w3.org/2001/XMLSchema#double> 20) ("2020-10-05"^^<http://www.w3.org/2001/XMLSchema#date> 21)
      ("x"^^<http://example.org/a@b> 22) ("\u0001\u007f\u2028" 23) } } ORDER BY ?row""",
    "no variable": "SELECT * { VALUES () { () () } }",
    "no row": "SELECT ?a ?b { FILTER(false) }",
    "all open": "SELECT ?a { VALUES ?a { UNDEF UNDEF } }",
    "two dashes": "SELECT ?a { VALUES ?a { '1914--1918' } }",
    "a direction": "SELECT ?a { VALUES ?a { 'abc'@en--ltr } }",
    "a triple": "SELECT ?a { VALUES ?a { <<( <http://example.org/a> <http://example.org/b> '<<( ' )>> } }",
}


@pytest.fixture(scope="module")
def answers():
    asked = [("query", {"text": one.text}) for one in QUESTIONS.values()]
    found, _ = engine([*asked, *OTHERS])
    return found


@pytest.mark.parametrize("at", range(len(QUESTIONS)), ids=list(QUESTIONS))
def test_each_question_gives_the_rows_of_ask_term_for_term(at, answers, store):
    question = [*QUESTIONS.values()][at]
    names, rows = results(answers[at])
    asked = queries.ask(question, {}, data=store)
    assert names == asked.variables
    assert listed(question, names, rows) == listed(question, names, [written(row) for row in asked.rows])


def test_what_is_no_query_is_told_by_the_parser_with_its_line(answers):
    broken, *_ = answers[len(QUESTIONS) :]
    assert broken["failed"].startswith("error at 2:")
    assert not broken["broken"]


def test_other_forms_of_query_are_answered_and_nothing_is_asked_of_others(answers):
    _, asked, constructed, elsewhere, counted = answers[len(QUESTIONS) :]
    assert '"boolean":true' in asked["found"]["json"]
    assert "def/Commitment> ." in constructed["found"]["triples"]
    assert "not supported" in elsewhere["failed"]
    assert results(counted)[1] == [(f'"{len(metadata.quads())}"^^<http://www.w3.org/2001/XMLSchema#integer>',)]


def test_terms_of_every_kind_are_read_as_the_engine_has_them():
    found, _ = engine([("query", {"text": text}) for text in ODD.values()])
    for (name, text), answer in zip(ODD.items(), found, strict=True):
        due = json.loads(ox.Store().query(text).serialize(format=ox.QueryResultsFormat.JSON))
        assert json.loads(answer["found"]["json"]) == due, name
    assert [answer["found"]["as"] for answer in found] == ["tsv"] * 5 + ["json"] * 2


def test_an_answer_of_many_narrow_rows_is_too_large_as_well():
    text = "SELECT (1 AS ?x) { GRAPH ?g { ?a ?b ?c } ?d a <https://w3id.org/foederis/def/Document> } LIMIT 400000"
    ((answer,), _) = engine([("query", {"text": text})])
    assert answer["kind"] == "large"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_things_have_the_names_that_ask_gives_them(language, store):
    iris = sorted(
        {quad.subject.value for quad in store.quads_for_pattern(None, None, None) if "://" in str(quad.subject)}
    )
    iris += ["https://example.org/unknown", "no IRI", "https://w3id.org/foederis/id/unknown", "https://no iri"]
    ((answer,), _) = engine([("names", {"iris": iris, "lang": language})])
    assert answer["found"] == {iri: graph.marked(store, iri, language) for iri in iris}
