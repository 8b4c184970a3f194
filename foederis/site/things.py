"""The things of the site: what is said of every IRI of ours, what it is called, where its page lies."""

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import escapes, templates, terms
from foederis.errors import BadInput
from foederis.graph import serialisation
from foederis.graph.composed import COMMENT, compose
from foederis.namespaces import DCTERMS, FOED, ID, RDF, RDFS, SKOS, XSD
from foederis.site import both
from foederis.site.both import Both, Named, relative, same
from foederis.site.wording import wording

SPACE = "https://w3id.org/foederis/"
TWINS = ("def/coder", "def/condition", "def/quantity")
"""Properties that are called as a class but for its capital: Windows and macOS would take their pages for one."""
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOED + "paraphrase", RDFS + "comment")
_PASSAGE = f"{ID}passage/"
_NAMED = ("asks", "exact", "graph.js", "search", "thing.js")  # what scripts begin with that are named elsewhere
_TITLE = 40  # characters of a title in each language
_EXAMPLES = 3  # things of which a graph states something, in its own files
_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_INTEGER = ox.NamedNode(XSD + "integer")
_ASKED = f"{ID}graph/catalogue/"
_ANSWERED = tuple(f"{ID}{kind}/" for kind in ("commitment", "condition", "recommendation", "response", "statement"))
"""Of these, what names them is what is asked of them: who promises, reports, codes, reads or answers them."""
_JUDGED = (("codes", "coder", "thing_coding"), ("reads", "reader", "thing_reading"))
_QUESTIONS = tuple(f"{ID}{kind}/" for kind in ("question", "view", "parameter", "prefix", "choices"))


