"""Shapes that the fast engine would pass over, or read otherwise than they are written: refused, or written plainly.

pySHACL refuses shapes that are not well-formed by itself; the engine `shacl` takes what it understands and says ok.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from foederis import terms
from foederis.errors import EngineFailed
from foederis.namespaces import PREFIXES, RDF, RDFS

SH = PREFIXES["sh"]
_TYPE = ox.NamedNode(RDF + "type")
_CLASS = ox.NamedNode(RDFS + "Class")
_OWL_CLASS = PREFIXES["owl"] + "Class"
_TRUE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
_ONCE = """
path minCount maxCount datatype nodeKind minExclusive minInclusive maxExclusive maxInclusive minLength maxLength flags
languageIn in uniqueLang closed ignoredProperties deactivated severity select
"""
_OF_PROPERTIES = """
minCount maxCount uniqueLang lessThan lessThanOrEquals qualifiedValueShape qualifiedMinCount qualifiedMaxCount
"""
_VALIDATORS = frozenset({"validator", "nodeValidator", "propertyValidator"})
_COUNTS = frozenset({"qualifiedMinCount", "qualifiedMaxCount"})
_NOT_BOUND = re.compile(r"[$?](shapesGraph|currentShape)\b")

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

    A boolean `1` is `true`; a class of OWL that is a shape is a class; a constraint that is switched off is left out.
    """
    said = _said(shapes)
    off = {
        subject
        for subject, parts in said.items()
        if SH + "deactivated" in parts and _is_true(parts[SH + "deactivated"][0]) and SH + "select" in parts
    }
    found = []
    for quad in shapes:
        if quad.predicate.value == SH + "sparql" and quad.object in off:
            continue
        if quad.predicate.value.startswith(SH) and _is_true(quad.object):
            quad = ox.Quad(quad.subject, quad.predicate, _TRUE, quad.graph_name)
        found.append(quad)
        if quad.predicate == _TYPE and terms.value(quad.object) == _OWL_CLASS and _is_shape(said[quad.subject]):
            found.append(ox.Quad(quad.subject, _TYPE, _CLASS, quad.graph_name))
    return found


def _said(shapes: Sequence[ox.Quad]) -> _Said:
    found: _Said = defaultdict(lambda: defaultdict(list))
    for quad in shapes:
        found[quad.subject][quad.predicate.value].append(quad.object)
    return found


def _is_true(term: object) -> bool:
    boolean = isinstance(term, ox.Literal) and term.datatype == _TRUE.datatype
    return boolean and terms.value(term) in ("true", "1")


def _is_shape(parts: dict[str, list[object]]) -> bool:
    return any(terms.value(kind) == SH + "NodeShape" for kind in parts.get(RDF + "type", ()))


def _faults(said: _Said, shapes: Sequence[ox.Quad]) -> Iterator[str]:
    for quad in shapes:
        name = quad.predicate.value.removeprefix(SH) if quad.predicate.value.startswith(SH) else ""
        parts = said.get(quad.object)
        if name == "property" and not parts:
            yield f"sh:property names {_shown(quad.object)}, which is not described"
        elif name == "property" and parts and SH + "path" not in parts:
            yield "a sh:property without sh:path"
        elif name == "sparql" and (not parts or SH + "select" not in parts):
            yield "a sh:sparql without sh:select"
        elif name == "select" and _NOT_BOUND.search(terms.value(quad.object)):
            yield "a query that asks for $shapesGraph or $currentShape"
    for parts in list(said.values()):
        names = {name.removeprefix(SH) for name in parts if name.startswith(SH)}
        if "qualifiedValueShape" in names and not names & _COUNTS:
            yield "a sh:qualifiedValueShape without a count"
        if SH + "ConstraintComponent" in map(terms.value, parts.get(RDF + "type", ())) and not names & _VALIDATORS:
            yield "a component without a validator"
        if _is_shape(parts) and "path" not in names:
            for name in sorted(names.intersection(_OF_PROPERTIES.split())):
                yield f"sh:{name} on a node shape"
        for name in _ONCE.split():
            if len(set(parts.get(SH + name, ()))) > 1:
                yield f"sh:{name} given twice"


def _shown(term: object) -> str:
    return f"<{term.value}>" if isinstance(term, ox.NamedNode) else "a thing"


def undescribed(shapes: Sequence[ox.Quad]) -> list[str]:
    """Return what shapes name as a shape and do not describe: everything conforms to it, with every engine."""
    described = {quad.subject for quad in shapes}
    naming = {SH + name for name in ("node", "not", "qualifiedValueShape")}
    return sorted(
        {
            quad.object.value
            for quad in shapes
            if quad.predicate.value in naming and isinstance(quad.object, ox.NamedNode) and quad.object not in described
        }
    )
