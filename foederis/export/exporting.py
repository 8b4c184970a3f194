"""A view or a chart asked for by its name, in a format."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis import extras, graph, queries
from foederis.errors import BadInput, BadUse
from foederis.export import (
    alt,
    chart_page,
    charts,
    interactive,
    measures,
    network,
    reduce,
    source_line,
    subtitle,
    writers,
    xml,
)
from foederis.export.formats import CHART_FORMATS, FORMATS, LARGEST
from foederis.namespaces import ID
from foederis.queries import Answer, Question

if TYPE_CHECKING:
    from types import ModuleType

    import networkx as nx


@dataclass(frozen=True)
class Made:
    """The files of an export.

    `files` has pieces of content by the ending of the file name, `pieces` says about how many there are, and `shown`
    what a picture shows when that is a part (empty: it is all).
    """

    files: Mapping[str, Iterable[bytes]]
    pieces: int
    shown: str


def known() -> dict[str, Question]:
    """Return what can be exported, by name: the views, then the charts."""
    return queries.questions("views") | queries.questions("charts")


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
    return _built(_pick(name, queries.questions("views")), values, lang)


def export(name: str, values: Mapping[str, str], form: str, language: str = "en") -> dict[str, bytes]:
    """Return a view or chart in a format, as file-name endings with content (one, or two for csv and neo4j of a view).

    Raises:
        BadUse: no such view or chart, parameter or format.
        NothingFound: it is empty for these values.
        BadInput: a picture or a page is asked for and what draws it is not installed.
    """
    return {ending: b"".join(pieces) for ending, pieces in make(name, values, form, language).files.items()}


def make(name: str, values: Mapping[str, str], form: str, language: str = "en") -> Made:
    """Return a view or chart in a format, as `export`, in pieces: GraphML and GEXF are written while they are read.

    Raises:
        BadUse, NothingFound, BadInput: as `export`.
    """
    asked = _pick(name, known())
    allowed = CHART_FORMATS if "chart" in asked.extra else FORMATS
    if form not in allowed:
        import difflib

        near = difflib.get_close_matches(form, allowed, 1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        what = f"format of a chart cannot be '{form}'" if form in FORMATS else f"format cannot be '{form}'"
        raise BadUse(what, "", f"{hint}Choose from: {', '.join(allowed)}")
    if "chart" in asked.extra:
        return Made({"": [_chart(asked, values, form, language)]}, 1, "")
    script = interactive.script() if form == "html" else ""
    drawn = _fitting(_built(asked, values, language), asked, form, language)
    shown = str(drawn.graph.get("shown", ""))
    if form in ("graphml", "gexf"):
        written = getattr(xml, form)(drawn)
        return Made({"": (piece.encode() for piece in written)}, len(drawn) + drawn.number_of_edges(), shown)
    files: Mapping[str, bytes]
    if form in ("svg", "png"):
        files = {"": _picture(drawn, form, language)}
    elif form == "html":
        files = {"": interactive.page(drawn, asked, script, language, graph.store())}
    elif form == "md":
        files = {"": alt.view_table(drawn, language).encode()}
    elif form in ("ttl", "trig", "nt", "jsonld"):
        files = {"": writers.rdf(drawn, form, graph.store())}
    elif form in ("csv", "neo4j"):
        files = writers.csv_pair(drawn) if form == "csv" else writers.neo4j(drawn)
    else:
        files = {"": getattr(writers, form)(drawn).encode()}
    return Made({ending: [content] for ending, content in files.items()}, len(files), shown)


def in_both(name: str) -> "nx.MultiDiGraph[str]":
    """Return a view in English that has the Dutch names too: `label_nl` and `type_nl` of things, `label_nl` of links.

    Raises:
        BadUse, NothingFound: as `view`.
    """
    made, dutch = view(name), view(name, lang="nl")
    for key, a in made.nodes(data=True):
        a |= {f"{one}_nl": dutch.nodes[key][one] for one in ("label", "type")}
    for source, target, key, a in made.edges(keys=True, data=True):
        a["label_nl"] = dutch.edges[source, target, key]["label"]
    return made


def pictured(name: str, /, *, lang: str = "en", form: str = "svg", **values: str) -> "nx.MultiDiGraph[str]":
    """Return a view as its picture (or page: `form="html"`) shows it: all, or the part that `graph["shown"]` tells.

    Raises:
        BadUse, NothingFound: as `view`.
    """
    asked = _pick(name, queries.questions("views"))
    return _telling(_fitting(_built(asked, values, lang), asked, form, lang))


def _fitting(drawn: "nx.MultiDiGraph[str]", asked: Question, form: str, language: str) -> "nx.MultiDiGraph[str]":
    """Return what a format can hold of a view: all, or in a picture the kind of thing that the view puts first."""
    if form not in LARGEST:
        return drawn
    if form in ("svg", "png") and len(drawn) > int(asked.extra.get("most", len(drawn))):
        drawn = reduce.of_kind(drawn, asked.extra.get("first", ""), language)
    return reduce.strongest(drawn, *LARGEST[form], language)


def _telling(drawn: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Return a view whose line of its source says that it is a part, if it is."""
    if shown := drawn.graph.get("shown"):
        drawn.graph["source"] = f"{shown}. {drawn.graph['source']}"
    return drawn


