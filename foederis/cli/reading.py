"""`foederis reading`: the sheet of statements that a reader judges, and the sheet read back as readings."""

import argparse
from datetime import date
from pathlib import Path

from foederis import codings, sources
from foederis.cli.output import emit
from foederis.codings import digests, readings


def sheet(options: argparse.Namespace) -> int:
    """Write the sheet that a reader fills in."""
    document, place = sources.named(options.document) if not options.section else "", ""
    if options.section:
        document, place = sources.locate(options.section, options.document)
    text = readings.sheet(document, place, options.lang, options.unread, options.reader)
    emit(text, options.output)
    return 0


def read(options: argparse.Namespace) -> int:
    """Turn a filled-in sheet into a file of readings (TriG)."""
    make = "Make one: foederis reading sheet."
    document = codings.document_of(Path(options.file), "statement", make, options.document)
    name = {"nl": options.name_nl, "en": options.name}
    note = {"nl": options.note_nl, "en": options.note}
    versions = [digests.of_version(Path(place)).get(document, {}) for place in options.as_of]
    day = options.on or date.today().isoformat()
    text = readings.read_sheet(
        Path(options.file), document, options.reader, name, note, options.human, day, options.lang, versions
    )
    emit(text, options.output)
    return 0
