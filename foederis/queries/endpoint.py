"""A SPARQL 1.1 endpoint as an engine: one query, one whole answer or one clear error.

What an endpoint sends is trusted in nothing: not to end, not to be small, not to be what it says, not to send us on.
"""

import contextlib
import http.client
import json
import re
import urllib.error
import urllib.parse
from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph as ox

import foederis.http
from foederis import encoding, escapes
from foederis.errors import BadInput, BadUse, EngineFailed, FoederisError
from foederis.graph import bounds
from foederis.queries.odd import Odd, results, triples
from foederis.queries.sent import after_all, as_utf8, too_much, unpacked
from foederis.queries.tokens import prefixed

SECONDS = 60.0  # for a whole answer, connecting included
LARGEST = 64 * 2**20  # bytes of an answer; those of the shipped questions are below one megabyte
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/turtle": ox.RdfFormat.TURTLE,
    "text/n3": ox.RdfFormat.N3,
    "text/rdf+n3": ox.RdfFormat.N3,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/ntriples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,  # what N-Triples was before it had a type of its own
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_ROWS_ACCEPTED = "application/sparql-results+json, application/json;q=0.9"
_TRIPLES_ACCEPTED = "text/turtle, application/n-triples;q=0.9, application/x-turtle;q=0.8, application/rdf+xml;q=0.5"
_NARROW = "Narrow the query, or add a LIMIT."
_PARTS = 2_000_000  # objects and lists of a JSON answer: each takes about two hundred bytes of memory
_WAIT = 86_400.0
_SERVICE = "Give the address of its SPARQL query service; it often ends in /sparql or /query."

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None


