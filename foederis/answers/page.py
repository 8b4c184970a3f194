"""An answer as one HTML page, which asks nothing of the network."""

from collections.abc import Sequence

import pyoxigraph as ox

from foederis import escapes, templates
from foederis.answers.cells import named
from foederis.answers.columns import heading
from foederis.queries import Answer, Term


def page(answer: Answer, told: Sequence[tuple[str, str]], language: str, data: ox.Store) -> str:
    """Return an answer as a page; `told` is what is said of it, the question first (see `citation.about`)."""
    return templates.render(
        "answer.html",
        language=language,
        title=told[0][1],
        told=told,
        headings=[heading(variable, language) for variable in answer.variables],
        rows=[[(named(cell, language, data), address(cell)) for cell in row] for row in answer.rows],
    )


def address(cell: Term) -> str:
    """Return the web address that a cell is, else an empty text."""
    return escapes.address(cell.value) if isinstance(cell, ox.NamedNode) else ""
