"""Find the frozen passages of a document in any copy of it, without cutting the copy into sentences."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from foederis.sources.cleaning import left_out_line, page_marks
from foederis.sources.normalise import Normalised, digest, normalise, plain
from foederis.sources.parts import Layout
from foederis.sources.segment import join_hyphens
from foederis.sources.skeleton import Sentence, Skeleton

_MARK = 4  # a footnote mark takes fewer normalised characters than this
_SLACK = 40  # characters that a copy may have between two passages
_LOOK_AHEAD = 12  # passages that may be lost in a row before the walk gives up on finding its place again


_Hit = tuple[int, int, frozenset[int]]
"""Where a passage is found: from, to, and which places between are those of a mark."""


class Status(StrEnum):
    """How a passage stands in a copy: found as it is, or drifted (altered or absent)."""

    FOUND = "found"
    DRIFTED = "drifted"


@dataclass(frozen=True)
class AlignedPassage:
    """A passage in a copy.

    Attributes:
        locator: which passage.
        status: whether the copy has it unaltered.
        words: its exact words in the copy, white space folded; empty when drifted.
    """

    locator: str
    status: Status
    words: str


@dataclass(frozen=True)
class Alignment:
    """All passages of a document, in order, as they stand in one copy."""

    document: str
    passages: tuple[AlignedPassage, ...]

    @property
    def drifted(self) -> tuple[str, ...]:
        """Return the locators of the passages that the copy does not have as they are."""
        return tuple(passage.locator for passage in self.passages if passage.status is Status.DRIFTED)


@dataclass(frozen=True)
class _Piece:
    """A stretch of the copy's normalised text: the places that are left after cutting."""

    copy: str
    source: Normalised
    places: tuple[int, ...]

    @functools.cached_property
    def text(self) -> str:
        return "".join(self.source.text[place] for place in self.places)

    def without(self, start: int, end: int) -> "_Piece":
        return _Piece(self.copy, self.source, self.places[:start] + self.places[end:])


def align(text: str, skeleton: Skeleton, layout: Layout) -> Alignment:
    """Find each passage of a skeleton in a copy.

    A passage is found where a substring of its length has its digest; what the copy adds between passages (page
    furniture, footnote marks, line breaks, hyphens) is stepped over. One altered sentence is one drifted passage.
    """
    source = normalise(text)
    piece = _cut_furniture(_Piece(text, source, tuple(range(len(source.text)))), layout)
    notes = {note.name: note for note in layout.footnotes}
    found: dict[str, tuple[int, ...]] = {}
    torn: list[tuple[int, int]] = []
    for name, note in notes.items():
        sentences = [s for s in skeleton.sentences if s.locator.split(".")[0] == name]
        piece, tear = _take_footnote(piece, sentences, note.number, note.start, note.end, found)
        torn += [tear] if tear else []
    body = [s for s in skeleton.sentences if s.locator.split(".")[0] not in notes]
    marks: dict[str, list[tuple[int, str]]] = {}
    for mark in skeleton.marks:
        marks.setdefault(mark.sentence, []).append((mark.offset, mark.footnote.removeprefix("fn")))
    found |= _mended(piece, torn, body, marks)
    passages = []
    for sentence in skeleton.sentences:
        places = found.get(sentence.locator)
        words = _exact(text, source, places, layout) if places else ""
        passages.append(AlignedPassage(sentence.locator, Status.FOUND if places else Status.DRIFTED, words))
    return Alignment(skeleton.document, tuple(passages))


def _exact(text: str, source: Normalised, places: tuple[int, ...], layout: Layout) -> str:
    # Runs of places are cut from the copy. A short gap is a footnote mark: what stands after it (a comma) stays. A
    # longer one is furniture or a footnote body, and is left out whole.
    words = ""
    first = places[0]
    for before, place in pairwise(places):
        if place != before + 1:
            words += text[source.starts[first] : source.ends[before]]
            words += text[source.ends[place - 1] : source.starts[place]] if place - before <= _MARK else " "
            first = place
    end = source.ends[places[-1]]
    tail = re.match(r"[^\w\s\ue000-\uf8ff]+", text[end : end + 4])
    words += text[source.starts[first] : end + (tail.end() if tail else 0)]
    return join_hyphens(re.sub(r"\s+", " ", words).strip(), layout)


