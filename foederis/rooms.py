"""Where the content rooms are: under the package in a wheel, beside it in a checkout. Nothing else knows.

FOEDERIS_ROOMS names a folder that holds other rooms, such as a copy with a document of one's own.
"""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from foederis.errors import BadInput, BadUse

NAMES = ("ontology", "graph", "queries", "validate")
Given = ParamSpec("Given")
Found = TypeVar("Found", covariant=True)


def root() -> Path:
    """Return the folder that holds the four rooms.

    Raises:
        BadInput: the folder that FOEDERIS_ROOMS names does not hold them; or no place does: the installation is broken.
    """
    own = os.environ.get("FOEDERIS_ROOMS")
    if own:
        missing = [name for name in NAMES if not (Path(own) / name).is_dir()]
        if missing:
            raise BadInput(f"this folder has no room '{missing[0]}'", own, "Mend or unset FOEDERIS_ROOMS.")
        return Path(own).absolute()
    return _beside()


@functools.cache
def _beside() -> Path:
    package = Path(__file__).resolve().parent
    for folder in (package / "_rooms", package.parent):
        if all((folder / name).is_dir() for name in NAMES):
            return folder
    raise BadInput(
        "the content rooms are missing",
        f"neither under {package} nor beside it",
        "Install foederis again, from a checkout or its wheel.",
    )


class Kept(Protocol[Given, Found]):
    """A function whose results are kept for each folder of rooms."""

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> Found:
        """Return what is found in the rooms that are used now."""

    def cache_clear(self) -> None:
        """Forget what was found: the files of a folder have changed."""


def kept(work: Callable[Given, Found]) -> Kept[Given, Found]:
    """Keep what a function reads of the rooms; of each folder by itself, as FOEDERIS_ROOMS may name another."""

    @functools.cache
    def of(_root: Path, *given: Given.args, **named: Given.kwargs) -> Found:
        return work(*given, **named)

    @functools.wraps(work)
    def found(*given: Given.args, **named: Given.kwargs) -> Found:
        return of(root(), *given, **named)  # type: ignore[arg-type]

    found.cache_clear = of.cache_clear  # type: ignore[attr-defined]
    return found  # type: ignore[return-value]


def room(name: str) -> Path:
    """Return the folder of one room: `ontology`, `graph`, `queries` or `validate`."""
    return root() / name


def files(name: str, *suffixes: str) -> list[Path]:
    """Return the files of a room with one of the suffixes (`.ttl`), in path order."""
    return sorted(path for path in room(name).rglob("*") if path.suffix in suffixes and path.is_file())


def day() -> str:
    """Return the day of the content: SOURCE_DATE_EPOCH when it is set, else of the last commit; empty when unknown.

    Raises:
        BadUse: SOURCE_DATE_EPOCH is no number of seconds.
    """
    import subprocess
    from datetime import UTC, date, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise BadUse("SOURCE_DATE_EPOCH is no time", epoch[:40], "Give seconds since 1970, or unset it.") from error
    try:
        asked = ["git", "log", "-1", "--format=%ad", "--date=format:%Y-%m-%d"]
        told = subprocess.run(asked, cwd=root(), capture_output=True, text=True, check=False)  # noqa: S603
        return date.fromisoformat(told.stdout.strip()).isoformat()
    except (OSError, ValueError):
        return ""
