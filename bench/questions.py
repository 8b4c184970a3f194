"""Time every question, cold and warm: foederis beside bare pyoxigraph, rdflib and Jena's arq, in one run.

Usage: python bench/questions.py [QUESTION ...] [--runs N] [--slow-runs N] [--quads N ...] [--jena FOLDER]

Cold is a whole process that reads the shipped files and prints all rows; foederis has the cache that its first run
leaves. Warm is the question alone, asked of what is loaded, right after the same question; with --quads also on graphs
of this shape and that size (bench/generate.py), in memory. All run the same text, with the defaults of its parameters.
bare and rdflib read the files as they lie and take the union of graphs for the default graph; arq, which has no such
union in memory, reads one file with the copy that foederis makes, and asks a generated graph of a TDB2 store that holds
the same, on disk. The runs are interleaved, figures are medians of seconds; --slow-runs is for rdflib and arq. rdflib
takes part on a generated graph only with --rdflib-large: it needs hours. arq takes part when the folder of its jars is
given (bench/java/pom.xml).

The goals: cold at least 10 times as fast as rdflib and arq and at most 1.3 times bare pyoxigraph; warm on a generated
graph within 0.1 s, or more than 10,000 rows. The questions that miss one are listed below each table.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import rdflib
from cold_ask import BARE, PLAIN

from foederis import graph, queries, rooms
from foederis.publish import metadata

PEERS = ("foederis", "bare", "rdflib", "arq")
SLOW = ("rdflib", "arq")
Figures = Mapping[str, Mapping[str, float]]  # question, peer, median of seconds


def process(command: Sequence[str], environment: Mapping[str, str], limit: float) -> float:
    """Return the seconds of a whole process; the limit when it runs into that."""
    start = time.perf_counter()
    try:
        done = subprocess.run(command, env=dict(environment), capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return limit
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"this command failed: {' '.join(command[:4])}\n{done.stderr.decode(errors='replace')[-400:]}")
    return seconds


def arq(jena: str, data: Path, question: str, *more: str) -> list[str]:
    """Return the command that asks a question of arq: of a file, or of a folder that holds a TDB2 store."""
    query = str(rooms.room("queries") / f"{question}.rq")
    where = ["tdb2.tdbquery", "--loc", str(data)] if data.is_dir() else ["arq.arq", "--data", str(data)]
    return ["java", "-Xmx8g", "-cp", f"{jena}/*", *where, "--query", query, *more]


def arq_warm(command: Sequence[str], limit: float) -> list[float]:
    """Return the seconds of each run that `arq --time --repeat` tells of."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return [limit]
    told = (done.stdout + done.stderr).decode(errors="replace")
    found = [float(seconds) for seconds in re.findall(r"^Time: ([\d.]+) sec", told, re.MULTILINE)]
    if done.returncode or not found:
        sys.exit(f"arq failed:\n{told[-400:]}")
    return found


def cold(names: Iterable[str], peers: Sequence[str], options: argparse.Namespace, whole: Path) -> Figures:
    """Time each question as a whole process."""
    files = [str(path) for path in graph.files()]
    program = str(Path(sys.executable).with_name("foederis"))
    result = {}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "FOEDERIS_CACHE": cache}
        for name in names:
            query = str(rooms.room("queries") / f"{name}.rq")
            commands = {
                "foederis": [program, "ask", name, "--format", "csv"],
                "bare": [sys.executable, "-c", BARE, query, *files],
                "rdflib": [sys.executable, "-c", PLAIN, query, *files],
                "arq": arq(options.jena, whole, name, "--results=csv"),
            }
            if not result and "foederis" in peers:
                process(commands["foederis"], environment, options.limit)  # fills the cache
            runs = {peer: partial(process, commands[peer], environment, options.limit) for peer in peers}
            result[name] = interleaved(runs, options)
    return result


def interleaved(runs: Mapping[str, Callable[[], float]], options: argparse.Namespace) -> dict[str, float]:
    """Return the median of each after running them in turn."""
    figures: dict[str, list[float]] = {peer: [] for peer in runs}
    for turn in range(max(options.runs, options.slow_runs)):
        for peer, run in runs.items():
            if turn < (options.slow_runs if peer in SLOW else options.runs):
                figures[peer].append(run())
    return {peer: statistics.median(values) for peer, values in figures.items() if values}


def warm(
    names: Iterable[str], peers: Sequence[str], options: argparse.Namespace, extra: Path | None, whole: Path
) -> tuple[Figures, dict[str, int]]:
    """Time each question on what is loaded, and count its rows."""
    more = list(graph.parse(extra)) if extra else []
    data = graph.memory_store(more)
    bare = ox.Store()
    if "bare" in peers:
        for path in [*graph.files(), *([extra] if extra else [])]:
            bare.bulk_load(path=str(path))
    plain = rdflib.Dataset(default_union=True)
    if "rdflib" in peers:
        for path in [*graph.files(), *([extra] if extra else [])]:
            plain.parse(path)
    result, rows = {}, {}
    for name in names:
        question = queries.questions()[name]
        rows[name] = len(queries.ask(question, {}, data=data).rows)
        asked: dict[str, Callable[[], object]] = {
            "foederis": partial(queries.ask, question, {}, data=data),
            "bare": partial(all_of, partial(bare.query, question.text, use_default_graph_as_union=True)),
            "rdflib": partial(all_of, partial(plain.query, question.text)),
        }
        runs = {peer: partial(again, ask) for peer, ask in asked.items() if peer in peers}
        result[name] = interleaved(runs, options)
        if "arq" in peers:
            repeated = ("--time", f"--repeat=1,{options.slow_runs}", "--results=none")
            told = arq_warm(arq(options.jena, whole, name, *repeated), options.limit)
            result[name]["arq"] = statistics.median(told[-options.slow_runs :])
    return result, rows


