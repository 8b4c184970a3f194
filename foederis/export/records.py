"""What every graph file holds of a view: nodes and edges in one order, each attribute declared and of one type."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from foederis.export.palette import NO_KIND, NO_RELATION

Scalar = str | int | float | bool
Attributes = dict[str, Scalar]

NODE: Mapping[str, Scalar] = {
    "label": "", "name": "", "type": "", "kind": "", "color": NO_KIND, "size": 1.0, "weight": 1.0, "iri": "",
    "start": "", "end": "", "evidence": 0,
}  # fmt: skip
EDGE: Mapping[str, Scalar] = {
    "label": "", "name": "", "interaction": "", "type": "", "kind": "", "color": NO_RELATION, "size": 1.0,
    "weight": 1.0, "iri": "", "start": "", "end": "", "evidence": 0, "passages": "",
}  # fmt: skip
_TAKEN = {"id", "source", "target"}  # in every format these say what an edge joins
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n?")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Edge:
    """One edge; its id says what it joins, so that it stays the same when others come or go."""

    id: str
    source: str
    target: str
    attributes: Attributes
    key: str  # what is between the ends in its id


def clean(text: str) -> str:
    """Return text that every format can hold.

    Control characters, lone surrogates and non-characters, which XML has no place for, become U+FFFD; the line ends of
    other systems become a newline. All else stays.
    """
    return _NO_TEXT.sub("\ufffd", _BREAK.sub("\n", text))


def node_fields(view: "nx.MultiDiGraph[str]") -> dict[str, Scalar]:
    """Return the attributes of nodes with what stands for none: the common ones, then those that this view adds."""
    return _fields(NODE, (a for _, a in view.nodes(data=True)))


def edge_fields(view: "nx.MultiDiGraph[str]") -> dict[str, Scalar]:
    """Return the attributes of edges, as `node_fields`."""
    return _fields(EDGE, (a for _, _, a in view.edges(data=True)))


def nodes(view: "nx.MultiDiGraph[str]") -> Iterator[tuple[str, Attributes]]:
    """Yield the nodes in the order of their ids, with all attributes."""
    fields = node_fields(view)
    for key in sorted(view):
        yield clean(key), _typed(view.nodes[key], fields)


def edges(view: "nx.MultiDiGraph[str]") -> Iterator[Edge]:
    """Yield the edges in the order of their ends, with all attributes."""
    fields = edge_fields(view)
    for source, target, key in sorted(view.edges(keys=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))):
        attributes = _typed(view.edges[source, target, key], fields)
        yield Edge(clean(f"{source} {key} {target}"), clean(source), clean(target), attributes, clean(str(key)))


def is_dated(view: "nx.MultiDiGraph[str]") -> bool:
    """Say whether any edge has a start or an end."""
    return any(a.get("start") or a.get("end") for _, _, a in view.edges(data=True))


def asked(view: "nx.MultiDiGraph[str]") -> dict[str, str]:
    """Return the values of parameters that a view was asked for; the graph keeps them as JSON."""
    return dict(json.loads(str(view.graph.get("asked") or "{}")))


def poles(view: "nx.MultiDiGraph[str]") -> tuple[str, ...]:
    """Return the nodes between which a view stands; the graph keeps them as text, apart by a space."""
    return tuple(str(view.graph.get("poles") or "").split())


def marks(view: "nx.MultiDiGraph[str]") -> tuple[tuple[str, str], ...]:
    """Return the days that an axis of time shows, each with what it is; the graph keeps them as JSON."""
    return tuple((day, name) for day, name in json.loads(str(view.graph.get("marks") or "[]")))


def title(view: "nx.MultiDiGraph[str]") -> str:
    """Return the title, with what was left out when the view is a part of a larger one."""
    parts = (str(view.graph.get("title", "")), str(view.graph.get("shown", "")))
    return clean(". ".join(part for part in parts if part))


def _fields(common: Mapping[str, Scalar], all_of: Iterable[Mapping[str, object]]) -> dict[str, Scalar]:
    kinds: dict[str, set[type]] = {}
    for attributes in all_of:
        for name in attributes.keys() - common.keys() - _TAKEN:
            kinds.setdefault(name, set()).add(type(attributes[name]))
    added: dict[str, Scalar] = {}
    for name in sorted(kinds):
        if not _NAME.fullmatch(name):
            continue
        types = kinds[name] - {type(None)}
        if types == {bool}:
            added[name] = False
        elif types == {int}:
            added[name] = 0
        elif types and types <= {int, float}:
            added[name] = 0.0
        elif types and types <= {str, bool, int, float}:
            added[name] = ""
    return {**common, **added}


def _typed(attributes: Mapping[str, object], fields: Mapping[str, Scalar]) -> Attributes:
    result: Attributes = {}
    for name, none in fields.items():
        value = attributes.get(name)
        if not isinstance(value, str | bool | int | float):
            result[name] = none
        elif isinstance(none, str):
            result[name] = clean(str(value))
        elif isinstance(none, bool):
            result[name] = bool(value)
        elif isinstance(none, int):
            result[name] = int(value)
        else:
            result[name] = float(value) if math.isfinite(float(value)) else none
    if not _COLOUR.fullmatch(str(result["color"])):
        result["color"] = fields["color"]
    return result
