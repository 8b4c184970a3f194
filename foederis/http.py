"""The one HTTP client: what the program asks of other servers goes through here, and names itself.

What a server sends is trusted in nothing: not to be HTTP, to end, to be small, to be what it says, or to send us on to
a place that is ours to see and not its own.
"""

import contextvars
import email.utils
import http.client
import ipaddress
import socket
import string
import threading
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPResponse
from typing import IO, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from foederis import __version__

AGENT = f"foederis/{__version__} (+https://w3id.org/foederis/)"
_PIECE = 2**16
_T = TypeVar("_T")


class BrokenOff(Exception):
    """A body that came in part: `body` is what came, and `reason` says why it ended, if anything does."""

    def __init__(self, body: bytes, reason: str = "") -> None:
        super().__init__(reason)
        self.body = body
        self.reason = reason


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects, and remember where the last led (`to`) and whether a permanent one was among them.

    Only to http and https, and from the web at large never to an address that is not of the web: this machine, its
    network.
    """

    permanent = False
    to = ""

    def http_error_302(  # noqa: D102 (as in the library)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage
    ) -> object:
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except ValueError:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Note a permanent redirect; a change from http to https alone is none.

        Raises:
            ValueError: it leads where none may lead.
        """
        fp.close()  # type: ignore[attr-defined]  # the library would read the body to its end, which may not come
        scheme = urlsplit(newurl).scheme
        if scheme not in ("http", "https"):
            raise ValueError(f"it sends us on to another kind of address: {newurl[:200]}")
        if not _is_near(req.full_url) and _is_near(newurl):
            raise ValueError(f"it sends us on to an address that is not of the web: {newurl[:200]}")
        self.permanent |= code in (301, 308) and req.full_url.split(":", 1)[1] != newurl.split(":", 1)[1]
        self.to = newurl
        again = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if again is not None:
            again.method = req.get_method()  # the library would make it a GET
        return again


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: a request goes to the server that was named, and to no other."""

    def http_error_302(self, *arguments: object) -> None:
        """Do nothing, and look at nothing: urllib then raises the answer as an HTTPError."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302  # type: ignore[assignment]


def request(
    address: str,
    redirects: urllib.request.HTTPRedirectHandler,
    *,
    method: str,
    headers: Mapping[str, str],
    seconds: float,
    body: bytes | None = None,
) -> AbstractContextManager[HTTPResponse]:
    """Send one request to a web address (http or https, which the caller has made sure of); close what comes back.

    `seconds` is for each wait on the network; for a whole answer see `in_time`.

    Raises:
        urllib.error.HTTPError: the server answered with a status that is no success, a redirect not followed included.
        OSError, http.client.HTTPException, ValueError: there was no answer, or none in HTTP.
    """
    asked = urllib.request.Request(  # noqa: S310 (the scheme is the caller's to check)
        sendable(address), data=body, method=method, headers={"User-Agent": AGENT, **headers}
    )
    opener = urllib.request.OpenerDirector()  # one that knows no file:, ftp: or data:
    for handler in (
        urllib.request.ProxyHandler(),
        _Plain(),
        _Secure(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        redirects,
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    answer: AbstractContextManager[HTTPResponse] = opener.open(asked, timeout=seconds)
    return answer


def sendable(address: str) -> str:
    """Return an IRI of the web as the URI that is sent: only letters of ASCII go over the wire.

    Raises:
        ValueError: its host has no such form.
    """
    if address.isascii():
        return address
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return urlunsplit(parts._replace(netloc=host, path=_quoted(parts.path), query=_quoted(parts.query)))


def _quoted(text: str) -> str:
    return quote(text, safe=string.punctuation)


def body(reply: HTTPResponse, most: int) -> bytes:
    """Return the body of a reply, up to a byte more than `most`: then there is more than that.

    Raises:
        BrokenOff: it ended before its end, or is not in the form that the reply says.
        TimeoutError: nothing came.
    """
    announced = reply.length
    if announced is not None and announced > most:
        return bytes(most + 1)
    found = bytearray()
    try:
        # piece by piece: to `read` a chunk of -1 bytes is all that ever comes
        while len(found) <= most and (piece := reply.read1(_PIECE)):
            found += piece
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = "" if isinstance(error, http.client.IncompleteRead) else str(getattr(error, "strerror", "") or error)
        raise BrokenOff(bytes(found), reason) from error
    if len(found) <= most and reply.length:  # what was announced and did not come
        raise BrokenOff(bytes(found))
    return bytes(found[: most + 1])


def retry_after(headers: Mapping[str, str] | Message, longest: float) -> float | None:
    """Return the seconds after which a server wants to be asked again, up to `longest`; None where it says none."""
    said = (headers.get("Retry-After") or "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:12]), longest)
    with suppress(ValueError, TypeError, OverflowError):
        day = email.utils.parsedate_to_datetime(said)
        ahead = (day.replace(tzinfo=day.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        return min(max(ahead, 0.0), longest)
    return None


def in_time(work: Callable[[], _T], seconds: float) -> _T:
    """Return what some work with this client returns, or raises, within a time for all of it.

    A socket's own limit begins anew with each byte, so the whole is timed from outside; when it is late its connections
    are cut, and it is let go of.

    Raises:
        TimeoutError: it took longer.
    """
    done: list[_T] = []
    failed: list[Exception] = []
    opened: list[socket.socket] = []

    def run() -> None:
        _OPENED.set(opened)
        try:
            done.append(work())
        except Exception as error:  # handed on below
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        for one in opened:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        raise TimeoutError
    return done[0]


_OPENED: contextvars.ContextVar[list[socket.socket] | None] = contextvars.ContextVar("opened", default=None)


def _note(opened: socket.socket) -> None:
    known = _OPENED.get()
    if known is not None:
        known.append(opened)


class _PlainConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _note(self.sock)


class _SecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _note(self.sock)


class _Plain(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_PlainConnection, req)


class _Secure(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req)


def _is_near(address: str) -> bool:
    """Tell whether an address leads to this machine or its network rather than to the web at large."""
    host = urlsplit(address).hostname or ""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        found = {host}
    near = host == "localhost" or host.endswith(".localhost")
    for one in found:
        with suppress(ValueError):
            near |= not ipaddress.ip_address(str(one).partition("%")[0]).is_global
    return near
