"""What the whole site weighs: each part is held to what was measured, so that nothing grows unseen."""

import os
from collections import Counter
from pathlib import Path

import pytest

from foederis.publish import release

pytestmark = pytest.mark.long

MOST = {"pages of things": 27.7, "data of things": 15.1, "things": 42.7, "other pages": 19.5, "all": 99.6}
"""Millions of bytes. The budget of the whole is 100; docs/decisions/20261129-the-explorer.md tells what made it fit."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return the explorer: that of `make site` where FOEDERIS_SITE names it."""
    if os.environ.get("FOEDERIS_SITE"):
        return Path(os.environ["FOEDERIS_SITE"])
    place = tmp_path_factory.mktemp("weighed") / "site"
    release.write_site(str(place))
    return place


def part(path: str) -> str:
    if path.startswith(("id/", "def/")):
        return "pages of things" if path.endswith(".html") else "data of things"
    return "other pages" if path.endswith(".html") and "/pictures/" not in f"/{path}" else "other files"


def test_no_part_of_the_site_is_larger_than_was_measured(folder):
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            found[part(path.relative_to(folder).as_posix())] += path.stat().st_size
    found["all"] = sum(found.values())
    found["things"] = found["pages of things"] + found["data of things"]
    assert {name: size for name, size in found.items() if size > MOST.get(name, 100) * 1_000_000} == {}


def test_the_pages_of_the_ontology_and_the_lists_of_things_have_at_most_1400_nodes(folder):
    pages = [*folder.glob("def/terms-*.html"), folder / "def/index.html", folder / "id/index.html"]
    pages += folder.glob("id/*/page-*.html")
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert text.count("<") - text.count("</") <= 1_400, path.name
