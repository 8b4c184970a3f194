"""A house of two documents: a copy of the rooms with the invented note beside the letter."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from foederis import graph, rooms, sources
from foederis.answers import columns
from foederis.codings import digests
from foederis.queries import internal
from tests.conftest import LETTER, ROOT

NOTE = "northmarch-note"
SHORT = {
    LETTER: "kst-21501-28-211",
    NOTE: "CNM-2020-7",
    "nl-coalitieakkoord-2021-12-15": "coalitieakkoord-2021",
    "se-jonson-clingendael-2023-11-09": "jonson-clingendael-2023",
    "nl-aanhangsel-387-2023-11-13": "aanhangsel-387",
}
"""What a passage of each document is told by: the abbreviation in the record of the document."""
TITLES = {LETTER: "cabinet response to AIV advice no. 112", NOTE: "note of the Council of Northmarch"}
CASE = Path(__file__).parents[1] / "cases" / "good" / "second-document"
TEXT = CASE / "note.txt"


def build(place: Path) -> None:
    """Copy the rooms into a folder and lay the note beside the letter; its passages and mentions are not made yet."""
    for name in rooms.NAMES:
        shutil.copytree(rooms.room(name), place / name)
    for name in ("CITATION.cff", "LICENSE-DATA"):  # what a release copies
        shutil.copy(ROOT / name, place)
    shutil.copytree(CASE / "graph", place / "graph", dirs_exist_ok=True)


def make_passages() -> None:
    """Write the skeleton and the indexes of the note into the rooms that are used now."""
    sources.generate(TEXT, NOTE)
    (sources.folder(NOTE) / digests.INDEX).write_text(digests.index(NOTE), encoding="utf-8")


def use(place: Path, patch: pytest.MonkeyPatch) -> None:
    """Use the rooms in a folder, here and in subprocesses, with a cache of their own."""
    patch.setenv("FOEDERIS_ROOMS", str(place))
    patch.setenv("FOEDERIS_CACHE", str(place / "cache"))
    patch.delenv("FOEDERIS_SOURCES", raising=False)
    patch.setenv("XDG_DATA_HOME", str(place / "data"))
    forget()


def forget() -> None:
    """Forget what was read of the rooms."""
    for one in (graph.content_hash, columns.words, internal.text, graph.documents):
        clear: Callable[[], None] = one.cache_clear
        clear()


__all__ = ["CASE", "NOTE", "SHORT", "TEXT", "TITLES", "build", "forget", "make_passages", "use"]
