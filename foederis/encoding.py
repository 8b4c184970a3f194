"""Text as it is read: UTF-8, with or without a byte order mark; any other encoding is named with what mends it."""

import codecs
import re
from pathlib import Path

from foederis.errors import BadInput

MARK = codecs.BOM_UTF8
NO_UTF8 = "Save it as UTF-8; from Latin-1 (Windows): iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
"""The remedy where bytes are no UTF-8: what they are cannot be told, but most often it is this."""
LARGEST = 50_000_000
"""Bytes of a text that is read at once; a device may have no end."""
_OTHERS = (
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "UTF-32"),
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "UTF-16"),
)
# Without a mark: a first letter of Latin script; no text of UTF-8 holds a byte of value 0 there.
_UNMARKED = {
    "UTF-32": re.compile(rb"[^\0]\0\0\0|\0\0\0[^\0]", re.DOTALL),
    "UTF-16": re.compile(rb"[^\0]\0|\0[^\0]", re.DOTALL),
}


def check_file(path: Path, what: str = "there is no such file", remedy: str = "Check the path.") -> None:
    """Refuse what is no file, by what it is instead; `what` and `remedy` are for where there is nothing.

    A pipe or a device is not read: it may have no end, and is read twice.

    Raises:
        BadInput: there is nothing, a folder, a pipe or a device.
    """
    if path.is_file():
        return
    if path.is_dir():
        raise BadInput("this is a folder, not a file", str(path), "Name the files in it.")
    if path.exists():
        raise BadInput("this is a pipe or a device, not a file", str(path), "Save what it gives, and name that file.")
    raise BadInput(what, str(path), remedy)


def read(path: Path, what: str = "this file") -> str:
    r"""Return the text of a file, with `\n` at the end of each line.

    Args:
        path: the file.
        what: what an error calls it.

    Raises:
        BadInput: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(
            f"{what} cannot be read: {error.strerror}", str(path), "Check the path and its rights."
        ) from error
    if len(content) > LARGEST:
        raise BadInput(f"{what} is larger than is read ({LARGEST // 1_000_000} MB)", str(path), "Give a part of it.")
    return decoded(content, str(path), what).replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes, where: str, what: str = "this file") -> str:
    """Return bytes as text, without a byte order mark.

    Raises:
        BadInput: they are not UTF-8; names what they are, or the line of the first that is none.
    """
    check_head(content[:4], where, what)
    try:
        return content.removeprefix(MARK).decode()
    except UnicodeDecodeError as error:
        line = content[: error.start + (len(content) - len(error.object))].count(b"\n") + 1
        byte = f"byte 0x{error.object[error.start]:02x}"
        raise BadInput(f"{what} is not UTF-8: {byte} is no text", f"{where}:{line}", NO_UTF8) from error


def mistaken(head: bytes) -> str:
    """Return what some bytes are that no parser of RDF could read: a page, a packed file; empty where they may be."""
    start = head.removeprefix(MARK).lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a page of HTML"
    if start.startswith(b"<?xml") and b"<html" in head[:2000].lower():
        return "a page of HTML"
    return next((name for mark, name in _PACKED if head.startswith(mark)), "")


_PACKED = ((b"\x1f\x8b", "packed with gzip"), (b"PK\x03\x04", "a ZIP file"), (b"BZh", "packed with bzip2"),
           (b"\xfd7zXZ\x00", "packed with xz"), (b"(\xb5/\xfd", "packed with zstd"), (b"%PDF-", "a PDF"))  # fmt: skip


def check_head(head: bytes, where: str, what: str = "this file") -> None:
    """Refuse what its first four bytes show to be UTF-16 or UTF-32, with or without a byte order mark.

    Raises:
        BadInput: they do.
    """
    for marks, name in _OTHERS:
        marked = head.startswith(marks)
        if marked or _UNMARKED[name].match(head):
            end = "" if marked else "LE" if head[0] else "BE"  # without a mark, iconv takes the end of this machine
            remedy = f"Save it as UTF-8: iconv -f {name}{end} -t UTF-8 FILE > NEW"
            raise BadInput(f"{what} is {name}, not UTF-8", where, remedy)
