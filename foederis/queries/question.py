"""A question: its front matter and its SPARQL text, read from the queries room."""

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from foederis import cached, encoding, graph, rooms, terms
from foederis.errors import BadInput
from foederis.namespaces import PREFIXES, XSD
from foederis.queries.tokens import blocks

TYPES = ("iri", "string", "integer", "decimal", "date", "lang")
LANGUAGES = ("nl", "en")
UNBOUNDED = ("1900-01-01", "2099-12-31")
"""The first and the last day by which a question takes any: before and after all that the graph tells."""
_PICTURED = (
    "layout",
    "measure",
    "poles",
    "most",
    "first",
    "source",
    "chart",
    "note",
    "note_nl",
)  # front matter of views and charts: how they are drawn


@dataclass(frozen=True)
class Parameter:
    """A typed parameter of a question; `kind` is the class among whose instances a name is looked up.

    `words` says by language what a picture was asked for, with `{}` for the value. `description_nl` may be empty.
    """

    name: str
    type: str
    description: str
    default: str
    kind: str = ""
    choices: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    description_nl: str = ""

    def described(self, language: str) -> str:
        """Return the description in a language, in English where it has no other."""
        return (self.description_nl if language == "nl" else "") or self.description

    @property
    def default_text(self) -> str:
        """The default as a reader would write it (`actor:nld`, `2020-10-05`); empty where any value will do."""
        plain = self.default.split("^^")[0].strip('"<>')
        return "" if plain == "UNDEF" else terms.short(plain)


