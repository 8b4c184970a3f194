"""Every picture can be read: by who sees it, on paper, on a dark page, and by who does not see it."""

import functools
import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from PIL import Image

from foederis import export
from foederis.export import alt, charts
from foederis.export.drawing import diagram, figures
from foederis.export.drawing.canvas import Canvas, wide
from foederis.export.drawing.frame import Key, framed
from foederis.export.palette import DASHES, HATCHES, INKS, MARKERS, PALE, contrast, ramp, upon
from tests.export.drawing.looks import faults

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("memory")]

SVG = "{http://www.w3.org/2000/svg}"
ALL = sorted(export.known())


@functools.cache
def seen(name: str, language: str):
    if "chart" in export.known()[name].extra:
        return export.chart(name, lang=language)
    return export.pictured(name, lang=language)


@functools.cache
def figure(name: str, language: str):
    shown = seen(name, language)
    of_kind = figures.of_chart if isinstance(shown, charts.Chart) else figures.of_view
    return of_kind(shown, language)


@functools.cache
def made(name: str, form: str, language: str) -> bytes:
    return export.export(name, {}, form, language)[""]


def network(edges, **names: str) -> "nx.MultiDiGraph[str]":
    """Return a view made by hand: edges of (source, target, word)."""
    view = nx.MultiDiGraph(title="t", heading="t", asked={}, source="s", layout="layered", poles=())
    for number, (source, target, word) in enumerate(edges):
        for key in (source, target):
            view.add_node(key, label=names.get(key, key), type="thing", kind="Thing", note="")
        view.add_edge(source, target, f"{word} {number}", label=word, role=word, evidence=1, weight=1.0)
    return view


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ALL)
def test_no_label_overlaps_another_is_cut_or_has_a_line_through_it(name, language):
    assert faults(figure(name, language)) == []


def test_the_check_of_labels_sees_each_fault():
    body = Canvas(100, 40)
    body.text(0, 10, "one label")
    body.text(10, 12, "another label")
    body.text(-60, 30, "cut by the edge of the page")
    body.path([(60, 20), (60, 40)])
    body.text(50, 30, "crossed")
    found = faults(framed(body, "Title", [], [], "Source"))
    assert {fault.split(":")[0] for fault in found} == {"overlap", "cut", "line through"}


@pytest.mark.parametrize("name", ALL)
def test_a_picture_has_its_own_ground_a_title_and_a_line_of_source_date_and_licence(name):
    root = ET.fromstring(made(name, "svg", "nl"))
    width, height = root.get("viewBox").split()[2:]
    ground = next(root.iter(f"{SVG}path"))
    assert f".{ground.get('class')}{{fill:#ffffff}}" in root.find(f"{SVG}defs/{SVG}style").text
    assert (
        re.findall(r"[A-Za-z]|[\d.]+", ground.get("d"))
        == f"M 0 {height} L {width} {height} L {width} 0 L 0 0 z".split()
    )
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    said = " ".join(texts)
    assert export.known()[name].title_nl in said
    assert "CC BY 4.0" in said
    assert "foederis 0." in said
    source = export.known()[name].extra.get("source", "")
    expected = {
        "": "21501-28-211, 5 oktober 2020",
        "background": "openbare handelingen",
        "outcomes": "Wat ervan werd: openbare bronnen",
        "ontology": "de ontologie",
    }
    assert expected[source] in said


def test_what_colour_says_is_also_said_by_a_shape_a_dash_or_a_hatch():
    assert len(set(MARKERS)) == len(MARKERS) == len(INKS) == len(set(INKS))
    assert len({str(dash) for dash in DASHES}) == len(DASHES)
    assert len(set(HATCHES)) == len(HATCHES)


@pytest.mark.parametrize("name", [n for n in ALL if export.known()[n].extra.get("layout") in ("layered", "poles")])
def test_no_colour_of_a_line_is_the_colour_of_a_kind_of_thing(name):
    _, keys, _ = diagram.draw(seen(name, "en"), "en")
    marks = {key.color for key in keys if key.kind == "mark" and key.color != PALE}
    assert marks
    assert not marks & {key.color for key in keys if key.kind == "line"}


def test_the_scoreboard_has_the_colours_of_a_scale_and_the_bars_of_a_scale_those_of_their_degrees():
    grounds = {to_hex(one.get_facecolor()) for one in figure("scoreboard-chart", "en").findobj(Rectangle)}
    assert {color for degree, color in ramp(-3, 3).items() if degree} <= grounds
    for found, other in itertools.combinations(["nl", "en"], 2):
        assert ramp_of(found) == ramp_of(other)
    faces = [to_hex(one.get_facecolor()) for one in figure("scales-chart", "en").findobj(Rectangle)]
    drawn = [face for face in faces if face in {*ramp(-3, 3).values(), *ramp(0, 4).values(), *ramp(0, 3).values()}]
    degrees = [row for row in seen("scales-chart", "en").rows if row["value"] != "0"]
    assert len(drawn) == len(degrees)


