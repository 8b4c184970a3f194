"""What the program itself asks: the queries of `queries/internal/`, bound as questions are."""

import pyoxigraph as ox

from foederis import rooms, terms
from foederis.errors import BadInput
from foederis.queries.binding import bind_text
from foederis.queries.engines import Answer, select
from foederis.queries.tokens import blocks

Given = str | ox.NamedNode | ox.Literal | None


def answer(name: str, data: ox.Store | None = None, /, **values: Given) -> Answer:
    """Return the answer to the query `queries/internal/<name>.rq`, of a store or of the graph.

    Args:
        name: the name of the file, without its ending.
        data: the store to ask; None: the graph.
        values: by the name of a parameter a term, a text (a plain literal), or None: any.

    Raises:
        BadInput: there is no such query, or it has no such parameter.
    """
    query = text(name)
    given = {}
    for parameter, value in values.items():
        if next(blocks(query, parameter), None) is None:
            raise BadInput(f"this query has no line VALUES ?{parameter} {{ ... }}", _where(name), "Add the line.")
        given[parameter] = "UNDEF" if value is None else str(ox.Literal(value) if isinstance(value, str) else value)
    return select(bind_text(query, given), data=data)


def rows(name: str, data: ox.Store | None = None, /, **values: Given) -> list[tuple[str, ...]]:
    """Return the rows of `answer` as texts; an open cell is an empty text.

    Raises:
        BadInput: as `answer`.
    """
    return [tuple(terms.value(cell) for cell in row) for row in answer(name, data, **values).rows]


def _where(name: str) -> str:
    return f"queries/internal/{name}.rq"


@rooms.kept
def text(name: str) -> str:
    """Return the query `queries/internal/<name>.rq` as it stands.

    Raises:
        BadInput: there is no such query.
    """
    path = rooms.room("queries") / "internal" / f"{name}.rq"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("this query cannot be read", _where(name), "Install foederis again.") from error
