"""The catalogue of questions: read by RDF tools as it lies, and its queries run as they stand in it."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from foederis import graph, queries, validate
from foederis.errors import BadInput
from foederis.namespaces import ID
from foederis.publish import catalogue
from foederis.queries import Parameter, Question

# What editors that offer example queries ask an endpoint.
EXAMPLES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?entry ?comment ?query WHERE {
  ?entry a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query .
} ORDER BY ?entry"""
PARAMETERS = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?entry ?variable ?default (GROUP_CONCAT(COALESCE(?choice, ""); SEPARATOR="|") AS ?choices) WHERE {
  ?entry sh:parameter ?parameter . ?parameter sh:path ?variable .
  OPTIONAL { ?parameter sh:defaultValue ?default }
  OPTIONAL { ?parameter sh:in/rdf:rest*/rdf:first ?choice }
} GROUP BY ?entry ?variable ?default"""
DECLARED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?prefix ?namespace WHERE {
  <https://w3id.org/foederis/def/> sh:declare ?one . ?one sh:prefix ?prefix ; sh:namespace ?namespace
}"""
SELECT = ox.NamedNode("http://www.w3.org/ns/shacl#select")
ALL = {f"{ID}question/{name}": one for name, one in queries.questions().items()} | {
    f"{ID}view/{name}": one for name, one in queries.questions("views").items()
}


def made(text: str, title: str = "What is there?", *parameters: Parameter) -> Question:
    return Question("made", title, "Wat is er?", "A summary.", "Look-up", "made.rq", text, parameters)


def written(question: Question) -> ox.Store:
    """Return a store with the catalogue of one question."""
    store = ox.Store()
    for quad in ox.parse(catalogue.text([question], []).encode(), format=ox.RdfFormat.TRIG):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return store


@pytest.fixture(scope="module")
def whole() -> ox.Store:
    """The graph with the catalogue of all its questions beside it, as the loader would lay it out."""
    return graph.memory_store(ox.parse(catalogue.whole(), format=ox.RdfFormat.TRIG))


def test_the_catalogue_is_no_part_of_the_facts(store):
    assert not list(store.quads_for_pattern(None, SELECT, None, None))


@pytest.mark.long
def test_the_shapes_and_hygiene_queries_hold_the_catalogue_too(tmp_path):
    (tmp_path / "questions.trig").write_bytes(catalogue.whole())
    report = validate.run([tmp_path / "questions.trig"])
    assert [r for r in report.results if r.severity == "violation"] == []
    bad = catalogue.whole().replace(b"VALUES ?recommendation", b"VALUES ?recommendations", 1)
    (tmp_path / "questions.trig").write_bytes(bad)
    report = validate.run([tmp_path / "questions.trig"])
    assert "hygiene/parameter-not-in-query" in {r.shape for r in report.results}


def test_every_question_and_view_has_one_entry_in_both_languages(whole):
    found: dict[str, dict[str, set[str]]] = {}
    for entry, comment, query in queries.select(EXAMPLES, data=whole).rows:
        told = found.setdefault(entry.value, {"queries": set(), "nl": set(), "en": set()})
        told["queries"].add(query.value)
        told[comment.language].add(comment.value)
    assert found == {iri: {"queries": {one.body}, "nl": {one.title_nl}, "en": {one.title}} for iri, one in ALL.items()}


