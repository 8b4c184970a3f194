"""The values that give rows: counted at once as each gives when it is asked alone, whatever the shape of the query."""

import json
import random

import pyoxigraph as ox
import pytest

import foederis
from foederis import graph, queries
from foederis.errors import AnotherKind, BadUse
from foederis.namespaces import ID, RDF
from foederis.queries import answering, kin
from foederis.queries.exposing import exposed, joined

QUESTIONS = {
    f"{folder}/{name}".removeprefix("/"): question
    for folder in ("", "views", "charts")
    for name, question in queries.questions(folder).items()
}
THINGS = [(name, one) for name, question in QUESTIONS.items() for one in question.parameters if one.type == "iri"]


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


@pytest.mark.long
@pytest.mark.parametrize(("name", "parameter"), [pytest.param(*row, id=f"{row[0]}-{row[1].name}") for row in THINGS])
def test_every_value_gives_alone_the_rows_that_are_told_of_it(name, parameter, store):
    _hold_against_each(name, parameter, _of_each_class(name, queries.candidates(parameter, store), store), store)


MANY, SOME = 40, 20


def _of_each_class(name, every, store):
    """Return all where they are few; else two by lot of each set of classes, and as many of any as make twenty.

    A question treats alike the things that are of the same classes; those with most and fewest rows are asked besides.
    """
    if len(every) <= MANY:
        return every
    lot = random.Random(name)
    by_class = {}
    for iri in lot.sample(every, len(every)):
        types = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(RDF + "type"), None, ox.DefaultGraph())
        by_class.setdefault(frozenset(quad.object.value for quad in types), []).append(iri)
    chosen = [iri for things in by_class.values() for iri in things[:2]]
    left = sorted(set(every) - set(chosen))
    return chosen + lot.sample(left, max(0, SOME - len(chosen)))


# A third of those that are asked of all values by what a FILTER EXISTS says of them, one of each thirty of the others.
JOINED = [row for row in THINGS if joined(text := QUESTIONS[row[0]].text, row[1].name) != text]
SAMPLE = [*JOINED[::3], *[row for row in THINGS if row not in JOINED][::30]]


@pytest.mark.parametrize(("name", "parameter"), [pytest.param(*row, id=f"{row[0]}-{row[1].name}") for row in SAMPLE])
def test_some_values_give_alone_the_rows_that_are_told_of_them(name, parameter, store):
    every = queries.candidates(parameter, store)
    _hold_against_each(name, parameter, random.Random(name).sample(every, min(12, len(every))), store)


def _hold_against_each(name, parameter, among, store):
    question = QUESTIONS[name]
    found = dict(queries.values(question, parameter, {}, store))
    assert found, "no value gives a row"
    assert all(found.values())
    assert set(found) <= set(queries.candidates(parameter, store)) or not parameter.kind
    ranked = list(found)
    alone = {
        iri: len(queries.ask(question, {parameter.name: iri}, data=store).rows)
        for iri in {ranked[0], ranked[-1], *among}
    }
    told = {iri: rows for iri, rows in alone.items() if iri in found}
    assert told == {iri: found[iri] for iri in told}
    free = {rows for iri, rows in alone.items() if iri not in found}
    assert len(free) <= 1  # what is not listed gives nothing, or what comes whatever the value


def test_the_questions_that_ask_whether_there_is_a_value_are_among_those_held_against_each():
    assert {("timeline", "thing"), ("why", "thing"), ("positions", "thing")} <= {
        (name, one.name) for name, one in JOINED
    }


