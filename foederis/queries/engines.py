"""The engines that answer a query: Oxigraph, rdflib, or a SPARQL 1.1 endpoint by its address."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox

from foederis import graph
from foederis.errors import BadInput, EngineFailed, FoederisError
from foederis.namespaces import PREFIXES

ENGINES = ("oxigraph", "rdflib")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | None


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; a cell is a term or None. `ordered` when the query says in what order.

    The answer to an ASK (`ask`) is one row with a boolean. `notes` tell what of an endpoint's answer could not be kept.
    `chosen`: the reader chose the columns and their order.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
    ordered: bool = True
    ask: bool = field(default=False, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    chosen: bool = field(default=False, compare=False)


def select(text: str, engine: str = "oxigraph", data: ox.Store | None = None, seconds: float | None = None) -> Answer:
    """Run a SELECT or ASK text on an engine: `oxigraph`, `rdflib` or the address of an endpoint.

    `seconds` is for an endpoint only; the engines in this process cannot be interrupted.

    Raises:
        BadInput: the text is not SPARQL, or no SELECT or ASK.
        EngineFailed: the engine or the endpoint failed.
    """
    ordered = re.search(r"\bORDER\s+BY\b", text, re.IGNORECASE) is not None
    if engine == "rdflib":
        answer = _rdflib(text)
    elif engine == "oxigraph":
        data = graph.store() if data is None else data
        with _named():  # rows are read from disk as they come
            answer = _answer(_oxigraph(text, data))
    else:
        from foederis.queries import endpoint  # costs a start what only an endpoint needs

        found = endpoint.select(text, engine, seconds)
        answer = Answer(found.columns, tuple(found.rows), ask=found.ask, notes=found.notes)
    if ordered:
        return answer
    rows = sorted(answer.rows, key=lambda row: [str(cell) for cell in row])
    return replace(answer, rows=tuple(rows), ordered=False)


def columns(text: str) -> tuple[str, ...]:
    """Return the columns of a SELECT, found by asking it of an empty store."""
    return _answer(_oxigraph(text, ox.Store())).variables


def construct(text: str, engine: str = "oxigraph", data: ox.Store | None = None) -> list[ox.Triple]:
    """Run a CONSTRUCT or DESCRIBE on an engine in this process.

    Raises:
        BadInput: the text is not SPARQL.
        EngineFailed: the engine failed.
    """
    if engine == "rdflib":
        try:
            made = list(graph.dataset().query(text, initNs=PREFIXES).graph or ())
        except MemoryError:
            raise
        except Exception as error:  # rdflib's parser and evaluator raise many kinds
            raise _unanswered(error) from error
        return [triple for triple in map(_triple, made) if triple is not None]
    data = graph.store() if data is None else data
    with _named():
        found = _oxigraph(text, data)
        return list(found) if isinstance(found, ox.QueryTriples) else []


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Name what Oxigraph raises while it reads: a store on disk may be damaged after it was opened."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        remedy = "Ask again: the cache is checked at each start, and made again where it is damaged."
        raise EngineFailed(f"the engine failed: {error}", "oxigraph", remedy) from error


def _oxigraph(text: str, data: ox.Store) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return data.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        place = re.search(r"(?:at |error at )?(\d+):(\d+)", str(error))
        where = f"line {place.group(1)}, column {place.group(2)}" if place else ""
        raise BadInput("this is not valid SPARQL", where, str(error.msg or error).splitlines()[0]) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineFailed(f"the engine failed: {error}", "oxigraph", "Try the other: --engine rdflib.") from error


def _answer(result: object) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((ox.Literal(bool(result)),),), ask=True)
    if isinstance(result, ox.QuerySolutions):
        variables = tuple(variable.value for variable in result.variables)
        return Answer(variables, tuple(map(tuple, result)))
    raise BadInput("this query returns triples, not rows", "", "Use SELECT or ASK here.")


def _rdflib(text: str) -> Answer:
    dataset = graph.dataset()
    try:
        result = dataset.query(text, initNs=PREFIXES)
        if result.type == "ASK":
            return Answer(("answer",), ((ox.Literal(bool(result.askAnswer)),),), ask=True)
        variables = tuple(str(variable) for variable in result.vars or ())
        # by its bindings: going through the result leaves out rows in which nothing is bound
        names = result.vars or ()
        rows = tuple(tuple(_from_rdflib(row.get(name)) for name in names) for row in result.bindings)
        return Answer(variables, rows)
    except MemoryError:
        raise
    except Exception as error:  # rdflib's parser and evaluator raise many kinds
        raise _unanswered(error) from error


def _unanswered(error: Exception) -> FoederisError:
    if isinstance(error, RecursionError):
        return BadInput("this query is nested too deep for rdflib", "", "Take it apart, or use the engine oxigraph.")
    if isinstance(error, _FAULTS):  # of its code: it says nothing of the query
        return EngineFailed(f"rdflib fails on this query ({type(error).__name__})", "rdflib", "Use --engine oxigraph.")
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    return BadInput("rdflib cannot answer this query", "", first)


_FAULTS = (AttributeError, TypeError, LookupError, AssertionError, NotImplementedError)


def _triple(found: tuple[Any, Any, Any]) -> ox.Triple | None:
    """Return a triple that rdflib makes by a template; None where it is none: then SPARQL leaves it out."""
    subject, predicate, value = map(_from_rdflib, found)
    if isinstance(subject, ox.Literal | None) or not isinstance(predicate, ox.NamedNode) or value is None:
        return None
    return ox.Triple(subject, predicate, value)


def _from_rdflib(cell: Any) -> Term:  # noqa: ANN401 (any rdflib term)
    """Return a term of rdflib; None where it is no term, such as an IRI with a space: to SPARQL an error, left open."""
    try:
        return _term(cell)
    except ValueError:
        return None


def _term(cell: Any) -> Term:  # noqa: ANN401 (any rdflib term)
    import rdflib

    if cell is None:
        return None
    if isinstance(cell, rdflib.URIRef):
        return ox.NamedNode(str(cell))
    if isinstance(cell, rdflib.BNode):
        return ox.BlankNode(str(cell))
    if cell.language:
        return ox.Literal(str(cell), language=str(cell.language))
    if cell.datatype:
        return ox.Literal(str(cell), datatype=ox.NamedNode(str(cell.datatype)))
    return ox.Literal(str(cell))
