"""Search and SPARQL as a visitor uses them, from disk, in a browser: by keyboard, without script, with what goes wrong."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from foederis import queries, templates
from foederis.graph import serialisation
from foederis.publish import metadata
from foederis.site import assets, search, sparql
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES
from tests.site.built import needs_scripts

pytestmark = [pytest.mark.long, needs_scripts]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def seen(store, tmp_path_factory) -> dict[str, Any]:
    """What was seen on the pages, which open from a folder."""
    chromium = os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium")
    if shutil.which("node") is None or not chromium or not (HERE.parent / "tools" / "node_modules").is_dir():
        pytest.skip("a browser is not here: needs Node 20, Chromium, and npm ci in tests/tools")
    data = metadata.quads()
    site = Site(data, "0.0.0")
    trig = serialisation.text(data, "trig", serialisation.names(data))
    made = assets.assets(trig, {**search.files(site, store), **sparql.files()})
    site.assets = made.hrefs
    pages = [page for one in LANGUAGES for page in (search.page(site, one), sparql.page(site, store, one))]
    folder = tmp_path_factory.mktemp("site")
    looks = [("style.css", templates.style().encode()), ("icon.svg", templates.icon().encode())]
    for path, content in (*made.files.items(), *pages, *looks):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    done = subprocess.run(
        ["node", str(HERE / "asking.mjs")], input=json.dumps({"folder": str(folder)}), text=True, capture_output=True,
        check=False, env={**os.environ, "FOEDERIS_CHROMIUM": chromium},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_the_browser_complains_of_nothing_and_nothing_is_asked_of_others(seen):
    assert seen["complaints"] == []
    assert seen["elsewhere"] == []


def test_the_box_is_a_combobox_that_the_keyboard_alone_can_use(seen):
    box = seen["box"]
    assert box["slash"] == "find-q"
    assert box["typed"]["role"] == "combobox"
    assert (box["typed"]["expanded"], box["typed"]["shown"], box["typed"]["chosen"]) == ("true", True, -1)
    assert box["typed"]["options"][0].startswith("Permanent Structured Cooperation (PESCO)")
    assert box["typed"]["first"] == "../id/instrument/pesco.html"
    assert re.fullmatch(r"\d+ found\.", box["typed"]["told"])
    assert (box["second"]["chosen"], box["second"]["selected"]) == (1, 1)
    assert (box["none"]["chosen"], box["none"]["selected"]) == (-1, 0)
    assert (box["closed"]["expanded"], box["closed"]["shown"]) == ("false", False)


def test_enter_leads_to_the_page_of_all_that_is_found_and_arrows_through_it(seen):
    box = seen["box"]
    assert box["address"] == "search/index.html?q=pesco"
    assert (box["into"], box["down"], box["up"]) == ("q", "../id/instrument/pesco.html", "q")
    assert box["off"] != "q"  # the key is off for who says so


def test_what_is_typed_is_found_in_both_languages_and_stands_in_the_address(seen):
    assert seen["dutch"]["hits"][0] == {
        "text": "Europese Veiligheidsraad", "href": "../../id/actor/european-security-council.html#nl", "lang": "",
    }  # fmt: skip
    assert seen["dutch"]["address"] == "?q=veiligheidsraad"
    assert {hit["lang"] for hit in seen["other"]["hits"]} == {"nl"}
    assert not any(hit["href"].startswith("../nl/") for hit in seen["other"]["hits"])
    assert seen["none"]["hits"] == []
    assert seen["none"]["told"].startswith("Nothing is found.")
    assert seen["hostile"]["images"] == 0


def test_without_script_the_lists_are_linked_and_the_query_can_be_copied(seen):
    for path, found in seen["unscripted"].items():
        assert found["told"], path
        assert any(link.endswith("q/index.html") for link in found["links"])
        assert found["idle"] == 0  # no button that does nothing
        if "sparql" in path:
            assert found["query"][0][1]
            assert "SELECT" in found["query"][0][0]


def test_a_query_is_answered_as_the_program_answers_it_with_names_links_and_a_chart(seen, store):
    first = seen["first"]
    asked = sparql.first_query()
    rows = [(row["instrument"].value, row["statements"].value) for row in store.query(asked)]
    assert first["told"].startswith("15 rows")
    assert [row[1] for row in first["rows"]] == [count for _, count in rows]
    assert first["links"] == ["../" + iri.removeprefix("https://w3id.org/foederis/") + ".html" for iri, _ in rows]
    assert first["rows"][0][0] == "Military Planning and Conduct Capability"
    assert first["bars"] == 15
    assert first["hash"].startswith("#query=PREFIX")
    assert first["label"] == "SPARQL query"


def test_what_is_answered_is_saved_as_csv_json_and_query(seen, store):
    (csv_name, csv_text), (json_name, json_text), (query_name, query) = seen["saved"]
    assert (csv_name, json_name, query_name) == ("foederis-answer.csv", "foederis-answer.json", "foederis-query.rq")
    asked = list(store.query(sparql.first_query()))
    table = list(csv.reader(io.StringIO(csv_text)))
    assert table[0] == ["instrument", "statements"]
    assert table[1:] == [[row["instrument"].value, row["statements"].value] for row in asked]
    assert len(json.loads(json_text)["results"]["bindings"]) == 15
    assert query == sparql.first_query()


def test_names_are_completed_in_both_languages_with_their_prefixes_and_tab_leaves(seen):
    done = seen["completed"]
    assert done["offered"][0].startswith("foed:holder")
    assert done["lines"][:2] == [
        "PREFIX instrument: <https://w3id.org/foederis/id/instrument/>",
        "PREFIX foed: <https://w3id.org/foederis/def/>",
    ]
    assert done["lines"][-1] == "SELECT ?who { ?x foed:holder ?who ; foed:about instrument:pesco }"
    assert done["tab"] == "run"
    assert "rows" in done["told"]


def test_each_question_can_be_the_start_and_an_unknown_one_is_said(seen, store):
    asked = queries.ask(queries.questions()["scoreboard"], {}, data=store)
    assert seen["starter"]["rows"] == len(asked.rows)
    assert "no-such" in seen["unknown"]


def test_yes_or_no_and_triples_are_shown(seen):
    assert seen["ask"].startswith("Yes")
    assert seen["construct"][0].startswith("3 lines")
    assert seen["construct"][1].count("def/Actor> .") == 3


def test_what_is_wrong_or_empty_is_explained_with_its_line(seen):
    told, marked, focus = seen["wrong"]
    assert told.startswith("Line 3, column 2: this triple is not whole: ?x foed:about")  # a prefix was put on top
    assert marked == [" ?x foed:about }"]
    assert focus == "editor"
    assert seen["empty"][0].startswith("No rows")
    assert "foed:Actr" in seen["empty"][1]
    assert "Did you mean foed:Actor?" in seen["empty"][1]
    assert "SERVICE asks another server" in seen["service"]
    assert "more than 100 deep" in seen["nested"]


def test_nothing_that_a_query_does_holds_the_page_up(seen):
    assert seen["large"].startswith("The answer is too large")
    assert seen["endless"]["told"].startswith("The query was stopped after 5 seconds")
    assert seen["endless"]["gap"] < 1000
    assert seen["endless"]["cancelled"] == "The query was cancelled."
    assert seen["endless"]["after"].startswith("Yes")


def test_a_browser_that_cannot_run_the_engine_says_so_in_the_language_of_the_page(seen):
    assert seen["old"].startswith("Deze browser kan het programma niet draaien")
