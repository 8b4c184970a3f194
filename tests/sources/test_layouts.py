"""Texts of other kinds fall apart as their layout says: pages, lists, questions, chapters, tables, lost words."""

from pathlib import Path

import pytest

from foederis.errors import BadInput
from foederis.sources.align import align
from foederis.sources.layout import read_layout
from foederis.sources.parts import Layout
from foederis.sources.segment import cut, segment
from foederis.sources.skeleton import parse_skeleton, skeleton_trig

HEAD = """
document = "harbour"
language = "en"
[title]
nl = "haven"
en = "harbour"
"""


@pytest.fixture
def layout(tmp_path: Path):
    """Return a function that reads a layout: settings of the document, then its sections."""

    def read(sections: str, settings: str = "") -> Layout:
        path = tmp_path / "layout.toml"
        path.write_text(settings + HEAD + sections, encoding="utf-8")
        return read_layout(path)

    return read


def section(name: str, anchor: str, **more: str) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[[section]]\nname = "{name}"\nnl = "deel {name}"\nen = "part {name}"\n{anchor}\n{lines}'


def texts(text: str, layout: Layout) -> dict[str, str]:
    return {one.locator: one.text for one in segment(text, layout)[0]}


ONE = section("all", 'starts = "The quay"')
PAGES = r"""page_marks = ['\f?\[p\. \d+\][^\S\n]*(?:\n[^\S\n]*\d{1,2}(?=\n))?']"""


def test_a_sentence_goes_on_over_a_page_break_and_a_paragraph_does_not(layout):
    text = "\f[p. 1]\n1\nThe quay is long and\n\n\f[p. 2]\n2\nthe pier is short. Both are\n\f[p. 3]\n3\nold.\n\n\f[p. 4]\n4\nNew page."
    assert texts(text, layout(ONE, PAGES)) == {
        "all.p1.s1": "The quay is long and the pier is short.",
        "all.p1.s2": "Both are old.",
        "all.p2.s1": "New page.",
    }


def test_a_page_number_is_no_number_of_the_text(layout):
    text = "The quay has\n\n-----\n12 cranes.\n\nBoats:\n12\n"
    found = texts(text, layout(ONE, "page_marks = ['-{5}']"))
    assert found["all.p1.s1"] == "The quay has 12 cranes.", "what is no page mark stays"
    assert found["all.p2.s1"] == "Boats: 12"


def test_a_heading_may_be_followed_by_text_at_once_and_its_word_may_open_a_line_elsewhere(layout):
    text = "The quay\nThe quay is long. A second\nHarbour light stands\nHarbour\nHarbour light is out.\nHarbour light is on."
    found = texts(text, layout(section("q", 'heading = "The quay"') + section("h", 'heading = "Harbour"')))
    assert found == {
        "q.h.s1": "The quay",
        "q.p1.s1": "The quay is long.",
        "q.p1.s2": "A second Harbour light stands",
        "h.h.s1": "Harbour",
        "h.p1.s1": "Harbour light is out.",
        "h.p1.s2": "Harbour light is on.",
    }


def test_sections_stand_in_the_order_of_the_text(layout):
    text = "Alpha\nOne.\n\nBeta\nTwo.\n"
    for sections in (("Alpha", "Beta"), ("Beta", "Alpha")):
        made = layout("".join(section(name.lower(), f'heading = "{name}"') for name in sections))
        assert list(texts(text, made)) == ["alpha.h.s1", "alpha.p1.s1", "beta.h.s1", "beta.p1.s1"]


def test_a_heading_that_stands_in_the_contents_too_is_told_by_which_it_is(layout):
    text = "Contents\n1. Quays\n3\n2. Piers\n9\n\n1. Quays\nLong.\n\n2. Piers\nShort.\n"
    made = layout(
        section("contents", 'heading = "Contents"', coded="false")
        + section("1", 'heading = "1. Quays"', occurrence="2")
        + section("2", 'heading = "2. Piers"')
    )
    assert texts(text, made) == {"1.h.s1": "1. Quays", "1.p1.s1": "Long.", "2.h.s1": "2. Piers", "2.p1.s1": "Short."}


@pytest.mark.parametrize("bullet", ["\u2022", "\uf0b7", "\uf0a7"])
def test_an_item_of_a_list_is_a_paragraph(layout, bullet):
    text = f"The quay has:\n{bullet} a crane\nthat turns\n{bullet} \na light.\n"
    assert list(texts(text, layout(ONE)).values()) == ["The quay has:", "a crane that turns", "a light."]


def test_a_dash_opens_an_item_where_the_layout_says_so(layout):
    text = "The quay has:\n- a crane\n- a light - a lamp\n"
    assert list(texts(text, layout(ONE)).values()) == ["The quay has: - a crane - a light - a lamp"]
    assert list(texts(text, layout(ONE, 'bullets = ["-"]')).values()) == [
        "The quay has:",
        "a crane",
        "a light - a lamp",
    ]


