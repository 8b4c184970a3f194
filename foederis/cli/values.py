"""What a person writes on the command line: `name=VALUE` words, and the name of a question or view."""

import difflib
from collections.abc import Mapping

from foederis.errors import BadUse
from foederis.queries import Question


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
    near = difflib.get_close_matches(name, list(known), 2, 0.5)
    hint = f"Did you mean {' or '.join(repr(n) for n in near)}? " if near else ""
    raise BadUse(f"there is no {what} '{name}'", "", f"{hint}The list: {remedy}")
