"""What the kit knows of a language beside what a document's layout needs: its cues and its usual abbreviations."""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foederis.errors import BadUse
from foederis.sources.language import codes, language

_FOLDER = Path(__file__).parent / "languages"
KINDS = ("commitment", "position", "proposal", "expectation", "denial", "reported")
"""What a candidate can be."""


@dataclass(frozen=True)
class Table:
    """The table of a language, as `languages/<code>.toml` has it.

    Attributes:
        abbreviations: words whose stop ends no sentence, in small letters.
        questions: the words that number a question.
        answers: the words that number an answer.
        common: words by which a text shows that it is in this language.
        cues: of each kind of candidate the words that show it.
        against: of each kind the words beside which no such word counts.
        programme: the words that promise in a text of what its speakers will do.
        own: the words by which an author speaks of himself, besides "we".

    What reports is told by grammar too (`[saying]` of the file): a verb of saying before "that", its participle, or a
    form that is one only after an auxiliary, unless the author is its subject. So is what is promised (`[will]`).
    """

    abbreviations: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    common: frozenset[str]
    cues: Mapping[str, tuple[str, ...]]
    against: Mapping[str, tuple[str, ...]]
    programme: tuple[str, ...]
    own: tuple[str, ...] = ()


@functools.cache
def table(code: str) -> Table:
    """Return the table of a language."""
    data: dict[str, Any] = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    reports, own = _saying(**data.get("saying", {}))
    cues, against = data["cues"], data.get("against", {})
    cues["commitment"] = [*cues.get("commitment", ()), *_will(**data.get("will", {}))]
    cues["reported"] = [*cues.get("reported", ()), *reports]
    against["reported"] = [*against.get("reported", ()), *own]
    return Table(
        abbreviations=tuple(data["abbreviations"]),
        questions=tuple(data["questions"]),
        answers=tuple(data["answers"]),
        common=frozenset(data["common"]),
        cues={kind: tuple(cues.get(kind, ())) for kind in KINDS},
        programme=tuple(data["programme"]["cues"]),
        against={kind: tuple(against.get(kind, ())) for kind in KINDS},
        own=tuple(data.get("saying", {}).get("own", ())),
    )


def _saying(
    verbs: Sequence[str] = (), that: Sequence[str] = (), participles: Sequence[str] = (),
    before: Sequence[str] = (), also: Sequence[str] = (), own: Sequence[str] = (),
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Return cues that something is reported, and those by which the author himself says it."""
    cues = [f"{verb}{between}{word}" for verb in verbs for word in that for between in (" ", " .. ")]
    cues += [*participles, *(f"{word}{between}{one}" for word in before for one in also for between in (" ", " .. "))]
    against = [f"{word} {who}" for who in own for word in ("volgens", "according to", "laut", "enligt")]
    against += [f"{who} {verb}" for who in own for verb in verbs] + [f"{verb} {who}" for who in own for verb in verbs]
    return cues, against


def language_of(text: str, given: str, where: str) -> str:
    """Return the language of a text: the given one, or that of most of its words.

    Raises:
        BadUse: none can be told, or a good part of the text is in another.
    """
    if given:
        return language(given).code
    share = shares(text)
    best = max(share, key=lambda code: (share[code], code))
    if not share[best]:
        raise BadUse("the language of this text cannot be told", where, f"Say which: --lang {'|'.join(codes())}.")
    others = sorted((code for code in share if code != best and share[code] >= _MIXED), key=lambda c: -share[c])
    if others:
        told = ", ".join(f"{code} ({share[code]:.0%})" for code in [best, *others])
        raise BadUse(
            f"this text is in more than one language: {told}", where,
            f"Say which one is coded (--lang {best}); paragraphs in another are marked in the sheet.",
        )  # fmt: skip
    return best


def shares(text: str) -> dict[str, float]:
    """Return how much of a text's paragraphs is in each language, by their length; nothing told: nothing counted."""
    told = dict.fromkeys(codes(), 0)
    for paragraph in re.split(r"\n\s*\n|\f", text):
        found = paragraph_language(paragraph)
        if found:
            told[found] += len(paragraph)
    whole = sum(told.values())
    return {code: count / whole if whole else 0.0 for code, count in told.items()}


def paragraph_language(text: str) -> str:
    """Return the language of a paragraph or sentence; empty: it cannot be told."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    count = {code: sum(map(table(code).common.__contains__, words)) for code in codes()}
    ordered = sorted(count.items(), key=lambda one: -one[1])
    (best, most), (_, second) = ordered[0], ordered[1]
    return best if most >= 3 and most > second * 1.3 else ""


_MIXED = 0.2


def _will(actors: Sequence[str] = (), verbs: Sequence[str] = ()) -> list[str]:
    """Return cues that somebody who may promise will do something: he stands before the verb of will, or after it."""
    return [f"{a} ... {b}" for one in actors for verb in verbs for a, b in ((one, verb), (verb, one))]
