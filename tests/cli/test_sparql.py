"""`foederis sparql`: each format is the one asked for, and an ASK answers as the standard says."""

import io
import json

import openpyxl
import pyoxigraph as ox
import pytest

YES, NO = "ASK { instrument:pesco ?p ?o }", "ASK { instrument:pesco foed:holder ?o }"
ROWS = "SELECT (10 AS ?whole) (1.50 AS ?part) ('=1+1' AS ?text) {}"
ENGINES = ("oxigraph", "rdflib")


@pytest.mark.parametrize("engine", ["oxigraph", pytest.param("rdflib", marks=pytest.mark.long)])
def test_the_answer_to_an_ask_in_json_is_a_boolean(run, engine):
    code, out, _ = run("sparql", YES, "--format", "json", "--engine", engine)
    assert (code, json.loads(out)) == (0, {"head": {}, "boolean": True})
    code, out, error = run("sparql", NO, "--format", "json", "--engine", engine)
    assert (code, json.loads(out), error) == (1, {"head": {}, "boolean": False}, "")
    read = ox.parse_query_results(out.encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QueryBoolean)
    assert not read


@pytest.mark.parametrize(
    "form", ["json", *(pytest.param(form, marks=pytest.mark.long) for form in ("table", "csv", "tsv", "md", "html"))]
)
def test_an_ask_that_is_no_exits_1_in_every_format(run, form):
    assert run("sparql", YES, "--format", form)[0] == 0
    code, out, error = run("sparql", NO, "--format", form)
    assert (code, error) == (1, "")
    assert "false" in out or "no" in out


def test_a_select_of_false_or_of_nothing_is_no_ask(run):
    code, out, _ = run("sparql", "SELECT (false AS ?answer) {}", "--format", "json")
    assert (code, json.loads(out)["head"]) == (0, {"vars": ["answer"]})
    assert run("sparql", "SELECT ?s { ?s a foed:Nothing }")[0] == 0


def test_a_workbook_is_one(run, tmp_path):
    for words in (["--format", "xlsx", "-o", "a.xlsx"], ["-o", "b.xlsx"], ["--format", "xlsx", "-o", "c.bin"]):
        path = tmp_path / words[-1]
        code, out, _ = run("sparql", ROWS, *words[:-1], str(path))
        assert (code, out) == (0, "")
        sheet, about = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets
        assert [cell.value for cell in sheet[2]] == [10, 1.5, "=1+1"]
        assert sheet["C2"].data_type == "s"
        assert ROWS in {cell.value for row in about.rows for cell in row}
    code, _, error = run("sparql", ROWS, "--format", "xlsx")
    assert (code, len(error.splitlines())) == (2, 2)
    assert "-o FILE.xlsx" in error


def test_a_page_is_one(run, tmp_path):
    code, out, _ = run("sparql", "SELECT ('<b>&' AS ?x) {}", "--format", "html")
    assert code == 0
    assert out.startswith("<!doctype html>")
    assert "&lt;b&gt;&amp;" in out
    assert "<b>&" not in out
    assert run("sparql", ROWS, "-o", str(tmp_path / "a.html"))[0] == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "form",
    ["csv", *(pytest.param(form, marks=pytest.mark.long) for form in ("table", "json", "tsv", "xlsx", "md", "html"))],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { instrument:pesco ?p ?o }", "# SELECT\nDESCRIBE instrument:pesco"])
def test_triples_in_a_format_for_rows_are_refused_with_the_remedy(run, tmp_path, query, form):
    path = tmp_path / "out"
    code, out, error = run("sparql", query, "--format", form, "-o", str(path))
    assert (code, out, len(error.splitlines())) == (2, "", 2)
    assert form in error
    assert "Leave out --format for Turtle" in error
    assert not path.exists()


@pytest.mark.parametrize("engine", ["oxigraph", pytest.param("rdflib", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("ending", "syntax"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_the_name_of_the_file_says_in_which_syntax_triples_are_written(run, tmp_path, engine, ending, syntax, store):
    path = tmp_path / f"a.{ending}"
    words = ["sparql", "CONSTRUCT WHERE { instrument:pesco a ?o }", "--engine", engine, "-o", str(path)]
    assert run(*words)[0] == 0
    found = {quad.triple for quad in ox.parse(path.read_bytes(), format=syntax)}
    pesco, kind = (
        ox.NamedNode("https://w3id.org/foederis/id/instrument/pesco"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    )
    assert found == {quad.triple for quad in store.quads_for_pattern(pesco, kind, None, ox.DefaultGraph())}


def test_a_query_in_a_file_may_begin_with_a_byte_order_mark(run, tmp_path):
    path = tmp_path / "a.rq"
    path.write_bytes(b"\xef\xbb\xbfSELECT (1 AS ?x) {}")
    assert run("sparql", str(path), "--format", "csv")[:2] == (0, "x\n1\n")
