"""Time `foederis validate` of two commits in one run, turn by turn: the ratio says whether it became slower.

Usage: python bench/no_slower.py BEFORE [AFTER] [--runs N] [--things N]

BEFORE and AFTER (HEAD unless you say otherwise) are commits of this repository, each taken out into a work tree of its
own. Figures are medians of whole processes with all that they start: CPU seconds (user and system), which other work on
the machine changes little, and seconds of the clock. Two tries of each are not counted: they fill its cache. The order
turns round at each try.

*own graph*: what each commit ships, which grows. *same graph*: graph, ontology and rules of BEFORE, so that only the
program differs. *foreign file*: one file of THINGS persons (--things) with shapes of its own, apart from the graph.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = "import sys; from foederis.cli import entry; sys.argv[0] = 'foederis'; sys.exit(entry())"
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/shape> a sh:NodeShape ; sh:targetClass foaf:Person ;
    sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:datatype xsd:string ; sh:maxLength 60 ] ;
    sh:property [ sh:path foaf:knows ; sh:class foaf:Person ; sh:nodeKind sh:IRI ] .
"""


def take_out(commit: str, folder: Path) -> Path:
    """Return a work tree of a commit."""
    place = folder / commit.replace("/", "-")
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(place), commit], cwd=ROOT, check=True)
    return place


def mixed(before: Path, after: Path, folder: Path) -> Path:
    """Return rooms with the questions of one tree, which go with its program, and all else of the other."""
    place = folder / "mixed"
    place.mkdir()
    for name in ("graph", "ontology", "validate"):
        (place / name).symlink_to(before / name)
    (place / "queries").symlink_to(after / "queries")
    return place


def foreign(folder: Path, things: int) -> tuple[str, str]:
    """Write a file of persons who know the next one, and its shapes; every thousandth has no name."""
    data, shapes = folder / "persons.ttl", folder / "shapes.ttl"
    with data.open("w", encoding="utf-8") as file:
        file.write("@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n@prefix : <http://example.org/> .\n")
        for number in range(things):
            name = f' ; foaf:name "Person {number}"' if number % 1000 else ""
            file.write(f":p{number} a foaf:Person ; foaf:knows :p{(number + 1) % things}{name} .\n")
    shapes.write_text(SHAPES, encoding="utf-8")
    return str(data), str(shapes)


def measure(tree: Path, rooms: Path, words: list[str], folder: Path) -> tuple[float, float]:
    """Return the CPU seconds and the seconds of one validation by the program of a tree."""
    cache = folder / f"cache-{tree.name}-{rooms.name}"
    told = {"PYTHONPATH": str(tree), "FOEDERIS_ROOMS": str(rooms), "FOEDERIS_CACHE": str(cache)}
    # compiled once, as for a user: else the longer program pays for its length at each start
    told |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, "validate", *words],
        cwd=folder,
        env={**os.environ, **told},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{tree.name}: {' '.join(words)} failed\n{said.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start


def compare(before: Path, after: Path, folder: Path, runs: int, things: int) -> None:
    """Print a line for each kind of validation and engine."""
    data, shapes = foreign(folder, things)
    alone = [data, "--alone", "--shapes", shapes]
    kinds = {
        "own graph": (before, after, []),
        "same graph": (before, mixed(before, after, folder), []),
        f"foreign file, {things} things": (before, after, alone),
    }
    print(f"medians of {runs}; load of the machine at the start {os.getloadavg()[0]:.1f}")
    print(f"{'':<40}{'CPU s before':>14}{'after':>9}{'ratio':>8}{'s before':>11}{'after':>9}{'ratio':>8}")
    for kind, (first_rooms, second_rooms, words) in kinds.items():
        for engine in ("pyshacl", "shacl"):
            sides = ((before, first_rooms), (after, second_rooms))
            figures: dict[Path, list[tuple[float, float]]] = {before: [], after: []}
            for turn in range(-2, runs):
                for tree, rooms in sides if turn % 2 else sides[::-1]:
                    found = measure(tree, rooms, [*words, "--engine", engine, "--format", "json"], folder)
                    if turn >= 0:
                        figures[tree].append(found)
            medians = [[statistics.median(column) for column in zip(*figures[tree], strict=True)] for tree, _ in sides]
            (cpu_before, before_s), (cpu_after, after_s) = medians
            print(
                f"{f'{kind}, {engine}':<40}{cpu_before:>14.2f}{cpu_after:>9.2f}{cpu_after / cpu_before:>8.2f}"
                f"{before_s:>11.2f}{after_s:>9.2f}{after_s / before_s:>8.2f}",
                flush=True,
            )
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def main() -> None:
    """Take both commits out, compare them, and put the work trees away."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default="HEAD")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--things", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            before, after = (take_out(commit, folder) for commit in (options.before, options.after))
            compare(before, after, folder, options.runs, options.things)
        finally:
            for place in folder.glob("*/.git"):
                subprocess.run(["git", "worktree", "remove", "--force", str(place.parent)], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
