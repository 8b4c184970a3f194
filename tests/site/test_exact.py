"""The words of a visitor's own copies beside passages, on pages of questions and of things: from disk and over HTTP."""

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from foederis import sources
from foederis.site import assets
from tests.conftest import LETTER
from tests.site.built import HERE, needs_node, needs_scripts, pages

pytestmark = [pytest.mark.long, needs_scripts, needs_node]
OTHER = "nl-coalitieakkoord-2021-12-15"
CHANGED, MISSING = "rec4.p1.s2", "rec4.p2.s1"
NAME = "<img src=x onerror=alert(1)>.txt"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
QUESTION, THING = "q/scoreboard/index.html", f"id/passage/{LETTER}/rec4.p1.s1"
STATEMENT = f"id/statement/{LETTER}/rec4.p1.s1-1"
ANSWERS = [QUESTION, f"nl/{QUESTION}", f"{QUESTION}?recommendation=4", f"nl/{QUESTION}?recommendation=4"]
BEHIND = "q/positions/page-2.html"
THINGS = [f"{THING}.html", f"{THING}.html#nl", f"{STATEMENT}.html"]
PARTS = [f"{root}read/{LETTER}/{one}.html" for root in ("", "nl/") for one in ("index", "rec4")]
VISITS = [*ANSWERS, BEHIND, *THINGS]


def copy(folder: Path, document: str, *, words: Mapping[str, str] | None = None, href: str = "") -> dict[str, Any]:
    """Return what a tab holds of a copy in which each sentence has words of ours, one is changed and one is gone."""
    found = [one.locator for one in sources.read_skeleton(document).sentences]
    status = {CHANGED: "changed", MISSING: "missing"} if document == LETTER else {}
    passages = [
        {"locator": one, "status": status.get(one, "found"), "words": (words or {}).get(one, f"words of {one}")}
        for one in found
    ]
    lies = next(folder.glob(f"assets/copy-{document}-*.js")).relative_to(folder).as_posix()
    return {"file": NAME, "passages": passages, "href": href or lies}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return pages(tmp_path_factory.mktemp("exact"), ["scoreboard", "positions"], True, [THING, STATEMENT])


