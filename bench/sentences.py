"""How well a proposed layout ends sentences: on texts marked by hand, and on documents of the graph held out in turn.

    python bench/sentences.py [--held-out] [FOLDER ...]

Ends are compared by letters and digits alone. An end that is told is false where a sentence goes on. A passage of the
graph is looked for after all that its document has before it, passages or not: a heading is not the line of the table
of contents that has its words. With FOLDER: the texts of `bench/marks/`, found by their digest. The documents of the
graph need their texts (FOEDERIS_SOURCES).

`--held-out`: for each document of the graph, what is tuned is set anew by the other three, and by the marked parts of
the texts in FOLDER. A rule, and each abbreviation, stands only when leaving it out makes more errors there; a threshold
gets the value that makes fewest, of equals the lowest. What is so set is then measured on the document that was held
out.
"""

import argparse
import functools
import hashlib
import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from foederis import sources
from foederis.errors import BadInput
from foederis.kit import footnotes, layouts, texts
from foederis.kit.tables import table
from foederis.sources import sentences
from foederis.sources.segment import cut

MARKS = Path(__file__).parent / "marks"
RULES: dict[str, Callable[..., object]] = {
    "_page_marks": lambda text: (),
    "_repeated": lambda text: (),
    "with_footnotes": lambda text, layout: (layout, []),
    "_joined": lambda body: (),
    "_series": lambda body, known: (),
    "_heads": lambda body, layout: [],
    "_asks": lambda body: [],
    "_title_page": lambda text, layout: "",
    "_right_below": lambda between: False,
    "_dated": lambda number: "(?!)",
    "grids": lambda body: [],
}
"""What a layout is proposed by, each with what it says when it is left out."""
THRESHOLDS = {
    name: sorted({max(1, round(value * factor)) for factor in (0.5, 0.75, 1, 1.5, 2)})
    for name in ("_HEADING", "_WHOLE", "_FEWEST_ASKS", "_BARE", "_NEAR", "_SHORT", "_DIGITS", "_NOTE_LINES")
    for value in [getattr(footnotes if name == "_NOTE_LINES" else layouts, name)]
}
_NEAR = 3000  # letters within which a sentence that is no passage is looked for
_LONG = 20  # letters of a sentence that is found out of its order
Setting = dict[str, object]


@dataclass(frozen=True)
class Counted:
    """Ends of sentences: how many there are, how many are found, how many are told where none is."""

    real: int
    found: int
    false: int

    @property
    def errors(self) -> int:
        return self.real - self.found + self.false

    def __str__(self) -> str:
        share, right = self.found / self.real, self.found / (self.found + self.false or 1)
        return f"{self.found} of {self.real} ({share:.1%}) | {self.false} ({right:.1%}) | {self.errors}"


@contextmanager
def setting(chosen: Setting) -> Iterator[None]:
    """Propose layouts by these rules, thresholds and abbreviations."""
    with ExitStack() as stack:
        for name, value in chosen.items():
            if name == "abbreviations":
                stack.enter_context(patch.object(layouts, "_abbreviations", only(value)))
            elif name == "enumerators":
                stack.enter_context(patch.object(sentences, "_ENUMERATOR", re.compile("(?!)")))
            else:
                for module in (layouts, footnotes):
                    if hasattr(module, name):
                        stack.enter_context(patch.object(module, name, value))
        yield


def only(
    kept: tuple[str, ...], all_of: Callable[..., tuple[str, ...]] = layouts._abbreviations
) -> Callable[..., object]:
    return lambda text, known: tuple(one for one in all_of(text, known) if one in kept)


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def told(text: str, code: str) -> list[str]:
    """Return the sentences as the proposed layout cuts them; a layout that cannot be used cuts nothing."""
    layouts_made = layouts.propose(text, "bench", code).layout
    cut.__globals__["_cut"].cache_clear()
    try:
        return [one.text for one in cut(text, layouts_made)[0]]
    except BadInput:
        return [" ".join(text.split())]


def counted(ends: set[int], starts: tuple[int, int], whole: str, made: list[str]) -> Counted:
    """Compare ends (as numbers of letters of a text from its start) with those of sentences found in it in turn."""
    place, own = 0, set()
    for one in map(letters, made):
        start = whole.find(one, place)
        if start >= 0 and start - place < 4000:
            place = start + len(one)
            own.add(place)
        elif len(one) > _LONG and whole.count(one) == 1:  # a footnote, which is cut last
            own.add(whole.find(one) + len(one))
        elif (tail := whole.find(one[-24:], place)) >= 0 and tail - place < 4000 + len(one):
            place = tail + len(one[-24:])
            own.add(place)
    low, high = starts
    own = {end for end in own if low < end <= high}
    return Counted(len(ends), len(ends & own), len(own - ends))


