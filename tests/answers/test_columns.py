"""The columns that a reader chooses, by any of their names, in every format."""

import csv
import io
import json
import re

import openpyxl
import pytest

import foederis
from foederis import queries
from foederis.answers import citation, columns, rendering
from foederis.errors import BadUse
from foederis.queries import engines

COMMITMENTS = (
    "commitment",
    "debtor",
    "creditor",
    "bindingness",
    "progress",
    "madeIn",
    "condition",
    "quantity",
    "passages",
    "date",
)


def chosen(wanted, store, language="en"):
    question = queries.questions()["commitments"]
    return columns.choose(queries.ask(question, {}, data=store), wanted, language, store)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("madeIn", "madeIn"),
        ("?madeIn", "madeIn"),
        (" madein ", "madeIn"),
        ("made in", "madeIn"),
        ("made-in", "madeIn"),
        ("gedaan in", "madeIn"),
        ("passage", "passages"),
        ("Passages", "passages"),
        ("toezegging", "commitment"),
        ("toezeggingen", "commitment"),
        ("schuldenaar", "debtor"),
        ("debtorLabel", "debtorLabel"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_column_goes_by_its_name_or_by_what_it_is_called(name, column, language, store):
    assert chosen([name], store, language).variables == (column,)


def test_columns_stand_in_the_order_in_which_they_are_named(store):
    everything, found = chosen([], store), chosen(["passages", "debtor"], store)
    assert everything.variables == COMMITMENTS
    assert [row[::-1] for row in found.rows] == [(row[1], row[8]) for row in everything.rows]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (["stanse"], ["no column 'stanse'", "commitment, debtor, creditor"]),
        (["bindingnes", "x"], ["no column 'x'"]),
        (["conditon"], ["Did you mean 'condition'?"]),
        (["voorwarde"], ["Did you mean 'condition'?"]),
        (["debtor", "schuldenaar"], ["'debtor' is named twice"]),
        (["stanceLabel"], ["no column 'stanceLabel'"]),
        (["*"], ["no column '*'"]),
        (["de"], ["no column 'de'"]),
    ],
)
def test_a_column_that_is_not_there_is_refused_with_the_list(wanted, words, store):
    with pytest.raises(BadUse) as refused:
        chosen(wanted, store)
    assert [word for word in words if word not in str(refused.value)] == []


def test_a_name_of_two_columns_is_refused_and_their_own_names_are_not(store):
    # In Dutch both a purpose and a target are called `doel`.
    answer = queries.Answer(("purpose", "target"), ((None, None),))
    assert columns.choose(answer, ["target"], "nl", store).variables == ("target",)
    with pytest.raises(BadUse, match="more than one column is called 'doel'"):
        columns.choose(answer, ["doel"], "nl", store)


