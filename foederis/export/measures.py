"""Measures of a network, for views that declare one: a number on each node that answers the view's question."""

from collections.abc import Callable, Mapping

import networkx as nx

from foederis.errors import BadInput


def add(view: "nx.MultiDiGraph[str]", name: str, where: str) -> None:
    """Put a measure on every node, under its own name, and let the size of the node follow it.

    Raises:
        BadInput: the view declares a measure that there is not.
    """
    if name not in MEASURES:
        raise BadInput(f"there is no measure '{name}'", where, f"Choose from: {', '.join(MEASURES)}")
    values = MEASURES[name](view)
    most = max(values.values(), default=0) or 1
    view.graph["measure"] = name
    for key, attributes in view.nodes(data=True):
        attributes[name] = values[key]
        if name != "community":
            attributes["size"] = round(4.0 + 20.0 * values[key] / most, 3)


def betweenness(view: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Return the share of the shortest paths between other nodes that run through each, directions left out."""
    plain = _undirected(view)
    return {key: round(value, 6) for key, value in nx.betweenness_centrality(plain).items()}


def community(view: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Return the group of each node, 1 the largest: nodes more tied to each other than to the rest.

    Greedy modularity (Clauset, Newman and Moore 2004), weighted by evidence.
    """
    found = nx.community.greedy_modularity_communities(_undirected(view), weight="weight")
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {key: number for number, group in enumerate(groups, 1) for key in group}


def reach(view: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Return how many other nodes each leads to along the arrows, at any distance."""
    plain = nx.DiGraph(view)
    return {key: len(nx.descendants(plain, key) - {key}) for key in plain}


MEASURES: Mapping[str, Callable[["nx.MultiDiGraph[str]"], Mapping[str, float]]] = {
    "betweenness": betweenness,
    "community": community,
    "reach": reach,
}


def _undirected(view: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return the view with one line for each pair, its weights added up, in an order that does not depend on it."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(view))
    for source, target, weight in sorted(view.edges(data="weight", default=1.0)):
        if source != target:
            before = plain.edges[source, target]["weight"] if plain.has_edge(source, target) else 0.0
            plain.add_edge(source, target, weight=before + weight)
    return plain
