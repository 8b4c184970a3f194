"""Feeds are read back by libraries: what became of things and what changed by feedparser, what is due by icalendar."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import feedparser
import icalendar
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis import escapes, graph, queries, rooms, sources
from foederis.changes import compare
from foederis.feeds import atom, calendar, changed, choosing, developments, expected, words
from foederis.feeds.atom import Category, Entry
from foederis.feeds.calendar import Event
from foederis.namespaces import DCTERMS, FOED, ID, RDF, XSD
from foederis.publish import following

EPF = f"{ID}instrument/epf"
DAY = "2026-11-28"


def read_atom(content: bytes | str) -> feedparser.FeedParserDict:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    assert found.feed.id
    assert found.feed.author
    assert all(one.id and one.title and one.updated and one.link for one in found.entries)
    assert len({one.id for one in found.entries}) == len(found.entries)
    return found


def read_ics(content: bytes) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(content)
    assert read.errors == []
    events = read.walk("VEVENT")
    assert len({str(one["UID"]) for one in events}) == len(events)
    return events


def rows(name: str, **values: str) -> list[dict[str, str]]:
    answer = queries.ask(queries.questions()[name], values, data=graph.store())
    return [dict(zip(answer.variables, (getattr(c, "value", "") for c in row), strict=True)) for row in answer.rows]


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28


# What became of things


_ABOUT = ("about", "subject", "object", "makes", "reports", "reaffirms")


def subjects(store: ox.Store, names: tuple[str, ...], targets: set[str], space: str = FOED) -> set[str]:
    quads = (
        q for name in names for q in store.quads_for_pattern(None, ox.NamedNode(space + name), None, ox.DefaultGraph())
    )
    return {q.subject.value for q in quads if getattr(q.object, "value", "") in targets}


def walked(store: ox.Store, thing: str) -> set[str]:
    """The developments of a thing, found by a walk of its own: of it, of what is about it, of an answer to it."""
    near = {thing} | subjects(store, ("topicSubject", "topicObject"), {thing})
    items = near | subjects(store, _ABOUT, near) | subjects(store, ("isPartOf",), {thing}, DCTERMS)
    asked = {thing} | subjects(store, ("isPartOf",), {thing}, DCTERMS)
    for answer in subjects(store, ("respondsTo",), asked):
        for quad in store.quads_for_pattern(
            ox.NamedNode(answer), ox.NamedNode(FOED + "evidence"), None, ox.DefaultGraph()
        ):
            for one in store.quads_for_pattern(None, None, None, quad.object):
                kind = one.predicate.value.removeprefix(FOED)
                if one.predicate.value == RDF + "type" and one.object.value == FOED + "Statement":
                    items.add(one.subject.value)
                elif kind in ("makes", "reports", "reaffirms"):
                    items.add(one.object.value)
    kind = ox.NamedNode(FOED + "Development")
    every = {
        q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), kind, ox.DefaultGraph())
    }
    return subjects(store, ("concerns",), items) & every


@pytest.mark.parametrize(
    "name",
    ["EPF", "PESCO", "European Security Council", "commitment:pesco-closer-cooperation", "recommendation:aiv-112-9a"]
    + [f"AIV-advies 112, aanbeveling {number}" for number in range(1, 11)],
)  # fmt: skip
def test_a_feed_of_a_thing_has_the_developments_of_it_and_of_what_is_about_it(name, store):
    made = read_atom(choosing.make(name, day=DAY, limit=0).content)
    assert {one.id for one in made.entries} == walked(store, graph.find(store, name))


@pytest.mark.long
@pytest.mark.parametrize(("parameter", "name"), [("thing", "EPF"), ("recommendation", "AIV-advies 112, aanbeveling 9")])
def test_it_has_the_developments_that_the_question_has(parameter, name, store):
    made = read_atom(choosing.make(name, day=DAY, limit=0).content)
    told = {row["what"] for row in rows("what-became-of", **{parameter: name}) if row["effect"]}
    assert {one.title for one in made.entries} == told


def test_the_founding_of_the_facility_is_an_entry_of_its_day_with_its_source(store):
    made = read_atom(choosing.make("EPF", day=DAY).content)
    assert made.feed.id == f"{EPF}#developments-en"
    assert [one.rel for one in made.feed.links] == ["alternate", "license"]  # what is printed has no address
    founded = [one for one in made.entries if one.updated == "2021-03-22T00:00:00Z"]
    assert founded
    assert all("2021/509" in one.title or "2021/509" in one.summary for one in founded if "eur-lex" in one.link)
    assert any(one.tags[0].term == "fulfils" and one.tags[0].scheme == f"{ID}concept/effect" for one in founded)
    dutch = read_atom(choosing.make("EPF", day=DAY, language="nl").content)
    assert dutch.feed.language == "nl"
    assert dutch.feed.title.startswith("Wat is ervan geworden?")
    assert {one.id for one in dutch.entries} == {one.id for one in made.entries}
    assert not {one.title for one in dutch.entries} & {one.title for one in made.entries}


def test_a_feed_of_all_has_every_development_the_newest_first(run, store):
    kind = ox.NamedNode(FOED + "Development")
    every = {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), kind)}
    code, out, error = run("feed", "--limit", "0")
    made = read_atom(out)
    assert (code, error) == (0, "")
    assert {one.id for one in made.entries} == every
    days = [one.updated for one in made.entries]
    assert days == sorted(days, reverse=True)
    code, out, error = run("feed")
    assert (code, len(read_atom(out).entries)) == (0, 100)
    assert error == f"100 of {len(every)} entries. All: --limit 0\n"
    assert read_atom(out).feed.subtitle == f"100 of {len(every)}"


def test_the_day_of_an_entry_is_the_last_on_which_it_can_have_come():
    store = ox.Store()
    iri, period = ox.NamedNode(f"{ID}development/x"), ox.NamedNode(f"{ID}period/x")
    for name, value in {
        "concerns": ox.NamedNode(EPF), "effect": ox.NamedNode(f"{ID}concept/effect/fulfils"), "when": period,
        "evidence": ox.NamedNode(f"{ID}source/x"), "paraphrase": ox.Literal("It came.", language="en"),
    }.items():  # fmt: skip
        store.add(ox.Quad(iri, ox.NamedNode(FOED + name), value))
    store.add(ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Development")))
    for name, day in {"earliestStart": "2023-12-01", "latestStart": "2025-01-31", "latestEnd": "2027-12-31"}.items():
        value = ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
        store.add(ox.Quad(period, ox.NamedNode(FOED + name), value))
    (one,) = developments.entries(EPF, "en", store)
    assert (one.day, one.link) == ("2025-01-31", f"{ID}source/x")
    assert developments.entries(f"{ID}instrument/other", "en", store) == []


# The answer to a question


@pytest.mark.long
def test_of_what_became_of_each_row_with_a_day_is_an_entry(run, store):
    code, out, error = run("feed", "what-became-of", "thing=EPF")
    made = read_atom(out)
    told = rows("what-became-of", thing="EPF")
    assert (code, error) == (0, "")
    # a feed has no months: what came in December 2022 stands on the first day of it
    months = {row["period"] for row in told if not row["date"]}
    assert {one.rpartition("/")[2] for one in months} == {"2022-12"}
    days = sorted((row["date"] or "2022-12-01", row["what"]) for row in told)
    assert sorted((one.updated[:10], one.title) for one in made.entries) == days
    assert "EPF" in made.feed.title
    assert made.feed.id.startswith(f"{ID}question/what-became-of#")


@pytest.mark.parametrize("name", ["timeline", "commitment-status", "amounts", "where-linked"])
def test_other_questions_with_days_are_feeds_too(name, run, store):
    code, out, _ = run("feed", name, "--lang", "nl", "--limit", "0")
    assert code == 0
    assert read_atom(out).entries


@pytest.mark.parametrize(("language", "mark"), [("en", " (inferred)"), ("nl", " (afgeleid)")])
def test_what_is_due_is_of_the_day_of_the_data_and_marks_an_inferred_day(language, mark, store):
    feed = read_atom(choosing.make("due", language=language, day="2022-01-01").content)
    told = {row["what"] + mark * bool(row["inferred"]) for row in rows("due", asof="2022-01-01", lang=language)}
    assert {one.title for one in feed.entries} == told
    assert any(one.endswith(mark) for one in told)
    assert not all(one.endswith(mark) for one in told)
    assert feed.feed.id == f"{ID}question/due#feed-{language}"  # the same feed on each day
    given = choosing.make("due", {"asof": "2022-01-01"}, language=language, day=DAY).content
    assert {one.title for one in read_atom(given).entries} == told


# What is due


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("asof", ["2020-10-05", "2022-01-01", "2024-12-31", "2025-01-01", DAY])
def test_the_events_are_the_rows_of_due_and_overdue(asof, language, store):
    made = expected.events(language, asof, graph.store())
    for state in expected.STATES:
        word = words.word(f"is {state}", language)
        found = {(one.day, bare(one.title)) for one in made if one.categories == (word,)}
        told = {(row["until"], row["what"]) for row in rows(state, asof=asof, lang=language)}
        assert found == told
        alone = expected.events(language, asof, graph.store(), state=state)
        assert {(one.day, bare(one.title)) for one in alone} == told


def bare(title: str) -> str:
    return re.sub(r" \((inferred|afgeleid)\)$", "", title)


@pytest.mark.parametrize(("language", "mark"), [("en", "(inferred)"), ("nl", "(afgeleid)")])
def test_a_day_that_was_inferred_says_so_in_the_title_and_why_below(language, mark, store):
    told = {row["what"]: row["inferred"] for row in rows("due", asof="2022-01-01", lang=language)}
    events = read_ics(choosing.make("due", form="ics", language=language, day="2022-01-01").content)
    assert any(told.values())
    assert not all(told.values())
    for one in events:
        reason = told[bare(str(one["SUMMARY"]))]
        assert (mark in str(one["SUMMARY"])) == bool(reason)
        assert reason in str(one["DESCRIPTION"])


@pytest.mark.parametrize(
    ("asof", "there"), [("2020-10-04", 0), ("2020-10-05", 1), ("2021-03-21", 1), ("2021-03-22", 0)]
)
def test_an_event_is_there_once_it_is_said_and_until_it_has_come_and_tells_what_is_known_since(asof, there, store):
    founding = f"{ID}statement/bzdoc-1754443015-75/annex.p7.s3-1"
    found = [one for one in expected.events("en", asof, graph.store()) if one.link == founding]
    assert len(found) == there
    assert all({"Kind: expectation", "Since: fulfils"} <= set(one.lines) for one in found)


def test_what_is_expected_of_others_is_due_and_never_overdue(store):
    kinds = {
        state: {
            line
            for one in expected.events("en", DAY, graph.store(), state=state)
            for line in one.lines
            if line.startswith("Kind: ")
        }
        for state in expected.STATES
    }
    assert kinds["overdue"] == {"Kind: commitment statement"}
    assert "Kind: expectation" in {
        line for one in expected.events("en", "2020-10-05", graph.store()) for line in one.lines
    }


def test_a_deadline_of_a_commitment_is_an_event(store):
    data = ox.Store()
    data.extend(graph.store())
    promise = ox.NamedNode(f"{ID}commitment/pesco-closer-cooperation")
    end = ox.NamedNode(f"{ID}period/2024")
    data.add(ox.Quad(promise, ox.NamedNode(FOED + "deadline"), end))
    before = {one.id for one in expected.events("en", "2020-10-05", graph.store())}
    (one,) = [one for one in expected.events("en", "2020-10-05", data) if one.id not in before]
    assert (one.id, one.day) == (f"{promise.value}#2024", "2024-12-31")
    assert one.title == "closer defence cooperation within PESCO"
    inference = ox.NamedNode(f"{ID}inference/x")
    for name, value in {
        "infersFor": promise, "infers": end, "reasoning": ox.Literal("By the plan.", language="en"),
    }.items():  # fmt: skip
        data.add(ox.Quad(inference, ox.NamedNode(FOED + name), value))
    (one,) = [one for one in expected.events("en", "2025-01-01", data) if one.link == promise.value]
    assert (one.title, one.categories) == ("closer defence cooperation within PESCO (inferred)", ("overdue",))
    assert "How the day was inferred: By the plan." in one.lines


def test_a_calendar_of_a_thing_or_document_has_only_its_events(store):
    on = "2023-11-13"
    early = {str(one["UID"]) for one in read_ics(choosing.make(form="ics", day="2020-10-05").content)}
    some = {str(one["UID"]) for one in read_ics(choosing.make("EPF", form="ics", day="2020-10-05").content)}
    assert some < early
    every = {str(one["UID"]) for one in read_ics(choosing.make(form="ics", day=on).content)}
    letter = choosing.make("due", {"document": "kst-21501-28-211"}, form="ics", day=on)
    said = {str(one["UID"]) for one in read_ics(letter.content)}
    others = [f"{ID}statement/{one}/" for one in sources.documents() if one != "bzdoc-1754443015-75"]
    assert said == {one for one in every if not one.startswith(tuple(others))} < every


def test_a_calendar_is_of_whole_days_and_reads_no_clock(run, tmp_path, store):
    path = tmp_path / "due.ics"
    assert run("feed", "-o", str(path)) == (0, "", "")
    for one in read_ics(path.read_bytes()):
        assert one["DTSTAMP"].dt.isoformat() == "2026-11-28T00:00:00+00:00"
        assert type(one["DTSTART"].dt) is date
        assert str(one["UID"]).startswith((f"{ID}statement/", f"{ID}recommendation/"))
        assert str(one["URL"]) == str(one["UID"]).partition("#")[0]


# What changed


def without(place: Path, *things: str) -> str:
    """Write the graph without some things as a version before; return its name."""
    kept = [one for one in graph.quads() if getattr(one.subject, "value", "") not in things]
    path = place / "before.nq"
    path.write_bytes(ox.serialize(kept, format=ox.RdfFormat.N_QUADS) or b"")
    return str(path)


@pytest.fixture(scope="module")
def newest(_own_cache) -> list[Entry]:
    return developments.entries(EPF, "en", graph.store())[:2]


@pytest.mark.long
def test_what_is_new_since_a_version_is_an_entry_and_nothing_else_is(run, tmp_path, newest, store):
    before = without(tmp_path, *(one.id for one in newest))
    code, out, error = run("feed", "--previous", before)
    made = read_atom(out)
    assert (code, error) == (0, "")
    assert {(one.id, one.title) for one in made.entries} == {(one.id, f"new: {one.title}") for one in newest}
    assert {one.updated for one in made.entries} == {"2026-11-28T00:00:00Z"}
    assert {tag.label for one in made.entries for tag in one.tags} == {"new", "What became of it"}
    assert all("effect: " in one.summary for one in made.entries)
    dutch = read_atom(run("feed", "--previous", before, "--lang", "nl")[1])
    assert all(one.title.startswith("nieuw: ") for one in dutch.entries)
    of_it = read_atom(run("feed", "EPF", "--previous", before)[1])
    assert {one.id for one in of_it.entries} == {one.id for one in newest}
    code, out, _ = run("feed", "PESCO", "--previous", before)
    assert (code, read_atom(out).entries) == (1, [])


@pytest.mark.long
def test_without_a_change_the_feed_is_empty_and_the_answer_no(run, store):
    code, out, _ = run("feed", "--previous", str(rooms.root()))
    assert (code, read_atom(out).entries) == (1, [])


def test_a_changed_value_is_told_with_both_values():
    old, new = (changed.versions.version(ox.parse(text.encode(), format=ox.RdfFormat.TRIG)) for text in (
        f'<{ID}graph/x> {{ <{EPF}> <{FOED}abbreviation> "EPF" ; <{FOED}x> [ <{FOED}y> 1 ] }}',
        f'<{ID}graph/x> {{ <{EPF}> <{FOED}abbreviation> "E.P.F." ; <{FOED}x> [ <{FOED}y> 2 ] }}',
    ))  # fmt: skip
    (one,) = changed.entries(old, new, "en", DAY)
    assert one.title == "changed: European Peace Facility"
    assert one.lines == ('abbreviation: "EPF" -> "E.P.F."',)


def test_every_kind_and_section_of_a_report_has_its_words():
    for key in (*compare.SECTIONS, *compare._ORDER):
        assert words.word(key, "en")
        assert words.word(key, "nl")


# What is written is what is read


TEXT = st.text(st.characters(exclude_categories=()), max_size=120)


@given(TEXT)
def test_any_text_of_an_entry_comes_back_from_xml(text):
    one = Entry(EPF, text, DAY, "javascript:alert(1)", (text, text), (Category(text, text, "data:x"),))
    content = atom.write(EPF, text, text, DAY, "en", [one])
    root = ET.fromstring(content)
    name = "{http://www.w3.org/2005/Atom}"
    shown = escapes.line(text)
    entry = root.find(f"{name}entry")
    assert [found.text or "" for found in root.iter(f"{name}title")] == [shown, shown]
    assert entry.findtext(f"{name}summary") == f"{shown}\n{shown}"
    assert entry.find(f"{name}category").get("label") == shown
    assert entry.find(f"{name}link").get("href") == EPF
    assert b"javascript:alert(1)" not in content or "javascript:alert(1)" in text


@given(TEXT)
def test_any_text_of_an_event_comes_back_from_a_calendar(text):
    content = calendar.write(text, DAY, "nl", [Event(EPF, DAY, text, (text, "x"), "data:x", (text, "y"))])
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line for line in lines if line.startswith((b"URL", b"BEGIN"))] == [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"]
    (one,) = read_ics(content)
    shown = "\n".join(escapes.line(part) for part in re.split("\r\n|[\r\n\x85\u2028\u2029]", text))
    assert str(one["SUMMARY"]) == shown
    assert str(one["DESCRIPTION"]) == f"{shown}\nx"
    assert [str(word) for word in one["CATEGORIES"].cats] == [shown, "y"]


@pytest.mark.parametrize("width", range(60, 90))
def test_a_long_line_is_folded_between_characters(width):
    line = "x" * width + "é" * 40 + "中" * 30 + "🛡" * 20
    folded = calendar.fold(line)
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    assert all(part.decode() is not None for part in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line


def test_the_same_graph_gives_the_same_bytes_in_another_process(store):
    for words_ in (["EPF"], ["--format", "ics"], ["timeline"]):
        made = [
            subprocess.run(
                [sys.executable, "-m", "foederis", "feed", *words_], capture_output=True, check=True,
                env={**os.environ, "PYTHONHASHSEED": seed}, cwd=rooms.root(),
            ).stdout
            for seed in ("1", "4242")
        ]  # fmt: skip
        assert made[0] == made[1] != b""


def test_without_a_commit_the_day_is_the_last_on_which_a_source_was_read(store):
    newest = max(q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(FOED + "accessed"), None))
    assert read_atom(choosing.make("EPF").content).feed.updated == f"{newest}T00:00:00Z"


@pytest.mark.long
def test_a_release_has_the_feeds_as_files(tmp_path, newest, store):
    made = following.files(DAY, base="https://x.test/")
    assert sorted(made) == [
        "feeds/due-nl.ics", "feeds/due.ics", "feeds/what-became-of-nl.atom", "feeds/what-became-of.atom",
    ]  # fmt: skip
    for name, content in made.items():
        assert read_ics(content) if name.endswith(".ics") else read_atom(content).entries
        self_ = [link.href for link in feedparser.parse(content).feed.get("links", []) if link.rel == "self"]
        assert self_ == ([f"https://x.test/{name}"] if name.endswith(".atom") else [])
    since = following.files(DAY, without(tmp_path, newest[0].id))
    assert {*since} - {*made} == {"feeds/changes.atom", "feeds/changes-nl.atom"}
    assert [one.id for one in read_atom(since["feeds/changes.atom"]).entries] == [newest[0].id]


# What is refused


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Pesko",), "there is no question of that name, and nothing is called 'Pesko'"),
        (("what-became-off",), "Did you mean the question 'what-became-of'?"),
        (("participation",), "no row of 'participation' has a day"),
        (("EPF", "asof=2020-01-01"), "only a question takes asof="),
        (("asof=2020-01-01",), "only a question takes asof="),
        (("due", "asof=later", "--format", "ics"), "'asof' cannot be 'later'"),
        (("due", "when=2020-01-01", "--format", "ics"), "has no parameter 'when'"),
        (("due", "=x"), "is no name=VALUE"),
        (("timeline", "--format", "ics"), "'timeline' says nothing of what is due"),
        (("--format", "rss"), "--format cannot be 'rss'"),
        (("--limit", "-1"), "cannot have -1 entries"),
        (("--previous", ""), "the value of --previous is empty"),
        (("--previous", "nowhere"), "there is no such file or folder (nowhere)"),
        (("--previous", "bad.trig"), "(bad.trig"),
        (("--previous", "note.md"), "is no RDF file name"),
        (("--previous", "empty"), "this folder holds no graph"),
        (("due", "--previous", "bad.trig"), "not of a question"),
        (("--previous", "bad.trig", "--format", "ics"), "a calendar tells what is due"),
        (("EPF", "-o", "nowhere/x.atom"), "the file cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_in_two_lines(arguments, says, run, tmp_path, monkeypatch, store):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.trig").write_text("<x> { this is no graph", encoding="utf-8")
    (tmp_path / "note.md").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    code, out, error = run("feed", *arguments)
    assert (code, out) == (2, "")
    assert says in error
    assert len(error.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments", [("Malta",), ("overdue", "asof=1950-01-01", "--format", "ics"), ("Malta", "--format", "ics")]
)
def test_nothing_to_tell_is_the_answer_no(arguments, run, tmp_path, store):
    path = tmp_path / "feed"
    code, out, error = run("feed", *arguments, "-o", str(path))
    assert (code, out, len(error.splitlines())) == (1, "", 2)
    assert not path.exists()
