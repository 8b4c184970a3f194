"""Shapes that the fast engine would pass over, or read otherwise than they are written: refused, or written plainly.

pySHACL refuses shapes that are not well-formed by itself; the engine `shacl` takes what it understands and says ok.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from foederis import terms
from foederis.errors import EngineFailed
from foederis.namespaces import PREFIXES, RDF, RDFS
from foederis.validate.support import SH, kinds_of_class

_TYPE = ox.NamedNode(RDF + "type")
_CLASS = ox.NamedNode(RDFS + "Class")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
_ONCE = """
path minCount maxCount datatype nodeKind minExclusive minInclusive maxExclusive maxInclusive minLength maxLength flags
languageIn in uniqueLang closed ignoredProperties deactivated severity select
"""
_OF_PROPERTIES = frozenset({"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"})
_VALIDATORS = frozenset({"validator", "nodeValidator", "propertyValidator"})
_COUNTS = frozenset({"qualifiedMinCount", "qualifiedMaxCount"})
_BOOLEANS = frozenset({"closed", "uniqueLang", "deactivated", "optional", "qualifiedValueShapesDisjoint"})

_Said = dict[object, dict[str, list[object]]]


def check(shapes: Sequence[ox.Quad]) -> None:
    """Refuse shapes that are not well-formed, or ask of the engine `shacl` what it does not do and does not say.

    Raises:
        EngineFailed: names what is wrong with them.
    """
    found = sorted(set(_faults(_said(shapes), shapes)))
    if found:
        what = "; ".join(found[:4]) + (f"; and {len(found) - 4} more" if len(found) > 4 else "")
        raise EngineFailed(
            f"the engine 'shacl' would pass over a part of the shapes: {what}", "shapes", "Mend the shapes."
        )


def plain(shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return shapes as the engine `shacl` understands them, with the same meaning.

    A class of OWL, or of a kind of class, that is a shape is a class; a constraint that is switched off is left out.
    """
    said = _said(shapes)
    off = {
        subject
        for subject, parts in said.items()
        if _TRUE in parts.get(SH + "deactivated", ()) and SH + "select" in parts
    }
    classes = kinds_of_class(shapes) - {_CLASS.value}
    found = []
    for quad in shapes:
        if quad.predicate.value == SH + "sparql" and quad.object in off:
            continue
        found.append(quad)
        if quad.predicate == _TYPE and terms.value(quad.object) in classes and _is_any_shape(said[quad.subject]):
            found.append(ox.Quad(quad.subject, _TYPE, _CLASS, quad.graph_name))
    return found


def _said(shapes: Sequence[ox.Quad]) -> _Said:
    found: _Said = defaultdict(lambda: defaultdict(list))
    for quad in shapes:
        found[quad.subject][quad.predicate.value].append(quad.object)
    return found


def _is_shape(parts: dict[str, list[object]]) -> bool:
    return any(terms.value(kind) == SH + "NodeShape" for kind in parts.get(RDF + "type", ()))


def _is_any_shape(parts: dict[str, list[object]]) -> bool:
    return _is_shape(parts) or any(terms.value(kind) == SH + "PropertyShape" for kind in parts.get(RDF + "type", ()))


def _faults(said: _Said, shapes: Sequence[ox.Quad]) -> Iterator[str]:
    for quad in shapes:
        name = quad.predicate.value.removeprefix(SH) if quad.predicate.value.startswith(SH) else ""
        parts = said.get(quad.object)
        if name == "property" and not parts:
            yield f"sh:property names {_shown(quad.object)}, which is not described"
        elif name == "targetWhere" and not parts:
            yield f"sh:targetWhere names {_shown(quad.object)}, which is not described"
        elif name == "property" and parts and SH + "path" not in parts:
            yield "a sh:property without sh:path"
        elif name == "sparql" and (not parts or SH + "select" not in parts):
            yield "a sh:sparql without sh:select"
    for parts in list(said.values()):
        names = {name.removeprefix(SH) for name in parts if name.startswith(SH)}
        if "qualifiedValueShape" in names and not names & _COUNTS:
            yield "a sh:qualifiedValueShape without a count"
        if SH + "ConstraintComponent" in map(terms.value, parts.get(RDF + "type", ())) and not names & _VALIDATORS:
            yield "a component without a validator"
        if _is_shape(parts) and "path" not in names:
            for name in sorted(names & _OF_PROPERTIES):
                yield f"sh:{name} on a node shape"
        for name in _ONCE.split():
            if len(set(parts.get(SH + name, ()))) > 1:
                yield f"sh:{name} given twice"


def _shown(term: object) -> str:
    return f"<{term.value}>" if isinstance(term, ox.NamedNode) else "a thing"


def notes(shapes: Sequence[ox.Quad]) -> list[str]:
    """Return what engines read without a word and a reader may not expect.

    A shape that is named and not described: everything conforms to it. A boolean that is written as a number: by the
    W3C suite only `true` switches a thing on, and pySHACL takes `1` for it.
    """
    described = {quad.subject for quad in shapes}
    naming = {SH + name for name in ("node", "not", "qualifiedValueShape")}
    found = {
        f"the shapes name {quad.object.value} as a shape and do not describe it: everything conforms to it"
        for quad in shapes
        if quad.predicate.value in naming and isinstance(quad.object, ox.NamedNode) and quad.object not in described
    }
    found |= {
        f"sh:{quad.predicate.value.removeprefix(SH)} is {quad.object}: engines differ on it, write true or false"
        for quad in shapes
        if quad.predicate.value.removeprefix(SH) in _BOOLEANS
        and quad.predicate.value.startswith(SH)
        and terms.value(quad.object) not in ("true", "false")
    }
    return sorted(found)
