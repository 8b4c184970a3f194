"""`foederis show`: what the graph has on one thing, each fact with its passage or source."""

import argparse
import json
import re
import textwrap
from typing import Any

import pyoxigraph as ox

from foederis import graph, queries, sources
from foederis.cli.output import emit, shorten
from foederis.errors import BadUse
from foederis.namespaces import FOED, ID

_STATEMENTS = """
PREFIX foed: <https://w3id.org/foederis/def/>
SELECT DISTINCT ?passage ?order ?statement ?holder ?polarity ?modality ?paraphrase WHERE {
  VALUES ?thing { UNDEF }
  VALUES ?lang { "en" }
  GRAPH ?passage { ?statement a foed:Statement ; ?p ?thing ; foed:holder ?holder ; foed:paraphrase ?paraphrase }
  OPTIONAL { ?statement foed:polarity ?polarity ; foed:modality ?modality }
  OPTIONAL { ?passage foed:order ?order }
  FILTER(LANG(?paraphrase) = ?lang)
} ORDER BY ?order ?statement ?holder"""
_FACTS = """
SELECT DISTINCT ?subject ?property ?object ?graph WHERE {
  VALUES ?thing { UNDEF }
  { GRAPH ?graph { ?thing ?property ?object } BIND(?thing AS ?subject) }
  UNION {
    GRAPH ?graph { ?subject ?property ?thing } BIND(?thing AS ?object)
    FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/foederis/id/graph/catalogue/"))
  }
} ORDER BY ?graph ?property ?subject ?object"""
_LOCATOR = re.compile(r"[a-z]+[0-9]*([.][a-z0-9]+)+")
_NAMES = ("prefLabel", "altLabel", "hiddenLabel", "abbreviation", "paraphrase")
_SAID = ("mentions", "holder", "about", "subject", "object")  # by statements and passages: told as what is said


def show(options: argparse.Namespace) -> int:
    """Print names, statements, facts and links of a thing."""
    data = graph.store()
    iri = _thing(" ".join(options.thing), options.document, data)
    found = gather(iri, options.lang, data)
    if options.document:
        stem = sources.passage_iri(sources.named(options.document), "")
        elsewhere = ("passage", "graph")
        for part, where in zip(("statements", "facts"), elsewhere, strict=True):
            found[part] = [
                row for row in found[part] if "/id/passage/" not in row[where] or row[where].startswith(stem)
            ]
    content = (
        json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        if options.format == "json"
        else _text(found, options.lang)
    )
    emit(content, options.output)
    return 0


def _thing(name: str, document: str, data: ox.Store) -> str:
    """Return the IRI of what is to be shown.

    Raises:
        BadUse: nothing, or more than one thing, is called so, or it is a place in a document: that is shown elsewhere.
    """
    try:
        iri = graph.find(data, name)
        if "/id/passage/" not in iri:
            return iri
    except BadUse as unknown:
        iri = name
        if not _LOCATOR.fullmatch(name):
            try:
                sources.locate(name, document)
            except BadUse:
                raise unknown from None
    found, locator = sources.locate(iri, document)
    place = f"{found}/{locator}" if len(sources.documents()) > 1 else locator
    raise BadUse(f"'{name}' is a place in {found}", "", f"See: foederis source show {place}")


