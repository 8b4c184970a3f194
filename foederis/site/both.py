"""Texts in both languages on one page, and how such a page leads to another: by the shortest relative address.

The pages of things tell both languages, and the reader switches between them without a script: `#nl` behind the address
asks for the Dutch text (see `templates/both.html`).
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foederis.site.wording import LANGUAGES, wording

DUTCH = "#nl"
"""What behind the address of a page in both languages shows it in Dutch."""


@dataclass(frozen=True)
class Both:
    """A text in English and in Dutch. One that is there in one language only is the same in both, in its `language`."""

    en: str
    nl: str
    language: str = ""

    def short(self, most: int) -> "Both":
        """Return it cut behind a word, each to at most so many characters."""
        return Both(_cut(self.en, most), _cut(self.nl, most), self.language)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3].rpartition(' ')[0] or text[: most - 3]} ..."


@dataclass(frozen=True)
class Named:
    """A text in both languages that leads somewhere; without an address (`href`) it is text alone."""

    name: Both
    href: str = ""


def same(text: str) -> Both:
    """Return a text that is of no language, or the same in both."""
    return Both(text, text)


@functools.cache
def words() -> Mapping[str, Both]:
    """Return the words of the pages by key."""
    english, dutch = (wording(language) for language in LANGUAGES)
    return {key: Both(english[key], dutch[key]) for key in english if key in dutch}


@functools.cache
def others() -> Mapping[str, Both]:
    """Return what the properties and classes of other vocabularies are called, by their IRI (`vocabularies.toml`)."""
    known = tomllib.loads((Path(__file__).parent / "vocabularies.toml").read_text(encoding="utf-8"))
    return {
        one["space"] + name: Both(*texts) for one in known.values() for name, texts in one.items() if name != "space"
    }


def relative(here: tuple[str, ...], path: str) -> str:
    """Return the address of a path of the site on a page in a folder, of which `here` are the names from the root."""
    parts = path.split("/")
    same_ = 0
    while same_ < min(len(here), len(parts) - 1) and here[same_] == parts[same_]:
        same_ += 1
    return "../" * (len(here) - same_) + "/".join(parts[same_:])