def all_of(ask: Callable[[], Iterable[object]]) -> list[object]:
    """Return all rows of an engine that gives them one by one."""
    return list(ask())


def again(ask: Callable[[], object]) -> float:
    """Return the seconds that a call takes right after the same call, as arq is timed: its data are at hand."""
    ask()
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def table(figures: Figures, peers: Sequence[str], rows: Mapping[str, int]) -> str:
    """Return a Markdown table: a line a question and the medians, with how much slower each peer is than foederis."""
    others = [peer for peer in peers if peer != "foederis"]
    head = ["question", "rows", *peers, *(f"{peer} / foederis" for peer in others if "foederis" in peers)]
    lines = [" | ".join(head), " | ".join(["---", *["---:"] * (len(head) - 1)])]
    middle = {peer: statistics.median(one[peer] for one in figures.values()) for peer in peers}
    for name, one in [*figures.items(), ("**median**", middle)]:
        cells = [name, str(rows.get(name, "")), *(f"{one[peer]:.4f}" for peer in peers)]
        if "foederis" in peers:
            cells += [f"{one[peer] / one['foederis']:.2f}" for peer in others]
        lines.append(" | ".join(cells))
    return "".join(f"| {line} |\n" for line in lines)


def missed_cold(figures: Figures) -> list[str]:
    """Return what misses the goals of a cold start: the question and which."""
    found = []
    for name, one in figures.items():
        found += [
            f"{name}: {one[peer] / one['foederis']:.1f} times as fast as {peer}, goal 10"
            for peer in SLOW
            if peer in one and one[peer] < 10 * one["foederis"]
        ]
        if "bare" in one and one["foederis"] > 1.3 * one["bare"]:
            found.append(f"{name}: {one['foederis'] / one['bare']:.2f} times bare pyoxigraph, goal 1.3")
    return found


def missed_warm(figures: Figures, rows: Mapping[str, int]) -> list[str]:
    """Return what misses the goal of a warm answer, with its seconds and rows."""
    slow = {name: one["foederis"] for name, one in figures.items() if one["foederis"] > 0.1 and rows[name] <= 10_000}
    return [f"{name}: {seconds:.3f} s for {rows[name]} rows, goal 0.1" for name, seconds in slow.items()]


def told(misses: Sequence[str]) -> str:
    """Return the list of misses as Markdown."""
    return "".join(f"- misses the goal: {miss}\n" for miss in misses) or "Every question meets the goals.\n"


def copied(target: Path, extra: Path | None) -> None:
    """Write the graph as a release does, and what is beside it: what arq reads."""
    target.write_bytes(metadata.nquads([*metadata.quads(), *(graph.parse(extra) if extra else ())]))


def main() -> None:
    """Run all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="*", help="all when none is named")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow-runs", type=int, default=3, help="runs of rdflib and arq")
    parser.add_argument("--quads", type=int, nargs="*", default=[], help="sizes of generated graphs, asked warm")
    parser.add_argument("--peers", nargs="*", choices=PEERS[:3], default=list(PEERS[:3]))
    parser.add_argument("--jena", default="", help="folder of Jena's jars")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one process")
    parser.add_argument("--rdflib-large", action="store_true", help="rdflib on generated graphs too")
    parser.add_argument("--no-cold", action="store_true")
    parser.add_argument("--no-warm", action="store_true", help="not the shipped graph warm")
    options = parser.parse_args()
    if min(options.runs, options.slow_runs) < 1:
        parser.error("at least one run is needed")
    names = options.questions or sorted(queries.questions())
    unknown = [name for name in names if name not in queries.questions()]
    if unknown:
        parser.error(f"there is no question {', '.join(unknown)}; see: foederis ask --list")
    peers = [*options.peers, *(["arq"] if options.jena else [])]
    print(", ".join(f"{name} {version(name)}" for name in ("foederis", "pyoxigraph", "rdflib")), end="")
    print(f"; {options.runs} runs, {options.slow_runs} of rdflib and arq")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.nq"
        if options.jena:
            copied(whole, None)
        if not options.no_cold:
            figures = cold(names, peers, options, whole)
            print(f"\n## Cold, the shipped graph\n\n{table(figures, peers, {})}")
            if "foederis" in peers:
                print(told(missed_cold(figures)))
        if not options.no_warm:
            figures, rows = warm(names, peers, options, None, whole)
            print(f"\n## Warm, the shipped graph\n\n{table(figures, peers, rows)}")
        for size in options.quads:
            own = Path(folder) / f"own-{size}.nq"
            make = [sys.executable, str(Path(__file__).with_name("generate.py")), str(size), "-o", str(own)]
            subprocess.run(make, check=True, capture_output=True)
            place = Path(folder) / f"tdb-{size}"
            if options.jena:
                copied(whole, own)
                load = ["java", "-Xmx8g", "-cp", f"{options.jena}/*", "tdb2.tdbloader", "--loc", str(place), str(whole)]
                subprocess.run(load, check=True, capture_output=True)
            fit = [peer for peer in peers if peer != "rdflib" or options.rdflib_large]
            figures, rows = warm(names, fit, options, own, place)
            print(f"\n## Warm, {size:,} generated quads beside the shipped\n\n{table(figures, fit, rows)}")
            if "foederis" in fit:
                print(told(missed_warm(figures, rows)))


if __name__ == "__main__":
    main()
