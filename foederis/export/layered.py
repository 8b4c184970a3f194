"""A view as a layered picture: what points comes left of what it points at, each node with its label beside it."""

import io
import re
import textwrap
from collections.abc import Sequence

import matplotlib as mpl
import networkx as nx
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from foederis.export.picture import INKS, MARKERS, described

_MOST = 70  # nodes a column that a page can hold
_ROW = 0.34  # inches a line of nodes
_COLUMN = 4.4  # inches a column
_WORDS = {
    "nl": (
        "Gegevens: foederis, CC BY 4.0; elke lijn heeft haar bron in de graaf.",
        "{0}: {1} dingen en {3} verbanden.",
    ),
    "en": ("Data: foederis, CC BY 4.0; each line has its source in the graph.", "{0}: {1} things and {3} links."),
}
_CUT = {
    "nl": "Getoond: de {0} dingen met de meeste verbanden, van {1}.",
    "en": "Shown: the {0} things with the most links, of {1}.",
}


def draw(view: "nx.MultiDiGraph[str]", form: str, language: str) -> bytes:
    """Return the picture; colour and shape tell the kind of a node, the dash of a line what it means.

    With more nodes than a page holds, those with the most links are drawn and the picture says so.
    """
    whole = view.number_of_nodes()
    if whole > 4 * _MOST:
        kept = sorted(view, key=lambda node: (-view.degree(node), node))[: 4 * _MOST]
        view = view.subgraph(kept)
    columns = _ordered(view, _columns(view))
    place = {node: (x, y - (len(column) - 1) / 2) for x, column in enumerate(columns) for y, node in enumerate(column)}
    tallest = max(len(column) for column in columns)
    kinds = sorted({str(a["type"]) for _, a in view.nodes(data=True)})
    style = {kind: (MARKERS[i % len(MARKERS)], INKS[i % len(INKS)]) for i, kind in enumerate(kinds)}
    words = sorted({str(a["label"]) for _, _, a in view.edges(data=True)})
    dashes = {word: _DASHES[i % len(_DASHES)] for i, word in enumerate(words)}
    inks = {word: _LINES[i // len(_DASHES) % len(_LINES)] for i, word in enumerate(words)}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "foederis", "font.family": "DejaVu Sans"}):
        figure = Figure(
            figsize=(1.0 + _COLUMN * len(columns), 2.6 + _ROW * tallest + 0.22 * ((len(words) + 3) // 4)),
            layout="constrained",
        )
        axes = figure.add_subplot()
        for source, target, attributes in view.edges(data=True):
            (x1, y1), (x2, y2) = place[source], place[target]
            bend = 0.0 if x1 != x2 else -0.45
            axes.add_patch(
                FancyArrowPatch(
                    (x1, y1), (x2, y2), arrowstyle="-|>", mutation_scale=8, linewidth=0.9, shrinkA=5, shrinkB=6,
                    color=inks[str(attributes["label"])], linestyle=dashes[str(attributes["label"])],
                    connectionstyle=f"arc3,rad={bend}", zorder=1,
                )
            )  # fmt: skip
        for node, attributes in view.nodes(data=True):
            x, y = place[node]
            marker, ink = style[str(attributes["type"])]
            axes.scatter([x], [y], s=42, marker=marker, color=ink, zorder=3)
            axes.annotate(
                textwrap.shorten(str(attributes["label"]), 58, placeholder=" …"), (x, y), xytext=(7, 0),
                textcoords="offset points", va="center", fontsize=8, zorder=4,
                bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
            )  # fmt: skip
        axes.set_xlim(-0.15, len(columns) - 0.05)
        axes.set_ylim(tallest / 2 + 0.3, -tallest / 2 - 0.3)
        axes.set_axis_off()
        marks = [Line2D([], [], marker=style[k][0], color=style[k][1], linestyle="", label=k) for k in kinds]
        lines = [Line2D([], [], color=inks[w], linewidth=1.2, linestyle=dashes[w], label=w) for w in words]
        figure.suptitle(view.graph["title"], fontsize=13, fontweight="bold")
        note = _WORDS[language][0]
        if whole > view.number_of_nodes():
            note = f"{_CUT[language].format(view.number_of_nodes(), whole)} {note}"
        figure.legend(
            handles=[*marks, *lines], title=note, title_fontsize=8, loc="outside lower left",
            ncols=max(2, min(6, len(columns) + 2)), frameon=False, fontsize=8, alignment="left", handlelength=3.2,
        )  # fmt: skip
        out = io.BytesIO()
        figure.savefig(out, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
    count = (view.graph["title"], view.number_of_nodes(), 0, view.number_of_edges())
    return out.getvalue() if form == "png" else described(out.getvalue(), count, _WORDS[language][1])


_DASHES: tuple[tuple[float, Sequence[float]], ...] = (
    (0, ()), (0, (5, 2)), (0, (1, 1)), (0, (5, 1, 1, 1)), (0, (9, 3)), (0, (2, 4)),
)  # fmt: skip
_LINES = ("#6f6f6f", "#0072B2", "#D55E00", "#009E73", "#CC79A7")  # a line is known by dash and colour together


def _columns(view: "nx.MultiDiGraph[str]") -> list[list[str]]:
    """Return the layers: a node stands right of all that points at it, save in a circle, which shares a layer."""
    one = nx.condensation(nx.DiGraph(view))
    depth: dict[int, int] = {}
    for number, layer in enumerate(nx.topological_generations(one)):
        for component in layer:
            depth[component] = number
    for component in reversed(list(nx.topological_sort(one))):  # pull each to the right, next to what it points at
        after = [depth[next_one] for next_one in one.successors(component)]
        if after:
            depth[component] = min(after) - 1
    found: dict[int, list[str]] = {}
    for component, level in depth.items():
        found.setdefault(level, []).extend(one.nodes[component]["members"])
    columns: list[list[str]] = []
    for level in sorted(found):
        members = sorted(
            found[level], key=lambda node: (str(view.nodes[node]["type"]), _natural(str(view.nodes[node]["label"])))
        )
        columns += [members[i : i + _MOST] for i in range(0, len(members), _MOST)]
    return columns


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key that puts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def _ordered(view: "nx.MultiDiGraph[str]", columns: list[list[str]]) -> list[list[str]]:
    """Return the layers with each node near the middle of its neighbours, which uncrosses lines."""
    rank = {node: index / len(column) for column in columns for index, node in enumerate(column)}
    for _ in range(6):
        for column in columns:
            near = {
                node: sum(places) / len(places)
                if (places := [rank[n] for n in nx.all_neighbors(view, node)])
                else rank[node]
                for node in column
            }
            column.sort(key=lambda node: (near[node], _natural(str(view.nodes[node]["label"]))))
            rank |= {node: index / len(column) for index, node in enumerate(column)}
    return columns