@pytest.mark.parametrize("mark", ["1", "[1]", "[1 ]", "(1)", " [ 1 ]"])
@pytest.mark.parametrize("body", ["1 See the map of 1912.", "[1] See the map of 1912.", "1) See the map of 1912."])
def test_a_footnote_is_marked_by_a_number_in_brackets_or_without(layout, mark, body):
    text = f"The quay is old{mark} and long. It is 12 metres.\n\n{body}\n"
    note = '[[footnote]]\nnumber = 1\nafter = "is old"\nstart = "See the map"\nend = "of 1912."\n'
    sentences, marks = segment(text, layout(ONE + note))
    assert [one.text for one in sentences] == [
        "The quay is old and long.",
        "It is 12 metres.",
        "See the map of 1912.",
    ]
    assert marks == {"fn1": ("all.p1.s1", 15)}


def test_the_body_of_a_footnote_may_be_one_sentence_with_stops_in_it(layout):
    text = "The quay is old1.\n\n1 Harbour News. The paper of the port. 1912.\n"
    note = '[[footnote]]\nnumber = 1\nafter = "is old"\nstart = "Harbour News."\nend = "1912."\nwhole = true\n'
    assert texts(text, layout(ONE + note))["fn1.s1"] == "Harbour News. The paper of the port. 1912."


SERIES = """
[[series]]
marker = "Question"
name = "q"
nl = "vraag"
en = "question"
kind = "question"
[[series]]
marker = "Answer"
name = "a"
nl = "antwoord"
en = "answer"
kind = "answer"
"""


def test_questions_and_answers_are_found_by_their_word_and_number(layout):
    text = "The quay\n\nQuestion 1\nIs it long?\n\nIs it old?\n\nAnswer 1\nYes.\n\n**Question 2 and 3**\nWhy?\nAnswer 2, 3:\nNo.\n"
    made = layout(ONE + SERIES)
    assert texts(text, made) == {
        "all.p1.s1": "The quay",
        "q1.s1": "Is it long?",
        "q1.s2": "Is it old?",
        "a1.p1.s1": "Yes.",
        "q2-3.s1": "Why?",
        "a2-3.p1.s1": "No.",
    }
    assert made.titles("a2-3") == ("antwoord 2-3", "answer 2-3")
    assert '"question 1, sentence 2"@en' in skeleton_trig(text, made)


def test_what_is_asked_may_open_with_any_marker(layout):
    text = "Advice 1: build.\nBuild a pier.\n\nWe will.\n"
    made = layout(section("rec1", 'heading = "Advice 1: build."', kind='"ask"'))
    assert list(texts(text, made)) == ["rec1.h.s1", "rec1.ask.s1", "rec1.p1.s1"]


def test_a_numbered_chapter_is_one_heading_and_a_number_that_opens_a_sentence_no_sentence(layout):
    text = "VII. Harbours\nThe quay is long.\n\nXII. Piers are short. 1. Boats are many.\n"
    assert list(texts(text, layout(section("7", 'heading = "VII. Harbours"'))).values()) == [
        "VII. Harbours",
        "The quay is long.",
        "XII. Piers are short.",
        "1. Boats are many.",
    ]


TABLE = """
[section.table]
columns = ["2022", "2023"]
power = 6
"""
ROWS = "in millions\n2022\n2023\nI. Quays\n5\n1,000\na.\nCranes\n  \n12\nTotal\n5\n1,012\n\n1 Estimates.\n"


def test_a_row_of_a_table_is_a_passage_or_each_of_its_cells_is(layout):
    made = layout(section("t", 'starts = "in millions"') + TABLE)
    assert texts(ROWS, made) == {
        "t.t1.r1.s1": "in millions | 2022 | 2023",
        "t.t1.r2.s1": "I. Quays | 5 | 1,000",
        "t.t1.r3.s1": "a. Cranes |  | 12",
        "t.t1.r4.s1": "Total | 5 | 1,012",
    }
    assert [one.power for one in segment(ROWS, made)[0]] == [0, 6, 6, 6]
    cells = texts(ROWS, layout(section("t", 'starts = "in millions"') + TABLE + "cells = true\n"))
    assert (cells["t.t1.r2.c1.s1"], cells["t.t1.r2.c3.s1"]) == ("I. Quays", "1,000")
    assert "t.t1.r3.c2.s1" not in cells, "an empty cell says nothing"


def test_the_rows_that_are_not_named_are_left_uncoded(layout):
    made = layout(section("t", 'starts = "in millions"') + TABLE + 'coded = ["a. Cranes"]\n')
    assert list(texts(ROWS, made)) == ["t.t1.r1.s1", "t.t1.r3.s1"]
    assert [one.text for one in cut(ROWS, made)[0] if not one.coded] == [
        "I. Quays | 5 | 1,000",
        "Total | 5 | 1,012",
        "1 Estimates.",
    ]


PART = "Intro\nFour. Sentences. Stand. Here.\n\nQuays\nThe quay is long and it is old.\n\nRest\nNo more. Than this.\n"


def part(layout) -> Layout:
    return layout(
        section("intro", 'heading = "Intro"', coded="false")
        + section("quays", 'heading = "Quays"')
        + section("rest", 'heading = "Rest"', coded="false")
    )


