"""What the pages say in each language, from `words.toml`."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("en", "nl")


@functools.cache
def wording(language: str) -> Mapping[str, str]:
    """Return the words of the pages by key, in a language (`en`, `nl`)."""
    known: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    )
    return known[language]


# Words that pages and scripts both put on a page.
_SHARED = ("any", "row", "rows", "official", "official_whole", "held_by", "judged_by")


def script_words(language: str) -> dict[str, str]:
    """Return the words that scripts put on a page: those whose key begins with `js_`, without that; and shared ones."""
    told = wording(language)
    own = {key.removeprefix("js_"): text for key, text in told.items() if key.startswith("js_")}
    return {key: told[key] for key in _SHARED} | own
