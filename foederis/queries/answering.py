"""The values of a parameter that give rows, with how many: found by asking the question of all of them at once."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput
from foederis.queries.binding import bind, bind_text, terms
from foederis.queries.engines import select
from foederis.queries.exposing import exposed, joined
from foederis.queries.question import Parameter, Question


def values(
    question: Question, parameter: Parameter, given: Mapping[str, str], data: ox.Store
) -> tuple[tuple[str, int], ...]:
    """Return the things or codes that give rows as a parameter of a question, with the number of rows; most rows first.

    Args:
        question: the question.
        parameter: its parameter, of type iri.
        given: values of other parameters, as text; those that are not given have their defaults.
        data: the store that is asked.

    Raises:
        BadUse: a value given is not known.
    """
    others = terms(question, {name: value for name, value in given.items() if name != parameter.name}, data)
    text = bind(question, others)
    among = candidates(parameter, data)
    found = counted(text, parameter.name, among, data, any_other=not parameter.kind)
    return tuple(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def candidates(parameter: Parameter, data: ox.Store) -> list[str]:
    """Return the IRIs that a parameter takes: of documents those that have passages, else all of its class or list."""
    if parameter.name == "document":
        return list(graph.documents(data))
    return graph.instances(data, parameter.kind)


def counted(text: str, name: str, among: Iterable[str], data: ox.Store, *, any_other: bool = False) -> dict[str, int]:
    """Return which of some IRIs give a query rows of their own in the place of a parameter, with how many each has.

    The query is asked once, with the parameter as a column. Where it is one only when it has a value, it is asked with
    all values; where its rows cannot be told apart by it (a LIMIT counts rows of all), the IRIs are tried, by halves
    and then each. What comes whatever the value counts, but is no row of its own. With `any_other` the IRIs that the
    query gives of itself are told too (a property, say).
    """
    among = list(among)
    every, pulled = _listed(among), joined(text, name)
    for column, value in ((name, "UNDEF"), (name, every), (_COLUMN, "UNDEF"), (_COLUMN, every)) if among else ():
        wide = exposed(pulled, name, "" if column == name else column)
        if wide is None:
            continue
        try:
            answer = select(bind_text(wide, {name: value}), data=data)
        except BadInput:  # the name is bound again further out
            continue
        cells = [row[answer.variables.index(column)] for row in answer.rows]
        own = Counter(cell.value for cell in cells if isinstance(cell, ox.NamedNode))
        free = len(cells) - sum(own.values())
        found = {iri: own[iri] + free for iri in (own if any_other else among) if iri in own}
        if found and _agrees(text, name, among, found, free, data):
            return found
    return dict(_tried(text, name, among, data)) if among else {}


_COLUMN = "valueAskedFor"


def _agrees(text: str, name: str, among: list[str], found: Mapping[str, int], free: int, data: ox.Store) -> bool:
    """Say whether the one with most rows, the one with fewest and one without have as many when asked alone.

    Where nothing comes of itself, those without must have none together either: so nothing is missing.
    """
    ranked = sorted(found, key=lambda iri: (-found[iri], iri))
    without = [iri for iri in among if iri not in found]
    tried = {*ranked[:1], *ranked[-1:], *(without[:1] if free else ())}
    if not all(_rows(text, name, [iri], data) == found.get(iri, free) for iri in tried):
        return False
    return bool(free) or not without or not _rows(text, name, without, data)


def _tried(text: str, name: str, among: list[str], data: ox.Store) -> Iterable[tuple[str, int]]:
    rows = _rows(text, name, among, data)
    if len(among) == 1:
        yield from [(among[0], rows)] if rows else []
    elif rows:
        half = len(among) // 2
        yield from _tried(text, name, among[:half], data)
        yield from _tried(text, name, among[half:], data)


def _rows(text: str, name: str, iris: list[str], data: ox.Store) -> int:
    return len(select(bind_text(text, {name: _listed(iris)}), data=data).rows)


def _listed(iris: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in iris)
