"""A report as text, JSON, JUnit or SARIF; as Turtle: `results`."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from foederis import __version__, escapes, terms
from foederis.validate.report import SEVERITIES, Report, Result, rank


def to_json(report: Report, fail_on: str) -> str:
    """Return a report as JSON: `conforms` (SHACL's own), `ok` (by `fail_on`), how much was checked and the results."""
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
    document = {
        "conforms": report.conforms,
        "ok": report.ok(fail_on),
        "checked": {"things": report.things, "held": report.held, "shapes": report.rules, "queries": report.queries},
        "warnings": [report.warning] if report.warning else [],
        "notes": [*report.notes, *([report.left_out] if report.left_out else [])],
        "results": rows,
    }
    return escapes.as_json(document)


def to_text(
    report: Report,
    fail_on: str,
    names: Callable[[str], str] = lambda iri: iri,
    places: Callable[[str], str] = terms.local,
) -> str:
    """Return a report as sentences, grouped by file: which thing, what is wrong, where and how to mend it.

    `names` and `places` say what a reader calls a thing and a passage.
    """
    line = escapes.line
    lines: list[str] = []
    last = ""
    alike = Counter((r.focus, r.severity, r.message) for r in report.results)
    told: set[tuple[str, str, str]] = set()
    counts = dict.fromkeys(reversed(SEVERITIES), 0)
    for r in report.results:
        severity = _severity(r)
        counts[severity] = counts.get(severity, 0) + 1
        one = (r.focus, r.severity, r.message)
        if one in told:
            continue  # the same sentence on another property or value of the same thing
        told.add(one)
        if r.file != last:
            last = r.file
            lines += ["", line(r.file) or "(not described in any file)"]
        place = f"line {r.line}: " if r.line else ""
        where = f" [{line(', '.join(map(places, r.passages)))}]" if r.passages else ""
        who = line(r.label or names(r.focus)) + where + _times(alike[one])
        lines += [f"  {place}{severity}: {who}", f"    {line(r.message)}"]
    lines += ["", *(f"note: {line(note)}" for note in report.notes)]
    if report.warning:
        lines.append(f"warning: {report.warning}")
    verdict = "not ok" if not report.ok(fail_on) else "nothing checked" if report.warning else "ok"
    found = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n or name == "violation")
    lines.append(f"{verdict}: {found} ({_checked(report)})")
    if report.left_out:
        lines.append(report.left_out)
    return "\n".join(lines).lstrip("\n") + "\n"


def _checked(report: Report) -> str:
    things, files = _number(report.things, "thing"), "1 file of shapes" if report.shapes == 1 else None
    files = files or f"{report.shapes} files of shapes"
    queries = "1 hygiene query" if report.queries == 1 else f"{report.queries} hygiene queries"
    if report.held is None:
        return f"{things}, {files}, {queries}"
    return f"{things}, {report.held} held against {_number(report.rules, 'shape')} in {files}, {queries}"


def _times(number: int) -> str:
    return f" ({number} times)" if number > 1 else ""


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _severity(result: Result) -> str:
    """Return the word for a severity; of one of a shapes file's own the last part of its IRI."""
    return result.severity if result.severity in SEVERITIES else escapes.line(terms.local(result.severity))


def to_junit(report: Report, fail_on: str) -> str:
    """Return a report as JUnit XML: one test case for each finding, or one that passed or was skipped."""
    suite = ET.Element("testsuite", name="foederis validate", tests="0", failures="0", errors="0", skipped="0")
    failed = 0
    for r in report.results:
        name = f"{r.focus} {r.path}".strip()
        case = ET.SubElement(
            suite,
            "testcase",
            classname=escapes.lines(r.shape),
            name=escapes.lines(name),
            file=escapes.lines(r.file),
            line=str(r.line),
        )
        if rank(r.severity) >= rank(fail_on):
            failed += 1
            said = ET.SubElement(case, "failure", type=escapes.lines(r.severity), message=escapes.lines(r.message))
            said.text = escapes.lines(r.message)
        else:
            ET.SubElement(case, "system-out").text = escapes.lines(f"{r.severity}: {r.message}")
    if report.warning:
        case = ET.SubElement(suite, "testcase", classname="foederis", name="something was checked")
        passed = report.ok(fail_on)
        ET.SubElement(case, "skipped" if passed else "failure", message=escapes.lines(report.warning))
        suite.set("skipped", "1" if passed else "0")
        failed += not passed
    elif not report.results:
        ET.SubElement(suite, "testcase", classname="foederis", name=report.left_out or "the graph is valid")
    suite.set("tests", str(len(suite)))
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
            "level": levels.get(r.severity, "note"),
            "message": {"text": f"{r.label or r.focus}: {r.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _artifact(r.file),
                        "region": {"startLine": max(1, r.line)},
                    },
                    "logicalLocations": [{"fullyQualifiedName": r.focus}],
                }
            ]
            if r.file
            else [{"logicalLocations": [{"fullyQualifiedName": r.focus}]}],
            "properties": {"severity": r.severity},
        }
        for r in report.results
    ]
    driver = {
        "name": "foederis validate",
        "version": __version__,
        "informationUri": "https://w3id.org/foederis/",
        "rules": [{"id": rule, "shortDescription": {"text": rule}} for rule in rules],
    }
    notes = [*report.notes, *([report.left_out] if report.left_out else [])]
    told = [*([("warning", report.warning)] if report.warning else []), *(("note", note) for note in notes)]
    invocation = {
        "executionSuccessful": True,
        "exitCode": 0 if report.ok(fail_on) else 1,
        "toolExecutionNotifications": [{"level": level, "message": {"text": text}} for level, text in told],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return escapes.as_json(log)


def _artifact(file: str) -> dict[str, str]:
    """Return where a file is: relative to its repository, else to the current folder, else as a file URI."""
    path = Path(file)
    if not path.is_absolute():  # a room of ours
        return {"uri": quote(path.as_posix())}
    base = next((folder for folder in path.parents if (folder / ".git").exists()), Path.cwd())
    if path.is_relative_to(base):
        return {"uri": quote(path.relative_to(base).as_posix()), "uriBaseId": "%SRCROOT%"}
    return {"uri": path.as_uri()}
