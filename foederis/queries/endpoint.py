"""A SPARQL 1.1 endpoint as an engine: one query, one whole answer or one clear error.

What an endpoint sends is trusted in nothing: not to end, not to be small, not to be what it says, not to send us on.
"""

import contextlib
import http.client
import json
import threading
import urllib.error
import urllib.parse
from collections.abc import Callable

import pyoxigraph as ox

import foederis.http
from foederis.errors import BadUse, EngineFailed, FoederisError

SECONDS = 60.0  # for a whole answer, connecting included
LARGEST = 64 * 2**20  # bytes of an answer; those of the shipped questions are below one megabyte
ROWS = ("application/sparql-results+json", "application/json")
TRIPLES = ("text/turtle", "application/n-triples")
_SERVICE = "Give the address of its SPARQL query service; it often ends in /sparql or /query."

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None


def select(text: str, address: str, seconds: float | None = None) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Ask an endpoint a SELECT or ASK; return columns and rows (of an ASK: `answer`, and one row with a boolean).

    Raises:
        BadUse: the address is no web address.
        EngineFailed: the endpoint gave no answer in `seconds`, or none that is one.
    """
    body = _ask(text, address, seconds, ROWS)
    try:
        result = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return ("answer",), [(ox.Literal(bool(result)),)]
        columns = tuple(variable.value for variable in result.variables)
        return columns, [tuple(row[column] for column in columns) for row in result]
    except (SyntaxError, ValueError) as error:
        if not _is_json(body):
            raise _broken_off(len(body), "JSON", address) from error
        reason = _plain(str(getattr(error, "msg", None) or error))
        raise EngineFailed(f"the endpoint sent JSON, but no SPARQL results: {reason}", address, _SERVICE) from error


def construct(text: str, address: str, seconds: float | None = None) -> list[ox.Triple]:
    """Ask an endpoint a CONSTRUCT or DESCRIBE; return the triples.

    Raises:
        BadUse: the address is no web address.
        EngineFailed: the endpoint gave no answer in `seconds`, or none that is one.
    """
    body = _ask(text, address, seconds, TRIPLES)
    try:
        return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise _broken_off(len(body), "Turtle", address) from error


def _ask(text: str, address: str, seconds: float | None, kinds: tuple[str, ...]) -> bytes:
    try:
        parts = urllib.parse.urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        fine = fine and parts.port != 0  # a port that is none raises
    except ValueError:
        fine = False
    if not fine or not address.isascii() or not address.isprintable() or " " in address:
        raise BadUse(f"'{_plain(address)}' is no endpoint", "", "Give a web address, or --engine oxigraph or rdflib.")
    limit = SECONDS if seconds is None else seconds
    return _in_time(lambda: _fetch(text, address, limit, kinds), limit, address)


def _in_time(work: Callable[[], bytes], seconds: float, address: str) -> bytes:
    # A socket's own timeout starts anew with each byte, so the whole is timed from outside and let go of when late.
    done: list[bytes | FoederisError] = []

    def run() -> None:
        try:
            done.append(work())
        except FoederisError as error:
            done.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not done:
        raise _late(seconds, address)
    if isinstance(done[0], FoederisError):
        raise done[0]
    return done[0]


def _fetch(text: str, address: str, seconds: float, kinds: tuple[str, ...]) -> bytes:
    body = urllib.parse.urlencode({"query": text}).encode()
    form = {"Accept": kinds[0], "Content-Type": "application/x-www-form-urlencoded"}
    try:
        sent = foederis.http.request(
            address, foederis.http.NoRedirects(), method="POST", headers=form, seconds=seconds, body=body
        )
        with sent as reply:
            return _body(reply, address, kinds)
    except urllib.error.HTTPError as error:
        with error:
            raise _refused(error, address) from error
    except http.client.IncompleteRead as error:
        raise _broken_off(len(error.partial), "answer", address) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise _late(seconds, address) from error
        told = _plain(str(reason)) or type(error).__name__
        remedy = "Check the address, and whether the server runs."
        raise EngineFailed(f"the endpoint gave no answer: {told}", address, remedy) from error


def _body(reply: http.client.HTTPResponse, address: str, kinds: tuple[str, ...]) -> bytes:
    kind = reply.headers.get_content_type() if reply.headers.get("Content-Type") else "something without a type"
    if kind not in kinds:
        wanted = "SPARQL results in JSON" if kinds == ROWS else "Turtle"
        raise EngineFailed(f"the endpoint sent {_plain(kind)}, not {wanted}", address, _SERVICE)
    announced = reply.length or 0
    body = reply.read(LARGEST + 1) if announced <= LARGEST else b""
    if max(announced, len(body)) > LARGEST:
        size = f"{LARGEST / 2**20:g} MB"
        raise EngineFailed(f"the endpoint sends more than {size}", address, "Narrow the query, or add a LIMIT.")
    if reply.length:  # what was announced and did not come
        raise _broken_off(len(body), "answer", address)
    return body


def _refused(error: urllib.error.HTTPError, address: str) -> EngineFailed:
    told = f"the endpoint answered {error.code} {_plain(str(error.reason))}".strip()
    if 300 <= error.code < 400:
        target = _plain(error.headers.get("Location") or "nowhere")
        remedy = "Nothing was sent there. If you trust that address, give it yourself."
        return EngineFailed(f"{told} and sends us on to {target}", address, remedy)
    lines: list[str] = []
    if error.headers.get_content_type() == "text/plain":
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            lines = error.read(2000).decode(errors="replace").strip().splitlines()
    first = f": {_plain(lines[0])}" if lines else ""
    return EngineFailed(f"{told}{first}", address, "Check query and endpoint.")


def _late(seconds: float, address: str) -> EngineFailed:
    remedy = "Narrow the query, or ask again when the server is less busy."
    return EngineFailed(f"the endpoint gave no whole answer in {seconds:g} seconds", address, remedy)


def _broken_off(size: int, what: str, address: str) -> EngineFailed:
    remedy = "Ask again, or ask less: the server may have stopped at a time limit of its own."
    return EngineFailed(f"the endpoint sent no whole {what}: it breaks off within {size} bytes", address, remedy)


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _plain(text: str) -> str:
    """Return text from elsewhere as it may be printed: without what steers a terminal, and not long."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= 200 else f"{shown[:200]} ..."
