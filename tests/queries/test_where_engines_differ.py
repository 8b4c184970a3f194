"""docs/engines.md: what each engine answers, as the page says it; by none of them more than one engine is right by chance."""

import re

import pytest

from foederis import rooms
from tests.queries.two_engines import Two

PAGE = (rooms.root() / "docs" / "engines.md").read_text(encoding="utf-8")
DATA = re.search(r"```trig\n(.*?)```", PAGE, re.DOTALL)[1]
ROWS = [
    [cell.strip().strip("`").replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


@pytest.fixture(scope="module")
def two():
    with pytest.MonkeyPatch.context() as patch:
        yield Two(DATA, patch)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("asked", "oxigraph", "rdflib", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_each_engine_answers_as_the_page_says(two, asked, oxigraph, rdflib, right):
    assert two.answer(asked, "oxigraph") == oxigraph
    assert two.answer(asked, "rdflib") == rdflib
    assert oxigraph != rdflib, "it is no difference any more: take it out"
    assert right in ("Oxigraph", "rdflib", "neither", "open")


SAME = {
    'CONSTRUCT { "a" :r ?o . ?s :r 1 . [] :r ?z } { ?s :p ?o }': ":a :r 1 / :b :r 1",
    'CONSTRUCT { ?x :r ?o } { ?s :p ?o BIND(IRI("a b") AS ?x) }': "nothing",
    'CONSTRUCT { ?s ?x ?o } { ?s :p ?o BIND("p" AS ?x) }': "nothing",
    'VALUES ?y { 1 } BIND(IRI("a b") AS ?x)': "?x ?y: - 1",
    'VALUES ?y { 1 } BIND(IRI("without-a-scheme") AS ?x)': "?x ?y: - 1",
}


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("asked", SAME)
def test_what_is_no_term_costs_a_term_or_a_triple_on_each_engine(two, asked, engine):
    assert two.answer(asked, engine) == SAME[asked]
