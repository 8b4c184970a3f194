"""The answer to a question as entries of a feed: a row with a day is an entry."""

import hashlib
from collections.abc import Mapping

import pyoxigraph as ox

from foederis import graph, queries, terms
from foederis.answers import cells, columns
from foederis.errors import BadUse
from foederis.feeds.atom import Entry
from foederis.feeds.developments import category, is_day
from foederis.feeds.words import word
from foederis.namespaces import CONCEPT, FOAF, FOED, ID, XSD
from foederis.queries import Answer, Question, Term

_TEXTS = ("what", "position", "says", "text")  # columns that say in words what a row is
_START = ox.NamedNode(FOED + "earliestStart")
_PAGE = ox.NamedNode(FOAF + "page")
_READ = (f"{ID}passage/", f"{ID}source/")  # where a reader reads on, by the beginning of the IRI


def entries(question: Question, given: Mapping[str, str], language: str, data: ox.Store) -> list[Entry]:
    """Return an entry for each row that has a day, the newest first; a row without one is left out.

    The day is that of the column `date`, which questions keep for when a row was said or came, or of `documentDate`;
    else of the first column of days, or the first day of its `period`, since a feed has no months or years. An entry is
    named by the question and a digest of its row. Where a row tells how its time was inferred, its title says so.

    Raises:
        BadUse: the question has no column of days, or a value does not fit.
        NothingFound: the answer is empty, or no row of it has a day.
    """
    answer = queries.ask(question, given, data=data)
    if not answer.rows:
        raise queries.nothing(question, given, data, language)
    found: dict[str, Entry] = {}
    for row in answer.rows:
        day = _day(answer, row, data)
        if day:
            one = _entry(question, answer, row, day, language, data)
            found.setdefault(one.id, one)
    if not found:
        remedy = word("with a day", language).format(name=question.name)
        raise BadUse(word("no day", language).format(name=question.name), "", remedy)
    return sorted(found.values(), key=lambda one: one.day, reverse=True)


def _day(answer: Answer, row: tuple[Term, ...], data: ox.Store) -> str:
    """Return the day of a row, else an empty text."""
    told = {
        name: cell.value
        for name, cell in zip(answer.variables, row, strict=True)
        if isinstance(cell, ox.Literal) and cell.datatype.value == XSD + "date" and is_day(cell.value)
    }
    return told.get("date") or told.get("documentDate") or next(iter(told.values()), "") or _first(answer, row, data)


def _first(answer: Answer, row: tuple[Term, ...], data: ox.Store) -> str:
    """Return the first day of the period of a row, else an empty text."""
    period = dict(zip(answer.variables, row, strict=True)).get("period")
    if not isinstance(period, ox.NamedNode):
        return ""
    starts = data.quads_for_pattern(period, _START, None, ox.DefaultGraph())
    return next((quad.object.value for quad in starts if isinstance(quad.object, ox.Literal)), "")


def _entry(question: Question, answer: Answer, row: tuple[Term, ...], day: str, language: str, data: ox.Store) -> Entry:
    said = dict(zip(answer.variables, row, strict=True))
    read = {name: cells.read(cell, language, data) for name, cell in said.items() if cell is not None}
    text = next((read[name] for name in _TEXTS if read.get(name)), "")
    title = text or " - ".join(value for name, value in list(read.items())[:3] if value)
    if isinstance(said.get("inferred"), ox.Literal):  # the reasoning, where a time was inferred
        title += f" ({word('inferred', language)})"
    lines = tuple(
        f"{columns.heading(name, language)}: {value}" for name, value in read.items() if value and value != text
    )
    codes = [cell.value for cell in row if isinstance(cell, ox.NamedNode) and cell.value.startswith(CONCEPT)]
    digest = hashlib.sha256("\n".join(str(cell) for cell in row).encode(errors="backslashreplace")).hexdigest()[:16]
    iri = f"{ID}question/{question.name}"
    kinds = tuple(category(code, language, data) for code in dict.fromkeys(codes))
    return Entry(f"{iri}#{digest}", title or question.name, day, _link(row, data) or iri, lines, kinds)


def _link(row: tuple[Term, ...], data: ox.Store) -> str:
    """Return where to read on: the page of the first source, else the first passage, else an empty text."""
    read = [iri for cell in row for iri in terms.value(cell).split() if iri.startswith(_READ)]
    for iri in read:
        if graph.label(data, iri, "en") is None:
            continue
        pages = data.quads_for_pattern(ox.NamedNode(iri), _PAGE, None, ox.DefaultGraph())
        page = min((terms.value(quad.object) for quad in pages), default="")
        if page:
            return page
    return read[0] if read else ""
