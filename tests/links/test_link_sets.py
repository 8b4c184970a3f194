"""Each link that a published copy can confirm is confirmed by it: there, not ended, of the same name."""

import csv
import re
from pathlib import Path

import pytest

from foederis import queries, rooms
from foederis.namespaces import ID
from tests import copies

DIFFER = Path(__file__).parents[1] / "expected" / "names-that-differ.tsv"


def value(term) -> str:
    return str(getattr(term, "value", ""))


def linked(store, space: str, *relations: str) -> list[tuple[str, str, str]]:
    """Return thing, relation and what follows the address of the table, of each link into it."""
    rows = queries.select(
        f"""SELECT DISTINCT ?thing ?relation ?target {{
          VALUES ?relation {{ {" ".join(relations or ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch"))} }}
          ?thing ?relation ?target . FILTER(STRSTARTS(STR(?target), "{space}"))
        }} ORDER BY ?thing""",
        data=store,
    ).rows
    return [(value(a), value(b).rsplit("#")[-1], value(c).removeprefix(space)) for a, b, c in rows]


def names(store, thing: str, language: str) -> set[str]:
    query = (
        f'SELECT ?n {{ <{thing}> skos:prefLabel|skos:altLabel|foed:abbreviation ?n FILTER(LANG(?n) = "{language}") }}'
    )
    return {plain(value(row[0])) for row in queries.select(query, data=store).rows}


def plain(name: str) -> str:
    return re.sub(r"[^\w]+", "", name).casefold()


@pytest.fixture(scope="module")
def explained() -> dict[tuple[str, str], tuple[str, str]]:
    """Return, by thing and target, the name that the copy has and why it is not ours."""
    with DIFFER.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert all(row["why"] for row in rows)
    return {(row["thing"], row["target"]): (row["theirs"], row["why"]) for row in rows}


@pytest.fixture(scope="module")
def used() -> set[tuple[str, str]]:
    return set()


def agrees(store, explained, used, thing: str, target: str, theirs: str, language: str = "en") -> bool:
    if plain(theirs) in names(store, thing, language):
        return True
    key = (thing.removeprefix(ID), target)
    used.add(key)
    return explained.get(key, ("", ""))[0] == theirs


def test_every_link_to_eurovoc_has_a_descriptor_of_that_name(store, explained, used):
    links = linked(store, copies.EUROVOC)
    assert len(links) >= 44
    missing = [row for row in links if copies.EUROVOC + row[2] not in copies.eurovoc()]
    assert not missing
    theirs = {row[2]: copies.eurovoc()[copies.EUROVOC + row[2]] for row in links}
    assert not [row for row in links if not agrees(store, explained, used, row[0], f"eurovoc/{row[2]}", theirs[row[2]])]


def test_every_country_has_a_code_in_use_and_the_names_of_cldr_in_dutch_and_english(store, explained, used):
    links = [row for row in linked(store, copies.EU) if row[2] != "EUR"]  # EUR: the Union, no country of ISO 3166
    known = {t.alpha3: t for t in copies.territories() if not t.ended}
    assert len(links) == 46
    assert not [code for _, _, code in links if code not in known]
    for language in ("nl", "en"):
        there = copies.country_names(language)
        wrong = [row for row in links if plain(there[known[row[2]].alpha2]) not in names(store, row[0], language)]
        assert not wrong, language
    assert copies.country_names("nl")["EU"] == "Europese Unie"


def test_every_country_on_wikidata_has_that_number_in_two_copies(store, explained, used):
    by_item = {item: t for t in copies.territories() if not t.ended for item in t.items}
    by_code = {t.alpha3.casefold(): t for t in copies.territories() if t.alpha3 and not t.ended}
    links = [row for row in linked(store, copies.WIKIDATA) if row[0].rsplit("/", 1)[-1] in {*by_code, "eu"}]
    assert len(links) == 41
    for thing, relation, item in links:
        assert relation == "closeMatch"
        for theirs in (by_item[item].name, copies.country_coder()[item]):
            assert agrees(store, explained, used, thing, f"wikidata/{item}", theirs), (thing, item, theirs)
        if (
            by_item[item].items[0] != item
        ):  # the copy takes another item for the country first: say why ours is this one
            key = (thing.removeprefix(ID), f"wikidata/{by_item[item].items[0]}")
            used.add(key)
            assert key in explained


def test_the_euro_is_a_currency_of_qudt(store):
    ((thing, _, code),) = linked(store, "http://qudt.org/vocab/currency/", "rdfs:seeAlso")
    assert (thing, code) == (f"{ID}concept/unit/euro", "EUR")
    asked = 'ASK { <http://qudt.org/vocab/currency/EUR> <http://qudt.org/schema/qudt/currencyCode> "EUR" }'
    assert copies.vocabulary("cur").query(asked)


def test_every_explained_difference_is_still_one(store, explained):
    used: set[tuple[str, str]] = set()  # of its own: other tests of this file may be run by another worker
    test_every_link_to_eurovoc_has_a_descriptor_of_that_name(store, explained, used)
    test_every_country_has_a_code_in_use_and_the_names_of_cldr_in_dutch_and_english(store, explained, used)
    test_every_country_on_wikidata_has_that_number_in_two_copies(store, explained, used)
    assert set(explained) - used == set()


def test_the_ended_codes_on_the_list_of_refused_addresses_are_ended_in_the_copy_too(store):
    rows = queries.select(f"SELECT ?c {{ <{ID}concept/refused/ended> skos:member ?c }}", data=store).rows
    ended = {value(row[0]).removeprefix(copies.EU) for row in rows}
    assert {t.alpha3 for t in copies.territories() if t.ended} >= ended - {"FXX"}  # FXX was never a territory there
    assert not ended & {t.alpha3 for t in copies.territories() if not t.ended}


@pytest.mark.parametrize("name", ["dcterms", "foaf", "oa", "org", "prov", "schema", "skos", "time"])
def test_every_term_we_align_with_is_defined_there_and_not_deprecated(name):
    import pyoxigraph as ox

    spaces = {
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
    }
    there = copies.vocabulary(name)
    text = (rooms.room("ontology") / "plain.rq").read_text(encoding="utf-8")
    terms = {f"{spaces[name]}{local}" for local in re.findall(rf"\b{name}:(\w+)", text)}
    for triple in ox.parse(path=rooms.room("ontology") / "alignments.ttl"):
        terms |= {t.value for t in (triple.subject, triple.object) if getattr(t, "value", "").startswith(spaces[name])}
    assert terms
    # schema.org is the same vocabulary under http and https; the copy has it under http
    found = {term: term.replace("https://schema.org/", "http://schema.org/") for term in terms}
    assert not [term for term, iri in found.items() if not there.query(f"ASK {{ <{iri}> a ?kind }}")]
    gone = "ASK {{ <{0}> <http://www.w3.org/2002/07/owl#deprecated> true }}"
    assert not [term for term, iri in found.items() if there.query(gone.format(iri))]
