"""`foederis diff`: what changed between two versions of the graph, in policy terms."""

import argparse

from foederis.cli.output import emit
from foederis.publish import changelog, changes


def diff(options: argparse.Namespace) -> int:
    """Print what changed; return 1 when nothing did."""
    old, new = changes.load(options.old), changes.load(options.new)
    found = changes.compare(old, new)
    names = changelog.Names(old, new, options.lang)
    emit(changelog.render(found, names, options.format, (options.old, options.new)), options.output)
    return 0 if found else 1
