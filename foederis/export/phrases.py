"""What graph files, pictures and pages say beside what the graph says, from `phrases.toml`."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@functools.cache
def phrases(part: str, language: str) -> Mapping[str, str]:
    """Return the phrases of a part of the file, by their keys, in a language (`en` or `nl`)."""
    return {key: told[language] for key, told in _parts()[part].items()}


@functools.cache
def _parts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
