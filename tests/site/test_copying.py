"""A visitor's own copy on a page of a document, in a browser, from disk: its exact words, and what is said otherwise."""

import html
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from foederis import sources, templates
from foederis.publish import metadata
from foederis.site import assets, copies, evidence, reading
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES
from tests.conftest import LETTER
from tests.site.built import needs_scripts

pytestmark = [pytest.mark.long, needs_scripts]
HERE = Path(__file__).parent


def pages(folder: Path, store) -> None:
    """Write the pages of the documents, with what they load."""
    site = Site(metadata.quads(), "0.0.0")
    sections = reading.sections(store)
    passages = {language: evidence.passages(store, language) for language in LANGUAGES}
    site.sections = reading.placed(sections, passages["en"])
    offered = copies.offered(site, passages)
    scripts = {name: (assets.FOLDER / name).read_bytes() for name in ("compare.js", "copy.js")}
    scripts["copy.js"] = assets.with_copies(scripts["copy.js"], copies.beside(site, store))
    site.assets = {name: assets.path(name, content) for name, content in scripts.items()}
    made = {site.assets[name]: content for name, content in scripts.items()}
    made |= offered
    made |= {"style.css": templates.style().encode(), "icon.svg": templates.icon().encode()}
    for path, content in [*made.items(), *reading.files(site, store, sections, passages)]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.fixture(scope="module")
def seen(store, letter, tmp_path_factory) -> dict[str, Any]:
    """What was seen on the pages, which open from a folder."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if shutil.which("node") is None or not chromium or not (HERE.parent / "tools" / "node_modules").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    folder = tmp_path_factory.mktemp("site")
    pages(folder, store)
    text = sources.read_text(letter).replace("1,48%", "1,84%")
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines())
    page = f"<!doctype html><html><head><title>x</title><script>alert(1)</script></head><body>{lines}</body></html>"
    files = {"file": ("copy.txt", text), "wrong": ("wrong.txt", "Een heel andere tekst. " * 40),
             "large": ("large.txt", "x" * 20_000_000), "html": ("copy.html", page)}  # fmt: skip
    told = {"folder": str(folder), "page": f"read/{LETTER}/rec3.html", "other": f"nl/read/{LETTER}/rec4.html"}
    for key, (name, content) in files.items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        told[key] = str(path)
    done = subprocess.run(
        ["node", str(HERE / "copying.mjs")], input=json.dumps(told), text=True, capture_output=True, check=False,
        env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def exact(letter) -> dict[str, str]:
    found = sources.align(sources.read_text(letter), sources.read_skeleton(LETTER), sources.layout_of(LETTER))
    return {one.locator: one.words for one in found.passages}


def test_the_browser_complains_of_nothing_and_nothing_leaves_it(seen):
    assert seen["complaints"] == []
    assert seen["elsewhere"] == []


def test_the_exact_words_stand_beside_each_passage_and_a_changed_one_is_named(seen, exact):
    given = seen["given"]
    total = len(exact)
    assert seen["first"]["told"] == ""
    assert (given["role"], given["lang"]) == ("status", "nl")
    assert given["label"].startswith("A copy of this document that you have")
    assert given["told"].startswith(
        f"copy.txt: {total - 1} of {total} sentences are in it word for word, 1 stand there in other words, 0 are not"
    )
    assert given["words"].pop("rec3.p3.s2").startswith("Your copy has other words here")
    assert given["words"] == {one: exact[one] for one in given["words"]}
    assert len(given["words"]) > 5
    assert given["lost"] == ["rec3.html#rec3.p3.s2"]


def test_another_part_in_the_other_language_has_them_too_until_the_copy_is_taken_away(seen, exact):
    assert seen["next"]["told"].startswith(f"copy.txt: {len(exact) - 1} van de {len(exact)} zinnen")
    assert seen["next"]["words"] == {one: exact[one] for one in seen["next"]["words"]}
    assert (seen["next"]["stored"], seen["away"]["stored"]) == (1, 0)
    assert set(seen["away"]["words"].values()) == {""}


def test_what_is_no_copy_is_said_and_kept_nowhere(seen):
    assert seen["wrong"]["told"].startswith("wrong.txt is geen kopie van ‘kabinetsreactie op AIV-advies nr. 112’, noch")
    assert seen["large"]["told"].startswith("large.txt is groter dan 5 MB")
    assert (seen["wrong"]["stored"], seen["large"]["stored"]) == (0, 0)
    assert seen["dropped"]["told"].startswith("<img src=x>.txt is no copy of")
    assert set(seen["dropped"]["words"].values()) == {""}


def test_a_page_of_html_is_read_as_its_text(seen, exact):
    assert seen["html"]["told"].startswith(f"copy.html: {len(exact) - 1} van de {len(exact)} zinnen")
    assert seen["html"]["words"] == seen["next"]["words"]


def test_where_nothing_may_be_kept_it_works_and_says_so(seen, exact):
    assert f"{len(exact) - 1} of {len(exact)}" in seen["forbidden"]["told"]
    assert seen["forbidden"]["told"].endswith(
        "This browser keeps nothing for the site: on another page, choose the file again."
    )
    assert seen["forbidden"]["words"] == {
        **seen["given"]["words"],
        **{"rec3.p3.s2": seen["forbidden"]["words"]["rec3.p3.s2"]},
    }
