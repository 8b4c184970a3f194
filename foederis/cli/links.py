"""`foederis links`: the link sets, where and how each was verified, and what has no identifier elsewhere."""

import argparse
import json
from typing import Any

from tabulate import tabulate

from foederis import graph, queries
from foederis.cli.output import emit
from foederis.namespaces import FOED, ID

_SETS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?set ?title ?predicate ?target ?links ?seen ?on ?verified ?method WHERE {
  VALUES ?language { "en" }
  ?set a void:Linkset ; dcterms:title ?title ; void:linkPredicate ?predicate ; void:objectsTarget ?target ;
    void:triples ?links ; dcterms:source ?seen ; dcterms:date ?on ;
    sssom:curation_rule ?rule ; sssom:mapping_justification ?method .
  ?rule skos:prefLabel ?verified .
  FILTER(LANG(?title) = ?language && LANG(?verified) = ?language)
}
ORDER BY ?set"""

_LINKS = """
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?target ?kind ?thing WHERE {
  VALUES ?kind { foed:Actor foed:Instrument foed:Provision foed:Document foed:Event foed:Topic }
  GRAPH ?graph {
    ?set a void:Linkset ; void:linkPredicate ?predicate ; void:objectsTarget ?target .
    ?thing ?predicate ?object
  }
  ?target void:uriRegexPattern ?pattern .
  FILTER(REGEX(STR(?object), ?pattern))
  ?thing a ?kind .
}"""

_THINGS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?kind ?thing ?own ?act WHERE {
  VALUES ?kind { foed:Actor foed:Instrument foed:Provision foed:Document foed:Event foed:Topic }
  ?thing a ?kind .
  OPTIONAL { ?thing skos:exactMatch|skos:closeMatch|skos:broadMatch|owl:sameAs|rdfs:seeAlso|dcterms:identifier ?own }
  OPTIONAL {
    ?thing foed:establishedBy|foed:governedBy|foed:hasLegalBasis|foed:implements ?act .
    ?act rdfs:seeAlso|skos:exactMatch ?identity .
  }
}
ORDER BY ?kind ?thing"""


def links(options: argparse.Namespace) -> int:
    """Print the link sets and what has no link; with `--check` or `--copies`, see whether each target is there."""
    if options.check:
        from foederis.cli import linkcheck

        return linkcheck.command(options)
    if options.copies:
        from foederis.cli import linkcopies

        return linkcopies.command(options)
    data = graph.store()
    query = _SETS.replace('VALUES ?language { "en" }', f'VALUES ?language {{ "{options.lang}" }}')
    sets = [[_value(cell) for cell in row] for row in queries.select(query, data=data).rows]
    kinds = _kinds([[_value(cell) for cell in row] for row in queries.select(_THINGS, data=data).rows])
    targets = _targets([[_value(cell) for cell in row] for row in queries.select(_LINKS, data=data).rows], kinds)
    if options.format == "json":
        keys = ("set", "title", "predicate", "target", "links", "seen", "on", "verified", "method")
        rows = [{**dict(zip(keys, row, strict=True)), "links": int(row[4])} for row in sets]
        told = {"linksets": rows, "targets": targets, "entities": kinds}
        emit(json.dumps(told, ensure_ascii=False, indent=2) + "\n", options.output)
        return 0
    table = [[row[1], row[4], row[7], row[6], row[5]] for row in sets]
    each = [
        [row["target"], kind, len(names["matched"]), len(names["unmatched"])]
        for row in targets
        for kind, names in row["kinds"].items()
    ]
    counts = [[kind, *(len(names[state]) for state in _STATES)] for kind, names in kinds.items()]
    emit(
        tabulate(table, ("link set", "links", "verified", "on", "seen in"), maxcolwidths=[52, None, 14, 10, 50])
        + "\n\n"
        + tabulate(each, ("target", "class", "linked", "not linked"))
        + "\n\n"
        + tabulate(counts, ("class", "identified", "through an act", "not identified"))
        + "\n\nWhat is not linked: foederis ask without-link."
        + " Which act an instrument is known by: foederis ask linked-through-acts.\n",
        options.output,
    )
    return 0


_STATES = ("matched", "through", "unmatched")


def _kinds(rows: list[list[str]]) -> dict[str, dict[str, list[str]]]:
    """Return, a class, what has an identifier of its own, what only through an act it rests on, and what has none."""
    state: dict[tuple[str, str], int] = {}
    for kind, thing, own, act in rows:
        key = (kind.removeprefix(FOED), thing.removeprefix(ID))
        state[key] = min(state.get(key, 2), 0 if own else 1 if act else 2)
    found: dict[str, dict[str, list[str]]] = {}
    for (kind, thing), best in state.items():
        found.setdefault(kind, {name: [] for name in _STATES})[_STATES[best]].append(thing)
    return found


def _targets(rows: list[list[str]], kinds: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
    """Return, a target, what of each class that it links is linked to it and what is not."""
    linked: dict[str, dict[str, set[str]]] = {}
    for target, kind, thing in rows:
        linked.setdefault(target, {}).setdefault(kind.removeprefix(FOED), set()).add(thing.removeprefix(ID))
    told: list[dict[str, Any]] = []
    for target, by_kind in sorted(linked.items()):
        each = {}
        for kind, names in sorted(by_kind.items()):
            everything = {name for state in _STATES for name in kinds[kind][state]}
            each[kind] = {"matched": sorted(names), "unmatched": sorted(everything - names)}
        told.append({"target": target, "kinds": each})
    return told


def _value(cell: object) -> str:
    return str(getattr(cell, "value", ""))
