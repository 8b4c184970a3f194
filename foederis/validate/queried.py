"""The queries that shapes hold: read before any engine reads them, since they come with a file of somebody else's."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from foederis import terms
from foederis.errors import BadInput, BadUse
from foederis.validate.support import SH

_TEXTS = frozenset(SH + name for name in ("select", "ask", "construct", "update", "sparqlExpr"))
_PREFIX, _NAMESPACE = SH + "prefix", SH + "namespace"
_CHECKED = _TEXTS | {_PREFIX, _NAMESPACE}


def has_queries(shapes: Iterable[ox.Quad]) -> bool:
    """Tell whether shapes hold a query."""
    return any(quad.predicate.value in _TEXTS for quad in shapes)


def check(shapes: Iterable[ox.Quad], path: Path) -> None:
    """Refuse shapes with a query that may not be asked here, or that declare a prefix which is more than one.

    An engine writes the prefixes that a query uses (sh:declare) before its text.

    Raises:
        BadUse: a query holds SERVICE, FROM or an update.
        BadInput: it is too long or nested too deep, or no query; a prefix or a namespace is none.
    """
    asked = [quad for quad in shapes if quad.predicate.value in _CHECKED and isinstance(quad.object, ox.Literal)]
    if not asked:
        return
    from foederis import queries  # costs a start what few shapes need

    for quad in asked:
        name = quad.predicate.value
        text = terms.value(quad.object)
        try:
            if name in _TEXTS:
                queries.check(text)
            elif name == _PREFIX and not queries.is_prefix(text):
                raise BadInput("this is no prefix of SPARQL", repr(text[:40]), "Give sh:prefix letters and digits.")
            elif name == _NAMESPACE and not queries.is_iri(text):
                raise BadInput("this is no namespace", repr(text[:40]), "Give sh:namespace an IRI.")
        except BadUse as error:
            remedy = "A query of a shape asks the data that is validated, with SELECT, ASK or CONSTRUCT."
            raise BadUse(error.what, _where(path, name, text, error.what.split()[0]), remedy) from error
        except BadInput as error:
            where = f"{_where(path, name, text)}, {error.where}" if error.where else _where(path, name, text)
            raise BadInput(error.what, where, error.remedy) from error


def _where(path: Path, name: str, text: str, word: str = "") -> str:
    """Return the file with the line where a query begins or a word stands, when it can be found as it is written."""
    begin = next((line.strip() for line in text.splitlines() if line.strip()), "")
    told = f"sh:{name.removeprefix(SH)}"
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if (word and word in line.upper()) or (not word and begin and begin in line):
                return f"{path}:{number}, {told}"
    return f"{path}, {told}"
