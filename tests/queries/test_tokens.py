"""What a query may not do is found by its tokens, as the engines read them; every lawful name, tag and string runs."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foederis
from foederis import graph, queries
from foederis.errors import BadInput, BadUse, FoederisError
from foederis.namespaces import PREFIXES
from foederis.queries import tokens

CASES = Path(__file__).parents[1] / "cases" / "faults" / "words-sought-in-raw-text"
KEYWORDS = ("service", "from", "load", "insert", "delete", "clear", "drop", "create", "add", "move", "copy", "named")


def lines(name: str) -> list[str]:
    return [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line]


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """Serve on loopback; the list holds every request that came."""
    came: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *arguments) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", came
        server.shutdown()


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("line", lines("reaching-out.txt"))
def test_no_query_reaches_a_listener(line, engine, listener, monkeypatch, dataset):
    address, came = listener
    came.clear()
    monkeypatch.setattr(graph, "dataset", lambda: dataset)
    text = line.replace("@@", address).replace("\u21b5", "\n").replace("\u21a9", "\r")
    with pytest.raises((BadUse, BadInput)):
        foederis.sparql(text, engine=engine)
    assert came == []


def test_without_the_check_the_listener_is_reached(listener):
    address, came = listener
    came.clear()
    for line in lines("reaching-out.txt")[:1]:
        with pytest.raises((FoederisError, OSError)):
            queries.select(line.replace("@@", address), data=ox.Store())
    assert came


@pytest.mark.parametrize("line", lines("lawful.txt"))
def test_every_lawful_use_runs_on_both_engines(line, store):
    import rdflib

    queries.check(line)
    foederis.sparql(line)
    rdflib.Dataset().query(line, initNs=PREFIXES)


def escaped(word: str, how: list[int]) -> str:
    """Spell a word with escapes of code points, and in either case."""
    spelt = ""
    for letter, choice in zip(word, how * len(word), strict=False):
        either = letter.upper() if choice & 1 else letter
        spelt += (either, f"\\u{ord(either):04X}", f"\\U{ord(either):08x}")[choice % 3]
    return spelt


spellings = st.lists(st.integers(0, 5), min_size=7, max_size=7)
HIDDEN = (
    "SELECT * {{ ?s ?p ?o . {0} <http://x/> {{ ?a ?b ?c }} }}", "SELECT * {{ ?s ?p 1.{0} <http://x/> {{}} }}",
    "SELECT * {{ ?s ?p true.{0} ?x {{}} }}", 'SELECT * {{ ?s ?p "a"@en.{0} <http://x/> {{}} }}',
    "SELECT * {{ ?s ?p foed:x\\# . {0} <http://x/> {{}} }}", "SELECT * {{ ?s ?p foed:x. {0} <http://x/> {{}} }}",
    "SELECT * {{ ?s <http://x#> ?o. {0}<http://x/>{{}} }}", "SELECT * {{ ?s ?p '#', '''#'''. {0} silent <http://x/> {{}} }}",
    "SELECT * {{ ?s ?p 1e5 . # \n{0} <http://x/> {{}} }}", "SELECT * {{ FILTER(?a<?b) {0}#>\n<http://x/> {{}} }}",
)  # fmt: skip


@given(how=spellings, frame=st.sampled_from(HIDDEN))
def test_service_in_keyword_place_is_refused_however_it_is_spelt(how, frame):
    with pytest.raises(BadUse, match="SERVICE is not allowed"):
        queries.check(frame.format(escaped("service", how)))


@given(
    how=spellings,
    frame=st.sampled_from(("SELECT * {0} <http://x/> {{}}", "ASK {0} named <http://x/> {{}}", "SELECT ?x {0}<x>{{}}")),
)
def test_from_in_keyword_place_is_refused_however_it_is_spelt(how, frame):
    with pytest.raises(BadUse, match="FROM is not allowed"):
        queries.check(frame.format(escaped("from", how)))


LAWFUL = (
    "SELECT * {{ ?s :{0} ?o }}", "PREFIX {0}: <http://x/> SELECT * {{ ?s {0}:x ?o ; {0}:{0} ?b }}", "SELECT ?{0} {{ ?{0} ?p $o }}",
    'SELECT * {{ ?s ?p "{0}"@{0} , """a "{0}" b""" , \'{0}\' }}', "SELECT * {{ ?s ?p ?o }} # {0} <http://x/> {{}}",
    "SELECT * {{ ?s <http://x/{0}#{0}> ?o }}", "SELECT * {{ _:{0} ?p foed:{0}.{0}-{0}\\#{0} }}", "SELECT * {{ GRAPH {0}:x {{ ?s ?p ?o }} }}",
    "DESCRIBE {0}:x {{ ?s ?p ?o }}", "SELECT * {{ FILTER {0}:f(?x) }} GROUP BY {0}:f(?x)", "SELECT ({0}:f(?x) AS ?y) {{}}",
    "SELECT * {{ VALUES (?a ?b) {{ (<http://x/a> <http://x/{0}?x=1#y>) }} }}", 'SELECT * {{ ?s ?p "a"^^{0}:t . {0}:a a {0}:b }}',
    "SELECT * {{ ?s (:a|:{0})/^{0}:x ?o FILTER(?a<?b&&?c>?{0}) }}",
)  # fmt: skip


@given(
    word=st.sampled_from(KEYWORDS), how=st.lists(st.booleans(), min_size=8, max_size=8), frame=st.sampled_from(LAWFUL)
)
def test_a_keyword_in_a_lawful_place_is_not_refused(word, how, frame):
    queries.check(frame.format("".join(c.upper() if up else c for c, up in zip(word, how, strict=False))))


@pytest.mark.parametrize(
    "text", ["LOAD <http://x/>", "PREFIX x: <http://x/> load <http://x/>", "ADD x:a TO x:b", "\\u0044ROP ALL"]
)
def test_an_update_is_refused(text):
    with pytest.raises(BadUse, match="not allowed"):
        queries.check(text)


def test_what_is_no_token_is_told_with_its_place():
    with pytest.raises(BadInput, match="line 2, column 3"):
        queries.check("SELECT * {\n ?` SERVICE")


@pytest.mark.parametrize("piece", ["a.", "a:.", "<a", ".", "\\u0020", '\'"""\' ', "?a service:b ?c . ", "_:a.", "?"])
def test_the_time_to_read_a_query_grows_with_its_length_only(piece):
    def seconds(length: int) -> float:
        text = f"SELECT * {{ {piece * (length // len(piece))} service:x"
        begun = time.process_time()
        with contextlib.suppress(FoederisError):
            queries.check(text)
        return time.process_time() - begun

    assert seconds(200_000) < 5  # a second at most; read anew from each place it would take minutes


