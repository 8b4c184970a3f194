"""Digests of what is coded and read: whether a statement still says what it said is seen by comparing two of them."""

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, terms
from foederis.codings import blocks
from foederis.errors import BadInput
from foederis.graph import trig
from foederis.namespaces import FOED, ID
from foederis.queries import internal

INDEX = "digests.trig"
"""The file in the folder of a document that holds the digests of its statements, commitments and responses."""
AS_OF = "--as-of VERSION (a checkout, release or RDF file)"


def digest(triples: Iterable[ox.Triple]) -> str:
    """Return the digest of triples, whatever their order: SHA-256, in hexadecimal, of their sorted lines.

    A line is a triple in canonical N-Triples, with its full stop and line end; the lines are sorted by code point and
    each counts once.
    """
    lines = sorted({f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in triples})
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def digests(data: ox.Store | None = None) -> dict[str, dict[str, str]]:
    """Return the digest of each statement, commitment and response by its IRI, for each document, in its order.

    What counts is what its passage tells of it: its own triples and those of its quantities, conditions and
    commitments in the graph of that passage; of a response those of the recommendation part that it answers.

    Args:
        data: the store that holds the graph; None: the graph as it is shipped, of which they are found once.
    """
    return _digests(data) if data is not None else _of_the_graph(graph.content_hash())


@functools.lru_cache(maxsize=2)
def _of_the_graph(_content: str) -> dict[str, dict[str, str]]:
    return _digests(None)


def _digests(data: ox.Store | None) -> dict[str, dict[str, str]]:
    told: dict[str, list[ox.Triple]] = {}
    places: dict[str, tuple[str, int]] = {}
    for document, order, item, *triple in internal.answer("told-of", data).rows:
        iri, place = terms.value(item), (terms.value(document).removeprefix(f"{ID}document/"), int(terms.value(order)))
        told.setdefault(iri, []).append(ox.Triple(*triple))  # type: ignore[arg-type]
        places[iri] = min(place, places.get(iri, place))
    found: dict[str, dict[str, str]] = {}
    for iri in sorted(told, key=lambda one: (places[one], one)):
        found.setdefault(places[iri][0], {})[iri] = digest(told[iri])
    return found


def digests_of(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Return the digests as `digests` does, of the graph that lies in some files.

    Raises:
        BadInput: a file cannot be read or is not well formed.
    """
    store = ox.Store()
    for number, path in enumerate(paths):
        store.extend(graph.file_quads(path, number))
    return digests(store)


def of_version(place: Path) -> dict[str, dict[str, str]]:
    """Return the digests as `digests` does, of a version of the graph: a checkout, a release or an RDF file.

    Raises:
        BadInput: there is nothing there, or a file is not well formed.
    """
    return digests_of(graph.version_files(place))


def as_read(
    given: str, iri: str, now: Mapping[str, str], versions: Sequence[Mapping[str, str]], where: str, again: str
) -> str:
    """Return the digest of a thing as it was when it was coded or read; empty where a sheet does not say.

    Args:
        given: what the sheet says.
        iri: the thing.
        now: digests by IRI, as they are.
        versions: those of older versions that may have been read; without a given digest the first of them was.
        where: the file and line of the row.
        again: how the sheet is made anew.

    Raises:
        BadInput: the digest is none, is that of another thing or fits no version of this one; or the version that was
            read does not have it.
    """
    name = iri.removeprefix(ID)
    if not given and versions:
        given = versions[0].get(iri, "")
        if not given:
            raise BadInput(f"the version that was read has no {name}", where, "Leave out the row, or name another.")
    if given and not re.fullmatch("[0-9a-f]{64}", given):
        raise BadInput(f"'{given[:70]}' is no digest", where, "Keep the column 'digest' as it was.")
    if not given or given == now.get(iri) or any(version.get(iri) == given for version in versions):
        return given
    other = next((one for one, digest in now.items() if digest == given), "")
    if other:
        raise BadInput(
            f"the digest of {name} is that of {other.removeprefix(ID)}", where, "Keep each row of the sheet whole."
        )
    raise BadInput(
        f"the digest of {name} fits nothing: it is not what the graph says now",
        where,
        f"Do it again ({again}), or name the version that was read: {AS_OF}.",
    )


def index(document: str) -> str:
    """Return the index of a document as TriG: the digest of each of its statements, commitments and responses.

    It is made from the other files of the graph, so that it can be made anew where the index itself is broken.

    Raises:
        BadInput: a file of the graph cannot be read or is not well formed.
    """
    return as_trig(document, digests_of(path for path in graph.files() if path.name != INDEX).get(document, {}))


def as_trig(document: str, found: dict[str, str]) -> str:
    """Return digests by IRI as the index of a document: one line for each, so that changes stay apart."""
    lines = [f'    {blocks.item(document, iri)} foed:digest "{one}" .' for iri, one in found.items()]
    note = f"What each statement of {document} says now, as a digest (docs/model.md). Made by make generate."
    prefixes = {"foed": FOED} | blocks.item_prefixes(document, found) if lines else {}
    return trig.file(note, prefixes, [f"<{ID}graph/digests/{document}> {{\n" + "\n".join(lines) + "\n}\n"])
