"""A draft as a page to read: its sentences by section, each with its candidates and what it mentions."""

from collections.abc import Sequence

from foederis import templates
from foederis.kit.candidates import Candidate
from foederis.kit.material import Material
from foederis.kit.sheets import code, short

_CALLED = {"nl": "Dutch", "en": "English", "de": "German", "sv": "Swedish"}


def review_page(material: Material, found: Sequence[Candidate], doubts: Sequence[str], copy_of: str) -> str:
    """Return the page of a draft, in one file; every candidate on it is marked as machine-made."""
    by_place: dict[str, list[Candidate]] = {}
    for one in found:
        by_place.setdefault(one.locator, []).append(one)
    sections = [
        {
            "name": name,
            "title": (material.layout.titles(name) or (name, name))[1],
            "rows": [
                {
                    "where": piece.locator,
                    "words": piece.words,
                    "heading": ".h." in f".{piece.locator}.",
                    "candidates": by_place.get(piece.locator, ()),
                    "mentions": [*(short(iri) for iri in piece.entities), *piece.figures],
                    "cues": [code(iri) for iri in piece.cues],
                }
                for piece in material.pieces if piece.section == name
            ],
        }
        for name in material.sections
    ]  # fmt: skip
    return templates.render(
        "draft.html",
        document=material.document,
        title=material.layout.title_en,
        language=_CALLED.get(material.layout.language, material.layout.language),
        sections=sections,
        doubts=doubts,
        copy_of=copy_of,
        sentences=len(material.pieces),
        candidates=len(found),
    )
