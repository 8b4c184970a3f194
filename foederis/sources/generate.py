"""Make the generated files of a source document: `python -m foederis.sources.generate [DOCUMENT] FILE`.

The skeleton is written only when there is none; the mention index is written anew from the names in the graph.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import rooms
from foederis.errors import FoederisError
from foederis.namespaces import FOED, ID, SKOS
from foederis.sources.held import recognise
from foederis.sources.layout import documents, folder, read_layout
from foederis.sources.mentions import write_mentions
from foederis.sources.skeleton import read_skeleton, write_skeleton

_NAMES = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", FOED + "abbreviation")


def names(document: str) -> Iterator[tuple[str, str]]:
    """Yield each name in the reference layer with the IRI of what it names (periods and codes are left out).

    The hidden labels of another document that has passages ("this letter") are its own words for itself: left out too.
    """
    others = {f"{ID}document/{name}" for name in documents()} - {f"{ID}document/{document}"}
    for path in sorted((rooms.room("graph") / "reference").glob("*.trig")):
        if path.stem in {"periods", "sources", "existence"}:
            continue
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            named = isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
            if not named or quad.predicate.value not in _NAMES:
                continue
            if quad.subject.value not in others or quad.predicate.value != SKOS + "hiddenLabel":
                yield quad.object.value, quad.subject.value


def cues(code: str) -> Iterator[tuple[str, str]]:
    """Yield each cue word of a code with the IRI of the code: the hidden labels of the code lists in one language."""
    for quad in ox.parse(path=rooms.room("ontology") / "codelists.ttl", format=ox.RdfFormat.TURTLE):
        cue = quad.predicate.value == SKOS + "hiddenLabel" and isinstance(quad.object, ox.Literal)
        if cue and quad.object.language == code:
            yield quad.object.value, getattr(quad.subject, "value", "")


def main(file: str, document: str = "") -> None:
    """Write the skeleton (once) and the mention index of a document from a text of it.

    Without its name the document is the one that the text is recognised as, so it must have a skeleton.
    """
    name = document or recognise(Path(file)).document
    place = folder(name)
    layout = read_layout(place / "layout.toml")
    text = Path(file).read_text(encoding="utf-8")
    write_skeleton(text, layout, place / "skeleton.trig")
    index = write_mentions(text, layout, names(name), cues(layout.language), read_skeleton(name))
    (place / "mentions.trig").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    try:
        main(*reversed(sys.argv[1:3]))
    except FoederisError as error:
        sys.exit(str(error))
