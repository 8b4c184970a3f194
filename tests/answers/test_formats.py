"""Answers as tables, spreadsheets and pages."""

import io
import re
from datetime import date, datetime
from html.parser import HTMLParser

import openpyxl
import pyoxigraph as ox
import pytest

from foederis import queries
from foederis.answers import citation, columns, xlsx
from foederis.answers.page import page
from foederis.answers.rendering import document, render
from foederis.namespaces import ID, XSD

QUESTIONS = queries.questions()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.long)])
def test_every_answer_is_a_table_in_both_languages(name, language, store):
    question = QUESTIONS[name]
    given = {"lang": language} if any(p.name == "lang" for p in question.parameters) else {}
    answer = queries.ask(question, given, data=store)
    assert answer.rows, "each question has an answer without arguments"
    text = render(answer, "table", language, store, question.lists)
    assert "https://w3id.org/foederis/id/" not in text, "a thing without a name"


def test_every_column_has_a_dutch_head():
    known = {name for question in QUESTIONS.values() for name in queries.select(question.text).variables}
    assert known <= set(columns.words()["nl"]), (
        "add them to queries/columns.toml, or to the front matter of the question"
    )


def test_words_that_a_question_makes_are_dutch_for_who_reads_and_as_they_are_in_data(store):
    for name, question in QUESTIONS.items():
        for words, column in re.findall(r"BIND\((IF\(.*\)) AS \?(\w+)\)", question.text):
            if column in queries.select(question.text).variables and "?lang" not in words:
                made = set(re.findall(r', "(\w[^"]*)"', words))
                assert made == made & set(columns.said("nl").get(column, {})), f"{name}: [words.nl.{column}]"
    question, given = QUESTIONS["participation"], {"group": "EI2"}
    answer = queries.ask(question, given, data=store)
    for form, said in (("table", "zeker"), ("md", "zeker"), ("html", "zeker"), ("csv", "certain"), ("json", "certain")):
        text = document(answer, question, given, form, "nl", store)
        assert (said in text, {"zeker": "certain", "certain": "zeker,"}[said] in text) == (True, False), form
    assert "certain" in document(answer, question, given, "md", "en", store)


def _answer():
    return queries.Answer(
        ("what", "howMany", "day", "text"),
        (
            (
                ox.NamedNode(f"{ID}instrument/edf"),
                ox.Literal("7014000000", datatype=ox.NamedNode(XSD + "integer")),
                ox.Literal("2020-07-21", datatype=ox.NamedNode(XSD + "date")),
                ox.Literal("=1+1 <script>alert(1)</script>"),
            ),
            (None, ox.Literal("1.48", datatype=ox.NamedNode(XSD + "decimal")), None, ox.Literal("javascript:alert(1)")),
        ),
    )


def test_a_workbook_has_typed_cells_links_and_a_sheet_that_tells_what_it_is(store):
    told = citation.about(QUESTIONS["amounts"], {"thing": "EDF"}, "en", store)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(_answer(), told, "en", store)))
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[1]] == ["what", "how many", "day", "text"]
    name, number, day, text = sheet[2]
    assert (name.value, name.hyperlink.target) == ("European Defence Fund", f"{ID}instrument/edf")
    assert (number.value, number.data_type) == (7014000000, "n")
    assert day.value == datetime(2020, 7, 21)
    assert (text.value, text.data_type) == ("=1+1 <script>alert(1)</script>", "s")
    assert sheet[3][1].value == 1.48
    assert sheet[3][3].hyperlink is None
    facts = {row[0].value: row[1].value for row in about.rows}
    assert facts["question"] == QUESTIONS["amounts"].title
    assert facts["values"] == "thing = European Defence Fund; unit = any; atleast = 0; document = any"
    assert (facts["licence"], facts["date"]) == ("CC BY 4.0", date.today().isoformat())
    assert "foederis" in facts["cite as"]


