"""What is to be read in a document: its statements, and which of them somebody has read as they are now."""

from collections.abc import Set
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import terms
from foederis.codings.digests import digests
from foederis.namespaces import ID
from foederis.queries import internal


@dataclass(frozen=True)
class ToRead:
    """A statement to be read: where it stands, its digest now, and the short names of those who have read it so."""

    iri: str
    locator: str
    digest: str
    readers: frozenset[str]


def statements(document: str) -> list[ToRead]:
    """Return the statements of a document, in its order; `readers` are those whose reading is current."""
    now = digests().get(document, {})
    read: dict[str, set[str]] = {}
    for one in verdicts():
        if one.digest == now.get(one.statement):
            read.setdefault(one.statement, set()).add(one.reader)
    where = ox.NamedNode(f"{ID}document/{document}")
    return [
        ToRead(iri, locator, now[iri], frozenset(read.get(iri, ())))
        for _, locator, iri in internal.rows("statements-to-read", document=where)
    ]


def unread(document: str, reader: str = "") -> Set[str]:
    """Return the IRIs of the statements of a document that have no current reading (by one reader, or by anybody)."""
    return {one.iri for one in statements(document) if not (reader in one.readers if reader else one.readers)}


def yet_to_read(document: str, locators: Set[str], reader: str = "") -> tuple[Set[str], str]:
    """Return what `unread` does, of the statements at some places, and a line that tells how many and how to go on."""
    here = [one.iri for one in statements(document) if one.locator in locators]
    only = unread(document, reader) & set(here)
    by, how = (f" by {reader}", f" --reader {reader}") if reader else ("", "")
    line = f"{len(only)} of {len(here)} statements are unread{by}"
    return only, f"{line}; to fill in: foederis reading sheet --unread{how}\n" if only else f"{line}\n"


@dataclass(frozen=True)
class Verdict:
    """A reading as the graph holds it; `verdict` and `reader` are short names, `remarks` texts by language."""

    statement: str
    reader: str
    day: str
    verdict: str
    digest: str
    remarks: tuple[tuple[str, str], ...]


def verdicts(reader: str = "") -> list[Verdict]:
    """Return the readings that the graph holds, by everybody or by one reader."""
    found: dict[str, Verdict] = {}
    who = ox.NamedNode(f"{ID}coder/{reader}") if reader else None
    for name, *cells, remark in internal.answer("verdicts", reader=who).rows:
        iri = terms.value(name)
        statement, by, day, verdict, digest = (terms.value(cell) for cell in cells)
        said = found[iri].remarks if iri in found else ()
        if isinstance(remark, ox.Literal):
            said = (*said, (remark.language or "en", remark.value))
        found[iri] = Verdict(statement, terms.local(by), day, terms.local(verdict), digest, said)
    return list(found.values())
