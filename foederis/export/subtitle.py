"""What a picture or a page was asked for, in words: those that each parameter has in its question file."""

from collections.abc import Mapping
from datetime import date

import pyoxigraph as ox

from foederis import graph, queries, terms
from foederis.export.numerals import day
from foederis.queries import Parameter, Question


def subtitle(asked: Question, values: Mapping[str, str], language: str, data: ox.Store) -> str:
    """Return the values of all parameters but the language, in a line: `As of 1 October 2020, taking part in: PESCO`.

    Empty where nothing narrows what is asked. A parameter without words of its own is told by its name.

    Raises:
        BadUse: a value does not fit.
    """
    told = []
    for parameter in asked.parameters:
        if parameter.type == "lang":
            continue
        if value := _value(asked, parameter, values.get(parameter.name, ""), language, data):
            words = parameter.words.get(language) or f"{parameter.name}: {{}}"
            told.append(words.replace("{}", value))
    line = ", ".join(told)
    return line[:1].upper() + line[1:]


def _value(asked: Question, parameter: Parameter, given: str, language: str, data: ox.Store) -> str:
    term: ox.NamedNode | ox.Literal | None
    if not given:
        term = queries.default(asked, parameter)
    elif (written := queries.term(parameter, given, data)) == "UNDEF":
        term = None
    elif parameter.type == "iri":
        term = ox.NamedNode(written.strip("<>"))
    else:
        term = ox.Literal(given)
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return graph.name(data, term.value, language)
    return day(date.fromisoformat(terms.value(term)), language) if parameter.type == "date" else terms.value(term)
