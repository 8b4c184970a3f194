"""Views and charts of two documents: links, files, pictures and pages tell them apart."""

import re
from collections import Counter

import pytest

from foederis import export, queries, rooms
from foederis.export import charts, interactive, records
from foederis.namespaces import ID
from tests.conftest import LETTER
from tests.two.house import NOTE, SHORT, TITLES
from tests.two.rows import LOCATOR, PLACE, documents, rows, takes_document, told

pytestmark = pytest.mark.long

VIEWS = sorted(path.stem for path in (rooms.room("queries") / "views").glob("*.rq"))
CHARTS = sorted(path.stem for path in (rooms.room("queries") / "charts").glob("*.rq"))
# Views in which the note says nothing: it relates nothing to the EU or NATO, names no two instruments twice and is on no matter. What
# its author supports is asked for by name below.
SILENT = {"eu-and-nato", "matters", "matters-chart", "supports", "together"}
# What takes no document, or shares its rows between documents, and still differs: the ends and relations of the rows that the note adds, and why.
ADDED = {
    "developments": (
        {
            ("commitment/mutual-assistance-42-7", "document/northmarch-note", "concept/effect/touches"),
            ("commitment/northmarch-examine-pesco", "document/northmarch-note", "concept/effect/stands"),
        },
        "each document is itself a source of what became of what it speaks of",
    ),
}


def asked(name: str) -> queries.Question:
    return (queries.questions("views") | queries.questions("charts"))[name]


def ends(row: tuple[object, ...]) -> tuple[str, ...]:
    """Return source, target and relation of a row of a view."""
    source, target, relation = (str(getattr(row[at], "value", "")).removeprefix(ID) for at in (0, 2, 4))
    return source, target, relation


@pytest.mark.parametrize("name", VIEWS + CHARTS)
def test_the_rows_of_both_are_the_rows_of_each(name, store, both):
    question = asked(name)
    alone, together = rows(question, store), rows(question, both)
    if not takes_document(question) or name in ADDED:
        added, _ = ADDED.get(name, (set(), ""))
        new = together - alone
        assert not alone - together
        assert sorted(ends(row) for row in new.elements()) == sorted(added)
        assert all(documents(row) == {NOTE} for row in new)
        return
    letter, note = rows(question, both, LETTER), rows(question, both, NOTE)
    assert letter == rows(question, store, LETTER)
    assert not letter - alone
    assert note or name in SILENT
    assert together == alone + note
    assert not [row for row in note if LETTER in documents(row)]
    assert not [row for row in together if len(documents(row)) > 1]


def test_what_another_holder_supports_is_of_its_document(both):
    values = {"holder": "actor:northmarch-council"}
    found = rows(asked("supports"), both, values=values)
    assert {document for row in found for document in documents(row)} == {NOTE}


@pytest.mark.parametrize("name", VIEWS)
def test_each_link_of_a_view_is_of_one_document_and_the_page_names_it(name, both):
    view = export.view(name)
    found = set()
    for edge in records.edges(view):
        keys = {key for key in str(edge.attributes["passages"]).split() if key.startswith("passage/")}
        assert len({key.split("/")[1] for key in keys}) < 2
        found |= keys
    assert view.number_of_edges() == len(list(rows(asked(name), both).elements()))
    page = interactive.page(view, asked(name), "", "en", both).decode()
    table = re.sub(r"<[^>]*>", " ", page[page.index("<table") :])
    assert not LOCATOR.findall(table)
    assert {match.group() for match in PLACE.finditer(table)} >= {told(key) for key in found}
    foot = page[page.index("<footer>") :].partition("</p>")[0]
    for document, title in TITLES.items():
        assert (title in foot) == any(key.split("/")[1] == document for key in found)


@pytest.mark.parametrize("name", VIEWS)
def test_graph_files_of_two_documents_are_made(name):
    # Pictures are made with the release.
    for form in ("graphml", "gexf", "csv", "md", "ttl"):
        files = export.export(name, {}, form)
        assert files
        assert all(files.values())


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_tells_which_document_says_what(name, both):
    made = export.chart(name)
    text = charts.table(made).decode()
    spoken = {document for document in SHORT if rows(asked(name), both, document)}
    assert LETTER in spoken
    assert NOTE in spoken or name in SILENT
    by_name = name in ("matters-chart", "scales-chart")  # each document is a column or a series, by its name
    for document in spoken & set(TITLES):
        assert (TITLES if by_name else SHORT)[document] in text
    assert by_name or all(SHORT[document] in text for document in spoken)
    rows_of = Counter(row.get("text") or row.get("category") or row["row"] for row in made.rows)
    assert by_name or all(row.startswith(tuple(f"{short}: " for short in SHORT.values())) for row in rows_of)
    if len(spoken) > 4:
        assert f"{len(spoken)} documents" in made.source  # more than are named one by one
    else:
        assert ("CNM/2020/7" in made.source) == (NOTE in spoken)
