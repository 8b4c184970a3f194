"""What shapes are about: their targets, found in the data, so that a report can say how much it looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import pyoxigraph as ox

from foederis import graph, terms
from foederis.errors import EngineFailed
from foederis.namespaces import RDF, RDFS
from foederis.validate.report import key
from foederis.validate.support import SH, has_rules, is_code, kinds_of_class

_TYPE = ox.NamedNode(RDF + "type")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
_PLAIN = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_TARGETS = tuple(SH + name for name in (*_PLAIN, "target", "targetWhere"))
_SHAPE = ox.NamedNode(SH + "shape")
PROBE = "urn:foederis:held"
"""The shape of `probes`."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def held(
    shapes: Sequence[ox.Quad], store: ox.Store, prefixes: Mapping[str, str], engine: str
) -> tuple[int, set[str] | None]:
    """Return how many shapes have targets, and the things in a store that these are; None when only an engine can tell.

    `store` has a copy of every triple in its default graph, as `hygiene.store_of` makes it.

    Raises:
        EngineFailed: the query of a target cannot be used; the data aim at a shape (SHACL 1.2), which pySHACL
            passes over.
    """
    about, classes = _about(shapes), kinds_of_class(shapes)
    aimed = _aimed(about, store)
    if aimed and engine == "pyshacl":
        remedy = "Use --engine shacl, or take it out of the data."
        raise EngineFailed("the engine 'pyshacl' does not do sh:shape, with which the data aim", "data", remedy)
    nodes: set[str] = set()
    rules = 0
    known = not has_rules(shapes)  # what they infer may have a target too
    for shape, quads in about.items():
        targets = [quad for quad in quads if quad.predicate.value in _TARGETS]
        implicit = _is_class_and_shape(quads, classes)
        if not targets and not implicit and shape not in aimed:
            continue
        rules += 1
        if _is_off(quads):
            continue
        nodes.update(aimed.get(shape, ()))
        if implicit and isinstance(shape, ox.NamedNode):
            nodes.update(map(key, _instances(shape, store)))
        for quad in targets:
            found = _found(quad, about, store, prefixes)
            known = known and found is not None
            nodes.update(map(key, found or ()))
    return rules, nodes if known else None


