"""Large views: written in bounded memory, with a bar at a terminal only; pictures are of a part and say so."""

import io
import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from foederis import export, graph, queries
from foederis.cli import export as command
from foederis.export import exporting, formats, interactive, reduce, writers

WORDS = ("funds", "supports", "member")


def large(nodes: int, edges: int) -> "nx.MultiDiGraph[str]":
    """Return a graph with a few hubs and many leaves, the same each time."""
    chance = random.Random(112)
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title="large", heading="large", asked={}, layout="layered", poles=(), source=""
    )
    for number in range(nodes):
        name = f"Thing no. {number}"
        made.add_node(
            f"thing/{number}", label=name, name=name, type="thing", kind="Thing", color="#0072B2", size=4.0, weight=1.0,
            iri=f"https://example.org/{number}", start="", end="", evidence=1, note="",
        )  # fmt: skip
    for number in range(edges):
        source, target = int(chance.random() ** 3 * nodes), chance.randrange(nodes)
        made.add_edge(
            f"thing/{source}", f"thing/{target}", f"{number}", label=WORDS[number % 3], interaction=WORDS[number % 3],
            name="", type=WORDS[number % 3], kind=WORDS[number % 3], color="#000000", size=1.0,
            weight=float(1 + number % 5), iri="", start="2020-01-01", end="", evidence=1, passages="", role="r",
        )  # fmt: skip
    return made


@pytest.mark.long
def test_a_hundred_thousand_edges_are_written_without_the_file_in_memory():
    growth = """
import resource
from foederis.export import writers
from tests.export.test_scale import large
view = large(20_000, 100_000)
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before, size, edges = most(), 0, 0
for form in (writers.graphml, writers.gexf):
    for piece in form(view):
        size += len(piece)
        edges += piece.count("<edge ")
print(most() - before, size // 2**20, edges)
"""
    done = subprocess.run(
        [sys.executable, "-c", growth], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    grown, size, edges = map(int, done.stdout.split())
    assert edges == 200_000
    assert size > 80
    assert grown < 40, f"{grown} MB more for {size} MB of text"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_is_written_in_pieces_is_one_well_formed_file(form):
    pieces = list(getattr(writers, form)(large(50, 200)))
    assert len(pieces) >= 250
    assert ET.fromstring("".join(pieces)) is not None


def test_a_bar_is_shown_at_a_terminal_and_nowhere_else(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", io.StringIO())
    pieces = [b"a", b"b"]
    assert command._watched(pieces, 2) is pieces
    monkeypatch.setattr(sys, "stderr", Terminal())
    watched = command._watched(pieces, 2)
    assert watched is not pieces
    assert list(watched) == pieces


def test_a_view_that_fits_stays_itself():
    view = large(10, 20)
    assert reduce.strongest(view, 10, 20) is view
    assert "shown" not in view.graph


def test_of_a_larger_view_the_most_linked_things_and_the_heaviest_links_stay_and_it_says_so():
    view = large(2000, 9000)
    part = reduce.strongest(view, 50, 40)
    assert part.number_of_nodes() <= 50
    assert part.number_of_edges() == 40
    assert set(part) <= set(_kept(view, 50))
    lightest = min(a["weight"] for *_, a in part.edges(data=True))
    inner = view.subgraph(_kept(view, 50))
    left = [a["weight"] for s, t, k, a in inner.edges(keys=True, data=True) if not part.has_edge(s, t, k)]
    assert max(left) <= lightest
    assert part.graph["shown"].startswith(f"Shown: {part.number_of_nodes()} of 2,000 things and 40 of 9,000 links")
    assert "2.000 dingen" in reduce.strongest(view, 50, 40, "nl").graph["shown"]
    assert nx.utils.graphs_equal(part, reduce.strongest(large(2000, 9000), 50, 40))
    assert all(part.nodes[key] == view.nodes[key] for key in part)


def _kept(view: "nx.MultiDiGraph[str]", count: int) -> list[str]:
    """The most linked, found another way than the code does: by taking the largest again and again."""
    left = {key: (view.degree(key), key) for key in view}
    kept = []
    for _ in range(count):
        most = max(degree for degree, _ in left.values())
        best = min(key for degree, key in left.values() if degree == most)  # every thing here weighs the same
        kept.append(best)
        del left[best]
    return kept


@pytest.mark.parametrize("form", ["svg", "png", "mermaid"])
def test_a_picture_of_a_large_view_is_of_a_part_and_says_so_in_it_and_on_the_way(form, monkeypatch, run, tmp_path):
    monkeypatch.setattr(exporting, "_built", lambda *_: large(3000, 6000))
    monkeypatch.setitem(formats.LARGEST, form, (60, 30))
    code, _, err = run("export", "instruments", "--format", form, "-o", str(tmp_path / f"x.{form}"))
    assert code == 0
    assert "of 3,000 things and 30 of 6,000 links" in err
    assert "graphml" in err
    if form != "png":
        assert "of 3,000 things" in " ".join((tmp_path / f"x.{form}").read_text(encoding="utf-8").split())


def test_a_page_of_a_large_view_is_of_a_part_and_says_so():
    part = reduce.strongest(large(3000, 6000), 60, 30)
    asked = queries.questions("views")["instruments"]
    text = interactive.page(part, asked, "", "en", graph.memory_store()).decode()
    assert "of 3,000 things and 30 of 6,000 links" in text
    assert text.count("<tr data-node=") == part.number_of_nodes()


def test_a_data_file_of_a_large_view_is_whole(monkeypatch):
    monkeypatch.setattr(exporting, "_built", lambda *_: large(3000, 6000))
    made = export.make("instruments", {}, "csv")
    assert made.shown == ""
    assert b"".join(made.files["-edges"]).count(b"\n") == 6001
