"""The SHACL engines: pySHACL, the validator of record, and `shacl` (Rust), which gives the same results faster."""

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis import extras, graph
from foederis.errors import BadUse, EngineFailed
from foederis.validate import queried, support, wellformed
from foederis.validate.report import Result
from foederis.validate.results import parents_of, read
from foederis.validate.support import is_code

if TYPE_CHECKING:
    import rdflib
    import shacl

ENGINES = ("pyshacl", "shacl")
_SH = support.SH


def _graph_of(quads: Iterable[ox.Quad], result: "rdflib.Graph") -> "rdflib.Graph":
    known: dict[object, rdflib.term.Node] = {}
    add = result.store.add  # past what Graph.add makes sure of: that each is a term
    for quad in quads:
        add(graph.rdflib_triple(quad, known), result)
    return result


def read_shapes(files: Sequence[Path]) -> list[ox.Quad]:
    """Return the quads of files of shapes, whose blank nodes have names that no file of data has.

    Raises:
        BadInput: a file cannot be read or is not well formed, or holds what is no query.
        BadUse: a query in it may not be asked here.
    """
    found: list[ox.Quad] = []
    for number, path in enumerate(files):
        shapes = list(graph.parse(path, f"s{number}n"))
        queried.check(shapes, path)
        found += shapes
    return found


def prefixes(files: Iterable[Path]) -> dict[str, str]:
    """Return the prefixes of files of shapes: a query in one may use them."""
    return {prefix: space for path in files for prefix, space in graph.prefixes(path).items()}


def check(engine: str) -> None:
    """Refuse an engine that there is not.

    Raises:
        BadUse: the engine is not known.
    """
    if engine not in ENGINES:
        raise BadUse(f"there is no engine '{engine}'", "", f"Choose from: {', '.join(ENGINES)}.")


def findings(
    named: Iterable[ox.Quad], shapes: Sequence[ox.Quad], spaces: Mapping[str, str], engine: str = "pyshacl"
) -> list[Result]:
    """Return what shapes find in the union of quads, in English, without file and line.

    OWL axioms are left out: they slow pySHACL hundreds of times and are not what is checked. The code lists stay.

    Args:
        named: the data.
        shapes: the shapes, as `read_shapes` returns them.
        spaces: prefixes that a query in the shapes may use.
        engine: `pyshacl` or `shacl`.

    Raises:
        BadUse: the engine is not known, or not installed.
        EngineFailed: the engine could not use the shapes or the data, or does not do all that the shapes ask.
    """
    check(engine)
    support.check(shapes, engine)
    data = (quad for quad in named if quad.graph_name != graph.ONTOLOGY_GRAPH or is_code(quad))
    if engine == "shacl":
        wellformed.check(shapes)
        report, labels = _shacl(data, wellformed.plain(shapes))
        return results(report, labels, parents_of(shapes))
    return read(_triples(_pyshacl(data, shapes, spaces)), parents_of(shapes))


def _shacl(data: Iterable[ox.Quad], shapes: Sequence[ox.Quad]) -> "tuple[shacl.Report, list[ox.BlankNode]]":
    """Return the report, and the blank nodes in the order in which the engine counts them."""
    try:
        import shacl
    except ImportError as error:
        raise BadUse("the engine 'shacl' is not installed", "", extras.remedy("fast")) from error
    labels: dict[ox.BlankNode, None] = {}
    rules = ntriples(shapes, labels)
    text = ntriples(data, labels)  # outside the try: what is wrong with a file is no failure of the engine
    inference = "rules" if support.has_rules(shapes) else "none"
    try:
        compiled = shacl.Shapes.from_text(rules, format="ntriples")
        return compiled.validate_text(text, format="ntriples", inference=inference), list(labels)
    except Exception as error:  # it raises ValueError and others for shapes it cannot use
        raise EngineFailed(f"shacl failed: {_reason(error)}", "shapes", "Check the shapes file.") from error


def _count(triple: ox.Triple, labels: dict[ox.BlankNode, None]) -> None:
    for term in (triple.subject, triple.object):
        if isinstance(term, ox.BlankNode):
            labels.setdefault(term)
        elif isinstance(term, ox.Triple):
            _count(term, labels)


