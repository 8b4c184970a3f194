"""Candidate statements: what the words of a sentence make one look for, of six kinds. Proposed, never stated."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from foederis.kit.tables import KINDS, table
from foederis.sources.language import language as spoken_in

GOES_ON = "(goes on)"
"""The cue of a sentence that tells further what the one before it in its paragraph reports."""
_BETWEEN = {"..": r"(?:\W+\w+){0,6}?\W+", "...": r"(?:\W+\w+){0,15}?\W+"}


@dataclass(frozen=True)
class Candidate:
    """A candidate statement in a sentence: its kind, and the words that show it."""

    locator: str
    kind: str
    cues: tuple[str, ...]


def candidates(sentences: Sequence[tuple[str, str]], language: str) -> list[Candidate]:
    """Return the candidates of (locator, words) pairs in a language, in their order; of each sentence one a kind.

    In a programme (`is_programme`) a sentence that shows none promises where it has one of the words that do so there.
    """
    promising = is_programme([words for _, words in sentences], language)
    found = []
    reporting = ""
    for locator, words in sentences:
        mine = [
            Candidate(locator, kind, told)
            for kind in KINDS
            if (told := asked(locator, kind) or shown(words, kind, language))
        ]
        paragraph = locator.rpartition(".")[0]
        reported = any(one.kind == "reported" for one in mine)
        if not reported and reporting == paragraph and not _authored(language).search(words):
            mine.append(Candidate(locator, "reported", (GOES_ON,)))
            reported = True
        reporting = paragraph if reported else ""
        if promising and not mine and len(words.split()) >= _FEWEST:
            told = _found(_promising(language), words)
            mine = [Candidate(locator, "commitment", told)] * bool(told)
        found += mine
    return found


def is_programme(sentences: Sequence[str], language: str) -> bool:
    """Tell whether a text says what its speakers will do: a good part of its sentences are promises by "we"."""
    speaks = _any(spoken_in(language).first_person)
    whole = [words for words in sentences if len(words.split()) >= _FEWEST]
    promises = sum(1 for words in whole if speaks and speaks.search(words) and shown(words, "commitment", language))
    return promises > _PROGRAMME * len(whole)


def asked(locator: str, kind: str) -> tuple[str, ...]:
    """Return why a passage that prints what another asks is a candidate by its place: it is reported, and proposes."""
    return ("(asked)",) if ".ask." in f".{locator}." and kind in ("reported", "proposal") else ()


def shown(words: str, kind: str, language: str) -> tuple[str, ...]:
    """Return the words of a sentence that show a kind of candidate; none: it has no such candidate."""
    if len(words.split()) < _FEWEST:
        return ()
    cues, against = _patterns(kind, language)
    if kind in _NOT_ASKED and _QUESTION.search(words):
        return ()  # a question claims nothing of its own
    text = words.replace("\u2019", "'")
    if kind == "reported" and _authored(language).match(text):
        return ()  # the author is its subject
    if against is not None:
        text = against.sub(" ", text)
    return _found(cues, text)


def _found(cues: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(match.group().split()) for match in cues.finditer(text)))


_NOT_ASKED = ("commitment", "position")
_QUESTION = re.compile(r"\?[\"'\u2019\u201d\u00bb)\]]*\s*\Z")
_FEWEST = 4  # words of a sentence that can state something
_PROGRAMME = 0.25  # of its sentences: coalition agreements have half, speeches a tenth


@functools.cache
def _authored(language: str) -> re.Pattern[str]:
    """Return the words by which the author himself is spoken of."""
    return _any((*spoken_in(language).first_person, *table(language).own)) or re.compile("(?!)")


@functools.cache
def _promising(language: str) -> re.Pattern[str]:
    return _any(table(language).programme) or re.compile("(?!)")


@functools.cache
def _patterns(kind: str, language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    known = table(language)
    against = _any(known.against[kind])
    return _any(known.cues[kind], within=kind not in _NOT_ASKED) or re.compile("(?!)"), against


def _any(cues: Sequence[str], within: bool = True) -> re.Pattern[str] | None:
    """Return the pattern of any of some words; `within`: also as the last part of a compound (`AIV-advies`)."""
    if not cues:
        return None
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    before = r"(?<!\w)" if within else r"(?<![\w-])"
    return re.compile(rf"{before}(?:{'|'.join(map(_pattern, ordered))})(?!\w)", re.IGNORECASE)


def _pattern(cue: str) -> str:
    return "".join(
        _BETWEEN.get(part) or r"\s+".join(_word(word) for word in part.split()) for part in re.split(r"(\.{2,3})", cue)
    )


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
