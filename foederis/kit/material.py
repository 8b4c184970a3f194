"""What a reader works from: the sentences of a document, of the graph or of a draft, with what each mentions."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding, graph, sources, terms
from foederis.errors import BadInput, BadUse
from foederis.namespaces import DCTERMS, FOED, ID
from foederis.sources.mentions import write_mentions
from foederis.sources.parts import Layout
from foederis.sources.segment import segment
from foederis.sources.skeleton import Skeleton, parse_skeleton

RECORD = "draft.toml"
"""The file that makes a folder a draft."""


@dataclass(frozen=True)
class Piece:
    """A sentence of a document: its words (empty where no text is held), and what it mentions, as IRIs and values."""

    locator: str
    words: str
    section: str
    entities: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Return its numbers and dates; a year, which is both, once."""
        return tuple(dict.fromkeys((*self.numbers, *self.dates)))


@dataclass(frozen=True)
class Material:
    """A document as its reader sees it; `folder` is that of its draft, None for one that is read from the graph."""

    layout: Layout
    skeleton: Skeleton
    pieces: tuple[Piece, ...]
    folder: Path | None = None

    @property
    def document(self) -> str:
        """Return the id of the document."""
        return self.layout.document

    @property
    def sections(self) -> list[str]:
        """Return the names of the sections, in order."""
        return list(dict.fromkeys(piece.section for piece in self.pieces))

    def inside(self, place: str) -> tuple[Piece, ...]:
        """Return the sentences at a place; empty: all.

        Raises:
            BadUse: there are none.
        """
        found = tuple(one for one in self.pieces if not place or f"{one.locator}.".startswith(f"{place}."))
        if not found:
            raise BadUse(f"there is no place '{place}'", self.document, f"Sections: {' '.join(self.sections)}.")
        return found

    def speaker(self, piece: Piece) -> tuple[str, ...]:
        """Return who speaks in a sentence, as IRIs; empty: the layout does not say."""
        own = self.layout.section(piece.section)
        return (own.speaker if own else ()) or self.layout.speaker

    def holders(self, piece: Piece) -> tuple[str, ...]:
        """Return who holds what a sentence says, as IRIs: who speaks in its section, else the authors of the document.

        Empty: a new document, whose record says it.
        """
        own = self.layout.section(piece.section)
        return (own.speaker if own else ()) or self._authors

    @functools.cached_property
    def _authors(self) -> tuple[str, ...]:
        return authors(self.document)


def authors(document: str) -> tuple[str, ...]:
    """Return the authors of a document of the graph, as IRIs."""
    node, creator = ox.NamedNode(f"{ID}document/{document}"), ox.NamedNode(DCTERMS + "creator")
    quads = graph.store().quads_for_pattern(node, creator, None, ox.DefaultGraph())
    return tuple(sorted(terms.value(quad.object) for quad in quads))


def of(name: str) -> Material:
    """Return the material of a document: a folder that holds its draft, or any name of one of the graph."""
    folder = Path(name)
    if name and (folder / RECORD).is_file():
        return of_draft(folder)
    return of_graph(sources.named(name))


def of_graph(document: str) -> Material:
    """Return the material of a document of the graph, with its words where a copy is held."""
    layout, skeleton = sources.layout_of(document), sources.read_skeleton(document)
    words = {p.locator: p.words for one in sources.held(document) for p in one.alignment.passages}
    pieces = [Piece(s.locator, words.get(s.locator, ""), _section(s.locator, layout)) for s in skeleton.sentences]
    quads = graph.parse(sources.folder(document) / "mentions.trig")
    return Material(layout, skeleton, mentioning(pieces, document, quads))


def of_draft(folder: Path) -> Material:
    """Return the material of a draft.

    Raises:
        BadInput: a file of it is missing or broken.
    """
    layout = sources.read_layout(folder / "layout.toml")
    text = encoding.read(folder / "text.txt", "the text of this draft")
    skeleton = parse_skeleton(folder / "skeleton.trig", layout.document)
    sentences = segment(text, layout)[0] if not record(folder).get("copy_of") else ()
    pieces = [Piece(one.locator, one.text, one.section) for one in sentences]
    if not pieces:
        found = sources.align(text, skeleton, layout)
        pieces = [Piece(one.locator, one.words, _section(one.locator, layout)) for one in found.passages]
    return replace(
        Material(layout, skeleton, mentioning(pieces, layout.document, graph.parse(folder / "mentions.trig"))),
        folder=folder,
    )


def record(folder: Path) -> dict[str, str]:
    """Return what a draft says of itself.

    Raises:
        BadInput: it cannot be read.
    """
    path = folder / RECORD
    try:
        return {str(key): str(value) for key, value in tomllib.loads(encoding.read(path, "this draft")).items()}
    except ValueError as error:
        raise BadInput(f"this draft cannot be read: {error}", str(path), "Draft the file again.") from error


def mention_trig(
    text: str, layout: Layout, skeleton: Skeleton, names: Iterable[tuple[str, str]], cues: Iterable[tuple[str, str]]
) -> str:
    """Return the mention index of a draft as TriG, by the scanner of the house."""
    own = [(word, cue.code) for cue in layout.cues for word in cue.words]
    return write_mentions(text, layout, names, [*cues, *own], skeleton)


def mentioning(pieces: Iterable[Piece], document: str, quads: Iterable[ox.Quad]) -> tuple[Piece, ...]:
    """Return sentences with what a mention index says of each."""
    stem = sources.passage_iri(document, "")
    rows: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        mine = rows.setdefault(terms.value(quad.subject).removeprefix(stem), {})
        mine.setdefault(quad.predicate.value.removeprefix(FOED), []).append(terms.value(quad.object))

    def told(locator: str, name: str) -> tuple[str, ...]:
        return tuple(sorted(rows.get(locator, {}).get(name, ())))

    return tuple(
        replace(
            one, entities=told(one.locator, "mentions"), cues=told(one.locator, "mentionsCue"),
            numbers=tuple(number.removesuffix(".0") for number in told(one.locator, "mentionsNumber")),
            dates=told(one.locator, "mentionsDate"),
        )
        for one in pieces
    )  # fmt: skip


def _section(locator: str, layout: Layout) -> str:
    levels = locator.split(".")
    for depth in range(len(levels), 0, -1):
        name = ".".join(levels[:depth])
        if layout.section(name) or any(note.name == name for note in layout.footnotes):
            return name
    return levels[0]
