"""The graph: the rooms loaded into a store, names looked up, labels in the reader's language."""

import collections
import functools
import hashlib
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foederis import __version__, rooms
from foederis.errors import BadInput, BadUse, FoederisError
from foederis.namespaces import FOED, ID, PREFIXES, RDF, RDFS, SKOS

if TYPE_CHECKING:
    import rdflib

_SCHEMA = "1"  # of the cache: raise it when what is stored changes
_SUBCLASS_OF = ox.NamedNode(RDFS + "subClassOf")
_TYPE = ox.NamedNode(RDF + "type")
_LOCATOR = ox.NamedNode(FOED + "locator")
_TEXTS = (
    ox.NamedNode(SKOS + "prefLabel"),
    ox.NamedNode(RDFS + "label"),
    ox.NamedNode("http://purl.org/dc/terms/title"),
    ox.NamedNode(FOED + "paraphrase"),
)
_NAMES = (
    (ox.NamedNode(SKOS + "prefLabel"), 0),
    (ox.NamedNode(FOED + "abbreviation"), 0),
    (ox.NamedNode(SKOS + "altLabel"), 0),
    (ox.NamedNode(RDFS + "label"), 0),
    (ox.NamedNode(SKOS + "hiddenLabel"), 1),
)
ONTOLOGY_GRAPH = ox.NamedNode(FOED)


@dataclass(frozen=True)
class Label:
    """A label with its language; `fallback` when it is not the language asked for."""

    text: str
    language: str
    fallback: bool


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


def dataset(extra: Iterable[ox.Quad] = ()) -> "rdflib.Dataset":
    """Return the graph as an rdflib Dataset, laid out as the store: named graphs and a default-graph copy."""
    import logging

    import rdflib
    from rdflib.plugins import sparql

    sparql.SPARQL_LOAD_GRAPHS = False  # a FROM clause must not read files
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    result = rdflib.Dataset(default_union=False)
    terms: dict[object, rdflib.term.Node] = {}
    default = result.default_graph
    graphs: dict[object, rdflib.Graph] = {}
    for quad in [*quads(), *extra]:
        triple = rdflib_triple(quad, terms)
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = default if isinstance(name, ox.DefaultGraph) else result.graph(str(name.value))
        graphs[name].add(triple)
        default.add(triple)
    return result


def rdflib_triple(
    quad: ox.Quad, known: "dict[object, rdflib.term.Node]"
) -> "tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]":
    """Return the triple of a quad in rdflib's terms."""
    return (
        rdflib_term(quad.subject, known),
        rdflib_term(quad.predicate, known),
        rdflib_term(quad.object, known),
    )


def rdflib_term(term: object, known: "dict[object, rdflib.term.Node]") -> "rdflib.term.Node":
    """Return a term as rdflib has it, lexical form kept; `known` holds those already made."""
    import rdflib

    if term not in known:
        if isinstance(term, ox.NamedNode):
            known[term] = rdflib.URIRef(term.value)
        elif isinstance(term, ox.BlankNode):
            known[term] = rdflib.BNode(term.value)
        elif isinstance(term, ox.Literal):
            plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
            known[term] = rdflib.Literal(
                term.value,
                lang=term.language,
                datatype=None if plain else rdflib.URIRef(term.datatype.value),
                normalize=False,
            )
    return known[term]


def label(data: ox.Store, iri: str, language: str) -> Label | None:
    """Return the label of a thing: in the language asked, else English, else Dutch, else any.

    A passage is labelled by its locator, a statement without a label by its paraphrase; what is no IRI has no label.
    """
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    for predicate in (_LOCATOR, *_TEXTS) if iri.startswith(f"{ID}passage/") else _TEXTS:
        found = {
            quad.object.language or "": quad.object.value
            for quad in data.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
            if isinstance(quad.object, ox.Literal)
        }
        for wanted in (language, "en", "nl", *sorted(found)):
            if wanted in found:
                return Label(found[wanted], wanted, wanted not in (language, ""))
    return None


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no accents, punctuation as one space."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(
        character if character.isalnum() else " " for character in plain if not unicodedata.combining(character)
    )
    return " ".join(words.split())


