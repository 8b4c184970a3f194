"""Validation: SHACL shapes and hygiene queries, reported in sentences that say how to mend."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, rooms
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
    progress: Callable[[str], None] = lambda step: None,
) -> Report:
    """Validate the graph, or the things described in your own files beside it.

    Args:
        paths: own files (.ttl, .trig, .nt, .nq); none: every layer shipped.
        focus: the IRI of one thing to report on; empty: all.
        shapes: a file of own shapes, used instead of those shipped.
        engine: `pyshacl`, or `shacl` (extra `fast`), which gives the same results.
        progress: called with the name of each step.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine failed.
    """
    progress("reading")
    where: dict[str, Path] = {}
    named: list[ox.Quad] = []
    for path in [*graph.files(), *paths]:
        for quad in graph.quads([path]):
            named.append(quad)
            if isinstance(quad.subject, ox.NamedNode):
                describes = quad.predicate.value == RDF + "type"
                if path in paths or describes or quad.subject.value not in where:
                    where[quad.subject.value] = path
    mine = {iri for iri, path in where.items() if path in paths} if paths else None
    if focus:
        mine = {focus} if mine is None else mine & {focus}
    progress("shapes")
    files = [shapes] if shapes else sorted(rooms.room("validate").glob("*.ttl"))
    results = engines.findings(named, files, engine) if mine is None or mine else []
    progress("hygiene")
    store = hygiene.store_of(named)
    checks = [] if shapes else hygiene.queries()
    for query in checks:
        results += hygiene.check(query, store)
    results = [result for result in results if mine is None or result.focus in mine]
    placed = [_placed(result, where, store) for result in dict.fromkeys(results)]
    placed.sort(key=lambda r: (-SEVERITIES.index(r.severity), r.file, r.line, r.focus, r.path, r.message))
    things = len(mine) if mine is not None else len({q.subject for q in named})
    return Report(tuple(placed), len(files), len(checks), things)


def _placed(result: Result, where: dict[str, Path], store: ox.Store) -> Result:
    path = where.get(result.focus)
    passages = _passages(result.focus, store) if result.focus.startswith("http") else set()
    if path is None:
        return replace(result, passages=tuple(sorted(passages)))
    root = rooms.root()
    shown = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
    return replace(result, passages=tuple(sorted(passages)), file=shown, line=_line(path, result.focus))


def _passages(iri: str, store: ox.Store) -> set[str]:
    """Return the passages whose graph describes a thing; for what we conclude, those that are its evidence."""
    quads = list(store.quads_for_pattern(ox.NamedNode(iri), None, None, None))
    stated = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    evidence = {_named(quad.object) for quad in quads if quad.predicate.value == FOED + "evidence"}
    return {one for one in stated if "/id/passage/" in one} or {one for one in evidence if "/id/passage/" in one}


def _named(term: object) -> str:
    return str(getattr(term, "value", ""))


def _line(path: Path, iri: str) -> int:
    """Return the line on which a subject is described, 0 when it cannot be told (RDF parsers do not say)."""
    local = re.escape(re.split(r"[/#]", iri)[-1])
    pattern = re.compile(rf"^\s*(?:<{re.escape(iri)}>|[\w-]*:{local})(?:\s|$)")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if pattern.match(line):
            return number
    return 0


def check_file(path: Path) -> None:
    """Refuse a file that is not there, before anything else is read.

    Raises:
        BadInput: there is no such file.
    """
    if not path.is_file():
        raise BadInput("there is no such file", str(path), "Check the path.")
