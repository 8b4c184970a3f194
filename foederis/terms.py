"""RDF terms as text: what a term says, the short form of an IRI, and the IRI that a short form stands for."""

import re

from foederis.errors import BadUse
from foederis.namespaces import FOED, ID, PREFIXES


def value(term: object) -> str:
    """Return the text of a term: an IRI, the label of a blank node, the value of a literal; of None an empty text."""
    return str(getattr(term, "value", ""))


def local(iri: str) -> str:
    """Return the last part of an IRI, after its last slash or hash: `pesco`, `prefLabel`."""
    return re.split(r"[/#]", iri)[-1]


def path(iri: str) -> str:
    """Return an IRI without our name space, as graph files and pages name things: `actor/nld`, `foed:about`."""
    return f"foed:{iri.removeprefix(FOED)}" if iri.startswith(FOED) else iri.removeprefix(ID)


def short(iri: str) -> str:
    """Return the short form that `expand` reads back (`actor:nld`, `foed:about`, `skos:note`), else the `path`."""
    if iri.startswith(ID):
        own = iri.removeprefix(ID)
        return own.replace("/", ":", 1) if own.count("/") == 1 else own
    for name, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{name}:{iri.removeprefix(space)}"
    return iri


def expand(text: str) -> str | None:
    """Return the IRI that a text is, or is the short form of; None when it is neither.

    Raises:
        BadUse: it is written as an IRI, or as a short form, and is none.
    """
    found = None
    prefix, colon, rest = text.partition(":")
    if text.startswith(("http://", "https://")):
        found = text
    elif colon and rest and not any(c.isspace() for c in text):
        if prefix in PREFIXES:
            found = PREFIXES[prefix] + rest
        elif prefix.isalpha() and prefix.islower() and "/" not in rest:
            found = f"{ID}{prefix}/{rest}"
    if found is not None:
        _check(found, text)
    return found


def _check(iri: str, given: str) -> None:
    import pyoxigraph as ox

    odd = _ODD.search(iri)
    if odd:
        raise BadUse(f"'{given}' is no IRI: it holds '{odd[0]}'", "", "Check the IRI.")
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise BadUse(f"'{given}' is no IRI: {error}", "", "Check the IRI.") from error


# What an IRI may not hold, and what nobody sees in one: control characters and marks that turn the direction.
_ODD = re.compile(
    '[\\s\x00-\x20<>"{}|^`\\\\\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]'
)
