"""A view as a picture, SVG or PNG: the layout it declares on a page, and a text for who cannot see it."""

import io
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import networkx as nx
from matplotlib.figure import Figure

from foederis.export import grid, lanes, layered
from foederis.export.sheet import Key, Sheet, page, quiet

Draw = Callable[["nx.MultiDiGraph[str]", str], tuple[Sheet, list[Key], list[str]]]
LAYOUTS: Mapping[str, Draw] = {
    "layered": layered.draw,
    "poles": layered.draw,
    "matrix": grid.matrix,
    "pairs": grid.pairs,
    "lanes": lanes.of_view,
}


def figure(view: "nx.MultiDiGraph[str]", language: str) -> Figure:
    """Return a view as a figure, each text of which is a text of matplotlib."""
    with quiet():
        sheet, keys, notes = LAYOUTS[view.graph.get("layout") or "layered"](view, language)
    about = view.graph
    return page(sheet, str(about["heading"]), keys, notes, str(about["source"]), about["asked"], language)


def saved(made: Figure, form: str, title: str, told: str) -> bytes:
    """Return a figure as SVG with `title` and `desc`, or as PNG with the same texts in it; equal input, equal bytes."""
    out = io.BytesIO()
    with quiet():
        if form == "png":
            about = {"Title": title, "Description": told, "Software": None}
            made.savefig(out, format="png", dpi=150, metadata=about)
            return out.getvalue()
        made.savefig(out, format="svg", dpi=72, metadata={"Date": None})
    head, mark, rest = out.getvalue().decode().partition(" <metadata>")
    heading = f' <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(told)}</desc>\n'
    head = head.replace("<svg ", '<svg role="img" aria-labelledby="title desc" ', 1)
    return f"{head}{heading}{mark}{rest}".encode()
