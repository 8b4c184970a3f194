"""A coding as TriG: the coder where coders are described, and one block for each coding in the graph of its coder."""

import re
from collections.abc import Mapping, Sequence

from foederis.codings.scales import property_of
from foederis.graph import trig
from foederis.namespaces import CONCEPT, FOED, ID, SKOS


def coder_block(coder: str, name: Mapping[str, str], note: Mapping[str, str], human: bool) -> str:
    """Return the description of a coder, by its short name, in the graph where coders are described."""
    said: list[trig.Property] = [
        ("a", ["foed:Coder", "prov:Person" if human else "prov:SoftwareAgent"]),
        ("skos:prefLabel", trig.by_language({tag: _plain(text) for tag, text in name.items()})),
        ("skos:note", trig.by_language({tag: _plain(text) for tag, text in note.items()})),
    ]
    return trig.graph(f"<{ID}graph/reference/coders>", [trig.block(f"<{ID}coder/{coder}>", said)])


def coding_block(
    document: str, coder: str, item: str, codes: Mapping[str, str], remark: str, evidence: Sequence[str]
) -> str:
    """Return one coding.

    Args:
        document: the document that was coded.
        coder: the coder's short name.
        item: the IRI of what is coded.
        codes: the value of each scale.
        remark: a note in English; empty: none.
        evidence: the locators of the passages, in the document.
    """
    said: list[trig.Property] = [
        ("a", "foed:Coding"),
        ("foed:codes", f"<{item}>"),
        ("foed:coder", f"<{ID}coder/{coder}>"),
        *((f"foed:{property_of(scale)}", f"<{CONCEPT}{scale}/{value}>") for scale, value in codes.items()),
        ("skos:note", [trig.literal(_plain(remark), "en")] if remark else []),
        ("foed:evidence", [f"p:{locator}" for locator in dict.fromkeys(evidence)]),
    ]
    return trig.block(f"<{coding_iri(document, coder, item)}>", said)


def coding_iri(document: str, coder: str, item: str) -> str:
    """Return the name of a coding: the document coded, the coder and the last part of what is coded."""
    return f"{ID}coding/{document}/{coder}/{item.rsplit('/', 1)[1]}"


def file(document: str, coder: str, described: str, codings: Sequence[str]) -> str:
    """Return a coding file: the block that describes the coder (empty: it is described elsewhere), then the codings."""
    note = "One coder's reading of responses, commitments and positions, by the code book (docs/code-book.md)."
    prefixes = {"foed": FOED, "p": f"{ID}passage/{document}/", "prov": "http://www.w3.org/ns/prov#", "skos": SKOS}
    graphs = [*([described] if described else []), trig.graph(f"<{ID}graph/coding/{document}/{coder}>", codings)]
    return trig.file(note, prefixes, graphs)


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
