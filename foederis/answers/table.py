"""An answer as a table: for a terminal, or in Markdown."""

import shutil
import sys
import textwrap

import pyoxigraph as ox

from foederis import escapes
from foederis.answers.cells import read
from foederis.answers.columns import heading
from foederis.queries import Answer


def table(answer: Answer, form: str, language: str, data: ox.Store) -> str:
    """Return an answer as `table`, as wide as the terminal (160 where there is none), or as `md`."""
    from tabulate import tabulate

    rows = [[read(cell, language, data) for cell in row] for row in answer.rows]
    headers = [escapes.line(heading(variable, language)) for variable in answer.variables]
    if form == "md":
        safe = [[escapes.markdown(cell) for cell in row] for row in rows]
        return tabulate(safe, [*map(escapes.markdown, headers)], tablefmt="github", disable_numparse=True) + "\n"
    if len(rows) == 1 and len(headers) > 1:
        return _one(headers, rows[0])
    widths = _widths(headers, rows)
    # Wrapped here: tabulate takes text such as 7,000,000 for a number when it wraps, and fails on it.
    folded = [["\n".join(textwrap.wrap(cell, width)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return tabulate(folded, headers, tablefmt="simple_grid", disable_numparse=True) + "\n"


def _one(headers: list[str], row: list[str]) -> str:
    """Return an answer of one row as a list of what is known, a line each."""
    width = max(len(header) for header in headers)
    margin = " " * (width + 2)
    lines = [
        textwrap.fill(cell, 100, initial_indent=f"{header:<{width}}  ", subsequent_indent=margin)
        for header, cell in zip(headers, row, strict=True)
        if cell
    ]
    return "\n".join(lines) + "\n"


def _widths(headers: list[str], rows: list[list[str]]) -> list[int]:
    """Share the width of the terminal (160 where there is none) among the columns by how much text they hold."""
    total = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
    room = max(total - 3 * len(headers) - 1, 8 * len(headers))
    longest = [max([len(h), *(len(row[i]) for row in rows)]) for i, h in enumerate(headers)]
    words = [
        max([len(word) for text in (h, *(row[i] for row in rows)) for word in text.split()] or [1])
        for i, h in enumerate(headers)
    ]
    widths = [min(size, max(word, 8), 32) for size, word in zip(longest, words, strict=True)]
    while sum(widths) < room and any(w < size for w, size in zip(widths, longest, strict=True)):
        index = max(range(len(widths)), key=lambda i: (longest[i] - widths[i]) / widths[i])
        widths[index] += 1
    return widths
