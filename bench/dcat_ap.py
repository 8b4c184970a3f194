"""Check the description of the data set with the official SHACL of DCAT-AP and DCAT-AP-NL, in a copy you have.

    python bench/dcat_ap.py FOLDER CATALOGUE

FOLDER holds their shapes (*.ttl), as their repositories publish them; they are not ours to ship. CATALOGUE is
catalogue.ttl of a release or a site. Nothing is fetched: what `owl:imports` names must be in the description.
Prints each file of shapes with what it found, and fails on a violation.
"""

import sys
from pathlib import Path

import pyshacl
import rdflib

SH = rdflib.SH


def results(data: rdflib.Graph, shapes: rdflib.Graph) -> list[tuple[str, str, str, str, str]]:
    """Return severity, focus, path, constraint and value of each result, sorted."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    return sorted(
        (
            str(report.value(one, SH.resultSeverity)).rsplit("#", 1)[-1],
            *(
                str(report.value(one, name) or "")
                for name in (SH.focusNode, SH.resultPath, SH.sourceConstraintComponent, SH.value)
            ),
        )
        for one in report.objects(None, SH.result)  # not the details of a result
    )


def main(arguments: list[str]) -> int:
    """Check, print and return 1 on a violation."""
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    data = rdflib.Graph().parse(arguments[1])
    violations = checked = 0
    for path in sorted(Path(arguments[0]).rglob("*.ttl")):
        shapes = rdflib.Graph().parse(path)
        count = sum(1 for _ in shapes.subjects(SH.targetClass, None))
        if not count:
            continue
        checked += count
        # Some files name property shapes that no file defines (they have no path): those say nothing, and are told.
        idle = [one for one in shapes.subject_objects(SH.property) if (one[1], SH.path, None) not in shapes]
        for shape, undefined in idle:
            shapes.remove((shape, SH.property, undefined))
        found = results(data, shapes)
        bad = [one for one in found if one[0] == "Violation"]
        violations += len(bad)
        left = f", {len(idle)} properties without a path left out" if idle else ""
        print(f"{path.name}: {count} targets{left}, {len(bad)} violations, {len(found) - len(bad)} warnings or less")
        for severity, focus, where, component, value in found:
            print(f"  {severity}: {focus} {where} {component.rsplit('#', 1)[-1]} {value}")
    if not checked:
        print(f"no shapes in {arguments[0]}", file=sys.stderr)
        return 2
    print(f"{violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
