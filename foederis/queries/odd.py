"""What endpoints send that no standard allows: kept as far as it can be, and told.

Seen at QLever (more keys), Virtuoso (`typed-literal`, blank nodes named `nodeID://b10`), and others: tags of languages
with an underscore, IRIs that are relative or hold spaces.
"""

import contextlib
import json
import re
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field

import pyoxigraph as ox

from foederis.graph import bounds

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None
_MOST = 5_000_000  # cells of an answer
_LONE = re.compile("[\ud800-\udfff]")
_LABEL = re.compile(r"[A-Za-z0-9_]+")


@dataclass
class Odd:
    """What of an answer could not be kept as it came: counts by kind, each with its first example."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    labels: dict[str, ox.BlankNode] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def note(self, kind: str, example: object) -> None:
        """Count one more of a kind."""
        self.counts[kind] += 1
        self.examples.setdefault(kind, str(example)[:80])

    def notes(self, address: str) -> tuple[str, ...]:
        """Return a line for each kind."""
        return tuple(
            f"note: {count} {kind} from {address}, such as {self.examples[kind]!r}"
            for kind, count in sorted(self.counts.items())
        )

    def blank(self, label: str) -> ox.BlankNode:
        """Return the blank node of a label; one that no grammar allows gets another that is nobody else's."""
        if label not in self.labels:
            name = label if _LABEL.fullmatch(label) else "b_" + re.sub(r"[^A-Za-z0-9]+", "_", label)
            while name in self.taken:
                name += f"_{len(self.taken)}"
            self.taken.add(name)
            self.labels[label] = ox.BlankNode(name)
        return self.labels[label]


def results(told: object, odd: Odd) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return columns and rows of SPARQL 1.1 results in JSON.

    Raises:
        ValueError: these are no results; the message says what is missing.
    """
    if not isinstance(told, dict):
        raise ValueError("this is no object")
    inner = told.get("results")
    rows = inner.get("bindings") if isinstance(inner, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("there are no results with bindings")
    head = told.get("head")
    names = head.get("vars") if isinstance(head, dict) else None
    if not isinstance(names, list):
        names = list(dict.fromkeys(name for row in rows for name in row))
    names = list(names)
    known = {str(name).removeprefix("?") for name in names}
    for name in dict.fromkeys(name for row in rows for name in row if name.removeprefix("?") not in known):
        odd.note("columns that the head does not name, added", name)
        names.append(name)
    columns = tuple(str(name).removeprefix("?") for name in names)
    if len(columns) * len(rows) > _MOST:
        raise ValueError(f"there are more than {_MOST:,} cells")
    return columns, [tuple(_term(row.get(name, row.get(f"?{name}")), odd) for name in columns) for row in rows]


def _term(told: object, odd: Odd) -> Cell:
    if told is None:
        return None
    if not isinstance(told, dict) or "value" not in told:
        odd.note("terms that are none, left open", told)
        return None
    kind, value = told.get("type"), told["value"]
    if kind == "triple" or not isinstance(value, str | int | float):
        odd.note("terms of a kind that is not known here, kept as text", value)
        return ox.Literal(_LONE.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    text = value if isinstance(value, str) else json.dumps(value)
    if _LONE.search(text):
        odd.note("values with half a character, replaced by U+FFFD,", text)
        text = _LONE.sub("\ufffd", text)
    if kind == "uri":
        try:
            return ox.NamedNode(text)
        except ValueError:
            odd.note("IRIs that are none, kept as text", text)
            return ox.Literal(text)
    if kind == "bnode":
        return odd.blank(text)
    if kind not in ("literal", "typed-literal"):
        odd.note("terms of a kind that is not known here, kept as text", kind)
        return ox.Literal(text)
    language, datatype = told.get("xml:lang") or told.get("lang"), told.get("datatype")
    direction = told.get("its:dir") or told.get("direction")
    if direction:
        odd.note("texts with a direction (its:dir), kept without it", direction)
    try:
        if language:
            return ox.Literal(text, language=str(language))
        return ox.Literal(text, datatype=ox.NamedNode(str(datatype))) if datatype else ox.Literal(text)
    except ValueError:
        odd.note("languages or datatypes that are none, left out", language or datatype)
        return ox.Literal(text)


def triples(body: bytes, form: ox.RdfFormat, address: str, odd: Odd) -> list[ox.Triple]:
    """Return the triples of a text; relative IRIs are read against the address.

    Raises:
        SyntaxError, ValueError: the text is not well formed, also when what endpoints are known for is mended.
        MemoryError: one item of it is longer than the parser reads.
        BadInput: written out, it comes to many times what was sent.
    """

    def read(text: bytes) -> list[ox.Triple]:
        quads = ox.parse(text, format=form, base_iri=address)
        return [quad.triple for quad in bounds.written_out(quads, len(body), "", "the answer")]

    with contextlib.suppress(SyntaxError, ValueError):
        return read(body)
    text = body.decode(errors="replace")
    if "\ufffd" in text and "\ufffd".encode() not in body:
        odd.note("bytes that are no UTF-8, replaced by U+FFFD,", body[max(0, text.index("\ufffd") - 10) :][:30])
    is_text = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N3)
    mended = _ODD.sub(lambda found: _mended(found, address, odd), text) if is_text else text
    return read(mended.encode())


# Comments and strings are passed over; IRIs, blank nodes and tags are looked at.
_ODD = re.compile(
    r"""(?P<pass>\#[^\n]*|\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | <(?P<iri>[^<>"\n]*)>
      | _:(?P<label>[^\s,;\]\[()<>"']+?)(?=\.?[\s,;\])]|$)
      | (?<=["'])@(?P<tag>[\w-]+)""",
    re.VERBOSE | re.DOTALL,
)


def _mended(found: re.Match[str], address: str, odd: Odd) -> str:
    kind = found.lastgroup
    if kind == "iri":
        text = found["iri"]
        with contextlib.suppress(ValueError):
            if "\\" in text or ox.NamedNode(urllib.parse.urljoin(address, text)):
                return f"<{text if chr(92) in text else urllib.parse.urljoin(address, text)}>"
        odd.note("IRIs that are none, mended with percent signs", text)
        return f"<{urllib.parse.quote(urllib.parse.urljoin(address, text), safe=_SAFE)}>"
    if kind == "label":
        return str(odd.blank(found["label"]))
    if kind == "tag":
        with contextlib.suppress(ValueError):
            return f"@{ox.Literal('', language=found['tag']).language}"
        odd.note("languages or datatypes that are none, left out", found["tag"])
        return ""
    return found.group()


_SAFE = ":/?#[]@!$&'()*+,;=%-._~"
