"""A file read to its end in a process of its own, which may die: what kills it there would kill us.

Run as a program it reads a file: `python trial.py FILE FORMAT SKIP SECONDS BYTES`, and with `BASE MOST` behind that it
writes the file as N-Quads, up to `MOST` bytes. It knows nothing of foederis, so it starts in hundredths of a second.
"""

import contextlib
import errno
import json
import os
import signal
import sys
from pathlib import Path
from typing import IO

import pyoxigraph as ox

SECONDS = 5
"""Of work that any file may take; each further megabyte may take one more."""
MEMORY = 1 << 30
"""Bytes that any file may take; each byte of it may take eight more."""
_TOO_LARGE, _WRITTEN_OUT, _NOT_READ = 4, 5, 6  # exit codes


def read(
    path: Path, form: ox.RdfFormat, skip: int = 0, written: IO[bytes] | None = None, base: str = "", most: int = 0
) -> str:
    """Read a file as far as its parser goes, past the first `skip` bytes; return why that cannot be done here, if so.

    That a file is not well formed is no such reason, unless it is also `written` there as N-Quads, with `base` for its
    relative IRIs and up to `most` bytes.

    Raises:
        SyntaxError: it is written, and not well formed: as its parser says.
        OSError, MemoryError, ValueError: the file cannot be read.
    """
    import subprocess  # costs a start what only a large file needs

    size = path.stat().st_size
    seconds, memory = SECONDS + size // 1_000_000, MEMORY + 8 * size
    if not sys.executable:
        return ""  # built into another program: there is nothing to start
    words = [sys.executable, "-P", __file__, str(path), form.file_extension, str(skip), str(seconds), str(memory)]
    if written is not None:
        words += [base, str(most)]
    try:
        done = subprocess.run(  # noqa: S603 (our own file; a path is one word)
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL if written is None else written,
            stderr=subprocess.DEVNULL if written is None else subprocess.PIPE, check=False, timeout=60 + 10 * seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"reading this file takes more than {60 + 10 * seconds} seconds"
    if done.returncode in (_TOO_LARGE, -signal.SIGABRT):  # a parser in Rust ends so when it gets no memory
        return f"reading this file takes more than {memory // 1_000_000:,} MB of memory"
    if -done.returncode in _TOO_LONG:
        return f"reading this file takes more than {seconds} seconds of work"
    if done.returncode == _WRITTEN_OUT:
        return f"this file comes to more than {most:,} characters when it is written out"
    if done.returncode == _NOT_READ and done.stderr:
        kind, what, line = json.loads(done.stderr.splitlines()[-1])
        raise {"SyntaxError": SyntaxError, "MemoryError": MemoryError}.get(kind, ValueError)(
            what, *([(str(path), line, None, None)] if kind == "SyntaxError" else [])
        )
    died = done.returncode < 0 or done.returncode > 255  # as Unix and Windows tell it
    return f"the parser dies of this file (code {done.returncode})" if died else ""


_TOO_LONG = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL")}


def _main(path: str, ending: str, skip: str, seconds: str, memory: str, base: str = "", most: str = "") -> int:
    """Read a file under limits; return an exit code. With `most` its quads go to standard output."""
    import collections

    with contextlib.suppress(ImportError):  # not on Windows: there its process has no limit but the time
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        with open(path, "rb") as file:
            file.seek(int(skip))
            quads = ox.parse(file, format=ox.RdfFormat.from_extension(ending), base_iri=base or None)
            if most:
                ox.serialize(quads, sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
                sys.stdout.buffer.flush()
            else:
                collections.deque(quads, maxlen=0)
    except (MemoryError, SyntaxError, ValueError, OSError) as error:
        if isinstance(error, MemoryError) and "buffer" not in str(error):
            return _TOO_LARGE
        if not most:
            return 0  # not well formed, or one item too long: said when it is read in earnest
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return _WRITTEN_OUT
        kind = next(kind for kind in (MemoryError, SyntaxError, ValueError, OSError) if isinstance(error, kind))
        told = [kind.__name__, getattr(error, "msg", str(error)), getattr(error, "lineno", None)]
        print(json.dumps(told), file=sys.stderr)
        return _NOT_READ
    return 0


if __name__ == "__main__":
    try:
        code = _main(*sys.argv[1:])
    finally:
        sys.stderr.flush()
    os._exit(code)  # at once: what standard output still holds past its limit is not written
