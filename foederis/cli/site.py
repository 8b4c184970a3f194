"""`foederis site`: the explorer, as files that any host, disk or stick can hold."""

import argparse
from pathlib import Path

from foederis.cli.output import note, tell


def site(options: argparse.Namespace) -> int:
    """Write the explorer into a folder; say where it begins, and open it if asked."""
    from foederis.publish import release

    written = release.write_site(options.output)
    index = Path(options.output) / "index.html"
    tell(f"wrote {options.output}: {written.files:,} files; open {index}\n", "")
    if not written.scripts:
        note("note: without scripts, which are not built here; a changed form, search and SPARQL need them: make web")
    if options.open:
        import webbrowser

        if not webbrowser.open(index.resolve().as_uri()):
            note(f"note: no browser could be opened here; open {index}")
    return 0
