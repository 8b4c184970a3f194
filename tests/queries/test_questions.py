"""Questions: golden answers, two engines, and one binder that cannot be broken out of."""

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from foederis import graph, queries, rooms
from foederis.errors import BadInput, BadUse
from foederis.queries import Parameter, Question, tokens

EXPECTED = Path(__file__).parents[1] / "expected"
NAMES = sorted(path.stem for path in rooms.room("queries").glob("*.rq"))
WITH = sorted(f"with/{path.stem}" for path in (EXPECTED / "with").glob("*.csv"))
"""Answers of questions with other values than in their own golden answer."""
VIEWS = sorted(f"{f}/{path.stem}" for f in ("views", "charts") for path in (rooms.room("queries") / f).glob("*.rq"))


def short(cell: object) -> str:
    """Return what a golden answer writes for a cell: the last part of each IRI, numbers without idle zeros."""
    value = str(getattr(cell, "value", "")) if cell is not None else ""
    if isinstance(cell, ox.Literal) and "decimal" in cell.datatype.value and "." in value:
        value = value.rstrip("0").rstrip(".")
    return " ".join(re.split(r"[/#]", part)[-1] for part in value.split(" "))


@pytest.mark.parametrize("name", [*NAMES, *WITH])
def test_every_question_has_a_golden_answer_written_from_the_letter(name, store):
    path = EXPECTED / f"{name}.csv"
    assert path.is_file(), f"write tests/expected/{name}.csv from the letter, without looking at the output"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("# ") for line in lines if line.startswith("#")]
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    given_values = dict(pair.split("=") for line in head if line.startswith("with: ") for pair in line[6:].split())
    question = next((line[10:] for line in head if line.startswith("question: ")), name)
    answer = queries.ask(queries.questions()[question], given_values, data=store)
    columns = [answer.variables.index(column) for column in rows[0]]
    got = Counter(tuple(short(row[index]) for index in columns) for row in answer.rows)
    want = Counter(tuple(row) for row in rows[1:])
    if head[0] == "exact":
        assert got == want
    else:
        assert head[0] == "contains"
        assert not want - got


# Where who says it is given: the asks are those of the advice; the two holders are what is asked for; what came is said by its source.
KNOWN_HOLDERS = ("advice", "agreement-of-two", "came-otherwise", "outcomes-that-conflict", "scoreboard", "side-by-side")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_that_tells_what_is_said_tells_who_says_it(name):
    question = queries.questions()[name]
    columns = re.search(r"^SELECT .*", question.text, re.MULTILINE).group()
    tells = "foed:paraphrase" in question.text
    assert not tells or "?holder" in columns or name in KNOWN_HOLDERS
    assert tells or name not in KNOWN_HOLDERS


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES + VIEWS)
def test_both_engines_give_the_same_rows_in_the_same_order(name, store, dataset, monkeypatch):
    monkeypatch.setattr(graph, "dataset", lambda: dataset)
    folder, _, stem = name.rpartition("/")
    question = queries.questions(folder)[stem]
    one = queries.ask(question, {}, "oxigraph", store)
    two = queries.ask(question, {}, "rdflib", store)
    assert one.rows
    assert one.variables == two.variables
    plain = [[tuple(short(c) for c in row) for row in answer.rows] for answer in (one, two)]
    assert plain[0] == plain[1]


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES + VIEWS)
def test_every_parameter_is_a_values_line_and_every_text_runs_as_it_stands(name, store):
    folder, _, stem = name.rpartition("/")
    question = queries.questions(folder)[stem]
    for parameter in question.parameters:
        assert list(tokens.blocks(question.text, parameter.name))
        assert queries.bind(question, {parameter.name: parameter.default}).split() == question.text.split()
    store.query(question.text)  # with its own prefixes only
    parseQuery(question.text)


@pytest.mark.parametrize(
    ("day", "group", "count"),
    [
        ("2020-10-01", "EU", 27),
        ("2020-10-01", "NATO", 30),
        ("2020-10-01", "PESCO", 25),
        ("2020-10-01", "EI2", 13),
        ("2020-10-01", "JEF", 9),
        ("2020-10-01", "Northern Group", 12),
        ("2020-01-31", "EU", 28),
        ("2020-02-01", "EU", 27),
        ("2017-12-10", "NATO", 29),
        ("2024-12-31", "NATO", 32),
    ],
)
def test_memberships_are_those_of_the_day(day, group, count, store):
    answer = queries.ask(queries.questions()["participation"], {"asof": day, "group": group}, data=store)
    certain = answer.variables.index("certainty")
    assert sum(short(row[certain]) == "certain" for row in answer.rows) == count


def test_a_membership_whose_start_is_unknown_is_possible_before_its_attestation(store):
    answer = queries.ask(
        queries.questions()["participation"], {"asof": "2019-01-01", "group": "Northern Group"}, data=store
    )
    assert {short(row[answer.variables.index("certainty")]) for row in answer.rows} == {"possible"}


BIND = Question(
    "q", "", "", "", "", "", 'SELECT ?x ?y WHERE { VALUES ?x { "a" } # VALUES ?x { "no" }\n {VALUES ?x { "a" } BIND("VALUES ?x { }" AS ?y)} }'
)  # fmt: skip
hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ['"} DROP ALL #', "'", '"', "}", '" } UNION { ?s ?p ?o } #', '"""', "\n}", "<x>", "?y", "UNDEF", "$x", "\\u0022 }"]
)


