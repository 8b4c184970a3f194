"""Look at pages of the explorer with Lighthouse, as a phone on a slow network sees them.

    python bench/pages.py SITE [--runs N] [PATH ...]

SITE is a folder that `foederis site` wrote; Lighthouse is that of `bench/pages` (`npm ci` there, Node 20 and Chromium
beside it). The site is served from this machine as a plain host serves it, by gzip. Told are, by page, the medians
of the runs: first and largest contentful paint, blocking and shift under Lighthouse's simulated slow 4G and slow
processor, and its scores of accessibility, best practices and search engines (of 100). How busy the machine was is told
with them: a busy one makes times longer, never shorter.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from http import HTTPStatus
from pathlib import Path

LIGHTHOUSE = Path(__file__).parent / "pages" / "node_modules" / "lighthouse" / "cli" / "index.js"
PATHS = (
    "index.html", "nl/index.html", "q/scoreboard/index.html", "nl/q/scoreboard/index.html", "q/commitments/index.html",
    "q/what-became-of/index.html", "id/instrument/pesco.html", "id/actor/nl-cabinet.html",
    "read/bzdoc-1754443015-75/rec4.html", "search/index.html", "sparql/index.html", "data/index.html",
)  # fmt: skip
AUDITS = {
    "FCP s": ("first-contentful-paint", 1000), "LCP s": ("largest-contentful-paint", 1000),
    "TBT ms": ("total-blocking-time", 1), "CLS": ("cumulative-layout-shift", 1),
}  # fmt: skip
SCORES = {"access": "accessibility", "practice": "best-practices", "seo": "seo"}
GOALS = "FCP at most 1.0 s, LCP 1.2 s, TBT 50 ms, CLS 0; accessibility and best practices 100"
PACKED = {".html", ".css", ".js", ".svg", ".json", ".ttl", ".jsonld", ".csv", ".atom", ".ics", ".trig"}


class _Host(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Send a file by gzip where it is text, as a plain host does."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            return super().do_GET()
        content = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def looked(address: str) -> dict[str, float | None]:
    """Return what Lighthouse finds of a page, by the name of the column."""
    flags = "--headless=new --disable-gpu" + (" --no-sandbox" if os.geteuid() == 0 else "")
    done = subprocess.run(
        ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", f"--chrome-flags={flags}",
         "--only-categories=performance,accessibility,best-practices,seo"],
        capture_output=True, text=True, check=False,
        env={**os.environ, "CHROME_PATH": os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium") or ""},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"Lighthouse failed on {address}: {done.stderr.strip()[-500:]}")
    told = json.loads(done.stdout)
    found: dict[str, float | None] = {}
    for name, (audit, unit) in AUDITS.items():
        value = told["audits"][audit].get("numericValue")
        found[name] = None if value is None else value / unit
    for name, key in SCORES.items():
        score = told["categories"][key]["score"]
        found[name] = None if score is None else round(score * 100)
    for key, one in told["audits"].items():
        if one.get("score") == 0 and one.get("scoreDisplayMode") == "binary":
            print(f"  {address.split('/', 3)[3]}: {key}: {one['title']}", file=sys.stderr)
    return found


def main() -> None:
    """Look, and print what was found."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("site", type=Path)
    reader.add_argument("paths", nargs="*", default=PATHS)
    reader.add_argument("--runs", type=int, default=3)
    given = reader.parse_args()
    if not LIGHTHOUSE.is_file():
        sys.exit("Lighthouse is not here: npm ci --ignore-scripts in bench/pages")
    missing = [path for path in given.paths if not (given.site / path).is_file()]
    if missing:
        sys.exit(f"{given.site} has no {missing[0]}: foederis site -o FOLDER writes it")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(given.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{given.runs} runs; wanted: {GOALS}; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'page':42}" + "".join(f"{name:>9}" for name in (*AUDITS, *SCORES)))
    for path in given.paths:
        runs = [looked(f"http://127.0.0.1:{server.server_address[1]}/{path}") for _ in range(given.runs)]
        cells = []
        for name in (*AUDITS, *SCORES):
            values = [value for one in runs if (value := one[name]) is not None]
            cells.append(f"{statistics.median(values):9.2f}" if values else f"{'-':>9}")
        print(f"{path:42}" + "".join(cells), flush=True)
    server.shutdown()


if __name__ == "__main__":
    main()
