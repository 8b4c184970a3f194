"""The pages: every IRI of ours as HTML, Turtle and JSON-LD, so that a plain file server can answer for it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import pyoxigraph as ox

from foederis.errors import BadInput
from foederis.namespaces import DCTERMS, FOED, ID, RDF, RDFS, SKOS
from foederis.publish import serial
from foederis.publish.facts import Metadata, value
from foederis.publish.names import COMMENT, compose

SPACE = "https://w3id.org/foederis/"
_MANY = 25  # a longer list is folded up
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOED + "paraphrase", RDFS + "comment")
_SHOWN_APART = {RDF + "type", SKOS + "prefLabel", RDFS + "label", FOED + "paraphrase"}


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

    def __init__(self, quads: Sequence[ox.Quad], known: Metadata) -> None:
        self._facts = facts
        self._names = serial.names(quads)
        self._out: dict[str, list[ox.Quad]] = {}
        self._in: dict[str, list[ox.Quad]] = {}
        self._held: dict[str, list[ox.Quad]] = {}
        self._labels: dict[str, dict[str, tuple[int, str]]] = {}
        self._said: dict[str, dict[str, str]] = {}
        self._kinds: dict[str, set[str]] = {}
        self._iris: set[str] = set()
        self._composed: dict[str, str] = {}
        for quad in quads:
            self._add(quad)

    def _add(self, quad: ox.Quad) -> None:
        subject, predicate, target, graph = (
            value(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        )
        for iri, place in ((subject, self._out), (target, self._in), (graph, self._held)):
            if iri.startswith((ID, FOED)) and (place is not self._in or isinstance(quad.object, ox.NamedNode)):
                place.setdefault(iri.partition("#")[0], []).append(quad)
                self._iris.add(iri.partition("#")[0])
        if predicate.startswith(FOED):
            self._iris.add(predicate)
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
        """Yield the path and the content of every file of the site.

        Raises:
            BadInput: an IRI cannot be the name of a file.
        """
        kinds: dict[str, list[str]] = {}
        for iri in sorted(self._iris):
            path = path_of(iri)
            if iri != FOED:
                yield f"{path}.html", self._page(iri, path).encode()
            quads = self._about(iri)
            yield f"{path}.ttl", serial.union(quads, self._names)
            yield f"{path}.jsonld", (ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"") + b"\n"
            if iri.startswith(ID):
                kinds.setdefault(iri.removeprefix(ID).split("/")[0], []).append(iri)
        for kind, iris in kinds.items():
            yield f"id/{kind}/index.html", self._listing(kind, iris).encode()
        yield "id/index.html", self._kinds_page(kinds).encode()
        yield "style.css", _STYLE.encode()

    def _about(self, iri: str) -> list[ox.Quad]:
        found = {*self._out.get(iri, ()), *self._in.get(iri, ()), *self._held.get(iri, ())}
        return sorted(found, key=serial.order)

    def label(self, iri: str, language: str = "en") -> str:
        """Return the name of a thing in a language, else in English, else Dutch, else its short form."""
        held = self._labels.get(iri, {})
        for tag in (language, "en", "nl", *sorted(held)):
            if tag in held:
                return held[tag][1]
        if iri.startswith(ID) and iri not in self._composed:
            said = {q.predicate.value: value(q.object) for q in self._out.get(iri, ()) if q.predicate.value != COMMENT}
            self._composed[iri] = compose(said, self.label)
        return self._composed.get(iri) or self._short(iri)

    def _short(self, iri: str) -> str:
        return iri.removeprefix(ID).removeprefix(FOED) if iri.startswith(SPACE) else iri

    def link(self, iri: str, up: str, text: str = "") -> str:
        """Return a link: relative to an IRI of ours, to the address of another, plain text where it is neither."""
        shown = escape(text or self.label(iri))
        if iri.partition("#")[0] in self._iris:
            return f'<a href="{up}{escape(path_of(iri))}.html">{shown}</a>'
        return f'<a href="{escape(iri)}">{shown}</a>' if iri.startswith(("http://", "https://")) else shown

    def _page(self, iri: str, path: str) -> str:
        up = "../" * path.count("/")
        name = path.rsplit("/", 1)[-1]
        own = [quad for quad in self._out.get(iri, ()) if value(quad.subject) == iri]
        dutch = self.label(iri, "nl")
        kinds = sorted(self._kinds.get(iri, ()))
        body = [
            f"<h1>{escape(self.label(iri))}</h1>",
            *([f'<p class="nl" lang="nl">{escape(dutch)}</p>'] if dutch != self.label(iri) else []),
            f'<p class="iri"><code>{escape(iri)}</code></p>',
            f"<p>{', '.join(self.link(kind, up) for kind in kinds)}</p>" if kinds else "",
            self._statements(iri, up),
            self._facts_table(own, up),
            self._incoming(iri, up),
            self._held_here(iri, up),
            f'<p>As data: <a href="{escape(name)}.ttl">Turtle</a>, <a href="{escape(name)}.jsonld">JSON-LD</a></p>',
        ]
        return self.document(self.label(iri), "\n".join(part for part in body if part), up)

    def _facts_table(self, quads: Iterable[ox.Quad], up: str) -> str:
        rows: dict[str, list[str]] = {}
        for quad in quads:
            predicate = quad.predicate.value
            if predicate == RDF + "type" or (predicate in _SHOWN_APART and predicate != FOED + "paraphrase"):
                continue
            source = value(quad.graph_name)
            mark = "" if not source else f' <span class="from">{self.link(source, up, _brief(source))}</span>'
            rows.setdefault(predicate, []).append(self._cell(quad.object, up) + mark)
        lines = [
            f'<tr><th scope="row">{self.link(predicate, up, self._property(predicate))}</th>'
            f"<td>{_list(cells)}</td></tr>"
            for predicate, cells in rows.items()
        ]
        return "<h2>Metadata</h2>\n<table>\n" + "\n".join(lines) + "\n</table>" if lines else ""

    def _property(self, predicate: str) -> str:
        return self.label(predicate) if predicate.startswith(SPACE) else re.split(r"[/#]", predicate)[-1]

    def _cell(self, term: object, up: str) -> str:
        if isinstance(term, ox.NamedNode):
            return self.link(term.value, up)
        text = escape(value(term))
        if isinstance(term, ox.Literal) and term.language:
            return f'<span lang="{escape(term.language)}">{text}</span> <small>{escape(term.language)}</small>'
        return f"<pre>{text}</pre>" if "\n" in text else text

    def _is(self, iri: str, name: str) -> bool:
        return FOED + name in self._kinds.get(iri, ())

    def _statements(self, iri: str, up: str) -> str:
        held = dict.fromkeys(value(q.subject) for q in self._held.get(iri, ()))
        told = dict.fromkeys(value(q.subject) for q in self._in.get(iri, ()) if value(q.subject) not in held)
        parts = []
        for heading, subjects in (("What it states", held), ("Read with it" if held else "What is said", told)):
            items = [f"<li>{self._statement(one, up)}</li>" for one in subjects if self._is(one, "Statement")]
            if items:
                parts.append(f"<h2>{heading} ({len(items)})</h2>\n<ul>{''.join(items)}</ul>")
        return "\n".join(parts)

    def _statement(self, iri: str, up: str) -> str:
        quads = self._out.get(iri, ())
        holders = [self.link(value(q.object), up) for q in quads if q.predicate.value == FOED + "holder"]
        places = dict.fromkeys(value(q.graph_name) for q in quads if "/id/passage/" in value(q.graph_name))
        where = ", ".join(self.link(place, up, _brief(place)) for place in places)
        said = self._said.get(iri, {})
        who = ", ".join(dict.fromkeys(holders))
        return (
            f'{self.link(iri, up, said.get("en", ""))} <span class="from">{where}; {who}</span>'
            f'<br><span class="nl" lang="nl">{escape(said.get("nl") or self.label(iri, "nl"))}</span>'
        )

    def _incoming(self, iri: str, up: str) -> str:
        rows: dict[str, dict[str, str]] = {}
        for quad in self._in.get(iri, ()):
            subject = value(quad.subject)
            if value(quad.object) == iri and not self._is(subject, "Statement"):
                rows.setdefault(quad.predicate.value, {})[subject] = self.link(subject, up)
        lines = [
            f'<tr><th scope="row">&larr; {self.link(name, up, self._property(name))}</th>'
            f"<td>{_list([*links.values()])}</td></tr>"
            for name, links in sorted(rows.items())
        ]
        return "<h2>Named by</h2>\n<table>\n" + "\n".join(lines) + "\n</table>" if lines else ""

    def _held_here(self, iri: str, up: str) -> str:
        found = dict.fromkeys(value(quad.subject) for quad in self._held.get(iri, ()))
        links = [self.link(one, up) for one in found if not self._is(one, "Statement")]
        count = len(self._held.get(iri, ()))
        return f"<h2>Stated in this graph</h2>\n<p>{count} triples.</p>\n{_list(links)}" if count else ""

    def _listing(self, kind: str, iris: Sequence[str]) -> str:
        rows = "\n".join(
            f'<tr><td>{self.link(iri, "../../")}</td><td lang="nl">{escape(self.label(iri, "nl"))}</td>'
            f"<td><code>{escape(iri.removeprefix(ID))}</code></td></tr>"
            for iri in iris
        )
        head = "<thead><tr>" + "".join(f'<th scope="col">{one}</th>' for one in ("English", "Nederlands", "name"))
        return self.document(
            kind, f"<h1>{escape(kind)} ({len(iris)})</h1>\n<table>{head}</tr></thead>\n{rows}\n</table>", "../../"
        )

    def _kinds_page(self, kinds: Mapping[str, Sequence[str]]) -> str:
        items = [
            f'<a href="{escape(kind)}/index.html">{escape(kind)}</a> ({len(iris)})' for kind, iris in kinds.items()
        ]
        rows = "".join(f"<li>{item}</li>" for item in items)
        return self.document("All things", f"<h1>All things, by kind</h1>\n<ul>{rows}</ul>", "../")

    def document(self, title: str, body: str, up: str) -> str:
        """Return a whole page; `title` is text, `body` is HTML, `up` leads to the root of the release."""
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)} - foederis</title>\n"
            f'<link rel="stylesheet" href="{up}style.css">\n</head>\n<body>\n'
            f'<nav><a href="{up}index.html">foederis {escape(self._facts.version)}</a> '
            f'<a href="{up}id/index.html">things</a> <a href="{up}def/index.html">words</a></nav>\n'
            f"<main>\n{body}\n</main>\n<footer>CC BY 4.0. Paraphrases and codings are ours; "
            "the passage named beside a statement is where it stands.</footer>\n</body>\n</html>\n"
        )


def _brief(iri: str) -> str:
    if "/id/passage/" in iri:
        return iri.rsplit("/", 1)[-1]
    return "ontology" if iri == FOED else iri.removeprefix(ID).removeprefix("graph/")


def _list(cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    listed = "<ul>" + "".join(f"<li>{cell}</li>" for cell in cells) + "</ul>"
    return listed if len(cells) <= _MANY else f"<details><summary>{len(cells)}</summary>{listed}</details>"


_STYLE = """
:root { color-scheme: light dark; --line: #8885; --soft: #777; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
nav { border-bottom: 1px solid var(--line); padding-bottom: .4rem; }
nav a { margin-right: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.2rem 0 .2rem; }
h2 { font-size: 1.15rem; margin-top: 1.6rem; }
.nl { color: var(--soft); margin: 0; }
.iri code { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .6rem .3rem 0; }
th, td { text-align: left; vertical-align: top; }
th[scope=row] { font-weight: 600; width: 12rem; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
td ul { list-style: none; padding: 0; }
li { margin: .2rem 0; }
.from, .from a, small { color: var(--soft); font-size: .85rem; }
dl { display: grid; gap: .1rem 1rem; grid-template-columns: 9rem 1fr; margin: .3rem 0 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; margin-top: 2rem; }
"""
