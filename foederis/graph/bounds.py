"""What a parser cannot bear is refused before it reads: nesting without end, and entities that multiply.

The parsers keep what is open on a stack, and some take time or memory by the square of its height. How deep a file
goes is counted by its brackets or tags, past strings, IRIs and comments; no triple is made of it.
"""

import itertools
import mmap
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis.errors import BadInput

DEEPEST = 1000
"""Brackets or elements within one another; a list that a writer does not abbreviate takes two for each member."""
DEEPEST_TRIPLE = 50
"""Triple terms within one another."""
LONGEST_ENTITY = 1_000_000
"""Characters that one entity may stand for."""
EXPANDED = 10_000_000
"""Characters that entities, or a file written out, may come to; more where that is not a hundred times its size."""
BASES = 1000
"""Bases that a file may name and still be read without a trial: each may be read against the one before."""

_JSON = (ox.RdfFormat.JSON_LD, ox.RdfFormat.STREAMING_JSON_LD)
_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_Text = bytes | mmap.mmap


# Each pattern passes over what holds no bracket, and ends at one or at the end of the text. What is not closed runs to
# the end of what could hold it: there the parser stops as well. Some choice always fits, so that a text is read once.
# Of each choice something is kept until the match ends, which it does after a thousand of them too. A string may hold
# millions: its groups are possessive, and keep nothing. Before Python 3.11.5 such groups match too little, so there
# they are not (and nowhere in queries/tokens): such a string then costs 60 bytes of memory for each of its own.
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    told = pattern if sys.version_info >= (3, 11, 5) else pattern.replace(b")*+", b")*")
    return re.compile(told, re.VERBOSE | re.DOTALL)


_IN_TURTLE = _compiled(
    rb"""(?:[^][(){}<>"'\#\\]++ | \\(?:.|\Z) | \#[^\n]*+
      | "{3}[^"\\]*+(?:(?!"{3})\\?+.[^"\\]*+)*+(?:"{3}|\Z) | "[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+
      | '{3}[^'\\]*+(?:(?!'{3})\\?+.[^'\\]*+)*+(?:'{3}|\Z) | '[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+
      | <[^<>"{}|^`\x00-\x20]*+> | <(?!<) | >(?!>)){0,1000}
    (<<\(? | \)?>> | [][(){}])?"""
)
_IN_JSON = _compiled(rb'(?:[^][{}"]++|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)){0,1000}([][{}])?')
_IN_XML = re.compile(
    rb"""(?:[^<]++ | <!--.*?(?:-->|\Z) | <!\[CDATA\[.*?(?:]]>|\Z) | <\?.*?(?:\?>|\Z) | <!){0,1000}
    (</?[^<>"']*+(?:"[^"]*+"?+[^<>"']*+ | '[^']*+'?+[^<>"']*+)*>?+)?""",
    re.VERBOSE | re.DOTALL,
)
_ENTITY = re.compile(rb"""<!ENTITY\s*+(?:%\s*+)?([^\s"'<>]++)\s++(?:"([^"]*+)"|'([^']*+)')""")
_REFERENCE = re.compile(rb"&([^\s&;<>]{1,200});")
_BASE = re.compile(rb"base", re.IGNORECASE)
_OPENING = (b"[", b"(", b"{", b"<<", b"<<(")
_PIECE = 1 << 20  # bytes that are counted at once


def check(path: Path, form: ox.RdfFormat) -> None:
    """Refuse a file that goes deeper, or whose entities come to more, than a parser bears.

    Raises:
        BadInput: it does; gives the line.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.seek(0, 2):
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
                check_text(text, form, str(path))


def may_hold_blank(path: Path) -> bool:
    """Tell whether a Turtle, TriG, N-Triples or N-Quads file may hold a blank node: without a mark of one it cannot.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if not file.seek(0, 2):
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            return any(text.find(mark) >= 0 for mark in _BLANK)


_BLANK = (b"_:", b"[", b"(", b"<<", b"{|", b"~")  # the last three: a triple that is spoken of (RDF 1.2)