def _mended(
    piece: _Piece, torn: list[tuple[int, int]], body: list[Sentence], marks: dict[str, list[tuple[int, str]]]
) -> dict[str, tuple[int, ...]]:
    """Walk the body; where an altered footnote has no end anchor left, try the likely lengths of its body."""
    best: dict[str, tuple[int, ...]] = {}
    for difference in sorted(range(-12, 13), key=abs) if torn else [0]:
        trial = piece
        for start, end in sorted(torn, reverse=True):
            trial = trial.without(start, end + difference)
        places: dict[str, tuple[int, ...]] = {}
        _walk(trial, body, marks, places)
        best = max(best, places, key=len)
        if len(best) == len(body):
            break
    return best


def _cut_furniture(piece: _Piece, layout: Layout) -> _Piece:
    piece = _cut_lines(piece, layout)
    if not layout.furniture:
        return piece
    parts = "|".join(re.escape(plain(words)) for words in sorted(layout.furniture, key=len, reverse=True))
    run = re.compile(rf"(?:{parts}){{{len(layout.furniture)}}}")
    while found := run.search(piece.text):
        start = found.start()
        token = start
        while token > 0 and piece.text[token - 1].isdigit() and start - token < 3:
            token -= 1
            if piece.source.opens[piece.places[token]]:
                start = token  # a page number: a number of its own just before the furniture
                break
        piece = piece.without(start, found.end())
    return piece


def _cut_lines(piece: _Piece, layout: Layout) -> _Piece:
    """Leave out the page marks of a layout and the lines that are no text of the document."""
    patterns = [re.compile(left_out_line(pattern)) for pattern in layout.left_out]
    marks = page_marks(layout)
    starts = piece.source.starts
    gone: set[int] = set()
    for pattern in [*patterns, *([marks] if marks else [])]:
        for found in pattern.finditer(piece.copy):
            gone.update(range(bisect_left(starts, found.start()), bisect_left(starts, found.end())))
    return _Piece(piece.copy, piece.source, tuple(p for p in piece.places if p not in gone)) if gone else piece


def _take_footnote(
    piece: _Piece, sentences: list[Sentence], number: int, first: str, last: str, found: dict[str, tuple[int, ...]]
) -> tuple[_Piece, tuple[int, int] | None]:
    text = piece.text
    length = sum(s.end - s.start for s in sentences)
    opening, closing = plain(first), plain(last)
    starts = [m.start() for m in re.finditer(re.escape(opening), text)]
    for start in starts:
        if _take_run(piece, text, start, sentences, found):
            return piece.without(_number_before(text, start, number), start + length), None
    # Altered: take what lies between its anchors, and find the sentences in it that are as they were.
    for start in starts:
        end = text.find(closing, start)
        before = _number_before(text, start, number)
        if end >= 0 and before < start and end - start < 2 * length + 40:
            inner = _Piece(piece.copy, piece.source, piece.places[start : end + len(closing)])
            _walk(inner, sentences, {}, found)
            return piece.without(before, end + len(closing)), None
    for start in starts:
        before = _number_before(text, start, number)
        if before < start:
            return piece, (before, start + length)
    return piece, None


def _number_before(text: str, start: int, number: int) -> int:
    return start - len(str(number)) if text[:start].endswith(str(number)) else start


def _take_run(
    piece: _Piece, text: str, start: int, sentences: list[Sentence], found: dict[str, tuple[int, ...]]
) -> bool:
    places = {}
    for sentence in sentences:
        end = start + sentence.end - sentence.start
        if digest(text[start:end]) != sentence.digest:
            return False
        places[sentence.locator] = piece.places[start:end]
        start = end
    found.update(places)
    return True


def _walk(
    piece: _Piece,
    sentences: list[Sentence],
    marks: dict[str, list[tuple[int, str]]],
    found: dict[str, tuple[int, ...]],
) -> None:
    text = piece.text
    position = 0
    index = 0
    spans: list[tuple[int, int, str]] = []
    while index < len(sentences):
        reached = _reached(text, position, sentences, index, marks)
        if reached is None:
            index += 1
            continue
        ahead, far, (start, end, skipped) = reached
        kept = [place for place in range(start, end) if place not in skipped]
        found[sentences[ahead].locator] = tuple(piece.places[place] for place in kept)
        spans += _just_before(piece, sentences[index:ahead], position, start, found) if far else []
        spans.append((start, end, sentences[ahead].locator))
        position = end
        index = ahead + 1
    for before, span, after in zip([(0, 0, ""), *spans], spans, [*spans[1:], (len(text), 0, "")], strict=False):
        if not _stands_alone(piece, span[0], span[1], span[0] == before[1], span[1] == after[0]):
            del found[span[2]]


