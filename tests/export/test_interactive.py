"""The page: one file that holds all it needs, asks for nothing, and takes no text of the view for anything else."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from foederis import escapes, export, queries
from foederis.errors import BadInput
from foederis.export import interactive
from foederis.namespaces import ID
from tests.export import hostile
from tests.export.built import needs_page

SCRIPT = "document.title;"


class Read(HTMLParser):
    """What a browser's parser makes of it: tags with their attributes, and the text of scripts, styles and cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.held: dict[str, list[str]] = {"script": [], "style": [], "th": [], "td": [], "title": [], "a": []}
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag in self.held:
            self.held[tag].append("")

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in self.held:
            self.held[self.inside][-1] += data


def unpacked(data, name):
    """Return the rows of a packed table as the script puts them together."""
    table = data[name]
    return [{key: data["values"][at] for key, at in zip(table["names"], row, strict=True)} for row in table["rows"]]


@pytest.fixture(scope="module")
def question():
    return queries.questions("views")["instruments"]


@pytest.fixture(scope="module")
def plain(store, question):
    return Read(interactive.page(export.view("instruments"), question, SCRIPT, "en", store).decode())


@pytest.fixture(scope="module")
def evil(question):
    return Read(interactive.page(hostile.view(), question, SCRIPT, "en", hostile.store()).decode())


def test_the_page_names_no_file_or_address_that_it_would_have_to_fetch(plain, evil):
    for read in (plain, evil):
        for tag, attributes in read.tags:
            assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
            assert not {"src", "srcset", "action", "data", "poster", "background", "style"} & set(attributes)
            assert not [name for name in attributes if name.startswith("on")]
        assert "@import" not in read.held["style"][0]
        assert "url(" not in read.held["style"][0]


def test_its_policy_allows_the_script_and_the_style_that_are_in_it_and_nothing_else(plain, evil):
    for read in (plain, evil):
        policy = next(a["content"] for t, a in read.tags if a.get("http-equiv") == "Content-Security-Policy")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

        def digest(text: str) -> str:
            return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

        assert rules == {
            "default-src": "'none'",
            "script-src": digest(read.held["script"][1]),
            "style-src": digest(read.held["style"][0]),
            "base-uri": "'none'",
            "form-action": "'none'",
        }


def test_hostile_names_stay_text_and_data(evil):
    assert len(evil.held["script"]) == 2
    assert evil.held["script"][1] == SCRIPT
    data = json.loads(evil.held["script"][0])
    assert {node["id"]: node["label"] for node in unpacked(data, "nodes")} == hostile.labels()
    assert not re.search("[<>&\u2028\u2029]", evil.held["script"][0])
    assert {escapes.lines(label) for label in hostile.labels().values()} <= set(evil.held["th"])
    assert evil.held["title"] == [hostile.NAMES[9][1]]


def test_its_tables_hold_every_thing_and_every_link_with_its_evidence(plain):
    view = export.view("instruments")
    cells = plain.held["td"]
    assert {a["label"] for _, a in view.nodes(data=True)} <= set(plain.held["th"])
    locators = {
        f"kst-21501-28-211/{key.rsplit('/', 1)[-1]}" for *_, a in view.edges(data=True) for key in a["passages"].split()
    }
    assert locators <= set(plain.held["a"])
    assert {"since", "until"} <= set(plain.held["th"])
    assert cells


def test_each_thing_and_each_sentence_leads_to_its_address_and_to_that_of_the_document(plain, evil):
    view = export.view("instruments")
    hrefs = {a["href"] for tag, a in plain.tags if tag == "a"}
    assert {a["iri"] for _, a in view.nodes(data=True)} <= hrefs
    assert {ID + key for *_, a in view.edges(data=True) for key in a["passages"].split()} <= hrefs
    assert "https://zoek.officielebekendmakingen.nl/kst-21501-28-211.html" in hrefs
    data = json.loads(plain.held["script"][0])
    assert all(one["pages"] for one in unpacked(data, "evidence"))
    assert sorted((one["source"], one["target"]) for one in unpacked(data, "edges")) == sorted(view.edges())
    assert all(a["href"].startswith(("http://", "https://")) for tag, a in evil.tags if tag == "a")
    assert data["days"] == ["2020-10-05"]


def test_the_same_view_gives_the_same_page_and_degrees_stand_in_their_order(store):
    asked = queries.questions("views")["commitments"]
    one, two = (interactive.page(export.view("commitments"), asked, SCRIPT, "en", store) for _ in range(2))
    assert one == two
    text = one.decode()
    places = [
        text.index(f'<span dir="auto">{word}</span>') for word in ("examine", "effort", "result", "bound by agreement")
    ]
    assert places == sorted(places)


def test_it_says_what_it_is_from_when_and_under_which_licence(store, question):
    for language, words in (("en", "5 October 2020"), ("nl", "5 oktober 2020")):
        text = interactive.page(export.view("instruments", lang=language), question, SCRIPT, language, store).decode()
        foot = text[text.index("<footer>") :]
        assert words in foot
        assert "21501-28-211" in foot
        assert "CC BY 4.0" in foot
        assert f'<html lang="{language}">' in text


@needs_page
def test_its_script_holds_no_control_character_which_html_forbids():
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", interactive.SCRIPT.read_text(encoding="utf-8")) == []


def test_without_its_script_the_command_says_in_two_lines_how_to_make_it(monkeypatch, run, tmp_path):
    monkeypatch.setattr(interactive, "SCRIPT", tmp_path / "page.js")
    with pytest.raises(BadInput):
        export.export("instruments", {}, "html")
    code, out, err = run("export", "instruments", "-o", str(tmp_path / "x.html"))
    assert (code, out) == (2, "")
    assert len(err.strip().split("\n")) == 2
    assert "make web" in err
    assert list(tmp_path.iterdir()) == []
