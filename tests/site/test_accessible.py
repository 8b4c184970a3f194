"""One page of each kind is usable by everyone: WCAG 2.2 AA by axe, keyboard alone, narrow, dark, high contrast, on paper."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from foederis.publish import release

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
LETTER = "bzdoc-1754443015-75"
BOTH = [  # kinds of pages that there are in each language
    "index.html",
    "q/index.html",
    "q/shifts/index.html",  # a long form
    "q/positions/index.html",  # a long answer
    "q/positions/page-2.html",
    "read/index.html",
    f"read/{LETTER}/index.html",
    f"read/{LETTER}/rec8.html",
    "pictures/index.html",
    "pictures/scales-chart/index.html",
    "pictures/participation/graph.html",  # a view to search in
    "data/index.html",
    "search/index.html",
    "sparql/index.html",
]
PART = "id/recommendation/aiv-112-4a.html"  # with an answer at its head
ONE = ["id/index.html", "id/instrument/index.html", "id/instrument/mpcc.html", PART, "def/index.html"]
"""Pages that tell both languages, and the Dutch at the same address with `#nl`."""
PAGES = [*BOTH, *(f"nl/{one}" for one in BOTH), *ONE, *(f"{one}#nl" for one in ONE)]
THEMES = ["light", "dark"]
WIDTHS = [1280, 320]
"""In pixels of CSS: a desk, and the narrowest that WCAG asks for, which is 1280 at 400 %."""

FAULTY = """<!doctype html><html lang="en"><title>x</title><style>:focus { outline: none }</style>
<main><img src="x.svg"><p style="color: #aaa; background: #fff; width: 900px">pale</p><a href="#a">a</a>
<a href="#b" style="position: absolute; left: -999px">b</a></main></html>"""
PAPER = {"index.html": "en.pdf", "nl/index.html": "nl.pdf"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return the explorer: that of `make site` where FOEDERIS_SITE names it."""
    if os.environ.get("FOEDERIS_SITE"):
        return Path(os.environ["FOEDERIS_SITE"])
    place = tmp_path_factory.mktemp("explorer") / "site"
    release.write_site(str(place))
    return place


def looked_at(folder: Path, **asked: object) -> dict[str, dict[str, Any]]:
    """Return, by page, what a browser finds wrong."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if shutil.which("node") is None or not chromium or not (HERE.parent / "tools/node_modules/axe-core").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    done = subprocess.run(
        ["node", str(HERE / "accessible.mjs")], input=json.dumps({"folder": f"{folder}/", **asked}), text=True,
        capture_output=True, check=False, env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return {one.pop("path"): one for one in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("paper")


@pytest.fixture(scope="module")
def seen(folder, paper):
    sheets = {page: str(paper / name) for page, name in PAPER.items()}
    return looked_at(folder, pages=PAGES, themes=THEMES, widths=WIDTHS, print=sheets)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_by_the_rules_of_wcag_2_2_aa_in_any_theme_and_width(page, seen):
    assert seen[page]["axe"] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_second_checker_finds_no_error_either(page, seen):
    assert seen[page]["sniffed"] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways_narrow_opened_or_with_wider_spacing(page, seen):
    assert seen[page]["wider"] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page, seen):
    assert seen[page]["keyboard"] == []


@pytest.mark.parametrize("page", PAGES)
def test_in_forced_colours_all_text_can_be_read(page, seen):
    assert seen[page]["forced"] == []


@pytest.mark.parametrize("page", PAPER)
def test_the_scoreboard_is_printed_on_one_sheet_of_a4(page, seen, paper):
    sheets = pypdfium2.PdfDocument(paper / PAPER[page])
    assert len(sheets) == 1
    width, height = sheets[0].get_size()
    assert sorted(round(one) for one in (width, height)) == [595, 842]  # points
    told = sheets[0].get_textpage().get_text_bounded()
    assert all(f" {part}" in " ".join(told.split()) for part in ("1a", "4a", "10"))


def test_a_page_with_faults_is_found_at_fault(tmp_path):
    (tmp_path / "a.html").write_text(FAULTY)
    found = looked_at(tmp_path, pages=["a.html"], themes=["light"], widths=[320])["a.html"]
    rules = " ".join(found["axe"])
    assert "image-alt" in rules
    assert "color-contrast" in rules
    sniffed = " ".join(found["sniffed"])
    assert "1_1_1" in sniffed  # no text for an image
    assert "1_4_3" in sniffed  # too little contrast
    assert any("900" in one or "> 320" in one for one in found["wider"])
    told = " ".join(found["keyboard"])
    assert "no skip link" in told
    assert "no outline" in told
    assert "out of sight" in told
