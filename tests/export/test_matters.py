"""The view of matters tells what files say, of every matter, and no stance on anything but a statement."""

import csv
import re
from pathlib import Path

import pytest

from foederis import export, queries
from foederis.namespaces import DCTERMS, FOED, ID, RDF
from tests.queries.test_counts import Facts

EXPECTED = Path(__file__).parents[1] / "expected" / "views" / "matters.csv"
KINDS = {FOED + name for name in ("Position", "Preference", "Intention", "CommitmentStatement")}
SAYS = ("about", "subject", "object", "prefers", "over", "matter", "purpose")
SETTLED = f"{ID}coder/settled"
Triple = tuple[str, str, str]


def rows(store, **values: str) -> list[Triple]:
    answer = queries.ask(queries.questions("views")["matters"], values, data=store)
    places = [answer.variables.index(name) for name in ("source", "interaction", "target")]
    return [tuple(row[place].value for place in places) for row in answer.rows]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts()


def walked(facts: Facts) -> set[Triple]:
    """Return the links of all matters, found in the files without SPARQL."""
    of = {one: said[DCTERMS + "subject"] for one, said in list(facts.said.items()) if said[DCTERMS + "subject"]}
    stances = {
        (code, stance)
        for coding in list(facts.of("Coding"))
        if SETTLED in facts.said[coding][FOED + "coder"]
        for code in facts.said[coding][FOED + "codes"]
        for stance in facts.said[coding][FOED + "stance"]
    }
    found: set[Triple] = set()
    for statement in list(facts.of("Statement")):
        said = facts.said[statement]
        kinds = said[RDF + "type"] & KINDS
        if not kinds or said[FOED + "reportedBy"]:
            continue
        told: set[Triple] = set()
        for name in SAYS:
            for thing in said[FOED + name]:
                if name != "about" and thing in said[FOED + "about"]:
                    continue
                up = {(thing, DCTERMS + "subject", matter) for matter in of.get(thing, ())}
                for how in ("topicSubject", "topicObject"):
                    for part in facts.said[thing][FOED + how]:
                        new = {(part, DCTERMS + "subject", one) for one in of.get(part, set()) - of.get(thing, set())}
                        up |= new | ({(thing, FOED + how, part)} if new else set())
                told |= up | ({(statement, FOED + name, thing)} if up else set())
        if told:
            found |= told | {(holder, kind, statement) for holder in said[FOED + "holder"] for kind in kinds}
            found |= {(statement, FOED + "stance", stance) for code, stance in stances if code == statement}
    return found


def test_the_links_of_one_matter_are_those_written_from_the_files(store):
    want = [tuple(row) for row in csv.reader(EXPECTED.read_text(encoding="utf-8").splitlines())][1:]
    got = [tuple(re.split(r"[/#]", part)[-1] for part in row) for row in rows(store)]
    assert sorted(got) == sorted(want)


def test_the_links_of_all_matters_are_those_of_the_files(store, facts):
    got = rows(store, matter="any")
    assert len(got) == len(set(got))
    assert set(got) == walked(facts)


def test_a_stance_is_of_a_statement_and_a_matter_of_a_thing(store):
    for source, how, target in rows(store, matter="any"):
        assert ("/concept/stance/" in target) == (how == FOED + "stance")
        assert ("/concept/matter/" in target) == (how == DCTERMS + "subject")
        if how == FOED + "stance":
            assert source.startswith(f"{ID}statement/")
        if source.startswith(f"{ID}actor/"):
            assert target.startswith(f"{ID}statement/") or how == DCTERMS + "subject"


def test_the_view_has_the_documents_that_the_chart_has(store):
    chart = queries.ask(queries.questions("charts")["matters-chart"], {}, data=store)
    marked = {(row[0].value, row[1].value) for row in chart.rows}
    assert len({matter for matter, _ in marked}) > 20
    for matter in sorted({matter for matter, _ in marked}):
        told = {t for _, how, t in rows(store, matter=matter) if t.startswith(f"{ID}statement/") and how in KINDS}
        documents = {f"{ID}document/{one.removeprefix(f'{ID}statement/').split('/')[0]}" for one in told}
        assert documents == {document for one, document in marked if one == matter}, matter


@pytest.mark.parametrize(
    ("lang", "words"), [("en", {"matter", "stance", "belongs to"}), ("nl", {"onderwerp", "hoort bij"})]
)
def test_what_is_no_class_of_ours_has_a_name_too(lang, words):
    view = export.view("matters", lang=lang)
    named = {str(a["type"]) for _, a in view.nodes(data=True)} | {str(a["label"]) for *_, a in view.edges(data=True)}
    assert words <= named
    assert not any("http" in one for one in named)
    kinds = {key: a["kind"] for key, a in view.nodes(data=True)}
    assert kinds["concept/matter/strategic-autonomy"] == "matter"
    assert kinds["concept/stance/favours"] == "stance"
