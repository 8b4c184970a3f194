"""How wide text is at a terminal, and how it is broken into lines."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import TextIO

_NO_TERMINAL = 120  # columns, where nobody says how many there are
_LEAST = 20  # columns: below that, lines may be wider than the terminal
_AHEAD = 8  # characters for each cell that are looked at when a word is cut; marks on a letter have no cell
_WORDS = re.compile(r"([ \t\n\r\f\v]*)([^ \t\n\r\f\v]+)")
_OTHER = re.compile(r"[^ ]")
_BREAKS = frozenset("/-.,_:;=&?#|")  # behind these a word that is too long is cut


def columns() -> int:
    """Return how many columns the reader has: COLUMNS where it is set, else those of the terminal, else 120."""
    return max(shutil.get_terminal_size((_NO_TERMINAL, 24)).columns, _LEAST)


def room_of(stream: TextIO) -> int | None:
    """Return to how many columns lines are broken on a stream; None in a pipe, where a line stays a line.

    COLUMNS counts in a pipe too.
    """
    if os.environ.get("COLUMNS", "").isdecimal():
        return columns()
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _LEAST) if stream.isatty() else None
    except (OSError, ValueError):
        return None


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    import wcwidth  # costs a start what ASCII does not need

    known: int = wcwidth.wcswidth(text)
    return known if known >= 0 else sum(max(wcwidth.wcwidth(character), 0) for character in text)


def wrap(text: str, room: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return a text as lines of at most `room` cells, at least one.

    Lines are broken between words; a word that has no room on a line of its own is cut, behind a sign such as `/` or
    `-` where there is one.

    Args:
        text: what is broken; spaces between two words of one line stay, other white space is a space.
        room: the cells of a line, with what stands before it.
        first: what stands before the first line.
        rest: what stands before all others; spaces as wide as `first` unless given.
    """
    rest = " " * width(first) if rest is None else rest
    lines: list[str] = []
    line, used, begun = first, width(first), False
    for gap, word in _WORDS.findall(text):
        size = width(word)
        if begun and used + len(gap) + size <= room:
            line, used = line + (" " if _OTHER.search(gap) else gap) + word, used + len(gap) + size
            continue
        if begun:
            lines.append(line)
            line, used = rest, width(rest)
        start = 0
        while used + size > room:
            at = _cut(word, start, room - used)
            if at >= len(word):
                break
            lines.append(line + word[start:at])
            near = len(word) - at <= _AHEAD * room  # what is left is measured where it is short, else reckoned
            size = width(word[at:]) if near else size - width(word[start:at])
            line, used, start = rest, width(rest), at
        line, used, begun = line + word[start:], used + size, True
    return [*lines, line.rstrip()]


def fold(text: str, room: int | None) -> str:
    """Return lines with those that are too long broken; what follows hangs four cells behind where the line began."""
    if room is None or all(width(line) <= room for line in text.splitlines()):
        return text
    lines: list[str] = []
    for line in text.splitlines():
        if width(line) <= room:
            lines.append(line)
            continue
        bare = line.lstrip(" ")
        margin = min(len(line) - len(bare), room // 2)
        lines += wrap(bare, room, " " * margin, " " * min(margin + 4, room // 2))
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


def pieces(word: str) -> Iterator[str]:
    """Yield the parts of a word between which it may be cut."""
    yield from re.findall(r"[^/\-.,_:;=&?#|]*[/\-.,_:;=&?#|]*", word)


def _cut(word: str, start: int, room: int) -> int:
    """Return where to cut a word so that what stands from `start` takes at most `room` cells: behind a sign, or not.

    Of a long word no more is looked at than can stand there.
    """
    import wcwidth

    reach = _AHEAD * max(room, 1)
    while True:
        taken, at, sign = 0, start, 0
        for grapheme in wcwidth.iter_graphemes(word[start : start + reach]):
            size = width(grapheme)
            if at > start and taken + size > room:
                return sign or at
            taken, at = taken + size, at + len(grapheme)
            if grapheme in _BREAKS and word[at : at + 1] not in _BREAKS and 3 * taken >= room:
                sign = at
        if start + reach >= len(word):
            return at
        reach *= 2  # signs without width, very many
