"""What became of what one document says: the developments that a walk over the files finds, of each document."""

import pytest

from foederis import queries
from foederis.namespaces import FOED, ID, RDF
from tests.queries.test_counts import Facts

DOCUMENTS = (
    "bzdoc-1754443015-75",
    "nl-aanhangsel-387-2023-11-13",
    "nl-coalitieakkoord-2021-12-15",
    "se-jonson-clingendael-2023-11-09",
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts()


def developments(facts: Facts, document: str) -> set[str]:
    """Return the developments of what a document says or promises, and since its day of what it speaks of."""
    within = f"{ID}passage/{document}/"
    said, spoken = set(), set()
    for thing, name, value, graph in facts.quads:
        if not graph.startswith(within):
            continue
        if name == RDF + "type" and value == FOED + "Statement":
            said.add(thing)
        if name in (FOED + "makes", FOED + "reports", FOED + "reaffirms"):
            said.add(value)
        if name == FOED + "about":
            spoken.add(value)
    day = facts.one(facts.one(f"{ID}document/{document}", "when"), "earliestStart")
    return {
        one
        for one in list(facts.of("Development"))
        if facts.said[one][FOED + "concerns"] & said
        or (
            facts.said[one][FOED + "concerns"] & spoken and facts.one(facts.one(one, "when"), "latestStart") >= day
        )
    }  # fmt: skip


def texts(store, name: str, column: str, document: str) -> set[str]:
    """Return what a question says in a column of one document, of rows that tell a source that is no document's own."""
    answer = queries.ask(queries.questions()[name], {"document": document}, data=store)
    place, effect = answer.variables.index(column), answer.variables.index("effect")
    return {row[place].value for row in answer.rows if row[effect] is not None}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_became_of_one_document_is_what_a_walk_finds(document, facts, store):
    found = developments(facts, document)
    said = {one: facts.said[one][FOED + "paraphrase"] for one in found}
    got = texts(store, "what-became-of", "what", document)
    assert all(told & got for told in said.values())
    assert not got - set().union(*said.values())
    other = {one for one in found if facts.said[one][FOED + "differsIn"]}
    got = texts(store, "came-otherwise", "what", document)
    assert all(said[one] & got for one in other)
    assert not got - set().union(*(said[one] for one in other))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_sources_that_disagree_are_those_of_what_the_document_says(document, facts, store):
    found = developments(facts, document)
    pairs = {
        frozenset((one, other))
        for one in list(facts.of("Development"))
        for other in facts.said[one][FOED + "conflictsWith"]
    }
    answer = queries.ask(queries.questions()["outcomes-that-conflict"], {"document": document}, data=store)
    assert len(answer.rows) == sum(bool(pair & found) for pair in pairs)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_abbreviations_of_one_document_are_those_it_uses(document, facts, store):
    used = {
        (abbreviation, thing)
        for passage, name, abbreviation, _ in facts.quads
        if name == FOED + "mentionsAbbreviation" and passage.startswith(f"{ID}passage/{document}/")
        for thing in facts.said[passage][FOED + "mentions"]
        if abbreviation in facts.said[thing][FOED + "abbreviation"]
    }
    answer = queries.ask(queries.questions()["abbreviations"], {"document": document}, data=store)
    places = [answer.variables.index(name) for name in ("abbreviation", "thing")]
    assert {tuple(row[place].value for place in places) for row in answer.rows} == used
