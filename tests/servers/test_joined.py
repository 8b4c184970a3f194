"""Joined with the data of others: the queries of docs/joined.md, on two servers of two makes, either way round."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.namespaces import ID
from tests import copies
from tests.servers.conftest import free_port, post, served

pytestmark = pytest.mark.long

PAGE = Path(__file__).parents[2] / "docs" / "joined.md"
OTHER = "http://localhost:3031/vocabulary"


def written(quads) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS)


@pytest.fixture(scope="session")
def ours(_own_cache) -> bytes:
    return written(graph.aligned_store())


@pytest.fixture(scope="session")
def theirs() -> bytes:
    """Return what others publish: ORG as it is; country names and EuroVoc converted (docs/joined.md says from what)."""
    return written([*copies.vocabulary("org"), *copies.as_table_of_countries(), *copies.as_eurovoc()])


@pytest.fixture(scope="session", params=["fuseki asks oxigraph", "oxigraph asks fuseki"])
def two(request, program, fuseki, ours, theirs, tmp_path_factory):
    """Serve our graph on one and theirs on the other; return both addresses."""
    base = f"127.0.0.1:{free_port()}"
    ours_on_fuseki = request.param.startswith("fuseki")
    dataset = f"{fuseki}/{'aligned' if ours_on_fuseki else 'vocabulary'}"
    post(dataset, ours if ours_on_fuseki else theirs)
    with served([program, "serve", "--bind", base], f"http://{base}/query", tmp_path_factory.mktemp("joined")):
        post(f"http://{base}/store", theirs if ours_on_fuseki else ours)
        there = f"http://{base}/query"
        yield (dataset, there) if ours_on_fuseki else (there, dataset)


def joined(two, number: int) -> list[tuple[str, ...]]:
    text = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[number]
    assert text.count(OTHER) == 1
    here, there = two
    rows = queries.select(text.replace(OTHER, there), here).rows
    return [tuple(str(getattr(cell, "value", "")) for cell in row) for row in rows]


def test_our_states_have_names_in_four_languages_that_we_do_not_hold(two, store):
    rows = joined(two, 0)
    states = {value.value for (value,) in queries.select("SELECT ?s { ?s a foed:State }", data=store).rows}
    assert len(states) == 46
    assert {(state, language) for state, language, _ in rows} == {
        (s, x) for s in states for x in ("de", "fr", "pl", "el")
    }
    names = {(state.removeprefix(ID), language): name for state, language, name in rows}
    assert names["actor/nld", "de"] == "Niederlande"
    assert names["actor/nld", "fr"] == "Pays-Bas"
    assert names["actor/deu", "pl"] == "Niemcy"
    assert names["actor/grc", "el"] == "Ελλάδα"


def test_what_the_letter_speaks_of_has_the_names_of_eurovoc(two, store):
    rows = joined(two, 1)
    links = queries.select(
        'SELECT DISTINCT ?s ?p ?o { VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch } ?s ?p ?o FILTER(STRSTARTS(STR(?o), "http://eurovoc")) }',
        data=store,
    ).rows
    assert len(rows) == len(links) > 40
    found = {(thing.removeprefix(ID), relation.rsplit("#")[-1]): name for thing, relation, _, name in rows}
    assert found["topic/hybrid-threats", "closeMatch"] == "asymmetric warfare"
    assert found["instrument/mff-2021-2027", "broadMatch"] == "multiannual financial framework"


def test_what_kind_of_organisation_an_actor_is_has_the_names_that_the_w3c_gives_it(two):
    names = {(actor.removeprefix(ID), language): name for actor, _, language, name in joined(two, 2)}
    assert names["actor/nato", "fr"] == "Organisation"
    assert {language for actor, language in names if actor == "actor/nato"} == {"en", "fr", "es", "it"}
    assert names["actor/jef", "en"] == "Endeavour"


def test_a_server_that_does_not_answer_is_said_in_two_lines(two, run, tmp_path):
    text = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    file = tmp_path / "query.rq"
    file.write_text(text.replace(OTHER, f"http://127.0.0.1:{free_port()}/nobody"), encoding="utf-8")
    code, out, errors = run("sparql", str(file), "--endpoint", two[0])
    assert (code, out) == (3, "")
    assert len(errors.strip().splitlines()) == 2


def test_the_ontology_room_has_what_the_page_says_to_load():
    assert (rooms.room("ontology") / "alignments.ttl").is_file()
