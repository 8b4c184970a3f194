"""An endpoint that was loaded otherwise than questions ask is told so by name, with what to load; none is judged wrongly."""

import pyoxigraph as ox
import pytest

import foederis
from foederis import queries
from foederis.errors import EngineFailed
from foederis.publish import metadata
from tests.queries.test_endpoint import JSON, Handler, Server, from_store, serve  # noqa: F401 (a fixture)

NAMED_ONLY = "the default graph of this endpoint is empty of foederis, which is in its named graphs only"
DEFAULT_ONLY = "the named graphs of this endpoint are empty of foederis, which is in its default graph only"
NOTHING = "this endpoint holds nothing of foederis"
OTHER = ox.Quad(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b"), ox.Literal("c"))


@pytest.fixture(scope="module")
def loaded() -> dict[str, ox.Store]:
    """Return stores by how they were loaded."""
    named = metadata.quads()
    default = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in named]
    found = {"trig": named, "turtle": default, "nothing": [], "other": [OTHER], "trig beside other": [*named, OTHER]}
    stores = {}
    for name, quads in found.items():
        stores[name] = ox.Store()
        stores[name].bulk_extend(quads)
    stores["nquads"] = ox.Store()
    stores["nquads"].load(metadata.nquads(named), format=ox.RdfFormat.N_QUADS)
    return stores


@pytest.mark.parametrize("question", ["scoreboard", "participation", "legal-bases", "positions"])
@pytest.mark.parametrize(
    ("how", "what"),
    [("trig", NAMED_ONLY), ("trig beside other", NAMED_ONLY), ("turtle", DEFAULT_ONLY), ("nothing", NOTHING), ("other", NOTHING)],
)  # fmt: skip
def test_a_store_that_was_loaded_otherwise_is_told_so_in_two_lines(serve, run, tmp_path, loaded, question, how, what):  # noqa: F811
    server = serve(from_store(loaded[how]))
    target = tmp_path / "answer.csv"
    code, out, err = run("ask", question, "--endpoint", server.address, "-o", str(target))
    assert (code, out) == (3, "")
    first, second = err.splitlines()
    assert first == f"foederis: {what} ({server.address})"
    assert "foederis.nq" in second
    assert "docs/servers.md" in second
    assert not target.exists()
    with pytest.raises(EngineFailed, match=what):
        foederis.ask(question, engine=server.address)


def test_a_question_has_rows_there_and_they_are_wrong(loaded, store):
    """Why an answer with rows is not enough to go by."""
    question = queries.questions()["legal-bases"]
    there = queries.ask(question, {}, data=loaded["trig"]).rows
    here = queries.ask(question, {}, data=store).rows
    assert there
    assert set(there) - set(here)


def test_the_file_of_a_release_answers_and_is_looked_at_once(serve, loaded, store):  # noqa: F811
    server = serve(from_store(loaded["nquads"]))
    question = queries.questions()["scoreboard"]
    assert queries.ask(question, {}, server.address, store) == queries.ask(question, {}, data=store)
    assert len(server.asked) == 2


def test_an_empty_answer_of_a_store_that_was_loaded_well_stays_a_negative_answer(serve, run, loaded):  # noqa: F811
    server = serve(from_store(loaded["nquads"]))
    code, _, err = run("ask", "positions", "holder=Malta", "--endpoint", server.address)
    assert code == 1
    assert "the graph has no answer for holder=Malta" in err


def test_a_copy_in_a_named_graph_is_told_with_its_name(serve, run, loaded):  # noqa: F811
    """As where a store has no default graph, and gives what is meant for it a graph of its own."""
    everywhere = ox.Store()
    everywhere.bulk_extend(loaded["nquads"])
    place = ox.NamedNode("http://localhost:8890/DAV/")
    everywhere.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, place) for q in loaded["turtle"])
    code, out, err = run("ask", "where-linked", "--endpoint", serve(from_store(everywhere)).address)
    assert (code, out) == (3, "")
    assert "in a named graph, http://localhost:8890/DAV/ (" in err
    assert "load foederis.trig" in err.splitlines()[1]


