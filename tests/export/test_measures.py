"""Measures against networks small enough to count by hand; declared in a view, found in its files."""

import json
from dataclasses import replace

import networkx as nx
import pytest

from foederis import export, queries
from foederis.errors import BadInput
from foederis.export import measures
from tests.export import graphml

VIEWS = queries.questions("views")
DECLARED = {name: view.extra["measure"] for name, view in VIEWS.items() if "measure" in view.extra}


def network(*edges: tuple[str, str]) -> "nx.MultiDiGraph[str]":
    view = nx.MultiDiGraph()
    for source, target in edges:
        view.add_edge(source, target, weight=1.0)
    return view


def test_betweenness_is_the_share_of_shortest_ways_through_a_node():
    # a - b - c, and d on b too: of the three pairs without b all run through b.
    assert measures.betweenness(network(("a", "b"), ("b", "c"), ("d", "b"))) == {"a": 0, "b": 1, "c": 0, "d": 0}


def test_reach_counts_what_a_node_leads_to_by_way_of_others_and_not_itself():
    found = measures.reach(network(("a", "b"), ("b", "c"), ("c", "b"), ("a", "d")))
    assert found == {"a": 3, "b": 1, "c": 1, "d": 0}


def test_two_triangles_tied_by_one_line_are_two_groups_the_largest_first():
    triangles = [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
        ("x", "y"),
        ("y", "z"),
        ("z", "x"),
        ("x", "w"),
        ("y", "w"),
        ("c", "x"),
    ]
    found = measures.community(network(*triangles))
    assert {key for key, group in found.items() if group == 1} == {"w", "x", "y", "z"}
    assert {key for key, group in found.items() if group == 2} == {"a", "b", "c"}


def test_each_measure_is_declared_by_a_view():
    assert set(DECLARED.values()) == set(measures.MEASURES)
    assert DECLARED["eu-and-nato"] == "betweenness"
    assert DECLARED["together"] == "community"
    assert DECLARED["instruments"] == DECLARED["advice-map"] == "reach"


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_a_declared_measure_is_an_attribute_of_every_node_in_the_graph_files(name):
    view = export.view(name)
    measure = DECLARED[name]
    expected = {key: a[measure] for key, a in view.nodes(data=True)}
    read = graphml.read(export.export(name, {}, "graphml")[""].decode())
    assert {key: a[measure] for key, a in read.nodes(data=True)} == expected
    elements = json.loads(export.export(name, {}, "cytoscape")[""])["elements"]
    assert {node["data"]["id"]: node["data"][measure] for node in elements["nodes"]} == expected
    assert f",{measure.capitalize()}" in export.export(name, {}, "csv")["-nodes"].decode().splitlines()[0]


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_the_key_of_the_picture_tells_the_measure(name):
    said = export.export(name, {}, "svg")[""].decode()
    word = {"betweenness": "(betweenness)", "reach": "(reach)", "community": "group: things that go together"}
    assert word[DECLARED[name]] in said


def test_a_measure_that_there_is_not_is_told_with_the_file(monkeypatch):
    wrong = replace(VIEWS["instruments"], extra={"layout": "layered", "measure": "fame"})
    monkeypatch.setattr(queries, "questions", lambda folder="": {"instruments": wrong} if folder == "views" else {})
    with pytest.raises(BadInput, match="no measure 'fame'") as error:
        export.view("instruments")
    assert error.value.where == "queries/views/instruments.rq"
    assert "betweenness" in error.value.remedy
