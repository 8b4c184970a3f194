"""The data as files: TriG, Turtle, JSON-LD; the same bytes each time."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from foederis import ontology
from foederis.namespaces import DCTERMS, FOAF, ID, PREFIXES, RDF, RDFS, SKOS, XSD

_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}
_SPACES = ("concept", "passage", "recommendation", "response", "statement", "graph")


def order(quad: ox.Quad | ox.Triple) -> tuple[str, ...]:
    """Return what quads are sorted by: graph, subject, property with the class first, value."""
    graph = str(quad.graph_name) if isinstance(quad, ox.Quad) else ""
    predicate = "" if quad.predicate.value == RDF + "type" else quad.predicate.value
    return graph, str(quad.subject), predicate, str(quad.object)


def names(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return the prefixes of a data set: one a folder of our names, called as in the graph room (`p` for passages)."""
    found = dict(PREFIXES) | {"vann": "http://purl.org/vocab/vann/"}
    spaces = sorted({_folder(term.value) for quad in quads for term in _ours(quad)})
    for space in spaces:
        kind, *rest = space.removeprefix(ID).strip("/").split("/")
        if rest and kind not in ("concept", "graph", "passage", "statement"):
            continue
        inside = [one for one in spaces if one.startswith(f"{ID}{kind}/")]
        short = {"passage": "p", "statement": "s"}.get(kind) if len(inside) == 1 else None
        name = short or "-".join(rest if kind == "concept" and rest else [kind, *rest])
        if re.fullmatch(r"[a-z][a-z0-9-]*", name):
            found.setdefault(name, space)
    return found


def _folder(iri: str) -> str:
    return iri[: iri.rfind("/") + 1]


def _ours(quad: ox.Quad) -> Iterable[ox.NamedNode]:
    terms = (quad.subject, quad.object, quad.graph_name)
    return [term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(ID)]


def text(quads: Iterable[ox.Quad] | Iterable[ox.Triple], form: str, known: Mapping[str, str]) -> bytes:
    """Return quads as `ttl` or `trig` in the order given, prefixes sorted, a blank line before each subject."""
    lines = (ox.serialize(quads, format=_FORMATS[form], prefixes=dict(known)) or b"").splitlines(keepends=True)
    # Oxigraph keeps prefixes in an order that changes from run to run. It writes a literal on one line.
    used = [line for line in lines if not line.startswith(b"@prefix ")]
    words = set(re.findall(rb"([A-Za-z][\w-]*):", b"".join(used)))
    head = sorted(line for line in lines if line.startswith(b"@prefix ") and line.split(b" ")[1][:-1] in words)
    body, last = [], b""
    for line in used:
        if not line.startswith((b"\t\t", b"}")) and (last.endswith((b" .\n", b"}\n")) or not last):
            body.append(b"\n")
        body.append(line)
        last = line
    return b"".join(head + body)


def union(quads: Iterable[ox.Quad], known: Mapping[str, str]) -> bytes:
    """Return every distinct triple once, as Turtle."""
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return text(sorted(triples, key=order), "ttl", known)


def context() -> dict[str, Any]:
    """Return the JSON-LD context of the release: the ontology's, with short names for the terms of others."""
    names: dict[str, Any] = dict(json.loads(ontology.context())["@context"])
    names |= {name: f"{ID}{name}/" for name in _SPACES}
    for name, iri in (
        ("prefLabel", SKOS), ("altLabel", SKOS), ("hiddenLabel", SKOS), ("definition", SKOS),
        ("label", RDFS), ("title", DCTERMS),
    ):  # fmt: skip
        names[name] = {"@id": iri + name, "@container": "@language"}
    for name, iri in (
        ("source", DCTERMS), ("isPartOf", DCTERMS), ("hasPart", DCTERMS), ("creator", DCTERMS), ("exactMatch", SKOS),
        ("closeMatch", SKOS), ("inScheme", SKOS), ("topConceptOf", SKOS), ("page", FOAF), ("seeAlso", RDFS),
    ):  # fmt: skip
        names[name] = {"@id": iri + name, "@type": "@id"}
    return names


