"""Where each sentence stands, as W3C Web Annotations: for tools that mark a text, without the text."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from foederis import terms
from foederis.graph import serialisation
from foederis.namespaces import DCTERMS, FOED, RDF, RDFS, XSD

OA = "http://www.w3.org/ns/oa#"
STATE = "https://w3id.org/foederis/id/dataset/foederis#normalised-text"
FRAGMENT = "https://wicg.github.io/scroll-to-text-fragment/"
_SAID = (
    "The sentences of the document in their order, letters and digits alone, without page furniture and footnote "
    "marks. Offsets count its characters, not those of a file.",
    "en",
)
_GEZEGD = (
    "De zinnen van het document op volgorde, alleen letters en cijfers, zonder paginakoppen en nootcijfers. "
    "Posities tellen de tekens daarvan, niet die van een bestand.",
    "nl",
)


def annotations(quads: Iterable[ox.Quad]) -> bytes:
    """Return an annotation a sentence, as Turtle: its target the place in the document, its body what it states.

    A place is a `oa:TextPositionSelector` on the normalised text, and, where a sentence has anchors, a text fragment
    (`#:~:text=first words,last words`), which browsers follow in any copy on the web.
    """
    made = sorted(_all(quads), key=serialisation.order)
    names = {**serialisation.names(made), "oa": OA}
    return serialisation.text(made, "ttl", names)


def _all(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    said: dict[str, dict[str, str]] = {}
    stated: dict[str, set[str]] = {}
    for quad in quads:
        subject, graph = terms.value(quad.subject), terms.value(quad.graph_name)
        if "/id/passage/" in subject:
            said.setdefault(subject, {})[quad.predicate.value.removeprefix(FOED)] = terms.value(quad.object)
        if "/id/passage/" in graph and terms.value(quad.object) == FOED + "Statement":
            stated.setdefault(graph, set()).add(subject)
    yield _quad(STATE, RDF + "type", ox.NamedNode(OA + "State"))
    for text, language in (_SAID, _GEZEGD):
        yield _quad(STATE, RDFS + "comment", ox.Literal(text, language=language))
    for passage, known in said.items():
        if "digest" in known:  # a sentence: what is left uncoded has a place too
            yield from _one(passage, known, stated.get(passage, set()))


def _one(passage: str, known: dict[str, str], bodies: set[str]) -> Iterator[ox.Quad]:
    note, place, position = (f"{passage}#{name}" for name in ("annotation", "place", "position"))
    yield _quad(note, RDF + "type", ox.NamedNode(OA + "Annotation"))
    yield _quad(note, OA + "motivatedBy", ox.NamedNode(OA + "describing"))
    yield _quad(note, OA + "hasTarget", ox.NamedNode(place))
    for body in sorted(bodies):
        yield _quad(note, OA + "hasBody", ox.NamedNode(body))
    yield _quad(place, RDF + "type", ox.NamedNode(OA + "SpecificResource"))
    yield _quad(place, OA + "hasSource", ox.NamedNode(known["inDocument"]))
    yield _quad(place, OA + "hasState", ox.NamedNode(STATE))
    yield _quad(place, OA + "hasSelector", ox.NamedNode(position))
    yield _quad(position, RDF + "type", ox.NamedNode(OA + "TextPositionSelector"))
    for name, key in (("start", "startOffset"), ("end", "endOffset")):
        number = ox.Literal(known[key], datatype=ox.NamedNode(XSD + "nonNegativeInteger"))
        yield _quad(position, OA + name, number)
    if "startAnchor" in known:
        words = ",".join(quote(known[name], safe="").replace("-", "%2D") for name in ("startAnchor", "endAnchor"))
        yield _quad(place, OA + "hasSelector", ox.NamedNode(f"{passage}#words"))
        yield _quad(f"{passage}#words", RDF + "type", ox.NamedNode(OA + "FragmentSelector"))
        yield _quad(f"{passage}#words", DCTERMS + "conformsTo", ox.NamedNode(FRAGMENT))
        yield _quad(f"{passage}#words", RDF + "value", ox.Literal(f":~:text={words}"))


def _quad(subject: str, predicate: str, target: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), target, ox.DefaultGraph())
