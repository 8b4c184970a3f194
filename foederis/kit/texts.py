"""The text of a file, whatever kind of file it is: PDF, HTML, DOCX, Markdown or plain text."""

import codecs
import io
import re
import stat
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from foederis import encoding, extras, limits
from foederis.errors import BadInput, BadUse, EngineFailed

LARGEST = 40_000_000
"""Bytes of a file that is read; a document of fifty pages has less than two million."""
LONGEST = 5_000_000
"""Characters of a text that is read; a coalition agreement of two hundred pages has half a million."""
_UNPACKED, _WRITTEN = 200_000_000, 50_000_000  # bytes that a DOCX may hold once unpacked: all of it, and its text
_ENTRIES = 5_000  # files in a DOCX
_SECONDS, _MEMORY = 60, 2_000_000_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_READ = "PDF, HTML, DOCX, Markdown and plain text are read"
_KINDS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"II*\0": "a picture",
    b"MM\0*": "a picture", b"\x7fELF": "a program", b"MZ": "a program", b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file", b"Rar!": "a packed file", b"BZh": "a packed file", b"\xfd7zXZ": "a packed file",
    b"{\\rtf": "a text of a word processor (RTF)", b"%!PS": "a page for a printer (PostScript)",
}  # fmt: skip
# What no text has: control characters but for line ends, tabs and page breaks, and what we use for signs.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\U000ffffd\U00100000-\U0010ffff]")
_BINARY = bytes(range(9)) + bytes(range(14, 32))
_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?|<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"'])([\w.:-]{1,40})", re.I
)
_LATIN = ("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "windows-1252")
_FRONT = re.compile(r"[ \t]*[-#]|[ \t]+\S|[\w\"'][\w .\"'-]*[:=]|[ \t]*\Z")  # lines of it
_FRONT_LINES = 200
_UNDERLINED = re.compile(
    r"(?m)(?:(?<=\A)|(?<=\n\n)|(?<=[-=]\n))(?P<words>[^\s|][^\n|]*)\n(?P<rule>={3,}|-{3,})[^\S\n]*$(?=\n[^\S\n]*(?:\n|\Z)|\Z)"
)
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^)\s]*(?:\s+\"[^\"\n]*\")?\)|\[[^\]\n]{0,100}\])")  # ![words](address)
_HEADING_WORDS = 14
_STOPS = (".", ",", ";", ":", "?", "!")


@dataclass(frozen=True)
class Text:
    """The text of a file: `kind` is pdf, html, docx, markdown or text; headings stand as in Markdown (`## Title`).

    A page of a PDF begins with a form feed and a line `[p. 3]`; a footnote mark is a number in brackets. `doubts` are
    what its reader is told, each one sentence.
    """

    text: str
    kind: str
    doubts: tuple[str, ...] = ()


def read(path: Path) -> Text:
    """Return the text of a file, by what is in it rather than by its name.

    Raises:
        BadInput: it cannot be read, is empty, too large, protected or broken, or has no text.
        BadUse: the library for its kind is not installed.
    """
    content = _bytes(path)
    where = str(path)
    kind = _kind(content, path)
    doubts: tuple[str, ...] = ()
    match kind:
        case "pdf":
            text, doubts = _pages(_apart("foederis.kit.pdf", content, where))
        case "docx":
            _check_zip(content, where)
            text = _apart("foederis.kit.word", content, where)
        case "html":
            content, doubts = _page(content, where)
            text = _apart("foederis.kit.html", content, where)
            if not _apart("foederis.kit.html", content, where, "has_main"):
                doubts += ("The page marks no main part: menus and notices may stand among its sentences.",)
        case _:
            text = encoding.decoded(content, where, "this text").replace("\r\n", "\n").replace("\r", "\n")
            text, doubts = _without_front_matter(text)
            text = _PICTURE.sub("", text)
            text = _with_headings(text)
    if len(text) > LONGEST:
        size = f"{len(text) / 1e6:,.0f} million characters; {LONGEST // 10**6} are read"
        raise BadInput(f"this text is too long to be a document ({size})", where, "Give one document, or a part of it.")
    if not any(letter.isalpha() for letter in text):
        if kind == "pdf":
            raise BadInput(
                "this PDF has pages and no text: it is a scan",
                where,
                "Recognise its text first (OCR), then draft that.",
            )
        if kind == "html":
            raise BadInput("this page has no text of its own", where, "Save the page that shows the document itself.")
        raise BadInput("this file has no text", where, "Give the file of a document.")
    return Text(_CONTROLS.sub(" ", text), kind, doubts)


def _page(content: bytes, where: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a page in UTF-8, by its mark, the encoding it names or its bytes, and a doubt where nothing tells.

    Raises:
        BadInput: it is not in the encoding that it names, or that is unknown.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (encoding.MARK, "utf-8")):
        if content.startswith(mark):
            return _decoded(content.removeprefix(encoding.MARK), name, where), ()
    told = _CHARSET.search(content[:4096])
    name = told.group(1).decode("ascii").casefold() if told else ""
    # What calls itself Latin-1 is read as Windows-1252, as browsers do; what can be read can be no UTF-16.
    name = {"utf8": "utf-8", "utf-16": "utf-8", **dict.fromkeys(_LATIN, "cp1252")}.get(name, name)
    if name:
        return _decoded(content, name, where), ()
    try:
        content.decode()
    except UnicodeDecodeError:
        doubt = (
            "The page does not say in which encoding it is: it was read as Windows-1252. Look at letters with accents."
        )
        return _decoded(content, "cp1252", where), (doubt,)
    return content, ()


