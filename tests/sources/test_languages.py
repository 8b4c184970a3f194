"""The tables of the languages, side by side: each has what another has, or says why not."""

import tomllib
from pathlib import Path

import pytest

import foederis
from foederis.sources.generate import cues
from foederis.sources.language import codes

TABLES = {part: Path(foederis.__file__).parent / part / "languages" for part in ("sources", "kit")}
LISTED = {
    "scale",
    "scale_marks",
    "scale_marks_after_currency",
    "numerals",
    "numerals_before",
    "adjectives",
    "citations",
}
"""Parts of a table that are there as a whole or not at all; `short_months` too."""


def read(part, code):
    return tomllib.loads((TABLES[part] / f"{code}.toml").read_text(encoding="utf-8"))


def keys(table, stem=""):
    """Return the keys of a table that hold something."""
    found = set()
    for key, value in table.items():
        name = f"{stem}{key}"
        if name == "left_out" or value in ({}, [], ""):
            continue
        whole = name in LISTED or name == "dates.short_months" or not isinstance(value, dict)
        found |= {name} if whole else keys(value, f"{name}.")
    return found


def lists_with_cues(code):
    return {iri.rsplit("/", 2)[1] for _, iri in cues(code)}


@pytest.mark.parametrize("part", TABLES)
@pytest.mark.parametrize("code", codes())
def test_a_table_has_each_key_that_another_has_or_says_why_not(part, code):
    every = set().union(*(keys(read(part, one)) for one in codes()))
    table = read(part, code)
    left_out = {key: why for key, why in table.get("left_out", {}).items() if key != "cues"}
    assert set(left_out) == every - keys(table), "say under [left_out] why it has no such key, of no other key"
    assert all(len(why.split()) > 3 and why.endswith((".", ").")) for why in left_out.values())


@pytest.mark.parametrize("code", codes())
def test_a_language_has_cues_of_each_list_of_codes_that_another_has_or_says_why_not(code):
    every = set().union(*(lists_with_cues(one) for one in codes()))
    told = read("sources", code).get("left_out", {}).get("cues", [])
    assert {name for row in told for name in row["lists"]} == every - lists_with_cues(code)
    assert all(len(row["why"].split()) > 3 for row in told)
