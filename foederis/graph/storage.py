"""The graph as a store: loaded into memory, or read-only from a cache that is keyed by what the rooms hold."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import __version__, cached, rooms
from foederis.errors import FoederisError
from foederis.graph.read import ONTOLOGY_GRAPH, files, parse, quads

_SCHEMA = "2"  # of the cache: raise it when what is stored changes


@rooms.kept
def content_hash() -> str:
    """Return a hash over the rooms' content, this version and the engine's: the key of the cache."""
    total = hashlib.sha256(f"{_SCHEMA} {__version__} {ox.__version__}".encode())
    root = rooms.root()
    for path in [*files(), *rooms.files("queries", ".rq")]:
        total.update(str(path.relative_to(root)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:32]


def cache_folder() -> Path:
    """Return where built stores are kept: FOEDERIS_CACHE, else the user's cache folder."""
    own = os.environ.get("FOEDERIS_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "foederis"


def memory_store(extra: Iterable[ox.Quad] = ()) -> ox.Store:
    """Load the graph into memory, with a copy of every distinct triple in the default graph."""
    store = ox.Store()
    _fill(store, extra)
    return store


def aligned_store() -> ox.Store:
    """Load the graph into memory, and how its terms stand to those of other ontologies."""
    triples = parse(rooms.room("ontology") / "alignments.ttl")
    return memory_store(ox.Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in triples)


def _fill(store: ox.Store, extra: Iterable[ox.Quad] = ()) -> None:
    named = [*quads(), *extra]
    # Oxigraph's union default graph repeats a triple that stands in two graphs, which makes COUNT and SUM wrong.
    distinct = dict.fromkeys(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in named)
    # First, and in the order of the files: what is read together lies together in memory (bench/README.md).
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in distinct)
    store.bulk_extend(named)


_held: dict[Path, ox.Store] = {}
"""The graph in memory while `in_memory` holds it, by its folder of rooms."""


@contextlib.contextmanager
def in_memory() -> Iterator[None]:
    """Let `store` give the graph from memory meanwhile: loaded once, and asked in half the time (bench/README.md).

    It is worth it where a whole site is asked for; nobody may change what is in it.
    """
    root = rooms.root()
    if root in _held:
        yield
        return
    _held[root] = memory_store()
    try:
        yield
    finally:
        del _held[root]


def store() -> ox.Store:
    """Return the graph as a read-only store: from the cache when it can be used, else loaded into memory.

    A store that is not as it was written is made again, and that is said: the engine does not notice each damage, and
    may hang or grow over one.
    """
    held = _held.get(rooms.root()) if _held else None
    if held is not None:
        return held
    place = cache_folder()
    target = place / f"store-{content_hash()}"
    if os.path.lexists(target):
        found = _opened(target)
        if found is not None:
            return found
        if os.path.lexists(target):  # else another process is at it
            cached.tell_damage(target)
            cached.remove(target)
    return _build(place, target)


_PASSING = ("LOG", "LOCK")  # the files of a store that say nothing of what is in it


_open: dict[cached.Stamp, ox.Store] = {}
"""The store this process opened last, by its files as they then were: what is looked up in it is kept with it."""


def is_kept(data: ox.Store) -> bool:
    """Say whether nobody changes a store, that of the cache or the one held in memory: what it tells may be kept."""
    return any(data is one for one in (*_open.values(), *_held.values()))


def _opened(target: Path) -> ox.Store | None:
    """Return a store of the cache; None when it is not whole. One whose files are as they were is not opened again."""
    stamp = cached.stamp(target, _PASSING)
    if stamp and stamp in _open:
        return _open[stamp]
    if not stamp or not cached.is_whole(target, _PASSING):
        return None
    try:
        found = ox.Store.read_only(str(target))
    except (OSError, ValueError, RuntimeError):
        return None
    _open.clear()
    _open[stamp] = found
    return found


def _build(place: Path, target: Path) -> ox.Store:
    import tempfile

    try:
        place.mkdir(parents=True, exist_ok=True)
        cached.clear(place)
        building = Path(tempfile.mkdtemp(prefix=cached.TEMPORARY, dir=place))
    except OSError as error:
        if os.environ.get("FOEDERIS_CACHE"):
            print(
                f"foederis: the cache folder {place} cannot be used ({error.strerror}); going on without",
                file=sys.stderr,
            )
        return memory_store()
    try:
        built = ox.Store(str(building))
        _fill(built)
        built.flush()
        built.optimize()
        del built
        cached.seal(building, _PASSING)
        for old in place.glob("store-*"):
            if old != target:
                cached.remove(old)
        os.replace(building, target)
    except FoederisError:
        cached.remove(building)
        raise
    except (OSError, ValueError, RuntimeError):
        cached.remove(building)  # no room, or another process was first
    found = _opened(target)
    return memory_store() if found is None else found
