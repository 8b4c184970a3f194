"""Asking: a question with values given as text, and what is told when there is no answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from foederis import graph
from foederis.errors import AnotherKind, BadUse, EngineFailed, NothingFound
from foederis.queries import kin, served
from foederis.queries.answering import values
from foederis.queries.binding import bind, readings, term, terms
from foederis.queries.engines import ENGINES, Answer, Term, columns, select
from foederis.queries.question import Parameter, Question, default
from foederis.terms import expand


def ask(
    question: Question,
    given: Mapping[str, str],
    engine: str = "oxigraph",
    data: ox.Store | None = None,
    language: str = "en",
) -> Answer:
    """Ask a question with values given as text; the same rows, in the same order, from each engine.

    Notes are told in `language`.

    Raises:
        AnotherKind: a value is of a kind that cannot answer; the remedy says which can.
        BadUse: a parameter is not there, or a value does not fit.
        EngineFailed: the engine or endpoint failed, or the endpoint does not hold the graph as questions ask it.
    """
    data = graph.store() if data is None else data
    try:
        text = bind(question, terms(question, given, data))
    except AnotherKind as error:
        raise _which_can(question, given, data, error) from error
    answer = select(text, engine, data)
    taken = readings(question, given, data).items()
    said = _said(language)["taken"]
    notes = tuple(said.format(name=name, value=given[name], reading=reading) for name, reading in taken)
    answer = replace(answer, notes=(*notes, *answer.notes))
    if engine not in ENGINES:
        _expect(columns(text), answer.variables, engine)
        served.check(engine)
    if not question.lists:
        return answer
    lists = {answer.variables.index(name) for name in question.lists if name in answer.variables}
    rows = [tuple(_sorted(cell) if i in lists else cell for i, cell in enumerate(row)) for row in answer.rows]
    return replace(answer, rows=tuple(rows))


def nothing(question: Question, given: Mapping[str, str], data: ox.Store | None, language: str = "en") -> NothingFound:
    """Return what is told of an empty answer, in a language: the question, its values, and which leaves it empty.

    `data` is the store that was asked; None when that was another, of which nothing more is known.
    """
    said = _said(language)
    shown = {p.name: given.get(p.name) or p.default_text for p in question.parameters if p.type != "lang"}
    values = ", ".join(f"{name}={value}" for name, value in shown.items() if value not in ("", "any"))
    what = said["none for"].format(values=values) if values else said["none"]
    remedy = said["another"] if data is None else _way_out(question, given, data, language)
    return NothingFound(what, question.name, remedy)


def _way_out(question: Question, given: Mapping[str, str], data: ox.Store, language: str) -> str:
    said = _said(language)
    if told := _of_others(question, given, data, language):
        return told
    for parameter in question.parameters:
        if parameter.type == "iri" and given.get(parameter.name, "any") != "any":
            iri = graph.find(data, given[parameter.name], parameter.kind)
            for speaker in graph.speakers(data, iri):
                rows = len(ask(question, {**given, parameter.name: speaker}, data=data).rows)
                label = graph.label(data, speaker, language)
                if rows and label:
                    told = said["speaks"].format(label=label.text, rows=_rows(rows, language))
                    return f"{told}: {parameter.name}='{label.text}'"
            if near := kin.with_rows(question, parameter, given, data):
                return said["near"].format(things=_named(parameter, near[:4], data, language))
    for name, value in given.items():
        rows = len(ask(question, {key: one for key, one in given.items() if key != name}, data=data).rows)
        if rows:
            return said["without"].format(name=name, value=value, rows=_rows(rows, language))
    return said["others"]


def _said(language: str) -> Mapping[str, str]:
    return _SAID["nl" if language == "nl" else "en"]


_SAID = {
    "en": {
        "none": "the graph has no answer to this",
        "none for": "the graph has no answer for {values}",
        "another": "Try another value.",
        "others": "Try other values.",
        "speaks": "'{label}' speaks for it, and has {rows}",
        "near": "What hangs together with it has some: {things}.",
        "without": "Without {name}={value} it has {rows}: give {name} another value.",
        "default": "It is asked of '{name}' unless you say otherwise. {others}All of it: {parameter}=any.",
        "in document": "In this document there is {things}. ",
        "taken": "note: {name}='{value}' is taken as '{reading}'",
        "row": "1 row",
        "rows": "{count} rows",
    },
    "nl": {
        "none": "de graaf heeft hierop geen antwoord",
        "none for": "de graaf heeft geen antwoord voor {values}",
        "another": "Probeer een andere waarde.",
        "others": "Probeer andere waarden.",
        "speaks": "'{label}' spreekt ervoor, en heeft {rows}",
        "near": "Wat ermee samenhangt heeft er wel: {things}.",
        "without": "Zonder {name}={value} heeft zij {rows}: geef {name} een andere waarde.",
        "default": "Gevraagd wordt naar '{name}', tenzij anders gegeven. {others}Alles: {parameter}=any.",
        "in document": "In dit document is er {things}. ",
        "taken": "noot: {name}='{value}' is gelezen als '{reading}'",
        "row": "1 rij",
        "rows": "{count} rijen",
    },
}


def _of_others(question: Question, given: Mapping[str, str], data: ox.Store, language: str) -> str:
    """Return what has rows in the document asked for, where what is asked by default has none; else nothing."""
    if given.get("document", "any") == "any":
        return ""
    for parameter in question.parameters:
        asked = default(question, parameter) if parameter.type == "iri" and parameter.name not in given else None
        if isinstance(asked, ox.NamedNode) and ask(question, {**given, parameter.name: "any"}, data=data).rows:
            said = _said(language)
            best = _named(parameter, values(question, parameter, given, data)[:4], data, language)
            name = graph.name(data, asked.value, language)
            others = said["in document"].format(things=best) if best else ""
            return said["default"].format(name=name, others=others, parameter=parameter.name)
    return ""


def _which_can(question: Question, given: Mapping[str, str], data: ox.Store, error: AnotherKind) -> AnotherKind:
    """Return the error for a value of another kind, with what the parameter takes and what of that gives most rows."""
    for parameter in question.parameters:
        try:
            term(parameter, given.get(parameter.name, "any"), data) if parameter.type == "iri" else None
        except AnotherKind:
            kinds = [graph.label(data, expand(one) or one, "en") for one in parameter.kind.split()]
            takes = ", ".join(("code: " if "concept:" in parameter.kind else "") + kind.text for kind in kinds if kind)
            best = _named(parameter, values(question, parameter, {}, data)[:3], data)
            told = [f"{parameter.name} takes: {takes}." if takes else "", f"Such as {best}." if best else ""]
            every = f"All: foederis {'export' if question.extra else 'ask'} {question.name} {parameter.name}=?"
            return AnotherKind(error.what, error.where, " ".join([error.remedy, *filter(None, told), every]))
        except BadUse:
            continue
    return error


def _named(parameter: Parameter, found: Sequence[tuple[str, int]], data: ox.Store, language: str = "en") -> str:
    return ", ".join(
        f"{parameter.name}='{graph.name(data, iri, language)}' ({_rows(rows, language)})" for iri, rows in found
    )


def _rows(count: int, language: str = "en") -> str:
    return _said(language)["row" if count == 1 else "rows"].format(count=count)


def _expect(wanted: tuple[str, ...], got: tuple[str, ...], address: str) -> None:
    if got != wanted:
        raise EngineFailed(
            f"the endpoint answered another question: its columns are not {', '.join(wanted)}",
            address,
            "Check that this is the address of a SPARQL 1.1 query service.",
        )


def _sorted(cell: Term) -> Term:
    # SPARQL leaves the order of a GROUP_CONCAT open.
    if not isinstance(cell, ox.Literal) or " " not in cell.value:
        return cell
    return ox.Literal(" ".join(sorted(set(cell.value.split()))))
