"""What the columns of answers are called: the words stand beside the queries, in `queries/columns.toml`."""

import functools
import tomllib
from collections.abc import Mapping

from foederis import rooms
from foederis.errors import BadInput
from foederis.queries import questions


def heading(variable: str, language: str) -> str:
    """Return a variable as the head of a column: the word for it in a language, else `madeIn` as `made in`.

    Raises:
        BadInput: the words cannot be read.
    """
    said = words().get(language, {})
    if variable in said:
        return said[variable]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in variable)


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words for columns by language: those of `queries/columns.toml`, and those that questions bring along.

    Raises:
        BadInput: the file cannot be read, or two places have two words for one column.
    """
    path = rooms.room("queries") / "columns.toml"
    try:
        found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"the names of columns cannot be read: {error}", str(path), "Mend that line.") from error
    for question in questions().values():
        for variable, by_language in question.columns.items():
            for language, word in by_language.items():
                if found.setdefault(language, {}).setdefault(variable, word) != word:
                    remedy = f"'{variable}' is '{found[language][variable]}' elsewhere: use that, or another variable."
                    raise BadInput(f"a column has two names in {language}", f"queries/{question.path}", remedy)
    return found
