"""At 80, 100, 120 and 200 columns no line of any answer, list, help or error is wider, and no value is lost."""

import sys

import pyoxigraph as ox
import pytest

from foederis import cli, export, queries, terminal
from foederis.answers import columns, rendering, table
from tests.terminal.test_terminal import bare, columns_of

WIDTHS = (80, 100, 120, 200)
EACH_WIDTH = [80, *(pytest.param(room, marks=pytest.mark.long) for room in WIDTHS[1:])]
QUESTIONS = queries.questions()
VIEWS = export.known()


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


def too_wide(text: str, room: int) -> list[str]:
    return [line for line in text.splitlines() if terminal.width(line) > room]


def lost(text: str, rows: list[list[str]]) -> list[str]:
    """Return the cells that are not in a text: read back column by column from a table, as they stand elsewhere."""
    told = bare(text)
    if not any(line.strip() and set(line) <= {"-", " "} and "  " in line.strip() for line in text.splitlines()):
        return [cell for row in rows for cell in row if bare(cell) not in told]
    above = bare("".join(text.partition("\n\n")[0]))
    read = ["".join(map(bare, one)) for one in columns_of(text)]
    found = []
    for index in range(len(rows[0])):
        held = [bare(row[index]) for row in rows]
        whole = "".join(held)
        if not any(one.startswith(whole) for one in read) and not (len(set(held)) == 1 and held[0] in above):
            found.append(whole)
    return found


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@pytest.mark.parametrize("language", [pytest.param("nl", marks=pytest.mark.long), "en"])
def test_every_answer_fits_and_tells_every_value(name, language, store, monkeypatch):
    question = QUESTIONS[name]
    given = {"lang": language} if any(p.name == "lang" for p in question.parameters) else {}
    answer = queries.ask(question, given, data=store)
    rows = table.cells(answer, language, store)
    monkeypatch.setattr(table, "cells", lambda *_: rows)
    heads = [columns.heading(variable, language) for variable in answer.variables]
    for room in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(room))
        text = rendering.document(answer, question, given, "table", language, store)
        assert isinstance(text, str)
        assert too_wide(text.partition("\n\n")[2], room) == [], "the title is folded where it is printed"
        assert lost(text.partition("\n\n")[2], rows) == []
        told = bare(text)
        assert [word for head in heads for word in head.split() if word not in told] == [], "a column without a name"


@pytest.mark.parametrize("room", EACH_WIDTH)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_list_and_every_help_fits(room, language, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(room))
    given = ["--lang", language]
    told = [["ask", *given], ["ask", "--list", *given], ["export", "--list", *given]]
    told += [["ask", name, "--help", *given] for name in QUESTIONS]
    told += [["export", name, "--help", *given] for name in VIEWS]
    for arguments in told:
        code, out, _ = run(*arguments)
        assert (code, too_wide(out, room)) == (0, []), arguments


@pytest.mark.parametrize("room", EACH_WIDTH)
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["coverage"],
        ["links"],
        ["links", "--lang", "nl"],
        ["coding", "agreement"],
        ["coding", "agreement", "--lang", "nl"],
        ["source", "list"],
        ["source", "review", "rec5"],
        ["source", "review", "annex", "--document", "bzdoc-1754443015-75", "--lang", "nl"],
        ["show", "EPF"],
        ["show", "artikel 42 lid 7", "--lang", "nl"],
        ["show", "Netherlands"],
        ["show", "foed:Commitment"],
        ["validate", "tests/cases/bad/shape-commitment.trig", "--alone"],
        ["sparql", "SELECT * { ?s a foed:Commitment ; ?p ?o }", "--format", "table"],
    ],
    ids=" ".join,
)
def test_what_every_command_tells_fits(room, arguments, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(room))
    code, out, _ = run(*arguments)
    assert out
    assert code in (0, 1)
    assert too_wide(out, room) == []


@pytest.mark.parametrize("room", EACH_WIDTH)
@pytest.mark.parametrize(
    "arguments",
    [
        ["shwo"],
        ["ask", "scorebord"],
        ["ask", "amounts", "--format", "docx"],
        ["ask", "positions", "--columns", "stanse"],
        ["ask", "actor=NL"],
        ["ask", "amounts", "thing=Pesko"],
        ["ask", "amounts", "thing=" + "long " * 60],
        ["show", "Narnia" * 40],
        ["sparql", "SELECT ?x { ?x ?y }"],
        ["export", "participation", "--format", "docx"],
        ["source", "show", "rec99.p1.s1"],
        ["validate", "nofile.ttl"],
        ["diff", "nothing", "nowhere"],
        ["feed", "--previous", "nowhere"],
        ["feed", "Pesko"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_every_error_fits_and_is_two_lines_in_a_pipe(room, arguments, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(room))
    code, _, error = run(*arguments)
    assert code in (1, 2)
    assert len(error.splitlines()) == 2
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, _, folded = run(*arguments)
    assert too_wide(folded, room) == []
    assert bare(folded) == bare(error)


@pytest.mark.parametrize(
    "command",
    ["", "ask", "show", "sparql", "validate", "export", "coverage", "links", "diff", "feed", "source", "source add",
     "source list", "source show", "source review", "coding", "coding sheet", "coding read", "coding agreement"],
)  # fmt: skip
def test_every_help_of_a_command_fits(command, monkeypatch, capsys):
    for room in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(room))
        if command in ("ask", "export"):
            assert cli.main([command, "--help"]) == 0
        else:
            with pytest.raises(SystemExit, match="0"):
                cli.main([*command.split(), "--help"])
        out = capsys.readouterr().out
        assert "usage" in out
        assert too_wide(out, room) == []
