"""Time `foederis source draft` as a whole process, from a file to a folder with its review sheet.

    python bench/drafts.py FILE|FOLDER ... [--runs N]

Of each text: its characters and sentences, the seconds on the clock (median and longest of the runs) and of the
processor, and peak memory. What the first run of all leaves in the caches is there for all that are counted; how busy
the machine was is told with the table.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 10.0
"""Seconds within which a text is a sheet to fill in."""
_KINDS = (".pdf", ".html", ".htm", ".docx", ".md", ".txt")


def measure(path: Path, target: Path, environment: dict[str, str]) -> tuple[float, float, float, str]:
    """Return the seconds on the clock and of the processor, the peak memory in MB, and what was told."""
    command = [sys.executable, "-m", "foederis", "source", "draft", str(path), "-o", str(target)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    told = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{path} cannot be drafted: {told}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told


def main() -> None:
    """Draft each file some times in turn and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    paths = [p for one in asked.files for p in ([one] if one.is_file() else sorted(one.iterdir()))]
    paths = [path for path in paths if path.suffix.lower() in _KINDS and path.stem.casefold() != "readme"]
    found: dict[Path, list[tuple[float, float, float, str]]] = {path: [] for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FOEDERIS_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/code"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        measure(paths[0], Path(folder) / "first", environment)
        busy = [os.getloadavg()[0]]
        for number in range(asked.runs):
            for path in paths:
                found[path].append(measure(path, Path(folder) / f"{path.stem}-{number}", environment))
            busy.append(os.getloadavg()[0])
    print(f"{asked.runs} runs, Python {platform.python_version()}, {os.cpu_count()} cores; ", end="")
    print(f"processes that wanted one: {' '.join(f'{one:.1f}' for one in busy)}\n")
    print("| text | characters | sentences | seconds | longest | of the processor | peak MB |\n" + "|---" * 7 + "|")
    for path, runs in found.items():
        seconds, work, memory, told = zip(*runs, strict=True)
        counted = re.search(r"(\d+) sentences", told[0])
        figures = (statistics.median(seconds), max(seconds), statistics.median(work))
        row = [path.stem, f"{len(path.read_bytes().decode(errors='ignore')):,}", counted.group(1) if counted else "-"]
        row += [*(f"{one:.2f}" for one in figures), f"{max(memory):.0f}"]
        print(f"| {' | '.join(row)} |")
    late = sum(1 for runs in found.values() for one in runs if one[0] >= GOAL)
    print(f"\n{late} of {sum(map(len, found.values()))} drafts took {GOAL:.0f} seconds or more.")


if __name__ == "__main__":
    main()
