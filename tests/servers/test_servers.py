"""Any engine: each question gives the same rows, in the same order, on real servers under either default-graph rule."""

import functools

import pyoxigraph as ox
import pytest

from foederis import queries, rooms

pytestmark = pytest.mark.long

# Each is a fixture. The last two take the default graph for the union of all graphs.
SERVERS = ("oxigraph", "oxigraph_read_only", "fuseki_memory", "fuseki_tdb2", "fuseki_union", "oxigraph_union")
QUESTIONS = sorted(
    str(path.relative_to(rooms.room("queries")).with_suffix(""))
    for folder in ("", "views", "charts")
    for path in (rooms.room("queries") / folder).glob("*.rq")
)


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


@pytest.fixture(params=SERVERS, scope="session")
def server(request) -> str:
    return request.getfixturevalue(request.param)


def yes(text, server) -> bool:
    return queries.select(text, server).rows[0][0].value == "true"


def question(name):
    folder, _, stem = name.rpartition("/")
    return queries.questions(folder)[stem]


@pytest.fixture(scope="module")
def embedded(store):
    """Return how to ask the embedded engine a question: once, whatever number of servers is held against it."""
    return functools.cache(lambda name: queries.ask(question(name), {}, data=store))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_gives_the_same_rows_in_the_same_order_as_the_embedded_engine(server, name, store, embedded):
    embedded = embedded(name)
    assert embedded.rows
    assert queries.ask(question(name), {}, server, store) == embedded


def test_a_question_with_values_gives_the_same_rows_too(server, store):
    given = {"asof": "2020-02-01", "group": "EU"}
    embedded = queries.ask(question("participation"), given, data=store)
    assert len(embedded.rows) == 27
    assert queries.ask(question("participation"), given, server, store) == embedded


@pytest.mark.parametrize("name", ["oxigraph", "oxigraph_read_only", "fuseki_memory", "fuseki_tdb2"])
def test_the_default_graph_is_the_one_that_was_loaded(name, request, only_default):
    assert yes(f"ASK {{ {only_default} }}", request.getfixturevalue(name))


def test_the_union_of_jena_leaves_out_what_stands_in_the_default_graph_alone(fuseki_union, only_default):
    assert not yes(f"ASK {{ {only_default} }}", fuseki_union)
    assert yes("ASK { instrument:pesco a foed:Instrument }", fuseki_union)


def test_the_union_of_oxigraph_repeats_a_triple_that_stands_in_two_graphs(oxigraph_union):
    """Why a question selects DISTINCT rows and counts DISTINCT things. If this fails, Oxigraph has mended it."""
    answer = queries.select("SELECT ?kind { instrument:pesco a ?kind FILTER(?kind = foed:Instrument) }", oxigraph_union)
    assert len(answer.rows) == 2


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_the_command_line_prints_the_same_from_a_server(server, run, form):
    words = ("ask", "scoreboard", "--format", form)
    assert run(*words, "--endpoint", server) == run(*words)
