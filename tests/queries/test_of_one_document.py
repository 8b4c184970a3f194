"""What one document says, and what became of it: what a walk over the files finds, of each document."""

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

# Which questions can not be asked of one document, and why that would make no sense.
OF_NO_DOCUMENT = {
    "cabinets": "when a cabinet was in office is told by the government's pages; no document is asked who governs",
    "legal-bases": "legal links are of legal acts, each with the source that shows it; what a document says of an article is told by articles",
    "unused-terms": "it is about the ontology and the questions",
    "where-linked": "links lead to the tables of others, which no document knows",
    "without-link": "what nobody has linked yet is lacking in the whole graph; the things that a document speaks of are told by entities",
}


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


def test_every_question_takes_a_document_but_those_of_which_none_tells():
    without = {
        name
        for name, question in queries.questions().items()
        if not any(parameter.name == "document" for parameter in question.parameters)
    }
    assert without == OF_NO_DOCUMENT.keys(), "give it `document`, or say here why it makes no sense there"


def stated(facts: Facts, document: str) -> dict[tuple[str, str, str], set[str]]:
    """Return who a document says to be in what and in which role, with the passages that say so."""
    roles = {f"{ID}concept/relation/member-of": "member", f"{ID}concept/relation/takes-part-in": "participant"}
    found: dict[tuple[str, str, str], set[str]] = {}
    for thing, name, kind, graph in facts.quads:
        if name != RDF + "type" or not graph.startswith(f"{ID}passage/{document}/"):
            continue
        said, told = facts.said[thing], []
        if kind == FOED + "Participation":
            told = [
                (group, one, facts.one(thing, "role").rpartition("/")[2])
                for group in said[FOED + "participatesIn"]
                for one in said[FOED + "participant"]
                if FOED + "Presidency" not in facts.said[group][RDF + "type"]
            ]
        elif kind == FOED + "Statement" and facts.one(thing, "relation") in roles:
            asserted = said[FOED + "modality"] == {f"{ID}concept/modality/is"}
            affirmed = said[FOED + "polarity"] == {f"{ID}concept/polarity/affirmed"}
            told = [
                (group, one, roles[facts.one(thing, "relation")])
                for group in said[FOED + "object"]
                for one in said[FOED + "subject"]
                if asserted and affirmed and not said[FOED + "reportedBy"]
                if FOED + "Actor" in facts.said[one][RDF + "type"]
                if facts.said[group][RDF + "type"] & {FOED + "Actor", FOED + "Instrument"}
            ]
        for row in told:
            found.setdefault(row, set()).add(graph)
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_who_takes_part_by_one_document_is_what_its_passages_state(document, facts, store):
    day = facts.one(facts.one(f"{ID}document/{document}", "when"), "earliestStart")
    answer = queries.ask(queries.questions()["participation"], {"document": document, "asof": day}, data=store)
    places = [answer.variables.index(name) for name in ("group", "actor", "role", "sources")]
    rows = [[row[place].value for place in places] for row in answer.rows]
    got = {(group, actor, role.rpartition("/")[2]): set(sources.split()) for group, actor, role, sources in rows}
    assert got == stated(facts, document)
    assert len(got) == len(rows)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_where_two_meet_by_one_document_is_where_it_states_both(document, facts, store):
    found = stated(facts, document)
    day = facts.one(facts.one(f"{ID}document/{document}", "when"), "earliestStart")
    for one, other in (("nld", "gbr"), ("usa", "fra"), ("nld", "bel"), ("deu", "nld")):
        given = {"document": document, "asof": day, "one": f"actor:{one}", "other": f"actor:{other}"}
        answer = queries.ask(queries.questions()["shared-forums"], given, data=store)
        place = answer.variables.index("group")
        groups = [{group for group, actor, _ in found if actor == f"{ID}actor/{who}"} for who in (one, other)]
        assert {row[place].value for row in answer.rows} == groups[0] & groups[1]


def test_what_a_document_states_of_one_group_only_is_told_as_that(store):
    # The letter says that France is in NATO (rec1.p5.s3), and of no state that it is in the EU.
    given = {"document": "bzdoc-1754443015-75"}
    answer = queries.ask(queries.questions()["bridging-actors"], given, data=store)
    places = [answer.variables.index(name) for name in ("where", "state", "sources")]
    assert [[row[place].value for place in places] for row in answer.rows] == [
        ["stated of NATO only", f"{ID}actor/fra", f"{ID}passage/bzdoc-1754443015-75/rec1.p5.s3"]
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(("one", "other"), [("ei2", "jef"), ("eu", "nato"), ("p5", "nl-strategic-partners")])
def test_an_overlap_by_one_document_counts_who_it_states(one, other, document, facts, store):
    found = stated(facts, document)
    day = facts.one(facts.one(f"{ID}document/{document}", "when"), "earliestStart")
    given = {"document": document, "asof": day, "one": f"actor:{one}", "other": f"actor:{other}"}
    answer = queries.ask(queries.questions()["overlap"], given, data=store)
    places = [answer.variables.index(name) for name in ("where", "members")]
    got = {row[places[0]].value: set(row[places[1]].value.split()) for row in answer.rows}
    first, second = ({who for group, who, _ in found if group == f"{ID}actor/{name}"} for name in (one, other))
    parts = {
        "both": first & second,
        "stated of the one only": first - second,
        "stated of the other only": second - first,
    }
    assert got == {where: who for where, who in parts.items() if who}
