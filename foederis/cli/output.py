"""Where the command line writes: the standard output, or a file, whole or not at all."""

import sys
from collections.abc import Iterable
from pathlib import Path

from foederis import files


def emit(content: str | bytes | Iterable[bytes], path: str = "") -> None:
    """Print content, all at once or piece by piece, or write it to a file: whole or not at all.

    Raises:
        BadInput: the file cannot be written.
    """
    data = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    if path:
        files.write(Path(path), data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.writelines(data)
    sys.stdout.flush()
