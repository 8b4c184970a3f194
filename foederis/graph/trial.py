"""A file read to its end in a process of its own, which may die: what kills it there would kill us.

Run as a program it reads a file: `python trial.py FILE FORMAT SKIP SECONDS BYTES`. It knows nothing of foederis, so it
starts in some hundredths of a second.
"""

import contextlib
import signal
import sys
from pathlib import Path

import pyoxigraph as ox

SECONDS = 5
"""Of work that any file may take; each further megabyte may take one more."""
MEMORY = 1 << 30
"""Bytes that any file may take; each byte of it may take eight more."""
_TOO_LARGE = 4  # an exit code


def read(path: Path, form: ox.RdfFormat, skip: int = 0) -> str:
    """Read a file as far as its parser goes, past the first `skip` bytes; return why that cannot be done here, if so.

    That a file is not well formed is no such reason.

    Raises:
        OSError: the file cannot be read.
    """
    import subprocess  # costs a start what only a large file needs

    size = path.stat().st_size
    seconds, memory = SECONDS + size // 1_000_000, MEMORY + 8 * size
    if not sys.executable:
        return ""  # built into another program: there is nothing to start
    words = [sys.executable, "-P", __file__, str(path), form.file_extension, str(skip), str(seconds), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 (our own file; a path is one word)
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
            timeout=60 + 10 * seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"reading this file takes more than {60 + 10 * seconds} seconds"
    if done.returncode in (_TOO_LARGE, -signal.SIGABRT):  # a parser in Rust ends so when it gets no memory
        return f"reading this file takes more than {memory // 1_000_000:,} MB of memory"
    if -done.returncode in _TOO_LONG:
        return f"reading this file takes more than {seconds} seconds of work"
    died = done.returncode < 0 or done.returncode > 255  # as Unix and Windows tell it
    return f"the parser dies of this file (code {done.returncode})" if died else ""


_TOO_LONG = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL")}


def _main(path: str, ending: str, skip: str, seconds: str, memory: str) -> int:
    """Read a file under limits; return an exit code."""
    import collections

    with contextlib.suppress(ImportError):  # not on Windows: there its process has no limit but the time
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open(path, "rb") as file:
            file.seek(int(skip))
            collections.deque(ox.parse(file, format=ox.RdfFormat.from_extension(ending)), maxlen=0)
    except MemoryError as error:
        return 0 if "buffer" in str(error) else _TOO_LARGE  # one item too long: said when it is read in earnest
    except (SyntaxError, ValueError, OSError):
        return 0  # as well
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
