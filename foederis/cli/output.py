"""Where the command line writes: the standard output, or a file, whole or not at all.

What reaches a terminal passes here, and nothing of it steers the terminal.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from foederis import escapes, files


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
    if sys.stdout.isatty():  # data too, which in a pipe or a file stays as it is
        data = [escapes.lines(b"".join(data).decode(errors="backslashreplace")).encode()]
    sys.stdout.flush()
    sys.stdout.buffer.writelines(data)
    sys.stdout.flush()


def tell(text: str, path: str = "") -> None:
    """Write text for people: what is hidden in it is shown as an escape, in a pipe and in a file too.

    Raises:
        BadInput: the file cannot be written.
    """
    emit(escapes.lines(text), path)


def note(text: str) -> None:
    """Tell something beside the answer, on the error stream."""
    print(escapes.lines(text), file=sys.stderr)
