"""The derived files that stay in the repository: each with how it is made, so that a stale one is seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from foederis import export, files, ontology, rooms, sources
from foederis.codings import digests
from foederis.errors import BadUse, NothingFound

PICTURES = ("scoreboard-chart", "scales-chart", "participation")
"""The views and charts whose pictures the README shows."""


@dataclass(frozen=True)
class Derived:
    """A derived file: where it lies, and what makes it (None: it cannot be made here, for want of `lacking`)."""

    path: Path
    make: Callable[[], bytes] | None
    lacking: str = ""


def derived() -> Iterator[Derived]:
    """Yield every derived file of the repository.

    Raises:
        BadUse: this is no checkout.
    """
    root = rooms.root()
    if not (root / "docs").is_dir():
        raise BadUse("there is no folder docs here", str(root), "Run it in a checkout of the repository.")
    # First: it is made from the other files, and nothing else can be where it is broken.
    for document in sources.documents():
        yield Derived(sources.folder(document) / digests.INDEX, partial(_digests, document))
    yield Derived(root / "ontology" / "context.jsonld", lambda: ontology.context().encode())
    for name in PICTURES:
        yield Derived(root / "docs" / "pictures" / f"{name}.svg", partial(_picture, name))
    held = {one.document: one for one in sources.held()}
    for document in sources.documents():
        path = sources.folder(document) / "mentions.trig"
        if document in held:
            yield Derived(
                path,
                partial(_index, held[document]),
            )
        else:
            yield Derived(path, None, f"the text of {document}: foederis source add FILE")


def write() -> list[str]:
    """Write every derived file anew that can be made here; return a line for each that changed or could not be made."""
    told = []
    for one in derived():
        shown = one.path.relative_to(rooms.root()).as_posix()
        if one.make is None:
            told.append(f"left as it is: {shown} (needs {one.lacking})")
        elif _old(one.path) != (made := one.make()):
            one.path.parent.mkdir(parents=True, exist_ok=True)
            files.write(one.path, [made], "Check the rights of the folder.")
            told.append(f"written: {shown}")
    return told


def check() -> list[str]:
    """Return a line for each derived file that could not be checked here, writing nothing.

    Raises:
        NothingFound: a file is stale; names all that are.
    """
    told, stale = [], []
    for one in derived():
        shown = one.path.relative_to(rooms.root()).as_posix()
        if one.make is None:
            told.append(f"not checked: {shown} (needs {one.lacking})")
        elif _old(one.path) != one.make():
            stale.append(shown)
    if stale:
        raise NothingFound(f"stale: {', '.join(stale)}", remedy="Write them anew: make generate")
    return told


def _picture(name: str) -> bytes:
    return export.export(name, {}, "svg")[""]


def _digests(document: str) -> bytes:
    return digests.index(document).encode()


def _index(held: sources.Held) -> bytes:
    return sources.mention_index(held.document, sources.read_text(held.path)).encode()


def _old(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
