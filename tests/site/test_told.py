"""The page of a thing: English and Dutch on one page, each whole, and the address alone chooses between them."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from foederis import queries, templates
from foederis.graph import serialisation
from foederis.namespaces import FOED, ID
from foederis.publish import catalogue, description, metadata, release
from foederis.site import assets, both, pages, statements, told
from foederis.site.both import Both, relative
from foederis.site.things import SPACE, Site, iri_of, path_of
from tests.copies import vocabulary

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def site() -> Site:
    """All things: the data, their description and the questions."""
    data = metadata.quads()
    described = description.describe(metadata.gather(data, "0" * 64))
    quads = [*data, *(quad for quad in described if not release._repeated(quad))]
    return Site([*quads, *sorted(ox.parse(catalogue.whole(), format=ox.RdfFormat.TRIG), key=serialisation.order)], "0")


@pytest.fixture(scope="module")
def some(site) -> dict[str, str]:
    """The pages of every thirtieth thing, by their paths."""
    iris = [iri for iri in sorted(site.iris) if iri != FOED][::30]
    return {f"{path_of(iri)}.html": told._page(site, iri, path_of(iri)) for iri in iris}


class Form(HTMLParser):
    """What a reader of a language sees: the text outside of what is marked as another language or as a code."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.hidden = "nl" if language == "en" else "en"
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("i", "span", "code", "pre", "title", "small", "a"):
            said = dict(attrs)
            language = said.get("lang", "en" if tag == "i" else self.language)
            out = (
                tag in ("code", "title")
                or (language != self.language and "lang" in said)
                or (tag == "i" and language != self.language)
            )
            self.open.append((tag, out))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data):
        if not any(out for _, out in self.open):
            self.text.append(data)


def seen(page: str, language: str) -> list[str]:
    form = Form(language)
    form.feed(page.partition("<main id=main>")[2].partition("</main>")[0])
    assert not form.open
    return form.text


@pytest.fixture(scope="module")
def texts(site) -> dict[str, set[str]]:
    """Every text that is there in both languages and differs, by language: names, paraphrases, words of the pages."""
    pairs = [site.name(iri) for iri in site.iris] + [statements.paraphrase(site, iri) for iri in site.said]
    pairs += [*both.others().values(), *(one for key, one in both.words().items() if key != "other")]
    english, dutch = ({getattr(one, language) for one in pairs} for language in ("en", "nl"))
    differing = [one for one in pairs if not one.language and one.en != one.nl]
    return {"en": {one.en for one in differing} - dutch, "nl": {one.nl for one in differing} - english}


def test_no_english_text_is_left_in_the_dutch_form_and_no_dutch_one_in_the_english(some, texts):
    assert len(texts["en"]) > 4000
    for path, page in some.items():
        if path.startswith(
            ("id/parameter/", "id/prefix/", "id/question/", "id/view/")
        ):  # which quote names of columns, of classes and of prefixes
            continue
        for language, other in (("nl", "en"), ("en", "nl")):
            shown = {one.strip(" \n:,;()0123456789") for one in seen(page, language)}
            assert (path, shown & texts[other]) == (path, set())


def test_what_is_told_in_one_language_stands_beside_the_other(some):
    for path, page in some.items():
        for english, dutch in zip(re.split(r"<i>", page)[1:], re.split(r"<i>", page)[1:], strict=True):
            assert re.match(r"[^<]+</i><i lang=nl>[^<]+</i>", dutch) or english.startswith("<a "), (path, english[:90])
        assert page.count("<i>") + page.count("<i class=other>") == page.count("<i lang=nl"), path


def test_each_heading_and_each_property_of_a_page_is_told_in_both_languages(site, some):
    alike = {one.en for one in both.others().values() if one.en == one.nl} | {
        site.name(iri).en for iri in site.iris if iri.startswith(FOED) and site.name(iri).en == site.name(iri).nl
    }
    for path, page in some.items():
        for head in re.findall(r"<dt>(.*?)<dd>", page, re.DOTALL) + re.findall(r"<h2>(.*?)</h2>", page):
            text = re.sub(r"<a [^>]*>|</a>", "", head)
            assert "<i lang=nl>" in text or text.strip() in alike, (path, head)


