"""What a visitor types is found: by names, parts of words, other numbers and spellings, near misses. Run in Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.site.built import needs_node

HERE = Path(__file__).parent
pytestmark = needs_node

WORDS = {"search_kind_commitment": "toezegging", "search_kinds_commitment": "toezeggingen"}
PARTS = [
    ["instrument", "id/instrument/", ".html", [
        ["pesco", "Permanente gestructureerde samenwerking", "PESCO|Permanent Structured Cooperation", "", 5],
        ["edf", "Europees Defensiefonds", "EDF|European Defence Fund", "", 5],
        ["pesco-projects", "PESCO-projecten", "", "", 3],
    ]],
    ["provision", "id/provision/", ".html", [["teu-42-7", "artikel 42, lid 7, VEU", "Article 42(7) TEU", "", 4]]],
    ["commitment", "id/commitment/", ".html", [["budget", "de begroting van Defensie verhogen", "", "", 2]]],
    ["code", "id/concept/", ".html", [["matter/pesco", "PESCO", "", "", 6]]],
    ["topic", "id/topic/", ".html", [
        ["treaties", "verdragen tussen staten"], ["letter", "een brief aan de Kamer"], ["cafe", "Café Élysée"],
        ["cooperation", "defensiesamenwerking"], ["council", "raad voor de veiligheid"],
    ]],
    ["statement", "id/statement/", ".html", [["kst/rec5.p1.s2-1", "De clausule geldt nog.", "", "Dutch cabinet"]]],
]  # fmt: skip


def call(module: str, *calls: list[Any], index: list[str] | None = None) -> list[Any]:
    """Return what functions of a module of the scripts give."""
    done = subprocess.run(
        ["node", str(HERE / "modules.mjs")], input=json.dumps({"module": module, "calls": calls, "index": index or []}),
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def index() -> list[dict[str, Any]]:
    return call("find.js", ["entries", PARTS, "nl", "names", WORDS])[0]


CASES = {
    "pesco": "id/instrument/pesco.html",  # the instrument before the code and what has it in its name
    "PESCO": "id/instrument/pesco.html",
    "permanent structured": "id/instrument/pesco.html",  # in the other language
    "European defense fund": "id/instrument/edf.html",  # American spelling
    "42(7) TEU": "id/provision/teu-42-7.html",
    "artikel 42.7 veu": "id/provision/teu-42-7.html",
    "samenwerking defensie": "id/topic/cooperation.html",  # the parts of a compound
    "verdrag staat": "id/topic/treaties.html",  # plurals
    "brieven": "id/topic/letter.html",
    "elysee": "id/topic/cafe.html",
    "veiligheidsraad": "id/topic/council.html",  # a compound that nothing holds, by its parts
    "toezeggingen defensie": "id/commitment/budget.html",  # a kind and a word
    "rec5.p1.s2": "id/statement/kst/rec5.p1.s2-1.html",  # the place of a sentence
    "clausule kabinet": None,
    "dutch cabinet clausule": "id/statement/kst/rec5.p1.s2-1.html",  # who holds it
}


def test_each_is_found_by_what_a_reader_may_type(index):
    found = call("find.js", *(["find", index, typed] for typed in CASES))
    first = {
        typed: one["found"][0]["href"] if one["how"] == "all" else None for typed, one in zip(CASES, found, strict=True)
    }
    assert first == CASES


def test_what_is_misspelt_or_has_some_of_the_words_is_told_apart_from_what_is_found(index):
    told = call(
        "find.js",
        ["find", index, "Europees Defensiefomds"],
        ["find", index, "verdragen over zzzz"],
        ["find", index, "zzzz"],
        ["find", index, " ?! "],
        ["find", index, "x" * 100_000],
    )
    assert [one["how"] for one in told] == ["near", "some", "none", "none", "none"]
    assert told[0]["found"][0]["name"] == "Europees Defensiefonds"


def test_what_was_typed_is_marked_in_a_name_and_the_name_stays_whole():
    shown = call("find.js", ["pieces", "Café Élysée en ﬁnanciën", "ELYSEE fin"], ["pieces", "<b>PESCO</b>", "pesco"])
    assert ["".join(text for text, _ in one) for one in shown] == ["Café Élysée en ﬁnanciën", "<b>PESCO</b>"]
    assert [text for text, marked in shown[0] if marked] == ["Élysée", "ﬁn"]
    assert [text for text, marked in shown[1] if marked] == ["PESCO"]


def test_a_text_is_folded_as_the_program_folds_names():
    from foederis.graph import fold

    texts = ["Café Élysée", "42(7) TEU", "EU-NAVO", "2 %", "  ", "ĲSSEL", "naïve – coöperatie", "Ålesund/Ærø"]
    assert call("find.js", *(["fold", text] for text in texts)) == [fold(text) for text in texts]
