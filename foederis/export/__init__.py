"""Views as graph files and pictures: SPARQL to a networkx graph to any format."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from foederis import graph, queries
from foederis.errors import BadInput, BadUse, NothingFound
from foederis.export import model, writers
from foederis.queries import Question

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf", "dot", "svg", "png", "cytoscape", "mermaid", "csv", "ttl", "trig", "nt", "jsonld")
_SUFFIXES = {"cyjs": "cytoscape", "json": "cytoscape", "mmd": "mermaid", "gv": "dot"}


def format_of(path: str) -> str:
    """Return the format that a file name asks for, or an empty string."""
    suffix = Path(path).suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else _SUFFIXES.get(suffix, "")


def view(name: str, /, *, lang: str = "en", **values: str) -> "nx.MultiDiGraph[str]":
    """Return a view as a networkx graph, with the attributes that its files have.

    >>> import foederis
    >>> graph = foederis.view("participation", group="PESCO")
    >>> graph.in_degree("instrument/pesco")
    25

    Raises:
        BadUse: no such view or parameter, or a value that does not fit.
        NothingFound: the view is empty for these values.
    """
    return _built(_pick(name), values, lang)


def export(name: str, values: Mapping[str, str], form: str, language: str = "en") -> dict[str, bytes]:
    """Return a view in a format, as file-name endings with content (one, or two for csv).

    Raises:
        BadUse: no such view, parameter or format.
        NothingFound: the view is empty for these values.
        BadInput: a picture is asked for and matplotlib is not installed.
    """
    asked = _pick(name)
    if form not in FORMATS:
        raise BadUse(f"format cannot be '{form}'", "", f"Choose from: {', '.join(FORMATS)}")
    drawn = _built(asked, values, language)
    if form in ("svg", "png"):
        try:
            from foederis.export import layered, picture
        except ImportError as error:
            raise BadInput("pictures need matplotlib", "", "Install it: pip install 'foederis[pictures]'") from error
        draw = picture.draw if asked.extra.get("layout") == "matrix" else layered.draw
        return {"": draw(drawn, form, language)}
    if form in ("ttl", "trig", "nt", "jsonld"):
        return {"": writers.rdf(drawn, form, graph.store())}
    if form == "csv":
        return writers.csv_pair(drawn)
    return {"": getattr(writers, form)(drawn).encode()}


def _pick(name: str) -> Question:
    views = queries.questions("views")
    if name not in views:
        raise BadUse(f"there is no view '{name}'", "", f"Views: {', '.join(views)}.")
    return views[name]


def _built(asked: Question, values: Mapping[str, str], language: str) -> "nx.MultiDiGraph[str]":
    data = graph.store()
    answer = queries.ask(asked, values, data=data)
    if not answer.rows:
        raise NothingFound("this view is empty for these values", asked.name, "Try another value, or value 'any'.")
    title = asked.title_nl if language == "nl" else asked.title
    shown = {p.name: values.get(p.name) or _plain(p.default) for p in asked.parameters}
    shown = {key: value for key, value in shown.items() if value not in ("UNDEF", "any")}
    return model.build(answer, title, shown, language, data)


def _plain(term: str) -> str:
    return term.split("^^")[0].strip('"')


__all__ = ["FORMATS", "export", "format_of", "view"]
