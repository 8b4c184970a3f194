"""GraphML read by networkx, with the ids that a view has: in the file they are name tokens, as its schema asks."""

import re

import networkx as nx


def read(text: str, **options: bool) -> nx.Graph:
    """Return the graph of a file, its ids told as the view tells them."""
    back = nx.parse_graphml(text, **options)
    ids = {name: identity(name) for name in back}
    if not back.is_multigraph():
        return nx.relabel_nodes(back, ids)
    told = back.__class__(**back.graph)
    told.add_nodes_from((ids[name], a) for name, a in back.nodes(data=True))
    told.add_edges_from((ids[s], ids[t], identity(key), a) for s, t, key, a in back.edges(keys=True, data=True))
    return told


def identity(token: str) -> str:
    """Return the id that a token stands for."""
    return re.sub("_([0-9A-F]+)_", lambda found: chr(int(found[1], 16)), token.replace(":", "/"))
