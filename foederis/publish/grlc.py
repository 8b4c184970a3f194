"""The questions in the form grlc serves: parameters as grlc's own optional variables (`?__name_type`)."""

import re

from foederis import queries
from foederis.queries import Parameter, Question

_TYPES = {"iri": "_iri", "date": "_xsd_date", "decimal": "_xsd_decimal", "integer": "_xsd_integer"}


def rewritten(question: Question) -> str:
    """Return a question for grlc: no parameter is required, and without any it gives the same rows.

    grlc puts a value in the place of each `?__name_type`, and leaves it, an unbound variable, when none is given. A
    parameter with a default becomes a BIND that falls back on it; one that may be anything, a BIND of nothing.
    """
    text = question.text
    for parameter in question.parameters:
        parts = re.split(rf"VALUES\s+\?{parameter.name}\s*{{[^{{}}]*}}", text)
        text = _instead(parameter).join(parts)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
    head = [
        f'#+ summary: "{question.title}"',
        "#+ description: |",
        f"#+   {question.summary}",
        *(f"#+   {_described(parameter)}" for parameter in question.parameters),
        "#+ method: GET",
        f"#+ tags: [{question.group}]",
    ]
    return "\n".join(head) + "\n" + body.strip() + "\n"


def _instead(parameter: Parameter) -> str:
    given = f"?__{parameter.name}{_TYPES.get(parameter.type, '')}"
    if parameter.default == "UNDEF":
        return f"BIND({given} AS ?{parameter.name})"  # binds nothing when none is given, as VALUES with UNDEF
    return f"BIND(COALESCE({given}, {parameter.default}) AS ?{parameter.name})"


def _described(parameter: Parameter) -> str:
    default = "" if parameter.default == "UNDEF" else f" Default: {parameter.default}."
    return f"{parameter.name} ({parameter.type}): {parameter.description}{default}"


def files() -> dict[str, bytes]:
    """Return the copy of every question, by the name of its file."""
    return {f"{one.name}.rq": rewritten(one).encode() for one in queries.questions().values()}
