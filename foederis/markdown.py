"""Text for a line of Markdown."""

import re


def escape(text: str) -> str:
    """Return text for a line of Markdown: nothing in it becomes a column, code, a link or HTML."""
    return re.sub(r"([\\|<\[`])", r"\\\1", " ".join(text.splitlines()))
