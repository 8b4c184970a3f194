"""What changed between two versions of the graph, thing by thing, in the terms of the model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput
from foederis.namespaces import DCTERMS, FOAF, FOED, ID, PREFIXES, RDF, RDFS, SKOS

Values = Mapping[str, frozenset[ox.NamedNode | ox.Literal]]

# The sections of a change log, in the order of what matters, and the classes told in each: the first that fits.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Commitments": ("Commitment",),
    "What became of commitments": ("StatusEvent",),
    "Responses": ("Response",),
    "Recommendations": ("Recommendation", "RecommendationPart"),
    "Statements": ("Statement",),
    "Conditions": ("Condition",),
    "Quantities": ("Quantity",),
    "Codings": ("Coding", "Inference", "Tension", "Coder"),
    "Passages": ("Passage",),
    "Participations and law": ("Participation", "LegalLink"),
    "Things": ("Actor", "Instrument", "Provision", "Document", "Event", "Topic", "Existence", "Period", "Source"),
    "Links": (),
    "Questions and views": (),
    "Words": (),
    "Other": (),
}
_LINKS = {
    SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "broadMatch", PREFIXES["owl"] + "sameAs", RDFS + "seeAlso",
    FOAF + "page",
}  # fmt: skip
_NAMES = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", FOED + "abbreviation", RDFS + "label"}
_ANCHORS = {FOED + name for name in ("startOffset", "endOffset", "startAnchor", "endAnchor", "digest", "wordCount")}
_SCALES = {FOED + name for name in ("stance", "bindingness", "progress", "responseKind", "diagnosis")}
_QUESTION = tuple(ID + name for name in ("question/", "view/", "parameter/", "prefix/", "choices/"))
_WORD = {PREFIXES["owl"] + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "Ontology")} | {
    SKOS + "Concept",
    SKOS + "ConceptScheme",
}
_ORDER = (
    "new", "removed", "re-held", "re-coded", "changed", "moved", "reworded", "renamed", "re-anchored",
    "link added", "link removed",
)  # fmt: skip
_GRAPH = "graph"  # the pseudo-property of a thing that stands in another graph than before


@dataclass(frozen=True)
class Detail:
    """One property of a thing that changed: its values that are gone, and those that are new."""

    property: str
    before: tuple[ox.NamedNode | ox.Literal, ...]
    after: tuple[ox.NamedNode | ox.Literal, ...]


@dataclass(frozen=True)
class Change:
    """What happened to one thing: `new`, `removed`, or a word for what changed of it (`re-held`, `reworded`)."""

    section: str
    kind: str
    thing: str
    details: tuple[Detail, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    """A version of the graph: of each thing its values by property, and the graphs it stands in (none: not told)."""

    things: Mapping[str, Values]
    graphs: Mapping[str, frozenset[str]]
    names: ox.Store


def load(place: str) -> Version:
    """Return a version: an RDF file, the folder of a release, a checkout, or a folder of graph files.

    Raises:
        BadInput: there is nothing there, or a file is not well formed.
    """
    path = Path(place)
    found = [quad for one in _files(path) for quad in _named(one)]
    if not found:
        raise BadInput("there is no triple in it", place, "Give a release, a checkout or an RDF file.")
    return version(found)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise BadInput("there is no such file or folder", str(path), "Give a release, a checkout or an RDF file.")
    if path.is_file():
        return [path]
    if (path / "foederis.nq").is_file():
        return [path / "foederis.nq"]
    words = [one for one in sorted((path / "ontology").glob("*.ttl")) if one.stem != "alignments"]
    inside = path / "graph" if (path / "graph").is_dir() else path
    found = [one for one in sorted(inside.rglob("*")) if one.suffix in (".trig", ".ttl", ".nq", ".nt")]
    if not found:
        raise BadInput(
            "this folder holds no graph", str(path), "Give a release, a checkout or a folder with TriG files."
        )
    return [*words, *(found if inside != path else [one for one in found if one not in words])]


def _named(path: Path) -> Iterable[ox.Quad]:
    ontology = path.parent.name == "ontology" and path.suffix == ".ttl"
    for quad in graph.parse(path):
        if ontology and isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph.ONTOLOGY_GRAPH)
        else:
            yield quad


def version(quads: Iterable[ox.Quad]) -> Version:
    """Return a version made of quads; blank nodes, which have no name to follow them by, are left out."""
    things: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]] = {}
    graphs: dict[str, set[str]] = {}
    store = ox.Store()
    for quad in quads:
        subject, target = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(target, ox.NamedNode | ox.Literal):
            continue
        things.setdefault(subject.value, {}).setdefault(quad.predicate.value, set()).add(target)
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs.setdefault(subject.value, set()).add(quad.graph_name.value)
        store.add(ox.Quad(subject, quad.predicate, target, ox.DefaultGraph()))
    return Version(
        {thing: {name: frozenset(values) for name, values in said.items()} for thing, said in things.items()},
        {thing: frozenset(names) for thing, names in graphs.items()},
        store,
    )


def compare(old: Version, new: Version) -> list[Change]:
    """Return every thing of which anything changed, by section; a link is told apart from the thing it belongs to."""
    found = []
    told = bool(old.graphs) and bool(new.graphs)  # a Turtle file does not say where a triple stands
    for thing in sorted({*old.things, *new.things}):
        before, after = old.things.get(thing, {}), new.things.get(thing, {})
        details = [
            Detail(name, _sorted(before.get(name, frozenset()) - after.get(name, frozenset())),
                   _sorted(after.get(name, frozenset()) - before.get(name, frozenset())))
            for name in sorted({*before, *after})
            if before.get(name) != after.get(name)
        ]  # fmt: skip
        if told and before and after:
            was, now = old.graphs.get(thing, frozenset()), new.graphs.get(thing, frozenset())
            if was != now:
                details.append(Detail(_GRAPH, _nodes(was - now), _nodes(now - was)))
        links = [one for one in details if one.property in _LINKS]
        rest = [one for one in details if one.property not in _LINKS]
        place = (new.graphs if after else old.graphs).get(thing, frozenset())
        passages = tuple(sorted(name.rsplit("/", 1)[-1] for name in place if "/id/passage/" in name))
        if rest:
            kind = "new" if not before else "removed" if not after else _kind(rest)
            found.append(Change(_section(thing, {**before, **after}), kind, thing, tuple(rest), passages))
        for one in links:
            found += [Change("Links", "link added", thing, (Detail(one.property, (), (to,)),), ()) for to in one.after]
            found += [
                Change("Links", "link removed", thing, (Detail(one.property, (to,), ()),), ()) for to in one.before
            ]
    order = {name: index for index, name in enumerate(SECTIONS)}
    return sorted(found, key=lambda change: (order[change.section], _ORDER.index(change.kind), change.thing))


def _section(thing: str, said: Values) -> str:
    kinds = {getattr(value, "value", "") for value in said.get(RDF + "type", ())}
    if thing.startswith(_QUESTION):
        return "Questions and views"
    for section, classes in SECTIONS.items():
        if any(FOED + name in kinds for name in classes):
            return section
    if kinds & _WORD or thing.startswith(FOED):
        return "Words"
    return "Links" if PREFIXES["void"] + "Linkset" in kinds else "Other"


def _kind(details: Iterable[Detail]) -> str:
    """Return the word for what changed of a thing: that of what matters most."""
    changed = {one.property for one in details}
    for kind, properties in (
        ("re-held", {FOED + "holder", FOED + "reportedBy"}),
        ("re-coded", _SCALES),
        ("re-anchored", _ANCHORS),
        ("moved", {_GRAPH}),
    ):
        if changed & properties:
            return kind
    if changed <= {FOED + "paraphrase", FOED + "reason", FOED + "reasoning", SKOS + "note", DCTERMS + "description"}:
        return "reworded"
    return "renamed" if changed <= _NAMES else "changed"


def _sorted(values: Iterable[ox.NamedNode | ox.Literal]) -> tuple[ox.NamedNode | ox.Literal, ...]:
    return tuple(sorted(values, key=str))


def _nodes(names: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(name) for name in sorted(names))
