"""The explorer's scripts as built, the graph they ask, and their engine run in Node as a page runs it."""

import functools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from foederis import graph, templates
from foederis.answers import columns
from foederis.graph import serialisation
from foederis.publish import catalogue, metadata
from foederis.queries import Question, Term, questions
from foederis.site import assets, citations, copies, evidence, forms, pictures, question, reading, things, told
from foederis.site.assets import Assets
from foederis.site.wording import LANGUAGES

HERE = Path(__file__).parent
needs_scripts = pytest.mark.skipif(
    not (assets.FOLDER / "engine.js").is_file(), reason="the explorer's scripts are not built: make web (needs Node 20)"
)
needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node is not here")


@functools.cache
def made() -> Assets:
    """Return the assets of the real graph; packing it takes seconds."""
    quads = metadata.quads()
    texts = {"described": columns.all_described(graph.store())}
    return assets.assets(serialisation.text(quads, "trig", serialisation.names(quads)), texts=texts)


def engine(messages: Sequence[tuple[str, dict[str, Any]]]) -> tuple[list[dict[str, Any]], list[float]]:
    """Send messages to the worker's program in Node; return its answers, and the times of start and of each (ms)."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in ("engine.js", "data.js"):
            path = Path(folder, name)
            path.write_bytes(made().files[made().hrefs[name]])
            paths.append(str(path))
        done = subprocess.run(
            ["node", str(HERE / "engine.mjs")], input=json.dumps({"assets": paths, "messages": messages}), text=True,
            capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    return told["answers"][1:], told["times"]


def results(answer: dict[str, Any]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the variables and the rows of an answer of the worker, terms as SPARQL writes them, empty where open."""
    assert "failed" not in answer, answer["failed"]
    told = json.loads(answer["found"]["json"])
    names = tuple(told["head"]["vars"])
    return names, [tuple(_term(row.get(name)) for name in names) for row in told["results"]["bindings"]]


def _term(told: dict[str, str] | None) -> str:
    if told is None:
        return ""
    if told["type"] == "uri":
        return str(ox.NamedNode(told["value"]))
    if "xml:lang" in told:
        return str(ox.Literal(told["value"], language=told["xml:lang"]))
    kind = told.get("datatype")
    return str(ox.Literal(told["value"], datatype=ox.NamedNode(kind)) if kind else ox.Literal(told["value"]))


def written(row: Sequence[Term]) -> tuple[str, ...]:
    """Return a row of an answer with its terms as SPARQL writes them."""
    return tuple("" if cell is None else str(cell) for cell in row)


def listed(question: Question, names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows with the cells that are lists in one order, which SPARQL leaves open."""
    lists = {at for at, name in enumerate(names) if name in question.lists}
    return [tuple(_sorted(cell) if at in lists else cell for at, cell in enumerate(row)) for row in rows]


def _sorted(cell: str) -> str:
    return f'"{" ".join(sorted(set(cell.strip(chr(34)).split())))}"' if cell else cell


def pages(
    folder: Path, names: Sequence[str] = (), documents: bool = False, paths: Sequence[str] = (),
    drawn: Sequence[str] = (),
) -> Path:  # fmt: skip
    """Write the pages of questions (all where none is named) with the scripts and the style into a folder.

    With them those of the parts of documents, where they are wanted, those of the things at paths, and the
    Dutch ones of pictures that are named.
    """
    data = graph.store()
    quads = metadata.quads()
    catalogued = ox.parse(catalogue.whole(), format=ox.RdfFormat.TRIG)
    site = things.Site([*quads, *sorted(catalogued, key=serialisation.order)], "0", "0" * 64)
    sections = reading.sections(data)
    passages = {language: evidence.passages(data, language) for language in LANGUAGES}
    site.sections = reading.placed(sections, passages["en"])
    texts = assets.with_evidence((one.iri for one in sections), things.TWINS, columns.all_described(data))
    known_of = copies.offered(site, passages)
    loaded = assets.assets(
        serialisation.text(quads, "trig", serialisation.names(quads)), texts=texts, copies=copies.beside(site, data)
    )
    site.assets = loaded.hrefs
    known = {name: one for name, one in questions().items() if not names or name in names}
    offered = {name: forms.offered(one, data) for name, one in known.items()}
    cited = citations.Cited(("x",), "x", "0", "2026-01-01", "0" * 64)
    asked = question.Asked(data, site, cited, questions(), {}, offered)
    made = {**loaded.files, **known_of, "style.css": templates.style().encode(), "icon.svg": templates.icon().encode()}
    for one in known.values():
        made |= question.files(one, asked)
    for name in drawn:
        made |= pictures.files(name, "nl", pictures.Shown(site, cited, {}))
    if documents:
        made |= reading.files(site, data, sections, passages)
    for path in paths:
        made[f"{path}.html"] = told._page(site, things.SPACE + path, path).encode()
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
