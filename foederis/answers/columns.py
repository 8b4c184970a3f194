"""What the columns of answers are called, by words in `queries/columns.toml`; and the choice among them."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from foederis import rooms
from foederis.answers.cells import label
from foederis.errors import BadInput, BadUse
from foederis.namespaces import FOED, SKOS
from foederis.queries import Answer, Term, questions
from foederis.queries.engines import columns

_LABEL = "Label"  # behind the name of a column: the names of its things, as data formats give them
_LANGUAGES = ("nl", "en")


def heading(variable: str, language: str) -> str:
    """Return a variable as the head of a column: the word for it in a language, else `madeIn` as `made in`.

    Raises:
        BadInput: the words cannot be read.
    """
    said = words().get(language, {})
    if variable in said:
        return said[variable]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in variable)


@rooms.kept
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words for columns by language: those of `queries/columns.toml`, and those that questions bring along.

    Raises:
        BadInput: the file cannot be read, or two places have two words for one column.
    """
    found: dict[str, dict[str, str]] = {language: dict(_read().get(language, {})) for language in _LANGUAGES}
    for question in questions().values():
        for variable, by_language in question.columns.items():
            for language, word in by_language.items():
                if found.setdefault(language, {}).setdefault(variable, word) != word:
                    remedy = f"'{variable}' is '{found[language][variable]}' elsewhere: use that, or another variable."
                    raise BadInput(f"a column has two names in {language}", f"queries/{question.path}", remedy)
    return found


def said(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return, by column, how a language says the words that questions make themselves.

    Raises:
        BadInput: the words cannot be read.
    """
    found: Mapping[str, Mapping[str, str]] = _read().get("words", {}).get(language, {})
    return found


def described(variable: str, language: str, data: ox.Store, question: str = "") -> str:
    """Return what a column holds, in words: those of `queries/columns.toml`, else the definition of the term it is.

    A question may have words of its own for a column, which come first. Empty where nothing says so, as with a column
    of a query of one's own.

    Raises:
        BadInput: the words cannot be read.
    """
    own: Mapping[str, str] = described_in(language).get(question, {})
    everywhere: Mapping[str, str] = _read().get("described", {}).get(language, {})
    for known in (own, everywhere):
        if variable in known:
            return known[variable]
    definition = ox.NamedNode(SKOS + "definition")
    for name in (variable, variable[:1].upper() + variable[1:]):
        for quad in data.quads_for_pattern(ox.NamedNode(FOED + name), definition, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal) and quad.object.language == language:
                return quad.object.value
    return ""


def described_in(language: str) -> dict[str, dict[str, str]]:
    """Return, by question, what those of its columns hold that mean something else there than in other questions.

    They stand in `queries/columns.toml` by question and column, `[described_in.causes.effect]`.

    Raises:
        BadInput: the words cannot be read.
    """
    return {
        question: {variable: said[language] for variable, said in held.items() if language in said}
        for question, held in _read().get("described_in", {}).items()
    }


def explained(answer: Answer, language: str, data: ox.Store, question: str = "") -> list[tuple[str, str]]:
    """Return each column of an answer to a question that says what it holds, as it is called, with that."""
    told = [
        (heading(one, language), described(one.removesuffix(_LABEL), language, data, question))
        for one in answer.variables
    ]
    return [(name, text) for name, text in told if text]


def all_described(data: ox.Store) -> dict[str, dict[str, dict[str, str]]]:
    """Return by language what each column holds, by its name: in any question (under ""), and in one of its own.

    Raises:
        BadInput: the words cannot be read, or a question is not valid SPARQL.
    """
    names = sorted({name for question in questions().values() for name in columns(question.text)})
    return {
        language: {
            "": {name: text for name in names if (text := described(name, language, data))}, **described_in(language)
        }
        for language in _LANGUAGES
    }  # fmt: skip


@rooms.kept
def _read() -> Mapping[str, Any]:
    path = rooms.room("queries") / "columns.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"the names of columns cannot be read: {error}", str(path), "Mend that line.") from error


def worded(answer: Answer, language: str) -> Answer:
    """Return an answer with the words that a question makes itself (`certain`, `both`) as a language says them.

    They stand in `queries/columns.toml` by column, `[words.nl.certainty]`; data formats keep what the query says.
    """
    by_column = said(language)
    of = {index: by_column[name] for index, name in enumerate(answer.variables) if name in by_column}
    if not of:
        return answer
    rows = [tuple(_worded(cell, of.get(index, {})) for index, cell in enumerate(row)) for row in answer.rows]
    return replace(answer, rows=tuple(rows))


def _worded(cell: Term, by_word: Mapping[str, str]) -> Term:
    return ox.Literal(by_word[cell.value]) if isinstance(cell, ox.Literal) and cell.value in by_word else cell


def choose(answer: Answer, wanted: Sequence[str], language: str, data: ox.Store) -> Answer:
    """Return an answer with the columns that a reader wants, in that order; all of them where none is named.

    A column goes by its name (`madeIn`, `?madeIn`), by what it is called in Dutch or English (`made in`, `gedaan in`),
    in the singular or plural; `holderLabel` is a column of the names of holders.

    Raises:
        BadUse: there is no such column, or it is named twice.
    """
    if not wanted:
        return answer
    found = [_named(name, answer.variables) for name in wanted]
    for name in found:
        if found.count(name) > 1:
            raise BadUse(f"column '{name}' is named twice", "", "Name it once.")
    rows = [tuple(_cell(name, answer.variables, row, language, data) for name in found) for row in answer.rows]
    return replace(answer, variables=tuple(found), rows=tuple(rows), chosen=True)


def _cell(name: str, variables: Sequence[str], row: Sequence[Term], language: str, data: ox.Store) -> Term:
    if name in variables:
        return row[variables.index(name)]
    return label(row[variables.index(name.removesuffix(_LABEL))], language, data)


def _named(name: str, variables: Sequence[str]) -> str:
    """Return the column that is called so: exactly, else by a word for it, else the only one that begins so."""
    plain = name.strip().removeprefix("?")
    if plain in variables:
        return plain
    base = plain.removesuffix(_LABEL)
    if base != plain and base in variables:
        return plain
    called = {
        variable: {_key(variable), *(_key(heading(variable, one)) for one in _LANGUAGES)} for variable in variables
    }
    key = _key(plain)
    same = [variable for variable, keys in called.items() if key in keys]
    alike = [
        v for v, keys in called.items() if len(key) > 3 and any(k.startswith(key) or key.startswith(k) for k in keys)
    ]
    for found in (same, alike):
        if len(found) == 1:
            return found[0]
    near = difflib.get_close_matches(key, [one for keys in called.values() for one in keys], 1)
    meant = next((variable for variable, keys in called.items() if near and near[0] in keys), "")
    hint = f"Did you mean '{meant}'? " if meant and not same else ""
    what = f"more than one column is called '{plain}'" if same else f"there is no column '{plain}'"
    raise BadUse(what, "", f"{hint}Its columns: {', '.join(variables)}.")


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
