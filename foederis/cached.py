"""Files of the cache that tell whether they are whole: a checksum stands with what it is of."""

import contextlib
import errno
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def read_json(path: Path) -> Any:  # noqa: ANN401 (whatever was written)
    """Return what `write_json` wrote; None when there is no such file, or, said on the error stream, a damaged one."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        content = b""
    told, _, body = content.partition(b"\n")
    if told.decode("ascii", "replace") == hashlib.sha256(body).hexdigest():
        return json.loads(body)
    tell_damage(path)
    remove(path)
    return None


def write_json(path: Path, value: object) -> None:
    """Write a value whole or not at all; where nothing can be written nothing is: a cache is a convenience."""
    import tempfile  # costs a start what only writing needs

    body = json.dumps(value).encode()
    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = file.name
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(part, path)
        part = ""
    except OSError:
        pass
    finally:
        if part:
            Path(part).unlink(missing_ok=True)


SEAL = "foederis.sha256"
"""The file in a sealed folder that holds the checksum of each of the others."""


def seal(folder: Path, passing: tuple[str, ...] = ()) -> None:
    """Write the checksum of each file of a folder beside them, but of those that are only passing (`passing`).

    Raises:
        OSError: a file cannot be read, or the checksums cannot be written.
    """
    (folder / SEAL).write_text(json.dumps(_sums(folder, passing)), encoding="ascii")


def is_whole(folder: Path, passing: tuple[str, ...] = ()) -> bool:
    """Tell whether a folder holds the files with which it was sealed, byte for byte, and no others."""
    try:
        told = json.loads((folder / SEAL).read_text(encoding="ascii"))
        return bool(told) and told == _sums(folder, passing)
    except (OSError, ValueError):
        return False


Stamp = tuple[tuple[str, int, int, int, int], ...]


def stamp(folder: Path, passing: tuple[str, ...] = ()) -> Stamp:
    """Return by what a change of a folder's files shows: name, node, size, and when each was written and changed.

    It is empty when the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            found = [(one.path, one.stat(follow_symlinks=False)) for one in entries if one.name not in passing]
    except OSError:
        return ()
    return tuple(sorted((path, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for path, s in found))


def _sums(folder: Path, passing: tuple[str, ...]) -> dict[str, str]:
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name not in (SEAL, *passing):
                if not entry.is_file(follow_symlinks=False):
                    raise OSError(errno.EINVAL, "this is no file", entry.path)
                with open(entry.path, "rb") as file:
                    found[entry.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def remove(path: Path) -> None:
    """Remove a file or folder, if it can be: at once for whoever looks, also where it takes a while."""
    gone = path.with_name(f"{TEMPORARY}{path.name}-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        os.replace(path, gone)
    except OSError:
        gone = path
    if gone.is_dir() and not gone.is_symlink():
        import shutil

        shutil.rmtree(gone, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            gone.unlink()


TEMPORARY = "building-"
"""How what is being made or removed is called: what a process that was killed leaves behind."""
_OLD = 24 * 3600  # seconds after which nobody works at it any more


def clear(place: Path) -> None:
    """Remove what processes that were killed have left behind in a folder."""
    for left in place.glob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if left.lstat().st_mtime < time.time() - _OLD:
                remove(left)


def tell_damage(path: Path) -> None:
    """Say on the error stream that a file or folder of the cache is damaged, and is made again."""
    print(f"foederis: {path.name} in the cache was damaged; it is made again", file=sys.stderr)
