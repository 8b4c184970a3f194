"""Text is UTF-8, with or without a byte order mark; whatever else it is, is named with the command that mends it."""

import codecs
import io
import sys
from pathlib import Path

import pytest

from foederis import encoding, queries, rooms
from foederis.errors import BadInput
from foederis.sources.skeleton import parse_skeleton

QUERY = "SELECT (1 AS ?één) {}"
OTHERS = {
    "Latin-1": (b"# caf\xc3\xa9\n# caf\xe9\n" + QUERY.encode("latin-1"), "not UTF-8: byte 0xe9", "WINDOWS-1252"),
    "UTF-16, little end": (QUERY.encode("utf-16-le"), "is UTF-16", "iconv -f UTF-16"),
    "UTF-16 with a mark": (QUERY.encode("utf-16"), "is UTF-16", "iconv -f UTF-16"),
    "UTF-16, big end": (QUERY.encode("utf-16-be"), "is UTF-16", "iconv -f UTF-16BE"),
    "UTF-32 with a mark": (QUERY.encode("utf-32"), "is UTF-32", "iconv -f UTF-32"),
    "UTF-32, little end": (QUERY.encode("utf-32-le"), "is UTF-32", "iconv -f UTF-32LE"),
    "UTF-32, big end": (QUERY.encode("utf-32-be"), "is UTF-32", "iconv -f UTF-32BE"),
}


def commands(path):
    return {
        "a query": ("sparql", str(path.with_suffix(".rq"))),
        "a query from standard input": ("sparql", "-"),
        "the text of a document": ("source", "add", str(path.with_suffix(".txt"))),
        "a sheet": ("coding", "read", str(path.with_suffix(".csv")), "--coder", "first-machine-coder"),
        "data": ("validate", str(path.with_suffix(".ttl")), "--alone"),
        "shapes": ("validate", str(path.with_suffix(".trig")), "--alone", "--shapes", str(path.with_suffix(".ttl"))),
        "a version": ("diff", str(path.with_suffix(".nt")), str(path.with_suffix(".nt"))),
    }


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("what", list(commands(Path("x"))))
def test_each_command_names_another_encoding(run, tmp_path, monkeypatch, what, name):
    content, said, remedy = OTHERS[name]
    for ending in (".rq", ".txt", ".csv", ".ttl", ".nt"):
        (tmp_path / f"a{ending}").write_bytes(content)
    (tmp_path / "a.trig").write_text("<http://x/s> <http://x/p> 1 .", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    code, out, err = run(*commands(tmp_path / "a")[what])
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 2
    if what in ("data", "shapes", "a version") and name == "Latin-1":
        return  # the parser stops earlier: this is no Turtle; see tests/graph
    assert said in err
    assert remedy in err


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "Latin-1"])
def test_the_command_that_is_told_gives_the_text_back(name):
    content = OTHERS[name][0]
    with pytest.raises(BadInput) as caught:
        encoding.check_head(content[:4], "")
    words = caught.value.remedy.split()
    assert content.decode(words[words.index("-f") + 1]) == QUERY


def test_xml_that_says_it_is_in_another_encoding_is_told_what_to_leave_out(run, tmp_path):
    path = tmp_path / "a.rdf"
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://x/é"/></rdf:RDF>'
    for said in ("iso-8859-1", "utf-8"):
        path.write_bytes(f'<?xml version="1.0" encoding="iso-8859-1"?>{rdf}'.encode(said))
        code, _, error = run("validate", str(path), "--alone")
        assert code == 2
        assert 'another encoding than UTF-8 (encoding="...")' in error
        assert 'leave encoding="..." out of its first line' in error
    path.write_text(f'<?xml version="1.0"?>{rdf}', encoding="utf-8")
    assert run("validate", str(path), "--alone")[0] == 0


def test_a_byte_order_mark_is_read_past(run, tmp_path, monkeypatch):
    content = codecs.BOM_UTF8 + QUERY.encode()
    path = tmp_path / "a.rq"
    path.write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    assert run("sparql", str(path))[:2] == run("sparql", "-")[:2] == (0, "één\n1\n")


def test_the_line_of_the_first_wrong_byte_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"one\ntwo\nthr\xe9e\n")
    with pytest.raises(BadInput, match="byte 0xe9") as caught:
        encoding.read(path)
    assert caught.value.where == f"{path}:3"


def test_a_file_without_end_is_read_to_a_limit(monkeypatch):
    monkeypatch.setattr(encoding, "LARGEST", 1000)
    with pytest.raises(BadInput, match="larger than is read"):
        encoding.read(Path("/dev/zero"))


def test_a_question_and_a_skeleton_of_rooms_of_ones_own_may_begin_with_a_byte_order_mark(tmp_path):
    question = tmp_path / "amounts.rq"
    question.write_bytes(codecs.BOM_UTF8 + (rooms.room("queries") / "amounts.rq").read_bytes())
    assert queries.read_question(question).name == "amounts"
    shipped = next((rooms.room("graph") / "sources").glob("*/skeleton.trig"))
    skeleton = tmp_path / "skeleton.trig"
    skeleton.write_bytes(codecs.BOM_UTF8 + shipped.read_bytes())
    assert parse_skeleton(skeleton, "x").sentences == parse_skeleton(shipped, "x").sentences
