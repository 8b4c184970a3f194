"""How rdflib evaluates our queries: the order of patterns and the joins of groups; what is found is rdflib's own.

rdflib joins two groups row by row, so that a question whose parts have a thousand rows each takes a million
comparisons, and takes patterns in the order of their unbound variables, so that every thing of a class is gone
through before the one that is named. In `GRAPH ?g` it looks into every graph there is, and in each at all that stands
in any. All three cost minutes on questions that Oxigraph answers in a moment. Here the rows of a join are found by the
values that they share, patterns by how much of the graph they match, and graphs by what must stand in them.
"""

import itertools
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib


class Counts:
    """How many triples of the default graph a pattern may find: by this the patterns of a query are put in order.

    rdflib takes those first that have the fewest unbound variables, so that `?x a Class` comes before a pattern that
    finds one thing by a name that is given. What is found is the same in any order.
    """

    def __init__(self) -> None:
        self.of: Counter[Any] = Counter()
        """By predicate, and by predicate and object."""
        self.ends: dict[Any, tuple[set[Any], set[Any]]] = {}
        """The subjects and objects of each predicate."""

    def add(self, triple: tuple[Any, Any, Any]) -> None:
        """Count a triple of the default graph."""
        subject, predicate, found = triple
        self.of[predicate] += 1
        self.of[predicate, found] += 1
        subjects, objects = self.ends.setdefault(predicate, (set(), set()))
        subjects.add(subject)
        objects.add(found)

    def expected(self, pattern: tuple[Any, Any, Any], known: set[Any]) -> float:
        """Return about how many triples a pattern finds for each solution so far; `known` are the bound variables."""
        subject, predicate, found = pattern
        from_here, to_there = _given(subject, known), _given(found, known)
        total = self.of.get(predicate) if _given(predicate, set()) else None
        if total is None:  # a path, a variable, or what is nowhere
            return (100_000, 20, 5)[from_here + to_there]
        if from_here and to_there:
            return 0.1
        if to_there and found not in known:
            return self.of.get((predicate, found), 0)
        subjects, objects = self.ends[predicate]
        return total / (len(subjects) if from_here else len(objects) if to_there else 1)

    def ordered(self, patterns: list[Any], known: set[Any]) -> list[Any]:
        """Return the patterns of a group, those first that find least."""
        left, order = list(patterns), []
        while left:
            pattern = min(left, key=lambda each: self.expected(each, known))
            left.remove(pattern)
            order.append(pattern)
            known = known | set(pattern)
        return order


_counts: "weakref.WeakKeyDictionary[rdflib.store.Store, Counts]" = weakref.WeakKeyDictionary()


def counts_of(store: "rdflib.store.Store") -> Counts:
    """Return the counts of a store, empty at first: who fills the default graph adds to them."""
    return _counts.setdefault(store, Counts())


def part(context: Any, what: Any) -> Iterable[Any]:  # noqa: ANN401 (rdflib's context and part of a query)
    """Evaluate a part of a query: what `rdflib.plugins.sparql.CUSTOM_EVALS` calls first.

    Groups of nothing have no row, as in SPARQL 1.1; rdflib has one without values. Inside a sub-select such a row
    joins with everything: what was asked of one actor would be told of all.

    Raises:
        NotImplementedError: rdflib goes on as usual.
    """
    from rdflib.plugins.sparql.evaluate import evalPart

    if what.name == "BGP" and (counts := _counts.get(context.graph.store)):
        if len(what.triples) > 1 or (what.triples and _is_named(context.graph)):
            return _matched(context, counts, what.triples)
        raise NotImplementedError
    if what.name == "Graph" and context[what.term] is None and (counts := _counts.get(context.graph.store)):
        needed = [pattern for pattern in _needed(what.p) if not _is_path(pattern[1])]
        if needed:
            return _in_graphs(context, counts, what, needed)
    if what.name == "Join" and not what.lazy:
        rows = iter(evalPart(context, what.p1))
        if (first := next(rows, None)) is None:  # what stands beside nothing need not be looked for
            return iter(())
        return _joined(itertools.chain([first], rows), _Rows(set(evalPart(context, what.p2))))
    if what.name == "Minus":
        return _lessened(evalPart(context, what.p1), _Rows(set(evalPart(context, what.p2))))
    if what.name == "AggregateJoin" and what.p.expr is not None:
        return _grouped(context, what)
    raise NotImplementedError