def ramp_of(language: str) -> list[str]:
    return [degree.color() for _, degree in sorted(seen("scoreboard-chart", language).degrees.items(), key=at)]


def at(pair) -> int:
    return pair[1].value


def test_every_text_can_be_read_on_its_ground():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example of nearly enough
    for name in ALL:
        drawn = figure(name, "en")
        inks = {to_hex(one.get_color()) for one in drawn.findobj(Text) if one.get_text()}
        grounds = {"#ffffff", "#f5f5f5"}
        if name == "scoreboard-since":  # words stand on the colours of degrees
            on = {upon(to_hex(one.get_facecolor())) for one in drawn.findobj(Rectangle) if one.get_width() > 100}
            inks -= {"#ffffff"} & on
        if name == "together":
            grounds |= {to_hex(one.get_facecolor()) for one in drawn.findobj(Rectangle)}
            inks -= {PALE}  # the source line stands on white
        for ink in inks:
            assert all(contrast(ink, ground) >= 4.5 for ground in grounds), (name, ink)


@pytest.mark.parametrize("name", ALL)
def test_the_picture_says_in_words_what_it_shows_in_svg_and_in_png(name):
    root = ET.fromstring(made(name, "svg", "nl"))
    asked, shown = export.known()[name], seen(name, "nl")
    told = alt.of_chart(shown, "nl") if isinstance(shown, charts.Chart) else alt.of_view(shown, "nl")
    assert root.find(f"{SVG}title").text == asked.title_nl
    assert root.find(f"{SVG}desc").text == told
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    with Image.open(io.BytesIO(made(name, "png", "nl"))) as image:
        assert image.text["Description"] == told
        assert image.text["Title"] == asked.title_nl


def test_the_words_of_a_view_give_its_numbers_and_what_stands_out():
    told = alt.of_view(export.view("eu-and-nato"), "en")
    view = export.view("eu-and-nato")
    assert f"{len(view)} things" in told
    assert f"{view.number_of_edges()} links" in told
    best = max(view, key=lambda key: view.nodes[key]["betweenness"])
    assert f"Highest betweenness: {view.nodes[best]['label']} (" in told
    near = [{*view.predecessors(pole), *view.successors(pole)} for pole in ("actor/eu", "actor/nato")]
    both = told.split("Linked with both European Union and North Atlantic Treaty Organization: ")[1].split(". ")[0]
    assert set(both.split("; ")) == {view.nodes[key]["label"] for key in near[0] & near[1]}


def test_equal_input_gives_equal_bytes_in_another_process_too():
    code = (
        "import hashlib; from foederis import export\n"
        "for name in sorted(export.known()):\n"
        "    for form in ('svg', 'png') if name < 'b' or 'chart' in name else ('svg',):\n"
        "        print(name, form, hashlib.sha256(export.export(name, {}, form, 'nl')['']).hexdigest())"
    )
    here = [
        f"{name} {form} {hashlib.sha256(made(name, form, 'nl')).hexdigest()}"
        for name in ALL
        for form in (("svg", "png") if name < "b" or "chart" in name else ("svg",))
    ]
    command, surroundings = [sys.executable, "-c", code], {**os.environ, "PYTHONHASHSEED": "7"}
    there = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    assert there.stdout.splitlines() == here


def test_hostile_names_stay_text(tmp_path):
    names = {"a": "$x^2$ <b>&amp;", "b": "W" * 300, "c": "漢字 😀 \u202e", "d": "two\nlines"}
    view = network([("a", "b", "$\\frac$"), ("b", "c", "</svg>"), ("a", "d", "x")], **names)
    drawn = figures.of_view(view, "en")
    assert faults(drawn) == []
    root = ET.fromstring(figures.saved(drawn, "svg", "<title>", "]]>&"))
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert any("$x^2$ <b>&amp;" in one for one in texts)
    assert root.find(f"{SVG}title").text == "<title>"


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "alle van de soort toezegging"), ("en", "all those of the kind commitment")]
)
def test_a_picture_of_a_part_has_all_that_became_of_each_commitment_and_says_what_it_leaves_out(language, said):
    whole, part = export.view("developments", lang=language), seen("developments", language)
    promised = {edge for edge in whole.edges(keys=True) if edge[0].startswith("commitment/")}
    assert promised == set(part.edges(keys=True))
    assert set(part) == {end for edge in promised for end in edge[:2]}
    counts = [f"{len(part)} van {len(whole)}", f"{len(promised)} van {whole.number_of_edges()}"]
    texts = " ".join(one.get_text() for one in figure("developments", language).findobj(Text)).replace("\n", " ")
    assert said in texts
    assert all((one if language == "nl" else one.replace("van", "of")) in texts for one in counts)
    assert said in ET.fromstring(made("developments", "svg", language)).find(f"{SVG}desc").text
    one = export.pictured("developments", lang=language, thing="EPF")
    assert "shown" not in one.graph
    assert nx.utils.graphs_equal(one, export.view("developments", lang=language, thing="EPF"))