# A query of each shape, with the rows that NATO, Malta and the EU give it in the place of ?thing.
SHAPES = {
    "a pattern": "SELECT ?group WHERE { VALUES ?thing { UNDEF } ?part foed:participant ?thing ; foed:participatesIn ?group }",
    "groups": "SELECT ?group (COUNT(*) AS ?n) WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing ; foed:role ?group } GROUP BY ?group",
    "a select within": "SELECT ?n WHERE { { SELECT (COUNT(DISTINCT ?who) AS ?n) ?role WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing ; foed:participant ?who ; foed:role ?role } GROUP BY ?role } }",
    "bound again": "SELECT ?thing WHERE { { SELECT ?who WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing ; foed:participant ?who } } BIND(?who AS ?thing) }",
    "a filter": "SELECT ?part WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?group FILTER(?group = ?thing) }",
    "exists": "SELECT ?who WHERE { ?who a foed:State FILTER EXISTS { VALUES ?thing { UNDEF } ?part foed:participant ?who ; foed:participatesIn ?thing } }",
    "exists within": "SELECT ?who WHERE { ?who a foed:State . { ?who foed:x ?y } UNION { ?part foed:participant ?who FILTER EXISTS { ?part foed:role ?role . { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing } UNION { VALUES ?thing { UNDEF } ?part foed:participant ?thing } } } }",
    "exists, and counted": "SELECT ?role (COUNT(?part) AS ?n) WHERE { ?part foed:role ?role FILTER EXISTS { VALUES ?thing { UNDEF } ?part foed:participatesIn|foed:participant ?thing ; foed:role ?other } } GROUP BY ?role",
    "exists of a variable outside": "SELECT ?part WHERE { ?part foed:participatesIn ?group FILTER EXISTS { VALUES ?thing { UNDEF } ?thing a foed:InternationalOrganisation FILTER(?thing = ?group) } }",
    "exists and optional": "SELECT ?part ?when WHERE { ?part foed:participatesIn ?group OPTIONAL { ?part foed:when ?when } FILTER EXISTS { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing OPTIONAL { ?part foed:role ?when } } }",
    "exists or not": "SELECT ?who WHERE { ?who a foed:State FILTER(EXISTS { VALUES ?thing { UNDEF } ?part foed:participant ?who ; foed:participatesIn ?thing } || false) }",
    "not exists": "SELECT ?group WHERE { ?group a foed:Actor FILTER NOT EXISTS { VALUES ?thing { UNDEF } ?part foed:participatesIn ?group ; foed:participant ?thing } FILTER EXISTS { ?part foed:participatesIn ?group } }",
    "exists beside a pattern": "SELECT ?part WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn|foed:participant ?thing FILTER EXISTS { VALUES ?thing { UNDEF } ?thing a foed:Actor } }",
    "a limit": "SELECT ?who WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing ; foed:participant ?who } LIMIT 2",
    "a count of all": "SELECT (COUNT(*) AS ?n) WHERE { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing }",
    "a union": "SELECT ?x WHERE { { VALUES ?thing { UNDEF } ?part foed:participatesIn ?thing ; foed:participant ?x } UNION { VALUES ?thing { UNDEF } ?x foed:participant ?thing } }",
    "words": "SELECT ?who WHERE { VALUES ?thing { UNDEF } # SELECT VALUES ?thing { UNDEF }\n ?part foed:participatesIn ?thing ; foed:participant ?who . FILTER(STR(?who) != 'GROUP BY ?x LIMIT 1') }",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_counts_are_those_of_each_value_whatever_the_shape_of_the_query(shape, store):
    text = SHAPES[shape]
    among = [
        f"{ID}{one}" for one in ("actor/nato", "actor/mlt", "actor/eu", "instrument/pesco", "actor/nld", "topic/asia")
    ]
    alone = {iri: answering._rows(text, "thing", [iri], store) for iri in among}
    expected = {iri: rows for iri, rows in alone.items() if rows}
    assert expected
    assert answering.counted(text, "thing", among, store) == expected


def test_a_limit_and_a_count_of_all_are_no_rows_of_a_value():
    assert exposed(SHAPES["a limit"], "thing") is None
    assert exposed(SHAPES["a count of all"], "thing") is None


def test_only_values_that_give_rows_are_listed_most_first(run):
    code, out, _ = run("ask", "amounts", "thing=?", "unit=euro")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("thing: ")
    assert lines[1:3] == [
        "  5  extra money of the coalition for maintenance and intensification of defence expenditure",
        "  4  extra money of the coalition for the chapter International",
    ]
    assert "  1  structural increase of the defence budget" in lines
    assert (
        lines[-1]
        == f"{len(lines) - 2} of {len(graph.instances(graph.store(), 'foed:Entity'))} give rows; the number is how many."
    )
    code, out, _ = run("ask", "amounts", "thing=?", "--lang", "nl")
    assert "  2  Europees Defensiefonds\n" in out


def test_values_are_given_as_data_too(run, tmp_path):
    code, out, _ = run("ask", "participation", "group=?", "--format", "csv")
    assert code == 0
    assert out.splitlines()[:2] == [
        "parameter,value,valueLabel,rows",
        f"group,{ID}actor/nato,North Atlantic Treaty Organization,30",
    ]
    _, out, _ = run("ask", "participation", "group=?", "--format", "json")
    assert json.loads(out)["results"]["bindings"][0]["rows"]["value"] == "30"
    assert run("ask", "participation", "group=?", "-o", str(tmp_path / "x.tsv"))[0] == 0
    assert (tmp_path / "x.tsv").read_text().startswith("parameter\tvalue")


def test_values_are_given_in_python():
    found = foederis.values("participation", "group", asof="2020-10-05")
    assert found.columns == ("value", "rows")
    assert found.rows[0] == (f"{ID}actor/nato", 30)
    with pytest.raises(BadUse, match="no parameter 'asof' of things"):
        foederis.values("participation", "asof")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("overlap", "one=2016"), ("is called '2016'", "period:2016 (2016, period). one takes: ")),
        (("participation", "group=Brexit"), ("is called 'Brexit'", "North Atlantic Treaty Organization' (30 rows)")),
        (("amounts", "unit=NL"), ("of the code list unit is called 'NL'", "unit='euro' (")),
        (("amounts", "thing=euro"), ("of class foed:Entity is called 'euro'", "thing takes: entity. Such as thing='")),
        (("how-far", "degree=PESCO"), ("of the code list degree", "All: foederis ask how-far degree=?")),
    ],
)
def test_a_value_of_a_kind_that_cannot_answer_is_refused_with_what_can(run, words, told):
    code, out, errors = run("ask", *words)
    assert (code, out) == (2, "")
    first, second = errors.splitlines()
    assert told[0] in first
    assert told[1] in second


