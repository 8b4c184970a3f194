"""The texts a user holds: where they are kept, which document a file is, and the exact words of a passage."""

import functools
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from foederis import encoding
from foederis.errors import BadInput, BadUse, NothingFound
from foederis.sources.align import Alignment, Status, align
from foederis.sources.layout import documents, layout_of
from foederis.sources.normalise import plain
from foederis.sources.parts import Layout
from foederis.sources.places import called
from foederis.sources.skeleton import Skeleton, read_skeleton

_LARGEST = 20_000_000  # bytes; a letter has some tens of thousands
_OPENING = 1500  # characters at the start of a text in which it may name itself
_ENOUGH = 0.4  # the share of sentences whose anchors a text must have before it is aligned


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
    one = recognise(path)
    place = data_folder()
    target = place / f"{one.document}.txt"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False, encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(file.name, target)
    except OSError as error:
        raise BadInput(
            f"the text cannot be kept: {error.strerror}", str(place), "Set FOEDERIS_SOURCES to a folder you may write."
        ) from error
    return Held(one.document, target, one.alignment)


def held(document: str = "") -> list[Held]:
    """Return the texts held, one a document, the first found winning; of one document only, when it is named."""
    found: dict[str, Held] = {}
    files = list(dict.fromkeys(file for place in [*_places(), data_folder()] for file in _texts(place)))
    if document:
        files.sort(key=lambda file: document not in file.name)
    for file in files:
        try:
            one = recognise(file)
        except BadInput:
            continue
        found.setdefault(one.document, one)
        if document in found:
            break
    return [found[name] for name in sorted(found) if document in ("", name)]


def words(document: str, locator: str) -> Words:
    """Return the exact words of a passage from the text held.

    Raises:
        BadUse: there is no such passage.
        NothingFound: the text is not held, or the passage has drifted in it.
    """
    known = {sentence.locator for sentence in read_skeleton(document).sentences}
    if locator not in known:
        raise BadUse(f"{document} has no sentence '{locator}'", "", "A locator looks like rec5.p1.s3.")
    for one in held(document):
        passages = one.alignment.passages
        index = next(i for i, passage in enumerate(passages) if passage.locator == locator)
        if passages[index].status is Status.DRIFTED:
            raise drifted(one, [locator])
        before = passages[index - 1].words if index else ""
        after = passages[index + 1].words if index + 1 < len(passages) else ""
        return Words(document, locator, before, passages[index].words, after)
    raise not_held(document)


def drifted(one: Held, locators: list[str]) -> NothingFound:
    """Return the error that passages are not in a text as they are."""
    several = f"passages {', '.join(locators)} have" if len(locators) > 1 else f"passage {locators[0]} has"
    return NothingFound(
        f"{several} drifted: this copy has other words there",
        str(one.path),
        "Compare the copy with the published text, or add another one: foederis source add FILE.",
    )


def not_held(document: str) -> NothingFound:
    """Return the error that the text of a document is not here."""
    return NothingFound(
        f"the text of {document} is not here, so its exact words cannot be shown",
        "",
        "If you have the text: foederis source add FILE. Everything else works without it.",
    )


def _places() -> list[Path]:
    value = os.environ.get("FOEDERIS_SOURCES", "")
    return [Path(part) for part in value.split(os.pathsep) if part]


def _texts(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.glob("*.txt")) if place.is_dir() else []


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a text", str(path), "Give the file itself.")
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise BadInput("this file is too large to be a document", str(path), "Give the text of one document.")
        return encoding.decoded(content, str(path), "this text")
    except OSError as error:
        raise BadInput(f"the text cannot be read: {error.strerror}", str(path), "Check the path.") from error


def recognise(path: Path) -> Held:
    """Find out which document a text is, by how many of the document's sentences stand in it unaltered.

    A text is a document when it has half of its sentences or more. Of several documents (two versions of one letter) it
    is the one of which it has most sentences, then the one of which it has the greater share.

    Raises:
        BadInput: the file cannot be read, or is no known document.
    """
    found = recognised(path.stem, read_text(path))
    if found is None:
        known = documents()
        raise BadInput("this text is none of the documents of the graph", str(path), f"Known: {', '.join(known)}.")
    return Held(found.document, path, found)


def recognised(stem: str, text: str) -> Alignment | None:
    """Return how the passages of the document that a text is stand in it; None: it is none of the graph.

    Args:
        stem: the name of its file, which may hold that of the document.
        text: the text.
    """
    known = documents()
    called_so = {name: (name, *called(name)) if len(known) > 1 else () for name in known}
    return _recognised(stem, text, tuple((read_skeleton(n), layout_of(n), called_so[n]) for n in known))


@functools.lru_cache(maxsize=16)  # of the same text: a command asks which it is again and again
def _recognised(stem: str, text: str, known: tuple[tuple[Skeleton, Layout, tuple[str, ...]], ...]) -> Alignment | None:
    whole = plain(text)
    opening = plain(stem) + " " + plain(text[:_OPENING])
    hinted = [one for one in known if _names_itself(one[2], opening)]
    best: tuple[int, float, Alignment] | None = None
    for skeleton, layout, names in [*hinted, *(one for one in known if one not in hinted)]:
        total = len(skeleton.sentences)
        if not _may_be(whole, skeleton):
            continue
        alignment = align(text, skeleton, layout)
        count = total - len(alignment.drifted)
        if count * 2 < total:
            continue
        if best is None or (count, count / total) > best[:2]:
            best = (count, count / total, alignment)
        if (skeleton, layout, names) in hinted and count == total:
            break
    return best[2] if best else None


def _names_itself(names: tuple[str, ...], opening: str) -> bool:
    """Tell whether the name of a file or the first lines of a text hold what a document is called."""
    return any(len(name) > 5 and name in opening for name in (plain(one) for one in names))


def _may_be(whole: str, skeleton: Skeleton) -> bool:
    """Tell whether a text can have half of a document's sentences, at the price of a search for their anchors.

    A sentence without anchors may always be there. An anchor may be split by a footnote mark or by page furniture:
    hence less than half is asked.
    """
    able = sum(
        1
        for one in skeleton.sentences
        if not one.start_anchor or (plain(one.start_anchor) in whole and plain(one.end_anchor) in whole)
    )
    return able >= len(skeleton.sentences) * _ENOUGH
