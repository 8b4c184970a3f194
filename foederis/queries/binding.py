"""Values in the place of a question's parameters: one binder, which replaces only what stands between their braces."""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadUse
from foederis.namespaces import XSD
from foederis.queries.question import LANGUAGES, Parameter, Question
from foederis.queries.tokens import blocks


def bind(question: Question, values: Mapping[str, str]) -> str:
    """Return the question's text with terms (in SPARQL form) between the braces of the parameters' VALUES lines."""
    return bind_text(question.text, values)


def bind_text(text: str, values: Mapping[str, str]) -> str:
    """Return a SPARQL text with terms (in SPARQL form) between the braces of its `VALUES ?name { ... }` lines."""
    for name, term in values.items():
        for start, end in reversed(list(blocks(text, name))):
            text = f"{text[:start]} {term} {text[end:]}"
    return text


def term(parameter: Parameter, value: str, data: ox.Store) -> str:
    """Return a value as a SPARQL term, written by the RDF library.

    Raises:
        BadUse: the value does not fit the parameter's type, class or choices.
    """
    from datetime import date
    from decimal import Decimal, InvalidOperation

    where = f"parameter '{parameter.name}'"
    if "\\" in value or any(ord(character) < 32 for character in value):
        raise BadUse(f"{where} holds a backslash or a control character", "", "Leave it out.")
    if value == "any" and (parameter.type in ("iri", "string") or parameter.default == "UNDEF"):
        return "UNDEF"  # elsewhere a comparison with nothing would leave the answer empty
    if parameter.choices and value not in parameter.choices:
        raise BadUse(f"{where} cannot be '{value}'", "", f"Choose from: {', '.join(parameter.choices)}")
    try:
        match parameter.type:
            case "iri":
                return str(ox.NamedNode(graph.find(data, value, parameter.kind)))
            case "lang":
                if value not in LANGUAGES:
                    raise ValueError
                return str(ox.Literal(value))
            case "integer":
                whole = int(value)
                if not -(2**63) <= whole < 2**63:
                    raise ValueError
                return str(ox.Literal(str(whole), datatype=ox.NamedNode(XSD + "integer")))
            case "decimal":
                number = Decimal(value)
                if not number.is_finite() or number.adjusted() > 19 or int(number.as_tuple().exponent) < -18:
                    raise ValueError  # more than Oxigraph can hold, and it would not say so
                return str(ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD + "decimal")))
            case "date":
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    raise ValueError
                return str(ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date")))
            case _:
                return str(ox.Literal(value))
    except (ValueError, InvalidOperation) as error:
        raise BadUse(f"{where} cannot be '{value}'", "", f"Give a value that is {_FORMS[parameter.type]}.") from error


def readings(question: Question, given: Mapping[str, str], data: ox.Store) -> dict[str, str]:
    """Return, by parameter, the full names of things where the name given is only near: part of it, or more than it.

    Raises:
        BadUse: a value is not known.
    """
    things = ((p, given[p.name]) for p in question.parameters if p.type == "iri" and given.get(p.name, "any") != "any")
    found = {p.name: graph.resolve(data, value, p.kind).reading for p, value in things}
    return {name: reading for name, reading in found.items() if reading}


_FORMS = {
    "iri": "a name, an abbreviation or an IRI",
    "string": "a text",
    "integer": "a whole number, such as 2",
    "decimal": "a number, such as 2.5",
    "date": "a day, such as 2020-10-01",
    "lang": "nl or en",
}


def terms(question: Question, given: Mapping[str, str], data: ox.Store) -> dict[str, str]:
    """Return the SPARQL terms for the values given.

    Raises:
        BadUse: a parameter is unknown or its value does not fit.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise BadUse(f"'{question.name}' has no parameter '{name}'", "", f"Its parameters: {takes}.")
    return {name: term(known[name], value, data) for name, value in given.items()}
