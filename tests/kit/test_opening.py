"""A section that was left out is opened: what was a passage stays what it was, else nothing is written."""

import shutil

import pytest

from foederis import rooms, sources
from foederis.errors import BadUse
from foederis.kit import opening, staging

TEXT = """Our view

The quay of this harbour is too narrow for the ships of today.

What we will do

We will widen the quay of the harbour in the coming years.

What it costs

The widening of the quay costs ten million euros in all.
"""
LAYOUT = """document = "harbour-note"
language = "en"
[title]
nl = "nota"
en = "note"
""" + "".join(
    f'[[section]]\nname = "{name}"\nnl = "{name}"\nen = "{name}"\nheading = "{heading}"\n{more}'
    for name, heading, more in (
        ("view", "Our view", ""), ("plan", "What we will do", "coded = false  # for now\n"), ("cost", "What it costs", ""),
    )
)  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    mine = tmp_path / "rooms"
    for name in rooms.NAMES:
        shutil.copytree(rooms.room(name), mine / name)
    monkeypatch.setenv("FOEDERIS_ROOMS", str(mine))
    monkeypatch.setenv("FOEDERIS_SOURCES", str(tmp_path / "harbour-note.txt"))
    monkeypatch.setattr(staging, "wrong", lambda *_: ())  # the rules of the graph have their own tests
    (tmp_path / "harbour-note.txt").write_text(TEXT, encoding="utf-8")
    folder = mine / "graph" / "sources" / "harbour-note"
    folder.mkdir()
    (folder / "layout.toml").write_text(LAYOUT, encoding="utf-8")
    sources.generate(tmp_path / "harbour-note.txt", "harbour-note")
    return folder


def test_its_sentences_become_passages_and_the_others_stay(place):
    before = {one.locator: one for one in sources.read_skeleton("harbour-note").sentences}
    count, written = opening.open_section("plan", "harbour-note")
    after = {one.locator: one for one in sources.read_skeleton("harbour-note").sentences}
    assert count == 2
    assert set(after) - set(before) == {"plan.h.s1", "plan.p1.s1"}
    for name, one in before.items():
        assert (after[name].start, after[name].end, after[name].digest) == (one.start, one.end, one.digest)
    assert list(after) == ["view.h.s1", "view.p1.s1", "plan.h.s1", "plan.p1.s1", "cost.h.s1", "cost.p1.s1"]
    assert {name.rpartition("/")[2] for name in written} == {
        "layout.toml", "skeleton.trig", "mentions.trig", "digests.trig",
    }  # fmt: skip
    assert "plan.p1.s1" in (place / "mentions.trig").read_text(encoding="utf-8")
    with pytest.raises(BadUse, match="section 'plan' is coded already"):
        opening.open_section("plan", "harbour-note")


def test_where_it_cannot_be_nothing_is_written(place, tmp_path):
    kept = {path.name: path.read_bytes() for path in place.iterdir()}
    with pytest.raises(BadUse, match="section 'plans' is not there"):
        opening.open_section("plans", "harbour-note")
    text = tmp_path / "harbour-note.txt"
    text.write_text(TEXT.replace("ten million", "nine million"), encoding="utf-8")
    with pytest.raises(BadUse, match="gives other passages"):
        opening.open_section("plan", "harbour-note")
    text.unlink()
    with pytest.raises(BadUse, match="is not here"):
        opening.open_section("plan", "harbour-note")
    assert {path.name: path.read_bytes() for path in place.iterdir()} == kept
