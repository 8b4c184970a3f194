"""A view as a networkx graph: scalar attributes only, one type each, all of them on every node and edge."""

from collections.abc import Mapping

import networkx as nx
import pyoxigraph as ox

from foederis import graph
from foederis.export.words import FOREIGN
from foederis.namespaces import FOED, ID
from foederis.queries import Answer

# The Okabe-Ito palette, which colour-blind readers can tell apart; each comes with a marker of its own.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D00", "#000000")


def build(
    answer: Answer, title: str, given: Mapping[str, str], language: str, data: ox.Store
) -> "nx.MultiDiGraph[str]":
    """Return the graph of a view's rows, titled with the values it was asked for.

    A row has `source`, `target` and `interaction`, and may have `sourceType`, `targetType`, `start`, `end` and
    `evidence` (a count). Node ids are short IRIs (`actor/nld`), the same at every export.

    Nodes carry label, name, type, color, size and iri; edges label, interaction, weight, evidence, and start and end
    (days as text, empty where open). For pictures a node also has a note, what it says in our words, if anything.
    """
    shown = ", ".join(f"{name} {value}" for name, value in given.items())
    full = f"{title} ({shown})" if shown else title
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=full, title=full, heading=title, asked=dict(given))
    kinds: dict[str, None] = {}
    for row in answer.rows:
        value = dict(zip(answer.variables, row, strict=True))
        ends = []
        for end in ("source", "target"):
            iri = getattr(value[end], "value", "")
            key = iri.removeprefix(ID)
            kind = _text(value.get(f"{end}Type"))
            name = _name(iri, language, data)
            kinds.setdefault(kind)
            ends.append(key)
            result.add_node(
                key, label=name, name=name, type=_name(kind, language, data), kind=kind.removeprefix(FOED), iri=iri,
                note=_said(iri, language, data, name),
            )  # fmt: skip
        role = _text(value["interaction"])
        word = _name(role, language, data)
        evidence = int(_text(value.get("evidence")) or 1)
        sure = {name: _text(value[name]) for name in ("sureStart", "sureEnd") if name in value}
        result.add_edge(
            ends[0],
            ends[1],
            f"{role.rsplit('/', 1)[-1]} {_text(value.get('start'))}".strip(),
            label=word,
            interaction=word,
            role=role.rsplit("/", 1)[-1],
            weight=float(evidence),
            evidence=evidence,
            start=_text(value.get("start")),
            end=_text(value.get("end")),
            **sure,
        )
    palette = dict(zip(sorted(kind.removeprefix(FOED) for kind in kinds), _COLOURS * 4, strict=False))
    for key, attributes in result.nodes(data=True):
        attributes["color"] = palette[attributes["kind"]]
        attributes["size"] = float(4 + result.degree(key))
    return result


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _name(iri: str, language: str, data: ox.Store) -> str:
    if iri in FOREIGN:
        return FOREIGN[iri][language]
    found = graph.label(data, iri, language) if iri.startswith("http") else None
    return found.text if found else iri.removeprefix(ID)


def _said(iri: str, language: str, data: ox.Store, name: str) -> str:
    """Return the paraphrase or the reason of a thing, where that is not its name already."""
    for predicate in ("paraphrase", "reason"):
        quads = data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(FOED + predicate), None, ox.DefaultGraph())
        found = {q.object.language: q.object.value for q in quads if isinstance(q.object, ox.Literal)}
        text = found.get(language) or found.get("en") or ""
        if text and text != name:
            return text
    return ""
