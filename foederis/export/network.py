"""A view as a networkx graph: scalar attributes only, one type each, all of them on every node and edge."""

import itertools
import json
import math
from collections.abc import Mapping, Sequence

import networkx as nx
import pyoxigraph as ox

from foederis import graph, terms
from foederis.export import records, scales
from foederis.export.palette import APART, INKS
from foederis.export.phrases import phrases
from foederis.namespaces import FOED, ID
from foederis.queries import Answer


def build(
    answer: Answer, title: str, given: Mapping[str, str], language: str, data: ox.Store, subtitle: str = ""
) -> "nx.MultiDiGraph[str]":
    """Return the graph of a view's rows, titled with what it was asked for, which `subtitle` says in words.

    A row has `source`, `target` and `interaction`, and may have `sourceType`, `targetType`, `start`, `end`, `evidence`
    (a count), `document` and `passages` (IRIs of the graphs that state it, apart by spaces). Node ids are short IRIs
    (`actor/nld`) and edge keys short relations with their dates (`member 2009-04-01/`), the same at every export; where
    a second document says the same, its key ends with that document. What XML cannot hold stands as U+FFFD, and the
    attributes of the graph are text too, so that each writer of networkx can write it.

    Nodes and edges both carry label, name, type, kind, color, size, weight, iri, start, end (days as text, empty where
    open) and evidence (how many graphs state it); edges also interaction and passages. A node's weight and evidence
    are of all its edges, and its start and end are the first and last day of any of them. A node also has a note, what
    it says in our words, if anything. `graph["ordered"]` has what edges are called that are degrees of a scale, in
    their order, a line each.
    """
    title, subtitle = (
        records.clean(" ".join(text.split())) for text in (title, subtitle)
    )  # writers head lines with it
    full = f"{title}. {subtitle}" if subtitle else title
    asked = json.dumps({name: records.clean(value) for name, value in given.items()}, ensure_ascii=False)
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=full, title=full, heading=title, subtitle=subtitle, asked=asked)
    kinds: dict[str, str] = {}
    for row in answer.rows:
        value = dict(zip(answer.variables, row, strict=True))
        ends = []
        for end in ("source", "target"):
            iri = terms.value(value[end])
            key = iri.removeprefix(ID)
            kind = terms.value(value.get(f"{end}Type"))
            kind = kinds[key] = min(kind, kinds.get(key, kind))  # of several classes, always the same one
            name = _name(iri, language, data)
            ends.append(key)
            result.add_node(
                key, label=name, name=name, type=_name(kind, language, data), kind=terms.local(kind), iri=iri,
                note=_said(iri, language, data, name),
            )  # fmt: skip
        role = terms.value(value["interaction"])
        word = _name(role, language, data)
        passages = sorted(terms.value(value.get("passages")).split())
        evidence = int(terms.value(value.get("evidence")) or len(passages) or 1)
        start, end = terms.value(value.get("start")), terms.value(value.get("end"))
        sure = {name: terms.value(value[name]) for name in ("sureStart", "sureEnd") if name in value}
        labels = [result.nodes[key]["label"] for key in ends]
        known = f"{terms.path(role)} {start}/{end}" if start or end else terms.path(role)
        if result.has_edge(ends[0], ends[1], known):  # another document says the same: an edge of its own
            known = f"{known} {terms.path(terms.value(value.get('document')))}".rstrip()
        result.add_edge(
            ends[0],
            ends[1],
            known,
            label=word,
            name=f"{labels[0]} ({word}) {labels[1]}",
            interaction=word,
            type=word,
            kind=terms.local(terms.path(role)),
            role=role.rsplit("/", 1)[-1],
            iri=role,
            size=round(1 + math.log2(evidence), 2) if evidence > 1 else 1.0,
            weight=float(evidence),
            evidence=evidence,
            start=start,
            end=end,
            passages=" ".join(terms.path(one) for one in passages),
            **sure,
        )
    _paint(result, data)
    return result


def _paint(view: "nx.MultiDiGraph[str]", data: ox.Store) -> None:
    """Give nodes and edges their colours, and nodes what follows from their edges."""
    relations = {(str(a["kind"]), str(a["iri"]), str(a["label"])) for _, _, a in view.edges(data=True)}
    degrees = {kind: found for kind, iri, _ in relations if (found := scales.degree(iri, data))}
    placed = {(found.low, degrees[kind].value, label) for kind, _, label in relations if (found := degrees.get(kind))}
    view.graph["ordered"] = "\n".join(label for _, _, label in sorted(placed))
    inks = _palette({str(a["kind"]) for _, a in view.nodes(data=True)}, INKS)
    others = {kind for kind, _, _ in relations} - set(degrees)
    lines = _palette(others, APART if degrees else INKS)
    lines |= {kind: found.color(lines=True) for kind, found in degrees.items()}
    for _, _, a in view.edges(data=True):
        a["color"] = lines[a["kind"]]
    for key, attributes in view.nodes(data=True):
        around = [*view.in_edges(key, data=True), *view.out_edges(key, data=True)]
        starts, ends = ([str(a[when]) for *_, a in around] for when in ("start", "end"))
        passages = {word for *_, a in around for word in str(a["passages"]).split()}
        attributes |= {
            "color": inks[attributes["kind"]],
            "size": float(4 + view.degree(key)),
            "weight": float(sum(a["weight"] for *_, a in around)),
            "start": min(starts) if all(starts) else "",
            "end": max(ends) if all(ends) else "",
            "evidence": len(passages) or max(a["evidence"] for *_, a in around),
        }


def _palette(kinds: set[str], inks: Sequence[str]) -> dict[str, str]:
    return dict(zip(sorted(kinds), itertools.cycle(inks), strict=False))


def _name(iri: str, language: str, data: ox.Store) -> str:
    foreign = phrases("foreign", language)
    return foreign[iri] if iri in foreign else records.clean(graph.name(data, iri, language))


def _said(iri: str, language: str, data: ox.Store, name: str) -> str:
    """Return the paraphrase or the reason of a thing, where that is not its name already."""
    for predicate in ("paraphrase", "reason"):
        quads = data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(FOED + predicate), None, ox.DefaultGraph())
        found = {q.object.language: q.object.value for q in quads if isinstance(q.object, ox.Literal)}
        text = found.get(language) or found.get("en") or ""
        if text and text != name:
            return records.clean(text)
    return ""