@pytest.mark.parametrize("fails", ["refuses", "has other columns"])
def test_an_endpoint_that_cannot_tell_is_not_judged(serve, run, loaded, fails):  # noqa: F811
    good = from_store(loaded["trig"])

    def answer(handler: Handler) -> None:
        if len(handler.server.asked) == 1:
            good(handler)
        elif fails == "refuses":
            handler.send(b"", 500)
        else:
            handler.send(b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}', Content_Type=JSON)

    server: Server = serve(answer)
    code, out, _ = run("ask", "legal-bases", "--endpoint", server.address)
    assert code == 0
    assert out


# Any query


GRAPHS = "SELECT ?s WHERE { GRAPH ?g { ?s a foed:Commitment } } LIMIT 3"
EMPTY = [
    "SELECT ?s WHERE { ?s a foed:Commitment }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a foed:Commitment }",
    "SELECT (COUNT(*) AS ?n) (SUM(?x) AS ?sum) WHERE { ?s ?p ?o }",
    "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1",
    "ASK { instrument:pesco ?p ?o }",
    "CONSTRUCT WHERE { ?s a <https://w3id.org/foederis/def/Commitment> }",
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?s WHERE { ?s skos:prefLabel ?name }",
]


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_answer_to_any_query_tells_of_an_empty_default_graph_by_name(serve, run, tmp_path, loaded, text):  # noqa: F811
    server = serve(from_store(loaded["trig"]))
    target = tmp_path / ("answer.ttl" if text.startswith("CONSTRUCT") else "answer.csv")
    code, out, err = run("sparql", text, "--endpoint", server.address, "-o", str(target))
    assert (code, out) == (3, ""), err
    first, second = err.splitlines()
    assert first == f"foederis: {NAMED_ONLY} ({server.address})"
    assert "foederis.nq" in second
    assert not target.exists()


def test_so_do_python_and_a_query_of_named_graphs_that_are_empty(serve, run, loaded):  # noqa: F811
    address = serve(from_store(loaded["trig"])).address
    with pytest.raises(EngineFailed, match=NAMED_ONLY):
        foederis.sparql(EMPTY[1], engine=address)
    code, out, err = run("sparql", GRAPHS, "--endpoint", serve(from_store(loaded["turtle"])).address)
    assert (code, out) == (3, "")
    assert DEFAULT_ONLY in err


def test_an_answer_with_rows_is_given_with_a_note(serve, run, loaded):  # noqa: F811
    server = serve(from_store(loaded["trig"]))
    code, out, err = run("sparql", GRAPHS, "--endpoint", server.address, "--format", "csv")
    assert code == 0
    assert len(out.splitlines()) == 4
    assert err.startswith(f"note: {NAMED_ONLY} ({server.address}): this answer may be another than the graph's. Load ")
    with pytest.warns(UserWarning, match=NAMED_ONLY):
        assert len(foederis.sparql(GRAPHS, engine=server.address)) == 3


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("SELECT ?x WHERE { ?x <http://www.wikidata.org/prop/direct/P31> ?y }", "trig"),
        ("SELECT ?x WHERE { ?x wdt:P31 wd:Q5 }", "trig"),
        ("SELECT ?x WHERE { ?x <https://example.org/b> ?y }", "other"),
    ],
)
def test_a_query_of_something_else_is_asked_once(serve, loaded, text, how):  # noqa: F811
    server = serve(from_store(loaded[how]))
    declared = "PREFIX wd: <http://www.wikidata.org/entity/> PREFIX wdt: <http://www.wikidata.org/prop/direct/> "
    foederis.sparql(declared * ("wdt:" in text) + text, engine=server.address)
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["SELECT ?s WHERE { ?s a foed:Nothing }", "SELECT ?s WHERE { ?s rdfs:nothing ?o }"])
def test_an_empty_answer_where_the_graph_is_loaded_well_stays_one(serve, run, loaded, text):  # noqa: F811
    code, out, err = run("sparql", text, "--endpoint", serve(from_store(loaded["nquads"])).address, "--format", "csv")
    assert (code, out.strip(), err) == (0, "s", "")


def test_an_empty_answer_where_nothing_of_ours_is_stays_one_unless_ours_was_asked(serve, run, loaded):  # noqa: F811
    address = serve(from_store(loaded["other"])).address
    assert run("sparql", "SELECT ?s WHERE { ?s rdfs:label ?o }", "--endpoint", address)[0] == 0
    code, _, err = run("sparql", EMPTY[0], "--endpoint", address)
    assert (code, err.splitlines()[0]) == (3, f"foederis: {NOTHING} ({address})")
