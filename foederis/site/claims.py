"""What a document claims as a fact, for search engines: a `schema:Claim`, where that is honest.

It is told of a factual claim that its holder makes in a document of their own voice: not of what a holder is said to
have claimed, of what we infer, nor of a position, a promise, a forecast or advice, which claim no fact.
"""

import json
from typing import TYPE_CHECKING

from foederis.namespaces import FOAF, FOED, ID, RDF

if TYPE_CHECKING:
    from foederis.site.things import Site

_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("isBasedOn", "license", "url")},
}
_PAGE = FOAF + "page"
_PASSAGE = f"{ID}passage/"
_IS = f"{ID}concept/modality/is"


def claim(site: "Site", iri: str) -> str:
    """Return the claim that a statement is as JSON-LD that may stand in a page; empty where it is none to be told."""
    said = site.said_of(iri)
    if FOED + "FactualClaim" not in said.get(RDF + "type", ()) or FOED + "reportedBy" in said:
        return ""
    place = next((graph for graph in site.graphs_of(iri) if graph.startswith(_PASSAGE)), "")
    holders = sorted(said.get(FOED + "holder", ()))
    if not place or not holders or said.get(FOED + "modality") != {_IS}:
        return ""
    document = f"{ID}document/{place.removeprefix(_PASSAGE).partition('/')[0]}"
    about = site.said_of(document)
    appearance: dict[str, object] = {
        "@type": "CreativeWork",
        "@id": document,
        "name": _texts(site, document),
    }
    if official := sorted(about.get(_PAGE, ())):
        appearance["url"] = official[0]
    if day := _day(site, about.get(FOED + "when", set())):
        appearance["datePublished"] = day
    told = {
        "@context": _CONTEXT,
        "@type": "Claim",
        "@id": iri,
        "description": _texts(site, iri),
        "author": [{"@type": _kind(site, one), "@id": one, "name": site.label(one)} for one in holders],
        "appearance": appearance,
        "isBasedOn": place,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "claimInterpreter": {"@type": "Project", "name": "foederis", "url": "https://w3id.org/foederis/"},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _texts(site: "Site", iri: str) -> list[dict[str, str]]:
    return [{"@value": site.label(iri, tag), "@language": tag} for tag in ("en", "nl")]


def _kind(site: "Site", actor: str) -> str:
    return "Person" if FOED + "Person" in site.said_of(actor).get(RDF + "type", ()) else "Organization"


def _day(site: "Site", periods: set[str]) -> str:
    """Return the day that a period is, if it is one day."""
    for period in sorted(periods):
        said = site.said_of(period)
        days = {day for name in ("earliestStart", "latestEnd") for day in said.get(FOED + name, ())}
        if len(days) == 1:
            return days.pop()
    return ""
