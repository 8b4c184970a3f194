"""A release of two documents holds each passage of both once, and its pages, tables and places name the document."""

import csv
import io
import re
from collections import Counter

import pyoxigraph as ox
import pytest

from foederis import queries
from foederis.namespaces import FOED, ID, PREFIXES, RDF
from foederis.publish import annotations, release
from tests.conftest import LETTER
from tests.two.house import NOTE, SHORT, TITLES
from tests.two.rows import LOCATOR, PLACE, passages, rows, told

pytestmark = pytest.mark.long

OA = "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def made(two) -> dict[str, bytes]:
    """Return the files of a release of both documents."""
    return release.build()[1]


@pytest.fixture(scope="module")
def sentences(both) -> Counter[str]:
    """Return the number of sentences of each document."""
    found = both.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Sentence"), ox.DefaultGraph())
    return Counter(document_of(quad.subject.value) for quad in found)


def document_of(iri: str) -> str:
    return iri.removeprefix(f"{ID}passage/").split("/")[0]


def test_each_statement_of_both_is_a_row_of_its_table(made, both):
    table = list(csv.DictReader(io.StringIO(made["csv/statements.csv"].decode())))
    kind = ox.NamedNode(FOED + "Statement")
    named = {q.subject.value for q in both.quads_for_pattern(None, ox.NamedNode(RDF + "type"), kind, ox.DefaultGraph())}
    assert Counter(row["id"] for row in table) == Counter(named)
    assert not [row for row in table if len({document_of(one) for one in row["graph"].split("|")}) != 1]
    assert len([row for row in table if document_of(row["graph"]) == NOTE]) == 14


def test_each_passage_of_both_is_a_row_of_its_table(made, sentences):
    table = list(csv.DictReader(io.StringIO(made["csv/passages.csv"].decode())))
    assert len({row["id"] for row in table}) == len(table)
    assert Counter(document_of(row["id"]) for row in table if "Sentence" in row["type"]) == sentences
    assert not [row for row in table if not row["inDocument"].endswith(f"/{document_of(row['id'])}")]


def test_each_sentence_of_both_has_one_annotation_in_its_own_document(made, both, sentences):
    read = list(ox.parse(made["annotations.ttl"], format=ox.RdfFormat.TURTLE))
    sources = {q.subject.value: q.object.value for q in read if q.predicate.value == OA + "hasSource"}
    assert Counter(document_of(place) for place in sources) == sentences
    assert all(source == f"{ID}document/{document_of(place)}" for place, source in sources.items())
    starts = {q.subject.value: int(q.object.value) for q in read if q.predicate.value == OA + "start"}
    for document in (LETTER, NOTE):
        own = [start for place, start in starts.items() if document_of(place) == document]
        assert min(own) == 0  # each counts from its own beginning
        assert len(set(own)) == len(own)
    bodies = {(q.subject.value, q.object.value) for q in read if q.predicate.value == OA + "hasBody"}
    assert not [one for one in bodies if f"/statement/{LETTER}/" in one[1] and document_of(one[0]) != LETTER]
    assert not [one for one in bodies if f"/statement/{NOTE}/" in one[1] and document_of(one[0]) != NOTE]


def test_the_annotations_of_the_letter_are_those_it_had_alone(made, store):
    alone = {
        str(one)
        for one in ox.parse(
            annotations.annotations(store.quads_for_pattern(None, None, None)), format=ox.RdfFormat.TURTLE
        )
    }
    both = {str(one) for one in ox.parse(made["annotations.ttl"], format=ox.RdfFormat.TURTLE)}
    assert alone <= both
    assert all(NOTE in one or "northmarch" in one for one in both - alone)


def test_the_facts_of_a_release_load_and_answer(made):
    loaded = ox.Store()
    loaded.load(made["foederis.nq"], format=ox.RdfFormat.N_QUADS)
    for name, question in queries.questions().items():
        assert queries.ask(question, {}, data=loaded).rows == queries.ask(question, {}).rows, name
    text = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a foed:Sentence } }"
    sentences = 293 + 93 + 104 + 73  # of the four documents, and twelve of the note
    assert next(iter(loaded.query(text, prefixes=PREFIXES)))["n"].value == str(sentences + 12)


@pytest.mark.parametrize("name", sorted(queries.questions()))
def test_the_page_of_a_question_names_the_document_of_each_passage(name, made, both):
    pages = [content.decode() for path, content in made.items() if re.fullmatch(rf"q/{name}/[\w-]+\.html", path)]
    tables = [table for page in pages for table in re.findall(r"<table.*?</table>", page, re.DOTALL)]
    text = re.sub(r"<[^>]*>", " ", " ".join(tables))
    assert not LOCATOR.findall(text)
    shown = {one for row in queries.ask(queries.questions()[name], {}, data=both).rows for one in passages(row)}
    assert bool(tables) == bool(queries.ask(queries.questions()[name], {}, data=both).rows)
    assert {match.group() for match in PLACE.finditer(text)} == {told(one) for one in shown}


def test_the_page_of_a_thing_names_the_document_of_each_passage(made):
    page = made["id/commitment/mutual-assistance-42-7.html"].decode()
    head, *parts = (re.sub(r"<[^>]*>", " ", part) for part in page.split("<h2>"))
    said = {name: next(one for one in parts if TITLES[name] in one.partition("\n")[0]) for name in (LETTER, NOTE)}
    assert "rec5.p1.s3" in LOCATOR.findall(said[LETTER])  # under the name of its document
    assert "rec5.p1.s2" in LOCATOR.findall(said[NOTE])
    elsewhere = "".join([head, *(one for one in parts if one not in said.values())])
    assert f"{SHORT[LETTER]}/rec5.p1.s3" in elsewhere
    assert not LOCATOR.findall(elsewhere)


def test_equal_locators_have_pages_of_their_own(made):
    for document, says in (
        (LETTER, "The scope of the mutual assistance clause"),
        (NOTE, "The Council of Northmarch reaffirms"),
    ):
        text = made[f"id/passage/{document}/rec5.p1.s2.html"].decode()
        assert says in text
        assert TITLES[document] in text


@pytest.mark.parametrize("name", sorted(queries.questions("views") | queries.questions("charts")))
def test_the_picture_of_a_view_or_chart_names_the_documents_it_rests_on(name, made, both):
    picture = made[f"pictures/{name}.svg"].decode()
    question = (queries.questions("views") | queries.questions("charts"))[name]
    told_of = {document_of(one) for row in rows(question, both) for one in passages(row)}
    if "document" in {one.name for one in question.parameters} and len(told_of) > 4:
        assert f"{len(told_of)} documents" in picture  # more than are named one by one
    elif "document" in {one.name for one in question.parameters} and told_of:
        for document, title in TITLES.items():
            assert (title in picture) == (document in told_of)
