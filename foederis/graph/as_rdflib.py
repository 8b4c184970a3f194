"""The graph as an rdflib Dataset, and our terms as those of rdflib."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis.errors import EngineFailed
from foederis.graph import evaluation
from foederis.graph.read import quads
from foederis.namespaces import XSD

if TYPE_CHECKING:
    import rdflib


def dataset(extra: Iterable[ox.Quad] = ()) -> "rdflib.Dataset":
    """Return the graph as an rdflib Dataset, laid out as the store: named graphs and a default-graph copy."""
    import logging

    import rdflib
    from rdflib.plugins import sparql

    sparql.SPARQL_LOAD_GRAPHS = False  # a FROM clause must not read files
    sparql.CUSTOM_EVALS["foederis"] = evaluation.part
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    result = rdflib.Dataset(default_union=False)
    terms: dict[object, rdflib.term.Node] = {}
    default = result.default_graph
    graphs: dict[object, rdflib.Graph] = {}
    counts = evaluation.counts_of(result.store)
    for quad in [*quads(), *extra]:
        triple = rdflib_triple(quad, terms)
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = default if isinstance(name, ox.DefaultGraph) else result.graph(str(name.value))
        graphs[name].add(triple)
        if triple not in default:
            default.add(triple)
            counts.add(triple)
    return result


def rdflib_triple(
    quad: ox.Quad, known: "dict[object, rdflib.term.Node]"
) -> "tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]":
    """Return the triple of a quad in rdflib's terms."""
    return (
        rdflib_term(quad.subject, known),
        rdflib_term(quad.predicate, known),
        rdflib_term(quad.object, known),
    )


_REMEDY = "Leave it out, or use an engine that can: foederis validate ... --engine shacl"


def rdflib_term(term: object, known: "dict[object, rdflib.term.Node]") -> "rdflib.term.Node":
    """Return a term as rdflib has it, lexical form kept; `known` holds those already made.

    Raises:
        EngineFailed: rdflib has no such term: a triple term, or text with a direction (RDF 1.2).
    """
    found = known.get(term)
    if found is None:
        found = known[term] = _made(term)
    return found


def _made(term: object) -> "rdflib.term.Node":
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal) or term.direction is not None:
        what = "text with a direction" if isinstance(term, ox.Literal) else "a triple term"
        raise EngineFailed(f"rdflib and pySHACL cannot hold {what} (RDF 1.2)", str(term), _REMEDY)
    plain = term.language or term.datatype.value == XSD + "string"
    kind = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)
