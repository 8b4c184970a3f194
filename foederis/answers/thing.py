"""Everything the graph has on one thing: its names, what is said of it and where, facts and links with their source."""

import re
from typing import Any

import pyoxigraph as ox

from foederis import escapes, graph, queries, terminal, terms
from foederis.namespaces import CONCEPT, FOED, ID, SKOS
from foederis.queries import internal

_A_THING = re.compile(rf"{ID}(?:actor|document|event|instrument|provision|topic)/")
_PLACE = 13  # characters for the place of a statement, more where a place is longer
_NAMES = ("prefLabel", "altLabel", "hiddenLabel", "abbreviation", "paraphrase")
_SAID = ("mentions", "holder", "about", "subject", "object")  # by statements and passages: told as what is said


def gather(iri: str, language: str, data: ox.Store) -> dict[str, Any]:
    """Return names, types, statements and facts of a thing, as plain values ready for JSON."""
    names: dict[str, list[str]] = {}
    kinds: list[str] = []
    meaning: dict[str, str] = {}
    facts = []
    for subject, predicate, term, where in _facts(iri, data):
        if ":" not in subject:
            continue  # a blank node: a list of the ontology, of which a reader learns nothing
        value, short = terms.value(term), terms.local(predicate)
        if subject == iri and short in ("prefLabel", "altLabel", "abbreviation"):
            names.setdefault(getattr(term, "language", "") or "", []).append(value)
        elif subject == iri and short in ("definition", "comment"):
            meaning[getattr(term, "language", "") or ""] = value
        elif subject == iri and short == "type":
            kinds.append(graph.marked(data, value, language))
        elif short not in _NAMES and (subject == iri or not (short in _SAID or _is_statement(subject))):
            told = _told(subject, iri, language, data) if subject != iri else ("", "")
            if told is not None:
                facts.append(_fact(iri, subject, predicate, value, where, told, language, data))
    return {
        "iri": iri,
        "label": graph.name(data, iri, language),
        "names": names,
        "definition": meaning.get(language) or next((meaning[tag] for tag in sorted(meaning)), ""),
        "types": sorted(set(kinds)),
        "codes": _codes(iri, language, data),
        "statements": _statements(iri, language, data),
        "facts": sorted(facts, key=lambda fact: bool(fact["inverse"])),
    }


def _codes(iri: str, language: str, data: ox.Store) -> list[dict[str, str]]:
    """Return the codes of a code list, each as a sheet writes it, with its name and what it means."""
    pattern = data.quads_for_pattern(None, ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(iri), ox.DefaultGraph())
    return [
        {
            "iri": code,
            "code": code.removeprefix(CONCEPT),
            "label": graph.name(data, code, language),
            "definition": _defined(code, language, data),
        }
        for code in sorted(terms.value(quad.subject) for quad in pattern)
    ]


def _defined(iri: str, language: str, data: ox.Store) -> str:
    node, definition = ox.NamedNode(iri), ox.NamedNode(SKOS + "definition")
    told = [quad.object for quad in data.quads_for_pattern(node, definition, None, ox.DefaultGraph())]
    return next((terms.value(one) for one in told if getattr(one, "language", "") == language), "")


def search(words: str, language: str, data: ox.Store) -> list[dict[str, str]]:
    """Return the things of the graph that have each of some words in one of their names, by IRI.

    A word may be part of a longer one: `export` finds `wapenexport` too. Each has the form that a sheet takes, its name
    and its other names.
    """
    wanted = {graph.fold(word) for word in set(words.split())} - {""}
    named: dict[str, list[str]] = {}
    for predicate in ("prefLabel", "altLabel", "hiddenLabel", "abbreviation"):
        node = ox.NamedNode((FOED if predicate == "abbreviation" else SKOS) + predicate)
        for quad in data.quads_for_pattern(None, node, None, ox.DefaultGraph()):
            thing, name = terms.value(quad.subject), terms.value(quad.object)
            if _A_THING.match(thing) and name not in named.setdefault(thing, []):
                named[thing].append(name)
    found = []
    for thing, names in sorted(named.items()):
        if wanted and any(all(word in folded for word in wanted) for folded in map(graph.fold, names)):
            own = graph.name(data, thing, language)
            others = "; ".join(name for name in names if name != own)
            found.append({"iri": thing, "name": thing.removeprefix(ID), "label": own, "others": others})
    return found


def search_text(found: list[dict[str, str]]) -> str:
    """Return what `search` found, a thing on each line: as a sheet writes it, its name, and its other names."""
    room = terminal.columns()
    lines = []
    for row in _shown(found):
        others = f" ({row['others']})" if row["others"] else ""
        lines += terminal.wrap(f"{row['name']}  {row['label']}{others}", room, "", "    ")
    return "".join(f"{line}\n" for line in lines)


def only(found: dict[str, Any], stem: str) -> None:
    """Leave of what `gather` found what no passage says, and what passages say whose IRIs begin with `stem`."""
    for part, where in (("statements", "passage"), ("facts", "graph")):
        found[part] = [row for row in found[part] if "/id/passage/" not in row[where] or row[where].startswith(stem)]


