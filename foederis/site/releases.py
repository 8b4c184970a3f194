"""Releases of the site beside the newest: each in a folder of its own that is written once and stays as it is."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foederis import templates
from foederis.errors import BadUse
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES, wording

FOLDER = "release"
MARK = "site.json"
"""What tells a folder that holds the site, with its version and digest."""
_MAIN = b'<main id="main">'
_OF_THE_NEWEST = ("cards/", "nl/release/", "release/", "robots.txt", "sitemap")  # what a release has no need of


@dataclass(frozen=True)
class Release:
    """A release: its version, the digest of its data and their day (YYYY-MM-DD or empty)."""

    version: str
    digest: str
    day: str


def there(folder: Path) -> list[Release]:
    """Return the releases that a site holds, the newest first."""
    found = []
    for mark in (folder / FOLDER).glob(f"*/{MARK}"):
        try:
            told = json.loads(mark.read_text(encoding="utf-8"))
            found.append(Release(str(told["foederis"]), str(told["digest"]), str(told.get("day", ""))))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda one: (_order(one.version), one.version), reverse=True)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def stands(folder: Path, version: str, digest: str) -> bool:
    """Say whether a release stands in a site already, of the same data.

    Raises:
        BadUse: it stands there with other data.
    """
    for one in there(folder):
        if one.version == version:
            if one.digest != digest:
                raise BadUse(
                    f"release {version} is there already, of other data",
                    str(folder / FOLDER / version),
                    "A release stays as it is: give the data another version (pyproject.toml, CITATION.cff).",
                )
            return True
    return False


def frozen(made: Mapping[str, bytes], version: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site as those of a release, which say so and lead to the newest."""
    for path, content in made.items():
        if path.startswith(_OF_THE_NEWEST):
            continue
        told = content
        if path.endswith(".html") and _MAIN in content:
            language = "nl" if path.startswith("nl/") else "en"
            up = "../" * (path.count("/") + 2) + ("nl/" if language == "nl" else "")
            note = templates.render("frozen.html", version=version, up=up, words=wording(language)).rstrip()
            told = content.replace(_MAIN, _MAIN + b"\n" + note.encode(), 1)
        yield f"{FOLDER}/{version}/{path}", told


def lists(site: Site, known: list[Release]) -> Iterator[tuple[str, bytes]]:
    """Yield the page that lists the releases, in each language."""
    for language in LANGUAGES:
        said = wording(language)
        home, other = ("nl/", "") if language == "nl" else ("", "nl/")
        up = "../" * (home.count("/") + 1)
        page = site.page(
            "releases.html", said["releases"], up, lang=language, twin=f"{other}{FOLDER}/index.html",
            description=said["releases_note"], known=known, folder=f"{up}{FOLDER}/", home=home,
        )  # fmt: skip
        yield f"{home}{FOLDER}/index.html", page.encode()
