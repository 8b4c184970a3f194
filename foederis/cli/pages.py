"""The pages in `docs/questions/`: one a question, and a table of contents."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, queries, rooms
from foederis.cli.ask import grouped
from foederis.cli.output import markdown
from foederis.cli.page import page
from foederis.errors import BadInput, BadUse, FoederisError
from foederis.queries import Question


def contents(questions: Sequence[Question], views: Sequence[Question], charts: Sequence[Question] = ()) -> str:
    """Return the table of contents: the questions by group, then the views and the charts."""
    parts = [_HEAD.format(questions=len(questions), views=len(views))]
    for group, inside in grouped({one.name: one for one in questions}).items():
        rows = [f"| [{markdown(q.title)}]({q.name}.md) | {markdown(q.title_nl)} | `{q.name}` |" for q in inside]
        parts.append("\n".join([f"## {group}", "", "| question | vraag | name |", "|---|---|---|", *rows]))
    for head, what, place, members in ((_VIEWS, "view", "views", views), (_CHARTS, "chart", "charts", charts)):
        rows = [
            f"| [{markdown(q.title)}](../../queries/{place}/{q.path}) | {markdown(q.title_nl)} | `{q.name}` |"
            for q in members
        ]
        if rows:
            parts.append("\n".join([head, "", f"| {what} | beeld | name |", "|---|---|---|", *rows]))
    return "\n\n".join([*parts, _ENDPOINT])


_HEAD = """<!-- Written by `make generate`: do not edit. -->

# The questions

{questions} questions, each with its parameters, its answer in this version, and how to ask it; {views} views.
`foederis ask` lists the questions at a terminal, `foederis ask NAME name=?` the values that a parameter takes.
The same questions as data: [`graph/catalogue/questions.trig`](../../graph/catalogue/questions.trig)."""
_VIEWS = """## Views

For graph tools and pictures: `foederis export NAME --format graphml -o view.graphml` (or `gexf`, `dot`, `svg`, ...)."""
_CHARTS = """## Charts

Answers drawn: `foederis export NAME -o chart.svg` (or `png`, `md`, `csv`).
[All pictures](../pictures/README.md)."""
_ENDPOINT = """## On an endpoint

The questions are plain SPARQL 1.1. They ask the default graph, and `GRAPH` for who says so: an endpoint must hold each
triple in both. This writes one file that does, for any store:

```python
import foederis

foederis.dataset().serialize("foederis.nq", format="nquads")
```

Load it, and set `ENDPOINT` to the address, such as `http://localhost:3030/foederis/sparql`. The program asks an
endpoint too: `foederis ask scoreboard --endpoint "$ENDPOINT"`.
"""


def pages(data: ox.Store) -> dict[str, str]:
    """Return the text of every page by the name of its file.

    Raises:
        BadInput: a question is not valid SPARQL; names file and line.
    """
    questions = list(queries.questions().values())
    made = {}
    for one in questions:
        try:
            made[f"{one.name}.md"] = page(one, data)
        except BadInput as error:
            raise BadInput(error.what, f"queries/{one.path}, {error.where}", error.remedy) from error
    return made | {
        "README.md": contents(questions, *(list(queries.questions(f).values()) for f in ("views", "charts")))
    }


def folder() -> Path:
    """Return where the pages lie, `docs/questions/` of a checkout."""
    return rooms.root() / "docs" / "questions"


def main() -> None:
    """Write the pages anew.

    Raises:
        BadUse: this is no checkout.
    """
    if not folder().parent.is_dir():
        raise BadUse("there is no folder docs here", str(folder().parent), "Run it in a checkout: make generate")
    made = pages(graph.store())
    folder().mkdir(exist_ok=True)
    for old in folder().glob("*.md"):
        old.unlink()
    for name, text in made.items():
        (folder() / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except FoederisError as error:
        sys.exit(f"foederis: {error}")
