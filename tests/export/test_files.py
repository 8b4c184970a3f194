"""Graph files hold the whole view, each attribute declared and of one type, whatever the names are."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import rdflib

from foederis import export, queries
from foederis.export import records, writers, xml
from tests.export import graphml, hostile

VIEWS = sorted(queries.questions("views"))
COMMON = {"label", "name", "type", "color", "size", "weight", "iri", "start", "end", "evidence"}
GEXF = "{http://gexf.net/1.3}"


def read_gexf(content: str, folder: Path) -> nx.MultiDiGraph:
    path = folder / "view.gexf"
    path.write_text(content, encoding="utf-8")
    return nx.read_gexf(path)


def held(view: nx.MultiDiGraph) -> tuple[dict, dict]:
    """Return what a file must hold, taken from the graph itself."""
    nodes = {key: {name: view.nodes[key][name] for name in COMMON} for key in view}
    edges = {
        f"{source} {key} {target}": (source, target, {name: a[name] for name in COMMON | {"interaction", "passages"}})
        for source, target, key, a in view.edges(keys=True, data=True)
    }
    return nodes, edges


@pytest.mark.parametrize("name", VIEWS)
def test_networkx_reads_graphml_back_equal(name):
    view = export.view(name)
    back = graphml.read("".join(writers.graphml(view)), force_multigraph=True)
    nodes, edges = held(view)
    assert {key: {n: a.get(n, "") for n in COMMON} for key, a in back.nodes(data=True)} == nodes
    # networkx takes the id of an edge for its key
    got = {key: (s, t, {n: a.get(n, "") for n in edges[key][2]}) for s, t, key, a in back.edges(keys=True, data=True)}
    assert got == edges


@pytest.mark.parametrize("name", VIEWS)
def test_networkx_reads_gexf_back_equal(name, tmp_path):
    view = export.view(name)
    back = read_gexf("".join(writers.gexf(view)), tmp_path)
    nodes, edges = held(view)
    assert set(back) == set(nodes)
    for key, a in back.nodes(data=True):
        red, green, blue = (a["viz"]["color"][part] for part in "rgb")
        got = a | {"color": f"#{red:02X}{green:02X}{blue:02X}", "size": a["viz"]["size"]}
        assert {n: got.get(n, "") for n in COMMON} == nodes[key]
    got = {a["id"]: (s, t, a) for s, t, a in back.edges(data=True)}
    assert set(got) == set(edges)
    for key, (source, target, wanted) in edges.items():
        assert got[key][:2] == (source, target)
        for n in set(wanted) - {"color", "size"}:
            assert got[key][2].get(n, "") == wanted[n]


@pytest.mark.parametrize("name", VIEWS)
def test_every_attribute_is_declared_once_with_one_type_and_no_value_is_anything_but_that(name):
    view = export.view(name)
    assert set(records.NODE) >= COMMON
    assert set(records.EDGE) >= COMMON | {"interaction"}
    root = ET.fromstring("".join(writers.graphml(view)))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [key.attrib for key in root.iter(space + "key")]
    for element in ("node", "edge"):
        assert {k["attr.name"] for k in keys if k["for"] == element} >= COMMON
    types = {k["id"]: k["attr.type"] for k in keys}
    assert len(types) == len(keys)
    for one in root.iter(space + "data"):
        if types[one.get("key")] in ("int", "double"):
            float(one.text)
    root = ET.fromstring("".join(writers.gexf(view)))
    for block in root.iter(GEXF + "attributes"):
        declared = {a.get("id"): a.get("type") for a in block}
        for element in root.iter(GEXF + block.get("class")):
            assert [v.get("for") for v in element.iter(GEXF + "attvalue")] == list(declared)
    for element in [e for part in json.loads(writers.cytoscape(view))["elements"].values() for e in part]:
        assert all(isinstance(value, str | int | float | bool) for value in element["data"].values())


def test_an_attribute_that_a_view_adds_is_declared_with_its_type_and_lists_are_left_out(tmp_path):
    view = hostile.view()
    for number, (_, a) in enumerate(view.nodes(data=True)):
        a |= {"betweenness": number / 7, "community": number, "mixed": 1 if number else "x", "list": [1], "id": "no"}
    back = graphml.read("".join(writers.graphml(view)))
    assert back.nodes["thing/3"]["betweenness"] == pytest.approx(3 / 7)
    assert back.nodes["thing/3"]["community"] == 3
    assert back.nodes["thing/3"]["mixed"] == "1"
    assert "list" not in back.nodes["thing/3"]
    assert read_gexf("".join(writers.gexf(view)), tmp_path).nodes["thing/3"]["community"] == 3
    assert "community:long" in writers.neo4j(view)["-nodes"].decode().split("\n")[0]


def test_what_is_not_finite_and_what_is_no_colour_do_not_reach_a_file():
    view = hostile.view()
    view.nodes["thing/1"].update({"size": float("nan"), "weight": float("inf"), "color": 'red"/>'})
    back = graphml.read("".join(writers.graphml(view)))
    assert back.nodes["thing/1"]["size"] == back.nodes["thing/1"]["weight"] == 1.0
    assert back.nodes["thing/1"]["color"] == "#000000"


def test_an_edge_keeps_its_id_when_others_are_added():
    few = {edge.id for edge in records.edges(export.view("participation", group="JEF"))}
    all_of = {edge.id for edge in records.edges(export.view("participation"))}
    assert few
    assert few < all_of


def test_two_spells_of_one_membership_stay_two_edges_with_their_own_days():
    view = export.view("time")
    ids = [edge.id for edge in records.edges(view)]
    assert len(ids) == len(set(ids)) == view.number_of_edges()
    dated = [e for e in records.edges(view) if e.attributes["start"]]
    assert any(e.attributes["start"] in e.id for e in dated)


def test_every_edge_of_a_view_of_statements_names_the_passages_that_state_it(store):
    for name in ("commitments", "supports", "instruments"):
        for edge in records.edges(export.view(name)):
            keys = str(edge.attributes["passages"]).split()
            assert len(keys) == edge.attributes["evidence"] >= 1
            assert all(key.startswith("passage/") for key in keys)


def test_gexf_is_dynamic_when_there_are_dates_and_open_where_there_is_none():
    root = ET.fromstring("".join(writers.gexf(export.view("participation"))))
    graph = root.find(GEXF + "graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spans = {(e.get("source"), e.get("target")): (e.get("start"), e.get("end")) for e in root.iter(GEXF + "edge")}
    assert spans["actor/nld", "instrument/pesco"] == ("2017-12-11", None)
    assert spans["actor/gbr", "actor/nato"] == ("1949-04-04", None)
    still = ET.fromstring("".join(writers.gexf(export.view("instruments")))).find(GEXF + "graph")
    assert still.get("mode") == "static"
    assert still.get("timeformat") is None


def test_an_ended_membership_has_its_last_day_and_its_node_lasts_as_long_as_its_edges():
    view = export.view("participation", asof="2020-01-31", group="EU")
    root = ET.fromstring("".join(writers.gexf(view)))
    edge = next(e for e in root.iter(GEXF + "edge") if e.get("source") == "actor/gbr")
    node = next(n for n in root.iter(GEXF + "node") if n.get("id") == "actor/gbr")
    union = next(n for n in root.iter(GEXF + "node") if n.get("id") == "actor/eu")
    assert (edge.get("start"), edge.get("end")) == (node.get("start"), node.get("end")) == ("1973-01-01", "2020-01-31")
    assert union.get("end") is None


def test_an_undated_edge_leaves_its_nodes_undated_and_a_date_that_is_none_is_no_date():
    view = hostile.view()
    view.edges["thing/3", "thing/4", "role"]["start"] = 'soon"'
    text = "".join(writers.gexf(view))
    assert "soon" not in text
    assert ET.fromstring(text).find(GEXF + "graph").get("mode") == "dynamic"


def test_ids_in_graphml_are_name_tokens_and_no_two_are_the_same():
    odd = [
        "",
        "a/b",
        "a:b",
        "a_b",
        "a b",
        "a_20_b",
        "_3C<",
        "<3C_",
        "<",
        "_3C_",
        "é/😀",
        "a\nb",
        "x" * 300,
        "&amp;",
        "a.b-c",
    ]
    tokens = [xml.token(one) for one in odd]
    assert all(re.fullmatch(r"[A-Za-z0-9._:-]+", one) for one in tokens)
    assert len(set(tokens)) == len(odd)
    assert [graphml.identity(one) for one in tokens[1:]] == odd[1:]
    assert tokens[1:3] == ["a:b", "a_3A_b"]
    assert (xml.token("actor/nld"), xml.token("a_b")) == ("actor:nld", "a_b")


# Hostile names: each format read back by a reader that is not ours.


def test_hostile_names_in_graphml():
    back = graphml.read("".join(writers.graphml(hostile.view())))
    assert dict(back.nodes(data="label")) == hostile.labels()
    assert sorted(a["label"] for *_, a in back.edges(data=True)) == sorted(hostile.labels().values())


def test_hostile_names_in_gexf(tmp_path):
    back = read_gexf("".join(writers.gexf(hostile.view())), tmp_path)
    assert dict(back.nodes(data="label")) == dict(back.nodes(data="name")) == hostile.labels()
    assert sorted(a["label"] for *_, a in back.edges(data=True)) == sorted(hostile.labels().values())


def test_hostile_names_in_cytoscape_json():
    read = json.loads(writers.cytoscape(hostile.view()).encode())
    assert {n["data"]["id"]: n["data"]["label"] for n in read["elements"]["nodes"]} == hostile.labels()


def test_hostile_names_in_csv():
    files = writers.csv_pair(hostile.view())
    rows = list(csv.DictReader(io.StringIO(files["-nodes"].decode(), newline="")))
    assert {row["Id"]: row["Label"] for row in rows} == hostile.labels()
    edges = list(csv.DictReader(io.StringIO(files["-edges"].decode(), newline="")))
    assert sorted(row["Interaction"] for row in edges) == sorted(hostile.labels().values())
    assert {row["Type"] for row in edges} == {"Directed"}


def test_hostile_names_in_the_tables_for_neo4j():
    files = writers.neo4j(hostile.view())
    rows = list(csv.DictReader(io.StringIO(files["-nodes"].decode(), newline="")))
    assert {row["id:ID"]: row["label:string"] for row in rows} == hostile.labels()
    assert all(re.fullmatch(r"[A-Za-z]\w*", row[":LABEL"]) for row in rows)
    edges = list(csv.DictReader(io.StringIO(files["-edges"].decode(), newline="")))
    assert {row[":START_ID"] for row in edges} | {row[":END_ID"] for row in edges} == set(hostile.labels())


@pytest.mark.parametrize("form", ["ttl", "trig", "nt", "jsonld"])
def test_hostile_names_in_rdf(form):
    content = writers.rdf(hostile.view(), form, hostile.store())
    read = rdflib.Dataset()
    read.parse(data=content, format={"ttl": "turtle", "jsonld": "json-ld"}.get(form, form))
    names = {str(o) for _, p, o, _ in read.quads() if p == rdflib.SKOS.prefLabel}
    assert names == {wanted for number, wanted in enumerate(hostile.labels().values()) if number != 1}


@pytest.mark.parametrize("name", VIEWS)
def test_the_headers_of_the_tables_for_neo4j_are_well_formed_and_every_end_is_a_node(name):
    files = {ending: list(csv.reader(io.StringIO(content.decode(), newline=""))) for ending, content in
             writers.neo4j(export.view(name)).items()}  # fmt: skip
    nodes, edges = files["-nodes"], files["-edges"]
    for rows, wanted in ((nodes, ["id:ID", ":LABEL"]), (edges, [":START_ID", ":END_ID", ":TYPE"])):
        head = rows[0]
        assert [cell for cell in head if cell in wanted] == wanted
        assert len(head) == len(set(head))
        for cell in set(head) - set(wanted) - {"id"}:
            assert re.fullmatch(r"[a-z]\w*:(string|boolean|long|double|date)", cell), cell
        assert {len(row) for row in rows} == {len(head)}
    ids = [row[0] for row in nodes[1:]]
    assert len(ids) == len(set(ids))
    assert {cell for row in edges[1:] for cell in row[:2]} == set(ids)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", row[-1]) for row in edges[1:])
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9_]*", row[-1]) for row in nodes[1:])


@pytest.mark.long
def test_every_view_in_every_format_is_the_same_to_the_byte_in_another_process():
    def start(seed: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.export.digests"], env=environment, text=True, stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip

    one, two = (process.communicate()[0] for process in [start("1"), start("2")])
    assert one.count("\n") >= len(VIEWS) * (len(export.FORMATS) - 3)
    assert one.split("\n") == two.split("\n")


def test_in_gexf_each_development_starts_on_its_day_and_joins_a_thing_to_its_source(tmp_path, store):
    view = export.view("developments")
    root = ET.fromstring("".join(xml.gexf(view)))
    assert root.find(f"{GEXF}graph").get("mode") == "dynamic"
    found = queries.select(
        "PREFIX foed: <https://w3id.org/foederis/def/> SELECT DISTINCT ?what ?effect ?start ?source WHERE { ?one a "
        "foed:Development ; foed:concerns ?what ; foed:effect ?effect ; foed:when/foed:earliestStart ?start ; "
        "foed:evidence ?source . ?source a foed:Source }",
        data=store,
    ).rows
    base = "https://w3id.org/foederis/id/"
    expected = {
        (what.value.removeprefix(base), e.value, s.value, source.value.removeprefix(base))
        for what, e, s, source in found
    }
    edges = list(root.iter(f"{GEXF}edge"))
    iri = f"{GEXF}attvalues/{GEXF}attvalue[@for='iri']"
    shown = {(one.get("source"), one.find(iri).get("value"), one.get("start"), one.get("target")) for one in edges}
    assert {one for one in shown if one[3].startswith("source/")} == expected
    assert all(one.get("start") and not one.get("end") for one in edges)
