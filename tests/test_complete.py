"""The lists are complete: a question or view comes with all that belongs to it, and the message says how to add it."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.namespaces import ID, RDF
from foederis.publish import catalogue, grlc
from foederis.queries import tokens

EXPECTED = rooms.root() / "tests" / "expected"
# From the folder itself, not from the program, so that a file the program does not see is missed here.
QUERIES = rooms.room("queries")
QUESTIONS = {path.stem for path in QUERIES.glob("*.rq")}
VIEWS = {path.stem for path in (QUERIES / "views").glob("*.rq")}
CHARTS = {path.stem for path in (QUERIES / "charts").glob("*.rq")}
INTERNAL = {path.stem for path in (QUERIES / "internal").glob("*.rq")}
GOLDEN = "write tests/expected/{}.csv from the letter, without looking at the output"


def entries(kind: str) -> set[str]:
    """Return the names of the questions or views that the catalogue has an entry for."""
    start = f"{ID}{kind}/"
    found = [q for q in ox.parse(catalogue.whole(), format=ox.RdfFormat.TRIG) if q.predicate.value == RDF + "type"]
    executable = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")
    return {q.subject.value.removeprefix(start) for q in found if q.object == executable and start in q.subject.value}


def asked() -> set[str]:
    """Return the queries of `queries/internal/` that the program names."""
    code = "".join(path.read_text(encoding="utf-8") for path in (rooms.root() / "foederis").rglob("*.py"))
    return {name for name in INTERNAL if f'"{name}"' in code}


PLACES: Mapping[str, tuple[set[str], set[str], str]] = {
    "question, golden answer": (QUESTIONS, {path.stem for path in EXPECTED.glob("*.csv")}, GOLDEN),
    "question, seen by the program": (QUESTIONS, set(queries.questions()), "see its front matter"),
    "question, grlc copy": (
        QUESTIONS,
        {name.removesuffix(".rq") for name in grlc.files()},
        "see foederis/publish/grlc.py",
    ),
    "question, entry in the catalogue": (QUESTIONS, entries("question"), "see foederis/publish/catalogue.py"),
    "view, entry in the catalogue": (VIEWS, entries("view"), "see foederis/publish/catalogue.py"),
    "chart, seen by the program": (CHARTS, set(queries.questions("charts")), "see its front matter"),
    "internal query, asked by the program": (INTERNAL, asked(), "ask it, or remove it"),
}


def gaps(names: Iterable[str], found: Iterable[str], remedy: str) -> list[str]:
    """Return a line for each name that is not found, and for each found that is no name: what, and the remedy."""
    missing = [f"{name} is missing: {remedy.format(name)}" for name in sorted({*names} - {*found})]
    idle = [f"{name} is left over: remove it" for name in sorted({*found} - {*names})]
    return missing + idle


@pytest.mark.parametrize("what", PLACES)
def test_each_has_all_that_belongs_to_it_and_nothing_is_left_over(what):
    names, found, remedy = PLACES[what]
    assert len(names) > (3 if what.startswith("chart") else 9)
    assert gaps(names, found, remedy) == []


def test_a_gap_is_told_with_its_remedy():
    assert gaps({"new", "old"}, {"old", "gone"}, GOLDEN) == [
        "new is missing: write tests/expected/new.csv from the letter, without looking at the output",
        "gone is left over: remove it",
    ]


@pytest.fixture(scope="module")
def part():
    """Return the ontology and the statements of one section: without a value some queries give all that there is."""
    store = ox.Store()
    some = [one for one in graph.files() if one.parent.name == "ontology" or one.stem == "rec5"]
    assert any(one.stem == "rec5" for one in some)
    for quad in graph.quads(some):
        store.add(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return store


@pytest.mark.parametrize("name", sorted(INTERNAL))
def test_an_internal_query_says_what_it_is_for_and_runs_as_it_stands(name, part):
    text = (QUERIES / "internal" / f"{name}.rq").read_text(encoding="utf-8")
    assert text.startswith('#+ summary: "')
    assert tokens.form(text) == "SELECT"
    list(part.query(text))
