"""Time `foederis site` as a whole process: of a machine that never asked anything, and of one that did.

Usage: python bench/site.py [RUNS] [--folder FOLDER]

A round is one run with an empty cache and two with the cache that it leaves; figures are medians, with all that were
measured. The site is written anew in FOLDER each time (else the folder of temporary files), and removed at the end:
some file systems make files slowly where as many were removed a minute before.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from foederis import rooms


def measure(target: Path, cache: Path) -> tuple[float, float]:
    """Return seconds on the clock and of processor of one run."""
    start, before = time.perf_counter(), os.times()
    made = subprocess.run(
        [sys.executable, "-m", "foederis", "site", "-o", str(target)], capture_output=True, text=True, check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "FOEDERIS_CACHE": str(cache)}, cwd=rooms.root(),
    )  # fmt: skip
    if made.returncode:
        sys.exit(made.stderr)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, work


def main() -> None:
    """Time the rounds, and print the medians."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("runs", nargs="?", type=int, default=3)
    reader.add_argument("--folder", help="where the sites are written")
    options = reader.parse_args()
    if options.runs < 1:
        reader.error("at least one run")
    found: dict[str, list[tuple[float, float]]] = {"empty cache": [], "cache filled": []}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for run in range(options.runs):
            base = Path(folder)
            cache = base / f"cache-{run}"
            found["empty cache"].append(measure(base / f"site-{run}-0", cache))
            found["cache filled"] += [measure(base / f"site-{run}-{again}", cache) for again in (1, 2)]
        sites = [one for one in base.iterdir() if one.name.startswith("site-")]
        files = [one for one in sites[0].rglob("*") if one.is_file()]
        size = sum(one.stat().st_size for one in files)
    print(f"{len(files):,} files, {size / 1e6:.1f} MB; {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'':<14}{'seconds':>9}{'processor':>11}  all")
    for name, rows in found.items():
        seconds, work = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:<14}{seconds:>9.1f}{work:>11.1f}  {' '.join(f'{one:.1f}' for one, _ in rows)}")


if __name__ == "__main__":
    main()