def _picture(drawn: "nx.MultiDiGraph[str]", form: str, language: str) -> bytes:
    drawing = figures()
    told = alt.of_view(_telling(drawn), language)
    content: bytes = drawing.saved(drawing.of_view(drawn, language), form, str(drawn.graph["heading"]), told)
    return content


def chart(name: str, /, *, lang: str = "en", **values: str) -> charts.Chart:
    """Return what a chart shows, as rows.

    Raises:
        BadUse: no such chart or parameter, or a value that does not fit.
        NothingFound: the chart is empty for these values.
    """
    return _charted(_pick(name, queries.questions("charts")), values, lang)


def _charted(asked: Question, values: Mapping[str, str], language: str) -> charts.Chart:
    if any(parameter.name == "lang" for parameter in asked.parameters):
        values = {"lang": language, **values}
    data = graph.store()
    answer = _answer(asked, values, language)
    where = [at for at, name in enumerate(answer.variables) if name in ("document", "series")]
    cells = {cell.value for row in answer.rows for at in where if isinstance(cell := row[at], ox.NamedNode)}
    known = tuple(one for one in graph.documents(data) if one in cells)
    told = charts.Told(
        subtitle.subtitle(asked, values, language, data),
        source_line.line(asked.extra.get("source", ""), language, data, known=known),
        source_line.days(known, language, data),
        known,
    )
    return charts.build(asked, answer, told, language, data)


def _chart(asked: Question, values: Mapping[str, str], form: str, language: str) -> bytes:
    made = _charted(asked, values, language)
    if form == "csv":
        return charts.table(made)
    if form == "md":
        return alt.chart_table(made, language).encode()
    drawing = figures()
    told = alt.of_chart(made, language)
    drawn = drawing.of_chart(made, language)
    forms = ("svg", "png") if form == "html" else (form,)
    pictures: dict[str, bytes] = {one: drawing.saved(drawn, one, made.heading, told) for one in forms}
    if form == "html":
        return chart_page.page(made, asked, pictures, list(made.documents), language, graph.store())
    return pictures[form]


def figures() -> "ModuleType":
    """Return what draws pictures; it is loaded when one is first wanted.

    Raises:
        BadInput: matplotlib is not installed.
    """
    try:
        from foederis.export.drawing import figures as found
    except ImportError as error:
        raise BadInput("pictures need matplotlib", "", extras.remedy("pictures")) from error
    return found


def _pick(name: str, among: Mapping[str, Question]) -> Question:
    if name not in among:
        import difflib

        near = difflib.get_close_matches(name, list(among), 2, 0.5)
        hint = f"Did you mean {' or '.join(repr(one) for one in near)}? " if near else ""
        raise BadUse(f"there is no view '{name}'", "", f"{hint}There are: {', '.join(among)}.")
    return among[name]


def _answer(asked: Question, values: Mapping[str, str], language: str) -> Answer:
    data = graph.store()
    answer = queries.ask(asked, values, data=data, language=language)
    if not answer.rows:
        raise queries.nothing(asked, values, data, language)
    return answer


def _shown(asked: Question, values: Mapping[str, str]) -> dict[str, str]:
    taken = queries.readings(asked, values, graph.store())
    shown = {p.name: taken.get(p.name) or values.get(p.name) or _plain(p.default) for p in asked.parameters}
    return {key: value for key, value in shown.items() if value not in ("UNDEF", "any")}


def _built(asked: Question, values: Mapping[str, str], language: str) -> "nx.MultiDiGraph[str]":
    data = graph.store()
    answer = _answer(asked, values, language)
    title = asked.title_nl if language == "nl" else asked.title
    told = subtitle.subtitle(asked, values, language, data)
    made = network.build(answer, title, _shown(asked, values), language, data, told)
    if measure := asked.extra.get("measure"):
        measures.add(made, measure, f"queries/views/{asked.path}")
    made.graph["layout"] = asked.extra.get("layout", "layered")
    made.graph["poles"] = asked.extra.get("poles", "")
    keys = {key for *_, edge in made.edges(data=True) for key in str(edge["passages"]).split()}
    passages = sorted(ID + key for key in keys if key.startswith("passage/"))
    if made.graph["layout"] == "lanes":
        days = source_line.days(source_line.documents_of(passages, data), language, data)
        made.graph["marks"] = json.dumps(days, ensure_ascii=False)
    made.graph["source"] = source_line.line(asked.extra.get("source", ""), language, data, passages)
    return made


def _plain(term: str) -> str:
    return term.split("^^")[0].strip('"')
