"""Every view and chart with its default parameters as a picture, and a page (Markdown) that shows them with words."""

from foederis import export
from foederis.export import alt, charts

_HEAD = """<!-- Made by foederis: do not edit. -->

# Pictures

Every view and chart with its default parameters. In Dutch, with other values or as PNG: `foederis export NAME --lang nl
-o picture.png`; as an accessible table: `--format md`."""


def files() -> dict[str, bytes]:
    """Return the content of every file by its name: `NAME.svg` for each, and `README.md`.

    Raises:
        BadInput: matplotlib is not installed.
    """
    made = {f"{name}.svg": export.export(name, {}, "svg")[""] for name in export.known()}
    parts = [_HEAD]
    for name, asked in export.known().items():
        shown = export.chart(name) if "chart" in asked.extra else export.view(name)
        told = alt.of_chart(shown, "en") if isinstance(shown, charts.Chart) else alt.of_view(shown, "en")
        parts.append(f"## {asked.title}\n\n![{alt.safe(asked.title)}]({name}.svg)\n\n{alt.safe(told)}\n\n`{name}`")
    return made | {"README.md": ("\n\n".join(parts) + "\n").encode()}