def probes(shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return shapes with which an engine finds one fault, of the shape `PROBE`, in each thing that they are about.

    So an engine tells what only it knows: what conforms to the shape of a sh:targetWhere, what a target of a type of
    its own selects, what has a target by what rules infer.
    """
    about, classes = _about(shapes), kinds_of_class(shapes)
    aims: list[tuple[str, Term]] = []
    for shape, quads in about.items():
        if _is_off(quads):
            continue
        aims += [(quad.predicate.value, quad.object) for quad in quads if quad.predicate.value in _TARGETS]
        if isinstance(shape, ox.NamedNode) and _is_class_and_shape(quads, classes):
            aims.append((SH + "targetClass", shape))
    probe = ox.NamedNode(PROBE)
    kept = list(shapes) if has_rules(shapes) else [quad for quad in shapes if not _aims(quad, about, classes)]
    made = [(_TYPE.value, ox.NamedNode(SH + "NodeShape")), (SH + "in", ox.NamedNode(RDF + "nil")), *aims]
    return kept + [ox.Quad(probe, ox.NamedNode(predicate), term) for predicate, term in made]


def _about(shapes: Iterable[ox.Quad]) -> dict[object, list[ox.Quad]]:
    about: dict[object, list[ox.Quad]] = {}
    for quad in shapes:
        about.setdefault(quad.subject, []).append(quad)
    return about


def _aims(quad: ox.Quad, about: Mapping[object, list[ox.Quad]], classes: Set[str]) -> bool:
    implicit = quad.predicate == _TYPE and _is_class_and_shape(about[quad.subject], classes)
    return quad.predicate.value in _TARGETS or implicit


def _aimed(about: Mapping[object, list[ox.Quad]], store: ox.Store) -> dict[object, list[str]]:
    """Return of each shape the things that name it as theirs in the data (sh:shape)."""
    found: dict[object, list[str]] = {}
    for quad in store.quads_for_pattern(None, _SHAPE, None, ox.DefaultGraph()):
        if quad.object in about:
            found.setdefault(quad.object, []).append(key(quad.subject))
    return found


def _is_off(quads: Iterable[ox.Quad]) -> bool:
    return any(quad.predicate.value == SH + "deactivated" and terms.value(quad.object) in _TRUE for quad in quads)


_TRUE = ("true", "1")


def _is_class_and_shape(quads: Iterable[ox.Quad], classes: Set[str]) -> bool:
    kinds = {terms.value(quad.object) for quad in quads if quad.predicate == _TYPE}
    return SH + "ShapeClass" in kinds or bool(kinds & classes and kinds & {SH + "NodeShape", SH + "PropertyShape"})


def _found(
    quad: ox.Quad, about: Mapping[object, list[ox.Quad]], store: ox.Store, prefixes: Mapping[str, str]
) -> Iterable[Term] | None:
    """Return the nodes of one target; None for a kind whose nodes only its engine can tell."""
    name, target = quad.predicate.value.removeprefix(SH), quad.object
    match name:
        case "targetNode":
            return [target]
        case "targetClass" if isinstance(target, ox.NamedNode):
            return _instances(target, store)
        case "targetSubjectsOf" if isinstance(target, ox.NamedNode):
            return [one.subject for one in _quads(store, None, target, None)]
        case "targetObjectsOf" if isinstance(target, ox.NamedNode):
            return [one.object for one in _quads(store, None, target, None)]
        case "target":
            queries = [one for one in about.get(target, ()) if one.predicate.value == SH + "select"]
            if not queries:
                return None
            return _selected(terms.value(queries[0].object), store, {**prefixes, **_declared(target, about)})
        case "targetWhere":
            return None
    return []


def _instances(kind: ox.NamedNode, store: ox.Store) -> list[Term]:
    """Return the instances of a class and of those below it, as far as the data that engines get says so."""
    classes, open_ = {kind}, [kind]
    while open_:
        for quad in _quads(store, None, _SUBCLASS, open_.pop()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject not in classes:
                classes.add(quad.subject)
                open_.append(quad.subject)
    return [quad.subject for one in classes for quad in _quads(store, None, _TYPE, one)]


def _quads(store: ox.Store, subject: None, predicate: ox.NamedNode, target: ox.NamedNode | None) -> Iterator[ox.Quad]:
    """Yield the quads of a pattern that stand outside the ontology, which the engines are not given."""
    quads = store.quads_for_pattern(subject, predicate, target, ox.DefaultGraph())
    if next(store.quads_for_pattern(None, None, None, graph.ONTOLOGY_GRAPH), None) is None:
        yield from quads
        return
    for quad in quads:
        word = ox.Quad(quad.subject, quad.predicate, quad.object, graph.ONTOLOGY_GRAPH)
        if is_code(quad) or word not in store:
            yield quad


def _declared(node: object, about: Mapping[object, list[ox.Quad]]) -> dict[str, str]:
    """Return the prefixes that a query declares for itself (sh:prefixes, sh:declare)."""
    found: dict[str, str] = {}
    for holder in [quad.object for quad in about.get(node, ()) if quad.predicate.value == SH + "prefixes"]:
        for declared in [quad.object for quad in about.get(holder, ()) if quad.predicate.value == SH + "declare"]:
            said = {quad.predicate.value: terms.value(quad.object) for quad in about.get(declared, ())}
            if SH + "prefix" in said and SH + "namespace" in said:
                found[said[SH + "prefix"]] = said[SH + "namespace"]
    return found


def _selected(query: str, store: ox.Store, prefixes: Mapping[str, str]) -> list[Term]:
    try:
        rows = store.query(query, prefixes=dict(prefixes))
        if not isinstance(rows, ox.QuerySolutions) or "this" not in [one.value for one in rows.variables]:
            raise EngineFailed("the query of a sh:target has no variable ?this", "shapes", "Write: SELECT ?this ...")
        return [row["this"] for row in rows if row["this"] is not None]
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineFailed(f"the query of a sh:target cannot be used: {reason}", "shapes", "Mend the query.") from error
