"""Validation: SHACL shapes and hygiene queries, reported in sentences that say how to mend."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding, graph, rooms, terms
from foederis.namespaces import FOED, RDF
from foederis.validate import engines, hygiene, queried, support, targets, wellformed
from foederis.validate.formats import to_json, to_junit, to_sarif, to_text
from foederis.validate.hygiene import name_of
from foederis.validate.report import SEVERITIES, Report, Result, key, rank
from foederis.validate.results import to_turtle

__all__ = [
    "SEVERITIES",
    "Report",
    "Result",
    "check_file",
    "name_of",
    "rank",
    "run",
    "standard_report",
    "steps",
    "to_json",
    "to_junit",
    "to_sarif",
    "to_text",
    "to_turtle",
]

THREADS = 4
"""How many hygiene queries are asked at once, at most: the engine takes one core beside them."""


def run(
    paths: Sequence[Path] = (),
    *,
    focus: str = "",
    shapes: Path | None = None,
    engine: str = "pyshacl",
    alone: bool = False,
    progress: Callable[[str], None] = lambda step: None,
    seconds: float | None = None,
    memory: int | None = None,
) -> Report:
    """Validate the graph, or the things described in your own files beside it.

    Args:
        paths: own files (.ttl, .trig, .nt, .nq); none: every layer shipped.
        focus: the IRI of one thing to report on; empty: all.
        shapes: a file of own shapes, used instead of those shipped.
        engine: `pyshacl`, or `shacl` (extra `fast`), which gives the same results.
        alone: check your own files without the graph beside them.
        progress: called with the name of each of the `steps()`.
        seconds: the time it may take; None: as long as it likes.
        memory: the bytes it may hold; None: as many as it likes, for shapes of your own with queries a quarter of the
            machine's memory.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        BadUse: the engine is not known, or not installed; a query in your own shapes may not be asked.
        EngineFailed: the engine failed, or took too much time or memory.
    """
    engines.check(engine)
    asks = shapes is not None and queried.has_queries(engines.read_shapes([shapes]))
    if asks or seconds is not None or memory is not None:
        # What runs a query of somebody else's may neither connect nor take all memory; it goes on without a bar.
        from foederis import limits  # costs a start what only this needs

        less = "Check what the shapes ask, or validate fewer things at once"
        more = f"{less}; or give --timeout SECONDS or --memory SIZE."
        most = limits.Limits(seconds, memory, what="validation", where=engine, remedy=more, dead=f"{less}.")
        return limits.run(most, _run, paths, focus, shapes, engine, alone)
    return _run(paths, focus, shapes, engine, alone, progress)


def _run(
    paths: Sequence[Path],
    focus: str,
    shapes: Path | None,
    engine: str,
    alone: bool,
    progress: Callable[[str], None] = lambda step: None,
) -> Report:
    progress("reading")
    beside = [] if alone else graph.files()
    files = [*beside, *paths]
    known = _Known(beside, paths)
    # Own files can be large: they are read twice rather than held. Never the quads of the store, which writes numbers
    # and dates in one form.
    quads: Iterable[ox.Quad] = [] if paths else list(known.read())
    store = hygiene.store_of(known.read() if paths else quads)
    progress("shapes")
    rules = shape_files(shapes)
    parsed, spaces = engines.read_shapes(rules), engines.prefixes(rules)
    own = bool(paths) and not alone
    count, held = targets.held(parsed, store, spaces, engine)
    if held is None:
        probes = targets.probes(parsed)
        found = engines.findings(graph.quads(files) if paths else quads, probes, spaces, engine)
        held = {result.focus for result in found if result.shape == targets.PROBE}
    checks = [] if shapes else hygiene.queries()
    data = graph.quads(files) if paths else quads
    results = _found(lambda: engines.findings(data, parsed, spaces, engine), checks, store, progress)
    kept = [result for result in results if not focus or result.focus == focus]
    if own:
        kept = _own(kept, known, lambda: _shipped(parsed, spaces, engine, checks))
    lines = _lines({known.owner(result.focus, store) for result in kept}, known.where)
    placed = [_placed(result, known, lines, store) for result in kept]
    placed.sort(key=_order)
    looked = known.described if own else known.where.keys()
    things = len(looked & {focus}) if focus else len(looked)
    notes = tuple(
        f"the shapes import {iri}, which was not read: give its shapes in the file" for iri in support.imports(parsed)
    )
    notes += tuple(
        f"the data name {iri} as their shapes (sh:shapesGraph), which was not read: give them with --shapes FILE"
        for iri in support.graphs_of_shapes(store, shapes)
    )
    notes += tuple(wellformed.notes(parsed))
    found_in = {result.focus for result in kept}
    held = {thing for thing in held if not own or known.is_told(thing) or thing in found_in}
    held &= {focus} if focus else held
    return Report(tuple(placed), len(rules), len(checks), things, count, len(held), notes=notes)


def _order(result: Result) -> tuple[object, ...]:
    return (-rank(result.severity), result.file, result.line, result.focus, result.path, result.message, result.value,
            result.component, result.shape, result.severity)  # fmt: skip


def _own(results: list[Result], known: "_Known", shipped: Callable[[], set[Result]]) -> list[Result]:
    """Return what is found in own files beside the graph: on what they describe, and what is not there without them.

    That is so for things that they only mention, and for things that nobody describes; `shipped` tells what is there
    without them.
    """
    sure = [result for result in results if known.is_own(result.focus)]
    asked = [
        result
        for result in results
        if not known.is_own(result.focus) and (result.focus in known.mentioned or result.focus not in known.where)
    ]
    without = shipped() if asked else set()
    return sure + [result for result in asked if result not in without]


def _shipped(shapes: Sequence[ox.Quad], spaces: dict[str, str], engine: str, checks: Sequence[Path]) -> set[Result]:
    quads = list(graph.quads())
    return set(_found(lambda: engines.findings(quads, shapes, spaces, engine), checks, hygiene.store_of(quads)))


def _found(
    by_shapes: Callable[[], list[Result]],
    checks: Sequence[Path],
    store: ox.Store,
    progress: Callable[[str], None] = lambda step: None,
) -> list[Result]:
    """Return what shapes and hygiene queries find; the store answers several queries at once, beside the engine."""
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        asked = [pool.submit(hygiene.check, query, store) for query in checks]
        results = by_shapes()
        for query, answer in zip(checks, asked, strict=True):
            progress(query.stem)
            results += answer.result()
    return results


def standard_report(paths: Sequence[Path], shapes: Path | None = None, engine: str = "pyshacl") -> tuple[bool, str]:
    """Return whether your own files, without the graph, conform to shapes, and the engine's own results as Turtle.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine failed.
    """
    report = run(paths, shapes=shapes, engine=engine, alone=True)
    return report.conforms, to_turtle(report)


def shape_files(shapes: Path | None = None) -> list[Path]:
    """Return the file of own shapes, or those shipped."""
    return [shapes] if shapes else sorted(rooms.room("validate").glob("*.ttl"))


def steps(shapes: Path | None = None) -> int:
    """Return how many steps a run has, for a progress bar."""
    return 2 + (0 if shapes else len(hygiene.queries()))


class _Known:
    """What is read: which file describes each thing, and what own files describe or only mention."""

    def __init__(self, beside: Sequence[Path], own: Sequence[Path]) -> None:
        self._files = [*beside, *own]
        self._beside = len(beside)
        self.where: dict[str, Path] = {}
        self.described: set[str] = set()
        self.mentioned: set[str] = set()
        self.objects: set[str] = set()

    def read(self) -> Iterator[ox.Quad]:
        """Yield all quads, and take note of them."""
        for number, path in enumerate(self._files):
            quads = graph.file_quads(path, number)
            yield from self._note_own(quads, path) if number >= self._beside else self._note_shipped(quads, path)

    def _note_shipped(self, quads: Iterable[ox.Quad], path: Path) -> Iterator[ox.Quad]:
        where = self.where
        for quad in quads:
            thing = key(quad.subject)
            if thing not in where or quad.predicate == _A:
                where[thing] = path
            yield quad

    def _note_own(self, quads: Iterable[ox.Quad], path: Path) -> Iterator[ox.Quad]:
        where, beside = self.where, self._beside
        for quad in quads:
            thing = key(quad.subject)
            self.described.add(thing)
            if beside:
                value = key(quad.object)
                is_told = isinstance(quad.object, ox.NamedNode) and value in where
                (self.mentioned if is_told else self.objects).add(value)
            where[thing] = path
            yield quad

    def is_own(self, thing: str) -> bool:
        """Tell whether own files describe a thing."""
        return thing in self.described

    def is_told(self, thing: str) -> bool:
        """Tell whether own files describe a thing, or alone tell of it as a value."""
        return thing in self.described or (thing in self.objects and thing not in self.where)

    def owner(self, thing: str, store: ox.Store) -> str:
        """Return the thing with an IRI that a blank node belongs to, else the node itself."""
        seen = set()
        while thing.startswith("_:") and thing not in seen:
            seen.add(thing)
            above = sorted(key(q.subject) for q in store.quads_for_pattern(None, None, ox.BlankNode(thing[2:]), None))
            thing = above[0] if above else thing
        return thing


def _label(focus: str, known: _Known, store: ox.Store) -> str:
    """Return what a reader calls a blank node: what it is, and what it belongs to."""
    node = ox.BlankNode(focus[2:])
    kinds = sorted({terms.short(terms.value(q.object)) for q in store.quads_for_pattern(node, _A, None, None)})
    above = sorted({(key(q.subject), q.predicate.value) for q in store.quads_for_pattern(None, None, node, None)})
    kind = f" ({', '.join(kinds)})" if kinds else ""
    if not above:
        return f"a blank node{kind}"
    thing, name = above[0]
    whole = hygiene.name_of(thing, store) if not thing.startswith("_:") else "a blank node"
    owner = known.owner(thing, store)
    inside = f" in {hygiene.name_of(owner, store)}" if owner != thing else ""
    return f"a blank node{kind}, the {terms.short(name)} of {whole}{inside}"


def _placed(result: Result, known: _Known, lines: dict[str, int], store: ox.Store) -> Result:
    path = known.where.get(result.focus)
    passages = _passages(result.focus, store) if result.focus.startswith("http") else set()
    label = _label(result.focus, known, store) if result.focus.startswith("_:") else ""
    result = replace(result, passages=tuple(sorted(passages)), label=label)
    if path is None:
        return result
    root = rooms.root()
    shown = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
    shown = shown.encode("utf-8", "backslashreplace").decode()  # the name of a file need not be text
    return replace(result, file=shown, line=lines.get(known.owner(result.focus, store), 0))


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
        with path.open(encoding="utf-8-sig", errors="replace") as text:
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
_A = ox.NamedNode(_TYPE)


def check_file(path: Path) -> None:
    """Refuse a file that is not there, before anything else is read.

    Raises:
        BadInput: there is no such file.
    """
    encoding.check_file(path)
