"""Time a question as a whole process: foederis beside a bare pyoxigraph script and a plain rdflib script.

Usage: python bench/cold_ask.py [QUESTION] [RUNS]

All three read the same files and run the same query text. The runs are interleaved; figures are medians. `first` is
foederis with an empty cache, `foederis` with the cache that the first run leaves.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from foederis import rooms

ROOT = rooms.root()
BARE = """
import sys, csv, pyoxigraph as ox
store = ox.Store()
for path in sys.argv[2:]:
    store.bulk_load(path=path)
result = store.query(open(sys.argv[1]).read(), use_default_graph_as_union=True)
out = csv.writer(sys.stdout)
out.writerow(v.value for v in result.variables)
for row in result:
    out.writerow("" if c is None else c.value for c in row)
"""
PLAIN = """
import sys, csv, rdflib
data = rdflib.Dataset(default_union=True)
for path in sys.argv[2:]:
    data.parse(path)
result = data.query(open(sys.argv[1]).read())
out = csv.writer(sys.stdout)
out.writerow(result.vars)
for row in result:
    out.writerow("" if c is None else c for c in row)
"""


def measure(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return seconds and peak memory in MB of a whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"this command failed: {' '.join(command[:3])}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Run the three side by side and print a table."""
    question = sys.argv[1] if len(sys.argv) > 1 else "scoreboard"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    query = str(ROOT / "queries" / f"{question}.rq")
    files = [str(path) for path in (*rooms.files("ontology", ".ttl"), *rooms.files("graph", ".trig"))]
    files = [path for path in files if not path.endswith("alignments.ttl")]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FOEDERIS_CACHE": f"{folder}/cache"}
        program = [str(Path(sys.executable).with_name("foederis")), "ask", question, "--format", "csv"]
        commands = {
            "bare pyoxigraph": [sys.executable, "-c", BARE, query, *files],
            "foederis": program,
            "plain rdflib": [sys.executable, "-c", PLAIN, query, *files],
        }
        first = measure(program, environment)
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                figures[name].append(measure(command, environment))
    print(f"question {question}, {runs} runs each, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib")))
    print(f"{'':<18}{'seconds':>9}{'peak MB':>9}{'x bare':>8}{'x memory':>10}")
    base = [statistics.median(column) for column in zip(*figures["bare pyoxigraph"], strict=True)]
    rows = {
        name: [statistics.median(column) for column in zip(*values, strict=True)] for name, values in figures.items()
    }
    rows["foederis, first"] = list(first)
    for name, (seconds, memory) in rows.items():
        print(f"{name:<18}{seconds:>9.3f}{memory:>9.0f}{seconds / base[0]:>8.2f}{memory / base[1]:>10.2f}")


if __name__ == "__main__":
    main()
