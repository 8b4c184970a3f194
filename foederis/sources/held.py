"""The texts a user holds: where they are kept, which document a file is, and the exact words of a passage."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from foederis.errors import BadInput, BadUse, NothingFound
from foederis.sources.align import Alignment, Status, align
from foederis.sources.layout import documents, folder, read_layout
from foederis.sources.skeleton import read_skeleton

_LARGEST = 20_000_000  # bytes; a letter has some tens of thousands


@dataclass(frozen=True)
class Held:
    """A text that a user holds: which document it is, where it lies and how its passages stand in it."""

    document: str
    path: Path
    alignment: Alignment


@dataclass(frozen=True)
class Words:
    """The exact words of a passage, and those of the passages just before and after it (empty at an end)."""

    document: str
    locator: str
    before: str
    words: str
    after: str


def data_folder() -> Path:
    """Return where texts are kept: FOEDERIS_SOURCES (its first folder), else the user's data folder."""
    for place in _places():
        if not place.is_file():
            return place
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "foederis" / "sources"


def add(path: Path) -> Held:
    """Keep a copy of a text, having found out which document it is.

    Raises:
        BadInput: the file cannot be read, is no known document, or the data folder cannot be written.
    """
    text = read_text(path)
    held = _recognise(path, text)
    place = data_folder()
    target = place / f"{held.document}.txt"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False, encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(file.name, target)
    except OSError as error:
        raise BadInput(
            f"the text cannot be kept: {error.strerror}", str(place), "Set FOEDERIS_SOURCES to a folder you may write."
        ) from error
    return Held(held.document, target, held.alignment)


def held() -> list[Held]:
    """Return the texts held, one a document, the first found winning."""
    found: dict[str, Held] = {}
    for place in [*_places(), data_folder()]:
        files = [place] if place.is_file() else sorted(place.glob("*.txt")) if place.is_dir() else []
        for file in files:
            try:
                one = _recognise(file, read_text(file))
            except BadInput:
                continue
            found.setdefault(one.document, one)
    return [found[name] for name in sorted(found)]


def words(document: str, locator: str) -> Words:
    """Return the exact words of a passage from the text held.

    Raises:
        BadUse: there is no such passage.
        NothingFound: the text is not held, or the passage has drifted in it.
    """
    known = {sentence.locator for sentence in read_skeleton(document).sentences}
    if locator not in known:
        raise BadUse(f"{document} has no sentence '{locator}'", "", "A locator looks like rec5.p1.s3.")
    for one in held():
        if one.document == document:
            passages = one.alignment.passages
            index = next(i for i, passage in enumerate(passages) if passage.locator == locator)
            if passages[index].status is Status.DRIFTED:
                raise NothingFound(
                    f"passage {locator} has drifted: this copy has other words there",
                    str(one.path),
                    "Compare the copy with the published text, or add another one: foederis source add FILE.",
                )
            before = passages[index - 1].words if index else ""
            after = passages[index + 1].words if index + 1 < len(passages) else ""
            return Words(document, locator, before, passages[index].words, after)
    raise NothingFound(
        f"the text of {document} is not here, so its exact words cannot be shown",
        "",
        "If you have the text: foederis source add FILE. Everything else works without it.",
    )


def _places() -> list[Path]:
    value = os.environ.get("FOEDERIS_SOURCES", "")
    return [Path(part) for part in value.split(os.pathsep) if part]


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: it cannot be read, is too large, or is no UTF-8.
    """
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a text", str(path), "Give the file itself.")
        if path.stat().st_size > _LARGEST:
            raise BadInput("this file is too large to be a document", str(path), "Give the text of one document.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("this is not UTF-8 text", str(path), "Save it as plain text in UTF-8 and try again.") from error
    except OSError as error:
        raise BadInput(f"the text cannot be read: {error.strerror}", str(path), "Check the path.") from error


def _recognise(path: Path, text: str) -> Held:
    for document in documents():
        skeleton = read_skeleton(document)
        alignment = align(text, skeleton, read_layout(folder(document) / "layout.toml"))
        if len(alignment.drifted) * 2 <= len(skeleton.sentences):
            return Held(document, path, alignment)
    raise BadInput("this text is none of the documents of the graph", str(path), f"Known: {', '.join(documents())}.")
