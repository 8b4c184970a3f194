"""What proves a row: its passages, each with its place, what is stated there, by whom, and the way to the words."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

import pyoxigraph as ox

from foederis import escapes, terms
from foederis.namespaces import ID
from foederis.queries import Term, internal

PASSAGE = f"{ID}passage/"
_SPLIT = frozenset("\"'`‘’“”„«»-‐‑–—¹²³[]*†/")  # what an official page may print otherwise, or break a line at
_ENDS = ".,;:!?"
_NOTED = re.compile(r"[^\W\d]\W?\d+$")  # a word with the mark of a footnote
_FEWEST = 2  # words at each end that a place in a text is found by
_ALONE = 3  # at one end, where the other has too few


@dataclass(frozen=True)
class Said:
    """A statement in a passage: its IRI, our paraphrase, and the IRIs of who holds it and of who judged it."""

    iri: str
    text: str
    holders: tuple[str, ...]
    judges: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A passage: its place in words, its document (an IRI), where an official page opens at it, what it says.

    `begins` and `ends` are its anchors, the document's own words: at most four at either end, empty where it has none.
    """

    iri: str
    place: str
    document: str
    official: str
    said: tuple[Said, ...]
    begins: str = ""
    ends: str = ""

    @property
    def locator(self) -> str:
        """Its place in its document as the graph writes it: `rec1.p1.s1`."""
        return self.iri.removeprefix(PASSAGE).partition("/")[2]


def passages(data: ox.Store, language: str) -> Mapping[str, Passage]:
    """Return all passages that have a place, by IRI."""
    found: dict[str, Passage] = {}
    said: dict[str, dict[str, Said]] = {}
    for iri, place, document, address, begins, ends, statement, text, holders, judges in internal.rows(
        "evidence", data, passage=None, lang=language
    ):
        if iri not in found:
            found[iri] = Passage(iri, place, document, fragment(address, begins, ends), (), begins, ends)
        if statement:
            one = Said(statement, text, tuple(sorted(holders.split())), tuple(sorted(judges.split())))
            said.setdefault(iri, {})[statement] = one
    return {iri: replace(one, said=tuple(said[iri].values())) if iri in said else one for iri, one in found.items()}


def of_cell(cell: Term) -> list[str]:
    """Return the passages that a cell is or lists; empty where it holds anything else too."""
    if isinstance(cell, ox.NamedNode | ox.Literal):
        parts = terms.value(cell).split(" ")
        if all(part.startswith(PASSAGE) for part in parts):
            return parts
    return []


def fragment(address: str, begins: str, ends: str) -> str:
    """Return the address of a page with a text fragment that opens it at a sentence; the page alone without words.

    The words are those of its anchors, less what an official page may print otherwise: quotes, hyphens, footnote marks.
    """
    page = escapes.address(address)
    first, last = _run(begins.split()), _run([*reversed(ends.split())])[::-1]
    fewest = _FEWEST if min(len(first), len(last)) >= _FEWEST else _ALONE
    words = [" ".join(one).strip(_ENDS) for one in (first, last) if len(one) >= fewest]
    return f"{page}#:~:text={','.join(quote(one, safe='') for one in words)}" if page and words else page


def _run(words: Sequence[str]) -> list[str]:
    """Return the first words in a row that a page prints as they are."""
    found = itertools.dropwhile(_odd, words)
    return [*itertools.takewhile(lambda word: not _odd(word), found)]


def _odd(word: str) -> bool:
    bare = word.rstrip(_ENDS)
    return not bare or bool(_SPLIT & set(bare)) or bool(_NOTED.search(bare))
