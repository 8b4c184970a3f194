"""How one question, view or chart is asked: what it takes, and the columns it gives."""

from foederis import terminal
from foederis.answers.columns import heading
from foederis.queries import Parameter, Question
from foederis.queries.engines import columns

_WORDS = {
    "en": ("What it takes", "What it gives", "The values", "without it"),
    "nl": ("Wat de {} neemt", "Wat zij geeft", "De waarden", "standaard"),
}


def usage(question: Question, language: str, command: str) -> str:
    """Return what a reader needs to ask a question (`command` ask) or to draw a view or chart (`export`)."""
    room = terminal.columns()
    takes, gives, values, without = _WORDS[language]
    title = question.title_nl if language == "nl" else question.title
    lines = [
        f"foederis {command} {question.name}",
        *terminal.wrap(title, room),
        "",
        *terminal.wrap(question.summarised(language), room),
    ]
    parameters = [one for one in question.parameters if one.name != "lang"]
    if parameters:
        lines += ["", takes.format("vraag" if command == "ask" else "weergave")]
    for one in parameters:
        usual = f"  ({without}: {one.default_text})" if one.default_text else ""
        lines += terminal.wrap(f"{one.name}={_form(one, language)}{usual}", room, "  ", "      ")
        lines += terminal.wrap(one.described(language), room, "      ")
        if one.choices:
            lines += terminal.wrap(f"{values}: {', '.join(one.choices)}", room, "      ")
    if command == "ask":
        names = columns(question.text)
        lines += ["", f"{gives} (--columns)"]
        lines += [line for name in names for line in terminal.wrap(_column(name, language), room, "  ", "      ")]
        listed = next((one.name for one in parameters if one.type == "iri"), "")
        if listed:
            lines += ["", *terminal.wrap(f"{values}: foederis ask {question.name} {listed}=?", room)]
    return "\n".join(lines) + "\n"


_FORMS = {
    "en": {"date": "YYYY-MM-DD", "integer": "NUMBER", "decimal": "NUMBER", "iri": "NAME", "string": "TEXT"},
    "nl": {"date": "JJJJ-MM-DD", "integer": "GETAL", "decimal": "GETAL", "iri": "NAAM", "string": "TEKST"},
}


def _form(parameter: Parameter, language: str) -> str:
    few = len(parameter.choices) in (1, 2, 3)
    return "|".join(parameter.choices) if few else _FORMS[language].get(parameter.type, _FORMS[language]["string"])


def _column(name: str, language: str) -> str:
    called = heading(name, language)
    return name if called == name else f"{name}: {called}"
