"""The footnotes of a text: their bodies and their marks, found together in the order of their numbers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from foederis.errors import BadInput
from foederis.sources.cleaning import cleaned
from foederis.sources.parts import FootnoteLayout, Layout

_WHOLE = 7  # words that a layout may hold of a text
_NUMBER = r"[^\S\n]*\[?(\d{1,3})\s?[\])]?\.?[^\S\n]+(?=\S)"
_NOTE = re.compile(rf"(?m)^{_NUMBER}(?P<rest>.+)")
_NOTE_LINES = 12
_AFTER = (4, 2, 1)  # words before a mark that tell it; fewer where it stands near the top of a page, below notes
_YEAR = re.compile(r"(?:19|20)\d\d\.")  # at the end of a sentence
_NO_MARK = re.compile(r"[\d.,%\u20ac]+|nr\.?|No\.?|art\.?|artikel|[Vv]raag|[Aa]ntwoord|en|and")


def with_footnotes(text: str, layout: Layout) -> tuple[Layout, list[str]]:
    """Add the footnotes of which both the mark and the body are seen, in the order of their numbers."""
    bodies: dict[int, list[FootnoteLayout]] = {}
    places: dict[int, list[int]] = {}
    for body in _NOTE.finditer(text):
        number = int(body.group(1))
        words = _body(text, body).split()
        if len(words) > 1:
            size = min(3, len(words) // 2)
            start, end = " ".join(words[:size]), " ".join(words[-size:])
            note = FootnoteLayout(number, "", start, end, len(words) < _WHOLE)
            bodies.setdefault(number, []).append(note)
            places.setdefault(number, []).append(body.start())
    notes: list[FootnoteLayout] = []
    doubts: list[str] = []
    place, number, missed = 0, 1, 0
    while missed < 3:
        found = _mark(
            text, number, place, list(zip(bodies.get(number, ()), places.get(number, ()), strict=True)), layout, notes
        )
        if found is None:
            missed += 1
            if number in bodies and notes:
                doubts.append(f"Footnote {number} may be there: its mark or its words were not found.")
        else:
            notes.append(found[0])
            place, missed = found[1], 0
        number += 1
    last = notes[-1].number if notes else 0
    told = tuple(doubt for doubt in doubts if int(doubt.split()[1]) < last)
    return replace(layout, footnotes=tuple(notes)), list(told)


def _body(text: str, found: re.Match[str]) -> str:
    """Return the words of a footnote: its lines as far as one that ends a sentence, or the next note or a gap."""
    lines = text[found.start("rest") :].split("\n")[:_NOTE_LINES]
    told: list[str] = []
    for line in lines:
        if told and (not line.strip() or re.match(_NUMBER, line) or "\f" in line):
            break
        told.append(line)
        if line.rstrip().endswith((".", ").", ".)", "\u201d", "\u00bb.")):
            break
    return " ".join(told)


def _mark(
    text: str, number: int, place: int, bodies: Sequence[tuple[FootnoteLayout, int]], layout: Layout,
    notes: Sequence[FootnoteLayout],
) -> tuple[FootnoteLayout, int] | None:  # fmt: skip
    marked = _marks(text, number, place) if bodies else []
    # `7.` opens a paragraph rather than a footnote.
    for note, start in sorted(bodies, key=lambda one: (text[one[1] : one[1] + 9].split()[0].endswith("."), one[1])):
        for found in marked:
            before = text[max(0, found.start() - 200) : found.start()].split()
            number_before = _NO_MARK.fullmatch(before[-1]) and not _YEAR.fullmatch(before[-1]) if before else None
            if found.start() >= start or not before or number_before:
                continue
            for size in _AFTER:
                whole = replace(note, after=" ".join(before[-size:]))
                try:
                    cleaned(text, replace(layout, footnotes=(*notes, whole)))
                except BadInput:
                    continue
                return whole, found.end()
    return None


def _marks(text: str, number: int, place: int) -> list[re.Match[str]]:
    """Return where a number from some place on can be a footnote's mark; each pattern opens with the number itself."""
    close = rf"(?<=[a-z\u00df-\u00ff.,;:!?)\u2019\u201d\u00bb\"']{number})(?<!\d[.,]{number})(?![\w%]|[.,]\d)"
    apart = rf"(?<=[.)][^\S\n]{number})(?=\s+[A-Z]|\s*\n)"
    stopped = rf"(?<=\w[^\S\n]{number})(?=[.,;:](?:\s|$))"
    patterns = (rf"{number}(?:{close}|{apart}|{stopped}|{_dated(number)})", rf"\[{number}\s?\]")
    return sorted((m for one in patterns for m in re.compile(one).finditer(text, place)), key=re.Match.start)


def _dated(number: int) -> str:
    """Return the pattern of a mark after a year that ends a sentence (`in 2018.9 The`): these are no decimals."""
    return rf"(?<=\b(?:19|20)\d\d\.{number})(?=\s+[A-Z\u00c0-\u00de]|\s*\n)"
