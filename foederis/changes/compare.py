"""What changed between two versions of the graph, thing by thing, in the terms of the model."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import graph, terms
from foederis.changes.versions import NAMELESS, NO_GRAPH, SOME_GRAPH, Places, Values, Version
from foederis.namespaces import DCTERMS, FOAF, FOED, ID, PREFIXES, RDF, RDFS, SKOS

# The sections of a change log, in the order of what matters, and the classes told in each: the first that fits.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Commitments": ("Commitment",),
    "What became of it": ("Development",),
    "Responses": ("Response",),
    "Recommendations": ("Recommendation", "RecommendationPart"),
    "Statements": ("Statement",),
    "Conditions": ("Condition",),
    "Quantities": ("Quantity",),
    "Codings": ("Coding", "Inference", "Tension", "Comparison", "Coder"),
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
_PASSAGE = f"{ID}passage/"
_MEANT = "which node is meant"  # the pseudo-property of blank nodes that several things point at
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


def compare(old: Version, new: Version) -> list[Change]:
    """Return every thing of which anything changed, by section; a link is told apart from the thing it belongs to."""
    found = []
    places = _places(old, new)
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
            elif thing in old.spread or thing in new.spread:
                details += _moved(old.places(thing), new.places(thing))
        links = [one for one in details if one.property in _LINKS]
        rest = [one for one in details if one.property not in _LINKS]
        place = (new.graphs if after else old.graphs).get(thing, frozenset())
        passages = tuple(sorted(places[name] for name in place if name in places))
        if rest:
            kind = "new" if not before else "removed" if not after else _kind(rest)
            found.append(Change(_section(thing, {**before, **after}), kind, thing, tuple(rest), passages))
        for one in links:
            found += [Change("Links", "link added", thing, (Detail(one.property, (), (to,)),), ()) for to in one.after]
            found += [
                Change("Links", "link removed", thing, (Detail(one.property, (to,), ()),), ()) for to in one.before
            ]
    found += _shared(old, new)
    order = {name: index for index, name in enumerate(SECTIONS)}
    return sorted(found, key=lambda change: (order[change.section], _ORDER.index(change.kind), change.thing))


def _moved(old: Places, new: Places) -> list[Detail]:
    """Return, of a thing that stands in the same graphs as before, which of its values stand in others of them."""
    moved = sorted((key for key in old.keys() & new.keys() if old[key] != new[key]), key=str)
    before, after = (
        tuple(
            ox.Literal(f"<{name}> {value} in {', '.join(map(_called, sorted(places[name, value])))}", datatype=NAMELESS)
            for name, value in moved
        )
        for places in (old, new)
    )
    return [Detail(_GRAPH, before, after)] if moved else []


def _called(graph_name: str) -> str:
    return {NO_GRAPH: "the default graph", SOME_GRAPH: "a graph without a name"}.get(graph_name, f"<{graph_name}>")


def _shared(old: Version, new: Version) -> list[Change]:
    """Return that other blank nodes are meant than before, where what is said of each does not tell which one is."""
    before, after = Counter(old.shared), Counter(new.shared)
    if before == after:
        return []
    gone, come = (
        tuple(ox.Literal(text, datatype=NAMELESS) for text in sorted({text for _, text in one.elements()}))
        for one in (before - after, after - before)
    )
    return [
        Change(
            "Other",
            "changed",
            "blank nodes that are shared, stand in a circle or have a twin",
            (Detail(_MEANT, gone, come),),
            (),
        )
    ]


def _places(old: Version, new: Version) -> dict[str, str]:
    """Return where each passage stands that is a graph: its locator, after its document where there are several."""
    graphs = {name for version in (old, new) for names in version.graphs.values() for name in names}
    parts = {name: name.removeprefix(_PASSAGE).partition("/") for name in graphs if name.startswith(_PASSAGE)}
    if len({document for document, _, _ in parts.values()}) < 2:
        return {name: locator for name, (_, _, locator) in parts.items()}
    return {
        name: f"{graph.short_name(new.names, f'{ID}document/{document}')}/{locator}"
        for name, (document, _, locator) in parts.items()
    }


def _section(thing: str, said: Values) -> str:
    kinds = {terms.value(value) for value in said.get(RDF + "type", ())}
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


def _nodes(names: Iterable[str]) -> tuple[ox.NamedNode | ox.Literal, ...]:
    return tuple(
        ox.Literal(_called(name), datatype=NAMELESS) if name == SOME_GRAPH else ox.NamedNode(name)
        for name in sorted(names)
    )
