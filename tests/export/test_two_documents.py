"""With a second document loaded, views and pages tell its passages from those of the first, and name both documents."""

import pyoxigraph as ox
import pytest

from foederis import export, graph, queries
from foederis.export import interactive, records, source_line
from foederis.namespaces import DCTERMS, FOED, ID, RDF, SKOS

FIRST, SECOND = f"{ID}document/bzdoc-1754443015-75", f"{ID}document/reply-2021"
PASSAGE = f"{ID}passage/reply-2021/answer.s1"


def quad(subject: str, predicate: str, thing: ox.NamedNode | ox.Literal, where: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing, ox.NamedNode(where))


@pytest.fixture(scope="module")
def repeated(store) -> ox.NamedNode:
    """Return a passage of the first document that the view of instruments shows."""
    edge = next(edge for edge in records.edges(export.view("instruments")) if edge.attributes["evidence"] == 1)
    return ox.NamedNode(ID + str(edge.attributes["passages"]))


@pytest.fixture(scope="module")
def both(store, repeated) -> ox.Store:
    """Return the graph with a second document, whose one sentence states what one of the first document states."""
    about = f"{ID}graph/documents"
    extra = [
        quad(SECOND, RDF + "type", ox.NamedNode(FOED + "Document"), about),
        quad(SECOND, SKOS + "prefLabel", ox.Literal("A reply", language="en"), about),
        quad(SECOND, SKOS + "prefLabel", ox.Literal("Een antwoord", language="nl"), about),
        quad(SECOND, DCTERMS + "identifier", ox.Literal("REPLY-2021"), about),
        quad(PASSAGE, FOED + "inDocument", ox.NamedNode(SECOND), about),
        quad(PASSAGE, FOED + "locator", ox.Literal("answer.s1"), about),
    ]
    for one in store.quads_for_pattern(None, None, None, repeated):
        extra.append(ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(PASSAGE)))
    return graph.memory_store(extra)


@pytest.fixture
def loaded(both, monkeypatch) -> ox.Store:
    monkeypatch.setattr(graph, "store", lambda: both)
    return both


def test_the_page_names_the_document_of_each_passage(loaded, repeated):
    view = export.view("instruments")
    text = interactive.page(view, queries.questions("views")["instruments"], "", "en", loaded).decode()
    locator = repeated.value.rsplit("/", 1)[-1]
    assert f'rel="noreferrer" dir="auto">kst-21501-28-211/{locator}</a>' in text
    assert f'<a href="{PASSAGE}" rel="noreferrer" dir="auto">reply-2021/answer.s1</a>' in text
    assert f'dir="auto">{locator}<' not in text
    foot = text[text.index("<footer>") :]
    assert "no. 112, 21501-28-211, 5 October 2020; A reply, REPLY-2021. " in foot


def test_what_both_documents_say_is_an_edge_of_each(loaded, repeated):
    passages = {str(edge.attributes["passages"]) for edge in records.edges(export.view("instruments"))}
    assert {repeated.value.removeprefix(ID), "passage/reply-2021/answer.s1"} <= passages


def test_a_picture_names_the_documents_that_it_rests_on_and_no_other(loaded):
    source = export.view("instruments", lang="nl").graph["source"]
    assert "nr. 112, 21501-28-211, 5 oktober 2020; Een antwoord, REPLY-2021. " in source
    from_reply = [
        edge for edge in records.edges(export.view("commitments")) if "reply" in str(edge.attributes["passages"])
    ]
    assert ("REPLY-2021" in export.view("commitments").graph["source"]) == bool(from_reply)


def test_a_chart_names_the_documents_that_it_rests_on_and_no_other(loaded):
    source = export.chart("scoreboard-chart").source
    assert "21501-28-211" in source
    assert "REPLY-2021" not in source, "the second document answers no recommendation"


def test_more_documents_than_can_be_named_are_counted(both):
    documents = [f"{ID}document/many-{number}" for number in range(5)]
    many = ox.Store()
    for number, document in enumerate(documents):
        node = ox.NamedNode(f"{ID}passage/many-{number}/s1")
        many.add(ox.Quad(node, ox.NamedNode(FOED + "inDocument"), ox.NamedNode(document)))
    passages = [f"{ID}passage/many-{number}/s1" for number in range(5)]
    assert source_line.documents_of(passages, many) == documents
    assert source_line.line("", "en", many, passages).startswith("Source: 5 documents, each named in the graph.")
    four = source_line.line("", "en", many, passages[:4])
    assert four.startswith("Source: document/many-0; document/many-1; document/many-2; document/many-3.")
