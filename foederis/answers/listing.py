"""The questions as a list, and the values that a parameter takes."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from foederis import escapes, graph, terminal
from foederis.queries import Parameter, Question

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
        return escapes.as_json(rows)
    room = terminal.columns()
    lines: list[str] = []
    width = max(len(name) for name in known) + 1
    for group, members in grouped(known).items():
        lines.append(_DUTCH.get(group, group) if language == "nl" else group)
        for q in members:
            lines += _entry(q, width if width < room // 2 else 0, room, language)
        lines.append("")
    example, more = _AFTER[command]
    lines += terminal.wrap(f"Example: {example}", room, "", "  ")
    lines += terminal.wrap(more.format(formats=", ".join(formats)), room, "", "  ")
    return "\n".join(lines) + "\n"


# An example, and what else a reader needs to know.
_AFTER = {
    "ask": (
        "foederis ask about-instrument instrument=EPF",
        "The values a parameter takes: foederis ask about-instrument instrument=? What a question takes and gives:"
        " foederis ask about-instrument --help. Questions about what documents say also take document=NAME.",
    ),
    "export": (
        "foederis export participation --format svg -o out.svg",
        "Formats: {formats}. What a view takes: foederis export participation --help",
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


def grouped(known: Mapping[str, Question]) -> dict[str, list[Question]]:
    """Return questions by group, the groups in the order in which a reader meets them."""
    names = {q.group for q in known.values()}
    order = sorted(names, key=lambda name: (_GROUPS.index(name) if name in _GROUPS else len(_GROUPS), name))
    return {name: [q for q in known.values() if q.group == name] for name in order}


def _shown(parameter: Parameter) -> str:
    return f"{parameter.name}={parameter.default_text or '...'}"


def _things(parameter: Parameter, data: ox.Store) -> Sequence[str]:
    """Return the things that a parameter takes: of documents those that have passages, else all of its class."""
    if parameter.name == "document":
        return graph.documents(data)
    return graph.instances(data, parameter.kind)


def choices(parameter: Parameter, language: str, data: ox.Store) -> str:
    """Return the values a parameter takes, a line each: names of things, codes, or the form of a value."""
    if parameter.choices:
        names = list(parameter.choices)
    elif parameter.type == "iri":
        names = sorted(
            {found.text for iri in _things(parameter, data) if (found := graph.label(data, iri, language))},
            key=str.casefold,
        )
    else:
        names = [{"date": "YYYY-MM-DD", "lang": "nl, en"}.get(parameter.type, parameter.type)]
    return f"{parameter.name}: {parameter.description}\n" + "".join(f"  {escapes.line(name)}\n" for name in names)