def _reached(
    text: str, position: int, sentences: list[Sentence], index: int, marks: dict[str, list[tuple[int, str]]]
) -> tuple[int, bool, _Hit] | None:
    """Return the next passage that is found: its index, whether far off, and where. None: neither it nor those after.

    First near, as far as the document has uncoded text between; then, of the passages that come, the one that is first
    in the rest of the text: a short one was found too early, or the copy has more between than the document.
    """
    near = far = 0
    coming = range(index, min(index + _LOOK_AHEAD, len(sentences)))
    for ahead in coming:
        sentence = sentences[ahead]
        near += _SLACK
        far += _left_out(sentences, ahead) or (len(text) if not ahead else 0)
        hit = _search(text, position, near, near + far, sentence, marks.get(sentence.locator, []))
        if hit is not None:
            return ahead, far > 0, hit
        near += sentence.end - sentence.start
    hits = [
        (hit, ahead)
        for ahead in coming
        if (hit := _search(text, position, 0, len(text), sentences[ahead], marks.get(sentences[ahead].locator, [])))
    ]
    return (min(hits)[1], True, min(hits)[0]) if hits else None


def _left_out(sentences: list[Sentence], index: int) -> int:
    """Return how many characters of the document may stand uncoded before a passage, with some room."""
    before = sentences[index - 1].end if index else 0
    return (sentences[index].start - before) * 5 // 4


def _just_before(
    piece: _Piece, sentences: list[Sentence], first: int, last: int, found: dict[str, tuple[int, ...]]
) -> list[tuple[int, int, str]]:
    """Find passages from the one after them backwards: a short one is on many pages, but here on one only."""
    spans = []
    for sentence in reversed(sentences):
        length = sentence.end - sentence.start
        for start in range(last - length, max(first, last - length - _SLACK) - 1, -1):
            if digest(piece.text[start : start + length]) == sentence.digest:
                found[sentence.locator] = piece.places[start : start + length]
                spans.append((start, start + length, sentence.locator))
                last = start
                break
    return spans[::-1]


def _stands_alone(piece: _Piece, start: int, end: int, follows: bool, followed: bool) -> bool:
    """Tell whether no word was added to a sentence at its start or end.

    What stands between two passages is stepped over, as a page header must be; but a word on the same line, with
    nothing but a space between, belongs to the sentence. A footnote mark is a number, and is let pass.
    """
    edges = []
    if not follows and start > 0 and not piece.text[start - 1].isdigit():
        edges.append((start - 1, start))
    if not followed and end < len(piece.places) and piece.text[end] not in ".," and not piece.text[end].isdigit():
        edges.append((end - 1, end))
    source = piece.source
    for left, right in edges:
        if not piece.copy[source.ends[piece.places[left]] : source.starts[piece.places[right]]].strip(" \t\u00a0"):
            return False
    return True


def _search(
    text: str, position: int, near: int, far: int, sentence: Sentence, marks: list[tuple[int, str]]
) -> _Hit | None:
    """Find a passage: anywhere near a position, and further on where its anchor stands."""
    length = sentence.end - sentence.start
    last = len(text) - length
    starts = chain(
        range(position, min(position + near, last) + 1),
        _anchored(text, position + near + 1, min(position + far, last), sentence),
    )
    for start in starts:
        if digest(text[start : start + length]) == sentence.digest:
            return start, start + length, frozenset()
        for offset, mark in marks:
            inside = start + offset - sentence.start
            for sign in (mark, f".{mark}", f",{mark}"):
                if text.startswith(sign, inside):
                    end = start + length + len(sign)
                    if digest(text[start:inside] + text[inside + len(sign) : end]) == sentence.digest:
                        return start, end, frozenset(range(inside, inside + len(sign)))
    return None


def _anchored(text: str, first: int, last: int, sentence: Sentence) -> Iterator[int]:
    anchor = plain(sentence.start_anchor)
    while anchor and 0 <= (place := text.find(anchor, first)) <= last:
        yield place
        first = place + 1