def test_every_format_has_the_columns_that_were_chosen(run, tmp_path):
    asked = ["ask", "commitments", "--columns", "passages, debtorLabel"]
    table = run(*asked, "--format", "table")[1]
    assert table.splitlines()[2].split() == ["passages", "debtor", "label"]
    assert next(csv.reader(io.StringIO(run(*asked, "--format", "csv")[1]))) == [
        "passages",
        "passagesLabel",
        "debtorLabel",
    ]
    data = json.loads(run(*asked, "--format", "json")[1])
    assert data["head"]["vars"] == ["passages", "passagesLabel", "debtorLabel"]
    assert data["results"]["bindings"][0]["debtorLabel"]["xml:lang"] == "en"
    assert run(*asked, "--format", "md")[1].splitlines()[0].replace(" ", "") == "|passages|debtorlabel|"
    assert "commitment" not in run(*asked, "--format", "html")[1].partition("<tbody")[0].partition("<thead")[2]
    assert run(*asked, "-o", str(tmp_path / "a.xlsx"))[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["passages", "debtor label"]


def test_a_query_of_ones_own_and_python_have_them_too(run):
    query = "SELECT ?s ?p ?o { VALUES ?s { instrument:epf } ?s ?p ?o }"
    assert run("sparql", query, "--columns", "o,s", "--format", "csv")[1].startswith("o,oLabel,s,sLabel\n")
    code, _, error = run("sparql", "DESCRIBE instrument:epf", "--columns", "o")
    assert (code, "--columns is for rows" in error) == (2, True)
    assert foederis.ask("commitments", columns=["passages", "debtor"]).columns == ("passages", "debtor")
    assert foederis.ask("commitments", columns="debtor").columns == ("debtor",)
    assert foederis.sparql(query, columns=["p"]).columns == ("p",)
    with pytest.raises(BadUse, match="no column 'x'"):
        foederis.ask("commitments", columns=["x"])


def test_what_was_chosen_stands_in_the_table_also_when_it_is_empty_or_alike(run):
    whole = run("ask", "scoreboard", "--format", "table")[1]
    assert re.search(r"In each row:\n  holder: +Dutch cabinet\n", whole)
    some = run("ask", "scoreboard", "--format", "table", "--columns", "holder,part,stance")[1]
    assert "In each row" not in some
    assert some.splitlines()[2].split() == ["holder", "part", "stance"]
    assert some.count("Dutch cabinet") == 20


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_column_of_every_question_is_described(language, store):
    told = columns.all_described(store)[language]
    lacking = [
        f"{name}.{variable}"
        for name, one in queries.questions().items()
        for variable in engines.columns(one.text)
        if not (told.get(name, {}).get(variable) or told[""].get(variable))
    ]
    assert not lacking, (
        f"write what these hold in any question under [described.{language}] of queries/columns.toml, or in that one "
        f"under [described_in.QUESTION.COLUMN]: {lacking}"
    )
    assert all(text.endswith(".") for of in told.values() for text in of.values())


def test_what_is_described_in_one_language_is_in_the_other_and_is_a_column():
    described = columns._read()["described"]
    names = {name for one in queries.questions().values() for name in engines.columns(one.text)}
    assert set(described["en"]) == set(described["nl"]) <= names


def test_what_a_column_holds_in_one_question_is_of_a_question_and_a_column_that_are_there_in_both_languages():
    known = queries.questions()
    for question, held in columns._read()["described_in"].items():
        assert question in known, f"[described_in.{question}] of queries/columns.toml: there is no such question"
        strays = set(held) - set(engines.columns(known[question].text))
        assert not strays, f"[described_in.{question}] of queries/columns.toml: no columns of it: {sorted(strays)}"
        assert all(set(said) == {"en", "nl"} for said in held.values()), question


def test_no_question_repeats_what_a_column_holds_in_any_question(store):
    told = columns.all_described(store)["en"]
    same = [(name, one) for name, held in told.items() if name for one in held if held[one] == told[""].get(one)]
    assert not same, f"take these out of [described_in] of queries/columns.toml: {same}"


@pytest.mark.parametrize(("language", "word"), [("en", "effect"), ("nl", "gevolg")])
def test_a_workbook_tells_what_a_column_holds_in_its_question(language, word, store):
    effects = {}
    for name in ("causes", "came-otherwise"):
        question = queries.questions()[name]
        answer = queries.ask(question, {"lang": language}, data=store)
        made = rendering.document(answer, question, {"lang": language}, "xlsx", language, store)
        about = openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]
        effects[name] = {row[0].value: row[1].value for row in about.rows}[word]
    assert effects["causes"] == {
        "en": "What follows from the cause, or what the cause acts upon.",
        "nl": "Wat uit de oorzaak volgt, of waarop de oorzaak werkt.",
    }[language]  # fmt: skip
    assert effects["came-otherwise"] == {
        "en": "What the later event does to what was held, promised or asked: confirms, fulfils, shifts, reverses "
        "and so on.",
        "nl": "Wat de latere gebeurtenis doet met wat werd gevonden, toegezegd of gevraagd: bevestigt, komt na, "
        "verschuift, keert om enzovoort.",
    }[language]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "given", "told"),
    [
        ("en", {}, "one = Netherlands; other = United Kingdom; asof = 2020-10-05; document = any"),
        ("nl", {"one": "actor:deu"}, "one = Duitsland; other = Verenigd Koninkrijk; asof = 2020-10-05; document = alle"),
        ("en", {"other": "frankrijk", "document": "any", "asof": "2023-01-01"},
         "one = Netherlands; other = France; asof = 2023-01-01; document = any"),
    ],
)  # fmt: skip
def test_the_values_of_an_answer_are_told_as_a_reader_reads_them(language, given, told, store):
    values = dict(citation.about(queries.questions()["shared-forums"], given, language, store))
    assert values["waarden" if language == "nl" else "values"] == told
    every = [citation.about(one, {}, language, store) for one in queries.questions().values()]
    assert not [line for about in every for _, line in about[:3] if re.search(r"\^\^|UNDEF|\w+:\w|<|\"", line)]


def test_a_workbook_has_names_and_what_is_data_has_addresses_as_well(store):
    question = queries.questions()["bridging-actors"]
    answer = queries.ask(question, {}, data=store)
    austria = "https://w3id.org/foederis/id/actor/aut"
    for form in ("csv", "json"):
        made = rendering.document(answer, question, {}, form, "en", store)
        assert austria in made
        assert "Austria" in made
    made = rendering.document(answer, question, {}, "xlsx", "en", store)
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(made)).worksheets[0] for cell in row]
    assert "Austria" in cells
    assert not [cell for cell in cells if "://" in cell]


@pytest.mark.parametrize(("language", "holder"), [("en", "holder"), ("nl", "houder")])
def test_the_sheet_of_a_workbook_that_explains_it_names_each_column_as_its_head_does(language, holder, store):
    question = queries.questions()["positions-through-time"]
    answer = queries.ask(question, {"lang": language}, data=store)
    made = rendering.document(answer, question, {"lang": language}, "xlsx", language, store)
    sheet, about = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    told = {row[0].value: row[1].value for row in about.rows if row[0].value}
    assert {cell.value for cell in sheet[1]} <= set(told)
    definition = {"en": "The actor whose statement this is.", "nl": "De actor wiens uitspraak dit is."}[language]
    assert told[holder] == definition


def test_an_answer_of_a_day_is_cited_with_that_day_also_where_none_was_given(store):
    due = queries.questions()["due"]
    assert f"(asof = {due.days['asof']})" in dict(citation.about(due, {}, "en", store))["cite as"]
    assert "(asof = 2030-01-01)" in dict(citation.about(due, {"asof": "2030-01-01"}, "en", store))["cite as"]
    assert queries.questions()["shifts"].days == {}
