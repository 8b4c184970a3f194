"""The pages of things: every IRI of ours as HTML, Turtle and JSON-LD, so that a plain file server can answer for it.

Each page tells English and Dutch: names, properties, statements and headings (see `both`).
"""

import functools
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

import pyoxigraph as ox

from foederis import terms
from foederis.graph import excerpt
from foederis.namespaces import CONCEPT, FOED, ID, RDF, RDFS, SKOS
from foederis.site import both, claims, outcomes, statements
from foederis.site.both import Both, Named, relative, same
from foederis.site.parallel import Task
from foederis.site.things import Site, path_of

_FOR_PROGRAMS = (
    "checksum", "digest", "disregardsCue", "endAnchor", "endOffset", "locator", "mentionCount",
    "mentionsCue", "mentionsNumber", "order", "startAnchor", "startOffset", "wordCount",
)  # fmt: skip
_EVIDENCE = FOED + "evidence"
_JUDGED = (FOED + "codes", FOED + "reads")
_BELOW = RDFS + "subClassOf"
_ABOUT = FOED + "about"
_SCHEME, _TOP = SKOS + "inScheme", SKOS + "topConceptOf"
_LEFT_OUT = {
    RDF + "type",
    SKOS + "prefLabel",
    SKOS + "hiddenLabel",
    RDFS + "label",
    *(FOED + name for name in _FOR_PROGRAMS),
}
"""What is told at the head of a page, and what only a program reads: that is in the files of the thing."""
_ALL_NAMES = {SKOS + "altLabel", FOED + "abbreviation"}  # wanted in both
_TOLD_APART = ("Commitment", "Response", "Quantity", "LegalLink", "Participation", "Comparison", "Tension")
_SOURCED = (FOED + "holder", FOED + "reportedBy")
_PROMISES = tuple(FOED + name for name in ("makes", "reports", "reaffirms"))
_DESCRIBED = 90  # characters of a name in each language
_LISTED = 200  # things on a page of a list
_PART = 400  # things whose pages are made in one go
Here = tuple[str, ...]
_Head = TypeVar("_Head")


@dataclass(frozen=True)
class Cell:
    """A value on a page: a text that may be a link, or of several lines; and of a commitment what became of it."""

    name: Both
    href: str = ""
    lines: bool = False
    became: Both | None = None


@dataclass(frozen=True)
class Property:
    """A property on a page: its name and, of one of ours, the name of its page under `def/`: a script leads there."""

    name: Both
    term: str = ""


