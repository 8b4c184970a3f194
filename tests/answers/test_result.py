"""The Python API, and the examples in its documentation."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

import foederis
from foederis import export
from foederis.answers import result as results
from foederis.errors import BadInput, BadUse, NothingFound
from foederis.export import exporting
from tests.export import graphml


def test_the_examples_of_the_documentation_hold():
    for module, examples in ((results, 8), (exporting, 3)):
        result = doctest.testmod(module)
        assert result.attempted >= examples
        assert result.failed == 0


def test_values_are_python_values():
    rows = list(foederis.ask("amounts", thing="EDF"))
    assert {7014000000, 7000000000} <= {row["value"] for row in rows}
    assert all(isinstance(row["value"], int | Decimal) for row in rows)
    assert any(isinstance(value, date) for value in foederis.ask("timeline").column("from"))


def test_numbers_that_others_type_otherwise_are_numbers():
    pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    text = (
        'SELECT * { VALUES (?a ?b ?c) { (1.5e0 "7"^^xsd:int "INF"^^xsd:double) ("x"^^xsd:double "8"^^xsd:long 2e1) } }'
    )
    answer = foederis.sparql(f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> {text}")
    assert sorted(map(str, answer.column("a"))) == ["1.5", "x"]
    assert set(answer.column("c")) == {float("inf"), 20.0}
    kinds = answer.to_pandas().dtypes
    assert (kinds["b"].name, kinds["c"].name) == ("Int64", "float64")


def test_names_are_in_the_language_asked():
    answer = foederis.ask("who-signed", lang="nl")
    assert answer.labels("office")[0].startswith("ministerie")
    assert answer.passages == ("kst-21501-28-211/closing.p2.s1", "kst-21501-28-211/closing.p3.s1")


def test_a_data_frame_has_numbers_as_numbers_and_names_when_asked():
    pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    answer = foederis.ask("amounts", unit="euro")
    plain, named = answer.to_pandas(), answer.to_pandas(names=True)
    assert plain.shape == named.shape == (len(answer), len(answer.columns))
    assert (plain["value"] == named["value"]).all()
    assert set(plain["unit"]) == {"https://w3id.org/foederis/id/concept/unit/euro"}
    assert set(named["unit"]) == {"euro"}
    frame = foederis.ask("scoreboard", recommendation="AIV-advies 112, aanbeveling 5").to_pandas(names=True)
    assert frame["passages"][0].startswith("kst-21501-28-211/rec5.p1.s1 kst-21501-28-211/rec5.p1.s2 ")


def test_the_columns_of_a_data_frame_have_the_types_of_their_values():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    amounts = foederis.ask("amounts").to_pandas()
    assert pandas.api.types.is_numeric_dtype(amounts["value"])
    assert amounts["value"].describe()["max"] > 1_000_000
    assert foederis.ask("timeline").to_pandas()["from"].dtype.kind == "M"
    days = date(2020, 10, 5), date(9999, 12, 31)
    rows = (
        (1, Decimal("1.5"), days[0], True, "a", None, 1, days[1], 2**70, days[0]),
        (None, 2, None, None, "b", None, "x", days[0], 1, True),
    )
    frame = results.Result("x", tuple("abcdefghij"), rows).to_pandas()
    kinds = [str(kind) for kind in frame.dtypes]
    assert kinds[:4] == ["Int64", "float64", "datetime64[ns]", "boolean"]
    assert all(kind == "object" for kind in kinds[5:7] + kinds[8:])
    assert frame["a"].isna().tolist() == frame["c"].isna().tolist() == [False, True]
    assert frame["b"].tolist() == [1.5, 2.0]
    assert frame["g"].tolist() == [1, "x"]
    assert frame["h"].tolist() == list(reversed(days)) or frame["h"][0] == days[1]
    assert frame["i"].tolist() == [2**70, 1]
    assert len(results.Result("x", ("a",), ()).to_pandas()) == 0
    twice = results.Result("x", ("a", "a"), ((1, "y"),)).to_pandas()
    assert [str(kind) for kind in twice.dtypes] == ["Int64", "object"]


def test_both_engines_give_the_same():
    assert foederis.ask("who-signed") == foederis.ask("who-signed", engine="rdflib")


def test_the_things_of_an_answer_are_a_graph():
    found = foederis.ask("strategic-partners").to_graph()
    assert len(found) > 30


def test_a_view_is_the_graph_that_its_files_hold():
    made = foederis.view("participation", group="PESCO", lang="nl")
    read = graphml.read(export.export("participation", {"group": "PESCO"}, "graphml", "nl")[""].decode())
    for attribute in ("label", "type", "iri"):
        assert dict(made.nodes(data=attribute)) == dict(read.nodes(data=attribute))
    assert made.number_of_edges() == read.number_of_edges() == 25
    assert made.nodes["actor/nld"]["label"] == "Nederland"


def test_mistakes_are_told():
    with pytest.raises(BadUse, match="no view 'participations'"):
        foederis.view("participations")
    with pytest.raises(BadUse, match="no parameter 'who'"):
        foederis.view("participation", who="NL")
    with pytest.raises(NothingFound, match="no answer"):
        foederis.view("participation", asof="1900-01-01")
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
