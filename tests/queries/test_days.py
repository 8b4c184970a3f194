"""A day is told only where a source gives the day: what is of a month, a year or longer is called as its period."""

import pyoxigraph as ox
import pytest

from foederis import queries
from foederis.namespaces import FOED, XSD

BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
# The last day on which something is still in time, beside the time as it is called: what is due is ordered and found by it.
LAST_DAYS = {("due", "until"), ("expectations", "until"), ("overdue", "until")}


@pytest.fixture(scope="module")
def given(store) -> set[str]:
    """Return the days that a source gives: both bounds of a start or an end, or a day of something that is no period."""
    periods: dict[str, dict[str, str]] = {}
    days = set()
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if getattr(quad.object, "datatype", None) != ox.NamedNode(f"{XSD}date"):
            continue
        name = quad.predicate.value.removeprefix(FOED)
        if name in BOUNDS:
            periods.setdefault(quad.subject.value, {})[name] = quad.object.value
        else:
            days.add(quad.object.value)
    for bounds in periods.values():
        for first, last in (BOUNDS[:2], BOUNDS[2:]):
            if bounds.get(first) == bounds.get(last):
                days |= {bounds[name] for name in (first, last) if name in bounds}
    return days


def test_the_first_day_of_a_year_or_a_month_is_no_day_that_a_source_gives(given):
    assert "2020-10-05" in given
    assert not given & {"2016-01-01", "2016-12-31", "2022-06-30", "2023-05-01", "2023-07-01", "2024-10-01"}


@pytest.mark.parametrize("name", sorted(queries.questions()))
def test_a_question_tells_a_day_only_where_a_source_gives_one(name, store, given):
    question = queries.questions()[name]
    asked = {parameter.default.partition("^^")[0].strip('"') for parameter in question.parameters}
    answer = queries.ask(question, {}, data=store)
    told = {
        (variable, cell.value)
        for row in answer.rows
        for variable, cell in zip(answer.variables, row, strict=True)
        if getattr(cell, "datatype", None) == ox.NamedNode(f"{XSD}date") and (name, variable) not in LAST_DAYS
    }
    assert {(variable, day) for variable, day in told if day not in given | asked} == set()


@pytest.mark.parametrize(("name", "column"), sorted(LAST_DAYS))
def test_a_last_day_stands_beside_the_time_as_it_is_called(name, column, store):
    answer = queries.ask(queries.questions()[name], {}, data=store)
    assert answer.rows
    assert all(row[answer.variables.index("period")] is not None for row in answer.rows)
    assert column in answer.variables
