"""What a page needs to find the words of a document in a visitor's own copy: places and digests, none of the words."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from foederis import graph, sources
from foederis.namespaces import ID
from foederis.site import assets
from foederis.site.evidence import PASSAGE, Passage
from foederis.site.things import Link, Site
from foederis.site.wording import LANGUAGES, wording
from foederis.sources import Layout, Skeleton
from foederis.sources.language import language as spoken
from foederis.sources.normalise import plain

_FEW = 3  # documents that a page names where a copy of them can be chosen
_TEMPLATE = frozenset(  # words that stand in the page
    f"copy_{one}" for one in ("note", "nowhere", "own", "get", "official", "label", "safe", "away")
)


def offered(site: Site, passages: Mapping[str, Mapping[str, Passage]]) -> Mapping[str, bytes]:
    """Return a file for each document whose sentences are known, by its path; the site is told where each lies.

    They are not among the assets that every page names: only the pages of documents load one.

    Args:
        site: the things, with the sections in which passages are read.
        passages: the passages by IRI, by language.
    """
    made = {}
    hrefs = {}
    for document in sources.documents():
        content = script(told(sources.read_skeleton(document), sources.layout_of(document), passages, site.sections))
        hrefs[document] = assets.path(f"copy-{document}.js", content)
        made[hrefs[document]] = content
    site.copies = hrefs
    return made


def script(known: Mapping[str, object]) -> bytes:
    """Return what is known of a document as the script that hands it to the page."""
    return f"foederisCopy({_json(known['document'])},{_json(known)});\n".encode()


def beside(site: Site, data: ox.Store) -> Mapping[str, object]:
    """Return what the scripts need that find the words of copies or show them: the documents, and words to tell it in.

    It stands once before them (`assets.assets`), and not in each page.
    """
    known = {
        one: {
            "href": href,
            "lang": sources.layout_of(one).language,
            "title": {language: graph.name(data, f"{ID}document/{one}", language) for language in LANGUAGES},
        }
        for one, href in site.copies.items()
    }
    words = {
        language: {
            key: text
            for key, text in wording(language).items()
            if key.startswith(("copy_", "exact_")) and key not in _TEMPLATE
        }
        for language in LANGUAGES
    }
    return {"documents": known, "words": words}


def choices(site: Site, data: ox.Store, passages: Iterable[str], up: str, language: str) -> list[Link]:
    """Return where a copy can be chosen of the documents of passages, the most named first; few of them."""
    if "exact.js" not in site.assets:
        return []
    named = Counter(iri.removeprefix(PASSAGE).partition("/")[0] for iri in passages)
    root = f"{up}{'nl/' if language == 'nl' else ''}read"
    return [
        Link(graph.name(data, f"{ID}document/{one}", language), f"{root}/{one}/index.html#copy")
        for one, _ in named.most_common()
        if one in site.copies
    ][:_FEW]


def page(site: Site, document: str) -> str:
    """Return what the script of a document's page knows, as JSON; empty where there is nothing to find words by."""
    if document not in site.copies or "copy.js" not in site.assets:
        return ""
    return _json({"document": document, "compare": site.assets["compare.js"]})


def told(
    skeleton: Skeleton, layout: Layout, passages: Mapping[str, Mapping[str, Passage]], sections: Mapping[str, str]
) -> dict[str, object]:
    """Return what `align.js` takes of a document: what `sources.align` reads, anchors as they are looked for.

    Its `places` say by language what each sentence is called, `sections` on which page it is.
    """
    iris = [sources.passage_iri(skeleton.document, one.locator) for one in skeleton.sentences]
    marks: dict[str, list[tuple[int, str]]] = {}
    for mark in skeleton.marks:
        marks.setdefault(mark.sentence, []).append((mark.offset, mark.footnote.removeprefix("fn")))
    return {
        "document": skeleton.document,
        "language": layout.language,
        "sentences": [
            {
                "locator": one.locator, "start": one.start, "end": one.end, "digest": one.digest,
                "begins": plain(one.start_anchor), "ends": plain(one.end_anchor),
            }
            for one in skeleton.sentences
        ],
        "marks": marks,
        "footnotes": [
            {"name": one.name, "number": one.number, "begins": plain(one.start), "ends": plain(one.end)}
            for one in layout.footnotes
        ],
        "furniture": [plain(words) for words in layout.furniture],
        "lines": layout.left_out,
        "pages": layout.page_marks,
        "suspended": sorted(spoken(layout.language).suspended_before),
        "sections": [sections.get(iri, "") for iri in iris],
        "places": {one: _places(iris, passages[one]) for one in LANGUAGES},
    }  # fmt: skip


def _places(iris: Iterable[str], known: Mapping[str, Passage]) -> list[str]:
    return [known[iri].place if iri in known else iri.rpartition("/")[2] for iri in iris]


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
