"""`foederis coding`: the sheet a coder fills in, the sheet read back, and how far the coders agree."""

import argparse
from dataclasses import asdict
from pathlib import Path

from foederis import codings, escapes, graph, sources, terminal
from foederis.cli.output import emit, tell
from foederis.errors import NothingFound
from foederis.namespaces import CONCEPT, ID


def sheet(options: argparse.Namespace) -> int:
    """Write the sheet that a coder fills in."""
    emit(codings.sheet(sources.named(options.document), options.lang), options.output)
    return 0


def read(options: argparse.Namespace) -> int:
    """Turn a filled-in sheet into a coding file (TriG)."""
    document = codings.document_of(Path(options.file), "item", "Make one: foederis coding sheet.", options.document)
    name = {"nl": options.name_nl, "en": options.name}
    note = {"nl": options.note_nl, "en": options.note}
    versions = [codings.digests.of_version(Path(place)).get(document, {}) for place in options.as_of]
    text = codings.read_sheet(Path(options.file), document, options.coder, name, note, options.human, versions)
    emit(text, options.output)
    return 0


def agreement(options: argparse.Namespace) -> int:
    """Print how far each two coders of a document agree, scale by scale, and where they differ."""
    document = sources.named(options.document) if options.document else ""
    found = codings.agreement(document)
    if not found:
        raise NothingFound(
            "no two coders have coded the same: there is no agreement to give",
            document,
            "A second coder starts from: foederis coding sheet",
        )
    if options.format == "json":
        rows = [{**asdict(one), "observed": one.observed} for one in found]
        emit(escapes.as_json(rows), options.output)
        return 0
    data = graph.store()
    several = len(codings.documents()) > 1
    lines = []
    for where, pair in dict.fromkeys((one.document, one.coders) for one in found):
        mine = [one for one in found if (one.document, one.coders) == (where, pair)]
        names = [graph.marked(data, f"{ID}coder/{coder}", options.lang) for coder in pair]
        table = [
            [one.scale, one.items, one.alike, f"{one.observed:.0%}", _number(one.kappa), _number(one.weighted)]
            for one in mine
        ]
        title = f"{names[0]} and {names[1]}" + (f", on {where}" if several else "")
        lines += [
            title,
            "",
            terminal.fitted(_HEADERS, table, frozenset(range(1, 6))),
            *_differences(mine, options.lang),
        ]
    tell("\n".join(lines).rstrip("\n") + "\n", options.output)
    return 0


_HEADERS = ("scale", "items", "coded alike", "share", "kappa", "weighted kappa")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _differences(found: list[codings.Agreement], language: str) -> list[str]:
    data = graph.store()
    rows = [
        [
            graph.marked(data, ID + item, language),
            one.scale,
            *(graph.marked(data, f"{CONCEPT}{one.scale}/{c}", language) for c in codes),
        ]
        for one in found
        for item, *codes in one.differing
    ]
    if not rows:
        return ["They differ nowhere."]
    return ["Where they differ", "", terminal.fitted(("item", "scale", *found[0].coders), rows)]
