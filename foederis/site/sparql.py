"""The page on which a visitor asks the whole graph in SPARQL, in the browser: what its script needs to know."""

import json
from collections.abc import Mapping

import pyoxigraph as ox

from foederis import graph, queries, terms
from foederis.answers.listing import group_name, grouped
from foederis.namespaces import CONCEPT, FOED, ID, PREFIXES, RDF
from foederis.queries import Question, internal
from foederis.queries.binding import bind_text
from foederis.site import both
from foederis.site.things import TWINS, Site
from foederis.site.wording import wording

_HERE = "\0"  # where the language of the page stands in a question


def page(site: Site, data: ox.Store, language: str) -> tuple[str, bytes]:
    """Return path and content of the page. Without its script it is a text to copy, with how to ask it elsewhere."""
    said = wording(language)
    home, up, other = ("nl/", "../../", "en") if language == "nl" else ("", "../", "nl")
    known = queries.questions()
    told = {
        "prefixes": {name: _brief(name, space) for name, space in prefixes(data).items()},
        "terms": [
            [terms.local(iri), *dict.fromkeys(_label(data, iri, one) for one in (language, other))]
            for iri in _terms(data)
        ],  # each of our vocabulary: its name, and what it is called in the language of the page and in the other
        "known": _plain("is-known"),
        "address": f"{up}{{}}.html{both.DUTCH if language == 'nl' else ''}",
        "twins": TWINS,
        "words": {key.removeprefix("sparql_"): text for key, text in said.items() if key.startswith("sparql_")},
        "editor": {key.removeprefix("editor_"): text for key, text in said.items() if key.startswith("editor_")},
    }
    made = site.page(
        "sparql.html",
        said["sparql_title"],
        up,
        lang=language,
        scripted=True,
        twin=f"{'' if home else 'nl/'}sparql/index.html",
        description=said["sparql_what"],
        groups=[
            (
                group_name(group, language),
                [(one.name, one.title_nl if language == "nl" else one.title) for one in members],
            )
            for group, members in grouped(known).items()
        ],
        lists=f"{up}{home}q/index.html",
        example=first_query(),
        told=_json(told),
    )
    return f"{home}sparql/index.html", made.encode()


def files() -> dict[str, bytes]:
    """Return the file that hands all questions to the editor, by its name.

    It is read when a question is first chosen. Each question stands there in parts: between them stands the language
    of the page, in which it says what it says by `lang`.
    """
    asked = {one.name: _parts(one) for one in queries.questions().values()}
    return {"sparql-starters.js": f"foederisStarters({_json(asked)});\n".encode()}


def _parts(one: Question) -> list[str]:
    return bind_text(one.body, {each.name: _HERE for each in one.parameters if each.type == "lang"}).split(_HERE)


def prefixes(data: ox.Store) -> Mapping[str, str]:
    """Return the prefixes that the editor knows: ours, of code lists, of kinds, of questions; the first counts."""
    found = dict(PREFIXES)
    typed = data.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None, ox.DefaultGraph())
    things = {terms.value(quad.subject) for quad in typed}
    for iri in sorted(things, key=lambda one: (not one.startswith(CONCEPT), one)):
        if iri.startswith(CONCEPT):
            scheme = iri.removeprefix(CONCEPT).split("/")[0]
            found.setdefault(scheme, f"{CONCEPT}{scheme}/")
        elif iri.startswith(ID):
            kind = iri.removeprefix(ID).split("/")[0]
            found.setdefault(kind, f"{ID}{kind}/")
    for question in queries.questions().values():
        for name, space in queries.declared(question):
            found.setdefault(name, space)
    return dict(sorted(found.items()))


def _brief(name: str, space: str) -> str | int:
    """Return a name space as the script is told it: 0 of a kind of things, 1 of a code list, by its own prefix."""
    return {f"{ID}{name}/": 0, f"{CONCEPT}{name}/": 1}.get(space, space)


def _terms(data: ox.Store) -> list[str]:
    """Return the classes and properties of the ontology."""
    typed = data.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None, ox.DefaultGraph())
    return sorted({terms.value(quad.subject) for quad in typed if terms.value(quad.subject).startswith(FOED)} - {FOED})


def _label(data: ox.Store, iri: str, language: str) -> str:
    found = graph.label(data, iri, language)
    return found.text if found else terms.local(iri)


def first_query() -> str:
    """Return the query that stands in the editor at first."""
    return _plain("first-query")


def _plain(name: str) -> str:
    return "\n".join(line for line in internal.text(name).splitlines() if not line.startswith("#+"))


def _json(value: object) -> str:
    """Return JSON that ends no script: what a browser could take for a tag is an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