def gather(iri: str, language: str, data: ox.Store) -> dict[str, Any]:
    """Return names, types, statements and facts of a thing, as plain values ready for JSON."""
    node = str(ox.NamedNode(iri))
    facts = [[str(getattr(cell, "value", "")) for cell in row] for row in _select(_FACTS, {"thing": node}, data)]
    names: dict[str, list[str]] = {}
    kinds: list[str] = []
    rest = []
    for row, (subject, predicate, value, where) in zip(_select(_FACTS, {"thing": node}, data), facts, strict=True):
        short = predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        if subject == iri and short in ("prefLabel", "altLabel", "abbreviation"):
            tag = getattr(row[2], "language", "") or ""
            names.setdefault(tag, []).append(value)
        elif subject == iri and short == "type":
            kinds.append(shorten(value, language, data))
        elif short in _NAMES or (subject != iri and (short in _SAID or _is_statement(subject))):
            continue
        else:
            other = subject if subject != iri else value
            told = _told(subject, iri, language, data) if subject != iri else ("", "")
            if told is not None:
                named = shorten(predicate, language, data) if predicate.startswith(FOED) else short
                rest.append(
                    {
                        "property": predicate,
                        "propertyLabel": told[0] or named,
                        "inverse": subject != iri and not told[0],
                        "value": other,
                        "valueLabel": told[1]
                        or (shorten(other, language, data) if other.startswith("http") else other),
                        "graph": where,
                        "graphLabel": shorten(where, language, data).removeprefix("graph/"),
                    }
                )
    statements = [
        {
            "statement": value[2],
            "passage": value[0],
            "locator": shorten(value[0], language, data),
            "holder": shorten(value[3], language, data),
            "polarity": value[4].rsplit("/", 1)[-1],
            "modality": value[5].rsplit("/", 1)[-1],
            "modalityLabel": shorten(value[5], language, data) if value[5] else "",
            "paraphrase": value[6],
        }
        for row in _select(_STATEMENTS, {"thing": node, "lang": f'"{language}"'}, data)
        for value in [[str(getattr(cell, "value", "")) for cell in row]]
    ]
    title = graph.label(data, iri, language)
    name = title.text if title else iri
    return {
        "iri": iri,
        "label": name,
        "names": names,
        "types": sorted(set(kinds)),
        "statements": statements,
        "facts": sorted(rest, key=lambda fact: fact["inverse"]),
    }


def _is_statement(iri: str) -> bool:
    return any(f"/id/{kind}/" in iri for kind in ("statement", "recommendation"))


def _told(node: str, about: str, language: str, data: ox.Store) -> tuple[str, str] | None:
    """Return how a reader is told of a node that has no name of its own; None: it is told otherwise already."""
    values = {
        str(quad.predicate.value).removeprefix(FOED): shorten(str(getattr(quad.object, "value", "")), language, data)
        for quad in data.quads_for_pattern(ox.NamedNode(node), None, None, ox.DefaultGraph())
    }
    when = values.get("when", "")
    if "/id/existence/" in node:
        return values["existenceState"], when
    if "/id/participation/" in node:
        group, member = values["participatesIn"], values["participant"]
        other = group if shorten(about, language, data) == member else member
        return values["role"], f"{other}, {when}"
    if "/id/legallink/" in node:
        shown = {"nl": ("noemt", "ingeroepen"), "en": ("mentions", "invoked")}[language]
        return (
            (values["linkKind"], f"{values['linkObject']}, {when}".rstrip(", "))
            if values["linkKind"] in shown
            else None
        )
    return "", ""


def _select(text: str, values: dict[str, str], data: ox.Store) -> tuple[tuple[queries.Term, ...], ...]:
    question = queries.Question("show", "", "", "", "", "", text)
    return queries.select(queries.bind(question, values), data=data).rows


# The words of the page: what a thing is, a name without a language, and two headings.
_WORDS = {
    "en": ("is", "any", "What is said", "Facts and links"),
    "nl": ("is", "elke taal", "Wat er wordt gezegd", "Feiten en verwijzingen"),
}


def _text(found: dict[str, Any], language: str) -> str:
    kind, any_language, said_of, facts = _WORDS[language]
    lines = [found["label"], "=" * len(found["label"]), found["iri"], f"{kind}: {', '.join(found['types'])}"]
    for tag, values in sorted(found["names"].items()):
        lines.append(f"{tag or any_language}: {'; '.join(dict.fromkeys(values))}")
    if found["statements"]:
        lines += ["", f"{said_of} ({len(found['statements'])})"]
    for row in found["statements"]:
        mark = f"{row['locator']:<13}"
        said = f"{row['paraphrase']} [{row['holder']}; {row['modalityLabel']}]"
        lines += textwrap.wrap(said, 110, initial_indent=f"  {mark} ", subsequent_indent=" " * 16)
    if found["facts"]:
        lines += ["", f"{facts} ({len(found['facts'])})"]
    seen: set[str] = set()
    for row in found["facts"]:
        value = row["valueLabel"].removeprefix(ID)
        shown = f"({row['propertyLabel']}) {value}" if row["inverse"] else f"{row['propertyLabel']}: {value}"
        line = f"{shown}  [{row['graphLabel']}]"
        if line in seen:
            continue
        seen.add(line)
        lines += textwrap.wrap(line, 110, initial_indent="  ", subsequent_indent="      ")
    return "\n".join(lines) + "\n"
