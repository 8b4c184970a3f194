"""A view as RDF holds what states each of its edges: asked of that file alone, the view is the same."""

import pyoxigraph as ox
import pytest

from foederis import export, queries
from foederis.namespaces import FOED, ID, RDFS

VIEWS = sorted(queries.questions("views"))
# What the views ask of the whole graph, and no edge rests on: classes, where passages stand, who speaks for whom.
AROUND = (f"{RDFS}subClassOf", f"{FOED}inDocument", f"{FOED}order", f"{FOED}speaksFor")


def quads(name: str) -> list[ox.Quad]:
    return list(ox.parse(export.export(name, {}, "trig", "en")[""], format=ox.RdfFormat.TRIG))


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_asked_of_its_own_trig_is_the_same(name, store):
    view = queries.questions("views")[name]
    found = quads(name)
    around = [
        quad
        for predicate in AROUND
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        if name != "ontology" or predicate != f"{RDFS}subClassOf"
    ]
    alone = ox.Store()
    for quad in [*found, *around]:
        alone.add(quad)
        alone.add(ox.Quad(*quad.triple, ox.DefaultGraph()))
    rows = queries.ask(view, {}, data=store).rows
    assert queries.ask(view, {}, data=alone).rows == rows
    assert len(rows) > 5


@pytest.mark.parametrize("name", VIEWS)
def test_each_triple_stands_in_the_graph_that_states_it(name, store):
    found = quads(name)
    assert all(isinstance(quad.graph_name, ox.NamedNode) and quad in store for quad in found)


@pytest.mark.parametrize("name", ["instruments", "supports", "citations", "eu-and-nato"])
def test_a_statement_of_a_view_is_about_both_ends_of_an_edge(name):
    view = export.view(name)
    pairs = {frozenset((view.nodes[a]["iri"], view.nodes[b]["iri"])) for a, b in view.edges()}
    of: dict[str, set[str]] = {}
    for quad in quads(name):
        if quad.subject.value.startswith(f"{ID}statement/"):
            of.setdefault(quad.subject.value, {quad.graph_name.value}).add(getattr(quad.object, "value", ""))
    assert of
    assert all(any(pair <= told for pair in pairs) for told in of.values())
