"""The graph as a store: loaded into memory, or read-only from a cache that is keyed by what the rooms hold."""

import functools
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from foederis import __version__, rooms
from foederis.errors import FoederisError
from foederis.graph.read import ONTOLOGY_GRAPH, files, parse, quads

_SCHEMA = "1"  # of the cache: raise it when what is stored changes


@functools.cache
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


def store() -> ox.Store:
    """Return the graph as a read-only store: from the cache when it can be used, else loaded into memory."""
    place = cache_folder()
    target = place / f"store-{content_hash()}"
    if target.is_dir():
        try:
            return ox.Store.read_only(str(target))
        except (OSError, ValueError, RuntimeError):
            pass  # corrupt: built again below
    return _build(place, target)


def _build(place: Path, target: Path) -> ox.Store:
    import shutil
    import tempfile

    shutil.rmtree(target, ignore_errors=True)
    try:
        place.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=place))
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
        for old in place.glob("store-*"):
            if old != target:
                shutil.rmtree(old, ignore_errors=True)
        os.replace(building, target)
        return ox.Store.read_only(str(target))
    except FoederisError:
        shutil.rmtree(building, ignore_errors=True)
        raise
    except (OSError, ValueError, RuntimeError):
        shutil.rmtree(building, ignore_errors=True)
        try:
            return ox.Store.read_only(str(target))  # another process was first
        except (OSError, ValueError, RuntimeError):
            return memory_store()
