"""What is cited saved as a file, and the line on one's own copy in the language that is chosen: as a visitor clicks."""

import re
from pathlib import Path
from typing import Any

import pytest

from foederis.site.wording import wording
from tests.conftest import LETTER
from tests.site.built import needs_node, needs_scripts, pages
from tests.site.test_forms import drive

pytestmark = [pytest.mark.long, needs_scripts, needs_node]
ASKED, CAME, PICTURE = (
    "q/mentioned-in/index.html?thing=PESCO", "nl/q/mentioned-in/index.html", "nl/pictures/scales-chart/index.html",
)  # fmt: skip
THING = f"id/passage/{LETTER}/rec4.p1.s1"
CHOSEN = {f"{THING}.html": ["", "nl", "", "nl"], f"{THING}.html#nl": ["nl", "", "nl"]}


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, Any]:
    folder: Path = pages(tmp_path_factory.mktemp("saved"), ["mentioned-in"], paths=[THING], drawn=["scales-chart"])
    uses = [(path, "saved", path, {}) for path in (ASKED, CAME, PICTURE)]
    uses += [(path, "switched", path, {"hashes": hashes}) for path, hashes in CHOSEN.items()]
    return drive("chrome", f"{folder.as_uri()}/", uses=uses)["uses"]


@pytest.mark.parametrize(
    ("path", "verb", "name"),
    [
        (ASKED, "Save as", r"foederis-0-mentioned-in-[0-9a-f]+"), (CAME, "Bewaar als", "foederis-0-mentioned-in"),
        (PICTURE, "Bewaar als", "foederis-0-scales-chart"),
    ],
)  # fmt: skip
def test_what_is_cited_is_saved_as_it_is_shown_and_named_by_its_key(path, verb, name, seen):
    assert [one["label"] for one in seen[path]] == [f"{verb} .bib", f"{verb} .ris"]
    for one, form in zip(seen[path], ("bib", "ris"), strict=True):
        assert re.fullmatch(rf"{name}\.{form}", one["name"])
        assert one["content"] == one["shown"]
        assert one["name"].removesuffix(f".{form}") in one["content"]
        assert not one["left"]
        assert one["gone"]
    bibtex, ris = (one["content"] for one in seen[path])
    assert bibtex.startswith("@misc{")
    assert ris.endswith("ER  - ")
    if path == ASKED:
        assert "/question/mentioned-in?thing=PESCO}" in bibtex
        assert "/question/mentioned-in?thing=PESCO\n" in ris


@pytest.mark.parametrize("path", CHOSEN)
def test_the_line_on_ones_own_copy_is_in_the_language_that_is_chosen(path, seen):
    assert seen[path] == [wording(one or "en")["exact_here"] for one in CHOSEN[path]]
