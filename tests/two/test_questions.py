"""Every question tells two documents apart: of one, of the other, and of both, no row is lost and none merges."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.answers import rendering
from foederis.answers import result as answers
from foederis.namespaces import FOED, ID
from tests.conftest import LETTER
from tests.two.house import NOTE, SHORT
from tests.two.rows import LOCATOR, PLACE, documents, passages, rows, takes_document, told

pytestmark = pytest.mark.long

NAMES = sorted(path.stem for path in rooms.room("queries").glob("*.rq"))


@pytest.fixture(scope="module")
def both(two: Path) -> Iterator[ox.Store]:
    """Return the graph of both documents in memory, which the program asks too while these tests run."""
    with graph.in_memory():
        yield graph.store()


def asked(name: str) -> queries.Question:
    return queries.questions()[name]


# What takes no document and still differs: what the note adds, and why.
ADDED = {
    "abbreviations": (
        {"CNM actor/northmarch-council", "RNM actor/northmarch-council", "CNM-2020-7 document/northmarch-note"},
        "the note and its author have short names",
    ),
    "what-became-of": (
        ["period/2020-12-17 concept/effect/stands", "period/2020-12-17 concept/effect/touches"],
        "the note shows a commitment of its own to be open, and that its author discusses one that the letter reports too",
    ),
    "without-link": ({"Actor actor/northmarch", "Actor actor/northmarch-council"}, "no table knows what is invented"),
}
# What is told when no document is asked for, of which the note adds a row or takes one, and why.
OF_NO_DOCUMENT = {
    "entities": (
        {"Letter document/northmarch-note 0"},
        {"ActorGroup actor/other-eu-member-states 0"},
        "nothing is said of the note; it speaks of states of which the letter says nothing",
    ),
}

# Questions in which the invented note says nothing; of its positions no source tells what became of them.
SILENT = {
    "agreed-without-binding",
    "agreement-of-two",
    "causes",
    "contradictions",
    "fund-against-predecessors",
    "new-since",
    "norms-and-averages",
    "positions-through-time",
    "presidencies",
    "promises-taken-up",
    "shifts",
    "strategic-partners",
    "who-signed",
}
# Questions of which a row tells what two documents say, each beside the other: it is of both.
ACROSS = {"agreement-of-two", "contradictions", "new-since", "promises-taken-up", "shifts"}
# What one document shows of a promise proves its status, whichever document speaks of it.
PROVED = {"commitment-status", "kept-and-broken"}
# What became of a thing, or stands for it, is told of each document that speaks of it: the rows of one are no others than those of another.
SHARED = {"abbreviations", "came-otherwise", "outcome-sources", "outcomes-that-conflict", "what-became-of"}
# Who takes part is told of all that say so together; of one document also by its statements, since no other source is asked then.
TOGETHER = {"bridging-actors", "overlap", "participation", "shared-forums"}
# Values with which a question speaks of the note as well, where its own do not.
VALUES = {
    "about-actor": {"actor": "actor:fra"},
    "about-instrument": {"instrument": "instrument:pesco"},
    "depends-on": {"thing": "instrument:pesco"},
    "due": {"asof": "2020-12-17"},
    "money": {"by": "foed:FundingInstrument"},
    "said-of-two": {"one": "actor:eu", "other": "actor:nato"},
    "side-by-side": {"one": "actor:northmarch-council", "other": "actor:northmarch", "thing": "instrument:pesco"},
}


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


@pytest.mark.parametrize(
    "name", [name for name in NAMES if takes_document(asked(name)) and name not in SHARED | TOGETHER]
)
def test_what_is_told_of_both_is_what_is_told_of_each(name, store, both):
    alone, together = rows(asked(name), store), rows(asked(name), both)
    letter, note = rows(asked(name), both, LETTER), rows(asked(name), both, NOTE)
    assert letter == rows(asked(name), store, LETTER)
    assert name in PROVED or not [row for row in note if LETTER in documents(row)]
    assert not [row for row in letter if NOTE in documents(row)]
    # What is of no document (other sources, what nobody speaks of) is told once, whatever is loaded.
    assert not letter - alone
    rest = Counter()
    for one in SHORT.keys() - {LETTER, NOTE}:
        other = rows(asked(name), both, one)
        rest = rest | other if name in ACROSS else rest + other
    rest = rest - letter if name in ACROSS else rest
    assert not rest - alone
    apart = alone - letter - rest
    assert not [row for row in apart if passages(row)]
    added, gone, _ = OF_NO_DOCUMENT.get(name, (set(), set(), ""))
    expected = letter + note + rest + apart
    assert sorted(map(read, (together - expected).elements())) == sorted(added)
    assert sorted(map(read, (expected - together).elements())) == sorted(gone)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if not takes_document(asked(name)) or name in SHARED | TOGETHER]
)
def test_what_is_of_no_document_or_of_several_is_told_as_before(name, store, both):
    alone, together = rows(asked(name), store), rows(asked(name), both)
    added, _ = ADDED.get(name, (set(), ""))
    assert not alone - together
    assert sorted(read(row, 2) for row in (together - alone).elements()) == sorted(added)
    if name in SHARED:
        letter, before = rows(asked(name), both, LETTER), rows(asked(name), store, LETTER)
        assert not before - letter
        assert not (letter - before) - (together - alone)  # what the note tells of a commitment of both


@pytest.mark.parametrize(
    "name", [name for name in NAMES if takes_document(asked(name)) and name not in SILENT | SHARED | TOGETHER]
)
def test_the_note_has_rows_of_its_own(name, both):
    # A question that says nothing of the note would prove nothing of it.
    assert rows(asked(name), both, NOTE, VALUES.get(name, {}))


@pytest.mark.parametrize("name", sorted(VALUES))
def test_what_is_told_with_other_values_is_told_of_each(name, both):
    values = VALUES[name]
    note = rows(asked(name), both, NOTE, values)
    more = rows(asked(name), both, values=values)
    for document in SHORT:
        more = more - rows(asked(name), both, document, values)
    # One step on, what a thing of one document rests on is told by the other, or by another source.
    assert not more or name == "depends-on"
    assert not [row for row in more if passages(row) and row[0] == row[1]]
    assert not [row for row in note if LETTER in documents(row)]


def test_two_holders_of_two_documents_stand_side_by_side(both):
    values = {"one": "actor:nl-cabinet", "other": "actor:northmarch-council", "thing": "instrument:pesco"}
    found = rows(asked("side-by-side"), both, values=values)
    assert found
    assert all(documents(row) == {LETTER, NOTE} for row in found)
    assert not rows(asked("side-by-side"), both, LETTER, values)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_a_question_rests_on_what_each_engine_knows(name):
    # rdflib knows in ORDER BY of a grouped query only what is selected; once an aggregate stands in it, it knows all that
    # is grouped by, and no name that SELECT gives to an aggregate.
    text = asked(name).body
    end, head = text[text.rindex("\n}") :], text[text.index("SELECT") : text.index("WHERE")]
    if "GROUP BY" not in end:
        return
    order = end[end.index("ORDER BY") :]
    ordered = set(re.findall(r"\?\w+", order))
    if re.search(r"\b(?:MIN|MAX|COUNT|SUM|AVG)\(", order):
        assert not ordered & set(re.findall(r"AS (\?\w+)", head))
    else:
        assert ordered <= set(re.findall(r"\?\w+", head))


@pytest.mark.parametrize("name", NAMES[::3])
def test_both_engines_tell_the_same_of_two_documents(name, both, two_dataset, monkeypatch):
    monkeypatch.setattr(graph, "dataset", lambda: two_dataset)
    question = asked(name)
    assert queries.ask(question, {}, "rdflib", both).rows == queries.ask(question, {}, data=both).rows


@pytest.mark.parametrize("name", NAMES)
def test_each_form_of_an_answer_names_the_document_of_each_passage(name, both, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")  # in a narrow table a place may be folded after its document
    question = asked(name)
    answer = queries.ask(question, {}, data=both)
    found = {one for row in answer.rows for one in passages(row)}
    places = {told(one) for one in found}
    for row in answer.rows:
        assert len(documents(row)) < (3 if name in ACROSS else 2)
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
