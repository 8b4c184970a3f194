"""A view's graph as text: GraphML, GEXF, DOT, Cytoscape.js, Mermaid, CSV and RDF."""

import csv
import io
import json
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox

from foederis.namespaces import ID, PREFIXES, RDF, SKOS

_OWN = ("label", "name", "type", "color", "size", "iri")
_EDGE = ("label", "interaction", "weight", "evidence", "start", "end")


def _node(view: "nx.MultiDiGraph[str]") -> tuple[str, ...]:
    """Return the attributes of nodes that go into files: our own, and the measure that the view declares."""
    return (*_OWN, view.graph["measure"]) if view.graph.get("measure") else _OWN


def _plain(view: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=view.graph["title"])
    for key in sorted(view.nodes):
        result.add_node(key, **{name: view.nodes[key][name] for name in _node(view)})
    edges = sorted(view.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (source, target, _, attributes) in enumerate(edges):
        result.add_edge(source, target, f"e{number}", **{name: attributes[name] for name in _EDGE})
    return result


def graphml(view: "nx.MultiDiGraph[str]") -> str:
    """Return GraphML whose keys are named as the attributes (Gephi takes a key `d3` for a label).

    networkx gives a node's and an edge's `label` the same key; here an edge's keys are `edge.label` and so on.
    """
    plain = _plain(view)
    plain.graph.clear()
    root = ET.fromstring("\n".join(nx.generate_graphml(plain, named_key_ids=True)))  # noqa: S314 (our own text)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ET.register_namespace("", space.strip("{}"))
    edge_keys = [key for key in root.iter(f"{space}key") if key.get("for") == "edge"]
    edge_data = [data for edge in root.iter(f"{space}edge") for data in edge.iter(f"{space}data")]
    for key in edge_keys:
        key.set("id", f"edge.{key.get('id')}")
    for data in edge_data:
        data.set("key", f"edge.{data.get('key')}")
    for graph_element in root.iter(f"{space}graph"):
        desc = ET.Element(f"{space}desc")
        desc.text = str(view.graph["title"])
        graph_element.insert(0, desc)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def gexf(view: "nx.MultiDiGraph[str]") -> str:
    """Return GEXF with colours and sizes where Gephi looks for them, and dates as ordinary attributes."""
    plain = _plain(view)
    for _, attributes in plain.nodes(data=True):
        colour = attributes.pop("color").lstrip("#")
        red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
        attributes["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": attributes.pop("size")}
    for _, _, attributes in plain.edges(data=True):
        attributes["since"], attributes["until"] = attributes.pop("start"), attributes.pop("end")
        attributes["kind"] = attributes.pop("label")
    text = "\n".join(nx.generate_gexf(plain, version="1.2draft"))
    # networkx stamps the day of writing, which would make equal graphs unequal files.
    start = text.find("<meta")
    return text[:start] + text[text.find("</meta>", start) + len("</meta>") :] + "\n" if start >= 0 else text + "\n"


def dot(view: "nx.MultiDiGraph[str]") -> str:
    """Return Graphviz DOT."""
    plain = _plain(view)
    lines = [
        f"digraph {_quoted(view.graph['title'])} {{",
        "  rankdir=LR;",
        '  node [shape=box, style=filled, fontcolor="white"];',
    ]
    for key, a in plain.nodes(data=True):
        lines.append(
            f"  {_quoted(key)} [label={_quoted(a['label'])}, fillcolor={_quoted(a['color'])}, URL={_quoted(a['iri'])}];"
        )
    for source, target, a in plain.edges(data=True):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(a['label'])}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def cytoscape(view: "nx.MultiDiGraph[str]") -> str:
    """Return the JSON that Cytoscape and Cytoscape.js open."""
    plain = _plain(view)
    elements = {
        "nodes": [{"data": {"id": key, **a}} for key, a in plain.nodes(data=True)],
        "edges": [
            {"data": {"id": key, "source": source, "target": target, **a}}
            for source, target, key, a in plain.edges(keys=True, data=True)
        ],
    }
    document = {"data": {"name": view.graph["title"]}, "directed": True, "multigraph": True, "elements": elements}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def mermaid(view: "nx.MultiDiGraph[str]") -> str:
    """Return a Mermaid flow chart."""
    plain = _plain(view)
    number = {key: f"n{index}" for index, key in enumerate(plain.nodes)}
    lines = ["flowchart LR"]
    for key, a in plain.nodes(data=True):
        lines.append(f'  {number[key]}["{_safe(a["label"])}"]')
    for source, target, a in plain.edges(data=True):
        lines.append(f'  {number[source]} -->|"{_safe(a["label"])}"| {number[target]}')
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    return "".join(f"#{ord(c)};" if c in '"<>[]{}|#&' else c for c in text)


def csv_pair(view: "nx.MultiDiGraph[str]") -> dict[str, bytes]:
    """Return two tables, of nodes and of edges, with the headers that Gephi reads."""
    plain = _plain(view)
    nodes = [[key, *(a[name] for name in _node(view))] for key, a in plain.nodes(data=True)]
    edges = [[s, t, "Directed", *(a[name] for name in _EDGE)] for s, t, a in plain.edges(data=True)]
    return {
        "-nodes": _csv(["Id", *(name.capitalize() for name in _node(view))], nodes),
        "-edges": _csv(["Source", "Target", "Type", *(name.capitalize() for name in _EDGE)], edges),
    }


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def rdf(view: "nx.MultiDiGraph[str]", form: str, data: ox.Store) -> bytes:
    """Return the part of the graph that a view shows: its things, and what ties them, each in its named graph."""
    iris = {a["iri"] for _, a in view.nodes(data=True)}
    quads: set[ox.Quad] = set()
    ties: dict[ox.NamedNode, set[str]] = {}
    for iri in iris:
        for predicate in (RDF + "type", SKOS + "prefLabel"):
            quads.update(data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None))
        for quad in data.quads_for_pattern(None, None, ox.NamedNode(iri), None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ID + "participation/"):
                ties.setdefault(quad.subject, set()).add(iri)
    pairs = {(a["iri"], b["iri"]) for a, b in ((view.nodes[s], view.nodes[t]) for s, t in view.edges())}
    for subject, ends in ties.items():
        if any((a, b) in pairs for a in ends for b in ends):
            quads.update(data.quads_for_pattern(subject, None, None, None))
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
