"""What a reader signs becomes part of the graph, all of it or nothing."""

import shutil

import openpyxl
import pytest
import rdflib

from foederis import rooms
from foederis.kit import drafts, signing
from foederis.namespaces import FOED, ID

NOTE = """Our view

The quay is too narrow. We believe that NATO must do more for the harbour.

What we will do

We will raise the budget of the harbour by at least 2 % by 2024, if the others do too.
"""
SIGNED = {
    "Position": {
        "holder": "actor/nld", "about": "actor/nato topic/example-harbour", "nl": "De NAVO moet meer doen voor de haven.",
        "en": "NATO must do more for the quays.", "modality": "should", "stance": "favours", "verdict": "right",
    },
    "CommitmentStatement": {
        "about": "topic/example-harbour", "nl": "Nederland zal het budget van de haven verhogen.",
        "en": "The Netherlands will spend more on the harbour.", "modality": "will", "act": "increase-spending",
        "bindingness": "result", "progress": "announced", "verdict": "right", "holder": "", "debtor": "actor/nld",
        "amount": "2", "unit": "percent", "comparator": "at-least", "nature": "aim", "deadline": "2024",
        "condition nl": "als de anderen het ook doen", "condition en": "if the others do too",
    },
}  # fmt: skip
RECORD = {
    "title nl": "voorbeeldnota", "title en": "example note", "class": "Letter", "creator": "actor/nld",
    "date": "2024-01-05", "abbreviation": "EX-2024-1", "source": "Example register", "source page": "https://example.org/x",
}  # fmt: skip
WHO = ({"nl": "voorbeeldlezer", "en": "example reader"}, {"nl": "Een mens.", "en": "A person."})


@pytest.mark.long
def test_a_signed_sheet_becomes_statements_codings_and_readings_and_one_with_a_fault_nothing(tmp_path, monkeypatch):
    mine = tmp_path / "rooms"
    for name in rooms.NAMES:
        shutil.copytree(rooms.room(name), mine / name)
    monkeypatch.setenv("FOEDERIS_ROOMS", str(mine))
    (tmp_path / "harbour-note.txt").write_text(NOTE, encoding="utf-8")
    sheet = drafts.draft(tmp_path / "harbour-note.txt", str(tmp_path / "draft"), "en").folder / "sheet.xlsx"
    fill(sheet, stance="no-such-stance")
    before = set(mine.rglob("*"))
    assert "no stance" in signing.sign(sheet, "example-reader", *WHO, True, "2026-11-29").findings[0].what
    assert set(mine.rglob("*")) == before
    fill(sheet, stance="favours")
    made = signing.sign(sheet, "example-reader", *WHO, True, "2026-11-29")
    assert made.findings == ()
    assert (made.statements, made.commitments) == (2, 1)
    written = {name.partition("harbour-note/")[2] for name in made.files}
    assert written >= {"settled.trig", "example-reader.trig", "example-reader-readings.trig", "inferences.trig"}
    data = rdflib.Dataset()
    data.parse(mine / "graph" / "sources" / "harbour-note" / "statements" / "what-will.trig", format="trig")
    said = {
        (str(s).removeprefix(ID), str(p).removeprefix(FOED), str(o).removeprefix(ID)) for s, p, o, _ in data.quads()
    }
    made = "commitment/harbour-note-what-will-p1-s1-1"
    amount, condition = (f"{kind}/harbour-note-what-will-p1-s1-1" for kind in ("quantity", "condition"))
    assert said >= {
        (made, "quantity", amount), (made, "condition", condition), (made, "deadline", "period/2024"),
        (amount, "value", "2"), (amount, "unit", "concept/unit/percent"), (amount, "quantityOf", "topic/example-harbour"),
        (amount, "comparator", "concept/comparator/at-least"), (amount, "nature", "concept/nature/aim"),
        ("statement/harbour-note/what-will.p1.s1-1", "holder", "actor/nld"),
    }  # fmt: skip
    layout = (mine / "graph" / "sources" / "harbour-note" / "layout.toml").read_text(encoding="utf-8")
    assert '[[alias]]\nwords = ["NATO must"]\nmeans = ["actor/nato"]' in layout


def fill(sheet, stance):
    book = openpyxl.load_workbook(sheet)
    rows = book["statements"]
    head = [cell.value for cell in rows[1]]
    for row in rows.iter_rows(min_row=2):
        cells = dict(zip(head, row, strict=False))
        if ".p1.s" in cells["where"].value and cells["kind"].value in SIGNED:
            for name, value in SIGNED[cells["kind"].value].items():
                cells[name].value = stance if name == "stance" else value
    if book["names"].max_row == 1:
        book["names"].append(["topic/example-harbour", "", "voorbeeldhaven", "example harbour", "the harbour", ""])
        book["names"].append(["actor/nato", "", "", "", "NATO must", ""])
    for row in book["document"].iter_rows(min_row=2):
        row[1].value = RECORD[row[0].value]
    book.save(sheet)
