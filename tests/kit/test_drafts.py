"""A draft is a whole folder outside the graph, the same each time; a brief holds what it takes."""

import time

import pytest

from foederis.errors import BadUse
from foederis.kit import drafts, sheets
from foederis.kit.brief import brief

NOTE = "Our view\n\nThe quay is too narrow.\n\nWhat we will do\n\nWe will widen it.\n"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_draft_is_whole_the_same_each_time_and_keeps_a_mended_layout(note, tmp_path):
    made = drafts.draft(note, str(tmp_path / "a"), "en")
    drafts.draft(note, str(tmp_path / "b"), "en")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert made.candidates > 0
    assert b'"made_by": "machine"' in (made.folder / "candidates.json").read_bytes()
    layout = made.folder / "layout.toml"
    layout.write_text(
        layout.read_text(encoding="utf-8").replace('en = "Our view"', 'en = "The view"'), encoding="utf-8"
    )
    drafts.draft(note, str(made.folder), "en")
    assert b'en = "The view"' in layout.read_bytes()
    assert b"The view" in (made.folder / "review.html").read_bytes()


def test_neither_a_filled_sheet_nor_another_folder_is_written_over(note, tmp_path):
    made = drafts.draft(note, str(tmp_path / "a"), "en")
    (made.folder / "sheet.xlsx").write_bytes(b"filled")
    with pytest.raises(BadUse, match="filled in"):
        drafts.draft(note, str(made.folder), "en")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").touch()
    with pytest.raises(BadUse, match="no draft"):
        drafts.draft(note, str(tmp_path / "mine"), "en")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_copy_of_a_known_document_is_told_and_has_its_passages(letter, tmp_path):
    made = drafts.draft(letter, str(tmp_path / "a"))
    assert made.copy_of == "bzdoc-1754443015-75"
    assert made.found == made.sentences == 293


def test_a_copy_as_a_browser_prints_it_has_all_passages_too(letter, tmp_path):
    lines, pages = letter.read_text(encoding="utf-8").split("\n"), []
    for number, first in enumerate(range(0, len(lines), 40), 1):
        foot = f"https://harbour.example/letter {number}/9"
        pages.append("\n".join([f"[p. {number}]", *lines[first : first + 40], foot, ""]))
    printed = tmp_path / "printed.txt"
    printed.write_text("\f".join(pages), encoding="utf-8")
    made = drafts.draft(printed, str(tmp_path / "a"))
    assert (made.copy_of, made.found, made.doubts) == ("bzdoc-1754443015-75", made.sentences, ())


def test_a_part_of_a_known_document_is_told(letter, note, tmp_path):
    text = letter.read_text(encoding="utf-8")
    part = tmp_path / "part.txt"
    part.write_text(text[: len(text) // 4], encoding="utf-8")
    made = drafts.draft(part, str(tmp_path / "a"), "nl")
    assert made.copy_of == ""
    assert any("stand in bzdoc-1754443015-75 word for word" in doubt for doubt in made.doubts)
    assert not any("word for word" in doubt for doubt in drafts.draft(note, str(tmp_path / "b"), "en").doubts)


def test_a_sheet_has_a_row_for_each_sentence_and_what_a_machine_proposes_is_marked(note, tmp_path):
    made = drafts.draft(note, str(tmp_path / "a"), "en")
    filled = sheets.read(made.folder / "sheet.xlsx")
    assert {row.cells["where"] for row in filled.rows} >= {"our-view.p1.s1", "what-will.p1.s1"}
    assert not any(row.cells["verdict"] for row in filled.rows)
    assert any(row.cells["candidate"].startswith("commitment") for row in filled.rows)


def test_a_brief_is_the_same_each_time_and_holds_sentences_codes_and_template(note, tmp_path):
    made = drafts.draft(note, str(tmp_path / "a"), "en")
    page = brief("what-will", str(made.folder))
    assert page == brief("what-will", str(made.folder))
    for words in ("We will widen it.", "## Names", "polarity/denied", "s:what-will.p1.s1-1 a foed:«kind»"):
        assert words in page
    with pytest.raises(BadUse, match="no place"):
        brief("elsewhere", str(made.folder))


def test_a_sentence_whose_end_was_not_seen_is_told(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("We will widen it. And so we will and so " + "we will and so " * 100, encoding="utf-8")
    assert any(
        "No end was seen within 250 words: text.p1.s2." in one
        for one in drafts.draft(path, str(tmp_path / "a"), "en").doubts
    )


def test_a_text_with_one_marked_heading_has_that_heading(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("# The quay\n\nWe will widen it.\n", encoding="utf-8")
    assert drafts.draft(path, str(tmp_path / "a"), "en").sections == ("the-quay",)


def test_a_year_is_a_mention_once(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("We will widen the quay in 2023 and for 2 years.", encoding="utf-8")
    made = drafts.draft(path, str(tmp_path / "a"), "en")
    assert sheets.read(made.folder / "sheet.xlsx").rows[0].cells["mentions"].split() == ["2", "2023"]
    page = (made.folder / "review.html").read_text(encoding="utf-8")
    assert "mentions 2, 2023" in page
    assert "in English: 1 sentence" in page


def test_a_long_run_of_signs_takes_no_longer_than_words(tmp_path):
    path = tmp_path / "signs.md"
    path.write_text(f"We will do it, and it is good for us.\n{'|' * 100_000}\n{'![' * 50_000}\n", encoding="utf-8")
    began = time.process_time()
    assert drafts.draft(path, str(tmp_path / "a"), "en").sentences > 0
    assert time.process_time() - began < 30  # minutes, where each sign was the start of a search
