"""What comes back is held line by line against its sentence."""

from pathlib import Path

from foederis.kit.checks import check, report
from foederis.kit.material import Material, Piece
from foederis.kit.sheets import COLUMNS, NAMES, Filled, Row, name_of
from foederis.namespaces import CONCEPT, ID
from foederis.sources import Skeleton, read_layout

WORDS = "We believe that NATO must do 2 % more for the harbour of our old country by 2030."
RIGHT = {
    "where": "view.p1.s1", "sentence": "", "kind": "Position", "holder": "actor/nld", "about": "actor/nato", "polarity": "affirmed",
    "modality": "should", "nl": "De NAVO moet meer doen.", "en": "NATO must do more.", "stance": "favours",
    "verdict": "right",
}  # fmt: skip


def told(tmp_path: Path, names: tuple[dict[str, str], ...] = (), creator: str = "", **cells: str) -> str:
    path = tmp_path / "layout.toml"
    path.write_text(
        'document = "note"\nlanguage = "en"\n[title]\nnl = "nota"\nen = "note"\n'
        '[[section]]\nname = "view"\nnl = "Oordeel"\nen = "View"\nstarts = "We believe"\n',
        encoding="utf-8",
    )
    piece = Piece(
        "view.p1.s1",
        WORDS,
        "view",
        (f"{ID}actor/nato",),
        (f"{CONCEPT}modality/should", f"{CONCEPT}unit/percent"),
        ("2", "2030"),
    )
    material = Material(read_layout(path), Skeleton("note", (), ()), (piece,))
    row = Row(2, {**dict.fromkeys(COLUMNS, ""), **RIGHT, **cells})
    named = [Row(2, {**dict.fromkeys(NAMES, ""), **one}) for one in names]
    record = {"creator": creator} if creator else {}
    return report(check(Filled((row,), tuple(named), record), material, Path("sheet.xlsx")))


def test_a_right_row_has_no_finding(tmp_path):
    assert told(tmp_path) == ""
    assert told(tmp_path, verdict="", nl="", en="", stance="") == ""
    assert told(tmp_path, verdict="wrong") == "", "what the machine proposed is refused without a reason"


def test_each_fault_is_told_with_its_line_and_the_sentence(tmp_path):
    faults = {
        "no sentence": {"where": "view.p9.s1"},
        "no verdict": {"verdict": ""},
        "no remark": {"verdict": "objection"},
        "no kind of statement": {"kind": "Opinion"},
        "'nl' is empty": {"nl": ""},
        "not in the graph": {"holder": "actor/no-such-thing"},
        "does not mention actor/eu": {"about": "actor/eu"},
        "go together": {"subject": "actor/nato"},
        "no word for a denial": {"polarity": "denied"},
        "no word for 'will'": {"modality": "will"},
        "'' is no modality": {"modality": ""},
        "repeats the sentence": {"en": "NATO must do 2 % more for the harbour of our old country."},
        "does not mention 2024": {"en": "NATO must do more in 2024."},
        "'stance' is empty": {"stance": ""},
        "under 'more' is no property": {"more": "nothing=degree/more"},
        "'within=actor/no-such' under 'more' is nothing": {"more": "within=actor/eu actor/no-such"},
        "'when=2026' under 'more' is nothing": {"more": "when=2026"},
        "'readWith=p:view.p9.s1' under 'more' is nothing": {"more": "readWith=p:view.p9.s1"},
        "no sentence 'view.p9.s1' (under 'evidence')": {"evidence": "view.p9.s1"},
        "the text has another sentence here now": {"sentence": "Another one."},
        "'unit' is filled in and 'amount' is not": {"unit": "percent"},
        "'two' is no number": {"amount": "two"},
        "does not mention 3 (under 'amount')": {"amount": "3", "unit": "percent", "nature": "norm"},
        "an amount has a unit": {"amount": "2", "nature": "norm"},
        "no word for 'comparator/at-least' (under 'comparator')": {
            "amount": "2",
            "unit": "percent",
            "nature": "norm",
            "comparator": "at-least",
        },
        "no word for 'degree/further' (under 'more')": {"more": "degree=degree/further"},
        "'no-such' is no comparator": {"amount": "2", "unit": "percent", "nature": "norm", "comparator": "no-such"},
        "under 'when' is no time": {"when": "2024-13-40"},
        "does not mention 2031 (under 'when')": {"when": "2031"},
        "of a commitment alone": {"deadline": "2030"},
        "in both languages": {"condition en": "if the others do too"},
    }
    for what, cells in faults.items():
        text = told(tmp_path, **cells)
        assert what in text, (what, text)
        assert "sheet.xlsx:2" in text
        assert what == "no sentence" or WORDS in text


