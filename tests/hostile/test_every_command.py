"""Every command over rooms whose names do all they can: what it prints steers nothing, and each file is read back."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import rdflib

import foederis
from foederis import rooms
from tests.conftest import LETTER
from tests.export import graphml
from tests.hostile import nasty
from tests.hostile.nasty import VALUES, shown, steering
from tests.hostile.test_every_format import quoted
from tests.two import house

NAME = VALUES["formula"] + " ¶ " + " ¶ ".join(value for name, value in VALUES.items() if name != "formula")
FILE_NAME = NAME.replace("\r", "\n")
for _one in nasty.XML_LOST:  # what XML has no place for, as docs/exports.md says of graph files
    FILE_NAME = FILE_NAME.replace(_one, "\ufffd")
# What is called so: a thing with links, another, a role, a document, a link set, a class.
_NAMED = {
    "graph/reference/instruments.trig": ("Permanent Structured Cooperation", "Permanente gestructureerde samenwerking"),
    "graph/reference/documents.trig": ("cabinet response to AIV advice no. 112", "kabinetsreactie op AIV-advies nr. 112"),
    "graph/links/celex.trig": ("acts and articles: acts in Cellar by CELEX number, rdfs:seeAlso",),
    "graph/reference/coders.trig": ("first machine coder",),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def nasty_rooms(store, tmp_path_factory):
    """Use a copy of the rooms in which these names are nasty."""
    place = tmp_path_factory.mktemp("nasty")
    for name in rooms.NAMES:
        shutil.copytree(rooms.room(name), place / name)
    for file, names in _NAMED.items():
        path = place / file
        text = path.read_text(encoding="utf-8")
        for name in names:
            assert f'"{name}"' in text, name
            text = text.replace(f'"{name}"', quoted(NAME))
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        house.use(place, patch)
        yield place
    house.forget()


TEXTS = [
    ("ask", "participation", "group=instrument:pesco", "--format", "table"),
    ("ask", "participation", "group=instrument:pesco", "--format", "md"),
    ("ask", "about-instrument", "instrument=instrument:pesco", "--format", "table"),
    ("ask", "participation", "group=?"),
    ("ask", "scoreboard", "document=?"),
    ("show", "instrument:pesco"),
    ("show", "instrument:pesco", "--lang", "nl"),
    ("show", f"document:{LETTER}"),
    ("show", "instrument:pesco", "--format", "json"),
    ("feed", "instrument:pesco"),
    ("links",),
    ("links", "--format", "json"),
    ("coverage",),
    ("coding", "agreement"),
    ("coding", "agreement", "--format", "json"),
    ("source", "list"),
    ("source", "review", "rec5"),
    ("export", "participation", "group=instrument:pesco", "--format", "md"),
    ("export", "participation", "group=instrument:pesco", "--format", "cytoscape"),
    ("export", "participation", "group=instrument:pesco", "--format", "mermaid"),
    (),
]


UNNAMED = [
    ("ask", "about-instrument", "instrument=instrument:pesco", "--format", "table"),
    ("ask", "participation", "group=instrument:pesco", "--format", "md"),
    ("export", "participation", "group=instrument:pesco", "--format", "md"),
    ("export", "participation", "group=instrument:pesco", "--format", "cytoscape"),
    ("export", "participation", "group=instrument:pesco", "--format", "mermaid"),
    ("source", "review", "rec5"),
    ("coding", "agreement", "--format", "json"),
    (),
]
"""What does not print the name, or in the way of another format, for which see below."""


@pytest.mark.parametrize("command", TEXTS, ids=" ".join)
def test_what_it_prints_steers_nothing(command, run):
    code, out, error = run(*command)
    assert code in (0, 1), error
    assert steering(out + error) == []
    assert command in UNNAMED or r"\x1b[31m" in nasty.squeezed(re.sub(r"\\([\\[])", r"\1", out)) or "u001b" in out


def test_an_error_steers_nothing(run):
    code, _, error = run("ask", "participation", "group=x\x1b[31m\u202e\u2028y")
    assert code == 2
    assert steering(error) == []
    assert error.count("\n") == 2


def exported(run, tmp_path: Path, form: str) -> bytes:
    path = tmp_path / f"view.{form}"
    code, out, error = run("export", "participation", "group=instrument:pesco", "--format", form, "-o", str(path))
    assert (code, out) == (0, ""), error
    return path.read_bytes()


def test_the_files_of_a_view_hold_the_name(run, tmp_path):
    name = "instrument/pesco"
    assert graphml.read(exported(run, tmp_path, "graphml").decode()).nodes[name]["label"] == FILE_NAME
    exported(run, tmp_path, "gexf")
    assert nx.read_gexf(tmp_path / "view.gexf").nodes[name]["label"] == FILE_NAME
    read = json.loads(exported(run, tmp_path, "cytoscape"))
    assert FILE_NAME in [node["data"]["label"] for node in read["elements"]["nodes"]]
    text = exported(run, tmp_path, "trig").decode()
    labels = rdflib.Dataset()
    labels.parse(data=text, format="trig")
    assert NAME in [str(o) for _, p, o, _ in labels.quads() if p == rdflib.SKOS.prefLabel]
    run("export", "participation", "group=instrument:pesco", "--format", "csv", "-o", str(tmp_path / "v.csv"))
    with (tmp_path / "v-nodes.csv").open(encoding="utf-8", newline="") as file:
        assert FILE_NAME in [row[1] for row in nasty.delimited(file.read())]


def test_a_picture_and_a_table_of_a_view_hide_and_link_nothing(run, tmp_path):
    svg = exported(run, tmp_path, "svg").decode()
    assert steering(svg) == []
    root = ET.fromstring(svg)
    assert not [e for e in root.iter() if e.tag.endswith(("}a", "}script", "}foreignObject"))]
    assert exported(run, tmp_path, "png").startswith(b"\x89PNG")
    page = nasty.markdown(exported(run, tmp_path, "md").decode())
    assert page.addresses == []
    assert set(page.tags) == {"h1", "p", "table", "thead", "tbody", "tr", "th", "td"}


def test_answers_hold_the_name(run, tmp_path):
    given = ("ask", "participation", "group=instrument:pesco")
    run(*given, "-o", str(tmp_path / "a.csv"))
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert NAME in {cell for row in nasty.delimited(file.read()) for cell in row}
    run(*given, "--excel", "-o", str(tmp_path / "a.csv"))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in nasty.delimited(file.read()) for cell in row}
    assert f"'{NAME}" in cells
    assert not [cell for cell in cells if cell.startswith("=")]
    assert NAME in nasty.parsed(run(*given, "--format", "json")[1])
    page = nasty.Page(run(*given, "--format", "html")[1])
    assert shown(NAME, "\n\t") in page.texts
    assert all(link.startswith("https://w3id.org/foederis/") for link in page.addresses)
    assert not {"img", "script", "u"} & set(page.tags)
    run(*given, "-o", str(tmp_path / "a.xlsx"))
    assert shown(NAME, "\n\t") in {cell for row in nasty.sheets((tmp_path / "a.xlsx").read_bytes())[0] for cell in row}
    page = nasty.markdown(run(*given, "--format", "md")[1])
    assert any(shown(NAME) in text for text in page.texts)
    assert page.addresses == []


WRITERS = sorted({name for name in dir(nx) if name.startswith("write_")} - {"write_latex"})
_SIMPLE = ("write_graph6", "write_sparse6")  # of graphs without directions, parallel edges and attributes


@pytest.mark.filterwarnings("ignore:(Node|Edge) attribute:UserWarning")  # Pajek leaves out what is empty or a number
@pytest.mark.parametrize("writer", WRITERS)
def test_a_view_is_written_by_each_writer_of_networkx(writer, tmp_path):
    view = foederis.view("participation", group="instrument:pesco", asof="2020-10-05")
    if writer in _SIMPLE:
        view = nx.Graph(nx.convert_node_labels_to_integers(view))
    path = tmp_path / "view"
    getattr(nx, writer)(view, path)
    reader = {"write_graphml_xml": nx.read_graphml, "write_graphml_lxml": nx.read_graphml}.get(
        writer, getattr(nx, writer.replace("write", "read"), None)
    )
    if reader is not None and writer != "write_pajek":  # its reader knows no quotation mark in a name
        back = reader(path, comments=None) if "edgelist" in writer else reader(path)
        assert len(back) == len(view)
        assert back.number_of_edges() == view.number_of_edges()


def test_a_view_is_data_for_json():
    view = foederis.view("participation", group="instrument:pesco")
    read = nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(view, edges="edges"))), edges="edges")
    assert nx.utils.graphs_equal(read, view)
    assert json.loads(json.dumps(nx.cytoscape_data(view)))
