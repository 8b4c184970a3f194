"""What pySHACL asks for every focus node, answered without doing the work again: its reports stay the same."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import rdflib
from pyshacl.constraints.core.shape_based_constraints import PropertyConstraintComponent
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.plugins.stores.memory import SimpleMemory


@contextmanager
def together() -> Iterator[list[int]]:
    """Let pySHACL hold all things against a property shape in one go, and put back what was there.

    It goes through them one by one, and reads the shape anew for each, which took most of a run; given several things,
    as a shape with targets is, it finds the same. Yields a list that gets the number of things of each such go.
    """
    single = PropertyConstraintComponent._evaluate_property_shape
    sizes: list[int] = []

    def several(
        component: Any,  # noqa: ANN401 (as pySHACL has it)
        executor: Any,  # noqa: ANN401
        name: Any,  # noqa: ANN401
        data: Any,  # noqa: ANN401
        values: Mapping[Any, Any],
        recursive: Any,  # noqa: ANN401
        path: list[Any],
    ) -> Any:  # noqa: ANN401
        nodes = [value for of_one in values.values() for value in of_one]
        shape = component.shape.get_other_shape(name)
        usual = shape and shape.is_property_shape and shape not in (recursive or ())
        if not usual or len(set(nodes)) < len(nodes):  # a value that two things share is reported for each of them
            return single(component, executor, name, data, values, recursive, path)  # type: ignore[no-untyped-call]
        sizes.append(len(nodes))
        conforms, reports = shape.validate(executor, data, focus=nodes, _evaluation_path=path[:])
        return not conforms, reports

    setattr(PropertyConstraintComponent, "_evaluate_property_shape", several)  # noqa: B010 (mypy: a method)
    try:
        yield sizes
    finally:
        setattr(PropertyConstraintComponent, "_evaluate_property_shape", single)  # noqa: B010


class StillStore(SimpleMemory):
    """A store of one graph that only grows: two indexes and no contexts, so that it fills and answers faster."""

    context_aware = True  # pySHACL asks for both; there is one graph only
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self.graph: Any = None
        self.subject_index: dict[Any, dict[Any, dict[Any, None]]] = {}
        self.predicate_index: dict[Any, dict[Any, dict[Any, None]]] = {}
        self.size = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: ANN401 (as rdflib has it)
        """Add a triple."""
        subject, predicate, obj = triple
        objects = self.subject_index.setdefault(subject, {}).setdefault(predicate, {})
        if obj not in objects:
            objects[obj] = None
            self.predicate_index.setdefault(predicate, {}).setdefault(obj, {})[subject] = None
            self.size += 1
            self.graph = context

    def remove(self, triple: Any, context: Any = None) -> None:  # noqa: ANN401
        """Refuse: what is validated is not changed.

        Raises:
            TypeError: always.
        """
        raise TypeError("a StillStore only grows")

    def __len__(self, context: Any = None) -> int:  # noqa: ANN401
        return self.size

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:  # noqa: ANN401
        """Yield the triples that match a pattern, each with its graph."""
        subject, predicate, obj = triple_pattern
        if subject is not None:
            about = self.subject_index.get(subject, {})
            for one in [predicate] if predicate is not None else list(about):
                values = about.get(one, {})
                for value in [obj] if obj is not None else list(values):
                    if value in values:
                        yield (subject, one, value), iter((self.graph,))
        else:
            for one in [predicate] if predicate is not None else list(self.predicate_index):
                of = self.predicate_index.get(one, {})
                for value in [obj] if obj is not None else list(of):
                    for who in list(of.get(value, {})):
                        yield (who, one, value), iter((self.graph,))

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:  # noqa: ANN401
        """Yield the graph."""
        if self.graph is not None:
            yield self.graph

    def add_graph(self, graph: Any) -> None:  # noqa: ANN401
        """Do nothing: there is one graph."""


class CachingGraph(rdflib.Graph):
    """A graph that keeps parsed queries by their text and namespaces; answers are those of rdflib.

    Parsing and translating took 83 % of a run with SPARQL constraints (one query text, hundreds of focus nodes). A
    translated query is not changed by its evaluation, so it can be used again with other bindings.
    """

    store: StillStore

    def __init__(self) -> None:
        super().__init__(StillStore())
        self.parsed: dict[tuple[object, ...], Query] = {}

    def objects(
        self,
        subject: Any = None,  # noqa: ANN401 (as rdflib has it)
        predicate: Any = None,  # noqa: ANN401
        unique: bool = False,
    ) -> Generator[Any, None, None]:
        """Yield the values of a property of a thing, as the store has them: pySHACL asks for little else."""
        if not isinstance(subject, rdflib.term.Node) or not isinstance(predicate, rdflib.URIRef):
            yield from super().objects(subject, predicate, unique)
        else:
            yield from list(self.store.subject_index.get(subject, {}).get(predicate, ()))

    def query(
        self,
        query_object: str | Query,
        processor: Any = "sparql",  # noqa: ANN401 (as rdflib has it)
        result: Any = "sparql",  # noqa: ANN401
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        initBindings: Mapping[str, rdflib.term.Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **rest: Any,  # noqa: ANN401
    ) -> rdflib.query.Result:
        """Answer a query; a text that was asked before with the same namespaces is not parsed again."""
        if isinstance(query_object, str) and processor == "sparql" and not rest:
            spaces = dict(self.namespaces() if initNs is None else initNs)
            key = (query_object, *sorted((prefix, str(space)) for prefix, space in spaces.items()))
            if key not in self.parsed:
                self.parsed[key] = prepareQuery(query_object, spaces)
            query_object = self.parsed[key]
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **rest)
