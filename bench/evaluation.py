"""Time questions on rdflib by itself and with our order of patterns and joins, turn by turn in one process.

Usage: python bench/evaluation.py [QUESTION ...] [--runs N]

Figures are medians of CPU seconds of the query alone, on the shipped graph; the rows of both are compared. Only groups
of nothing are answered as SPARQL has it on both sides, since their rows would differ.
"""

import argparse
import statistics
import time

from rdflib.plugins import sparql

from foederis import graph, queries
from foederis.graph import evaluation
from foederis.namespaces import PREFIXES

SOME = ["about-actor", "entities", "linked-through-acts", "readings", "positions", "what-became-of", "left-to-others"]


def _alone(context: object, what: object) -> object:
    if what.name != "AggregateJoin":
        raise NotImplementedError
    return evaluation.part(context, what)


def main() -> None:
    """Print a line for each question: seconds before, after, the ratio, and whether the rows are the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="*", default=SOME)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    data = graph.dataset()
    print(f"{'question':<24}{'rows':>6}{'rdflib':>9}{'with ours':>11}{'ratio':>8}  rows")
    for name in options.questions:
        text = queries.questions()[name].text
        seconds: dict[str, list[float]] = {"rdflib": [], "ours": []}
        rows = {}
        for _ in range(options.runs):
            for side, part in (("rdflib", _alone), ("ours", evaluation.part)):
                sparql.CUSTOM_EVALS["foederis"] = part
                start = time.process_time()
                rows[side] = list(data.query(text, initNs=PREFIXES))
                seconds[side].append(time.process_time() - start)
        before, after = (statistics.median(seconds[side]) for side in ("rdflib", "ours"))
        same = "same" if rows["rdflib"] == rows["ours"] else "OTHER"
        print(f"{name:<24}{len(rows['ours']):>6}{before:>9.1f}{after:>11.1f}{after / before:>8.2f}  {same}", flush=True)


if __name__ == "__main__":
    main()
