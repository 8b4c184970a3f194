"""The command line: its words, its two-line errors and its exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from foederis import graph, sources
from foederis.codings import readings
from foederis.namespaces import ID
from tests.conftest import LETTER

CASES = Path(__file__).parent.parent / "cases"


def two_lines(error: str) -> bool:
    lines = error.strip().splitlines()
    return 1 <= len(lines) <= 2 and lines[0].startswith("foederis: ") and "Traceback" not in error


def count(document: str) -> int:
    return len(sources.read_skeleton(document).sentences)


def test_alone_it_says_what_is_here_and_where_to_go(run):
    code, out, _ = run()
    assert code == 0
    for word in ("Sources", f"{count(LETTER)} sentences", "5 October 2020", "commitment", "Next", "foederis ask"):
        assert word in out


def test_the_list_of_questions_is_data(run):
    code, out, _ = run("ask", "--list", "--format", "json")
    questions = json.loads(out)
    assert code == 0
    assert len(questions) >= 12
    assert all({"name", "title", "parameters"} <= set(q) for q in questions)


def test_a_question_mark_lists_the_values_of_a_parameter(run):
    code, out, _ = run("ask", "about-instrument", "instrument=?", "--lang", "nl")
    assert code == 0
    assert "  Europees Defensiefonds\n" in out
    assert "UNDEF" not in out
    code, out, _ = run("ask", "participation", "actor=?", "asof=?")
    assert "  Netherlands\n" in out
    assert "YYYY-MM-DD" in out
    assert "  European Defence Fund\n" not in out


def test_the_list_reads_as_a_table_of_contents(run):
    code, out, _ = run("ask", "--lang", "nl")
    assert code == 0
    groups = [line for line in out.splitlines() if line and not line.startswith((" ", "Voorbeeld", "Welke waarden"))]
    assert groups[0] == "Opzoeken"
    assert groups[-1] == "Vertrouwen"
    assert len([line for line in out.splitlines() if line.startswith("  ") and line[2] != " "]) >= 40


def test_an_answer_in_csv_has_labels_beside_things(run):
    code, out, _ = run("ask", "scoreboard", "--format", "csv")
    head, first, *rest = out.splitlines()
    assert code == 0
    assert head.startswith("part,partLabel,ask,response,responseLabel")
    assert first.startswith("https://w3id.org/foederis/id/recommendation/aiv-112-1a,recommendation 1a,")
    assert len(rest) == 19


def test_an_answer_in_json_is_sparql_results(run):
    _, out, _ = run("ask", "amounts", "--format", "json", "--lang", "nl")
    data = json.loads(out)
    assert {"head", "results"} == set(data)
    row = data["results"]["bindings"][0]
    assert row["quantity"]["type"] == "uri"
    assert row["quantityLabel"]["xml:lang"] == "nl"


def test_a_table_reads_well_and_ends_with_where_the_words_are(run):
    code, out, _ = run("ask", "amounts", "thing=MPCC", "--format", "table", "--lang", "nl")
    assert code == 0
    assert out.startswith("Welke bedragen")
    assert "hoogste" in out
    assert "rec6.p1.s4" in out
    assert "3 rijen" in out
    assert "foederis source show" in out


def test_excel_gets_a_bom_and_the_delimiter_of_the_language(run):
    _, out, _ = run("ask", "abbreviations", "--excel", "--lang", "nl")
    assert out.startswith("\ufeffabbreviation;thing")


def test_markdown_escapes_its_own_signs(run):
    code, out, _ = run("ask", "cited-documents", "--format", "md")
    assert code == 0
    assert out.splitlines()[1].startswith("|--")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask", "scorebord"], 2, "Did you mean 'scoreboard'"),
        (["ask", "scoreboard", "colour=red"], 2, "no parameter 'colour'"),
        (["ask", "scoreboard", "oops"], 2, "no name=VALUE"),
        (["ask", "scoreboard", "recommendation=PESCO"], 2, "nothing of class foed:Recommendation"),
        (["ask", "participation", "asof=yesterday"], 2, "a day, such as"),
        (["ask", "amounts", "thing=Pesko"], 2, "Did you mean"),
        (["ask", "amounts", "atleast=9999999999999"], 1, "no answer"),
        (["ask", "amounts", "--format", "docx"], 2, "table, json, csv"),
        (["ask", "amounts", "-o", "/nowhere/x.csv"], 2, "cannot be written"),
        (["shwo"], 2, "Did you mean 'show'"),
        (["show", "Narnia"], 2, "nothing is called"),
        (["sparql", "SELECT ?x { ?x ?y }"], 2, "not valid SPARQL"),
        (["sparql", "nofile.rq"], 2, "no such file"),
        (["sparql", "SELECT * { SERVICE <http://x> {} }"], 2, "not allowed"),
        (["ask", "amounts", "--endpoint", "http://127.0.0.1:9/"], 3, "gave no answer"),
        (["validate", "nofile.ttl"], 2, "no such file"),
        (["export", "participation"], 2, "no format"),
        (["export", "participation", "--format", "docx"], 2, "graphml"),
        (["export", "nothing", "--format", "svg"], 2, "no view"),
        (["source", "add", "nofile.txt"], 2, "cannot be read"),
        (["source", "show", "rec99.p1.s1"], 2, "no document has a place"),
        (["source", "review", "rec99"], 2, "no document has a place 'rec99'"),
    ],
)
def test_a_mistake_gets_two_lines_and_the_right_exit_code(run, arguments, code, words):
    got, _, error = run(*arguments)
    assert (got, two_lines(error)) == (code, True), error
    assert words in error


def test_a_syntax_error_names_its_line(run):
    _, _, error = run("sparql", "SELECT *\nWHERE {\n ?x ?y }")
    assert "line 3" in error


def test_a_broken_file_of_ones_own_names_its_line(run, tmp_path):
    path = tmp_path / "mine.ttl"
    path.write_text("@prefix x: <http://x/> .\n\nx:a x:b ;;; .\nx:c x:d", encoding="utf-8")
    code, _, error = run("validate", str(path))
    assert (code, two_lines(error)) == (2, True)
    assert "mine.ttl:" in error


LONG = pytest.mark.long  # each kind of layer; the short set tries one


@pytest.mark.parametrize(
    "case", ["statement-wrong-year", pytest.param("quantity-wrong-value", marks=LONG), pytest.param("shape-commitment", marks=LONG)]
)  # fmt: skip
def test_validating_a_bad_file_exits_1_and_a_good_one_0(run, case):
    code, out, _ = run("validate", str(CASES / "bad" / f"{case}.trig"))
    assert code == 1
    assert "not ok" in out
    assert run("validate", str(CASES / "good" / "statement.trig"))[0] == 0


def test_sparql_gives_rows_yes_or_no_and_triples(run):
    assert run("sparql", "SELECT (1 AS ?x) {}", "--format", "csv")[1] == "x\n1\n"
    assert "true" in run("sparql", "ASK { instrument:pesco a foed:Instrument }", "--format", "csv")[1]
    code, out, _ = run("sparql", "CONSTRUCT { instrument:pesco ?p ?o } WHERE { instrument:pesco ?p ?o }")
    assert code == 0
    assert "foed:CooperationFramework" in out
    assert "foed:CooperationFramework" in run("sparql", "DESCRIBE instrument:pesco")[1]


def test_a_query_that_does_not_end_is_ended(run):
    code, _, error = run("sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "1")
    assert (code, two_lines(error)) == (3, True)
    assert "more than 1 seconds" in error


def test_show_tells_what_is_said_with_its_passage_and_what_is_known_with_its_source(run):
    code, out, _ = run("show", "EPF")
    assert code == 0
    for words in ("Europese Vredesfaciliteit", "annex.p7.s2", "Article 41(2) TEU", "planned"):
        assert words in out
    data = json.loads(run("show", "EPF", "--format", "json")[1])
    assert data["iri"].endswith("instrument/epf")
    assert all(row["locator"] for row in data["statements"])


def test_show_of_a_statement_tells_its_parts_in_the_language_asked(run):
    iri = "https://w3id.org/foederis/id/statement/bzdoc-1754443015-75/rec2.p4.s2-1"
    code, out, _ = run("show", iri, "--lang", "nl")
    assert code == 0
    for words in (
        "Feiten en verwijzingen",
        "houder: Nederlands kabinet  [kst-21501-28-211/rec2.p4.s2]",
        "polariteit: ontkend",
        "(codeert)",
    ):
        assert words in out
    assert "paraphrase" not in out, "it is the title"
    assert out.index("houder:") < out.index("(codeert)"), "what it says comes before what is said of it"


def test_coverage_counts_every_sentence_once(run):
    data = json.loads(run("coverage", "--format", "json")[1])
    assert all(list(row)[:5] == ["document", "sentences", "stated", "empty", "unread"] for row in data)
    assert [row["document"] for row in data] == sources.in_order(sources.documents())
    for row in data:
        assert row["sentences"] == count(row["document"]) == row["stated"] + row["empty"] + row["unread"]
        statements = len(readings.statements(row["document"]))
        assert row["statements"] == statements
        assert statements > 400 or row["document"] != LETTER
        assert statements == sum(row[key] for key in ("readByOne", "readByTwo", "readByThree", "unreadStatements"))
        assert row["unreadStatements"] == len(readings.unread(row["document"]))
        assert row["codings"] == sum(row[key] for key in ("currentCodings", "staleCodings", "codingsOfUnknownAge"))
    assert "cabinet response to AIV advice no. 112" in run("coverage")[1]
    left = {row["document"]: row["notCoded"] for row in data}
    assert left[LETTER] == 0
    # most of the coalition agreement is on other matters
    assert left["nl-coalitieakkoord-2021-12-15"] > 1000


def test_an_output_file_is_written_whole(run, tmp_path):
    path = tmp_path / "out.csv"
    assert run("ask", "abbreviations", "--format", "csv", "-o", str(path))[0] == 0
    assert path.read_text(encoding="utf-8").startswith("abbreviation,")
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_without_the_letter_its_words_are_missing_and_the_remedy_is_said(run, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDERIS_SOURCES", str(tmp_path))
    code, _, error = run("source", "show", "rec5.p1.s3")
    assert code == 1
    assert "foederis source add FILE" in error
    assert "not held" in run("source", "list")[1]
    assert "foederis source add" in run("source", "review", "rec5")[1]


def test_another_text_is_not_taken_for_the_letter(run, tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("Een andere tekst.", encoding="utf-8")
    code, _, error = run("source", "add", str(path))
    assert code == 2
    assert "none of the documents" in error
    path.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in run("source", "add", str(path))[2]
    assert "folder" in run("source", "add", str(tmp_path))[2]


def test_the_letter_is_kept_and_an_altered_copy_names_the_passage(run, letter, tmp_path, monkeypatch):
    text = letter.read_text(encoding="utf-8")
    monkeypatch.setenv("FOEDERIS_SOURCES", str(tmp_path / "held"))
    code, out, _ = run("source", "add", str(letter))
    assert (code, f"{count(LETTER)} of {count(LETTER)}" in out) == (0, True)
    assert "bijstand" in run("source", "show", "rec5.p1.s3")[1]
    altered = tmp_path / "altered.txt"
    altered.write_text(text.replace("1,48%", "1,84%"), encoding="utf-8")
    code, _, error = run("source", "add", str(altered))
    assert (code, "rec3.p3.s2" in error) == (1, True)
    code, _, error = run("source", "show", "rec3.p3.s2")
    assert (code, "drifted" in error) == (1, True)


def test_a_section_is_read_back_as_sentences_beside_the_words(run, letter, monkeypatch):
    monkeypatch.setenv("FOEDERIS_SOURCES", str(letter))
    code, out, _ = run("source", "review", "rec8", "--lang", "nl")
    assert code == 0
    assert "voorbehoud: deels" in out  # CARD came about mede dankzij the presidency
    assert "[factual claim" not in out


def test_the_hot_path_imports_nothing_heavy():
    code = (
        "import sys; from foederis.cli import main; main(['ask', 'scoreboard', '--format', 'csv']);"
        "print([m for m in ('rdflib', 'networkx', 'pyshacl', 'yaml', 'tabulate', 'tqdm', 'urllib.request') if m in sys.modules], file=sys.stderr)"
    )
    for _ in range(2):  # the first run may build the cache
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ.copy(), check=True
        )
    assert done.stderr.strip() == "[]"


def test_a_full_disk_is_said_in_two_lines():
    command = [sys.executable, "-m", "foederis", "ask", "about-actor", "--format", "csv"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, two_lines(done.stderr)) == (2, True), done.stderr


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m foederis ask about-actor --format csv | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("text,")
    assert done.stderr == ""


def test_links_count_what_is_matched_and_what_is_not(run, store):
    code, out, _ = run("links", "--format", "json")
    assert code == 0
    told = json.loads(out)
    assert {row["predicate"].rsplit("#")[-1] for row in told["linksets"]} >= {"exactMatch", "closeMatch", "sameAs"}
    assert all(row["links"] > 0 and row["seen"] and row["on"] and row["verified"] for row in told["linksets"])
    states = set(graph.instances(store, "foed:State"))
    assert not [name for name in told["entities"]["Actor"]["unmatched"] if f"{ID}{name}" in states]
    assert "actor/aiv" in told["entities"]["Actor"]["unmatched"]
    assert "instrument/edf" in told["entities"]["Instrument"]["through"]
    (table,) = [row for row in told["targets"] if row["target"].endswith("/authority/country")]
    assert "actor/nld" in table["kinds"]["Actor"]["matched"]
    assert "actor/nato" in table["kinds"]["Actor"]["unmatched"]
    code, out, _ = run("links", "--lang", "nl")
    assert code == 0
    assert "ministeries in TOOI" in out


def test_without_a_network_the_link_check_says_so(run, monkeypatch):
    from foederis.links import check as linkcheck

    monkeypatch.setattr(linkcheck, "ask", lambda address, *rest: linkcheck.Finding(address, 0, "silent"))
    monkeypatch.setattr(linkcheck.time, "sleep", lambda seconds: None)
    code, out, errors = run("links", "--check")
    assert (code, out) == (3, "")
    assert "nothing was checked" in errors


def test_what_one_reader_has_not_read_is_told_and_what_another_read_counts_there(run):
    document = "bzdoc-1754443015-75"
    whole = len([one for one in readings.statements(document) if one.locator.startswith("gen.")])
    code, out, _ = run("source", "review", "gen", "--reader", "third-reader", "--document", document)
    assert code == 0
    assert f"{whole} of {whole} statements are unread by third-reader; to fill in" in out
    assert "--unread --reader third-reader" in out
    code, out, _ = run("source", "review", "gen", "--reader", "last-machine-reader", "--document", document)
    assert f"0 of {whole} statements are unread by last-machine-reader\n" in out
