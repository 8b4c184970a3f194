"""The part of a large view that a picture can hold, chosen by a stated measure; what was left out is said."""

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
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**view.graph)
    touched = {end for tie in ties for end in tie[:2]} or set(kept)
    part.add_nodes_from((key, dict(view.nodes[key])) for key in kept if key in touched)
    for source, target, key, _ in ties:
        part.add_edge(source, target, key, **view.edges[source, target, key])
    counts = {
        "nodes": part.number_of_nodes(), "all_nodes": view.number_of_nodes(),
        "edges": part.number_of_edges(), "all_edges": view.number_of_edges(),
    }  # fmt: skip
    mark = "." if language == "nl" else ","
    told = {name: f"{count:,}".replace(",", mark) for name, count in counts.items()}
    part.graph["shown"] = phrases("reduce", language)["shown"].format(**told)
    return part