class Rows(NamedTuple):
    """What an endpoint answers to a SELECT or ASK; `notes` tell of terms that could not be kept as they came."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()
    ask: bool = False


class Sent(NamedTuple):
    """What an endpoint sent, with its media type."""

    body: bytes
    kind: str
    part: str = ""
    """Why this is a part of the answer only, where the endpoint says so in a header of its own (Virtuoso)."""
    most: int | None = None
    """After how many rows the endpoint ends every answer, where it says so."""

    def notes(self, address: str, rows: int) -> tuple[str, ...]:
        """Return a note where `rows` are not, or may not be, the whole answer."""
        if self.part:
            return (f"note: this is a part of the answer only, says {address}: {self.part}",)
        if self.most is not None and rows >= self.most:
            return (f"note: {address} gives {self.most:,} rows at most: there may be more",)
        return ()


class _Malformed(EngineFailed):
    """The endpoint cannot read the query, perhaps for want of a prefix."""


def select(text: str, address: str, seconds: float | None = None) -> Rows:
    """Ask an endpoint a SELECT or ASK; return columns and rows (of an ASK: `answer`, and one row with a boolean).

    The query is sent as it is; only when the endpoint cannot read it, again with those of our prefixes that it uses and
    does not declare. One term that cannot be kept never costs the answer.

    Raises:
        BadUse: the address is no web address.
        EngineFailed: the endpoint gave no answer in `seconds`, or none that is one.
    """
    sent = _ask(text, address, seconds, True)
    told = _json(sent.body, address)
    reason = _reason(told)
    if reason:
        raise EngineFailed(f"the endpoint says: {_plain(reason)}", address, "Check query and endpoint.")
    if isinstance(told, dict) and isinstance(told.get("boolean"), bool):
        return Rows(("answer",), [(ox.Literal(told["boolean"]),)], ask=True)
    odd = Odd()
    try:
        columns, rows = results(told, odd)
    except ValueError as error:
        raise EngineFailed(f"the endpoint sent JSON, but no SPARQL results: {error}", address, _SERVICE) from error
    return Rows(columns, rows, (*sent.notes(address, len(rows)), *odd.notes(address)))


def _json(body: bytes, address: str) -> object:
    """Return what a JSON text says.

    Raises:
        EngineFailed: it is none, or one that nobody can want: nested, or of many parts, without end.
    """
    if body.count(b"{") + body.count(b"[") > _PARTS:
        raise EngineFailed(f"the endpoint sends JSON of more than {_PARTS:,} parts", address, _NARROW)
    try:
        return json.loads(body)
    except RecursionError as error:
        raise EngineFailed("the endpoint sends JSON that is nested without end", address, _SERVICE) from error
    except UnicodeDecodeError as error:
        what = f"the endpoint sent JSON that is no UTF-8: byte {error.start} is 0x{body[error.start]:02x}"
        raise EngineFailed(what, address, "Ask whoever runs it: JSON is UTF-8 whatever its head says.") from error
    except json.JSONDecodeError as error:
        if told := after_all(body):
            raise EngineFailed(f"the endpoint broke off its JSON: {_plain(told)}", address, _NARROW) from error
        if error.msg == "Extra data":
            rest = _plain(error.doc[error.pos :].strip())
            what = f"the endpoint says more after its answer, which may not be whole: {rest}"
            raise EngineFailed(what, address, _NARROW) from error
        ends = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
        if ends or re.search(rb"Exception|[Tt]ime-?d? ?out", body[-4000:]):
            raise _broken_off(body, "JSON", address) from error
        found = _plain(error.doc[error.pos : error.pos + 20])
        what = f"the endpoint sent no JSON, though it says so: {error.msg}, at character {error.pos}: {found}"
        raise EngineFailed(what, address, _SERVICE) from error
    except ValueError as error:  # a number of thousands of digits
        raise EngineFailed(f"the endpoint sent JSON that cannot be read: {_first(error)}", address, _SERVICE) from error


def construct(text: str, address: str, seconds: float | None = None) -> tuple[list[ox.Triple], tuple[str, ...]]:
    """Ask an endpoint a CONSTRUCT or DESCRIBE; return the triples, and notes on those that could not be kept.

    Raises:
        BadUse: the address is no web address.
        EngineFailed: the endpoint gave no answer in `seconds`, or none that is one.
    """
    sent = _ask(text, address, seconds, False)
    odd = Odd()
    try:
        bounds.check_text(sent.body, TRIPLES[sent.kind], "", "the answer")
        found = triples(sent.body, TRIPLES[sent.kind], address, odd)
        return found, (*sent.notes(address, len(found)), *odd.notes(address))
    except BadInput as error:
        raise EngineFailed(f"the endpoint sent what no parser bears: {error.what}", address, _NARROW) from error
    except MemoryError as error:
        raise EngineFailed("an item of the answer is longer than is read (16 MB)", address, "Ask for less.") from error
    except (SyntaxError, ValueError) as error:
        if "LoadDocumentCallback" in str(error):
            what = "the endpoint sent JSON-LD with a context on the web (@context), which is not fetched"
            raise EngineFailed(what, address, "Ask an endpoint that sends Turtle.") from error
        raise _broken_off(sent.body, TRIPLES[sent.kind].name, address, _first(error)) from error


def _first(error: Exception) -> str:
    return _plain(str(getattr(error, "msg", None) or error).strip().partition("\n")[0])


def _reason(told: object) -> str:
    """Return why a server failed, where its JSON says so in place of an answer (QLever, RDF4J, Stardog)."""
    if not isinstance(told, dict) or (("head" in told or "results" in told) and not told.get("exception")):
        return ""
    found = next((told[key] for key in ("exception", "error", "message") if told.get(key)), "")
    return str(found.get("message", "") if isinstance(found, dict) else found)


def _ask(text: str, address: str, seconds: float | None, rows: bool) -> Sent:
    try:
        parts = urllib.parse.urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        fine = fine and parts.port != 0  # a port that is none raises
    except ValueError:
        fine = False
    if not fine or not address.isascii() or not address.isprintable() or " " in address:
        raise BadUse(f"'{_plain(address)}' is no endpoint", "", "Give a web address, or --engine oxigraph or rdflib.")
    limit = SECONDS if seconds is None else seconds
    return _in_time(lambda: _tried(prefixed(text), address, limit, rows), limit, address)


def _tried(texts: tuple[str, ...], address: str, seconds: float, rows: bool) -> Sent:
    for text in texts[:-1]:
        with contextlib.suppress(_Malformed):
            return _fetch(text, address, seconds, rows)
    return _fetch(texts[-1], address, seconds, rows)


def _in_time(work: Callable[[], Sent], seconds: float, address: str) -> Sent:
    try:
        return foederis.http.in_time(work, seconds)
    except TimeoutError as error:
        raise _late(seconds, address) from error


def _fetch(text: str, address: str, seconds: float, rows: bool) -> Sent:
    body = urllib.parse.urlencode({"query": text}).encode()
    accepted = _ROWS_ACCEPTED if rows else _TRIPLES_ACCEPTED
    form = {"Accept": accepted, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        sent = foederis.http.request(
            address, foederis.http.NoRedirects(), method="POST", headers=form, seconds=seconds, body=body
        )
        with sent as reply:
            return _sent(reply, address, rows)
    except urllib.error.HTTPError as error:
        with error:
            raise _refused(error, address) from error
    except foederis.http.BrokenOff as error:
        raise _broken_off(error.body, "answer", address, _plain(error.reason)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise _late(seconds, address) from error
        told = _plain(str(reason)) or type(error).__name__
        remedy = "Check the address, and whether the server runs."
        raise EngineFailed(f"the endpoint gave no answer: {told}", address, remedy) from error


def _sent(reply: http.client.HTTPResponse, address: str, rows: bool) -> Sent:
    typed = bool(reply.headers.get("Content-Type"))
    kind = reply.headers.get_content_type() if typed else "something without a type"
    fine = kind.endswith(("/json", "+json", "/x-json")) if rows else kind in TRIPLES
    if not typed or not fine:
        wanted = "SPARQL results in JSON" if rows else "Turtle"
        raise EngineFailed(f"the endpoint sent {_plain(kind)}, not {wanted}", address, _SERVICE)
    if reply.status == 206:
        raise EngineFailed("the endpoint sent a part of its answer, as 206", address, "Ask again, or ask another.")
    body = foederis.http.body(reply, LARGEST)
    if len(body) > LARGEST:
        raise too_much(LARGEST, address)
    part = _plain(reply.headers.get("X-SQL-Message") or reply.headers.get("X-SQL-State") or "")
    told = reply.headers.get("X-SPARQL-MaxRows") or ""
    most = int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else None
    body = unpacked(body, (reply.headers.get("Content-Encoding") or "").strip().lower(), address, LARGEST)
    if (not rows or not body.lstrip().startswith((b"{", b"["))) and (other := encoding.mistaken(body[:2000])):
        raise EngineFailed(f"the endpoint says that it sends {_plain(kind)}; it is {other}", address, _SERVICE)
    body = as_utf8(body, reply.headers.get_content_charset() or "")
    return Sent(body, kind, part, most)


def _refused(error: urllib.error.HTTPError, address: str) -> EngineFailed:
    told = f"the endpoint answered {error.code} {_plain(str(error.reason))}".strip()
    if 300 <= error.code < 400:
        target = _plain(error.headers.get("Location") or "nowhere")
        remedy = "Nothing was sent there. If you trust that address, give it yourself."
        return EngineFailed(f"{told} and sends us on to {target}", address, remedy)
    reason = _said(error)
    first = f": {_plain(reason)}" if reason else ""
    if error.code in (401, 403):
        return EngineFailed(f"{told}{first}", address, "It wants to know who asks: use one that is open to all.")
    if error.code in (429, 503):
        wait = foederis.http.retry_after(error.headers, _WAIT)
        when = "later" if wait is None else f"in {wait:.0f} seconds" if wait < _WAIT else "tomorrow"
        return EngineFailed(f"{told}{first}", address, f"The server is busy: ask again {when}.")
    if error.code == 400 or re.search("prefix|namespace", reason, re.IGNORECASE):
        return _Malformed(f"{told}{first}", address, "Check query and endpoint.")
    return EngineFailed(f"{told}{first}", address, "Check query and endpoint.")


def _said(error: urllib.error.HTTPError) -> str:
    """Return the line in which a server says why it refuses, if it does."""
    kind = error.headers.get_content_type()
    body = b""
    with contextlib.suppress(OSError, foederis.http.BrokenOff):
        body = foederis.http.body(error.fp, 20_000)  # type: ignore[arg-type]  # an HTTPResponse
    with contextlib.suppress(FoederisError):
        body = unpacked(body, (error.headers.get("Content-Encoding") or "").strip().lower(), "", LARGEST)
    text = body.decode(errors="replace").strip()
    if kind.endswith("json"):
        with contextlib.suppress(ValueError, RecursionError):
            return _reason(json.loads(text)).partition("\n")[0]
    if kind != "text/plain" or not text:
        return ""
    lines = text.splitlines()
    if lines[0].startswith("SPARQL-QUERY"):  # Blazegraph repeats the query before it says what is wrong
        return next((line for line in lines if "Exception" in line), lines[0])
    return lines[0]


def _late(seconds: float, address: str) -> EngineFailed:
    remedy = "Narrow the query, or ask again when the server is less busy."
    return EngineFailed(f"the endpoint gave no whole answer in {seconds:g} seconds", address, remedy)


def _broken_off(body: bytes, what: str, address: str, reason: str = "") -> EngineFailed:
    if after := after_all(body):
        return EngineFailed(f"the endpoint broke off its {what}: {_plain(after)}", address, _NARROW)
    told = re.search(rb'[^\r\n"{}]*(?:Exception|[Tt]ime-?d? ?out)[^\r\n"{}]*', body[-4000:])
    if told:  # the server had begun, and says in the midst of it what went wrong
        words = _plain(told.group().decode(errors="replace").strip())
        return EngineFailed(f"the endpoint broke off its {what}: {words}", address, "Narrow the query, or add a LIMIT.")
    remedy = "Ask again, or ask less: the server may have stopped at a time limit of its own."
    why = f" ({reason})" if reason else ""
    size = f"it breaks off within {len(body)} bytes{why}"
    return EngineFailed(f"the endpoint sent no whole {what}: {size}", address, remedy)


def _plain(text: str) -> str:
    """Return text from elsewhere as it may be printed: without what steers a terminal, and not long."""
    shown = escapes.line(text)
    return shown if len(shown) <= 200 else f"{shown[:200]} ..."
