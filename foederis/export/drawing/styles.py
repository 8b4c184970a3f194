"""How the nodes of a picture look, and what its key says about it: kind by colour and shape, a measure by size."""

import math
from collections import Counter

import networkx as nx

from foederis.export.drawing.frame import Key
from foederis.export.numerals import measure as written
from foederis.export.palette import INKS, MARKERS, PALE
from foederis.export.phrases import phrases

_SMALL, _LARGE = 6.0, 18.0


def styles(view: "nx.MultiDiGraph[str]") -> dict[str, tuple[str, str]]:
    """Return the marker and colour of each node: by its community where that is measured, else by its kind."""
    return {key: _style(view)[_sort(view, key)] for key in view}


def marker_size(view: "nx.MultiDiGraph[str]", key: str) -> float:
    """Return how large a node is drawn, in points: by its measure (the area follows it), else all alike."""
    measure = view.graph.get("measure")
    if measure in (None, "community"):
        return 7.0
    most = max((float(a[measure]) for _, a in view.nodes(data=True)), default=0.0)
    return _scaled(float(view.nodes[key][measure]), most)


def keys_of(view: "nx.MultiDiGraph[str]", language: str) -> list[Key]:
    """Return the entries of the key for the nodes."""
    words = phrases("styles", language)
    look = _style(view)
    count = Counter(_sort(view, key) for key in view)
    measure = view.graph.get("measure")
    names = {one: words["group"].format(one) if measure == "community" else str(one) for one in look}
    keys = [
        Key(f"{names[one]} ({count[one]})", "mark", ink, marker) for one, (marker, ink) in look.items() if count[one]
    ]
    if measure == "community":
        keys.append(Key(words["community"]))
    elif measure:
        most = max(float(a[measure]) for _, a in view.nodes(data=True))
        keys.append(Key(words[measure]))
        whole = all(isinstance(a[measure], int) for _, a in view.nodes(data=True))
        steps = sorted({0.0, float(math.ceil(most / 4)) if whole else _round(most / 4), _round(most)})
        keys += [Key(written(step, language), "mark", PALE, "o", _scaled(step, most)) for step in steps]
    return keys


def labels(view: "nx.MultiDiGraph[str]") -> list[str]:
    """Return what the lines of a view are called: degrees of a scale in their order, all else as in each language."""
    found = {(str(a["role"]), str(a["label"])) for _, _, a in view.edges(data=True)}
    ordered = list(degrees(view))
    return [*dict.fromkeys(label for _, label in sorted(found) if label not in ordered), *ordered]


def degrees(view: "nx.MultiDiGraph[str]") -> dict[str, str]:
    """Return the words of lines that are degrees of a scale, in their order, each with its colour."""
    color = {str(a["label"]): str(a["color"]) for _, _, a in view.edges(data=True) if "color" in a}
    return {word: color[word] for word in str(view.graph.get("ordered", "")).split("\n") if word in color}


def _style(view: "nx.MultiDiGraph[str]") -> dict[int | str, tuple[str, str]]:
    order = {_sort(view, key): str(view.nodes[key]["kind"]) for key in view}
    kinds = sorted(order, key=lambda kind: (kind if isinstance(kind, int) else 0, order[kind]))
    return {kind: (MARKERS[i % len(MARKERS)], INKS[i % len(INKS)]) for i, kind in enumerate(kinds)}


def _sort(view: "nx.MultiDiGraph[str]", key: str) -> int | str:
    attributes = view.nodes[key]
    return int(attributes["community"]) if view.graph.get("measure") == "community" else str(attributes["type"])


def _scaled(value: float, most: float) -> float:
    share = value / most if most else 0.0
    return math.sqrt(_SMALL**2 + (_LARGE**2 - _SMALL**2) * share)


def _round(value: float) -> float:
    return float(f"{value:.2g}")
