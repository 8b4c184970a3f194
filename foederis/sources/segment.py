"""Cut the text of a document into section, paragraph and sentence, as its layout says."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foederis.sources.cleaning import BULLETS, GAP, JOIN, SPLIT, cleaned, sign
from foederis.sources.language import language
from foederis.sources.parts import Layout, SectionLayout, TableLayout
from foederis.sources.sections import FoundSection, find_sections
from foederis.sources.sentences import sentences as in_sentences
from foederis.sources.tables import read_table

_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class SentenceText:
    """A sentence: its locator (`rec5.p1.s2`) and its words, white space folded, line-end hyphens kept.

    Attributes:
        locator: where it stands.
        text: its words.
        section: the section it is in.
        coded: whether it is a passage; else its locator is that of its section, and it is only counted.
        lost_before: whether the copy has lost words just before it.
        lost_after: whether the copy has lost words just after it.
        power: the power of ten in which its figures are given.
    """

    locator: str
    text: str
    section: str = ""
    coded: bool = True
    lost_before: bool = False
    lost_after: bool = False
    power: int = 0


def segment(text: str, layout: Layout) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    """Return the sentences that are passages in document order, footnotes last, and where the footnote marks stand.

    The second value maps the name of a footnote's section (`fn3`) to the locator of the sentence that has its
    mark and the number of characters of that sentence before the mark.

    Raises:
        BadInput: a footnote, a mark, a section or a table of the layout is not found in the text.
    """
    sentences, marks = cut(text, layout)
    return [sentence for sentence in sentences if sentence.coded], marks


def cut(text: str, layout: Layout) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    """Return what `segment` returns, with the sentences that are left uncoded at their place."""
    sentences, marks = _cut(text, layout)
    return list(sentences), dict(marks)


@functools.lru_cache(maxsize=2)  # skeleton and mention index are made of one text, one after the other
def _cut(text: str, layout: Layout) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    body, notes = cleaned(text, layout)
    found = [one for section in find_sections(body, layout) for one in _of_section(section, layout)]
    for note in layout.footnotes:
        words = _fold(notes[note.name], layout)
        parts = [words] if note.whole else in_sentences(words, layout.language, layout.abbreviations)
        found += [SentenceText(f"{note.name}.s{n}", part, note.name) for n, part in enumerate(parts, 1)]
    return _take_mark_signs(found, layout)


def _of_section(found: FoundSection, layout: Layout) -> Iterator[SentenceText]:
    section = found.layout
    if section.table:
        yield from _of_table(found, section.table, layout)
    elif section.coded:
        yield from _passages(section, _blocks(found, layout), layout)
    else:
        yield from _uncoded(found, layout)


def _uncoded(found: FoundSection, layout: Layout) -> Iterator[SentenceText]:
    name = found.layout.name
    for _, block in _blocks(found, layout):
        for words in _sentences(block, layout):
            yield replace(words, locator=name, section=name, coded=False)


def _of_table(found: FoundSection, table: TableLayout, layout: Layout) -> Iterator[SentenceText]:
    name = found.layout.name
    rows, rest = read_table(found.body, found.layout, table, layout)
    for row in rows:
        stem, power = f"{name}.t1.r{row.number}", table.power if row.number > 1 else 0
        if not row.coded:
            yield SentenceText(name, row.text, name, coded=False)
        elif table.cells:
            cells = enumerate((row.label, *row.values), 1)
            yield from (SentenceText(f"{stem}.c{n}.s1", cell, name, power=power) for n, cell in cells if cell)
        else:
            yield SentenceText(f"{stem}.s1", row.text, name, power=power)
    yield from _uncoded(replace(found, body=rest), layout)


def _passages(section: SectionLayout, blocks: list[tuple[str, str]], layout: Layout) -> Iterator[SentenceText]:
    paragraph = number = 0
    for kind, block in blocks:
        if kind == "p":
            paragraph += 1
        stem = f"{section.name}.{kind}{paragraph if kind == 'p' else ''}"
        # A question's sentences stand right under it, on through its paragraphs.
        stem, number = (section.name, number) if section.kind == "question" and kind == "p" else (stem, 0)
        for words in [SentenceText("", block)] if kind == "h" else _sentences(block, layout):
            number += 1
            yield replace(words, locator=f"{stem}.s{number}", section=section.name)


def _blocks(found: FoundSection, layout: Layout) -> list[tuple[str, str]]:
    """Return the heading, what is asked and the paragraphs of a section, each with its kind."""
    signs = re.escape(BULLETS)
    lines = re.sub(rf"\n[^\S\n]*(?=[{signs}])", "\n\n", f"\n{found.body}")
    for bullet in layout.bullets:
        lines = re.sub(rf"\n[^\S\n]*{re.escape(bullet)}(?=\s)", f"\n\n{BULLETS[0]}", lines)
    blocks: list[tuple[str, str]] = [("h", _fold(found.heading, layout))] if found.heading else []
    pending = ""
    for raw in re.split(r"\n[^\S\n]*\n\s*", lines):
        block = _fold(f"{pending} {raw}", layout)
        pending = ""
        if not block:
            continue
        if any(block.startswith(words) for words in layout.joined_after) and block.endswith(","):
            pending = block
            continue
        numbered = _NUMBERED.match(block)
        if not blocks and found.layout.starts and numbered and found.layout.kind != "text":
            blocks.append(("ask", block[numbered.end() :]))
        elif found.layout.kind == "ask" and not any(kind != "h" for kind, _ in blocks):
            blocks.append(("ask", block))
        else:
            blocks.append(("p", block))
    return blocks


def _fold(text: str, layout: Layout) -> str:
    text = text.translate({ord(bullet): " " for bullet in BULLETS}).replace("**", "")
    return join_hyphens(re.sub(r"\s+", " ", text), layout).strip().lstrip("#").strip()


def join_hyphens(text: str, layout: Layout) -> str:
    """Join what a hyphen at a line end parted, in a text whose white space is folded.

    A suspended hyphen ("EU- en NAVO-") stands before one of the words that the language has for it; its space stays.
    """
    words = "|".join(re.escape(word) for word in language(layout.language).suspended_before)
    return re.sub(rf"(?<=\w)- (?!(?:{words})\b)(?=\w)", "-", text)


def _sentences(block: str, layout: Layout) -> Iterator[SentenceText]:
    parts = [part.strip() for part in block.split(GAP)]
    for number, part in enumerate(parts):
        ends = [one.strip() for one in part.split(SPLIT)]
        pieces = [words for one in ends if one for words in in_sentences(one, layout.language, layout.abbreviations)]
        for place, words in enumerate(pieces):
            yield SentenceText(
                "",
                words,
                lost_before=number > 0 and place == 0,
                lost_after=number < len(parts) - 1 and place == len(pieces) - 1,
            )


def _take_mark_signs(
    sentences: list[SentenceText], layout: Layout
) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    marks: dict[str, tuple[str, int]] = {}
    clean = []
    for sentence in sentences:
        text = sentence.text.replace(JOIN, " ").replace(SPLIT, "")
        for note in layout.footnotes:
            place = text.find(sign(note.number))
            if place >= 0:
                marks[note.name] = (sentence.locator, place)
                text = text.replace(sign(note.number), "")
        clean.append(replace(sentence, text=text))
    return clean, marks
