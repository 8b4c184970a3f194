"""The SHACL engines: pySHACL, the validator of record, and `shacl` (Rust), which gives the same results faster."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadUse, EngineFailed
from foederis.namespaces import FOED, PREFIXES
from foederis.validate.report import Result

if TYPE_CHECKING:
    import rdflib
    import shacl

ENGINES = ("pyshacl", "shacl")
_SH = "http://www.w3.org/ns/shacl#"


def _graph_of(quads: Iterable[ox.Quad], result: "rdflib.Graph") -> "rdflib.Graph":
    known: dict[object, rdflib.term.Node] = {}
    for quad in quads:
        result.add(graph.rdflib_triple(quad, known))
    return result


def findings(named: Iterable[ox.Quad], files: Sequence[Path], engine: str = "pyshacl") -> list[Result]:
    """Return what the shapes in some files find in the union of quads, in English, without file and line.

    OWL axioms are left out: they slow pySHACL hundreds of times and are not what is checked. The code lists stay.

    Raises:
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine could not use the shapes.
    """
    data, rules = _inputs(named, files, engine)
    if engine == "shacl":
        english = {  # the report gives messages without their language
            quad.object.value
            for quad in rules
            if quad.predicate.value == _SH + "message"
            and isinstance(quad.object, ox.Literal)
            and quad.object.language == "en"
        }
        return results(_shacl(data, rules), english)
    report, shapes = _pyshacl(data, rules, files)
    return _results(report, shapes)


def report(named: Iterable[ox.Quad], files: Sequence[Path], engine: str = "pyshacl") -> tuple[bool, str]:
    """Return whether the union of quads conforms, and the engine's own report (W3C SHACL results) as Turtle.

    Raises:
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine could not use the shapes.
    """
    data, rules = _inputs(named, files, engine)
    if engine == "shacl":
        found = _shacl(data, rules)
        return found.conforms, found.turtle
    graph_, _ = _pyshacl(data, rules, files)
    import rdflib

    conforms = any(bool(value.toPython()) for value in graph_.objects(None, rdflib.SH.conforms))  # type: ignore[attr-defined]
    # rdflib writes an ill-typed boolean without quotes, which no parser reads back.
    triples = ox.parse(graph_.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    prefixes = {"sh": _SH, "xsd": PREFIXES["xsd"]}
    written = ox.serialize((q.triple for q in triples), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return conforms, bytes(written or b"").decode()


def _inputs(named: Iterable[ox.Quad], files: Sequence[Path], engine: str) -> tuple[Iterator[ox.Quad], list[ox.Quad]]:
    if engine not in ENGINES:
        raise BadUse(f"there is no engine '{engine}'", "", f"Choose from: {', '.join(ENGINES)}.")
    data = (quad for quad in named if quad.graph_name != graph.ONTOLOGY_GRAPH or is_code(quad))
    return data, [quad for path in files for quad in graph.parse(path)]


def _shacl(data: Iterable[ox.Quad], shapes: Iterable[ox.Quad]) -> "shacl.Report":
    try:
        import shacl
    except ImportError as error:
        raise BadUse("the engine 'shacl' is not installed", "", "Install it: pip install 'foederis[fast]'") from error
    text = ntriples(data)  # outside the try: what is wrong with a file is no failure of the engine
    try:
        compiled = shacl.Shapes.from_text(ntriples(shapes), format="ntriples")
        return compiled.validate_text(text, format="ntriples")
    except Exception as error:  # it raises ValueError and others for shapes it cannot use
        raise EngineFailed(f"shacl failed: {str(error).splitlines()[0]}", "shapes", "Check the shapes file.") from error


def results(report: "shacl.Report", english: "Set[str]") -> list[Result]:
    """Return what a report of the engine `shacl` says; of several messages the one among `english`."""
    return [
        Result(
            found.severity.lower(),
            _term(found.focus_node),
            _term(found.path) if (found.path or "").startswith("<") else "",
            "a blank node" if (found.value or "").startswith("_:") else found.value_plain or "",
            next((m for m in found.messages if m in english), found.message or ""),
            _term(found.root_shape).removeprefix(FOED),
            component=found.component_iri,
        )
        for found in report.results
    ]


def ntriples(quads: Iterable[ox.Quad]) -> str:
    """Return the triples of quads as N-Triples; one that stands in several graphs comes as often."""
    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _term(text: str | None) -> str:
    return text[1:-1] if text and text.startswith("<") else text or ""


def _pyshacl(
    data: Iterable[ox.Quad], quads: Iterable[ox.Quad], files: Iterable[Path]
) -> "tuple[rdflib.Graph, rdflib.Graph]":
    """Return the report and the shapes, both as rdflib graphs."""
    import pyshacl
    import rdflib

    from foederis.validate.pyshacl_patch import CachingGraph, StillStore, together

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it logs a traceback for an ill-typed literal
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        target, shapes = _graph_of(data, CachingGraph()), _graph_of(quads, rdflib.Graph(StillStore()))
    for path in files:  # a query may use the prefixes of its file
        for prefix, space in graph.prefixes(path).items():
            target.bind(prefix, space)
    try:
        with warnings.catch_warnings(), together():
            warnings.simplefilter("ignore")
            # Not with focus_nodes: pySHACL 0.40 then also leaves out the values that nested shapes look at.
            _, report, text = pyshacl.validate(target, shacl_graph=shapes, inference="none")
    except Exception as error:  # pySHACL raises many kinds for a shapes file it cannot use
        raise EngineFailed(
            f"pySHACL failed: {str(error).splitlines()[0]}", "shapes", "Check the shapes file."
        ) from error
    if not isinstance(report, rdflib.Graph):
        raise EngineFailed("pySHACL gave no report", "shapes", str(text).splitlines()[0])
    return report, shapes


def _results(report: "rdflib.Graph", shapes: "rdflib.Graph") -> list[Result]:
    import rdflib

    sh = rdflib.Namespace(_SH)
    results = []
    for node in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        severity = str(report.value(node, sh.resultSeverity)).removeprefix(_SH).lower()
        messages = {getattr(m, "language", None): str(m) for m in report.objects(node, sh.resultMessage)}
        source = report.value(node, sh.sourceShape)
        owner = source if isinstance(source, rdflib.URIRef) else next(shapes.subjects(sh.property, source), source)
        focus = str(report.value(node, sh.focusNode))
        path = report.value(node, sh.resultPath)
        value = report.value(node, sh.value)
        results.append(
            Result(
                severity,
                focus,
                str(path) if isinstance(path, rdflib.URIRef) else "",
                "" if value is None else "a blank node" if isinstance(value, rdflib.BNode) else str(value),
                messages.get("en") or next(iter(messages.values()), ""),
                str(owner).removeprefix(FOED),
                component=str(report.value(node, sh.sourceConstraintComponent)),
            )
        )
    return results


def is_code(quad: ox.Quad) -> bool:
    """Tell whether a quad describes a value of a code list."""
    return isinstance(quad.subject, ox.NamedNode) and "/id/concept/" in quad.subject.value
