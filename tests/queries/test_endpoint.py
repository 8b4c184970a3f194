"""An endpoint: the rows it gives, and each way in which it can fail, as two lines and exit code 3."""

import contextlib
import gzip
import json
import os
import subprocess
import sys
import threading
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

import foederis
from foederis import queries
from foederis.answers import page, rendering, xlsx
from foederis.errors import BadUse, EngineFailed
from foederis.namespaces import XSD
from foederis.queries import Answer, endpoint

COLUMNS = ("quantity", "comparator", "value", "unit", "base", "nature", "things", "period", "partOf", "passage")
ROW = {"quantity": {"type": "uri", "value": "https://w3id.org/foederis/id/quantity/x"}}
GOOD = json.dumps({"head": {"vars": COLUMNS}, "results": {"bindings": [ROW]}}).encode()
JSON = "application/sparql-results+json"


class Server(ThreadingHTTPServer):
    """A loopback endpoint that answers as a test says; `asked` holds the queries it was sent."""

    daemon_threads = True

    def __init__(self, answer: Callable[["Handler"], None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked: list[str] = []
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self.server.asked.append(urllib.parse.parse_qs(body).get("query", [""])[0])
        with contextlib.suppress(OSError):  # the other end may have gone
            self.server.answer(self)

    do_GET = do_POST  # noqa: N815 (the name is the standard library's)

    def log_message(self, *arguments) -> None:
        pass

    def send(self, body: bytes = b"", code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content_Type": JSON, **headers}.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Send a byte now and then, for as long as the test runs."""
        while not self.server.over.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Handler], None]], Server]]:
    servers = []

    def make(answer: Callable[[Handler], None]) -> Server:
        servers.append(Server(answer))
        threading.Thread(target=servers[-1].serve_forever, args=(0.05,), daemon=True).start()
        return servers[-1]

    yield make
    for server in servers:
        server.over.set()
        server.shutdown()
        server.server_close()


def from_store(store: ox.Store) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        try:
            result = store.query(handler.server.asked[-1])
        except SyntaxError as error:
            handler.send(str(error).encode(), 400, Content_Type="text/plain")
            return
        if isinstance(result, ox.QueryTriples):
            handler.send(ox.serialize(result, format=ox.RdfFormat.TURTLE), Content_Type="text/turtle")
        else:
            handler.send(result.serialize(format=ox.QueryResultsFormat.JSON))

    return answer


def test_an_endpoint_gives_the_same_rows_as_the_store(serve, store):
    server = serve(from_store(store))
    for name in ("amounts", "scoreboard"):
        question = queries.questions()[name]
        assert queries.ask(question, {}, server.address, store) == queries.ask(question, {}, data=store)
    assert queries.select("ASK { instrument:pesco ?p ?o }", server.address).rows == ((ox.Literal(True),),)


def program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foederis", *words], capture_output=True, text=True, env=os.environ.copy(), check=False
    )


@pytest.mark.parametrize("text", ["CONSTRUCT WHERE { instrument:pesco ?p ?o }", "DESCRIBE instrument:pesco"])
def test_triples_come_from_an_endpoint_as_they_do_from_the_store(serve, store, text):
    asked = program("sparql", text, "--endpoint", serve(from_store(store)).address)
    assert asked.returncode == 0, asked.stderr
    assert set(asked.stdout.splitlines()) == set(program("sparql", text).stdout.splitlines())
    assert "foed:CooperationFramework" in asked.stdout


