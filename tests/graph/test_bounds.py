"""What a parser does not bear is refused with file and reason: deep nesting, entities that multiply, endless items."""

import contextlib
import resource
import signal
import sys
import tracemalloc
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph
from foederis.errors import BadInput
from foederis.graph import bounds, trial

P = "@prefix x: <http://x/> .\n"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/"'
NT = "<http://x/s> <http://x/p> "


def nested(opening: str, closing: str, times: int, inside: str = "x:o") -> str:
    return f"x:s x:p {opening * times}{inside}{closing * times} ."


def rdf(inside: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rdf:RDF {RDF}>{inside}</rdf:RDF>'


def entities(levels: int) -> str:
    told = '<!ENTITY l0 "lollollollollollollol">' + "".join(
        f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(levels)
    )
    head = f"<!DOCTYPE r [{told}]>"
    return rdf(f"<rdf:Description><x:p>&l{levels};</x:p></rdf:Description>", head)


TOO_DEEP = {
    "brackets.ttl": P + nested("[ x:p ", " ]", 1100),
    "lists.ttl": P + nested("( ", " )", 1100),
    "lists that are never closed.trig": P + nested("( ", "", 100_000),
    "triple terms.ttl": P + nested("<<( x:s x:p ", " )>>", 60),
    "reified triples.ttl": P + nested("<< x:s x:p ", " >>", 60),
    "annotations.ttl": P + "x:s x:p x:o " + "{| x:p x:o " * 1100 + "|} " * 1100 + ".",
    "triple terms.nt": NT + f"<<( {NT}" * 60 + "<http://x/o>" + " )>>" * 60 + " .\n",
    "triple terms.nq": NT + f"<<( {NT}" * 60 + "<http://x/o>" + " )>>" * 60 + " .\n",
    "formulas.n3": P + nested("{ x:s x:p ", " }", 1100),
    "after a string with an escaped quote.ttl": P + 'x:s x:p "\\"" . ' + nested("[ x:p ", " ]", 1100),
    "after an escaped number sign.ttl": P + "x:s x:p x:a\\#b . " + nested("[ x:p ", " ]", 1100),
    "after a long string.ttl": P + 'x:s x:p """a " b""" . ' + nested("[ x:p ", " ]", 1100),
    "objects.jsonld": '{"@id":"http://x/s"' + ',"http://x/p":{"@id":"http://x/o"' * 1100 + "}" * 1101,
    "arrays.jsonld": '{"http://x/p":' + "[" * 1100 + "1" + "]" * 1100 + "}",
    "contexts.json": '{"@context":' + '{"x":{"@id":"http://x/y","@context":' * 600 + "{}" + "}}" * 600 + "}",
    "elements.rdf": rdf("<rdf:Description><x:p>" * 600 + "</x:p></rdf:Description>" * 600),
    "elements of a literal.xml": rdf(
        f'<rdf:Description><x:p rdf:parseType="Literal">{"<a>" * 1100}{"</a>" * 1100}</x:p></rdf:Description>'
    ),
    "behind comments.rdf": rdf("<!-- </a></a> --><rdf:Description><x:p>" * 600 + "</x:p></rdf:Description>" * 600),
}
LAWFUL = {
    "900 deep.ttl": P + nested("[ x:p ", " ]", 900),
    "900 deep.jsonld": '{"http://x/p":' + "[" * 900 + "1" + "]" * 900 + "}",
    "900 deep.rdf": rdf("<rdf:Description><x:p>" * 450 + "</x:p></rdf:Description>" * 450),
    "40 triple terms.ttl": P + nested("<<( x:s x:p ", " )>>", 40),
    "many brackets beside one another.ttl": P + "".join(f"x:s{n} x:p [ x:q ( 1 2 ) ] .\n" for n in range(3000)),
    "brackets in a string.ttl": P + 'x:s x:p "' + "[(<<" * 3000 + '" .',
    "brackets in a long string.ttl": P + "x:s x:p '''" + '[ " ( \n' * 3000 + "''' .",
    "brackets in comments.ttl": P + "# [ ( <<\n" * 3000 + "x:s x:p x:o .",
    "brackets in IRIs.ttl": P + "".join(f"x:s x:p <http://x/a(b{n}> .\n" for n in range(3000)),
    "escaped brackets.ttl": P + "".join(f"x:s x:p x:\\({n} .\n" for n in range(3000)),
    "brackets in a string.jsonld": '{"http://x/p":"' + '[{\\"' * 3000 + '"}',
    "many objects.jsonld": "[" + ",".join('{"http://x/p":[1,2]}' for _ in range(3000)) + "]",
    "many elements.rdf": rdf("".join("<rdf:Description><x:p>a</x:p><x:q/></rdf:Description>" for _ in range(3000))),
    "tags in comments.rdf": rdf("<!--" + "<a>" * 3000 + "--><rdf:Description><x:p>a</x:p></rdf:Description>"),
    "a tag in a value.rdf": rdf('<rdf:Description x:p="/>"/>' * 1100),
    "entities that help.rdf": rdf(
        "<rdf:Description><x:p>&a;&a;</x:p></rdf:Description>", '<!DOCTYPE r [<!ENTITY a "b">]>'
    ),
}


def read(folder: Path, name: str, content: str | bytes) -> int:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return sum(1 for _ in graph.parse(path))


@pytest.mark.parametrize("name", TOO_DEEP)
def test_what_goes_too_deep_is_refused_with_its_line(tmp_path, name):
    with pytest.raises(BadInput, match="nested more than") as caught:
        read(tmp_path, name, TOO_DEEP[name])
    assert caught.value.where.startswith(f"{tmp_path / name}:")
    assert caught.value.exit_code == 2
    assert caught.value.remedy


@pytest.mark.parametrize("name", LAWFUL)
def test_what_does_not_is_read(tmp_path, name):
    assert read(tmp_path, name, LAWFUL[name]) > 0


def test_entities_that_multiply_are_refused(tmp_path):
    with pytest.raises(BadInput, match=r"the entity 'l5' stands for more than 1,000,000 characters"):
        read(tmp_path, "a.rdf", entities(11))
    told = f'<!DOCTYPE r [<!ENTITY a "{"b" * 6000}">]>'
    often = rdf("<rdf:Description><x:p>" + "&a;" * 2000 + "</x:p></rdf:Description>", told)
    with pytest.raises(BadInput, match=r"come to 12,000,000 characters"):
        read(tmp_path, "b.rdf", often)


def test_entities_that_multiply_are_caught_too_where_only_the_trial_sees_them(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "check", lambda *_: None)
    monkeypatch.setattr(trial, "MEMORY", 300_000_000)
    with pytest.raises(BadInput, match=r"more than 300 MB of memory"):
        read(tmp_path, "a.rdf", entities(11))


def test_a_parser_that_dies_takes_nothing_with_it(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(P + nested("<<( x:s x:p ", " )>>", 100_000), encoding="utf-8")
    assert trial.read(path, ox.RdfFormat.TURTLE).startswith("the parser dies of this file")


@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="possessive groups match too little before Python 3.11.5")
@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize("times", [1, 3])
def test_a_string_of_escapes_costs_no_memory_where_brackets_are_counted(mark, times):
    text = P + "x:s x:p [] .\n" * 1100 + f"x:s x:p {mark * times}{'n[' * 10}" + "\\n[" * 300_000 + mark * times + " ."
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bounds.check_text(text.encode(), ox.RdfFormat.TURTLE, "")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000


def chain(terms: int) -> str:
    """JSON-LD whose terms are each made of the next: its parser goes as deep as that, in an order of chance."""
    each = ",".join(f'"t{n}":"t{n + 1}:a"' for n in range(terms))
    return f'{{"@context":{{{each},"t{terms}":"http://x/"}},"@id":"http://x/a","t0":"x"}}'


def test_json_ld_that_kills_its_parser_now_and_then_does_not_kill_us(tmp_path):
    assert read(tmp_path, "short.jsonld", chain(50)) == 1
    told = set()
    for _ in range(4):
        try:
            told.add(str(read(tmp_path, "some.jsonld", chain(5000))))
        except BadInput as error:
            told.add(error.what)
    assert told <= {"1", f"the parser dies of this file (code -{signal.SIGSEGV.value})"}
    with pytest.raises(BadInput, match="the parser dies of this file"):
        read(tmp_path, "long.jsonld", chain(200_000))


def test_json_ld_that_is_read_in_a_process_of_its_own_says_the_same(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonld"
    path.write_bytes(
        b'\xef\xbb\xbf{"@graph": [{"@id": "a", "http://x/p": ["\\u00e9\\n\\"", {"@id": "_:b"}, {"@value": "x", "@language": "nl"}]}]}'
    )
    found = {(quad.subject.value, quad.object.value) for quad in graph.parse(path, "n")}
    assert found == {
        (f"{tmp_path.as_uri()}/a", 'é\n"'),
        (f"{tmp_path.as_uri()}/a", "n0"),
        (f"{tmp_path.as_uri()}/a", "x"),
    }
    path.write_text('{\n"@id": "a",\n"http://x/p" 1}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"not well formed: .*") as caught:
        list(graph.parse(path))
    assert caught.value.where == f"{path}:3"
    monkeypatch.setattr(bounds, "EXPANDED", 1000)
    path.write_text(
        '{"@context": {"p": "http://x/' + "x" * 900 + '/"}, "@id": "p:a", "p:b": [' + "1," * 400 + "2]}",
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match="when it is written out"):
        list(graph.parse(path))


def test_the_reason_of_a_parser_is_no_longer_than_a_reader_reads(tmp_path):
    tag = "a-" * 100_000
    with pytest.raises(BadInput, match=r"not well formed: .*…") as caught:
        read(
            tmp_path,
            "a.rdf",
            rdf(f'<rdf:Description rdf:about="http://x/a" xml:lang="{tag}b"><x:p>1</x:p></rdf:Description>'),
        )
    assert len(caught.value.what) < 400


def test_a_parser_that_takes_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 1)
    elements = "<rdf:Description><x0:p>a</x0:p></rdf:Description>" * 3000  # 3 s of work
    spaces = " ".join(f'xmlns:x{n}="http://x/{n}"' for n in range(29_000))
    path = tmp_path / "a.rdf"
    path.write_text(rdf(elements).replace(RDF, f"{RDF} {spaces}"), encoding="utf-8")
    monkeypatch.setattr(trial, "MEMORY", 1 << 30)
    with pytest.raises(BadInput, match="more than 1 seconds of work"):
        sum(1 for _ in graph.parse(path))


@pytest.mark.parametrize("item", ['"' + "a" * 17_000_000 + '"', "<http://x/" + "a" * 17_000_000 + ">"])
def test_an_item_without_end_is_named(tmp_path, item):
    with pytest.raises(BadInput, match="longer than is read"):
        read(tmp_path, "a.ttl", f"{P}x:s x:p {item} .")


def test_a_file_in_the_rooms_that_come_along_starts_no_process(monkeypatch):
    monkeypatch.setattr(bounds, "check", lambda *_: pytest.fail("looked at"))
    assert sum(1 for _ in graph.quads([graph.files()[0]]))


@pytest.mark.parametrize("form", [ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML])
@pytest.mark.parametrize("piece", ['"', '"""', "'", "\\", "<", '"\\"', "<!--", "<a b=", "[", "<<", "((>>"])
def test_a_text_of_what_is_never_closed_is_looked_at_once(form, piece):
    """A pattern that goes back would take hours here."""
    with contextlib.suppress(BadInput):
        bounds.check_text((piece * 300_000 + "[" * 1001).encode(), form, "text")


BLANK = {
    "label.ttl": "<e:a> <e:p> _:b .",
    "brackets.ttl": "<e:a> <e:p> [ <e:q> 1 ] .",
    "list.ttl": "<e:a> <e:p> ( 1 2 ) .",
    "of-a-triple.ttl": "<< <e:a> <e:p> 1 >> <e:q> 2 .",
    "annotation.ttl": "<e:a> <e:p> 1 {| <e:q> 2 |} .",
    "reifier.ttl": "<e:a> <e:p> 1 ~ .",
    "graph.trig": "_:g { <e:a> <e:p> 1 }",
    "graph-in-brackets.trig": "GRAPH [] { <e:a> <e:p> 1 }",
    "subject.nt": "_:b <e:p> <e:a> .",
    "inside.nt": "<e:a> <e:p> <<( _:b <e:p> <e:a> )>> .",
    "graph.nq": "<e:a> <e:p> <e:b> _:g .",
    "formula.n3": "{ <e:a> <e:p> <e:b> } <e:q> 1 .",
    "node.rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Bag/></r:RDF>',
    "node.jsonld": '{"http://example.org/p": 1}',
}


@pytest.mark.parametrize("name", BLANK)
def test_each_way_to_write_a_blank_node_gets_a_name_of_its_file(tmp_path, name):
    path = tmp_path / name
    path.write_text(BLANK[name], encoding="utf-8")

    def nodes(term: object) -> list[str]:
        if isinstance(term, ox.Triple):
            return [*nodes(term.subject), *nodes(term.object)]
        return [term.value] if isinstance(term, ox.BlankNode) else []

    quads = list(graph.parse(path, "mine"))
    found = [node for quad in quads for term in (quad.triple, quad.graph_name) for node in nodes(term)]
    assert found
    assert all(node.startswith("mine") for node in found)


def test_a_file_without_a_mark_of_a_blank_node_is_read_as_it_comes(tmp_path):
    plain, marked = tmp_path / "plain.ttl", tmp_path / "marked.ttl"
    plain.write_text('<e:a> <e:p> "b", <e:c> .', encoding="utf-8")
    marked.write_text('<e:a> <e:p> "[b]", <e:c> .', encoding="utf-8")
    empty = tmp_path / "empty.ttl"
    empty.touch()
    assert [bounds.may_hold_blank(path) for path in (plain, marked, empty)] == [False, True, False]
    assert [len(list(graph.parse(path))) for path in (plain, marked, empty)] == [2, 2, 0]


LONG = "x" * 100_000
MULTIPLIED = {
    "prefix.ttl": f"@prefix p: <http://x/{LONG}> .\n" + "".join(f"p:{n} p:p {n} .\n" for n in range(300)),
    "base.ttl": f"BASE <http://x/{LONG}/>\n" + "".join(f"<{n}> <p> {n} .\n" for n in range(300)),
    "subject.ttl": f"{P}<http://x/{LONG}> x:p {','.join(map(str, range(300)))} .",
    "graph.trig": f"{P}<http://x/{LONG}> {{ x:s x:p {','.join(map(str, range(300)))} }}",
    "datatype.ttl": f"@prefix p: <http://x/{LONG}> .\n"
    + "".join(f"<http://x/{n}> <http://x/p> ''^^p:p .\n" for n in range(300)),
    "names.rdf": rdf("<rdf:Description>" + "<q:p>1</q:p>" * 300 + "</rdf:Description>").replace(
        RDF, f'{RDF} xmlns:q="http://x/{LONG}"'
    ),
    "context.jsonld": f'{{"@context": {{"p": "http://x/{LONG}/"}}, '
    + ", ".join(f'"p:{n}": 1' for n in range(300))
    + "}",
}


@pytest.mark.parametrize("name", MULTIPLIED)
def test_a_name_that_is_written_once_and_used_often_is_counted_as_often(tmp_path, name):
    with pytest.raises(BadInput, match="when it is written out"):
        read(tmp_path, name, MULTIPLIED[name])


def test_a_long_name_that_is_used_seldom_is_read(tmp_path):
    assert (
        read(tmp_path, "a.ttl", f"@prefix p: <http://x/{LONG}> .\n" + "".join(f"p:{n} p:p {n} .\n" for n in range(40)))
        == 40
    )


def test_a_chain_of_bases_is_read_under_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 1)
    with pytest.raises(BadInput, match="more than 1 seconds of work"):
        read(tmp_path, "a.ttl", "@base <http://x/> .\n" + "@base <xxxxxxxxxxxxxxxx/> .\n" * 30_000)
    fine = "@base <http://x/> .\n" * 2000 + "<a> <b> <c> ."
    assert read(tmp_path, "b.ttl", fine) == 1


def test_what_is_passed_over_is_not_held(tmp_path):
    text = b"<a> <b> 'c' . # [\n" * 100_000
    tracemalloc.start()
    bounds.check_text(text, ox.RdfFormat.TURTLE, "")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000
