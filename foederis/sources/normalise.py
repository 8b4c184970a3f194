"""The normalised text of a document: what of it is the same in every copy."""

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass

_MARKS = 64  # of one letter: putting its marks in order takes their number squared


@dataclass(frozen=True)
class Normalised:
    """Letters and digits of a text, compatibility-composed and case-folded, with the way back.

    A comma or full stop is kept where it stands between two digits, so that `1,5` and `15` differ.
    Line breaks, hyphens, ligatures, superscripts and composed or decomposed accents make no difference.

    Attributes:
        text: the normalised characters.
        starts: for each of them, the offset in the original text at which its character begins.
        ends: for each of them, the offset in the original text just after its character.
        opens: for each of them, whether something other than a letter or digit stands before it.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    opens: tuple[bool, ...]


def normalise(text: str) -> Normalised:
    """Return the normalised form of a text; offsets count the characters of `text`."""
    cells: list[tuple[str, int, int]] = []
    index = 0
    while index < len(text):
        end = index + 1
        while end < min(len(text), index + _MARKS) and unicodedata.combining(text[end]):
            end += 1
        one = text[index:end]
        folded = one.lower() if one.isascii() else _folded(one)
        cells.extend((character, index, end) for character in folded or " ")
        index = end
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    opens: list[bool] = []
    boundary = True
    for place, (character, start, stop) in enumerate(cells):
        between_digits = (
            character in ",."
            and 0 < place < len(cells) - 1
            and cells[place - 1][0].isdigit()
            and cells[place + 1][0].isdigit()
        )
        if character.isalnum() or between_digits:
            kept.append(character)
            starts.append(start)
            ends.append(stop)
            opens.append(boundary)
            boundary = False
        else:
            boundary = True
    return Normalised("".join(kept), tuple(starts), tuple(ends), tuple(opens))


def plain(text: str) -> str:
    """Return the characters of the normalised form of a text, without the way back: many times as fast."""
    if any(map(_is_mark, set(text))):
        return normalise(text).text
    folded = text.translate(_TABLE)
    if any(map(_is_odd_digit, set(folded))):
        return normalise(text).text
    return _DROPPED.sub("", folded)


class _Table(dict[int, str]):
    """Each character with what it is folded to, as they come."""

    def __missing__(self, number: int) -> str:
        one = chr(number)
        self[number] = (one.lower() if one.isascii() else _folded(one)) or " "
        return self[number]


_TABLE = _Table()
# What neither is a letter or digit nor a comma or full stop between two digits.
_DROPPED = re.compile(r"(?:[^\w,.]|_|(?<!\d)[,.]|[,.](?!\d))+")


@functools.lru_cache(maxsize=5_000)
def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


@functools.lru_cache(maxsize=5_000)
def _is_odd_digit(letter: str) -> bool:
    # A digit that a pattern does not take for one.
    return letter.isdigit() and not letter.isdecimal()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def digest(normalised: str) -> str:
    """Return the SHA-256 of a normalised text, in hexadecimal."""
    return hashlib.sha256(normalised.encode()).hexdigest()
