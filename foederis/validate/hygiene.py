"""The hygiene queries: what no shape can say, each a query that must return no row."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding, graph, rooms, terms
from foederis.namespaces import FOED, ID, PREFIXES
from foederis.validate.report import Result, key
from foederis.validate.results import made


def queries() -> list[Path]:
    """Return the hygiene queries of the validate room, by name."""
    return sorted((rooms.room("validate") / "hygiene").glob("*.rq"))


@rooms.kept
def severities() -> dict[str, str]:
    """Return the severity of each hygiene query that is not a violation, from `validate/severity.ttl`."""
    return {
        terms.local(terms.value(quad.subject)): terms.local(terms.value(quad.object)).lower()
        for quad in ox.parse(path=rooms.room("validate") / "severity.ttl", format=ox.RdfFormat.TURTLE)
        if terms.value(quad.subject).startswith(f"{ID}hygiene/")
    }


def store_of(named: Iterable[ox.Quad]) -> ox.Store:
    """Return a store of quads with a copy of each distinct triple in the default graph."""
    store = ox.Store()
    store.bulk_extend(named)
    store.update((rooms.room("queries") / "internal" / "default-graph.ru").read_text(encoding="utf-8"))
    return store


def check(path: Path, store: ox.Store) -> list[Result]:
    """Return what one hygiene query finds, in English, without file and line."""
    text = encoding.read(path)
    answer = store.query(text, prefixes=PREFIXES)
    rows = dict.fromkeys((row["focus"], row["path"], row["value"]) for row in answer)  # type: ignore[union-attr]
    if not rows:
        return []
    import yaml

    severity = severities().get(path.stem, "violation")
    head = yaml.safe_load("\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("#+")))
    found: list[Result] = []
    for row in rows:
        focus, where, value = key(row[0]), terms.value(row[1]), terms.value(row[2])
        message = f"{head['message_en']}. {_upper(head['remedy_en'])}.".replace("{value}", name_of(value, store))
        shape = f"hygiene/{path.stem}"
        number = f"{path.stem}.{len(found)}"
        rdf = made(*row, severity, _upper(message), ID + shape, number)
        found.append(Result(severity, focus, where, value, _upper(message), shape, rdf=rdf))
    return found


def _upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def name_of(iri: str, store: ox.Store) -> str:
    """Return what a report calls a thing: its English name with its short IRI, or the value itself."""
    if not iri.startswith("http"):
        return iri
    found = graph.label(store, iri, "en")
    short = iri.removeprefix(ID).removeprefix(FOED)
    return f"{found.text} ({short})" if found and found.text != short else short
