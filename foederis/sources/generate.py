"""Make the generated files of a source document: `python -m foederis.sources.generate DOCUMENT FILE`.

The skeleton is written only when there is none; the mention index is written anew from the names in the graph.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import rooms
from foederis.errors import FoederisError
from foederis.namespaces import FOED, SKOS
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


def main(document: str, file: str) -> None:
    """Write the skeleton (once) and the mention index of a document from a text of it."""
    place = folder(document)
    layout = read_layout(place / "layout.toml")
    text = Path(file).read_text(encoding="utf-8")
    write_skeleton(text, layout, place / "skeleton.trig")
    index = write_mentions(text, layout, names(), cues(), read_skeleton(document))
    (place / "mentions.trig").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:3])
    except FoederisError as error:
        sys.exit(str(error))
