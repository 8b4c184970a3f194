"""`foederis export`: a view as a graph file or a picture."""

import argparse
import sys
from pathlib import Path

from foederis import export as views
from foederis.cli.ask import listing, pairs, pick
from foederis.cli.output import emit
from foederis.errors import BadUse


def export(options: argparse.Namespace) -> int:
    """Write a view or a chart; with --list, or without a name, list them."""
    known = views.known()
    if options.list or not options.view:
        emit(listing(known, options.format == "json", options.lang, "export"), options.output)
        return 0
    pick(known, options.view, "view or chart", "foederis export --list")
    form = options.format or views.format_of(options.output)
    if not form:
        raise BadUse("no format is given", "", f"Give --format, one of: {', '.join(views.FORMATS)}")
    files = views.export(options.view, pairs(options.values), form, options.lang)
    if not options.output:
        if form == "png" and sys.stdout.isatty():
            raise BadUse("a PNG cannot be printed on a terminal", "", "Give -o FILE.")
        emit(b"".join(files.values()))
        return 0
    path = Path(options.output)
    for ending, content in files.items():
        target = path.with_name(f"{path.stem}{ending}{path.suffix}") if ending else path
        emit(content, str(target))
        print(f"wrote {target} ({len(content):,} bytes)", file=sys.stderr)
    return 0
