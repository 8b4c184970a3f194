"""The pages of questions, used in browsers from disk and over HTTP: page, browser and `foederis ask` say the same.

The browsers are Chromium and Firefox, driven by puppeteer-core, and WebKitGTK, by selenium-webdriver, both of
`tests/tools` (`npm ci` there); what is not here is skipped by name.
"""

import base64
import csv
import functools
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pyoxigraph as ox
import pytest

from foederis import queries
from foederis.answers import columns, data, folding
from foederis.queries.binding import bind, terms
from foederis.site import forms
from foederis.site.question import NODES
from tests.site.built import HERE, listed, needs_node, needs_scripts, pages, results, written
from tests.site.test_answers import attribute, given, shown

DRIVER = HERE.parent / "tools" / "node_modules" / "puppeteer-core"
pytestmark = [
    pytest.mark.long,
    needs_scripts,
    needs_node,
    pytest.mark.skipif(not DRIVER.is_dir(), reason="puppeteer-core is not here: npm ci in tests/tools"),
]
QUESTIONS = queries.questions()
TAKE = [one.name for one in QUESTIONS.values() if any(parameter.type != "lang" for parameter in one.parameters)]
PROGRAMS = {
    "chrome": os.environ.get("FOEDERIS_CHROMIUM") or shutil.which("chromium") or "",
    "firefox": os.environ.get("FOEDERIS_FIREFOX") or shutil.which("firefox-esr") or "",
    "webkit": os.environ.get("FOEDERIS_WEBKIT") or (shutil.which("xvfb-run") and shutil.which("WebKitWebDriver")) or "",
}
MINIBROWSER = next((str(one) for one in sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), "")
WAYS = [f"{browser} {way}" for browser in PROGRAMS for way in ("from disk", "over http")]
WHOLE = [
    f"SELECT {key} (COUNT(*) AS ?triples) (SUM(STRLEN(STR(?s))) AS ?subjects) (SUM(STRLEN(STR(?p))) AS ?predicates) "
    "(SUM(STRLEN(STR(?o))) AS ?objects) { GRAPH ?g { ?s ?p ?o } FILTER(!ISBLANK(?s) && !ISBLANK(?o)) } "
    f"GROUP BY {key} ORDER BY {key}"
    for key in ("?g", "?p")
]
"""How much each graph states, and how much each predicate says: what a page loads has no blank nodes."""
LOOPS = "SELECT (COUNT(*) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
USES = [
    ("form", "form", "q/scoreboard/index.html", {"name": "recommendation", "value": "4"}),
    ("dutch", "form", "nl/q/scoreboard/index.html", {"name": "recommendation", "value": "4"}),
    ("keyboard", "keyboard", "q/scoreboard/index.html", {"name": "recommendation"}),
    ("unknown", "told", "q/scoreboard/index.html?recommendation=99", {}),
    ("no field", "told", "nl/q/scoreboard/index.html?holder=NL", {}),
    ("odd", "told", "q/scoreboard/index.html?recommendation=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", {}),
    ("no day", "told", "q/commitments/index.html?asof=soon", {}),
    ("none", "told", "q/commitments/index.html?asof=1990-01-01&actor=Finland", {}),
    ("no engine", "without", "q/scoreboard/index.html?recommendation=4", {"what": ["WebAssembly"]}),
    ("no workers", "without", "nl/q/scoreboard/index.html?recommendation=4", {"what": ["Worker"]}),
    (
        "nothing kept",
        "without",
        "q/scoreboard/index.html?recommendation=4",
        {"what": ["localStorage", "sessionStorage", "indexedDB", "caches", "cookie"]},
    ),
    (
        "loops",
        "loops",
        "q/scoreboard/index.html",
        {"name": "recommendation", "value": "4", "query": LOOPS, "part": "was stopped"},
    ),
    ("take", "take", "q/scoreboard/index.html?recommendation=4", {}),
    ("called", "told", "nl/q/commitments/index.html?actor=duitsland", {}),
    ("working", "old", "q/scoreboard/index.html", {}),
    ("drawn", "drawn", "nl/q/commitments/index.html?actor=Nederland", {}),
    ("not drawn", "drawn", "q/scoreboard/index.html?recommendation=4", {}),
]


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a folder with the pages of all questions: the explorer of `make site` where FOEDERIS_SITE names it."""
    made = os.environ.get("FOEDERIS_SITE")
    return Path(made) if made else pages(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def served(folder):
    """Return the address of the pages on a server of their own."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def drive(browser: str, root: str, visits=(), uses=()):
    """Return what was seen in a browser, without a complaint of it and without a request for anything elsewhere."""
    if not PROGRAMS[browser]:
        pytest.skip(f"{browser} is not here")
    told = {"root": root, "browser": browser, "visits": visits, "uses": uses}
    done = subprocess.run(
        [*(["xvfb-run", "-a"] if browser == "webkit" else []), "node", str(HERE / "forms.mjs")],
        input=json.dumps(told), text=True, capture_output=True, check=False, timeout=3000,
        env={**os.environ, "FOEDERIS_WEBKIT": PROGRAMS["webkit"], "FOEDERIS_MINIBROWSER": MINIBROWSER},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["complaints"] == []
    assert found["elsewhere"] == []
    return found


def sampled(question, store):
    """Return values to ask a question with: each as usual by name, and of each parameter the first and the last."""
    offered = forms.fields(question, forms.offered(question, store), "en", store)
    found = []
    for one in offered:
        options = [option.value for option in one.options]
        found += [{one.name: value} for value in dict.fromkeys([one.usual or "any", *options[:1], *options[-1:]])]
    return found


def rows(question, values, language, store):
    """Return the terms of an answer of `foederis ask`, as the cells of a page hold them."""
    answer = queries.ask(question, {**given(question, language), **values}, data=store)
    told = columns.worded(folding.folded(answer), language).rows
    return [[attribute(cell, shown(cell, language, store)) for cell in row] for row in told]


@pytest.fixture(scope="module")
def samples(store):
    """Return the values to ask each question with that takes any."""
    return {name: sampled(QUESTIONS[name], store) for name in TAKE}


@pytest.fixture(scope="module")
def asked(folder, samples):
    """Return, by question, the values asked in Chromium from disk, and what was seen."""
    values = samples
    visits = [
        {"path": f"q/{name}/index.html", "asks": [f"?{urlencode(one)}" for one in all_]}
        for name, all_ in values.items()
    ]
    seen = drive("chrome", f"{folder.as_uri()}/", visits)["visits"]
    return {name: (values[name], found) for name, found in zip(values, seen, strict=True)}


@pytest.mark.parametrize("name", TAKE)
def test_each_question_with_sampled_values_has_in_the_page_the_rows_of_ask(name, asked, store):
    values, found = asked[name]
    for one, seen in zip(values, found["asks"], strict=True):
        told = rows(QUESTIONS[name], one, "en", store)
        assert seen["terms"] == told, one
        assert seen["asked"], one
        longest = max((row.count("<") - row.count("</") for row in seen["rows"]), default=0)
        assert seen["nodes"] <= 1_400 or longest > NODES  # a row is not cut, here or in the pages of Python
        assert urlencode(one) in seen["address"]


@pytest.mark.parametrize("name", TAKE)
def test_what_the_page_came_with_is_written_alike_by_its_script(name, asked):
    _, found = asked[name]
    # But for the terms: the script tells each, the page only those that it does not show (test_question_pages.py).
    came = [re.sub(r' data-term="[^"]*"', "", row) for row in found["usual"]["rows"]]
    told = [[re.sub(r' data-term="[^"]*"', "", row) for row in seen["rows"]] for seen in found["asks"]]
    assert any(rows_[: len(came)] == came for rows_ in told)


@pytest.fixture(scope="module")
def texts(store, samples):
    """Return the queries of all questions, as they stand and with sampled values, each with its question."""
    return {
        bind(one, terms(one, {**given(one, "en"), **values}, store)): one
        for one in QUESTIONS.values()
        for values in samples.get(one.name, [{}])
    }


@pytest.fixture(scope="module")
def wanted(texts, store):
    """Return what each of these queries is answered with here: its columns, and its rows as they are compared."""
    found = {}
    for text, question in texts.items():
        answer = queries.select(text, data=store)
        rows_ = [written(row) for row in answer.rows]
        found[text] = (answer.variables, listed(question, answer.variables, rows_))
    return found


@pytest.fixture(scope="module", params=WAYS)
def used(request, folder, served, texts):
    """Return the scenes as seen in a browser; WebKit takes no script before those of a page, so it always has all."""
    browser, _, way = request.param.partition(" ")
    uses = [one for one in USES if browser != "webkit" or one[1] != "without"]
    engine = ("engine", "engine", "q/scoreboard/index.html", {"texts": [*texts, *WHOLE]})
    return drive(browser, f"{folder.as_uri()}/" if way == "from disk" else served, (), [*uses, engine])["uses"]


def test_the_engine_of_the_page_answers_every_question_with_sampled_values_as_ask_does(used, texts, wanted):
    assert len(used["engine"]) == len(texts) + len(WHOLE) > 2 * len(QUESTIONS)
    for (text, question), found in zip(texts.items(), used["engine"], strict=False):
        names, told = results({"found": {"json": found}})
        assert (names, listed(question, names, told)) == wanted[text], text


def test_the_engine_of_the_page_holds_the_whole_graph_whichever_way_it_came(used, store):
    for text, found in zip(WHOLE, used["engine"][-len(WHOLE) :], strict=True):
        answer = queries.select(text, data=store)
        assert len(answer.rows) > 150
        assert results({"found": {"json": found}}) == (answer.variables, [written(row) for row in answer.rows])


@pytest.mark.parametrize(("key", "language"), [("form", "en"), ("dutch", "nl")])
def test_a_value_that_is_chosen_is_answered_its_address_kept_and_the_back_button_works(key, language, used, store):
    seen = used[key]
    told = rows(QUESTIONS["scoreboard"], {"recommendation": "4"}, language, store)
    assert seen["changed"]["terms"] == told
    assert seen["changed"]["address"].endswith("?recommendation=4")
    assert seen["back"]["rows"] == seen["before"]["rows"]
    assert seen["back"]["told"] == seen["before"]["told"]
    assert seen["back"]["values"] == seen["before"]["values"]
    assert seen["forward"]["rows"] == seen["changed"]["rows"]
    assert seen["back"]["cited"] == seen["before"]["cited"]
    cited = seen["changed"]["cited"]
    asked = QUESTIONS["scoreboard"]
    title = f"{asked.title_nl if language == 'nl' else asked.title} (recommendation = 4)"
    assert f"“{title}” (scoreboard)" in cited[""]
    assert f"\n  title = {{{title}}},\n" in cited["bibtex"]
    assert f"\nTI  - {title}\n" in cited["ris"]
    assert json.loads(cited["csl-json"])[0]["title"] == title
    assert len({json.loads(seen[when]["cited"]["csl-json"])[0]["id"] for when in ("before", "changed")}) == 2
    assert seen["forward"]["values"]["recommendation"] == "4"


def test_the_form_works_by_keyboard(used):
    assert used["keyboard"]["asked"]
    assert used["keyboard"]["terms"]


def test_a_value_that_nobody_knows_is_told_with_those_that_there_are(used, store):
    seen = used["unknown"]
    assert "“99” is no value of" in seen["told"]
    assert seen["rows"]
    offered = forms.offered(QUESTIONS["scoreboard"], store)["recommendation"]
    assert len(seen["listed"]) == len(offered)
    assert "?recommendation=4" in seen["listed"]
    assert "onerror" in used["odd"]["told"]
    assert used["odd"]["rows"]
    assert "holder" in used["no field"]["told"]
    assert used["no field"]["rows"]


def test_a_value_by_its_name_in_the_language_of_the_page_stands_in_the_form_as_it_is_answered(used):
    seen = used["called"]
    assert "Duitsland" in seen["told"] or "duitsland" in seen["told"]
    assert seen["values"]["actor"] == "DE"
    assert seen["asked"]


def test_what_cannot_be_a_day_and_what_has_no_rows_are_told_apart(used):
    assert "a day, such as" in used["no day"]["told"]
    assert used["no day"]["rows"]
    assert "no answer for these values" in used["none"]["told"]
    assert used["none"]["rows"] == []


@pytest.mark.parametrize("used", [way for way in WAYS if "webkit" not in way], indirect=True, scope="module")
def test_without_an_engine_the_usual_answer_stays_and_the_way_to_ask_is_told(used):
    for key in ("no engine", "no workers"):
        assert "foederis ask scoreboard" in used[key]["told"]
        assert used[key]["rows"]
        assert not used[key]["asked"]
    assert used["nothing kept"]["asked"]


def test_what_takes_too_long_is_ended_and_the_next_question_answered(used, store):
    seen = used["loops"]
    assert seen["told"][:4] == ["time", "cancelled", "cancelled", "broken"]
    assert seen["told"][4] == "query"
    assert seen["told"][5]["boolean"] is True
    assert "was stopped" in seen["late"]["told"]
    assert seen["late"]["rows"]
    assert seen["again"]["terms"] == rows(QUESTIONS["scoreboard"], {"recommendation": "4"}, "en", store)


def test_what_is_shown_can_be_taken_along_as_ask_writes_it(used, store):
    files = {one["name"].rpartition(".")[2]: base64.b64decode(one["content"]) for one in used["take"]}
    question = QUESTIONS["scoreboard"]
    answer = queries.ask(question, {**given(question, "en"), "recommendation": "4"}, data=store)
    assert files["csv"].decode() == data.delimited(answer, "csv", "en", store, question.lists)
    assert [*csv.DictReader(io.StringIO(files["csv"].decode()))]
    assert len(json.loads(files["json"])["results"]["bindings"]) == len(answer.rows)
    assert queries.select(files["rq"].decode(), data=store).rows
    if "xlsx" in files:
        sheet, about = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets
        assert sheet.max_row == len(folding.folded(answer).rows) + 1
        told = {row[0].value: row[1].value for row in about.rows}
        assert told["values"] == "recommendation = AIV advice 112, recommendation 4; document = any"
        assert told["bindingness"] == columns.described("bindingness", "en", store, "scoreboard")


def test_a_changed_answer_is_drawn_where_a_picture_fits_and_its_files_are_what_is_shown(used):
    seen = used["drawn"]
    assert seen["alt"].startswith("Hoeveel rijen welke waarde van")
    assert seen["wide"] == 800
    (svg, svg_begins, _), (png, png_begins, size) = seen["files"]
    assert (svg, bytes(svg_begins)) == ("image/svg+xml", b"<svg xml")
    assert (png, bytes(png_begins)) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert size > 1_000
    assert not seen["left"], "with the usual answer it is gone"
    assert used["not drawn"]["alt"] == ""


def test_a_page_whose_script_runs_does_not_say_that_it_does_not(used):
    assert used["working"] == ""


def test_a_page_whose_script_does_not_run_says_so_and_keeps_its_answer(folder, tmp_path):
    """A browser that is too old reads the script as this one reads what is no script; one that is not there is alike."""
    for name in ("style.css", "icon.svg"):
        shutil.copy(folder / name, tmp_path)
    for language in ("", "nl/"):
        shutil.copytree(folder / f"{language}q/scoreboard", tmp_path / f"{language}q/scoreboard")
    (tmp_path / "assets").mkdir()
    pages = [f"{language}q/scoreboard/index.html" for language in ("", "nl/")]
    told = {
        "root": f"{tmp_path.as_uri()}/",
        "browser": "chrome",
        "visits": [],
        "uses": [[p, "old", p, {}] for p in pages],
    }
    if not PROGRAMS["chrome"]:
        pytest.skip("chrome is not here")
    done = subprocess.run(
        ["node", str(HERE / "forms.mjs")],
        input=json.dumps(told),
        text=True,
        capture_output=True,
        check=True,
        timeout=300,
    )
    seen = json.loads(done.stdout)["uses"]
    assert seen[pages[0]].startswith("The form does not work here")
    assert seen[pages[1]].startswith("Het formulier werkt hier niet")
    assert all(one.endswith("foederis ask scoreboard") for one in seen.values())


def test_an_old_page_beside_the_files_of_a_newer_release_takes_none_of_them_and_says_so(folder, tmp_path):
    if not PROGRAMS["chrome"]:
        pytest.skip("chrome is not here")
    shutil.copytree(folder / "q/scoreboard", tmp_path / "q/scoreboard")
    (tmp_path / "assets").mkdir()
    for path in (folder / "assets").glob("*.js"):
        named = path.name if path.name.startswith("app-") else re.sub(r"-[0-9a-f]{10}\.", "-0123456789.", path.name)
        shutil.copy(path, tmp_path / "assets" / named)  # the script is in the tab already, all others are new
    told = {"root": f"{tmp_path.as_uri()}/", "browser": "chrome", "visits": [],
            "uses": [["old tab", "told", "q/scoreboard/index.html?recommendation=4", {}]]}  # fmt: skip
    done = subprocess.run(
        ["node", str(HERE / "forms.mjs")],
        input=json.dumps(told),
        text=True,
        capture_output=True,
        check=True,
        timeout=300,
    )
    seen = json.loads(done.stdout)["uses"]["old tab"]
    assert "the files of this site are not all beside it" in seen["told"]
    assert not seen["asked"]
    assert len(seen["rows"]) > 15, "the usual answer stays"
