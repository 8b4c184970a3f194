"""The copy of the questions for grlc answers as the questions do, with and without values."""

import pytest

from foederis import graph, queries
from foederis.namespaces import FOED, ID
from foederis.publish import grlc

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("memory")]

QUESTIONS = queries.questions()
OTHERWISE = {
    "debtor": f"{ID}actor/nl-cabinet",
    "holder": f"{ID}actor/nl-cabinet",
    "line": f"{ID}actor/swe",
    "matter": f"{ID}concept/matter/european-security-council",
    "document": f"{ID}document/bzdoc-1754443015-75",
    "recommendation": f"{ID}recommendation/aiv-112-5",
    "thing": f"{ID}instrument/edf",
}
NAMED = {quad.subject.value for quad in graph.quads() if hasattr(quad.subject, "value")}
LITERALS = {"date": "2017-01-01", "decimal": "1000000", "lang": "nl"}


def _rows(text):
    # The order inside a GROUP_CONCAT is the engine's to choose.
    return sorted(
        [sorted(str(getattr(cell, "value", "")).split()) for cell in row] for row in queries.select(text).rows
    )


def _value(question, parameter):
    """A value to try: for a thing, another than the default where the question's own rows show one."""
    if parameter.type != "iri":
        return LITERALS[parameter.type]
    if parameter.default.startswith("<"):
        return parameter.default.strip("<>")
    if parameter.default.startswith("foed:"):
        return FOED + parameter.default.removeprefix("foed:")
    if parameter.default != "UNDEF":
        return next(one for one in NAMED if one.endswith(f"/{parameter.default.replace(':', '/')}"))
    answer = queries.select(question.text)
    if (
        parameter.name in answer.variables and parameter.name != "document"
    ):  # a column may hold documents that are cited
        column = answer.variables.index(parameter.name)
        return next(row[column].value for row in answer.rows if row[column] is not None)
    return OTHERWISE[parameter.name]


def test_every_question_has_a_copy():
    written = {name.removesuffix(".rq"): content.decode() for name, content in grlc.files().items()}
    assert written == {name: grlc.rewritten(question) for name, question in QUESTIONS.items()}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_without_values_the_copy_gives_the_rows_of_the_question(name):
    assert _rows(grlc.rewritten(QUESTIONS[name])) == _rows(QUESTIONS[name].text)


@pytest.mark.parametrize(
    ("name", "parameter"), [(q.name, p.name) for q in QUESTIONS.values() for p in q.parameters], ids=str
)
def test_grlc_with_a_value_gives_the_rows_of_the_question_with_that_value(name, parameter):
    gquery = pytest.importorskip("grlc.gquery", reason="grlc is not installed")
    question = QUESTIONS[name]
    kind = next(one for one in question.parameters if one.name == parameter)
    value = _value(question, kind)
    assert value, "no value to try"
    term = queries.term(kind, value, graph.store())
    copy = grlc.rewritten(question)
    served = gquery.rewrite_query(copy, gquery.get_parameters(copy, "", {}), {parameter: value})
    assert _rows(served) == _rows(queries.bind(question, {parameter: term}))
