"""Versions of the graph that can be compared: a file, a release, a checkout, each thing with its values and graphs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput

Values = Mapping[str, frozenset[ox.NamedNode | ox.Literal]]


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
