"""Every view and chart with its default parameters as a picture, with what it shows in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis import export
from foederis.export import alt, charts, exporting
from foederis.queries import Question

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Picture:
    """A picture (SVG) of a view or chart, what it shows in words, both in one language, and what it is drawn from."""

    asked: Question
    content: bytes
    told: str
    heading: str
    shown: "charts.Chart | nx.MultiDiGraph[str]"
    drawn: "Figure"

    def png(self, wide: int, pixels: int) -> bytes:
        """Return it as a PNG: as fine as `foederis export` has it, or as it is no wider, and of no more pixels.

        It is packed little: who keeps it packs it anew.
        """
        width, height = self.drawn.get_size_inches()
        dpi = min(exporting.figures().FINE, wide / width, math.sqrt(pixels / (width * height)))
        made: bytes = exporting.figures().saved(self.drawn, "png", self.heading, self.told, math.floor(dpi), 1)
        return made


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
    figures = exporting.figures()
    if isinstance(shown, charts.Chart):
        drawn, told, heading = figures.of_chart(shown, language), alt.of_chart(shown, language), shown.heading
    else:
        drawn, told = figures.of_view(shown, language), alt.of_view(shown, language)
        heading = str(shown.graph["heading"])
    return Picture(asked, figures.saved(drawn, "svg", heading, told), told, heading, shown, drawn)
