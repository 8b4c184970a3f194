"""What stands in a page of somebody else: one line that names its version, and a small page without a script."""

import csv
import gzip
import re
from dataclasses import replace

import pytest

from foederis import queries
from foederis.answers import folding
from foederis.site import embeds, forms
from foederis.site import question as question_pages
from foederis.site.things import Site
from tests.site.test_question_pages import CITED, HOSTILE, QUESTIONS, read

SMALL = "strategic-partners"


def site(place: str = "https://example.org/release/0.1.0/") -> Site:
    made = Site([], "0.1.0", "0123456789abcdef" * 4)
    made.place = place
    return made


def values(store) -> dict[str, forms.Values]:
    return {SMALL: forms.offered(QUESTIONS[SMALL], store)}


@pytest.fixture(scope="module")
def made(store) -> dict[str, bytes]:
    asked = question_pages.Asked(store, site(), CITED, QUESTIONS, {SMALL: "money-chart"}, values(store))
    return dict(question_pages.files(QUESTIONS[SMALL], asked))


def test_a_line_names_its_version_and_the_release_that_it_asks():
    line = embeds.answer(site(), "money", 'How "much" <money>', "nl/")
    assert line.count("\n") == 0
    assert 'src="https://example.org/release/0.1.0/nl/q/money/embed.html"' in line
    assert 'title="How &#34;much&#34; &lt;money&gt; (foederis 0.1.0, 0123456789ab)"' in line
    drawn = embeds.picture(site(), "money", "Money\n in years", "")
    assert drawn.count("\n") == 0
    assert 'href="https://example.org/release/0.1.0/pictures/money/index.html"' in drawn
    assert '<img src="https://example.org/release/0.1.0/pictures/money.svg"' in drawn
    assert 'alt="Money in years (foederis 0.1.0, 0123456789ab)"' in drawn


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_lines_stand_under_how_to_cite_and_lead_to_pages_that_are_there(language, made):
    home = "nl/" if language == "nl" else ""
    found = read(made[f"{home}q/{SMALL}/index.html"].decode())
    lines = found.blocks["html"]
    assert [re.findall(r'src="https://example.org/release/0.1.0/([^"]+)"', line) for line in lines] == [
        [f"{home}q/{SMALL}/embed.html"],
        [f"{home}pictures/money-chart.svg"],
    ]
    assert f"{home}q/{SMALL}/embed.html" in made
    assert "ADDRESS" not in found.text


@pytest.mark.long
def test_a_site_that_does_not_know_its_address_says_what_to_put_in_its_place(store):
    asked = question_pages.Asked(store, site(""), CITED, QUESTIONS, {}, values(store))
    found = read(dict(question_pages.files(QUESTIONS[SMALL], asked))[f"nl/q/{SMALL}/index.html"].decode())
    assert "Zet in plaats van ADDRESS het adres waar deze site staat" in found.text
    assert 'src="ADDRESS/nl/q/' in found.blocks["html"][0]


@pytest.mark.long
def test_the_page_to_embed_has_the_first_rows_of_the_answer_its_version_and_a_way_back(made):
    text = made[f"q/{SMALL}/embed.html"].decode()
    found = read(text)
    rows = [*csv.reader(made[f"q/{SMALL}/{SMALL}.csv"].decode().splitlines(keepends=True))]
    told = [row for row in found.rows if row]
    assert 0 < len(told) <= len(rows) - 1
    assert "0.1.0" in found.text
    assert "0123456789ab" in found.text
    assert "index.html" in found.links
    assert "script" not in found.tags
    assert "script-src" not in text
    assert "default-src 'none'" in text
    assert '<base target="_top">' in text
    assert "header" not in found.tags


@pytest.mark.long
def test_a_long_answer_is_cut_and_says_of_how_many_rows(store):
    offered = {"positions": forms.offered(QUESTIONS["positions"], store)}
    asked = question_pages.Asked(store, site(), CITED, QUESTIONS, {}, offered)
    answer = folding.folded(queries.ask(QUESTIONS["positions"], {"lang": "en"}, data=store))
    text = dict(question_pages.files(QUESTIONS["positions"], asked))["q/positions/embed.html"].decode()
    found = read(text)
    told = len([row for row in found.rows if row])
    assert told < len(answer.rows)
    assert f"{told} of {len(answer.rows)} rows." in found.text
    assert len(gzip.compress(text.encode(), 9)) < 10_000
    assert len(found.tags) < 400


@pytest.mark.long
def test_no_text_of_a_question_becomes_markup_there(store):
    told = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    hostile = replace(
        QUESTIONS[SMALL], title=HOSTILE, title_nl=HOSTILE, summary=HOSTILE, parameters=(), lists=(),
        text=f'SELECT ?x {{ BIND("{told}" AS ?x) }}',
    )  # fmt: skip
    asked = question_pages.Asked(store, site(), CITED, {SMALL: hostile}, {}, {SMALL: {}})
    made = dict(question_pages.files(hostile, asked))
    found = read(made[f"q/{SMALL}/embed.html"].decode())
    assert not {"script", "b"} & {*found.tags}
    assert found.text.count(HOSTILE) == 2, "its title and heading; the cell shows it on a line"
    (line,) = read(made[f"q/{SMALL}/index.html"].decode()).blocks["html"]
    assert "<script" not in line
    assert "<b>" not in line
