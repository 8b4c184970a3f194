"""The gallery has every view and chart, and the pictures that the repository keeps are those drawn now."""

import json
import re
from collections import Counter
from datetime import date
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest

from foederis import export, rooms
from foederis.export import gallery

SVG = "{http://www.w3.org/2000/svg}"
KEPT = rooms.root() / "docs" / "pictures"
README = (rooms.root() / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[([^\]]*)\]\(docs/pictures/([\w-]+)\.svg\)", README)


@pytest.fixture(scope="module")
def shown(_own_cache) -> list[gallery.Picture]:
    return list(gallery.pictures())


@pytest.fixture(scope="module")
def fresh(shown) -> dict[str, bytes]:
    return {f"{one.asked.name}.svg": one.content for one in shown}


def words(content: bytes) -> list[str]:
    """Return title, description and labels of a picture."""
    root = ET.fromstring(content)
    return [
        text
        for one in root.iter()
        if one.tag in {f"{SVG}{t}" for t in ("title", "desc", "text")}
        for text in one.itertext()
    ]


@pytest.mark.long
def test_there_is_a_picture_for_each_view_and_chart_and_no_other(fresh):
    assert set(fresh) == {f"{name}.svg" for name in export.known()}
    for name in export.known():
        content = fresh[f"{name}.svg"]
        assert len(content) < 10_000 + 1_200 * content.count(b"<text"), f"{name} is heavy for what it shows"


@pytest.mark.long
def test_a_picture_that_is_kept_is_one_of_the_gallery(fresh):
    assert {path.name for path in KEPT.iterdir()} <= set(fresh)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted({name for _, name in SHOWN} | {path.stem for path in KEPT.glob("*.svg")}))
def test_a_picture_that_is_kept_is_fresh(name, fresh):
    """By its bytes; by its words only when another version of matplotlib drew it, which may place a point elsewhere."""
    kept = (KEPT / f"{name}.svg").read_bytes()
    assert words(kept) == words(fresh[f"{name}.svg"]), "run: make generate"
    drawn_by = re.search(rb"Matplotlib v([\d.]+)", kept).group(1).decode()
    if drawn_by == mpl.__version__:
        assert kept == fresh[f"{name}.svg"], "run: make generate"


@pytest.mark.long
def test_what_a_picture_shows_in_words_is_in_it_too(shown):
    for one in shown:
        assert " ".join(words(one.content)[1].split()) == " ".join(one.told.split())


def test_the_readme_shows_three_pictures_with_a_text_for_who_does_not_see_them():
    assert len(SHOWN) == 3
    assert all(len(told) > 60 for told, _ in SHOWN)
    assert {name for _, name in SHOWN} <= set(export.known())


def test_the_numbers_in_the_readme_are_those_of_the_pictures():
    text = (rooms.root() / "README.md").read_text(encoding="utf-8")
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
             "thirteen", "fourteen"]  # fmt: skip
    count = Counter(row["column"] for row in export.chart("scoreboard-chart").rows)
    for answer, number in count.items():
        assert f"{words[number]} {answer}" in text
    degree = {(row["group"], row["category"]): int(row["value"]) for row in export.chart("scales-chart").rows}
    assert f"{words[degree['stance', 'favours']]} are favoured" in text
    assert f"{words[degree['bindingness', 'none']]} are not binding" in text
    done = degree["progress", "done"]
    assert f"{words[done] if done else 'none'} {'are' if done > 1 else 'is'} done" in text
    drawn = export.view("participation")
    states = sorted((drawn.out_degree(node), node) for node in drawn if drawn.out_degree(node))
    groups = sum(1 for node in drawn if drawn.in_degree(node))
    assert states[-1][1] == "actor/nld"
    assert states[-1][0] > states[-2][0]
    assert f"the Netherlands is in {words[states[-1][0]]} of the {words[groups]}, more than any other" in text
    day = date.fromisoformat(json.loads(drawn.graph["asked"])["asof"])
    assert f"take part in on {day.day} {day:%B %Y}" in text
