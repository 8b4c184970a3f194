"""The pages of things: every IRI of ours as HTML, Turtle and JSON-LD, so that a plain file server can answer for it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import escapes, templates, terms
from foederis.errors import BadInput
from foederis.graph import serialisation
from foederis.graph.composed import COMMENT, compose
from foederis.namespaces import DCTERMS, FOED, ID, RDF, RDFS, SKOS

SPACE = "https://w3id.org/foederis/"
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOED + "paraphrase", RDFS + "comment")
_SHOWN_APART = {RDF + "type", SKOS + "prefLabel", RDFS + "label"}
_PASSAGE = f"{ID}passage/"
_ASKED = f"{ID}graph/catalogue/"
_QUESTIONS = tuple(f"{ID}{kind}/" for kind in ("question", "view", "parameter", "prefix", "choices"))


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere; without an address (`href`) it is text alone."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """A value on a page: a text that may be a link, in a language or of several lines, and the graph that says so."""

    text: str
    href: str = ""
    language: str = ""
    lines: bool = False
    source: Link | None = None


@dataclass(frozen=True)
class Told:
    """A statement on a page: its text in English (a link) and in Dutch, where it stands and who holds it."""

    text: Link
    dutch: str
    places: tuple[Link, ...]
    holders: tuple[Link, ...]


def path_of(iri: str) -> str:
    """Return where the page of an IRI of ours lies, without its ending: `id/actor/nld`.

    Raises:
        BadInput: the IRI cannot be the name of a file.
    """
    path = iri.partition("#")[0].removeprefix(SPACE)
    path = f"{path}index" if path.endswith("/") or not path else path
    parts = path.split("/")
    if not all(re.fullmatch(r"[A-Za-z0-9._~-]+", part) and part.strip(".") for part in parts):
        raise BadInput("this IRI cannot be the name of a file", iri, "Use letters, digits, hyphens and points.")
    return path


class Site:
    """The data set as pages. `quads` are the data and their description, in a fixed order."""

    def __init__(self, quads: Sequence[ox.Quad], version: str) -> None:
        self._version = version
        self._names = serialisation.names(quads)
        self._out: dict[str, list[ox.Quad]] = {}
        self._in: dict[str, list[ox.Quad]] = {}
        self._held: dict[str, list[ox.Quad]] = {}
        self._labels: dict[str, dict[str, tuple[int, str]]] = {}
        self._said: dict[str, dict[str, str]] = {}
        self._kinds: dict[str, set[str]] = {}
        self._iris: set[str] = set()
        self._composed: dict[str, str] = {}
        self._documents: set[str] = set()
        for quad in quads:
            self._add(quad)

    def _add(self, quad: ox.Quad) -> None:
        subject, predicate, target, graph = (
            terms.value(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        )
        asked = graph.startswith(_ASKED)  # of a question: no fact about the things that it names
        for iri, place in ((subject, self._out), (target, self._in), (graph, self._held)):
            if asked and place is not self._held and not iri.startswith(_QUESTIONS):
                continue
            if iri.startswith((ID, FOED)) and (place is not self._in or isinstance(quad.object, ox.NamedNode)):
                place.setdefault(iri.partition("#")[0], []).append(quad)
                self._iris.add(iri.partition("#")[0])
        if predicate.startswith(FOED):
            self._iris.add(predicate)
        if predicate == FOED + "inDocument":
            self._documents.add(target)
        if predicate == RDF + "type":
            self._kinds.setdefault(subject, set()).add(target)
        if predicate in _LABELS and isinstance(quad.object, ox.Literal):
            if predicate == FOED + "paraphrase":
                self._said.setdefault(subject, {})[quad.object.language or ""] = target
            rank = _LABELS.index(predicate)
            held = self._labels.setdefault(subject, {})
            tag = quad.object.language or ""
            if tag not in held or rank < held[tag][0]:
                held[tag] = (rank, target)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the content of every page of a thing, and of the lists of them.

        Raises:
            BadInput: an IRI cannot be the name of a file.
        """
        kinds: dict[str, list[str]] = {}
        for iri in sorted(self._iris):
            path = path_of(iri)
            if iri != FOED:
                yield f"{path}.html", self._page(iri, path).encode()
            quads = self._about(iri)
            yield f"{path}.ttl", serialisation.union(quads, self._names)
            yield f"{path}.jsonld", (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"") + b"\n"
            if iri.startswith(ID):
                kinds.setdefault(iri.removeprefix(ID).split("/")[0], []).append(iri)
        for kind, iris in kinds.items():
            things = [
                {"english": self.link(iri, "../../"), "dutch": self.label(iri, "nl"), "name": iri.removeprefix(ID)}
                for iri in iris
            ]
            yield f"id/{kind}/index.html", self.page("kind.html", kind, "../../", things=things).encode()
        counts = [(kind, len(iris)) for kind, iris in kinds.items()]
        yield "id/index.html", self.page("kinds.html", "All things", "../", kinds=counts).encode()

    def page(self, template: str, title: str, up: str, /, **values: object) -> str:
        """Return a page of the site by its template; `up` leads to the root of the site."""
        return templates.render(template, title=title, up=up, version=self._version, **values)

    def _about(self, iri: str) -> list[ox.Quad]:
        found = {*self._out.get(iri, ()), *self._in.get(iri, ()), *self._held.get(iri, ())}
        return sorted(found, key=serialisation.order)

    def label(self, iri: str, language: str = "en") -> str:
        """Return the name of a thing in a language, else in English, else Dutch, else its short form."""
        held = self._labels.get(iri, {})
        for tag in (language, "en", "nl", *sorted(held)):
            if tag in held:
                return held[tag][1]
        if iri.startswith(ID) and iri not in self._composed:
            said = {
                q.predicate.value: terms.value(q.object) for q in self._out.get(iri, ()) if q.predicate.value != COMMENT
            }
            self._composed[iri] = compose(said, self.label)
        return self._composed.get(iri) or iri.removeprefix(ID).removeprefix(FOED)

    def link(self, iri: str, up: str, text: str = "") -> Link:
        """Return a link: relative to an IRI of ours, to the address of another, text alone where it is neither."""
        shown = text or self.label(iri)
        if iri.partition("#")[0] in self._iris:
            return Link(shown, f"{up}{path_of(iri)}.html")
        return Link(shown, escapes.address(iri))

    def _page(self, iri: str, path: str) -> str:
        up = "../" * path.count("/")
        held = dict.fromkeys(terms.value(q.subject) for q in self._held.get(iri, ()))
        told = dict.fromkeys(
            terms.value(q.subject) for q in self._in.get(iri, ()) if terms.value(q.subject) not in held
        )
        return self.page(
            "thing.html",
            self.label(iri),
            up,
            iri=iri,
            name=path.rsplit("/", 1)[-1],
            dutch=self.label(iri, "nl"),
            kinds=[self.link(kind, up) for kind in sorted(self._kinds.get(iri, ()))],
            held=[self._statement(one, up) for one in held if self._is(one, "Statement")],
            told=[self._statement(one, up) for one in told if self._is(one, "Statement")],
            facts=self._facts([q for q in self._out.get(iri, ()) if terms.value(q.subject) == iri], up),
            named_by=self._named_by(iri, up),
            triples=len(self._held.get(iri, ())),
            stated=[
                self._cell(ox.NamedNode(one), up) for one in held if not self._is(one, "Statement") and "://" in one
            ],
        )

    def _facts(self, quads: Iterable[ox.Quad], up: str) -> list[tuple[Link, list[Cell]]]:
        rows: dict[str, list[Cell]] = {}
        for quad in quads:
            if quad.predicate.value not in _SHOWN_APART:
                source = terms.value(quad.graph_name)
                shown = self.link(source, up, self._brief(source)) if source else None
                rows.setdefault(quad.predicate.value, []).append(self._cell(quad.object, up, shown))
        return [(self.link(one, up, self._property(one)), cells) for one, cells in rows.items()]

    def _named_by(self, iri: str, up: str) -> list[tuple[Link, list[Cell]]]:
        rows: dict[str, dict[str, Cell]] = {}
        for quad in self._in.get(iri, ()):
            subject = terms.value(quad.subject)
            if terms.value(quad.object) == iri and not self._is(subject, "Statement"):
                rows.setdefault(quad.predicate.value, {})[subject] = self._cell(quad.subject, up)
        return [(self.link(one, up, self._property(one)), [*cells.values()]) for one, cells in sorted(rows.items())]

    def _property(self, predicate: str) -> str:
        return self.label(predicate) if predicate.startswith(SPACE) else terms.local(predicate)

    def _cell(self, term: object, up: str, source: Link | None = None) -> Cell:
        if isinstance(term, ox.NamedNode):
            link = self.link(term.value, up)
            return Cell(link.text, link.href, source=source)
        text = terms.value(term)
        language = term.language or "" if isinstance(term, ox.Literal) else ""
        return Cell(text, language=language, lines="\n" in text, source=source)

    def _is(self, iri: str, name: str) -> bool:
        return FOED + name in self._kinds.get(iri, ())

    def _statement(self, iri: str, up: str) -> Told:
        quads = self._out.get(iri, ())
        graphs = dict.fromkeys(terms.value(q.graph_name) for q in quads)
        said = self._said.get(iri, {})
        holders = dict.fromkeys(terms.value(q.object) for q in quads if q.predicate.value == FOED + "holder")
        return Told(
            self.link(iri, up, said.get("en", "")),
            said.get("nl") or self.label(iri, "nl"),
            tuple(self.link(one, up, self._brief(one)) for one in graphs if one.startswith(_PASSAGE)),
            tuple(self.link(one, up) for one in holders),
        )

    def _brief(self, iri: str) -> str:
        """Return what a page calls a graph: a passage by its place, with its document where there are several."""
        if iri.startswith(_PASSAGE):
            document, _, locator = iri.removeprefix(_PASSAGE).partition("/")
            return locator if len(self._documents) < 2 else f"{self._short(document)}/{locator}"
        return "ontology" if iri == FOED else iri.removeprefix(ID).removeprefix("graph/")

    def _short(self, document: str) -> str:
        said = self._out.get(f"{ID}document/{document}", ())
        return min((terms.value(q.object) for q in said if q.predicate.value == _ABBREVIATION), default=document)


_ABBREVIATION = FOED + "abbreviation"
