"""What hangs together with a thing, for who asked of the thing itself and got no row."""

from collections.abc import Mapping

import pyoxigraph as ox

from foederis import graph
from foederis.errors import EngineFailed
from foederis.queries import internal
from foederis.queries.answering import candidates, counted
from foederis.queries.binding import bind, terms
from foederis.queries.question import Parameter, Question


def of(data: ox.Store, iri: str) -> list[str]:
    """Return what hangs together with a thing: its parts, wholes and kin, then what has its name in theirs."""
    related = [kin for (kin,) in internal.rows("kin", data, thing=ox.NamedNode(iri))]
    return list(dict.fromkeys([*related, *graph.namesakes(data, iri)]))


def with_rows(
    question: Question, parameter: Parameter, given: Mapping[str, str], data: ox.Store
) -> list[tuple[str, int]]:
    """Return what hangs together with the thing given for a parameter and has rows in its place, with how many.

    Raises:
        BadUse: a value given is not known.
    """
    iri = graph.find(data, given[parameter.name], parameter.kind)
    takes = set(candidates(parameter, data))
    near = [one for one in of(data, iri) if one in takes]
    others = terms(question, {name: value for name, value in given.items() if name != parameter.name}, data)
    try:
        rows = counted(bind(question, others), parameter.name, near, data)
    except EngineFailed:
        return []
    return [(one, rows[one]) for one in near if one in rows]