def _facts(iri: str, data: ox.Store) -> list[tuple[str, str, queries.Term, str]]:
    rows = internal.answer("facts-of", data, thing=ox.NamedNode(iri)).rows
    return [(terms.value(s), terms.value(p), o, terms.value(g)) for s, p, o, g in rows]


def _fact(
    iri: str, subject: str, predicate: str, value: str, where: str, told: tuple[str, str], language: str, data: ox.Store
) -> dict[str, Any]:
    other = subject if subject != iri else value
    named = graph.marked(data, predicate, language) if predicate.startswith(FOED) else terms.local(predicate)
    return {
        "property": predicate,
        "propertyLabel": told[0] or named,
        "inverse": subject != iri and not told[0],
        "value": other,
        "valueLabel": told[1] or graph.marked(data, other, language),
        "graph": where,
        "graphLabel": graph.marked(data, where, language).removeprefix("graph/"),
    }


def _statements(iri: str, language: str, data: ox.Store) -> list[dict[str, str]]:
    rows = internal.rows("statements-about", data, thing=ox.NamedNode(iri), language=language)
    return [
        {
            "statement": statement,
            "passage": passage,
            "locator": graph.marked(data, passage, language),
            "holder": graph.marked(data, holder, language),
            "polarity": terms.local(polarity),
            "modality": terms.local(modality),
            "modalityLabel": graph.marked(data, modality, language) if modality else "",
            "paraphrase": paraphrase,
        }
        for passage, _, _, _, statement, holder, polarity, modality, paraphrase in rows
    ]


def _is_statement(iri: str) -> bool:
    return any(f"/id/{kind}/" in iri for kind in ("statement", "recommendation"))


def _told(node: str, about: str, language: str, data: ox.Store) -> tuple[str, str] | None:
    """Return how a reader is told of a node that has no name of its own; None: it is told otherwise already."""
    values = {
        quad.predicate.value.removeprefix(FOED): graph.marked(data, terms.value(quad.object), language)
        for quad in data.quads_for_pattern(ox.NamedNode(node), None, None, ox.DefaultGraph())
    }
    when = values.get("when", "")
    if "/id/existence/" in node:
        return values["existenceState"], when
    if "/id/participation/" in node:
        group, member = values["participatesIn"], values["participant"]
        other = group if graph.marked(data, about, language) == member else member
        return values["role"], f"{other}, {when}"
    if "/id/legallink/" in node:
        shown = {"nl": ("noemt", "ingeroepen"), "en": ("mentions", "invoked")}[language]
        return (
            (values["linkKind"], f"{values['linkObject']}, {when}".rstrip(", "))
            if values["linkKind"] in shown
            else None
        )
    return "", ""


# The words of the page: what a thing is, a name without a language, and two headings.
_WORDS = {
    "en": ("is", "any", "What is said", "Facts and links"),
    "nl": ("is", "elke taal", "Wat er wordt gezegd", "Feiten en verwijzingen"),
}


def _shown(found: Any) -> Any:  # noqa: ANN401 (a tree of dicts, lists and texts)
    """Return what `gather` found with each text as one line for people."""
    if isinstance(found, dict):
        return {key: _shown(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_shown(value) for value in found]
    return escapes.line(found) if isinstance(found, str) else found


def text(found: dict[str, Any], language: str) -> str:
    """Return what `gather` found as a page for a terminal."""
    found = _shown(found)
    kind, any_language, said_of, facts = _WORDS[language]
    room = terminal.columns()
    head = terminal.wrap(found["label"], room)
    lines = [*head, "=" * max(map(terminal.width, head)), *terminal.wrap(found["iri"], room)]
    told = [(kind, ", ".join(found["types"]))]
    told += [(tag or any_language, "; ".join(dict.fromkeys(values))) for tag, values in sorted(found["names"].items())]
    for name, value in told:
        lines += terminal.wrap(f"{name}: {value}", room, "", "    ")
    if found["definition"]:
        lines += ["", *terminal.wrap(found["definition"], room)]
    lines += [""] * bool(found["codes"])
    for row in found["codes"]:
        lines += terminal.wrap(f"{row['code']}  {row['label']}: {row['definition']}", room, "  ", "      ")
    if found["statements"]:
        lines += ["", f"{said_of} ({len(found['statements'])})"]
    width = max([_PLACE, *(terminal.width(row["locator"]) for row in found["statements"])])
    for row in found["statements"]:
        mark = f"{row['locator']:<{width}}"
        said = f"{row['paraphrase']} [{row['holder']}; {row['modalityLabel']}]"
        if width <= room // 3:
            lines += terminal.wrap(said, room, f"  {mark} ")
        else:
            lines += [*terminal.wrap(row["locator"], room, "  "), *terminal.wrap(said, room, "    ")]
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
        lines += terminal.wrap(line, room, "  ", "      ")
    return "\n".join(lines) + "\n"
