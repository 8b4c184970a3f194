"""The page of a question, in Markdown: its front matter, what the graph answers, how to ask it and how to cite it."""

import json
import keyword
import re
import shlex
from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox

from foederis import __version__, catalogue, graph, queries, rooms
from foederis.cli.output import markdown, render
from foederis.errors import BadUse
from foederis.namespaces import FOED, ID
from foederis.queries import Answer, Parameter, Question

ROWS = 15  # of an answer on a page
_ABBREVIATION = ox.NamedNode(FOED + "abbreviation")


def page(question: Question, data: ox.Store) -> str:
    """Return the page of a question, in Markdown."""
    answer = queries.ask(question, {}, data=data)
    values = example(question, answer, data)
    words = [f"{name}={value}" for name, value in values.items()]
    arguments = "".join(f", {_argument(name, value)}" for name, value in values.items())
    commands = [f"foederis ask {question.name}"]
    if words:
        commands.append(shlex.join(["foederis", "ask", question.name, *words]))
    commands.append(f"foederis ask {question.name} --lang nl --excel -o {question.name}.csv")
    asked = f'answer = foederis.ask("{question.name}"{arguments})'
    cells = [str(getattr(cell, "value", "")) for row in answer.rows for cell in row]
    proven = any("/id/passage/" in cell or "/id/source/" in cell for cell in cells)
    parts = [
        f"<!-- Written by `make generate` from queries/{question.path}: do not edit. -->",
        f"# {markdown(question.title)}",
        f"*{markdown(question.title_nl)}*",
        f"{markdown(question.summary)} Group: [{markdown(question.group)}](README.md#{anchor(question.group)}).",
        _parameters(question, data),
        "## The answer",
        _answer(question, answer, data),
        "## Ask it",
        "On the command line:",
        _code("sh", commands),
        "From Python:",
        _code("python", ["import foederis", "", asked, "answer.to_pandas(names=True)"]),
        "Of a SPARQL endpoint that [holds the graph](README.md#on-an-endpoint); "
        "another value goes between the braces of its `VALUES` line:",
        _code("sh", [f"curl -H 'Accept: text/csv' --data-urlencode query@queries/{question.path} \"$ENDPOINT\""]),
        "## The query",
        f"[`queries/{question.path}`](../../queries/{question.path}), SPARQL 1.1 that runs as it stands:",
        _code("sparql", catalogue.query(question).splitlines()),
        "## How to cite",
        f"> {_citation()} Question *{question.name}*, <{ID}question/{question.name}>. CC BY 4.0.",
        *(["Name the passages and sources that you rely on too; they are in the answer."] if proven else []),
    ]
    return "\n\n".join(parts) + "\n"


def _argument(name: str, value: str) -> str:
    """Return an argument as Python writes it; a word of the language, such as `class`, goes in a mapping."""
    said = json.dumps(value, ensure_ascii=False)
    return f'**{{"{name}": {said}}}' if keyword.iskeyword(name) else f"{name}={said}"


def _parameters(question: Question, data: ox.Store) -> str:
    if not question.parameters:
        return "It takes no parameters."
    lines = ["| parameter | what | takes | default |", "|---|---|---|---|"]
    for one in question.parameters:
        default = markdown(_value(question, one, data))
        lines.append(f"| `{one.name}` | {markdown(one.description)} | {_takes(question, one)} | {default} |")
    return "\n".join(lines)


def _takes(question: Question, parameter: Parameter) -> str:
    choices = queries.LANGUAGES if parameter.type == "lang" else parameter.choices
    if choices:
        return " or ".join(f"`{markdown(one)}`" for one in choices)
    if parameter.type == "iri":
        kind = f"a `{parameter.kind}`" if parameter.kind else "a thing"
        return f"{kind}, by name, abbreviation or IRI: `foederis ask {question.name} {parameter.name}=?` lists them"
    return {"date": "a day, `2020-10-01`"}.get(parameter.type, parameter.type)


def _answer(question: Question, answer: Answer, data: ox.Store) -> str:
    count = len(answer.rows)
    rows = f"{count} row{'' if count == 1 else 's'}"
    given = ", with the default values" if question.parameters else ""
    shown = Answer(answer.variables, answer.rows[:ROWS], answer.ordered)
    more = [f"... and {count - ROWS} more."] if count > ROWS else []
    table = _narrow(render(shown, "md", "en", data))
    return "\n\n".join([f"foederis {__version__}{given}: {rows}.", table, *more])


def _narrow(table: str) -> str:
    """Return a table without the blanks that align it, so that a change in one row is a change of one line."""
    head, rule, *rows = (re.sub(r" +\|", " |", line) for line in table.strip().splitlines())
    return "\n".join([head, re.sub("-+", "---", rule), *rows])


def example(question: Question, answer: Answer, data: ox.Store) -> dict[str, str]:
    """Return values with which a question has an answer: one for what may be anything, else its defaults."""
    for one in question.parameters:
        if one.default == "UNDEF" and (found := _usual(question, one, answer, data)) is not None:
            return {one.name: _name(found, one.kind, data)}
    return {
        one.name: _value(question, one, data)
        for one in question.parameters
        if one.default != "UNDEF" and one.type != "lang"
    }


def _usual(question: Question, parameter: Parameter, answer: Answer, data: ox.Store) -> str | None:
    """Return the thing that stands most often in the column of a parameter; else the first that has an answer."""
    if parameter.name in answer.variables:
        index = answer.variables.index(parameter.name)
        cells = [cell.value for row in answer.rows if isinstance(cell := row[index], ox.NamedNode)]
        return Counter(cells).most_common(1)[0][0] if cells else None
    if parameter.type == "iri" and parameter.kind:
        things = graph.instances(data, parameter.kind)
        return next((one for one in things if queries.ask(question, {parameter.name: one}, data=data).rows), None)
    return None


def _value(question: Question, parameter: Parameter, data: ox.Store) -> str:
    term = catalogue.default(question, parameter)
    if term is None:
        return "any"
    return _name(term.value, parameter.kind, data) if isinstance(term, ox.NamedNode) else term.value


def _name(iri: str, kind: str, data: ox.Store) -> str:
    """Return the shortest text that the graph takes for a thing: an abbreviation, its English name, or its IRI."""
    quads = data.quads_for_pattern(ox.NamedNode(iri), _ABBREVIATION, None, ox.DefaultGraph())
    literals = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
    found = graph.label(data, iri, "en")
    names = sorted(one.value for one in literals if one.language in (None, "en")) + ([found.text] if found else [])
    for name in names:
        try:
            if graph.find(data, name, kind.replace("foed:", FOED)) == iri:
                return name
        except BadUse:
            continue
    return iri


def anchor(heading: str) -> str:
    """Return what the usual renderers of Markdown call the anchor of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _code(language: str, lines: Sequence[str]) -> str:
    fence = "`" * (max([2, *(len(run) for line in lines for run in re.findall("`+", line))]) + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def _citation() -> str:
    import yaml

    said = yaml.safe_load((rooms.root() / "CITATION.cff").read_text(encoding="utf-8"))
    names = ", ".join(one["name"] for one in said["authors"])
    return f"{names.removesuffix('.')}. *{said['title']}*, version {said['version']}."
