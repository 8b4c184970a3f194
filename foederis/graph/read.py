"""The rooms as quads: which files make up the graph, and each quad in its named graph."""

import collections
import contextlib
import functools
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding, rooms
from foederis.errors import BadInput
from foederis.graph import bounds, likeness, trial
from foederis.namespaces import FOED

ONTOLOGY_GRAPH = ox.NamedNode(FOED)


def parse(path: Path, blank: str = "") -> Iterator[ox.Quad]:
    """Yield the quads of a Turtle, TriG, N-Triples or N-Quads file, with or without a byte order mark.

    A label such as `_:b0` means something in its own file only, and the parser names `[]` anew with each reading. So
    blank nodes are named here, in the order in which they come: the same file gives the same names each time, and two
    files never share one.

    Args:
        path: the file.
        blank: what the names of its blank nodes begin with; empty: letters made of the path.

    Raises:
        BadInput: the file cannot be read or is not well formed; gives the parser's own reason and the line.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise BadInput(f"'{path.suffix}' is no RDF file name", str(path), "Use .ttl, .trig, .nt or .nq.")
    if path.exists():  # a folder of files may hold anything
        encoding.check_file(path)
    start = blank or f"f{hashlib.sha256(str(path.absolute()).encode(errors='surrogateescape')).hexdigest()[:8]}n"
    names: dict[str, ox.BlankNode] = {}
    try:
        with _reader(path, form) as reader:
            shipped = _is_shipped(path)
            quads = reader if shipped else bounds.written_out(reader, path.stat().st_size, str(path))
            if form in _WITH_MARKS and not bounds.may_hold_blank(path):
                yield from quads
                return
            for quad in quads:
                if type(quad.subject) is ox.NamedNode and {type(quad.object), type(quad.graph_name)} <= _NO_BLANK:
                    yield quad
                else:
                    yield _renamed(quad, start, names)
    except SyntaxError as error:
        line = f"{path}:{error.lineno}" if error.lineno else str(path)
        reason = _AT.sub("", str(error.msg)).strip()
        reason = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]}…"
        likeness.check(path, form)
        if _REMOTE in reason:
            what = "this file names a context on the web (@context), which is not fetched"
            raise BadInput(what, line, "Write the context into the file, or save it as Turtle.") from error
        if "Only UTF-8" in reason:
            what = 'this file says that it is in another encoding than UTF-8 (encoding="..."), which is not read'
            raise BadInput(what, f"{path}:1", _SAYS_SO) from error
        if "UTF-8" in reason:
            raise BadInput(f"this file is not UTF-8: {reason}", line, encoding.NO_UTF8) from error
        raise BadInput(f"this file is not well formed: {reason}", line, "Mend that line and try again.") from error
    except MemoryError as error:  # the parser has a buffer of 16 MB
        what = "an IRI or a text of this file is longer than is read (16 MB)"
        raise BadInput(what, str(path), "Leave it out, or write where it can be found.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"this file cannot be read: {reason}", str(path), "Check the path and its rights.") from error


_LONGEST = 300  # characters of a parser's reason, which may hold all that it could not read
_REMOTE = "LoadDocumentCallback"
_SAYS_SO = 'Save it as UTF-8 (iconv -f THAT -t UTF-8 FILE > NEW), and leave encoding="..." out of its first line.'
_WITH_MARKS = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_NO_BLANK = {ox.NamedNode, ox.Literal, ox.DefaultGraph}
_AT = re.compile(r"^Parser error(?: at| between)?(?: (?:at|between|and|lines?|columns?|\d+))*:?\s*")


def _renamed(quad: ox.Quad, start: str, names: dict[str, ox.BlankNode]) -> ox.Quad:
    """Return a quad with each blank node by its name in `names`, which grows."""

    def named(term: object) -> object:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.BlankNode(f"{start}{len(names)}"))
        if isinstance(term, ox.Triple):
            return ox.Triple(named(term.subject), term.predicate, named(term.object))  # type: ignore[arg-type]
        return term

    return ox.Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))  # type: ignore[arg-type]


@contextlib.contextmanager
def _reader(path: Path, form: ox.RdfFormat | None = None) -> Iterator[ox.QuadParser]:
    """Give a parser of a file after its byte order mark.

    Raises:
        BadInput: it is UTF-16 or UTF-32, or more than a parser bears.
        OSError: it cannot be read.
    """
    form = form or ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    base = path.absolute().as_uri()
    shipped = form is None or _is_shipped(path)
    with path.open("rb") as file:
        head = file.read(4)
    encoding.check_head(head, str(path))
    skip = len(encoding.MARK) if head.startswith(encoding.MARK) else 0
    if form is not None and not shipped:
        state = path.stat()
        _check(path, form, skip, (state.st_mtime_ns, state.st_size))
    if form in _READ_ELSEWHERE and not shipped:
        with tempfile.TemporaryFile() as written:
            _refuse(trial.read(path, form, skip, written, base, bounds.most(path.stat().st_size)), path)
            written.seek(0)
            yield ox.parse(written, format=ox.RdfFormat.N_QUADS)
        return
    if not skip:
        yield ox.parse(path=path, format=form, base_iri=base)
        return
    with path.open("rb") as text:
        text.seek(skip)
        yield ox.parse(text, format=form, base_iri=base)


def _is_shipped(path: Path) -> bool:
    """Tell whether a file lies in the rooms that come with foederis: what we wrote is read without ado."""
    return not os.environ.get("FOEDERIS_ROOMS") and os.path.abspath(path).startswith(_shipped())


@rooms.kept
def _shipped() -> tuple[str, ...]:
    return tuple(f"{rooms.room(name)}{os.sep}" for name in rooms.NAMES)


_TRIED = (ox.RdfFormat.RDF_XML, ox.RdfFormat.N3)
# Its parser takes the terms of a context in an order of chance, so one reading may live where another dies.
_READ_ELSEWHERE = (ox.RdfFormat.JSON_LD, ox.RdfFormat.STREAMING_JSON_LD)


@functools.lru_cache(maxsize=1000)
def _check(path: Path, form: ox.RdfFormat, skip: int, state: tuple[int, int]) -> None:
    """Refuse a file that a parser does not bear; once for each state of it.

    Raises:
        BadInput: it does not.
        OSError: it cannot be read.
    """
    bounds.check(path, form)
    # Turtle and its kin are read bracket by bracket, on a stack that `bounds` keeps low: what they cost is known.
    _refuse(trial.read(path, form, skip) if form in _TRIED or bounds.may_chain(path, form) else "", path)


def _refuse(reason: str, path: Path) -> None:
    if reason:
        raise BadInput(reason, str(path), "Save it as N-Triples, or in several files.")


def prefixes(path: Path) -> dict[str, str]:
    """Return the prefixes that a Turtle or TriG file declares.

    Raises:
        BadInput: as `parse`.
    """
    try:
        with _reader(path) as reader:
            collections.deque(reader, maxlen=0)  # they are known once it is read
            return dict(reader.prefixes)
    except (SyntaxError, MemoryError, OSError, ValueError):
        collections.deque(parse(path), maxlen=0)  # raises with the reason
        raise


def files() -> list[Path]:
    """Return the files that make up the graph: the ontology (without alignments to others) and the graph room."""
    ontology = [path for path in rooms.files("ontology", ".ttl") if path.stem != "alignments"]
    return [*ontology, *rooms.files("graph", ".trig", ".ttl")]


def version_files(path: Path) -> list[Path]:
    """Return the files of a version of the graph: an RDF file, the folder of a release, a checkout, a folder of them.

    Raises:
        BadInput: there is nothing there.
    """
    if not path.exists():
        raise BadInput("there is no such file or folder", str(path), "Give a release, a checkout or an RDF file.")
    if not path.is_dir():
        encoding.check_file(path)
        return [path]
    if (path / "foederis.nq").is_file():
        return [path / "foederis.nq"]
    words = [one for one in sorted((path / "ontology").glob("*.ttl")) if one.stem != "alignments"]
    inside = path / "graph" if (path / "graph").is_dir() else path
    found = [
        one for one in sorted(inside.rglob("*")) if one.suffix in (".trig", ".ttl", ".nq", ".nt") and not one.is_dir()
    ]
    if not found:
        raise BadInput(
            "this folder holds no graph", str(path), "Give a release, a checkout or a folder with TriG files."
        )
    return [*words, *(found if inside != path else [one for one in found if one not in words])]


def quads(paths: Iterable[Path] | None = None) -> Iterator[ox.Quad]:
    """Yield the quads of the graph as they are written, each in its named graph.

    Blank nodes are named by the place of their file among the paths.
    """
    for number, path in enumerate(files() if paths is None else paths):
        yield from file_quads(path, number)


def file_quads(path: Path, number: int) -> Iterator[ox.Quad]:
    """Yield the quads of one of several files, each in its named graph; blank nodes are named by its number."""
    inside = path.is_relative_to(rooms.room("ontology"))
    for quad in parse(path, f"f{number}n"):
        if inside and isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH)
        else:
            yield quad
