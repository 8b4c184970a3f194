"""The passages of a document: made once from its text, then frozen and read from the graph room."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput, BadUse
from foederis.graph import trig
from foederis.namespaces import DCTERMS, FOED, ID, SKOS
from foederis.sources.language import TITLED, language
from foederis.sources.layout import folder
from foederis.sources.normalise import digest, plain
from foederis.sources.parts import Layout
from foederis.sources.segment import cut

_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a skeleton; offsets count characters of the normalised text."""

    locator: str
    order: int
    start: int
    end: int
    digest: str
    words: int
    start_anchor: str = ""
    end_anchor: str = ""


@dataclass(frozen=True)
class Mark:
    """A footnote mark: the footnote's section, the sentence it stands in and the offset at which it stands."""

    footnote: str
    sentence: str
    offset: int


@dataclass(frozen=True)
class Skeleton:
    """The frozen passages of a document, sentences in document order (footnotes last)."""

    document: str
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]


def passage_iri(document: str, locator: str) -> str:
    """Return the IRI of a passage, which is also the IRI of its named graph."""
    return f"{ID}passage/{document}/{locator}"


def read_skeleton(document: str) -> Skeleton:
    """Read the frozen skeleton of a document from the graph room.

    Raises:
        BadUse: there is no such document.
        BadInput: the skeleton is missing or broken.
    """
    return parse_skeleton(folder(document) / "skeleton.trig", document)


def parse_skeleton(path: Path, document: str) -> Skeleton:
    """Read a skeleton from a file.

    Raises:
        BadInput: the file is missing or broken.
    """
    values: dict[str, dict[str, str]] = {}
    try:
        for quad in graph.parse(path):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.predicate, ox.NamedNode):
                values.setdefault(quad.subject.value, {})[quad.predicate.value] = getattr(quad.object, "value", "")
    except BadInput as error:
        raise BadInput(f"the skeleton cannot be read: {error.what}", error.where, "Restore the file.") from error
    sentences = []
    marks = []
    for row in values.values():
        if FOED + "digest" in row:
            sentences.append(
                Sentence(
                    row[FOED + "locator"],
                    int(row[FOED + "order"]),
                    int(row[FOED + "startOffset"]),
                    int(row[FOED + "endOffset"]),
                    row[FOED + "digest"],
                    int(row[FOED + "wordCount"]),
                    row.get(FOED + "startAnchor", ""),
                    row.get(FOED + "endAnchor", ""),
                )
            )
        elif FOED + "markedIn" in row:
            stem = passage_iri(document, "")
            sentence = row[FOED + "markedIn"].removeprefix(stem)
            marks.append(Mark(row[FOED + "locator"], sentence, int(row[FOED + "markOffset"])))
    return Skeleton(document, tuple(sorted(sentences, key=lambda s: s.order)), tuple(marks))


def write_skeleton(text: str, layout: Layout, path: Path) -> None:
    """Write the skeleton of a document from its text.

    Raises:
        BadUse: a skeleton is there already and differs: passages are never renumbered.
        BadInput: the text does not fit the layout.
    """
    content = skeleton_trig(text, layout)
    if path.exists() and path.read_text(encoding="utf-8") != content:
        raise BadUse(
            f"the passages of {layout.document} are frozen and this text gives others",
            str(path),
            "Align the copy to the skeleton instead: foederis source add FILE.",
        )
    path.write_text(content, encoding="utf-8")


def skeleton_trig(text: str, layout: Layout) -> str:
    """Return the skeleton of a document as TriG."""
    return made(text, layout)[0]


