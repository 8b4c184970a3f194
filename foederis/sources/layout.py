"""What a reader must tell us about the layout of a document, because it cannot be guessed."""

import functools
import re
import tomllib
from pathlib import Path
from typing import Any

from foederis import encoding, rooms
from foederis.errors import BadInput, BadUse
from foederis.namespaces import CONCEPT, ID
from foederis.sources.language import language
from foederis.sources.parts import (
    KINDS,
    AliasLayout,
    CueLayout,
    FootnoteLayout,
    GapLayout,
    Layout,
    SectionLayout,
    SeriesLayout,
    TableLayout,
)

_THING = re.compile(r"[a-z-]+/[a-z0-9.-]+")


def folder(document: str) -> Path:
    """Return the folder of a source document in the graph room.

    Raises:
        BadUse: there is no such document; the known ones are named.
        BadInput: the folders do not tell which document each holds.
    """
    known = documents()
    if document not in known:
        raise BadUse(f"no source document is called '{document}'", "", f"Known: {', '.join(known)}.")
    return rooms.room("graph") / "sources" / document


def layout_of(document: str) -> Layout:
    """Return the layout of a source document in the graph room.

    Raises:
        BadUse: there is no such document.
        BadInput: its layout cannot be read.
    """
    return read_layout(folder(document) / "layout.toml")


def documents() -> list[str]:
    """Return the names of the source documents in the graph room, in order: each is the name of its folder.

    Raises:
        BadInput: a layout cannot be read, two folders hold one document, or a folder and its layout name two (both are
            named).
    """
    root = rooms.room("graph")
    holding: dict[str, Path] = {}
    for path in sorted((root / "sources").glob("*/layout.toml")):
        name = read_layout(path).document
        where = path.relative_to(root.parent)
        if name in holding:
            raise BadInput(
                f"two folders hold the document '{name}'",
                f"{holding[name]} and {where}",
                "Give one of them the `document` that its folder is named after.",
            )
        holding[name] = where
    for name, where in holding.items():
        if name != where.parent.name:
            raise BadInput(
                f"the folder '{where.parent.name}' holds the document '{name}'",
                str(where),
                "A folder is named after its document: rename the folder, or correct `document`.",
            )
    return sorted(holding)


def read_layout(path: Path) -> Layout:
    """Read a `layout.toml`.

    Raises:
        BadInput: the file is not valid TOML, lacks a key, or is in a language that has no table.
    """
    return _parsed(encoding.read(path, "this layout"), str(path))


@functools.lru_cache(maxsize=64)  # of the same content: a command asks for each document's layout many times
def _parsed(text: str, path: str) -> Layout:
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"this layout cannot be read: {error}", path, "Mend the file and try again.") from error
    try:
        layout = Layout(
            document=data["document"],
            language=data["language"],
            title_nl=data["title"]["nl"],
            title_en=data["title"]["en"],
            furniture=_texts(data, "furniture"),
            abbreviations=_texts(data, "abbreviations"),
            joined_after=_texts(data, "joined_after"),
            sections=tuple(_section(row) for row in data.get("section", ())),
            footnotes=tuple(
                FootnoteLayout(row["number"], row["after"], row["start"], row["end"], row.get("whole", False))
                for row in data.get("footnote", ())
            ),
            page_marks=_texts(data, "page_marks"),
            left_out=_texts(data, "left_out"),
            bullets=_texts(data, "bullets"),
            series=tuple(
                SeriesLayout(
                    row["marker"],
                    row["name"],
                    row["nl"],
                    row["en"],
                    row.get("kind", "section"),
                    _things(row, "speaker"),
                    _things(row, "addressee"),
                )
                for row in data.get("series", ())
            ),
            gaps=_places(data, "gap"),
            splits=_places(data, "split"),
            joins=_places(data, "join"),
            no_cues=_texts(data, "no_cues"),
            names_from=_texts(data, "names_from"),
            speaker=_things(data, "speaker"),
            aliases=tuple(
                AliasLayout(_texts(row, "words"), _things(row, "means"), _texts(row, "sections"))
                for row in data.get("alias", ())
            ),
            cues=tuple(CueLayout(_texts(row, "words"), CONCEPT + _text(row, "code")) for row in data.get("cue", ())),
        )
    except KeyError as error:
        raise BadInput(f"this layout does not say its {error}", path, f"Add {error} to the file.") from error
    except (TypeError, AttributeError) as error:
        raise BadInput(f"this layout cannot be read: {error}", path, "Mend the file and try again.") from error
    language(layout.language, path)
    _check(layout, path)
    return layout


def _section(row: dict[str, Any]) -> SectionLayout:
    table = row.get("table")
    return SectionLayout(
        name=row["name"],
        title_nl=row["nl"],
        title_en=row["en"],
        heading=row.get("heading", ""),
        starts=row.get("starts", ""),
        kind=row.get("kind", "section"),
        coded=row.get("coded", True),
        occurrence=row.get("occurrence", 1),
        speaker=_things(row, "speaker"),
        addressee=_things(row, "addressee"),
        table=None
        if table is None
        else TableLayout(
            tuple(table["columns"]), tuple(table.get("coded", ())), table.get("cells", False), table.get("power", 0)
        ),
    )


def _places(data: dict[str, Any], key: str) -> tuple[GapLayout, ...]:
    return tuple(GapLayout(_text(row, "after"), _text(row, "before")) for row in data.get(key, ()))


def _things(row: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(ID + one for one in _texts(row, key))


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return a list of texts.

    Raises:
        TypeError: it is something else.
    """
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise TypeError(f'`{key}` is a list of texts: {key} = ["..."]')
    return tuple(found)


def _text(row: dict[str, Any], key: str) -> str:
    """Return a text.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(row[key], str):
        raise TypeError(f'`{key}` is one text: {key} = "..."')
    return str(row[key])


def _check(layout: Layout, where: str) -> None:
    if not layout.sections and not layout.series:
        raise BadInput("this layout has no section", where, "Add a [[section]] with the words that it starts with.")
    for section in layout.sections:
        if not section.anchor.strip():
            raise BadInput(
                f"section '{section.name}' says neither its heading nor what it starts with", where,
                f"Add heading or starts under the [[section]] named '{section.name}'.",
            )  # fmt: skip
        if type(section.occurrence) is not int or section.occurrence < 1:
            raise BadInput(f"section '{section.name}' says no occurrence", where, "Write it as occurrence = 2.")
        if section.kind not in KINDS:
            raise BadInput(
                f"section '{section.name}' is of kind '{section.kind}'", where, f"Kinds: {', '.join(KINDS)}."
            )
    said = [*layout.speaker, *(iri for alias in layout.aliases for iri in alias.means)]
    for iri in [*said, *(cue.code for cue in layout.cues)]:
        if not _THING.fullmatch(iri.removeprefix(CONCEPT).removeprefix(ID)):
            raise BadInput(f"'{iri}' names no thing or code", where, "Write it as actor/nld, or modality/will.")
    for pattern in (*layout.page_marks, *layout.left_out):
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadInput(
                f"the pattern {pattern!r} cannot be read: {error}", where, "Escape signs such as [ and ( with a \\."
            ) from error
