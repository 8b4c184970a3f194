"""Every view and chart with its default parameters as a picture, with what it shows in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from foederis import export
from foederis.export import alt, charts
from foederis.queries import Question


@dataclass(frozen=True)
class Picture:
    """A picture (SVG) of a view or chart, and what it shows in words, both in one language."""

    asked: Question
    content: bytes
    told: str


def pictures(language: str = "en") -> Iterator[Picture]:
    """Yield the picture of each view, then of each chart, with the texts of a language.

    Raises:
        BadInput: matplotlib is not installed.
    """
    for name, asked in export.known().items():
        shown = export.chart(name, lang=language) if "chart" in asked.extra else export.pictured(name, lang=language)
        told = alt.of_chart(shown, language) if isinstance(shown, charts.Chart) else alt.of_view(shown, language)
        yield Picture(asked, export.export(name, {}, "svg", language)[""], told)
