"""The rooms as quads: which files make up the graph, and each quad in its named graph."""

import collections
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import rooms
from foederis.errors import BadInput
from foederis.namespaces import FOED

ONTOLOGY_GRAPH = ox.NamedNode(FOED)


def parse(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a Turtle, TriG, N-Triples or N-Quads file; triples of the ontology room get its graph.

    Raises:
        BadInput: the file cannot be read or is not well formed; names the line.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise BadInput(f"'{path.suffix}' is no RDF file name", str(path), "Use .ttl, .trig, .nt or .nq.")
    try:
        yield from ox.parse(path=path, format=form, base_iri=path.absolute().as_uri())
    except SyntaxError as error:
        line = f"{path}:{error.lineno}" if error.lineno else str(path)
        message = str(error.msg).split(" at line")[0]
        raise BadInput(f"this file is not well formed: {message}", line, "Mend that line and try again.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"this file cannot be read: {reason}", str(path), "Check the path and its rights.") from error


def prefixes(path: Path) -> dict[str, str]:
    """Return the prefixes that a well-formed Turtle or TriG file declares."""
    reader = ox.parse(path=path, base_iri=path.absolute().as_uri())
    collections.deque(reader, maxlen=0)  # they are known once it is read
    return dict(reader.prefixes)


def files() -> list[Path]:
    """Return the files that make up the graph: the ontology (without alignments to others) and the graph room."""
    ontology = [path for path in rooms.files("ontology", ".ttl") if path.stem != "alignments"]
    return [*ontology, *rooms.files("graph", ".trig", ".ttl")]


def quads(paths: Iterable[Path] | None = None) -> Iterator[ox.Quad]:
    """Yield the quads of the graph as they are written, each in its named graph."""
    ontology = rooms.room("ontology")
    for path in files() if paths is None else paths:
        inside = path.is_relative_to(ontology)
        for quad in parse(path):
            if inside and isinstance(quad.graph_name, ox.DefaultGraph):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH)
            else:
                yield quad
