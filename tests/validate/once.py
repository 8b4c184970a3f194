"""A validation beside the graph takes seconds: what is told of one in several formats is validated once."""

from collections.abc import Callable, Sequence
from pathlib import Path

from foederis import validate


def once(validated: Callable[..., validate.Report]) -> Callable[..., validate.Report]:
    """Return a validation that is not made again of what it has validated with the same words."""
    kept: dict[str, validate.Report] = {}

    def asked(paths: Sequence[Path] = (), **given: object) -> validate.Report:
        key = f"{paths} {[(name, value) for name, value in given.items() if name != 'progress']}"
        if key not in kept:
            kept[key] = validated(paths, **given)
        return kept[key]

    return asked
