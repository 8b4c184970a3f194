"""Which feed is meant: of a question, of a thing or of all, as Atom or as a calendar."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from foederis import graph, queries, rooms
from foederis.changes import versions
from foederis.errors import BadUse, NothingFound
from foederis.feeds import answered, atom, calendar, changed, developments, expected
from foederis.feeds.formats import FORMATS, LIMIT
from foederis.feeds.words import word
from foederis.namespaces import ID
from foederis.queries import Question, internal

_ALL = f"{ID}dataset/foederis"


@dataclass(frozen=True)
class Feed:
    """A feed as bytes, how many entries it has, and of how many."""

    content: bytes
    entries: int
    of: int


def make(
    name: str = "",
    given: Mapping[str, str] | None = None,
    *,
    form: str = "atom",
    language: str = "en",
    previous: str = "",
    day: str = "",
    limit: int = LIMIT,
    address: str = "",
) -> Feed:
    """Return a feed; the same data and words give the same bytes.

    As Atom: the newest developments of a thing or of all; with `previous`, what changed since; of a question its rows
    that have a day. As a calendar: what is due and overdue, of a thing or of all, or one of the two questions.

    Args:
        name: of a question, or of a thing as `foederis show` takes it; empty: all.
        given: values of the question's parameters.
        form: `atom` or `ics`.
        language: nl or en.
        previous: a release, a checkout or an RDF file.
        day: of the data set, such as `2026-11-28`; empty: the last on which a source was read.
        limit: how many entries of Atom at most; 0: all.
        address: where the feed itself will be found, as Atom tells it; empty: nowhere.

    Raises:
        BadUse: there is no such question or thing or value, or they do not go together.
        BadInput: the version before cannot be read.
        NothingFound: there is nothing to tell. (Without a change, the feed is empty.)
    """
    given = dict(given or {})
    data = graph.store()
    if form not in FORMATS:
        raise BadUse(f"there is no feed in the form '{form}'", "", f"Choose from: {', '.join(FORMATS)}")
    if limit < 0:
        raise BadUse(f"a feed cannot have {limit} entries", "", "Give a number of 1 or more, or 0 for all.")
    question = queries.questions().get(name)
    thing = "" if question or not name else _thing(name, data)
    if given and not question:
        remedy = "Name the question before them: foederis feed due asof=2022-01-01 --format ics"
        raise BadUse(f"only a question takes {', '.join(f'{key}=' for key in given)}", "", remedy)
    day = day or latest_day(data)
    if form == "ics":
        return _calendar(question, given, thing, language, previous, day, data)
    if question and previous:
        remedy = "Leave --previous out, or name a thing instead of the question."
        raise BadUse(f"what changed since a version is told of things, not of a question: '{name}'", "", remedy)
    if question:
        if any(one.name == "lang" for one in question.parameters):
            given.setdefault("lang", language)
        title = _title(question, language)
        if values := [f"{key}={value}" for key, value in sorted(given.items()) if key != "lang"]:
            title = f"{title} ({', '.join(values)})"
        iri = f"{ID}question/{question.name}#{_mark(given)}feed-{language}"
        if question.name in expected.STATES:
            given.setdefault("asof", day)  # what is due is followed from day to day: its calendar does so too
        told = answered.entries(question, given, language, data)
        return _atom(iri, title, told, day, language, limit, address)
    of = f": {graph.name(data, thing, language)}" if thing else ""
    found = developments.entries(thing, language, data)
    if previous:
        old, new = versions.load(previous), versions.load(str(rooms.root()))
        only = [thing, *(one.id for one in found)] if thing else []
        told = changed.entries(old, new, language, day, only)
        title = word("what changed", language) + of
        return _atom(f"{thing or _ALL}#changes-{language}", title, told, day, language, limit, address)
    if not found:
        what = word("no development", language).format(name=graph.name(data, thing, language) if thing else name)
        raise NothingFound(what, "", word("developments", language))
    title = word("became", language) + (f" {graph.name(data, thing, language)}" if thing else "")
    return _atom(f"{thing or _ALL}#developments-{language}", title, found, day, language, limit, address)


def _calendar(
    question: Question | None,
    given: Mapping[str, str],
    thing: str,
    language: str,
    previous: str,
    day: str,
    data: ox.Store,
) -> Feed:
    if previous:
        raise BadUse(
            "a calendar tells what is due, not what changed", "", "Leave out --previous, or ask for --format atom."
        )
    if question and question.name not in expected.STATES:
        remedy = f"A calendar is of {' or '.join(expected.STATES)}, of a thing or of all; else: --format atom"
        raise BadUse(f"'{question.name}' says nothing of what is due", "", remedy)
    asof, document = day, ""
    if question:
        said = queries.terms(question, given, data)  # refuses what does not fit, as `ask` does
        asof = given.get("asof") or day
        document = said.get("document", "").strip("<>").removeprefix("UNDEF")
        language = given.get("lang") or language
    state = question.name if question else ""
    found = expected.events(language, asof, data, state=state, thing=thing, document=document)
    if not found:
        of = f" {word('of', language)} '{graph.name(data, thing, language)}'" if thing else ""
        states = word("is due or overdue", language) if not state else word(f"is {state}", language)
        what = word("nothing due", language).format(of=of, state=states, asof=asof)
        raise NothingFound(what, "", word("another day", language))
    title = _title(question, language) if question else word("due", language)
    title += f": {graph.name(data, thing, language)}" if thing else ""
    return Feed(calendar.write(title, day, language, found), len(found), len(found))


def _atom(iri: str, title: str, found: list[atom.Entry], day: str, language: str, limit: int, address: str) -> Feed:
    shown = found[:limit] if limit else found
    part = f"{len(shown)} {word('of', language)} {len(found)}" if len(shown) < len(found) else ""
    return Feed(atom.write(iri, title, part, day, language, shown, address), len(shown), len(found))


def _thing(name: str, data: ox.Store) -> str:
    """Return the IRI of a thing.

    Raises:
        BadUse: nothing, or more than one thing, is called so, and there is no question of that name.
    """
    try:
        return graph.find(data, name)
    except BadUse as error:
        near = difflib.get_close_matches(name, list(queries.questions()), 1, 0.7)
        hint = f"Did you mean the question '{near[0]}'? " if near else ""
        raise BadUse(f"there is no question of that name, and {error.what}", "", f"{hint}{error.remedy}") from error


def _title(question: Question, language: str) -> str:
    return question.title_nl if language == "nl" else question.title


def _mark(given: Mapping[str, str]) -> str:
    """Return the values of a question as the beginning of a fragment of an IRI."""
    return "".join(f"{key}={quote(value, safe='')}&" for key, value in sorted(given.items()) if key != "lang")


def latest_day(data: ox.Store) -> str:
    """Return the last day on which a source was read, the day of the data set where nothing else tells it.

    Raises:
        BadUse: no source says when it was read.
    """
    found = internal.rows("latest-day", data)
    if not found or not developments.is_day(found[0][0]):
        raise BadUse("the day of the data set is not known", "", "Set SOURCE_DATE_EPOCH to seconds since 1970.")
    return found[0][0]
