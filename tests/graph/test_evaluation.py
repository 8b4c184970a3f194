"""The order of patterns, the joins by value and the choice of graphs change how long rdflib takes, never what it finds."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins import sparql
from rdflib.plugins.sparql.sparql import FrozenBindings

from foederis.graph import as_rdflib, evaluation

PREFIX = "PREFIX : <http://example.org/> "
QUERIES = {
    "a join by one variable": "{ SELECT DISTINCT ?a ?b { ?a :p ?b } } { SELECT DISTINCT ?a ?c { ?a :q ?c } }",
    "a join by two": "{ SELECT DISTINCT ?a ?b { ?a :p ?b } } { SELECT DISTINCT ?b ?a { ?b :r ?a } }",
    "of what shares nothing": "{ SELECT DISTINCT ?a { ?a :p ?b } } { SELECT DISTINCT ?c { ?c :q ?d } }",
    "one side unbound in part": "{ SELECT DISTINCT ?a ?b { ?a :q ?x OPTIONAL { ?a :p ?b } } } { SELECT DISTINCT ?b ?c { ?b :r ?c } }",
    "both sides unbound in part": "{ ?a :q ?x OPTIONAL { ?a :p ?b } } { { ?a :p ?b } UNION { ?a :q ?y } UNION { ?b :r ?z } }",
    "with values of any": "VALUES (?a ?b) { (UNDEF :2) (:1 UNDEF) } { SELECT DISTINCT ?a ?b { ?a :p ?b } }",
    "a join with counts": "{ SELECT DISTINCT ?a ?b { ?a :p ?b } } { SELECT DISTINCT ?b (COUNT(*) AS ?n) { ?b :r ?c } GROUP BY ?b }",
    "of counts in part unbound": "{ SELECT DISTINCT ?b (COUNT(*) AS ?n) { ?b :r ?c } GROUP BY ?b } { ?a :q ?x OPTIONAL { ?a :p ?b } }",
    "a union with what is bound": "?a :p ?b { ?b :r ?c BIND(?c AS ?d) } UNION { ?d :q ?e BIND(?d AS ?b) }",
    "an empty side": "{ SELECT DISTINCT ?a { ?a :p ?b } } { SELECT DISTINCT ?a { ?a :nothing ?c } }",
    "minus": "?a :p ?b MINUS { ?a :q ?c }",
    "minus what is unbound in part": "?a :p ?b MINUS { ?x :r ?y OPTIONAL { ?y :p ?b } OPTIONAL { ?b :q ?a } }",
    "minus what shares nothing": "?a :p ?b MINUS { ?x :q ?y }",
    "a sub-select in a filter": "?a :p ?b FILTER EXISTS { { SELECT DISTINCT ?b { ?b :r ?c } } { SELECT DISTINCT ?b ?d { ?b :q ?d } } }",
    "a path": "?a :p/:r ?c . ?c :q ?d . ?a :q ?e",
    "any predicate": "?a ?how ?b . ?b :r ?c . :1 :p ?b",
    "blank nodes": "[] :p ?b . ?b :r [ :q ?c ]",
    "optional": "?a :p ?b OPTIONAL { ?b :r ?c . ?c :q ?d }",
    "in a graph": "GRAPH ?g { ?a :p ?b }",
    "in a graph, joined": "GRAPH ?g { ?a :p ?b . ?b :r ?c }",
    "in a graph, what shares nothing": "GRAPH ?g { ?a :p ?b . ?c :q ?d }",
    "in a graph, one thing twice": "GRAPH ?g { ?a :p ?a }",
    "in a graph, any predicate": "GRAPH ?g { :1 ?how ?b }",
    "in a graph, by a path": "GRAPH ?g { ?a :p|:r ?b . ?b :q ?c }",
    "in a graph, by a path alone": "GRAPH ?g { ?a :p/:r ?b }",
    "in a graph that is said something of": "GRAPH ?g { ?g :q ?b }",
    "in a graph, of what is bound": "?a :p ?b OPTIONAL { GRAPH ?g { ?b :r ?c } }",
    "in a graph that is bound": "VALUES ?g { :g :h :none } GRAPH ?g { ?a :p ?b . ?b :r ?c }",
    "in a graph that is named": "GRAPH :g { ?a :p ?b }",
    "in a graph, with values": "GRAPH ?g { VALUES ?a { :1 :2 } ?a :p ?b BIND(?b AS ?d) }",
    "in a graph, filtered": "GRAPH ?g { ?a :p ?b FILTER EXISTS { ?b :r ?c } }",
    "in a graph, filtered by it": "?a :p ?b FILTER NOT EXISTS { GRAPH ?g { ?a :p ?b } }",
    "in a graph, optional": "GRAPH ?g { ?a :p ?b OPTIONAL { ?b :r ?c . ?c :q ?d } }",
    "in a graph, a union": "GRAPH ?g { { ?a :p ?b } UNION { ?a :r ?b } ?b :q ?c }",
    "in a graph within another": "GRAPH ?g { ?a :p ?b GRAPH ?h { ?b :r ?c } ?a :q ?d }",
    "in two graphs": "GRAPH ?g { ?a :p ?b } GRAPH ?h { ?b :r ?c }",
    "a literal by its own form": '?a :q ?x { SELECT DISTINCT ?x { VALUES ?x { 1 01 "1" "one"@en } } }',
}


@pytest.fixture(scope="module")
def data():
    text = """@prefix : <http://example.org/> .
        :1 :p :2 , :3 . :2 :p :3 . :4 :p :5 . :2 :r :1 , :4 . :3 :r :4 . :5 :r :1 .
        :1 :q 1 , "one"@en . :2 :q 01 . :4 :q 4 . :3 :q _:b . _:b :q 5 ."""
    named = """@prefix : <http://example.org/> .
        :g { :1 :p :2 , :1 . :2 :r :4 ; :q 1 . :g :q 3 . :4 :q 4 . }
        :h { :1 :p :2 ; :q 1 , 01 . :2 :p :3 ; :r :1 . :g :q 4 . }"""
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    return as_rdflib.dataset([*quads, *ox.parse(named, format=ox.RdfFormat.TRIG)])


def _rows(data, where):
    found = data.query(f"{PREFIX} SELECT * WHERE {{ {where} }}")
    return sorted(sorted((str(name), term.n3()) for name, term in row.items()) for row in found.bindings)


@pytest.mark.parametrize("where", QUERIES.values(), ids=QUERIES)
def test_it_finds_what_rdflib_finds_by_itself(data, where, monkeypatch):
    mine = _rows(data, where)
    monkeypatch.delitem(sparql.CUSTOM_EVALS, "foederis")
    assert mine == _rows(data, where)


def test_a_join_looks_at_rows_that_share_a_value_only(monkeypatch):
    graph = rdflib.Graph()
    for number in range(300):
        graph.add(
            (
                rdflib.URIRef(f"http://example.org/{number}"),
                rdflib.URIRef("http://example.org/p"),
                rdflib.Literal(number),
            )
        )
    looked = []
    compatible = FrozenBindings.compatible
    monkeypatch.setattr(FrozenBindings, "compatible", lambda row, other: looked.append(1) or compatible(row, other))
    monkeypatch.setitem(sparql.CUSTOM_EVALS, "foederis", evaluation.part)
    assert len(_rows(graph, "{ SELECT DISTINCT ?a { ?a :p ?b } } { SELECT DISTINCT ?a ?c { ?a :p ?c } }")) == 300
    assert len(looked) == 300


def test_only_graphs_that_hold_what_is_needed_are_looked_into(data, monkeypatch):
    looked = set()
    triples = rdflib.Graph.triples
    monkeypatch.setattr(rdflib.Graph, "triples", lambda graph, one: looked.add(graph.identifier) or triples(graph, one))
    assert len(_rows(data, "GRAPH ?g { ?a :p ?b . ?b :r ?c }")) == 2
    assert {str(one) for one in looked} == {"http://example.org/g", "http://example.org/h"}
    assert len(list(data.graphs())) > 100


def test_what_is_named_comes_before_all_of_a_class():
    counts = evaluation.Counts()
    kind, name, thing = (rdflib.URIRef(f"http://example.org/{n}") for n in ("kind", "name", "Thing"))
    for number in range(50):
        counts.add((rdflib.URIRef(f"http://example.org/{number}"), kind, thing))
        counts.add((rdflib.URIRef(f"http://example.org/{number}"), name, rdflib.Literal(number)))
    one = rdflib.Variable("one")
    of_all, of_one = (one, kind, thing), (one, name, rdflib.Literal(7))
    assert counts.ordered([of_all, of_one], set()) == [of_one, of_all]
    assert counts.expected(of_one, set()) == 1
    assert counts.expected(of_all, set()) == 50
    assert counts.expected(of_all, {one}) < 1
