"""The pages as templates (Jinja2, every value escaped), and the one stylesheet."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from foederis import escapes

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent


def render(name: str, /, **values: object) -> str:
    """Return a page: a template of this folder, filled in.

    Every value is escaped, what is hidden in it is shown, and a name that is missing is an error.
    """
    return _environment().get_template(name).render(style=style, **values)


def style() -> str:
    """Return the stylesheet of all pages."""
    return (FOLDER / "style.css").read_text(encoding="utf-8")


def icon() -> str:
    """Return the mark of the site (SVG)."""
    return (FOLDER / "icon.svg").read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """Show what is hidden in a text; what a template marks as safe is ours, and stays."""
    return escapes.lines(value) if type(value) is str else value


def _quoted(text: str) -> Markup:
    """Return a text as a string of CSS: what is no letter, digit or space stands there by its number."""
    shown = escapes.lines(text)
    return Markup('"%s"') % Markup("").join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in shown)


def _content(text: str) -> Markup:
    """Return a text as what stands between tags, where a quotation mark is itself: a page has thousands of them."""
    shown = escapes.lines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup("").join([Markup(shown)])  # noqa: S704 (no tag is left in it)


@functools.lru_cache(maxsize=1 << 16)
def _kept(macro: str, one: object) -> Markup:
    """Return what a macro of `both_texts.html` makes of a text or a link: the same stands on many pages."""
    made: Markup = getattr(_environment().get_template("both_texts.html").module, macro)(one)
    return made


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, finalize=_shown, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {"content": _content, "quoted": _quoted}
    made.globals |= {name: functools.partial(_kept, name) for name in ("both", "link")}
    return made