def _decoded(content: bytes, name: str, where: str) -> bytes:
    try:
        return content.decode(name, "replace" if name == "cp1252" else "strict").encode()
    except LookupError as error:
        raise BadInput(f"this page is in an unknown encoding, '{name[:40]}'", where, "Save it as UTF-8.") from error
    except (UnicodeError, ValueError) as error:
        raise BadInput(f"this page is not in {name[:40]}, which it names", where, "Save it as UTF-8.") from error


def _without_front_matter(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what a program keeps at its head (`title: ...` between lines of ---), and a doubt."""
    first, *lines = text[:100_000].split("\n")[: _FRONT_LINES + 1]
    rule = first.rstrip()
    if rule not in ("---", "+++") or rule not in map(str.rstrip, lines):
        return text, ()
    end = [line.rstrip() for line in lines].index(rule)
    if not any(map(str.strip, lines[:end])) or not all(map(_FRONT.match, lines[:end])):
        return text, ()
    whole = text[len("\n".join([first, *lines[: end + 1]])) :].lstrip("\n")
    return whole, ("What stands at the head between rules, for a program, was left out.",)


def _with_headings(text: str) -> str:
    """Return a text in which a heading above a rule of = or - stands as others do (`## Title`).

    What comes again above a rule, figures aside, stands on each page, and a line that ends as a sentence is none.
    """
    shapes = Counter(re.sub(r"\d+", "#", found.group("words").strip()) for found in _UNDERLINED.finditer(text))

    def heading(found: re.Match[str]) -> str:
        words = found.group("words").strip()
        own = shapes[re.sub(r"\d+", "#", words)] == 1 and len(words.split()) <= _HEADING_WORDS
        if not own or words.startswith("#") or words.endswith(_STOPS) or not any(map(str.isalpha, words)):
            return found.group()
        return f"{'#' if found.group('rule').startswith('=') else '##'} {words}"

    return _UNDERLINED.sub(heading, text)


def _pages(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the pages of a PDF that have text, and what is told of the others."""
    pages = [page.partition("\n") for page in text.split("\f")]
    empty = [mark.strip("[]p. ") for mark, _, words in pages if mark and not words.strip()]
    whole = "\f".join(f"{mark}\n{words}" if mark else "" for mark, _, words in pages if words.strip() or not mark)
    if not empty:
        return whole, ()
    named = (
        f"Page {empty[0]} has" if len(empty) == 1 else f"Pages {', '.join(empty[:8])}{' ...' * (len(empty) > 8)} have"
    )
    return whole, (f"{named} no text: pictures of text, or blank.",)


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise BadInput("this is a folder, not a document", where, "Give the file itself.")
        if not stat.S_ISREG(about.st_mode):
            raise BadInput("this is no file, but a device or a pipe", where, "Save it as a file, then give that.")
        if about.st_size > LARGEST:
            size = f"{about.st_size / 1e6:,.0f} MB; {LARGEST // 1_000_000} MB are read"
            raise BadInput(
                f"this file is too large to be a document ({size})", where, "Give one document, or its text."
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"the file cannot be read: {error.strerror}", where, "Check the path.") from error
    if not content.removeprefix(encoding.MARK).strip():
        raise BadInput("this file is empty", where, "Give the file of a document.")
    return content


def _kind(content: bytes, path: Path) -> str:
    where = str(path)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if content.startswith(_OLD_OFFICE):
        if _PASSWORD in content:
            raise BadInput("this file is protected by a password", where, "Save it as .docx without a password.")
        raise BadInput("this is an old Office file", where, "Open it and save it as .docx.")
    start = content[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return "html"
    _check_text(content, where)
    return "markdown" if path.suffix.lower() in (".md", ".markdown") else "text"


def _check_text(content: bytes, where: str) -> None:
    """Refuse what is no text, whatever its name: it opens as another kind of file does, or is full of control bytes."""
    encoding.check_head(content[:4], where, "this text")
    known = next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), "")
    some = content[:100_000]
    if not known and len(some) - len(some.translate(None, _BINARY)) > len(some) // 50:
        known = "no text, but data for a program"
    if known:
        raise BadInput(f"this file is {known}, whatever its name", where, f"{_READ}: give one of these.")


def _check_zip(content: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadInput(
            f"this file is packed and cannot be unpacked: {error}", where, "Save it again as .docx."
        ) from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise BadInput("this is a packed file and no DOCX", where, f"{_READ}: give one of these.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput("this file is protected by a password", where, "Save it without a password.")
    size = sum(entry.file_size for entry in entries)
    written = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if len(entries) > _ENTRIES:
        raise BadInput(f"this file holds {len(entries):,} files: it is no document", where, "Give the text alone.")
    if size > _UNPACKED or written > _WRITTEN:
        raise BadInput(
            f"this file is far larger than it looks ({size / 1e6:,.0f} MB unpacked)", where, "Give the text alone."
        )


def _apart(module: str, content: bytes, where: str, function: str = "text_of") -> str:
    """Return what a reader of a file makes of it, in a process of its own: a broken file may end that, not us."""
    most = limits.Limits(
        _SECONDS, _MEMORY, what="reading this file", where=where, remedy="Give the text alone (.txt).",
        dead="Save the file anew, or give the text alone (.txt).",
    )  # fmt: skip
    try:
        return limits.run(most, _read_by, module, function, content, where)
    except EngineFailed as error:
        raise BadInput(error.what, error.where or where, error.remedy or "Give the text alone (.txt).") from error


def _read_by(module: str, function: str, content: bytes, where: str) -> str:
    import importlib

    try:
        return str(getattr(importlib.import_module(module), function)(content, where))
    except ImportError as error:
        raise BadUse(f"reading this file needs {error.name}", where, extras.remedy("draft")) from error
