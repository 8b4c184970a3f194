"""The pages of the questions: all they tell a reader to do works, and no text of the data becomes markup."""

import csv
import gzip
import hashlib
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
from foederis.answers import columns, data, folding
from foederis.errors import BadInput
from foederis.namespaces import ID, XSD
from foederis.publish import metadata
from foederis.queries import Answer
from foederis.site import pages
from foederis.site import question as question_pages
from foederis.site.citations import Cited
from foederis.site.things import Site

pytestmark = pytest.mark.long

QUESTIONS = queries.questions()


@dataclass
class Read(HTMLParser):
    """A page as read: the text of each `pre` by its class, the answer's cells, links, ids, tags, scripts and all text."""

    blocks: dict[str, list[str]] = field(default_factory=dict)
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    options: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    text: str = ""
    lang: str = ""
    _hrefs: list[str] = field(default_factory=list)
    _pre: str = ""
    _cell: bool = False
    _script: bool = False
    _field: str = ""

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.links += [said["href"]] if "href" in said else []
        self.ids += [said["id"]] if "id" in said else []
        self._script = tag == "script"
        if tag == "select":
            self._field = said.get("name", "")
        if tag == "option":
            self.options.setdefault(self._field, []).append(said)
        if tag == "th" and "data-column" in said:
            self.heads.append(said["data-column"])
            self.kinds.append(said.get("data-type", ""))
        if tag in ("td", "tr"):
            self.ended()
        if tag == "tr" and self.heads:
            self.rows.append([])
        if tag == "html":
            self.lang = said["lang"]
        if tag == "td" and self.heads and self.rows:
            self.rows[-1].append((said.get("data-term", UNTOLD), ""))
            self._cell, self._hrefs = True, []
        if self._cell and "href" in said:
            self._hrefs.append(said["href"])
        if tag == "pre":
            self._pre = said.get("class", "")
            self.blocks.setdefault(self._pre, []).append("")

    def handle_endtag(self, tag):
        if tag == "pre":
            self._pre = ""
        if tag == "tbody":
            self.ended()
        self._script = False

    def ended(self) -> None:
        """Note what a cell is, where one ends: its end tag may be left out."""
        if self._cell:
            self._cell = False
            said, text = self.rows[-1][-1]
            if said == UNTOLD:
                self.rows[-1][-1] = (self.untold(text, self.kinds[len(self.rows[-1]) - 1]), text)

    def untold(self, text: str, kind: str) -> str:
        """Return the term of a cell that tells none: what it leads to, or its text; its column says of what kind."""
        passages = [found for href in self._hrefs if (found := re.search(r"(?:^|/)read/([^/]+)/[^/#]+#(.+)$", href))]
        if passages:
            iris = " ".join(f"{ID}passage/{one[1]}/{one[2]}" for one in passages)
            return f"<{iris}>" if kind == "iri" and len(passages) == 1 else f'"{iris}"'
        things = [found for href in self._hrefs if (found := re.fullmatch(r"[./]*((?:id|def)/.*)\.html(?:#nl)?", href))]
        if things:
            iris = " ".join(f"https://w3id.org/foederis/{one[1].removesuffix('-property')}" for one in things)
            return f'"{iris}"' if kind == "list" or len(things) > 1 else f"<{iris}>"
        if not text:
            return "=" if kind in ("text", "list") else ""
        if kind == "text":
            return "="
        return f"=^^<{XSD}{kind.removeprefix('xsd:')}>" if kind.startswith("xsd:") else f"=@{self.lang}"

    def handle_data(self, data):
        if self._script:
            return
        self.text += data
        if self._pre:
            self.blocks[self._pre][-1] += data
        if self._cell:
            term, text = self.rows[-1][-1]
            self.rows[-1][-1] = (term, text + data)


def read(text: str) -> Read:
    found = Read()
    found.feed(text)
    return found


UNTOLD = "-"  # no term begins so
CITED = Cited(("The foederis developers",), "foederis", "0.0.0", "2026-11-29", "0" * 64)


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


@pytest.fixture(scope="module")
def site(store) -> dict[str, bytes]:
    """The pages of the questions, each thing of the answers a page too."""
    return dict(pages.questions(CITED, store, Site(metadata.quads(), "0.0.0", CITED.digest)))


def folder(name: str, language: str) -> str:
    return f"{'nl/' if language == 'nl' else ''}q/{name}"


@pytest.fixture(scope="module")
def made(site) -> dict[tuple[str, str], Read]:
    return {
        (name, language): read(site[f"{folder(name, language)}/index.html"].decode())
        for name in QUESTIONS
        for language in ("en", "nl")
    }


