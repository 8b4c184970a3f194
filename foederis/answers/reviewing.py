"""The statements of a section read back as sentences, beside the document's own words."""

from collections.abc import Iterator, Mapping, Set

import pyoxigraph as ox

from foederis import graph
from foederis.namespaces import ID
from foederis.queries import internal


def text(document: str, inside: Set[str], words: Mapping[str, str], language: str) -> str:
    """Return the statements of some sentences of a document, sentence by sentence.

    Args:
        document: its id.
        inside: the locators of the sentences.
        words: the exact words of sentences by locator, where a copy is held.
        language: of paraphrases and names.
    """
    return "".join(_lines(document, inside, words, language))


def _lines(document: str, inside: Set[str], words: Mapping[str, str], language: str) -> Iterator[str]:
    data = graph.store()
    node = ox.NamedNode(f"{ID}document/{document}")
    seen = last = ""
    told: set[str] = set()
    for locator, *cells in internal.rows("review", data, language=language, document=node):
        if locator not in inside:
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
        if paraphrase != last:
            last, told = paraphrase, set()
            yield f"  - {paraphrase}\n      [{kind}; {holder}; {modality}]\n"
        force = "" if cells[2].endswith("/affirmed") else f"{polarity}: "
        for line in (
            f"      {force}{subject} - {relation} - {target}\n" if relation else "",
            f"      # {quantity}\n" if quantity else "",
        ):
            if line and line not in told:
                told.add(line)
                yield line
