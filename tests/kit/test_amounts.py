"""How an amount of the sheet is called."""

import pytest

from foederis.kit import amounts
from foederis.namespaces import ID

CELLS = dict.fromkeys(("condition nl", "condition en", "when", "deadline", "amountOf"), "") | {
    "kind": "FactualClaim", "amount": "2", "unit": "percent", "comparator": "equal", "nature": "norm", "about": "topic/norm",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("declaration-2024-03-20-allied-p4-s3-1", "declaration, 20 March 2024"),
        ("agreement-2021-annex-p1-s1-1", "agreement 2021–2025"),
    ],
)
def test_the_name_of_an_amount_has_no_year_that_only_its_document_has(name, title):
    made = amounts.told(CELLS, name, {"nl": title, "en": title}, lambda iri, _: iri.rsplit("/", 1)[1])
    (label,) = (line for line in made.blocks[0].splitlines() if "prefLabel" in line)
    assert not [word for word in ("2021", "2024", "2025") if word in label]
    assert "norm (" in label
    assert "-s1-1): 2" in label or "-s3-1): 2" in label


def test_a_condition_that_another_text_has_too_is_named_with_its_document():
    def label(**condition: str) -> str:
        cells = CELLS | {"amount": "", **{f"condition {tag}": text for tag, text in condition.items()}}
        made = amounts.told(cells, "note-view-p1-s1-1", {"nl": "nota, 2024", "en": "note, 2024"}, lambda iri, _: iri)
        (found,) = (line for line in made.blocks[0].splitlines() if "prefLabel" in line)
        return found

    assert "(note)" in label(nl="waar dat nodig is", en="where that is needed")
    assert "(note)" not in label(nl="als de kade klaar is", en="if the quay is ready")


def test_two_conditions_or_commitments_of_one_text_that_are_worded_alike_are_told_apart_by_their_place():
    naming = amounts.Naming({"nl": "nota, 2024", "en": "note, 2024"}, "note-")
    words = {"nl": "als de kade klaar is", "en": "if the quay is ready"}
    first, second = (f"note-view-p1-s{number}-1" for number in (1, 2))
    for kind in ("condition", "commitment"):
        assert naming.of(words, f"{ID}{kind}/{first}", first) == words
        assert naming.of(words | {"nl": "zodra de kade klaar is"}, f"{ID}{kind}/{second}", second) == {
            "nl": f"zodra de kade klaar is (nota, {second})", "en": f"if the quay is ready (note, {second})",
        }  # fmt: skip


def test_a_condition_of_this_text_that_is_in_the_graph_is_told_apart_by_place_and_its_own_name_stays(monkeypatch):
    monkeypatch.setattr(
        amounts.sheets, "named", lambda text, _: {f"{ID}condition/note-view-p1-s1-1"} if "(" not in text else set()
    )
    naming = amounts.Naming({"nl": "nota", "en": "note"}, "note-")
    words = {"nl": "als de kade klaar is", "en": "if the quay is ready"}
    assert naming.of(words, f"{ID}condition/note-end-p1-s1-1", "note-end-p1-s1-1")["en"].endswith(
        "(note, note-end-p1-s1-1)"
    )
    naming = amounts.Naming({"nl": "nota", "en": "note"}, "note-")
    assert naming.of(words, f"{ID}condition/note-view-p1-s1-1", "note-view-p1-s1-1") == words