def made(text: str, layout: Layout) -> tuple[str, Skeleton]:
    """Return the skeleton of a document as TriG, in document order, and as it is read from that.

    Offsets count the whole document, what is left uncoded too; of a section with such sentences their number is told.
    """
    sentences, marks = cut(text, layout)
    anchors = _anchors({s.locator: _words(s.text) for s in sentences if s.coded})
    uncoded = Counter(sentence.section for sentence in sentences if not sentence.coded)
    writer = _Writer(layout.document, marks, uncoded, _titles(layout, {sentence.section for sentence in sentences}))
    for sentence in sentences:
        normal = plain(sentence.text)
        start, parent = writer.offset, sentence.locator.rpartition(".")[0]
        writer.groups(parent if sentence.coded else sentence.section)
        writer.offset += len(normal)
        if not sentence.coded:
            continue
        writer.starts[sentence.locator] = start, sentence.text
        one = Sentence(
            sentence.locator, len(writer.sentences) + 1, start, writer.offset, digest(normal),
            len(_words(sentence.text)), *anchors.get(sentence.locator, ()),
        )  # fmt: skip
        writer.sentences.append(one)
        properties: list[trig.Property] = [
            ("a", "foed:Sentence , foed:Passage"),
            ("dcterms:isPartOf", f"p:{parent}"),
            ("foed:inDocument", f"document:{layout.document}"),
            ("foed:locator", f'"{one.locator}"'),
            ("foed:order", str(one.order)),
            ("foed:startOffset", str(one.start)),
            ("foed:endOffset", str(one.end)),
            ("foed:digest", f'"{one.digest}"'),
            ("foed:wordCount", str(one.words)),
        ]
        if one.start_anchor:
            properties.append(("foed:startAnchor", trig.literal(one.start_anchor)))
            properties.append(("foed:endAnchor", trig.literal(one.end_anchor)))
        notes = [f"p:{name}" for name, (locator, _) in marks.items() if locator == sentence.locator]
        properties.append(("foed:hasFootnote", notes))
        properties.append(("foed:lostBefore", ["true"] if sentence.lost_before else []))
        properties.append(("foed:lostAfter", ["true"] if sentence.lost_after else []))
        properties.append(("skos:prefLabel", _label(sentence.locator, writer.titles)))
        writer.blocks.append(trig.block(f"p:{sentence.locator}", properties))
    prefixes = {
        "dcterms": DCTERMS, "document": f"{ID}document/", "foed": FOED, "p": passage_iri(layout.document, ""),
        "skos": SKOS,
    }  # fmt: skip
    note = f"The passages of {layout.document}. Made once from its text, then frozen: never renumber."
    told = trig.file(note, prefixes, [trig.graph(f"<{ID}graph/skeleton/{layout.document}>", writer.blocks)])
    return told, Skeleton(layout.document, tuple(writer.sentences), tuple(writer.placed))


class _Writer:
    """The blocks of a skeleton as they are written, and what was written already."""

    def __init__(
        self,
        document: str,
        marks: dict[str, tuple[str, int]],
        uncoded: Counter[str],
        titles: dict[str, tuple[str, ...]],
    ) -> None:
        self.blocks: list[str] = []
        self.sentences: list[Sentence] = []
        self.placed: list[Mark] = []
        self.offset = 0
        self.starts: dict[str, tuple[int, str]] = {}
        self.titles = titles
        self._document, self._marks, self._uncoded = document, marks, uncoded
        self._seen: set[str] = set()

    def groups(self, name: str) -> None:
        """Write each level of a locator that has not been written."""
        levels = name.split(".")
        for depth in range(1, len(levels) + 1):
            one = ".".join(levels[:depth])
            if one not in self._seen:
                self._seen.add(one)
                self.blocks.append(self._group(one))

    def _group(self, name: str) -> str:
        document = self._document
        section = name in self.titles or name.rsplit(".", 1)[-1].isdigit()
        properties: list[trig.Property] = [
            ("a", f"foed:{'Section' if section else 'Paragraph'} , foed:Passage"),
            ("dcterms:isPartOf", f"p:{name.rsplit('.', 1)[0]}" if "." in name else f"document:{document}"),
            ("foed:inDocument", f"document:{document}"),
            ("foed:locator", f'"{name}"'),
        ]
        if name in self._marks:
            locator, characters = self._marks[name]
            start, words = self.starts[locator]
            place = start + len(plain(words[:characters]))
            properties += [("foed:markedIn", f"p:{locator}"), ("foed:markOffset", str(place))]
            self.placed.append(Mark(name, locator, place))
        if name in self._uncoded:
            properties.append(("foed:startOffset", str(self.offset)))
            properties.append(("foed:sentencesNotCoded", str(self._uncoded[name])))
        properties.append(("skos:prefLabel", _label(name, self.titles)))
        return trig.block(f"p:{name}", properties)


def _label(locator: str, titles: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the name of a passage in each language: the title of its section, then each level below it."""
    levels = locator.split(".")
    depth = next((n for n in range(len(levels), 0, -1) if ".".join(levels[:n]) in titles), 0)
    if not depth:
        raise BadInput(f"section '{levels[0]}' of '{locator}' is not in the layout", "", "Add it to layout.toml.")
    names = []
    for code, title in zip(TITLED, titles[".".join(levels[:depth])], strict=True):
        words = [title]
        for level in levels[depth:]:
            kind = level.rstrip("0123456789")
            words.append(f"{language(code).headings[kind]} {level[len(kind) :]}".strip() if kind else level)
        names.append(trig.literal(", ".join(words), code))
    return names


def _titles(layout: Layout, sections: Iterable[str]) -> dict[str, tuple[str, ...]]:
    levels = {".".join(name.split(".")[:depth]) for name in sections for depth in range(1, name.count(".") + 2)}
    return {name: titles for name in levels if (titles := layout.titles(name))}


def _words(text: str) -> list[str]:
    """Return the words of a text: what stands between white space and has a letter or digit."""
    return [word for word in text.split() if _LETTER.search(word)]


def _anchors(words: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    pairs = {}
    for locator, tokens in words.items():
        size = min(4, len(tokens) // 4)
        if size:
            pairs[locator] = (" ".join(tokens[:size]), " ".join(tokens[-size:]))
    count = Counter(pairs.values())
    return {locator: pair for locator, pair in pairs.items() if count[pair] == 1}
