"""A plain sum is right when it leaves out what the model says that it must: parts, and what is said less exactly."""

import re
from pathlib import Path

import pytest

from foederis.namespaces import PREFIXES

MODEL = Path(__file__).parents[2] / "docs" / "model.md"
UNIT = "PREFIX unit: <https://w3id.org/foederis/id/concept/unit/>\n"
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + UNIT


def of(query: str, things: str) -> str:
    """Return the query of the model, asked of some quantities only."""
    return HEAD + query.replace("?quantity foed:unit", f"VALUES ?quantity {{ {things} }} ?quantity foed:unit")


@pytest.mark.parametrize(
    ("things", "total", "counted_all"),
    [
        # 500 and 90 million make the 590 million of the letter
        ("edidp-amount padr-amount edf-predecessors-total", 590_000_000, 1_180_000_000),
        # the annex rounds the 7.014 billion of the answer to 7
        ("edf-2021-2027 edf-2021-2027-annex", 7_014_000_000, 14_014_000_000),
    ],
)
def test_the_sum_of_the_model_counts_neither_parts_nor_what_is_said_twice(store, things, total, counted_all):
    (query,) = re.findall(r"```sparql\n(SELECT \(SUM.*?)```", MODEL.read_text(encoding="utf-8"), re.DOTALL)
    named = " ".join(f"<https://w3id.org/foederis/id/quantity/{thing}>" for thing in things.split())
    asked = of(query, named)
    (row,) = store.query(asked)
    assert int(row["sum"].value) == total
    (row,) = store.query(re.sub(r"FILTER NOT EXISTS \{.*\}\n", "", asked))
    assert int(row["sum"].value) == counted_all
