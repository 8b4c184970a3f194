"""Validation: SHACL shapes and hygiene queries, reported in sentences that say how to mend."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, rooms, terms
from foederis.errors import BadInput
from foederis.namespaces import FOED, RDF
from foederis.validate import engines, hygiene
from foederis.validate.formats import to_json, to_junit, to_sarif, to_text, to_turtle
from foederis.validate.hygiene import name_of
from foederis.validate.report import SEVERITIES, Report, Result

__all__ = [
    "SEVERITIES",
    "Report",
    "Result",
    "check_file",
    "name_of",
    "run",
    "standard_report",
    "steps",
    "to_json",
    "to_junit",
    "to_sarif",
    "to_text",
    "to_turtle",
]


def run(
    paths: Sequence[Path] = (),
    *,
    focus: str = "",
    shapes: Path | None = None,
    engine: str = "pyshacl",
    alone: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> Report:
    """Validate the graph, or the things described in your own files beside it.

    Args:
        paths: own files (.ttl, .trig, .nt, .nq); none: every layer shipped.
        focus: the IRI of one thing to report on; empty: all.
        shapes: a file of own shapes, used instead of those shipped.
        engine: `pyshacl`, or `shacl` (extra `fast`), which gives the same results.
        alone: check your own files without the graph beside them.
        progress: called with the name of each of the `steps()`.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine failed.
    """
    progress("reading")
    where: dict[str, Path] = {}
    files = [*([] if alone else graph.files()), *paths]
    # Own files can be large: they are read twice rather than held. Never the quads of the store, which writes numbers
    # and dates in one form.
    quads: Iterable[ox.Quad] = [] if paths else list(_read(files, set(paths), where))
    store = hygiene.store_of(_read(files, set(paths), where) if paths else quads)
    mine = {iri for iri, path in where.items() if path in paths} if paths and not alone else None
    if focus:
        mine = {focus} if mine is None else mine & {focus}
    progress("shapes")
    rules = shape_files(shapes)
    results = engines.findings(graph.quads(files) if paths else quads, rules, engine) if mine is None or mine else []
    checks = [] if shapes else hygiene.queries()
    for query in checks:
        progress(query.stem)
        results += hygiene.check(query, store)
    kept = [result for result in dict.fromkeys(results) if mine is None or result.focus in mine]
    lines = _lines({result.focus for result in kept}, where)
    placed = [_placed(result, where, lines, store) for result in kept]
    placed.sort(key=lambda r: (-SEVERITIES.index(r.severity), r.file, r.line, r.focus, r.path, r.message))
    things = len(mine) if mine is not None else len(where)
    return Report(tuple(placed), len(rules), len(checks), things)


def standard_report(paths: Sequence[Path], shapes: Path | None = None, engine: str = "pyshacl") -> tuple[bool, str]:
    """Return whether your own files, without the graph, conform to shapes, and the engine's own report as Turtle.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine failed.
    """
    return engines.report(graph.quads(paths), shape_files(shapes), engine)


def shape_files(shapes: Path | None = None) -> list[Path]:
    """Return the file of own shapes, or those shipped."""
    return [shapes] if shapes else sorted(rooms.room("validate").glob("*.ttl"))


def steps(shapes: Path | None = None) -> int:
    """Return how many steps a run has, for a progress bar."""
    return 2 + (0 if shapes else len(hygiene.queries()))


def _read(files: Sequence[Path], own: Set[Path], where: dict[str, Path]) -> Iterator[ox.Quad]:
    """Yield the quads of files, and note in `where` which file describes each subject."""
    for path in files:
        for quad in graph.quads([path]):
            if isinstance(quad.subject, ox.NamedNode):
                iri = quad.subject.value
                if path in own or iri not in where or quad.predicate.value == _TYPE:
                    where[iri] = path
            yield quad


def _placed(result: Result, where: dict[str, Path], lines: dict[str, int], store: ox.Store) -> Result:
    path = where.get(result.focus)
    passages = _passages(result.focus, store) if result.focus.startswith("http") else set()
    if path is None:
        return replace(result, passages=tuple(sorted(passages)))
    root = rooms.root()
    shown = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
    return replace(result, passages=tuple(sorted(passages)), file=shown, line=lines.get(result.focus, 0))


def _passages(iri: str, store: ox.Store) -> set[str]:
    """Return the passages whose graph describes a thing; for what we conclude, those that are its evidence."""
    quads = list(store.quads_for_pattern(ox.NamedNode(iri), None, None, None))
    stated = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    evidence = {terms.value(quad.object) for quad in quads if quad.predicate.value == FOED + "evidence"}
    return {one for one in stated if "/id/passage/" in one} or {one for one in evidence if "/id/passage/" in one}


def _lines(things: Set[str], where: dict[str, Path]) -> dict[str, int]:
    """Return the line on which each thing is described; without those where it cannot be told (parsers do not say)."""
    found: dict[str, int] = {}
    for path in {where[iri] for iri in things if iri in where}:
        names: dict[str, list[str]] = {}
        for iri in things:
            if where.get(iri) == path:
                names.setdefault(re.split(r"[/#]", iri)[-1], []).append(iri)
        with path.open(encoding="utf-8") as text:
            for number, line in enumerate(text, 1):
                match = _SUBJECT.match(line)
                if match is None:
                    continue
                whole, local = match.groups()
                for iri in [whole] if whole in things else names.get(local, ()) if local else ():
                    found.setdefault(iri, number)
    return found


_SUBJECT = re.compile(r"\s*(?:<([^>]*)>|[\w-]*:([^\s]*))(?:\s|$)")
_TYPE = RDF + "type"


def check_file(path: Path) -> None:
    """Refuse a file that is not there, before anything else is read.

    Raises:
        BadInput: there is no such file.
    """
    if not path.is_file():
        raise BadInput("there is no such file", str(path), "Check the path.")