def jsonld(quads: Sequence[ox.Quad]) -> bytes:
    """Return quads as JSON-LD: an object a named graph, its context inside, so nothing is fetched to read it."""
    names = context()
    terms = _Terms(names)
    graphs: dict[str, dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]] = {}
    for quad in quads:
        name = getattr(quad.graph_name, "value", "")
        node = graphs.setdefault(name, {}).setdefault(str(getattr(quad.subject, "value", "")), {})
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            node.setdefault(quad.predicate.value, []).append(quad.object)
    document = {
        "@context": names,
        "@graph": [
            {"id": terms.iri(name), "@graph": [terms.node(iri, said) for iri, said in nodes.items()]}
            for name, nodes in graphs.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Terms:
    """The context read backwards: from an IRI to the term or the short form that stands for it."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._plain = {
            value: name for name, value in names.items() if isinstance(value, str) and value.endswith(("/", "#"))
        }
        expanded = {f"{name}:": value for name, value in names.items() if isinstance(value, str)}
        self._terms: dict[str, list[tuple[str, dict[str, str]]]] = {}
        self._classes: dict[str, str] = {}
        for name, value in names.items():
            iri = value["@id"] if isinstance(value, dict) else value if isinstance(value, str) else ""
            prefix, colon, rest = iri.partition(":")
            if f"{prefix}:" in expanded and not rest.startswith("//"):
                iri = expanded[f"{prefix}:"] + rest
            if isinstance(value, dict):
                self._terms.setdefault(iri, []).append((name, value))
            elif colon and not iri.endswith(("/", "#")):
                self._classes[iri] = name

    def iri(self, iri: str) -> str:
        """Return an IRI in its short form, `actor:nld`, where that is read back as the same."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        start = iri[:cut]
        while start:
            if start in self._plain and not iri[len(start) :].startswith("//"):
                return f"{self._plain[start]}:{iri[len(start) :]}"
            start = start[: start.rfind("/", 0, len(start) - 1) + 1]
        return iri

    def node(self, iri: str, said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> dict[str, Any]:
        """Return a thing with all that is said of it in one graph."""
        found: dict[str, Any] = {"id": self.iri(iri)}
        for predicate, values in said.items():
            if predicate == RDF + "type":
                kinds = [self._classes.get(value.value, self.iri(value.value)) for value in values]
                found["type"] = kinds[0] if len(kinds) == 1 else kinds
                continue
            for value in values:
                key, written = self._value(predicate, value)
                if isinstance(written, tuple):
                    put(found.setdefault(key, {}), *written)
                else:
                    put(found, key, written)
        return found

    def _value(self, predicate: str, value: ox.NamedNode | ox.Literal) -> tuple[str, Any]:
        """Return the key and the value; a pair of language and text where the key takes a map of languages."""
        for name, term in self._terms.get(predicate, ()):
            if isinstance(value, ox.NamedNode):
                if term.get("@type") == "@id":
                    return name, self.iri(value.value)
            elif value.language:
                if term.get("@container") == "@language":
                    return name, (value.language, value.value)
            elif "@container" not in term and self._typed(term) == value.datatype.value:
                return name, value.value
        key = self.iri(predicate)
        if isinstance(value, ox.NamedNode):
            return key, {"id": self.iri(value.value)}
        if value.language:
            return key, {"@value": value.value, "@language": value.language}
        if value.datatype.value == XSD + "string":
            return key, {"@value": value.value}
        return key, {"@value": value.value, "type": self.iri(value.datatype.value)}

    def _typed(self, term: Mapping[str, str]) -> str:
        kind = term.get("@type", "")
        return kind.replace("xsd:", XSD) if kind else XSD + "string"


def put(place: dict[str, Any], key: str, value: object) -> None:
    """Put a value beside those that a node of JSON-LD has by a key: the second makes them a list."""
    if key not in place:
        place[key] = value
    elif isinstance(place[key], list):
        place[key].append(value)
    else:
        place[key] = [place[key], value]
