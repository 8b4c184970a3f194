"""A row that mends takes the old words out of their files, with what rests on them, and leaves all else as it was."""

import pyoxigraph as ox
import pytest

from foederis.errors import BadUse
from foederis.kit import mending
from foederis.namespaces import ID

HEAD = """# What is stated.
@prefix c: <https://w3id.org/foederis/id/commitment/> .
@prefix foed: <https://w3id.org/foederis/def/> .
@prefix p: <https://w3id.org/foederis/id/passage/note/> .
@prefix q: <https://w3id.org/foederis/id/quantity/> .
@prefix s: <https://w3id.org/foederis/id/statement/note/> .

"""
FIRST = """p:a.p1.s1 {
    q:note-a foed:value 2 .

    c:wide-quay a foed:Commitment ;
        foed:quantity q:note-a .

    s:a.p1.s1-1 a foed:CommitmentStatement ;
        foed:makes c:wide-quay ;
        foed:paraphrase "Wij verbreden de kade ."@nl .
"""
SECOND = """
    s:a.p1.s1-2 a foed:Position ;
        foed:paraphrase "De kade is smal."@nl .
"""
EMPTY = """
p:a.p1.s2 {
    p:a.p1.s2 foed:emptyBecause <https://w3id.org/foederis/id/concept/empty-reason/connective> .
}
"""
CODED = """@prefix c: <https://w3id.org/foederis/id/commitment/> .
@prefix foed: <https://w3id.org/foederis/def/> .
@prefix k: <https://w3id.org/foederis/id/coding/note/me/> .
@prefix s: <https://w3id.org/foederis/id/statement/note/> .

<https://w3id.org/foederis/id/graph/coding/note/me> {
    k:1 a foed:Coding ;
        foed:codes c:wide-quay .

    k:2 a foed:Coding ;
        foed:codes s:a.p1.s1-2 .
}
"""


@pytest.fixture
def places(tmp_path):
    stated, coded = tmp_path / "statements", tmp_path / "codings"
    stated.mkdir()
    coded.mkdir()
    (stated / "a.trig").write_text(HEAD + FIRST + SECOND + "}\n" + EMPTY, encoding="utf-8")
    for name in ("me", "settled", "me-too"):
        (coded / f"{name}.trig").write_text(CODED.replace("note/me>", f"note/{name}>"), encoding="utf-8")
    return stated, coded


def subjects(path):
    return {one.subject.value.removeprefix(ID) for one in ox.parse(path=path, format=ox.RdfFormat.TRIG)}


def test_a_statement_leaves_with_what_is_described_for_it_alone_and_with_the_codes_of_its_coder(places):
    stated, coded = places
    made = mending.take_away(stated, coded, [f"{ID}statement/note/a.p1.s1-1"], ("me", "settled"))
    assert made == {f"{ID}statement/note/a.p1.s1-1": f"{ID}commitment/wide-quay"}
    text = (stated / "a.trig").read_text(encoding="utf-8")
    assert text == HEAD + "p:a.p1.s1 {" + SECOND + "}\n" + EMPTY
    assert subjects(coded / "me.trig") == subjects(coded / "settled.trig") == {"coding/note/me/2"}
    assert (coded / "me-too.trig").read_text(encoding="utf-8") == CODED.replace("note/me>", "note/me-too>")


def test_a_sentence_that_was_said_to_be_empty_can_be_stated_and_a_file_of_nothing_is_gone(places):
    stated, coded = places
    gone = [f"{ID}passage/note/a.p1.s2", f"{ID}statement/note/a.p1.s1-1", f"{ID}statement/note/a.p1.s1-2"]
    mending.take_away(stated, coded, gone[:1], ("me",))
    assert (stated / "a.trig").read_text(encoding="utf-8") == HEAD + FIRST + SECOND + "}\n"
    mending.take_away(stated, coded, gone[1:], ("me",))
    assert not (stated / "a.trig").exists()
    assert not (coded / "me.trig").exists()


def test_what_is_not_there_or_written_otherwise_is_refused_and_stays(places):
    stated, coded = places
    with pytest.raises(BadUse, match=r"nothing of 'a\.p9\.s9-1'"):
        mending.take_away(stated, coded, [f"{ID}statement/note/a.p9.s9-1"], ())
    odd = HEAD + FIRST.replace("\n    s:a", "\n  s:a") + "}\n"
    (stated / "a.trig").write_text(odd, encoding="utf-8")
    with pytest.raises(BadUse, match="not written as the program writes it"):
        mending.take_away(stated, coded, [f"{ID}statement/note/a.p1.s1-1"], ())
    assert (stated / "a.trig").read_text(encoding="utf-8") == odd