def closed(handler: Handler) -> None:
    handler.close_connection = True


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-none\r\n\x1b[2J\r\n")


def cut_chunks(handler: Handler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send(b"fff\r\n" + GOOD, Transfer_Encoding="chunked")


def drip_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    handler.drip()


def drip_body(handler: Handler) -> None:
    handler.send(GOOD[:20])
    handler.drip()


def silent(handler: Handler) -> None:
    handler.server.over.wait()


def with_columns(*names: str) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": []}}).encode()


AFTER = b"""\n!!!!>># An error has occurred while exporting the query result. HTTP 1.1 knows no better way to say so.
The error message was:\nTried to allocate 3 GB, but only 2 GB were available.\n"""
FAILURES: dict[str, tuple[Callable[[Handler], None], str]] = {
    "never answers": (silent, "no whole answer in 0.5 seconds"),
    "sends its head a byte at a time": (drip_head, "no whole answer in 0.5 seconds"),
    "sends its body a byte at a time": (drip_body, "no whole answer in 0.5 seconds"),
    "hangs up": (closed, "gave no answer: Remote end closed connection"),
    "speaks another protocol": (garbage, "gave no answer: SSH-2.0-none"),
    "sends a page": (lambda h: h.send(b"<html>", Content_Type="text/html; charset=utf-8"), "sent text/html, not SPARQL"),
    "sends no type": (lambda h: h.send(GOOD, Content_Type=""), "sent something without a type, not SPARQL"),
    "sends XML results": (lambda h: h.send(b"<x/>", Content_Type="application/sparql-results+xml"), "not SPARQL results in"),
    "sends less than it announced": (lambda h: h.send(GOOD[:50], Content_Length="400"), "breaks off within 50 bytes"),
    "breaks off in JSON": (lambda h: h.send(GOOD[:-4]), f"no whole JSON: it breaks off within {len(GOOD) - 4} bytes"),
    "breaks off in a chunk": (cut_chunks, "breaks off within"),
    "sends nothing": (lambda h: h.send(b""), "no whole JSON: it breaks off within 0 bytes"),
    "sends other JSON": (lambda h: h.send(b'{"ok": true}'), "sent JSON, but no SPARQL results"),
    "sends a list": (lambda h: h.send(b"[1, 2]"), "sent JSON, but no SPARQL results"),
    "says in JSON what is wrong": (lambda h: h.send(b'{"exception": "no such thing", "status": "ERROR"}'), "says: no such thing"),
    "says in JSON why it refuses": (lambda h: h.send(b'{"exception": "not allowed to"}', 500), "500 Internal Server Error: not allowed to"),
    "gives up in the midst": (lambda h: h.send(GOOD[:-9] + b"\njava.util.concurrent.TimeoutException\n"), "off its JSON: java.util.concurrent.TimeoutE"),
    "packs it, and breaks off": (lambda h: h.send(gzip.compress(GOOD)[:-9], Content_Encoding="gzip"), "no whole answer in gzip"),
    "packs a part of two": (lambda h: h.send((gzip.compress(GOOD[:9]) + gzip.compress(GOOD[9:]))[:-9], Content_Encoding="gzip"), "no whole answer in gzip"),
    "says JSON of a page": (lambda h: h.send(b"<!DOCTYPE html><html><body>timeout"), "it is a page of HTML"),
    "says that it failed after the answer": (lambda h: h.send(GOOD + AFTER), "broke off its JSON: Tried to allocate 3 GB"),
    "says that it failed in the answer": (lambda h: h.send(GOOD[:-4] + AFTER), "broke off its JSON: Tried to allocate 3 GB"),
    "says more after the answer": (lambda h: h.send(GOOD + b'{"exception": "out of memory"}'), "says more after its answer"),
    "packs it otherwise": (lambda h: h.send(b"x", Content_Encoding="br"), "packs its answer as br"),
    "packs too much": (lambda h: h.send(gzip.compress(b" " * 9000), Content_Encoding="gzip"), "sends more than 0.00195312 MB"),
    "is too busy": (lambda h: h.send(b"", 429, Retry_After="30"), "answered 429 Too Many Requests"),
    "knows us not": (lambda h: h.send(b"", 401), "answered 401 Unauthorized"),
    "refuses the query": (lambda h: h.send(b"MALFORMED QUERY: at 1", 400, Content_Type="text/plain"), "400 Bad Request: MALFORMED"),
    "repeats the query first": (lambda h: h.send(b"SPARQL-QUERY: queryStr=X\njava.lang.Exception: why", 500, Content_Type="text/plain"), "Error: java.lang.Exception: why"),
    "answers another question": (lambda h: h.send(with_columns("a", "b")), "its columns are not quantity, comparator"),
    "answers yes": (lambda h: h.send(b'{"head": {}, "boolean": true}'), "its columns are not quantity, comparator"),
    "announces too much": (lambda h: h.send(GOOD, Content_Length="5000000000"), "sends more than 0.00195312 MB"),
    "sends too much": (lambda h: h.send(GOOD + b" " * 9000), "sends more than 0.00195312 MB"),
    "fails, and says why": (lambda h: h.send(b"out of\nmemory", 500, Content_Type="text/plain"), "500 Internal Server Error: out of"),
    "fails with a page": (lambda h: h.send(b"<h1>no</h1>", 503, Content_Type="text/html"), "answered 503 Service Unavailable ("),
    "sends nothing at all": (lambda h: h.send(b"", 204, Content_Type=""), "sent something without a type"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_an_endpoint_that_fails_is_told_in_two_lines_with_exit_code_3(serve, run, tmp_path, monkeypatch, name):
    if "0.5 seconds" in FAILURES[name][1]:
        monkeypatch.setattr(endpoint, "SECONDS", 0.5)
    monkeypatch.setattr(endpoint, "LARGEST", 2048)
    answer, words = FAILURES[name]
    server = serve(answer)
    target = tmp_path / "out.csv"
    code, out, errors = run("ask", "amounts", "--endpoint", server.address, "-o", str(target))
    assert (code, out) == (3, "")
    first, second = errors.splitlines()
    assert first.startswith("foederis: the endpoint ")
    assert first.endswith(f"({server.address})")
    assert words in first
    assert len(second) > 20
    assert errors.replace("\n", "").isprintable()
    assert not list(tmp_path.iterdir())
    assert len(server.asked) == 1


def test_an_endpoint_that_is_not_there_is_told_in_two_lines_with_exit_code_3(serve, run):
    server = serve(closed)
    server.shutdown()  # else the thread that waits on the socket keeps it open for a moment, and a call is reset
    server.server_close()
    code, out, errors = run("ask", "amounts", "--endpoint", server.address)
    assert (code, out, len(errors.splitlines())) == (3, "", 2)
    assert "gave no answer: [Errno 111] Connection refused" in errors
    assert "gave no answer" in run("ask", "amounts", "--endpoint", "http://no-such-host.invalid/sparql")[2]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["another host", "another port", "the same host"])
def test_a_redirect_is_told_and_never_followed(serve, run, code, where):
    other = serve(lambda handler: handler.send(GOOD))
    hosts = {"another host": f"http://localhost:{other.server_port}/sparql", "another port": other.address}
    server = serve(lambda handler: handler.send(b"", code, Location=hosts.get(where, "/elsewhere")))
    got, out, errors = run("ask", "amounts", "--endpoint", server.address)
    assert (got, out, len(errors.splitlines())) == (3, "", 2)
    assert f"sends us on to {hosts.get(where, '/elsewhere')} " in errors
    assert "Nothing was sent there" in errors
    assert (len(server.asked), len(other.asked)) == (1, 0)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[", "", "http://\x1b[2J/"])
def test_a_redirect_to_anything_odd_is_only_told(serve, run, target):
    server = serve(lambda handler: handler.send(b"", 302, Location=target))
    code, _, errors = run("ask", "amounts", "--endpoint", server.address)
    assert (code, len(errors.splitlines())) == (3, 2)
    assert "\x1b" not in errors


@pytest.mark.parametrize(
    "address",
    ["ftp://x", "file:///etc/passwd", "http://", "http:///sparql", "http://[::1", "http://x y/", "http://x:port/", "x",
     "http://x:99999/", "http://x:0/", "http://user:word@x/", "http://x/\n", "http://exämple.org/", "//x/sparql"],
)  # fmt: skip
def test_an_address_that_is_none_is_bad_use(run, address):
    with pytest.raises(BadUse, match="is no endpoint"):
        endpoint.select("ASK {}", address)
    assert run("ask", "amounts", "--endpoint", address)[0] == 2


def test_an_answer_cut_at_any_byte_is_refused(monkeypatch):
    for size in range(len(GOOD)):
        monkeypatch.setattr(endpoint, "_ask", lambda *_, size=size: endpoint.Sent(GOOD[:size], JSON))
        with pytest.raises(EngineFailed, match="no whole JSON"):
            endpoint.select("", "")
    monkeypatch.setattr(endpoint, "_ask", lambda *_: endpoint.Sent(GOOD, JSON))
    assert endpoint.select("", "")[0] == COLUMNS


def test_brackets_a_million_deep_are_refused(monkeypatch):
    monkeypatch.setattr(endpoint, "_ask", lambda *_: endpoint.Sent(GOOD[:-1] + b', "x": ' + b"[" * 1_000_000, JSON))
    with pytest.raises(EngineFailed, match="nested without end"):
        endpoint.select("", "")


def test_turtle_that_breaks_off_is_refused(serve):
    server = serve(lambda handler: handler.send(b"<x:s> <x:p> ", Content_Type="text/turtle"))
    with pytest.raises(EngineFailed, match="no whole Turtle"):
        endpoint.construct("DESCRIBE <x:s>", server.address)
    with pytest.raises(EngineFailed, match="not Turtle"):
        endpoint.construct("DESCRIBE <x:s>", serve(lambda handler: handler.send(GOOD)).address)


CASES = Path(__file__).parents[1] / "cases" / "faults" / "real-endpoints"
X = "http://example.org/"
KEPT: dict[str, tuple[str, list[list[ox.NamedNode | ox.BlankNode | ox.Literal | None]], str]] = {
    "more-keys.json": (JSON, [[ox.NamedNode(X + "harbour")]], ""),
    "blank-nodes.json": (JSON, [[ox.BlankNode("b_nodeID_b77")], [ox.BlankNode("b_nodeID_b77_1")], [ox.BlankNode("ok")]], ""),
    "typed-literal.json": (JSON, [[ox.Literal("7", datatype=ox.NamedNode(XSD + "integer"))]], ""),
    "languages.json": (JSON, [[ox.Literal("haven")], [ox.Literal("port", language="en-GB")]], "'nl_NL'"),
    "odd-terms.json": (
        JSON,
        [[ox.Literal("harbour/7"), ox.NamedNode(X + "a")], [ox.Literal("two words"), None], [None, ox.Literal("4")],
         [ox.Literal("x"), ox.Literal("y")]],
        "'harbour/7'",
    ),
    "no-head.json": ("application/json", [[ox.NamedNode(X + "harbour")]], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_an_odd_term_costs_that_term_at_most_and_is_told(serve, name):
    kind, rows, noted = KEPT[name]
    body = (CASES / name).read_bytes()
    got = endpoint.select("SELECT * {}", serve(lambda handler: handler.send(body, Content_Type=kind)).address)
    assert sorted(map(str, got.rows)) == sorted(str(tuple(row)) for row in rows)
    assert bool(got.notes) == bool(noted)
    assert noted in "\n".join(got.notes)


def test_the_note_of_an_odd_term_stands_on_the_standard_error(serve):
    body = (CASES / "odd-terms.json").read_bytes()
    asked = program("sparql", "SELECT * {}", "--format", "csv", "--endpoint", serve(lambda h: h.send(body)).address)
    assert asked.returncode == 0
    assert len(asked.stdout.splitlines()) == 5
    assert all(line.startswith("note: ") for line in asked.stderr.splitlines())
    assert "'harbour/7'" in asked.stderr
    term = body.replace(b'"harbour/7"', b'"\\u001b[2J"')
    assert "\x1b" not in program("sparql", "SELECT * {}", "--endpoint", serve(lambda h: h.send(term)).address).stderr
    assert "'harbour/7'" in run_in_python(serve(lambda h: h.send(body)).address)


def run_in_python(address: str) -> str:
    with pytest.warns(UserWarning, match="from http://127") as told:
        foederis.sparql("SELECT * {}", engine=address)
    return "\n".join(str(one.message) for one in told)


@pytest.mark.parametrize("kind", ["application/sparql-results+json", "application/json; charset=utf-8", "text/json"])
@pytest.mark.parametrize("packed", ["", "gzip", "x-gzip", "deflate"])
def test_an_answer_is_read_however_it_is_packed_and_called(serve, kind, packed):
    body = {"": GOOD, "deflate": zlib.compress(GOOD)}.get(packed) or gzip.compress(GOOD)
    server = serve(lambda handler: handler.send(body, Content_Type=kind, Content_Encoding=packed))
    assert len(endpoint.select("SELECT * {}", server.address).rows) == 1


def test_gzip_in_several_members_is_read_whole(serve):
    packed = b"".join(gzip.compress(part) for part in (GOOD[:20], GOOD[20:30], GOOD[30:]))
    server = serve(lambda handler: handler.send(packed, Content_Encoding="gzip"))
    assert len(endpoint.select("SELECT * {}", server.address).rows) == 1


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("ISO-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("UTF-8", "utf-8-sig"), ("ISO-8859-1", "utf-8"), ("", "utf-16"),
     ("utf-16", "utf-16-le")],
)  # fmt: skip
def test_an_answer_is_read_in_the_charset_that_it_is_in(serve, charset, codec):
    said = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "caf\u00e9"}}]}}
    body = json.dumps(said, ensure_ascii=False).encode(codec)
    kind = f"{JSON}; charset={charset}" if charset else JSON
    server = serve(lambda handler: handler.send(body, Content_Type=kind))
    assert endpoint.select("SELECT * {}", server.address).rows == [(ox.Literal("caf\u00e9"),)]
    text = f'<{X}a> <{X}b> "caf\u00e9" .\n'.encode(codec)
    kind = f"text/turtle; charset={charset}" if charset else "text/turtle"
    found, _ = endpoint.construct("DESCRIBE <x:s>", serve(lambda h: h.send(text, Content_Type=kind)).address)
    assert [triple.object for triple in found] == [ox.Literal("caf\u00e9")]


