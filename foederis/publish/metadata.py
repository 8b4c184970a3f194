"""What is known of the data set: the one place that every description of it is made from."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from foederis import __version__, graph, rooms, terms
from foederis.errors import BadInput, BadUse
from foederis.graph import serialisation
from foederis.namespaces import DCTERMS, FOED, ID, PREFIXES, RDF

DATASET = ID + "dataset/foederis"
EU = "http://publications.europa.eu/resource/authority/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_VOID = PREFIXES["void"]
_OPEN = ("publisher", "contact_email", "contact_page", "landing_page", "endpoint", "doi")


@dataclass(frozen=True)
class Concept:
    """A concept of an EU authority table, with its labels."""

    table: str
    iri: str
    nl: str
    en: str


@dataclass(frozen=True)
class Released:
    """A file of a release that is described: how it is called and what it is; digest and size once it is made."""

    name: str
    media: str
    kind: str
    nl: str
    en: str
    conforms: str
    size: int = 0
    digest: str = ""


@dataclass(frozen=True)
class Metadata:
    """The facts of the data set. `open` are those that nobody has stated; they are in no description.

    `day` is the day of the content (YYYY-MM-DD), empty where it is not known: never the day of the build.
    `digest` is the SHA-256 of `nquads`.
    """

    version: str
    titles: dict[str, str]
    authors: tuple[str, ...]
    description: dict[str, str]
    keywords: dict[str, tuple[str, ...]]
    concepts: dict[str, tuple[Concept, ...]]
    series: dict[str, str]
    files: tuple[Released, ...]
    stated: dict[str, str]
    open: tuple[str, ...]
    base: str
    first: str
    last: str
    triples: int
    quads: int
    subjects: int
    objects: int
    properties: dict[str, int]
    classes: dict[str, int]
    linksets: tuple[str, ...]
    graphs: tuple[str, ...]
    examples: tuple[str, ...]
    digest: str
    day: str = ""
    previous: str = ""

    @property
    def place(self) -> str:
        """Where this release stands on the web."""
        return f"{self.base}release/{self.version}/"


def quads() -> list[ox.Quad]:
    """Return what is published: the graph, sorted and without blank nodes.

    The ontology's anonymous class expressions, which only a reasoner reads, are left to the ontology's own file.

    Raises:
        BadInput: the graph room holds a blank node.
    """
    found = set()
    for quad in graph.quads():
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
            found.add(quad)
        elif quad.graph_name != graph.ONTOLOGY_GRAPH:
            remedy = "Give it an IRI: see foederis validate."
            raise BadInput(f"a blank node is about to be published: {quad.subject}", str(quad.graph_name), remedy)
    return sorted(found, key=serialisation.order)


def nquads(data: Iterable[ox.Quad]) -> bytes:
    """Return quads as N-Quads for any store, each distinct triple once more in the default graph.

    A line each, sorted by code point: without blank nodes this is RDFC-1.0's form too. Questions ask the default graph,
    which is empty in most stores that load named graphs alone.
    """
    named = list(data)
    whole = [*named, *(ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in named)]
    lines = (ox.serialize(whole, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def gather(data: list[ox.Quad], digest: str, day: str = "", previous: str = "") -> Metadata:
    """Return the facts of the data set, counted in the data and read in the files that state them.

    Raises:
        BadUse: this is no checkout.
        BadInput: the files that state them do not agree.
    """
    told = tomllib.loads((Path(__file__).parent / "dataset.toml").read_text(encoding="utf-8"))
    cited = citation()
    titles, licence = _named(data)
    if (cited["title"], str(cited["version"])) != (titles.get("en"), __version__) or licence != LICENCE:
        remedy = "Title and licence as in graph/reference/dataset.trig, version as in pyproject.toml."
        raise BadInput("the data set is called otherwise than in the graph", "CITATION.cff", remedy)
    triples = {(quad.subject, quad.predicate, quad.object) for quad in data}
    typed = {(terms.value(s), terms.value(o)) for s, p, o in triples if p.value == RDF + "type"}
    days = sorted(
        terms.value(q.object)
        for q in data
        if q.predicate.value in (FOED + "earliestStart", FOED + "latestStart", FOED + "latestEnd")
    )
    return Metadata(
        version=__version__,
        titles=titles,
        authors=tuple(str(one["name"]) for one in cited["authors"]),
        description=told["description"],
        keywords={tag: tuple(words) for tag, words in told["keywords"].items()},
        concepts={name: tuple(_concept(one) for one in values) for name, values in told["concepts"].items()},
        series=told["series"],
        files=tuple(
            Released(name, f["media"], f["type"], f["nl"], f["en"], f["conforms"]) for name, f in told["files"].items()
        ),
        stated={name: told[name] for name in _OPEN if told[name]},
        open=tuple(name for name in _OPEN if not told[name]),
        base=told["base"],
        first=days[0],
        last=days[-1],
        triples=len(triples),
        quads=len(data),
        subjects=len({s for s, _, _ in triples}),
        objects=len({o for _, _, o in triples}),
        properties=_counted(p.value for _, p, _ in triples),
        classes=_counted(kind for _, kind in typed),
        linksets=tuple(sorted(thing for thing, kind in typed if kind == _VOID + "Linkset")),
        graphs=tuple(sorted({quad.graph_name.value for quad in data if isinstance(quad.graph_name, ox.NamedNode)})),
        examples=_examples(typed, data),
        digest=digest,
        day=day,
        previous=previous,
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _examples(typed: set[tuple[str, str]], data: Iterable[ox.Quad]) -> tuple[str, ...]:
    """Return one thing of each of the classes that the data are about, the first by IRI, and the fullest sentence."""
    found = []
    for kind in ("Commitment", "Response", "Position", "Instrument", "Provision", "Participation"):
        found += sorted(thing for thing, one in typed if one == FOED + kind)[:1]
    places = (
        (terms.value(quad.graph_name), terms.value(quad.object))
        for quad in data
        if quad.predicate.value == RDF + "type"
    )
    full = Counter(place for place, kind in places if kind == FOED + "Statement")
    return tuple(found + sorted(full, key=lambda graph: (-full[graph], graph))[:1])


def _named(data: Iterable[ox.Quad]) -> tuple[dict[str, str], str]:
    titles, licence = {}, ""
    for quad in data:
        if terms.value(quad.subject) == DATASET:
            if quad.predicate.value == DCTERMS + "title" and isinstance(quad.object, ox.Literal):
                titles[quad.object.language or ""] = quad.object.value
            elif quad.predicate.value == DCTERMS + "license":
                licence = terms.value(quad.object)
    return titles, licence


def _concept(text: str) -> Concept:
    code, _, labels = text.partition(" ")
    dutch, _, english = labels.partition("|")
    return Concept(EU + code.split("/")[0], EU + code, dutch, english)


def cited_as() -> str:
    """Return how the data set is cited: authors, title, version.

    Raises:
        BadUse: this is no checkout.
    """
    said = citation()
    names = ", ".join(one["name"] for one in said["authors"])
    return f"{names.removesuffix('.')}. {said['title']}, version {said['version']}."


def citation() -> dict[str, Any]:
    """Return what CITATION.cff states.

    Raises:
        BadUse: there is none, so this is no checkout.
    """
    import yaml

    path = rooms.root() / "CITATION.cff"
    if not path.is_file():
        raise BadUse("there is no CITATION.cff here", str(path.parent), "Publish from a checkout of the repository.")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