def term(said: str, shown: str) -> str:
    """Return the term that a cell is, as N-Triples: `=` stands for the text that is shown."""
    if not said.startswith("="):
        return said
    return str(ox.Literal(shown)) + said[1:]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_pages_of_a_question_hold_its_answer_term_for_term(name, language, site, made, store):
    question = QUESTIONS[name]
    given = {"lang": language} if any(one.name == "lang" for one in question.parameters) else {}
    answer = columns.worded(folding.folded(queries.ask(question, given, data=store)), language)
    first = made[name, language]
    others = sorted(
        (path for path in site if path.startswith(f"{folder(name, language)}/page-")),
        key=lambda path: int(re.findall(r"\d+", path)[-1]),
    )
    told = [row for page in (first, *(read(site[path].decode()) for path in others)) for row in page.rows if row]
    assert [[term(*cell) for cell in row] for row in told] == [
        ["" if cell is None else str(cell) for cell in row] for row in answer.rows
    ]
    if answer.rows:
        assert first.heads == [*answer.variables]
    assert f"{len(answer.rows)} " in first.text
    assert (question.title_nl if language == "nl" else question.title) in first.text
    assert len(first.ids) == len(set(first.ids)), "an id stands twice"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_page_is_small_enough(name, site, made):
    for language in ("en", "nl"):
        content = site[f"{folder(name, language)}/index.html"]
        assert len(gzip.compress(content, 9, mtime=0)) <= 45_000
        assert len(made[name, language].tags) <= 1_400
        for path in site:
            if path.startswith(f"{folder(name, language)}/page-"):
                rows = [row.count("<") - row.count("</") for row in site[path].decode().split("<tr>")]
                assert sum(rows) <= 1_400 or max(rows) > 1_250, path


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_thing_in_an_answer_has_a_name(name, made):
    for row in made[name, "en"].rows:
        assert all("https://w3id.org/foederis/id/" not in shown for _, shown in row)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_form_offers_what_gives_rows_by_a_name_that_the_program_takes(name, made, site, store):
    question = QUESTIONS[name]
    for parameter in question.parameters:
        offered = made[name, "nl"].options.get(parameter.name, [])
        listed = next((site[path] for path in site if path.startswith(f"q/{name}/values-{parameter.name}-")), b"")
        if listed:
            values = json.loads(listed.decode().removeprefix("foederis.values(...").removesuffix(");\n"))[1]
            offered = [
                {"value": names[2] if len(names) == 3 else names[0], "data-term": place} for place, *names in values
            ]
        tried = [one for one in offered if "data-term" in one][::20][:6]
        for one in tried:
            if parameter.type == "iri":
                assert queries.term(parameter, one["value"], store) == f"<https://w3id.org/foederis/{one['data-term']}>"
                if parameter.default == "UNDEF":
                    assert queries.ask(question, {parameter.name: one["value"]}, data=store).rows != ()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_command_on_a_page_gives_an_answer(name, made, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for language in ("en", "nl"):
        commands = [line for block in made[name, language].blocks["sh"] for line in block.splitlines()]
        for command in commands:
            program, *words = shlex.split(command)
            assert program == "foederis"
            code, out, err = run(*words)
            assert (code, err) == (0, ""), command
            assert out or (tmp_path / f"{name}.xlsx").stat().st_size, command


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_python_on_a_page_gives_the_rows_of_its_command(name, made, run):
    pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[test]'")
    (code,) = made[name, "en"].blocks["python"]
    names: dict[str, object] = {}
    exec(code, names)
    answer = names["answer"]
    assert len(answer) == len(answer.to_pandas()) > 0
    command = shlex.split(made[name, "en"].blocks["sh"][0].splitlines()[-2])[1:]
    _, out, _ = run(*command, "--format", "json")
    assert len(answer) == len(json.loads(out)["results"]["bindings"])


def of_language(told, language):
    """Return what a file of answers in both languages says in one: `textInDutch` is the `text` of a Dutch answer."""
    names = [one for one in told["head"]["vars"] if not one.endswith("InDutch") or one == "inDutch"]
    beside = {one: f"{one}InDutch" for one in names if f"{one}InDutch" in told["head"]["vars"] and language == "nl"}
    rows = [
        {one: row[beside.get(one, one)] for one in names if beside.get(one, one) in row}
        for row in told["results"]["bindings"]
    ]
    return {"head": {"vars": names}, "results": {"bindings": rows}}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_what_is_taken_along_is_the_answer(name, site, made, store):
    question = QUESTIONS[name]
    assert site[f"q/{name}/{name}.rq"].decode() == question.text
    for language in ("en", "nl"):
        root = folder(name, language)
        given = {"lang": language} if any(one.name == "lang" for one in question.parameters) else {}
        answer = queries.ask(question, given, data=store)
        taken = {
            link.rpartition(".")[2]: link
            for link in made[name, language].links
            if link.rpartition("/")[2].startswith(f"{name}.") and not link.partition("#")[0].endswith((".html", ".svg"))
        }
        assert {"csv", "json", "rq"} <= {*taken}
        for link in taken.values():
            assert os.path.normpath(f"{root}/{link}") in site
        told = json.loads(site[os.path.normpath(f"{root}/{taken['json']}")])
        assert of_language(told, language) == json.loads(data.plain_results(answer))
        assert len([*csv.reader(site[f"{root}/{name}.csv"].decode().splitlines(keepends=True))]) == 1 + len(answer.rows)


@pytest.mark.parametrize("name", ["scoreboard", "positions"])
def test_an_answer_is_cited_in_four_forms_with_version_and_digest(name, made):
    found = made[name, "nl"]
    (bibtex,), (ris,), (csl,) = (found.blocks[form] for form in ("bibtex", "ris", "csl-json"))
    assert CITED.digest in bibtex
    assert ris.startswith("TY  - DATA\n")
    assert ris.endswith("ER  - ")
    (told,) = json.loads(csl)
    assert told["version"] == "0.0.0"
    assert told["title"] == QUESTIONS[name].title_nl
    assert told["URL"] == f"https://w3id.org/foederis/id/question/{name}"


def test_an_answer_of_a_day_is_cited_with_that_day_so_that_it_stays_this_answer(made):
    found = made["commitment-status", "en"]
    day = QUESTIONS["commitment-status"].days["asof"]
    (csl,) = found.blocks["csl-json"]
    (told,) = json.loads(csl)
    assert told["title"] == f"{QUESTIONS['commitment-status'].title} (asof = {day})"
    assert told["URL"].endswith(f"/question/commitment-status?asof={day}")


def test_every_link_between_the_questions_leads_to_a_place_on_a_page(site):
    known = {path: read(content.decode()) for path, content in site.items() if path.endswith(".html")}
    for path, found in known.items():
        for link in found.links:
            parts = urlsplit(link)
            goal = os.path.normpath(Path(path).parent / unquote(parts.path)) if parts.path else path
            if not parts.scheme and goal.startswith(("q/", "nl/q/")):
                assert goal in site, (path, link)
                assert not parts.fragment or parts.fragment in known[goal].ids, (path, link)


def test_the_contents_list_every_question_view_and_chart_once(site):
    links = read(site["q/index.html"].decode()).links
    for name in QUESTIONS:
        assert links.count(f"{name}/index.html") == 1
    for name in (*queries.questions("views"), *queries.questions("charts")):
        assert links.count(f"../pictures/{name}/index.html") == 1


def test_the_file_for_an_endpoint_answers_on_a_store_that_only_loads_it(site, store, tmp_path):
    (block,) = read(site["q/index.html"].decode()).blocks["sh"]
    command = [sys.executable, *shlex.split(block)[1:]]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(rooms.root())}, check=True)
    endpoint = ox.Store()
    endpoint.bulk_load(path=tmp_path / "foederis.nq")
    for question in QUESTIONS.values():
        here, there = (Answer((), queries.ask(question, {}, data=data).rows) for data in (store, endpoint))
        assert here == there, question.name


