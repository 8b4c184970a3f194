"""A view as a picture: a matrix of who takes part in what, as SVG or PNG."""

import io
from xml.sax.saxutils import escape

import matplotlib as mpl
import networkx as nx
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

MARKERS = ("o", "s", "^", "D", "P", "X", "v", "*")
INKS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_WORDS = {
    "nl": (
        "Gegevens: foederis, CC BY 4.0; elke deelname heeft haar bron in de graaf.",
        "{0}: {1} deelnemers in {2} verbanden, {3} deelnames.",
    ),
    "en": (
        "Data: foederis, CC BY 4.0; each participation has its source in the graph.",
        "{0}: {1} participants in {2} groups, {3} participations.",
    ),
}


def draw(view: "nx.MultiDiGraph[str]", form: str, language: str) -> bytes:
    """Return the picture: rows are sources, columns targets, a mark's shape and colour its role."""
    rows = sorted({s for s, _ in view.edges()}, key=lambda n: (-view.degree(n), view.nodes[n]["label"]))
    columns = sorted({t for _, t in view.edges()}, key=lambda n: (-view.in_degree(n), view.nodes[n]["label"]))
    roles = sorted({str(a["label"]) for _, _, a in view.edges(data=True)})
    style = {role: (MARKERS[i % len(MARKERS)], INKS[i % len(INKS)]) for i, role in enumerate(roles)}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "foederis", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(4.2 + 0.62 * len(columns), 3.0 + 0.24 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        for role in roles:
            points = [(columns.index(t), rows.index(s)) for s, t, a in view.edges(data=True) if str(a["label"]) == role]
            marker, ink = style[role]
            across, down = zip(*sorted(points), strict=True)
            axes.scatter(list(across), list(down), s=46, marker=marker, color=ink, zorder=3)
        axes.set_xticks(
            range(len(columns)), [_short(view.nodes[c]["label"]) for c in columns], rotation=40, ha="left", fontsize=9
        )
        axes.set_yticks(range(len(rows)), [_short(view.nodes[r]["label"]) for r in rows], fontsize=9)
        axes.xaxis.tick_top()
        axes.set_xlim(-0.6, len(columns) - 0.4)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.grid(visible=True, color="#dddddd", linewidth=0.6, zorder=0)
        axes.tick_params(length=0)
        for side in axes.spines.values():
            side.set_visible(False)
        marks = [Line2D([], [], marker=style[r][0], color=style[r][1], linestyle="", label=r) for r in roles]
        figure.suptitle(view.graph["title"], fontsize=13, fontweight="bold")
        figure.legend(
            handles=marks, title=_WORDS[language][0], title_fontsize=8, loc="outside lower left", ncols=len(roles),
            frameon=False, fontsize=9, reverse=False, alignment="left",
        )  # fmt: skip
        out = io.BytesIO()
        figure.savefig(out, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
    count = (view.graph["title"], len(rows), len(columns), view.number_of_edges())
    return out.getvalue() if form == "png" else described(out.getvalue(), count, _WORDS[language][1])


def described(svg: bytes, count: tuple[object, ...], words: str) -> bytes:
    """Return an SVG with a title and a description for those who do not see it."""
    heading = f"<title>{escape(str(count[0]))}</title>\n <desc>{escape(words.format(*count))}</desc>\n"
    head, _, rest = svg.decode().partition(" <metadata>")
    head = head.replace("<svg ", '<svg role="img" ', 1)
    return f"{head} {heading} <metadata>{rest}".encode()


def _short(label: str) -> str:
    return label if len(label) <= 54 else label[:52].rstrip() + "…"
