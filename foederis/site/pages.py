"""Every page of the site by its path: front page, questions, documents, things, words, pictures, data."""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import cached, graph, queries, templates
from foederis.answers import columns
from foederis.answers.listing import group_name, grouped
from foederis.errors import BadInput
from foederis.graph import serialisation
from foederis.namespaces import CONCEPT, FOED
from foederis.queries import Parameter, Question
from foederis.site import (
    assets,
    citations,
    copies,
    evidence,
    forms,
    front,
    outcomes,
    parallel,
    pictures,
    question,
    reading,
    search,
    sparql,
    told,
    vocabulary,
)
from foederis.site.things import TWINS, Ask, Site
from foederis.site.wording import LANGUAGES, wording

DRAWN = {  # questions that a chart draws
    "scoreboard": "scoreboard-chart", "commitment-status": "promise-lanes", "timeline": "timeline-chart",
    "money": "money-chart", "said-on-matter": "matters-chart", "declined-then-taken-up": "scoreboard-since",
    "what-became-of": "promise-lanes", "participation": "participation", "tally-of-answers": "scoreboard-chart",
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """What the front page and the page of the data offer: the data set, the files of a release, the feeds.

    `described` is JSON-LD for search engines, which may stand in a page.
    """

    told: Mapping[str, object]
    examples: Sequence[str] = ()
    feeds: Sequence[str] = ()
    described: str = ""


def files(
    site: Site, quads: Sequence[ox.Quad], authors: Sequence[str], cited: citations.Cited, offered: Offered
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of all pages, with the pictures and the stylesheet.

    Args:
        site: the things.
        quads: the data, for the page of the words.
        authors: who made the data set.
        cited: how the data set is cited.
        offered: what the front page offers beside the pages.

    Raises:
        BadInput: a question is not valid SPARQL, or an IRI cannot be the name of a file.
    """
    data = graph.store()
    sections = reading.sections(data)
    passages = {language: evidence.passages(data, language) for language in LANGUAGES}
    site.sections = reading.placed(sections, passages["en"])
    outcomes.ask(site, data)
    known = copies.offered(site, passages)
    scripts = assets.assets(
        serialisation.text(list(quads), "trig", serialisation.names(list(quads))),
        {**search.files(site, data), **sparql.files(), **pictures.scripts(), **_titles()},
        texts=assets.with_evidence((one.iri for one in sections), TWINS, columns.all_described(data)),
        copies=copies.beside(site, data),
    )
    site.assets = scripts.hrefs
    yield from scripts.files.items()
    if scripts.built:
        yield from known.items()
    tasks: list[parallel.Task] = [
        *pictures.tasks(site, cited, DRAWN),
        *_questions(cited, data, site),
        *told.tasks(site),
        lambda: vocabulary.files(quads, authors, site),
        lambda: reading.files(site, data, sections, passages),
    ]
    yield from parallel.run(tasks)
    yield from _fronts(site, data, sections, offered)
    for language in LANGUAGES:
        yield search.page(site, language)
        yield sparql.page(site, data, language)
    yield "style.css", templates.style().encode()
    yield "icon.svg", templates.icon().encode()


def _fronts(
    site: Site, data: ox.Store, sections: list[reading.Section], offered: Offered
) -> Iterator[tuple[str, bytes]]:
    counts = {
        "questions": len(queries.questions()),
        "things": site.count,
        "documents": len({one.document for one in sections}),
        "pictures": sum(len(queries.questions(folder)) for folder in ("views", "charts")),
    }
    for language in LANGUAGES:
        root, other = ("nl/", "") if language == "nl" else ("", "nl/")
        page = front.page(site, data, sections, counts, language, feeds=offered.feeds, described=offered.described)
        yield f"{root}index.html", page.encode()
        up = "../" * (root.count("/") + 1)
        yield f"{root}data/index.html", site.page(
            "data.html", wording(language)["data"], up, lang=language, twin=f"{other}data/index.html",
            description=wording(language)["described_data"], described=offered.described, feeds=offered.feeds,
            examples=[site.link(iri, up, language=language) for iri in offered.examples], told=offered.told,
            releases=f"{site.url}{root}release/index.html" if site.place != site.url else "",
        ).encode()  # fmt: skip


def questions(cited: citations.Cited, data: ox.Store, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of every question, and the lists of them.

    Raises:
        BadInput: a question is not valid SPARQL; names file and line.
    """
    for task in _questions(cited, data, site):
        yield from task()


def _questions(cited: citations.Cited, data: ox.Store, site: Site) -> list[parallel.Task]:
    """Return what makes the pages of each question, and the lists of them."""
    known = queries.questions()
    offered = _values(known, data)
    site.asks = _asks(known, offered, data)
    asked = question.Asked(data, site, cited, known, DRAWN, offered)
    return [
        *(functools.partial(_question, one, asked) for one in known.values()),
        functools.partial(_lists, known, site),
    ]


def _values(known: Mapping[str, Question], data: ox.Store) -> Mapping[str, forms.Values]:
    """Return what `forms.offered` gives of each question; of the questions and the graph as they lie it is kept."""
    lying = data is graph.store() and all(known.get(name) == one for name, one in queries.questions().items())
    kept = graph.cache_folder() / f"offered-{graph.content_hash()}.json"
    found = cached.read_json(kept) if lying else None
    if not isinstance(found, dict) or found.keys() != known.keys():
        values = parallel.each([functools.partial(_offered, one, data) for one in known.values()])
        found = dict(zip(known, values, strict=True))
        if lying:
            for old in kept.parent.glob("offered-*.json"):
                cached.remove(old)
            cached.write_json(kept, found)
    return found


def _offered(one: Question, data: ox.Store) -> forms.Values:
    try:
        return forms.offered(one, data)
    except BadInput as error:
        raise BadInput(error.what, f"queries/{one.path}, {error.where}", error.remedy) from error


def _asks(known: Mapping[str, Question], offered: Mapping[str, forms.Values], data: ox.Store) -> dict[str, list[Ask]]:
    """Return, by thing, the questions that have rows for it, and its name as a value of each."""
    found: dict[str, list[Ask]] = {}
    for number, (one, parameter) in enumerate(askable(known)):
        for iri in offered[one.name].get(parameter.name, ()):
            if not iri.startswith((CONCEPT, FOED)):
                found.setdefault(iri, []).append((number, forms.name_of(iri, parameter.kind, data)))
    return found


def askable(known: Mapping[str, Question]) -> list[tuple[Question, Parameter]]:
    """Return the questions with each parameter that takes a thing: a page of a thing tells them by their number."""
    return [(one, parameter) for one in known.values() for parameter in one.parameters if parameter.type == "iri"]


def _titles() -> dict[str, bytes]:
    """Return what the pages of things load to tell of the questions that take them, by its name."""
    known = queries.questions()
    groups = [*grouped(known)]
    names = [[group_name(group, language) for language in ("en", "nl")] for group in groups]
    rows = [
        [one.name, by.name, one.title, one.title_nl or one.title, groups.index(one.group)] for one, by in askable(known)
    ]
    told = ",".join(json.dumps(some, ensure_ascii=False, separators=(",", ":")) for some in (rows, names))
    return {"asks.js": f"foederisAsks({told});\n".encode()}


def _question(one: Question, asked: question.Asked) -> Iterator[tuple[str, bytes]]:
    try:
        yield from question.files(one, asked)
    except BadInput as error:
        raise BadInput(error.what, f"queries/{one.path}, {error.where}", error.remedy) from error


def _lists(known: Mapping[str, Question], site: Site) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        root, other = ("nl/q", "q") if language == "nl" else ("q", "nl/q")
        groups = [
            (group.lower(), group_name(group, language), [_titled(one, language) for one in members])
            for group, members in grouped(known).items()
        ]
        drawn = [[_titled(one, language) for one in queries.questions(f).values()] for f in ("views", "charts")]
        page = site.page(
            "questions.html", wording(language)["questions"], "../" * (root.count("/") + 1), lang=language,
            description=wording(language)["described_questions"].format(len(known)), twin=f"{other}/index.html",
            groups=groups, count=len(known), views=drawn[0], charts=drawn[1],
        )  # fmt: skip
        yield f"{root}/index.html", page.encode()


def _titled(one: Question, language: str) -> tuple[str, str]:
    return one.name, one.title_nl if language == "nl" else one.title
