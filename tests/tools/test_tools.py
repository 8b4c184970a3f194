"""The tools that people use open every view: Gephi, Graphviz, Cytoscape.js, Mermaid and a browser. One run of each tool."""

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from foederis import escapes, export, queries
from foederis.export import interactive, records, writers
from tests.export import graphml, hostile
from tests.export.built import PAGE

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
VIEWS = sorted(queries.questions("views"))
TYPES = {str: "String", int: "Integer", float: "Double"}


@pytest.fixture(scope="module")
def views():
    return {name: export.view(name) for name in VIEWS} | {"hostile": hostile.view(), "spells": spells()}


def spells() -> "nx.MultiDiGraph[str]":
    """Return a graph in which one thing was a member twice."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="twice a member")
    made.add_nodes_from((key, {"label": key}) for key in "ab")
    for start, end in (("1949-04-04", "1966-06-30"), ("2009-04-04", "")):
        made.add_edge("a", "b", f"member {start}/{end}", label="member", kind="member", start=start, end=end)
    return made


@pytest.fixture(scope="module")
def folder(views, tmp_path_factory) -> Path:
    """Return a folder with every view, and the hostile one, in the formats that the tools read."""
    place = tmp_path_factory.mktemp("files")
    for name, view in views.items():
        for form, text in (
            ("graphml", "".join(writers.graphml(view))),
            ("gexf", "".join(writers.gexf(view))),
            ("dot", writers.dot(view)),
            ("cyjs", writers.cytoscape(view)),
            ("mmd", writers.mermaid(view)),
        ):
            (place / f"{name}.{form}").write_text(text, encoding="utf-8")
    return place


# Gephi


@pytest.fixture(scope="module")
def gephi(folder):
    jars = os.environ.get("FOEDERIS_GEPHI", "")
    if not jars or shutil.which("java") is None:
        pytest.skip("Gephi is not here: needs Java 17, and FOEDERIS_GEPHI naming the folder of the toolkit's jar")
    (folder / "broken.gexf").write_text(
        '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph mode="dynamic" timeformat="date">'
        '<attributes class="node"><attribute id="x" title="x" type="integer"/></attributes>'
        '<nodes><node id="a" label="a" start="soon"><attvalues><attvalue for="x" value="many"/></attvalues></node></nodes>'
        "<edges/></graph></gexf>"
    )
    files = [*sorted(folder.glob("*.gexf")), *sorted(folder.glob("*.graphml"))]
    done = subprocess.run(
        ["java", "-Xmx1g", "-Djava.awt.headless=true", "-cp", f"{jars}/*", str(HERE / "GephiReads.java"), *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return {Path(one["file"]).name: one for one in map(json.loads, done.stdout.rstrip("\n").split("\n"))}


@pytest.mark.parametrize("form", ["gexf", "graphml"])
@pytest.mark.parametrize("name", [*VIEWS, "hostile", "spells"])
def test_gephi_imports_a_view_with_all_its_things_and_no_complaint(name, form, gephi, views):
    got, view = gephi[f"{name}.{form}"], views[name]
    identity = graphml.identity if form == "graphml" else str
    assert got["good"]
    assert got["issues"] == []
    ids = {edge.id for edge in records.edges(view)}
    assert got["nodes"] == view.number_of_nodes()
    assert {identity(key): label for key, label in got["labels"].items()} == {
        key: a["label"] for key, a in records.nodes(view)
    }
    if form == "gexf":
        assert set(got["spans"]) == ids
    else:  # in GraphML Gephi makes one edge of those between the same two (docs/exports.md): so it says, not we
        assert {identity(key) for key in got["spans"]} <= ids
        assert got["edges"] == len({(e.source, e.target) for e in records.edges(view)})
    own = {"label": "Label", "weight": "Weight"}
    built_in = {"color", "size"} | ({"start", "end", "kind"} if form == "gexf" else set())
    for columns, fields in (
        (got["nodeColumns"], records.node_fields(view)),
        (got["edgeColumns"], records.edge_fields(view)),
    ):
        for field, none in fields.items():
            if field not in built_in:
                title = own[field] if own.get(field) in columns else field
                assert columns[title] == TYPES[type(none)], field


@pytest.mark.parametrize("name", [*VIEWS, "hostile", "spells"])
def test_gephi_sees_a_time_line_where_there_are_dates_each_edge_with_its_own_days(name, gephi, views):
    got, view = gephi[f"{name}.gexf"], views[name]
    dated = {e.id: (e.attributes["start"], e.attributes["end"]) for e in records.edges(view)}
    assert got["dynamic"] == any(any(days) for days in dated.values())
    if got["dynamic"]:
        assert got["timeFormat"] == "DATE"
    assert got["spans"] == {key: "/".join(days) if any(days) else "" for key, days in dated.items()}


def test_gephi_complains_of_a_broken_file_so_that_its_silence_means_something(gephi):
    said = " ".join(gephi["broken.gexf"]["issues"])
    assert "type error" in said
    assert "time interval" in said


# Graphviz


@pytest.fixture(scope="module")
def dot():
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not here: install graphviz, which has the program dot")

    def call(form: str, path: Path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(["dot", f"-T{form}", str(path)], capture_output=True, text=True, check=False)

    return call


@pytest.mark.parametrize("name", VIEWS)
def test_graphviz_draws_a_view_without_a_warning(name, dot, folder, views):
    done = dot("svg", folder / f"{name}.dot")
    assert (done.returncode, done.stderr) == (0, "")
    kinds = [g.get("class") for g in ET.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}g")]
    assert kinds.count("node") == views[name].number_of_nodes()
    assert kinds.count("edge") == views[name].number_of_edges()


def test_graphviz_shows_hostile_names_as_they_are(dot, folder):
    done = dot("json", folder / "hostile.dot")
    assert (done.returncode, done.stderr) == (0, "")
    shown = {
        one["name"]: "\n".join(op["text"] for op in one["_ldraw_"] if op["op"] == "T")
        for one in json.loads(done.stdout)["objects"]
    }
    assert shown == hostile.labels()


def test_graphviz_complains_of_a_broken_file(dot, tmp_path):
    (tmp_path / "broken.dot").write_text('digraph { a [label="]; }')
    assert dot("svg", tmp_path / "broken.dot").stderr


# A browser: our page, Cytoscape.js, Mermaid


@pytest.fixture(scope="module")
def browser(folder, views):
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium") or ""
    if shutil.which("node") is None or not chromium or not (HERE / "node_modules").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    jobs = [("cytoscape", p) for p in folder.glob("*.cyjs")] + [("mermaid", p) for p in folder.glob("*.mmd")]
    (folder / "broken.mmd").write_text('flowchart LR\n  n0["a"]"]\n')
    jobs.append(("mermaid", folder / "broken.mmd"))
    if PAGE:
        for name in VIEWS:
            (folder / f"{name}.html").write_bytes(export.export(name, {}, "html", "nl")[""])
        script = interactive.script()
        question = queries.questions("views")["instruments"]
        (folder / "hostile.html").write_bytes(
            interactive.page(views["hostile"], question, script, "en", hostile.store())
        )
        jobs += [("html", p) for p in folder.glob("*.html")]
    done = subprocess.run(
        ["node", str(HERE / "browser.mjs")], input=json.dumps([{"kind": k, "file": str(p)} for k, p in sorted(jobs)]),
        capture_output=True, text=True, check=False, env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return {Path(one["file"]).name: one for one in map(json.loads, done.stdout.rstrip("\n").split("\n"))}


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_cytoscape_js_opens_a_view(name, browser, views):
    got = browser[f"{name}.cyjs"]
    assert (got["nodes"], got["edges"]) == (views[name].number_of_nodes(), views[name].number_of_edges())
    assert got["labels"] == {key: a["label"] for key, a in records.nodes(views[name])}
    assert got["complaints"] == []


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_mermaid_draws_a_view_with_its_names_and_nothing_else(name, browser, views):
    got = browser[f"{name}.mmd"]
    assert "error" not in got, got
    assert (got["nodes"], got["edges"]) == (views[name].number_of_nodes(), views[name].number_of_edges())
    assert got["scripts"] == 0
    one_line = [" ".join(str(a["label"]).split()) for _, a in records.nodes(views[name])]
    assert got["labels"] == [text if len(text) <= 200 else text[:199].rstrip() + "…" for text in one_line]


def test_mermaid_complains_of_a_broken_file(browser):
    assert browser["broken.mmd"]["error"]


@pytest.fixture(scope="module")
def opened(browser):
    if not PAGE:
        pytest.skip("the page's script is not built: make web (needs Node 20)")
    return browser


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_the_page_opens_from_disk_without_a_request_or_a_complaint(name, opened, views):
    got = opened[f"{name}.html"]
    assert got["requests"] == []
    assert got["complaints"] == []
    assert got["drawn"] == f"{views[name].number_of_nodes()} {views[name].number_of_edges()}"
    assert got["canvases"] > 0
    assert got["scripts"] == 2


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_can_be_searched_sorted_and_sifted_and_used_by_keyboard(name, opened):
    got = opened[f"{name}.html"]
    assert got["first"] in got["rows"]
    assert got["rows"][0][:12].casefold() in got["searched"].casefold()
    assert got["ties"] > 0
    assert sorted(got["sorted"]) == sorted(got["rows"])
    assert got["sorted"] != got["rows"] or len(got["rows"]) < 3
    assert 0 < got["hidden"] <= len(got["rows"])


@pytest.mark.parametrize("name", VIEWS)
def test_the_drawing_fills_its_canvas_and_is_the_same_each_time(name, opened):
    used = opened[f"{name}.html"]["used"]
    assert used["again"]
    assert max(used["across"], used["down"]) > 0.85
    assert min(used["across"], used["down"]) > 0.5


@pytest.mark.parametrize("name", VIEWS)
def test_an_address_leads_to_what_was_chosen_and_the_way_back_is_the_browsers(name, opened, views):
    used = opened[f"{name}.html"]["used"]
    assert used["first"]["hash"].startswith("#node=")
    assert used["deep"] == used["first"]["head"] == used["back"]
    assert used["second"]["head"] != used["first"]["head"] or used["count"] < 2
    assert used["edge"]["hash"].startswith("#edge=")
    assert any("w3id.org/foederis/id/" in one or "/def/" in one for one in used["edge"]["sources"])
    assert used["strange"] == 0


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_on_a_day_the_page_shows_the_links_that_hold_on_it_open_ends_too(name, opened, views):
    used, view = opened[f"{name}.html"]["used"], views[name]
    edges = {edge.id: edge.attributes for edge in records.edges(view)}
    assert set(used["whole"]["rows"]) == set(edges)
    if not any(a["start"] or a["end"] for a in edges.values()):
        assert used["day"] is None
        return
    for day, rows in ((used["day"]["at"], used["day"]["rows"]), (used["day"]["earliest"], used["day"]["few"])):
        held = {
            key
            for key, a in edges.items()
            if (not a["start"] or a["start"] <= day) and (not a["end"] or a["end"] >= day)
        }
        assert set(rows) == held
    if name != "hostile":
        shown = json.loads(view.graph["marks"]) if "marks" in view.graph else [["2020-10-05", ""]]
        assert used["day"]["at"] == max(day for day, _ in shown)  # the latest of the documents shown
    assert set(used["day"]["after"]) == set(edges)


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_what_is_shown_can_be_saved_as_pictures_and_as_tables(name, opened, views):
    saved, view = opened[f"{name}.html"]["used"]["saved"], views[name]
    assert bytes(saved["png"]["head"]) == b"\x89PNG\r\n\x1a\n"
    root = ET.fromstring(saved["svg"]["text"])
    marks = [one for one in root if one.tag.endswith(("circle", "polygon"))]
    assert len(marks) == view.number_of_nodes() + view.number_of_edges()  # a mark for each thing, a head for each link
    assert not [one for one in root.iter() if one.tag.endswith(("script", "image", "a"))]
    for form, count in (("things", view.number_of_nodes()), ("links", view.number_of_edges())):
        rows = list(csv.reader(io.StringIO(saved[form]["text"])))
        assert len(rows) == count + 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_the_page_has_its_table_without_javascript_and_says_so(name, opened, views):
    got = opened[f"{name}.html"]
    assert got["unscripted"] == views[name].number_of_nodes()
    assert got["told"]


def test_hostile_names_are_text_on_the_page_and_an_address_that_is_none_of_the_web_is_no_link(opened):
    got = opened["hostile.html"]
    assert sorted(got["rows"]) == sorted(escapes.lines(label) for label in hostile.labels().values())
    assert set(got["links"]) <= {"https:", "http:"}
