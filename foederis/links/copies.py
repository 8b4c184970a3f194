"""The check against copies: hold each link against the tables it leads into, that you downloaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, terminal, terms
from foederis.errors import BadInput
from foederis.namespaces import ID, PREFIXES
from foederis.queries import internal

_LABELS = {
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["rdfs"] + "label",
}
# How tables say that a concept is no longer to be used: a property, and the values that mean it (None: any, but a day
# only once it has come).
_ENDED: dict[str, tuple[str, ...] | None] = {
    "http://www.w3.org/2002/07/owl#deprecated": ("true", "1"),
    "http://publications.europa.eu/ontology/authority/deprecated": ("true", "1"),
    "http://publications.europa.eu/ontology/authority/end.use": None,
    "http://publications.europa.eu/ontology/euvoc#endDate": None,
    "http://publications.europa.eu/ontology/euvoc#status": (
        "http://publications.europa.eu/resource/authority/concept-status/DEPRECATED",
        "http://publications.europa.eu/resource/authority/concept-status/RETIRED",
    ),
    PREFIXES["dcterms"] + "isReplacedBy": None,
}
# The links that say that both are one thing, so that the names should agree; a type or a broader concept has its own.
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_SAME = {PREFIXES["skos"] + "exactMatch", PREFIXES["skos"] + "closeMatch", _SAME_AS}
LANGUAGES = ("nl", "en")


@dataclass
class Entry:
    """What copies say of one address; `merged` is the address of the same table that they give for it."""

    names: dict[str, list[str]] = field(default_factory=dict)
    ended: str = ""
    merged: str = ""


@dataclass(frozen=True)
class Finding:
    """One link beside the copies: `outcome` is there, missing, ended, unknown (no copy of its table) or skipped.

    It is skipped when nothing says in which address space its table lies (void:uriSpace).
    """

    linkset: str
    title: str
    thing: str
    predicate: str
    target: str
    outcome: str
    why: str = ""
    names: dict[str, bool] = field(default_factory=dict)  # by language: does a name of theirs equal one of ours?
    theirs: dict[str, str] = field(default_factory=dict)  # by language: the name there, where none equals ours


def links(language: str = "en") -> list[dict[str, str]]:
    """Return the links into tables: link set with title, address space, thing, predicate and object."""
    table = internal.answer("links-into-tables", language=language)
    return [dict(zip(table.variables, (terms.value(cell) for cell in row), strict=True)) for row in table.rows]


def read(folder: Path, rows: Iterable[dict[str, str]]) -> tuple[dict[str, Entry], set[str]]:
    """Return what the RDF files of a folder say of what the links lead to, and the address spaces they hold.

    Raises:
        BadInput: there is no such folder, it holds no RDF file, or one is not well formed.
    """
    if not folder.is_dir():
        raise BadInput("there is no such folder", str(folder), "Name a folder with RDF files that you downloaded.")
    files = (path for path in folder.iterdir() if not path.is_dir())
    paths = sorted(path for path in files if ox.RdfFormat.from_extension(path.suffix.removeprefix(".")))
    if not paths:
        raise BadInput(
            "this folder holds no RDF file", str(folder), "Put .rdf, .ttl, .nt, .nq, .trig or .jsonld files in it."
        )
    wanted = {row["object"]: row["space"] for row in rows if row["space"]}
    spaces = set(wanted.values())
    known: dict[str, Entry] = {}
    held: set[str] = set()
    for path in paths:
        for quad in graph.parse(path):
            subject = terms.value(quad.subject)
            held |= {space for space in spaces - held if subject.startswith(space) and subject != space}
            if subject not in wanted:
                continue
            entry = known.setdefault(subject, Entry())
            if quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
                entry.names.setdefault(quad.object.language or "", []).append(quad.object.value)
            elif quad.predicate.value == _SAME_AS and terms.value(quad.object).startswith(wanted[subject]):
                entry.merged = terms.value(quad.object)
            elif quad.predicate.value in _ENDED:
                meant = _ENDED[quad.predicate.value]
                said = terms.value(quad.object)
                if said in meant if meant is not None else not _to_come(said):
                    entry.ended = f"{quad.predicate.value.replace('#', '/').rsplit('/', 1)[1]} {said}"
    for entry in known.values():
        if entry.merged and not entry.names:  # an item that was merged into another has no name any more
            entry.ended = entry.ended or f"merged into {entry.merged}"
    return known, held


def _to_come(text: str) -> bool:
    """Tell whether a text is a day after today; tables write a far one for no end."""
    try:
        return date.fromisoformat(text[:10]) > date.today()
    except ValueError:
        return False


def compare(rows: Iterable[dict[str, str]], copies: tuple[dict[str, Entry], set[str]]) -> list[Finding]:
    """Hold each link against the copies."""
    known, held = copies
    ours: dict[str, dict[str, set[str]]] = {}
    for thing, name in internal.answer("names-of-things").rows:
        if isinstance(name, ox.Literal):
            ours.setdefault(terms.value(thing), {}).setdefault(name.language or "", set()).add(graph.fold(name.value))
    found = []
    for row in rows:
        entry = known.get(row["object"])
        outcome = "unknown" if row["space"] not in held else "missing" if entry is None else "there"
        outcome = outcome if row["space"] else "skipped"
        names: dict[str, bool] = {}
        theirs: dict[str, str] = {}
        if entry is not None:
            for language in LANGUAGES if row["predicate"] in _SAME else ():
                there = entry.names.get(language, [])
                if there:
                    own = ours.get(row["thing"], {})
                    names[language] = bool(
                        {graph.fold(n) for n in there} & (own.get(language, set()) | own.get("", set()))
                    )
                    if not names[language]:
                        theirs[language] = there[0]
            outcome = "ended" if entry.ended else outcome
        found.append(
            Finding(
                row["set"].removeprefix(ID + "linkset/"),
                row["title"],
                row["thing"].removeprefix(ID),
                row["predicate"],
                row["object"],
                outcome,
                entry.ended if entry else "",
                names,
                theirs,
            )
        )
    return found


def text(found: list[Finding], wrong: list[Finding]) -> str:
    """Return, for each link set, what copies confirm, then each link that they do not."""
    sets: dict[str, list[Finding]] = {}
    for one in found:
        sets.setdefault(one.title, []).append(one)
    known = {
        title: rows for title, rows in sets.items() if any(one.outcome not in ("unknown", "skipped") for one in rows)
    }
    head = ("link set", "links", "there", "missing", "ended", "same name (nl)", "same name (en)")
    table = [
        [
            title,
            len(rows),
            *(sum(one.outcome == outcome for one in rows) for outcome in ("there", "missing", "ended")),
            *(_share([one.names[language] for one in rows if language in one.names]) for language in LANGUAGES),
        ]
        for title, rows in known.items()
    ]
    parts = [terminal.fitted(head, table, frozenset({1, 2, 3, 4}))] if table else []
    if wrong:
        rows = [[one.outcome, one.thing, one.target, one.why] for one in wrong]
        parts.append(terminal.fitted(("what", "thing", "target", "why"), rows))
    others = [[one.thing, one.target, name, lang] for one in found for lang, name in one.theirs.items()]
    if others:
        parts.append(
            "Called otherwise there:\n" + terminal.fitted(("thing", "target", "name there", "language"), others)
        )
    skipped = [title for title, rows in sets.items() if any(one.outcome == "skipped" for one in rows)]
    if skipped:
        parts.append(
            "Not compared, for nothing says where the table lies (void:uriSpace):\n"
            + "".join(f"  {title}\n" for title in skipped)
        )
    missing = [title for title in sets if title not in known and title not in skipped]
    if missing:
        parts.append("No copy here of what these lead into:\n" + "".join(f"  {title}\n" for title in missing))
    return "\n".join(parts)


def _share(flags: list[bool]) -> str:
    return f"{sum(flags)} of {len(flags)}" if flags else "-"
