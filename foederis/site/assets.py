"""What the pages load, by names that change with the content: so two releases beside each other never mix."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from foederis.queries import internal
from foederis.queries.tokens import blocks
from foederis.site import packing
from foederis.site.wording import LANGUAGES, script_words, wording

FOLDER = Path(__file__).parent / "web" / "dist"
SCRIPTS = ("app.js", "compare.js", "copy.js", "engine.js", "exact.js", "search.js", "sparql.js", "thing.js")
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


def assets(
    data: bytes, others: Mapping[str, bytes] | None = None, texts: Mapping[str, object] | None = None,
    copies: Mapping[str, object] | None = None, folder: Path = FOLDER,
) -> Assets:  # fmt: skip
    """Return the scripts of the site with the graph that they ask; nothing where the scripts are not built.

    Args:
        data: the graph as TriG.
        others: more files by name (`search-nl.js`).
        texts: what goes with the graph, as JSON (see `with_evidence`).
        copies: what the scripts know that find or show the words of a visitor's copies (see `copies.beside`).
        folder: where the scripts were built.
    """
    if not (folder / "engine.js").is_file():
        return Assets({}, {})
    named = {name: (folder / name).read_bytes() for name in SCRIPTS if (folder / name).is_file()}
    told = packing.part("texts", json.dumps(texts or {}, ensure_ascii=False))
    named |= {"data.js": (told + packing.script(data, "data")).encode(), **(others or {})}
    if "app.js" in named:
        words = {language: script_words(language) for language in LANGUAGES}
        named["app.js"] = f"window.foederisSaid={json.dumps(words, ensure_ascii=False)};\n".encode() + named["app.js"]
    named |= {name: with_copies(named[name], copies or {}) for name in ("copy.js", "exact.js") if name in named}
    found = _found(named).encode()
    named |= {name: found + named[name] for name in ("search.js", "thing.js") if name in named}
    hrefs = {name: path(name, content) for name, content in named.items()}
    return Assets({hrefs[name]: content for name, content in named.items()}, hrefs)


_SAID = (
    "data", "documents", "exact_here", "menu", "pictures", "questions", "search_failed", "search_label", "search_list",
    "skip", "things", "words",
)  # fmt: skip


_ON_DEMAND = ("asks.", "exact.", "search-")


def _found(named: Mapping[str, bytes]) -> str:
    """Return what stands before the script of every page: where what it loads on demand lies, and its words."""
    lying = {name: path(name, content) for name, content in sorted(named.items()) if name.startswith(_ON_DEMAND)}
    said = {language: {key: wording(language)[key] for key in _SAID} for language in LANGUAGES}
    return f"window.foederisFound={json.dumps({'assets': lying, 'words': said}, ensure_ascii=False)};\n"


def asked(text: str, names: Iterable[str]) -> dict[str, object]:
    """Return a query with the places between the braces of its `VALUES ?name { ... }` lines, in characters, by name."""
    return {"query": text, "blocks": {name: [*blocks(text, name)] for name in names}}


def with_evidence(
    sections: Iterable[str], twins: Iterable[str] = (), described: Mapping[str, Mapping[str, object]] | None = None
) -> dict[str, object]:
    """Return what the scripts need to tell of a row where it leads, and its evidence, by the query that Python asks.

    Args:
        sections: the IRIs of the sections of documents that have a page.
        twins: the paths of properties that a class differs from by capitals only, whose pages end in `-property`.
        described: by language what each column holds, for a workbook (see `columns.all_described`).
    """
    query = asked(internal.text("evidence"), ("passage", "lang"))
    told = {"described": described} if described else {}
    return {"evidence": query, "sections": sorted(sections), "twins": sorted(twins), **told}


def with_copies(script: bytes, told: Mapping[str, object]) -> bytes:
    """Return a script that finds or shows the words of a visitor's copies, after what it knows of the documents."""
    return f"window.foederisCopies={json.dumps(told, ensure_ascii=False)};\n".encode() + script


def path(name: str, content: bytes) -> str:
    """Return where a file lies in the site: `assets/app-0123456789.js`."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
