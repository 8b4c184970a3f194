"""A comparison as a change log: text, Markdown or JSON, with things by their names."""

import re
from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox

from foederis import escapes, graph, terms
from foederis.changes.compare import SECTIONS, Change, Detail
from foederis.changes.versions import NAMELESS, Version
from foederis.graph.composed import compose
from foederis.namespaces import FOED, ID, PREFIXES, RDF, SKOS, XSD

FORMATS = ("text", "md", "json")
# Of a new thing, what a reader wants to see of it; of a removed one its name is enough.
TELLING = (
    "effect", "concerns", "debtor", "creditor", "act", "deadline", "status", "stance", "bindingness", "progress",
    "responseKind", "value", "unit", "comparator", "holder", "participant", "participatesIn", "role", "when",
    "linkSubject", "linkKind", "linkObject", "codes", "coder", "existenceOf", "existenceState",
)  # fmt: skip
BOOKKEEPING = (
    "mentions",
    "mentionCount",
    "mentionsCue",
    "mentionsNumber",
    "mentionsDate",
    "mentionsAbbreviation",
    "checksum",
)

_QUERY = PREFIXES["sh"] + "select"


class Names:
    """What things are called: in the new version, else in the old, else in the graph that is installed."""

    def __init__(self, old: Version, new: Version, language: str) -> None:
        self._stores = (new.names, old.names, graph.store())
        self._language = language
        self._known: dict[str, str] = {}

    def of(self, iri: str) -> str:
        """Return the name of a thing, else its short IRI; never the name of a thing that only reads alike."""
        if not iri.startswith(("http://", "https://")):
            return self.nameless(iri)
        if iri not in self._known:
            found = (graph.label(store, iri, self._language) for store in self._stores)
            text = next((label.text for label in found if label), "")
            self._known[iri] = text.strip() or self._composed(iri) or terms.short(iri)
        return self._known[iri]

    def nameless(self, text: str) -> str:
        """Return what is told of a node without a name, its IRIs in short form."""
        return _IRI.sub(lambda match: terms.short(match.group(1)), text)

    def _composed(self, iri: str) -> str:
        """Return a name for what has none of its own, made of what it ties together."""
        said: dict[str, str] = {}
        for store in reversed(self._stores[:2]):
            for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
                if getattr(quad.object, "language", None) in (None, self._language):
                    said[quad.predicate.value] = terms.value(quad.object)
        return compose(said, self.of, self._language)

    def value(self, term: ox.NamedNode | ox.Literal) -> str:
        """Return a value as a reader sees it: a thing by its name, text in quotes with its language."""
        if isinstance(term, ox.NamedNode):
            return self.of(term.value)
        text = term.value
        if term.datatype == NAMELESS:
            return self.nameless(text)
        if term.language:
            return f'"{text}" ({term.language})'
        return f'"{text}"' if term.datatype.value == XSD + "string" else text


def render(changes: Sequence[Change], names: Names, form: str, places: tuple[str, str]) -> str:
    """Return a change log as `text`, `md` or `json`; `places` are what was compared, as it was named."""
    if form == "json":
        return _json(changes, names, places)
    marked = form == "md"
    lines = [f"{'# ' if marked else ''}What changed from {_safe(places[0], marked)} to {_safe(places[1], marked)}", ""]
    lines += [_counts(changes)]
    for section in SECTIONS:
        members = [one for one in changes if one.section == section]
        if members:
            lines += ["", f"## {section}" if marked else f"{section} ({len(members)})", *([""] if marked else [])]
            lines += [line for one in members for line in _entry(one, names, marked)]
    return "\n".join(lines) + "\n"