def _reason(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def results(
    report: "shacl.Report",
    labels: Sequence[ox.BlankNode] = (),
    parents: Mapping[object, Sequence[ox.Triple]] | None = None,
) -> list[Result]:
    """Return what a report of the engine `shacl` says.

    `labels` are the blank nodes of shapes and data as the engine counts them: it names them by their number.
    """
    if not report.results:
        return []

    def named(term: object) -> object:
        match = _NUMBERED.fullmatch(term.value) if isinstance(term, ox.BlankNode) else None
        return labels[int(match.group(1))] if match and int(match.group(1)) < len(labels) else term

    triples = ox.parse(report.serialize("ntriples").encode(), format=ox.RdfFormat.N_TRIPLES)
    return read(
        (ox.Triple(named(t.subject), t.predicate, named(t.object)) for t in triples),  # type: ignore[arg-type]
        parents or {},
    )


_NUMBERED = re.compile(r"[01]_b(\d+)")


def ntriples(quads: Iterable[ox.Quad], labels: dict[ox.BlankNode, None] | None = None) -> str:
    """Return the triples of quads as N-Triples; one that stands in several graphs comes as often.

    `labels` gets the blank nodes in the order in which they come.
    """
    triples = _triples_of(quads, {} if labels is None else labels)
    return bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _triples_of(quads: Iterable[ox.Quad], labels: dict[ox.BlankNode, None]) -> Iterator[ox.Triple]:
    for quad in quads:
        triple = ox.Triple(quad.subject, quad.predicate, quad.object)
        _count(triple, labels)
        yield triple


def _pyshacl(data: Iterable[ox.Quad], quads: Sequence[ox.Quad], spaces: Mapping[str, str]) -> "rdflib.Graph":
    """Return the report as an rdflib graph."""
    import pyshacl
    import rdflib

    from foederis.validate import patterns
    from foederis.validate.pyshacl_patch import CachingGraph, StillStore, together

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it logs a traceback for an ill-typed literal
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        target, shapes = _graph_of(data, CachingGraph()), _graph_of(quads, rdflib.Graph(StillStore()))
    advanced = support.advanced(quads)
    if advanced:
        _declare(shapes)
    for prefix, space in spaces.items():
        target.bind(prefix, space)
    try:
        with warnings.catch_warnings(), together(), patterns.timed(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            # Not with focus_nodes: pySHACL 0.40 then also leaves out the values that nested shapes look at.
            # In place: what rules infer goes into a graph that nobody else has.
            _, report, text = pyshacl.validate(
                target, shacl_graph=shapes, inference="none", advanced=advanced, inplace=True
            )
    except Exception as error:  # pySHACL raises many kinds for a shapes file it cannot use
        raise EngineFailed(f"pySHACL failed: {_reason(error)}", "shapes", "Check the shapes file.") from error
    if not isinstance(report, rdflib.Graph):
        raise EngineFailed("pySHACL gave no report", "shapes", str(text).splitlines()[0])
    return report


def _declare(shapes: "rdflib.Graph") -> None:
    """Say of what has a SHACL-AF target or rule that it is a shape: pySHACL passes over one that does not say so."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    for shape in {*shapes.subjects(sh.target), *shapes.subjects(sh.rule), *shapes.subjects(sh.expression)}:
        kind = sh.PropertyShape if (shape, sh.path, None) in shapes else sh.NodeShape
        shapes.add((shape, rdflib.RDF.type, kind))


def _triples(report: "rdflib.Graph") -> Iterator[ox.Triple]:
    """Yield the triples of a report term by term: rdflib's writers change some, and do not escape all."""
    for subject, predicate, value in report:
        yield ox.Triple(_term(subject), ox.NamedNode(str(predicate)), _term(value))  # type: ignore[arg-type]


def _term(term: "rdflib.term.Node") -> ox.NamedNode | ox.BlankNode | ox.Literal:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal) and term.language:
        return ox.Literal(str(term), language=term.language)
    if isinstance(term, rdflib.Literal) and term.datatype is not None:
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
    return ox.Literal(str(term))
