"""The scales of the code book: the code lists in use, and the values of each."""

from foederis.namespaces import CONCEPT
from foederis.queries import internal

SCALES = ("response-kind", "diagnosis", "stance", "bindingness", "progress")
"""The code lists in use, in the order of the sheet's columns."""

ORDERED = ("stance", "bindingness", "progress")
"""The scales whose values have an order: a near miss counts for part of an agreement."""


def values() -> dict[str, tuple[str, ...]]:
    """Return the values of each code list, lowest first where they have an order."""
    found: dict[str, list[str]] = {}
    for scheme, code, _ in internal.rows("code-values"):
        found.setdefault(scheme.removeprefix(CONCEPT), []).append(code.rsplit("/", 1)[1])
    return {scale: tuple(found[scale]) for scale in SCALES}


def property_of(scale: str) -> str:
    """Return the local name of the property that gives a value of a scale."""
    return "responseKind" if scale == "response-kind" else scale
