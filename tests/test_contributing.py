"""CONTRIBUTING.md: every example is tried in a copy of the rooms, and shows up where a reader would look for it."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import rooms

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
_BLOCK = re.compile(r"(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./-]+\.(?:trig|ttl|rq|toml|csv|txt))`")
_NOT_RUN = re.compile(r"<!-- not run: (.+?) -->\s*$")
WRITTEN = ("turtle", "sparql", "toml", "csv", "text")
PREFIX = re.compile(r"^@prefix .*$", re.MULTILINE)

# What the commands of each section print, or write into a file they are told to write: the addition, by its own words.
SHOWN = {
    "A fact from a document": ["The European Parliament is a good partner."],
    "A coding": ["rec7.p1.s2-2"],
    "A fact from another source": ["Northern Group"],
    "A question": ["wales-summit", "gebeurtenis", "datum"],
    "A view": ["addressee", "<svg"],
    "A chart": ["How things are put", "<svg"],
    "A code": ["It holds for a part."],
    "A link": ["http://www.wikidata.org/entity/Q4115189"],
    "A document": ["EX-2020-1", "view.p1.s2"],
}


@dataclass(frozen=True)
class Block:
    """A fenced block: its section, language and text, the file named last before it, and why it is not run, if so."""

    section: str
    language: str
    text: str
    file: str
    not_run: str


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found = []
    for match in _BLOCK.finditer(page):
        before = page[: match.start()]
        section = re.findall(r"^## (.+)$", before, re.MULTILINE)[-1]
        prose = _BLOCK.sub("", before.rsplit(f"\n## {section}\n", 1)[-1])
        reason = _NOT_RUN.search(before)
        text = re.sub(rf"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
        files = _FILE.findall(prose)
        found.append(Block(section, match["language"], text, files[-1] if files else "", reason[1] if reason else ""))
    return found


BLOCKS = blocks(PAGE.read_text(encoding="utf-8"))
TRIED = [block for block in BLOCKS if not block.not_run]


def added(path: Path, text: str) -> None:
    """Add a block to a file as a contributor would: at its end, or as a new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") + "\n" if path.is_file() else ""
    path.write_text(old + text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the rooms, in which every block that is content has been added."""
    place = tmp_path_factory.mktemp("contributing")
    for name in rooms.NAMES:
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "tests" / "expected" / "reasons.toml", place / "reasons.toml")
    for block in TRIED:
        if block.language in WRITTEN:
            added(place / ("reasons.toml" if block.file.endswith("reasons.toml") else block.file), block.text)
    return place


@pytest.fixture(scope="module")
def call(copy: Path):
    """Return a function that runs a command of the page in the copy."""
    programs = {"foederis": [sys.executable, "-m", "foederis"], "python": [sys.executable]}
    settings = {
        **os.environ,
        "FOEDERIS_ROOMS": str(copy),
        "FOEDERIS_CACHE": str(copy / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    settings.pop("FOEDERIS_SOURCES", None)

    def run(line: str) -> subprocess.CompletedProcess[str]:
        program, *arguments = shlex.split(line)
        command = [*programs[program], *arguments]
        return subprocess.run(command, cwd=copy, env=settings, text=True, capture_output=True, check=False)

    return run


@pytest.fixture(scope="module")
def printed(copy: Path, call) -> dict[str, str]:
    """Run every command of the page, and return by section what was printed or written."""
    found: dict[str, str] = {}
    # What writes into the rooms goes first, so that the graph is loaded once.
    lines = [(block.section, line) for block in TRIED if block.language == "sh" for line in block.text.splitlines()]
    for section, line in sorted(lines, key=lambda one: not one[1].startswith("python -m foederis.generate")):
        done = call(line)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        made = copy / line.rpartition(" -o ")[2] if " -o " in line else None
        files = [made] if made and made.is_file() else list(copy.glob(f"{made.stem}*")) if made else []
        assert made is None or files, line
        found[section] = found.get(section, "") + done.stdout + "".join(f.read_text(encoding="utf-8") for f in files)
    return found


def test_every_block_is_run_or_says_why_not():
    assert len(TRIED) > 20
    for block in BLOCKS:
        assert block.language in (*WRITTEN, "sh"), f"{block.section}: a block of '{block.language}' is not run"
        assert block.language == "sh" or block.file or block.not_run, f"{block.section}: name its file before the block"
    assert len(re.findall(r"^ *```", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == 2 * len(BLOCKS)


def test_there_is_an_example_of_each_kind_of_addition():
    kinds = {block.file.split("/")[0] + "/" + block.file.split("/")[1] for block in TRIED if "/" in block.file}
    for kind in ("graph/sources", "graph/codings", "graph/background", "graph/links", "graph/reference", "tests/cases"):
        assert kind in kinds
    places = {Path(block.file).parent.as_posix() for block in TRIED}
    assert {"queries", "queries/views", "queries/charts", "validate", "validate/hygiene", "ontology"} <= places


def test_with_all_additions_the_graph_is_valid(call, printed):
    done = call("foederis validate")
    assert done.returncode == 0, done.stdout
    assert "ok: 0 violations" in done.stdout


def test_what_was_added_shows_in_an_answer(printed):
    assert {block.section for block in TRIED if block.language == "sh"} == set(SHOWN)
    for section, wanted in SHOWN.items():
        for text in wanted:
            assert text in printed[section], (section, printed[section])


@pytest.fixture(scope="module")
def rejected(copy: Path, call, printed) -> list[dict]:
    """Return what validation finds in the bad cases of the page, and in two of its examples with one thing wrong."""
    fact, link = (
        next(block for block in TRIED if block.section == section and block.file)
        for section in ("A fact from a document", "A link")
    )
    wrong = {
        "no-holder.trig": (fact, fact.text.replace("        foed:holder actor:nl-cabinet ;\n", "").replace("-2", "-3")),
        "not-counted.trig": (link, link.text.replace("triples 1", "triples 2").replace("-example", "-wrong")),
    }
    for name, (block, text) in wrong.items():
        heads = PREFIX.findall((copy / block.file).read_text(encoding="utf-8"))
        (copy / name).write_text("\n".join([*heads, text]), encoding="utf-8")
        assert list(ox.parse(path=copy / name, format=ox.RdfFormat.TRIG))
    paths = [*sorted((copy / "tests" / "cases" / "bad").glob("*.trig")), *(copy / name for name in wrong)]
    done = call(f"foederis validate --format json {shlex.join(str(path) for path in paths)}")
    assert done.returncode == 1
    return json.loads(done.stdout)["results"]


def test_each_case_of_a_rule_is_rejected_for_the_reason_it_names(copy, rejected):
    cases = sorted((copy / "tests" / "cases" / "bad").glob("*.trig"))
    assert len(cases) == 2
    for case in cases:
        shape, _, name = case.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").partition(" ")
        found = [one for one in rejected if Path(one["file"]).name == case.name]
        local = name.partition(":")[2]
        assert any(one["shape"].endswith(shape) and one["path"].endswith(local) for one in found), (case.name, found)


@pytest.mark.parametrize(
    ("name", "shape"), [("no-holder.trig", "StatementShape"), ("not-counted.trig", "linkset-count")]
)
def test_an_example_with_one_thing_wrong_is_rejected(name, shape, rejected):
    found = [one["shape"] for one in rejected if Path(one["file"]).name == name]
    assert any(one.endswith(shape) for one in found), found


def test_the_golden_answer_of_the_question_is_its_answer(copy, call, printed):
    text = (copy / "tests" / "expected" / "events.csv").read_text(encoding="utf-8")
    values = re.findall(r"^# with: (.+)$", text, re.MULTILINE)
    want = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    done = call(f"foederis ask events {' '.join(values)} --format csv")
    got = [{key: row[key].rsplit("/", 1)[-1] for key in want[0]} for row in csv.DictReader(done.stdout.splitlines())]
    assert got == want


def test_the_case_of_the_question_is_right(call, printed):
    done = call("foederis ask events event=Brexitt")
    block = next(block for block in TRIED if block.file == "queries/events.rq")
    says = re.search(r'says: \["(.+?)", "(.+?)"\]', block.text)
    first, second = done.stderr.splitlines()
    assert done.returncode == 2
    assert says[1] in first
    assert says[2] in second


@pytest.mark.parametrize(
    "path",
    [PAGE, ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_every_link_of_a_page_leads_to_a_file(path):
    for link in re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link
