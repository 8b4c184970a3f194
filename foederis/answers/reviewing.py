"""The statements of a section read back as sentences, beside the document's own words."""

from collections.abc import Iterator, Mapping, Set

import pyoxigraph as ox

from foederis import graph
from foederis.namespaces import ID
from foederis.queries import internal


def text(document: str, inside: Set[str], words: Mapping[str, str], language: str, only: Set[str] | None = None) -> str:
    """Return the statements of some sentences of a document, sentence by sentence.

    Args:
        document: its id.
        inside: the locators of the sentences.
        words: the exact words of sentences by locator, where a copy is held.
        language: of paraphrases and names.
        only: the IRIs of the statements to be read: these alone are told, each with cells for a verdict and a remark,
            and sentences with none of them are left out. None: all.
    """
    return "".join(_lines(document, inside, words, language, only))


def _lines(
    document: str, inside: Set[str], words: Mapping[str, str], language: str, only: Set[str] | None
) -> Iterator[str]:
    data = graph.store()
    node = ox.NamedNode(f"{ID}document/{document}")
    seen = last = ""
    told: set[str] = set()
    for locator, *cells, iri in internal.rows("review", data, language=language, document=node):
        if locator not in inside or (only is not None and iri not in only):
            continue
        kind, holder, polarity, modality, subject, relation, target, paraphrase, quantity, why = (
            graph.name(data, cell, language) for cell in cells
        )
        if locator != seen:
            seen, last = locator, ""
            yield f"\n{locator}  {words.get(locator, '')}\n".rstrip(" ")
            if not paraphrase:
                yield f"    states nothing: {why}\n" if why else "    not yet read\n"
                continue
        if iri != last:
            last, told = iri, set()
            if only is not None:
                yield _CELLS.format(iri.rsplit("/", 1)[1])
            yield f"  - {paraphrase}\n      [{kind}; {holder}; {modality}]\n"
        force = "" if cells[2].endswith("/affirmed") else f"{polarity}: "
        for line in (
            f"      {force}{subject} - {relation} - {target}\n" if relation else "",
            f"      # {quantity}\n" if quantity else "",
        ):
            if line and line not in told:
                told.add(line)
                yield line


_CELLS = "  {}   right [ ]   objection [ ]   wrong [ ]   remark: ____________\n"
