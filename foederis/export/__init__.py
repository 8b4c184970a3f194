"""Views as graph files and pictures, and charts: SPARQL to a networkx graph or to rows, to any format.

What needs networkx is loaded when it is first used, so that the list of formats costs nothing.
"""

from typing import TYPE_CHECKING, Any

from foederis.export.formats import FORMATS, format_of

if TYPE_CHECKING:
    from foederis.export.exporting import Made, chart, export, in_both, known, make, pictured, view

__all__ = ["FORMATS", "Made", "chart", "export", "format_of", "in_both", "known", "make", "pictured", "view"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions and a class)
    if name not in __all__:
        raise AttributeError(f"module 'foederis.export' has no attribute '{name}'")
    from foederis.export import exporting

    return getattr(exporting, name)
