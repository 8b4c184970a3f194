"""SHACL results as an engine reports them, in RDF: read as findings, and written again term for term."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from foederis import terms
from foederis.namespaces import FOED, PREFIXES, RDF
from foederis.validate.report import SEVERITIES, Report, Result, key
from foederis.validate.support import SH

Index = Mapping[object, Sequence[ox.Triple]]
_TYPE = ox.NamedNode(RDF + "type")
_RESULT = ox.NamedNode(SH + "ValidationResult")


def read(report: Iterable[ox.Triple], parents: Mapping[object, Sequence[ox.Triple]]) -> list[Result]:
    """Return the results of a report in English; what hangs on another result (sh:detail) is part of that one.

    Args:
        report: the triples of the report.
        parents: of each blank node of the shapes the triples that point at it: a shape without a name is told by the
            one it belongs to.
    """
    index: dict[object, list[ox.Triple]] = {}
    for triple in report:
        index.setdefault(triple.subject, []).append(triple)
    nodes = [t.object for triples in index.values() for t in triples if t.predicate.value == SH + "result"]
    return [_result(node, index, parents) for node in nodes]


def parents_of(shapes: Iterable[ox.Quad]) -> dict[object, list[ox.Triple]]:
    """Return of each blank node of some shapes the triples that point at it."""
    found: dict[object, list[ox.Triple]] = {}
    for quad in shapes:
        if isinstance(quad.object, ox.BlankNode):
            triple = ox.Triple(quad.subject, quad.predicate, quad.object)
            found.setdefault(quad.object, []).append(triple)
    return found


def _result(node: object, index: Index, parents: Mapping[object, Sequence[ox.Triple]]) -> Result:
    said: dict[str, list[object]] = {}
    for triple in index.get(node, ()):
        said.setdefault(triple.predicate.value.removeprefix(SH), []).append(triple.object)

    def one(name: str) -> object:
        return next(iter(said.get(name, ())), None)

    component = terms.value(one("sourceConstraintComponent"))
    source = one("sourceShape")
    shape = shape_name(source, parents)
    value = one("value")
    told = "" if value is None else "a blank node" if isinstance(value, ox.BlankNode) else terms.value(value)
    return Result(
        _severity(terms.value(one("resultSeverity"))),
        key(one("focusNode")),
        _path(one("resultPath"), index),
        str(value) if isinstance(value, ox.Triple) else told,
        _message(said.get("resultMessage", ())) or f"{_name(component)} of {shape} does not hold.",
        shape,
        component=component,
        rdf=tuple(_subtree(node, index)),
    )


def _severity(iri: str) -> str:
    name = iri.removeprefix(SH).lower()
    return name if name in SEVERITIES and iri.startswith(SH) else iri


def _name(component: str) -> str:
    return terms.local(component).removesuffix("ConstraintComponent")


def _message(messages: Iterable[object]) -> str:
    """Return the message in English, else one without a language, else the first by its letters."""
    texts = sorted((one for one in messages if isinstance(one, ox.Literal)), key=str)
    for wanted in ("en", None):
        found = next((one.value for one in texts if one.language == wanted), None)
        if found is not None:
            return found
    english = next((one.value for one in texts if (one.language or "").startswith("en-")), None)
    return english or next((one.value for one in texts), "")


def shape_name(source: object, parents: Mapping[object, Sequence[ox.Triple]]) -> str:
    """Return the IRI of a shape, without our name space; of one without a name the nearest that it belongs to."""
    seen = set()
    open_ = [source]
    while open_:
        node = open_.pop(0)
        if isinstance(node, ox.NamedNode):
            return node.value.removeprefix(FOED)
        if node not in seen:
            seen.add(node)
            above = parents.get(node, ())
            first = [t.subject for t in above if t.predicate.value == SH + "property"]
            open_ += sorted(first, key=str) + sorted((t.subject for t in above if t.subject not in first), key=str)
    return "a shape without a name"


_STEPS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


def _path(node: object, index: Index, depth: int = 0) -> str:
    """Return a path as the IRI of a property, or in SPARQL's syntax."""
    if node is None:
        return ""
    if isinstance(node, ox.NamedNode):
        return node.value if depth == 0 else f"<{node.value}>"
    said = {t.predicate.value: t.object for t in index.get(node, ())}
    if depth > _DEEPEST:
        return "..."
    for name, form in _STEPS.items():
        if SH + name in said:
            return form.format(_path(said[SH + name], index, depth + 1))
    either = said.get(SH + "alternativePath")
    steps = [_path(item, index, depth + 1) for item in _items(either or node, index)]
    return f"({('|' if either else '/').join(steps)})"


_DEEPEST = 20


