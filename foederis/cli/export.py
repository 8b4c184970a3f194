"""`foederis export`: a view as a graph file or a picture."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from foederis import export as views
from foederis import graph
from foederis.answers.listing import choices, listing
from foederis.answers.usage import usage
from foederis.cli.output import emit, note, tell
from foederis.cli.values import pairs, parted, pick, unnamed
from foederis.errors import BadUse


def export(options: argparse.Namespace) -> int:
    """Write a view or a chart; with --list, or without a name, list them."""
    known = views.known()
    name, values = parted(options.words)
    if options.help:
        shown = pick(known, name, "view or chart", _LIST) if name else None
        tell(usage(shown, options.lang, "export") if shown else options.usage())
        return 0
    if options.list or not (name or values):
        text = listing(known, options.format == "json", options.lang, "export", views.FORMATS)
        (emit if options.format == "json" else tell)(text, options.output)
        return 0
    if not name:
        raise unnamed(known, values, "view or chart", _LIST)
    view = pick(known, name, "view or chart", _LIST)
    given = pairs(values)
    asked = [p for p in view.parameters if given.get(p.name) == "?"]
    if asked:
        others = {key: value for key, value in given.items() if value != "?"}
        tell(choices(view, asked, others, options.lang, graph.store()), options.output)
        return 0
    form = options.format or views.format_of(options.output)
    if not form:
        raise BadUse("no format is given", "", f"Give --format, one of: {', '.join(views.FORMATS)}")
    made = views.make(name, given, form, options.lang)
    if made.shown:
        note(f"{made.shown}. All is in --format graphml, gexf or csv.")
    if not options.output:
        if form == "png" and sys.stdout.isatty():
            raise BadUse("a PNG cannot be printed on a terminal", "", "Give -o FILE.")
        for pieces in made.files.values():
            emit(pieces)
        return 0
    path = Path(options.output)
    for ending, pieces in made.files.items():
        target = path.with_name(f"{path.stem}{ending}{path.suffix}") if ending else path
        emit(_watched(pieces, made.pieces), str(target))
        note(f"wrote {target} ({target.stat().st_size:,} bytes)")
    return 0


_LIST = "foederis export --list"


def _watched(pieces: Iterable[bytes], total: int) -> Iterable[bytes]:
    """Return the pieces with a bar at a terminal, once they take more than a second."""
    if not sys.stderr.isatty():
        return pieces
    from tqdm import tqdm

    return tqdm(pieces, total=total, unit=" nodes and edges", unit_scale=True, delay=1, leave=False)
