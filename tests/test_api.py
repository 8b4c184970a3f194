"""The Python API, and the examples in its documentation."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

import foederis
from foederis import api
from foederis.errors import BadInput, BadUse


def test_the_examples_of_the_documentation_hold():
    result = doctest.testmod(api)
    assert result.attempted >= 8
    assert result.failed == 0


def test_values_are_python_values():
    rows = list(foederis.ask("amounts", thing="EDF"))
    assert {7014000000, 7000000000} <= {row["value"] for row in rows}
    assert all(isinstance(row["value"], int | Decimal) for row in rows)
    assert any(isinstance(value, date) for value in foederis.ask("timeline").column("from"))


def test_names_are_in_the_language_asked():
    answer = foederis.ask("who-signed", lang="nl")
    assert answer.labels("office")[0].startswith("ministerie")
    assert answer.passages == ("closing.p2.s1", "closing.p3.s1")


def test_both_engines_give_the_same():
    assert foederis.ask("who-signed") == foederis.ask("who-signed", engine="rdflib")


def test_the_things_of_an_answer_are_a_graph():
    found = foederis.ask("strategic-partners").to_graph()
    assert len(found) > 30


def test_mistakes_are_told():
    with pytest.raises(BadUse, match="no question 'scorebord'"):
        foederis.ask("scorebord")
    with pytest.raises(BadUse, match="no parameter 'who'"):
        foederis.ask("commitments", who="NL")
    with pytest.raises(BadUse, match="no column"):
        foederis.ask("who-signed").column("nobody")
    with pytest.raises(BadUse):
        foederis.sparql("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    with pytest.raises(BadInput):
        foederis.sparql("SELECT WHERE")
    with pytest.raises(AttributeError):
        foederis.nothing  # noqa: B018
