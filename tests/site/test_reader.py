"""A query that is wrong is explained by its place; one that is right is never called wrong. Run in Node."""

import re

import pyoxigraph as ox
import pytest

from foederis import queries, rooms
from foederis.namespaces import PREFIXES
from tests.site.built import needs_node
from tests.site.test_find import call

pytestmark = needs_node

# A wrong query, what is wrong with it, on which line, and what of it is named.
WRONG = [
    ("", "empty", 1, ""),
    ("# only a comment", "empty", 1, ""),
    ("SELEC ?x { ?x a ?y }", "meant", 1, "SELEC"),
    ("SELECT ?x\nWHERE { OPTINAL { ?x a ?y } }", "meant", 2, "OPTINAL"),
    ("SELECT ?x { ?x a ?y }\nORDR BY ?x", "meant", 2, "ORDR"),
    ("Which actors are there?", "form", 1, "Which"),
    ("SELECT ?x {\n ?x a foad:Actor }", "prefix", 2, "foad:"),
    ("SELECT ?x {\n ?x a ?y ", "unclosed", 1, "{"),
    ("SELECT ?x {\n ?x a ?y }\n}", "closes", 3, "}"),
    ("SELECT ?x { ?x a ?y FILTER(?y = 1 }", "unclosed", 1, "("),
    ("SELECT ?x {\n ?x ?y }", "short", 2, "?x ?y"),
    ("SELECT * {\n ?s ?p ?o . ?o ?p }", "short", 2, "?o ?p"),
    ("SELECT * {\n ?s ?p ?o\n ?o ?p ?q }", "point", 3, "?o"),
    ("SELECT ?x {\n ?x a 'abc }", "open", 2, "'"),
    ("SELECT ?x ?y (COUNT(?z) AS ?n) { ?x ?y ?z } GROUP BY ?x", "grouped", 1, ""),
    ("SELECT (?x AS ?x) { ?x a ?y }", "twice", 1, ""),
    ("SELECT ?x, ?y { ?x a ?y }", "comma", 1, ""),
    ("SELECT COUNT(?x) { ?x a ?y }", "alias", 1, "COUNT"),
    ("SELECT ?x { ?x a ?y } LIMIT ten", "number", 1, "LIMIT"),
    ("SELECT ?x { ?x a ?y\n FILTER(?y = ) }", "operand", 2, "="),
    ("SELECT ?x { ?x a ?y\n FILTER(FOO(?y)) }", "function", 2, "FOO"),
    ("SELECT ?x\n\n{ ?x <a b> 1 }", "iri", 3, ""),
    ("INSERT DATA { <a:b> <a:c> 1 }", "update", 1, "INSERT"),
    ("DELETE WHERE { ?s ?p ?o }", "update", 1, "DELETE"),
]


def said(text: str) -> str:
    """Return what the engine says of a query that it does not take."""
    with pytest.raises(SyntaxError) as refused:
        ox.Store().query(text)
    return str(refused.value)


def test_what_is_wrong_is_named_with_its_line():
    told = call("reader.js", *(["explain", text, said(text), PREFIXES] for text, *_ in WRONG))
    places = call("reader.js", *(["place", text, one["at"]] for (text, *_), one in zip(WRONG, told, strict=True)))
    found = [(one["key"], place["line"], one["given"]) for one, place in zip(told, places, strict=True)]
    assert found == [(key, line, given) for _, key, line, given in WRONG]


def test_another_server_is_not_asked_and_that_is_said():
    told = call("reader.js", ["explain", "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", "", {}])[0]
    assert told["key"] == "service"


def test_what_is_meant_is_offered_only_where_it_is_near():
    texts = {"SELEC ?x { ?x a ?y }": "SELECT", "SELECT ?x { ?x a foid:A }": "foed", "SELECT ?x { ?x a zzzz:A }": ""}
    told = call("reader.js", *(["explain", text, "", PREFIXES] for text in texts))
    assert [one["meant"] for one in told] == list(texts.values())


def test_no_query_of_ours_is_called_wrong_or_refused():
    paths = [*sorted(rooms.room("queries").rglob("*.rq")), *sorted(rooms.room("validate").rglob("*.rq"))]
    texts = [re.sub(r"(?m)^#\+.*\n", "", path.read_text(encoding="utf-8")) for path in paths]
    told = call("reader.js", *(["explain", text, "error at 1:1: expected X", {}] for text in texts))
    wrong = {path.name: one for path, one in zip(paths, told, strict=True) if one["key"] != "at"}
    assert len(texts) > 150
    assert wrong == {}
    assert call("reader.js", *(["refused", text] for text in texts)) == [None] * len(texts)


def test_what_would_break_the_engine_is_refused_before_it_is_asked():
    texts = {
        "SELECT * " + "{" * 101 + "}" * 101: "deep",
        "SELECT * { FILTER(" + "!" * 101 + "?x) }": "deep",
        "SELECT * {} #" + "x" * 64_000: "long",
    }
    told = call("reader.js", *(["refused", text] for text in texts))
    assert [one["key"] for one in told] == list(texts.values())


def test_known_prefixes_are_declared_where_they_are_used_and_nowhere_else():
    text = 'PREFIX own: <http://own/>\nSELECT * { ?x a foed:Actor ; own:p "skos:note" . } # dcterms:title'
    added = call("reader.js", ["missing", text, PREFIXES])[0]
    assert added == f"PREFIX foed: <{PREFIXES['foed']}>\n"
    ox.Store().query(added + text)
    assert call("reader.js", ["missing", added + text, PREFIXES])[0] == ""


def test_the_iris_that_a_query_names_are_those_that_its_parser_sees():
    known = queries.questions()
    one = known["scoreboard"]
    found = {told["iri"] for told in call("reader.js", ["named", one.body, {}])[0]}
    spaces = dict(queries.declared(one))
    text = re.sub(r"#[^\n]*|\"[^\"]*\"", "", one.body)
    names = {
        spaces[prefix] + local for prefix, local in re.findall(r"(?<![\w:<])(\w+):(\w[\w-]*)", text) if prefix in spaces
    }
    assert found >= {iri for iri in names if iri.startswith("http")}
    assert not any(iri.endswith("/def/") for iri in found)
