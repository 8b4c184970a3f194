"""What is said of one thing, as Turtle and as JSON-LD, in few bytes: an explorer has thousands of such files.

IRIs of ours stand relative to `BASE`, a prefix is named only where it makes the file shorter, and a value is written
plainly where JSON-LD reads it back as the same: the quads are those that were given.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from foederis.graph import serialisation
from foederis.namespaces import DCTERMS, FOED, ID, RDF, RDFS, SKOS, XSD

BASE = ID
_OTHERS = (("dcterms", DCTERMS), ("rdf", RDF), ("rdfs", RDFS), ("skos", SKOS), ("xsd", XSD))
_TYPE = RDF + "type"
_NAME = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_PATH = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what JSON has as the same number, and writes so


def turtle(quads: Iterable[ox.Quad], known: Mapping[str, str]) -> bytes:
    """Return every distinct triple once, as Turtle; `known` are the prefixes that may be used, by name."""
    triples = sorted({ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}, key=serialisation.order)
    used = Counter(space(iri) for iri in {str(one.subject)[1:-1] for one in triples})
    used.update(space(iri) for _, iri in {(one.subject, one.predicate.value) for one in triples} if iri != _TYPE)
    for one in triples:
        if isinstance(one.object, ox.NamedNode):
            used[space(one.object.value)] += 1
        elif isinstance(one.object, ox.Literal) and one.object.datatype.value not in _UNWRITTEN:
            used[space(one.object.datatype.value)] += 1
    names = {iri: name for name, iri in known.items()} | nested(used)
    worth = {
        names[iri]: iri
        for iri, count in used.items()
        if iri in names
        and count * _saved(iri, names[iri]) > len(f"@prefix {names[iri]}: <{iri.removeprefix(BASE)}> .\n")
    }
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=worth, base_iri=BASE) or b""
    if not any(isinstance(one.object, ox.Literal) and "<//" in one.object.value for one in triples):
        written = written.replace(b"<//", b"<https://")  # of others: an address that a reader can open
    # Oxigraph keeps prefixes in an order that changes from run to run. It writes a literal on one line, and a space
    # before each semicolon, which no reader needs.
    lines = written.replace(b" ;\n", b";\n").splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@")]
    return b"".join(sorted(head) + [line for line in lines if not line.startswith(b"@")])


_TEXT = XSD + "string"
_UNWRITTEN = {
    _TEXT,
    RDF + "langString",
    XSD + "integer",
    XSD + "decimal",
    XSD + "boolean",
}  # datatypes that Turtle need not name


def space(iri: str) -> str:
    """Return what stands before the last name of an IRI."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def nested(spaces: Iterable[str]) -> dict[str, str]:
    """Return a short name for each space of ours in another: `statement` for that of `id/statement/<document>/x`."""
    names: dict[str, str] = {}
    for iri in sorted(spaces):
        kind, _, rest = iri.removeprefix(ID).partition("/")
        if iri.startswith(ID) and rest and kind != "concept" and kind.isalpha():
            same = sum(re.fullmatch(rf"{kind}\d*", name) is not None for name in names.values())
            names[iri] = f"{kind}{same + 1}" if same else kind
    return names


def _saved(iri: str, name: str) -> int:
    """Return how many bytes a prefix saves each time that it is used."""
    return len(iri.removeprefix(BASE)) + 1 - len(name)