def test_a_direction_that_is_not_kept_is_told(serve):
    term = {"type": "literal", "value": "shalom", "xml:lang": "he", "its:dir": "rtl"}
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": term}]}}).encode()
    got = endpoint.select("SELECT * {}", serve(lambda handler: handler.send(body)).address)
    assert got.rows == [(ox.Literal("shalom", language="he"),)]
    assert "direction (its:dir)" in got.notes[0]


@pytest.mark.parametrize(
    ("kind", "body", "named"),
    [
        ("text/turtle", b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>", "it is a page of HTML"),
        ("application/rdf+xml", b"<html><body>no</body></html>", "it is a page of HTML"),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:9/c", "@id": "x:a"}', "context on the web"),
        ("text/turtle", b"<x:a> <x:b> <x:c> .\n<x:a> <x:b" + AFTER, "broke off its Turtle: Tried to allocate 3 GB"),
    ],
)
def test_why_triples_cannot_be_read_is_named(serve, kind, body, named):
    with pytest.raises(EngineFailed, match=named.replace("(", r"\(")):
        endpoint.construct("DESCRIBE <x:s>", serve(lambda h: h.send(body, Content_Type=kind)).address)


@pytest.mark.parametrize(
    "kind",
    ["text/turtle", "application/x-turtle", "application/n-triples", "text/plain", "text/n3", "application/turtle"],
)
def test_triples_are_read_by_the_types_that_servers_give_them(serve, kind):
    body = f"<{X}a> <{X}b> <{X}c> .\n".encode()
    found, notes = endpoint.construct("DESCRIBE <x:s>", serve(lambda h: h.send(body, Content_Type=kind)).address)
    assert (len(found), notes) == (1, ())


def test_what_turtle_forbids_costs_a_term_at_most(serve):
    body = (CASES / "odd.ttl").read_bytes()
    server = serve(lambda handler: handler.send(body, Content_Type="text/turtle"))
    found, notes = endpoint.construct("DESCRIBE <x:s>", server.address)
    assert len(found) == 5
    assert found[0].subject == found[1].subject == ox.BlankNode("b_nodeID_b77")
    assert {str(triple.object) for triple in found} == {
        f"<{X}a>", '"haven"', '"_:nodeID://b9 <no iri> @x_y"', f"<{X}two%20words>", f"<{server.address[:-6]}relative>"
    }  # fmt: skip
    assert len(notes) == 2
    asked = program("sparql", "DESCRIBE <x:s>", "--endpoint", server.address)
    assert (asked.returncode, len(asked.stderr.splitlines())) == (0, 2)


def knowing(**prefixes: str) -> Callable[[Handler], None]:
    """Return an endpoint that knows these prefixes, and holds one triple with each."""
    store = ox.Store()
    for value in prefixes.values():
        store.add(ox.Quad(ox.NamedNode(X + "s"), ox.NamedNode(value + "about"), ox.Literal("yes")))

    def answer(handler: Handler) -> None:
        try:
            result = store.query(handler.server.asked[-1], prefixes=prefixes)
        except SyntaxError:
            handler.send(b"MALFORMED QUERY: prefix is not defined", 400, Content_Type="text/plain")
        else:
            handler.send(result.serialize(format=ox.QueryResultsFormat.JSON))

    return answer


def test_our_prefixes_are_added_only_where_the_endpoint_lacks_them(serve):
    theirs = serve(knowing(schema="http://schema.org/"))
    assert len(endpoint.select("SELECT ?s { ?s schema:about ?o }", theirs.address).rows) == 1
    assert theirs.asked == ["SELECT ?s { ?s schema:about ?o }"]
    both = "SELECT ?s { ?s schema:about ?o OPTIONAL { ?s foed:holder ?h } }"
    assert len(endpoint.select(both, theirs.address).rows) == 1
    assert theirs.asked[1:] == [both, f"PREFIX foed: <https://w3id.org/foederis/def/>\n{both}"]
    nobody = serve(knowing())
    assert endpoint.select("SELECT ?s { ?s schema:about ?o }", nobody.address).rows == []
    assert nobody.asked[1] == "PREFIX schema: <https://schema.org/>\nSELECT ?s { ?s schema:about ?o }"
    with pytest.raises(EngineFailed, match="MALFORMED QUERY: prefix"):
        endpoint.select("SELECT ?s { ?s nobody:knows ?o }", nobody.address)
    assert len(nobody.asked) == 3


def test_the_time_limit_of_a_query_is_that_of_the_command_line(serve):
    done = program("sparql", "ASK {}", "--endpoint", serve(silent).address, "--timeout", "0.5")
    assert done.returncode == 3
    assert "0.5 seconds" in done.stderr
    assert len(done.stderr.splitlines()) == 2


CELLS = [
    *(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) for kind in ("integer", "decimal", "boolean", "date")
      for text in ("", "abc", "1", "-0.5", "1e999999999", "9" * 5000, "2020-99-99", "0001-01-01", "\x1b[2J")),
    *map(ox.Literal, ('http://x"y', "https://[", "http://x y", "a\x00b", "\x1b[2J", "=1+1", "<script>", "x" * 40_000)),
    *map(ox.NamedNode, ("javascript:alert(1)", "http://x/" + "a" * 5000)),
    ox.BlankNode("b"),
    None,
]  # fmt: skip


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: ascii(str(cell))[:30])
def test_whatever_a_cell_holds_it_is_shown_in_every_format(cell, store, monkeypatch):
    answer = Answer(("x", "y"), ((cell, cell), (cell, None)))
    for form in ("table", "md", "csv", "tsv", "json"):
        shown = rendering.render(answer, form, "nl", store, ("y",))
        assert shown
        assert form not in ("table", "md") or "\x1b" not in shown
    shown = page.page(answer, [("a", "b")], "en", store)
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert xlsx.workbook(answer, [("a", "b")], "en", store)
    monkeypatch.setattr(queries, "select", lambda *_, **__: answer)
    result = foederis.sparql("ASK {}", engine="http://x/")
    assert len(result.labels("x")) == 2
    assert len(result.to_graph()) == 0


