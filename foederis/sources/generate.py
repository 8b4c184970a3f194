"""The derived files of a source document: its skeleton, written once, and its mention index."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import files, rooms, terms
from foederis.namespaces import DCTERMS, FOED, ID, RDF, SKOS
from foederis.sources.held import read_text, recognise
from foederis.sources.language import language
from foederis.sources.layout import documents, folder, read_layout
from foederis.sources.mentions import write_mentions
from foederis.sources.skeleton import passage_iri, read_skeleton, write_skeleton

_NAMES = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", FOED + "abbreviation")


def names(document: str, code: str = "nl", names_from: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each name in the reference layer with the IRI of what it names (periods and codes are left out).

    The names of `names.trig` are left out too: they are for readers who look for a thing, not words of texts. So are
    names in a language of which no names stand in texts in language `code`.

    The hidden labels of another document that has passages ("this letter") are its own words for itself: left out too.
    A hidden label that describes ("the advice") is a name only in the documents whose passages show the thing exists;
    so is each of a topic or an event ("agreement", "evaluation"): the words of one text for what it speaks of there.

    What came with another document, in a file of the reference layer that is named after it, is left out unless that
    document is one of `names_from`: a name that is new there changes nothing here.
    """
    spoken = language(code)
    others = {f"{ID}document/{name}" for name in documents()} - {f"{ID}document/{document}"}
    own = passage_iri(document, "")
    openings = tuple(f"{word} " for word in spoken.determiners)
    apart = {one for one in documents() if one != document} - set(names_from)
    shown: set[str] = set()
    hidden: list[tuple[str, str]] = []
    spoken_of: set[str] = set()
    for path in sorted((rooms.room("graph") / "reference").glob("*.trig")):
        if path.stem in {"periods", "sources", "existence", "names"} or _came_with(path.stem, apart):
            continue
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            if not isinstance(quad.subject, ox.NamedNode) or quad.subject.value.startswith(f"{ID}period/"):
                continue
            if quad.predicate.value == RDF + "type" and terms.value(quad.object) in (FOED + "Topic", FOED + "Event"):
                spoken_of.add(quad.subject.value)
            if quad.predicate.value == DCTERMS + "source" and terms.value(quad.object).startswith(own):
                shown.add(quad.subject.value)
            if not isinstance(quad.object, ox.Literal) or quad.predicate.value not in _NAMES:
                continue
            if quad.object.language not in (None, *spoken.names_in):
                continue
            named = quad.object.value, quad.subject.value
            if quad.predicate.value == SKOS + "hiddenLabel":
                hidden.append(named)
            else:
                yield named
    for name, iri in hidden:
        describes = iri in spoken_of or name.casefold().startswith(openings)
        if iri in shown if describes else iri not in others:
            yield name, iri


def bringing() -> tuple[str, ...]:
    """Return the documents that brought names to the reference layer, in files named after them."""
    stems = [path.stem for path in (rooms.room("graph") / "reference").glob("*.trig")]
    return tuple(one for one in documents() if any(_came_with(stem, {one}) for stem in stems))


def _came_with(stem: str, those: set[str]) -> bool:
    return stem in those or (stem.rpartition("-")[2].isdecimal() and stem.rpartition("-")[0] in those)


def cues(code: str) -> Iterator[tuple[str, str]]:
    """Yield each cue word of a code with the IRI of the code: the hidden labels of the code lists in one language."""
    for quad in ox.parse(path=rooms.room("ontology") / "codelists.ttl", format=ox.RdfFormat.TURTLE):
        cue = quad.predicate.value == SKOS + "hiddenLabel" and isinstance(quad.object, ox.Literal)
        if cue and quad.object.language == code:
            yield quad.object.value, terms.value(quad.subject)


def generate(file: Path, document: str = "") -> list[str]:
    """Write the skeleton (once) and the mention index of a document from its text; return a line for each file.

    Without its name the document is the one that the text is recognised as, so it must have a skeleton.

    Raises:
        BadUse: there is no such document, or its skeleton is frozen and this text gives another.
        BadInput: the text or the layout cannot be read.
    """
    name = document or recognise(file).document
    place = folder(name)
    text = read_text(file)
    write_skeleton(text, read_layout(place / "layout.toml"), place / "skeleton.trig")
    files.write(place / "mentions.trig", [mention_index(name, text).encode()], "Check the rights of the folder.")
    return [f"written: {name}/skeleton.trig", f"written: {name}/mentions.trig"]


def mention_index(document: str, text: str) -> str:
    """Return the mention index of a document as TriG, made from its text and the names and cue words of the graph."""
    layout = read_layout(folder(document) / "layout.toml")
    words = [*cues(layout.language), *((word, cue.code) for cue in layout.cues for word in cue.words)]
    called = names(document, layout.language, layout.names_from)
    return write_mentions(text, layout, called, words, read_skeleton(document))
