"""The questions and views as data: a catalogue in the terms that tools for SPARQL examples read (SHACL, schema.org)."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from foederis import queries, terms
from foederis.errors import BadInput
from foederis.graph import trig
from foederis.namespaces import FOED, ID, PREFIXES
from foederis.queries import Parameter, Question

GRAPH = ID + "graph/catalogue/questions"
_DATATYPES = {"string": "string", "lang": "string", "integer": "integer", "decimal": "decimal", "date": "date"}
_HEAD = {
    **{name: PREFIXES[name] for name in ("dcterms", "foed", "rdf", "rdfs", "schema", "sh", "xsd")},
    **{name: f"{ID}{name}/" for name in ("parameter", "prefix", "question", "view")},
}


def text(questions: Iterable[Question], views: Iterable[Question]) -> str:
    """Return the catalogue as TriG: one entry for each question and view, in one graph, without blank nodes.

    A parameter is a `sh:Parameter`: the local name of its `sh:path` is the variable whose VALUES line takes the value,
    and without `sh:defaultValue` any value will do.

    Raises:
        BadInput: a question cannot be named by an IRI, or two questions mean two things by one prefix.
    """
    asked = [("question", one) for one in questions] + [("view", one) for one in views]
    blocks = [*_prefixes([one for _, one in asked]), *_parameters([one for _, one in asked])]
    blocks += [block for kind, one in asked for block in _entry(kind, one)]
    used = {name: iri for name, iri in _HEAD.items() if any(f"{name}:" in block for block in blocks)}
    note = "The questions and views as data, made from queries/."
    return trig.file(note, used, [trig.graph(f"<{GRAPH}>", blocks)])


def whole() -> bytes:
    """Return the catalogue of all questions and views."""
    return text(queries.questions().values(), queries.questions("views").values()).encode()


def _entry(kind: str, question: Question) -> list[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.name):
        raise BadInput("this name cannot be part of an IRI", question.path, "Use small letters, digits and hyphens.")
    takes = [(f"<{_HEAD[kind]}{question.name}/{one.name}>", one) for one in question.parameters]
    said: list[trig.Property] = [
        ("a", ["sh:Parameterizable", "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"]),
        ("dcterms:identifier", trig.literal(question.name)),
        ("dcterms:isPartOf", f"<{ID}dataset/foederis>"),
        ("rdfs:comment", trig.by_language({"nl": question.title_nl, "en": question.title})),
        ("dcterms:description", _told(question.summary_nl, question.summary)),
        ("schema:keywords", trig.literal(question.group)),
        ("sh:prefixes", f"<{FOED}>"),
        ("sh:parameter", [iri for iri, _ in takes]),
        ("sh:select", trig.literal(question.body)),
    ]
    return [
        trig.block(f"{kind}:{question.name}", said),
        *(trig.block(iri, _parameter(question, one, order)) for order, (iri, one) in enumerate(takes, 1)),
    ]


def _parameter(question: Question, parameter: Parameter, order: int) -> list[trig.Property]:
    default = queries.default(question, parameter)
    return [
        ("a", "sh:Parameter"),
        ("sh:path", f"parameter:{parameter.name}"),
        ("sh:order", str(order)),
        ("sh:description", _told(parameter.description_nl, parameter.description)),
        *_values(parameter),
        ("sh:defaultValue", [] if default is None else str(default)),
        ("sh:optional", "true"),
    ]


def _told(dutch: str, english: str) -> list[str]:
    return trig.by_language({"nl": dutch, "en": english} if dutch else {"en": english})


def _values(parameter: Parameter) -> list[trig.Property]:
    choices = queries.LANGUAGES if parameter.type == "lang" else parameter.choices
    said: list[trig.Property] = [("sh:in", f"<{_list(choices)}>")] if choices else []
    if parameter.type == "iri":
        kinds = [terms.expand(one) or one for one in parameter.kind.split()]
        listed = [one for one in kinds if "/id/concept/" in one]
        one_of = f"<{kinds[0]}>" if len(kinds) == 1 and not listed else []  # sh:class twice would mean both
        return [*said, ("sh:nodeKind", "sh:IRI"), ("sh:class", f"<{PREFIXES['skos']}Concept>" if listed else one_of)]
    return [*said, ("sh:datatype", f"xsd:{_DATATYPES[parameter.type]}")]


def _prefixes(questions: Iterable[Question]) -> list[str]:
    known: dict[str, str] = {}
    for question in questions:
        for name, iri in queries.declared(question):
            if known.setdefault(name, iri) != iri:
                remedy = f"Elsewhere it is <{known[name]}>: give one of the two another name."
                raise BadInput(f"the prefix '{name}' means two things", question.path, remedy)
    blocks = [trig.block(f"<{FOED}>", [("sh:declare", [f"prefix:{name}" for name in sorted(known)])])] if known else []
    for name, iri in sorted(known.items()):
        space = f"{trig.literal(iri)}^^xsd:anyURI"
        said = [("a", "sh:PrefixDeclaration"), ("sh:prefix", trig.literal(name)), ("sh:namespace", space)]
        blocks.append(trig.block(f"prefix:{name}", said))
    return blocks


def _parameters(questions: Iterable[Question]) -> list[str]:
    named = {one.name for question in questions for one in question.parameters}
    lists = {
        queries.LANGUAGES if one.type == "lang" else one.choices
        for question in questions
        for one in question.parameters
    }
    cells = {choices[start:] for choices in lists for start in range(len(choices))}
    blocks = [
        trig.block(f"parameter:{name}", [("a", "rdf:Property"), ("dcterms:identifier", trig.literal(name))])
        for name in sorted(named)
    ]
    for first, *rest in sorted(cells):
        after = f"<{_list(rest)}>" if rest else "rdf:nil"
        said = [("rdf:first", trig.literal(first)), ("rdf:rest", after)]
        blocks.append(trig.block(f"<{_list((first, *rest))}>", said))
    return blocks


def _list(choices: Iterable[str]) -> str:
    """Return the IRI of a list, named by what is in it, so that it needs no blank node."""
    return f"{ID}choices/" + "/".join(quote(one, safe="") for one in choices)
