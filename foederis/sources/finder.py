"""Which of many words stand in a text: one search for all of them, by the fastest engine that is installed."""

import re
from collections.abc import Callable, Iterable, Sequence

ENGINES = ("hyperscan", "ahocorasick", "plain")
"""From the fastest on much text to what every Python has; each finds the same."""

PARTED = " .. "
"""Stands in a word whose parts other words may stand between; it is looked for by its longest part."""

_Search = Callable[[str], set[int]]
_FOLDED = {0x131: "i", 0x307: None}  # the dotless i, and the dot that case-folding parts from the dotted one
_LEFT = "\u2026"  # stands where an idiom stood
_ODD = tuple(map(chr, _FOLDED))


def fold(text: str) -> str:
    """Return a text in which words are looked for: case-folded, its white space single spaces."""
    folded = text.casefold()
    if any(sign in folded for sign in _ODD):
        folded = folded.translate(_FOLDED)
    return " ".join(folded.split())


class Lexicon:
    """Words with what each stands for, to be found in many texts.

    Args:
        pairs: (word, what it stands for).
        pattern: the pattern by which a word stands in a text as it should: its case, its ends.
        engine: one of `ENGINES`; empty: the first that is installed.
        idioms: words in which no single word stands for what it does elsewhere; a word that holds one is not concerned.
    """

    def __init__(
        self,
        pairs: Iterable[tuple[str, str]],
        pattern: Callable[[str], re.Pattern[str]],
        engine: str = "",
        idioms: Iterable[str] = (),
    ) -> None:
        by_word: dict[str, list[tuple[str, str]]] = {}
        for word, meaning in pairs:
            if folded := fold(max(word.split(PARTED), key=len)):
                by_word.setdefault(folded, []).append((word, meaning))
        self._pattern = pattern
        self._idioms = {folded: pattern(idiom) for idiom in idioms if (folded := fold(idiom))}
        self._meant = list(by_word.values())
        self._search = _engine(list(by_word), engine)

    def found(self, text: str) -> set[str]:
        """Return what the words that stand in a text stand for."""
        folded = fold(text)
        bare = text
        for idiom, pattern in self._idioms.items():
            if idiom in folded:
                bare = pattern.sub(_LEFT, bare)
        candidates = (pair for number in self._search(folded) for pair in self._meant[number])
        return {meaning for word, meaning in candidates if self._stands(word, text, bare)}

    def _stands(self, word: str, text: str, bare: str) -> bool:
        own = text is not bare and any(idiom in fold(word) for idiom in self._idioms)
        return self._pattern(word).search(text if own else bare) is not None


def _engine(words: Sequence[str], engine: str) -> _Search:
    makers = {"hyperscan": _hyperscan, "ahocorasick": _ahocorasick, "plain": _plain}
    for name in [engine] if engine else ENGINES:
        try:
            return makers[name](words)
        except ImportError:
            if engine:
                raise
    raise AssertionError("the plain engine is always there")


def _plain(words: Sequence[str]) -> _Search:
    return lambda text: {number for number, word in enumerate(words) if word in text}


def _ahocorasick(words: Sequence[str]) -> _Search:
    import ahocorasick_rs

    machine = ahocorasick_rs.AhoCorasick(words)
    return lambda text: {found[0] for found in machine.find_matches_as_indexes(text, overlapping=True)}


def _hyperscan(words: Sequence[str]) -> _Search:
    import hyperscan

    database = hyperscan.Database()
    if words:
        # Each byte as its number, so that none of a word is read as a sign of a pattern.
        patterns = ["".join(f"\\x{byte:02x}" for byte in word.encode()).encode() for word in words]
        once = [hyperscan.HS_FLAG_SINGLEMATCH] * len(words)
        database.compile(expressions=patterns, ids=list(range(len(words))), elements=len(words), flags=once)

    def search(text: str) -> set[int]:
        numbers: set[int] = set()
        if words:
            database.scan(text.encode(), match_event_handler=lambda number, *_: numbers.add(number))
        return numbers

    return search