def find(data: ox.Store, name: str, class_iri: str = "") -> str:
    """Return the IRI that a name stands for: an IRI, a short form (`instrument:pesco`), a name or an abbreviation.

    Raises:
        BadUse: nothing, or more than one thing, is called so.
    """
    given = _as_iri(name)
    if given is not None:
        if _is_a(data, given, class_iri):
            return given
        raise BadUse(f"'{name}' is not in the graph" + _of(class_iri), "", "See: foederis show NAME")
    wanted = fold(name)
    if not wanted:
        raise BadUse("a name is empty", "", "Give a name, an abbreviation or an IRI.")
    tiers: dict[int, set[str]] = {}
    known: dict[str, str] = {}
    called: dict[str, dict[str, int]] = {}
    for predicate, tier in _NAMES:
        for quad in data.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            text, iri = _value(quad.object), _value(quad.subject)
            key = fold(text)
            if tier == 0 or "/id/concept/" not in iri:  # a cue word of a code is nothing to suggest
                known.setdefault(key, text)
            called.setdefault(key, {}).setdefault(iri, tier)
            if key == wanted and _is_a(data, iri, class_iri):
                tiers.setdefault(tier, set()).add(iri)
    for tier in sorted(tiers):
        hits = sorted(hit for hit in tiers[tier] if hit.startswith(ID) and "/id/concept/" not in hit) or sorted(
            tiers[tier]
        )
        if len(hits) == 1:
            return hits[0]
        choices = ", ".join(_short(hit) for hit in hits[:6])
        raise BadUse(f"'{name}' can mean {len(hits)} things", "", f"Say which: {choices}")
    what = f"nothing{_of(class_iri)} is called '{name}'"
    if wanted in called:
        best = min(called[wanted].values())
        others = ", ".join([_short(iri) for iri, tier in sorted(called[wanted].items()) if tier == best][:3])
        raise BadUse(what, "", f"It is the name of something else: {others}")
    import difflib

    close = difflib.get_close_matches(wanted[:100], list(known), 12, 0.6)  # what is longer is no name
    near = [known[key] for key in close if any(_is_a(data, iri, class_iri) for iri in called[key])][:3]
    remedy = f"Did you mean {', '.join(repr(n) for n in near)}?" if near else "See the names: foederis ask entities"
    raise BadUse(what, "", remedy)


def _of(class_iri: str) -> str:
    return f" of class foed:{class_iri.removeprefix(FOED)}" if class_iri else ""


def _short(iri: str) -> str:
    return iri.removeprefix(ID).replace("/", ":", 1) if iri.startswith(ID) else iri


def _as_iri(name: str) -> str | None:
    if name.startswith(("http://", "https://")):
        if any(character in name for character in '<>"{}|^`\\') or any(c.isspace() for c in name):
            raise BadUse("this IRI holds a character that no IRI may hold", "", "Check the IRI.")
        return name
    prefix, colon, rest = name.partition(":")
    if colon and rest and not any(c.isspace() for c in name):
        if prefix in PREFIXES:
            return PREFIXES[prefix] + rest
        if prefix.isalpha() and prefix.islower() and "/" not in rest:
            return f"{ID}{prefix}/{rest}"
    return None


def instances(data: ox.Store, class_iri: str) -> list[str]:
    """Return the IRIs of the things of a class (`foed:Actor` or in full) and those below it; empty: of all."""
    kind = class_iri.replace("foed:", FOED)
    found: set[str] = set()
    for one in _with_subclasses(data, kind) if kind else [""]:
        node = ox.NamedNode(one) if one else None
        found |= {_value(quad.subject) for quad in data.quads_for_pattern(None, _TYPE, node, ox.DefaultGraph())}
    return sorted(iri for iri in found if iri.startswith(ID) and "/id/concept/" not in iri)


def speakers(data: ox.Store, iri: str) -> list[str]:
    """Return the IRIs of who speaks for an actor, sorted."""
    found = data.quads_for_pattern(None, ox.NamedNode(FOED + "speaksFor"), ox.NamedNode(iri), ox.DefaultGraph())
    return sorted(_value(quad.subject) for quad in found)


def _is_a(data: ox.Store, iri: str, class_iri: str) -> bool:
    kinds = {_value(quad.object) for quad in data.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, ox.DefaultGraph())}
    return bool(kinds & _with_subclasses(data, class_iri)) if class_iri else bool(kinds)


def _with_subclasses(data: ox.Store, class_iri: str) -> set[str]:
    found = {class_iri}
    todo = [class_iri]
    while todo:
        above = ox.NamedNode(todo.pop())
        for quad in data.quads_for_pattern(None, _SUBCLASS_OF, above, ox.DefaultGraph()):
            below = _value(quad.subject)
            if below not in found:
                found.add(below)
                todo.append(below)
    return found
