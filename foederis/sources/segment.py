"""Cut the text of a document into section, paragraph and sentence, as its layout says."""

import re
from dataclasses import dataclass

from foederis.errors import BadInput
from foederis.sources.language import language
from foederis.sources.layout import Layout

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-zà-ÿ])")
_BULLETS = "\uf0b7\u2022"


@dataclass(frozen=True)
class SentenceText:
    """A sentence: its locator (`rec5.p1.s2`) and its words, white space folded, line-end hyphens kept."""

    locator: str
    text: str


def segment(text: str, layout: Layout) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    """Return the sentences of a text in document order, footnotes last, and where the footnote marks stand.

    The second value maps the name of a footnote's section (`fn3`) to the locator of the sentence that has its
    mark and the number of characters of that sentence before the mark.

    Raises:
        BadInput: a footnote, a mark or a section of the layout is not found in the text.
    """
    body, notes = _without_footnotes(_without_furniture(text, layout), layout)
    body = _with_mark_signs(body, layout)
    sentences: list[SentenceText] = []
    for section, blocks in _sections(body, layout):
        paragraph = 0
        for kind, block in blocks:
            if kind == "p":
                paragraph += 1
            stem = f"{section}.{kind}{paragraph if kind == 'p' else ''}"
            for number, sentence in enumerate(_sentences(block, layout), 1):
                sentences.append(SentenceText(f"{stem}.s{number}", sentence))
    for name, note in notes.items():
        for number, sentence in enumerate(_sentences(_fold(note, layout), layout), 1):
            sentences.append(SentenceText(f"{name}.s{number}", sentence))
    return _take_mark_signs(sentences, layout)


def _flexible(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _without_furniture(text: str, layout: Layout) -> str:
    if not layout.furniture:
        return text
    part = "|".join(_flexible(words) for words in sorted(layout.furniture, key=len, reverse=True))
    run = rf"\s*\n\s*(?:\d{{1,3}}\s*\n\s*)?(?:(?:{part})\s*\n\s*){{{len(layout.furniture)}}}"
    return re.sub(run, "\n", text)


def _without_footnotes(text: str, layout: Layout) -> tuple[str, dict[str, str]]:
    notes: dict[str, str] = {}
    for note in layout.footnotes:
        pattern = rf"\s*\n\s*{note.number}\s+({_flexible(note.start)}.*?{_flexible(note.end)})\s*\n"
        found = re.search(pattern, text, re.DOTALL)
        if found is None:
            raise BadInput(f"footnote {note.number} is not found", layout.document, "Mend its anchors in layout.toml.")
        notes[note.name] = found.group(1)
        text = f"{text[: found.start()]}\n{text[found.end() :]}"
    return text, notes


def _sign(number: int) -> str:
    return chr(0xE000 + number)


def _with_mark_signs(text: str, layout: Layout) -> str:
    # A mark becomes one private-use character, so that it survives the splitting and takes no part in it.
    for note in layout.footnotes:
        found = re.search(rf"({_flexible(note.after)})(\s*){note.number}(?!\d)", text)
        if found is None:
            raise BadInput(f"the mark of footnote {note.number} is not found", layout.document, "Mend layout.toml.")
        text = f"{text[: found.start()]}{found.group(1)}{_sign(note.number)}{text[found.end() :]}"
    return text


def _take_mark_signs(
    sentences: list[SentenceText], layout: Layout
) -> tuple[list[SentenceText], dict[str, tuple[str, int]]]:
    marks: dict[str, tuple[str, int]] = {}
    clean = []
    for sentence in sentences:
        text = sentence.text
        for note in layout.footnotes:
            place = text.find(_sign(note.number))
            if place >= 0:
                marks[note.name] = (sentence.locator, place)
                text = text.replace(_sign(note.number), "")
        clean.append(SentenceText(sentence.locator, text))
    return clean, marks


def _sections(text: str, layout: Layout) -> list[tuple[str, list[tuple[str, str]]]]:
    for words in [section.heading or section.starts for section in layout.sections]:
        text = re.sub(rf"\n\s*(?={_flexible(words)})", "\n\n", text, count=0)
    blocks = [block for block in re.split(r"\n[^\S\n]*\n\s*", text) if block.strip()]
    result: list[tuple[str, list[tuple[str, str]]]] = []
    coming = list(layout.sections)
    pending = ""
    for raw in blocks:
        block = _fold(f"{pending} {raw}", layout)
        pending = ""
        if any(block.startswith(words) for words in layout.joined_after) and block.endswith(","):
            pending = block
            continue
        if coming and coming[0].heading and block == coming[0].heading:
            result.append((coming.pop(0).name, [("h", block)]))
        elif coming and coming[0].starts and block.startswith(coming[0].starts):
            section = coming.pop(0)
            numbered = re.match(r"\d+\. ", block)
            result.append((section.name, [("ask", block[numbered.end() :]) if numbered else ("p", block)]))
        elif result:
            result[-1][1].append(("p", block))
    if coming:
        raise BadInput(f"section '{coming[0].name}' is not found", layout.document, "Mend layout.toml.")
    return result


def _fold(text: str, layout: Layout) -> str:
    text = text.translate({ord(bullet): " " for bullet in _BULLETS})
    return join_hyphens(re.sub(r"\s+", " ", text), layout).strip()


def join_hyphens(text: str, layout: Layout) -> str:
    """Join what a hyphen at a line end parted, in a text whose white space is folded.

    A suspended hyphen ("EU- en NAVO-") stands before one of the words that the language has for it; its space stays.
    """
    words = "|".join(re.escape(word) for word in language(layout.language).suspended_before)
    return re.sub(rf"(?<=\w)- (?!(?:{words})\b)(?=\w)", "-", text)


def _sentences(block: str, layout: Layout) -> list[str]:
    pieces = _SENTENCE_END.split(re.sub(r"([.!?])([\ue000-\uf8ff])", r"\2\1", block))
    whole: list[str] = []
    for piece in pieces:
        if whole and whole[-1].split()[-1].lstrip("(").casefold() in layout.abbreviations:
            whole[-1] = f"{whole[-1]} {piece}"
        else:
            whole.append(piece)
    return whole
