"""The parts of a document's layout, as its `layout.toml` tells them."""

from dataclasses import dataclass

from foederis.sources.language import TITLED, language

KINDS = ("section", "text", "ask", "question", "answer")
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
        kind: a question's sentences stand right under it; another section has paragraphs, of which in one that `starts`
            with a number the first is an ask, but not in a `text`.
        coded: whether its sentences are passages; else only how many they are is told.
        occurrence: which such heading it is, counted from the section before (a table of contents has them too).
        table: that what follows is a table, and how it is built.
        speaker: who speaks there ("we"), as IRIs; empty: the speaker of the document.
        addressee: who is spoken to there ("you"), as IRIs.
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
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()

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
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()

    def section(self, numbers: tuple[str, ...]) -> SectionLayout:
        """Return the section with these numbers."""
        label = "-".join(numbers)
        return SectionLayout(
            f"{self.name}{label}", f"{self.title_nl} {label}", f"{self.title_en} {label}", kind=self.kind,
            speaker=self.speaker, addressee=self.addressee,
        )  # fmt: skip


@dataclass(frozen=True)
class AliasLayout:
    """Words that stand for one thing or more in this document: in all of it, or in some sections and those below."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class CueLayout:
    """Words that are cues of a code in this document, besides those of the code list."""

    words: tuple[str, ...]
    code: str


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
    """A place by the words just before and after it: a copy has lost words there, or a sentence ends or goes on."""

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
        speaker: who speaks ("we"), as IRIs.
        aliases: what words stand for in this document alone.
        cues: what words show in this document alone.
        no_cues: words that show no code in this document, alone or together.
        names_from: the documents whose names are looked for here too, besides those of all.
        splits: where a sentence ends that the rules let go on: the words just before and just after.
        joins: where a sentence goes on that the rules end.
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
    speaker: tuple[str, ...] = ()
    aliases: tuple[AliasLayout, ...] = ()
    cues: tuple[CueLayout, ...] = ()
    no_cues: tuple[str, ...] = ()
    splits: tuple[GapLayout, ...] = ()
    joins: tuple[GapLayout, ...] = ()
    names_from: tuple[str, ...] = ()

    def titles(self, name: str) -> tuple[str, ...]:
        """Return the titles of a section or footnote, in the order of `TITLED`; empty: there is none of that name."""
        section = self.section(name)
        return section.titles if section else next((one.titles for one in self.footnotes if one.name == name), ())

    def section(self, name: str) -> SectionLayout | None:
        """Return the section of that name, one of a series too; None: there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        for series in self.series:
            numbers = name.removeprefix(series.name)
            if name.startswith(series.name) and numbers.replace("-", "").isdecimal():
                return series.section(tuple(numbers.split("-")))
        return None

    def names(self, section: str) -> list[tuple[str, str]]:
        """Return the words that stand for something in a section, each with the IRI of it, besides names."""
        own = self.section(section)
        spoken = language(self.language)
        found = [(word, iri) for word in spoken.first_person for iri in (own and own.speaker) or self.speaker]
        found += [(word, iri) for word in spoken.second_person for iri in (own.addressee if own else ())]
        found += [(word[0].upper() + word[1:], iri) for word, iri in found]
        for alias in self.aliases:
            if not alias.sections or any(f"{section}.".startswith(f"{one}.") for one in alias.sections):
                found += [(word, iri) for word in alias.words for iri in alias.means]
        return found
