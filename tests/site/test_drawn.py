"""The picture of a changed answer: what it counts, what it is as a file, and where there is none."""

import json
import subprocess
from xml.etree import ElementTree as ET

import pytest

from foederis import queries
from foederis.site.question import DRAWN
from tests.site.built import HERE, needs_node

SVG = "{http://www.w3.org/2000/svg}"
INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"


def js(*calls):
    done = subprocess.run(
        ["node", str(HERE / "modules.mjs")], input=json.dumps({"module": "picture.js", "calls": calls}),
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def answer(*rows: tuple[str, str]) -> dict[str, object]:
    """Return an answer as the engine of a page gives it: a code and a number in each row."""
    return {
        "variables": ["code", "count"],
        "rows": [
            [
                {"term": f"<https://x/{name}>", "links": [{"text": name}] if name else []},
                {"term": f"={INTEGER}" if "." not in shown else f'"{shown.replace(".", "")}"{INTEGER}',
                 "links": [{"text": shown}]},
            ]
            for name, shown in rows
        ],
    }  # fmt: skip


@needs_node
def test_rows_are_counted_by_the_value_of_a_column_or_a_number_is_added_up():
    told = answer(("b", "2"), ("a", "1.000"), ("b", "3"), ("", "4"))
    counted, added, none = js(
        ["counted", told, "code", "", "not told"], ["counted", told, "code", "count"], ["counted", told, "other", ""]
    )
    assert counted == [["b", 2], ["a", 1], ["not told", 1]]
    assert added == [["a", 1000], ["b", 5], ["-", 4]]
    assert none is None


@needs_node
def test_where_there_is_too_little_or_too_much_to_draw_there_is_no_picture():
    one, many, words, below = js(
        ["counted", answer(("a", "1"), ("a", "2")), "code", ""],
        ["counted", answer(*((f"n{at}", "1") for at in range(41))), "code", ""],
        ["counted", answer(("a", "many"), ("b", "2")), "code", "count"],
        ["counted", answer(("a", "-1"), ("b", "2")), "code", "count"],
    )
    assert (one, many, words, below) == (None, None, None, None)


@needs_node
def test_the_picture_is_a_file_that_tells_what_was_asked_and_whence_and_text_stays_text():
    hostile = '<script>alert(1)</script>" onload="x&\x00'
    about = {"title": hostile, "asked": "2 rows.", "note": "How many", "source": "foederis 0.1.0, abc.", "lang": "nl"}
    (text,) = js(["bars", [[hostile, 1200], ["b", 300]], about])
    root = ET.fromstring(text)
    told = [one.text for one in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}title").text == hostile.replace("\x00", "\ufffd")
    assert {"2 rows.", "How many", "foederis 0.1.0, abc.", "1.200", "300"} <= {*told}
    assert not [one for one in root.iter() if one.tag.endswith("script") or "onload" in one.attrib]
    widths = [float(one.get("width")) for one in root.iter(f"{SVG}rect")][1:]
    assert widths[0] == pytest.approx(4 * widths[1], rel=0.01)
    assert all(name in root.find(f"{SVG}desc").text for name in ("b: 300", "foederis 0.1.0"))


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_the_columns_that_are_drawn_are_those_of_the_question(name):
    known = queries.questions()[name].body
    column, summed = DRAWN[name]
    assert f"?{column}" in known
    assert not summed or f"?{summed}" in known
