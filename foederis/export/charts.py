"""Charts: the answer to a question of `queries/charts/` as rows, for a grid, for bars or for an axis of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from foederis import escapes, graph, terms
from foederis.errors import BadInput
from foederis.export import records, scales
from foederis.queries import Answer, Question, Term

# The columns that a kind of chart reads, and those that it may have beside them.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "grid": (("row", "column"), ("text",)),
    "bars": (("group", "category", "value"), ("series", "unit", "comparator", "partOf", "priceBase")),
    "lanes": (("row", "series", "start", "end"), ("lane", "sureStart", "sureEnd")),
    "events": (("row", "series", "start", "end"), ("sureStart", "sureEnd", "what", "proof", "source")),
    "since": (("row", "then", "since"), ("text", "start", "end", "proof", "source")),
}
# The columns whose names may be degrees of a scale.
_DEGREES: Mapping[str, tuple[str, ...]] = {
    "grid": ("column",), "bars": ("category",), "lanes": (), "events": ("series",), "since": ("then", "since"),
}  # fmt: skip
_OF_A_DOCUMENT = ("row", "text", "category", "partOf")  # the columns that say what a row is of


@dataclass(frozen=True)
class Told:
    """What is said about a chart as a whole: what it was asked for, its source, and days of note with names."""

    subtitle: str = ""
    source: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()  # IRIs


@dataclass(frozen=True)
class Chart:
    """What a chart shows: its kind, and a mapping from column to text for each row, in the order of the answer.

    Where rows are of several documents (`?document`), what a row is of starts with the short name of its document.
    """

    heading: str
    kind: str
    rows: tuple[Mapping[str, str], ...]
    source: str
    subtitle: str = ""  # what it was asked for, in words
    note: str = ""  # how to read it
    order: tuple[str, ...] = ()  # the columns of a grid, or the series of other charts, in their order
    marks: tuple[tuple[str, str], ...] = ()  # days that an axis of time shows, with what they are
    degrees: Mapping[tuple[str, str], scales.Degree] = field(default_factory=dict)  # of (group, name), where ordered
    documents: tuple[str, ...] = ()  # the IRIs of those that the rows are of
    iris: tuple[Mapping[str, str], ...] = ()  # for each row the IRI of what a column names, where it is one


def build(asked: Question, answer: Answer, told: Told, language: str, data: ox.Store) -> Chart:
    """Return a chart with the names of things in a language.

    Raises:
        BadInput: the query has no such kind of chart, not the columns that it needs, or a value that is no number.
    """
    kind = asked.extra.get("chart", "")
    where = f"queries/charts/{asked.path}"
    if kind not in KINDS:
        raise BadInput(f"there is no chart '{kind}'", where, f"Choose from: {', '.join(KINDS)}")
    needed, more = KINDS[kind]
    missing = [name for name in needed if name not in answer.variables]
    if missing:
        raise BadInput(
            f"a chart '{kind}' needs the column {missing[0]}", where, f"It reads: {', '.join(needed + more)}"
        )
    answered = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
    several = len({terms.value(cells.get("document")) for cells in answered}) > 1
    rows = []
    for cells in answered:
        rows.append({name: _text(cells[name], language, data) for name in needed + more if name in cells})
        if several:
            short = graph.short_name(data, terms.value(cells["document"]))
            rows[-1] |= {name: f"{short}: {rows[-1][name]}" for name in _OF_A_DOCUMENT if rows[-1].get(name)}
        if kind == "bars":
            _number(rows[-1]["value"], where)
    degrees = {
        (row.get("group", ""), row[ordered]): found
        for row, cells in zip(rows, answered, strict=True)
        for ordered in _DEGREES[kind]
        if isinstance(cell := cells.get(ordered), ox.NamedNode) and (found := scales.degree(cell.value, data))
    }
    iris = tuple({name: cell.value for name, cell in row.items() if isinstance(cell, ox.NamedNode)} for row in answered)
    order = _ordered(answer, "column" if kind == "grid" else "series", language, data)
    heading = asked.title_nl if language == "nl" else asked.title
    note = asked.extra.get("note_nl" if language == "nl" else "note", "")
    marks = told.marks if kind in ("lanes", "events") else ()
    return Chart(
        heading, kind, tuple(rows), told.source, told.subtitle, note, order, marks, degrees, told.documents, iris
    )


def _ordered(answer: Answer, name: str, language: str, data: ox.Store) -> tuple[str, ...]:
    """Return the texts of a column in the order of `?place` or else of IRIs, which no language changes."""
    if name not in answer.variables:
        return ("",)
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
    places = {(terms.value(row.get("place")), str(row[name])): row[name] for row in rows}
    return tuple(dict.fromkeys(_text(places[place], language, data) for place in sorted(places)))


def _number(value: str, where: str) -> Decimal:
    try:
        found = Decimal(value)
    except InvalidOperation as error:
        raise BadInput(f"a bar cannot be '{value}' long", where, "Select a number as ?value.") from error
    if not found.is_finite() or found < 0:
        raise BadInput(f"a bar cannot be '{value}' long", where, "Select a number of 0 or more as ?value.")
    return found


def _text(cell: Term | None, language: str, data: ox.Store) -> str:
    return records.clean(
        graph.name(data, cell.value, language) if isinstance(cell, ox.NamedNode) else terms.value(cell)
    )


def columns(chart: Chart) -> list[str]:
    """Return the columns of a chart's table: those in which anything stands, the shown text for its thing."""
    needed, more = KINDS[chart.kind]
    return [name for name in needed + more if any(row.get(name) for row in chart.rows)]


def table(chart: Chart) -> bytes:
    """Return the rows of a chart as CSV."""
    names = columns(chart)
    return escapes.as_csv([names, *([row.get(name, "") for name in names] for row in chart.rows)]).encode()
