"""What is let run under limits: functions of a module, as a new process has to find them."""

import mmap
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import rdflib

from foederis.errors import BadInput


def twice(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def refuses() -> None:
    raise BadInput("what", "where", "remedy")


def breaks() -> None:
    raise KeyError("a line\nand another")


def says(text: str) -> str:
    sys.stderr.write(text)
    os.write(1, b"an engine prints this")
    return text


def sleeps(path: str) -> None:
    Path(path).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(60)


def dies(number: int) -> None:
    if number == signal.SIGABRT:
        sys.stderr.write("something of its own\n")
    os.kill(os.getpid(), number)


def grows(steps: int, size: int) -> int:
    held = [bytearray(b"x") * size for _ in range(steps)]
    return len(held)


def swallows(size: int) -> int:
    try:
        return len(bytearray(size))
    except MemoryError:
        raise MemoryError from None


def maps(path: str) -> int:
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return sum(mapped[place] for place in range(0, len(mapped), 4096))


def connects(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), 5)


def opens(family: int, kind: int) -> None:
    socket.socket(family, kind)


def looks_up(name: str) -> None:
    socket.getaddrinfo(name, 80)


def asks_oxigraph(text: str) -> None:
    list(ox.Store().query(text))  # type: ignore[arg-type]


def asks_rdflib(text: str) -> None:
    list(rdflib.Dataset().query(text))


def loads_with_rdflib(text: str) -> None:
    rdflib.Dataset().update(text)
