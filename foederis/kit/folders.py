"""The folder of a draft: whole or not there, also when the work is killed between two files."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from foederis.errors import BadInput

_OTHER = "Choose another folder: -o FOLDER."


def put(target: Path, content: Mapping[str, bytes]) -> None:
    """Put files into a folder, in the place of those of the same names; whatever else it holds stays.

    They are written beside it first, then both change places. Work that was killed at that moment is mended by `sweep`.

    Raises:
        BadInput: it cannot be written; what was there is there still.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _beside(target) as staging:
            new, old = staging / "new", staging / "old"
            if target.exists():
                shutil.copytree(target, new, symlinks=True, ignore=lambda _, names: set(names) & set(content))
            else:
                new.mkdir()
            for name, data in content.items():
                (new / name).write_bytes(data)
            if target.exists():
                target.rename(old)
            new.rename(target)
    except OSError as error:
        raise BadInput(f"the draft cannot be written: {error.strerror}", str(target), _OTHER) from error


def sweep(target: Path) -> None:
    """Put back what killed work left aside of a folder, and remove what it had half written."""
    target = target.resolve()
    left = re.compile(rf"\.{re.escape(target.name)}-draft-(\d+)-\w+")
    with suppress(OSError):
        for path in sorted(target.parent.iterdir()):
            found = left.fullmatch(path.name)
            if found and path.is_dir() and not _at_work(int(found.group(1))):
                _clear(target, path)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-draft-{os.getpid()}-", dir=target.parent))
    try:
        yield staging
    finally:  # also when it is interrupted
        _clear(target, staging)


def _clear(target: Path, staging: Path) -> None:
    if (staging / "old").exists() and not target.exists():
        (staging / "old").rename(target)
    shutil.rmtree(staging, ignore_errors=True)


def _at_work(process: int) -> bool:
    if os.name != "posix":  # elsewhere there is no asking without ending it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True
