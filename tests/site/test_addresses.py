"""What pages tell when their address is known: canonical links, the other language, cards, a sitemap; and else nothing."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import foederis.site
from foederis import templates
from foederis.errors import BadUse
from foederis.publish.release import Written
from foederis.site import addresses
from foederis.site.things import Site
from tests.site.test_question_pages import read

URL = "https://example.org/foederis/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DRAWN = {"scoreboard": "scoreboard-chart"}


def page(path: str, url: str = URL) -> bytes:
    """Return a page of a site as the templates make it."""
    site = Site([], "0.0.0")
    site.url = url
    language = "nl" if path.startswith("nl/") else "en"
    twin = path.removeprefix("nl/") if language == "nl" else f"nl/{path}"
    up = "../" * path.count("/")
    return site.page("base.html", "A <title>", up, lang=language, twin=twin, description='What "it" is').encode()


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    paths = ["index.html", "nl/index.html", "q/scoreboard/index.html", "nl/q/scoreboard/index.html",
             "pictures/money/graph.html", "q/money/page-2.html"]  # fmt: skip
    found = {path: page(path) for path in paths}
    cards = ("foederis-en", "foederis-nl", "scoreboard-chart-en", "scoreboard-chart-nl", "money-en")
    found |= {f"cards/{name}.png": b"x" for name in cards}
    return {**found, "style.css": b"", **dict(addresses.addressed(found, URL, "2026-11-29", DRAWN))}


def told(made: dict[str, bytes], path: str) -> dict[str, str]:
    """Return what the head of a page tells, by the name of what it tells."""
    root = ET.fromstring(
        "<head>" + "".join(
            line + ("" if line.endswith("/>") else f"</{line[1:5]}>")
            for line in made[path].decode().splitlines() if line.startswith(("<meta ", "<link "))
        ) + "</head>"
    )  # fmt: skip
    found = {}
    for one in root:
        name = one.get("property") or one.get("name") or f"{one.get('rel')} {one.get('hreflang') or ''}".strip()
        assert name not in found or name == "None", name  # encoding and policy have no name
        found[name] = one.get("content") or one.get("href") or ""
    return found


def test_a_page_tells_its_address_and_those_of_both_languages(made):
    for path in ("q/scoreboard/index.html", "nl/q/scoreboard/index.html"):
        found = told(made, path)
        assert found["canonical"] == found["og:url"] == URL + path.removesuffix("index.html")
        assert found["alternate en"] == found["alternate x-default"] == f"{URL}q/scoreboard/"
        assert found["alternate nl"] == f"{URL}nl/q/scoreboard/"
        assert found["description"] == found["og:description"] == 'What "it" is'
        assert found["og:title"] == "A <title>"
    assert told(made, "index.html")["canonical"] == URL
    assert told(made, "q/money/page-2.html")["canonical"] == f"{URL}q/money/page-2.html"
    assert "alternate nl" not in told(made, "q/money/page-2.html"), "there is no such page in Dutch"


def test_a_card_is_that_of_the_picture_else_the_common_one_of_the_language(made):
    cards = {path: told(made, path)["og:image"].removeprefix(f"{URL}cards/") for path in made if path.endswith(".html")}
    assert cards == {
        "index.html": "foederis-en.png",
        "nl/index.html": "foederis-nl.png",
        "q/scoreboard/index.html": "scoreboard-chart-en.png",
        "nl/q/scoreboard/index.html": "scoreboard-chart-nl.png",
        "pictures/money/graph.html": "money-en.png",
        "q/money/page-2.html": "foederis-en.png",
    }


def test_the_sitemap_names_each_page_once_and_robots_lead_to_it(made):
    root = ET.fromstring(made["sitemap.xml"])
    assert root.tag == f"{SPACE}urlset"
    assert sorted(one.text for one in root.iter(f"{SPACE}loc")) == sorted(
        URL + path.removesuffix("index.html") for path in made if path.endswith(".html")
    )
    assert {one.text for one in root.iter(f"{SPACE}lastmod")} == {"2026-11-29"}
    assert f"Sitemap: {URL}sitemap.xml" in made["robots.txt"].decode()


def test_more_pages_than_a_sitemap_may_have_come_in_several_with_an_index(monkeypatch):
    monkeypatch.setattr(addresses, "LARGEST", 2)
    pages = {f"{name}.html": addresses.MARK for name in "abcde"}
    made = dict(addresses.addressed(pages, URL, "", {}))
    root = ET.fromstring(made["sitemap.xml"])
    assert root.tag == f"{SPACE}sitemapindex"
    parts = [one.text.removeprefix(URL) for one in root.iter(f"{SPACE}loc")]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    told = [loc.text for part in parts for loc in ET.fromstring(made[part]).iter(f"{SPACE}loc")]
    assert sorted(told) == sorted(URL + path for path in pages)
    assert b"lastmod" not in made["sitemap.xml"]


def test_without_an_address_nothing_is_told_that_needs_one_and_that_is_said():
    text = page("q/scoreboard/index.html", url="").decode()
    assert addresses.MARK.decode() not in text
    assert not {"canonical", "og:url", "og:image"} & {*text.replace('"', " ").split()}
    assert "../../nl/q/scoreboard/index.html" in read(text).links
    assert ["--url" in one for one in Written(1, scripts=True).notes("x", opened=False)] == [True]
    assert Written(1, scripts=True, url=URL).notes("x", opened=False) == []


@pytest.mark.parametrize(
    "url",
    ["example.org", "ftp://example.org/", "https://", "https:///x", "https://u:p@example.org/", "https://example.org/?x",
     "https://example.org/#x", "https://example.org/a b", "https://example.org/<x>", "javascript:alert(1)",
     "https://example.org/a/../b", "file:///tmp/x", "https://example.org:port/"],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused_in_two_lines(url, run, tmp_path):
    with pytest.raises(BadUse, match="cannot stand"):
        addresses.base(url)
    code, out, err = run("site", "-o", str(tmp_path / "x"), "--url", url)
    assert (code, out, len(err.splitlines())) == (2, "", 2)
    assert not (tmp_path / "x").exists()


def test_an_address_ends_with_a_slash_whoever_leaves_it_out():
    assert addresses.base("https://example.org/foederis") == URL
    assert addresses.base("http://127.0.0.1:8000//") == "http://127.0.0.1:8000/"
    assert addresses.base("") == ""


@pytest.mark.parametrize("path", sorted(templates.FOLDER.glob("*.html")), ids=lambda path: path.stem)
def test_every_page_of_the_site_is_described(path):
    """By its template's use: `Site.page` is given a description wherever a page is made."""
    if '{% extends "base.html" %}' not in path.read_text(encoding="utf-8"):
        return
    folder = Path(foederis.site.__file__).parent
    uses = [
        text[found.start() : found.start() + 400]
        for text in (one.read_text(encoding="utf-8") for one in folder.glob("*.py"))
        for found in re.finditer(rf'page\(\s*"{path.name}",', text)
    ]
    assert uses, f"{path.name} is used nowhere"
    assert all("description=" in one for one in uses)
