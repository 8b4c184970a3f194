"""Text for a terminal: no line is wider than it is, and nothing is lost in the folding."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis import terminal

WIDTHS = (20, 40, 80, 100, 120, 200)
WORDS = st.text(alphabet="ab é日本한글👍🏽é.-/ :", max_size=60)


def bare(text: str) -> str:
    return "".join(text.split())


def columns_of(table: str) -> list[list[str]]:
    """Read a table back: the rule under its head says where each column stands."""
    lines = table.splitlines()
    place = next(index for index, line in enumerate(lines) if line and set(line) <= {"-", " "})
    sizes = [len(dashes) for dashes in lines[place].split()]
    found = [[""] for _ in sizes]
    for line in lines[place + 1 :]:
        rest = line
        for index, size in enumerate(sizes):
            taken = 0
            while rest[:taken] != rest and terminal.width(rest[: taken + 1]) <= size:
                taken += 1
            found[index].append(rest[:taken])
            rest = rest[taken + 2 :]
    return found


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("👍", 2), ("", 0), ("한글 x", 6)]
)
def test_width_is_what_a_terminal_shows(text, cells):
    assert terminal.width(text) == cells


@given(text=WORDS, room=st.integers(8, 60))
@settings(max_examples=200, deadline=None)
def test_no_line_is_wider_than_the_room_and_no_character_is_lost(text, room):
    lines = terminal.wrap(text, room, "> ", "  ")
    assert max(map(terminal.width, lines)) <= room
    assert bare("".join(line[2:] for line in lines)) == bare(text)


def test_spaces_between_words_stay_and_other_white_space_is_one():
    assert terminal.wrap("a: b  [c]\n d", 40) == ["a: b  [c] d"]
    assert terminal.wrap("", 40, "name: ") == ["name:"]


def test_words_stay_whole_and_what_is_too_long_is_cut_behind_a_sign():
    assert terminal.wrap("a promise to the allies", 12) == ["a promise to", "the allies"]
    assert terminal.wrap("https://w3id.org/foederis/id/instrument/pesco", 30) == [
        "https://w3id.org/foederis/id/",
        "instrument/pesco",
    ]
    assert terminal.wrap("https://x", 8) == ["https://", "x"], "never between the two strokes"


@given(rows=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=5), room=st.sampled_from(WIDTHS))
@settings(max_examples=150, deadline=None)
def test_a_table_or_cards_fit_and_hold_every_cell(rows, room):
    heads = ["one", "another", "a third head"]
    told = terminal.grid(heads, rows, room)
    text = told or terminal.cards(heads, rows, room)
    assert all(terminal.width(line) <= room for line in text.splitlines())
    for cell in (cell for row in rows for cell in row):
        assert bare(cell) in bare(text) or told


def test_a_table_can_be_read_back():
    rows = [["日本 and the allies of the west", "7,000"], ["b", "12"]]
    table = terminal.grid(["who", "how much"], rows, 30, frozenset({1}))
    found = columns_of(table)
    assert [" ".join(cells).split() for cells in found] == [
        ["日本", "and", "the", "allies", "of", "the", "west", "b"],
        ["7,000", "12"],
    ]
    assert "   7,000" in table


def test_a_table_that_cannot_be_read_is_none_and_one_column_always_fits():
    assert terminal.grid(["a", "b", "c"], [["word " * 30] * 3], 40) is None
    assert terminal.grid(["a"], [["word " * 30]], 20) is not None


def test_cards_are_headed_by_what_tells_the_rows_apart():
    rows = [["NL", f"text {n}", ""] for n in range(9)]
    assert terminal.cards(["who", "what", "when"], rows, 40).startswith("what\n----\ntext 0\n  who: NL\n\ntext 1")
    assert terminal.cards(["who", "what", "when"], rows, 40, ordered=True).startswith("who · what\n")


def test_lines_hang_where_they_are_folded_and_stay_in_a_pipe(monkeypatch):
    text = "short\n  a line that is too long for it\n"
    assert terminal.fold(text, 20) == "short\n  a line that is too\n      long for it\n"
    assert terminal.fold(text, None) == text
    monkeypatch.delenv("COLUMNS", raising=False)
    assert terminal.room_of(io.StringIO()) is None
    monkeypatch.setenv("COLUMNS", "77")
    assert terminal.room_of(io.StringIO()) == terminal.columns() == 77
    monkeypatch.setenv("COLUMNS", "1")
    assert terminal.columns() == 20


@pytest.mark.parametrize("sign", ["é", "a", "中", "\u0301", "é-"])
def test_a_long_word_is_cut_in_time_that_grows_as_it_does(monkeypatch, sign):
    from foederis.terminal import measure

    looked: list[int] = []
    known = measure.width
    monkeypatch.setattr(measure, "width", lambda text: looked.append(len(text)) or known(text))
    word = sign * 20_000
    assert "".join(terminal.wrap(word, 80)) == word
    assert sum(looked) <= 25 * len(word)
