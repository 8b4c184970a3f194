"""What a reader must tell us about the layout of a document, because it cannot be guessed."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foederis import encoding, rooms
from foederis.errors import BadInput, BadUse
from foederis.sources.language import TITLED, language

KINDS = ("section", "ask", "question", "answer")
"""What a section can be: one whose first paragraph asks (`ask`), a question, the answer to one, or any other."""


@dataclass(frozen=True)
class TableLayout:
    """A table whose text comes cell by cell, a line each: a row is its label (one line or more) and its values.

    Attributes:
        columns: the names of the columns of values, as the first row has them.
        coded: the labels of the rows that are coded; empty: all of them. The row of names is always one.
        cells: whether each cell is a passage, rather than each row.
        power: the power of ten in which the values are given (6: in millions).
    """

    columns: tuple[str, ...]
    coded: tuple[str, ...] = ()
    cells: bool = False
    power: int = 0


@dataclass(frozen=True)
class SectionLayout:
    """A section: its heading or the words it starts with; `numbered` words are an ask with its answer.

    Attributes:
        name: the first levels of its locators (`7.1`, `intro`).
        title_nl: its title in Dutch.
        title_en: its title in English.
        heading: the whole line, or lines, with which it opens.
        starts: or else the words with which its first paragraph starts.
        kind: a question's sentences stand right under it; another section has paragraphs.
        coded: whether its sentences are passages; else only how many they are is told.
        occurrence: which such heading it is, counted from the section before (a table of contents has them too).
        table: that what follows is a table, and how it is built.
    """

    name: str
    title_nl: str
    title_en: str
    heading: str = ""
    starts: str = ""
    kind: str = "section"
    coded: bool = True
    occurrence: int = 1
    table: TableLayout | None = None

    @property
    def anchor(self) -> str:
        """Return the words by which it is found."""
        return self.heading or self.starts

    @property
    def titles(self) -> tuple[str, ...]:
        """Return its titles, in the order of `TITLED`."""
        return self.title_nl, self.title_en


@dataclass(frozen=True)
class SeriesLayout:
    """Sections that open with one word and a number, as `Vraag 1` and `Vraag 4 en 5` do: `q1` and `q4-5`.

    The line with the word and the number is no passage.
    """

    marker: str
    name: str
    title_nl: str
    title_en: str
    kind: str

    def section(self, numbers: tuple[str, ...]) -> SectionLayout:
        """Return the section with these numbers."""
        label = "-".join(numbers)
        return SectionLayout(
            f"{self.name}{label}", f"{self.title_nl} {label}", f"{self.title_en} {label}", kind=self.kind
        )


@dataclass(frozen=True)
class FootnoteLayout:
    """A footnote: its number, the words before its mark, and the first and last words of its body.

    The mark is a bare number, or one in brackets. A body that is `whole` is one sentence, whatever stops it has.
    """

    number: int
    after: str
    start: str
    end: str
    whole: bool = False

    @property
    def name(self) -> str:
        """Return the name of the footnote's section."""
        return f"fn{self.number}"

    @property
    def titles(self) -> tuple[str, ...]:
        """Return its titles, in the order of `TITLED`."""
        return tuple(f"{language(code).headings['fn']} {self.number}" for code in TITLED)


@dataclass(frozen=True)
class GapLayout:
    """A place where this copy has lost words: those just before it and those just after."""

    after: str
    before: str


@dataclass(frozen=True)
class Layout:
    """The layout of one document, read from the `layout.toml` beside its skeleton.

    Attributes:
        document: its id.
        language: the language it is in.
        title_nl: its title in Dutch.
        title_en: its title in English.
        furniture: the parts of what stands on each page, which all stand together.
        page_marks: patterns (of whole lines) that part one page from the next. A sentence goes on over one.
        left_out: patterns of lines that are no text of the document.
        bullets: signs that open an item of a list, besides those that are always one.
        abbreviations: words whose full stop does not end a sentence.
        joined_after: openings of a paragraph that is one with the next.
        sections: the sections, by name.
        series: sections found by a word and a number.
        footnotes: the footnotes.
        gaps: where words are lost.
    """

    document: str
    language: str
    title_nl: str
    title_en: str
    furniture: tuple[str, ...]
    abbreviations: tuple[str, ...]
    joined_after: tuple[str, ...]
    sections: tuple[SectionLayout, ...]
    footnotes: tuple[FootnoteLayout, ...]
    page_marks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    series: tuple[SeriesLayout, ...] = ()
    gaps: tuple[GapLayout, ...] = ()

    def titles(self, name: str) -> tuple[str, ...]:
        """Return the titles of a section or footnote, in the order of `TITLED`; empty: there is none of that name."""
        known = {one.name: one.titles for one in self.sections} | {one.name: one.titles for one in self.footnotes}
        if name in known:
            return known[name]
        for series in self.series:
            numbers = name.removeprefix(series.name)
            if name.startswith(series.name) and numbers.replace("-", "").isdecimal():
                return series.section(tuple(numbers.split("-"))).titles
        return ()


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
            sections=tuple(_section(row) for row in data.get("section", ())),
            footnotes=tuple(
                FootnoteLayout(row["number"], row["after"], row["start"], row["end"], row.get("whole", False))
                for row in data.get("footnote", ())
            ),
            page_marks=tuple(data.get("page_marks", ())),
            left_out=tuple(data.get("left_out", ())),
            bullets=tuple(data.get("bullets", ())),
            series=tuple(
                SeriesLayout(row["marker"], row["name"], row["nl"], row["en"], row.get("kind", "section"))
                for row in data.get("series", ())
            ),
            gaps=tuple(GapLayout(row["after"], row["before"]) for row in data.get("gap", ())),
        )
    except KeyError as error:
        raise BadInput(f"this layout does not say its {error}", str(path), f"Add {error} to the file.") from error
    except (TypeError, AttributeError) as error:
        raise BadInput(f"this layout cannot be read: {error}", str(path), "Mend the file and try again.") from error
    language(layout.language, str(path))
    _check(layout, str(path))
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
        table=None
        if table is None
        else TableLayout(
            tuple(table["columns"]), tuple(table.get("coded", ())), table.get("cells", False), table.get("power", 0)
        ),
    )


def _check(layout: Layout, where: str) -> None:
    if not layout.sections and not layout.series:
        raise BadInput("this layout has no section", where, "Add a [[section]] with the words that it starts with.")
    for section in layout.sections:
        if not section.anchor.strip():
            raise BadInput(
                f"section '{section.name}' says neither its heading nor what it starts with", where,
                f"Add heading or starts under the [[section]] named '{section.name}'.",
            )  # fmt: skip
        if section.kind not in KINDS:
            raise BadInput(
                f"section '{section.name}' is of kind '{section.kind}'", where, f"Kinds: {', '.join(KINDS)}."
            )
    for pattern in (*layout.page_marks, *layout.left_out):
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadInput(
                f"the pattern {pattern!r} cannot be read: {error}", where, "Escape signs such as [ and ( with a \\."
            ) from error


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(encoding.read(path, "this layout"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"this layout cannot be read: {error}", str(path), "Mend the file and try again.") from error
