"""The pages of the questions: up to date, and all they tell a reader to do works."""

import json
import os
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import queries, rooms
from foederis.cli import pages
from foederis.cli.output import markdown
from foederis.cli.page import ROWS, anchor, page
from foederis.errors import BadInput, BadUse
from foederis.queries import Answer

QUESTIONS = queries.questions()
VIEWS = queries.questions("views")


def text(name: str) -> str:
    return (pages.folder() / f"{name}.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_the_pages_are_up_to_date(store):
    written = {path.name: path.read_text(encoding="utf-8") for path in pages.folder().glob("*.md")}
    assert written == pages.pages(store), "run: make generate"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_page_says_what_is_asked_and_answers_it(name, store):
    question = QUESTIONS[name]
    answer = queries.ask(question, {}, data=store)
    written = text(name)
    for told in (
        question.title,
        question.title_nl,
        question.summary,
        *(one.description for one in question.parameters),
    ):
        assert markdown(told) in written
    assert f": {len(answer.rows)} row" in written
    table = written.split("## The answer")[1].split("## Ask it")[0]
    assert len(re.findall(r"^\| ", table, re.MULTILINE)) == 1 + min(ROWS, len(answer.rows))
    assert (f"... and {len(answer.rows) - ROWS} more." in written) == (len(answer.rows) > ROWS)
    assert "https://w3id.org/foederis/id/" not in table, "a thing without a name"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_command_on_a_page_gives_an_answer(name, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = [line for block in blocks(text(name), "sh") for line in block.splitlines()]
    commands += re.findall(r"`(foederis ask [^`]*)`", text(name))
    for command in commands:
        program, *words = shlex.split(command)
        if program == "curl":
            (given,) = [word for word in words if word.startswith("query@")]
            assert (rooms.root() / given.removeprefix("query@")).read_text(encoding="utf-8") == QUESTIONS[name].text
        else:
            assert program == "foederis"
            code, out, err = run(*words)
            assert (code, err) == (0, ""), command
            assert out or (tmp_path / f"{name}.csv").stat().st_size, command


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_python_on_a_page_gives_the_rows_of_its_command(name, run):
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'foederis[test]'")
    (code,) = blocks(text(name), "python")
    names: dict[str, object] = {}
    exec(code, names)
    answer = names["answer"]
    assert len(answer) == len(answer.to_pandas()) > 0
    command = shlex.split(blocks(text(name), "sh")[0].splitlines()[-2])[1:]
    _, out, _ = run(*command, "--format", "json")
    assert len(answer) == len(json.loads(out)["results"]["bindings"])


def test_every_link_on_a_page_leads_somewhere():
    for path in pages.folder().glob("*.md"):
        prose = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", prose):
            file, _, part = target.partition("#")
            goal = Path(os.path.normpath(path.parent / file)) if file else path
            assert goal.is_file(), f"{path.name}: {target}"
            heads = re.findall(r"^#+ (.*)$", goal.read_text(encoding="utf-8"), re.MULTILINE) if part else []
            assert not part or part in map(anchor, heads), f"{path.name}: {target}"


def test_the_contents_list_every_question_and_view_once():
    written = text("README")
    for name in QUESTIONS:
        assert written.count(f"]({name}.md)") == 1
    for name in VIEWS:
        assert written.count(f"](../../queries/views/{name}.rq)") == 1


def test_the_file_for_an_endpoint_answers_on_a_store_that_only_loads_it(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(blocks(text("README"), "python")[0], {})
    endpoint = ox.Store()
    endpoint.bulk_load(path=tmp_path / "foederis.nq")
    for question in QUESTIONS.values():
        here, there = (Answer((), queries.ask(question, {}, data=data).rows) for data in (store, endpoint))
        assert here == there, question.name


HOSTILE = "a|b <script>x</script> [c](javascript:x) `d` \\| \\<i> \n# e"


def test_no_text_of_a_question_or_an_answer_becomes_markup(store):
    told = 'BIND("""a|b <script>x</script> [c](javascript:x) `d` \\\\| \\\\<i> \n# e""" AS ?x)'
    question = replace(
        QUESTIONS["strategic-partners"],
        title=HOSTILE, title_nl=HOSTILE, summary=HOSTILE, group=HOSTILE, parameters=(), lists=(),
        text=f"SELECT ?x {{ {told} }} # ``` ````",
    )  # fmt: skip
    written = page(question, store)
    fenced = re.sub(r"^(`{3,})\w+$.*?^\1$", "", written, flags=re.MULTILINE | re.DOTALL)
    assert "SELECT" not in fenced
    assert [line for line in fenced.splitlines() if line.startswith("# ")] == [f"# {markdown(HOSTILE)}"]
    for line in fenced.splitlines():
        plain = re.sub(r"\\[\\|<\[`]", "", line)
        assert "<script" not in plain
        assert "[c]" not in plain
    rows = [line for line in fenced.splitlines() if line.startswith("| ")]
    assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows] == [2] * len(rows)


def test_a_question_that_is_no_sparql_is_named_with_its_line(store, monkeypatch):
    broken = replace(QUESTIONS["who-signed"], text="SELECT ?x WHERE {\n ?x ?y }")
    monkeypatch.setattr(queries, "questions", lambda folder="": {"who-signed": broken})
    with pytest.raises(BadInput, match=r"queries/who-signed\.rq, line 2"):
        pages.pages(store)


def test_out_of_a_checkout_no_page_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "root", lambda: tmp_path)
    with pytest.raises(BadUse, match="no folder docs"):
        pages.main()
    assert list(tmp_path.iterdir()) == []
