"""docs/servers.md: every block runs as it stands, on servers started as it says, and on two that keep other rules."""

import contextlib
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.namespaces import RDFS
from foederis.publish import metadata
from tests.queries.test_endpoint import Handler, Server
from tests.servers.conftest import free_port, post, served

pytestmark = pytest.mark.long

PAGE = (rooms.root() / "docs" / "servers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WIKIDATA = "https://query.wikidata.org/sparql"
NAMELESS = ox.NamedNode("http://localhost:8890/DAV/")


@contextlib.contextmanager
def answering(answer: Callable[[Handler], None]) -> Iterator[str]:
    """Serve on loopback until the block ends."""
    server = Server(answer)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.address
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def results(result: ox.QuerySolutions | ox.QueryBoolean) -> dict:
    return json.loads(result.serialize(format=ox.QueryResultsFormat.JSON))


@pytest.fixture(scope="module")
def wikidata(program, tmp_path_factory) -> Iterator[str]:
    """Serve a name in two languages for each number that we have: the number itself, so that a join gone wrong shows."""
    names = set()
    for quad in graph.quads():
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith("http://www.wikidata.org/entity/"):
            told = f"Name {quad.object.value.rpartition('/')[2]}"
            for name in (ox.Literal(told, language="de"), ox.Literal("nom", language="fr")):
                names.add(ox.Quad(quad.object, ox.NamedNode(f"{RDFS}label"), name))
    base = f"127.0.0.1:{free_port()}"
    with served([program, "serve", "--bind", base], f"http://{base}/query", tmp_path_factory.mktemp("wikidata")):
        post(f"http://{base}/store", ox.serialize(names, format=ox.RdfFormat.N_QUADS))
        yield f"http://{base}/query"


class Desk:
    """A folder in which the blocks are typed; addresses of the page are those of servers here."""

    def __init__(self, folder: Path, known: dict[str, str]) -> None:
        self.folder = folder
        self.known = known
        self.environment = {**os.environ, "PYTHONPATH": str(rooms.root())}

    def told(self, text: str) -> str:
        for there, here in self.known.items():
            text = text.replace(there, here)
        return text

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, text=True, capture_output=True, check=False, timeout=600
        )
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    def type(self, line: str) -> str:
        program, *words = shlex.split(self.told(line))
        programs = {"foederis": [sys.executable, "-m", "foederis"], "python": [sys.executable]}
        return self.run(*programs.get(program, [program]), *words)


@pytest.fixture(scope="module")
def desk(_own_cache, program, wikidata, tmp_path_factory) -> Iterator[Desk]:
    """Return a desk with the file made and Oxigraph serving it, both as the page says."""
    folder = tmp_path_factory.mktemp("page")
    port = free_port()
    desk = Desk(folder, {"localhost:7878": f"127.0.0.1:{port}", WIKIDATA: wikidata})
    desk.environment["PATH"] = f"{Path(program).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    made, loaded = (lines("sh", number) for number in (0, 1))
    desk.type(made[0])
    desk.type(loaded[0])
    server, *words = shlex.split(desk.told(loaded[1]))
    assert server == "oxigraph"
    with served([program, *words], f"http://127.0.0.1:{port}/query", folder):
        yield desk


def lines(kind: str, number: int) -> list[str]:
    """Return the lines of one block of its kind."""
    return [text for one, text in BLOCKS if one == kind][number].splitlines()


def test_every_block_is_of_a_kind_that_is_run_here():
    assert [kind for kind, _ in BLOCKS].count("sh") == 7
    assert {kind for kind, _ in BLOCKS} == {"sh", "python", "sparql"}


def test_the_file_is_that_of_a_release(desk):
    assert (desk.folder / "foederis.nq").read_bytes() == metadata.nquads(metadata.quads())


def test_oxigraph_answers(desk):
    asked, query = lines("sh", 2)
    assert desk.type(asked) == desk.run(sys.executable, "-m", "foederis", "ask", "scoreboard")
    assert "instrument/pesco" in desk.type(query)


