"""The part of a large view that a picture can hold, chosen by a stated measure; what was left out is said."""

from collections.abc import Iterable

import networkx as nx

from foederis.export.phrases import phrases


def strongest(view: "nx.MultiDiGraph[str]", nodes: int, edges: int, language: str = "en") -> "nx.MultiDiGraph[str]":
    """Return the view when it fits, else its `nodes` most linked things with the `edges` strongest links of these.

    A thing with more links comes first, then the heavier, then by id; of links the heaviest, then by id. Attributes
    stay those of the whole view. Things that lose all their links go too. `graph["shown"]` says in a sentence what is
    shown of what; it is not there when nothing was left out.
    """
    if view.number_of_nodes() <= nodes and view.number_of_edges() <= edges:
        return view
    degree = dict(view.degree())
    weight = nx.get_node_attributes(view, "weight")
    kept = sorted(view, key=lambda key: (-degree[key], -float(weight.get(key, 1.0)), key))[:nodes]
    inner = view.subgraph(kept)
    ties = sorted(
        inner.edges(keys=True, data="weight", default=1.0),
        key=lambda tie: (-float(tie[3]), tie[0], tie[1], str(tie[2])),
    )[:edges]
    touched = {end for tie in ties for end in tie[:2]} or set(kept)
    part = _part(view, (key for key in kept if key in touched), (tie[:3] for tie in ties))
    part.graph["shown"] = phrases("reduce", language)["shown"].format(**_counts(part, view, language))
    return part


def of_kind(view: "nx.MultiDiGraph[str]", kind: str, language: str = "en") -> "nx.MultiDiGraph[str]":
    """Return the things of a kind (`Commitment`) with all their links and what these lead to.

    The view itself when all its links are of such things, or none is. Attributes stay those of the whole view, and
    `graph["shown"]` says in a sentence what is shown of what.
    """
    ties = [tie for tie in view.edges(keys=True) if kind in {view.nodes[end]["kind"] for end in tie[:2]}]
    if not 0 < len(ties) < view.number_of_edges():
        return view
    touched = {end for tie in ties for end in tie[:2]}
    part = _part(view, (key for key in view if key in touched), ties)
    name = next(str(a["type"]) for _, a in part.nodes(data=True) if a["kind"] == kind)
    part.graph["shown"] = phrases("reduce", language)["of kind"].format(kind=name, **_counts(part, view, language))
    return part


def _part(
    view: "nx.MultiDiGraph[str]", keys: Iterable[str], ties: Iterable[tuple[str, str, str]]
) -> "nx.MultiDiGraph[str]":
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**view.graph)
    part.add_nodes_from((key, dict(view.nodes[key])) for key in keys)
    for source, target, key in ties:
        part.add_edge(source, target, key, **view.edges[source, target, key])
    return part


def _counts(part: "nx.MultiDiGraph[str]", view: "nx.MultiDiGraph[str]", language: str) -> dict[str, str]:
    counts = {
        "nodes": part.number_of_nodes(), "all_nodes": view.number_of_nodes(),
        "edges": part.number_of_edges(), "all_edges": view.number_of_edges(),
    }  # fmt: skip
    mark = "." if language == "nl" else ","
    return {name: f"{count:,}".replace(",", mark) for name, count in counts.items()}
