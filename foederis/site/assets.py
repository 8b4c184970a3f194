"""What the pages load, by names that change with the content: so two releases beside each other never mix."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foederis.site import packing

FOLDER = Path(__file__).parent / "web" / "dist"
SCRIPTS = ("app.js", "engine.js", "search.js", "sparql.js")
"""The scripts that `make web` builds; `engine.js` last, so where it is all are."""


@dataclass(frozen=True)
class Assets:
    """Files by their paths in the site, and the path of each by the name that pages and scripts know it by."""

    files: Mapping[str, bytes]
    hrefs: Mapping[str, str]

    @property
    def built(self) -> bool:
        """Whether the scripts are there; pages without them show all that needs none."""
        return "app.js" in self.hrefs


def assets(data: bytes, others: Mapping[str, bytes] | None = None, folder: Path = FOLDER) -> Assets:
    """Return the scripts of the site with the graph that they ask; nothing where the scripts are not built.

    Args:
        data: the graph as TriG.
        others: more files by name (`search-nl.js`).
        folder: where the scripts were built.
    """
    if not (folder / "engine.js").is_file():
        return Assets({}, {})
    named = {name: (folder / name).read_bytes() for name in SCRIPTS if (folder / name).is_file()}
    named |= {"data.js": packing.script(data, "data").encode(), **(others or {})}
    hrefs = {name: path(name, content) for name, content in named.items()}
    return Assets({hrefs[name]: content for name, content in named.items()}, hrefs)


def path(name: str, content: bytes) -> str:
    """Return where a file lies in the site: `assets/app-0123456789.js`."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
