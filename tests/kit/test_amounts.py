"""How an amount of the sheet is called."""

import pytest

from foederis.kit import amounts

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
