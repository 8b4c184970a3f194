"""Every question tells two documents apart: of one, of the other, and of both, no row is lost and none merges."""

import csv
import io
import re
import zipfile
from collections import Counter

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.answers import rendering, result as answers
from foederis.namespaces import FOED, ID
from tests.conftest import LETTER
from tests.two.house import NOTE, SHORT

NAMES = sorted(path.stem for path in rooms.room("queries").glob("*.rq"))
DOCUMENT = {name: f"document:{name}" for name in (LETTER, NOTE)}
# What takes no document and still differs: what the note adds, and why.
ADDED = {
    "abbreviations": (
        {"CNM actor/northmarch-council", "RNM actor/northmarch-council", "CNM-2020-7 document/northmarch-note"},
        "the note and its author have short names",
    ),
    "without-link": ({"Actor actor/northmarch", "Actor actor/northmarch-council"}, "no table knows what is invented"),
}
# What is told when no document is asked for, of which the note adds a row or takes one, and why.
OF_NO_DOCUMENT = {
    "entities": (
        {"Document document/northmarch-note 0"},
        {"Actor actor/other-eu-member-states 0"},
        "nothing is said of the note; it speaks of states of which the letter says nothing",
    ),
}

# Questions in which the invented note says nothing.
SILENT: set[str] = set()
# Questions of which a row may rest on two documents: it puts one beside the other.
OF_TWO: set[str] = set()
_NAME = r"(?:intro|gen|reaction|rec\d+|closing|annex|fn\d+)(?:\.[a-z]+\d*)*\.s\d+"
LOCATOR = re.compile(rf"(?<![\w/.-]){_NAME}\b")
PLACE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(SHORT.values())})/{_NAME}\b")

Rows = Counter[tuple[object, ...]]


def takes_document(name: str) -> bool:
    return any(parameter.name == "document" for parameter in queries.questions()[name].parameters)


def rows(name: str, data: ox.Store, document: str = "") -> Rows:
    given = {"document": DOCUMENT[document]} if document else {}
    return Counter(queries.ask(queries.questions()[name], given, data=data).rows)


def passages(row: tuple[object, ...]) -> set[str]:
    """Return the IRIs of the passages that a row names."""
    words = (word for cell in row if cell is not None for word in str(getattr(cell, "value", "")).split(" "))
    return {word for word in words if word.startswith(f"{ID}passage/")}


def documents(row: tuple[object, ...]) -> set[str]:
    return {one.removeprefix(f"{ID}passage/").split("/")[0] for one in passages(row)}


def told(passage: str) -> str:
    """Return what a reader is told of a passage: the short name of its document, and its locator."""
    document, locator = passage.removeprefix(f"{ID}passage/").split("/")
    return f"{SHORT[document]}/{locator}"


def labels(text: str) -> list[str]:
    """Return the cells of a CSV that are for a reader: those of the columns of labels."""
    return [cell for row in csv.DictReader(io.StringIO(text)) for key, cell in row.items() if key.endswith("Label")]


def in_workbook(content: bytes) -> str:
    """Return the text of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return re.sub(r"<[^>]*>", " ", book.read("xl/sharedStrings.xml").decode())


def read(row: tuple[object, ...], columns: int = 99) -> str:
    """Return the first columns of a row as a test writes them."""
    cells = (str(getattr(cell, "value", "")) for cell in row[:columns] if cell is not None)
    return " ".join(cell.removeprefix(ID).removeprefix(FOED) for cell in cells)


@pytest.mark.parametrize("name", [name for name in NAMES if takes_document(name)])
def test_what_is_told_of_both_is_what_is_told_of_each(name, store, both):
    alone, together = rows(name, store), rows(name, both)
    letter, note = rows(name, both, LETTER), rows(name, both, NOTE)
    assert letter == rows(name, store, LETTER)
    assert not [row for row in note if LETTER in documents(row)]
    assert not [row for row in letter if NOTE in documents(row)]
    # What is of no document (other sources, what nobody speaks of) is told once, whatever is loaded.
    assert not letter - alone
    apart = alone - letter
    assert not [row for row in apart if passages(row)]
    added, gone, _ = OF_NO_DOCUMENT.get(name, (set(), set(), ""))
    expected = letter + note + apart
    assert sorted(map(read, (together - expected).elements())) == sorted(added)
    assert sorted(map(read, (expected - together).elements())) == sorted(gone)


@pytest.mark.parametrize("name", [name for name in NAMES if not takes_document(name)])
def test_what_is_of_no_document_is_told_as_before(name, store, both):
    alone, together = rows(name, store), rows(name, both)
    added, _ = ADDED.get(name, (set(), ""))
    assert not alone - together
    assert sorted(read(row, 2) for row in (together - alone).elements()) == sorted(added)


def test_the_note_has_rows_in_most_questions(both):
    """Return to the note when this fails: a proof on questions that say nothing of it proves nothing."""
    without = {name for name in NAMES if takes_document(name) and not any(rows(name, both, NOTE))}
    assert without <= SILENT


@pytest.mark.parametrize("name", NAMES[::3])
def test_both_engines_tell_the_same_of_two_documents(name, both, two_dataset, monkeypatch):
    monkeypatch.setattr(graph, "dataset", lambda: two_dataset)
    question = queries.questions()[name]
    assert queries.ask(question, {}, "rdflib", both).rows == queries.ask(question, {}, data=both).rows


@pytest.mark.parametrize("name", NAMES)
def test_each_form_of_an_answer_names_the_document_of_each_passage(name, both):
    question = queries.questions()[name]
    answer = queries.ask(question, {}, data=both)
    found = {one for row in answer.rows for one in passages(row)}
    places = {told(one) for one in found}
    for row in answer.rows:
        assert len(documents(row)) < 2 or name in OF_TWO
    result = answers.ask(name)
    assert set(result.passages) == places
    assert len(result.passages) == len(found)
    for form in ("table", "md", "csv", "html", "xlsx"):
        content = rendering.document(answer, question, {}, form, "en", both)
        text = content if isinstance(content, str) else in_workbook(content)
        if form == "csv":
            text = "\n".join(labels(text))
        if form == "html":
            text = re.sub(r"<[^>]*>", " ", text[text.index("<table") :])
        bare = {match.group() for match in LOCATOR.finditer(text)}
        assert not bare, form
        assert {match.group() for match in PLACE.finditer(text)} == places or form == "table"
