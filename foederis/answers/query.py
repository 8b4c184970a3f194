"""The answer to any SPARQL query, under a time limit."""

import multiprocessing
from collections.abc import Iterable
from multiprocessing.connection import Connection

import pyoxigraph as ox

from foederis import graph, queries
from foederis.answers.rendering import render
from foederis.errors import EngineFailed, FoederisError
from foederis.namespaces import PREFIXES


def limited(text: str, engine: str, form: str, language: str, seconds: float, aligned: bool) -> str:
    """Return the answer to any SPARQL query in a format, worked out in a process of its own that can be ended.

    The engine can be neither timed nor interrupted. SELECT and ASK give rows, CONSTRUCT and DESCRIBE give Turtle.

    Args:
        text: the query.
        engine: oxigraph, rdflib or the address of an endpoint.
        form: a format of `rendering.render`.
        language: of labels.
        seconds: the time it may take.
        aligned: with how our terms stand to those of other ontologies.

    Raises:
        BadInput: the query is not well formed.
        EngineFailed: it took too long, or the engine failed.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    request = (text, engine, form, language, seconds, aligned)
    worker = multiprocessing.Process(target=_work, args=(there, request), daemon=True)
    worker.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise EngineFailed(
                f"the query took more than {seconds:g} seconds", engine, "Narrow it, or give --timeout SECONDS."
            )
        result = here.recv()
    except EOFError as error:
        raise EngineFailed(
            "the engine stopped without an answer", engine, "Narrow the query: it may need too much memory."
        ) from error
    finally:
        worker.kill()
        worker.join()
    if isinstance(result, FoederisError):
        raise result
    return str(result)


def _content(text: str, engine: str, form: str, language: str, seconds: float, aligned: bool) -> str:
    data = graph.aligned_store() if aligned else graph.store()
    if engine == "oxigraph":
        try:
            result = data.query(text, prefixes=PREFIXES)
        except SyntaxError:
            result = None  # reported below, in one place
        if isinstance(result, ox.QueryTriples):
            return _turtle(result)
    elif engine not in queries.ENGINES and queries.form(text) in ("CONSTRUCT", "DESCRIBE"):
        from foederis.queries import endpoint

        return _turtle(endpoint.construct(queries.with_prefixes(text), engine, seconds))
    return render(queries.select(text, engine, data, seconds), form, language, data)


def _turtle(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _work(pipe: Connection, request: tuple[str, str, str, str, float, bool]) -> None:
    try:
        pipe.send(_content(*request))
    except FoederisError as error:
        pipe.send(error)
