"""The folder of a draft: whole or not there, also when the work is killed between two files."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from foederis.errors import BadInput

_OTHER = "Choose another folder: -o FOLDER."
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


def put(
    target: Path,
    content: Mapping[str, bytes],
    removed: Iterable[str] = (),
    what: str = "the draft",
    remedy: str = _OTHER,
) -> None:
    """Put files into a folder, in the place of those of the same names; whatever else it holds stays.

    They are written beside it first, then both change places: at once where the system can do that. Elsewhere work that
    was killed at that moment is mended by `sweep`.

    Args:
        target: the folder.
        content: the files by their paths in it.
        removed: the paths of those that go.
        what: what an error calls it.
        remedy: what an error proposes.

    Raises:
        BadInput: it cannot be written; what was there is there still.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _beside(target) as staging:
            new, old = staging / "new", staging / "old"
            if target.exists():
                shutil.copytree(target, new, symlinks=True)
            else:
                new.mkdir()
            for name, data in content.items():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                (new / name).unlink(missing_ok=True)  # a link of one's own is not written through
                (new / name).write_bytes(data)
            for name in removed:
                (new / name).unlink()
            if target.exists():
                if _exchange(new, target):
                    return
                target.rename(old)
            new.rename(target)
    except OSError as error:
        raise BadInput(f"{what} cannot be written: {error.strerror}", str(target), remedy) from error


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names at once; false: this system or disk cannot, and nothing was done."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


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
