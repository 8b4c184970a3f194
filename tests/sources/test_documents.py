"""What is written of a document by a program: in its language, and in agreement with its record."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import sources
from foederis.namespaces import CONCEPT, DCTERMS, FOED, ID
from foederis.sources.generate import cues
from foederis.sources.layout import read_layout
from foederis.sources.mentions import write_mentions
from foederis.sources.skeleton import parse_skeleton, skeleton_trig

AUTHORITY = "http://publications.europa.eu/resource/authority/language/"
LANGUAGES = {"nl": "NLD", "en": "ENG"}
NOTE = """Purpose

The Council of Testland will spend 10.7 billion crowns by 1 January 2031. It does not
exclude short- and long-
term loans.

1. Should the Council lend?

It may lend 1,900 boats.

2.1 Boats

Twenty-two boats float.
"""
LAYOUT = """
document = "note"
language = "en"
title = {nl = "nota", en = "note"}
section = [
    {name = "purpose", nl = "Doel", en = "Purpose", heading = "Purpose"},
    {name = "q1", nl = "Vraag 1", en = "Question 1", starts = "1. Should"},
    {name = "sec2-boats", nl = "Boten", en = "Boats", heading = "2.1 Boats"},
]
"""


@pytest.mark.parametrize("document", sources.documents())
def test_a_shipped_document_is_in_the_language_of_its_record_and_has_a_date(document, store):
    node = ox.NamedNode(f"{ID}document/{document}")
    spoken = [q.object.value for q in store.quads_for_pattern(node, ox.NamedNode(DCTERMS + "language"), None, None)]
    assert set(spoken) == {AUTHORITY + LANGUAGES[sources.layout_of(document).language]}
    assert all(sources.date(document, "en"))


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Path]:
    """Return the skeleton and the mention index of an invented English note."""
    (tmp_path / "layout.toml").write_text(LAYOUT, encoding="utf-8")
    layout = read_layout(tmp_path / "layout.toml")
    (tmp_path / "skeleton.trig").write_text(skeleton_trig(NOTE, layout), encoding="utf-8")
    skeleton = parse_skeleton(tmp_path / "skeleton.trig", "note")
    index = write_mentions(NOTE, layout, [("Council of Testland", f"{ID}actor/council")], cues("en"), skeleton)
    (tmp_path / "mentions.trig").write_text(index, encoding="utf-8")
    return tmp_path / "skeleton.trig", tmp_path / "mentions.trig"


def test_an_english_note_is_cut_and_named(written):
    store = ox.Store()
    store.bulk_load(path=written[0])
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    named = {
        q.subject.value.rsplit("/", 1)[-1]: q.object.value
        for q in store.quads_for_pattern(None, label, None, None)
        if q.object.language == "en"
    }
    assert named["purpose.p1.s2"] == "Purpose, paragraph 1, sentence 2"
    assert named["purpose.h.s1"] == "Purpose, heading, sentence 1"
    assert named["sec2-boats.p1.s1"] == "Boats, paragraph 1, sentence 1"
    assert "q1.ask.s1" in named


def test_its_numbers_dates_and_cues_are_read_in_english(written):
    found: dict[tuple[str, str], set[str]] = {}
    for quad in ox.parse(path=written[1], format=ox.RdfFormat.TRIG):
        key = quad.subject.value.rsplit("/", 1)[-1], quad.predicate.value.removeprefix(FOED)
        found.setdefault(key, set()).add(quad.object.value)
    assert found["purpose.p1.s1", "mentionsNumber"] == {"10.7", "10700000000.0", "1.0", "2031.0"}
    assert found["purpose.p1.s1", "mentionsDate"] == {"2031", "2031-01-01"}
    assert found["purpose.p1.s1", "mentions"] == {f"{ID}actor/council"}
    assert f"{CONCEPT}polarity/denied" in found["purpose.p1.s2", "mentionsCue"]
    assert found["q1.p1.s1", "mentionsNumber"] == {"1900.0"}
    assert found["sec2-boats.p1.s1", "mentionsNumber"] == {"22.0"}


@pytest.mark.parametrize(
    ("levels", "nl", "en"),
    [
        ("q1", "Deel, vraag 1", "Part, question 1"),
        ("a1.p2.s3", "Deel, antwoord 1, alinea 2, zin 3", "Part, answer 1, paragraph 2, sentence 3"),
        ("t1.r2.c3.s1", "Deel, tabel 1, rij 2, kolom 3, zin 1", "Part, table 1, row 2, column 3, sentence 1"),
        ("ask.s1", "Deel, de aanbeveling zelf, zin 1", "Part, the recommendation itself, sentence 1"),
        ("2.1.h.s1", "Deel, 2, 1, kop, zin 1", "Part, 2, 1, heading, sentence 1"),
    ],
)
def test_every_level_of_a_locator_has_a_name_in_both_languages(levels, nl, en):
    from foederis.sources.skeleton import _label

    assert _label(f"part.{levels}", {"part": ("Deel", "Part")}) == [f'"{nl}"@nl', f'"{en}"@en']
