"""Run the W3C SHACL test suite through `foederis validate` and say how many cases pass.

Usage: python bench/shacl_suite.py FOLDER [--engine pyshacl|shacl] [--failed]

FOLDER is the folder `data-shapes-test-suite/tests` of a checkout of github.com/w3c/data-shapes, which is not part of
this repository. A case passes when the report says the same of `sh:conforms` and holds the same results: focus node,
path, value, severity, source constraint component and source shape, a blank node being equal to any other. A case that
expects a failure passes when the program says in two lines that it cannot use the shapes.
"""

import argparse
import contextlib
import io
import logging
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import rdflib
from rdflib.collection import Collection

from foederis.cli import main as foederis

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
SH = rdflib.SH
PARTS = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)


def told(graph: rdflib.Graph, node: object) -> str:
    """Return a term as text; a path or list as what it holds, another blank node as a blank node."""
    if not isinstance(node, rdflib.BNode):
        return "" if node is None else node.n3()  # type: ignore[attr-defined]
    if (node, rdflib.RDF.first, None) in graph:
        return f"({' '.join(told(graph, item) for item in Collection(graph, node))})"
    paths = sorted((p, o) for p, o in graph.predicate_objects(node) if "Path" in p)
    return " ".join(f"{p.rsplit('#')[-1]} {told(graph, o)}" for p, o in paths) or "_"


def results(graph: rdflib.Graph, report: object) -> Counter[tuple[str, ...]]:
    """Return the results of a report, without messages."""
    return Counter(
        tuple(told(graph, graph.value(result, part)) for part in PARTS)
        for result in graph.objects(report, SH.result)  # type: ignore[arg-type]
    )


def local(iri: object, case: Path) -> str:
    """Return the file an IRI of a case stands for."""
    return str(iri).removeprefix("file://") or str(case)


def passes(case: Path, manifest: rdflib.Graph, entry: object, engine: str) -> bool:
    """Run one case and tell whether the report is the one expected."""
    action = manifest.value(entry, MF.action)  # type: ignore[arg-type]
    data, shapes = (local(manifest.value(action, p), case) for p in (SHT.dataGraph, SHT.shapesGraph))
    arguments = ["validate", data, "--alone", "--shapes", shapes, "--engine", engine, "--format", "turtle"]
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        written = Path(folder) / "report.ttl"
        code = foederis([*arguments, "-o", str(written)])
        report_text = written.read_text(encoding="utf-8") if written.exists() else ""
    expected = manifest.value(entry, MF.result)  # type: ignore[arg-type]
    if expected == SHT.Failure:
        return code == 3
    if code not in (0, 1):
        return False
    found = rdflib.Graph().parse(data=report_text, format="turtle")
    report = next(found.subjects(rdflib.RDF.type, SH.ValidationReport), None)
    conforms = bool(manifest.value(expected, SH.conforms).toPython())  # type: ignore[union-attr]
    same = bool(found.value(report, SH.conforms).toPython()) == conforms  # type: ignore[union-attr]
    return same and results(found, report) == results(manifest, expected)


def main() -> None:
    """Run core and sparql apart and print how many of how many pass."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=("pyshacl", "shacl"), default="pyshacl")
    parser.add_argument("--failed", action="store_true", help="name the cases that fail")
    options = parser.parse_args()
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # the cases hold ill-typed literals on purpose
    warnings.simplefilter("ignore")
    for part in ("core", "sparql"):
        good, cases = 0, 0
        for case in sorted((options.folder.resolve() / part).rglob("*.ttl")):
            manifest = rdflib.Graph().parse(case, publicID=case.as_uri())
            for entry in manifest.subjects(rdflib.RDF.type, SHT.Validate):
                if manifest.value(entry, MF.status) != SHT.approved:
                    continue
                cases += 1
                passed = passes(case, manifest, entry, options.engine)
                good += passed
                if options.failed and not passed:
                    print(f"  failed: {case.relative_to(options.folder.resolve())}")
        print(f"{part} {options.engine}: {good} of {cases} cases pass")


if __name__ == "__main__":
    main()