@dataclass(frozen=True)
class Marked:
    """A part of a text of which the ends of sentences were marked by hand: where it lies, and its marks."""

    name: str
    code: str
    path: Path
    span: tuple[int, int]
    ends: tuple[int, ...]

    @functools.cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")[self.span[0] : self.span[1] + 1]

    def count(self, apart: bool = True) -> Counted:
        """Compare; the part is cut as a text of its own, or the whole text is, as a draft reads it."""
        text = self.text if apart else self.path.read_text(encoding="utf-8")
        first, read = (self.span[0], texts._with_headings(text)) if apart else (0, texts.read(self.path).text)
        places = [match.end() for match in re.finditer(r"[^\W_]", text)]
        at = {bisect_left(places, end - first + 1) for end in self.ends}
        span = bisect_left(places, self.span[0] - first), bisect_left(places, self.span[1] - first + 1)
        return counted(at, span, letters(text), told(read, self.code))


def marked(folders: list[Path]) -> list[Marked]:
    """Return the marked parts of which the texts are in some folders."""
    places = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for folder in folders
        for path in folder.iterdir()
        if path.suffix == ".txt"
    }
    found = []
    for path in sorted(MARKS.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        if place := places.get(told["sha256"]):
            span = told["from"], told["to"]
            found.append(Marked(path.stem, told["language"], place, span, tuple(told["ends"])))
    return found


@dataclass(frozen=True)
class Known:
    """A document of the graph: its language, its text and its sentences in order, each with whether it is a passage."""

    name: str
    code: str
    text: str
    passages: tuple[tuple[str, bool], ...]

    def count(self) -> Counted:
        """Compare the ends of its passages with those told: an end is false where it stands within a passage."""
        made = [letters(one) for one in told(self.text, self.code)]
        whole, own = "".join(made), set()
        for one in made:
            own.add((max(own) if own else 0) + len(one))
        place = found = false = 0
        ordered = sorted(own)
        for one, coded in ((letters(words), coded) for words, coded in self.passages):
            start = whole.find(one, place)
            if not coded:
                place = start + len(one) if 0 <= start < place + _NEAR else place
                continue
            if start >= 0:
                end = place = start + len(one)
                false += bisect_left(ordered, end) - bisect_left(ordered, start + 1)
            else:  # a copy has lost words of it: found by its last ones
                tail = whole.find(one[-24:], place)
                end = tail + len(one[-24:]) if tail >= 0 else -1
            found += end in own
        return Counted(sum(coded for _, coded in self.passages), found, false)


def known() -> list[Known]:
    """Return the documents of the graph of which the text is here."""
    found = []
    for one in sorted(sources.held(), key=lambda held: held.document):
        layout, text = sources.layout_of(one.document), Path(one.path).read_text(encoding="utf-8")
        words = tuple((sentence.text, sentence.coded) for sentence in cut(text, layout)[0])
        found.append(Known(one.document, layout.language, text, words))
    return found


def tuned(others: list[Known | Marked], remembered: dict[tuple[str, str], int]) -> Setting:
    """Return what the rules come to when only these documents are looked at."""

    def errors(chosen: Setting) -> int:
        total = 0
        for one in others:
            key = one.name, repr(sorted((k, v if isinstance(v, int | tuple) else "off") for k, v in chosen.items()))
            if key not in remembered:
                with setting(chosen):
                    remembered[key] = one.count().errors
            total += remembered[key]
        return total

    chosen: Setting = {}
    for name, off in {**RULES, "enumerators": None}.items():
        without = {**chosen, name: off}
        if errors(without) <= errors(chosen):
            chosen = without
    for name, values in THRESHOLDS.items():
        value = min(values, key=lambda one, name=name: (errors({**chosen, name: one}), one))
        if value != getattr(footnotes if name == "_NOTE_LINES" else layouts, name):
            chosen = {**chosen, name: value}
    kept = tuple(sorted({one for doc in others for one in layouts._abbreviations(doc.text, table(doc.code))}))
    for one in kept:
        fewer = tuple(a for a in kept if a != one)
        if errors({**chosen, "abbreviations": fewer}) <= errors({**chosen, "abbreviations": kept}):
            kept = fewer
    return {**chosen, "abbreviations": kept}


def told_of(chosen: Setting) -> str:
    """Return a setting in words."""
    off = [name.strip("_") for name, value in chosen.items() if name in {**RULES, "enumerators": None}]
    values = [f"{name.strip('_')} {value}" for name, value in chosen.items() if isinstance(value, int)]
    return f"left out: {', '.join(off) or 'none'}; set: {', '.join(values) or 'none'}; abbreviations: " + (
        " ".join(chosen["abbreviations"]) or "none"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--held-out", action="store_true")
    asked = options.parse_args()
    print("| text | ends found | told where none is (of those told right) | errors |\n|---|---|---|---|")
    parts = marked(asked.folders)
    for part in parts:
        print(f"| {part.name}, by hand | {part.count(apart=False)} |")
    documents = known()
    for one in documents:
        print(f"| {one.name} | {one.count()} |")
    if not asked.held_out:
        return
    remembered: dict[tuple[str, str], int] = {}
    notes = []
    for one in documents:
        chosen = tuned([*(other for other in documents if other is not one), *parts], remembered)
        with setting(chosen):
            print(f"| {one.name}, held out | {one.count()} |", flush=True)
        notes.append(f"{one.name}: {told_of(chosen)}")
    print("", *notes, sep="\n")


if __name__ == "__main__":
    main()