def test_the_kind_is_refused_in_python_as_well():
    with pytest.raises(AnotherKind, match="one takes: "):
        foederis.ask("overlap", one="2016")


def test_a_thing_without_rows_names_what_hangs_together_with_it_and_has_some(run):
    code, out, errors = run("ask", "amounts", "thing=defence budget", "--format", "json")
    assert code == 1
    assert json.loads(out)["results"]["bindings"] == []
    assert "thing='structural increase of the defence budget' (1 row)" in errors
    told = foederis.ask("amounts", thing="Nederlandse defensiebegroting")
    assert len(told) == 0
    assert "thing='structural increase of the defence budget' (1 row)" in told.notes[-1]


@pytest.mark.parametrize(("thing", "other"), [("MFK", "European Defence Fund"), ("NATO", "NATO 2 % norm")])
def test_what_a_budget_funds_and_what_bears_a_name_hang_together_with_it(thing, other, store):
    question = QUESTIONS["amounts"]
    found = kin.with_rows(question, question.parameters[0], {"thing": thing}, store)
    assert other in {graph.name(store, iri, "en") for iri, _ in found}
    for iri, rows in found:
        assert len(queries.ask(question, {"thing": iri}, data=store).rows) == rows > 0


def test_what_hangs_together_is_told_in_dutch_to_who_reads_dutch(run):
    code, _, errors = run("ask", "amounts", "thing=defensiebegroting", "--lang", "nl", "--format", "json")
    assert code == 1
    assert errors.splitlines() == [
        "foederis: de graaf heeft geen antwoord voor thing=defensiebegroting, atleast=0 (amounts)",
        "Wat ermee samenhangt heeft er wel: thing='structurele verhoging van de defensiebegroting' (1 rij).",
    ]
    told = foederis.ask("amounts", lang="nl", thing="defensiebegroting").notes
    assert told[-1] == errors.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("ask", "commitments", "document=coalitieakkoord-2021"),
            "Gevraagd wordt naar 'Nederland', tenzij anders gegeven. In dit document is er",
        ),
        (("export", "participation", "asof=1900-01-01", "--format", "csv"), "Zonder asof=1900-01-01 heeft zij"),
        (
            ("export", "scoreboard-chart", "document=coalitieakkoord-2021", "--format", "csv"),
            "de graaf heeft geen antwoord",
        ),
        (("feed", "participation"), "geen rij van 'participation' heeft een dag"),
        (("feed", "Luxemburg"), "geen ontwikkeling betreft 'Luxemburg'"),
        (("feed", "overdue", "asof=1990-01-01", "--format", "ics"), "niets is over tijd op 1990-01-01"),
        (("feed", "Noorwegen", "--format", "ics"), "niets van 'Noorwegen' is verwacht of over tijd"),
        (
            ("ask", "about-instrument", "instrument=EU Strategic Compass"),
            "noot: instrument='EU Strategic Compass' is gelezen als",
        ),
    ],
)
def test_what_is_told_is_in_the_language_of_the_reader_wherever_it_is_asked(run, words, told):
    _, _, errors = run(*words, "--lang", "nl")
    assert told in errors


