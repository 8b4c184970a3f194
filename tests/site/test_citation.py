"""The citation of an answer that was asked with values: it leads to that answer, and notes them, in each form."""

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


def asked(address: str, values: dict[str, str]) -> dict[str, str]:
    """Return the forms of a citation as the script of the page writes them."""
    came = citations.forms(CITED, "shifts", "What changed?", address, "en")
    told = "; ".join(f"{name} = {value}" for name, value in values.items())
    calls = [
        ["withValues", text, "" if form == "APA" else form.lower(), f"?{urlencode(values)}", told]
        for form, text in came
    ]
    done = subprocess.run(
        ["node", str(HERE / "modules.mjs")], input=json.dumps({"module": "citation.js", "calls": calls}),
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    return dict(zip([form for form, _ in came], json.loads(done.stdout), strict=True))


@needs_node
@pytest.mark.parametrize("address", [PAGE, IRI])
def test_each_form_notes_the_values_and_leads_to_the_answer_where_it_leads_to_a_page(address):
    forms = asked(address, VALUES)
    wanted = f"{PAGE}?{urlencode(VALUES)}" if address == PAGE else IRI
    assert f" {wanted}. SHA-256 abab" in forms["APA"]
    assert f"  url = {{{wanted}}},\n" in forms["BibTeX"]
    assert (
        "  note = {matter = R\\&D 100 \\% \\{new\\}\\_ UR - https://elsewhere.example; version 0.1.0; SHA"
        in forms["BibTeX"]
    )
    assert [line for line in forms["RIS"].splitlines() if line.startswith("UR  - ")] == [f"UR  - {wanted}"]
    csl = json.loads(forms["CSL-JSON"])[0]
    assert csl["URL"] == wanted
    assert csl["note"].startswith("matter = R&D 100 % {new}_ UR - https://elsewhere.example; version 0.1.0; SHA")
