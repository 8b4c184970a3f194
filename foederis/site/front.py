"""The front page: the scoreboard with its tallies, what became of what was promised, and the ways in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import graph, queries
from foederis.answers.columns import heading, said
from foederis.namespaces import ID
from foederis.queries import Answer, Term
from foederis.site.reading import Section
from foederis.site.things import Link, Site
from foederis.site.wording import wording

SCALES = ("response", "stance", "bindingness", "progress", "latest")
_MOST_ASKED = (
    "scoreboard",
    "commitments",
    "what-became-of",
    "positions",
    "about-instrument",
    "shifts",
    "said-on-matter",
    "money",
)
_TOLD = ("commitment-outcomes", "commitment-status", "kept-and-broken", "what-became-of", "overdue", "due")
_TALLIED = "scoreboard"
_BECAME = "kept-and-broken"


@dataclass(frozen=True)
class Tally:
    """How many parts have a code of a scale: its anchor on the page, its name, and the parts."""

    anchor: str
    name: str
    parts: Sequence[str]


def page(
    site: Site, data: ox.Store, sections: Sequence[Section], counts: Mapping[str, int], language: str, **more: object
) -> str:
    """Return the front page in a language; `counts` are those of the doors (`questions`, `things`, `documents` ...)."""
    up = "../" if language == "nl" else ""
    known = queries.questions()
    rows = _scoreboard(queries.ask(known[_TALLIED], {"lang": language}, data=data), site, data, language, up)
    became = _became(queries.ask(known[_BECAME], {}, data=data), site, data, language, up)
    words = wording(language)

    def titled(names: Sequence[str]) -> list[tuple[str, str]]:
        return [(one, known[one].title_nl if language == "nl" else known[one].title) for one in names if one in known]

    return site.page(
        "front.html",
        wording(language)["title"],
        up,
        lang=language,
        twin="index.html" if language == "nl" else "nl/index.html",
        description=_lead(language),
        heads=[(one, words["since"] if one == "latest" else heading(one, language)) for one in SCALES],
        rows=rows,
        tallies=[(heading(scale, language), _tally(scale, rows)) for scale in SCALES],
        became=became,
        followed=len({link.href for *_, links in became for link in links}),
        commitments=len(graph.instances(data, "foed:Commitment")),
        counts=counts,
        asked=titled(_MOST_ASKED),
        told=titled(_TOLD),
        uncoded=[
            (graph.name(data, iri, language), number)
            for iri in dict.fromkeys(one.document for one in sections)
            if (number := sum(one.uncoded for one in sections if one.document == iri))
        ],
        **more,
    )


def _lead(language: str) -> str:
    return wording(language)["lead"]


def _scoreboard(answer: Answer, site: Site, data: ox.Store, language: str, up: str) -> list[dict[str, object]]:
    rows = []
    for row in answer.rows:
        of = dict(zip(answer.variables, row, strict=True))
        iri = _iri(of["part"])
        rows.append(
            {
                "anchor": iri.rsplit("/", 1)[-1].removeprefix("aiv-112-"),
                "part": site.link(iri, up, graph.name(data, iri, language), language),
                "ask": _text(of["ask"]),
                "codes": {
                    scale: (_iri(of[scale]).rsplit("/", 1)[-1], graph.name(data, _iri(of[scale]), language))
                    for scale in SCALES
                    if of[scale] is not None
                },
                "acted": [
                    "" if of["latestOn"] is None else graph.name(data, _iri(of["latestOn"]), language),
                    *(graph.name(data, iri, language) for iri in sorted(_text(of["doneBy"]).split())),
                ],
                "proof": f"{up}{'nl/' if language == 'nl' else ''}q/{_TALLIED}/index.html",
            }
        )
    return rows


def _tally(scale: str, rows: list[dict[str, object]]) -> list[Tally]:
    found: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        codes = row["codes"]
        if isinstance(codes, dict) and scale in codes:
            code, name = codes[scale]
            found.setdefault(code, (name, []))[1].append(str(row["anchor"]))
    return [
        Tally(f"{scale}-{code}", name, parts)
        for code, (name, parts) in sorted(found.items(), key=lambda one: -len(one[1][1]))
    ]


def _became(
    answer: Answer, site: Site, data: ox.Store, language: str, up: str
) -> list[tuple[str, str, str, list[Link]]]:
    """Return status, what makes it so sure, count and the commitments, those of all debtors together."""
    found: dict[tuple[str, str], list[Link]] = {}
    words = said(language).get("certainty", {})
    for row in answer.rows:
        of = dict(zip(answer.variables, row, strict=True))
        listed = _text(of["commitments"]).split()
        certainty = _text(of["certainty"])
        proof = graph.name(data, _iri(of["proof"]), language) if of["proof"] is not None else ""
        sure = ", ".join(one for one in (words.get(certainty, certainty), proof) if one)
        links = found.setdefault((graph.name(data, _iri(of["status"]), language), sure), [])
        named = (site.link(iri, up, graph.name(data, iri, language), language) for iri in listed if iri.startswith(ID))
        links += [one for one in named if one not in links]
    return [(*key, str(len(links)), links) for key, links in sorted(found.items(), key=lambda one: -len(one[1]))]


def _iri(cell: Term) -> str:
    return cell.value if isinstance(cell, ox.NamedNode) else ""


def _text(cell: Term) -> str:
    return str(getattr(cell, "value", "") or "")