def _counts(changes: Sequence[Change]) -> str:
    if not changes:
        return "Nothing changed."
    told = []
    for section in SECTIONS:
        kinds = Counter(one.kind for one in changes if one.section == section)
        if kinds:
            told.append(f"{section}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    return "; ".join(told) + "."


def _entry(change: Change, names: Names, marked: bool) -> list[str]:
    if change.kind.startswith("link "):
        one = change.details[0]
        to = (one.after or one.before)[0].value
        head = f"{names.of(change.thing)} {_property(one.property, names)} {to}"
        return [f"{'- ' if marked else '  '}{_kind(change.kind, marked)}: {_safe(head, marked)}"]
    where = f" [{', '.join(change.passages)}]" if change.passages else ""
    line = f"{'- ' if marked else '  '}{_kind(change.kind, marked)}: {_safe(_name(change, names) + where, marked)}"
    if change.kind == "removed":
        return [line]
    told = _told(change, names)
    return [line, *(f"{'  - ' if marked else '      '}{_safe(text, marked)}" for text in told)]


def _kind(kind: str, marked: bool) -> str:
    return f"**{kind}**" if marked else kind


def _name(change: Change, names: Names) -> str:
    name = names.of(change.thing)
    if change.thing.startswith("["):
        return name
    short = change.thing.removeprefix(ID).removeprefix(FOED)
    return name if name == short else f"{name} ({short})"


def _told(change: Change, names: Names) -> list[str]:
    if change.kind == "new":
        chosen = [one for one in change.details if one.property.removeprefix(FOED) in TELLING]
        chosen.sort(key=lambda one: TELLING.index(one.property.removeprefix(FOED)))
        text = "; ".join(f"{_property(one.property, names)}: {_values(one.after, names)}" for one in chosen)
        return [text] if text else []
    shown = [one for one in change.details if one.property.removeprefix(FOED) not in BOOKKEEPING]
    lines = ["its query" if one.property == _QUERY else _change(one, names) for one in shown]
    count = [len(one.before) + len(one.after) for one in change.details if one not in shown]
    return [*lines, *([f"its index of mentions: {sum(count)} entries"] if count else [])]


def _change(one: Detail, names: Names) -> str:
    name = _property(one.property, names)
    if one.before and one.after:
        before, after = _values(one.before, names), _values(one.after, names)
        if before == after:  # two things of one name, or one text of two types
            before, after = _exactly(one.before), _exactly(one.after)
        return f"{name}: from {before} to {after}"
    return f"{name}: {'no longer' if one.before else 'added'} {_values(one.before or one.after, names)}"


def _values(told: Sequence[ox.NamedNode | ox.Literal], names: Names) -> str:
    return ", ".join(names.value(term) for term in told)


def _exactly(told: Sequence[ox.NamedNode | ox.Literal]) -> str:
    return ", ".join(
        terms.short(term.value) if isinstance(term, ox.NamedNode) else _IRI.sub(lambda m: terms.short(m[1]), str(term))
        for term in told
    )


_IRI = re.compile(r"<([^<>\s]*)>")


def _property(iri: str, names: Names) -> str:
    if iri == "graph":
        return "stands in"
    if iri == SKOS + "prefLabel":
        return "name"
    return "is a" if iri == RDF + "type" else names.of(iri)


def _safe(text: str, marked: bool) -> str:
    """Return text for one line; in Markdown nothing in it becomes markup, a link or HTML."""
    return escapes.markdown(text) if marked else escapes.line(text)


def _json(changes: Sequence[Change], names: Names, places: tuple[str, str]) -> str:
    rows = [
        {
            "section": one.section,
            "kind": one.kind,
            "thing": one.thing,
            "label": names.of(one.thing),
            "passages": list(one.passages),
            "details": [
                {
                    "property": detail.property,
                    "label": _property(detail.property, names),
                    "before": [_term(term, names) for term in detail.before],
                    "after": [_term(term, names) for term in detail.after],
                }
                for detail in one.details
            ],
        }
        for one in changes
    ]
    counts = {
        section: dict(sorted(Counter(one.kind for one in changes if one.section == section).items()))
        for section in SECTIONS
        if any(one.section == section for one in changes)
    }
    document = {"old": places[0], "new": places[1], "counts": counts, "changes": rows}
    return escapes.as_json(document)


def _term(term: ox.NamedNode | ox.Literal, names: Names) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"iri": term.value, "label": names.of(term.value)}
    found = {"value": term.value}
    if term.datatype == NAMELESS:
        return {"nameless": term.value}
    if term.language:
        return found | {"language": term.language}
    return found if term.datatype.value == XSD + "string" else found | {"datatype": term.datatype.value}
