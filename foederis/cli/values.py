"""What a person writes on the command line: `name=VALUE` words, and the name of a question or view."""

import difflib
from collections.abc import Mapping, Sequence

from foederis.errors import BadUse
from foederis.queries import Question


def parted(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name of a question or view, and the `name=VALUE` words, from words in any order.

    The name is the first word without `=`; empty when there is none.
    """
    name = next((word for word in words if "=" not in word), "")
    values = list(words)
    if name:
        values.remove(name)
    return name, values


def pairs(values: Sequence[str]) -> dict[str, str]:
    """Return `name=VALUE` words as a mapping.

    Raises:
        BadUse: a word has no `=`, or a name is given twice.
    """
    given: dict[str, str] = {}
    for word in values:
        name, sign, value = word.partition("=")
        if not sign or not name:
            remedy = (
                "Write parameters as instrument=PESCO, and a value of several words in quotes: actor='European Union'."
            )
            raise BadUse(f"'{word}' is no name=VALUE", "", remedy)
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


def unnamed(known: Mapping[str, Question], values: Sequence[str], what: str, remedy: str) -> BadUse:
    """Return what is told of values without the name of a question or view: those that take them."""
    names = {value.partition("=")[0] for value in values}
    fitting = [name for name, one in known.items() if names <= {parameter.name for parameter in one.parameters}]
    few = f"These take {', '.join(sorted(names))}: {', '.join(fitting[:5])}{' ...' if len(fitting) > 5 else ''}. "
    return BadUse(f"no {what} is named", " ".join(values), f"{few if fitting else ''}The list: {remedy}")


def listed(text: str) -> tuple[str, ...]:
    """Return names apart by commas."""
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)
