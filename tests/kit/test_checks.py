"""What comes back is held line by line against its sentence."""

from pathlib import Path

from foederis.kit.checks import check, report
from foederis.kit.material import Material, Piece
from foederis.kit.sheets import COLUMNS, Filled, Row
from foederis.namespaces import CONCEPT, ID
from foederis.sources import Skeleton, read_layout

WORDS = "We believe that NATO must do more for the harbour of our old country this year."
RIGHT = {
    "where": "view.p1.s1", "kind": "Position", "holder": "actor/nld", "about": "actor/nato", "polarity": "affirmed",
    "modality": "should", "nl": "De NAVO moet meer doen.", "en": "NATO must do more.", "stance": "favours",
    "verdict": "right",
}  # fmt: skip


def told(tmp_path: Path, **cells: str) -> str:
    path = tmp_path / "layout.toml"
    path.write_text(
        'document = "note"\nlanguage = "en"\n[title]\nnl = "nota"\nen = "note"\n'
        '[[section]]\nname = "view"\nnl = "Oordeel"\nen = "View"\nstarts = "We believe"\n',
        encoding="utf-8",
    )
    piece = Piece("view.p1.s1", WORDS, "view", (f"{ID}actor/nato",), (f"{CONCEPT}modality/should",))
    material = Material(read_layout(path), Skeleton("note", (), ()), (piece,))
    row = Row(2, {**dict.fromkeys(COLUMNS, ""), **RIGHT, **cells})
    return report(check(Filled((row,)), material, Path("sheet.xlsx")))


def test_a_right_row_has_no_finding(tmp_path):
    assert told(tmp_path) == ""
    assert told(tmp_path, verdict="", nl="", en="", stance="") == ""


def test_each_fault_is_told_with_its_line_and_the_sentence(tmp_path):
    faults = {
        "no sentence": {"where": "view.p9.s1"},
        "no verdict": {"verdict": ""},
        "no remark": {"verdict": "objection"},
        "no kind of statement": {"kind": "Opinion"},
        "'nl' is empty": {"nl": ""},
        "not in the graph": {"holder": "actor/no-such-thing"},
        "does not mention actor/eu": {"about": "actor/eu"},
        "go together": {"subject": "actor/nato"},
        "no word for a denial": {"polarity": "denied"},
        "no word for 'will'": {"modality": "will"},
        "'' is no modality": {"modality": ""},
        "repeats the sentence": {"en": "NATO must do more for the harbour of our old country."},
        "does not mention 2024": {"en": "NATO must do more in 2024."},
        "'stance' is empty": {"stance": ""},
        "under 'more' is no property": {"more": "nothing=degree/more"},
    }
    for what, cells in faults.items():
        text = told(tmp_path, **cells)
        assert what in text, (what, text)
        assert "sheet.xlsx:2" in text
        assert what == "no sentence" or WORDS in text
