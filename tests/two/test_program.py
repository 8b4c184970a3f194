"""What the command line tells of two documents, of each apart: coverage, codings, things, places, changes."""

import json
import shutil

import pyoxigraph as ox
import pytest

from foederis import codings, graph, rooms, sources
from foederis.changes import compare, versions
from foederis.namespaces import FOED, ID
from tests.conftest import LETTER, ROOT
from tests.two.house import CASE, NOTE, SHORT, TEXT
from tests.two.rows import LOCATOR

pytestmark = pytest.mark.long

SENTENCES = 12
SENTENCE = ox.NamedNode(FOED + "Sentence")
COMMITMENT = f"{ID}commitment/mutual-assistance-42-7"  # that the letter reports and the note reaffirms


def test_the_graph_is_valid_with_both(run):
    code, out, _ = run("validate", "--format", "json")
    told = json.loads(out)
    assert sorted({(one["shape"], one["focus"]) for one in told["results"] if one["severity"] == "violation"}) == []
    assert (code, told["ok"]) == (0, True)
    mine = [one for one in told["results"] if NOTE in one["focus"] or "northmarch" in one["focus"]]
    assert [(one["severity"], one["shape"]) for one in mine] == [("warning", "OpenTensionShape")]
    assert {one["severity"] for one in told["results"]} == {"warning"}


def test_coverage_counts_each_document(run, store):
    _, out, _ = run("coverage", "--format", "json")
    skeleton = ox.NamedNode(f"{ID}graph/skeleton/{LETTER}")
    rows = {row["document"]: row for row in json.loads(out)}
    mine = {"document": NOTE, "sentences": SENTENCES, "stated": SENTENCES, "empty": 0, "unread": 0}
    assert rows[NOTE].items() >= mine.items()
    assert rows[LETTER]["sentences"] == len(list(store.quads_for_pattern(None, None, SENTENCE, skeleton)))
    assert list(rows) == sources.in_order(sources.documents())
    assert list(rows)[:2] == [LETTER, NOTE], "by date"
    _, out, _ = run("coverage")
    assert LETTER in out
    assert NOTE in out


def test_coverage_of_one_document_is_that_of_it(run):
    _, out, _ = run("coverage", "--document", SHORT[NOTE], "--format", "json")
    assert [row["document"] for row in json.loads(out)] == [NOTE]


def test_the_summary_names_each_document_with_its_counts(run):
    _, out, _ = run()
    assert "note of the Council of Northmarch, 17 December 2020 (northmarch-note)" in out
    assert f"{SENTENCES} sentences: {SENTENCES} stated" in out
    assert LETTER in out


def test_coders_agree_in_each_document_by_itself(run, store):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "store", lambda: store)
        alone = codings.agreement()
    both = codings.agreement()
    assert [one for one in both if one.document != NOTE] == alone
    assert {one.document for one in alone} > {LETTER}
    note = {one.scale: (one.items, one.alike) for one in both if one.document == NOTE}
    # 2 responses, 1 position and 2 commitments; the coders differ on how far the position goes.
    assert note == {
        "response-kind": (2, 2), "diagnosis": (2, 2), "stance": (3, 2), "bindingness": (4, 4), "progress": (4, 4),
    }  # fmt: skip
    _, out, _ = run("coding", "agreement", "--format", "json")
    assert {row["document"] for row in json.loads(out)} == {one.document for one in alone} | {NOTE}
    _, out, _ = run("coding", "agreement")
    for document in (LETTER, NOTE):
        assert f"blind machine coding and first machine coder, on {document}" in out
    _, one, _ = run("coding", "agreement", "--document", NOTE)
    assert LETTER not in one


def test_a_sheet_is_of_one_document(run):
    code, _, err = run("coding", "sheet")
    assert code == 2
    assert ", ".join(sources.documents()) in err
    code, out, _ = run("coding", "sheet", "--document", NOTE)
    assert code == 0
    assert LETTER not in out
    assert NOTE in out


def test_a_thing_that_both_speak_of_is_shown_with_the_passages_of_each(run):
    _, out, _ = run("show", COMMITMENT)
    assert f"{SHORT[LETTER]}/rec5.p1.s3" in out
    assert f"{SHORT[NOTE]}/rec5.p1.s2" in out
    assert not LOCATOR.findall(out)
    _, out, _ = run("show", COMMITMENT, "--document", NOTE)
    assert f"{SHORT[NOTE]}/rec5.p1.s2" in out
    assert SHORT[LETTER] not in out


def test_a_place_of_both_is_refused_and_one_of_each_is_found(run):
    code, _, err = run("show", "rec5.p1.s2")
    assert code == 2
    assert f"{LETTER}, {NOTE}" in err or (SHORT[LETTER] in err and SHORT[NOTE] in err)
    for command in ("show", "review"):
        code, _, err = run("source", command, "rec5.p1.s2")
        assert code == 2
        assert f"2 documents have a place 'rec5.p1.s2'\nSay which with --document: {LETTER}, {NOTE}." in err
    for name in (NOTE, SHORT[NOTE], "CNM/2020/7", "note of the Council of Northmarch"):
        code, out, _ = run("source", "review", "rec5.p1.s2", "--document", name)
        assert code == 0
        assert "The Council of Northmarch reaffirms" in out
        assert "How far the mutual assistance clause" not in out
    code, out, _ = run("source", "review", f"{SHORT[NOTE]}/rec5")
    assert code == 0
    assert "If the UK takes part" in out


def test_the_documents_are_listed_and_one_of_them(run):
    _, out, _ = run("source", "list")
    assert out.index(LETTER) < out.index(NOTE)
    assert f"{SENTENCES} sentences" in out
    _, out, _ = run("source", "list", "--document", SHORT[NOTE])
    assert LETTER not in out


def test_the_words_of_the_note_are_those_of_the_note(run, two, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDERIS_SOURCES", str(tmp_path))
    shutil.copy(TEXT, tmp_path / "copy.txt")
    code, out, _ = run("source", "show", "rec1.p1.s1", "--document", NOTE)
    assert code == 0
    assert "> The Council of Northmarch fully supports PESCO." in out
    assert "note of the Council of Northmarch (northmarch-note) rec1.p1.s1" in out
    _, out, _ = run("source", "list")
    assert out.count("held, every passage found") == 1


def test_all_that_is_new_beside_the_letter_is_of_the_note(two):
    found = compare.compare(versions.load(str(ROOT)), versions.load(str(two)))
    assert found
    assert {change.kind for change in found} == {"new"}
    assert not [change.thing for change in found if "northmarch" not in change.thing]
    statements = [change for change in found if change.section == "Statements"]
    assert not [change for change in statements if not all(one.startswith(SHORT[NOTE]) for one in change.passages)]


def test_rooms_outside_the_tests_do_not_name_what_is_invented():
    for name in (*rooms.NAMES, "foederis", "docs"):
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and path.suffix in {".py", ".trig", ".ttl", ".rq", ".md", ".toml", ".html"}:
                assert "northmarch" not in path.read_text(encoding="utf-8").casefold(), path
    assert CASE.is_relative_to(ROOT / "tests")