def without_values(parsed: object) -> str:
    return re.sub(r"rdflib\.term\.Literal\((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")[^)]*\)", "L", str(parsed))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=hostile)
def test_a_hostile_value_never_changes_the_structure_of_a_query(value, store):
    parameter = Parameter("x", "string", "", "")
    try:
        term = queries.term(parameter, value, store)
    except BadUse:
        return
    if term == "UNDEF":
        return
    text = queries.bind(BIND, {"x": term})
    answer = queries.select(text, data=store)
    assert {getattr(row[0], "value", None) for row in answer.rows} == {value}
    assert {getattr(row[1], "value", None) for row in answer.rows} == {"VALUES ?x { }"}
    assert '# VALUES ?x { "no" }' in text
    found = [m.lastgroup for m in tokens.grammar().finditer(text) if m.lastgroup != "space"]
    assert found == [m.lastgroup for m in tokens.grammar().finditer(BIND.text) if m.lastgroup != "space"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "1 2"), ("integer", "1; DROP"), ("decimal", "NaN"), ("decimal", "Infinity"), ("date", "2020-02-30"),
        ("date", "20201001"), ("date", "2020-10-01Z"), ("lang", "de"), ("string", "a\\u0022"), ("string", "a\x00"),
        ("iri", "javascript:alert(1)"), ("iri", "http://x/> <y"), ("iri", "file:///etc/passwd"), ("iri", ""),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused(kind, value, store):
    with pytest.raises(BadUse):
        queries.term(Parameter("p", kind, "", ""), value, store)


def test_a_value_outside_the_choices_is_refused_and_they_are_named(store):
    with pytest.raises(BadUse, match="red, green"):
        queries.term(Parameter("p", "string", "", "", "", ("red", "green")), "blue", store)


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://x> { ?s ?p ?o } }", "SELECT * FROM <file:///etc/passwd> {}", "DROP ALL"]
)
def test_a_query_may_not_reach_out_or_change_anything(text):
    with pytest.raises(BadUse, match="not allowed"):
        queries.check(text)


def test_words_inside_strings_and_comments_are_no_reason_to_refuse():
    queries.check('SELECT * { ?s ?p "SERVICE" } # FROM here')


def test_a_front_matter_that_is_not_valid_names_file_and_line(tmp_path):
    path = tmp_path / "q.rq"
    path.write_text("#+ title: a: b\nSELECT * {}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"q\.rq:1"):
        queries.read_question(path)
    path.write_text("#+ title: a\nSELECT * {}", encoding="utf-8")
    with pytest.raises(BadInput, match="lacks"):
        queries.read_question(path)


HEAD = '#+ title: "a"\n#+ title_nl: "a"\n#+ summary: "a"\n#+ tags: [a]\n'


@pytest.mark.parametrize(
    ("lines", "said", "line"),
    [
        ("#+ parameters:\n", "'parameters:' in the front matter is empty", 5),
        ("#+ parameters: {a: b}\n", "'parameters:' in the front matter is not a list", 5),
        ("#+ parameters: [a]\n", "a parameter in 'parameters:' has no keys", 5),
        ("#+ lists:\n", "'lists:' in the front matter is empty", 5),
        ("#+ lists: passages\n", "'lists:' in the front matter is not a list", 5),
        ("#+ columns:\n", "'columns:' in the front matter is empty", 5),
        ("#+ columns: {x: }\n", "'columns:' in the front matter is not keys with values", 5),
        ("#+ layout:\n", "'layout:' in the front matter is empty", 5),
        ("#+ parameters:\n#+   - name: x\n#+     type: string\n#+     choices:\n", "'choices:' in the front matter is empty", 8),
        ("#+ parameters:\n#+   - name: x\n#+     type: string\n#+     words: a\n", "'words:' in the front matter is not", 8),
        ("#+ parameters:\n#+   - name: x\n#+     type: iri\n#+     class:\n", "'class:' in the front matter is empty", 8),
    ],
)  # fmt: skip
def test_a_key_without_its_value_is_named_with_its_line_and_what_to_give(tmp_path, lines, said, line):
    path = tmp_path / "q.rq"
    path.write_text(f'{HEAD}{lines}SELECT * {{ VALUES ?x {{ "a" }} }}', encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(said)) as caught:
        queries.read_question(path)
    assert caught.value.where == f"{path}:{line}"
    assert "Give it" in caught.value.remedy


def test_no_tags_and_no_keys_are_told_as_that(tmp_path):
    path = tmp_path / "q.rq"
    for tags in ("", " []", " a"):
        path.write_text(HEAD.replace(" [a]", tags) + "SELECT * {}", encoding="utf-8")
        with pytest.raises(BadInput, match=r"'tags:' in the front matter is (empty|not a list)") as caught:
            queries.read_question(path)
        assert caught.value.remedy == "Give it a list."
    path.write_text("#+ - a\nSELECT * {}", encoding="utf-8")
    with pytest.raises(BadInput, match="the front matter has no keys"):
        queries.read_question(path)
