"""The citation of an answer that was asked with values: it names them, leads to that answer and has a key of its own."""

import json
import subprocess
from typing import Any
from urllib.parse import urlencode

import pytest

from foederis import queries
from foederis.answers import citation
from foederis.site import citations
from tests.site.built import HERE, needs_node

PAGE = "https://example.org/foederis/q/shifts/index.html"
IRI = "https://w3id.org/foederis/id/question/shifts"
CITED = citations.Cited(("The authors",), "foederis: a graph", "0.1.0", "2026-11-29", "ab" * 32)
QUESTIONS = queries.questions()
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
    return dict(zip(came(address, before), run("citation.js", calls), strict=True))


def run(module: str, calls: list[list[Any]]) -> list[Any]:
    """Return what calls of functions of a module of the scripts give in Node."""
    done = subprocess.run(
        ["node", str(HERE / "modules.mjs")], input=json.dumps({"module": module, "calls": calls}),
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


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


@needs_node
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/foederis/q/{}/index.html", "https://example.org/q/nl/q/{}/index.html",
        "https://example.org/q/participation/index.html/q/{}/index.html", "https://w3id.org/foederis/id/question/{}",
    ],
)  # fmt: skip
def test_the_answer_of_each_question_is_cited_in_each_form_as_python_cites_it_wherever_it_lies(address):
    calls, wanted = [], []
    for name, question in QUESTIONS.items():
        for title in (question.title, question.title_nl):
            for before in (question.days, {}, {"asof": "2021-01-01"}):
                for values in ({**before, "thing": "EDF"}, {"asof": "2020-10-05", "since": "2020-01-01"}):
                    cited = [
                        citations.forms(CITED, name, title, address.format(name), "nl", values=one)
                        for one in (before, values)
                    ]
                    for (form, text), (_, goal) in zip(*cited, strict=True):
                        form = "" if form == "APA" else form.lower()
                        calls.append(["withValues", text, form, title, name, before, values])
                        wanted.append(goal)
    assert run("citation.js", calls) == wanted


def test_a_first_and_a_last_day_that_leave_nothing_out_are_not_cited_and_every_other_usual_day_is(store):
    assert QUESTIONS["timeline"].days == {}
    assert QUESTIONS["what-became-of"].days == {"until": "2026-11-28"}
    usual = {one.default_text for all_ in QUESTIONS.values() for one in all_.parameters if one.type == "date"} - {""}
    kept = {day for one in QUESTIONS.values() for day in one.days.values()}
    assert usual - kept == {"1900-01-01", "2099-12-31"}
    assert all("2020-01-01" <= day < "2030-01-01" for day in kept)
    told = dict(citation.about(QUESTIONS["timeline"], {"since": "2020-01-01"}, "en", store))["cite as"]
    assert "question 'timeline' (since = 2020-01-01), " in told


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
