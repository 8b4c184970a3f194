"""Take out of a text what is no running text: furniture, page marks, footnotes; and sign what must keep its place."""

import difflib
import re
from collections.abc import Iterable, Iterator

from foederis.errors import BadInput
from foederis.sources.parts import GapLayout, Layout

GAP = "\U0010fffd"
"""Stands where a copy has lost words."""
SPLIT, JOIN = "\U0010fffc", "\U000ffffd"
"""Stand where a layout ends a sentence, and where it lets one go on: in the place of the white space there."""
BULLETS = "\u2022\u2023\u25aa\u25cf\u25e6\uf0a7\uf0b7\uf0d8\uf0fc"
"""Signs that open an item of a list; those of symbol fonts come out of a PDF as private-use characters."""

_SIGNS = "[\U00100000-\U0010fffb]*"
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]\U00100000-\U0010fffd]*\Z")


def flexible(words: str) -> str:
    """Return the pattern of words between which any white space may stand."""
    return r"\s+".join(re.escape(word) for word in words.split())


def lines_opening(pattern: re.Pattern[str], words: str, text: str, position: int = 0) -> Iterator[re.Match[str]]:
    """Yield where lines from a place on open with a pattern, only looking at those that hold the first of its words."""
    first, last = words.split()[0], position - 1
    while (place := text.find(first, position)) >= 0:
        start = text.rfind("\n", 0, place) + 1
        position = place + 1
        if start > last:
            last = start
            if found := pattern.match(text, start):
                yield found


def sign(number: int) -> str:
    """Return the character that stands for a footnote's mark: it takes no part in the cutting."""
    return chr(0x100000 + number)


def cleaned(text: str, layout: Layout) -> tuple[str, dict[str, str]]:
    """Return the running text, with a sign for each footnote mark and each gap, and the bodies of the footnotes.

    Raises:
        BadInput: a footnote, its mark or a gap of the layout is not in the text; says which, and the nearest line.
    """
    body, notes = _without_footnotes(_without_furniture(text, layout), layout)
    for pattern in layout.left_out:
        body = re.sub(left_out_line(pattern), "", body)
    body = _with_pages_joined(body, layout)
    body = _with_gaps(body, layout)
    body = _with_mark_signs(body, layout)
    body = _with_sign(body, layout, layout.splits, f"{SPLIT}\n", "the end of a sentence")
    return _with_sign(body, layout, layout.joins, JOIN, "the place where a sentence goes on"), notes


def page_marks(layout: Layout) -> re.Pattern[str] | None:
    """Return the pattern of a page mark, over whole lines with the white space around them; None: there are none."""
    if not layout.page_marks:
        return None
    marks = "|".join(f"(?:{mark})" for mark in layout.page_marks)
    return re.compile(rf"(?:(?:\A|(?<=[\n\f]))[^\S\n]*(?:{marks})[^\S\n]*(?=\n|\Z)\s*)+")


def left_out_line(pattern: str) -> str:
    """Return the pattern of a whole line of which a layout gives the words."""
    return rf"(?m)^[^\S\n]*(?:{pattern})[^\S\n]*$"


def not_found(what: str, words: str, text: str, layout: Layout) -> BadInput:
    """Return the error that the words of a layout are not in a text, with the line of it that is most like them."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    near = difflib.get_close_matches(words, [line[: 2 * len(words)] for line in lines if line], n=1, cutoff=0.5)
    where = next((n for n, line in enumerate(lines, 1) if near and line.startswith(near[0])), 0)
    seen = f" The nearest is line {where}: '{' '.join(lines[where - 1].split()[:4])}'." if where else ""
    return BadInput(
        f"{what} is not found in the text", f"{layout.document}/layout.toml", f"It says '{words}'.{seen} Mend it there."
    )


def _without_furniture(text: str, layout: Layout) -> str:
    if not layout.furniture:
        return text
    part = "|".join(flexible(words) for words in sorted(layout.furniture, key=len, reverse=True))
    run = rf"\s*\n\s*(?:\d{{1,3}}\s*\n\s*)?(?:(?:{part})\s*\n\s*){{{len(layout.furniture)}}}"
    return re.sub(run, "\n", text)


def _without_footnotes(text: str, layout: Layout) -> tuple[str, dict[str, str]]:
    notes: dict[str, str] = {}
    for note in layout.footnotes:
        number = rf"\[?{note.number}\s?[\])]?\.?"
        body = rf"({flexible(note.start)}(?:.*?{flexible(note.end)})?)"
        found = re.search(rf"\s*\n\s*{number}\s+{body}\s*(?:\n|\Z)", text, re.DOTALL)
        if found is None:
            raise not_found(f"footnote {note.number}", f"{note.number} {note.start}", text, layout)
        notes[note.name] = found.group(1)
        text = f"{text[: found.start()]}\n{text[found.end() :]}"
    return text, notes


def _with_pages_joined(text: str, layout: Layout) -> str:
    """Take out the page marks: a sentence goes on over one, a paragraph that ended before it does not."""
    marks = page_marks(layout)
    if marks is None:
        return text
    joined, place = "", 0
    for mark in marks.finditer(text):
        joined += text[place : mark.start()].rstrip()
        joined += "\n\n" if not joined or _SENTENCE_END.search(joined[-9:]) else "\n"
        place = mark.end()
    return joined + text[place:]


def _with_gaps(text: str, layout: Layout) -> str:
    return _with_sign(text, layout, layout.gaps, f"{GAP}\n", "the gap")


def _with_sign(text: str, layout: Layout, places: Iterable[GapLayout], put: str, what: str) -> str:
    """Put a sign in the place of the white space between words."""
    for place in places:
        found = re.search(rf"({flexible(place.after)}{_SIGNS})\s+(?={flexible(place.before)})", text)
        if found is None:
            raise not_found(f"{what} before '{place.before}'", place.after, text, layout)
        text = f"{text[: found.end(1)]}{put}{text[found.end() :]}"
    return text


def _with_mark_signs(text: str, layout: Layout) -> str:
    # A mark becomes one private-use character, so that it survives the splitting and takes no part in it.
    for note in layout.footnotes:
        number = str(note.number)
        forms = rf"{number}(?!\d)|\[\s*{number}\s*\]|\(\s*{number}\s*\)"
        found = re.search(rf"({flexible(note.after)})(\s*)(?:{forms})", text)
        if found is None:
            raise not_found(f"the mark of footnote {note.number}", note.after, text, layout)
        text = f"{text[: found.start()]}{found.group(1)}{sign(note.number)}{text[found.end() :]}"
    return text