@pytest.mark.parametrize(
    ("text", "form"),
    [("# SELECT\nPREFIX ask: <http://x/> DESCRIBE ask:select", "DESCRIBE"), ("\\u0041SK {}", "ASK"), ("DROP ALL", "")],
)
def test_the_form_of_a_query_is_its_keyword(text, form):
    assert tokens.form(text) == form


def test_only_the_prefixes_that_a_query_uses_and_leaves_undeclared_are_added():
    text = 'PREFIX foed: <http://x/> SELECT * { foed:a skos:b "owl:c", <rdf:d> ; xsd:e nobody:f } # rdfs:g'
    assert tokens.undeclared(text) == ("skos", "xsd")
    assert queries.with_prefixes("SELECT * { ?s ?p ?o }") == "SELECT * { ?s ?p ?o }"
    assert len(tokens.prefixed("SELECT * { instrument:pesco schema:about ?o }")) == 3
    assert len(tokens.prefixed("SELECT * { ?s schema:about ?o }")) == 2


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_query_that_came_in_as_no_utf_8_is_told_so_before_an_engine_reads_it(engine):
    with pytest.raises(BadInput, match="no UTF-8: it holds") as caught:
        foederis.sparql("ASK {\n?\udcff ?p ?o }", engine=engine)
    assert caught.value.where == "line 2, column 2"
    assert list(foederis.sparql('ASK { ?s ?p "é😀" }', engine=engine).rows) == [(False,)]
