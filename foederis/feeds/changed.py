"""What changed since a version as entries of a feed: an entry a thing, worded as `foederis diff` words it."""

from collections.abc import Collection, Sequence

from foederis import terms
from foederis.changes import compare, log, versions
from foederis.changes.compare import Change, Detail
from foederis.feeds.atom import Category, Entry
from foederis.feeds.words import word
from foederis.namespaces import FOED, RDF, SKOS

_OWN = {"graph": "graph", SKOS + "prefLabel": "name", RDF + "type": "type"}


def entries(
    old: versions.Version, new: versions.Version, language: str, day: str, only: Collection[str] = ()
) -> list[Entry]:
    """Return an entry for each thing with an IRI of which anything changed, what matters most first.

    Blank nodes have no IRI to be followed by, and are left to `foederis diff`.

    Args:
        old: the version before.
        new: the version now.
        language: nl or en.
        day: the day of the data set: when it is known to have changed.
        only: the IRIs of things: what changed of them, and of what names one of them; empty: all.
    """
    names = log.Names(old, new, language)
    wanted = set(only)
    told: dict[str, list[Change]] = {}
    for change in compare.compare(old, new):
        if change.thing.startswith(("http://", "https://")) and (not wanted or _names(change.thing, wanted, old, new)):
            told.setdefault(change.thing, []).append(change)
    made = (_entry(thing, changes, names, language, day) for thing, changes in told.items())
    return [one for one in made if one]


def _names(thing: str, wanted: set[str], *both: versions.Version) -> bool:
    """Tell whether a thing is one of some, or says anything of one of them."""
    said = (terms.value(value) for one in both for values in one.things.get(thing, {}).values() for value in values)
    return thing in wanted or any(value in wanted for value in said)


def _entry(thing: str, changes: Sequence[Change], names: log.Names, language: str, day: str) -> Entry | None:
    kinds = list(dict.fromkeys(change.kind for change in changes))
    lines = [line for change in changes for line in _lines(change, names, language)]
    if not lines and kinds == ["changed"]:
        return None  # nothing but blank nodes, or an index
    title = f"{', '.join(word(kind, language) for kind in kinds)}: {names.of(thing)}"
    sections = dict.fromkeys(change.section for change in changes)
    sorted_by = [Category(kind.replace(" ", "-"), word(kind, language)) for kind in kinds]
    sorted_by += [Category(one.lower().replace(" ", "-"), word(one, language)) for one in sections]
    return Entry(thing, title, day, thing, tuple(lines), tuple(sorted_by))


def _lines(change: Change, names: log.Names, language: str) -> list[str]:
    """Return a line a property: `status: planned -> fulfilled`; of a new thing what tells most of it."""
    if change.kind == "removed":
        return []
    shown = [one for one in change.details if one.property.removeprefix(FOED) not in log.BOOKKEEPING]
    if change.kind == "new":
        shown = [one for one in change.details if one.property.removeprefix(FOED) in log.TELLING]
        shown.sort(key=lambda one: log.TELLING.index(one.property.removeprefix(FOED)))
    return [line for one in shown if (line := _line(one, names, language, change.kind == "new"))]


def _line(one: Detail, names: log.Names, language: str, new: bool) -> str:
    key = _OWN.get(one.property)
    name = word(key, language) if key else names.of(one.property)
    before, after = (
        ", ".join(names.value(term) for term in side if getattr(term, "datatype", None) != versions.NAMELESS)
        for side in (one.before, one.after)
    )
    if not before and not after:
        return ""
    return f"{name}: {after}" if new else f"{name}: {before or '-'} -> {after or '-'}"
