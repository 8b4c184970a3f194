"""An answer as Python values: `foederis.ask("commitments", actor="NL")`."""

import contextlib
import functools
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foederis import extras, graph, limits, queries
from foederis.answers import listing
from foederis.answers.cells import INEXACT, WHOLE
from foederis.answers.columns import choose
from foederis.errors import BadUse
from foederis.namespaces import ID, XSD

if TYPE_CHECKING:
    import pandas
    import rdflib

_PASSAGE = f"{ID}passage/"

Value = str | int | float | Decimal | date | bool | None


@dataclass(frozen=True)
class Result:
    """The answer to a question: columns, and rows of Python values (IRIs and texts are str, an open cell is None).

    >>> import foederis
    >>> answer = foederis.ask("strategic-partners")
    >>> answer.columns
    ('partner', 'passages', 'date')
    >>> len(answer)
    7
    >>> answer.passages
    ('kst-21501-28-211/rec9.p1.s3',)
    >>> answer.labels("partner")[:2]
    ['Belgium', 'Germany']
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    language: str = "en"
    told: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)

    @functools.cached_property
    def notes(self) -> tuple[str, ...]:
        """What is to be known beside the rows: how a name was read; of an empty answer, what has rows instead.

        >>> import foederis
        >>> foederis.ask("amounts", thing="Dutch defence budget").notes[-1]
        "What hangs together with it has some: thing='structural increase of the defence budget' (1 row)."
        """
        return self.told()

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept of a result: its notes, and no longer what would find them."""
        return {**self.__dict__, "notes": self.notes, "told": tuple}

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield each row as a mapping from column to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @property
    def passages(self) -> tuple[str, ...]:
        """The places of all passages in the rows, sorted: what proves the answer.

        A place is a locator (`rec9.p1.s3`), after the short name of its document when the graph holds several.
        """
        data = graph.store()
        found = {
            word
            for row in self.rows
            for cell in row
            if isinstance(cell, str) and _PASSAGE in cell
            for word in cell.split()
            if word.startswith(_PASSAGE)
        }
        return tuple(sorted(graph.place(data, iri) or iri.removeprefix(_PASSAGE) for iri in found))

    def column(self, name: str) -> list[Value]:
        """Return the values of one column.

        Raises:
            BadUse: there is no such column.
        """
        if name not in self.columns:
            raise BadUse(f"'{self.name}' has no column '{name}'", "", f"Its columns: {', '.join(self.columns)}.")
        index = self.columns.index(name)
        return [row[index] for row in self.rows]

    def labels(self, name: str) -> list[str]:
        """Return the names of the things in one column, in the language of the answer; other values as text."""
        data = graph.store()
        return ["" if value is None else str(self._named(value, data)) for value in self.column(name)]

    def _named(self, value: Value, data: ox.Store) -> Value:
        if not isinstance(value, str) or "://" not in value:
            return value
        parts = value.split(" ")
        found = [(part, graph.label(data, part, self.language) if _is_iri(part) else None) for part in parts]
        things = all(map(_is_iri, parts)) and not all(part.startswith(_PASSAGE) for part in parts)
        return ("; " if things else " ").join(label.text if label else part for part, label in found)

    def to_pandas(self, *, names: bool = False) -> "pandas.DataFrame":
        """Return the rows as a pandas data frame; `names`: with the names of things in the place of their IRIs.

        A column of whole numbers is Int64, one of numbers with decimals float64 (decimals to 15 digits; `rows` has them
        all), one of days datetime64, one of yes and no boolean; a cell that is open is NA or NaT. A column that holds
        anything else, or nothing, keeps the Python values.

        Raises:
            BadUse: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise BadUse("to_pandas() needs pandas", "", extras.remedy("pandas")) from error
        rows = list(self.rows)
        if names:
            data = graph.store()
            rows = [tuple(self._named(cell, data) for cell in row) for row in rows]
        frame = pandas.DataFrame(rows, columns=list(self.columns), dtype=object)
        for index, kind in enumerate(_kinds(rows, len(self.columns))):
            if kind:
                with contextlib.suppress(OverflowError, ValueError, TypeError):  # more than the type holds: as it was
                    frame.isetitem(index, pandas.Series([row[index] for row in rows], dtype=object).astype(kind))
        return frame

    def to_graph(self) -> "rdflib.Graph":
        """Return what the graph says of the things in the rows, as an rdflib graph: each with all its properties."""
        things = {cell for row in self.rows for cell in row if isinstance(cell, str) and _is_iri(cell)}
        data = graph.store()
        quads = [
            q
            for iri in sorted(things)
            for q in data.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        ]
        import rdflib

        result = rdflib.Graph()
        known: dict[object, rdflib.term.Node] = {}
        for quad in quads:
            result.add(graph.rdflib_triple(quad, known))
        return result


def ask(
    question: str, /, *, lang: str = "en", engine: str = "oxigraph", columns: Sequence[str] = (), **values: str
) -> Result:
    """Ask a canned question.

    >>> import foederis
    >>> foederis.ask("scoreboard", recommendation="AIV-advies 112, aanbeveling 9").labels("response")
    ['accepted with reservation', 'not addressed', 'declined']

    Args:
        question: its name, as `foederis ask` lists it.
        lang: the language of texts and names, nl or en.
        engine: oxigraph, rdflib, or the address of a SPARQL 1.1 endpoint.
        columns: those that are wanted, in that order, by name or by what they are called in Dutch or English; else all.
        values: parameters by name; things by IRI, name or abbreviation, days as YYYY-MM-DD.

    Raises:
        BadUse: the question, a parameter, a value or a column is not known.
        EngineFailed: the engine or endpoint failed.
    """
    chosen = _question(question)
    if any(parameter.name == "lang" for parameter in chosen.parameters):
        values.setdefault("lang", lang)
    answer = queries.ask(chosen, values, engine, language=lang)
    asked = graph.store() if engine in queries.ENGINES else None
    return _result(question, answer, lang, columns, lambda: _told(answer, chosen, values, asked, lang))


def values(question: str, parameter: str, /, *, lang: str = "en", **given: str) -> Result:
    """Return the things or codes that give a question rows as one of its parameters, and how many; most rows first.

    >>> import foederis
    >>> list(foederis.values("amounts", "thing", unit="euro"))[0]
    {'value': 'https://w3id.org/foederis/id/topic/defence-investment-of-the-coalition', 'rows': 5}
    >>> foederis.values("amounts", "thing", unit="euro").labels("value")[0]
    'extra money of the coalition for maintenance and intensification of defence expenditure'

    Args:
        question: its name, as `foederis ask` lists it.
        parameter: the name of a parameter that takes things or codes.
        lang: the language of names, nl or en, by which values with as many rows are ordered.
        given: values of other parameters.

    Raises:
        BadUse: the question, the parameter or a value is not known.
    """
    chosen = _question(question)
    found = next((one for one in chosen.parameters if one.name == parameter and one.type == "iri"), None)
    if found is None:
        takes = ", ".join(one.name for one in chosen.parameters if one.type == "iri") or "none"
        raise BadUse(f"'{question}' has no parameter '{parameter}' of things", "", f"It has: {takes}.")
    rows = listing.counts(chosen, found, given, lang, graph.store())
    return Result(f"{question} {parameter}=?", ("value", "rows"), tuple((iri, count) for _, iri, count in rows), lang)


def _told(
    answer: queries.Answer, question: queries.Question, given: Mapping[str, str], data: ox.Store | None, language: str
) -> tuple[str, ...]:
    notes = tuple(note.removeprefix("note: ").removeprefix("noot: ") for note in answer.notes)
    if answer.rows:
        return notes
    nothing = queries.nothing(question, given, data, language)
    return (*notes, nothing.what, nothing.remedy)


def sparql(
    text: str, /, *, lang: str = "en", engine: str = "oxigraph", columns: Sequence[str] = (), seconds: float = 60,
    memory: str | int | None = None,
) -> Result:  # fmt: skip
    """Ask a SPARQL SELECT query of the graph; the default graph holds every triple once.

    It runs in a process of its own, which on Linux cannot open a connection. What of an endpoint's answer could not be
    kept as it came is told in warnings.

    >>> import foederis
    >>> foederis.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s a foed:RecommendationPart }").rows
    ((20,),)

    Args:
        text: the query.
        lang: the language of names, nl or en.
        engine: oxigraph, rdflib, or the address of a SPARQL 1.1 endpoint.
        columns: those that are wanted, as for `ask`.
        seconds: the time it may take.
        memory: what it may hold, such as `2GB`, or a number of bytes; None: a quarter of the machine's memory.

    Raises:
        BadUse: the query reaches out (SERVICE, FROM) or changes something; a limit is none.
        BadInput: the query is not well formed.
        EngineFailed: it took too long or too much memory, or the engine or endpoint failed.
    """
    from foederis.answers.query import allowed, from_endpoint  # costs a start what only this needs

    queries.check(text)
    permitted = allowed(engine, seconds, None if memory is None else limits.size(memory))
    if engine in queries.ENGINES:
        return _result("sparql", limits.run(permitted, queries.select, text, engine), lang, columns)
    return _result("sparql", from_endpoint(text, engine, seconds), lang, columns)


def _question(name: str) -> queries.Question:
    known = queries.questions()
    if name not in known:
        raise BadUse(f"there is no question '{name}'", "", "The list: foederis.queries.questions()")
    return known[name]


def _result(
    name: str,
    answer: queries.Answer,
    language: str,
    wanted: Sequence[str],
    told: Callable[[], tuple[str, ...]] = tuple,
) -> Result:
    for note in answer.notes:
        warnings.warn(note.removeprefix("note: "), stacklevel=3)
    answer = choose(answer, [wanted] if isinstance(wanted, str) else wanted, language, graph.store())
    rows = tuple(tuple(_value(cell) for cell in row) for row in answer.rows)
    return Result(name, answer.variables, rows, language, told)


def _kinds(rows: Sequence[tuple[Value, ...]], width: int) -> list[str]:
    """Return the pandas type of each column; empty where a column has no one type."""
    found = []
    for index in range(width):
        types = {type(row[index]) for row in rows} - {type(None)}
        if types == {int}:
            found.append("Int64")
        elif types and types <= {int, float, Decimal}:
            found.append("float64")
        else:
            found.append(
                {date: "datetime64[ns]", bool: "boolean"}.get(next(iter(types)), "") if len(types) == 1 else ""
            )
    return found


_DOUBLE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN")


def _is_iri(text: str) -> bool:
    try:
        return text.startswith(("http://", "https://")) and bool(ox.NamedNode(text))
    except ValueError:
        return False


def _value(cell: Any) -> Value:  # noqa: ANN401 (any term of an answer)
    if cell is None:
        return None
    if isinstance(cell, ox.Literal):
        kind = cell.datatype.value
        with contextlib.suppress(ValueError, ArithmeticError):  # ill-typed: its text
            if kind in WHOLE:
                return int(cell.value)
            if kind in INEXACT and _DOUBLE.fullmatch(cell.value):
                return float(cell.value)
            if kind == XSD + "decimal":
                return Decimal(cell.value)
            if kind == XSD + "boolean":
                return {"true": True, "1": True, "false": False, "0": False}.get(cell.value, cell.value)
            if kind == XSD + "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", cell.value):
                return date.fromisoformat(cell.value)
    return str(getattr(cell, "value", cell))
