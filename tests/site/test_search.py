"""The index of the search: what is in it has a page, it is small, and it comes whole out of a browser's reading."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from foederis import queries
from foederis.publish import metadata
from foederis.site import search, sparql
from foederis.site.things import Site, path_of
from foederis.site.wording import LANGUAGES, wording
from tests.site.built import needs_node
from tests.site.test_find import call


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(metadata.quads(), "0.0.0")


@pytest.fixture(scope="module")
def made(site, store) -> dict[str, bytes]:
    return search.files(site, store)


def rows(content: bytes) -> list[list[Any]]:
    """Return kind, address, name and other names of each entry of a file."""
    text = content.decode().removeprefix("foederisIndex(").removesuffix(");\n")
    _, parts, _ = json.loads(f"[{text}]")
    return [[kind, f"{start}{row[0]}{end}", *row[1:]] for kind, start, end, held in parts for row in held]


def test_each_file_is_small_and_the_first_that_is_read_the_smallest(made):
    wire = {name: len(gzip.compress(content, 9)) for name, content in made.items()}
    assert set(wire) == {f"search-{part}-{one}.js" for part in search.KINDS for one in LANGUAGES}
    assert max(wire.values()) <= 60_000
    assert max(wire[f"search-names-{one}.js"] for one in LANGUAGES) <= 45_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_has_a_name_is_in_it_once_and_has_a_page(language, made, site, store):
    found = [row for name, content in made.items() if name.endswith(f"{language}.js") for row in rows(content)]
    pages = {f"{path_of(iri)}.html" for iri in site.iris}
    of_things = [row for row in found if row[0] not in ("question", "picture")]
    assert len(found) > 4000
    assert all(row[1].partition("#")[0] in pages or "/read/" in f"/{row[1]}" for row in of_things)
    assert len({(row[0], row[1], row[2]) for row in found}) == len(found)
    named = {"id/instrument/pesco.html", "id/actor/nl-cabinet.html", "id/provision/teu-42-7.html", "def/holder.html"}
    assert named <= {row[1] for row in found}


def test_the_entries_of_both_languages_are_the_same_in_the_same_order(made):
    for part in search.KINDS:
        english, dutch = (rows(made[f"search-{part}-{one}.js"]) for one in LANGUAGES)
        assert [row[0] for row in english] == [row[0] for row in dutch]
        assert [row[1].removeprefix("nl/") for row in dutch] == [row[1] for row in english]


def test_a_hostile_name_stays_a_text():
    name = "</script>\u2028\"'|<img>\\"
    content = search.script("names-en", [search.Entry("actor", "id/actor/x.html", name, ("a|b",))], ("actor",), {})
    assert "\u2028" not in content.decode()
    assert rows(content)[0][2] == name


@needs_node
def test_the_real_index_finds_what_readers_look_for_in_either_language(made, tmp_path):
    paths = []
    for name, content in made.items():
        Path(tmp_path, name).write_bytes(content)
        paths.append(str(tmp_path / name))
    for language, typed, wanted in (
        ("en", "pesco", "id/instrument/pesco.html"),
        ("en", "recommendation 4", "id/recommendation/aiv-112-4.html"),
        ("en", "Article 42(7) TEU", "id/provision/teu-42-7.html"),
        ("en", "European defense fund", "id/instrument/edf.html"),
        ("en", "kabinet", "id/actor/nl-cabinet.html"),
        ("nl", "aanbeveling 4", "id/recommendation/aiv-112-4.html"),
        ("nl", "NAVO", "id/actor/nato.html"),
        ("nl", "Europese veiligheidsraad", "id/actor/european-security-council.html"),
    ):
        of = [path for path in paths if path.endswith(f"{language}.js")]
        told = call("find.js", ["find", "$index", typed], index=of)[0]
        assert told["how"] == "all"
        assert told["found"][0]["href"] == wanted, typed


@needs_node
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_found_by_what_people_type_who_look_for_it(language, made, tmp_path):
    typed = [(name, text) for name, said in search.asked_as().items() for text in said[language]]
    path = Path(tmp_path, f"search-names-{language}.js")
    path.write_bytes(made[path.name])
    told = call("find.js", *(["find", "$index", text] for _, text in typed), index=[str(path)])
    missed = []
    for (name, text), one in zip(typed, told, strict=True):
        questions = [row["href"] for row in one["found"] if row["kind"] == "question"]
        if one["how"] != "all" or not any(f"q/{name}/" in href for href in questions[:2]):
            missed.append((name, text, one["how"], questions[:3]))
    assert missed == []
    assert search.asked_as().keys() <= queries.questions().keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_page_says_so_and_links_the_lists(language, site):
    path, content = search.page(site, language)
    text = content.decode()
    assert path == ("search/index.html" if language == "en" else "nl/search/index.html")
    assert wording(language)["search_needs"] in text.replace("&#39;", "'")
    assert text.count('/index.html">') >= 4


def test_the_words_of_both_pages_are_there_in_both_languages():
    english, dutch = (wording(one) for one in LANGUAGES)
    assert set(english) == set(dutch)
    for key, text in english.items():
        if key.startswith(("search_", "sparql_")):
            assert text.count("{}") == dutch[key].count("{}"), key
    kinds = {kind for part in search.KINDS.values() for kind in part}
    assert {f"search_{form}_{kind}" for kind in kinds for form in ("kind", "kinds")} <= set(english)


def test_each_explanation_of_a_wrong_query_has_its_words():
    import re

    code = Path(sparql.__file__).with_name("web").joinpath("reader.js").read_text(encoding="utf-8")
    keys = {one for line in re.findall(r"key: ([^,}]+)", code) for one in re.findall(r'"(\w+)"', line)}
    assert len(keys) > 20
    assert {f"sparql_wrong_{key}" for key in keys} <= set(wording("en"))
