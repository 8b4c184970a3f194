"""A layout proposed for a text: what stands on each page, footnotes, headings, questions and answers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from foederis.errors import BadInput
from foederis.kit.footnotes import with_footnotes
from foederis.kit.grids import grids
from foederis.kit.tables import Table, table
from foederis.sources.cleaning import cleaned, flexible, left_out_line, lines_opening, page_marks
from foederis.sources.parts import Layout, SectionLayout, SeriesLayout

_PAGE = (
    r"\f?(?:\[(?:p|page|pagina|s|sida|Seite)\.? ?\d{1,6}\]|-{0,2} ?\d{1,4} ?-{0,2}"
    r"|\{?\d{1,6}\}?-{3,}|(?:%s) \d{1,6}(?: \w{2,3} \d{1,6})?)"
)
_OWN_PAGE = "\f[p. #]"  # as the text of a PDF has it, which may have one page
_PAGE_WORDS = "page|pagina|sida|Seite|Page|Pagina|Sida"
_OPENING = ("head", "text")  # names of a section without a heading
_HEADING = 9  # words of a heading at most
_WHOLE = 7  # words that a layout may hold of a text: a longer heading is found by its first four
_FEWEST_ASKS, _ASKED = 3, 0  # how many numbered parts make a series; the level of one
_GRID = -1  # the level of a table, and of what follows it or a title page
_TITLE_PAGE = 50  # words of a title page at most
_BARE = 200  # characters below an entry of a table of contents, at most
_NEAR = 500  # characters before and after a line that are looked at
_SHORT = 6  # words of a heading right above its text
_DIGITS = 6  # a line with more is told by its very figures
_STOPS = (".", "?", "!", ";", ",")
_ENDS = (".", ",", ";", ":", "?", "!", "\u2026")
_ITEM = re.compile(r"\s*(?:[-*\u2022\u25aa\uf0b7]|\(?[a-z0-9]{1,3}\))\s")
_ANNEX = re.compile(r"(?:Bijlage|Annex|Appendix|Bilaga|Anlage|Anhang)(?: (?:[IVX]{1,4}|[A-Z]|\d{1,2}))?")


@dataclass(frozen=True)
class Proposal:
    """A proposed layout, and what its reader is told of it: doubts, each one sentence."""

    layout: Layout
    doubts: tuple[str, ...] = field(default=())


def propose(text: str, document: str, language: str, title: str = "") -> Proposal:
    """Return a layout for a text in a language.

    Whatever is not seen is left out of the layout, so that the text can always be cut by it.

    Args:
        text: the text, headings as in Markdown where they are known.
        document: the id of the document.
        language: the language it is written in.
        title: what the document is called; empty: its first heading or words.
    """
    known = table(language)
    blank = Layout(document, language, title, title, (), _abbreviations(text, known), (), (), ())
    marked = replace(blank, page_marks=(*_repeated(text), *_page_marks(text)))
    noted, doubts = with_footnotes(text, marked)
    body, _ = cleaned(text, noted)
    noted = replace(noted, joined_after=_joined(body))
    series = _series(body, known)
    sections = _sections(body, replace(noted, series=series), _title_page(text, noted))
    called = title or next((one.title_en for one in sections if one.name not in _OPENING), document)
    whole = replace(noted, series=series, sections=sections, title_nl=called, title_en=called)
    return Proposal(whole, tuple(doubts))


def without_furniture(text: str) -> str:
    """Return a text without what stands on each of its pages: a sentence goes on over it."""
    marks = (*_repeated(text), *_page_marks(text))
    return cleaned(text, Layout("text", "", "", "", (), (), (), (), (), page_marks=marks))[0] if marks else text


def _abbreviations(text: str, known: Table) -> tuple[str, ...]:
    words = {word.strip("(\u00ab\u201c\"'").casefold() for word in text.split() if word.endswith(".")}
    return tuple(sorted(words & set(known.abbreviations)))


def _page_marks(text: str) -> tuple[str, ...]:
    """Return patterns of the lines that part two pages: a form feed with a number, or a number in a series."""
    pattern = re.compile(_PAGE % _PAGE_WORDS)
    lines = [line.strip(" \t") for line in text.split("\n")]
    found = Counter(re.sub(r"\d+", "#", line) for line in lines if line and pattern.fullmatch(line))
    patterns = []
    for shape, count in sorted(found.items()):
        numbers = [int(n) for line in lines if re.sub(r"\d+", "#", line) == shape for n in re.findall(r"\d+", line)[:1]]
        rising = sum(1 for a, b in pairwise(numbers) if 0 < b - a <= 3)
        if (count >= 2 or shape == _OWN_PAGE) and (rising >= 0.7 * (count - 1) or len(set(numbers)) == 1):
            patterns.append(re.escape(shape).replace("\\#", "#").replace("\f", "f").replace("#", r"\d+"))
    marks = [pattern.replace("\\f", r"\f?").replace(r"\ ", " ") for pattern in patterns]
    return tuple(dict.fromkeys(marks))


def _repeated(text: str) -> tuple[str, ...]:
    """Return patterns of the short lines that stand on several pages, a page number before them or not.

    They stand at the top or foot of three pages, or, where a text has no form feeds, between rules or in a run of lines
    that comes back as a whole.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    filled = [line for line in lines if line]
    shapes = Counter(_shape(line) for line in filled)
    found = {shape for shape, times in shapes.items() if times >= 2 and re.fullmatch(r"[-_=*]{3,}", shape)}
    pages = [
        [line for line in (" ".join(one.split()) for one in page.split("\n")) if line] for page in text.split("\f")
    ]
    near = Counter(shape for page in pages for shape in {_shape(line) for line in [*page[:4], *page[-3:]]})
    if len(pages) >= 3:
        found |= {s for s, times in near.items() if times >= max(3, len(pages) // 3) and 1 < len(s.split()) <= _WHOLE}
    else:
        found |= _runs([_shape(line) for line in filled], shapes)
    number = r"(?:\d{1,3}\s*\n\s*)?"
    return tuple(number + _as_pattern(shape) for shape in sorted(found) if not re.fullmatch(r"\W*p. #\W*|#", shape))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line) if len(re.findall(r"\d", line)) <= _DIGITS else line


def _as_pattern(shape: str) -> str:
    return re.escape(shape).replace("\\#", "#").replace("#", r"\d+").replace(r"\ ", r"\s+")


def _runs(shapes: Sequence[str], count: Counter[str]) -> set[str]:
    """Return the lines of each run of three short lines or more that comes back, and what stands beside a rule."""
    able = [
        1 < times <= 400 and len(shape.split()) <= _WHOLE and not shape.endswith(_STOPS)
        for shape in shapes
        for times in [count[shape]]
    ]
    runs: Counter[tuple[str, ...]] = Counter()
    begin = 0
    for place in range(len(shapes) + 1):
        if place == len(shapes) or not able[place]:
            if place - begin >= 3:
                runs[tuple(shapes[begin:place])] += 1
            begin = place + 1
    found = {shape for run, times in runs.items() if times >= 2 for shape in run}
    for before, rule in pairwise(shapes):
        if re.fullmatch(r"[-_=*]{3,}", rule) and re.search(r"\d", before) and len(before.split()) <= _SHORT:
            found.add(before)
    return found


def _joined(body: str) -> tuple[str, ...]:
    """Return how paragraphs open that go on in the next: an office and, below a gap, who holds it."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", body)]
    opens = (
        " ".join(block.split()[:3])
        for block, below in pairwise(blocks)
        if block.endswith(",") and 2 < len(block.split()) < _HEADING and below and len(below.split()) < _SHORT
    )
    return tuple(dict.fromkeys(opens))


def _series(body: str, known: Table) -> tuple[SeriesLayout, ...]:
    series = []
    for kind, markers, name, nl, en in (
        ("question", known.questions, "q", "Vraag", "Question"),
        ("answer", known.answers, "a", "Antwoord", "Answer"),
    ):
        for marker in markers:
            numbers = r"\d+(?:[ ,&-]|en|and|och|und|t/m|to|\d)*[.:]?(?:\*\*)?[^\S\n]*$"
            line = rf"(?m)^[^\S\n]*(?:#{{1,6}} )?(?:\*\*)?{flexible(marker)} +{numbers}"
            if re.search(line, body):
                series.append(SeriesLayout(marker, name, nl, en, kind))
                break
    return tuple(series) if len(series) == 2 else ()


@dataclass(frozen=True)
class _Head:
    start: int
    end: int
    words: str
    level: int


def _heads(body: str, layout: Layout) -> list[_Head]:
    """Return the lines that look like headings, in order."""
    asked = [marker.marker for marker in layout.series]
    found: list[_Head] = []
    marked = re.compile(r"(?m)^[^\S\n]*(#{1,6})[^\S\n]+(.+?)[^\S\n]*$")
    many = len(marked.findall(body))
    lines = re.compile(r"(?m)^[^\n]*$")
    for match in marked.finditer(body) if many >= 2 else lines.finditer(body):
        words = (match.group(2) if many >= 2 else match.group()).strip().strip("*").strip()
        sign = re.match(r"#{1,6}\s+", words) if many < 2 else None
        words = words[sign.end() :] if sign else words
        level = len(match.group(1)) if many >= 2 else 1
        if any(words.startswith(f"{marker} ") for marker in asked) or not re.search(r"[^\W\d_]", words):
            continue
        below = bool(found) and _right_below(body[found[-1].end : match.start()])
        if many < 2 and not sign and not _looks(body, match, words, below):
            continue
        found.append(_Head(match.start(), match.end(), " ".join(words.split()), level))
    return [head for number, head in enumerate(found) if not _in_contents(number, found, body)]


def _right_below(between: str) -> bool:
    """Tell whether a line stands right below a heading, by what is between them."""
    return bool(between) and not between.strip()


def _in_contents(number: int, heads: Sequence[_Head], body: str) -> bool:
    """Tell whether a heading stands in a table of contents: it comes again, and only the next stands below it."""
    if number + 1 == len(heads):
        return False
    here, below = heads[number], heads[number + 1]
    again = any(head.words.casefold() == here.words.casefold() for head in heads[number + 1 :])
    return again and len(body[here.end : below.start].strip()) < _BARE


def _looks(body: str, match: re.Match[str], words: str, below_one: bool = False) -> bool:
    """Tell whether a line without marks is a heading: short, alone (or below one), with a capital, without a stop."""
    if not words or len(words.split()) > _HEADING or words.endswith(_ENDS) or _ITEM.match(f"{words} "):
        return False
    opens = re.sub(r"^(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.)\s+", "", words)
    before, after = body[max(0, match.start() - _NEAR) : match.start()], body[match.end() : match.end() + _NEAR]
    if _ANNEX.fullmatch(words):
        return True
    if not opens[:1].isupper() or before.rstrip().endswith(","):
        return False
    alone = bool(re.search(r"(?:\A|\n[^\S\n]*\n|\f[^\S\n]*\n?)[^\S\n]*\Z", before)) and bool(
        re.match(r"[^\S\n]*\n[^\S\n]*\n", after)
    )
    numbered = bool(re.match(r"\d+(?:\.\d+)*\.?\s+[A-Z]", words)) and "\n" in after[:1] + "\n"
    following = re.match(r"\s*(\S+)", after)
    if not alone and len(words.split()) <= _SHORT and re.match(r"[^\S\n]*\n[^\S\n]*[A-Z\u00c0-\u00de]", after):
        # Right above its text: a short line after the end of a paragraph, the line below it much longer.
        below = after.split("\n", 2)[1].strip()
        ended = re.search(r"(?:\A|[.!?:\u201d]|\n[^\S\n]*|\f[^\n]*)[^\S\n]*\n[^\S\n]*\Z", before)
        alone = (below_one or ended is not None) and len(below) > max(60, 2 * len(words)) and not words[-1].isdigit()
    return (alone and bool(following)) or (
        numbered and bool(re.search(r"\n[^\S\n]*\n?[^\S\n]*\Z", before)) and len(words.split()) > 1
    )


def _title_page(text: str, layout: Layout) -> str:
    """Return how the text opens after a title page: few words, no line that ends a sentence, then a capital."""
    marks = page_marks(layout)
    mark = next((one for one in marks.finditer(text) if text[: one.start()].strip()), None) if marks else None
    if marks is None or mark is None:
        return ""
    page = marks.sub("", text[: mark.start()])
    if len(page.split()) > _TITLE_PAGE or re.search(r"[.?!]\s*(?:\n|\Z)", page):
        return ""
    after = " ".join(text[mark.end() :].split(maxsplit=4)[:4])
    return after if not after[:1].islower() else ""


def _sections(body: str, layout: Layout, after_title: str = "") -> tuple[SectionLayout, ...]:
    heads = _heads(body, layout)
    sections: list[SectionLayout] = []
    names: set[str] = set()
    first = next(iter(re.finditer(r"\S+(?:[^\S\n]+\S+){0,3}", body)), None)
    if first is None:
        raise BadInput("nothing is left of this text but what stands on each page", layout.document, "Draft its text.")
    asked = _first_of_series(body, layout)
    if not heads or first.start() < heads[0].start:
        words = re.sub(r"^#+\s+|^\*\*", "", first.group()).split()
        if asked is None or first.start() < asked:
            opening = " ".join(_plain(words))
            sections.append(
                SectionLayout("head" if heads or layout.series else "text", "Begin", "Opening", starts=opening)
            )
            names.add(sections[0].name)
    position = first.end() if sections else 0
    tables = {grid.start: grid for grid in grids(body)}
    inside = [(grid.start, grid.end) for grid in tables.values()]
    outside = [one for one in [*heads, *_asks(body)] if not any(start <= one.start < end for start, end in inside)]
    after = re.search(rf"(?m)^[^\S\n]*{flexible(after_title)}", body) if after_title else None
    if after and not any(one.start == after.start() for one in outside):
        outside.append(_Head(after.start(), after.end(), after_title, _GRID))
    for head in sorted([*outside, *_of_grids(inside, outside, body)], key=lambda one: one.start):
        if head.start < position:
            continue
        section = _section(head, body, position, names)
        if section is not None:
            if head.start in tables:
                section = replace(section, table=tables[head.start].table)
            elif head.level == _GRID:
                section = replace(section, kind="text")
            names.add(section.name)
            sections.append(section)
            position = head.end
    if not sections and not layout.series:  # no heading can be told from other lines
        opening = " ".join(_plain(re.sub(r"^#+\s+|^\*\*", "", first.group()).split()))
        sections.append(SectionLayout("text", "Begin", "Opening", starts=opening))
    return tuple(sections)


def _of_grids(inside: Sequence[tuple[int, int]], others: Sequence[_Head], body: str) -> list[_Head]:
    """Return where tables begin, and the text after each where no heading opens it."""
    found = []
    for start, end in inside:
        found.append(_Head(start, start, " ".join(body[start:].split(maxsplit=4)[:4]), _GRID))
        after = end + len(body[end:]) - len(body[end:].lstrip())
        if after < len(body) and not any(end <= one.start <= after for one in others):
            found.append(_Head(after, after, " ".join(_plain(body[after:].split(maxsplit=4)[:4])), _GRID))
    return found


def _asks(body: str) -> list[_Head]:
    """Return the numbered paragraphs that each open a part of their own: 1., 2., ... with other paragraphs between."""
    found: list[re.Match[str]] = []
    flat = re.sub(r"\n[^\S\n]+(?=\n)", "\n", body)
    for match in re.finditer(r"(?m)^[^\S\n]*(\d{1,2})\. +(?=[A-Z\u00c0-\u00de]).+", flat):
        opens = re.search(
            r"(?:\A|\n\n|[.!?:\U00100000-\U0010fffd]\s*\n)\Z", flat[max(0, match.start() - 20) : match.start()]
        )
        if opens and int(match.group(1)) == len(found) + 1 and len(match.group().split()) >= _SHORT:
            found.append(match)
    apart = sum(1 for a, b in pairwise(found) if "\n\n" in flat[a.end() : b.start()].strip())
    if len(found) < _FEWEST_ASKS or apart < 0.7 * (len(found) - 1):
        return []
    heads = []
    for match in found:
        words = match.group().split()[:4]
        place = re.search(rf"(?m)^[^\S\n]*{flexible(' '.join(words))}", body)
        if place:
            heads.append(_Head(place.start(), place.end(), " ".join(match.group().split()), _ASKED))
    return heads


def _plain(words: list[str]) -> list[str]:
    """Return words as far as a sign for a footnote mark, which is no word of the text; it may stand within one."""
    text = " ".join(words)
    sign = re.search("[\U00100000-\U0010fffd]", text)
    return (text[: sign.start()] if sign and sign.start() else text).split()


def _first_of_series(body: str, layout: Layout) -> int | None:
    found = [
        m.start()
        for one in layout.series
        for m in re.finditer(rf"(?m)^[^\S\n]*(?:#+ )?(?:\*\*)?{flexible(one.marker)} +\d", body)
    ]
    return min(found, default=None)


def _section(head: _Head, body: str, position: int, names: set[str]) -> SectionLayout | None:
    words = head.words.split()
    whole = head.level > _ASKED and len(words) <= _WHOLE and not re.search("[\U00100000-\U0010fffd]", head.words)
    anchor = head.words if whole else " ".join(_plain(words[:4]))
    markup = r"(?:#{1,6}[^\S\n]+)?(?:\*\*)?"
    pattern = (
        rf"(?m)^[^\S\n]*{markup}{flexible(anchor)}(?:\*\*)?[^\S\n\w]*$"
        if whole
        else rf"(?m)^[^\S\n]*{markup}(?={flexible(anchor)})"
    )
    places: list[int] = []
    for match in lines_opening(re.compile(pattern), anchor, body, position):
        places.append(match.start())
        if match.start() >= head.start:
            break
    if places[-1:] != [head.start]:
        return None
    occurrence = len(places)
    name = _name(head.words, names) if head.level != _ASKED else f"rec{words[0].rstrip('.')}"
    if name in names:
        return None
    plainly = " ".join(re.sub(r"[|*]+|-{3,}", " ", anchor).split())
    titled = anchor if whole else f"{plainly} \u2026"
    if whole:
        return SectionLayout(name, titled, titled, heading=anchor, occurrence=occurrence)
    return SectionLayout(name, titled, titled, starts=anchor, occurrence=occurrence)


def _name(words: str, names: set[str]) -> str:
    """Return a name for a section: its number, else its first words in small letters."""
    number = re.match(r"(\d+(?:\.\d+){0,3})\.?\s", words)
    if number and number.group(1) not in names:
        return number.group(1)
    import unicodedata

    flat = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    parts = [part for part in re.findall(r"[a-z]+", flat) if len(part) > 2][:3] or ["part"]
    stem = "-".join(parts)[:32].strip("-")
    # A level that looks like one of a passage (p, s, q, ...) needs more letters.
    taken, number_of = stem, 2
    while taken in names:
        taken, number_of = (
            f"{stem}-{'abcdefghijklmnopqrstuvwxyz'[number_of % 26] * (number_of // 26 + 1)}",
            number_of + 1,
        )
    return taken


def patterns_ok(layout: Layout) -> bool:
    """Tell whether the patterns of a layout can be read."""
    try:
        page_marks(layout)
        for pattern in layout.left_out:
            re.compile(left_out_line(pattern))
    except re.error:
        return False
    return True
