"""A small graph on both engines, and what each answers, written as a reader would."""

import re

import pyoxigraph as ox
import pytest

from foederis.errors import BadInput, EngineFailed
from foederis.graph import as_rdflib
from foederis.namespaces import XSD
from foederis.queries import engines

SPACE = "http://example.org/"
PREFIXES = f"PREFIX : <{SPACE}>\nPREFIX xsd: <{XSD}>\n"
_FORM = re.compile(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)\b")


class Two:
    """Both engines with the same quads."""

    def __init__(self, data: str, patch: pytest.MonkeyPatch) -> None:
        quads = list(ox.parse(data, format=ox.RdfFormat.TRIG))
        self.store = ox.Store()
        self.store.extend(quads)
        patch.setattr(as_rdflib, "quads", lambda: [])
        dataset = as_rdflib.dataset(quads)
        patch.setattr(engines.graph, "dataset", lambda: dataset)

    def answer(self, asked: str, engine: str) -> str:
        """Return what an engine answers to a query or the inside of a SELECT *, in one line."""
        is_query = _FORM.match(asked)
        text = PREFIXES + (asked if is_query else f"SELECT * {{ {asked} }}")
        try:
            if is_query and is_query[1] in ("CONSTRUCT", "DESCRIBE"):
                return _lines([" ".join(map(shown, triple)) for triple in engines.construct(text, engine, self.store)])
            found = engines.select(text, engine, self.store)
        except BadInput:
            return "refused"
        except EngineFailed:
            return "fails"
        if found.ask:
            return shown(found.rows[0][0])
        order = sorted(range(len(found.variables)), key=lambda at: found.variables[at])
        rows = [" ".join(shown(row[at]) for at in order) for row in found.rows]
        columns = " ".join(f"?{found.variables[at]}" for at in order) if len(order) > 1 else ""
        body = " / ".join(rows) if found.ordered and rows else _lines(rows)
        return f"{columns}: {body}" if columns and rows else body


def _lines(rows: list[str]) -> str:
    return " / ".join(sorted(row or "a row" for row in rows)) or "nothing"


def shown(term: object) -> str:
    """Return a term in short; an open cell as a dash."""
    if term is None:
        return "-"
    if isinstance(term, ox.NamedNode) and term.value.startswith(SPACE):
        return f":{term.value.removeprefix(SPACE)}"
    if isinstance(term, ox.Literal) and term.datatype.value in (f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"):
        kind = term.datatype.value.removeprefix(XSD)
        plain = kind != "decimal" or "." in term.value
        return term.value if plain else f"{term.value} (decimal)"
    return str(term).replace(f"<{XSD}", "xsd:").replace(">", "") if isinstance(term, ox.Literal) else str(term)
