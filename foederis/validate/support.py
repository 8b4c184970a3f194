"""Which parts of SHACL each engine does: a part that it would pass over in silence is refused by name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from foederis import terms
from foederis.errors import EngineFailed
from foederis.namespaces import PREFIXES, RDF, RDFS

SH = PREFIXES["sh"]
_TYPE = RDF + "type"
_CORE = """
targetClass targetNode targetObjectsOf targetSubjectsOf property path alternativePath inversePath zeroOrMorePath
oneOrMorePath zeroOrOnePath and or not xone node class datatype nodeKind minCount maxCount minExclusive minInclusive
maxExclusive maxInclusive minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan
lessThanOrEquals qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint closed
ignoredProperties hasValue in severity message deactivated entailment Shape NodeShape PropertyShape Severity NodeKind
"""
_SPARQL = """
sparql select ask prefixes declare prefix namespace parameter optional validator nodeValidator propertyValidator
labelTemplate ConstraintComponent SPARQLConstraint SPARQLAskValidator SPARQLSelectValidator SPARQLExecutable
SPARQLAskExecutable SPARQLSelectExecutable SPARQLConstructExecutable Validator Parameter Parameterizable
PrefixDeclaration
"""
_ADVANCED_BY_BOTH = """
target rule condition construct subject predicate object order expression union intersection Target SPARQLTarget Rule
TripleRule SPARQLRule
"""
_TELLS = """
name description group defaultValue intent agentInstruction conforms result focusNode resultPath value resultMessage
resultSeverity sourceShape sourceConstraint sourceConstraintComponent detail shapesGraph shapesGraphWellFormed
suggestedShapesGraph PropertyGroup ValidationReport ValidationResult AbstractResult
"""
_BOTH = frozenset(f"{_CORE} {_SPARQL} {_ADVANCED_BY_BOTH} {_TELLS}".split())
_PYSHACL = "SPARQLTargetType TargetType SPARQLFunction Function returnType"
# SHACL 1.2; each was tried with a thing that must be found and one that must not.
_SHACL = """
targetWhere ShapeClass someValue uniqueMembers minListLength maxListLength memberShape singleLine subsetOf rootClass
nodeByExpression values
"""
_MORE = {"pyshacl": frozenset(_PYSHACL.split()), "shacl": frozenset(_SHACL.split())}
_DASH = "http://datashapes.org/dash#"
_CONSTRAINTS = """
closedByTypes coExistsWith hasClass hasMaxExclusive hasMaxInclusive hasMaxLength hasMinExclusive hasMinInclusive
hasMinLength hasValueIn hasValueWithClass nonRecursive notEquals rootClass singleLine stem subSetOf symmetric
uniqueValueForClass uniqueValuesForClass
"""
_DASH_CONSTRAINTS = frozenset(_CONSTRAINTS.split())


def check(shapes: Sequence[ox.Quad], engine: str) -> None:
    """Refuse shapes that an engine would not hold things against in whole.

    Raises:
        EngineFailed: names what the engine does not do, and the other engine where that one does it.
    """
    missing = sorted(set(_missing(shapes, engine)))
    if not missing:
        return
    others = [other for other in _MORE if other != engine and not set(_missing(shapes, other))]
    remedy = f"Use --engine {others[0]}, or take it out of the shapes." if others else "Take it out of the shapes."
    what = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
    raise EngineFailed(f"the engine '{engine}' does not do {what}", "shapes", remedy)


def is_code(quad: ox.Quad) -> bool:
    """Tell whether a quad describes a value of a code list."""
    return isinstance(quad.subject, ox.NamedNode) and "/id/concept/" in quad.subject.value


def imports(shapes: Sequence[ox.Quad]) -> list[str]:
    """Return what shapes import (owl:imports): it is not fetched, so its shapes are not among those held."""
    given = {terms.value(quad.subject) for quad in shapes}
    found = {terms.value(quad.object) for quad in shapes if quad.predicate.value == PREFIXES["owl"] + "imports"}
    return sorted(found - given - {SH, SH[:-1], _DASH, _DASH[:-1]})


def graphs_of_shapes(store: ox.Store, given: Path | None) -> list[str]:
    """Return the graphs of shapes that data name (sh:shapesGraph), without the file of shapes that is given."""
    own = {given.absolute().as_uri()} if given else set()
    found = store.quads_for_pattern(None, ox.NamedNode(SH + "shapesGraph"), None, None)
    return sorted({terms.value(quad.object) for quad in found} - own)


def has_rules(shapes: Sequence[ox.Quad]) -> bool:
    """Tell whether shapes infer triples (SHACL-AF rules)."""
    return any(quad.predicate.value == SH + "rule" for quad in shapes)


def kinds_of_class(shapes: Sequence[ox.Quad]) -> frozenset[str]:
    """Return the IRIs of which an instance is a class: those of RDFS, with what shapes put below it, and of OWL."""
    found = {RDFS + "Class"}
    below: dict[str, list[str]] = {}
    for quad in shapes:
        if quad.predicate.value == RDFS + "subClassOf":
            below.setdefault(terms.value(quad.object), []).append(terms.value(quad.subject))
    open_ = list(found)
    while open_:
        new = [one for one in below.get(open_.pop(), ()) if one not in found]
        found.update(new)
        open_ += new
    return frozenset(found | {PREFIXES["owl"] + "Class"})


def advanced(shapes: Sequence[ox.Quad]) -> bool:
    """Tell whether shapes use what SHACL-AF adds: pySHACL looks at that only when told so."""
    return any(
        quad.predicate.value in _ADVANCED or (quad.predicate.value == _TYPE and terms.value(quad.object) in _ADVANCED)
        for quad in shapes
    )


_ADVANCED = frozenset(SH + name for name in ("target", "rule", "expression", "SPARQLFunction"))


def _missing(shapes: Sequence[ox.Quad], engine: str) -> Iterator[str]:
    known = _BOTH | _MORE[engine]
    own = {terms.value(quad.object) for quad in shapes if quad.predicate.value == SH + "path"}  # of a parameter
    queries = {quad.subject for quad in shapes if quad.predicate.value == SH + "select"}
    types = _target_types(shapes) if engine == "pyshacl" else frozenset()
    classes: dict[object, set[str]] = {}
    for quad in shapes:
        if quad.predicate.value == _TYPE:
            classes.setdefault(quad.subject, set()).add(terms.value(quad.object))
    parts = _parts(shapes, known)
    for quad in shapes:
        predicate = quad.predicate.value
        if quad.subject not in parts:
            continue
        if predicate.startswith(SH):
            name = predicate.removeprefix(SH)
            if name not in known:
                yield f"sh:{name}"
            elif name in _OF_IRIS and not isinstance(quad.object, ox.NamedNode):
                yield f"a sh:{name} that is no IRI"
            elif name == "targetNode" and isinstance(quad.object, ox.BlankNode):
                yield "a sh:targetNode that is a blank node"
            elif name == "entailment" and terms.value(quad.object) != SH + "Rules":
                yield f"the entailment regime {terms.value(quad.object)}"
            elif name == "target" and quad.object not in queries and not types & classes.get(quad.object, set()):
                yield "a sh:target without sh:select" if engine == "pyshacl" else "a sh:target of a type of its own"
        elif predicate == _TYPE and terms.value(quad.object).startswith(SH):
            name = terms.value(quad.object).removeprefix(SH)
            if name not in known:
                yield f"sh:{name}"
        elif (
            predicate.removeprefix(_DASH) in _DASH_CONSTRAINTS and predicate.startswith(_DASH) and predicate not in own
        ):
            yield f"dash:{predicate.removeprefix(_DASH)}"


def _parts(shapes: Sequence[ox.Quad], known: frozenset[str]) -> set[object]:
    """Return what is a shape or a part of one; a file of shapes may hold other things that use a word of SHACL's."""
    found: set[object] = set()
    for quad in shapes:
        name = quad.predicate.value.removeprefix(SH)
        if quad.predicate.value.startswith(SH):
            if name in known:
                found.add(quad.subject)
            if name not in _VALUES:
                found.add(quad.object)
        elif quad.predicate.value == _TYPE and terms.value(quad.object).startswith(SH):
            found.add(quad.subject)
    return {one for one in found if not (isinstance(one, ox.NamedNode) and one.value.startswith(SH))}


_OF_IRIS = frozenset({"targetClass", "targetSubjectsOf", "targetObjectsOf"})
_VALUES = frozenset({"targetNode", "targetClass", "hasValue", "class", "focusNode", "value"})


def _target_types(shapes: Sequence[ox.Quad]) -> frozenset[str]:
    return frozenset(
        terms.value(quad.subject)
        for quad in shapes
        if quad.predicate.value == RDFS + "subClassOf" and terms.value(quad.object) == SH + "Target"
    )
