"""What several hold together is told once to those who read, and once for each in data."""

import csv
import io

import pyoxigraph as ox

from foederis import queries
from foederis.answers import folding, rendering
from foederis.queries import Answer

A, B, C = (ox.NamedNode(f"https://example.org/{one}") for one in "abc")


def test_rows_that_only_differ_in_the_holder_are_one_where_the_first_stood():
    answer = Answer(("text", "holder"), ((C, B), (A, A), (C, A), (A, None)))
    assert folding.folded(answer).rows == ((C, ox.Literal(f"{B.value} {A.value}")), (A, A))


def test_what_differs_in_anything_else_stays_apart():
    answer = Answer(("text", "holder", "lang"), ((C, A, A), (C, B, B), (C, B, None)))
    assert folding.folded(answer) is answer
    assert folding.folded(Answer(("text", "debtor"), ((C, A), (C, B)))).rows == ((C, A), (C, B))


def test_an_agreement_of_four_parties_tells_each_position_once_in_a_table_and_four_times_in_data(store):
    question = queries.questions()["positions"]
    given = {"document": "nl-coalitieakkoord-2021-12-15"}
    answer = queries.ask(question, given, data=store)
    rows = list(csv.DictReader(io.StringIO(rendering.document(answer, question, given, "csv", "en", store))))
    told = rendering.document(answer, question, given, "md", "en", store).splitlines()
    assert len({row["holder"] for row in rows}) == 4
    assert len(told) - 2 == len({row["text"] for row in rows}) == len(rows) / 4
    assert all("CDA; ChristenUnie; D66; VVD" in line for line in told[2:])