def jsonld(quads: Iterable[ox.Quad], about: str) -> bytes:
    """Return quads as JSON-LD, an object for each named graph; what names the thing `about` stands reversed with it."""
    listed = sorted(set(quads), key=serialisation.order)
    terms = _Terms(listed)
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in listed:
        nodes = graphs.setdefault(str(getattr(quad.graph_name, "value", "")), {})
        subject, target = str(getattr(quad.subject, "value", "")), quad.object
        named = isinstance(target, ox.NamedNode) and target.value == about and quad.predicate.value != _TYPE
        if named and subject != about:
            reverse = nodes.setdefault(about, {}).setdefault("@reverse", {})
            serialisation.put(reverse, terms.key(quad.predicate.value), terms.node(subject, quad.predicate.value))
        elif quad.predicate.value == _TYPE and isinstance(target, ox.NamedNode):
            serialisation.put(nodes.setdefault(subject, {}), "@type", terms.kind(target.value))
        elif isinstance(target, ox.NamedNode | ox.Literal):
            value = terms.value(target, quad.predicate.value)
            serialisation.put(nodes.setdefault(subject, {}), terms.key(quad.predicate.value), value)
    written: list[dict[str, Any]] = []
    for name, nodes in graphs.items():
        inside = [{"@id": terms.iri(iri), **said} for iri, said in nodes.items()]
        written += [{"@id": terms.iri(name), "@graph": inside}] if name else inside
    told = {"@context": terms.context(), "@graph": written}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Terms:
    """How IRIs and values are written, and the context that reads them back."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        links = Counter(q.predicate.value for q in quads if isinstance(q.object, ox.NamedNode))
        texts = {q.predicate.value for q in quads if isinstance(q.object, ox.Literal)}
        named = [*(str(q.graph_name)[1:-1] for q in quads), *(str(q.subject)[1:-1] for q in quads)]
        spaces = Counter(
            space(iri) for iri in {*named} | {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
        )
        taken = {q.predicate.value.removeprefix(FOED) for q in quads}
        self._nested = {
            iri: name
            for iri, name in nested(spaces).items()
            if name not in taken and spaces[iri] * (len(iri) - len(BASE) - len(name)) > len(iri) + len(name) + 6
        }
        self._used: set[str] = set()
        self._links = {
            iri
            for iri, count in sorted(links.items())
            # `{"@id":x}` each time, or one line of the context
            if iri != _TYPE and iri not in texts and count * 8 > len(self.key(iri)) + 20
        }
        self._used.clear()

    def context(self) -> dict[str, Any]:
        """Return the context: with the prefixes that were used till now."""
        spaces = {name: iri for name, iri in _OTHERS if name in self._used}
        links = {self.key(iri): {"@type": "@id"} for iri in sorted(self._links)}
        spaces |= {name: iri for iri, name in self._nested.items()}
        return {"@base": BASE, "@vocab": FOED, **spaces, **links}

    def key(self, iri: str) -> str:
        """Return the key of a property, or the name of a class."""
        local = iri.removeprefix(FOED)
        if iri.startswith(FOED) and _NAME.fullmatch(local) and local not in dict(_OTHERS):
            return local
        return self._short(iri)

    kind = key

    def iri(self, iri: str) -> str:
        """Return an IRI as the name of a thing."""
        within = space(iri)
        if within in self._nested and _NAME.fullmatch(iri, len(within)):
            return f"{self._nested[within]}:{iri[len(within) :]}"
        for start, written in ((ID, ""), (FOED, "../def/")):
            if iri.startswith(start) and _PATH.fullmatch(iri, len(start)):
                return written + iri[len(start) :]
        return self._short(iri)

    def _short(self, iri: str) -> str:
        for name, start in _OTHERS:
            if iri.startswith(start) and _NAME.fullmatch(iri, len(start)):
                self._used.add(name)
                return f"{name}:{iri[len(start) :]}"
        return iri

    def node(self, iri: str, predicate: str) -> object:
        """Return a thing as a value of a property."""
        return self.iri(iri) if predicate in self._links else {"@id": self.iri(iri)}

    def value(self, term: ox.NamedNode | ox.Literal, predicate: str) -> object:
        """Return a value of a property."""
        if isinstance(term, ox.NamedNode):
            return self.node(term.value, predicate)
        kind = term.datatype.value
        if term.language:
            return {"@language": term.language, "@value": term.value}
        if kind == _TEXT:
            return term.value
        if kind == XSD + "integer" and _INTEGER.fullmatch(term.value):
            return int(term.value)
        if kind == XSD + "boolean" and term.value in ("true", "false"):
            return term.value == "true"
        return {"@type": self.key(kind), "@value": term.value}
