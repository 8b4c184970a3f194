"""The page of a chart: its picture, table and files in one file, with no script and no request."""

import base64
import csv
import io

import pytest

from foederis import export
from foederis.export.interactive import digest
from tests.export.test_interactive import Read

CHARTS = sorted(name for name, asked in export.known().items() if "chart" in asked.extra)
SOME = [CHARTS[0], *(pytest.param(name, marks=pytest.mark.long) for name in CHARTS[1:])]  # the short set reads one page


class Pages(dict[str, Read]):
    """The pages of charts in Dutch, each made when it is first asked for."""

    def __missing__(self, name: str) -> Read:
        self[name] = Read(export.export(name, {}, "html", "nl")[""].decode())
        return self[name]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages()


@pytest.mark.parametrize("name", SOME)
def test_the_page_of_a_chart_asks_for_nothing_and_runs_nothing(name, pages):
    read = pages[name]
    policy = next(a["content"] for t, a in read.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; img-src data:; style-src {digest(read.held['style'][0])}; base-uri 'none'; form-action 'none'"
    )
    for tag, attributes in read.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base", "form")
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        assert (attributes.get("src") or "data:image/svg+xml;").startswith("data:image/svg+xml;")
        assert (attributes.get("href") or "data:").startswith(("data:", "http://", "https://"))


@pytest.mark.parametrize("name", SOME)
def test_its_files_are_those_of_the_export_and_its_table_has_every_row(name, pages):
    read = pages[name]
    files = {
        a["download"]: base64.b64decode(a["href"].split(",")[1]) for t, a in read.tags if t == "a" and "download" in a
    }
    assert set(files) == {f"{name}.svg", f"{name}.png", f"{name}.csv"}
    for form in ("svg", "png", "csv"):
        assert files[f"{name}.{form}"] == export.export(name, {}, form, "nl")[""]
    image = next(a for t, a in read.tags if t == "img")
    assert base64.b64decode(image["src"].split(",")[1]) == files[f"{name}.svg"]
    assert len(image["alt"]) > 100
    rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))
    assert sum(1 for t, _ in read.tags if t == "tr") == len(rows) + 1


def test_a_name_leads_to_its_address_and_the_document_to_its_own(pages):
    hrefs = {a.get("href") for t, a in pages["scoreboard-chart"].tags if t == "a"}
    assert "https://w3id.org/foederis/id/concept/response-kind/declined" in hrefs
    assert set(export.chart("scoreboard-chart").iris[0].values()) & hrefs
    assert "https://zoek.officielebekendmakingen.nl/kst-21501-28-211.html" in hrefs


def test_what_was_asked_stands_on_it_in_words():
    values = {"recommendation": "recommendation 5"}
    text = export.export("scales-chart", values, "html", "en")[""].decode()
    assert '<p class="asked">On: AIV advice 112, recommendation 5</p>' in text