def test_no_property_or_class_is_told_by_its_bare_name(site):
    used = {quad.predicate.value for quads in site.out.values() for quad in quads}
    used |= {kind for iri in site.iris for kind in site.kinds.get(iri, ())}
    for iri in sorted(used):
        assert iri in both.others() or set(site._labels.get(iri, {})) >= {"en", "nl"}, f"{iri}: in vocabularies.toml"


def test_each_kind_of_thing_has_a_name_in_both_languages(site):
    kinds = {iri.removeprefix(ID).split("/")[0] for iri in site.iris if iri.startswith(ID)}
    assert {
        kind for kind in kinds if f"kind_{kind}" not in both.words() or f"kinds_{kind}" not in both.words()
    } == set()


LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.mark.parametrize("name", ["dcterms", "skos", "foaf", "org", "schema", "prov"])
def test_the_english_of_other_vocabularies_is_their_own_label(name):
    store = vocabulary(name)
    space = both_spaces()[name]
    for iri, text in both.others().items():
        if iri.startswith(space):
            names = (iri, iri.replace("https://schema.org/", "http://schema.org/"))
            nodes = [ox.NamedNode(one) for one in names]
            said = {q.object.value.lower() for node in nodes for q in store.quads_for_pattern(node, LABEL, None)}
            assert text.en.lower() in said, iri


def test_the_english_of_shacl_is_its_own_label():
    graph = rdflib.Graph().parse(Path(pyshacl.__file__).parent / "assets" / "shacl.ttl")
    for iri, text in both.others().items():
        if iri.startswith(both_spaces()["shacl"]):
            assert text.en.lower() in {
                str(one).lower() for one in graph.objects(rdflib.URIRef(iri), rdflib.RDFS.label)
            }, iri


