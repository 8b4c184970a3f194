"""Versions of the graph that can be compared: a file, a release, a checkout, each thing with its values and graphs."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput
from foederis.namespaces import FOED, ID

Values = Mapping[str, frozenset[ox.NamedNode | ox.Literal]]
Places = Mapping[tuple[str, ox.NamedNode | ox.Literal], frozenset[str]]
NO_GRAPH, SOME_GRAPH = "", "[]"
"""The default graph, and any graph whose name is a blank node: it means something in its own file only."""
NAMELESS = ox.NamedNode("urn:foederis:nameless")
"""The datatype of a value that is told by what is said of it, as in Turtle: a blank node, or a triple term."""


@dataclass(frozen=True)
class Version:
    """A version of the graph: of each thing its values by property, and the graphs it stands in (none: not told).

    A blank node has no name to follow it by: it is a value of what points at it, told by all that is said of it; one
    that nothing points at is a thing named by that. `shared` are the blank nodes for which that does not tell which one
    is meant, since several things point at it, it stands in a circle or has a twin: each with a mark made of what is
    said of it and of what it is connected with. (Two graphs of nothing but alike nodes can differ with equal marks.)
    `spread` says, of a thing that stands in several graphs, in which each of its values does.
    """

    things: Mapping[str, Values]
    graphs: Mapping[str, frozenset[str]]
    names: ox.Store
    shared: tuple[tuple[str, str], ...] = ()
    spread: Mapping[str, Places] = field(default_factory=dict)

    def places(self, thing: str) -> Places:
        """Return in which graphs each value of a thing stands, by property and value."""
        known = self.spread.get(thing)
        if known is not None:
            return known
        every = self.graphs.get(thing, frozenset((NO_GRAPH,)))
        return {(name, value): every for name, values in self.things[thing].items() for value in values}


def load(place: str) -> Version:
    """Return a version: an RDF file, the folder of a release, a checkout, or a folder of graph files.

    Raises:
        BadInput: there is nothing there, or a file is not well formed.
    """
    path = Path(place)
    found = [quad for one in graph.version_files(path) for quad in _named(one)]
    if not found:
        raise BadInput("there is no triple in it", place, "Give a release, a checkout or an RDF file.")
    return version(found)


def _named(path: Path) -> Iterable[ox.Quad]:
    ontology = path.parent.name == "ontology" and path.suffix == ".ttl"
    for quad in graph.parse(path):
        if ontology and isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph.ONTOLOGY_GRAPH)
        else:
            yield quad


def _says_what_others_say(quad: ox.Quad) -> bool:
    """Tell whether a quad is of an index of digests: what changed is told by what the thing itself says."""
    return quad.predicate.value == FOED + "digest" and getattr(quad.subject, "value", "").startswith(_DIGESTED)


_DIGESTED = tuple(f"{ID}{kind}/" for kind in ("statement", "recommendation", "commitment", "response"))


def version(quads: Iterable[ox.Quad]) -> Version:
    """Return a version made of quads."""
    things: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]] = {}
    graphs: dict[str, set[str]] = {}
    places: dict[str, dict[tuple[str, ox.NamedNode | ox.Literal], set[str]]] = {}
    store = ox.Store()
    quads = [quad for quad in quads if not _says_what_others_say(quad)]
    blank = _Blank(quads)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            thing = quad.subject.value
        elif quad.subject in blank.roots:
            thing = blank.told(quad.subject)
        else:
            continue  # told as a value of what points at it
        value = blank.value(quad.object)
        things.setdefault(thing, {}).setdefault(quad.predicate.value, set()).add(value)
        place = _graph(quad.graph_name)
        if place:
            graphs.setdefault(thing, set()).add(place)
        places.setdefault(thing, {}).setdefault((quad.predicate.value, value), set()).add(place)
        if isinstance(quad.subject, ox.NamedNode):
            store.add(ox.Quad(quad.subject, quad.predicate, value, ox.DefaultGraph()))
    return Version(
        {thing: {name: frozenset(values) for name, values in said.items()} for thing, said in things.items()},
        {thing: frozenset(names) for thing, names in graphs.items()},
        store,
        blank.shared(),
        {thing: one for thing, said in places.items() if len(set((one := _named_only(said)).values())) > 1},
    )


def _graph(name: object) -> str:
    """Return a graph by its name."""
    if isinstance(name, ox.NamedNode):
        return name.value
    return SOME_GRAPH if isinstance(name, ox.BlankNode) else NO_GRAPH


def _named_only(said: Mapping[tuple[str, ox.NamedNode | ox.Literal], set[str]]) -> Places:
    """Return where values stand: that one stands in the default graph too is the way of some files, and left out."""
    return {key: frozenset(found - {NO_GRAPH} or found) for key, found in said.items()}


class _Blank:
    """The blank nodes of a version, each told by what is said of it."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._said: dict[ox.BlankNode, set[tuple[str, object]]] = {}
        self._above: dict[ox.BlankNode, set[tuple[object, str]]] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.BlankNode):
                self._said.setdefault(quad.subject, set()).add((quad.predicate.value, quad.object))
            for node in _nodes(quad.object):
                self._above.setdefault(node, set()).add((quad.subject, quad.predicate.value))
                self._said.setdefault(node, set())
        self._texts: dict[ox.BlankNode, str] = {}
        self._circle = self._tell()
        self.roots = {node for node in self._said if node not in self._above or node in self._circle}

    def _tell(self) -> set[ox.BlankNode]:
        """Tell each node once those below it are told; return those of which one below is the node itself, or such."""
        open_ = {node: {one for _, term in said for one in _nodes(term)} for node, said in self._said.items()}
        ready = [node for node, below in open_.items() if not below]
        while ready:
            node = ready.pop()
            self._texts[node] = self._text(node)
            del open_[node]
            for above in {one for one, _ in self._above.get(node, ()) if isinstance(one, ox.BlankNode)}:
                open_[above].discard(node)
                if not open_[above]:
                    ready.append(above)
        self._texts.update({node: self._text(node) for node in open_})  # those in a circle do not tell each other
        return set(open_)

    def _text(self, node: ox.BlankNode) -> str:
        said = sorted(f"<{name}> {self.told(target)}" for name, target in self._said[node])
        text = f"[ {' ; '.join(said)} ]" if said else "[]"
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ... ({_mark(text)}) ]"

    def told(self, term: object) -> str:
        """Return a term as Turtle would have it, a blank node by what is said of it, in an order of its own."""
        if isinstance(term, ox.Triple):
            return f"<<( {self.told(term.subject)} {term.predicate} {self.told(term.object)} )>>"
        return self._texts.get(term, "[ ... ]") if isinstance(term, ox.BlankNode) else str(term)

    def value(self, term: object) -> ox.NamedNode | ox.Literal:
        """Return a term as a value that stays the same from version to version."""
        return term if isinstance(term, ox.NamedNode | ox.Literal) else ox.Literal(self.told(term), datatype=NAMELESS)

    def shared(self) -> tuple[tuple[str, str], ...]:
        """Return the nodes that their text does not tell apart, each with a mark by which two versions are compared."""
        odd = {node for node, above in self._above.items() if len(above) > 1} | self._circle
        alike: dict[tuple[object, str], list[ox.BlankNode]] = {}
        for node, text in self._texts.items():
            alike.setdefault((frozenset(self._above.get(node, ())), text), []).append(node)
        odd.update(node for nodes in alike.values() if len(nodes) > 1 for node in nodes)  # how many there are counts
        size = self._sizes(odd)
        marks = {node: _mark(f"{size[node]} {self._texts[node]}") for node in odd}
        for _ in range(_ROUNDS if odd else 0):
            marks = {node: _mark(self._around(node, marks)) for node in odd}
        return tuple(sorted((marks[node], self._texts[node]) for node in odd))

    def _sizes(self, nodes: set[ox.BlankNode]) -> dict[ox.BlankNode, int]:
        """Return with how many of some nodes each is connected: two circles are not one of double size."""
        found: dict[ox.BlankNode, int] = {}
        for start in nodes:
            if start in found:
                continue
            group, open_ = {start}, [start]
            while open_:
                node = open_.pop()
                near = {one for _, term in self._said[node] for one in _nodes(term)}
                near |= {one for one, _ in self._above.get(node, ()) if isinstance(one, ox.BlankNode)}
                fresh = (near & nodes) - group
                group |= fresh
                open_ += fresh
            found.update(dict.fromkeys(group, len(group)))
        return found

    def _around(self, node: ox.BlankNode, marks: Mapping[ox.BlankNode, str]) -> str:
        def told(term: object) -> str:
            return marks[term] if isinstance(term, ox.BlankNode) and term in marks else self.told(term)

        below = sorted(f"{name} {told(term)}" for name, term in self._said[node])
        above = sorted(f"{told(term)} {name}" for term, name in self._above.get(node, ()))
        return "\n".join([marks[node], *below, "", *above])


_LONGEST = 2000  # of a text: what many nodes share is else told once for each way that leads to it
_ROUNDS = 8  # how far around a shared node is looked at


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _nodes(term: object) -> Iterable[ox.BlankNode]:
    """Yield the blank nodes in a term."""
    if isinstance(term, ox.BlankNode):
        yield term
    elif isinstance(term, ox.Triple):
        yield from _nodes(term.subject)
        yield from _nodes(term.object)