@dataclass(frozen=True)
class Step:
    """A development in the story of a thing: its order in time, when, what came, with which effect, and of what."""

    order: str
    when: Both
    told: Named
    effect: Named | None
    of: Named | None


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every page of a thing, and of the lists of them.

    Raises:
        BadInput: an IRI cannot be the name of a file.
    """
    for task in tasks(site):
        yield from task()


def tasks(site: Site) -> list[Task]:
    """Return what makes the pages of `files`, in parts that can be made beside each other."""
    known = sorted(site.iris)
    parts = [known[start : start + _PART] for start in range(0, len(known), _PART)]
    return [*(functools.partial(_things, site, part) for part in parts), functools.partial(_lists, site)]


def _things(site: Site, iris: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for iri in iris:
        path = path_of(iri)
        if iri != FOED:
            yield f"{path}.html", _page(site, iri, path).encode()
        quads = site.about(iri)
        yield f"{path}.ttl", excerpt.turtle(quads, site.prefixes)
        yield f"{path}.jsonld", excerpt.jsonld(quads, iri)


def _lists(site: Site) -> Iterator[tuple[str, bytes]]:
    kinds: dict[str, list[str]] = {}
    for iri in sorted(site.iris):
        if iri.startswith(ID):
            kinds.setdefault(iri.removeprefix(ID).split("/")[0], []).append(iri)
    for kind, iris in kinds.items():
        here = ("id", kind)
        things = [_listed_as(site, iri, here) for iri in iris]
        parts = [things[start : start + _LISTED] for start in range(0, len(things), _LISTED)]
        for number, part in enumerate(parts, 1):
            page = site.page_in_both(
                "kind.html", called(kind), here, things=part, count=len(things), number=number, pages=len(parts),
                description=both.words()["described_kind"].en.format(called(kind).en, len(things)),
            )  # fmt: skip
            yield f"id/{kind}/{'index' if number == 1 else f'page-{number}'}.html", page.encode()
    counts = [(called(kind), kind, len(iris)) for kind, iris in kinds.items()]
    listed = site.page_in_both(
        "kinds.html", both.words()["thing_list"], ("id",), kinds=counts, description=both.words()["described_kinds"].en
    )
    yield "id/index.html", listed.encode()


def _listed_as(site: Site, iri: str, here: Here) -> tuple[Named, str]:
    """Return a thing in the list of its kind with its place there, which names a coding or a reading well enough."""
    place = iri.removeprefix(f"{ID}{here[-1]}/")
    return (site.named(iri, here, same(place)), "") if site.judge(iri) else (site.named(iri, here), place)


def called(kind: str) -> Both:
    """Return what the things of a kind are called together."""
    return both.words().get(f"kinds_{kind}", same(kind))


def _page(site: Site, iri: str, path: str) -> str:
    here = tuple(path.split("/")[:-1])
    named, named_by = _named_by(site, iri, here)
    held = dict.fromkeys(terms.value(q.subject) for q in site.held.get(iri, ()))
    told = dict.fromkeys(terms.value(q.subject) for q in site.into.get(iri, ()) if terms.value(q.subject) not in held)
    title = site.name(iri)
    judged = bool(site.judge(iri))  # a coding or a reading, as its name says; in the graph of who judged, which is told
    answers = outcomes.answers(site, iri, here)
    groups = statements.by_document(site, [one for one in told if site.is_a(one, "Statement")], here, iri)
    states = statements.group(
        None, [statements.statement(site, one, here, iri) for one in held if site.is_a(one, "Statement")]
    )
    shown = {one.text.href for group in (states, *groups) for one in group.told[: statements.SHOWN]}
    source = statements.source(site, iri, here)
    led = {link.href for one in answers for link in (one.part, one.page)}  # the answers lead there
    return site.page_in_both(
        "thing.html",
        title,
        here,
        description=_described(site, iri),
        claim=claims.claim(site, iri) if site.url else "",  # as all that search engines read (templates/both.html)
        iri=iri,
        name=path.rsplit("/", 1)[-1],
        kinds=[] if judged else [site.named(kind, here) for kind in _kinds(site, iri)],
        answers=answers,
        answering=site.is_a(iri, "Response"),
        parts=site.is_a(iri, "Recommendation"),
        promised=outcomes.promised(site, iri, here),
        promises=site.is_a(iri, "Commitment"),
        column=outcomes.column,
        source=source,
        held=states,
        told=groups,
        facts=_facts(site, _not_told(site, iri, bool(answers), source is not None), here, title, judged),
        story=_story(site, iri, here, shown),
        named=_without(named, led),
        named_by=_without(named_by, led),
        asks=_asks(site, iri, title),
        read=_read(site, iri, here),
        read_as=both.words()["thing_read_whole" if iri in site.documents else "thing_read"],
        judged=judged,
        triples=0 if iri.startswith(statements.PASSAGE) else len(site.held.get(iri, ())),
        stated=[
            _cell(site, ox.NamedNode(one), here) for one in held if not site.is_a(one, "Statement") and "://" in one
        ],
    )


def _without(rows: list[tuple[_Head, list[Cell]]], led: Set[str]) -> list[tuple[_Head, list[Cell]]]:
    """Return rows without what the page leads to already."""
    left = [(head, [cell for cell in cells if cell.href not in led]) for head, cells in rows]
    return [(head, cells) for head, cells in left if cells]


def _not_told(site: Site, iri: str, answered: bool, sourced: bool) -> list[ox.Quad]:
    """Return what is said of a thing, but for what the head of its page tells: of a response, and of a statement."""
    response = outcomes.TOLD_OF_ANSWER if answered and site.is_a(iri, "Response") else ()
    apart = {*response, *(_SOURCED if sourced else ())}
    return [q for q in site.out.get(iri, ()) if terms.value(q.subject) == iri and q.predicate.value not in apart]


def _read(site: Site, iri: str, here: Here) -> list[str]:
    """Return where a passage is read in its document, in English and in Dutch; of a statement where it stands.

    Of a document that was read sentence by sentence it is its outline.
    """
    if iri in site.documents:
        outline = f"read/{terms.local(iri)}/index.html"
        return [relative(here, outline), relative(here, f"nl/{outline}")]
    place = next((one for one in site.graphs_of(iri) if one.startswith(statements.PASSAGE)), iri)
    found = iri if iri.startswith(statements.PASSAGE) or not site.is_a(iri, "Statement") else place
    return [relative(here, one) for one in (site.reading(found, "", "en"), site.reading(found, "", "nl")) if one]


def _kinds(site: Site, iri: str) -> list[str]:
    """Return the classes of a thing, but for those above another of them."""
    found = sorted(site.kinds.get(iri, ()))
    above = {terms.value(q.object) for kind in found for q in site.out.get(kind, ()) if q.predicate.value == _BELOW}
    return [kind for kind in found if kind not in above]


def _asks(site: Site, iri: str, title: Both) -> tuple[str, str]:
    """Return the questions that take a thing by their numbers, and the names that they take it by (web/thing.js).

    `1,4;7` and two names in two lines: the first takes 1 and 4. A name that is empty is that of the page in English.
    """
    found: dict[str, list[int]] = {}
    for number, value in site.asks.get(iri, ()):
        found.setdefault("" if value == title.en else value, []).append(number)
    return ";".join(",".join(map(str, numbers)) for numbers in found.values()), "\n".join(found)


def _described(site: Site, iri: str) -> str:
    """Return what search engines tell of a thing: of which kind it is, and its names."""
    kinds = ", ".join(site.label(kind) for kind in sorted(site.kinds.get(iri, ())) if kind != FOED + "Statement")
    name = site.name(iri).short(_DESCRIBED)
    names = " / ".join(dict.fromkeys((name.en, name.nl)))
    return f"{kinds}: {names}" if kinds else names


def _facts(
    site: Site, quads: Iterable[ox.Quad], here: Here, title: Both, judged: bool
) -> list[tuple[Named | None, list[tuple[Property, list[Cell]]]]]:
    """Return the facts by property, under each graph that states them; the title is not told again."""
    graphs: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in quads:
        if quad.predicate.value not in _LEFT_OUT and isinstance(quad.object, ox.NamedNode | ox.Literal):
            rows = graphs.setdefault(terms.value(quad.graph_name), {})
            rows.setdefault(quad.predicate.value, []).append(quad.object)
    for rows in graphs.values():  # what has another role in the same place is not told again as what it is about
        others = {one for predicate, values in rows.items() if predicate != _ABOUT for one in values}
        rows[_ABOUT] = [one for one in rows.get(_ABOUT, ()) if one not in others]
        rows[_TOP] = [one for one in rows.get(_TOP, ()) if one not in rows.get(_SCHEME, ())]
    told = [
        (
            site.named(graph, here, statements.brief(site, graph)) if graph else None,
            [
                (_property(site, one), cells)
                for one, values in rows.items()
                if (cells := [cell for cell in _cells(site, one, values, here, judged) if cell.name != title])
            ],
        )
        for graph, rows in graphs.items()
    ]
    return [(graph, rows) for graph, rows in told if rows]


def _cells(
    site: Site, predicate: str, values: Sequence[ox.NamedNode | ox.Literal], here: Here, judged: bool
) -> list[Cell]:
    """Return the values of a property: texts that are there in both languages as one value in either.

    Of what was `judged` the evidence is told by its place in the document, which the page names.
    """
    texts = {tag: [v.value for v in values if isinstance(v, ox.Literal) and v.language == tag] for tag in ("en", "nl")}
    paired = predicate not in _ALL_NAMES and len(texts["en"]) == len(texts["nl"]) > 0
    found = [Cell(Both(*pair), lines="\n" in pair[0]) for pair in zip(*texts.values(), strict=True)] if paired else []
    brief = judged and predicate == _EVIDENCE
    return found + [
        Cell(same(terms.local(value.value)), site.named(value.value, here).href)
        if brief and value.value.startswith(statements.PASSAGE)
        else _cell(site, value, here)
        for value in values
        if not (paired and isinstance(value, ox.Literal) and value.language in texts)
    ]


def _cell(site: Site, term: ox.NamedNode | ox.Literal, here: Here) -> Cell:
    if isinstance(term, ox.NamedNode):
        link = site.named(term.value, here)
        return Cell(link.name, link.href)
    return Cell(Both(term.value, term.value, term.language or ""), lines="\n" in term.value)


def property_name(site: Site, predicate: str) -> Both:
    """Return what a property is called: ours by its label, those of others as `vocabularies.toml` has them."""
    found = site.name(predicate)
    return same(terms.local(predicate)) if found.en == predicate else found


def _property(site: Site, predicate: str) -> Property:
    term = path_of(predicate).removeprefix("def/") if predicate.startswith(FOED) else ""
    return Property(property_name(site, predicate), term)


def _named_by(
    site: Site, iri: str, here: Here
) -> tuple[list[tuple[Both, list[Cell]]], list[tuple[Property, list[Cell]]]]:
    """Return what names a thing: first by its class (a commitment, an amount ...), the rest by the property.

    What the facts of the page lead to is not told again as what leads back.
    """
    facts = {terms.value(quad.object) for quad in site.out.get(iri, ())}
    sorted_out: dict[str, dict[str, Cell]] = {}
    rows: dict[str, dict[str, Cell]] = {}
    for quad in site.into.get(iri, ()):
        subject = quad.subject
        if not isinstance(subject, ox.NamedNode) or terms.value(quad.object) != iri:
            continue
        if site.is_a(subject.value, "Statement") or site.is_a(subject.value, "Development"):
            continue
        kind = next((one for one in _TOLD_APART if site.is_a(subject.value, one)), "")
        if not kind and subject.value in facts:
            continue
        place = sorted_out.setdefault(kind, {}) if kind else rows.setdefault(quad.predicate.value, {})
        cell = _cell(site, subject, here)
        if quad.predicate.value in _JUDGED and (judge := site.judge(subject.value)):
            cell = Cell(site.name(judge), cell.href)  # what is judged is told by the page
        elif quad.predicate.value == _EVIDENCE and (judge := site.judge(subject.value)):
            of, by = terms.local(subject.value), site.name(judge)
            cell = Cell(Both(f"{of}, {by.en}", f"{of}, {by.nl}"), cell.href)
        elif subject.value.startswith(statements.PASSAGE):
            cell = Cell(statements.brief(site, subject.value), cell.href)
        elif kind == "Commitment":
            cell = replace(cell, became=outcomes.became(site, subject.value))
        place[subject.value] = cell
    return (
        [
            (both.words()[f"thing_{kind.lower()}"], [*sorted_out[kind].values()])
            for kind in _TOLD_APART
            if kind in sorted_out
        ],
        [(_property(site, one), [*cells.values()]) for one, cells in sorted(rows.items())],
    )


def _story(site: Site, iri: str, here: Here, shown: Set[str]) -> list[Step]:
    """Return the developments of a thing, of what is stated of it and of what was promised, earliest first.

    A statement that is `shown` on the page is called by its place, not told once more.
    """
    concerned = {iri}
    if not iri.startswith((FOED, CONCEPT)):
        stated = {
            terms.value(q.subject) for q in site.into.get(iri, ()) if site.is_a(terms.value(q.subject), "Statement")
        }
        concerned |= stated
        for one in stated:
            concerned |= {terms.value(q.object) for q in site.out.get(one, ()) if q.predicate.value in _PROMISES}
    found: dict[str, Step] = {}
    for item in sorted(concerned):
        for quad in site.into.get(item, ()):
            one = terms.value(quad.subject)
            if quad.predicate.value == FOED + "concerns" and site.is_a(one, "Development") and one not in found:
                said = {q.predicate.value: terms.value(q.object) for q in site.out.get(one, ())}
                period, effect = said.get(FOED + "when", ""), said.get(FOED + "effect", "")
                found[one] = Step(
                    period.rsplit("/", 1)[-1], site.name(period) if period else same(""), site.named(one, here),
                    site.named(effect, here) if effect else None,
                    _concerned(site, item, here, shown) if item != iri else None,
                )  # fmt: skip
    return sorted(found.values(), key=lambda step: (step.order, step.told.name.en))


def _concerned(site: Site, iri: str, here: Here, shown: Set[str]) -> Named:
    one = site.named(iri, here, statements.paraphrase(site, iri))
    place = next((graph for graph in site.graphs_of(iri) if graph.startswith(statements.PASSAGE)), "")
    return Named(statements.brief(site, place), one.href) if place and one.href in shown else one
