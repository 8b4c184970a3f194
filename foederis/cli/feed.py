"""`foederis feed`: what became of things, what changed or what is due, to be followed."""

import argparse

from foederis import rooms
from foederis.cli.output import emit, note
from foederis.cli.values import pairs
from foederis.feeds import choosing, formats


def feed(options: argparse.Namespace) -> int:
    """Write a feed; return 1 when nothing changed."""
    made = choosing.make(
        " ".join(word for word in options.words if "=" not in word),
        pairs([word for word in options.words if "=" in word]),
        form=options.format or formats.format_of(options.output),
        language=options.lang,
        previous=options.previous or "",
        day=rooms.day(),
        limit=options.limit,
    )
    emit(made.content, options.output)
    if made.entries < made.of:
        note(f"{made.entries} of {made.of} entries. All: --limit 0")
    return 0 if made.entries else 1
