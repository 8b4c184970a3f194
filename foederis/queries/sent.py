"""What an endpoint sends, as text in UTF-8: unpacked, decoded, and with what it says after its answer."""

import codecs
import json
import re
import zlib

from foederis import escapes
from foederis.errors import EngineFailed

_ASK_LESS = "Narrow the query, or add a LIMIT."
_GZIP = b"\x1f\x8b"


def unpacked(body: bytes, encoding: str, address: str, most: int) -> bytes:
    """Return a body as it was before a server packed it, which some do without being asked.

    Args:
        body: what came.
        encoding: the Content-Encoding, in small letters; empty: none.
        address: the endpoint, for errors.
        most: the largest size of what is returned, in bytes.

    Raises:
        EngineFailed: it is packed in a way that is not known, is not whole, or is larger than `most`.
    """
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        remedy = "Nothing was asked of the kind; this server cannot be used."
        shown = escapes.line(encoding)[:200]
        raise EngineFailed(f"the endpoint packs its answer as {shown}", address, remedy)
    windows = (47, -15) if encoding == "deflate" else (47,)  # some deflate without the head that the standard wants
    for bits in windows:
        found, rest = bytearray(), body
        try:
            while True:  # gzip may come in several members, each packed by itself
                packer = zlib.decompressobj(bits)
                found += packer.decompress(rest, most + 1 - len(found))
                if len(found) > most:
                    raise too_much(most, address)
                rest = packer.unused_data
                if not packer.eof or not rest.startswith(_GZIP):
                    break
        except zlib.error:
            if found:
                break
            continue
        if packer.eof:
            return bytes(found)
        break
    what = f"the endpoint sent no whole answer in {encoding}: it breaks off within {len(body)} bytes"
    remedy = "Ask again, or ask less: the server may have stopped at a time limit of its own."
    raise EngineFailed(what, address, remedy)


def too_much(most: int, address: str) -> EngineFailed:
    """Return the error of an answer that is larger than `most` bytes."""
    return EngineFailed(f"the endpoint sends more than {most / 2**20:g} MB", address, _ASK_LESS)


def as_utf8(body: bytes, charset: str) -> bytes:
    """Return a text in UTF-8: as it came where it is that, else read by its byte order mark or by its charset.

    What cannot be read so is returned as it came; the parser then names the byte.
    """
    seen: str = json.detect_encoding(body)  # by mark, or by the zeros in it
    if seen.startswith("utf-8"):
        try:
            body.decode()
        except UnicodeDecodeError:
            seen = charset
        else:
            return body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode(seen).encode() if seen else body
    except (LookupError, UnicodeError, ValueError):  # no such charset, or not what it is
        return body


def after_all(body: bytes) -> str:
    """Return what QLever writes behind the part of an answer that it could give; empty where there is no such thing."""
    found = _AFTER.search(body[-8000:])
    return " ".join(found.group(1).decode(errors="replace").split()) if found else ""


_AFTER = re.compile(rb"!!!!>># An error has occurred.*?(?:error message was:\s*|$)(.+?)\s*$", re.DOTALL)
