"""`foederis site`: the explorer, as files that any host, disk or stick can hold."""

import argparse

from foederis.cli.output import note, tell


def site(options: argparse.Namespace) -> int:
    """Write the explorer into a folder; say where it begins, and open it if asked."""
    from foederis.publish import release

    written = release.write_site(options.output, options.url, frozen=options.release)
    tell(written.told(options.output), "")
    for one in written.notes(options.output, opened=options.open):
        note(one)
    return 0
