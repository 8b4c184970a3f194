"""The questions and views as data: a catalogue in the terms that tools for SPARQL examples read (SHACL, schema.org)."""

import re
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from foederis import queries
from foederis.errors import BadInput
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
    blocks = [_prefixes([one for _, one in asked]), _parameters([one for _, one in asked])]
    blocks += [_entry(kind, one) for kind, one in asked]
    body = "\n\n".join(block for block in blocks if block)
    head = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in _HEAD.items() if f"{name}:" in body)
    note = "# The questions and views as data, made from queries/."
    return f"{note}\n{head}\n\n<{GRAPH}> {{\n{body}\n}}\n"


def whole() -> bytes:
    """Return the catalogue of all questions and views."""
    return text(queries.questions().values(), queries.questions("views").values()).encode()


def _entry(kind: str, question: Question) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.name):
        raise BadInput("this name cannot be part of an IRI", question.path, "Use small letters, digits and hyphens.")
    name = f"{kind}:{question.name}"
    takes = [(f"<{_HEAD[kind]}{question.name}/{one.name}>", one) for one in question.parameters]
    lines = [
        f"    {name} a sh:Parameterizable , sh:SPARQLExecutable , sh:SPARQLSelectExecutable ;",
        f"        dcterms:identifier {_literal(question.name)} ;",
        f"        dcterms:isPartOf <{ID}dataset/foederis> ;",
        f"        rdfs:comment {_literal(question.title_nl, 'nl')} , {_literal(question.title, 'en')} ;",
        f"        dcterms:description {_literal(question.summary, 'en')} ;",
        f"        schema:keywords {_literal(question.group)} ;",
        f"        sh:prefixes <{FOED}> ;",
        *([f"        sh:parameter {' , '.join(iri for iri, _ in takes)} ;"] if takes else []),
        f'        sh:select """{_long(question.body)}""" .',
    ]
    for order, (iri, one) in enumerate(takes, 1):
        lines += [
            f"    {iri} a sh:Parameter ;",
            f"        sh:path parameter:{one.name} ;",
            f"        sh:order {order} ;",
            f"        sh:description {_literal(one.description, 'en')} ;",
            *(f"        {said} ;" for said in _values(one)),
            *([f"        sh:defaultValue {term} ;"] if (term := queries.default(question, one)) is not None else []),
            "        sh:optional true .",
        ]
    return "\n".join(lines)


def _values(parameter: Parameter) -> list[str]:
    choices = queries.LANGUAGES if parameter.type == "lang" else parameter.choices
    kind = f"<{parameter.kind.replace('foed:', FOED)}>"
    said = [f"sh:in <{_list(choices)}>"] if choices else []
    if parameter.type == "iri":
        return [*said, "sh:nodeKind sh:IRI", *([f"sh:class {kind}"] if parameter.kind else [])]
    return [*said, f"sh:datatype xsd:{_DATATYPES[parameter.type]}"]


def _prefixes(questions: Iterable[Question]) -> str:
    known: dict[str, str] = {}
    for question in questions:
        for name, iri in queries.declared(question):
            if known.setdefault(name, iri) != iri:
                remedy = f"Elsewhere it is <{known[name]}>: give one of the two another name."
                raise BadInput(f"the prefix '{name}' means two things", question.path, remedy)
    lines = [f"    <{FOED}> sh:declare {' , '.join(f'prefix:{name}' for name in sorted(known))} ."]
    for name, iri in sorted(known.items()):
        lines.append(f"    prefix:{name} a sh:PrefixDeclaration ;")
        lines.append(f'        sh:prefix "{name}" ; sh:namespace "{iri}"^^xsd:anyURI .')
    return "\n".join(lines) if known else ""


def _parameters(questions: Iterable[Question]) -> str:
    named = {one.name for question in questions for one in question.parameters}
    lists = {
        queries.LANGUAGES if one.type == "lang" else one.choices
        for question in questions
        for one in question.parameters
    }
    cells = {choices[start:] for choices in lists for start in range(len(choices))}
    lines = [f'    parameter:{name} a rdf:Property ; dcterms:identifier "{name}" .' for name in sorted(named)]
    for first, *rest in sorted(cells):
        after = f"<{_list(rest)}>" if rest else "rdf:nil"
        lines.append(f"    <{_list((first, *rest))}> rdf:first {_literal(first)} ; rdf:rest {after} .")
    return "\n".join(lines)


def _list(choices: Iterable[str]) -> str:
    """Return the IRI of a list, named by what is in it, so that it needs no blank node."""
    return f"{ID}choices/" + "/".join(quote(one, safe="") for one in choices)


def _literal(value: str, language: str = "") -> str:
    return str(ox.Literal(value, language=language) if language else ox.Literal(value))


def _long(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
