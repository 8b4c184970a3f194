"""What is needed beside the core: how to get it into this Python, by a command that works where it is given."""

import re
import shlex
import shutil
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def remedy(extra: str) -> str:
    """Return how to install an extra: from the checkout, or in an installed wheel what the extra asks for, by name.

    foederis itself is on no package index, so its own name would not be found there.
    """
    return f"Install it: {_installer()} {_wanted(extra)}"


def in_checkout() -> bool:
    """Return whether this is a checkout of the repository, with a Makefile beside the package."""
    return (CHECKOUT / "Makefile").is_file() and (CHECKOUT / "pyproject.toml").is_file()


def _installer() -> str:
    import importlib.util  # only where something is missing: it costs a start, as metadata does

    python = shlex.quote(_seen_from_here(Path(sys.executable)))
    if importlib.util.find_spec("pip") is None and shutil.which("uv"):  # uv makes environments without pip
        return f"uv pip install --python {python}"
    return f"{python} -m pip install"


def _wanted(extra: str) -> str:
    import importlib.metadata

    if in_checkout():
        return f"-e '{_seen_from_here(CHECKOUT)}[{extra}]'"
    asked = re.compile(rf"\bextra\s*==\s*[\"']{re.escape(extra)}[\"']")
    named = (one.partition(";") for one in importlib.metadata.requires("foederis") or ())
    return " ".join(shlex.quote(name.strip()) for name, _, marker in named if asked.search(marker))


def _seen_from_here(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
