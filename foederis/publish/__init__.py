"""Publishing: the description of the data set, a release of it, and the page of every IRI."""

import hashlib
from pathlib import Path

from foederis import rooms
from foederis.publish import description, schema_org
from foederis.publish.metadata import gather, nquads, quads


def described() -> dict[str, bytes]:
    """Return the description of the data set as it lies in the repository, by file name in `docs/`."""
    data = quads()
    facts = gather(data, hashlib.sha256(nquads(data)).hexdigest())
    return {"dataset.ttl": description.turtle(facts), "dataset.jsonld": schema_org.jsonld(facts).encode()}


def folder() -> Path:
    """Return where the description lies, `docs/` of a checkout."""
    return rooms.root() / "docs"