def test_fuseki_answers(desk, jena):
    (started,) = lines("sh", 3)
    (asked,) = lines("sh", 4)
    port = free_port()
    there = f"http://127.0.0.1:{port}/foederis"
    words = shlex.split(started.replace("3030", str(port)))
    assert Path(jena).name == words[2]
    with served([words[0], words[1], jena, *words[3:]], there, desk.folder):
        found = desk.type(asked.replace("http://localhost:3030/foederis", there))
    assert found == desk.run(sys.executable, "-m", "foederis", "ask", "scoreboard")


def test_python_reads_it_with_the_program_and_without(desk):
    for line in lines("sh", 5):
        desk.type(line)
    with_program, without = (text for kind, text in BLOCKS[:-1] if kind == "python")
    *_, triples = desk.run(sys.executable, "-c", with_program).splitlines()
    assert int(triples) == len({(q.subject, q.predicate, q.object) for q in metadata.quads()})
    first, *_ = desk.run(sys.executable, "-c", without).splitlines()
    assert all(int(number) > 20 for number in first.split())


def test_wikidata_is_joined_by_the_server_and_by_python(desk):
    (query,) = (text for kind, text in BLOCKS if kind == "sparql")
    (desk.folder / "query.rq").write_text(desk.told(query), encoding="utf-8")
    (asked,) = lines("sh", 6)
    by_server = desk.type(asked)
    assert "actor/bel" in by_server
    assert re.search(r"Q31\b.*Name Q31", by_server)
    *_, last = (text for kind, text in BLOCKS if kind == "python")
    by_python = desk.run(sys.executable, "-c", desk.told(last))
    assert re.search(r"Belgium\s+Name Q31\n", by_python)
    numbers = (sorted(set(re.findall(r"Name (Q\d+)", text))) for text in (by_server, by_python))
    assert len({tuple(one) for one in numbers}) == 1


def test_a_name_that_is_not_reached_is_an_error_and_no_join(desk):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        there = f"http://127.0.0.1:{nobody.getsockname()[1]}/sparql"
        *_, last = (text for kind, text in BLOCKS if kind == "python")
        done = subprocess.run(
            [sys.executable, "-c", last.replace(WIKIDATA, there)],
            cwd=desk.folder, env=desk.environment, text=True, capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "the endpoint gave no answer" in done.stderr


def repeating(store: ox.Store) -> Callable[[Handler], None]:
    """Answer as a store whose default graph is all graphs together, a triple once for each, with labels of its own."""

    def answer(handler: Handler) -> None:
        text = handler.server.asked[-1]
        told = results(store.query(text, use_default_graph_as_union=True))
        for row in told.get("results", {}).get("bindings", ()):
            for cell in row.values():
                if "datatype" in cell:
                    cell["type"] = "typed-literal"
        told["head"]["link"] = []
        told.get("results", {}).update({"distinct": False, "ordered": True})
        handler.send(json.dumps(told).encode())

    return answer


def together(store: ox.Store) -> Callable[[Handler], None]:
    """Answer as a store whose default graph is all graphs together, each triple once."""
    one = ox.Store()
    one.bulk_extend(store)
    one.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)

    def answer(handler: Handler) -> None:
        told = results(one.query(handler.server.asked[-1]))
        handler.send(json.dumps({**told, "meta": {"query-time-ms": 1}}).encode())

    return answer


@pytest.fixture(scope="module")
def trig() -> ox.Store:
    """Return what foederis.trig of a release holds."""
    found = ox.Store()
    found.bulk_extend(metadata.quads())
    return found


@pytest.mark.parametrize("rule", [repeating, together])
def test_every_question_has_its_rows_under_the_rules_of_other_servers(rule, trig, store):
    with answering(rule(trig)) as address:
        for name, question in queries.questions().items():
            assert queries.ask(question, {}, address, store) == queries.ask(question, {}, data=store), name


def test_a_store_that_names_what_belongs_to_no_graph_is_told_to_load_the_other_file(trig, run):
    wrong = ox.Store()
    wrong.bulk_extend(trig)
    wrong.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, NAMELESS) for quad in trig)
    with answering(repeating(wrong)) as address:
        code, out, err = run("ask", "where-linked", "--endpoint", address)
    assert (code, out) == (3, "")
    assert NAMELESS.value in err
    assert "foederis.trig" in err.splitlines()[1]
