"""A locator may name what documents of other kinds have, and nothing else."""

import re

import pyoxigraph as ox
import pytest

from foederis import rooms, sources
from foederis.namespaces import FOED, PREFIXES

SH = PREFIXES["sh"]


@pytest.fixture(scope="module")
def pattern() -> re.Pattern[str]:
    """Return the pattern of foed:SentenceShape; SHACL searches, as `re.search` does."""
    store = ox.Store()
    store.bulk_extend(ox.parse(path=rooms.room("validate") / "passages.ttl", format=ox.RdfFormat.TURTLE))
    (row,) = store.query(
        f"SELECT ?pattern {{ <{FOED}SentenceShape> <{SH}property> ?p . ?p <{SH}path> <{FOED}locator> ; <{SH}pattern> ?pattern }}"
    )
    return re.compile(row["pattern"].value)


@pytest.mark.parametrize(
    "locator",
    [
        "intro.p1.s1", "rec5.ask.s1", "rec10.p2.s13", "gen.h.s1", "fn3.s2",  # a letter
        "part-two.p1.s1", "annex-1-a.h.s1",  # hyphens
        "7.2.1.p1.s2", "sec7.2.1.h.s1", "12.p3.s1", "7.s1",  # numbered sections, as deep as they go
        "q1.s1", "a1.p2.s3", "rec5.q1.s1", "rec5.a12.p1.s2", "7.2.q3.s1",  # questions and answers
        "t1.r2.c3.s1", "annex.t1.r2.c3.s1", "annex.r2.c3.s2", "a1.t2.r1.c1.s1",  # cells of a table
        "annex.2.t1.r26.s1",  # a row of one
    ],
)  # fmt: skip
def test_a_locator_of_any_kind_of_document_is_allowed(locator, pattern):
    assert pattern.search(locator)


@pytest.mark.parametrize(
    "locator",
    [
        "", "s", "rec5", "rec5.p1", "rec5.p1.s", "rec5.p.s1", "rec5.p1.s1.s2", "rec5.s1.p1", "rec5..s1", ".s1",
        "Rec5.p1.s1", "rec5.p1.S1", "rec 5.p1.s1", "rec5/p1/s1", "rec5.p1.s1 ", "-a.s1", "a-.s1", "a--b.s1",
        "rec5.c3.s1", "rec5.r2.s1", "annex.c3.r2.s1", "annex.t1.s1", "annex.t1.r2.c3", "annex.p1.r2.c3.s1",
        "rec5.q.s1", "rec5.ask.p1.s1", "rec5.a1.q1.s1", "7.2.p1.3.s1", "7.2.1", "réc.s1", "rec5.x1.s1",
    ],
)  # fmt: skip
def test_what_is_no_locator_is_refused(locator, pattern):
    assert not pattern.search(locator)


@pytest.mark.parametrize("document", sources.documents())
def test_every_sentence_of_a_shipped_document_has_such_a_locator(document, pattern):
    assert [one.locator for one in sources.read_skeleton(document).sentences if not pattern.search(one.locator)] == []
