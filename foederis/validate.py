"""Validation: SHACL shapes (pySHACL) and hygiene queries, reported in sentences that say how to mend."""

import json
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from foederis import graph, rooms
from foederis.errors import BadInput, EngineFailed
from foederis.namespaces import FOED, ID, PREFIXES, RDF

if TYPE_CHECKING:
    import rdflib

SEVERITIES = ("info", "warning", "violation")
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True)
class Result:
    """One finding: which thing, through which property and value, what is wrong and the remedy, and where."""

    severity: str
    focus: str
    path: str
    value: str
    message: str
    shape: str
    passages: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Report:
    """All findings of a validation, and how much was checked."""

    results: tuple[Result, ...]
    shapes: int
    queries: int
    things: int

    @property
    def conforms(self) -> bool:
        """Return SHACL's own word: there is no finding of any severity."""
        return not self.results

    def ok(self, fail_on: str = "violation") -> bool:
        """Tell whether no finding is as severe as `fail_on` or more."""
        return not any(SEVERITIES.index(r.severity) >= SEVERITIES.index(fail_on) for r in self.results)


def run(
    paths: Sequence[Path] = (),
    *,
    focus: str = "",
    shapes: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Report:
    """Validate the graph, or the things described in your own files beside it.

    Args:
        paths: own files (.ttl, .trig, .nt, .nq); none: every layer shipped.
        focus: the IRI of one thing to report on; empty: all.
        shapes: a file of own shapes, used instead of those shipped.
        progress: called with the name of each step.

    Raises:
        BadInput: a file cannot be read or is not well formed.
        EngineFailed: pySHACL failed.
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
    results = _shacl([q for q in named if q.graph_name != graph.ONTOLOGY_GRAPH], named, files, mine)
    progress("hygiene")
    store = ox.Store()
    store.bulk_extend(named)
    store.bulk_extend(
        ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph())
        for t in {ox.Triple(q.subject, q.predicate, q.object) for q in named}
    )
    checks = [] if shapes else sorted((rooms.room("validate") / "hygiene").glob("*.rq"))
    for check in checks:
        results += [r for r in _hygiene(check, store) if mine is None or r.focus in mine]
    placed = [_placed(result, where, store) for result in dict.fromkeys(results)]
    placed.sort(key=lambda r: (-SEVERITIES.index(r.severity), r.file, r.line, r.focus, r.path, r.message))
    things = len(mine) if mine is not None else len({q.subject for q in named})
    return Report(tuple(placed), len(files), len(checks), things)


def _graph_of(quads: Iterable[ox.Quad]) -> "rdflib.Graph":
    import rdflib

    result = rdflib.Graph()
    known: dict[object, rdflib.term.Node] = {}
    for quad in quads:
        result.add(graph.rdflib_triple(quad, known))
    return result


def _shacl(data: list[ox.Quad], named: list[ox.Quad], files: Sequence[Path], mine: set[str] | None) -> list[Result]:
    import pyshacl
    import rdflib

    # OWL axioms slow pySHACL hundreds of times and are not what is checked; the code lists are needed for sh:class.
    codes = [q for q in named if q.graph_name == graph.ONTOLOGY_GRAPH and _is_code(q)]
    target = _graph_of([*data, *codes])
    shapes = _graph_of(quad for path in files for quad in graph.parse(path))
    if mine is not None and not mine:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Not with focus_nodes: pySHACL 0.40 then also leaves out the values that nested shapes look at.
            _, report, text = pyshacl.validate(target, shacl_graph=shapes, inference="none")
    except Exception as error:  # pySHACL raises many kinds for a shapes file it cannot use
        raise EngineFailed(
            f"pySHACL failed: {str(error).splitlines()[0]}", "shapes", "Check the shapes file."
        ) from error
    if not isinstance(report, rdflib.Graph):
        raise EngineFailed("pySHACL gave no report", "shapes", str(text).splitlines()[0])
    sh = rdflib.Namespace(_SH)
    results = []
    for node in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        severity = str(report.value(node, sh.resultSeverity)).removeprefix(_SH).lower()
        messages = {getattr(m, "language", None): str(m) for m in report.objects(node, sh.resultMessage)}
        source = report.value(node, sh.sourceShape)
        owner = next(shapes.subjects(sh.property, source), source)
        focus = str(report.value(node, sh.focusNode))
        if mine is not None and focus not in mine:
            continue
        path = report.value(node, sh.resultPath)
        value = report.value(node, sh.value)
        results.append(
            Result(
                severity,
                focus,
                str(path) if isinstance(path, rdflib.URIRef) else "",
                "" if value is None else str(value),
                messages.get("en") or next(iter(messages.values()), ""),
                str(owner).removeprefix(FOED),
            )
        )
    return results


def _is_code(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.NamedNode) and "/id/concept/" in quad.subject.value


def _hygiene(path: Path, store: ox.Store) -> list[Result]:
    import yaml

    text = path.read_text(encoding="utf-8")
    head = yaml.safe_load("\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("#+")))
    found = []
    for row in store.query(text, prefixes=PREFIXES):  # type: ignore[union-attr]
        focus, where, value = (getattr(row[name], "value", "") for name in ("focus", "path", "value"))
        message = f"{head['message_en']}. {_upper(head['remedy_en'])}.".replace("{value}", name_of(value, store))
        found.append(Result("violation", focus, where, value, _upper(message), f"hygiene/{path.stem}"))
    return found


def _upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def name_of(iri: str, store: ox.Store) -> str:
    """Return what a report calls a thing: its English name with its short IRI, or the value itself."""
    if not iri.startswith("http"):
        return iri
    found = graph.label(store, iri, "en")
    short = iri.removeprefix(ID).removeprefix(FOED)
    return f"{found.text} ({short})" if found and found.text != short else short


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


def to_json(report: Report, fail_on: str) -> str:
    """Return a report as JSON: `conforms` (SHACL's own), `ok` (by `fail_on`) and the results."""
    rows = [
        {
            "severity": r.severity,
            "focus": r.focus,
            "path": r.path,
            "value": r.value,
            "message": r.message,
            "shape": r.shape,
            "passages": list(r.passages),
            "file": r.file,
            "line": r.line,
        }
        for r in report.results
    ]
    return (
        json.dumps(
            {"conforms": report.conforms, "ok": report.ok(fail_on), "results": rows}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def to_text(report: Report, fail_on: str, names: Callable[[str], str] = lambda iri: iri) -> str:
    """Return a report as sentences, grouped by file: which thing, what is wrong, where and how to mend it."""
    lines: list[str] = []
    last = ""
    for r in report.results:
        if r.file != last:
            last = r.file
            lines += ["", r.file or "(not described in any file)"]
        place = f"line {r.line}: " if r.line else ""
        where = f" [{', '.join(p.rsplit('/', 1)[-1] for p in r.passages)}]" if r.passages else ""
        lines += [f"  {place}{r.severity}: {names(r.focus)}{where}", f"    {r.message}"]
    count = f"{report.things} things, {report.shapes} files of shapes, {report.queries} hygiene queries"
    total = len(report.results)
    verdict = "ok" if report.ok(fail_on) else "not ok"
    found = "no findings" if not total else "1 finding" if total == 1 else f"{total} findings"
    lines += ["", f"{verdict}: {found} ({count})"]
    return "\n".join(lines).lstrip("\n") + "\n"


def to_junit(report: Report, fail_on: str) -> str:
    """Return a report as JUnit XML: one test case a finding, or one that passed."""
    suite = ET.Element("testsuite", name="foederis validate", tests=str(max(1, len(report.results))), failures="0")
    failed = 0
    for r in report.results:
        case = ET.SubElement(
            suite, "testcase", classname=r.shape, name=f"{r.focus} {r.path}".strip(), file=r.file, line=str(r.line)
        )
        if SEVERITIES.index(r.severity) >= SEVERITIES.index(fail_on):
            failed += 1
            ET.SubElement(case, "failure", type=r.severity, message=r.message).text = r.message
    if not report.results:
        ET.SubElement(suite, "testcase", classname="foederis", name="the graph is valid")
    suite.set("failures", str(failed))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def to_turtle(report: Report) -> str:
    """Return a report in the SHACL results vocabulary, as Turtle."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    result = rdflib.Graph()
    result.bind("sh", sh)
    result.bind("foed", rdflib.Namespace(FOED))
    top = rdflib.BNode("report")
    result.add((top, rdflib.RDF.type, sh.ValidationReport))
    result.add((top, sh.conforms, rdflib.Literal(report.conforms)))
    for number, r in enumerate(report.results):
        node = rdflib.BNode(f"result{number}")
        shape = rdflib.URIRef(FOED + r.shape) if "/" not in r.shape else rdflib.URIRef(ID + r.shape)
        rows: list[tuple[Any, Any]] = [
            (rdflib.RDF.type, sh.ValidationResult),
            (sh.focusNode, rdflib.URIRef(r.focus)),
            (sh.resultSeverity, sh[r.severity.capitalize()]),
            (sh.resultMessage, rdflib.Literal(r.message, lang="en")),
            (sh.sourceShape, shape),
            (
                sh.sourceConstraintComponent,
                sh.SPARQLConstraintComponent if "/" in r.shape else sh.PropertyConstraintComponent,
            ),
        ]
        if r.path:
            rows.append((sh.resultPath, rdflib.URIRef(r.path)))
        if r.value:
            rows.append((sh.value, rdflib.URIRef(r.value) if r.value.startswith("http") else rdflib.Literal(r.value)))
        for predicate, value in rows:
            result.add((node, predicate, value))
        result.add((top, sh.result, node))
    return result.serialize(format="turtle")


def check_file(path: Path) -> None:
    """Refuse a file that is not there, before anything else is read.

    Raises:
        BadInput: there is no such file.
    """
    if not path.is_file():
        raise BadInput("there is no such file", str(path), "Check the path.")
