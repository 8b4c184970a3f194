"""`foederis links`: the link sets with their counts, what is unmatched, and whether the targets still answer."""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from urllib.parse import urlsplit

from tabulate import tabulate

from foederis import __version__, graph, queries
from foederis.cli.output import emit
from foederis.errors import EngineFailed, NothingFound
from foederis.namespaces import FOED, ID

_SETS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?set ?title ?predicate ?target ?links ?seen WHERE {
  VALUES ?language { "en" }
  ?set a void:Linkset ; dcterms:title ?title ; void:linkPredicate ?predicate ; void:objectsTarget ?target ;
    void:triples ?links ; dcterms:source ?seen .
  FILTER(LANG(?title) = ?language)
}
ORDER BY ?set"""

_UNMATCHED = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind ?thing (COUNT(?target) AS ?links) WHERE {
  VALUES ?kind { foed:Actor foed:Instrument foed:Provision foed:Document foed:Topic }
  ?thing a ?kind .
  OPTIONAL { ?thing skos:exactMatch|skos:closeMatch|owl:sameAs|rdfs:seeAlso|foaf:page ?target }
}
GROUP BY ?kind ?thing
ORDER BY ?kind ?thing"""

_TARGETS = """
PREFIX void: <http://rdfs.org/ns/void#>
SELECT DISTINCT ?target WHERE {
  GRAPH ?graph { ?set a void:Linkset ; void:linkPredicate ?predicate . ?thing ?predicate ?target }
  FILTER(?thing != ?set)
}
ORDER BY ?target"""


def links(options: argparse.Namespace) -> int:
    """Print the link sets and what has no link; with `--check`, ask each target whether it is still there."""
    if options.check:
        return _check(options)
    data = graph.store()
    sets = [[_value(cell) for cell in row] for row in queries.select(_in(_SETS, options.lang), data=data).rows]
    matched: Counter[str] = Counter()
    unmatched: dict[str, list[str]] = {}
    for kind, thing, number in queries.select(_UNMATCHED, data=data).rows:
        name = _value(kind).removeprefix(FOED)
        matched[name] += _value(number) != "0"
        unmatched.setdefault(name, [])
        if _value(number) == "0":
            unmatched[name].append(_value(thing).removeprefix(ID))
    if options.format == "json":
        keys = ("set", "title", "predicate", "target", "links", "seen")
        rows = [{**dict(zip(keys, row, strict=True)), "links": int(row[4])} for row in sets]
        summary = {kind: {"matched": matched[kind], "unmatched": names} for kind, names in unmatched.items()}
        emit(json.dumps({"linksets": rows, "entities": summary}, ensure_ascii=False, indent=2) + "\n", options.output)
        return 0
    heads = ("link set", "links", "seen in")
    table = [[row[1], row[4], row[5]] for row in sets]
    counts = [[kind, matched[kind], len(names)] for kind, names in unmatched.items()]
    emit(
        tabulate(table, heads, disable_numparse=True, maxcolwidths=[70, None, 70])
        + "\n\n"
        + tabulate(counts, ("class", "linked", "not linked"))
        + "\n\nWhat is not linked: foederis ask without-link\n",
        options.output,
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    """Ask each target for its head: one a second a host, three tries with longer waits."""
    targets = [_value(row[0]) for row in queries.select(_TARGETS).rows]
    targets = [target for target in targets if target.startswith(("http://", "https://"))]
    found: list[dict[str, str | int]] = []
    last: dict[str, float] = {}
    for number, target in enumerate(targets, 1):
        host = urlsplit(target).hostname or ""
        time.sleep(max(0.0, last.get(host, 0.0) + 1 - time.monotonic()))
        status = _status(target)
        last[host] = time.monotonic()
        if not found and status == 0:
            raise EngineFailed(
                "there is no network here: nothing was checked", host, "Try again where the web can be reached."
            )
        found.append({"target": target, "status": status})
        print(f"\r{number} of {len(targets)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    gone = [row for row in found if row["status"] not in (200, 303)]
    if options.format == "json":
        emit(json.dumps(found, indent=2) + "\n", options.output)
    else:
        emit("".join(f"{row['status'] or 'no answer'}  {row['target']}\n" for row in gone), options.output)
    if gone:
        raise NothingFound(f"{len(gone)} of {len(found)} targets did not answer as they should", "", "Look at each.")
    emit(f"All {len(found)} targets answer.\n")
    return 0


def _status(address: str) -> int:
    """Return the HTTP status of an address, 0 when no server could be reached."""
    for wait in (0, 2, 8):
        time.sleep(wait)
        request = urllib.request.Request(  # noqa: S310 (addresses of our own link sets, http or https: see _check)
            address, method="HEAD", headers={"User-Agent": f"foederis/{__version__} (link check)"}
        )
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 500, 502, 503, 504):
                return error.code
        except (urllib.error.URLError, TimeoutError, OSError):
            if wait == 0:
                return 0
    return 503


def _in(text: str, language: str) -> str:
    return text.replace('VALUES ?language { "en" }', f'VALUES ?language {{ "{language}" }}')


def _value(cell: object) -> str:
    return str(getattr(cell, "value", ""))
