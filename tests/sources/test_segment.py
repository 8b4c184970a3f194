"""The synthetic letter falls apart into the sections, paragraphs and sentences that a reader sees."""

from pathlib import Path

import pytest

from foederis.errors import BadInput, BadUse
from foederis.sources.layout import folder, layout_of, read_layout
from foederis.sources.segment import segment
from foederis.sources.skeleton import read_skeleton, skeleton_trig, write_skeleton
from tests.conftest import LETTER

CASE = Path(__file__).parent.parent / "cases" / "letter"
# Counted by hand in letter.txt.
LOCATORS = [
    "intro.p1.s1", "intro.p2.s1", "intro.p2.s2",
    "view.h.s1", "view.p1.s1", "view.p1.s2", "view.p1.s3", "view.p1.s4", "view.p1.s5",
    "view.p2.s1", "view.p2.s2", "view.p2.s3", "view.p2.s4", "view.p2.s5", "view.p2.s6",
    "rec1.ask.s1", "rec1.p1.s1", "rec1.p1.s2", "rec1.p1.s3", "rec1.p1.s4", "rec1.p2.s1",
    "rec1.p3.s1", "rec1.p3.s2", "rec1.p4.s1", "rec1.p4.s2",
    "closing.h.s1", "closing.p1.s1", "closing.p2.s1", "fn1.s1", "fn2.s1",
]  # fmt: skip


@pytest.fixture
def text() -> str:
    return (CASE / "letter.txt").read_text(encoding="utf-8")


def test_the_sentences_are_those_a_reader_counts(text):
    sentences, marks = segment(text, read_layout(CASE / "layout.toml"))
    assert [s.locator for s in sentences] == LOCATORS
    assert {name: sentence for name, (sentence, _) in marks.items()} == {"fn1": "view.p1.s4", "fn2": "rec1.p1.s3"}


def test_an_office_and_who_holds_it_are_one_sentence(text):
    words = {s.locator: s.text for s in segment(text, read_layout(CASE / "layout.toml"))[0]}
    assert words["closing.p2.s1"] == "De Voorzitter van het Havenbedrijf, Jo Kade"
    assert words["view.p2.s3"] == "Het ponton kan volgens ons o.a. in het noorden liggen."
    assert "snel-le oplossing" in words["view.p2.s2"]  # a line-end hyphen is kept: it cannot be told from a real one


def test_a_layout_that_does_not_fit_the_text_is_an_error_that_says_which_part(text):
    layout = read_layout(CASE / "layout.toml")
    with pytest.raises(BadInput, match="footnote 1 is not found"):
        segment(text.replace("Die steiger is", "De steiger is"), layout)
    with pytest.raises(BadInput, match="section 'closing' is not found"):
        segment(text.replace(" Slot\n", " Einde\n"), layout)


def test_a_frozen_skeleton_is_never_renumbered(text, tmp_path):
    layout = read_layout(CASE / "layout.toml")
    path = tmp_path / "skeleton.trig"
    write_skeleton(text, layout, path)
    before = path.read_text(encoding="utf-8")
    write_skeleton(text, layout, path)
    with pytest.raises(BadUse, match="frozen"):
        write_skeleton(text.replace("Hebt u", "Heeft u"), layout, path)
    assert path.read_text(encoding="utf-8") == before


def test_the_shipped_skeleton_is_what_the_letter_gives(letter):
    place = folder(LETTER)
    made = skeleton_trig(letter.read_text(encoding="utf-8"), read_layout(place / "layout.toml"))
    assert made == (place / "skeleton.trig").read_text(encoding="utf-8")


def test_the_shipped_mention_index_is_fresh(letter):
    from foederis.sources.generate import cues, names
    from foederis.sources.mentions import write_mentions

    place, layout = folder(LETTER), layout_of(LETTER)
    words = letter.read_text(encoding="utf-8")
    made = write_mentions(words, layout, names(LETTER), cues(layout.language), read_skeleton(LETTER))
    assert made == (place / "mentions.trig").read_text(encoding="utf-8"), "run: make generate"