TOLD = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?one ?text WHERE {
  { ?one a sh:SPARQLExecutable ; dcterms:description ?text } UNION { ?one a sh:Parameter ; sh:description ?text }
}"""


def test_what_an_entry_and_its_parameters_are_is_told_in_both_languages(whole):
    found = {(one.value, text.language, text.value) for one, text in queries.select(TOLD, data=whole).rows}
    assert found == {
        (named, language, said)
        for iri, one in ALL.items()
        for named, english, dutch in [
            (iri, one.summary, one.summary_nl),
            *((f"{iri}/{p.name}", p.description, p.description_nl) for p in one.parameters),
        ]
        for language, said in (("en", english), ("nl", dutch))
    }


def test_what_nobody_told_in_dutch_is_not_marked_as_dutch():
    store = written(made("SELECT * { VALUES ?x { UNDEF } }", "Title?", Parameter("x", "string", "One.", "UNDEF")))
    assert {text.language for _, text in queries.select(TOLD, data=store).rows} == {"en"}


def test_every_parameter_is_described_with_its_default_as_a_term(whole):
    described = queries.select(PARAMETERS, data=whole).rows
    assert len(described) == sum(len(one.parameters) for one in ALL.values())
    found = {
        (entry.value, path.value.rsplit("/", 1)[-1]): (default, told.value) for entry, path, default, told in described
    }
    prefixes = {prefix.value: namespace.value for prefix, namespace in queries.select(DECLARED, data=whole).rows}
    for iri, question in ALL.items():
        for parameter in question.parameters:
            default, choices = found[iri, parameter.name]
            expected = {"lang": ("nl", "en")}.get(parameter.type, parameter.choices)
            assert {*choices.split("|")} == {*expected} or not (choices or expected)
            if parameter.default == "UNDEF":
                assert default is None
            elif isinstance(default, ox.NamedNode):
                prefix, _, local = parameter.default.partition(":")
                assert default.value in (parameter.default.strip("<>"), prefixes.get(prefix, "") + local)
            else:
                value, _, datatype = parameter.default.partition("^^xsd:")
                assert default.value == value.strip('"')
                assert default.datatype.value.endswith(f"#{parameter.type.replace('lang', 'string')}")
                assert not datatype or datatype == parameter.type


def test_rdflib_reads_the_catalogue_and_finds_no_blank_node():
    data = rdflib.Dataset().parse(data=catalogue.whole(), format="trig")
    names = {str(g.identifier) for g in data.graphs() if len(g)}
    assert names == {catalogue.GRAPH}
    assert not any(isinstance(term, rdflib.BNode) for s, _, o, _ in data.quads() for term in (s, o))


def rows(store: ox.Store, text: str) -> list[list[list[str]]]:
    # With the query's own prefixes only; the order inside a GROUP_CONCAT is the engine's to choose.
    return sorted([sorted(str(getattr(cell, "value", "")).split()) for cell in row] for row in store.query(text))


@pytest.mark.long
@pytest.mark.parametrize("iri", sorted(ALL), ids=lambda iri: iri.removeprefix(ID))
def test_the_query_in_an_entry_gives_the_rows_of_its_question_and_the_catalogue_adds_none(iri, store, whole):
    (text,) = {q.object.value for q in whole.quads_for_pattern(ox.NamedNode(iri), SELECT, None)}
    assert not any(line.startswith("#+") for line in text.splitlines())
    found = rows(whole, text)
    assert found
    assert found == rows(store, ALL[iri].text)


@pytest.mark.parametrize(
    "hostile", ['"""', "a\\u0022b", 'ends with "', "\\", '""""""', "'''", "\\n", '\t"\\"', "} <x> {"]
)
def test_no_text_of_a_question_breaks_out_of_its_literal(hostile):
    text = f"SELECT ?x WHERE {{ ?x ?y ?z }} # {hostile}"
    store = written(made(text, hostile))
    (row,) = [row for row in queries.select(EXAMPLES, data=store).rows if row[1].language == "en"]
    assert (row[1].value, row[2].value) == (hostile, text.strip() + "\n")


def test_a_default_is_written_in_full_and_choices_as_a_list_without_blank_nodes():
    parameters = (
        Parameter("thing", "iri", "A thing.", "own:pesco", "foed:Instrument"),
        Parameter("how", "string", "How.", '"so so"', "", ("so so", "a/b", "é")),
    )
    text = 'PREFIX own: <http://x/> SELECT * { VALUES ?thing { own:pesco } VALUES ?how { "so so" } ?thing ?how ?x }'
    store = written(made(text, "Title?", *parameters))
    found = {
        path.value.rsplit("/", 1)[-1]: (default, set(told.value.split("|")))
        for _, path, default, told in queries.select(PARAMETERS, data=store).rows
    }
    assert found["thing"] == (ox.NamedNode("http://x/pesco"), {""})
    assert found["how"] == (ox.Literal("so so"), {"so so", "a/b", "é"})


def test_a_name_that_is_no_part_of_an_iri_and_a_prefix_with_two_meanings_are_refused():
    with pytest.raises(BadInput, match=r"made\.rq"):
        catalogue.text([replace(made("SELECT * {}"), name="Not a name")], [])
    two = [made("PREFIX a: <http://x/> SELECT * {}"), made("PREFIX a: <http://y/> SELECT * {}")]
    with pytest.raises(BadInput, match="'a' means two things"):
        catalogue.text(two, [])


def test_what_is_shown_of_a_thing_says_nothing_of_the_questions_that_take_it(run):
    _, out, _ = run("show", "EPF", "--format", "json")
    assert "European Peace Facility" in out
    assert "/id/question/" not in out
