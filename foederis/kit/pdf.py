"""The text of a PDF, with its pages, paragraphs and headings, as Markdown."""

import re
import statistics
from dataclasses import dataclass
from itertools import pairwise

from foederis.errors import BadInput

_PAGES = 2_000
_WIDE = 1.35  # a gap of more than so many usual ones parts two paragraphs
_LARGER = 1.12  # type of a heading against the usual type
_HEADING_WORDS = 14
_COLUMN_LINES, _COLUMN_WORDS = 4, 2  # what a column has at least: lines, and words in most of them
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class _Line:
    text: str
    top: float
    size: float
    gaps: tuple[tuple[float, float, int], ...] = ()  # white space wider than the type: from, to, characters before it


def text_of(content: bytes, where: str) -> str:
    """Return the text of a PDF: each page after a form feed and a line with its number (`[p. 3]`).

    Raises:
        BadInput: it is broken, protected by a password, or has more pages than a document.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadInput("this PDF is protected by a password", where, "Save it without a password.") from error
        raise BadInput(
            "this PDF is broken", where, "Download or save it again, or give the text alone (.txt)."
        ) from error
    if len(document) > _PAGES:
        raise BadInput(
            f"this PDF has {len(document):,} pages", where, f"Give one document of at most {_PAGES:,} pages."
        )
    pages = [_lines(document[number]) for number in range(len(document))]
    sizes = [line.size for page in pages for line in page for _ in range(len(line.text) // 10 + 1)]
    usual = statistics.median(sizes) if sizes else 0.0
    gaps = [a.top - b.top for page in pages for a, b in pairwise(page) if 0 < a.top - b.top < 60]
    pitch = statistics.median(gaps) if gaps else 0.0
    written = [_page(page, usual, pitch) for page in pages]
    return "\n".join(f"\f[p. {number}]\n{page}" for number, page in enumerate(written, 1)) + "\n"


def _lines(page: object) -> list[_Line]:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    text = page.get_textpage()  # type: ignore[attr-defined]
    found: list[_Line] = []
    place = 0
    whole = text.get_text_range()
    for part in re.split(r"(\r?\n)", whole):
        if part.strip():
            first = place + len(part) - len(part.lstrip())
            try:
                _, bottom, _, _ = text.get_charbox(first)
            except pdfium.PdfiumError:  # a character without a box stands where the one before it did
                bottom = found[-1].top if found else 0.0
            size = float(raw.FPDFText_GetFontSize(text, first))
            words = part.strip().replace("\x02", "-").replace("\ufffe", "-")
            found.append(_Line(words, bottom, size, _gaps(text, words, first, size)))
        place += len(part)
    return _by_column(found)


def _gaps(page: object, words: str, first: int, size: float) -> tuple[tuple[float, float, int], ...]:
    """Return where in a line white space is wider than its type is high."""
    import pypdfium2 as pdfium

    found = []
    for space in re.finditer(r"(?<=\S)\s+(?=\S)", words):
        try:
            _, _, left, _ = page.get_charbox(first + space.start() - 1)  # type: ignore[attr-defined]
            right, _, _, _ = page.get_charbox(first + space.end())  # type: ignore[attr-defined]
        except pdfium.PdfiumError:
            continue
        if right - left > size:
            found.append((left, right, space.start()))
    return tuple(found)


def _by_column(lines: list[_Line]) -> list[_Line]:
    """Return the lines of a page in the order in which they are read: where they stand beside each other, by column.

    Two columns are told by white space at one height of the line in most lines of a run, with words on either side: a
    table has figures there.
    """
    told: list[_Line] = []
    run: list[tuple[_Line, int]] = []

    def close() -> None:
        sides = [(line.text[:at].strip(), line.text[at:].strip()) for line, at in run]
        wordy = [all(len(_WORD.findall(side)) >= _COLUMN_WORDS for side in pair) for pair in sides]
        if len(run) >= _COLUMN_LINES and sum(wordy) * 3 >= 2 * len(run):
            for number in (0, 1):
                told.extend(
                    _Line(pair[number], line.top, line.size) for (line, _), pair in zip(run, sides, strict=True)
                )
        else:
            told.extend(line for line, _ in run)
        run.clear()

    low, high = 0.0, 0.0
    for line in lines:
        fits = next(((a, b, at) for a, b, at in line.gaps if not run or min(b, high) - max(a, low) > 0), None)
        if fits is None:
            close()
            told.append(line)
        else:
            low, high = (max(fits[0], low), min(fits[1], high)) if run else fits[:2]
            run.append((line, fits[2]))
    close()
    return told


def _page(lines: list[_Line], usual: float, pitch: float) -> str:
    told: list[str] = []
    before: _Line | None = None
    headed = False
    for line in lines:
        large = bool(usual) and line.size > usual * _LARGER and len(line.text.split()) <= _HEADING_WORDS
        far = before is not None and pitch and not 0 < before.top - line.top < pitch * _WIDE
        if large and headed and before is not None and abs(before.size - line.size) < 0.1 and not far:
            told[-1] += f" {line.text}"  # a heading of two lines
        elif large:
            told += ["", f"## {line.text}"]
        else:
            told += ["", line.text] if far or headed else [line.text]
        before, headed = line, large
    return "\n".join(told).strip("\n")
