"""The sheet of a reader, and a sheet with verdicts read back as readings."""

import csv
import functools
import io
import shutil

import pyoxigraph as ox
import pytest

from foederis import graph, rooms, validate
from foederis.answers import coverage
from foederis.cli import main
from foederis.codings import digests, readings
from foederis.errors import BadInput, BadUse
from foederis.namespaces import FOED, ID
from tests.conftest import LETTER

WHO = {
    "reader": "trial-reader",
    "name": {"nl": "proeflezer", "en": "trial reader"},
    "note": {"nl": "door een test", "en": "by a test"},
    "human": False,
    "day": "2026-11-28",
}
NOTHING = {"nl": "", "en": ""}


@functools.cache
def _sheet(version, place, options):
    return readings.sheet(LETTER, place, **dict(options))


def _rows(place="rec5.p1", **options):
    text = _sheet(graph.content_hash(), place, tuple(options.items()))
    return list(csv.DictReader(io.StringIO(text)))


def _filled(**changes):
    rows = [row | {"verdict": "right"} for row in _rows()]
    rows[0].update(changes)
    return rows


def _written(path, rows, delimiter=","):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def _quads(text):
    return list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))


def test_the_sheet_has_every_statement_with_its_digest_and_no_verdict():
    rows = _rows("")
    now = {iri.removeprefix(ID): one for iri, one in digests.digests()[LETTER].items()}
    assert [row["statement"] for row in rows] == [i for i in now if not i.startswith(("commitment/", "response/"))]
    assert all(row["digest"] == now[row["statement"]] for row in rows)
    assert all(row["nl"] and row["en"] and "holder: " in row["told"] for row in rows)
    assert not any(row["verdict"] or row["remark"] for row in rows)


def test_a_section_of_the_sheet_has_the_statements_of_its_sentences_only():
    wheres = {row["where"] for row in _rows("rec1")}
    assert wheres
    assert all(where.startswith("rec1.") for where in wheres), "rec10 is another section"


