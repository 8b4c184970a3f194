"""The lists are complete: a question or view comes with all that belongs to it, and the message says how to add it."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import pytest

from foederis import catalogue, graph, grlc, rooms
from foederis.cli import pages
from foederis.namespaces import RDF

PICTURES = rooms.root() / "docs" / "pictures"
EXPECTED = rooms.root() / "tests" / "expected"
# From the folder itself, not from the program, so that a file the program does not see is missed here.
QUESTIONS = {path.stem for path in rooms.room("queries").glob("*.rq")}
VIEWS = {path.stem for path in (rooms.room("queries") / "views").glob("*.rq")}
CHARTS = {path.stem for path in (rooms.room("queries") / "charts").glob("*.rq")}
GOLDEN = "write tests/expected/{}.csv from the letter, without looking at the output"
GENERATED = "run: make generate"


def entries(kind: str) -> set[str]:
    """Return the names of the questions or views that the catalogue has an entry for."""
    start = f"{catalogue.ID}{kind}/"
    found = [q for q in graph.parse(catalogue.file()) if q.predicate.value == RDF + "type"]
    executable = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")
    return {q.subject.value.removeprefix(start) for q in found if q.object == executable and start in q.subject.value}


def listed(folder: str) -> set[str]:
    """Return the questions or views to which the table of contents has a link."""
    text = (pages.folder() / "README.md").read_text(encoding="utf-8")
    ends = [part.split(")")[0] for part in text.split("](")[1:]]
    start, ending = (f"../../queries/{folder}/", ".rq") if folder else ("", ".md")
    return {
        end.removeprefix(start).removesuffix(ending)
        for end in ends
        if end.endswith(ending) and "/" not in end.removeprefix(start)
    }


PLACES: Mapping[str, tuple[set[str], set[str], str]] = {
    "question, golden answer": (QUESTIONS, {path.stem for path in EXPECTED.glob("*.csv")}, GOLDEN),
    "question, grlc copy": (QUESTIONS, {path.stem for path in grlc.folder().glob("*.rq")}, GENERATED),
    "question, page": (QUESTIONS, {path.stem for path in pages.folder().glob("*.md")} - {"README"}, GENERATED),
    "question, entry in the contents": (QUESTIONS, listed(""), GENERATED),
    "question, entry in the catalogue": (QUESTIONS, entries("question"), GENERATED),
    "view, entry in the contents": (VIEWS, listed("views"), GENERATED),
    "view or chart, picture": (VIEWS | CHARTS, {path.stem for path in PICTURES.glob("*.svg")}, "run: make pictures"),
    "chart, entry in the contents": (CHARTS, listed("charts"), GENERATED),
    "view, entry in the catalogue": (VIEWS, entries("view"), GENERATED),
}


def gaps(names: Iterable[str], found: Iterable[str], remedy: str) -> list[str]:
    """Return a line for each name that is not found, and for each found that is no name: what, and the remedy."""
    missing = [f"{name} is missing: {remedy.format(name)}" for name in sorted({*names} - {*found})]
    idle = [f"{name} is left over: remove it, or run make generate" for name in sorted({*found} - {*names})]
    return missing + idle


@pytest.mark.parametrize("what", PLACES)
def test_each_has_all_that_belongs_to_it_and_nothing_is_left_over(what):
    names, found, remedy = PLACES[what]
    assert len(names) > (3 if what.startswith("chart") else 10)
    assert gaps(names, found, remedy) == []


def test_a_gap_is_told_with_its_remedy():
    assert gaps({"new", "old"}, {"old", "gone"}, GOLDEN) == [
        "new is missing: write tests/expected/new.csv from the letter, without looking at the output",
        "gone is left over: remove it, or run make generate",
    ]
