"""The pages of the questions: all they tell a reader to do works, and no text of the data becomes markup."""

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from foederis import queries, rooms
from foederis.errors import BadInput
from foederis.publish import metadata
from foederis.queries import Answer
from foederis.site import pages
from foederis.site.question import ROWS, page
from foederis.site.things import Site

pytestmark = pytest.mark.long

QUESTIONS = queries.questions()


@dataclass
class Read(HTMLParser):
    """A page as read: the text of each `pre` by its class, the rows of the answer, links, ids, tags and all text."""

    blocks: dict[str, list[str]] = field(default_factory=dict)
    rows: int = 0
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tags: list[str] = field(default_factory=list)
    text: str = ""
    _pre: str = ""
    _inside: bool = False

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.tags.append(tag)
        self.links += [said["href"]] if "href" in said else []
        self.ids |= {said["id"]} if "id" in said else set()
        if tag == "table":
            self._inside = said.get("id") == "answer"
        if tag == "tr" and self._inside:
            self.rows += 1
        if tag == "pre":
            self._pre = said.get("class", "")
            self.blocks.setdefault(self._pre, []).append("")

    def handle_endtag(self, tag):
        if tag == "pre":
            self._pre = ""

    def handle_data(self, data):
        self.text += data
        if self._pre:
            self.blocks[self._pre][-1] += data


def read(text: str) -> Read:
    found = Read()
    found.feed(text)
    return found


@pytest.fixture(scope="module")
def site(store) -> dict[str, bytes]:
    """The pages of the questions, each thing of the answers a page too."""
    data = metadata.quads()
    return dict(pages.questions(metadata.cited_as(), store, Site(data, "0.0.0")))


@pytest.fixture(scope="module")
def made(site) -> dict[str, Read]:
    return {name: read(site[f"q/{name}/index.html"].decode()) for name in QUESTIONS}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_page_says_what_is_asked_and_answers_it(name, made, store):
    question = QUESTIONS[name]
    answer = queries.ask(question, {}, data=store)
    found = made[name]
    for told in (
        question.title,
        question.title_nl,
        question.summary,
        *(one.description for one in question.parameters),
    ):
        assert told in found.text
    assert f": {len(answer.rows)} row" in found.text
    assert found.rows == 1 + min(ROWS, len(answer.rows))
    assert (f"... and {len(answer.rows) - ROWS} more." in found.text) == (len(answer.rows) > ROWS)
    table = found.text.split("The answer")[1].split("Ask it")[0]
    assert "https://w3id.org/foederis/id/" not in table, "a thing without a name"
    assert found.blocks["sparql"] == [question.body]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_command_on_a_page_gives_an_answer(name, made, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = [line for block in made[name].blocks["sh"] for line in block.splitlines()]
    commands += re.findall(r"(foederis ask \S+ \w+=\?) lists", made[name].text)
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
def test_the_python_on_a_page_gives_the_rows_of_its_command(name, made, run):
    pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    (code,) = made[name].blocks["python"]
    names: dict[str, object] = {}
    exec(code, names)
    answer = names["answer"]
    assert len(answer) == len(answer.to_pandas()) > 0
    command = shlex.split(made[name].blocks["sh"][0].splitlines()[-2])[1:]
    _, out, _ = run(*command, "--format", "json")
    assert len(answer) == len(json.loads(out)["results"]["bindings"])


def test_every_link_between_the_questions_leads_to_a_place_on_a_page(site):
    for path, content in site.items():
        for link in read(content.decode()).links:
            parts = urlsplit(link)
            goal = os.path.normpath(Path(path).parent / unquote(parts.path))
            if not parts.scheme and goal.startswith("q/"):
                assert goal in site, (path, link)
                assert not parts.fragment or parts.fragment in read(site[goal].decode()).ids, (path, link)


def test_the_contents_list_every_question_view_and_chart_once(site):
    links = read(site["q/index.html"].decode()).links
    for name in QUESTIONS:
        assert links.count(f"{name}/index.html") == 1
    for name in (*queries.questions("views"), *queries.questions("charts")):
        assert links.count(f"../pictures/{name}.svg") == 1


def test_the_file_for_an_endpoint_answers_on_a_store_that_only_loads_it(site, store, tmp_path):
    (block,) = read(site["q/index.html"].decode()).blocks["sh"]
    command = [sys.executable, *shlex.split(block)[1:]]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(rooms.root())}, check=True)
    endpoint = ox.Store()
    endpoint.bulk_load(path=tmp_path / "foederis.nq")
    for question in QUESTIONS.values():
        here, there = (Answer((), queries.ask(question, {}, data=data).rows) for data in (store, endpoint))
        assert here == there, question.name


HOSTILE = 'a"b <script>x</script> <b>c</b> {{ 7 * 7 }} &amp; \n# e'


def test_no_text_of_a_question_or_an_answer_becomes_markup(store):
    told = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    question = replace(
        QUESTIONS["strategic-partners"],
        title=HOSTILE, title_nl=HOSTILE, summary=HOSTILE, group=HOSTILE, parameters=(), lists=(),
        text=f'SELECT ?x {{ BIND("{told}" AS ?x) }}',
    )  # fmt: skip
    found = read(page(question, "", store, Site([], "0.0.0")))
    assert "script" not in found.tags
    assert "b" not in found.tags
    assert found.text.count(HOSTILE) >= 4
    assert "49" not in found.text


def test_a_question_that_is_no_sparql_is_named_with_its_line(store, monkeypatch):
    broken = replace(QUESTIONS["who-signed"], text="SELECT ?x WHERE {\n ?x ?y }")
    monkeypatch.setattr(queries, "questions", lambda folder="": {"who-signed": broken})
    with pytest.raises(BadInput, match=r"queries/who-signed\.rq, line 2"):
        list(pages.questions("", store, Site([], "0.0.0")))
