"""Every view and chart with its default parameters as a picture, with what it shows in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from foederis import export
from foederis.export import alt, charts
from foederis.queries import Question


@dataclass(frozen=True)
class Picture:
    """A picture (SVG) of a view or chart, and what it shows in words (English)."""

    asked: Question
    content: bytes
    told: str


def pictures() -> Iterator[Picture]:
    """Yield the picture of each view, then of each chart.

    Raises:
        BadInput: matplotlib is not installed.
    """
    for name, asked in export.known().items():
        shown = export.chart(name) if "chart" in asked.extra else export.pictured(name)
        told = alt.of_chart(shown, "en") if isinstance(shown, charts.Chart) else alt.of_view(shown, "en")
        yield Picture(asked, export.export(name, {}, "svg")[""], told)
