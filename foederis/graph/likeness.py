"""What a file is that is not what its name says: by its first characters, or by reading it in the other formats."""

import collections
import re
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding
from foederis.errors import BadInput, FoederisError
from foederis.graph import bounds

_LARGEST = 50_000_000  # bytes of a file that is read once more, only to name what it is
_HEAD = 2000
_OTHERS = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)
# What may stand before a query: comments, prefixes, bases.
_QUERY = re.compile(
    rb"(?i)(?:\s|#[^\n]*\n|prefix\s+\S*\s*<[^>]*>|base\s*<[^>]*>)*"
    rb"(?:(?:select|construct|ask|describe)\b\s*[\s{*?$(<]|(?:insert|delete)\s+(?:data|where)?\s*\{)"
)
_PAGE = "Get the data that the page shows."
_KINDS = (
    (re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{])"), "JSON", ".jsonld", "JSON-LD"),
    (re.compile(rb"\s*<(?:\?xml|!DOCTYPE|rdf:RDF)[\s>]"), "XML", ".rdf", "RDF/XML"),
)


def check(path: Path, form: ox.RdfFormat) -> None:
    """Refuse by name a file that no parser of `form` can read, if it is told what else it is.

    Raises:
        BadInput: it is a page, packed, no text, a query, or RDF in another format.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    kind, where = encoding.mistaken(head), str(path)
    if kind:
        remedy = _PAGE if kind in ("a page of HTML", "a PDF") else "Unpack it, and give what is inside."
        raise BadInput(f"this file is {kind}, not RDF", where, remedy)
    if b"\0" in head:
        raise BadInput("this file is no text: it holds bytes of value 0", where, "Give a file of RDF.")
    head = head.removeprefix(encoding.MARK)
    for pattern, name, ending, rdf in _KINDS:
        if pattern.match(head) and form.name != rdf:
            raise BadInput(
                f"this file is {name}, not {form.name}", where, f"If it is {rdf}, give it a name that ends in {ending}."
            )
    if _QUERY.match(head):
        remedy = "Give data here; a query is asked with: foederis sparql FILE."
        raise BadInput(f"this file is a query, not {form.name}", where, remedy)
    other = _read_as(path, form)
    if other:
        remedy = f"Give it a name that ends in .{other.file_extension}."
        raise BadInput(f"this file is {other.name}, not {form.name}", where, remedy)


def _read_as(path: Path, form: ox.RdfFormat) -> ox.RdfFormat | None:
    """Return the other format in which the whole of a file can be read, if there is one."""
    size = path.stat().st_size
    if size > _LARGEST:
        return None
    for other in _OTHERS:
        try:
            bounds.check(path, other)
            if other == form or bounds.may_chain(path, other):
                continue
            with path.open("rb") as file:
                start = len(encoding.MARK) if file.read(3) == encoding.MARK else 0
                file.seek(start)
                quads = ox.parse(file, format=other, base_iri=path.absolute().as_uri())
                if collections.deque(bounds.written_out(quads, size, ""), maxlen=1):
                    return other
        except (SyntaxError, ValueError, MemoryError, FoederisError):
            continue
    return None
