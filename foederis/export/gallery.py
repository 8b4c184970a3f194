"""Every view and chart with its default parameters as a picture, with what it shows in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis import export
from foederis.export import alt, charts
from foederis.queries import Question

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Picture:
    """A picture (SVG) of a view or chart, what it shows in words, both in one language, and what it is drawn from."""

    asked: Question
    content: bytes
    told: str
    shown: "charts.Chart | nx.MultiDiGraph[str]"


def pictures(language: str = "en") -> Iterator[Picture]:
    """Yield the picture of each view, then of each chart, with the texts of a language.

    Raises:
        BadInput: matplotlib is not installed.
    """
    for name in export.known():
        yield picture(name, language)


def picture(name: str, language: str) -> Picture:
    """Return the picture of a view or chart.

    Raises:
        BadInput: matplotlib is not installed.
    """
    asked = export.known()[name]
    shown = export.chart(name, lang=language) if "chart" in asked.extra else export.pictured(name, lang=language)
    told = alt.of_chart(shown, language) if isinstance(shown, charts.Chart) else alt.of_view(shown, language)
    return Picture(asked, export.export(name, {}, "svg", language)[""], told, shown)
