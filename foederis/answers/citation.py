"""What a reader must know of an answer, and how it is cited."""

from collections.abc import Mapping
from datetime import date

import pyoxigraph as ox

from foederis import __version__, graph
from foederis.answers.cells import named
from foederis.queries import Parameter, Question, default


def about(
    question: Question, given: Mapping[str, str], language: str, data: ox.Store, day: str = ""
) -> list[tuple[str, str]]:
    """Return what a reader must know of an answer: the question, its values, version, date, licence and citation.

    Args:
        question: what was asked.
        given: the values given, by parameter.
        language: nl or en.
        data: the store that knows what things are called.
        day: when it was answered; empty: today.
    """
    dutch = language == "nl"
    title = question.title_nl if dutch else question.title
    values = "; ".join(f"{p.name} = {_value(question, p, given, language, data)}" for p in question.parameters) or "-"
    today = day or date.today().isoformat()
    names = (
        ("vraag", "naam", "waarden", "versie", "datum", "licentie", "aanhalen als")
        if dutch
        else ("question", "name", "values", "version", "date", "licence", "cite as")
    )
    asked = {**question.days, **{name: value for name, value in given.items() if value and name != "lang"}}
    told_with = f" ({'; '.join(f'{name} = {value}' for name, value in asked.items())})" if asked else ""
    what = f"{'vraag' if dutch else 'question'} '{question.name}'{told_with}"
    cite = f"foederis {__version__}, {what}, {today}. https://w3id.org/foederis/"
    told = (title, question.name, values, f"foederis {__version__}", today, "CC BY 4.0", cite)
    return list(zip(names, told, strict=True))


def _value(question: Question, parameter: Parameter, given: Mapping[str, str], language: str, data: ox.Store) -> str:
    """Return the value that a parameter has, as a reader reads it: a day as such, a thing by its name."""
    value = given.get(parameter.name)
    usual = default(question, parameter)
    if value == "any" or not (value or usual):
        return "alle" if language == "nl" else "any"
    if not value:
        return named(usual, language, data)
    return graph.marked(data, graph.find(data, value, parameter.kind), language) if parameter.type == "iri" else value


def about_query(text: str, engine: str, language: str) -> list[tuple[str, str]]:
    """Return what a reader must know of the answer to a query of one's own; data of an endpoint has its own licence."""
    dutch = language == "nl"
    today = date.today().isoformat()
    told = [
        ("vraag", "Een eigen vraag") if dutch else ("question", "A query of your own"),
        ("SPARQL", text.strip()),
        ("gesteld aan" if dutch else "asked of", f"foederis {__version__}" if "://" not in engine else engine),
        ("datum" if dutch else "date", today),
    ]
    if "://" in engine:
        return told
    cite = f"foederis {__version__}, {today}. https://w3id.org/foederis/"
    return [*told, ("licentie" if dutch else "licence", "CC BY 4.0"), ("aanhalen als" if dutch else "cite as", cite)]


def file_name(question: Question, form: str) -> str:
    """Return the name of a file with an answer: its subject and the day it was made."""
    return f"foederis-{question.name}-{date.today().isoformat()}.{form}"