DEEP = {
    "text/turtle": "<http://x/s> <http://x/p> " + "[ <http://x/p> " * 2000 + "1" + " ]" * 2000 + " .",
    "application/n-triples": "<http://x/s> <http://x/p> " + "<<( <http://x/s> <http://x/p> " * 60 + "1" + " )>>" * 60,
}


def test_an_answer_whose_names_multiply_is_refused(serve):
    text = f"@prefix p: <http://x/{'x' * 100_000}> .\n" + "".join(f"p:{n} p:p {n} .\n" for n in range(300))
    server = serve(lambda h: h.send(text.encode(), Content_Type="text/turtle"))
    with pytest.raises(EngineFailed, match="no parser bears: the answer comes to more than"):
        endpoint.construct("DESCRIBE <x:s>", server.address)


@pytest.mark.parametrize("kind", DEEP)
def test_triples_that_go_too_deep_for_a_parser_are_refused(serve, kind):
    server = serve(lambda handler: handler.send(DEEP[kind].encode(), Content_Type=kind))
    with pytest.raises(EngineFailed, match="the answer is nested more than"):
        endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }", server.address, 20)


def test_an_item_of_an_answer_that_has_no_end_is_named(serve):
    long = f'<http://x/s> <http://x/p> "{"a" * 17_000_000}" .'.encode()
    server = serve(lambda handler: handler.send(long, Content_Type="text/turtle"))
    with pytest.raises(EngineFailed, match="longer than is read"):
        endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }", server.address, 20)


