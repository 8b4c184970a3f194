"""The text of a file, whatever kind of file it is: PDF, HTML, DOCX, Markdown or plain text."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from foederis import encoding, extras, limits
from foederis.errors import BadInput, BadUse, EngineFailed

LARGEST = 40_000_000
"""Bytes of a file that is read; a document of fifty pages has less than two million."""
_UNPACKED = 200_000_000  # bytes that a DOCX may hold once unpacked
_SECONDS, _MEMORY = 60, 2_000_000_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_READ = "PDF, HTML, DOCX, Markdown and plain text are read"


@dataclass(frozen=True)
class Text:
    """The text of a file: `kind` is pdf, html, docx, markdown or text; headings stand as in Markdown (`## Title`).

    A page of a PDF begins with a form feed and a line `[p. 3]`; a footnote mark is a number in brackets.
    """

    text: str
    kind: str


def read(path: Path) -> Text:
    """Return the text of a file, by what is in it rather than by its name.

    Raises:
        BadInput: it cannot be read, is empty, too large, protected or broken, or has no text.
        BadUse: the library for its kind is not installed.
    """
    content = _bytes(path)
    where = str(path)
    kind = _kind(content, path)
    match kind:
        case "pdf":
            text = _apart("foederis.kit.pdf", content, where)
        case "docx":
            _check_zip(content, where)
            text = _apart("foederis.kit.word", content, where)
        case "html":
            text = _apart("foederis.kit.html", content, where)
        case _:
            text = encoding.decoded(content, where, "this text").replace("\r\n", "\n").replace("\r", "\n")
    if not any(letter.isalpha() for letter in text):
        if kind == "pdf":
            raise BadInput(
                "this PDF has pages and no text: it is a scan",
                where,
                "Recognise its text first (OCR), then draft that.",
            )
        raise BadInput("this file has no text", where, "Give the file of a document.")
    return Text(text, kind)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a document", str(path), "Give the file itself.")
        size = path.stat().st_size
        if size > LARGEST:
            what = f"this file is too large to be a document ({size / 1e6:,.0f} MB; {LARGEST // 1_000_000} MB are read)"
            raise BadInput(what, str(path), "Give one document, or its text alone.")
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"the file cannot be read: {error.strerror}", str(path), "Check the path.") from error
    if not content.strip():
        raise BadInput("this file is empty", str(path), "Give the file of a document.")
    return content


def _kind(content: bytes, path: Path) -> str:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if content.startswith(_OLD_OFFICE):
        raise BadInput(
            "this is a protected or an old Office file", str(path), "Open it, save it as .docx without a password."
        )
    start = content[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return "html"
    return "markdown" if path.suffix.lower() in (".md", ".markdown") else "text"


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
    if size > _UNPACKED:
        raise BadInput(
            f"this file is far larger than it looks ({size / 1e6:,.0f} MB unpacked)", where, "Give the text alone."
        )


def _apart(module: str, content: bytes, where: str) -> str:
    """Return what a reader of a file makes of it, in a process of its own: a broken file may end that, not us."""
    most = limits.Limits(
        _SECONDS, _MEMORY, what="reading this file", where=where, remedy="Give the text alone (.txt).",
        dead="Save the file anew, or give the text alone (.txt).",
    )  # fmt: skip
    try:
        return limits.run(most, _read_by, module, content, where)
    except EngineFailed as error:
        raise BadInput(error.what, error.where or where, error.remedy or "Give the text alone (.txt).") from error


def _read_by(module: str, content: bytes, where: str) -> str:
    import importlib

    try:
        return str(importlib.import_module(module).text_of(content, where))
    except ImportError as error:
        raise BadUse(f"reading this file needs {error.name}", where, extras.remedy("draft")) from error
