"""Which document a filled-in sheet is of, by the items in it."""

from pathlib import Path

from foederis import sources
from foederis.codings.digests import digests
from foederis.codings.sheet import read_rows
from foederis.namespaces import ID


def document_of(path: Path, column: str, remedy: str, name: str = "") -> str:
    """Return the document that is named, else the one most of whose items stand in a column of the sheet.

    Args:
        path: the sheet.
        column: the column that holds the items: their IRIs without the namespace, or the last part of them.
        remedy: what to do about a sheet without that column.
        name: what the user calls the document; empty: it is read from the sheet.

    Raises:
        BadInput: the sheet cannot be read or has no such column.
        BadUse: no document is called so, or the sheet leaves open which of several it is of.
    """
    if name:
        return sources.named(name)
    given = {row[column] for _, row in read_rows(path, (column,), remedy)}
    counts: dict[str, int] = {}
    for document, known in digests().items():
        names = {iri.removeprefix(ID) for iri in known} | {iri.rsplit("/", 1)[1] for iri in known}
        counts[document] = len(given & names)
    most = max(counts.values(), default=0)
    found = [one for one, count in counts.items() if most and count == most]
    return found[0] if len(found) == 1 else sources.named("")