def test_what_is_told_names_qualifiers_and_what_belongs_to_the_statement():
    (row,) = [row for row in _rows("rec5.p1.s3") if row["statement"].endswith("-1")]
    assert "polarity: affirmed" in row["told"]
    assert ": debtor: the other member states of the European Union\n" in row["told"], "of the commitment it reports"
    (row,) = [row for row in _rows("rec5.p1.s3", language="nl") if row["statement"].endswith("-1")]
    assert "houder: Nederlands kabinet" in row["told"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_filled_in_sheet_becomes_readings(tmp_path, delimiter):
    rows = _filled(verdict="Objection", remark='a "quoted" \\ remark\nover two lines')
    text = readings.read_sheet(_written(tmp_path / "sheet.csv", rows, delimiter), LETTER, **WHO)
    quads = _quads(text)
    read = {q.subject.value: q.object.value for q in quads if q.predicate.value == FOED + "reads"}
    assert sorted(read.values()) == sorted(ID + row["statement"] for row in rows)
    assert all(f"{ID}reading/{LETTER}/trial-reader/{of.rsplit('/', 1)[1]}" == name for name, of in read.items())
    assert {q.graph_name.value for q in quads} == {
        f"{ID}graph/reference/coders",
        f"{ID}graph/reading/{LETTER}/trial-reader",
    }
    values = [getattr(q.object, "value", "") for q in quads]
    assert 'a "quoted" \\ remark over two lines' in values
    assert values.count(f"{ID}concept/verdict/objection") == 1
    assert values.count(f"{ID}concept/verdict/right") == len(rows) - 1


@pytest.mark.long
def test_what_is_read_back_is_valid_beside_the_graph(tmp_path):
    own = tmp_path / "trial-reader-readings.trig"
    rows = _filled(verdict="wrong", remark="not so")
    own.write_text(readings.read_sheet(_written(tmp_path / "sheet.csv", rows), LETTER, **WHO), encoding="utf-8")
    report = validate.run([own])
    assert report.results == ()
    assert report.things == len(rows) + 1


def test_rows_without_a_verdict_were_not_read(tmp_path):
    text = readings.read_sheet(_written(tmp_path / "sheet.csv", _filled(verdict="")), LETTER, **WHO)
    assert text.count("a foed:Reading") == len(_rows()) - 1
    with pytest.raises(BadInput, match="no row has a verdict"):
        readings.read_sheet(_written(tmp_path / "empty.csv", _rows()), LETTER, **WHO)


@pytest.mark.parametrize("name", ["", ID, "short"])
def test_a_statement_may_be_named_in_full_or_by_its_last_part(tmp_path, name):
    rows = _filled()
    for row in rows:
        row["statement"] = row["statement"].rsplit("/", 1)[1] if name == "short" else name + row["statement"]
    text = readings.read_sheet(_written(tmp_path / "sheet.csv", rows), LETTER, **WHO)
    assert text.count("a foed:Reading") == len(rows)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"statement": f"statement/{LETTER}/rec99.p1.s1-1"}, "has no statement 'statement/"),
        ({"statement": "statement/kst-21501-28-181/rec5.p1.s1-1"}, "has no statement 'statement/kst-21501-28-181/"),
        ({"statement": f"commitment/{LETTER}/rec5.p1.s1-1"}, "has no statement 'commitment/"),
        ({"statement": ""}, "has no statement without a name"),
        ({"statement": "x> . <y"}, "has no statement 'x> . <y'"),
        ({"verdict": "fine"}, "'fine' is no verdict"),
        ({"verdict": "", "remark": "hm"}, "there is a remark and no verdict"),
        ({"verdict": "wrong"}, "the verdict 'wrong' has no remark"),
        ({"verdict": "objection", "remark": "  "}, "the verdict 'objection' has no remark"),
        ({"digest": ""}, "the column 'digest' is empty"),
        ({"digest": "12ab"}, "'12ab' is no digest"),
        ({"digest": "A" * 64}, "is no digest"),
        ({"digest": "0" * 64}, "fits nothing"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(tmp_path, changes, said):
    with pytest.raises(BadInput, match=said) as caught:
        readings.read_sheet(_written(tmp_path / "sheet.csv", _filled(**changes)), LETTER, **WHO)
    assert "sheet.csv:" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2


def test_a_statement_read_twice_is_named_with_the_line_of_the_other(tmp_path):
    rows = [_filled()[0], *_filled()]
    with pytest.raises(BadInput, match=r"rec5\.p1\.s1-1 is read again"):
        readings.read_sheet(_written(tmp_path / "sheet.csv", rows), LETTER, **WHO)


def test_the_digest_of_another_row_is_told_as_that(tmp_path):
    rows = _filled(digest=_rows()[1]["digest"])
    with pytest.raises(BadInput, match=r"the digest of .*rec5\.p1\.s1-1 is that of .*rec5\.p1\.s2-1"):
        readings.read_sheet(_written(tmp_path / "sheet.csv", rows), LETTER, **WHO)


def test_a_reading_by_nobody_and_on_no_day_is_refused(tmp_path):
    sheet = _written(tmp_path / "sheet.csv", _filled())
    with pytest.raises(BadUse, match="the reader 'trial-reader' is new and not described"):
        readings.read_sheet(sheet, LETTER, **{**WHO, "name": NOTHING, "note": NOTHING})
    with pytest.raises(BadUse, match="cannot name a reader"):
        readings.read_sheet(sheet, LETTER, **{**WHO, "reader": "x> . <y"})
    with pytest.raises(BadUse, match="the reader 'settled' is described already"):
        readings.read_sheet(sheet, LETTER, **{**WHO, "reader": "settled"})
    for day in ("yesterday", "2026-02-30", "20261128", "2026-11-28Z", ""):
        with pytest.raises(BadUse, match="is no day"):
            readings.read_sheet(sheet, LETTER, **{**WHO, "day": day})


def test_a_lost_column_is_named_and_how_to_have_it(tmp_path):
    rows = [{key: value for key, value in row.items() if key != "verdict"} for row in _filled()]
    with pytest.raises(BadInput, match="no column 'verdict'") as caught:
        readings.read_sheet(_written(tmp_path / "sheet.csv", rows), LETTER, **WHO)
    assert "foederis reading sheet" in str(caught.value)


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Copy the rooms, change a statement of them, and use them."""
    for room in ("ontology", "graph", "queries", "validate"):
        shutil.copytree(rooms.room(room), tmp_path / "new" / room)
    file = tmp_path / "new" / "graph" / "sources" / LETTER / "statements" / "rec5.trig"
    text = file.read_text(encoding="utf-8")
    block = text[text.index("s:rec5.p1.s1-1 a ") :].split(" .\n", 1)[0]
    file.write_text(
        text.replace(block, block.replace("foed:paraphrase", 'foed:paraphrase "x"@nl ,', 1)), encoding="utf-8"
    )
    for read in (tmp_path / "new" / "graph" / "codings").rglob("*-readings.trig"):
        read.unlink()  # whatever is read in the graph that is shipped
    old = rooms.root()
    monkeypatch.setenv("FOEDERIS_ROOMS", str(tmp_path / "new"))
    monkeypatch.setenv("FOEDERIS_CACHE", str(tmp_path / "cache"))
    from foederis.graph import storage

    storage.content_hash.cache_clear()
    yield old
    storage.content_hash.cache_clear()


def test_a_statement_that_changed_is_told_and_may_be_kept_as_of_the_version_that_was_read(
    tmp_path, changed, monkeypatch
):
    new = rooms.room("graph").parent
    monkeypatch.setenv("FOEDERIS_ROOMS", str(changed))
    from foederis.graph import storage

    storage.content_hash.cache_clear()
    sheet = _written(tmp_path / "sheet.csv", _filled())
    bare = _written(tmp_path / "bare.csv", [{k: v for k, v in row.items() if k != "digest"} for row in _filled()])
    first = _filled()[0]
    monkeypatch.setenv("FOEDERIS_ROOMS", str(new))
    storage.content_hash.cache_clear()
    with pytest.raises(BadInput, match=r"the digest of .*rec5\.p1\.s1-1 fits nothing") as caught:
        readings.read_sheet(sheet, LETTER, **WHO)
    assert "--as-of" in str(caught.value)
    older = [digests.of_version(changed)[LETTER]]
    for path in (sheet, bare):
        text = readings.read_sheet(path, LETTER, **WHO, versions=older)
        kept = {q.subject.value: q.object.value for q in _quads(text) if q.predicate.value == FOED + "digest"}
        assert kept[f"{ID}reading/{LETTER}/trial-reader/rec5.p1.s1-1"] == first["digest"]
        assert first["digest"] != digests.digests()[LETTER][ID + first["statement"]]


@pytest.mark.long
def test_what_a_reader_read_before_stays_unless_it_is_read_again_and_what_changed_is_unread(tmp_path, changed, capsys):
    rows = _rows("rec5.p1")
    before = [row | {"verdict": "right", "digest": "1" * 64 if row is rows[0] else row["digest"]} for row in rows]
    place = rooms.room("graph") / "codings" / LETTER / "trial-reader-readings.trig"
    versions = [{ID + rows[0]["statement"]: "1" * 64}]
    text = readings.read_sheet(_written(tmp_path / "one.csv", before), LETTER, **WHO, versions=versions)
    place.write_text(text, encoding="utf-8")
    from foederis.graph import storage

    storage.content_hash.cache_clear()
    assert [row["statement"] for row in _rows("rec5.p1", only_unread=True)] == [rows[0]["statement"]]
    assert len(_rows("rec5.p1", only_unread=True, reader="settled")) == len(rows)
    counted = next(one for one in coverage.rows(graph.store()) if one["document"] == LETTER)
    assert (counted["readByOne"], counted["staleReadings"]) == (len(rows) - 1, 1)
    assert counted["statements"] - counted["unreadStatements"] == len(rows) - 1
    capsys.readouterr()
    assert main(["source", "review", "rec5.p1", "--unread"]) == 0
    told = capsys.readouterr().out
    assert f"1 of {len(rows)} statements are unread" in told
    assert told.count("right [ ]") == 1
    assert "rec5.p1.s1-1   right [ ]   objection [ ]   wrong [ ]   remark: ___" in told
    assert "rec5.p1.s2" not in told
    again = [rows[0] | {"verdict": "wrong", "remark": "not so"}]
    known = {**WHO, "name": NOTHING, "note": NOTHING, "day": "2026-11-29"}
    text = readings.read_sheet(_written(tmp_path / "two.csv", again), LETTER, **known, language="nl")
    quads = _quads(text)
    assert text.count("a foed:Reading") == len(rows)
    assert "a foed:Coder" not in text
    mine = {q.predicate.value.removeprefix(FOED): q.object for q in quads if q.subject.value.endswith("/rec5.p1.s1-1")}
    assert mine["digest"].value == rows[0]["digest"]
    assert mine["readOn"].value == "2026-11-29"
    assert mine["reason"] == ox.Literal("not so", language="nl")


def test_the_command_line_writes_and_reads_a_sheet_and_says_what_is_wrong(tmp_path, capsys):
    sheet, out = tmp_path / "sheet.csv", tmp_path / "out.trig"
    assert main(["reading", "sheet", "--section", "rec5.p1", "-o", str(sheet)]) == 0
    assert sheet.read_text(encoding="utf-8") == readings.sheet(LETTER, "rec5.p1")
    who = ["--reader", "trial", "--name", "trial", "--name-nl", "proef", "--note", "a trial", "--note-nl", "een proef"]
    good = _written(tmp_path / "good.csv", _filled())
    words = ["reading", "read", str(good), *who, "--on", "2026-11-28", "--as-of", str(rooms.root()), "-o", str(out)]
    assert main(words) == 0
    assert out.read_text(encoding="utf-8").count("a foed:Reading") == len(_filled())
    bad = _written(tmp_path / "bad.csv", _filled(verdict="fine"))
    assert main(["reading", "read", str(bad), *who]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"foederis: 'fine' is no verdict ({bad}:{2 + _filled()[0]['told'].count(chr(10))})",
        "Choose from: objection, right, wrong.",
    ]
    assert main(["reading", "read", str(good), *who, "--as-of", str(tmp_path / "none")]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err
