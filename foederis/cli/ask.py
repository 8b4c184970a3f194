"""`foederis ask`: one canned question, or the list of them."""

import argparse
import sys
from collections.abc import Mapping

import pyoxigraph as ox

from foederis import graph, queries
from foederis.cli.output import emit, render
from foederis.errors import BadUse
from foederis.queries import Parameter, Question


def ask(options: argparse.Namespace) -> int:
    """Answer a question; exit code 1 when the answer is empty."""
    known = queries.questions()
    if options.list or not options.question:
        emit(listing(known, options.format == "json", options.lang, "ask"), options.output)
        return 0
    question = pick(known, options.question, "question", "foederis ask --list")
    given = pairs(options.values)
    asked = [p for p in question.parameters if given.get(p.name) == "?"]
    if asked:
        emit("\n".join(choices(p, options.lang, graph.store()) for p in asked), options.output)
        return 0
    if any(p.name == "lang" for p in question.parameters):
        given.setdefault("lang", options.lang)
    form = options.format or (
        _by_name(options.output) or ("csv" if options.excel or not sys.stdout.isatty() else "table")
    )
    data = graph.store()
    answer = queries.ask(question, given, options.endpoint or options.engine, data)
    output = options.output
    content: str | bytes
    if form in ("xlsx", "html"):
        from foederis.cli import documents

        told = documents.about(question, given, options.lang)
        make = documents.to_xlsx if form == "xlsx" else documents.to_html
        content = make(answer, told, options.lang, data)
        output = output or (documents.file_name(question, form) if form == "xlsx" else "")
    else:
        content = render(answer, form, options.lang, data, question.lists, options.excel)
    if isinstance(content, str) and form == "table":
        title = question.title_nl if options.lang == "nl" else question.title
        content = f"{title}\n\n{content if answer.rows else ''}{_footer(len(answer.rows), options.lang)}"
    emit(content, output)
    if output and not options.output:
        print(f"Written: {output}", file=sys.stderr)
    if not answer.rows:
        raise queries.nothing(question, given, None if options.endpoint else data)
    return 0


def _by_name(output: str) -> str:
    """Return the format that the name of a file asks for, if any."""
    ending = output.rpartition(".")[2]
    return ending if ending in ("csv", "tsv", "json", "md", "html", "xlsx") else ""


def _footer(count: int, language: str) -> str:
    if not count:
        return "0 rijen\n" if language == "nl" else "0 rows\n"
    if language == "nl":
        rows = "1 rij" if count == 1 else f"{count} rijen"
        return f"{rows}. De woorden van een passage: foederis source show VINDPLAATS\n"
    rows = "1 row" if count == 1 else f"{count} rows"
    return f"{rows}. The words of a passage: foederis source show LOCATOR\n"


def pairs(values: list[str]) -> dict[str, str]:
    """Return `name=VALUE` words as a mapping.

    Raises:
        BadUse: a word has no `=`, or a name is given twice.
    """
    given: dict[str, str] = {}
    for word in values:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise BadUse(f"'{word}' is no name=VALUE", "", "Write parameters as instrument=PESCO.")
        if name in given:
            raise BadUse(f"parameter '{name}' is given twice", "", "Give it once.")
        given[name] = value
    return given


def pick(known: Mapping[str, Question], name: str, what: str, remedy: str) -> Question:
    """Return a question or view by name.

    Raises:
        BadUse: there is none; near names are suggested.
    """
    if name in known:
        return known[name]
    import difflib

    near = difflib.get_close_matches(name, list(known), 2, 0.5)
    hint = f"Did you mean {' or '.join(repr(n) for n in near)}? " if near else ""
    raise BadUse(f"there is no {what} '{name}'", "", f"{hint}The list: {remedy}")


def listing(known: Mapping[str, Question], as_json: bool, language: str, command: str) -> str:
    """Return the list of questions or views: grouped text, or JSON objects with name, title and parameters."""
    if as_json:
        import json

        rows = [
            {
                "name": q.name,
                "title": q.title,
                "title_nl": q.title_nl,
                "summary": q.summary,
                "group": q.group,
                "parameters": [
                    {
                        "name": p.name,
                        "type": p.type,
                        "default": p.default,
                        "choices": list(p.choices),
                        "class": p.kind,
                        "description": p.description,
                    }
                    for p in q.parameters
                ],
            }
            for q in known.values()
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    lines: list[str] = []
    width = max(len(name) for name in known) + 1
    for group, members in grouped(known).items():
        lines.append(_DUTCH.get(group, group) if language == "nl" else group)
        for q in members:
            lines.append(f"  {q.name:<{width}} {q.title_nl if language == 'nl' else q.title}")
            names = "  ".join(_shown(p) for p in q.parameters if p.name != "lang")
            if names:
                lines.append(f"  {'':<{width}} {names}")
        lines.append("")
    example = (
        "foederis ask about-instrument instrument=EPF"
        if command == "ask"
        else "foederis export participation --format svg -o out.svg"
    )
    more = "The values a parameter takes: foederis ask about-instrument instrument=?\n" if command == "ask" else ""
    return "\n".join([*lines, f"Example: {example}\n{more}"])


def grouped(known: Mapping[str, Question]) -> dict[str, list[Question]]:
    """Return questions by group, the groups in the order in which a reader meets them."""
    names = {q.group for q in known.values()}
    order = sorted(names, key=lambda name: (_GROUPS.index(name) if name in _GROUPS else len(_GROUPS), name))
    return {name: [q for q in known.values() if q.group == name] for name in order}


_GROUPS = ("Look-up", "Recommendations", "Commitments", "Numbers", "Time", "Law", "Network", "Trust")
_DUTCH = {
    "Look-up": "Opzoeken",
    "Recommendations": "Aanbevelingen",
    "Commitments": "Toezeggingen",
    "Numbers": "Getallen",
    "Time": "Tijd",
    "Law": "Recht",
    "Network": "Netwerk",
    "Trust": "Vertrouwen",
}


def _shown(parameter: Parameter) -> str:
    default = parameter.default.strip("<>").rsplit("/", 1)[-1].split("^^")[0].strip('"')
    return f"{parameter.name}={'...' if default == 'UNDEF' else default}"


def choices(parameter: Parameter, language: str, data: ox.Store) -> str:
    """Return the values a parameter takes, a line each: names of things, codes, or the form of a value."""
    if parameter.choices:
        names = list(parameter.choices)
    elif parameter.type == "iri":
        names = sorted(
            {
                found.text
                for iri in graph.instances(data, parameter.kind)
                if (found := graph.label(data, iri, language))
            },
            key=str.casefold,
        )
    else:
        names = [{"date": "YYYY-MM-DD", "lang": "nl, en"}.get(parameter.type, parameter.type)]
    return f"{parameter.name}: {parameter.description}\n" + "".join(f"  {name}\n" for name in names)
