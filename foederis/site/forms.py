"""The form of a question: what each parameter may be, and only what gives rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from foederis import graph, queries
from foederis.answers.columns import heading
from foederis.namespaces import FOED
from foederis.queries import Parameter, Question
from foederis.site.things import SPACE

LONG = 120  # values from which on a field is typed in, with a list to choose from
_ABBREVIATION = ox.NamedNode(FOED + "abbreviation")
_ORDER = ox.NamedNode(FOED + "order")
_RECOMMENDATION = "foed:Recommendation"


@dataclass(frozen=True)
class Option:
    """A value: as it stands in an address (`PESCO`), as a reader reads it, and as a SPARQL term."""

    value: str
    text: str
    term: str
    chosen: bool = False
    names: tuple[str, str] = ("", "")  # in English and in Dutch

    @property
    def place(self) -> str:
        """Return the term as the page has it: of an IRI of ours what is behind our name space (`id/actor/nld`)."""
        return self.term[1:-1].removeprefix(SPACE) if self.term.startswith(f"<{SPACE}") else self.term


@dataclass(frozen=True)
class Field:
    """A parameter on a form: how it is typed in (`select`, `list`, `date`, `number`, `text`), and its values."""

    name: str
    label: str
    description: str
    kind: str
    options: tuple[Option, ...] = ()
    any: bool = True
    usual: str = ""


Values = dict[str, Sequence[str]]  # by the name of a parameter, the IRIs that give rows, most rows first


def offered(question: Question, data: ox.Store) -> Values:
    """Return, by parameter, the things and codes that give rows."""
    things = (one for one in question.parameters if one.type == "iri")
    return {one.name: [iri for iri, _ in queries.values(question, one, {}, data)] for one in things}


def fields(question: Question, values: Values, language: str, data: ox.Store) -> list[Field]:
    """Return the fields of a question's form; the language of texts is that of the page."""
    return [_field(question, one, values, language, data) for one in question.parameters if one.type != "lang"]


def _field(question: Question, one: Parameter, values: Values, language: str, data: ox.Store) -> Field:
    label = heading(one.name, language)
    described = (getattr(one, "description_nl", "") if language == "nl" else "") or one.description
    default = queries.default(question, one)
    if one.type != "iri":
        usual = default.value if default is not None else ""
        options = tuple(Option(one_, one_, str(ox.Literal(one_)), one_ == usual) for one_ in one.choices)
        kind = "select" if options else {"date": "date", "integer": "number", "decimal": "number"}.get(one.type, "text")
        return Field(one.name, label, described, kind, options, default is None, usual)
    iris = dict.fromkeys(values[one.name])
    if default is not None:
        iris.setdefault(default.value)
    chosen = default.value if default is not None else ""
    options = tuple(
        Option(
            name_of(iri, one.kind, data),
            graph.name(data, iri, language),
            str(ox.NamedNode(iri)),
            iri == chosen,
            (graph.name(data, iri, "en"), graph.name(data, iri, "nl")),
        )
        for iri in iris
    )
    options = tuple(sorted(options, key=lambda option: (_natural(option.text), option.term)))
    kind = "list" if len(options) > LONG else "select"
    return Field(one.name, label, described, kind, options, True, next((o.value for o in options if o.chosen), ""))


def name_of(iri: str, kind: str, data: ox.Store) -> str:
    """Return the shortest text that the graph takes for a thing: a number, an abbreviation, its name, or its IRI."""
    key = (iri, kind)
    if key not in _known:
        _known[key] = _named(iri, kind, data)
    return _known[key]


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """Return a text as a reader sorts it: recommendation 2 before 10."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]


_known: dict[tuple[str, str], str] = {}


def _named(iri: str, kind: str, data: ox.Store) -> str:
    node = ox.NamedNode(iri)
    predicates = [_ORDER, _ABBREVIATION] if kind == _RECOMMENDATION else [_ABBREVIATION]
    quads = [q for one in predicates for q in data.quads_for_pattern(node, one, None, ox.DefaultGraph())]
    literals = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
    names = sorted(one.value for one in literals if one.language in (None, "en"))
    found = graph.label(data, iri, "en")
    for name in [*names, *([found.text] if found else [])]:
        if graph.stands_for(data, name, kind, iri):
            return name
    return iri
