"""`foederis diff`: what changed between two versions of the graph, in policy terms."""

import argparse

from foederis.changes import compare, log, versions
from foederis.cli.output import emit, tell


def diff(options: argparse.Namespace) -> int:
    """Print what changed; return 1 when nothing did."""
    old, new = versions.load(options.old), versions.load(options.new)
    found = compare.compare(old, new)
    names = log.Names(old, new, options.lang)
    content = log.render(found, names, options.format, (options.old, options.new))
    (tell if options.format == "text" else emit)(content, options.output)
    return 0 if found else 1
