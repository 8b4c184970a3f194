"""The page of SPARQL: what its script is told is true, and all questions that it offers are queries."""

import gzip
import html
import json
import re

import pyoxigraph as ox
import pytest

from foederis import queries
from foederis.namespaces import CONCEPT, FOED, ID, PREFIXES, RDF
from foederis.publish import metadata
from foederis.site import assets, sparql
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES
from tests.site.built import needs_scripts


@pytest.fixture(scope="module")
def pages(store) -> dict[str, str]:
    site = Site(metadata.quads(), "0.0.0")
    made = [sparql.page(site, store, language) for language in LANGUAGES]
    assert [path for path, _ in made] == ["sparql/index.html", "nl/sparql/index.html"]
    return {language: content.decode() for language, (_, content) in zip(LANGUAGES, made, strict=True)}


def told(page: str) -> dict[str, object]:
    held = re.search(r'<script type="application/json" id="sparql">(.*?)</script>', page, re.S)
    assert held
    assert "<" not in held[1]
    return json.loads(held[1])


def test_the_query_that_stands_there_at_first_gives_rows(pages, store):
    texts = {html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]) for page in pages.values()}
    assert len(texts) == 1
    assert len(list(store.query(texts.pop()))) == 15


def test_what_is_completed_are_the_terms_of_the_ontology_by_their_names_in_both_languages(pages, store):
    typed = {
        q.subject.value for q in store.quads_for_pattern(None, None, None, ox.NamedNode(FOED)) if FOED in str(q.subject)
    }
    english, dutch = (told(pages[one])["terms"] for one in LANGUAGES)
    assert {f"{FOED}{name}" for name, *_ in english} == typed - {FOED}
    assert ["holder", "holder", "houder"] in english
    assert ["holder", "houder", "holder"] in dutch
    assert ["status", "status"] in english, "told once where both languages call it the same"


def test_prefixes_do_not_depend_on_the_order_of_a_store():
    types = [ox.Quad(ox.NamedNode(f"{ID}{one}"), ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Existence"), ox.DefaultGraph())
             for one in ("existence/nato", "concept/existence/exists", "actor/nld")]  # fmt: skip
    for order in (types, types[::-1]):
        data = ox.Store()
        data.extend(order)
        known = sparql.prefixes(data)
        assert (known["existence"], known["actor"]) == (f"{CONCEPT}existence/", f"{ID}actor/")


def test_known_prefixes_are_ours_and_those_of_every_question(pages):
    spaces = {0: f"{ID}{{}}/", 1: f"{CONCEPT}{{}}/"}
    known = {name: spaces.get(one, one).format(name) for name, one in told(pages["en"])["prefixes"].items()}
    assert known.items() >= PREFIXES.items()
    for one in queries.questions().values():
        for name, _ in queries.declared(one):
            assert name in known
    assert known["stance"].endswith("/id/concept/stance/")
    assert known["recommendation"].endswith("/id/recommendation/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_a_start_and_asks_in_the_language_of_the_page(language, pages):
    made = sparql.files()["sparql-starters.js"].decode()
    parts = json.loads(made.removeprefix("foederisStarters(").removesuffix(");\n"))
    asked = {name: f'"{language}"'.join(some) for name, some in parts.items()}
    known = queries.questions()
    assert set(asked) == set(known)
    assert set(re.findall(r'<option value="([^"]+)"', pages[language])) == set(known)
    empty = ox.Store()
    for name, text in asked.items():
        empty.query(text)
        if any(one.type == "lang" for one in known[name].parameters):
            assert re.search(rf'VALUES \?lang \{{\s*"{language}"\s*\}}', text), name


def test_a_term_that_stands_nowhere_is_told_from_one_that_does(pages, store):
    query = told(pages["en"])["known"]
    for iri, known in ((FOED + "holder", True), (FOED + "Actor", True), (FOED + "holdr", False)):
        assert bool(list(store.query(query.replace("UNDEF", f"<{iri}>")))) is known


@needs_scripts
def test_page_and_editor_are_at_most_140_kilobytes_on_the_wire(pages):
    scripts = [(assets.FOLDER / name).read_bytes() for name in ("app.js", "search.js", "sparql.js")]
    for page in pages.values():
        assert sum(len(gzip.compress(one, 9)) for one in (page.encode(), *scripts)) <= 140_000