def test_a_view_too_large_for_a_picture_shows_the_most_linked_and_says_so():
    view = network([(f"n{i // 3}", f"n{i}", "leads to") for i in range(1, 900)])
    drawn = figures.of_view(view, "en")
    said = " ".join(one.get_text() for one in drawn.findobj(Text))
    assert f"things with the most links, of {len(view)}" in said
    assert faults(drawn) == []


@pytest.mark.parametrize(
    "edges",
    [
        [("a", "a", "x")],
        [("a", "b", "x"), ("b", "a", "y")],
        [("a", "b", "x"), ("b", "c", "x"), ("c", "a", "x"), ("a", "d", "y"), ("d", "d", "z")],
        [("a", "b", "x"), ("b", "c", "y"), ("c", "d", "z"), ("a", "d", "x"), ("b", "d", "w")],
        [(f"s{i}", f"t{j}", f"word {(i + j) % 4}") for i in range(5) for j in range(5)],
    ],
)
def test_circles_loops_and_crossings_can_be_drawn_and_read(edges):
    assert faults(figures.of_view(network(edges), "en")) == []


def test_a_key_longer_than_the_page_goes_on_below():
    keys = [
        Key(f"a kind of thing with a long name, number {i}", "mark", INKS[i % 8], MARKERS[i % 8]) for i in range(12)
    ]
    assert faults(framed(Canvas(100, 20), "Title", keys, ["note " * 60], "Source", "what was asked " * 30)) == []


def told(root: ET.Element) -> list[tuple[object, ...]]:
    """Return what a picture shows, in its order: each text and shape with its place to a tenth of a point and its look."""
    sheet = "".join(one.text or "" for one in root.iter(f"{SVG}style"))
    rules = dict(re.findall(r"\.(\w+)\{([^}]*)\}", sheet))
    found: list[tuple[object, ...]] = []
    for one in root.iter():
        kind = one.tag.removeprefix(SVG)
        if kind not in ("text", "path", "use") or (kind == "path" and "id" in one.attrib):
            continue
        numbers = [
            float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", one.get("d", "") + f" {one.get('x')} {one.get('y')}")
        ]
        if kind == "path" and len(numbers) == 2:
            continue  # a point that draws nothing
        look = one.get("style") or rules.get(one.get("class", ""), "")
        looks = {re.sub(r"\s", "", part) for part in look.split(";")}
        found.append(
            (kind, "".join(one.itertext()).strip(), numbers, looks - {"", "stroke-dasharray:", "stroke-dashoffset:0"})
        )
    return found


@pytest.mark.parametrize("name", ["scoreboard-chart", "participation", "promise-lanes"])
def test_a_lean_picture_shows_what_matplotlib_drew(name, monkeypatch):
    monkeypatch.setattr(figures, "lean", lambda text: text)
    whole = figures.saved(figure(name, "en"), "svg", "t", "d").decode()
    monkeypatch.undo()
    small = figures.saved(figure(name, "en"), "svg", "t", "d").decode()
    assert len(small) < len(whole) / 2
    before, after = told(ET.fromstring(whole)), told(ET.fromstring(small))
    assert len(before) == len(after) > 50
    for (kind, text, places, looks), lean in zip(before, after, strict=True):
        assert (kind, text, looks) == (lean[0], lean[1], lean[3])
        assert lean[2] == pytest.approx(places, abs=0.051)
    assert re.findall(r"rotate\((?!-?0 )", whole) == re.findall(r"rotate\(", small)


@pytest.mark.parametrize(
    "words",
    ["a European Security Council", "AV Ta To, W.", " led by  two blanks ", "AVATAR", "", " ", "één… 42(7) VEU"],
)
def test_a_line_is_as_wide_as_matplotlib_draws_it(words):
    font = FontProperties(family="DejaVu Sans", size=8.5)
    assert wide(words) == pytest.approx(text_to_path.get_text_width_height_descent(words, font, False)[0])
