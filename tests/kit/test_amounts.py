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
