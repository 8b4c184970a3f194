"""Time the engine of the explorer in Chromium, from disk or over HTTP.

    python bench/explorer.py SITE [--http] [--runs N]

SITE is a folder that `foederis site` wrote, with its scripts (`make web`); puppeteer-core is that of `tests/tools`
(`npm ci` there). Told are the bytes on the wire; the time until the engine is ready for the first time, for a page
opened after that, and after a question was cancelled; from an address with a value to its answer; and that of each
question as it stands, asked one after the other: median, and the slowest with its name. The times are the medians of
the runs. How busy the machine was is told with them.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import threading
from pathlib import Path

from foederis import queries

PATH = "q/scoreboard/index.html"
GOALS = {"cold": 1.5, "warm": 0.6, "again": 1.2, "answers": 1.5}
"""Seconds; of the questions: 5 ms by the median, 300 ms the slowest."""
_TOLD = {
    "cold": "engine ready, first time",
    "warm": "engine ready, another page",
    "again": "engine ready, after a cancelled question",
    "answers": "from an address to its answer",
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure, and print what was found."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("site", type=Path)
    reader.add_argument("--http", action="store_true", help="over HTTP of this machine; else from disk")
    reader.add_argument("--runs", type=int, default=5)
    given = reader.parse_args()
    if not (given.site / PATH).is_file() or not [*given.site.glob("assets/engine-*.js")]:
        sys.exit(f"{given.site} holds no explorer with scripts: make web, then foederis site -o FOLDER")
    for name in ("app", "engine", "data"):
        for path in given.site.glob(f"assets/{name}-*.js"):
            print(f"{path.name}: {len(gzip.compress(path.read_bytes(), 9)):,} bytes by gzip -9")
    root = f"{given.site.resolve().as_uri()}/"
    if given.http:
        handler = functools.partial(_Quiet, directory=str(given.site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_address[1]}/"
    known = queries.questions()
    told = {"root": root, "path": PATH, "runs": given.runs, "queries": [one.body for one in known.values()]}
    busy = os.getloadavg()[0]
    done = subprocess.run(
        ["node", str(Path(__file__).with_suffix(".mjs"))], input=json.dumps(told), text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"the browser could not be driven: {done.stderr[-800:]}")
    found = json.loads(done.stdout)
    way = "over HTTP" if given.http else "from disk"
    print(f"{found['version']}, {way}, {given.runs} runs, load {busy:.1f} before and {os.getloadavg()[0]:.1f} after")
    for key, said in _TOLD.items():
        print(f"{said}: {statistics.median(found[key]) / 1000:.2f} s (goal {GOALS[key]})")
    times = {name: statistics.median(runs) for name, runs in zip(known, zip(*found["asked"], strict=True), strict=True)}
    slowest = max(times, key=lambda name: times[name])
    print(
        f"{len(times)} questions: median {statistics.median(times.values()):.1f} ms (goal 5), "
        f"slowest {times[slowest]:.0f} ms ({slowest}; goal 300)"
    )


if __name__ == "__main__":
    main()
