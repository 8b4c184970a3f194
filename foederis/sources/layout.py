"""What a reader must tell us about the layout of a document, because it cannot be guessed."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foederis import encoding, rooms
from foederis.errors import BadInput, BadUse
from foederis.sources.language import TITLED, language


@dataclass(frozen=True)
class SectionLayout:
    """A section: its heading or the words it starts with; `numbered` words are an ask with its answer."""

    name: str
    title_nl: str
    title_en: str
    heading: str
    starts: str


@dataclass(frozen=True)
class FootnoteLayout:
    """A footnote: its number, the words before its mark, and the first and last words of its body."""

    number: int
    after: str
    start: str
    end: str

    @property
    def name(self) -> str:
        """Return the name of the footnote's section."""
        return f"fn{self.number}"

    @property
    def titles(self) -> tuple[str, ...]:
        """Return its titles, in the order of `TITLED`."""
        return tuple(f"{language(code).headings['fn']} {self.number}" for code in TITLED)


@dataclass(frozen=True)
class Layout:
    """The layout of one document, read from the `layout.toml` beside its skeleton."""

    document: str
    language: str
    title_nl: str
    title_en: str
    furniture: tuple[str, ...]
    abbreviations: tuple[str, ...]
    joined_after: tuple[str, ...]
    sections: tuple[SectionLayout, ...]
    footnotes: tuple[FootnoteLayout, ...]


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
    data = _load(path)
    try:
        layout = Layout(
            document=data["document"],
            language=data["language"],
            title_nl=data["title"]["nl"],
            title_en=data["title"]["en"],
            furniture=tuple(data.get("furniture", ())),
            abbreviations=tuple(data.get("abbreviations", ())),
            joined_after=tuple(data.get("joined_after", ())),
            sections=tuple(
                SectionLayout(row["name"], row["nl"], row["en"], row.get("heading", ""), row.get("starts", ""))
                for row in data["section"]
            ),
            footnotes=tuple(
                FootnoteLayout(row["number"], row["after"], row["start"], row["end"])
                for row in data.get("footnote", ())
            ),
        )
    except KeyError as error:
        raise BadInput(f"this layout does not say its {error}", str(path), f"Add {error} to the file.") from error
    except (TypeError, AttributeError) as error:
        raise BadInput(f"this layout cannot be read: {error}", str(path), "Mend the file and try again.") from error
    language(layout.language, str(path))
    return layout


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(encoding.read(path, "this layout"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"this layout cannot be read: {error}", str(path), "Mend the file and try again.") from error