Row = Mapping[str, str]
"""A row of an answer: the values of its columns, without those that are empty."""
Ask = tuple[int, str]
"""A question that takes a thing: its number among `pages.askable`, and the name of the thing as a value of it."""


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere; without an address (`href`) it is text alone."""

    text: str
    href: str = ""


@functools.cache
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


def iri_of(href: str) -> str:
    """Return what the page at an address from the root tells of: a thing, or a passage that is read; else nothing."""
    path, _, place = href.partition("#")
    if read := re.fullmatch(r"(?:nl/)?read/([^/]+)/[^/]+\.html", path):
        return f"{_PASSAGE}{read[1]}/{place}"
    if not re.fullmatch(r"(?:id|def)/.+\.html", path):
        return ""
    name = path.removesuffix(".html")
    name = name.removesuffix("-property") if name.removesuffix("-property") in TWINS else name
    return SPACE + (name.removesuffix("index") if name.endswith("/index") else name)


class Site:
    """The data set as pages. `quads` are the data and their description, in a fixed order."""

    def __init__(self, quads: Sequence[ox.Quad], version: str, digest: str = "") -> None:
        self.version = version
        self.digest = digest
        self.url = ""  # at which the site will stand, with its last slash; empty: that is not known
        self.place = ""  # at which these pages stay: of the release where there is one, else as `url`
        self.prefixes = serialisation.names(quads)
        self.out: dict[str, list[ox.Quad]] = {}
        self.into: dict[str, list[ox.Quad]] = {}
        self.held: dict[str, list[ox.Quad]] = {}
        self._labels: dict[str, dict[str, tuple[int, str]]] = {}
        self.said: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, set[str]] = {}
        self.iris: set[str] = set()
        self._made: dict[tuple[str, str], str] = {}
        self._names_of: dict[str, Both] = {}
        self.documents: set[str] = set()
        self.assets: Mapping[str, str] = {}  # of the scripts, by name, where they lie from the root
        self.asks: Mapping[str, Sequence[Ask]] = {}  # questions that take a thing, and how
        self.answered: Mapping[str, Sequence[Row]] = {}  # by part of an advice, its rows of `scoreboard`
        self.outcomes: Mapping[str, Sequence[Row]] = {}  # by commitment, its rows of `commitment-outcomes`
        self.copies: Mapping[str, str] = {}  # of documents, what finds their words in a copy, from the root
        self.sections: Mapping[str, str] = {}  # of passages, the section of the document under which each is read
        for quad in quads:
            self._add(quad)

    def _add(self, quad: ox.Quad) -> None:
        subject, predicate, target, graph = (
            terms.value(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        )
        asked = graph.startswith(_ASKED)  # of a question: no fact about the things that it names
        for iri, place in ((subject, self.out), (target, self.into), (graph, self.held)):
            if asked and place is not self.held and not iri.startswith(_QUESTIONS):
                continue
            if iri.startswith((ID, FOED)) and (place is not self.into or isinstance(quad.object, ox.NamedNode)):
                place.setdefault(iri.partition("#")[0], []).append(quad)
                self.iris.add(iri.partition("#")[0])
        if predicate.startswith(FOED):
            self.iris.add(predicate)
        if predicate == FOED + "inDocument":
            self.documents.add(target)
        if predicate == RDF + "type":
            self.kinds.setdefault(subject, set()).add(target)
        if predicate in _LABELS and isinstance(quad.object, ox.Literal):
            if predicate == FOED + "paraphrase":
                self.said.setdefault(subject, {})[quad.object.language or ""] = target
            rank = _LABELS.index(predicate)
            held = self._labels.setdefault(subject, {})
            tag = quad.object.language or ""
            if tag not in held or rank < held[tag][0]:
                held[tag] = (rank, target)

    @property
    def count(self) -> int:
        """How many things of ours have a page."""
        return sum(iri.startswith(ID) for iri in self.iris)

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
            values: what else the template takes; `scripted`: its scripts load others, and are told of the site.
        """
        return templates.render(
            template, title=title, up=up, version=self.version, digest=self.digest, lang=lang, twin=twin,
            description=description, words=wording(lang), assets=self.assets, url=self.url,
            said=self.config(up, lang) if values.get("scripted") else "", **values,
        )  # fmt: skip

    def page_in_both(
        self, template: str, title: Both, here: Sequence[str], /, *, description: str = "", **values: object
    ) -> str:
        """Return a page that tells both languages, by its template.

        Args:
            template: the name of the template.
            title: what the page is called.
            here: the names of the folders in which it lies, from the root.
            description: what search engines and cards tell of the page.
            values: what else the template takes.
        """
        return templates.render(
            template, title=title, title_=title.short(_TITLE), up="../" * len(here), version=self.version,
            digest=self.digest, words=both.words(), url=self.url, description=description,
            script=self.assets.get("thing.js", ""), **values,
        )  # fmt: skip

    def config(self, up: str, lang: str) -> str:
        """Return what scripts of a page know of the site, as JSON that can stand in a page; empty without scripts."""
        if not self.assets:
            return ""
        told: dict[str, object] = {
            "up": up,
            "lang": lang,
            "version": self.version,
            "digest": self.digest,
            "assets": {name: lies for name, lies in self.assets.items() if not name.startswith(_NAMED)},
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def reading(self, passage: str, up: str, language: str) -> str:
        """Return where a passage is read in its document: empty where it has no such page."""
        document, _, locator = passage.removeprefix(_PASSAGE).partition("/")
        section = self.sections.get(passage)
        return f"{up}{'nl/' if language == 'nl' else ''}read/{document}/{section}.html#{locator}" if section else ""

    def about(self, iri: str) -> list[ox.Quad]:
        """Return what the files of a thing hold, in a fixed order.

        That is what is said of it; of a passage what it states too, and of a statement, a promise, an advice and its
        answer also what names it. What names an actor, a topic or a code is in the files of what names it; what another
        graph than a passage states is in the files of what it states it of, and told by its number of triples.
        """
        found = {*self.out.get(iri, ())}
        if iri.startswith(_PASSAGE):
            found.update(self.held.get(iri, ()))
        elif iri in self.held:
            found.update(_described(iri, self.held[iri]))
        if iri.startswith(_ANSWERED):
            found.update(self.into.get(iri, ()))
        return sorted(found, key=serialisation.order)

    def said_of(self, iri: str) -> dict[str, set[str]]:
        """Return what is said of a thing: IRIs and texts, by property."""
        found: dict[str, set[str]] = {}
        for quad in self.out.get(iri, ()):
            if terms.value(quad.subject) == iri:
                found.setdefault(quad.predicate.value, set()).add(terms.value(quad.object))
        return found

    def graphs_of(self, iri: str) -> list[str]:
        """Return the graphs that say something of a thing, in order."""
        return sorted({terms.value(quad.graph_name) for quad in self.out.get(iri, ())})

    def label(self, iri: str, language: str = "en") -> str:
        """Return the name of a thing in a language, else in English, else Dutch, else its short form."""
        held = self._labels.get(iri, {})
        for tag in (language, "en", "nl", *sorted(held)):
            if tag in held:
                return held[tag][1]
        return self._composed(iri, language) or iri.removeprefix(ID).removeprefix(FOED)

    def _composed(self, iri: str, language: str) -> str:
        key = (iri, language)
        if iri.startswith(ID) and key not in self._made:
            said = {
                q.predicate.value: terms.value(q.object) for q in self.out.get(iri, ()) if q.predicate.value != COMMENT
            }
            self._made[key] = compose(said, lambda one: self.label(one, language), language)
        return self._made.get(key, "")

    def name(self, iri: str) -> Both:
        """Return the name of a thing in both languages; one that has none is called by its kind and its path."""
        if iri not in self._names_of:
            held = {tag: text for tag, (_, text) in self._labels.get(iri, {}).items()}
            tag = next((one for one in ("", "en", "nl", *sorted(held)) if one in held), "")
            if "en" in held and "nl" in held:
                found = Both(held["en"], held["nl"])
            elif held:
                found = Both(held[tag], held[tag], tag)
            elif iri in both.others():
                found = both.others()[iri]
            elif judged := self._judged(iri):
                found = judged
            elif composed := self._composed(iri, "en"):
                found = Both(composed, self._composed(iri, "nl"))
            else:
                found = _by_kind(iri)
            self._names_of[iri] = found
        return self._names_of[iri]

    def _judged(self, iri: str) -> Both | None:
        """Return the name of a coding or a reading: of what by its place, and by whom."""
        if not iri.startswith((f"{ID}coding/", f"{ID}reading/")):
            return None
        said = {quad.predicate.value: terms.value(quad.object) for quad in self.out.get(iri, ())}
        for of, by, key in _JUDGED:
            if FOED + of in said and FOED + by in said:
                place, who, form = terms.local(said[FOED + of]), self.name(said[FOED + by]), both.words()[key]
                return Both(form.en.format(place, who.en), form.nl.format(place, who.nl))
        return None

    def judge(self, iri: str) -> str:
        """Return who coded or read, of a coding or a reading; else nothing."""
        makers = (FOED + "coder", FOED + "reader")
        found = (terms.value(quad.object) for quad in self.out.get(iri, ()) if quad.predicate.value in makers)
        return next(found, "")

    def link(self, iri: str, up: str, text: str = "", language: str = "en") -> Link:
        """Return a link: relative to an IRI of ours, to the address of another, text alone where it is neither.

        Args:
            iri: where it leads.
            up: what leads to the root of the site.
            text: what it says; empty: the name of the thing.
            language: of the page that it stands on: pages in both languages are opened in this one.
        """
        shown = text or self.label(iri, language)
        if iri.partition("#")[0] in self.iris:
            return Link(shown, f"{up}{path_of(iri)}.html{both.DUTCH if language == 'nl' else ''}")
        return Link(shown, escapes.address(iri))

    def named(self, iri: str, here: tuple[str, ...], name: Both | None = None) -> Named:
        """Return a link on a page that lies in the folder `here` and tells both languages."""
        shown = self.name(iri) if name is None else name
        if iri.partition("#")[0] in self.iris:
            return Named(shown, relative(here, f"{path_of(iri)}.html"))
        return Named(shown, escapes.address(iri))

    def is_a(self, iri: str, name: str) -> bool:
        """Say whether a thing is of a class of ours."""
        return FOED + name in self.kinds.get(iri, ())


def _described(iri: str, held: Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield how many triples a graph states, and some of the things of which it states them."""
    graph = ox.NamedNode(iri)
    yield ox.Quad(graph, ox.NamedNode(RDF + "type"), ox.NamedNode(_SD + "NamedGraph"))
    yield ox.Quad(graph, ox.NamedNode(_VOID + "triples"), ox.Literal(str(len(held)), datatype=_INTEGER))
    for one in sorted({terms.value(quad.subject) for quad in held if terms.value(quad.subject) != iri})[:_EXAMPLES]:
        yield ox.Quad(graph, ox.NamedNode(_VOID + "exampleResource"), ox.NamedNode(one))


def _by_kind(iri: str) -> Both:
    kind, _, rest = iri.removeprefix(ID).partition("/")
    word = both.words().get(f"kind_{kind}") if iri.startswith(ID) else None
    return Both(f"{word.en} {rest}", f"{word.nl} {rest}") if word and rest else same(iri.removeprefix(FOED))
