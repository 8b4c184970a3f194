"""The derived files of a source document: its skeleton, written once, and its mention index."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import files, rooms
from foederis.namespaces import FOED, SKOS
from foederis.sources.held import read_text
from foederis.sources.layout import folder, read_layout
from foederis.sources.mentions import write_mentions
from foederis.sources.skeleton import read_skeleton, write_skeleton

_NAMES = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", FOED + "abbreviation")


def names() -> Iterator[tuple[str, str]]:
    """Yield each name in the reference layer with the IRI of what it names (periods and codes are left out)."""
    for path in sorted((rooms.room("graph") / "reference").glob("*.trig")):
        if path.stem in {"periods", "sources", "existence"}:
            continue
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            named = isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
            if named and getattr(quad.predicate, "value", "") in _NAMES:
                yield quad.object.value, quad.subject.value


def cues() -> Iterator[tuple[str, str]]:
    """Yield each cue word of a code with the IRI of the code: the Dutch hidden labels of the code lists."""
    for quad in ox.parse(path=rooms.room("ontology") / "codelists.ttl", format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == SKOS + "hiddenLabel" and isinstance(quad.object, ox.Literal):
            yield quad.object.value, getattr(quad.subject, "value", "")


def generate(document: str, file: Path) -> list[str]:
    """Write the skeleton (once) and the mention index of a document from its text; return a line for each file.

    Raises:
        BadUse: there is no such document, or its skeleton is frozen and this text gives another.
        BadInput: the text or the layout cannot be read.
    """
    place = folder(document)
    text = read_text(file)
    write_skeleton(text, read_layout(place / "layout.toml"), place / "skeleton.trig")
    files.write(place / "mentions.trig", [mention_index(document, text).encode()], "Check the rights of the folder.")
    return [f"written: {document}/skeleton.trig", f"written: {document}/mentions.trig"]


def mention_index(document: str, text: str) -> str:
    """Return the mention index of a document as TriG, made from its text and the names and cue words of the graph."""
    layout = read_layout(folder(document) / "layout.toml")
    return write_mentions(text, layout, names(), cues(), read_skeleton(document))
