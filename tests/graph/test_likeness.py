"""Files that are not what their name says, told what they are."""

import re

import pytest

from foederis import graph
from foederis.errors import BadInput

TURTLE = "@prefix x: <http://x/> .\nx:a a x:C .\n"
OTHERS = {
    "json.ttl": ('{"@context": {}, "@id": "http://x/a"}', "is JSON, not Turtle", ".jsonld"),
    "list.trig": ('[{"@id": "http://x/a"}]', "is JSON, not TriG", ".jsonld"),
    "json.rdf": ('\n {\n "@id": "http://x/a"}', "is JSON, not RDF/XML", ".jsonld"),
    "xml.ttl": ("<?xml version='1.0'?><a/>", "is XML, not Turtle", ".rdf"),
    "xml.jsonld": ("<rdf:RDF xmlns:rdf='r'/>", "is XML, not JSON-LD", ".rdf"),
    "turtle.rdf": (TURTLE, "is Turtle, not RDF/XML", ".ttl"),
    "turtle.nt": (f"\ufeff{TURTLE}", "is Turtle, not N-Triples", ".ttl"),
    "turtle.jsonld": (TURTLE, "is Turtle, not JSON-LD", ".ttl"),
    "trig.ttl": ("@prefix x: <http://x/> . x:g { x:a x:b x:c }", "is TriG, not Turtle", ".trig"),
    "quads.ttl": ("<http://x/a> <http://x/b> <http://x/c> <http://x/g> .", "is N-Quads, not Turtle", ".nq"),
    "query.ttl": ("# asks\nPREFIX x: <http://x/>\nselect ?a { ?a ?b ?c }", "is a query, not Turtle", "sparql FILE"),
    "update.trig": ("INSERT DATA { <http://x/a> a <http://x/C> }", "is a query, not TriG", "sparql FILE"),
    "picture.ttl": ("\x7fELF\x02\x00\x00", "is no text", "RDF"),
    "page.nt": ("%PDF-1.7", "is a PDF, not RDF", "Get the data"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_is_told_what_it_is(tmp_path, name):
    content, what, remedy = OTHERS[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(what)) as caught:
        list(graph.parse(tmp_path / name))
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", f"{TURTLE}x:a x:b"),
        ("a.nt", "<http://x/a> <http://x/b> <http://x/c> .\n<http://x/a> <http://x/b>"),
        ("a.ttl", "[ ] . { }"),
        ("a.jsonld", '{"@id": '),
        ("a.ttl", " " * 1990 + "selected by hand"),
    ],
)
def test_a_fault_is_a_fault_where_the_file_is_nothing_else(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match="not well formed"):
        list(graph.parse(tmp_path / name))
