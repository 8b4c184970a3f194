"""Answers as the scripts make them, run in Node: cells, folded rows and files are those of Python, in both languages."""

import base64
import io
import json

import openpyxl
import pyoxigraph as ox
import pytest

from foederis import graph, queries, terms
from foederis.answers import cells, columns, data, folding
from foederis.namespaces import ID
from foederis.queries.binding import bind_text
from foederis.site import assets
from tests.site.built import engine, needs_node, needs_scripts, written

pytestmark = [needs_scripts, needs_node]
QUESTIONS = queries.questions()
ODD = "a\u202eb\x1b[31m <b>'\"&\\ \u00ad\U000e0041 é 𝄞\n  end "


def given(question, language):
    return {"lang": language} if any(one.name == "lang" for one in question.parameters) else {}


def asked(question, language, **more):
    text = bind_text(question.text, {name: str(ox.Literal(value)) for name, value in given(question, language).items()})
    words = {name: dict(of) for name, of in columns.said(language).items()}
    return {"text": text, "lists": list(question.lists), "lang": language, "words": words, **more}


@pytest.fixture(scope="module")
def told():
    """Return, by question and language, the table, the CSV and the JSON that the scripts make."""
    keys = [(one.name, language) for one in QUESTIONS.values() for language in ("en", "nl")]
    messages = []
    for name, language in keys:
        messages.append(("table", asked(QUESTIONS[name], language)))
        messages += [("file", asked(QUESTIONS[name], language, form=form)) for form in ("csv", "json")]
    found, _ = engine(messages)
    failed = [one["failed"] for one in found if "failed" in one]
    assert failed == []
    return {key: [one["found"] for one in found[3 * at : 3 * at + 3]] for at, key in enumerate(keys)}


def shown(cell, language, store):
    """Return what a reader sees in a cell: a list of things one by one, else one text; nothing where it is open."""
    if cell is None:
        return []
    listed = terms.value(cell).split() if isinstance(cell, ox.Literal) else []
    if listed and all(part.startswith(ID) for part in listed):
        return [graph.marked(store, part, language) for part in listed]
    return [cells.read(cell, language, store)]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", list(QUESTIONS))
def test_rows_are_folded_worded_named_and_written_as_python_does_it(name, language, told, store):
    question = QUESTIONS[name]
    answer = queries.ask(question, given(question, language), data=store)
    rows = columns.worded(folding.folded(answer), language).rows
    table, csv, results = told[name, language]
    assert tuple(table["variables"]) == answer.variables
    assert [[[one["text"] for one in cell["links"]] for cell in row] for row in table["rows"]] == [
        [shown(cell, language, store) for cell in row] for row in rows
    ]
    assert [[cell["term"] for cell in row] for row in table["rows"]] == [
        [attribute(cell, shown(cell, language, store)) for cell in row] for row in rows
    ]
    assert csv == data.delimited(answer, "csv", language, store, question.lists)
    assert json.loads(results) == {
        "head": {"vars": list(answer.variables)},
        "results": {"bindings": [dict(_bound(answer.variables, row)) for row in answer.rows]},
    }


def attribute(cell, texts):
    """Return a term as an attribute of its cell has it: with `=` for a text that is shown as it is."""
    if isinstance(cell, ox.Literal) and texts[:1] == [cell.value]:
        return f"={str(cell)[str(cell).rindex(chr(34)) + 1 :]}"
    return written([cell])[0]


def _bound(names, row):
    for name, cell in zip(names, row, strict=True):
        if isinstance(cell, ox.NamedNode):
            yield name, {"type": "uri", "value": cell.value}
        elif isinstance(cell, ox.Literal):
            told = {"type": "literal", "value": cell.value}
            if cell.language:
                told["xml:lang"] = cell.language
            elif not cell.datatype.value.endswith("#string"):
                told["datatype"] = cell.datatype.value
            yield name, told