@pytest.fixture(scope="module", params=["from disk", "over http"])
def seen(request, folder, tmp_path_factory) -> dict[str, Any]:
    """What a tab shows of each page without a copy, with one, with one of another release and with a hostile one."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if not chromium or not (HERE.parent / "tools" / "node_modules" / "axe-core").is_dir():
        pytest.skip("a browser is not here: needs Chromium, and npm ci in tests/tools")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    over = f"http://127.0.0.1:{server.server_port}/"
    every = {one.locator: HOSTILE for one in sources.read_skeleton(LETTER).sentences}
    told = {
        "root": over if request.param == "over http" else f"{folder.as_uri()}/",
        "page": f"read/{LETTER}/rec4.html#rec4.p1.s1",
        "visits": VISITS,
        "parts": PARTS,
        "held": {LETTER: copy(folder, LETTER)},
        "stale": {LETTER: copy(folder, LETTER, href="assets/copy-of-another-release.js"), OTHER: {"passages": 1}},
        "hostile": {LETTER: copy(folder, LETTER, words=every), "no-document": {"passages": [None]}},
    }
    held = next((one.path for one in sources.held() if one.document == LETTER), None)
    if held is not None:
        path = tmp_path_factory.mktemp("copy") / "my copy.txt"
        path.write_text(sources.read_text(held).replace("1,48%", "1,84%"), encoding="utf-8")
        told["file"] = str(path)
    done = subprocess.run(
        ["node", str(HERE / "exact.mjs")], input=json.dumps(told), text=True, capture_output=True, check=False,
        env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    server.shutdown()
    server.server_close()
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_browser_complains_of_nothing_and_nothing_leaves_it(seen):
    assert seen["complaints"] == []
    assert seen["elsewhere"] == []


@pytest.mark.parametrize("page", VISITS)
def test_beside_each_passage_stand_its_words_once_as_those_of_the_copy(page, seen):
    held = seen["visits"][page]["held"]
    assert held["own"]
    language = "nl" if page.startswith("nl/") or page.endswith("#nl") else "en"
    whose = {"en": f"your copy: {NAME}", "nl": f"uw kopie: {NAME}"}[language]
    for locator, words, spoken, source in held["own"]:
        assert (words, spoken, source) == (f"words of {locator}", "nl", whose)


@pytest.mark.parametrize("page", [*ANSWERS, BEHIND])
def test_no_passage_of_the_document_in_a_table_is_left_out(page, seen):
    held = seen["visits"][page]["held"]
    shown = [one[0] for one in held["own"]] + [one[0] for one in held["notes"]]
    sentences = {one.locator for one in sources.read_skeleton(LETTER).sentences}
    assert sorted(shown) == sorted(one for hash_ in held["links"] if (one := hash_.removeprefix("#")) in sentences)


@pytest.mark.parametrize("page", ANSWERS)
def test_a_sentence_that_a_copy_has_otherwise_or_has_not_is_said_so_in_its_row_and_counted(page, seen):
    held = seen["visits"][page]["held"]
    dutch = page.startswith("nl/")
    notes = dict(held["notes"])
    begins = {CHANGED: "Uw kopie heeft hier andere woorden" if dutch else "Your copy has other words here"}
    begins[MISSING] = "Uw kopie heeft deze zin niet" if dutch else "Your copy does not have this sentence"
    assert {one: text.startswith(begins[one]) for one, text in notes.items()} == dict.fromkeys(notes, True)
    assert set(notes) == {CHANGED, MISSING} & {one.removeprefix("#") for one in held["links"]}
    assert notes
    counts = [*map(int, re.findall(r"\b\d+\b", held["line"].replace(NAME, "").replace("112", "")))]
    found = len({one[0] for one in held["own"]})
    gone = [len({one} & set(notes)) for one in (CHANGED, MISSING)]
    assert counts == [found + sum(gone), found, *gone]


@pytest.mark.parametrize("page", VISITS)
def test_without_a_copy_a_line_says_once_how_to_see_the_words_and_nothing_more_is_loaded(page, seen):
    none = seen["visits"][page]["none"]
    assert (none["own"], none["notes"]) == ([], [])
    assert "nergens heen" in none["line"] or "sent nowhere" in none["line"]
    assert any(one.endswith(f"read/{LETTER}/index.html#copy") for one in none["to"])
    assert not [one for one in none["scripts"] if one.startswith(("exact", "copy", "compare"))]


@pytest.mark.parametrize("page", VISITS)
def test_a_copy_that_was_compared_by_another_release_or_that_is_no_copy_shows_nothing(page, seen):
    stale = seen["visits"][page]["stale"]
    assert (stale["own"], stale["notes"]) == ([], [])
    assert any(one.endswith(f"read/{LETTER}/index.html#copy") for one in stale["to"])


@pytest.mark.parametrize("page", VISITS)
def test_hostile_words_are_shown_as_text(page, seen):
    hostile = seen["visits"][page]["hostile"]
    assert {one[1] for one in hostile["own"]} == {HOSTILE}
    assert hostile["images"] == 0


@pytest.mark.parametrize("page", VISITS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways_with_the_words_open(page, seen):
    assert seen["visits"][page]["axe"] == []


@pytest.mark.parametrize("page", ANSWERS)
def test_one_button_opens_the_words_in_all_rows_and_closes_them(page, seen):
    at = seen["visits"][page]
    assert (at["held"]["open"], at["light"]["folded"], at["dark"]["open"]) == (0, 0, 0)
    assert at["light"]["open"] == at["held"]["folded"] > 0


@pytest.mark.parametrize("page", PARTS)
def test_on_a_phone_nothing_moves_while_a_page_of_a_document_is_loaded_and_all_can_be_touched(page, seen):
    assert seen["parts"][page] == []


def test_where_nothing_may_be_kept_the_line_says_so(seen):
    assert seen["forbidden"]["line"].startswith("This browser keeps nothing for the site")
    assert seen["forbidden"]["own"] == []


def test_from_a_marked_sentence_to_the_box_and_back_by_keyboard(seen):
    if "way" not in seen:
        pytest.skip("the cabinet letter is not here: set FOEDERIS_SOURCES to its folder")
    assert seen["way"]["text"] == "Show its exact words"
    assert seen["way"]["within"] == "rec4.p1.s1"
    assert seen["way"]["high"] >= 24
    assert seen["box"]["focus"] == "copy-file"
    assert seen["back"][1:] == ["#rec4.p1.s1", 0]
    assert 0 <= seen["returned"]["top"] < 700


def test_words_of_the_letter_stand_on_the_page_that_the_visitor_goes_back_to_until_it_is_taken_away(seen, letter):
    exact = sources.align(sources.read_text(letter), sources.read_skeleton(LETTER), sources.layout_of(LETTER))
    words = {one.locator: one.words for one in exact.passages}
    own = {locator: text for locator, text, *_ in seen["came"]["own"]}
    assert own == {one: words[one] for one in own}
    assert len(own) > 20
    assert {one[3] for one in seen["came"]["own"]} == {"your copy: my copy.txt"}
    assert seen["away"] == [1, 0]
    assert (seen["left"]["own"], seen["left"]["notes"]) == ([], [])
    assert "sent nowhere" in seen["left"]["line"]


def test_it_is_loaded_with_a_copy_alone_and_is_small():
    assert len(gzip.compress((assets.FOLDER / "exact.js").read_bytes(), 9)) <= 2_000
