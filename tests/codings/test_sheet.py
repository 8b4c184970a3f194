"""The coder's sheet, and a sheet read back as a coding."""

import csv
import functools
import io

import pyoxigraph as ox
import pytest

from foederis import codings, graph, validate
from foederis.cli import main
from foederis.codings import scales
from foederis.errors import BadInput, BadUse
from foederis.namespaces import FOED, ID

DOCUMENT = "bzdoc-1754443015-75"
WHO = {
    "coder": "trial-coder",
    "name": {"nl": "proefcodeur", "en": "trial coder"},
    "note": {"nl": "door een test", "en": "by a test"},
    "human": False,
}


@functools.cache
def _sheet():
    return codings.sheet(DOCUMENT)


def _filled(**changes):
    """Fill the sheet with the first value of each scale, evidence rec1.p1.s1, and the changes of the first row."""
    allowed = codings.values()
    rows = list(csv.DictReader(io.StringIO(_sheet())))
    for row in rows:
        for scale in codings.SCALES:
            row[scale] = row[scale] or allowed[scale][0]
        row["evidence"] = "rec1.p1.s1 rec1.p2.s2"
    rows[0].update(changes)
    return rows


def _written(path, rows, delimiter=","):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_sheet_asks_for_every_item_that_is_coded_and_shows_no_code():
    rows = list(csv.DictReader(io.StringIO(codings.sheet(DOCUMENT))))
    coded = codings.coded(DOCUMENT)["first-machine-coder"]
    assert {row["item"] for row in rows} == set(coded)
    assert all(row[scale] in ("", "-") for row in rows for scale in codings.SCALES)
    assert all((row[scale] == "") == (scale in coded[row["item"]]) for row in rows for scale in codings.SCALES)
    assert all(row["what"] and row["where"] for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_filled_in_sheet_becomes_a_coding_of_every_item(tmp_path, delimiter):
    rows = _filled(remark='a "quoted" \\ remark\nover two lines')
    text = codings.read_sheet(_written(tmp_path / "sheet.csv", rows, delimiter), DOCUMENT, **WHO)
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    codes = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == FOED + "codes"}
    assert sorted(codes.values()) == sorted(ID + row["item"] for row in rows)
    assert all(f"{ID}coding/{DOCUMENT}/trial-coder/{item.rsplit('/', 1)[1]}" == name for name, item in codes.items())
    graphs = {quad.graph_name.value for quad in quads}
    assert graphs == {f"{ID}graph/reference/coders", f"{ID}graph/coding/{DOCUMENT}/trial-coder"}
    assert 'a "quoted" \\ remark over two lines' in {getattr(quad.object, "value", "") for quad in quads}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"item": "response/of-nobody"}, "bzdoc-1754443015-75 has no item"),
        ({"stance": "enthusiastic"}, "is no stance"),
        ({"stance": ""}, "the column 'stance' is empty"),  # with evidence: filled in by half
        ({"bindingness": "none"}, "a position has no bindingness"),
        ({"evidence": "rec99.p1.s1"}, "there is no passage"),
        ({"digest": "12ab"}, "'12ab' is no digest"),
        ({"digest": "0" * 64}, "fits nothing"),
        ({"item": "commitment/examine-stronger-mpcc", "kind": "commitment", "stance": "-", "bindingness": "none",
          "progress": "none", "digest": ""}, "is coded again"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_line(tmp_path, changes, said):
    rows = _filled(**changes)
    if said == "is coded again":
        rows = [row for row in rows if row is rows[0] or row["item"] == changes["item"]]
    with pytest.raises(BadInput, match=said) as caught:
        codings.read_sheet(_written(tmp_path / "sheet.csv", rows), DOCUMENT, **WHO)
    assert "sheet.csv:" in str(caught.value)


def test_a_lost_row_a_lost_column_and_a_strange_name_are_refused(tmp_path):
    rows = _filled()
    with pytest.raises(BadInput, match="the sheet lacks 1 of "):
        codings.read_sheet(_written(tmp_path / "short.csv", rows[1:]), DOCUMENT, **WHO)
    bare = [{key: value for key, value in row.items() if key != "stance"} for row in rows]
    with pytest.raises(BadInput, match="no column 'stance'"):
        codings.read_sheet(_written(tmp_path / "bare.csv", bare), DOCUMENT, **WHO)
    with pytest.raises(BadInput, match="cannot be read"):
        codings.read_sheet(tmp_path / "none.csv", DOCUMENT, **WHO)
    with pytest.raises(BadUse, match="cannot name a coder"):
        codings.read_sheet(tmp_path / "none.csv", DOCUMENT, **{**WHO, "coder": "x> . <y"})


def test_an_item_left_out_gets_no_coding_and_an_empty_sheet_is_refused(tmp_path):
    rows = _filled(stance="", evidence="")
    text = codings.read_sheet(_written(tmp_path / "sheet.csv", rows), DOCUMENT, **WHO)
    assert text.count("a foed:Coding") == len(rows) - 1
    (tmp_path / "empty.csv").write_text(codings.sheet(DOCUMENT), encoding="utf-8")
    with pytest.raises(BadInput, match="no row is filled in"):
        codings.read_sheet(tmp_path / "empty.csv", DOCUMENT, **WHO)


def test_a_coding_keeps_the_digest_of_what_was_coded(tmp_path):
    rows = _filled()
    now = codings.digests.digests()[DOCUMENT]
    assert all(row["digest"] == now[ID + row["item"]] for row in rows)
    quads = list(
        ox.parse(
            codings.read_sheet(_written(tmp_path / "a.csv", rows), DOCUMENT, **WHO).encode(), format=ox.RdfFormat.TRIG
        )
    )
    said = {(q.subject.value, q.predicate.value.removeprefix(FOED)): q.object.value for q in quads}
    assert all(said[name, "digest"] == now[item] for (name, key), item in said.items() if key == "codes")
    bare = [{key: value for key, value in row.items() if key != "digest"} for row in rows]
    text = codings.read_sheet(_written(tmp_path / "bare.csv", bare), DOCUMENT, **WHO)
    assert "foed:digest" not in text, "nothing says what it was of"
    text = codings.read_sheet(_written(tmp_path / "bare.csv", bare), DOCUMENT, **WHO, versions=[now])
    assert text.count("foed:digest") == len(rows)


def test_a_coder_is_described_once(tmp_path):
    sheet = _written(tmp_path / "sheet.csv", _filled())
    known = {**WHO, "coder": "first-machine-coder"}
    with pytest.raises(BadUse, match="'first-machine-coder' is described already") as caught:
        codings.read_sheet(sheet, DOCUMENT, **known)
    assert "graph/reference/coders.trig" in str(caught.value)
    nothing = {"nl": "", "en": ""}
    text = codings.read_sheet(sheet, DOCUMENT, **{**known, "name": nothing, "note": nothing})
    assert "a foed:Coder" not in text
    assert f"<{ID}coder/first-machine-coder>" in text
    for lack in ({"name": nothing}, {"note": {"nl": "", "en": "by a test"}}, {"name": nothing, "note": nothing}):
        with pytest.raises(BadUse, match="'trial-coder' is new and not described"):
            codings.read_sheet(sheet, DOCUMENT, **{**WHO, **lack})


@pytest.mark.long
def test_what_is_read_back_is_valid_beside_the_graph_but_for_what_is_to_be_settled(tmp_path):
    own = tmp_path / "trial-coder.trig"
    rows = [row | ({"stance": "willing"} if row["kind"] == "response" else {}) for row in _filled()]  # it accepts
    own.write_text(codings.read_sheet(_written(tmp_path / "sheet.csv", rows), DOCUMENT, **WHO), encoding="utf-8")
    found = validate.run([own])
    assert {result.shape for result in found.results} == {"hygiene/coders-differ-unsettled"}
    told = {(result.focus, result.value) for result in found.results}
    assert told == {(ID + item, FOED + scales.property_of(scale)) for item, scale in _unsettled(rows)}
    assert len(told) == len(found.results) > 0
    assert found.things == len(rows) + 1


def _unsettled(rows):
    """Yield each item and scale where all coders of before chose one value, and the sheet chooses another.

    The note of a response, or of the settled coding of anything else, says how all its scales were settled.
    """
    before = codings.coded(DOCUMENT)
    note = ox.NamedNode("http://www.w3.org/2004/02/skos/core#note")
    noted = {quad.subject.value for quad in graph.memory_store().quads_for_pattern(None, note, None, None)}
    for row in rows:
        settling = f"coding/{DOCUMENT}/settled/{row['item'].rsplit('/', 1)[1]}"
        if ID + (row["item"] if row["kind"] == "response" else settling) in noted:
            continue
        for scale in codings.SCALES:
            chosen = {coder[row["item"]][scale] for coder in before.values() if scale in coder.get(row["item"], {})}
            if row[scale] != "-" and len(chosen) == 1 and chosen != {row[scale]}:
                yield row["item"], scale


def test_the_command_line_reads_a_sheet_and_says_what_is_wrong(tmp_path, capsys):
    good = _written(tmp_path / "good.csv", _filled())
    out = tmp_path / "trial.trig"
    who = ["--coder", "trial", "--name", "trial", "--name-nl", "proef", "--note", "a trial", "--note-nl", "een proef"]
    words = ["coding", "read", str(good), *who, "-o", str(out)]
    assert main(words) == 0
    assert out.read_text(encoding="utf-8").count("a foed:Coding") == len(_filled())
    bad = _written(tmp_path / "bad.csv", _filled(stance="enthusiastic"))
    words[2] = str(bad)
    assert main(words) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"foederis: 'enthusiastic' is no stance ({bad}:2)",
        "Choose from: declines, disfavours, doubts, neutral, willing, favours, fully-supports.",
    ]
