"""`python -m foederis.generate`: writes what is derived; `--check` only says what is stale."""

import argparse
import sys
from pathlib import Path

from foederis.errors import FoederisError
from foederis.generate import derived


def main(arguments: list[str] | None = None) -> int:
    """Write derived files; return 0, 1 (something is stale) or 2 (bad use or input)."""
    parser = argparse.ArgumentParser(prog="python -m foederis.generate", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing: say which files of the repository are stale"
    )
    actions = parser.add_subparsers(dest="action", metavar="document|nquads|site|release")
    document = actions.add_parser("document", help="the passages (once) and the mention index of a document")
    document.add_argument("file", metavar="FILE", help="its text")
    document.add_argument(
        "document", metavar="DOCUMENT", nargs="?", default="", help="its id, when it has no passages yet"
    )
    nquads = actions.add_parser("nquads", help="the whole graph for a SPARQL server: foederis.nq of a release")
    nquads.add_argument("file", metavar="FILE", help="where it is written, such as foederis.nq")
    site = actions.add_parser("site", help="the pages, into a new or empty folder")
    release = actions.add_parser("release", help="a release, into a new or empty folder")
    for action in (site, release):
        action.add_argument("folder", metavar="FOLDER")
    release.add_argument("--previous", metavar="RELEASE", default="", help="the one before, for the report of changes")
    release.add_argument("--url", metavar="ADDRESS", default="", help="where it will stand: its pages then tell it")
    options = parser.parse_args(arguments)
    try:
        print("\n".join(_run(options)))
    except FoederisError as error:
        print(f"foederis: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _run(options: argparse.Namespace) -> list[str]:
    match options.action:
        case None:
            return (derived.check() if options.check else derived.write()) or ["all derived files are up to date"]
        case "document":
            from foederis import sources

            return sources.generate(Path(options.file), options.document)
        case "nquads":
            from foederis import files
            from foederis.publish import metadata

            files.write(Path(options.file), [metadata.nquads(metadata.quads())], "Choose another place.")
            return [f"wrote {options.file} ({Path(options.file).stat().st_size:,} bytes): load it in any SPARQL server"]
        case "site":
            from foederis.publish import release

            written = release.write_site(options.folder)
            return [f"wrote {options.folder}: {written.files:,} files; open {Path(options.folder) / 'index.html'}"]
    return _release(options)


def _release(options: argparse.Namespace) -> list[str]:
    from foederis.publish import release

    known, count = release.write(options.folder, options.previous, options.url)
    return [
        f"wrote {options.folder}: foederis {known.version}, {known.quads:,} facts, {count:,} files",
        f"SHA-256 of the sorted N-Quads: {known.digest}",
        f"Not stated, so in no description: {', '.join(known.open) or 'nothing'} (foederis/publish/dataset.toml)",
    ]


if __name__ == "__main__":
    sys.exit(main())