def test_what_is_left_uncoded_is_counted_and_offsets_are_those_of_the_whole(layout, tmp_path):
    made = part(layout)
    path = tmp_path / "skeleton.trig"
    path.write_text(skeleton_trig(PART, made), encoding="utf-8")
    skeleton = parse_skeleton(path, "harbour")
    assert [one.locator for one in skeleton.sentences] == ["quays.h.s1", "quays.p1.s1"]
    assert skeleton.sentences[0].start == len("introfoursentencesstandhere")
    text = path.read_text(encoding="utf-8")
    assert [line.split()[-2] for line in text.splitlines() if "sentencesNotCoded" in line] == ["5", "3"]


def test_the_coded_part_is_found_in_the_whole_and_alone_and_in_one_with_more(layout, tmp_path):
    made = part(layout)
    path = tmp_path / "skeleton.trig"
    path.write_text(skeleton_trig(PART, made), encoding="utf-8")
    skeleton = parse_skeleton(path, "harbour")
    start, end = PART.index("Quays"), PART.index("Rest")
    longer = "Quays\n" + "Another chapter of much more text than before. " * 40 + "\n"
    for text in (PART, PART[start:end], longer + PART[start:], PART.replace("Four.", "Four. " * 9)):
        assert align(text, skeleton, made).drifted == ()
    assert align(PART.replace("old", "new"), skeleton, made).drifted == ("quays.p1.s1",)


def test_words_that_a_copy_has_lost_part_two_passages(layout):
    gap = '[[gap]]\nafter = "quay is"\nbefore = "the pier."\n'
    found = segment("The quay is\nthe pier. It is old.\n", layout(ONE + gap))[0]
    assert [(one.text, one.lost_before, one.lost_after) for one in found] == [
        ("The quay is", False, True),
        ("the pier.", True, False),
        ("It is old.", False, False),
    ]


def test_a_sentence_ends_and_goes_on_where_the_layout_says_so(layout):
    said = '[[split]]\nafter = "is long."\nbefore = "and wide"\n[[join]]\nafter = "the firm."\nbefore = "Ahoy does"\n'
    note = '[[footnote]]\nnumber = 1\nafter = "is long."\nstart = "See a"\nend = "note"\n'
    text = "The quay is long.1\n\nand wide. It was built by the firm.\n\nAhoy does it. Next.\n\n1 See a note\n"
    found, marks = segment(text, layout(ONE + said + note))
    assert [(one.locator, one.text) for one in found] == [
        ("all.p1.s1", "The quay is long."), ("all.p1.s2", "and wide."),
        ("all.p1.s3", "It was built by the firm. Ahoy does it."), ("all.p1.s4", "Next."), ("fn1.s1", "See a note"),
    ]  # fmt: skip
    assert marks == {"fn1": ("all.p1.s1", 16)}  # before the stop, where a reader of the sentence meets it


@pytest.mark.parametrize(
    ("sections", "settings", "says"),
    [
        (
            section("h", 'heading = "The qay"'),
            "",
            ("section 'h' is not found", "'The qay'", "line 1: 'The quay is long.'"),
        ),
        (ONE + section("h", 'starts = "The quay is"'), "", ("start at one place",)),
        (ONE + SERIES, "", ("a section 'Question' is not found",)),
        (section("h", 'starts = "The"', occurrence='"2"'), "", ("says no occurrence", "occurrence = 2")),
        (ONE + '[[gap]]\nafter = "a b"\nbefore = "c"\n', "", ("the gap before 'c' is not found",)),
        (ONE + '[[split]]\nafter = "a"\nbefore = "c"\n', "", ("the end of a sentence before 'c' is not found",)),
        (ONE + '[[join]]\nafter = "a"\n', "", ("does not say its 'before'",)),
        (ONE + '[[join]]\nafter = "a"\nbefore = 3\n', "", ("`before` is one text",)),
        (ONE, 'no_cues = "may"', ("`no_cues` is a list of texts",)),
        (ONE, "page_marks = ['[p. 1']", ("pattern '[p. 1' cannot be read", "Escape")),
        (section("h", ""), "", ("says neither its heading nor what it starts with",)),
        (section("h", 'starts = "The"', kind='"song"'), "", ("of kind 'song'", "question, answer")),
        ("", "section = []", ("this layout has no section",)),
        (ONE + TABLE, "", ("the columns of the table in section 'all' are not found", "2022, 2023")),
        (ONE, 'speaker = "actor/nld"', ("`speaker` is a list of texts",)),
        (ONE + '[[cue]]\nwords = ["may"]\ncode = ["modality/may"]\n', "", ("`code` is one text",)),
        (ONE + '[[alias]]\nwords = ["it"]\nmeans = "actor/nld"\n', "", ("`means` is a list of texts",)),
        (ONE, 'speaker = ["Sweden!"]', ("names no thing or code", "actor/nld")),
    ],
)
def test_what_does_not_fit_is_named_with_the_place_and_the_remedy(layout, sections, settings, says):
    with pytest.raises(BadInput) as caught:
        segment("The quay is long.\n", layout(sections, settings))
    assert len(str(caught.value).splitlines()) == 2
    for words in says:
        assert words in str(caught.value)
