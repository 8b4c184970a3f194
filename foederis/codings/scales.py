"""The scales of the code book: the code lists in use, and the values of each."""

from foederis.namespaces import CONCEPT
from foederis.queries import internal

SCALES = ("response-kind", "diagnosis", "stance", "bindingness", "progress")
"""The code lists in use, in the order of the sheet's columns."""

ORDERED = ("stance", "bindingness", "progress")
"""The scales whose values have an order: a near miss counts for part of an agreement."""


def values() -> dict[str, tuple[str, ...]]:
    """Return the values of each code list, lowest first where they have an order."""
    return {scale: code_list(scale) for scale in SCALES}


def code_list(name: str) -> tuple[str, ...]:
    """Return the values of one code list, lowest first where they have an order."""
    return tuple(code.rsplit("/", 1)[1] for scheme, code, _ in internal.rows("code-values") if scheme == CONCEPT + name)


def property_of(scale: str) -> str:
    """Return the local name of the property that gives a value of a scale."""
    return "responseKind" if scale == "response-kind" else scale