def _items(node: object, index: Index) -> Iterator[object]:
    seen = set()
    while node not in seen and node in index:
        seen.add(node)
        said = {t.predicate.value: t.object for t in index[node]}
        if RDF + "first" in said:
            yield said[RDF + "first"]
        node = said.get(RDF + "rest")


def _subtree(node: object, index: Index) -> Iterator[ox.Triple]:
    """Yield the triples of a result and of the blank nodes that it reaches, each once, in a stable order."""
    seen = {node}
    open_ = [node]
    while open_:
        triples = sorted(index.get(open_.pop(0), ()), key=lambda t: (t.predicate.value, _said(t.object, index)))
        for triple in triples:
            yield triple
            if isinstance(triple.object, ox.BlankNode) and triple.object not in seen:
                seen.add(triple.object)
                open_.append(triple.object)


def _said(term: object, index: Index, depth: int = 0) -> str:
    """Return a term as text that does not hang on the names that an engine gives blank nodes."""
    if not isinstance(term, ox.BlankNode) or depth > _DEEPEST:
        return str(term) if not isinstance(term, ox.BlankNode) else ""
    parts = sorted(f"{t.predicate.value} {_said(t.object, index, depth + 1)}" for t in index.get(term, ()))
    return f"[{' ; '.join(parts)}]" if parts else str(term)


def made(
    focus: object, path: object, value: object, severity: str, message: str, shape: str, number: str
) -> tuple[ox.Triple, ...]:
    """Return a finding of our own as the triples of a SHACL result; terms that are None are left out."""
    node = ox.BlankNode(f"h{number}")
    rows: list[tuple[str, object]] = [
        ("focusNode", focus),
        ("resultMessage", ox.Literal(message, language="en")),
        ("resultPath", path if isinstance(path, ox.NamedNode) else None),
        ("resultSeverity", ox.NamedNode(SH + severity.capitalize() if severity in SEVERITIES else severity)),
        ("sourceConstraintComponent", ox.NamedNode(SH + "SPARQLConstraintComponent")),
        ("sourceShape", ox.NamedNode(shape)),
        ("value", value),
    ]
    said = [ox.Triple(node, ox.NamedNode(SH + name), term) for name, term in rows if term is not None]  # type: ignore[arg-type]
    return (ox.Triple(node, _TYPE, _RESULT), *said)


def to_turtle(report: Report) -> str:
    """Return a report in the SHACL results vocabulary as Turtle: the engine's own results, term for term."""
    top = ox.BlankNode("report")
    conforms = ox.Literal("true" if report.conforms else "false", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
    lines = [
        ox.Triple(top, _TYPE, ox.NamedNode(SH + "ValidationReport")),
        ox.Triple(top, ox.NamedNode(SH + "conforms"), conforms),
    ]
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    rest: list[ox.Triple] = []
    for number, result in enumerate(report.results):
        rdf = result.rdf or _plain(result, number)
        for node in [t.subject for t in rdf if t.predicate == _TYPE and t.object == _RESULT]:
            if isinstance(node, ox.BlankNode) and node not in names:
                names[node] = ox.BlankNode(f"result{len(names)}")
        details = {t.object for t in rdf if t.predicate.value == SH + "detail"}
        roots = dict.fromkeys(
            t.subject for t in rdf if t.predicate == _TYPE and t.object == _RESULT and t.subject not in details
        )
        lines += [ox.Triple(top, ox.NamedNode(SH + "result"), names.get(node, node)) for node in roots]  # type: ignore[arg-type]
        rest += rdf
    lines += [_renamed(triple, names) for triple in dict.fromkeys(rest)]
    prefixes = {"sh": SH, "xsd": PREFIXES["xsd"], "rdf": RDF, "foed": FOED}
    said = "".join(f"# {' '.join(note.split())}\n" for note in (report.warning, *report.notes) if note)
    return said + bytes(ox.serialize(lines, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _renamed(triple: ox.Triple, names: dict[ox.BlankNode, ox.BlankNode]) -> ox.Triple:
    """Return a triple whose blank nodes have names that stay: an engine makes new ones each time."""

    def named(term: object) -> object:
        if not isinstance(term, ox.BlankNode) or _OF_A_FILE.fullmatch(term.value):
            return term
        return names.setdefault(term, ox.BlankNode(f"node{len(names)}"))

    return ox.Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]


_OF_A_FILE = re.compile(r"[fs]\d+n\d+")


def _plain(result: Result, number: int) -> tuple[ox.Triple, ...]:
    """Return a result that has no triples of an engine as triples, as well as its text tells them."""
    focus = _term(result.focus)
    shape = result.shape if ":" in result.shape else FOED + result.shape
    return made(focus, _term(result.path) if result.path else None, ox.Literal(result.value) if result.value else None,
                result.severity, result.message, shape, str(number))  # fmt: skip


def _term(text: str) -> object:
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.Literal(text)
