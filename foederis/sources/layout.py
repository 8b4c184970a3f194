"""What a reader must tell us about the layout of a document, because it cannot be guessed."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foederis import rooms
from foederis.errors import BadInput, BadUse


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
    """
    path = rooms.room("graph") / "sources" / document
    if document not in documents():
        raise BadUse(f"no source document is called '{document}'", "", f"Known: {', '.join(documents())}.")
    return path


def documents() -> list[str]:
    """Return the names of the source documents in the graph room, in order."""
    return sorted(path.parent.name for path in (rooms.room("graph") / "sources").glob("*/layout.toml"))


def read_layout(path: Path) -> Layout:
    """Read a `layout.toml`.

    Raises:
        BadInput: the file is not valid TOML or lacks a key.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Layout(
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
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(f"this layout cannot be read: {error}", str(path), "Mend the file and try again.") from error
