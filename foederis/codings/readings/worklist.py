"""The sheet (CSV) of statements that a reader holds beside their sentences."""

from collections.abc import Mapping, Sequence, Set

import pyoxigraph as ox

from foederis import escapes, graph, sources, terms
from foederis.codings.readings.statements import statements
from foederis.namespaces import FOED, ID, RDF, SKOS
from foederis.queries import internal

COLUMNS = ("statement", "where", "words", "nl", "en", "told", "digest", "verdict", "remark")


def sheet(document: str, place: str = "", language: str = "en", only_unread: bool = False, reader: str = "") -> str:
    """Return the sheet of a document: its statements without any verdict, and the words where a copy is held.

    `told` is all that the graph tells of a statement; `digest` is what it says now, and is kept as it is.

    Args:
        document: the document.
        place: the locator of a section, paragraph or sentence; empty: all of it.
        language: of the names in `told`.
        only_unread: only statements without a current reading.
        reader: with `only_unread`: without a current reading by this reader.
    """
    words = {p.locator: p.words for one in sources.held(document) for p in one.alignment.passages}
    rows: list[Sequence[str]] = [COLUMNS]
    wanted = [
        one
        for one in statements(document)
        if (not place or f"{one.locator}.".startswith(f"{place}."))
        and not (only_unread and (reader in one.readers if reader else one.readers))
    ]
    told = _told({one.iri for one in wanted}, language)
    for one in wanted:
        texts, facts = told[one.iri]
        shown = (words.get(one.locator, ""), texts.get("nl", ""), texts.get("en", ""), facts)
        cells = [escapes.cell(text) for text in shown]
        rows.append([one.iri.removeprefix(ID), one.locator, *cells, one.digest, "", ""])
    return escapes.as_csv(rows)


def _told(wanted: Set[str], language: str) -> dict[str, tuple[Mapping[str, str], str]]:
    """Return for each statement its paraphrases by language, and all else that is told of it."""
    data = graph.store()
    texts: dict[str, dict[str, str]] = {}
    facts: dict[str, dict[str, list[str]]] = {}
    for _, _, item, thing, path, value in internal.answer("told-of", data).rows:
        iri, name, said = terms.value(item), terms.value(path), terms.value(value)
        if iri not in wanted:
            continue
        tag = (value.language if isinstance(value, ox.Literal) else None) or language
        mine = facts.setdefault(iri, {})
        if name == FOED + "paraphrase" and item == thing:
            texts.setdefault(iri, {})[tag] = said
        elif tag == language and said != FOED + "Statement" and name != SKOS + "prefLabel":
            owner = "" if item == thing else f"{graph.name(data, terms.value(thing), language)}: "
            key = "is" if name == RDF + "type" else graph.name(data, name, language)
            mine.setdefault(owner + key, []).append(graph.name(data, said, language))
    return {
        iri: (texts[iri], "\n".join(f"{key}: {'; '.join(sorted(mine))}" for key, mine in sorted(facts[iri].items())))
        for iri in texts
    }