def _number(text, kind="decimal"):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def _shown(value: float, code: str) -> str:
    """Return a number as a spreadsheet shows it by a code of digits: how many decimals the code asks for, always."""
    assert "#" not in code.partition(".")[2], "a decimal that may be missing leaves its point"
    return f"{value:,.{len(code.partition('.')[2])}f}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10", "10"),
        ("7000000", "7,000,000"),
        ("10.0", "10"),
        ("10.", "10"),
        ("1.50", "1.5"),
        ("0.125", "0.125"),
        ("-1.48", "-1.48"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_in_a_workbook_has_the_decimals_that_it_needs(text, shown, language, store):
    # The code is the same in each language: the spreadsheet writes its own point and comma.
    answer = queries.Answer(("x",), ((_number(text),),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(answer, [("a", "b")], language, store)))
    cell = book.worksheets[0]["A2"]
    assert _shown(cell.value, cell.number_format) == shown


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.5E3", "double", 1500), ("-2.5e0", "float", -2.5), ("7", "int", 7), ("3", "nonNegativeInteger", 3),
        ("INF", "double", "INF"), ("NaN", "double", "NaN"), ("1e999", "double", "1e999"), ("0.1000000000000000055", "double", 0.1),
        ("123456789012345", "integer", 123456789012345), ("1234567890123456", "integer", "1234567890123456"),
        ("90000000000000000000", "integer", 9e19), ("0.1234567890123456", "decimal", "0.1234567890123456"),
        ("1900-01-01", "date", datetime(1900, 1, 1)), ("1899-12-31", "date", "1899-12-31"),
        ("2020-02-30", "date", "2020-02-30"), ("seven", "int", "seven"),
    ],
)  # fmt: skip
def test_a_workbook_keeps_as_a_number_or_day_what_excel_holds_whole(text, kind, value, store):
    answer = queries.Answer(("x",), ((_number(text, kind),),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(answer, [("a", "b")], "en", store)))
    assert book.worksheets[0]["A2"].value == value


def test_numbers_of_other_kinds_are_written_as_the_spreadsheet_of_a_language_reads_them(store):
    answer = queries.Answer(("x", "y"), ((_number("1.5E3", "double"), _number("2.5", "float")),))
    assert render(answer, "csv", "nl", store, (), True) == "\ufeffx;y\n1,5E3;2,5\n"
    assert render(answer, "csv", "nl", store) == "x,y\n1.5E3,2.5\n"


def test_a_table_for_a_spreadsheet_has_its_decimal_mark_and_no_formulas(store):
    answer = queries.Answer(
        ("x", "y"), ((_number("-1.5"), ox.Literal("=1+1")), (_number("10", "integer"), ox.Literal("1.5")))
    )
    assert render(answer, "csv", "nl", store, (), True) == "\ufeffx;y\n-1,5;'=1+1\n10;1.5\n"
    assert render(answer, "csv", "en", store, (), True) == "\ufeffx,y\n-1.5,'=1+1\n10,1.5\n"
    assert render(answer, "csv", "nl", store) == "x,y\n-1.5,=1+1\n10,1.5\n"


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for key, value in attrs if key in ("href", "src")]


def test_a_page_holds_no_markup_of_the_data_and_loads_nothing(store):
    told = citation.about(QUESTIONS["amounts"], {}, "nl", store)
    text = page(_answer(), told, "nl", store)
    read = _Page()
    read.feed(text)
    assert "script" not in read.tags
    assert "&lt;script&gt;" in text
    assert read.addresses == [f"{ID}instrument/edf"]
    assert '<html lang="nl">' in text
    assert "Europees Defensiefonds" in text


def test_the_command_line_names_the_file_after_subject_and_day(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, errors = run("ask", "strategic-partners", "--format", "xlsx")
    name = f"foederis-strategic-partners-{date.today().isoformat()}.xlsx"
    assert (code, out, errors.strip()) == (0, "", f"Written: {name}")
    assert (tmp_path / name).is_file()
    code, out, _ = run("ask", "strategic-partners", "-o", "partners.html")
    assert (code, out) == (0, "")
    assert "<table>" in (tmp_path / "partners.html").read_text(encoding="utf-8")


def test_one_row_is_told_as_a_list(run):
    code, out, _ = run("ask", "counter-proposals", "lang=nl", "--format", "table", "--lang", "nl")
    assert code == 0
    code, out, _ = run("ask", "about-instrument", "instrument=APF", "--format", "table")
    assert code == 0
    assert "African Peace Facility" in out
