"""The page of a question: what is asked, what the graph answers, how to ask it and how to cite it."""

import json
import keyword
import shlex
from collections import Counter

import pyoxigraph as ox

from foederis import __version__, graph, queries, terms
from foederis.answers.cells import read
from foederis.answers.columns import heading
from foederis.answers.page import address
from foederis.errors import BadUse
from foederis.namespaces import FOED, ID
from foederis.queries import Answer, Parameter, Question
from foederis.site.things import Link, Site

ROWS = 15  # of an answer on a page
_ABBREVIATION = ox.NamedNode(FOED + "abbreviation")


def page(question: Question, citation: str, data: ox.Store, site: Site) -> str:
    """Return the page of a question, to lie in `q/<name>/`; `citation` is how the data set is cited."""
    up = "../../"
    answer = queries.ask(question, {}, data=data)
    values = example(question, answer, data)
    arguments = "".join(f", {_argument(name, value)}" for name, value in values.items())
    cells = [str(getattr(cell, "value", "")) for row in answer.rows for cell in row]
    return site.page(
        "question.html",
        question.title,
        up,
        question=question,
        answered=f"foederis {__version__}{', with the default values' if question.parameters else ''}",
        parameters=[
            (one.name, one.description, _takes(question, one), _value(question, one, data))
            for one in question.parameters
        ],
        headings=[heading(variable, "en") for variable in answer.variables],
        rows=[[_links(cell, up, data, site) for cell in row] for row in answer.rows[:ROWS]],
        count=len(answer.rows),
        commands=_commands(question, values),
        python=[
            "import foederis",
            "",
            f'answer = foederis.ask("{question.name}"{arguments})',
            "answer.to_pandas(names=True)",
        ],
        curl=f"curl -H 'Accept: text/csv' --data-urlencode query@queries/{question.path} \"$ENDPOINT\"",
        query=question.body,
        citation=citation,
        address=f"{ID}question/{question.name}",
        proven=any("/id/passage/" in cell or "/id/source/" in cell for cell in cells),
    )


def _links(cell: queries.Term, up: str, data: ox.Store, site: Site) -> list[Link]:
    """Return a cell as links: a thing by its name, a list of things one by one, any other value as text."""
    listed = terms.value(cell).split() if isinstance(cell, ox.Literal) else []
    if listed and all(part.startswith(ID) for part in listed):
        return [site.link(part, up, graph.marked(data, part, "en")) for part in listed]
    iri = address(cell)
    return [site.link(iri, up, read(cell, "en", data)) if iri else Link(read(cell, "en", data))]


def _commands(question: Question, values: dict[str, str]) -> list[str]:
    words = [f"{name}={value}" for name, value in values.items()]
    asked = ["foederis", "ask", question.name]
    return [
        shlex.join(asked),
        *([shlex.join([*asked, *words])] if words else []),
        shlex.join([*asked, "--lang", "nl", "--excel", "-o", f"{question.name}.csv"]),
    ]


def _argument(name: str, value: str) -> str:
    """Return an argument as Python writes it; a word of the language, such as `class`, goes in a mapping."""
    said = json.dumps(value, ensure_ascii=False)
    return f'**{{"{name}": {said}}}' if keyword.iskeyword(name) else f"{name}={said}"


def _takes(question: Question, parameter: Parameter) -> str:
    choices = queries.LANGUAGES if parameter.type == "lang" else parameter.choices
    if choices:
        return " or ".join(choices)
    if parameter.type == "iri":
        kind = f"a {' or '.join(parameter.kind.split())}" if parameter.kind else "a thing"
        return f"{kind}, by name, abbreviation or IRI: foederis ask {question.name} {parameter.name}=? lists them"
    return {"date": "a day, 2020-10-01"}.get(parameter.type, parameter.type)


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
    if parameter.name == "document":  # one that has passages; a column of that name may hold documents that are cited
        return next(iter(graph.documents(data)), None)
    if parameter.name in answer.variables:
        index = answer.variables.index(parameter.name)
        cells = [cell.value for row in answer.rows if isinstance(cell := row[index], ox.NamedNode)]
        return Counter(cells).most_common(1)[0][0] if cells else None
    if parameter.type == "iri" and parameter.kind:
        things = graph.instances(data, parameter.kind)
        return next((one for one in things if queries.ask(question, {parameter.name: one}, data=data).rows), None)
    return None


def _value(question: Question, parameter: Parameter, data: ox.Store) -> str:
    term = queries.default(question, parameter)
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
            if graph.find(data, name, kind) == iri:
                return name
        except BadUse:
            continue
    return iri
