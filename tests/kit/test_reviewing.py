"""Statements that come back as TriG are held against the rules of the graph, line by line, beside their sentences."""

import pytest

from foederis.errors import BadInput
from foederis.kit import drafts
from foederis.kit.checks import report
from foederis.kit.reviewing import review

NOTE = "Our view\n\nThe quay is too narrow. We believe that NATO must do more.\n"
STATED = """@prefix actor: <https://w3id.org/foederis/id/actor/> .
@prefix foed: <https://w3id.org/foederis/def/> .
@prefix modality: <https://w3id.org/foederis/id/concept/modality/> .
@prefix p: <https://w3id.org/foederis/id/passage/quay-note/> .
@prefix polarity: <https://w3id.org/foederis/id/concept/polarity/> .
@prefix s: <https://w3id.org/foederis/id/statement/quay-note/> .

p:our-view.p1.s2 {
    s:our-view.p1.s2-1 a foed:Assessment , foed:Statement ;
        foed:holder actor:nld ;
        foed:about actor:nato , actor:eu ;
        foed:polarity polarity:denied ;
        foed:modality modality:should ;
        foed:paraphrase "De NAVO moet meer doen."@nl , "NATO must do more."@en .
}
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    place = tmp_path_factory.mktemp("draft")
    (place / "quay-note.txt").write_text(NOTE, encoding="utf-8")
    return drafts.draft(place / "quay-note.txt", str(place / "d"), "en").folder


def test_each_finding_has_its_line_the_sentence_and_a_remedy(draft):
    path = draft / "stated.trig"
    path.write_text(STATED, encoding="utf-8")
    found = review(path)
    by_what = {one.what: one for one in found}
    about = next(one for what, one in by_what.items() if "actor/eu" in what and "does not mention" in what)
    denied = next(one for what, one in by_what.items() if "denied" in what.casefold() or "denial" in what.casefold())
    for one in (about, denied):
        assert one.where.endswith(f"{path}:9")
        assert (one.locator, one.words) == ("our-view.p1.s2", "We believe that NATO must do more.")
        assert one.remedy
    assert not any("no sentence of a document" in what for what in by_what)
    assert not any("mentions.trig" in one.where or "skeleton.trig" in one.where for one in found)
    assert "our-view.p1.s2: We believe that NATO must do more." in report(list(found))


def test_what_is_stated_of_a_sentence_that_is_not_there_is_told(draft):
    path = draft / "elsewhere.trig"
    path.write_text(STATED.replace("our-view.p1.s2", "our-view.p7.s7"), encoding="utf-8")
    assert any("which is no sentence of a document" in one.what for one in review(path, str(draft)))


def test_what_is_not_well_formed_is_refused_with_its_line(draft):
    path = draft / "broken.trig"
    path.write_text(STATED.replace("polarity:denied ;", "polarity:denied"), encoding="utf-8")
    with pytest.raises(BadInput, match="not well formed") as told:
        review(path)
    assert f"{path}:13" in str(told.value)
