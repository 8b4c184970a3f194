"""A draft: a file made a folder with a proposed layout, sentences, mentions, candidates and a sheet to fill in."""

import hashlib
import json
import re
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from foederis import __version__, encoding, graph, rooms, sources
from foederis.errors import BadInput, BadUse
from foederis.kit import folders, sheets, texts
from foederis.kit.candidates import Candidate, candidates
from foederis.kit.layout_file import as_toml
from foederis.kit.layouts import propose, without_furniture
from foederis.kit.material import RECORD, Material, Piece, mention_trig, mentioning, record
from foederis.kit.page import review_page
from foederis.kit.tables import language_of, paragraph_language
from foederis.sources.align import Alignment
from foederis.sources.generate import bringing, cues, names
from foederis.sources.parts import Layout
from foederis.sources.segment import segment
from foederis.sources.skeleton import Skeleton, made

MADE_BY = "machine"
"""Who proposes a candidate; nothing of it is a fact until a reader signs it."""
_TELLING, _SHARED = 6, 5  # words of a sentence that tells a text from others; such sentences in two texts
_ENDLESS = 250  # words after which no sentence has ended yet


@dataclass(frozen=True)
class Draft:
    """What a draft came to.

    Attributes:
        folder: where it lies.
        document: its id.
        sentences: how many sentences it has.
        candidates: how many candidates.
        doubts: what the reader should look at first.
        sections: the names of its sections, in order.
        copy_of: the document of the graph that the file is a copy of; empty: it is none.
        found: of a copy, how many passages of that document stand in it.
    """

    folder: Path
    document: str
    sentences: int
    candidates: int
    doubts: tuple[str, ...]
    sections: tuple[str, ...] = ()
    copy_of: str = ""
    found: int = 0


def draft(path: Path, folder: str = "", language: str = "") -> Draft:
    """Make a draft of a file, whole or not at all.

    A copy of a document of the graph gets that document's passages and layout. Where the folder holds an earlier draft,
    its layout is used, as somebody may have mended it, and all else is made anew.

    Args:
        path: the file: PDF, HTML, DOCX, Markdown or plain text.
        folder: where it goes; empty: beside the caller, named after the document.
        language: its two letters; empty: found out.

    Raises:
        BadInput: the file cannot be read or has no text, or the mended layout does not fit it.
        BadUse: the language cannot be told or is unknown, a library is missing, or the folder holds something else.
    """
    name = identifier(path)
    target = Path(folder or f"{name}-draft")
    folders.sweep(target)
    earlier = _earlier(target)
    read = texts.read(path)
    known = _known(path.stem, read.text)
    if known is not None:
        parts = _of_copy(read.text, known)
        doubts: tuple[str, ...] = tuple(f"Passage {one} has other words in this copy." for one in known.drifted[:20])
    else:
        parts, doubts = _of_new(read.text, name, language, earlier, str(path))
    doubts = read.doubts + doubts
    layout, skeleton_text, index, material = parts
    doubts += _in_part(material.skeleton) if known is None else ()
    found = candidates([(one.locator, one.words) for one in material.pieces], layout.language)
    strange = _strange(material)
    endless = [one.locator for one in material.pieces if one.words.count(" ") >= _ENDLESS]
    doubts += (f"No end was seen within {_ENDLESS} words: {', '.join(endless[:8])}.",) * bool(endless)
    doubts += (f"{len(strange)} sentences seem to be in another language: {', '.join(strange[:8])}.",) * bool(strange)
    book = sheets.workbook(material, found)
    about = _record(path, read, layout, known, book)
    content = {
        RECORD: about,
        "layout.toml": _layout_text(layout, doubts, earlier, known),
        "text.txt": read.text,
        "skeleton.trig": skeleton_text,
        "mentions.trig": index,
        "candidates.json": _as_json(found),
        "review.html": review_page(material, found, doubts, known.document if known else ""),
    }
    folders.put(target, {**{key: text.encode() for key, text in content.items()}, "sheet.xlsx": book})
    there = len(known.passages) - len(known.drifted) if known else 0
    parts_of = tuple(material.sections)
    return Draft(
        target,
        layout.document,
        len(material.pieces),
        len(found),
        doubts,
        parts_of,
        known.document if known else "",
        there,
    )


def told(made: Draft) -> str:
    """Return what a draft came to, as text."""
    lines = [
        f"Draft of {made.document}: {made.sentences} sentences, {made.candidates} candidates (machine-made, no facts)."
    ]
    if made.copy_of:
        lines.append(f"This file is a copy of {made.copy_of}: {made.found} of {made.sentences} passages found.")
    lines += [f"Look at: {doubt}" for doubt in made.doubts]
    lines.append(f"Sections: {' '.join(made.sections[:30])}{' ...' * (len(made.sections) > 30)}")
    lines.append(f"Read {made.folder / 'review.html'}, mend layout.toml, fill in {made.folder / 'sheet.xlsx'}.")
    return "".join(f"{line}\n" for line in lines)


def identifier(path: Path) -> str:
    """Return the id of a document, made of the name of its file: small letters, digits, hyphens and points."""
    flat = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9.]+", "-", flat).strip("-.")[:80] or "document"


def _layout_text(layout: Layout, doubts: tuple[str, ...], earlier: Path | None, known: Alignment | None) -> str:
    """Return the layout as its file: that of the graph or one that was mended as it stands, else the proposed one."""
    kept = sources.folder(known.document) / "layout.toml" if known else earlier
    return encoding.read(kept, "this layout") if kept else as_toml(layout, doubts)


