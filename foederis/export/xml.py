"""A view as GraphML and GEXF, written piece by piece: nothing but the graph itself is held in memory."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

import networkx as nx

from foederis.export import records
from foederis.export.records import Scalar

_DAY = re.compile(r"-?\d{4,}-\d\d-\d\d")


def graphml(view: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield GraphML, a node or an edge a piece.

    A key has the name of its attribute (Gephi takes a key `d3` for a label), and `edge.` before it on edges: an id may
    stand once in a file, and both have a `label`. Ids are those of the view as tokens (`token`), which the schema asks.
    """
    nodes, edges = records.node_fields(view), records.edge_fields(view)
    keys = "".join(
        f'  <key id="{prefix}{name}" for="{element}" attr.name="{name}" attr.type="{_GRAPHML[type(none)]}"/>\n'
        for element, prefix, fields in (("node", "", nodes), ("edge", "edge.", edges))
        for name, none in fields.items()
    )
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
        f'{keys}  <graph edgedefault="directed">\n    <desc>{_text(records.title(view))}</desc>\n'
    )
    for key, attributes in records.nodes(view):
        data = "".join(_data(name, value) for name, value in attributes.items())
        yield f'    <node id="{token(key)}">{data}</node>\n'
    for edge in records.edges(view):
        data = "".join(_data(f"edge.{name}", value) for name, value in edge.attributes.items())
        ends = f'source="{token(edge.source)}" target="{token(edge.target)}"'
        yield f'    <edge id="{token(edge.id)}" {ends}>{data}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _data(key: str, value: Scalar) -> str:
    text = _text(value)
    return f'<data key="{key}">{text}</data>' if text else f'<data key="{key}"/>'


def token(key: str) -> str:
    """Return an id as an XML name token, which GraphML asks of ids: `actor/nld` is `actor:nld`.

    What else a token has no place for is its code point in hexadecimal between underscores (a space `_20_`); so are
    underscores then. Different ids give different tokens.
    """
    plain = not _ODD.search(key.replace("_", "")) and not _CODE.search(key)
    told = key if plain else _ODD.sub(lambda found: f"_{ord(found[0]):X}_", key)
    return told.replace("/", ":") or "_0_"


_ODD = re.compile("[^A-Za-z0-9./-]")
_CODE = re.compile("_[0-9A-F]+_")


def gexf(view: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """Yield GEXF 1.3, a node or an edge a piece; colour and size stand where Gephi looks for them.

    With dates the graph is dynamic: an edge, and a node with all its edges, is there from `start` to `end`, each open
    when there is none. The kind of an edge tells parallel edges apart, which Gephi merges when it is the same: a second
    edge of a kind between two nodes is of kind `member 2`.
    """
    dated = records.is_dated(view)
    nodes = {name: none for name, none in records.node_fields(view).items() if name not in _NODE_HAS}
    edges = {name: none for name, none in records.edge_fields(view).items() if name not in _EDGE_HAS}
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        f"  <meta>\n    <creator>foederis</creator>\n    <description>{_text(records.title(view))}</description>\n"
        f'  </meta>\n  <graph defaultedgetype="directed" idtype="string" {mode}>\n'
        f"{_declared('node', nodes)}{_declared('edge', edges)}"
        f'    <nodes count="{view.number_of_nodes()}">\n'
    )
    for key, a in records.nodes(view):
        red, green, blue = (int(str(a["color"])[i : i + 2], 16) for i in (1, 3, 5))
        yield (
            f'      <node id="{_quoted(key)}" label="{_quoted(a["label"])}"{_interval(a)}>{_values(a, nodes)}'
            f'<viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/><viz:size value="{a["size"]}"/></node>\n'
        )
    seen: Counter[tuple[str, str, Scalar]] = Counter()
    yield f'    </nodes>\n    <edges count="{view.number_of_edges()}">\n'
    for edge in records.edges(view):
        a = edge.attributes
        red, green, blue = (int(str(a["color"])[i : i + 2], 16) for i in (1, 3, 5))
        seen[same := (edge.source, edge.target, a["kind"])] += 1
        kind = str(a["kind"] or "link") + (f" {seen[same]}" if seen[same] > 1 else "")
        yield (
            f'      <edge id="{_quoted(edge.id)}" source="{_quoted(edge.source)}" target="{_quoted(edge.target)}" '
            f'type="directed" label="{_quoted(a["label"])}" weight="{a["weight"]}" kind="{_quoted(kind)}"'
            f'{_interval(a)}>{_values(a, edges)}<viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>'
            f'<viz:thickness value="{a["size"]}"/></edge>\n'
        )
    yield "    </edges>\n  </graph>\n</gexf>\n"


_GRAPHML = {str: "string", bool: "boolean", int: "int", float: "double"}
_GEXF = {str: "string", bool: "boolean", int: "integer", float: "double"}
_NODE_HAS = ("label", "color", "size", "start", "end")  # these have a place of their own in GEXF
_EDGE_HAS = (*_NODE_HAS, "weight", "kind")


def _declared(element: str, fields: Mapping[str, Scalar]) -> str:
    rows = "".join(
        f'      <attribute id="{name}" title="{name}" type="{_GEXF[type(none)]}"/>\n' for name, none in fields.items()
    )
    return f'    <attributes class="{element}" mode="static">\n{rows}    </attributes>\n'


def _values(attributes: records.Attributes, names: Iterable[str]) -> str:
    rows = "".join(f'<attvalue for="{name}" value="{_quoted(attributes[name])}"/>' for name in names)
    return f"<attvalues>{rows}</attvalues>"


def _interval(attributes: records.Attributes) -> str:
    return "".join(f' {name}="{value}"' for name in ("start", "end") if _DAY.fullmatch(value := str(attributes[name])))


def _text(value: Scalar) -> str:
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def _quoted(value: Scalar) -> str:
    return escape(
        str(value).lower() if isinstance(value, bool) else str(value),
        {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"},
    )
