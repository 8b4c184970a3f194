"""The questions as a list, and the values that a parameter takes."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from foederis import escapes, graph, queries, terminal
from foederis.queries import Answer, Parameter, Question

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


def listing(
    known: Mapping[str, Question], as_json: bool, language: str, command: str, formats: Sequence[str] = ()
) -> str:
    """Return the list of questions or views: grouped text, or JSON objects with name, title and parameters."""
    if as_json:
        rows = [
            {
                "name": q.name,
                "title": q.title,
                "title_nl": q.title_nl,
                "summary": q.summary,
                "summary_nl": q.summary_nl,
                "group": q.group,
                "parameters": [
                    {
                        "name": p.name,
                        "type": p.type,
                        "default": p.default,
                        "choices": list(p.choices),
                        "class": p.kind,
                        "description": p.description,
                        "description_nl": p.description_nl,
                    }
                    for p in q.parameters
                ],
            }
            for q in known.values()
        ]
        return escapes.as_json(rows)
    room = terminal.columns()
    lines: list[str] = []
    width = max(len(name) for name in known) + 1
    for group, members in grouped(known).items():
        lines.append(group_name(group, language))
        for q in members:
            lines += _entry(q, width if width < room // 2 else 0, room, language)
        lines.append("")
    example, more = _AFTER[language, command]
    lines += terminal.wrap(example, room, "", "  ")
    lines += terminal.wrap(more.format(formats=", ".join(formats)), room, "", "  ")
    return "\n".join(lines) + "\n"


# An example, and what else a reader needs to know.
_AFTER = {
    ("en", "ask"): (
        "Example: foederis ask about-instrument instrument=EPF",
        "The values a parameter takes: foederis ask about-instrument instrument=? What a question takes and gives:"
        " foederis ask about-instrument --help. Questions about what documents say also take document=NAME.",
    ),
    ("en", "export"): (
        "Example: foederis export participation --format svg -o out.svg",
        "Formats: {formats}. What a view takes: foederis export participation --help",
    ),
    ("nl", "ask"): (
        "Voorbeeld: foederis ask about-instrument instrument=EPF --lang nl",
        "Welke waarden een parameter neemt: foederis ask about-instrument instrument=? Wat een vraag neemt en geeft:"
        " foederis ask about-instrument --help --lang nl. Vragen over wat documenten zeggen, nemen ook document=NAAM.",
    ),
    ("nl", "export"): (
        "Voorbeeld: foederis export participation --lang nl --format svg -o uit.svg",
        "Vormen: {formats}. Wat een beeld neemt: foederis export participation --help --lang nl",
    ),
}


def _entry(question: Question, width: int, room: int, language: str) -> list[str]:
    """Return the lines of a question: name and title beside each other, or below where they have no room."""
    title = question.title_nl if language == "nl" else question.title
    names = "  ".join(_shown(p) for p in question.parameters if p.name not in ("lang", "document"))
    below = " " * (width + 3 if width else 6)
    head = f"  {question.name:<{width}} "
    lines = terminal.wrap(title, room, head, below) if width else [head.rstrip(), *terminal.wrap(title, room, below)]
    return [*lines, *(terminal.wrap(names, room, below) if names else [])]


def group_name(group: str, language: str) -> str:
    """Return what a group of questions is called in a language."""
    return _DUTCH.get(group, group) if language == "nl" else group


def grouped(known: Mapping[str, Question]) -> dict[str, list[Question]]:
    """Return questions by group, the groups in the order in which a reader meets them."""
    names = {q.group for q in known.values()}
    order = sorted(names, key=lambda name: (_GROUPS.index(name) if name in _GROUPS else len(_GROUPS), name))
    return {name: [q for q in known.values() if q.group == name] for name in order}


def _shown(parameter: Parameter) -> str:
    return f"{parameter.name}={parameter.default_text or '...'}"


def choices(
    question: Question, asked: Iterable[Parameter], given: Mapping[str, str], language: str, data: ox.Store
) -> str:
    """Return the values of parameters, a line each: things and codes that give rows, with how many; else their form."""
    told = []
    for parameter in asked:
        heading = f"{parameter.name}: {parameter.described(language)}\n"
        if parameter.type != "iri":
            forms = {"date": "JJJJ-MM-DD" if language == "nl" else "YYYY-MM-DD", "lang": "nl, en"}
            lines = list(parameter.choices) or [forms.get(parameter.type, parameter.type)]
            told.append(heading + "".join(f"  {line}\n" for line in lines))
            continue
        found = counts(question, parameter, given, language, data)
        width = max((len(str(rows)) for _, _, rows in found), default=1)
        every = max(len(queries.candidates(parameter, data)), len(found))
        foot = (
            f"{len(found)} van {every} geven rijen; het getal is hoeveel.\n"
            if language == "nl"
            else f"{len(found)} of {every} give rows; the number is how many.\n"
        )
        told.append(heading + "".join(f"  {rows:>{width}}  {escapes.line(name)}\n" for name, _, rows in found) + foot)
    return "\n".join(told)


def counts(
    question: Question, parameter: Parameter, given: Mapping[str, str], language: str, data: ox.Store
) -> list[tuple[str, str, int]]:
    """Return what gives rows as a parameter: name, IRI and how many; most rows first, then by name."""
    found = queries.values(question, parameter, given, data)
    rows = [(graph.name(data, iri, language), iri, count) for iri, count in found]
    return sorted(rows, key=lambda row: (-row[2], row[0].casefold(), row[1]))


def as_answer(
    question: Question, asked: Iterable[Parameter], given: Mapping[str, str], language: str, data: ox.Store
) -> Answer:
    """Return the values of parameters as an answer: parameter, value and rows (open where not counted)."""
    rows: list[tuple[queries.Term, ...]] = []
    for parameter in asked:
        name = ox.Literal(parameter.name)
        if parameter.type == "iri":
            found = counts(question, parameter, given, language, data)
            rows += [(name, ox.NamedNode(iri), ox.Literal(count)) for _, iri, count in found]
        else:
            rows += [(name, ox.Literal(one), None) for one in parameter.choices]
    return Answer(("parameter", "value", "rows"), tuple(rows))
