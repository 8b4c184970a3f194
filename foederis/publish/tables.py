"""The data as tables: a CSV file a kind of thing, described by CSVW metadata."""

import json
from collections.abc import Iterable

import pyoxigraph as ox

from foederis import escapes, terms
from foederis.namespaces import FOAF, FOED, PREFIXES, RDF, RDFS, SKOS, XSD
from foederis.publish.metadata import LICENCE, Metadata

SEPARATOR = "|"
TABLES = {
    "actors": "Actor", "instruments": "Instrument", "provisions": "Provision", "documents": "Document",
    "events": "Event", "topics": "Topic", "periods": "Period", "passages": "Passage",
    "statements": "Statement", "commitments": "Commitment",
    "developments": "Development", "responses": "Response", "codings": "Coding", "readings": "Reading",
    "quantities": "Quantity",
    "participations": "Participation", "legal-links": "LegalLink", "existences": "Existence",
}  # fmt: skip
_LINKS = [
    SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "broadMatch", PREFIXES["owl"] + "sameAs", RDFS + "seeAlso",
    FOAF + "page",
]  # fmt: skip
_TAKEN = ("id", "graph", "type")
_PLAIN = ("integer", "decimal", "date", "boolean", "anyURI")

Cells = dict[str, list[ox.NamedNode | ox.Literal]]


def tables(quads: Iterable[ox.Quad], known: Metadata) -> dict[str, bytes]:
    """Return the tables and their metadata by file name.

    A row is a thing, its columns its properties; texts have a column a language; several values in a cell stand apart
    by a `|`; `graph` is where the thing is stated, for a statement its sentence.
    """
    things: dict[str, Cells] = {}
    graphs: dict[str, set[str]] = {}
    links = []
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            subject = terms.value(quad.subject)
            things.setdefault(subject, {}).setdefault(_column(quad), []).append(quad.object)
            if quad.predicate.value == RDF + "type":
                graphs.setdefault(subject, set()).add(terms.value(quad.graph_name))
            if quad.predicate.value in _LINKS and subject.startswith("https://w3id.org/foederis/id/"):
                links.append((subject, quad.predicate.value, terms.value(quad.object)))
    made, described = {}, []
    for name, kind in TABLES.items():
        rows = {iri: said for iri, said in sorted(things.items()) if FOED + kind in _texts(said.get(RDF + "type", []))}
        columns = sorted({column for said in rows.values() for column in said})
        lists = {one: any(len(set(said.get(one, ()))) > 1 for said in rows.values()) for one in columns}
        table = [["id", "graph", *(_name(one) for one in columns)]]
        for iri, said in rows.items():
            cells = [SEPARATOR.join(sorted(set(_texts(said.get(one, []))))) for one in columns]
            table.append([iri, SEPARATOR.join(sorted(graphs[iri])), *cells])
        made[f"{name}.csv"] = _csv(table)
        described.append(_described(name, [(one, _datatype(one, rows.values()), lists[one]) for one in columns]))
    made["links.csv"] = _csv([["id", "predicate", "target"], *map(list, sorted(set(links)))])
    described.append(_schema("links", [_field("id"), _field("predicate"), _field("target")]))
    made["csv-metadata.json"] = _metadata(described, known)
    return made


def _column(quad: ox.Quad) -> str:
    language = quad.object.language if isinstance(quad.object, ox.Literal) else None
    return f"{quad.predicate.value}@{language}" if language else quad.predicate.value


def _name(column: str) -> str:
    iri, _, language = column.partition("@")
    name = iri.replace("#", "/").rsplit("/", 1)[-1]
    if name in _TAKEN and iri != RDF + "type":  # as `dcterms_type` beside `type`
        name = f"{next(key for key, space in PREFIXES.items() if iri == space + name)}_{name}"
    return f"{name}_{language}" if language else name


def _texts(terms: Iterable[ox.NamedNode | ox.Literal]) -> list[str]:
    return [term.value for term in terms]


def _datatype(column: str, rows: Iterable[Cells]) -> str:
    kinds = set()
    for said in rows:
        for term in said.get(column, ()):
            kinds.add("anyURI" if isinstance(term, ox.NamedNode) else term.datatype.value.removeprefix(XSD))
    return kinds.pop() if len(kinds) == 1 and kinds <= {*_PLAIN} else "string"


def _field(name: str, predicate: str = "", kind: str = "anyURI", separator: bool = False) -> dict[str, object]:
    found: dict[str, object] = {"name": name, "titles": name, "datatype": kind}
    if predicate:
        iri, _, language = predicate.partition("@")
        found["propertyUrl"] = iri
        if language:
            found["lang"] = language
    return found | ({"separator": SEPARATOR} if separator else {})


def _described(name: str, columns: list[tuple[str, str, bool]]) -> dict[str, object]:
    fields = [
        _field("id") | {"suppressOutput": True, "required": True},
        _field("graph", separator=True) | {"suppressOutput": True},
    ]
    return _schema(name, fields + [_field(_name(one), one, kind, many) for one, kind, many in columns], key=True)


def _schema(name: str, fields: list[dict[str, object]], key: bool = False) -> dict[str, object]:
    schema: dict[str, object] = {"columns": fields}
    if key:
        schema |= {"aboutUrl": "{+id}", "primaryKey": "id"}
    return {"url": f"{name}.csv", "tableSchema": schema}


def _csv(rows: list[list[str]]) -> bytes:
    return escapes.as_csv(rows).encode()


def _metadata(described: list[dict[str, object]], known: Metadata) -> bytes:
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": known.titles["en"],
        "dc:license": {"@id": LICENCE},
        "tables": described,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
