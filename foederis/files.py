"""Files and folders are written whole or not at all."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from foederis.errors import BadInput, BadUse


def write(path: Path, pieces: Iterable[bytes], remedy: str = "Choose another place: -o FILE.") -> None:
    """Write a file, piece by piece; what was there stays until the last piece is written.

    A link stays: what it leads to is written. What is no file but takes bytes (a device, a pipe) is written into, and
    never replaced: with the rights of an administrator `-o /dev/null` would else make a file of it.

    Raises:
        BadInput: the file cannot be written.
    """
    import tempfile  # costs a start what only writing needs

    part = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(pieces)
            return
        path = Path(os.path.realpath(path))
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


def check_folder(folder: str) -> None:
    """Refuse a folder that holds something, before the work of filling it is begun.

    Raises:
        BadUse: it is no folder, or holds something.
        BadInput: it cannot be read.
    """
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise BadUse(
                "the folder of a release must be new or empty", folder, "Name another, or remove what is in it."
            )
    except OSError as error:
        raise BadInput(f"the folder cannot be read: {error.strerror}", folder, "Choose another.") from error


def replace_folder(folder: str, files: Mapping[str, bytes], mark: str, kept: str = "") -> None:
    """Write files into a folder that is new or empty, or in the place of one that holds a file `mark`: one of ours.

    The folder is there before, and after it is another: never half of each. What is in its folder `kept` stays, but for
    what is written anew.

    Raises:
        BadUse, BadInput: as `write_folder`.
    """
    import shutil

    target = Path(folder)
    if not (target / mark).is_file():
        write_folder(folder, files)
        return
    new, old = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    write_folder(str(new), files)
    try:
        if kept and (target / kept).is_dir():
            _keep(target / kept, new / kept)
        target.replace(old)
        new.replace(target)
    except OSError as error:
        raise BadInput(f"the folder cannot be replaced: {error.strerror}", folder, "Choose another folder.") from error
    shutil.rmtree(old, ignore_errors=True)


def _keep(source: Path, target: Path) -> None:
    """Put what is in a folder into another, where nothing is in its place: by links where the disk has them."""
    import os
    import shutil

    def place(one: str, other: str) -> None:
        if Path(other).exists():
            return
        try:
            os.link(one, other)
        except OSError:
            shutil.copy2(one, other)

    shutil.copytree(source, target, copy_function=place, dirs_exist_ok=True)


def write_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files by their paths into a folder that is new or empty, whole or not at all.

    Raises:
        BadUse: it holds something.
        BadInput: it cannot be written, or two names differ by capitals only.
    """
    import shutil
    import tempfile

    check_folder(folder)
    _capitals(files)
    target = Path(folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            for name, content in files.items():
                place = staging / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            staging.chmod(0o755)
            staging.replace(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise BadInput(f"the release cannot be written: {error.strerror}", folder, "Choose another folder.") from error


def _capitals(files: Iterable[str]) -> None:
    """Refuse names that differ by capitals only: Windows and macOS take them for one, and a copy would lose a file."""
    known: dict[str, str] = {}
    for name in files:
        other = known.setdefault(name.casefold(), name)
        if other != name:
            raise BadInput(f"two files differ by capitals only: {other}", name, "Give one of them another name.")
