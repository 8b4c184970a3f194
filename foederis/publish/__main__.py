"""`python -m foederis.publish describe` writes `docs/dataset.*`; `release FOLDER` writes a release."""

import argparse
import sys

from foederis import publish
from foederis.errors import FoederisError


def main(arguments: list[str] | None = None) -> int:
    """Write the description, or a release."""
    parser = argparse.ArgumentParser(prog="python -m foederis.publish", description="Describe or release the data set.")
    actions = parser.add_subparsers(dest="action", metavar="describe|release", required=True)
    actions.add_parser("describe", help="write docs/dataset.ttl and docs/dataset.jsonld anew")
    release = actions.add_parser("release", help="write a release into a new or empty folder")
    release.add_argument("folder", metavar="FOLDER")
    release.add_argument("--previous", metavar="RELEASE", default="", help="the one before, for the report of changes")
    options = parser.parse_args(arguments)
    try:
        if options.action == "describe":
            for name, text in publish.described().items():
                (publish.folder() / name).write_bytes(text)
            return 0
        from foederis.publish import release as releases

        known, count = releases.write(options.folder, options.previous)
    except FoederisError as error:
        print(f"foederis: {error}", file=sys.stderr)
        return error.exit_code
    print(f"wrote {options.folder}: foederis {known.version}, {known.quads:,} facts, {count:,} files")
    print(f"SHA-256 of the sorted N-Quads: {known.digest}")
    print(f"Not stated, so in no description: {', '.join(known.open) or 'nothing'} (foederis/publish/dataset.toml)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
