"""The graph written aside: rooms like ours of which the graph can be changed, and all rules asked, before it counts."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from foederis import rooms, validate
from foederis.kit.checks import Finding
from foederis.kit.material import Material
from foederis.kit.reviewing import findings_of, words_of

RIGHTS = "Check the rights of the folder of the graph."


@contextlib.contextmanager
def staged() -> Iterator[Path]:
    """Yield rooms like ours, of which the graph can be written; while it lasts they are the rooms."""
    root, before = rooms.root(), os.environ.get("FOEDERIS_ROOMS")
    with tempfile.TemporaryDirectory() as place:
        aside = Path(place)
        shutil.copytree(root / "graph", aside / "graph")
        for name in rooms.NAMES:
            if name != "graph":
                (aside / name).symlink_to(root / name)
        os.environ["FOEDERIS_ROOMS"] = str(aside)
        try:
            yield aside
        finally:
            if before is None:
                del os.environ["FOEDERIS_ROOMS"]
            else:
                os.environ["FOEDERIS_ROOMS"] = before


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def wrong(changed: Sequence[str], material: Material) -> tuple[Finding, ...]:
    """Return what validation finds wrong in what was written, each with its sentence."""
    report = validate.run()
    ours = {f"graph/{name}" for name in changed}
    results = [one for one in report.results if one.severity == "violation" and (one.file in ours or not one.file)]
    return findings_of(results, words_of(material, results))
