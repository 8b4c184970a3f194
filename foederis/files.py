"""Files and folders are written whole or not at all."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from foederis.errors import BadInput, BadUse


def write(path: Path, pieces: Iterable[bytes], remedy: str = "Choose another place: -o FILE.") -> None:
    """Write a file, piece by piece; what was there stays until the last piece is written.

    Raises:
        BadInput: the file cannot be written.
    """
    import tempfile  # costs a start what only writing needs

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


def write_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files by their paths into a folder that is new or empty, whole or not at all.

    Raises:
        BadUse: it holds something, or its disk does not tell capitals from small letters.
        BadInput: it cannot be written.
    """
    import shutil
    import tempfile

    check_folder(folder)
    target = Path(folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _capitals(staging)
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


def _capitals(folder: Path) -> None:
    """Refuse a disk on which `def/Coder` and `def/coder` are one file."""
    (folder / "Case").touch()
    same = (folder / "case").exists()
    (folder / "Case").unlink()
    if same:
        raise BadUse(
            "this disk does not tell capitals from small letters", str(folder.parent), "Choose a folder on another."
        )
