"""Pages of things tell what was answered and what became of it, as the questions do: never a derivation of their own."""

import re
from collections import Counter

import pytest

from foederis import graph, queries, terms
from foederis.namespaces import FOED, ID
from foederis.publish import metadata
from foederis.site import both, outcomes, told
from foederis.site.things import Site, path_of

LANGUAGES = ("en", "nl")


@pytest.fixture(scope="module")
def site() -> Site:
    made = Site(metadata.quads(), "0")
    outcomes.ask(made, graph.store())
    return made


def rows(name: str) -> list[dict[str, str]]:
    answer = queries.ask(queries.questions()[name], {}, data=graph.store())
    return [
        {one: terms.value(cell) for one, cell in zip(answer.variables, row, strict=True) if cell is not None}
        for row in answer.rows
    ]


def page(site: Site, iri: str) -> str:
    return told._page(site, iri, path_of(iri)).partition("<main id=main>")[2]


def text(page: str, language: str) -> str:
    """Return what a reader of a language sees of a part of a page, in one line."""
    page = re.sub(r"<i>.*?</i>(?=<i lang=nl>)", "", page, flags=re.DOTALL) if language == "nl" else page
    page = page if language == "nl" else re.sub(r"<i lang=nl>.*?</i>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("&amp;", "&").split())


def names(iris: str, language: str) -> list[str]:
    return [graph.name(graph.store(), one, language) for one in iris.split()]


def paraphrases(site: Site, passage: str, language: str) -> list[str]:
    stated = {terms.value(quad.subject) for quad in site.held.get(passage, ())}
    return [site.said[one][language] for one in stated if site.is_a(one, "Statement")]


SCALES = ("response", "diagnosis", "stance", "bindingness", "progress")


def test_the_page_of_a_part_tells_each_code_of_its_answer_whose_it_is_why_and_what_came_of_it(site):
    of = rows("scoreboard")
    assert len(of) == 20
    for row in of:
        (answer,) = re.findall(r"<h2><i>The answer</i>.*?</details>", page(site, row["part"]), re.DOTALL)
        for language in LANGUAGES:
            shown = text(answer, language)
            for column in (*SCALES, "holder", *(("latest", "latestOn") if "latest" in row else ())):
                assert names(row[column], language)[0] in shown, (row["part"], column)
            for name in names(row["doneBy"], language):
                assert name in shown
            for passage in row["passages"].split():
                for said in paraphrases(site, passage, language):
                    assert " ".join(said.split()) in shown, passage
        if "latest" not in row:
            assert both.words()["thing_no_sequel"].en in text(answer, "en")


def test_the_page_of_a_response_tells_each_sentence_that_it_rests_on_with_its_words_and_its_place(site):
    responses = [iri for iri in site.iris if iri.startswith(f"{ID}response/")]
    assert len(responses) == 20
    for iri in responses:
        shown = page(site, iri)
        for passage in site.said_of(iri)[FOED + "evidence"]:
            assert site.name(passage).nl in text(shown, "nl")
            for said in paraphrases(site, passage, "nl"):
                assert " ".join(said.split()) in text(shown, "nl")
        assert "<dt class=evidence>" not in shown.partition("<h2><i>Facts")[2].partition("<h2><i>Named by")[0]


def test_the_page_of_a_recommendation_leads_to_its_parts_and_tells_what_was_answered(site):
    whole = {iri for iri in site.iris if site.is_a(iri, "Recommendation")}
    parts = [row["part"] for row in rows("scoreboard")]
    led = Counter[str]()
    for iri in whole:
        listed = page(site, iri).partition("<h2><i>Its parts")[2].partition("</ul>")[0]
        for row in rows("scoreboard"):
            if f"<li><a href={row['part'].rsplit('/', 1)[1]}.html>" in listed:
                led[row["part"]] += 1
                assert names(row["response"], "en")[0] in text(listed, "en")
    assert led == Counter(parts)


def test_the_page_of_a_commitment_tells_what_is_known_of_it_and_how_certain_also_when_nobody_looked(site):
    of = rows("commitment-outcomes")
    unknown = 0
    for row in of:
        head = page(site, row["commitment"]).partition("<h2>")[0]
        for language in LANGUAGES:
            shown = text(head, language)
            expected = [*names(row["debtors"], language), getattr(outcomes._word("known", row["known"]), language)]
            expected += [names(row[one], language)[0] for one in ("bindingness", "status", "proof") if one in row]
            assert [one for one in expected if one not in shown] == [], row["commitment"]
        unknown += "<b><i>not looked up</i><i lang=nl>niet gezocht</i></b>" in head
    assert unknown == sum(row["known"] == "not looked up" for row in of) > 0


def test_the_page_of_a_commitment_says_of_which_act_the_proof_is_where_it_is_not_the_latest(site):
    earlier = 0
    for row in rows("commitment-outcomes"):
        head = page(site, row["commitment"]).partition("<h2>")[0]
        if "status" not in row or row["proofOf"] == row["latestOn"]:
            assert "proof of the act of" not in head
            continue
        earlier += 1
        assert f"proof of the act of {names(row['proofOf'], 'en')[0]}" in text(head, "en")
        assert f"bewijs van de handeling van {names(row['proofOf'], 'nl')[0]}" in text(head, "nl")
    assert earlier > 2


def test_an_answer_that_rests_on_more_than_its_row_has_still_is_told(site, monkeypatch):
    part = next(iter(site.answered))
    row = site.answered[part][0]
    (response,) = (terms.value(q.subject) for q in site.into[part] if q.predicate.value == FOED + "respondsTo")
    more = {**row, "passages": row["passages"].split()[0]}
    monkeypatch.setitem(site.answered, part, [more])
    assert [one.kind for one in outcomes.answers(site, response, ("id", "response"))]
    monkeypatch.setitem(site.answered, part, [{**row, "holder": f"{ID}actor/swe"}])
    assert outcomes.answers(site, response, ("id", "response")) == [], "another's answer to the same part"
    assert outcomes.answers(site, part, ("id", "recommendation"))


def test_the_page_of_a_statement_that_promises_tells_what_became_of_each_promise(site):
    promise = f"{ID}commitment/compact-civil-military-synergy"
    makers = [
        terms.value(quad.subject)
        for quad in site.into[promise]
        if quad.predicate.value in outcomes._PROMISES and site.is_a(terms.value(quad.subject), "Statement")
    ]
    (row,) = (row for row in rows("commitment-outcomes") if row["commitment"] == promise)
    assert makers
    for iri in makers:
        shown = text(page(site, iri).partition("<h2><i>Facts")[0], "nl")
        assert names(row["status"], "nl")[0] in shown
        assert site.name(promise).nl in shown


def test_a_statement_says_at_its_head_who_holds_it_and_in_which_document_of_when(site):
    for iri in sorted(one for one in site.iris if one.startswith(f"{ID}statement/"))[::25]:
        head = text(page(site, iri).partition("<h2>")[0], "en")
        said = site.said_of(iri)
        for holder in said.get(FOED + "holder", ()) | said.get(FOED + "reportedBy", set()):
            assert site.name(holder).en in head
        document = f"{ID}document/{iri.removeprefix(f'{ID}statement/').partition('/')[0]}"
        assert site.name(document).en in head


def test_who_holds_all_statements_of_a_list_is_told_once(site):
    shown = page(site, f"{ID}actor/nato")
    lists = re.findall(r"<h2>(<i>What is said.*?)</h2>\n<ul>(.*?)</ul>", shown, re.DOTALL)
    assert any("held by" in head for head, _ in lists)
    for head, items in lists:
        assert ("held by" in head) != bool(re.search(r"<small>[^<]*<a ", items)), head


def test_where_commitments_are_listed_each_has_its_status_or_what_is_known_of_it(site):
    debtor = f"{ID}actor/nl-cabinet"
    shown = page(site, debtor).partition("<i>Commitments</i>")[2].partition("<h2>")[0]
    listed = re.findall(r"<li><a href=\.\./commitment/([^>]+)\.html>.*?<small>(.*?)</small>", shown)
    of = {row["commitment"].rsplit("/", 1)[1]: row for row in rows("commitment-outcomes")}
    assert len(listed) == shown.count("<li><a") > 1
    for name, said in listed:
        row = of[name]
        expected = names(row["status"], "en")[0] if "status" in row else row["known"]
        assert text(said, "en") == expected


def test_the_page_of_a_document_leads_to_its_sentences(site):
    shown = page(site, f"{ID}document/bzdoc-1754443015-75")
    for address in ("../../read/bzdoc-1754443015-75/index.html", "../../nl/read/bzdoc-1754443015-75/index.html"):
        assert f"<a href={address}>" in shown
