"""Statements on the page of a thing: each with its place and its holder, under the documents in which they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foederis import terms
from foederis.namespaces import FOED, ID
from foederis.site import both, outcomes
from foederis.site.both import Both, Named, same
from foederis.site.things import Site

PASSAGE = f"{ID}passage/"
SHOWN = 12  # statements of a document that stand on the page of a thing (both_macros.html)
_VIEWS = ("Position", "Preference", "CommitmentStatement", "Intention")
_ABBREVIATION = FOED + "abbreviation"
Here = tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A statement on a page: its text, where it stands and who holds it."""

    text: Named
    places: tuple[str, ...]
    holders: tuple[Named, ...]
    document: str = ""


@dataclass(frozen=True)
class Group:
    """Statements on a page, of one document where one is named, and who holds them all where that is the same."""

    document: Named | None
    holders: tuple[Named, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Source:
    """Whose a statement is: its holders, who reports it, in which document, when that was made."""

    holders: tuple[Named, ...]
    reporters: tuple[Named, ...]
    spoken: outcomes.Spoken


def source(site: Site, iri: str, here: Here) -> Source | None:
    """Return whose a statement is, and where it is made."""
    place = next((one for one in site.graphs_of(iri) if one.startswith(PASSAGE)), "")
    if not place or not site.is_a(iri, "Statement"):
        return None
    said = site.said_of(iri)
    holders, reporters = (
        tuple(site.named(one, here) for one in sorted(said.get(FOED + name, ()))) for name in ("holder", "reportedBy")
    )
    return Source(holders, reporters, outcomes.spoken(site, outcomes.document_of(place), here))


def statement(site: Site, iri: str, here: Here, page: str) -> Told:
    """Return a statement as it is told on the page of a thing; its document is told above it."""
    quads = site.out.get(iri, ())
    graphs = [one for one in dict.fromkeys(terms.value(q.graph_name) for q in quads) if one.startswith(PASSAGE)]
    holders = dict.fromkeys(terms.value(q.object) for q in quads if q.predicate.value == FOED + "holder")
    return Told(
        site.named(iri, here, paraphrase(site, iri)),
        tuple(terms.local(one) for one in graphs if one != page),
        tuple(site.named(one, here, _called(site, one)) for one in holders),
        next((one.removeprefix(PASSAGE).partition("/")[0] for one in graphs), ""),
    )


def _called(site: Site, iri: str) -> Both:
    """Return what a holder is called beside a statement: a person without the office."""
    name = site.name(iri)
    en, nl = name.en.partition(", ")[0], name.nl.partition(", ")[0]
    return Both(en, nl, name.language) if site.is_a(iri, "Person") and en == nl else name


def group(document: Named | None, told: Sequence[Told]) -> Group:
    """Return statements as a list: who holds all of them is told once, above."""
    if len(told) > 1 and len({one.holders for one in told}) == 1:
        return Group(document, told[0].holders, tuple(replace(one, holders=()) for one in told))
    return Group(document, (), tuple(told))


def by_document(site: Site, statements: Iterable[str], here: Here, page: str) -> list[Group]:
    """Return statements under the documents in which they stand; of many, what is held and promised first."""
    found: dict[str, list[tuple[bool, Told]]] = {}
    for iri in statements:
        one = statement(site, iri, here, page)
        found.setdefault(one.document, []).append((not any(site.is_a(iri, kind) for kind in _VIEWS), one))
    for some in found.values():
        if len(some) > SHOWN:
            some.sort(key=lambda pair: pair[0])
    return [
        group(site.named(f"{ID}document/{name}", here) if name else None, [one for _, one in some])
        for name, some in found.items()
    ]


def paraphrase(site: Site, iri: str) -> Both:
    """Return what a thing says, in both languages; else its name."""
    said = site.said.get(iri, {})
    return Both(said["en"], said["nl"]) if "en" in said and "nl" in said else site.name(iri)


def brief(site: Site, iri: str) -> Both:
    """Return what a page calls a graph: a passage by its place, with its document where there are several."""
    if iri.startswith(PASSAGE):
        document, _, locator = iri.removeprefix(PASSAGE).partition("/")
        return same(locator if len(site.documents) < 2 else f"{_short(site, document)}/{locator}")
    if iri == FOED:
        return both.words()["thing_from_ontology"]
    return same(iri.removeprefix(ID).removeprefix("graph/")) if iri.startswith(f"{ID}graph/") else site.name(iri)


def _short(site: Site, document: str) -> str:
    said = site.out.get(f"{ID}document/{document}", ())
    return min((terms.value(q.object) for q in said if q.predicate.value == _ABBREVIATION), default=document)
