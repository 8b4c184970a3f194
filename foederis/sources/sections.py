"""Find the sections of a text by their headings, the words they start with, or a word and a number."""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from foederis.errors import BadInput
from foederis.sources.cleaning import BULLETS, flexible, lines_opening, not_found
from foederis.sources.parts import Layout, SectionLayout

_BETWEEN = r"(?:,|-|–|&|en|and|und|och|t/m|to)"
_MARKUP = r"(?:#{1,6}[^\S\n]+)?(?:\*\*)?"


@dataclass(frozen=True)
class FoundSection:
    """A section as it stands in a text: its heading (empty: it has none that is a passage) and what follows."""

    layout: SectionLayout
    heading: str
    body: str


def find_sections(text: str, layout: Layout) -> list[FoundSection]:
    """Return the sections in the order of the text, in which the layout need not name them.

    Raises:
        BadInput: a section is not found, or two stand at one place.
    """
    places: list[tuple[int, int, SectionLayout, bool]] = []
    position = 0
    for section in layout.sections:
        start, end = _place(section, text, position, layout)
        position = end
        places.append((start, end if section.heading else start, section, bool(section.heading)))
    for series in layout.series:
        line = rf"(?m)^[^\S\n]*{_MARKUP}{flexible(series.marker)}[^\S\n]+"
        numbers = rf"(\d+(?:[^\S\n]*{_BETWEEN}[^\S\n]*\d+)*)[^\S\n]*[.:]?(?:\*\*)?[^\S\n]*$"
        found = list(re.finditer(line + numbers, text))
        if not found:
            raise not_found(f"a section '{series.marker}'", f"{series.marker} 1", text, layout)
        for match in found:
            own = series.section(tuple(re.findall(r"\d+", match.group(1))))
            places.append((match.start(), match.end(), own, False))
    places.sort(key=lambda place: place[:2])
    _check(places, layout)
    sections = []
    for (start, end, section, headed), after in zip(places, [*places[1:], None], strict=True):
        body = text[end : after[0] if after else len(text)]
        sections.append(FoundSection(section, text[start:end] if headed else "", body))
    return sections


def _place(section: SectionLayout, text: str, position: int, layout: Layout) -> tuple[int, int]:
    words = flexible(section.anchor)
    if section.heading:
        pattern = re.compile(rf"(?m)^[^\S\n]*{_MARKUP}{words}(?:\*\*)?[^\S\n\w]*$")
    else:
        pattern = re.compile(rf"(?m)^[^\S\n]*[{BULLETS}]?[^\S\n]*{_MARKUP}(?={words})")
    after = lines_opening(pattern, section.anchor, text, position)
    chosen = next(islice(after, section.occurrence - 1, None), None)
    if chosen is None and section.occurrence == 1:
        chosen = next(lines_opening(pattern, section.anchor, text), None)
    if chosen is None:
        raise not_found(f"section '{section.name}'", section.anchor, text, layout)
    return chosen.start(), chosen.end() if section.heading else chosen.end() + 1


def _check(places: list[tuple[int, int, SectionLayout, bool]], layout: Layout) -> None:
    where = f"{layout.document}/layout.toml"
    names: set[str] = set()
    for (start, _, section, _), (other, _, second, _) in pairwise(places):
        if start == other:
            raise BadInput(
                f"sections '{section.name}' and '{second.name}' start at one place", where, "Mend one of them there."
            )
    for _, _, section, _ in places:
        if section.name in names:
            raise BadInput(f"two sections are called '{section.name}'", where, "Give one another name there.")
        names.add(section.name)
