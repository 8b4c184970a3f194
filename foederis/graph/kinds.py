"""Of what kind a thing is: its classes and code lists, and what is of one."""

import itertools
from collections.abc import Set

import pyoxigraph as ox

from foederis import terms
from foederis.graph.labels import label
from foederis.namespaces import FOED, ID, RDF, RDFS, SKOS

_SUBCLASS_OF = ox.NamedNode(RDFS + "subClassOf")
_TYPE = ox.NamedNode(RDF + "type")
_IN_SCHEME = ox.NamedNode(SKOS + "inScheme")
_CONCEPT = "/id/concept/"


def holds(data: ox.Store, iri: str, kinds: Set[str]) -> bool:
    """Tell whether a thing is of one of these classes or code lists; of none given: whether it is anything."""
    node = ox.NamedNode(iri)
    types = (quad.object for quad in data.quads_for_pattern(node, _TYPE, None, ox.DefaultGraph()))
    if not kinds:
        return next(types, None) is not None
    lists = (quad.object for quad in data.quads_for_pattern(node, _IN_SCHEME, None, ox.DefaultGraph()))
    return any(terms.value(one) in kinds for one in itertools.chain(types, lists))


def direct(data: ox.Store, name: str) -> set[str]:
    """Return the IRIs of what is of a class of the ontology, by its name."""
    quads = data.quads_for_pattern(None, _TYPE, ox.NamedNode(FOED + name), ox.DefaultGraph())
    return {terms.value(quad.subject) for quad in quads}


def instances(data: ox.Store, class_iri: str) -> list[str]:
    """Return the IRIs of what is of a class and those below it, as `classes` reads it; empty: all things, no codes."""
    if not class_iri:
        typed = data.quads_for_pattern(None, _TYPE, None, ox.DefaultGraph())
        every = {terms.value(quad.subject) for quad in typed}
        return sorted(iri for iri in every if iri.startswith(ID) and _CONCEPT not in iri)
    found: set[str] = set()
    for one in map(ox.NamedNode, classes(data, class_iri)):
        for predicate in (_TYPE, _IN_SCHEME):
            found |= {
                terms.value(quad.subject) for quad in data.quads_for_pattern(None, predicate, one, ox.DefaultGraph())
            }
    return sorted(iri for iri in found if iri.startswith(("http://", "https://")))


def speakers(data: ox.Store, iri: str) -> list[str]:
    """Return the IRIs of who speaks for an actor, sorted."""
    found = data.quads_for_pattern(None, ox.NamedNode(FOED + "speaksFor"), ox.NamedNode(iri), ox.DefaultGraph())
    return sorted(terms.value(quad.subject) for quad in found)


def described(data: ox.Store, iri: str, language: str = "en") -> str:
    """Return what kind of thing something is, in the words of the ontology: the narrowest of its classes."""
    own = {terms.value(q.object) for q in data.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, ox.DefaultGraph())}
    above = {one for one in own if any(one in _above(data, other) for other in own - {one})}
    found = (label(data, one, language) for one in sorted(own - above))
    return next((one.text for one in found if one), "")


def _above(data: ox.Store, class_iri: str) -> set[str]:
    node = ox.NamedNode(class_iri)
    found = {terms.value(q.object) for q in data.quads_for_pattern(node, _SUBCLASS_OF, None, ox.DefaultGraph())}
    return found | {higher for one in found if one.startswith(FOED) for higher in _above(data, one)}


def classes(data: ox.Store, class_iri: str) -> set[str]:
    """Return classes and code lists (`foed:Actor foed:Instrument`, `concept:unit`), and the classes below."""
    found = {terms.expand(one) or one for one in class_iri.split()}
    todo = list(found)
    while todo:
        above = ox.NamedNode(todo.pop())
        for quad in data.quads_for_pattern(None, _SUBCLASS_OF, above, ox.DefaultGraph()):
            below = terms.value(quad.subject)
            if below not in found:
                found.add(below)
                todo.append(below)
    return found