def _known(stem: str, text: str) -> Alignment | None:
    """Return how the passages of the document that a file is a copy of stand in it; None: it is none of the graph.

    What the copy has on each of its pages, such as the address that a browser prints, may part a sentence.
    """
    known = sources.recognised(stem, text)
    if known is not None and not known.drifted:
        return known
    bare = without_furniture(text)
    again = sources.recognised(stem, bare) if bare != text else None
    return again if again and (known is None or len(again.drifted) < len(known.drifted)) else known


def _in_part(skeleton: Skeleton) -> tuple[str, ...]:
    """Return a doubt where a good part of a text stands, word for word, in a document of the graph."""
    own = {one.digest for one in skeleton.sentences if one.words >= _TELLING}
    for name in sources.documents():
        shared = own & {one.digest for one in sources.read_skeleton(name).sentences}
        if len(shared) >= _SHARED and len(shared) * 2 >= len(own):
            return (f"{len(shared)} of its sentences stand in {name} word for word: it may be a part of that.",)
    return ()


_Parts = tuple[Layout, str, str, Material]


def _of_new(text: str, name: str, given: str, earlier: Path | None, where: str) -> tuple[_Parts, tuple[str, ...]]:
    if earlier is not None:
        layout = sources.read_layout(earlier)
        doubts: tuple[str, ...] = ()
    else:
        proposal = propose(text, name, language_of(text, given, where))
        layout, doubts = replace(proposal.layout, names_from=bringing()), proposal.doubts
    skeleton_text, skeleton = made(text, layout)
    called = names(layout.document, layout.language, layout.names_from)
    index = mention_trig(text, layout, skeleton, called, cues(layout.language))
    pieces = [Piece(one.locator, one.text, one.section) for one in segment(text, layout)[0]]
    return (layout, skeleton_text, index, _material(layout, skeleton, pieces, index)), doubts


def _of_copy(text: str, known: Alignment) -> _Parts:
    name = known.document
    layout, place = sources.layout_of(name), sources.folder(name)
    skeleton_text = (place / "skeleton.trig").read_text(encoding="utf-8")
    index = (place / "mentions.trig").read_text(encoding="utf-8")
    skeleton = sources.read_skeleton(name)
    words = {one.locator: one.words for one in known.passages}
    sections = sorted({note.name for note in layout.footnotes}) + sources.sections(name)
    pieces = [
        Piece(
            s.locator,
            words.get(s.locator, "").replace("**", ""),
            next((x for x in _levels(s.locator) if layout.titles(x)), sections[0]),
        )
        for s in skeleton.sentences
    ]
    return layout, skeleton_text, index, _material(layout, skeleton, pieces, index)


def _levels(locator: str) -> list[str]:
    parts = locator.split(".")
    return [".".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _material(layout: Layout, skeleton: Skeleton, pieces: list[Piece], index: str) -> Material:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "mentions.trig"
        path.write_text(index, encoding="utf-8")
        return Material(layout, skeleton, mentioning(pieces, layout.document, graph.parse(path)))


def _strange(material: Material) -> list[str]:
    told = ((one.locator, paragraph_language(one.words)) for one in material.pieces)
    return [locator for locator, code in told if code and code != material.layout.language]


def _record(path: Path, read: texts.Text, layout: Layout, known: Alignment | None, book: bytes) -> str:
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadInput(f"the file cannot be read: {error.strerror}", str(path), "Check the path.") from error
    rows = {
        "document": layout.document,
        "file": path.name,
        "kind": read.kind,
        "digest": digest,
        "sheet": hashlib.sha256(book).hexdigest(),
        "copy_of": known.document if known else "",
        "made_by": f"foederis {__version__}",
    }
    note = "# A draft: proposed by a machine, no part of the graph until a reader signs it (docs/second-source.md).\n"
    return note + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())


def _as_json(found: list[Candidate]) -> str:
    rows = [{"where": one.locator, "kind": one.kind, "cues": list(one.cues), "made_by": MADE_BY} for one in found]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _earlier(target: Path) -> Path | None:
    """Return the layout of the draft that a folder holds already; None: it is new or empty.

    Raises:
        BadUse: it holds something else, its sheet has been filled in, or it is part of the graph.
    """
    if target.absolute().resolve().is_relative_to(rooms.root().resolve() / "graph"):
        raise BadUse("a draft is no part of the graph", str(target), "Name a folder elsewhere: -o FOLDER.")
    try:
        if not target.exists() or (target.is_dir() and not any(target.iterdir())):
            return None
    except OSError as error:
        raise BadInput(f"the folder cannot be read: {error.strerror}", str(target), "Choose another.") from error
    if not (target / RECORD).is_file():
        raise BadUse("this folder holds something that is no draft", str(target), "Name a new one: -o FOLDER.")
    about, sheet = record(target), target / "sheet.xlsx"
    if sheet.is_file() and hashlib.sha256(sheet.read_bytes()).hexdigest() != about.get("sheet"):
        raise BadUse(
            "the sheet of this draft has been filled in",
            str(sheet),
            "Move it out, draft again, put it back: its rows stay where sentences are cut as before.",
        )
    layout = target / "layout.toml"
    return layout if layout.is_file() and not about.get("copy_of") else None