def test_what_is_odd_in_a_text_is_shown_as_python_shows_it(store):
    numbers = ["-1234567", "+0012.500", "0", "-0", "1234.0", "12.", "x"]
    values = " ".join(
        str(ox.Literal(one, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))) for one in numbers
    )
    texts = " ".join(str(one) for one in (ox.Literal(ODD), ox.Literal("=1+1", language="en"), ox.Literal(True)))
    iris = (
        "<https://example.org/\u202e> <mailto:a@b> <https://w3id.org/foederis/def/> <https://w3id.org/foederis/id/x#y>"
    )
    text = f"SELECT ?x {{ VALUES ?x {{ {values} {texts} {iris} UNDEF }} }}"
    rows = [row[0] for row in queries.select(text, data=store).rows]
    ((english, dutch), _) = engine([("table", {"text": text, "lang": language}) for language in ("en", "nl")])
    for language, found in (("en", english), ("nl", dutch)):
        made = [[one["text"] for one in row[0]["links"]] for row in found["found"]["rows"]]
        assert sorted(made) == sorted(shown(cell, language, store) for cell in rows)
    hrefs = {row[0]["term"]: row[0]["links"][0]["href"] for row in dutch["found"]["rows"] if row[0]["links"]}
    assert {term: href for term, href in hrefs.items() if term.startswith("<")} == {
        "<https://example.org/\u202e>": "https://example.org/%E2%80%AE",
        "<mailto:a@b>": "",
        "<https://w3id.org/foederis/def/>": "def/index.html#nl",
        "<https://w3id.org/foederis/id/x#y>": "id/x.html#nl",
    }


def test_a_workbook_is_read_back_with_numbers_days_and_what_it_is():
    text = (
        'SELECT ?text ?number ?part ?day { VALUES (?text ?number ?part ?day) { ("'
        + "a & <b>"
        + '" 12 2.50 "2020-10-05"^^xsd:date)'
        ' ("=1+1" -3 UNDEF "0001-01-01"^^xsd:date) } } ORDER BY DESC(?number)'
    )
    text = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " + text
    heads = {"text": "tekst", "number": "getal"}
    more = {"form": "xlsx", "heads": heads, "told": [["vraag", ODD], ["versie", "1"]], "lang": "nl", "text": text}
    ((found,), _) = engine([("file", more)])
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(found["found"]["base64"])))
    assert book.sheetnames == ["antwoord", "toelichting"]
    first, second, third = book["antwoord"].iter_rows()
    assert [cell.value for cell in first] == ["tekst", "getal", "part", "day"]
    assert [cell.value for cell in second[:3]] == ["a & <b>", 12, 2.5]
    assert second[3].value.date().isoformat() == "2020-10-05"
    assert [cell.value for cell in third] == ["=1+1", -3, None, "0001-01-01"] or third[2].value == ""
    assert third[0].data_type != "f"
    assert book["toelichting"]["A1"].value == "vraag"
    assert "\\u202e" in book["toelichting"]["B1"].value
    assert [cell.value for cell in book["toelichting"][4]] == [
        "tekst",
        "Wat is gezegd, in onze woorden.",
    ]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("causes", "What follows from the cause, or what the cause acts upon."),
        ("", "What the later event does to what was held, promised or asked: confirms, fulfils, shifts, reverses "
         "and so on."),
    ],
)  # fmt: skip
def test_a_workbook_tells_what_a_column_holds_in_its_question(question, held):
    more = {"form": "xlsx", "question": question, "heads": {}, "told": [], "lang": "en"}
    ((found,), _) = engine([("file", {**more, "text": 'SELECT ?effect { VALUES ?effect { "x" } }'})])
    about = openpyxl.load_workbook(io.BytesIO(base64.b64decode(found["found"]["base64"])))["about"]
    assert [cell.value for row in about.iter_rows() for cell in row if cell.value] == ["effect", held]


def test_places_of_parameters_count_characters(store):
    query = '# 𝄞\nSELECT ?x { VALUES ?x { "a" } }'
    found = assets.asked(query, ["x", "y"])
    assert found["blocks"]["y"] == []
    ((start, end),) = found["blocks"]["x"]
    assert query[start:end] == ' "a" '