def test_one_common_word_is_no_name_by_which_things_hang_together(store):
    assert graph.namesakes(store, f"{ID}topic/defence-matters") == []
    near = {graph.name(store, iri, "en") for iri in graph.namesakes(store, f"{ID}actor/nato")}
    assert "strengthening of NATO" in near
    assert "obligations of the Alliance" not in near


def test_a_name_that_was_read_as_another_is_told_beside_the_answer(run):
    code, _, errors = run("ask", "about-instrument", "instrument=EU Strategic Compass", "--format", "csv")
    assert code == 0
    assert errors == "note: instrument='EU Strategic Compass' is taken as 'Strategic Compass'\n"
    with pytest.warns(UserWarning, match="is taken as 'Strategic Compass'"):
        answer = foederis.ask("about-instrument", instrument="EU Strategic Compass")
    assert answer.notes == ("instrument='EU Strategic Compass' is taken as 'Strategic Compass'",)
    assert foederis.ask("about-instrument", instrument="Strategic Compass").notes == ()


@pytest.mark.parametrize("kind", ["foed:Actor", "foed:Entity", "foed:State", "foed:Instrument", "foed:LegalAct"])
def test_entities_of_a_class_are_those_of_the_classes_below_it(kind, store):
    rows = queries.ask(QUESTIONS["entities"], {"class": kind}, data=store)
    things = {row[rows.variables.index("thing")].value for row in rows.rows}
    assert things == set(graph.instances(store, kind))
    classes = {row[rows.variables.index("class")].value for row in rows.rows}
    if kind == "foed:Actor":
        names = {graph.name(store, one, "en") for one in classes}
        assert {"state", "international organisation", "person", "group of actors"} <= names
        assert "actor" not in names


def test_what_is_empty_for_who_is_asked_by_default_tells_who_has_rows_in_the_document(store):
    question = QUESTIONS["commitments"]
    given = {"document": "document:nl-coalitieakkoord-2021-12-15"}
    assert queries.ask(question, given, data=store).rows == ()  # the parties are bound, not the Netherlands
    told = queries.nothing(question, given, store).remedy
    assert told.startswith("It is asked of 'Netherlands' unless you say otherwise.")
    assert all(f"actor='{name}' (" in told for name in ("CDA", "ChristenUnie", "D66", "VVD"))
    assert queries.ask(question, {**given, "actor": "any"}, data=store).rows
