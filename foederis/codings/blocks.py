"""A coding as TriG: the coder where coders are described, and one block for each coding in the graph of its coder."""

import re
from collections.abc import Iterable, Mapping, Sequence

from foederis.codings.scales import property_of
from foederis.graph import trig
from foederis.namespaces import CONCEPT, FOED, ID, SKOS


def coder_block(coder: str, name: Mapping[str, str], note: Mapping[str, str], human: bool) -> str:
    """Return the description of a coder, by its short name, in the graph where coders are described."""
    said: list[trig.Property] = [
        ("a", ["foed:Coder", "prov:Person" if human else "prov:SoftwareAgent"]),
        ("skos:prefLabel", trig.by_language({tag: plain(text) for tag, text in name.items()})),
        ("skos:note", trig.by_language({tag: plain(text) for tag, text in note.items()})),
    ]
    return trig.graph(f"<{ID}graph/reference/coders>", [trig.block(f"<{ID}coder/{coder}>", said)])


def coding_block(
    document: str,
    coder: str,
    item: str,
    codes: Mapping[str, str],
    remark: str,
    evidence: Sequence[str],
    digest: str = "",
) -> str:
    """Return one coding.

    Args:
        document: the document that was coded.
        coder: the coder's short name.
        item: the IRI of what is coded.
        codes: the value of each scale.
        remark: a note in English; empty: none.
        evidence: the locators of the passages, in the document.
        digest: what was coded, as it was; empty: not known.
    """
    said: list[trig.Property] = [
        ("a", "foed:Coding"),
        ("foed:codes", f"<{item}>"),
        ("foed:coder", f"<{ID}coder/{coder}>"),
        *((f"foed:{property_of(scale)}", f"<{CONCEPT}{scale}/{value}>") for scale, value in codes.items()),
        ("skos:note", [trig.literal(plain(remark), "en")] if remark else []),
        ("foed:evidence", [f"p:{locator}" for locator in dict.fromkeys(evidence)]),
        ("foed:digest", [trig.literal(digest)] if digest else []),
    ]
    return trig.block(f"<{coding_iri(document, coder, item)}>", said)


def coding_iri(document: str, coder: str, item: str) -> str:
    """Return the name of a coding: the document coded, the coder and the last part of what is coded."""
    return f"{ID}coding/{document}/{coder}/{item.rsplit('/', 1)[1]}"


def item(document: str, iri: str) -> str:
    """Return the name of what is coded or read, as a file of a document writes it."""
    spaces = item_prefixes(document, [iri])
    return next((f"{name}:{iri.removeprefix(space)}" for name, space in spaces.items()), f"<{iri}>")


def item_prefixes(document: str, iris: Iterable[str]) -> dict[str, str]:
    """Return the prefixes by which `item` writes names, those that are used."""
    spaces = {
        "commitment": f"{ID}commitment/",
        "recommendation": f"{ID}recommendation/",
        "response": f"{ID}response/{document}/",
        "s": f"{ID}statement/{document}/",
    }
    known = list(iris)
    return {name: space for name, space in spaces.items() if any(iri.startswith(space) for iri in known)}


def file(document: str, coder: str, described: str, codings: Sequence[str]) -> str:
    """Return a coding file: the block that describes the coder (empty: it is described elsewhere), then the codings."""
    note = "One coder's reading of responses, commitments and positions, by the code book (docs/code-book.md)."
    prefixes = {"foed": FOED, "p": f"{ID}passage/{document}/", "prov": "http://www.w3.org/ns/prov#", "skos": SKOS}
    graphs = [*([described] if described else []), trig.graph(f"<{ID}graph/coding/{document}/{coder}>", codings)]
    text = "\n".join(graphs)
    used = {name: iri for name, iri in prefixes.items() if f" {name}:" in text}
    return trig.file(note, used, graphs)


def plain(text: str) -> str:
    """Return a text on one line, without control characters."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
