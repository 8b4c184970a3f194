"""The pages of a document: its outline, and each section sentence by sentence with what is stated in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import escapes, graph, queries, sources
from foederis.namespaces import FOAF, FOED, ID
from foederis.site import copies
from foederis.site.evidence import PASSAGE, Passage
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES, wording

_WHY = ox.NamedNode(FOED + "emptyBecause")
_PAGE = ox.NamedNode(FOAF + "page")
_COVERAGE = "coverage"


@dataclass(frozen=True)
class Section:
    """A section of a document: its IRI, its name by language, how many sentences, how many state something or nothing.

    `uncoded` sentences were left out, `lost` words are missing from the copy that was read.
    """

    iri: str
    document: str
    names: Mapping[str, str]
    sentences: int
    stated: int
    empty: int
    uncoded: int
    lost: int

    @property
    def locator(self) -> str:
        """Its place in its document."""
        return self.iri.removeprefix(PASSAGE).partition("/")[2]


def sections(data: ox.Store) -> list[Section]:
    """Return the sections of all documents, each document's in its order."""
    answer = queries.ask(queries.questions()[_COVERAGE], {}, data=data)
    found = []
    for row in answer.rows:
        of = dict(zip(answer.variables, (str(getattr(cell, "value", "")) for cell in row), strict=True))
        names = {language: _name(data, of["section"], language) for language in LANGUAGES}
        counts = [int(of[key] or 0) for key in ("sentences", "stated", "empty", "notCoded", "wordsLost")]
        found.append(Section(of["section"], of["document"], names, *counts))
    return found


def _name(data: ox.Store, iri: str, language: str) -> str:
    texts = {
        quad.object.language: quad.object.value
        for quad in data.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    }
    return texts.get(language) or next(iter(texts.values()), iri.removeprefix(PASSAGE))


_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def placed(known: list[Section], passages: Mapping[str, Passage]) -> dict[str, str]:
    """Return, by passage, the locator of the innermost section in which it is read."""
    by_iri = {one.iri: one.locator for one in known}
    found = {}
    for iri in passages:
        start = iri
        while start not in by_iri and "." in start.removeprefix(PASSAGE):
            start = start.rpartition(".")[0]
        if start in by_iri:
            found[iri] = by_iri[start]
    return found


def files(
    site: Site, data: ox.Store, known: list[Section], passages: Mapping[str, Mapping[str, Passage]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the list of documents, the outline of each and its sections, in each language, by path."""
    documents = dict.fromkeys(one.document for one in known)
    for language in LANGUAGES:
        root, other = ("nl/read", "read") if language == "nl" else ("read", "nl/read")
        up = "../" * (root.count("/") + 1)
        listed = [_document(site, data, iri, known, language, up) for iri in documents]
        yield (
            f"{root}/index.html",
            site.page(
                "documents.html",
                site_title(language),
                up,
                lang=language,
                twin=f"{other}/index.html",
                description=wording(language)["described_documents"].format(len(listed)),
                listed=listed,
            ).encode(),
        )
        up += "../"
        for told in (_document(site, data, iri, known, language, up) for iri in documents):
            name = str(told["name"])
            own = [one for one in known if one.document == told["iri"]]
            outline = site.page(
                "outline.html", str(told["title"]), up, lang=language, twin=f"{other}/{name}/index.html",
                description=wording(language)["described_outline"].format(told["title"], told["sentences"]),
                document=told, sections=[(one, one.names[language]) for one in own],
                copy=copies.page(site, name),
            )  # fmt: skip
            yield f"{root}/{name}/index.html", outline.encode()
            for one in own:
                if one.sentences:
                    below = [
                        (part.locator, part.names[language]) for part in own if part.sentences and _within(part, one)
                    ]
                    page = _section(site, data, one, told, below, passages[language], language, up, f"{other}/{name}")
                    yield f"{root}/{name}/{one.locator}.html", page.encode()


def _within(part: Section, whole: Section) -> bool:
    """Say whether a section is one step below another."""
    return part.locator.rpartition(".")[0] == whole.locator


def site_title(language: str) -> str:
    """Return what the list of documents is called."""
    return "Documenten" if language == "nl" else "Documents"


def _document(site: Site, data: ox.Store, iri: str, known: list[Section], language: str, up: str) -> dict[str, object]:
    own = [one for one in known if one.document == iri]
    pages = (q.object for q in data.quads_for_pattern(ox.NamedNode(iri), _PAGE, None, ox.DefaultGraph()))
    return {
        "iri": iri,
        "name": iri.removeprefix(f"{ID}document/"),
        "title": graph.name(data, iri, language),
        "link": site.link(iri, up, graph.name(data, iri, language), language),
        "lang": sources.layout_of(iri.removeprefix(f"{ID}document/")).language,
        "official": next((escapes.address(str(getattr(one, "value", ""))) for one in pages), ""),
        "sentences": sum(one.sentences for one in own),
        "stated": sum(one.stated for one in own),
        "empty": sum(one.empty for one in own),
        "uncoded": sum(one.uncoded for one in own),
        "lost": sum(one.lost for one in own),
    }


def _section(
    site: Site, data: ox.Store, section: Section, document: Mapping[str, object], below: list[tuple[str, str]],
    passages: Mapping[str, Passage], language: str, up: str, twin: str,
) -> str:  # fmt: skip
    rows = []
    for iri, one in passages.items():
        if site.sections.get(iri) != section.locator or one.document != section.document:
            continue
        why = (q.object for q in data.quads_for_pattern(ox.NamedNode(iri), _WHY, None, ox.DefaultGraph()))
        rows.append(
            {
                "passage": one,
                "link": site.link(iri, up, one.place, language),
                "said": [
                    (
                        site.link(said.iri, up, said.text, language),
                        [site.link(who, up, graph.name(data, who, language), language) for who in said.holders],
                        ", ".join(graph.name(data, who, language) for who in said.judges),
                    )
                    for said in one.said
                ],
                "why": next((graph.name(data, str(getattr(reason, "value", "")), language) for reason in why), ""),
            }
        )
    name = section.names[language]
    return site.page(
        "section.html", f"{name} – {document['title']}", up, lang=language,
        description=wording(language)["described_section"].format(name, document["title"], len(rows)),
        twin=f"{twin}/{section.locator}.html", document=document, heading=name, rows=rows,
        below=below,
        copy=copies.page(site, str(document["name"])),
    )  # fmt: skip
