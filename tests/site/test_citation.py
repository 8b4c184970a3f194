"""The citation of an answer that was asked with values: it names them, leads to that answer and has a key of its own."""

import json
import subprocess
from urllib.parse import urlencode

import pytest

from foederis.site import citations
from tests.site.built import HERE, needs_node

PAGE = "https://example.org/foederis/q/shifts/index.html"
IRI = "https://w3id.org/foederis/id/question/shifts"
CITED = citations.Cited(("The authors",), "foederis: a graph", "0.1.0", "2026-11-29", "ab" * 32)
VALUES = {"matter": "R&D 100 % {new}_\nUR  - https://elsewhere.example"}


def came(address: str, values: dict[str, str]) -> dict[str, str]:
    """Return the forms of a citation as Python writes them."""
    return dict(citations.forms(CITED, "shifts", "What changed?", address, "en", values=values))


def since(address: str, before: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """Return the forms of a citation as the script of the page writes them, in which `values` were asked since."""
    calls = [
        ["withValues", text, "" if form == "APA" else form.lower(), "What changed?", "shifts", before, values]
        for form, text in came(address, before).items()
    ]
    done = subprocess.run(
        ["node", str(HERE / "modules.mjs")], input=json.dumps({"module": "citation.js", "calls": calls}),
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    return dict(zip(came(address, before), json.loads(done.stdout), strict=True))


@needs_node
@pytest.mark.parametrize("address", [PAGE, IRI])
@pytest.mark.parametrize("before", [{}, {"asof": "2026-11-28"}])
def test_each_form_names_the_values_and_leads_to_the_answer(address, before):
    forms = since(address, before, {**before, **VALUES})
    wanted = f"{address}?{urlencode({**before, **VALUES})}"
    day = "asof = 2026-11-28; " if before else ""
    assert f" {wanted}. SHA-256 abab" in forms["APA"]
    assert f"“What changed? ({day}matter = R&D 100 % {{new}}_ UR - https://elsewhere.example)” (shifts)" in forms["APA"]
    assert f"  url = {{{wanted}}},\n" in forms["BibTeX"]
    braced = (
        f"  title = {{What changed? ({day}matter = R\\&D 100 \\% \\{{new\\}}\\_ UR - https://elsewhere.example)}},\n"
    )
    assert braced in forms["BibTeX"]
    assert [line for line in forms["RIS"].splitlines() if line.startswith("UR  - ")] == [f"UR  - {wanted}"]
    csl = json.loads(forms["CSL-JSON"])[0]
    assert csl["URL"] == wanted
    assert csl["title"] == f"What changed? ({day}matter = R&D 100 % {{new}}_ UR - https://elsewhere.example)"


@needs_node
@pytest.mark.parametrize("values", [{"asof": "2026-11-28"}, {"asof": "2020-10-05", "thing": "EDF"}])
def test_the_script_writes_what_python_writes(values):
    for before in ({}, {"asof": "2021-01-01"}):
        assert since(PAGE, before, values) == came(PAGE, values)


def test_other_values_have_another_key_in_each_form_that_has_one():
    keys = set()
    for values in ({}, {"asof": "2026-11-28"}, {"asof": "2026-11-29"}, {"thing": "EDF"}, {"matter": "EDF"}):
        forms = came(PAGE, values)
        key = json.loads(forms["CSL-JSON"])[0]["id"]
        assert forms["BibTeX"].startswith(f"@misc{{{key},\n")
        assert f"\nID  - {key}\n" in forms["RIS"]
        keys.add(key)
    assert len(keys) == 5
    assert all(key.isascii() and " " not in key for key in keys)