def test_what_narrows_a_statement_down_can_be_said(tmp_path):
    right = {
        "amount": "2", "unit": "percent", "nature": "norm", "comparator": "equal", "when": "2030",
        "condition nl": "als anderen het ook doen", "condition en": "if others do too",
        "more": "within=actor/eu actor/nato; readWith=p:view.p1.s1", "evidence": "view.p1.s1", "sentence": WORDS,
    }  # fmt: skip
    assert told(tmp_path, **right) == ""


def test_a_name_gives_words_to_what_is_there_or_describes_what_is_new(tmp_path):
    country = {
        "id": "topic/example-country",
        "nl": "voorbeeldland",
        "en": "example country",
        "words": "our old country",
    }
    assert told(tmp_path, (country,), about="topic/example-country") == ""
    assert told(tmp_path, ({"id": "actor/eu", "words": "our old country"},), about="actor/eu") == ""
    faults = {
        "cannot be the id": {"id": "example country"},
        "has no name in Dutch": {"id": "topic/example-country", "words": "country"},
        "no words stand for": {"id": "actor/eu"},
        "has no class": {**country, "id": "actor/example-country"},
        "'NoSuch' is no class": {**country, "class": "NoSuch"},
        "there is no sentence 'view.p1.s1 view.p1.s2'": {**country, "where": "view.p1.s1 view.p1.s2"},
        f"actor/nato is called '{name_of(f'{ID}actor/nato')}' already": {**country, "en": name_of(f"{ID}actor/nato")},
    }
    for what, name in faults.items():
        text = told(tmp_path, (name,))
        assert what in text, (what, text)
        assert "sheet.xlsx:names:2" in text
    assert "stands twice" in told(tmp_path, (country, country))


WHY = {"why nl": "De zin bedoelt de Unie van die landen.", "why en": "The sentence means the Union of those countries."}


def test_what_is_only_meant_is_inferred_with_a_reason(tmp_path):
    about = {"about": "actor/nato actor/eu"}
    assert told(tmp_path, **about, inferred="actor/eu", **WHY) == ""
    assert told(tmp_path, polarity="denied", inferred="polarity/denied", **WHY) == ""
    assert (
        told(tmp_path, more="degree=degree/further; within=actor/eu", inferred="degree/further actor/eu", **WHY) == ""
    )
    later = {"when": "2031", "en": "NATO must do more from 2031 on.", "nl": "De NAVO moet vanaf 2031 meer doen."}
    assert told(tmp_path, **later, inferred="period/2031", **WHY) == ""
    faults = {
        "does not mention actor/eu (under 'about')": about,
        "period/2032 is inferred and the row does not say it": {**later, "inferred": "period/2031 period/2032", **WHY},
        "has no reason": {**about, "inferred": "actor/eu", "why nl": WHY["why nl"]},
        "nothing is inferred": WHY,
        "actor/eu is inferred and the row does not say it": {"inferred": "actor/eu", **WHY},
        "actor/nato is inferred and the sentence mentions it": {"inferred": "actor/nato", **WHY},
    }
    for what, cells in faults.items():
        text = told(tmp_path, **cells)
        assert what in text, (what, text)


def test_a_new_topic_can_name_an_act(tmp_path):
    act = {
        "id": "topic/example-widening", "nl": "voorbeeldverbreding", "en": "example widening", "words": "more for",
        "subject": "actor/nato", "relation": "supports", "object": "actor/eu",
    }  # fmt: skip
    assert told(tmp_path, (act,)) == ""
    faults = {
        "only a new topic names an act": {**act, "id": "actor/nato"},
        "an act is a relation and its object": {**act, "object": ""},
        "'no-such' is no relation": {**act, "relation": "no-such"},
        "actor/no-such (in the act of topic/example-widening) is not in the graph": {**act, "subject": "actor/no-such"},
    }
    for what, name in faults.items():
        text = told(tmp_path, (name,))
        assert what in text, (what, text)


def test_a_holder_is_said_where_nothing_says_who_the_author_is(tmp_path):
    assert "the column 'holder' is empty" in told(tmp_path, holder="")


def test_a_position_that_is_not_the_authors_own_has_no_stance(tmp_path):
    assert told(tmp_path, creator="actor/swe", stance="") == ""
    assert "'no-such' is no stance" in told(tmp_path, creator="actor/swe", stance="no-such")
    for holder in ("actor/nld", ""):
        assert "'stance' is empty" in told(tmp_path, creator="actor/nld", holder=holder, stance="")
