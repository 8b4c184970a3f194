"""The pictures in `docs/pictures/`: every view and chart with its default parameters, and a page that shows them."""

import sys
from pathlib import Path

from foederis import rooms
from foederis.errors import BadUse, FoederisError
from foederis.export import alt, chart, charts, export, known, view

_HEAD = """<!-- Written by `make pictures`: do not edit. -->

# Pictures

Every view and chart with its default parameters. In Dutch, with other values or as PNG: `foederis export NAME --lang nl
-o picture.png`; as an accessible table: `--format md`."""


def pages() -> dict[str, bytes]:
    """Return the content of every file by its name.

    Raises:
        BadInput: matplotlib is not installed.
    """
    made = {f"{name}.svg": export(name, {}, "svg")[""] for name in known()}
    parts = [_HEAD]
    for name, asked in known().items():
        shown = chart(name) if "chart" in asked.extra else view(name)
        told = alt.of_chart(shown, "en") if isinstance(shown, charts.Chart) else alt.of_view(shown, "en")
        parts.append(f"## {asked.title}\n\n![{alt.safe(asked.title)}]({name}.svg)\n\n{alt.safe(told)}\n\n`{name}`")
    return made | {"README.md": ("\n\n".join(parts) + "\n").encode()}


def folder() -> Path:
    """Return where the pictures lie, `docs/pictures/` of a checkout."""
    return rooms.root() / "docs" / "pictures"


def main() -> None:
    """Write the pictures anew.

    Raises:
        BadUse: this is no checkout.
    """
    if not folder().parent.is_dir():
        raise BadUse("there is no folder docs here", str(folder().parent), "Run it in a checkout: make pictures")
    made = pages()
    folder().mkdir(exist_ok=True)
    for old in folder().iterdir():
        if old.name not in made:
            old.unlink()
    for name, content in made.items():
        (folder() / name).write_bytes(content)


if __name__ == "__main__":
    try:
        main()
    except FoederisError as error:
        sys.exit(f"foederis: {error}")
