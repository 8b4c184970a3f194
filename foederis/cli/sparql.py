"""`foederis sparql`: any SPARQL 1.1 query, under a time limit."""

import argparse
import multiprocessing
import re
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, queries
from foederis.cli.output import emit, render
from foederis.errors import BadInput, BadUse, EngineFailed, FoederisError
from foederis.namespaces import PREFIXES


def sparql(options: argparse.Namespace) -> int:
    """Answer a SPARQL query; SELECT and ASK give rows, CONSTRUCT and DESCRIBE give Turtle."""
    text = _text(options.query)
    if not options.endpoint:
        queries.check(text)
    engine = options.endpoint or options.engine
    form = options.format or ("csv" if not sys.stdout.isatty() else "table")
    if options.aligned and engine != "oxigraph":
        raise BadUse("--aligned is for the engine that comes along", engine, "Leave out --engine and --endpoint.")
    emit(_limited(text, engine, form, options.lang, options.timeout, options.aligned), options.output)
    return 0


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    if "{" in given or (not path.exists() and re.match(r"\s*(?:DESCRIBE|PREFIX|BASE)\b", given, re.IGNORECASE)):
        return given
    if not path.is_file():
        raise BadInput("there is no such file, and this is no query", given, "Give a query with { }, a file, or -.")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("this file cannot be read as UTF-8 text", given, "Check the file.") from error


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
        from foederis import endpoint

        return _turtle(endpoint.construct(queries.with_prefixes(text), engine, seconds))
    return render(queries.select(text, engine, data, seconds), form, language, data)


def _turtle(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _work(pipe: Connection, request: tuple[str, str, str, str, float, bool]) -> None:
    try:
        pipe.send(_content(*request))
    except FoederisError as error:
        pipe.send(error)


def _limited(text: str, engine: str, form: str, language: str, seconds: float, aligned: bool) -> str:
    # The engine can be neither timed nor interrupted, so the query runs in a process that can be ended.
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
