"""Two documents side by side: each place, text and count is told to be of one of them."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from foederis import sources, validate
from foederis.errors import BadInput, BadUse
from foederis.namespaces import ID
from tests.conftest import LETTER

SECOND = "test-letter"
CASE = Path(__file__).parents[1] / "cases" / "letter"
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house")]


@pytest.mark.parametrize(
    ("text", "document", "found"),
    [
        ("rec5.p1.s2", "", (LETTER, "rec5.p1.s2")),
        ("view.p1", "", (SECOND, "view.p1")),
        ("REC5", "", (LETTER, "rec5")),
        ("rec1.p1.s1", SECOND, (SECOND, "rec1.p1.s1")),
        ("rec1.p1.s1", LETTER, (LETTER, "rec1.p1.s1")),
        (f"{SECOND}/rec1.p1.s1", "", (SECOND, "rec1.p1.s1")),
        ("TL-2031-9/rec1.p1.s1", "", (SECOND, "rec1.p1.s1")),
        (f"{ID}passage/{SECOND}/closing", "", (SECOND, "closing")),
        (f"{ID}passage/{SECOND}/closing", "proefbrief", (SECOND, "closing")),
        ("4", "", (LETTER, "rec4")),
        ("1", SECOND, (SECOND, "rec1")),
        ("aanbeveling 4", "", (LETTER, "rec4")),
        ("Recommendation  4", "", (LETTER, "rec4")),
        ("question 1", "", (SECOND, "rec1")),
        ("Bijlage I", "", (LETTER, "annex")),
        ("voetnoot 9", "", (LETTER, "fn9")),
        ("4", "BZDOC-1754443015-75", (LETTER, "rec4")),
        ("4", f"{ID}document/{LETTER}", (LETTER, "rec4")),
        ("4", f"document:{LETTER}", (LETTER, "rec4")),
        ("4", "kabinetsreactie op AIV-advies nr. 112", (LETTER, "rec4")),
    ],
)
def test_a_place_is_understood_as_a_person_writes_it(text, document, found):
    assert sources.locate(text, document) == found


@pytest.mark.parametrize(
    ("text", "document", "says"),
    [
        ("rec1.p1.s1", "", (f"{LETTER}, {SECOND}", "--document", "2 documents")),
        ("1", "", (f"{LETTER}, {SECOND}", "--document")),
        ("rec99", "", ("no document has a place 'rec99'", LETTER, SECOND)),
        ("rec99", SECOND, ("no place 'rec99'", SECOND, "intro view rec1 closing fn1 fn2")),
        (f"{LETTER}/view", "", ("no place 'view'", LETTER)),
        (f"{LETTER}/rec1", SECOND, (f"is in {LETTER}, not in {SECOND}",)),
        ("rec1", "nonsense", ("no document 'nonsense'", LETTER, SECOND)),
        ("rec1", "aiv-112", ("passages of 'aiv-112' are not in the graph", LETTER)),
        (f"{ID}actor/nato", "", ("not the IRI of a passage",)),
        ("", "", ("no document has a place",)),
    ],
)
def test_an_unclear_place_is_refused_and_the_documents_are_named(text, document, says):
    with pytest.raises(BadUse) as caught:
        sources.locate(text, document)
    assert len(str(caught.value).splitlines()) == 2
    for words in says:
        assert words in str(caught.value)


def test_without_a_name_no_document_is_chosen():
    with pytest.raises(BadUse, match=f"--document: {LETTER}, {SECOND}"):
        sources.named("")


def test_a_text_is_the_document_it_is_in_whatever_its_file_is_called(tmp_path):
    for name in ("copy.txt", f"{LETTER}.txt", f"{SECOND}.txt"):
        shutil.copy(CASE / "letter.txt", tmp_path / name)
        held = sources.recognise(tmp_path / name)
        assert (held.document, held.alignment.drifted) == (SECOND, ())


def test_only_the_likely_document_is_aligned(tmp_path, monkeypatch):
    aligned = []

    def align(text, skeleton, layout):
        aligned.append(skeleton.document)
        return sources.align(text, skeleton, layout)

    held = sys.modules["foederis.sources.held"]
    monkeypatch.setattr(held, "align", align)
    held._recognised.cache_clear()  # another test may have asked of the same text
    shutil.copy(CASE / "letter.txt", tmp_path / "copy.txt")
    sources.recognise(tmp_path / "copy.txt")
    (tmp_path / "other.txt").write_text("Een heel andere tekst. " * 40, encoding="utf-8")
    with pytest.raises(BadInput, match="none of the documents"):
        sources.recognise(tmp_path / "other.txt")
    assert aligned == [SECOND]


def test_of_two_versions_a_text_is_the_one_that_it_has_more_of(house, tmp_path):
    text = (CASE / "letter.txt").read_text(encoding="utf-8")
    newer = text.replace("48 bladzijden", "50 bladzijden").replace("12,5 meter", "13,5 meter")
    place = house / "graph" / "sources" / "a-newer-letter"
    place.mkdir()
    try:
        layout = (CASE / "layout.toml").read_text(encoding="utf-8").replace('"test-letter"', '"a-newer-letter"')
        (place / "layout.toml").write_text(layout, encoding="utf-8")
        from foederis.sources.skeleton import skeleton_trig

        trig = skeleton_trig(newer, sources.read_layout(place / "layout.toml"))
        (place / "skeleton.trig").write_text(trig, encoding="utf-8")
        for words, document in ((text, SECOND), (newer, "a-newer-letter")):
            (tmp_path / "copy.txt").write_text(words, encoding="utf-8")
            assert sources.recognise(tmp_path / "copy.txt").document == document
    finally:
        shutil.rmtree(place)


def test_the_words_of_a_section_are_printed_under_the_title_of_their_document(run, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDERIS_SOURCES", str(tmp_path))
    shutil.copy(CASE / "letter.txt", tmp_path / "copy.txt")
    code, out, _ = run("source", "show", "1", "--document", "test letter")
    assert code == 0
    assert out.startswith("test letter (test-letter) rec1\n")
    assert "rec1.ask.s1  Bouw een brug over de vaargeul en heft er tol." in out
    inside = [one.locator for one in sources.read_skeleton(SECOND).sentences if one.locator.startswith("rec1.")]
    assert [line.split()[0] for line in out.splitlines()[2:]] == inside
    code, out, _ = run("source", "show", "view.p1.s1")
    assert (code, out.startswith("test letter (test-letter) view.p1.s1\n")) == (0, True)
    code, _, error = run("source", "show", "rec1")
    assert (code, len(error.splitlines()), "--document" in error) == (2, 2, True)
    altered = (CASE / "letter.txt").read_text(encoding="utf-8").replace("in 2033", "in 2034")
    (tmp_path / "copy.txt").write_text(altered, encoding="utf-8")
    code, out, error = run("source", "show", "test-letter/rec1")
    assert (code, "rec1.p4.s1  (drifted)" in out, "passage rec1.p4.s1 has drifted" in error) == (1, True, True)


def test_a_section_is_reviewed_of_one_document_only(run):
    code, out, _ = run("source", "review", "rec1", "--document", SECOND)
    assert code == 0
    assert out.startswith("test letter (test-letter) rec1\n")
    assert "not yet read" in out
    assert "cabinet" not in out
    assert "not yet read" not in run("source", "review", "rec1", "--document", LETTER)[1]


def test_list_coverage_and_summary_tell_the_documents_apart(run):
    data = {row["document"]: row for row in json.loads(run("coverage", "--format", "json")[1])}
    assert set(data) == {LETTER, SECOND}
    for name, row in data.items():
        assert row["sentences"] == len(sources.read_skeleton(name).sentences)
    assert (data[SECOND]["stated"], data[SECOND]["unread"]) == (0, data[SECOND]["sentences"])
    one = json.loads(run("coverage", "--format", "json", "--document", "TL-2031-9")[1])
    assert one == [data[SECOND]]
    for arguments in ((), ("source", "list"), ("coverage",)):
        out = run(*arguments)[1]
        assert "test letter" in out
        assert "cabinet response to AIV advice no. 112" in out
    assert LETTER not in run("source", "list", "--document", SECOND)[1]
    assert "no document 'x'" in run("source", "list", "--document", "x")[2]


def test_show_points_at_the_words_of_a_place(run):
    code, _, error = run("show", "rec5.p1.s2")
    assert (code, f"See: foederis source show {LETTER}/rec5.p1.s2" in error) == (2, True)
    assert "--document" in run("show", "rec1.p1.s1")[2]
    assert f"source show {SECOND}/rec1.p1.s1" in run("show", "rec1.p1.s1", "--document", SECOND)[2]
    assert "Did you mean" in run("show", "Europees Defensiefonts")[2]
    assert "rec8.p5.s2" in run("show", "EDF", "--document", LETTER)[1]
    assert "What is said" not in run("show", "EDF", "--document", SECOND)[1]


def test_a_missing_record_is_one_finding(house):
    path = house / "graph" / "reference" / "second.trig"
    record = path.read_text(encoding="utf-8")
    before = {(r.shape, r.focus) for r in validate.run().results}  # what is said of the documents left out here
    path.write_text("", encoding="utf-8")
    try:
        found = [
            r
            for r in validate.run().results
            if r.severity == "violation" and r.shape != "hygiene/skeleton-changed" and (r.shape, r.focus) not in before
        ]
    finally:
        path.write_text(record, encoding="utf-8")
    # The second document has no mention index: each of its sentences lacks its checksum and its count, and is unread.
    shapes = {r.shape for r in found} - {"hygiene/mention-lost"}
    assert shapes == {"hygiene/document-without-record"}, [r for r in found if "entity" in r.shape]
    assert sum(r.shape == "hygiene/document-without-record" for r in found) == 1


def change(house: Path, old: str, new: str) -> Path:
    path = house / "graph" / "sources" / SECOND / "layout.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'document = "test-letter"',
            f'document = "{LETTER}"',
            ("two folders", f"sources/{LETTER}/", f"sources/{SECOND}/"),
        ),
        ('document = "test-letter"', 'document = "proof"', ("'test-letter'", "'proof'", f"sources/{SECOND}/")),
        ('language = "nl"\n', "", ("'language'", f"sources/{SECOND}/layout.toml")),
        ('language = "nl"', 'language = "la"', ("'la'", f"sources/{SECOND}/layout.toml", "en, nl")),
        ('language = "nl"', "language = 3", ("'3'", "en, nl")),
        ('document = "test-letter"', "", ("'document'", f"sources/{SECOND}/layout.toml")),
    ],
)
def test_a_bad_layout_is_two_lines_that_name_both_sides(house, run, old, new, says):
    path = house / "graph" / "sources" / SECOND / "layout.toml"
    before = path.read_text(encoding="utf-8")
    change(house, old, new)
    try:
        code, _, error = run("source", "review", "view", "--document", SECOND)
    finally:
        path.write_text(before, encoding="utf-8")
    assert (code, len(error.splitlines())) == (2, 2), error
    for words in says:
        assert words in error
