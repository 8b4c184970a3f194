"""Files are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from foederis.errors import BadInput


def write(path: Path, pieces: Iterable[bytes], remedy: str = "Choose another place: -o FILE.") -> None:
    """Write a file, piece by piece; what was there stays until the last piece is written.

    Raises:
        BadInput: the file cannot be written.
    """
    part = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = file.name
            file.writelines(pieces)
        os.chmod(part, 0o644)
        os.replace(part, path)
        part = ""
    except OSError as error:
        raise BadInput(f"the file cannot be written: {error.strerror}", str(path), remedy) from error
    finally:  # also when it is interrupted
        if part:
            Path(part).unlink(missing_ok=True)
