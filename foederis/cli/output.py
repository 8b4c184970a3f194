"""Where the command line writes: the standard output, or a file, whole or not at all.

What reaches a terminal passes here: nothing of it steers the terminal, text for people is no wider than it, and what is
longer than the screen goes through a pager.
"""

import sys
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

from foederis import escapes, files, terminal

PAGED: ContextVar[bool] = ContextVar("paged", default=False)
"""Whether what is longer than the screen may go through a pager, at a terminal."""


def emit(content: str | bytes | Iterable[bytes], path: str = "") -> None:
    """Print content, all at once or piece by piece, or write it to a file: whole or not at all.

    Raises:
        BadInput: the file cannot be written.
    """
    if isinstance(content, str):
        content = content.encode(errors="backslashreplace")
    data = [content] if isinstance(content, bytes) else content
    if path:
        files.write(Path(path), data)
        return
    sys.stdout.flush()
    if sys.stdout.isatty():  # data too, which in a pipe or a file stays as it is
        text = escapes.lines(b"".join(data).decode(errors="backslashreplace"))
        if PAGED.get() and _paged(text):
            return
        data = [text.encode()]
    sys.stdout.buffer.writelines(data)
    sys.stdout.flush()


def _paged(text: str) -> bool:
    from foederis.cli import pager

    return not pager.fits(text) and pager.page(text.encode())


def tell(text: str, path: str = "") -> None:
    """Write text for people: what is hidden in it is shown as an escape, in a pipe and in a file too.

    Lines are as wide as the terminal at most; in a pipe and in a file, a line stays a line (but see COLUMNS).

    Raises:
        BadInput: the file cannot be written.
    """
    safe = escapes.lines(text)
    emit(safe if path else terminal.fold(safe, terminal.room_of(sys.stdout)), path)


def note(text: str) -> None:
    """Tell something beside the answer, on the error stream; in a pipe a line stays a line, whatever COLUMNS says."""
    room = terminal.room_of(sys.stderr) if sys.stderr.isatty() else None
    print(terminal.fold(escapes.lines(text), room), file=sys.stderr)
