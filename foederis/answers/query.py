"""The answer to any SPARQL query, under limits in time and memory."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

import pyoxigraph as ox

from foederis import graph, limits, queries
from foederis.answers import columns
from foederis.answers.rendering import of_query
from foederis.errors import BadUse
from foederis.namespaces import PREFIXES


@dataclass(frozen=True)
class Request:
    """A query with how it is to be answered.

    Attributes:
        text: the query.
        engine: oxigraph, rdflib or the address of an endpoint.
        form: a format of `formats.FORMATS`.
        asked: whether that format was asked for, so that triples, which have none of them, are refused.
        language: of labels.
        seconds: the time it may take.
        memory: the bytes it may hold; None: a quarter of the machine's.
        aligned: with how our terms stand to those of other ontologies.
        output: the name of the file to be written, whose ending says in which syntax triples are written.
        columns: those that the reader wants, in that order; all where none is named.
    """

    text: str
    engine: str = "oxigraph"
    form: str = "csv"
    asked: bool = False
    language: str = "en"
    seconds: float = 60
    aligned: bool = False
    output: str = ""
    memory: int | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What is written; whether the answer is no (`false` to an ASK); notes on what an endpoint sent."""

    content: str | bytes
    no: bool = False
    notes: tuple[str, ...] = ()


def limited(request: Request) -> Found:
    """Return the answer to any SPARQL query in a format, worked out in a process of its own that can be ended.

    The engine can be neither timed nor interrupted. SELECT and ASK give rows, CONSTRUCT and DESCRIBE give triples.

    Raises:
        BadUse: triples were asked for in a format for rows.
        BadInput: the query is not well formed.
        EngineFailed: it took too long or too much memory, or the engine failed.
    """
    return limits.run(allowed(request.engine, request.seconds, request.memory), _content, request)


def allowed(engine: str, seconds: float, memory: int | None) -> limits.Limits:
    """Return the limits of a query; only one to an endpoint may open a connection."""
    return limits.Limits(
        seconds,
        memory,
        engine not in queries.ENGINES,
        "the query",
        engine,
        "Narrow it, or give --timeout SECONDS or --memory SIZE.",
        "Take the query apart: it may be nested too deep, or too long.",
    )


def from_endpoint(text: str, address: str, seconds: float) -> queries.Answer:
    """Return the answer of an endpoint to a SELECT or ASK, with notes, also on how it was loaded where that matters.

    Raises:
        EngineFailed: it gave none; or an empty one, and the graph is not where the query asks it.
    """
    start = time.monotonic()
    answer = queries.select(text, address, seconds=seconds)
    empty = all(_NOTHING.fullmatch(cell.value) for row in answer.rows for cell in row if cell is not None)
    doubts = queries.doubt(text, empty, address, seconds - (time.monotonic() - start) - 1)  # a second to write it in
    return replace(answer, notes=(*answer.notes, *doubts))


def _content(request: Request) -> Found:
    text, engine = request.text, request.engine
    data = graph.aligned_store() if request.aligned else graph.store()
    if queries.form(text) in ("CONSTRUCT", "DESCRIBE"):
        syntax = _syntax(request)
        if engine not in queries.ENGINES:
            from foederis.queries import endpoint

            start = time.monotonic()
            triples, notes = endpoint.construct(text, engine, request.seconds)
            doubts = queries.doubt(text, not triples, engine, request.seconds - (time.monotonic() - start) - 1)
            return Found(_written(triples, syntax), notes=(*notes, *doubts))
        return Found(_written(queries.construct(text, engine, data), syntax))
    if engine in queries.ENGINES:
        answer = queries.select(text, engine, data)
    else:
        answer = from_endpoint(text, engine, request.seconds)
    answer = columns.choose(answer, request.columns, request.language, data)
    content = of_query(answer, text, engine, request.form, request.language, data)
    return Found(content, answer.ask and answer.rows == ((ox.Literal(False),),), answer.notes)


_NOTHING = re.compile(r"false|0+(?:\.0+)?(?:[eE]0+)?|")  # what an aggregate or an ASK says of nothing


def _syntax(request: Request) -> ox.RdfFormat:
    ending = PurePath(request.output).suffix.removeprefix(".").lower()
    if request.columns:
        raise BadUse("this query gives triples, and --columns is for rows", "", "Leave out --columns, or use SELECT.")
    if request.asked or ending in ("csv", "tsv", "xlsx", "html", "md"):
        what = f"this query gives triples, and {request.form if request.asked else ending} is for rows"
        raise BadUse(what, "", "Leave out --format for Turtle, give -o FILE.nt or .jsonld, or use SELECT.")
    found = {"nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}
    return found.get(ending, ox.RdfFormat.TURTLE)


def _written(triples: Iterable[ox.Triple], syntax: ox.RdfFormat) -> bytes:
    if syntax == ox.RdfFormat.RDF_XML:
        triples = list(triples)
        for triple in triples:
            value = getattr(triple.object, "value", "")
            if lost := _NOT_IN_XML.search(value):
                what = f"XML has no place for U+{ord(lost[0]):04X}, which stands in a value"
                raise BadUse(what, value[:100], "Write Turtle or N-Triples: -o FILE.ttl or .nt.")
    prefixes = PREFIXES if syntax in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML) else None
    written = ox.serialize(triples, format=syntax, prefixes=prefixes) or b""
    # an XML parser reads a bare carriage return as a newline
    return written.replace(b"\r", b"&#xD;") if syntax == ox.RdfFormat.RDF_XML else written


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
