"""Questions: canned SPARQL with typed parameters, asked of a store, of rdflib or of an endpoint."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from foederis import graph, rooms
from foederis.errors import BadInput, BadUse, EngineFailed, NothingFound
from foederis.namespaces import FOED, ID, PREFIXES, XSD

TYPES = ("iri", "string", "integer", "decimal", "date", "lang")
LANGUAGES = ("nl", "en")
ENGINES = ("oxigraph", "rdflib")
_PICTURED = (
    "layout",
    "measure",
    "poles",
    "source",
    "chart",
    "note",
    "note_nl",
)  # front matter of views and charts: how they are drawn

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<variable>[?$]\w+)
      | (?P<word>[A-Za-z_][\w-]*:?[\w.-]*)
      | (?P<mark>[{}])
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Parameter:
    """A typed parameter of a question; `kind` is the class among whose instances a name is looked up."""

    name: str
    type: str
    description: str
    default: str
    kind: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A canned question: its front matter and its SPARQL text, which runs as it stands."""

    name: str
    title: str
    title_nl: str
    summary: str
    group: str
    path: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    lists: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


Term = ox.NamedNode | ox.BlankNode | ox.Literal | None


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; a cell is a term or None. `ordered` when the query says in what order."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
    ordered: bool = True


def questions(folder: str = "") -> dict[str, Question]:
    """Return the questions of the queries room by name (`folder="views"`: the views).

    Raises:
        BadInput: a front matter is missing or not valid; names file and line.
    """
    cached = graph.cache_folder() / f"questions-{folder or 'all'}-{graph.content_hash()}.json"
    try:
        return {row["name"]: _from_json(row) for row in json.loads(cached.read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    place = rooms.room("queries") / folder
    found = [read_question(path) for path in sorted(place.glob("*.rq"))]
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        for old in cached.parent.glob(f"questions-{folder or 'all'}-*.json"):
            old.unlink(missing_ok=True)
        part = cached.with_suffix(".part")
        part.write_text(json.dumps([asdict(question) for question in found]), encoding="utf-8")
        part.replace(cached)
    except OSError:
        pass  # the cache is a convenience
    return {question.name: question for question in found}


def _from_json(row: dict[str, Any]) -> Question:
    parameters = tuple(Parameter(**{**p, "choices": tuple(p["choices"])}) for p in row["parameters"])
    return Question(**{**row, "parameters": parameters, "lists": tuple(row["lists"])})


def read_question(path: Path) -> Question:
    """Read a question with its `#+` front matter (YAML).

    Raises:
        BadInput: the front matter is missing, not valid, or does not agree with the query's VALUES lines.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadInput(f"the question cannot be read: {reason}", str(path), "Save it as text in UTF-8.") from error
    lines = [line for line in text.splitlines() if line.startswith("#+")]
    try:
        data = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in lines)) or {}
        parameters = tuple(
            Parameter(
                row["name"],
                row["type"],
                row.get("description", ""),
                _default(text, row["name"]),
                row.get("class", ""),
                tuple(str(choice) for choice in row.get("choices", ())),
            )
            for row in data.get("parameters", ())
        )
        question = Question(
            path.stem, data["title"], data["title_nl"], data["summary"], data["tags"][0], path.name, text, parameters,
            tuple(data.get("lists", ())), {key: str(data[key]) for key in _PICTURED if key in data},
        )  # fmt: skip
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadInput(f"the front matter is not valid YAML: {error.problem}", f"{path}:{line}", "Mend it.") from error
    except yaml.YAMLError as error:
        raise BadInput(
            "the front matter holds a character that YAML does not allow", f"{path}:1", "Mend it."
        ) from error
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, RecursionError) as error:
        raise BadInput(
            f"the front matter lacks {error}", f"{path}:1", "See CONTRIBUTING.md, how to add a question."
        ) from error
    told = (question.title, question.title_nl, question.summary, question.group, *question.lists)
    if not all(isinstance(one, str) for one in told):
        raise BadInput("title, title_nl, summary, tags and lists must be text", f"{path}:1", "Put them in quotes.")
    for parameter in parameters:
        if parameter.type not in TYPES or not re.fullmatch(r"[A-Za-z0-9]+", str(parameter.name)):
            raise BadInput(
                f"parameter '{parameter.name}' has no known type", f"{path}:1", f"Types: {', '.join(TYPES)}."
            )
    return question


def _blocks(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where the braces of each `VALUES ?name { ... }` open and close."""
    tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup not in ("comment", "space")]
    for index in range(len(tokens) - 3):
        first, second, third = tokens[index : index + 3]
        if first.group().upper() == "VALUES" and second.group() in (f"?{name}", f"${name}") and third.group() == "{":
            for closing in tokens[index + 3 :]:
                if closing.group() == "}":
                    yield third.end(), closing.start()
                    break


def _default(text: str, name: str) -> str:
    for start, end in _blocks(text, name):
        return text[start:end].strip()
    raise KeyError(f"a line VALUES ?{name} {{ ... }}")


def bind(question: Question, values: Mapping[str, str]) -> str:
    """Return the question's text with terms (in SPARQL form) between the braces of the parameters' VALUES lines."""
    text = question.text
    for name, term in values.items():
        for start, end in reversed(list(_blocks(text, name))):
            text = f"{text[:start]} {term} {text[end:]}"
    return text


def term(parameter: Parameter, value: str, data: ox.Store) -> str:
    """Return a value as a SPARQL term, written by the RDF library.

    Raises:
        BadUse: the value does not fit the parameter's type, class or choices.
    """
    from datetime import date
    from decimal import Decimal, InvalidOperation

    where = f"parameter '{parameter.name}'"
    if "\\" in value or any(ord(character) < 32 for character in value):
        raise BadUse(f"{where} holds a backslash or a control character", "", "Leave it out.")
    if value == "any" and (parameter.type in ("iri", "string") or parameter.default == "UNDEF"):
        return "UNDEF"  # elsewhere a comparison with nothing would leave the answer empty
    if parameter.choices and value not in parameter.choices:
        raise BadUse(f"{where} cannot be '{value}'", "", f"Choose from: {', '.join(parameter.choices)}")
    try:
        match parameter.type:
            case "iri":
                kind = parameter.kind.replace("foed:", FOED)
                return str(ox.NamedNode(graph.find(data, value, kind)))
            case "lang":
                if value not in LANGUAGES:
                    raise ValueError
                return str(ox.Literal(value))
            case "integer":
                whole = int(value)
                if not -(2**63) <= whole < 2**63:
                    raise ValueError
                return str(ox.Literal(str(whole), datatype=ox.NamedNode(XSD + "integer")))
            case "decimal":
                number = Decimal(value)
                if not number.is_finite() or number.adjusted() > 19 or int(number.as_tuple().exponent) < -18:
                    raise ValueError  # more than Oxigraph can hold, and it would not say so
                return str(ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD + "decimal")))
            case "date":
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    raise ValueError
                return str(ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date")))
            case _:
                return str(ox.Literal(value))
    except (ValueError, InvalidOperation) as error:
        raise BadUse(f"{where} cannot be '{value}'", "", f"Give a value that is {_FORMS[parameter.type]}.") from error


_FORMS = {
    "iri": "a name, an abbreviation or an IRI",
    "string": "a text",
    "integer": "a whole number, such as 2",
    "decimal": "a number, such as 2.5",
    "date": "a day, such as 2020-10-01",
    "lang": "nl or en",
}


def terms(question: Question, given: Mapping[str, str], data: ox.Store) -> dict[str, str]:
    """Return the SPARQL terms for the values given.

    Raises:
        BadUse: a parameter is unknown or its value does not fit.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise BadUse(f"'{question.name}' has no parameter '{name}'", "", f"Its parameters: {takes}.")
    return {name: term(known[name], value, data) for name, value in given.items()}


def select(text: str, engine: str = "oxigraph", data: ox.Store | None = None, seconds: float | None = None) -> Answer:
    """Run a SELECT or ASK text on an engine: `oxigraph`, `rdflib` or the address of an endpoint.

    `seconds` is for an endpoint only; the engines in this process cannot be interrupted.

    Raises:
        BadInput: the text is not SPARQL, or no SELECT or ASK.
        EngineFailed: the engine or the endpoint failed.
    """
    ordered = re.search(r"\bORDER\s+BY\b", text, re.IGNORECASE) is not None
    if engine == "rdflib":
        answer = _rdflib(text)
    elif engine == "oxigraph":
        answer = _answer(_oxigraph(text, graph.store() if data is None else data))
    else:
        from foederis import endpoint  # costs a start what only an endpoint needs

        columns, found = endpoint.select(with_prefixes(text), engine, seconds)
        answer = Answer(columns, tuple(found))
    if ordered:
        return answer
    rows = sorted(answer.rows, key=lambda row: [str(cell) for cell in row])
    return Answer(answer.variables, tuple(rows), False)


def ask(question: Question, given: Mapping[str, str], engine: str = "oxigraph", data: ox.Store | None = None) -> Answer:
    """Ask a question with values given as text; the same rows, in the same order, from each engine."""
    data = graph.store() if data is None else data
    text = bind(question, terms(question, given, data))
    answer = select(text, engine, data)
    if engine not in ENGINES:
        _expect(_answer(_oxigraph(text, ox.Store())).variables, answer.variables, engine)
    if not question.lists:
        return answer
    columns = {answer.variables.index(name) for name in question.lists if name in answer.variables}
    rows = [tuple(_sorted(cell) if i in columns else cell for i, cell in enumerate(row)) for row in answer.rows]
    return Answer(answer.variables, tuple(rows), answer.ordered)


def nothing(question: Question, given: Mapping[str, str], data: ox.Store | None) -> NothingFound:
    """Return what is told of an empty answer: the question, all its values, and which of them leaves it empty.

    `data` is the store that was asked; None when that was another, of which nothing more is known.
    """
    shown = {p.name: given.get(p.name) or _plain(p.default) for p in question.parameters if p.type != "lang"}
    values = ", ".join(f"{name}={value}" for name, value in shown.items() if value not in ("UNDEF", "any"))
    what = f"the graph has no answer for {values}" if values else "the graph has no answer to this"
    remedy = "Try another value." if data is None else _way_out(question, given, data)
    return NothingFound(what, question.name, remedy)


def _way_out(question: Question, given: Mapping[str, str], data: ox.Store) -> str:
    for parameter in question.parameters:
        if parameter.type == "iri" and given.get(parameter.name, "any") != "any":
            iri = graph.find(data, given[parameter.name], parameter.kind.replace("foed:", FOED))
            for speaker in graph.speakers(data, iri):
                rows = len(ask(question, {**given, parameter.name: speaker}, data=data).rows)
                label = graph.label(data, speaker, "en")
                if rows and label:
                    return f"'{label.text}' speaks for it, and has {_rows(rows)}: {parameter.name}='{label.text}'"
    for name, value in given.items():
        rows = len(ask(question, {key: one for key, one in given.items() if key != name}, data=data).rows)
        if rows:
            return f"Without {name}={value} it has {_rows(rows)}: give {name} another value."
    return "Try other values."


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _plain(term: str) -> str:
    return term.split("^^")[0].strip('"<>').removeprefix(ID)


def with_prefixes(text: str) -> str:
    """Return a query with our prefixes before it, for an engine that does not know them."""
    return "".join(f"PREFIX {key}: <{value}>\n" for key, value in PREFIXES.items()) + text


def form(text: str) -> str:
    """Return which form a query has: SELECT, ASK, CONSTRUCT, DESCRIBE, or nothing when it is none of them."""
    words = (m.group().upper() for m in _TOKEN.finditer(text) if m.lastgroup == "word")
    return next((word for word in words if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")


def _expect(columns: tuple[str, ...], got: tuple[str, ...], address: str) -> None:
    if got != columns:
        raise EngineFailed(
            f"the endpoint answered another question: its columns are not {', '.join(columns)}",
            address,
            "Check that this is the address of a SPARQL 1.1 query service.",
        )


def _sorted(cell: Term) -> Term:
    # SPARQL leaves the order of a GROUP_CONCAT open.
    if not isinstance(cell, ox.Literal) or " " not in cell.value:
        return cell
    return ox.Literal(" ".join(sorted(set(cell.value.split()))))


def check(text: str) -> None:
    """Refuse what a query may not do here: reach other servers, or change anything.

    Raises:
        BadUse: the text holds SERVICE, FROM or an update.
    """
    words = {m.group().upper() for m in _TOKEN.finditer(text) if m.lastgroup == "word"}
    for word in ("SERVICE", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
        if word in words:
            raise BadUse(f"{word} is not allowed here", "", "Ask this store with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _oxigraph(text: str, data: ox.Store) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return data.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        place = re.search(r"(?:at |error at )?(\d+):(\d+)", str(error))
        where = f"line {place.group(1)}, column {place.group(2)}" if place else ""
        raise BadInput("this is not valid SPARQL", where, str(error.msg or error).splitlines()[0]) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineFailed(f"the engine failed: {error}", "oxigraph", "Try the other: --engine rdflib.") from error


def _answer(result: object) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((ox.Literal(bool(result)),),))
    if isinstance(result, ox.QuerySolutions):
        variables = tuple(variable.value for variable in result.variables)
        return Answer(variables, tuple(map(tuple, result)))
    raise BadInput("this query returns triples, not rows", "", "Use SELECT or ASK here.")


def _rdflib(text: str) -> Answer:
    dataset = graph.dataset()
    try:
        result = dataset.query(text, initNs=PREFIXES)
        if result.type == "ASK":
            return Answer(("answer",), ((ox.Literal(bool(result.askAnswer)),),))
        variables = tuple(str(variable) for variable in result.vars or ())
        rows = tuple(tuple(_from_rdflib(cell) for cell in row) for row in result if isinstance(row, tuple))
        return Answer(variables, rows)
    except Exception as error:  # rdflib's parser and evaluator raise many kinds
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BadInput("rdflib cannot answer this query", "", first) from error


def _from_rdflib(cell: Any) -> Term:  # noqa: ANN401 (any rdflib term)
    import rdflib

    if cell is None:
        return None
    if isinstance(cell, rdflib.URIRef):
        return ox.NamedNode(str(cell))
    if isinstance(cell, rdflib.BNode):
        return ox.BlankNode(str(cell))
    if cell.language:
        return ox.Literal(str(cell), language=str(cell.language))
    if cell.datatype:
        return ox.Literal(str(cell), datatype=ox.NamedNode(str(cell.datatype)))
    return ox.Literal(str(cell))