PART = {"X_SQL_State": "S1TAT", "X_SQL_Message": "RC: Returning incomplete results"}


@pytest.mark.parametrize(
    ("headers", "noted"),
    [
        (PART, "this is a part of the answer only"),
        ({"X_SQL_State": "S1TAT"}, "this is a part of the answer only"),
        ({"X_SPARQL_MaxRows": "1"}, "gives 1 rows at most: there may be more"),
        ({"X_SPARQL_MaxRows": "2"}, ""),
        ({"X_SPARQL_MaxRows": "²"}, ""),
        ({}, ""),
    ],
)
def test_a_part_of_an_answer_is_told_as_a_part(serve, headers, noted):
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    got = endpoint.select("SELECT * {}", serve(lambda handler: handler.send(GOOD, **headers)).address)
    assert len(got.rows) == 1
    assert bool(got.notes) == bool(noted)
    assert noted in "\n".join(got.notes)
    body = b"<http://example.org/a> <http://example.org/b> 1 ."
    address = serve(lambda handler: handler.send(body, Content_Type="text/turtle", **headers)).address
    assert bool(endpoint.construct("DESCRIBE <x:s>", address)[1]) == bool(noted)


def test_an_answer_beside_an_error_is_none(serve):
    body = json.dumps({"exception": "timed out; incomplete", **json.loads(GOOD)}).encode()
    with pytest.raises(EngineFailed, match="the endpoint says: timed out; incomplete"):
        endpoint.select("SELECT * {}", serve(lambda handler: handler.send(body)).address)


@pytest.mark.parametrize("head", [["x"], []])
def test_a_column_that_the_head_forgets_is_kept_and_told(serve, head):
    row = {name: {"type": "literal", "value": name.upper()} for name in ("x", "y")}
    body = json.dumps({"head": {"vars": head}, "results": {"bindings": [row]}}).encode()
    got = endpoint.select("SELECT * {}", serve(lambda handler: handler.send(body)).address)
    assert got.columns == ("x", "y")
    assert [[cell.value for cell in row] for row in got.rows] == [["X", "Y"]]
    assert "columns that the head does not name" in got.notes[0]
