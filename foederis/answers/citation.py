"""What a reader must know of an answer, and how it is cited."""

from collections.abc import Mapping
from datetime import date

from foederis import __version__
from foederis.queries import Question


def about(question: Question, given: Mapping[str, str], language: str, day: str = "") -> list[tuple[str, str]]:
    """Return what a reader must know of an answer: the question, its values, version, date, licence and citation.

    Args:
        question: what was asked.
        given: the values given, by parameter.
        language: nl or en.
        day: when it was answered; empty: today.
    """
    dutch = language == "nl"
    title = question.title_nl if dutch else question.title
    values = "; ".join(f"{p.name} = {given.get(p.name) or p.default}" for p in question.parameters) or "-"
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
    told = (title, question.name, values.replace("UNDEF", "any"), f"foederis {__version__}", today, "CC BY 4.0", cite)
    return list(zip(names, told, strict=True))


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
