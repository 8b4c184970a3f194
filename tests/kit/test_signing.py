"""What a reader signs becomes part of the graph, all of it or nothing."""

import os
import shutil
import signal
import subprocess
import sys

import openpyxl
import pytest
import rdflib

from foederis import rooms
from foederis.errors import BadUse
from foederis.kit import drafts, signing
from foederis.kit.checks import Finding
from foederis.namespaces import FOED, ID

NOTE = """Our view

The quay is too narrow. We believe that NATO must do more for the harbour.

What we will do

We will raise the budget of the harbour by at least 2 % by 2024, if the others do too.
"""
SIGNED = {
    "Position": {
        "holder": "actor/nld", "about": "actor/nato topic/example-harbour actor/eu", "inferred": "actor/eu period/2025",
        "when": "2025",
        "why nl": "De haven is er een van de Unie.", "why en": "The harbour is one of the Union.", "nl": "De NAVO moet meer doen voor de haven.",
        "en": "NATO must do more for the quays.", "modality": "should", "stance": "favours", "verdict": "right",
    },
    "CommitmentStatement": {
        "about": "topic/example-harbour topic/example-budget", "amountOf": "topic/example-harbour", "nl": "Nederland zal het budget van de haven verhogen.",
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
    assert_reviewing_writes_nothing(sheet, monkeypatch)
    assert set(mine.rglob("*")) == before
    killed = subprocess.run([sys.executable, "-c", KILLED, str(sheet)], check=False, env=os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
    })  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert {path for path in mine.rglob("*") if ".graph-draft" not in str(path)} == before
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
    assert_acts_and_inferences(mine)
    assert [path.name for path in mine.iterdir() if path.name.startswith(".")] == []
    assert_a_signed_row_can_be_mended(tmp_path, mine)


def assert_acts_and_inferences(mine):
    """What a topic names as an act, and what is only meant with its reason, stand in the graph."""
    data = rdflib.Dataset()
    for path in (
        *(mine / "graph").glob("codings/harbour-note/inferences.trig"),
        mine / "graph/reference/harbour-note.trig",
    ):
        data.parse(path, format="trig")
    said = {tuple(str(one).removeprefix(ID).removeprefix(FOED) for one in quad[:3]) for quad in data.quads()}
    stem = "inference/harbour-note/inferred-our-view-p1-s2-1-1"
    assert said >= {
        ("topic/example-budget", "topicSubject", "actor/nld"),
        ("topic/example-budget", "topicRelation", "concept/relation/supports"),
        ("topic/example-budget", "topicObject", "topic/example-harbour"),
        (stem, "infersFor", "statement/harbour-note/our-view.p1.s2-1"), (stem, "infers", "actor/eu"),
        (f"{stem[:-1]}2", "infersFor", "statement/harbour-note/our-view.p1.s2-1"), (f"{stem[:-1]}2", "infers", "period/2025"),
        (stem, "reasoning", "The harbour is one of the Union."),
        (stem, "evidence", "passage/harbour-note/our-view.p1.s2"),
    }  # fmt: skip


def assert_reviewing_writes_nothing(sheet, monkeypatch):
    """What the rules of the graph find is told by the row of the sheet, without anything being written."""
    with monkeypatch.context() as patch:
        made = []
        patch.setattr(signing, "wrong", lambda changed, _: made.append(changed) or (FOUND,))
        (found,) = signing.reviewed(sheet)
    assert found.where.startswith(f"{sheet}:")
    assert any(name.endswith("statements/what-will.trig") for name in made[0])


def assert_a_signed_row_can_be_mended(tmp_path, mine):
    sheet = drafts.draft(tmp_path / "harbour-note.txt", str(tmp_path / "again"), "en").folder / "sheet.xlsx"
    words = {"nl": "Nederland legt ten minste 2 % meer in voor de haven.", "en": "The Dutch put in at least 2 % more."}
    rows = {"CommitmentStatement": SIGNED["CommitmentStatement"] | words | {"mends": "what-will.p1.s1-1"}}
    fill(sheet, "", rows)
    known = {"nl": "", "en": ""}
    assert signing.reviewed(sheet, reader="example-reader") == ()
    made = signing.sign(sheet, "example-reader", known, known, False, "2026-11-30")
    assert (made.findings, made.statements, made.commitments) == ((), 1, 1)
    data = rdflib.Dataset()
    for path in (mine / "graph" / "sources" / "harbour-note" / "statements").glob("*.trig"):
        data.parse(path, format="trig")
    stated = {(str(s), str(o)) for s, p, o, _ in data.quads() if str(p) == f"{FOED}paraphrase"}
    iri = f"{ID}statement/harbour-note/what-will.p1.s1-1"
    assert {text for one, text in stated if one == iri} == set(words.values())
    assert len({one for one, _ in stated}) == 2
    assert {str(s) for s, p, _, _ in data.quads() if str(p) == f"{FOED}debtor"} == {
        f"{ID}commitment/harbour-note-what-will-p1-s1-1"
    }
    fill(sheet, "", {"CommitmentStatement": {"mends": "what-will.p1.s1-7"}})
    assert "no statement 'what-will.p1.s1-7'" in signing.reviewed(sheet)[0].what


def test_a_sheet_is_reviewed_as_the_reader_who_will_sign_it(tmp_path, monkeypatch):
    (tmp_path / "harbour-note.txt").write_text(NOTE, encoding="utf-8")
    sheet = drafts.draft(tmp_path / "harbour-note.txt", str(tmp_path / "draft"), "en").folder / "sheet.xlsx"
    fill(sheet, "favours")
    asked = []

    def signed(*given):
        asked.append((given[3], bool(given[4])))
        return signing.Outcome("harbour-note", ())

    monkeypatch.setattr(signing, "_sign", signed)
    for reader in ("", "last-machine-reader", "new-reader"):
        assert signing.reviewed(sheet, reader=reader) == ()
    assert asked == [("reviewing-reader", True), ("last-machine-reader", False), ("new-reader", True)]
    with pytest.raises(BadUse, match="cannot name a reader"):
        signing.reviewed(sheet, reader="No Name")


FOUND = Finding("graph/x.trig:1", "it is odd", "Mend it.", focus=f"{ID}statement/harbour-note/what-will.p1.s1-1")
KILLED = """
import os, signal, sys
from pathlib import Path
from foederis.kit import folders, signing
signing.wrong = lambda *_: ()
folders._exchange = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
who = {"nl": "voorbeeldlezer", "en": "example reader"}
signing.sign(Path(sys.argv[1]), "example-reader", who, who, True, "2026-11-29")
"""


def fill(sheet, stance, signed=SIGNED):
    book = openpyxl.load_workbook(sheet)
    rows = book["statements"]
    head = [cell.value for cell in rows[1]]
    for row in rows.iter_rows(min_row=2):
        cells = dict(zip(head, row, strict=False))
        if ".p1.s" in cells["where"].value and cells["kind"].value in signed:
            for name, value in signed[cells["kind"].value].items():
                cells[name].value = stance if name == "stance" else value
    if book["names"].max_row == 1:
        book["names"].append(["topic/example-harbour", "", "voorbeeldhaven", "example harbour", "the harbour", ""])
        book["names"].append(["actor/nato", "", "", "", "NATO must", ""])
        act = ["actor/nld", "supports", "topic/example-harbour"] if signed is SIGNED else []  # known later
        book["names"].append(["topic/example-budget", "", "voorbeeldbudget", "example budget", "the budget", "", *act])
    for row in book["document"].iter_rows(min_row=2):
        row[1].value = RECORD[row[0].value]
    book.save(sheet)
