"""Servers that lie: what each sends, byte by byte, on loopback."""

import contextlib
import gzip
import socket
import threading
from collections.abc import Callable, Iterator

Reply = Callable[[socket.socket], None]

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
_ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


class Liar:
    """A server that reads a request and then sends what it was told to; `asked` counts the requests."""

    def __init__(self, reply: Reply) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        self.reply, self.asked = reply, 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self.socket.accept()
            except OSError:
                return
            self.asked += 1
            threading.Thread(target=self._one, args=(taken,), daemon=True).start()

    def _one(self, taken: socket.socket) -> None:
        with taken, contextlib.suppress(OSError):
            taken.settimeout(60)
            said = b""
            while b"\r\n\r\n" not in said and said[:1] != b"\x16" and (piece := taken.recv(65536)):
                said += piece
            if said.startswith(b"POST"):
                length = int(said.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                while len(said.partition(b"\r\n\r\n")[2]) < length and (piece := taken.recv(65536)):
                    said += piece
            self.reply(taken)

    def close(self) -> None:
        self.socket.close()


def says(content: bytes) -> Reply:
    return lambda taken: taken.sendall(content)


def _drip(head: bytes, piece: bytes, every: float = 0.05) -> Reply:
    def reply(taken: socket.socket) -> None:
        taken.sendall(head)
        pause = threading.Event()
        while True:
            taken.sendall(piece)
            pause.wait(every)

    return reply


def _flood(head: bytes, piece: bytes) -> Reply:
    def reply(taken: socket.socket) -> None:
        taken.sendall(head)
        while True:
            taken.sendall(piece)

    return reply


def _reset(content: bytes) -> Reply:
    def reply(taken: socket.socket) -> None:
        taken.sendall(content)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    return reply


def _sized(content: bytes, *more: bytes) -> bytes:
    return _OK + b"".join(line + b"\r\n" for line in more) + b"Content-Length: %d\r\n\r\n" % len(content) + content


def _bomb() -> bytes:
    return _sized(gzip.compress(b"[" + b"0," * 60_000_000 + b"0]"), b"Content-Encoding: gzip")


# What is sent, and words that the first line of an endpoint's error must hold (None: the answer is taken as it is).
ENDPOINT: dict[str, tuple[Callable[[], Reply], str | None]] = {
    "a garbled status line": (lambda: says(b"\xff\xfe\x00garbage\r\n\r\n"), "gave no answer"),
    "a status that is no number": (lambda: says(b"HTTP/1.1 \xc2\xb2\xc2\xb2 OK\r\n\r\n"), "gave no answer"),
    "a status line without end": (lambda: _flood(b"HTTP/1.1 200 ", b"x" * 65536), "gave no answer: got more than 65536"),
    "a header without end": (lambda: _flood(_OK + b"X: ", b"x" * 65536), "gave no answer: got more than 65536"),
    "headers without end": (lambda: _flood(_OK, b"X: y\r\n"), "gave no answer: got more than 100 headers"),
    "interim answers without end": (lambda: _flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "no whole answer in 2 seconds"),
    "an interim answer only": (lambda: says(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "answered 103 Early Hints"),
    "a head a byte at a time": (lambda: _drip(b"HTTP/1.1 200 OK\r\nX: ", b"y"), "no whole answer in 2 seconds"),
    "a body a byte at a time": (lambda: _drip(_OK + b"\r\n", b" "), "no whole answer in 2 seconds"),
    "a body without end": (lambda: _flood(_OK + b"\r\n", b" " * 65536), "sends more than 64 MB"),
    "a chunk without end": (lambda: _flood(_OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b" " * 65536), "sends more than 64 MB"),
    "chunks without end": (lambda: _flood(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b" " * 32768 + b"\r\n"), "sends more than 64 MB"),
    "garbage for chunks": (lambda: says(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + _ROWS), "no whole answer"),
    "a chunk that ends early": (lambda: says(_OK + b"Transfer-Encoding: chunked\r\n\r\n100\r\n" + _ROWS), "no whole answer"),
    "more announced than sent": (lambda: says(_OK + b"Content-Length: 900\r\n\r\n" + _ROWS), f"breaks off within {len(_ROWS)} bytes"),
    "less announced than sent": (lambda: says(_OK + b"Content-Length: 9\r\n\r\n" + _ROWS), "breaks off within 9 bytes"),
    "a length that is none": (lambda: says(_OK + b"Content-Length: -5\r\n\r\n" + _ROWS), None),
    "a length of a million digits": (lambda: says(_OK + b"Content-Length: " + b"9" * 60_000 + b"\r\n\r\n" + _ROWS), None),
    "nothing at all": (lambda: says(b""), "gave no answer: Remote end closed"),
    "no body": (lambda: says(_sized(b"")), "no whole JSON"),
    "a reset in its body": (lambda: _reset(_OK + b"Content-Length: 900\r\n\r\n" + _ROWS), "no whole answer"),
    "a bomb in gzip": (lambda: says(_bomb()), "sends more than 64 MB"),
    "gzip that is none": (lambda: says(_sized(_ROWS, b"Content-Encoding: gzip")), "no whole answer in gzip"),
    "JSON nested 100,000 deep": (lambda: says(_sized(b"[" * 100_000)), "nested without end"),
    "JSON of a million lists": (lambda: says(_sized(b"[" + b"[]," * 3_000_000 + b"0]")), "more than 2,000,000 parts"),
    "JSON with a byte order mark": (lambda: says(_sized(b"\xef\xbb\xbf" + _ROWS)), None),
    "JSON in UTF-16": (lambda: says(_sized(_ROWS.decode().encode("utf-16"))), None),
    "JSON in Latin-1": (lambda: says(_sized(b'{"head":{"vars":["x\xe9"]}}')), "is no UTF-8: byte 19 is 0xe9"),
    "JSON that is HTML": (lambda: says(_sized(b"<html>\x1b[31m</html>")), "it is a page of HTML"),
    "JSON with a number of 5,000 digits": (lambda: says(_sized(b'{"head":' + b"1" * 5000 + b"}")), "JSON that cannot be read"),
    "XML with entities": (lambda: says(_sized(b"<!DOCTYPE x><x/>").replace(b"+json", b"+xml")), "sent application/sparql-results+xml, not"),
    "NUL in its type": (lambda: says(b"HTTP/1.1 200 OK\r\nContent-Type: text/\x00html\x1b[31m\r\n\r\n"), "not SPARQL results in JSON"),
    "a part": (lambda: says(_sized(_ROWS).replace(b"200 OK", b"206 Partial Content")), "sent a part of its answer"),
    "busy until \u00b2": (lambda: says(b"HTTP/1.1 503 Busy\r\nRetry-After: \xb2\r\n\r\n"), "answered 503 Busy"),
    "busy for ages": (lambda: says(b"HTTP/1.1 503 Busy\r\nRetry-After: " + b"9" * 9000 + b"\r\n\r\n"), "answered 503 Busy"),
    "busy until yesterday": (lambda: says(b"HTTP/1.1 429 Too Many\r\nRetry-After: Fri, 27 Nov 2020 08:00:00 GMT\r\n\r\n"), "answered 429 Too Many"),
    "no reason without end": (lambda: _flood(b"HTTP/1.1 500 No\r\nContent-Type: text/plain\r\n\r\n", b"x" * 65536), "answered 500 No"),
    "codes of a terminal for a reason": (lambda: says(b"HTTP/1.1 500 \x1b[31mred\r\n\r\n"), r"answered 500 \x1b[31mred"),
    "a way to a file": (lambda: says(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"), "sends us on to file:///etc/passwd"),
    "TLS that is none": (lambda: says(b"never"), "gave no answer"),
}  # fmt: skip

# What is sent to a check of links, and the outcome.
LINKS: dict[str, tuple[Callable[[], Reply], str]] = {
    "a garbled status line": (ENDPOINT["a garbled status line"][0], "failed"),
    "a status that is no number": (ENDPOINT["a status that is no number"][0], "failed"),
    "a status line without end": (ENDPOINT["a status line without end"][0], "failed"),
    "a header without end": (ENDPOINT["a header without end"][0], "failed"),
    "headers without end": (ENDPOINT["headers without end"][0], "failed"),
    "interim answers without end": (ENDPOINT["interim answers without end"][0], "silent"),
    "a head a byte at a time": (ENDPOINT["a head a byte at a time"][0], "silent"),
    "a body without end": (ENDPOINT["a body without end"][0], "there"),
    "nothing at all": (ENDPOINT["nothing at all"][0], "failed"),
    "busy until \u00b2": (ENDPOINT["busy until \u00b2"][0], "failed"),
    "busy for ages": (ENDPOINT["busy for ages"][0], "failed"),
    "a way to a file": (ENDPOINT["a way to a file"][0], "failed"),
    "a way by FTP": (lambda: says(b"HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/x\r\n\r\n"), "failed"),
    "a way that is none": (lambda: says(b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"), "failed"),
    "a way to where nothing answers": (lambda: says(b"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/\r\n\r\n"), "failed"),
    "a way to a name that is none": (lambda: says(b"HTTP/1.1 301 Moved\r\nLocation: http://\xff/\r\n\r\n"), "failed"),
    "HTTP of no version that is known": (lambda: says(b"HTTP/2.0 200 OK\r\n\r\n"), "failed"),
    "a way to nowhere": (lambda: says(b"HTTP/1.1 302 Found\r\n\r\n"), "failed"),
    "a way in a circle": (lambda: says(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"), "failed"),
    "a way with a body without end": (lambda: _flood(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", b"x" * 65536), "failed"),
    "a tag over two lines": (lambda: says(b"HTTP/1.1 200 OK\r\nETag: a\r\n b\r\n\r\n"), "there"),
    "page only, and garbage for it": (lambda: says(b"HTTP/1.1 405 No\r\n\r\n"), "refused"),
}  # fmt: skip


@contextlib.contextmanager
def lying(reply: Reply) -> Iterator[Liar]:
    """Yield a server that sends this."""
    server = Liar(reply)
    try:
        yield server
    finally:
        server.close()