def check_text(text: _Text, form: ox.RdfFormat, where: str, called: str = "this file") -> None:
    """Refuse a text, as `check` a file; `where` says where it is from, `called` what an error calls it.

    Raises:
        BadInput: it goes deeper, or its entities come to more, than a parser bears.
    """
    if form == ox.RdfFormat.RDF_XML:
        _check_entities(text, where, called)
    if not _may_be_deep(text, form):
        return
    depth = triples = 0
    for place, step, is_triple in _steps(text, form):
        depth = max(0, depth + step)
        triples = max(0, triples + step) if is_triple else triples
        if depth > DEEPEST or triples > DEEPEST_TRIPLE:
            limit, what = (DEEPEST_TRIPLE, "triple terms") if triples > DEEPEST_TRIPLE else (DEEPEST, "levels")
            raise BadInput(
                f"{called} is nested more than {limit:,} {what} deep",
                _at(text, place, where),
                "Give what is nested a name (an IRI) of its own, or save the data as N-Triples.",
            )


def most(size: int) -> int:
    """Return how many characters a text of `size` bytes may come to when it is written out."""
    return max(EXPANDED, 100 * size)


def written_out(quads: Iterable[ox.Quad], size: int, where: str, called: str = "this file") -> Iterator[ox.Quad]:
    """Yield the quads of a text of `size` bytes as long as they do not come to many times what it says.

    A prefix, a base, or a subject with many values is written once, and each quad holds it again.

    Raises:
        BadInput: they do; where in the file cannot be told.
    """
    limit = most(size)
    written = 0
    for quad in quads:
        written += len(str(quad))
        if written > limit:
            what = f"{called} comes to more than {limit:,} characters when it is written out"
            raise BadInput(what, where, "Give its names and prefixes fewer characters, or its things fewer triples.")
        yield quad


def may_chain(path: Path, form: ox.RdfFormat) -> bool:
    """Tell whether a file of Turtle or TriG may name so many bases, each read against the last, that it takes long.

    Raises:
        OSError: it cannot be read.
    """
    if form not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        return False
    with path.open("rb") as file:
        if not file.seek(0, 2):
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            return sum(1 for _ in itertools.islice(_BASE.finditer(text), BASES + 1)) > BASES


def _at(text: _Text, place: int, where: str) -> str:
    line = 1 + text[:place].count(b"\n")
    return f"{where}:{line}"


def _may_be_deep(text: _Text, form: ox.RdfFormat) -> bool:
    """Tell whether a text has as many brackets as the limit, wherever they stand: most have not."""
    one = two = 0
    for piece in _pieces(text):
        if form == ox.RdfFormat.RDF_XML:
            one += piece.count(b"<")
        elif form in _JSON:
            one += piece.count(b"[") + piece.count(b"{")
        else:
            two += piece.count(b"<<")
            one += 0 if form in _LINES else sum(piece.count(mark) for mark in (b"[", b"(", b"{"))
    return one + two > DEEPEST or two > DEEPEST_TRIPLE


def _pieces(text: _Text) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE + 1]  # a mark of two bytes may stand on the border


def _steps(text: _Text, form: ox.RdfFormat) -> Iterator[tuple[int, int, bool]]:
    """Yield where a text goes one deeper (1) or comes back (-1), and whether by a triple term."""
    if form == ox.RdfFormat.RDF_XML:
        for found in _IN_XML.finditer(text):
            tag = found[1]
            if tag and not tag.endswith(b"/>"):
                yield found.start(1), -1 if tag.startswith(b"</") else 1, False
        return
    for found in (_IN_JSON if form in _JSON else _IN_TURTLE).finditer(text):
        mark = found[1]
        if mark:
            yield found.start(1), 1 if mark in _OPENING else -1, len(mark) > 1


def _check_entities(text: _Text, where: str, called: str) -> None:
    if text.find(b"<!ENTITY") < 0:
        return
    sizes: dict[bytes, int] = {}
    for found in _ENTITY.finditer(text):
        name, value = found[1], found[2] or found[3] or b""
        sizes[name] = len(value) + sum(sizes.get(one, 0) for one in _REFERENCE.findall(value))
        if sizes[name] > LONGEST_ENTITY:
            raise BadInput(
                f"the entity '{name.decode(errors='replace')[:40]}' stands for more than {LONGEST_ENTITY:,} characters",
                _at(text, found.start(), where),
                "Write what it stands for in full where it is used.",
            )
    used = Counter(found[1] for found in _REFERENCE.finditer(text))
    total = sum(sizes.get(name, 0) * number for name, number in used.items())
    if total > max(EXPANDED, 100 * len(text)):
        raise BadInput(
            f"the entities of {called} come to {total:,} characters", where, "Write what they stand for in full."
        )
