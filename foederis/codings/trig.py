"""A coding as TriG: the coder where coders are described, and one block for each coding in the graph of its coder."""

import re
from collections.abc import Iterable, Mapping, Sequence

from foederis.codings.scales import property_of
from foederis.namespaces import CONCEPT, FOED, ID

_HEAD = """# One coder's reading of responses, commitments and positions, by the code book (docs/code-book.md).
@prefix foed: <{foed}> .
@prefix p: <{id}passage/{document}/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

"""
_CODER = """<{id}graph/reference/coders> {{
    <{id}coder/{coder}> a foed:Coder , {kind} ;
        skos:prefLabel {name} ;
        skos:note {note} .
}}

"""


def coder_block(coder: str, name: Mapping[str, str], note: Mapping[str, str], human: bool) -> str:
    """Return the description of a coder, by its short name, in the graph where coders are described."""
    kind = "prov:Person" if human else "prov:SoftwareAgent"
    return _CODER.format(coder=coder, kind=kind, name=_literals(name), note=_literals(note), id=ID)


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
    lines = [f"        foed:{property_of(scale)} <{CONCEPT}{scale}/{value}> ;" for scale, value in codes.items()]
    if remark:
        lines.append(f"        skos:note {_literal(remark)}@en ;")
    passages = " , ".join(f"p:{locator}" for locator in dict.fromkeys(evidence))
    return "\n".join(
        [
            f"    <{coding_iri(document, coder, item)}> a foed:Coding ;",
            f"        foed:codes <{item}> ;",
            f"        foed:coder <{ID}coder/{coder}> ;",
            *lines,
            f"        foed:evidence {passages} .",
            "",
        ]
    )


def coding_iri(document: str, coder: str, item: str) -> str:
    """Return the name of a coding: the document coded, the coder and the last part of what is coded."""
    return f"{ID}coding/{document}/{coder}/{item.rsplit('/', 1)[1]}"


def file(document: str, coder: str, described: str, codings: Iterable[str]) -> str:
    """Return a coding file: the block that describes the coder (empty: it is described elsewhere), then the codings."""
    graph = f"<{ID}graph/coding/{document}/{coder}> {{\n"
    return _HEAD.format(document=document, id=ID, foed=FOED) + described + graph + "\n".join(codings) + "}\n"


def _literal(text: str) -> str:
    plain = re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _literals(texts: Mapping[str, str]) -> str:
    return " , ".join(f"{_literal(texts[language])}@{language}" for language in ("nl", "en"))
