"""What differs from language to language in a document: numbers, dates, and the names of its parts."""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foederis.errors import BadInput

_FOLDER = Path(__file__).parent / "languages"
TITLED = ("nl", "en")
"""The languages in which each passage and each document has a title."""


@dataclass(frozen=True)
class Language:
    """The table of one language, as `languages/<code>.toml` has it.

    Attributes:
        code: its two letters, as a layout and a language tag write them.
        suspended_before: the words before which a hyphen ends a word (`EU- en NAVO-`).
        group: the sign between groups of three digits.
        decimal: the sign before decimals.
        scale: the power of ten for which a word after a figure stands.
        scale_marks: the same for marks right after a figure (`10.7bn`).
        scale_marks_after_currency: the same for marks that are one only after a currency sign (`€5m`, not `5m`).
        numerals: the value of a number in words, as a decimal figure; those put together of two words as well.
        numerals_before: for a word that is not always a numeral, the endings of the word after it that make it one.
        months: the months in order, as they are written.
        short_months: the number of the month for which a short form stands.
        day_endings: what may stand right after the figure of a day (`1st`).
        date_forms: how day, month and year follow each other; a year is never needed.
        names_in: the languages whose names stand in its texts.
        first_person: the words by which a speaker names himself, alone or with others.
        second_person: the words by which he names whom he speaks to.
        determiners: words that open a description of one thing; what is so described is another thing elsewhere.
        headings: what a level of a locator is called, by the letters of the level (`p` of `p2`).
        articles: how an article of a treaty is cited, by its number and the treaty.
        paragraphs: the same with a paragraph of it.
        treaties: what a treaty is called, by what the ids of its articles begin with (`teu` of `teu-42-7`).
        endings: what a name may have after it (`Sveriges`).
        compounding: names that open longer words (`Natomedlemskap`).
        adjectives: the adjective of a state in each of its forms, by the id of the state (`nld`: niederländische, ...).
        unparted: words that stand in no cue that is parted (`kommer .. att` is not in `kommer hit för att`).
        idioms: words that go together, of which none is a cue (`inte minst` denies nothing).
    """

    code: str
    suspended_before: tuple[str, ...]
    group: str
    decimal: str
    scale: Mapping[str, int]
    scale_marks: Mapping[str, int]
    scale_marks_after_currency: Mapping[str, int]
    numerals: Mapping[str, str]
    numerals_before: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]
    short_months: Mapping[str, int]
    day_endings: tuple[str, ...]
    date_forms: tuple[str, ...]
    headings: Mapping[str, str]
    names_in: tuple[str, ...]
    first_person: tuple[str, ...]
    second_person: tuple[str, ...]
    determiners: tuple[str, ...]
    articles: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    treaties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    compounding: tuple[str, ...] = ()
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unparted: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()


def citations(spoken: Language, provision: str) -> list[str]:
    """Return how a language cites an article of a treaty (or a paragraph of one), by its id (`teu-42-7`)."""
    stem, *numbers = provision.split("-")
    if len(numbers) not in (1, 2) or not all(number.isdecimal() for number in numbers):
        return []
    article, paragraph = numbers[0], (*numbers, "")[1]
    forms = spoken.paragraphs if paragraph else spoken.articles
    told = [
        form.format(article=article, paragraph=paragraph, treaty=treaty)
        for form in forms
        for treaty in spoken.treaties.get(stem, ())
    ]
    return [*told, *(one[0].swapcase() + one[1:] for one in told)]


def codes() -> list[str]:
    """Return the codes of the languages that have a table, in order."""
    return list(_codes())


@functools.cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def language(code: str, where: str = "") -> Language:
    """Return the table of a language.

    Args:
        code: its two letters.
        where: the file that names the language, for the error.

    Raises:
        BadInput: there is no table for it; those known are named.
    """
    if code not in codes():
        raise BadInput(
            f"the language '{code}' has no table of numbers, dates and headings",
            where,
            f"Known: {', '.join(codes())}. Correct `language`, or add sources/languages/{str(code)[:12]}.toml.",
        )
    return _read(code)


@functools.cache
def _read(code: str) -> Language:
    data: dict[str, Any] = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code=code,
        suspended_before=tuple(data["suspended_before"]),
        group=data["number"]["group"],
        decimal=data["number"]["decimal"],
        scale=data["scale"],
        scale_marks=data["scale_marks"],
        scale_marks_after_currency=data["scale_marks_after_currency"],
        numerals=_with_compounds(data["numerals"], data["compounds"]),
        numerals_before={word: tuple(endings) for word, endings in data["numerals_before"].items()},
        months=tuple(data["dates"]["months"]),
        short_months=data["dates"]["short_months"],
        day_endings=tuple(data["dates"]["day_endings"]),
        date_forms=tuple(data["dates"]["forms"]),
        headings=data["headings"],
        names_in=tuple(data["names"]["languages"]),
        first_person=tuple(data["names"]["first_person"]),
        second_person=tuple(data["names"]["second_person"]),
        determiners=tuple(data["names"]["determiners"]),
        articles=tuple(data.get("citations", {}).get("articles", ())),
        paragraphs=tuple(data.get("citations", {}).get("paragraphs", ())),
        treaties={stem: tuple(names) for stem, names in data.get("citations", {}).get("treaties", {}).items()},
        endings=tuple(data["names"].get("endings", ())),
        compounding=tuple(data["names"].get("compounding", ())),
        adjectives=_in_forms(**data.get("adjectives", {})),
        unparted=tuple(data.get("unparted", ())),
        idioms=tuple(data.get("idioms", ())),
    )


def _in_forms(endings: Sequence[str] = (), states: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return adjectives with each ending, in small letters and with a capital, as one opens a sentence or a name."""
    return {
        state: tuple(form for end in endings for form in (stem + end, (stem + end).capitalize()))
        for state, stem in (states or {}).items()
    }


def _with_compounds(numerals: dict[str, str], forms: list[str]) -> dict[str, str]:
    """Return number words with those that a ten and a unit make together, by the forms of the language."""
    whole = {word: int(value) for word, value in numerals.items() if value.isdigit()}
    tens = {word: value for word, value in whole.items() if value in range(20, 100, 10)}
    units = {word: value for word, value in whole.items() if value in range(1, 10)}
    made = {
        form.format(ten=ten, unit=unit): str(high + low)
        for form in forms
        for ten, high in tens.items()
        for unit, low in units.items()
    }
    return made | numerals
