"""The statements of a section read back as sentences, beside the document's own words."""

import itertools
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
    seen = ""
    rows = (row for row in internal.rows("review", data, language=language, document=node) if row[0] in inside)
    for (locator, iri), group in itertools.groupby(rows, lambda row: (row[0], row[-1])):
        if only is not None and iri not in only:
            continue
        found = list(group)
        named = [[graph.name(data, cell, language) for cell in row[1:-1]] for row in found]
        kind, holder, _, modality, _, _, _, paraphrase, _, why, *_ = named[0]
        if locator != seen:
            seen = locator
            yield f"\n{locator}  {words.get(locator, '')}\n".rstrip(" ")
            if not paraphrase:
                yield f"    states nothing: {why}\n" if why else "    not yet read\n"
                continue
        if only is not None:
            yield _CELLS.format(iri.rsplit("/", 1)[1])
        yield f"  - {paraphrase}\n      [{kind}; {holder}; {modality}]\n"
        related, counted, narrowed = {}, {}, {}  # each line once, in this order
        for row, (_, _, polarity, _, subject, relation, target, _, quantity, _, how, value) in zip(
            found, named, strict=True
        ):
            force = "" if row[3].endswith("/affirmed") else f"{polarity}: "
            related[f"      {force}{subject} - {relation} - {target}\n"] = bool(relation)
            counted[f"      # {quantity}\n"] = bool(quantity)
            narrowed[f"      {how}: {value}\n"] = bool(value)
        yield from (line for lines in (related, counted, narrowed) for line, told in lines.items() if told)


_CELLS = "  {}   right [ ]   objection [ ]   wrong [ ]   remark: ____________\n"
