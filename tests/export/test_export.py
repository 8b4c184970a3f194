"""Views come out as files that the tools they are for read back."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from foederis import export, queries
from foederis.errors import BadUse, NothingFound
from foederis.export import writers
from tests.export import graphml
from tests.export.built import FORMATS, needs_page


@pytest.fixture(scope="module")
def made(_own_cache) -> dict[str, dict[str, bytes]]:
    return {form: export.export("participation", {}, form) for form in FORMATS}


def test_networkx_reads_graphml_and_gexf_back(made, tmp_path):
    one = graphml.read(made["graphml"][""].decode())
    path = tmp_path / "view.gexf"
    path.write_bytes(made["gexf"][""])
    two = nx.read_gexf(path)
    assert set(one) == set(two)
    assert one.number_of_edges() == two.number_of_edges() == 137
    assert one.nodes["actor/nld"]["label"] == two.nodes["actor/nld"]["label"] == "Netherlands"
    assert one.edges["actor/nld", "instrument/pesco"]["start"] == "2017-12-11"


def test_every_attribute_is_declared_under_its_own_name_with_one_type(made):
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    tree = ET.fromstring(made["graphml"][""])
    keys = {key.get("id"): (key.get("attr.name"), key.get("for")) for key in tree.findall("g:key", ns)}
    assert len(tree.findall("g:key", ns)) == len(keys), "a key id is used twice"
    assert {"label", "name", "type", "color", "size", "iri"} <= {name for name, kind in keys.values() if kind == "node"}
    assert {"interaction", "weight", "start", "end"} <= {name for name, kind in keys.values() if kind == "edge"}
    for data in tree.iter("{http://graphml.graphdrawing.org/xmlns}data"):
        assert data.get("key") in keys


def test_the_same_view_gives_the_same_bytes(made):
    for form in FORMATS:
        if form != "png":
            assert export.export("participation", {}, form) == made[form], form


def test_csv_comes_as_nodes_and_edges_with_the_headers_gephi_reads(made):
    nodes = list(csv.DictReader(io.StringIO(made["csv"]["-nodes"].decode())))
    edges = list(csv.DictReader(io.StringIO(made["csv"]["-edges"].decode())))
    assert {"Id", "Label"} <= set(nodes[0])
    assert {"Source", "Target", "Type", "Weight"} <= set(edges[0])
    assert {e["Source"] for e in edges} | {e["Target"] for e in edges} == {n["Id"] for n in nodes}


def test_cytoscape_json_has_node_names_and_edge_interactions(made):
    data = json.loads(made["cytoscape"][""])
    assert all(node["data"]["name"] for node in data["elements"]["nodes"])
    assert all(edge["data"]["interaction"] for edge in data["elements"]["edges"])


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_the_rdf_of_a_view_is_well_formed_and_holds_a_participation_for_each_edge(made, form, kind):
    ends: dict[str, dict[str, str]] = {}
    for quad in ox.parse(made[form][""], format=kind):
        name = quad.predicate.value.rsplit("/", 1)[-1]
        if name in ("participant", "participatesIn"):
            ends.setdefault(quad.subject.value, {})[name] = quad.object.value
    assert len({(pair["participant"], pair["participatesIn"]) for pair in ends.values()}) == 137


def test_the_picture_says_what_it_shows(made):
    root = ET.fromstring(made["svg"][""])
    texts = {child.tag.rsplit("}", 1)[-1]: child.text for child in root}
    assert "Who takes part in what" in texts["title"]
    edges = list(csv.DictReader(io.StringIO(made["csv"]["-edges"].decode())))
    by_role = {role: sum(edge["Label"] == role for edge in edges) for role in ("member", "participant", "supporter")}
    for role, number in by_role.items():
        assert f"{role} ({number})" in texts["desc"]
    assert f"{len(edges)} links" in texts["desc"]
    assert f"North Atlantic Treaty Organization ({sum(e['Target'] == 'actor/nato' for e in edges)})" in texts["desc"]
    assert made["png"][""].startswith(b"\x89PNG")


def test_a_view_in_dutch_has_dutch_names():
    graph = graphml.read(export.export("participation", {"group": "JEF"}, "graphml", "nl")[""].decode())
    assert graph.nodes["actor/nld"]["label"] == "Nederland"


def test_an_unknown_view_or_format_and_an_empty_view_are_said():
    with pytest.raises(BadUse, match="no view"):
        export.export("nothing", {}, "svg")
    with pytest.raises(BadUse, match="graphml"):
        export.export("participation", {}, "docx")
    with pytest.raises(NothingFound, match="no answer"):
        export.export("participation", {"asof": "1900-01-01"}, "svg")


def test_labels_never_become_markup():
    view = nx.MultiDiGraph(title='t"<b>')
    for key in ("a", "b"):
        view.add_node(key, label='x"]\n<i>', name="n", type="t", color="#000000", size=1.0, iri="http://x/")
    view.add_edge("a", "b", "k", label='"|', interaction="i", weight=1.0, evidence=1, start="", end="")
    assert "<i>" not in writers.mermaid(view)
    assert '"]' not in writers.mermaid(view).replace('&gt;"]', "").replace('#62;"]', "")
    assert '\\"' in writers.dot(view)
    ET.fromstring("".join(writers.graphml(view)))
    ET.fromstring("".join(writers.gexf(view)))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        pytest.param(
            name,
            form,
            marks=[
                *([] if name == "participation" or form == "graphml" else [pytest.mark.long]),
                *([needs_page] if form == "html" else []),
            ],
        )
        for name in sorted(queries.questions("views"))
        for form in export.FORMATS
    ],
)
def test_every_view_comes_out_in_every_format_and_is_read_back(name, form, tmp_path):
    made = export.export(name, {}, form, "nl")
    assert all(made.values())
    content = next(iter(made.values()))
    match form:
        case "graphml":
            assert graphml.read(content.decode()).number_of_edges() > 5
        case "gexf":
            (tmp_path / "view.gexf").write_bytes(content)
            assert nx.read_gexf(tmp_path / "view.gexf").number_of_edges() > 5
        case "svg":
            root = ET.fromstring(content)
            assert root.find("{http://www.w3.org/2000/svg}title") is not None
        case "png":
            assert content.startswith(b"\x89PNG")
        case "cytoscape":
            assert len(json.loads(content)["elements"]["edges"]) > 5
        case "ttl" | "nt" | "trig":
            kind = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG}[form]
            assert len(list(ox.parse(content, format=kind))) > 5
        case "jsonld":
            assert json.loads(content)
        case "html":
            assert content.startswith(b"<!doctype html>")
        case "dot" | "mermaid" | "md":
            assert content.count(b"\n") > 5


@pytest.mark.parametrize("name", ["instruments", "eu-and-nato", "supports", "money"])
def test_a_picture_of_relations_shows_nothing_that_is_only_reported_or_denied(name, store):
    stated = {
        (row[0].value, row[1].value, row[2].value)
        for row in queries.select(
            """PREFIX foed: <https://w3id.org/foederis/def/>
            PREFIX polarity: <https://w3id.org/foederis/id/concept/polarity/>
            SELECT ?s ?r ?o WHERE {
              GRAPH ?p { ?x foed:subject ?s ; foed:relation ?r ; foed:object ?o ; foed:polarity polarity:affirmed }
              FILTER NOT EXISTS { ?x foed:reportedBy ?reporter }
            }""",
            data=store,
        ).rows
    }
    view = queries.questions("views")[name]
    for row in queries.ask(view, {}, data=store).rows:
        value = dict(zip(queries.select(view.text).variables, row, strict=True))
        if "/concept/relation/" in value["interaction"].value:
            assert (value["source"].value, value["interaction"].value, value["target"].value) in stated


def test_there_are_ten_views_or_more():
    assert len(queries.questions("views")) >= 10
