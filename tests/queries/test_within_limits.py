"""Queries within limits: from Python as from the command line, and refused before a parser overflows its stack."""

import pytest

import foederis
from foederis import queries
from foederis.errors import BadInput, BadUse, EngineFailed
from foederis.queries import engines
from foederis.queries.tokens import DEEPEST
from tests.hostile.rows_queries import DEEP

PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"


def test_python_has_the_same_limits():
    with pytest.raises(EngineFailed, match="the query took more than 100 MB of memory"):
        foederis.sparql(PRODUCT, memory="100MB", seconds=60)
    with pytest.raises(EngineFailed, match=r"more than 0\.5 seconds"):
        foederis.sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=0.5)
    with pytest.raises(BadUse, match="no size of memory"):
        foederis.sparql(PRODUCT, memory="much")
    with pytest.raises(BadUse, match="seconds above 0"):
        foederis.sparql(PRODUCT, seconds=0)


def test_a_query_that_kills_its_engine_leaves_python_alive():
    with pytest.raises(EngineFailed, match=r"the engine ended by signal 11 \(SIGSEGV\)"):
        foederis.sparql("SELECT (" + "+".join(["1"] * 50_000) + " AS ?x) {}")
    assert foederis.sparql("SELECT (1 AS ?x) {}").rows == ((1,),)


def test_what_is_nested_as_deep_as_may_be_runs():
    inner = DEEPEST - 3
    assert foederis.sparql("SELECT * { FILTER(" + "(" * inner + "1" + ")" * inner + ") }").rows == ((),)
    assert foederis.sparql("SELECT * " + "{" * DEEPEST + "}" * DEEPEST).rows == ((),)
    assert len(foederis.sparql("SELECT * { FILTER(" + "!" * inner + "false) }").rows) == inner % 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "".join(f"FILTER(?x{n} < ({n})) " for n in range(5000)) + "}",
        "SELECT * { VALUES ?x {" + " <http://example.org/x>" * 50_000 + "} }",
        "SELECT * { ?s ?p '" + "{" * 50_000 + "' } # " + "(" * 50_000,
        "SELECT * {" + "{}UNION{}" * 500 + "}",
        "SELECT (" + "+".join(["-1"] * 500) + " AS ?x) {}",
        "SELECT * { ?s " + "/".join(["^foed:x"] * 500) + " ?o }",
        "SELECT * {" + "<< ?s ?p ?o >> ?q ?r . " * 500 + "}",
        "SELECT * { FILTER(" + "&&".join(["?a<1"] * 500) + ") }",
    ],
)
def test_what_is_long_is_not_deep(text):
    queries.check(text)


@pytest.mark.parametrize("name", DEEP)
def test_each_way_to_nest_has_the_same_limit(name):
    with pytest.raises(BadInput, match="this query is nested too deep"):
        queries.check(DEEP[name](DEEPEST + 1))
    queries.check(DEEP[name](DEEPEST // 8))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * \n" + "{" * (DEEPEST + 1),
        "SELECT *\n{ FILTER(" + "!(" * 60 + "true" + ")" * 60 + ") }",
        "SELECT *\n{ FILTER(" + "! # (\n" * DEEPEST + "true) }",
        "SELECT *\n" + "\\u007B" * (DEEPEST + 1),
        "SELECT *\n{ ?s ?p '#', \"'\" ; ?q " + "[ ?p " * DEEPEST + "1 }",
    ],
)
def test_what_is_deep_is_refused_with_its_place(text):
    with pytest.raises(BadInput, match=r"this query is nested too deep \(line \d+, column \d+\)") as told:
        queries.check(text)
    assert "line 1," not in str(told.value)


def test_what_is_too_deep_for_rdflib_is_said_of_rdflib():
    with pytest.raises(BadInput, match="nested too deep for rdflib"):
        foederis.sparql("SELECT * { FILTER(" + "(" * 90 + "1" + ")" * 90 + ") }", engine="rdflib")


@pytest.mark.parametrize("text", ["SELECT ?s WHERE { ?s ?p ?o }", "ASK { ?s ?p ?o }"])
def test_what_the_engine_raises_while_rows_are_read_is_named(text, monkeypatch, store):
    """As when a file of the store is damaged after it was opened."""

    def damaged(result: object) -> None:
        raise OSError("Corruption: block checksum mismatch")

    monkeypatch.setattr(engines, "_answer", damaged)
    with pytest.raises(EngineFailed, match="block checksum mismatch") as raised:
        engines.select(text, data=store)
    assert raised.value.remedy.startswith("Ask again: the cache is checked at each start")