@pytest.mark.parametrize("name", ["void", "dcat", "sssom", "spdx", "vann", "vcard", "sd", "owl", "rdf", "rdfs"])
def test_the_english_of_the_others_is_the_parts_of_their_name(name):
    for iri, text in both.others().items():
        if iri.startswith(both_spaces()[name]):
            parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", re.split(r"[/#]", iri)[-1])
            assert text.en == " ".join(parts).lower(), iri


def both_spaces() -> dict[str, str]:
    import tomllib

    known = tomllib.loads((Path(both.__file__).parent / "vocabularies.toml").read_text(encoding="utf-8"))
    return {name: one["space"] for name, one in known.items()}


def test_an_address_tells_the_thing_of_its_page_and_the_passage_that_is_read_there(site):
    for iri in site.iris:
        assert iri_of(f"{path_of(iri)}.html") == iri_of(f"{path_of(iri)}.html#nl") == iri
    site.sections = {f"{ID}passage/d/rec5.p1.s2": "rec5"}
    for language in ("en", "nl"):
        assert iri_of(site.reading(f"{ID}passage/d/rec5.p1.s2", "", language)) == f"{ID}passage/d/rec5.p1.s2"
    site.sections = {}
    assert {iri_of(one) for one in ("", "https://example.org/id/x.html", "q/x/index.html", "id/x.ttl")} == {""}


@pytest.mark.parametrize(
    ("here", "path", "found"),
    [
        (("id", "actor"), "id/actor/nld.html", "nld.html"),
        (("id", "actor"), "id/topic/x.html", "../topic/x.html"),
        (("id", "statement", "d"), "id/topic/d/x.html", "../../topic/d/x.html"),
        (("id", "statement", "d"), "def/holder.html", "../../../def/holder.html"),
        (("def",), "def/index.html", "index.html"),
        ((), "def/index.html", "def/index.html"),
        (("id", "x"), "id/x", "../x"),
    ],
)
def test_an_address_is_as_short_as_it_can_be(here, path, found):
    assert relative(here, path) == found
    assert os.path.normpath(os.path.join(*here, found) if here else found) == path


def test_a_title_is_cut_behind_a_word():
    assert Both("one two three", "een").short(11) == Both("one two ...", "een")
    assert Both("x" * 40, "y").short(10).en == "x" * 7 + " ..."


VISITS = [
    "id/instrument/mpcc.html",
    "id/statement/bzdoc-1754443015-75/rec5.p1.s2-1.html",
    "id/concept/stance/favours.html",
]


ASKED = {
    ("money", "by"): "MPCC",
    ("about-instrument", "instrument"): "MPCC",
    ("mentioned-in", "thing"): "the other name",
}
"""What the first page is asked with, by its own name or another: each is of a group of its own."""


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    """Some pages with the scripts and the style, as they lie on a disk."""
    place = tmp_path_factory.mktemp("told")
    loaded = assets.assets(b"", pages._titles())
    made = {**loaded.files, "style.css": templates.style().encode(), "icon.svg": templates.icon().encode()}
    site.assets = loaded.hrefs
    numbers = [(one.name, by.name) for one, by in pages.askable(queries.questions())]
    asked = {numbers.index(pair): name for pair, name in ASKED.items()}
    site.asks = {SPACE + VISITS[0].removesuffix(".html"): [*asked.items()]}
    for path in VISITS:
        made[path] = told._page(site, SPACE + path.removesuffix(".html"), path.removesuffix(".html")).encode()
    site.assets, site.asks = {}, {}
    for path, content in made.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place


@pytest.fixture(scope="module")
def visited(folder) -> Iterator[list[dict[str, dict[str, object]]]]:
    """What a browser shows of each page, by language, without a script and with it."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if shutil.which("node") is None or not chromium or not (HERE.parent / "tools/node_modules/puppeteer-core").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    done = subprocess.run(
        ["node", str(HERE / "told.mjs")], input=json.dumps({"folder": f"{folder}/", "pages": VISITS, "asked": VISITS[0]}), text=True,
        capture_output=True, check=False, env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.long
def test_the_address_alone_shows_each_language_whole_with_and_without_a_script(visited, folder):
    for one in visited:
        page = (folder / one["path"]).read_text(encoding="utf-8")
        for script in ("plain", "script"):
            for language in ("en", "nl"):
                shown = re.sub(r"https://w3id\S+", "", one[script][language]["main"].lower())
                expected = "".join(seen(page, language)).lower()
                assert re.sub(r"[^a-z0-9]", "", shown)[:300] in re.sub(r"[^a-z0-9]", "", expected), (
                    one["path"],
                    script,
                )
            assert one[script]["skipped"]["main"] == one[script]["nl"]["main"], (
                "the link to the content keeps the language"
            )


@pytest.mark.long
def test_the_questions_that_take_a_thing_are_there_when_they_are_opened_and_all_questions_without_a_script(
    visited, folder
):
    told = {script: visited[0][script]["asks"] for script in ("plain", "script")}
    at = f"file://{folder}/"
    assert told["plain"] == [[f"{at}q/index.html", f"{at}nl/q/index.html", ""]]
    assert told["script"] == [
        [f"{at}{root}q/{name}/index.html?{by}={value.replace(' ', '%20')}" for root in ("", "nl/")] + [f"{by}={value}"]
        for name, by, value in (
            ("about-instrument", "instrument", "MPCC"),
            ("money", "by", "MPCC"),
            ("mentioned-in", "thing", "the other name"),
        )
    ]
    assert visited[0]["script"]["groups"] == ["Look-up", "Numbers", "Trust"], "the plain ones first"


@pytest.mark.long
def test_with_a_script_the_language_goes_along(visited):
    for one in visited:
        dutch, english = one["script"]["nl"], one["script"]["en"]
        assert (dutch["lang"], english["lang"]) == ("nl", "en")
        assert (dutch["title"] == english["title"]) == one["path"].endswith("mpcc.html")  # called so in both
        assert dutch["things"]
        assert all(link.endswith("#nl") for link in dutch["things"])
        assert not any("#" in link for link in english["things"])
        assert dutch["menu"] == ["Vragen", "Dingen", "Documenten", "Beelden", "Woorden", "Gegevens"]
        assert english["menu"] == ["Questions", "Things", "Documents", "Pictures", "Words", "Data"]
        assert dutch["search"].endswith("nl/search/index.html")
        assert english["search"].endswith("/search/index.html")
        assert "nl/" not in english["search"].rpartition("told")[2]
