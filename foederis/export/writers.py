"""A view's graph as text: DOT, Cytoscape.js, Mermaid, tables for Gephi and Neo4j, and RDF (`xml.py`: GraphML, GEXF)."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx
import pyoxigraph as ox

from foederis import escapes
from foederis.export import records
from foederis.export.palette import upon
from foederis.export.records import Scalar
from foederis.export.xml import gexf, graphml
from foederis.namespaces import FOED, ID, PREFIXES, RDF, SKOS


def dot(view: "nx.MultiDiGraph[str]") -> str:
    """Return Graphviz DOT; newlines in names become line breaks."""
    lines = [
        "digraph foederis {",
        f"  graph [label={_quoted(records.title(view))}, labelloc=t, rankdir=LR];",
        '  node [shape=box, style=filled, fontname="Helvetica,Arial,sans-serif"];',
        '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10];',
    ]
    for key, a in records.nodes(view):
        ink = upon(str(a["color"]))
        told = f"label={_quoted(a['label'])}, tooltip={_quoted(a['type'])}"
        if link := escapes.address(str(a["iri"])):
            told += f", URL={_quoted(link)}"
        lines.append(f'  {_id(key)} [{told}, fillcolor="{a["color"]}", fontcolor="{ink}"];')
    for edge in records.edges(view):
        a = edge.attributes
        told = f"label={_quoted(a['label'])}, penwidth={a['size']}, weight={max(1, int(float(str(a['weight']))))}"
        lines.append(f"  {_id(edge.source)} -> {_id(edge.target)} [{told}];")
    return "\n".join([*lines, "}"]) + "\n"


def _id(text: str) -> str:
    """Return a quoted name; Graphviz takes a backslash in it as it stands, so a slash that bends the same way does."""
    return '"' + text.replace("\\", "\uff3c").replace('"', '\\"') + '"'


def _quoted(text: Scalar) -> str:
    """Return a quoted label, in which Graphviz reads escapes and the entities of HTML."""
    plain = str(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("&", "&amp;").replace("\n", "\\n") + '"'


def cytoscape(view: "nx.MultiDiGraph[str]") -> str:
    """Return the JSON that Cytoscape and Cytoscape.js open."""
    elements = {
        "nodes": [{"data": {"id": key, **a}} for key, a in records.nodes(view)],
        "edges": [
            {"data": {"id": edge.id, "source": edge.source, "target": edge.target, **edge.attributes}}
            for edge in records.edges(view)
        ],
    }
    document = {"data": {"name": records.title(view)}, "directed": True, "multigraph": True, "elements": elements}
    return escapes.as_json(document)


def mermaid(view: "nx.MultiDiGraph[str]") -> str:
    """Return a Mermaid flow chart: text only, no shorter forms or directives read from a name.

    A newline in a name becomes a space, and a name of more than 200 characters is cut and ends in an ellipsis.
    """
    number: dict[str, str] = {}
    lines = ["flowchart LR", f"  accTitle: {_safe(records.title(view))}"]
    for key, a in records.nodes(view):
        number[key] = f"n{len(number)}"
        lines.append(f'  {number[key]}["{_safe(a["label"]) or " "}"]')
    for edge in records.edges(view):
        word = _safe(edge.attributes["label"]) or " "
        lines.append(f'  {number[edge.source]} -->|"{word}"| {number[edge.target]}')
    return "\n".join(lines) + "\n"


def _safe(text: Scalar) -> str:
    """Return text in which only letters, digits and marks that mean nothing to Mermaid stand as they are."""
    words = " ".join(str(text).split())
    short = words if len(words) <= 200 else words[:199].rstrip() + "…"
    return "".join(c if c.isalnum() or c in " ,.-/()'…" or ord(c) > 0x2FFF else f"#{ord(c)};" for c in short)


def csv_pair(view: "nx.MultiDiGraph[str]") -> dict[str, bytes]:
    """Return two tables, of nodes and of edges, with the headers that Gephi reads.

    The type of an edge is in `Interaction`: `Type` says that it is directed.
    """
    node_names = list(records.node_fields(view))
    edge_names = [name for name in records.edge_fields(view) if name != "type"]
    nodes = ([key, *(a[name] for name in node_names)] for key, a in records.nodes(view))
    edges = (
        [edge.id, edge.source, edge.target, "Directed", *(edge.attributes[name] for name in edge_names)]
        for edge in records.edges(view)
    )
    return {
        "-nodes": _csv(["Id", *(name.capitalize() for name in node_names)], nodes),
        "-edges": _csv(["Id", "Source", "Target", "Type", *(name.capitalize() for name in edge_names)], edges),
    }


def neo4j(view: "nx.MultiDiGraph[str]") -> dict[str, bytes]:
    """Return two tables for `neo4j-admin database import full`; an open day is empty, hence no property.

    A node is labelled with its class (`Instrument`), a relationship typed with its relation (`IS_BASIS_OF`). For names
    of more than a line, import with `--multiline-fields=true`.
    """
    node_fields, edge_fields = records.node_fields(view), records.edge_fields(view)
    nodes = ([key, *a.values(), _label(str(a["kind"] or "Thing"))] for key, a in records.nodes(view))
    edges = (
        [
            edge.source,
            edge.target,
            edge.id,
            *edge.attributes.values(),
            _word(edge.attributes["kind"] or "links").upper(),
        ]
        for edge in records.edges(view)
    )
    return {
        "-nodes": _csv(["id:ID", *_headers(node_fields), ":LABEL"], nodes),
        "-edges": _csv([":START_ID", ":END_ID", "id", *_headers(edge_fields), ":TYPE"], edges),
    }


def _label(kind: str) -> str:
    """Return a class, or a code list (`stance`), as the label of a node: labels begin with a capital."""
    word = _word(kind)
    return word[:1].upper() + word[1:]


def _headers(fields: Mapping[str, Scalar]) -> list[str]:
    types = {str: "string", bool: "boolean", int: "long", float: "double"}
    return [f"{name}:{'date' if name in ('start', 'end') else types[type(none)]}" for name, none in fields.items()]


def _word(text: Scalar) -> str:
    """Return a name as Neo4j takes it without quotes."""
    split = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])-?(?=[A-Z])", "", str(text))).strip("_")
    return split if split[:1].isalpha() else f"T_{split}"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    told = ([str(c).lower() if isinstance(c, bool) else c for c in row] for row in rows)
    return escapes.as_csv(itertools.chain([header], told)).encode()


def rdf(view: "nx.MultiDiGraph[str]", form: str, data: ox.Store) -> bytes:
    """Return the part of the graph that a view shows, each triple in its named graph.

    That is the classes and names of its things; and for each edge what states it. In each of its graphs (a passage, or
    a graph of what is known) that is the statement, link or participation with both its ends, else those with either,
    and its days; in any graph the triples from one end to the other, to the relation or the passage, the coding, and
    the development of a thing that has this as its evidence.
    """
    quads: set[ox.Quad] = set()
    for _, a in view.nodes(data=True):
        for predicate in (RDF + "type", SKOS + "prefLabel"):
            quads.update(data.quads_for_pattern(ox.NamedNode(a["iri"]), ox.NamedNode(predicate), None, None))
    for source, target, a in view.edges(data=True):
        ends = [ox.NamedNode(view.nodes[source]["iri"]), ox.NamedNode(view.nodes[target]["iri"])]
        quads.update(_behind(ends, _relation(a), [_expanded(word) for word in str(a["passages"]).split()], data))
    days = {q.object for q in quads if q.predicate.value == FOED + "when" and isinstance(q.object, ox.NamedNode)}
    for period in days:
        quads.update(data.quads_for_pattern(period, None, None, None))
    named = sorted((q for q in quads if not isinstance(q.graph_name, ox.DefaultGraph)), key=str)
    formats = {
        "ttl": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if form in ("ttl", "nt"):
        triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in named}, key=str)
        return ox.serialize(triples, format=formats[form], prefixes=None if form == "nt" else PREFIXES) or b""
    return ox.serialize(named, format=formats[form], prefixes=PREFIXES if form == "trig" else None) or b""


def _behind(
    ends: list[ox.NamedNode], relation: ox.NamedNode | None, graphs: list[ox.NamedNode], data: ox.Store
) -> Iterator[ox.Quad]:
    """Yield the triples that state one edge."""
    pair = set(ends)
    for end in ends:
        for other in [*(pair - {end}), *graphs, *([relation] if relation else [])]:
            yield from data.quads_for_pattern(end, None, other, None)
        for coding in _mentions(end, data, ox.NamedNode(FOED + "codes")):
            found = list(data.quads_for_pattern(coding, None, None, None))
            if {relation, *(pair - {end})} & {quad.object for quad in found}:
                yield from found
        for development in _mentions(end, data, ox.NamedNode(FOED + "concerns")):
            found = list(data.quads_for_pattern(development, None, None, None))
            told = {quad.object for quad in found}
            if relation in told and told & set(graphs):
                yield from found
    for name in graphs:
        about = [_mentions(end, data, None, name) for end in ends]
        both = about[0] & about[1]
        if relation:  # of two statements on the same two things, the one with this relation
            both = {one for one in both if any(data.quads_for_pattern(one, None, relation, name))} or both
        for one in both or about[0] | about[1]:
            yield from data.quads_for_pattern(one, None, None, name)
        if name.value.startswith(f"{ID}passage/"):  # what the passage says of a thing that it alone knows
            for end in ends:
                yield from data.quads_for_pattern(end, None, None, name)


def _mentions(
    thing: ox.NamedNode, data: ox.Store, predicate: ox.NamedNode | None = None, graph: ox.NamedNode | None = None
) -> set[ox.NamedNode]:
    """Return the statements, links and other things that have a thing as object."""
    found = data.quads_for_pattern(None, predicate, thing, graph)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _relation(attributes: Mapping[str, object]) -> ox.NamedNode | None:
    iri = str(attributes.get("iri", ""))
    try:
        return ox.NamedNode(iri)
    except ValueError:  # a view that was made by hand
        return None


def _expanded(word: str) -> ox.NamedNode:
    """Return the graph that `terms.path` shortened."""
    if word.startswith("foed:"):
        return ox.NamedNode(FOED + word.removeprefix("foed:"))
    return ox.NamedNode(word if "://" in word else ID + word)


__all__ = ["csv_pair", "cytoscape", "dot", "gexf", "graphml", "mermaid", "neo4j", "rdf"]
