"""Views as graph files and pictures: SPARQL to a networkx graph to any format."""

from collections.abc import Mapping
from pathlib import Path

from foederis import graph, queries
from foederis.errors import BadInput, BadUse, NothingFound
from foederis.export import model, writers

FORMATS = ("graphml", "gexf", "dot", "svg", "png", "cytoscape", "mermaid", "csv", "ttl", "trig", "nt", "jsonld")
_SUFFIXES = {"cyjs": "cytoscape", "json": "cytoscape", "mmd": "mermaid", "gv": "dot"}


def format_of(path: str) -> str:
    """Return the format that a file name asks for, or an empty string."""
    suffix = Path(path).suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else _SUFFIXES.get(suffix, "")


def export(name: str, values: Mapping[str, str], form: str, language: str = "en") -> dict[str, bytes]:
    """Return a view in a format, as file-name endings with content (one, or two for csv).

    Raises:
        BadUse: no such view, parameter or format.
        NothingFound: the view is empty for these values.
        BadInput: a picture is asked for and matplotlib is not installed.
    """
    views = queries.questions("views")
    if name not in views:
        raise BadUse(f"there is no view '{name}'", "", f"Views: {', '.join(views)}.")
    if form not in FORMATS:
        raise BadUse(f"format cannot be '{form}'", "", f"Choose from: {', '.join(FORMATS)}")
    data = graph.store()
    view = views[name]
    answer = queries.ask(view, values, data=data)
    if not answer.rows:
        raise NothingFound("this view is empty for these values", name, "Try another value, or value 'any'.")
    title = view.title_nl if language == "nl" else view.title
    shown = {p.name: values.get(p.name) or _plain(p.default) for p in view.parameters}
    shown = {key: value for key, value in shown.items() if value not in ("UNDEF", "any")}
    drawn = model.build(answer, title, shown, language, data)
    if form in ("svg", "png"):
        try:
            from foederis.export import layered, picture
        except ImportError as error:
            raise BadInput("pictures need matplotlib", "", "Install it: pip install 'foederis[pictures]'") from error
        draw = picture.draw if view.extra.get("layout") == "matrix" else layered.draw
        return {"": draw(drawn, form, language)}
    if form in ("ttl", "trig", "nt", "jsonld"):
        return {"": writers.rdf(drawn, form, data)}
    if form == "csv":
        return writers.csv_pair(drawn)
    return {"": getattr(writers, form)(drawn).encode()}


def _plain(term: str) -> str:
    return term.split("^^")[0].strip('"')


__all__ = ["FORMATS", "export", "format_of"]