@dataclass(frozen=True)
class Question:
    """A canned question: its front matter and its SPARQL text, which runs as it stands. `summary_nl` may be empty."""

    name: str
    title: str
    title_nl: str
    summary: str
    group: str
    path: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    lists: tuple[str, ...] = ()
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    summary_nl: str = ""

    @property
    def days(self) -> dict[str, str]:
        """The days that it takes where none is given, by parameter: told with an answer, as it is of that day.

        A first or last day that leaves nothing out (`UNBOUNDED`) is none of them: nobody asked for it.
        """
        days = {one.name: one.default_text for one in self.parameters if one.type == "date" and one.default_text}
        return {name: day for name, day in days.items() if day not in UNBOUNDED}

    def summarised(self, language: str) -> str:
        """Return the summary in a language, in English where it has no other."""
        return (self.summary_nl if language == "nl" else "") or self.summary

    @property
    def body(self) -> str:
        """The SPARQL without its front matter."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("#+")).strip() + "\n"


def questions(folder: str = "") -> dict[str, Question]:
    """Return the questions of the queries room by name (`folder="views"`: the views).

    Raises:
        BadInput: a front matter is missing or not valid; names file and line.
    """
    kept = graph.cache_folder() / f"questions-{folder or 'all'}-{graph.content_hash()}.json"
    rows = cached.read_json(kept)
    if rows is not None:
        return {row["name"]: _from_json(row) for row in rows}
    place = rooms.room("queries") / folder
    found = [read_question(path) for path in sorted(place.glob("*.rq"))]
    for old in kept.parent.glob(f"questions-{folder or 'all'}-*.json"):
        cached.remove(old)
    cached.write_json(kept, [asdict(question) for question in found])
    return {question.name: question for question in found}


def _from_json(row: dict[str, Any]) -> Question:
    parameters = tuple(Parameter(**{**p, "choices": tuple(p["choices"])}) for p in row["parameters"])
    return Question(**{**row, "parameters": parameters, "lists": tuple(row["lists"])})


def declared(question: Question) -> list[tuple[str, str]]:
    """Return the prefixes that a question declares, with their name spaces."""
    return re.findall(r"(?im)^\s*PREFIX\s+([\w-]*):\s*<([^<>]*)>", question.text)


def default(question: Question, parameter: Parameter) -> ox.NamedNode | ox.Literal | None:
    """Return a default as a term of the declared type, None when any value will do.

    In the text of the query it may be a prefixed name, which means something there only; a term is written alike in
    SPARQL and in Turtle.

    Raises:
        BadInput: there is more than one default.
    """
    if parameter.default == "UNDEF":
        return None
    known = {**PREFIXES, **dict(declared(question))}
    prologue = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.items())
    listed = f"{prologue}<x:s> <x:p> ( {parameter.default} ) ."
    first = PREFIXES["rdf"] + "first"
    quads = ox.parse(listed.encode(), format=ox.RdfFormat.TURTLE)
    found = [quad.object for quad in quads if quad.predicate.value == first]
    if len(found) != 1 or not isinstance(found[0], ox.NamedNode | ox.Literal):
        raise BadInput(f"parameter '{parameter.name}' has {len(found)} defaults", question.path, "Give it one.")
    if parameter.type in _DATATYPES:
        return ox.Literal(found[0].value, datatype=ox.NamedNode(XSD + _DATATYPES[parameter.type]))
    return found[0]


_DATATYPES = {"string": "string", "lang": "string", "integer": "integer", "decimal": "decimal", "date": "date"}


def read_question(path: Path) -> Question:
    """Read a question with its `#+` front matter (YAML).

    Raises:
        BadInput: the front matter is missing, not valid, or does not agree with the query's VALUES lines.
    """
    import yaml

    text = encoding.read(path, "the question")
    lines = [line for line in text.splitlines() if line.startswith("#+")]
    try:
        data = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in lines)) or {}
        _check_shape(data, text, path)
        parameters = tuple(
            Parameter(
                row["name"],
                row["type"],
                row.get("description", ""),
                _default(text, row["name"]),
                row.get("class", ""),
                tuple(str(choice) for choice in row.get("choices", ())),
                {str(language): str(words) for language, words in row.get("words", {}).items()},
                row.get("description_nl", ""),
            )
            for row in data.get("parameters", ())
        )
        question = Question(
            path.stem, data["title"], data["title_nl"], data["summary"], data["tags"][0], path.name, text, parameters,
            tuple(data.get("lists", ())), _columns(data.get("columns", {})),
            {key: str(data[key]) for key in _PICTURED if key in data},
            data.get("summary_nl", ""),
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


_LIST, _MAPPING, _TEXT, _VALUE = "a list", "keys with values", "a text", "a text or number"
_SHAPES = {
    "parameters": _LIST, "tags": _LIST, "lists": _LIST, "columns": _MAPPING, "summary_nl": _TEXT,
    **dict.fromkeys(_PICTURED, _VALUE),
}  # fmt: skip
_SHAPES_OF_A_PARAMETER = {
    "description": _TEXT, "description_nl": _TEXT, "class": _TEXT, "choices": _LIST, "words": _MAPPING,
}  # fmt: skip


def _check_shape(data: object, text: str, path: Path) -> None:
    """Refuse a key of the front matter that is empty, or holds something of another shape, with its line."""
    if not isinstance(data, dict):
        remedy = 'Write a key and its value on each line, such as `#+ title: "..."`.'
        raise BadInput("the front matter has no keys", f"{path}:1", remedy)
    rows = data.get("parameters")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            where = f"{path}:{_line_of('parameters', text)}"
            raise BadInput("a parameter in 'parameters:' has no keys", where, "Give it a name and a type.")
    found = [(data, _SHAPES), *((row, _SHAPES_OF_A_PARAMETER) for row in (rows if isinstance(rows, list) else ()))]
    for told, shapes in found:
        for key, shape in shapes.items():
            if key in told and not _is(told[key], shape, key):
                what = f"'{key}:' in the front matter is {'empty' if told[key] in (None, [], {}) else f'not {shape}'}"
                remedy = f"Give it {shape}" + ("." if key == "tags" else ", or leave the line out.")
                raise BadInput(what, f"{path}:{_line_of(key, text)}", remedy)


def _is(value: object, shape: str, key: str) -> bool:
    if shape == _LIST:
        return isinstance(value, list) and (bool(value) or key != "tags")
    if shape == _MAPPING:
        inner = key != "columns" or (isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()))
        return isinstance(value, dict) and inner
    return isinstance(value, str | int | float if shape == _VALUE else str)


def _line_of(key: str, text: str) -> int:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if re.match(rf"#\+[\s-]*{key}\s*:", line)), 1)


def _columns(said: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return the words for the columns of a question, by variable and language."""
    return {
        str(variable): {str(language): str(word) for language, word in words.items()}
        for variable, words in said.items()
    }


def _default(text: str, name: str) -> str:
    for start, end in blocks(text, name):
        return text[start:end].strip()
    raise KeyError(f"a line VALUES ?{name} {{ ... }}")
