"""The pages as templates (Jinja2, every value escaped), and the one stylesheet."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent


def render(name: str, /, **values: object) -> str:
    """Return a page: a template of this folder, filled in; every value is escaped, a name that is missing an error."""
    return _environment().get_template(name).render(style=style, **values)


def style() -> str:
    """Return the stylesheet of all pages."""
    return (FOLDER / "style.css").read_text(encoding="utf-8")


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
