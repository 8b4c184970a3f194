"""The pages of things: every IRI of ours as HTML, Turtle and JSON-LD, so that a plain file server can answer for it."""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from foederis import escapes, templates, terms
from foederis.errors import BadInput
from foederis.graph import excerpt, serialisation
from foederis.graph.composed import COMMENT, compose
from foederis.namespaces import CONCEPT, DCTERMS, FOED, ID, RDF, RDFS, SKOS
from foederis.site import claims
from foederis.site.parallel import Task
from foederis.site.wording import script_words, wording

SPACE = "https://w3id.org/foederis/"
TWINS = ("def/coder", "def/condition", "def/quantity")
"""Properties that are called as a class but for its capital: Windows and macOS would take their pages for one."""
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOED + "paraphrase", RDFS + "comment")
_SHOWN_APART = {RDF + "type", SKOS + "prefLabel", RDFS + "label"}
_PASSAGE = f"{ID}passage/"
_PLAIN = ("thing.html", "kind.html", "kinds.html")  # pages whose scripts say nothing of themselves
_TOLD_APART = ("Commitment", "Response", "Quantity", "LegalLink", "Participation", "Comparison", "Tension")
_PROMISES = tuple(FOED + name for name in ("makes", "reports", "reaffirms"))
_NAMED = ("graph.js",)  # scripts that the pages of theirs name themselves
_LISTED = 200  # things on a page of a list
_PART = 400  # things whose pages are made in one go
_ASKED = f"{ID}graph/catalogue/"
_QUESTIONS = tuple(f"{ID}{kind}/" for kind in ("question", "view", "parameter", "prefix", "choices"))


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere; without an address (`href`) it is text alone."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """A value on a page: a text that may be a link, in a language or of several lines."""

    text: str
    href: str = ""
    language: str = ""
    lines: bool = False


@dataclass(frozen=True)
class Told:
    """A statement on a page: its text in English (a link) and in Dutch, where it stands and who holds it."""

    text: Link
    dutch: str
    places: tuple[Link, ...]
    holders: tuple[Link, ...]
    document: str = ""


@dataclass(frozen=True)
class Step:
    """A development in the story of a thing: its order in time, when, what came, with which effect, and of what."""

    order: str
    when: str
    told: Link
    effect: Link | None
    of: Link | None


def path_of(iri: str) -> str:
    """Return where the page of an IRI of ours lies, without its ending: `id/actor/nld`.

    Raises:
        BadInput: the IRI cannot be the name of a file.
    """
    path = iri.partition("#")[0].removeprefix(SPACE)
    path = f"{path}-property" if path in TWINS else path
    path = f"{path}index" if path.endswith("/") or not path else path
    parts = path.split("/")
    if not all(re.fullmatch(r"[A-Za-z0-9._~-]+", part) and part.strip(".") for part in parts):
        raise BadInput("this IRI cannot be the name of a file", iri, "Use letters, digits, hyphens and points.")
    return path


class Site:
    """The data set as pages. `quads` are the data and their description, in a fixed order."""

    def __init__(self, quads: Sequence[ox.Quad], version: str, digest: str = "") -> None:
        self.version = version
        self.digest = digest
        self.url = ""  # at which the site will stand, with its last slash; empty: that is not known
        self.place = ""  # at which these pages stay: of the release where there is one, else as `url`
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
        self.assets: Mapping[str, str] = {}  # of the scripts, by name, where they lie from the root
        self.asks: Mapping[str, Sequence[tuple[str, str, str, str]]] = {}  # questions that take a thing, and how
        self.copies: Mapping[str, str] = {}  # of documents, what finds their words in a copy, from the root
        self.sections: Mapping[str, str] = {}  # of passages, the section of the document under which each is read
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

    @property
    def count(self) -> int:
        """How many things of ours have a page."""
        return sum(iri.startswith(ID) for iri in self._iris)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the content of every page of a thing, and of the lists of them.

        Raises:
            BadInput: an IRI cannot be the name of a file.
        """
        for task in self.tasks():
            yield from task()

    def tasks(self) -> list[Task]:
        """Return what makes the pages of `files`, in parts that can be made beside each other."""
        known = sorted(self._iris)
        parts = [known[start : start + _PART] for start in range(0, len(known), _PART)]
        return [*(functools.partial(self._things, part) for part in parts), self._lists]

    def _things(self, iris: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        for iri in iris:
            path = path_of(iri)
            if iri != FOED:
                yield f"{path}.html", self._page(iri, path).encode()
            quads = self._about(iri)
            yield f"{path}.ttl", excerpt.turtle(quads, self._names)
            yield f"{path}.jsonld", excerpt.jsonld(quads, iri)

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        kinds: dict[str, list[str]] = {}
        for iri in sorted(self._iris):
            if iri.startswith(ID):
                kinds.setdefault(iri.removeprefix(ID).split("/")[0], []).append(iri)
        for kind, iris in kinds.items():
            things = [
                {"english": self.link(iri, "../../"), "dutch": self.label(iri, "nl"), "name": iri.removeprefix(ID)}
                for iri in iris
            ]
            parts = [things[start : start + _LISTED] for start in range(0, len(things), _LISTED)]
            for number, part in enumerate(parts, 1):
                page = self.page(
                    "kind.html",
                    kind,
                    "../../",
                    description=wording("en")["described_kind"].format(kind, len(things)),
                    things=part,
                    count=len(things),
                    number=number,
                    pages=len(parts),
                )
                yield f"id/{kind}/{'index' if number == 1 else f'page-{number}'}.html", page.encode()
        counts = [(kind, len(iris)) for kind, iris in kinds.items()]
        yield (
            "id/index.html",
            self.page(
                "kinds.html", "All things", "../", description=wording("en")["described_kinds"], kinds=counts
            ).encode(),
        )

    def page(
        self,
        template: str,
        title: str,
        up: str,
        /,
        *,
        lang: str = "en",
        twin: str = "",
        description: str = "",
        **values: object,
    ) -> str:
        """Return a page of the site by its template.

        Args:
            template: the name of the template.
            title: what the page is called.
            up: what leads to the root of the site.
            lang: the language of the page.
            twin: the page in the other language, from the root; empty: there is none of its own.
            description: what search engines and cards tell of the page.
            values: what else the template takes.
        """
        return templates.render(
            template, title=title, up=up, version=self.version, digest=self.digest, lang=lang, twin=twin,
            description=description, words=wording(lang), assets=self.assets, url=self.url,
            said=self.config(up, lang, told_words=template not in _PLAIN), **values,
        )  # fmt: skip

    def config(self, up: str, lang: str, *, told_words: bool) -> str:
        """Return what scripts of a page know of the site, as JSON that can stand in a page; empty without scripts."""
        if not self.assets:
            return ""
        told: dict[str, object] = {
            "up": up,
            "lang": lang,
            "version": self.version,
            "digest": self.digest,
            "assets": {name: path for name, path in self.assets.items() if name not in _NAMED},
        }
        if told_words:
            told["words"] = script_words(lang)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def reading(self, passage: str, up: str, language: str) -> str:
        """Return where a passage is read in its document: empty where it has no such page."""
        document, _, locator = passage.removeprefix(_PASSAGE).partition("/")
        section = self.sections.get(passage)
        return f"{up}{'nl/' if language == 'nl' else ''}read/{document}/{section}.html#{locator}" if section else ""

    def _about(self, iri: str) -> list[ox.Quad]:
        found = {*self._out.get(iri, ()), *self._in.get(iri, ()), *self._held.get(iri, ())}
        return sorted(found, key=serialisation.order)

    def said_of(self, iri: str) -> dict[str, set[str]]:
        """Return what is said of a thing: IRIs and texts, by property."""
        found: dict[str, set[str]] = {}
        for quad in self._out.get(iri, ()):
            if terms.value(quad.subject) == iri:
                found.setdefault(quad.predicate.value, set()).add(terms.value(quad.object))
        return found

    def graphs_of(self, iri: str) -> list[str]:
        """Return the graphs that say something of a thing, in order."""
        return sorted({terms.value(quad.graph_name) for quad in self._out.get(iri, ())})

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
        named, named_by = self._named_by(iri, up)
        held = dict.fromkeys(terms.value(q.subject) for q in self._held.get(iri, ()))
        told = dict.fromkeys(
            terms.value(q.subject) for q in self._in.get(iri, ()) if terms.value(q.subject) not in held
        )
        return self.page(
            "thing.html",
            self.label(iri),
            up,
            description=self._described(iri),
            claim=claims.claim(self, iri),
            iri=iri,
            name=path.rsplit("/", 1)[-1],
            dutch=self.label(iri, "nl"),
            kinds=[self.link(kind, up) for kind in sorted(self._kinds.get(iri, ()))],
            held=[self._statement(one, up) for one in held if self._is(one, "Statement")],
            told=self._by_document([self._statement(one, up) for one in told if self._is(one, "Statement")], up),
            facts=self._facts([q for q in self._out.get(iri, ()) if terms.value(q.subject) == iri], up),
            story=self._story(iri, up),
            named=named,
            named_by=named_by,
            asks=[
                (f"{up}q/{question}/index.html?{parameter}={quote(value)}", title, f"{parameter}={value}")
                for question, title, parameter, value in self.asks.get(iri, ())
            ],
            triples=len(self._held.get(iri, ())),
            stated=[
                self._cell(ox.NamedNode(one), up) for one in held if not self._is(one, "Statement") and "://" in one
            ],
        )

    def _described(self, iri: str) -> str:
        """Return what search engines tell of a thing: of which kind it is, and its names."""
        kinds = ", ".join(self.label(kind) for kind in sorted(self._kinds.get(iri, ())) if kind != FOED + "Statement")
        names = " / ".join(dict.fromkeys((self.label(iri), self.label(iri, "nl"))))
        return f"{kinds}: {names}" if kinds else names

    def _facts(self, quads: Iterable[ox.Quad], up: str) -> list[tuple[Link | None, list[tuple[Link, list[Cell]]]]]:
        """Return the facts by property, under each graph that states them."""
        graphs: dict[str, dict[str, list[Cell]]] = {}
        for quad in quads:
            if quad.predicate.value not in _SHOWN_APART:
                rows = graphs.setdefault(terms.value(quad.graph_name), {})
                rows.setdefault(quad.predicate.value, []).append(self._cell(quad.object, up))
        return [
            (
                self.link(graph, up, self._brief(graph)) if graph else None,
                [(self.link(one, up, self._property(one)), cells) for one, cells in rows.items()],
            )
            for graph, rows in graphs.items()
        ]

    def _named_by(self, iri: str, up: str) -> tuple[list[tuple[str, list[Cell]]], list[tuple[Link, list[Cell]]]]:
        """Return what names a thing: first by its class (a commitment, an amount ...), the rest by the property."""
        sorted_out: dict[str, dict[str, Cell]] = {}
        rows: dict[str, dict[str, Cell]] = {}
        for quad in self._in.get(iri, ()):
            subject = terms.value(quad.subject)
            if terms.value(quad.object) != iri or self._is(subject, "Statement") or self._is(subject, "Development"):
                continue
            kind = next((one for one in _TOLD_APART if self._is(subject, one)), "")
            if kind:
                sorted_out.setdefault(kind, {})[subject] = self._cell(quad.subject, up)
            else:
                rows.setdefault(quad.predicate.value, {})[subject] = self._cell(quad.subject, up)
        return (
            [(kind, [*sorted_out[kind].values()]) for kind in _TOLD_APART if kind in sorted_out],
            [(self.link(one, up, self._property(one)), [*cells.values()]) for one, cells in sorted(rows.items())],
        )

    def _story(self, iri: str, up: str) -> list[Step]:
        """Return the developments of a thing, of what is stated of it and of what was promised, earliest first."""
        concerned = {iri}
        if not iri.startswith((FOED, CONCEPT)):
            stated = {
                terms.value(q.subject) for q in self._in.get(iri, ()) if self._is(terms.value(q.subject), "Statement")
            }
            concerned |= stated
            for one in stated:
                concerned |= {terms.value(q.object) for q in self._out.get(one, ()) if q.predicate.value in _PROMISES}
        found: dict[str, Step] = {}
        for item in sorted(concerned):
            for quad in self._in.get(item, ()):
                one = terms.value(quad.subject)
                if quad.predicate.value == FOED + "concerns" and self._is(one, "Development") and one not in found:
                    said = {q.predicate.value: terms.value(q.object) for q in self._out.get(one, ())}
                    period, effect = said.get(FOED + "when", ""), said.get(FOED + "effect", "")
                    found[one] = Step(
                        period.rsplit("/", 1)[-1], self.label(period) if period else "", self.link(one, up),
                        self.link(effect, up) if effect else None,
                        self.link(item, up, self._said.get(item, {}).get("en", "")) if item != iri else None,
                    )  # fmt: skip
        return sorted(found.values(), key=lambda step: (step.order, step.told.text))

    def _property(self, predicate: str) -> str:
        return self.label(predicate) if predicate.startswith(SPACE) else terms.local(predicate)

    def _cell(self, term: object, up: str) -> Cell:
        if isinstance(term, ox.NamedNode):
            link = self.link(term.value, up)
            return Cell(link.text, link.href)
        text = terms.value(term)
        language = term.language or "" if isinstance(term, ox.Literal) else ""
        return Cell(text, language=language, lines="\n" in text)

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
            next((g.removeprefix(_PASSAGE).partition("/")[0] for g in graphs if g.startswith(_PASSAGE)), ""),
        )

    def _by_document(self, told: Iterable[Told], up: str) -> list[tuple[Link | None, list[Told]]]:
        """Return statements under the documents in which they stand."""
        found: dict[str, list[Told]] = {}
        for one in told:
            found.setdefault(one.document, []).append(one)
        return [(self.link(f"{ID}document/{name}", up) if name else None, some) for name, some in found.items()]

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
