"""The pages of the pictures: the drawing, its words, its table, its files and its citation; and the page to search in."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from PIL import Image, ImageDraw

from foederis import export, queries, templates
from foederis.export import gallery, interactive
from foederis.publish import metadata
from foederis.site import assets, pages, pictures
from foederis.site.pictures import Shown
from foederis.site.things import SPACE, Site
from tests.export import hostile
from tests.site.test_question_pages import CITED, Read, read

HERE = Path(__file__).parent
SOME = ("instruments", "participation", "scales-chart")
NAMES = [*queries.questions("views"), *queries.questions("charts")]


@pytest.fixture(scope="module")
def site(_own_cache) -> Site:
    made = Site(metadata.quads(), "0.0.0", CITED.digest)
    made.assets = {pictures.GRAPH: "assets/graph-0.js"}
    return made


@pytest.fixture(scope="module")
def shown(site) -> Shown:
    return Shown(site, CITED, {picture: name for name, picture in pages.DRAWN.items()})


@pytest.fixture(scope="module")
def made(shown) -> dict[str, bytes]:
    """The files of a few pictures in both languages."""
    return {
        path: content
        for name in SOME
        for language in ("en", "nl")
        for path, content in pictures.files(name, language, shown)
    }


def page(made: dict[str, bytes], path: str) -> Read:
    return read(made[path].decode())


@pytest.mark.long
@pytest.mark.parametrize("root", ["pictures", "nl/pictures"])
@pytest.mark.parametrize("name", SOME)
def test_every_file_that_the_page_of_a_picture_names_is_there_and_can_be_read(name, root, made):
    found = page(made, f"{root}/{name}/index.html")
    taken = [one for one in found.links if re.search(r"/[a-z-]+\.(svg|png|csv|graphml|rq)$", one)]
    taken = [one for one in taken if not one.endswith("/icon.svg")]
    paths = {os.path.normpath(f"{root}/{name}/{one}") for one in taken}
    assert paths <= made.keys()
    forms = {path.rpartition(".")[2] for path in paths}
    assert forms == ({"svg", "png", "csv", "rq"} if name.endswith("-chart") else {"svg", "csv", "graphml", "rq"})
    for path in paths:
        if path.endswith(".svg"):
            assert ET.fromstring(made[path]).tag.endswith("svg")
        if path.endswith(".png"):
            assert Image.open(io.BytesIO(made[path])).format == "PNG"
        if path.endswith(".graphml"):
            assert len(nx.parse_graphml(made[path].decode())) == len(export.view(name))
        if path.endswith(".csv"):
            assert len([*csv.reader(made[path].decode().splitlines())]) > 1
        if path.endswith(".rq"):
            assert made[path].decode() == {**queries.questions("views"), **queries.questions("charts")}[name].text


@pytest.mark.long
@pytest.mark.parametrize("name", SOME)
def test_a_picture_is_told_in_words_and_cited_in_four_forms_with_version_and_digest(name, made):
    found = page(made, f"nl/pictures/{name}/index.html")
    drawing = ET.fromstring(made[f"nl/pictures/{name}.svg"])
    told = next(one.text or "" for one in drawing.iter() if one.tag.endswith("desc"))
    assert " ".join(told.split()) in " ".join(found.text.split())
    assert 'aria-describedby="in-words"' in made[f"nl/pictures/{name}/index.html"].decode()
    (bibtex,), (ris,), (csl,) = (found.blocks[form] for form in ("bibtex", "ris", "csl-json"))
    assert CITED.digest in bibtex
    assert ris.endswith("ER  - ")
    (cited,) = json.loads(csl)
    asked = {**queries.questions("views"), **queries.questions("charts")}[name]
    assert (cited["version"], cited["title"]) == ("0.0.0", asked.title_nl)
    assert cited["URL"].startswith(SPACE)
    assert f"Beeld: “{asked.title_nl}” ({name})" in found.text


@pytest.mark.long
@pytest.mark.parametrize("root", ["pictures", "nl/pictures"])
def test_the_page_to_search_in_has_every_thing_and_link_and_leads_to_their_pages(root, made, site):
    language = "nl" if root.startswith("nl") else "en"
    text = made[f"{root}/participation/graph.html"].decode()
    view = export.view("participation", lang=language)
    assert {*re.findall(r'data-node="([^"]+)"', text)} == {*view}
    assert text.count("data-edge=") == view.number_of_edges()
    up = "../" * (root.count("/") + 2)
    for key in view:
        assert f"href={up}id/{key}.html " in text
    assert f'<script src="{up}assets/graph-0.js" defer></script>' in text
    assert not re.search(r"<script(?! src| type=\"application/json\")", text), "no script stands in it"
    assert "script-src 'self'" in text


@pytest.mark.long
def test_where_the_script_is_not_built_the_tables_stand_and_that_is_said(shown, made):
    bare = Shown(Site([], "0.0.0"), CITED, {})
    without = dict(pictures.files("instruments", "en", bare))
    assert "This copy has no scripts" in without["pictures/instruments/graph.html"].decode()
    assert "Its things and links as tables" in without["pictures/instruments/index.html"].decode()
    assert without["pictures/instruments/graph.html"].count(b"<tr data-node") == len(export.view("instruments"))


@pytest.mark.long
def test_the_script_is_loaded_on_a_click_only_and_within_its_budget(made):
    import gzip

    if not interactive.SCRIPT.is_file():
        pytest.skip("the script of the page is not built: make web (needs Node)")
    assert len(gzip.compress(interactive.SCRIPT.read_bytes(), 9)) <= 180_000
    assert b"graph-0.js" not in made["pictures/participation/index.html"]


def test_hostile_names_are_text_on_the_page_to_search_in(monkeypatch, site):
    monkeypatch.setattr(pictures.export, "pictured", lambda *_, **__: hostile.view())
    monkeypatch.setattr(pictures.graph, "store", hostile.store)
    text = pictures._graph(queries.questions("views")["instruments"], "en", site)
    assert "<script>" not in text
    assert text.count("</script>") == text.count("<script ")
    assert "javascript:" not in [one[:11] for one in read(text).links]


def test_a_png_is_made_small():
    drawn = Image.new("RGB", (1600, 53), "white")
    ImageDraw.Draw(drawn).rectangle((10, 10, 1200, 40), fill="#0072b2")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    with Image.open(io.BytesIO(pictures.small(out.getvalue()))) as found:
        assert found.size == (1600, 53)
        assert found.convert("RGB").getpixel((500, 20)) in ((0, 114, 178), (0, 113, 178))  # one of 256 is lost
    assert pictures.small(out.getvalue()) == pictures.small(out.getvalue())


@pytest.mark.long
@pytest.mark.parametrize(("name", "fine"), [("scales-chart", True), ("timeline-chart", False)])
def test_a_png_is_as_fine_as_an_exported_one_but_no_wider_than_a_page_and_of_six_million_pixels(name, fine):
    drawn = gallery.picture(name, "en")
    with Image.open(io.BytesIO(drawn.png(1600, 6_000_000))) as found:
        assert found.width <= 1600
        assert found.width * found.height <= 6_000_000
        exported = export.export(name, {}, "png", "en")[""]
        with Image.open(io.BytesIO(exported)) as whole:
            assert (found.size == whole.size) == fine
            assert found.width > 0.7 * whole.width


@pytest.mark.long
def test_the_list_shows_each_picture_once_with_a_link_to_its_page(site):
    listed = dict(pictures._lists(site))
    for language in ("", "nl/"):
        found = read(listed[f"{language}pictures/index.html"].decode())
        assert [found.ids.count(name) for name in NAMES] == [1] * len(NAMES)
        assert {f"{name}/index.html" for name in NAMES} <= {*found.links}


@pytest.fixture(scope="module")
def seen(made, site, tmp_path_factory) -> dict[str, Any]:
    """What was seen in a browser, on pages that open from a folder."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if shutil.which("node") is None or not chromium or not (HERE.parent / "tools" / "node_modules").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    if not interactive.SCRIPT.is_file():
        pytest.skip("the script of the page is not built: make web (needs Node)")
    folder = tmp_path_factory.mktemp("pictures")
    loaded = {f"assets/{pictures.GRAPH.replace('.', '-0.')}": interactive.SCRIPT.read_bytes()}
    style = {"style.css": templates.style().encode(), "icon.svg": templates.icon().encode()}
    for path, content in {**made, **loaded, **style}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    told = {"folder": str(folder), "page": "nl/pictures/participation/index.html", "name": "Nederland"}
    done = subprocess.run(
        ["node", str(HERE / "pictures.mjs")], input=json.dumps(told), text=True, capture_output=True, check=False,
        env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.long
def test_the_drawing_works_from_disk_and_a_choice_can_be_sent(seen):
    view = export.view("participation", lang="nl")
    assert seen["complaints"] == []
    assert all(one.startswith(("file:", "blob:", "data:")) for one in seen["asked"])
    assert not [one for one in seen["first"] if "graph-0.js" in one]
    assert seen["drawn"] == f"{len(view)} {view.number_of_edges()}"
    assert unquote(seen["address"]) == "#node=actor/nld"
    assert seen["chosen"]["chosen"] == seen["sent"] == "Nederland"
    assert seen["chosen"]["links"][0] == "../../../id/actor/nld.html"
    svg = ET.fromstring(seen["saved"])
    texts = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Nederland" in texts
    assert any("foederis" in (one or "") for one in texts), "it tells its source and version"


def test_the_question_of_a_picture_and_the_picture_of_a_question_are_there():
    for name, picture in pages.DRAWN.items():
        assert name in queries.questions()
        assert picture in NAMES


def test_the_scripts_of_other_pages_are_not_told_of_the_drawing(site):
    assert pictures.GRAPH not in json.loads(site.config("", "en"))["assets"]


def test_the_script_goes_with_the_others_where_it_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures.interactive, "SCRIPT", tmp_path / "page.js")
    assert pictures.scripts() == {}
    (tmp_path / "page.js").write_text("x")
    assert pictures.scripts() == {pictures.GRAPH: b"x"}
    assert assets.path(pictures.GRAPH, b"x").startswith("assets/graph-")