def _matched(context: Any, counts: Counts, patterns: list[Any]) -> Iterator[Any]:  # noqa: ANN401
    """Evaluate the patterns of a group; in a small named graph the first goes through what that graph holds."""
    from rdflib.plugins.sparql.evaluate import evalBGP

    known = _known(context, patterns)
    first, *others = order = counts.ordered(patterns, known)
    graph = context.graph
    if not _is_named(graph) or _is_path(first[1]) or counts.expected(first, known) <= len(graph):
        yield from evalBGP(context, order)
        return
    asked = [context[term] for term in first]
    for triple in graph.triples((None, None, None)):
        if all(one is None or one == found for one, found in zip(asked, triple, strict=True)):
            inner = context.push()
            if all(_binds(inner, term, found) for term, found in zip(first, triple, strict=True)):
                yield from evalBGP(inner, others)


def _binds(context: Any, term: Any, found: Any) -> bool:  # noqa: ANN401
    """Bind what is not bound yet; tell whether a term stands for what was found."""
    if context[term] is None:
        context[term] = found
    return bool(context[term] == found)


def _in_graphs(context: Any, counts: Counts, what: Any, needed: list[Any]) -> Iterator[Any]:  # noqa: ANN401
    """Evaluate a part in each named graph that holds what it needs most of all."""
    from rdflib.plugins.sparql.evaluate import evalPart
    from rdflib.plugins.sparql.evalutils import _join

    known = _known(context, needed)
    first = min(needed, key=lambda pattern: counts.expected(pattern, known))
    found: dict[Any, Any] = {}
    for _, graphs in context.graph.store.triples(tuple(context[term] for term in first), None):
        found.update((graph.identifier, graph) for graph in graphs)
    for name, graph in found.items():
        if _is_named(graph):
            for row in _join(evalPart(context.pushGraph(graph).push(), what.p), [{what.term: name}]):
                row.ctx.graph = context.graph
                yield row


def _needed(what: Any) -> list[Any]:  # noqa: ANN401
    """Return patterns that each solution of a part matches."""
    if what.name == "BGP":
        return list(what.triples)
    if what.name in ("Filter", "Extend"):
        return _needed(what.p)
    if what.name == "Join":
        return _needed(what.p1) + _needed(what.p2)
    return _needed(what.p1) if what.name == "LeftJoin" else []


def _known(context: Any, patterns: Iterable[Any]) -> set[Any]:  # noqa: ANN401
    return {term for pattern in patterns for term in pattern if context[term] is not None}


def _is_named(graph: Any) -> bool:  # noqa: ANN401
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Dataset

    return not isinstance(graph, Dataset) and graph.identifier != DATASET_DEFAULT_GRAPH_ID


def _is_path(predicate: object) -> bool:
    from rdflib.paths import Path

    return isinstance(predicate, Path)


class _Rows:
    """Rows of one side of a join, found by the values of the variables that all of them and the other side bind."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.all = list(rows)
        self.bound = set(self.all[0]).intersection(*self.all[1:]) if self.all else set()
        self.by: dict[tuple[Any, ...], dict[tuple[Any, ...], list[Any]]] = {}

    def beside(self, row: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield the rows that are compatible with a row of the other side."""
        shared = self.bound.intersection(row)
        near = self.all
        if shared:
            found = self.by.get(key := tuple(sorted(shared)))
            if found is None:
                found = self.by[key] = defaultdict(list)
                for other in self.all:
                    found[tuple(other[variable] for variable in key)].append(other)
            near = found.get(tuple(row[variable] for variable in key), [])
        return (other for other in near if row.compatible(other))


def _joined(rows: Iterable[Any], others: _Rows) -> Iterator[Any]:
    return (row.merge(other) for row in rows for other in others.beside(row))


def _lessened(rows: Iterable[Any], others: _Rows) -> Iterator[Any]:
    return (row for row in rows if all(row.disjointDomain(other) for other in others.beside(row)))


def _grouped(context: Any, what: Any) -> list[Any]:  # noqa: ANN401
    from rdflib.plugins.sparql.evaluate import evalAggregateJoin, evalPart

    rows = list(evalAggregateJoin(context, what))
    if len(rows) == 1 and not rows[0] and next(iter(evalPart(context, what.p)), None) is None:
        return []
    return rows


def _given(term: object, known: set[Any]) -> bool:
    from rdflib import BNode, Variable

    return term in known or not isinstance(term, (Variable, BNode))