def test_what_a_page_loads_when_it_is_wanted_is_named_by_what_it_holds(site):
    loaded = {
        os.path.normpath(Path(path).parent / source)
        for path, content in site.items()
        if path.endswith(".html")
        for source in re.findall(r'(?:data-src|<script src)="([^"]+)"', content.decode())
    }
    assert len(loaded) > 10
    for path in loaded:
        digest = hashlib.sha256(site[path]).hexdigest()[:10]
        assert path.endswith(f"-{digest}.js"), path


HOSTILE = 'a"b <script>x</script> <b>c</b> {{ 7 * 7 }} &amp; \n# e'


def test_no_text_of_a_question_or_an_answer_becomes_markup(store):
    told = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    question = replace(
        QUESTIONS["strategic-partners"],
        title=HOSTILE, title_nl=HOSTILE, summary=HOSTILE, group=HOSTILE, parameters=(), lists=(),
        text=f'SELECT ?x {{ BIND("{told}" AS ?x) }}',
    )  # fmt: skip
    asked = question_pages.Asked(store, Site([], "0.0.0"), CITED, {question.name: question}, {}, {question.name: {}})
    made = dict(question_pages.files(question, asked))
    for path in (f"q/{question.name}/index.html", f"nl/q/{question.name}/index.html"):
        found = read(made[path].decode())
        assert made[path].count(b"<script") == 1, "but the data of the page"
        assert b"<script>x" not in made[path]
        assert "b" not in found.tags
        assert found.text.count(HOSTILE) >= 3
        assert "49" not in found.text


def test_a_question_that_is_no_sparql_is_named_with_its_line(store, monkeypatch):
    broken = replace(QUESTIONS["who-signed"], text="SELECT ?x WHERE {\n ?x ?y }")
    monkeypatch.setattr(queries, "questions", lambda folder="": {"who-signed": broken})
    with pytest.raises(BadInput, match=r"queries/who-signed\.rq, line 2"):
        list(pages.questions(CITED, store, Site([], "0.0.0")))
