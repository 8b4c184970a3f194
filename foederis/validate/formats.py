"""A report as text, JSON, JUnit, SARIF or the SHACL results vocabulary."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from foederis import __version__, terms
from foederis.namespaces import FOED, ID
from foederis.validate.report import SEVERITIES, Report

_SH = "http://www.w3.org/ns/shacl#"


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


def to_text(
    report: Report,
    fail_on: str,
    names: Callable[[str], str] = lambda iri: iri,
    places: Callable[[str], str] = terms.local,
) -> str:
    """Return a report as sentences, grouped by file: which thing, what is wrong, where and how to mend it.

    `names` and `places` say what a reader calls a thing and a passage.
    """
    lines: list[str] = []
    last = ""
    told: set[tuple[str, str]] = set()
    counts = dict.fromkeys(reversed(SEVERITIES), 0)
    for r in report.results:
        if (r.focus, r.message) in told:
            continue  # the same sentence on another property of the same thing
        told.add((r.focus, r.message))
        counts[r.severity] += 1
        if r.file != last:
            last = r.file
            lines += ["", r.file or "(not described in any file)"]
        place = f"line {r.line}: " if r.line else ""
        where = f" [{', '.join(map(places, r.passages))}]" if r.passages else ""
        lines += [f"  {place}{r.severity}: {names(r.focus)}{where}", f"    {r.message}"]
    count = f"{report.things} things, {report.shapes} files of shapes, {report.queries} hygiene queries"
    verdict = "ok" if report.ok(fail_on) else "not ok"
    found = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n or name == "violation")
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


def to_sarif(report: Report, fail_on: str) -> str:
    """Return a report as SARIF 2.1.0, which code hosts show at the line; paths are relative to the repository."""
    rules = sorted({r.shape for r in report.results})
    levels = {"violation": "error", "warning": "warning", "info": "note"}
    results = [
        {
            "ruleId": r.shape,
            "ruleIndex": rules.index(r.shape),
            "level": levels[r.severity],
            "message": {"text": f"{r.focus}: {r.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(r.file)},
                        "region": {"startLine": max(1, r.line)},
                    },
                    "logicalLocations": [{"fullyQualifiedName": r.focus}],
                }
            ]
            if r.file
            else [{"logicalLocations": [{"fullyQualifiedName": r.focus}]}],
        }
        for r in report.results
    ]
    driver = {
        "name": "foederis validate",
        "version": __version__,
        "informationUri": "https://w3id.org/foederis/",
        "rules": [{"id": rule, "shortDescription": {"text": rule}} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": 0 if report.ok(fail_on) else 1}],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


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
            (sh.sourceConstraintComponent, rdflib.URIRef(r.component or _SH + "SPARQLConstraintComponent")),
        ]
        if r.path:
            rows.append((sh.resultPath, rdflib.URIRef(r.path)))
        if r.value:
            rows.append((sh.value, rdflib.URIRef(r.value) if r.value.startswith("http") else rdflib.Literal(r.value)))
        for predicate, value in rows:
            result.add((node, predicate, value))
        result.add((top, sh.result, node))
    return result.serialize(format="turtle")
