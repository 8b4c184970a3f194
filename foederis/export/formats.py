"""The formats of views and charts. The command line reads this at every start: nothing heavy is imported here."""

from collections.abc import Mapping
from pathlib import PurePath

FORMATS = (
    "graphml", "gexf", "dot", "svg", "png", "html", "cytoscape", "mermaid", "csv", "neo4j", "md",
    "ttl", "trig", "nt", "jsonld",
)  # fmt: skip
CHART_FORMATS = ("svg", "png", "html", "md", "csv")
# What a picture can hold, in nodes and edges; Mermaid itself refuses more than 500 edges. Data files hold all.
LARGEST: Mapping[str, tuple[int, int]] = {
    "svg": (220, 1200), "png": (220, 1200), "html": (500, 2000), "mermaid": (400, 500),
}  # fmt: skip
_SUFFIXES = {"cyjs": "cytoscape", "json": "cytoscape", "mmd": "mermaid", "gv": "dot", "htm": "html"}


def format_of(path: str) -> str:
    """Return the format that a file name asks for, or an empty string."""
    suffix = PurePath(path).suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else _SUFFIXES.get(suffix, "")
