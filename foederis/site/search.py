"""The search index: what a visitor may look for, by what it is called, in files that a page reads from disk too.

Three files for each language, as a browser needs them one after the other: `names` holds things, documents, words and
questions; `more` topics, amounts and sources; `said` what is stated and what became of it, in our paraphrase. A file is
a script that hands over one object, so that it is read over HTTP and from a folder alike; `web/find.js` searches it.
"""

import functools
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, queries, terms
from foederis.graph.spelling import fold
from foederis.namespaces import DCTERMS, FOED, ID, RDFS, SKOS
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES, wording

_LISTS = (("questions", "q"), ("things", "id"), ("words", "def"), ("pictures", "pictures"))
_IN_ONE = ("id", "def")  # which tell both languages on one page
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOED + "paraphrase")
_OTHERS = (FOED + "abbreviation", SKOS + "altLabel", SKOS + "hiddenLabel")
_HOLDER = FOED + "holder"
KINDS = {
    "names": (
        "instrument", "actor", "provision", "recommendation", "question", "document", "event", "commitment", "word",
        "code", "picture",
    ),
    "more": ("topic", "tension", "condition", "quantity", "source"),
    "said": ("statement", "development"),
}  # fmt: skip
"""The kinds that are found, by the file that holds them."""
_ALL = frozenset(kind for kinds in KINDS.values() for kind in kinds)
# Those whose names are found in both languages on a page of either; the others are too many, or sentences.
_IN_BOTH = frozenset(
    {"instrument", "actor", "provision", "recommendation", "question", "document", "event", "word", "code", "picture"}
)
_STATEMENT = ID + "statement/"
_CODE = ID + "concept/"
_PARAPHRASED = frozenset({"recommendation", "statement", "development"})  # found by what they say, too


@dataclass(frozen=True)
class Entry:
    """What is found: where its page is (from the root of the site), what it is called, and by which other words.

    `note` is a text beside the name (who holds it); `weight` tells how often the data name it, in powers of two.
    """

    kind: str
    href: str
    name: str
    others: tuple[str, ...] = ()
    note: str = ""
    weight: int = 0


@dataclass
class _Thing:
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # predicate, language, text
    others: dict[str, list[str]] = field(default_factory=dict)  # language
    holders: list[str] = field(default_factory=list)


def files(site: Site, data: ox.Store) -> dict[str, bytes]:
    """Return the files of the index by name: `search-names-en.js`, and so on."""
    found = _things(data)
    made = {}
    for language in LANGUAGES:
        rows = [*_entries(found, data, language, site), *_asked(language)]
        for part, kinds in KINDS.items():
            made[f"search-{part}-{language}.js"] = script(f"{part}-{language}", rows, kinds, _told(language))
    return made


def page(site: Site, language: str) -> tuple[str, bytes]:
    """Return path and content of the page of all that is found, which without script links the lists."""
    said = wording(language)
    home, up = ("nl/", "../../") if language == "nl" else ("", "../")
    lists = [(f"{up}{'' if path in _IN_ONE else home}{path}/index.html", said[f"search_{key}"]) for key, path in _LISTS]
    twin = f"{'' if home else 'nl/'}search/index.html"
    made = site.page(
        "search.html", said["search_title"], up, lang=language, twin=twin, description=said["search_what"], lists=lists
    )
    return f"{home}search/index.html", made.encode()


def _told(language: str) -> dict[str, str]:
    """Return the words for what is found: they come with the index, as nobody needs them before."""
    return {key: text for key, text in wording(language).items() if key.startswith("search_")}


def script(name: str, rows: Iterable[Entry], kinds: Sequence[str], told: Mapping[str, str]) -> bytes:
    """Return a file of the index, its entries by kind, in the order of `kinds`, with the words for what is found.

    What all addresses of a kind begin and end with stands once; a field that is empty at the end of a row is left out.
    """
    held: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    for row in rows:
        if row.kind in held:
            held[row.kind].append(row)
    parts = []
    for kind, entries in held.items():
        if entries:
            start, end = _common([entry.href for entry in entries])
            inner = slice(len(start), -len(end) if end else None)
            parts.append([kind, start, end, [_row(entry, entry.href[inner]) for entry in entries]])
    return f"foederisIndex({json.dumps(name)},{_json(parts)},{_json(told)});\n".encode()


def _json(value: object) -> str:
    """Return a value as it stands in a script: JSON, with the two line ends that old scripts do not take escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _row(entry: Entry, inner: str) -> list[str | int]:
    row: list[str | int] = [inner, entry.name, "|".join(entry.others), entry.note, entry.weight]
    while len(row) > 2 and not row[-1]:
        row.pop()
    return row


def _common(texts: Sequence[str]) -> tuple[str, str]:
    """Return what all texts begin with, up to a slash, and end with, from a dot or slash."""
    first, last = min(texts), max(texts)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    start = first[: first.rfind("/", 0, same) + 1]
    ends = {found[0] if (found := re.search(r"(?:\.html|/index\.html|/)$", text)) else "" for text in texts}
    return start, ends.pop() if len(ends) == 1 else ""


def _things(data: ox.Store) -> dict[str, _Thing]:
    """Return all that has a name in the store, by IRI."""
    found: dict[str, _Thing] = {}
    for predicate in (*_LABELS, *_OTHERS, _HOLDER):
        for quad in data.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            iri = terms.value(quad.subject)
            if not kind_of(iri):
                continue
            thing = found.setdefault(iri, _Thing())
            if isinstance(quad.object, ox.NamedNode):
                thing.holders.append(quad.object.value)
                continue
            tag, text = getattr(quad.object, "language", None) or "", terms.value(quad.object)
            if predicate in _LABELS:
                thing.labels.setdefault(predicate, {})[tag] = text
            elif not (predicate == SKOS + "hiddenLabel" and iri.startswith(_CODE)):  # cue words are of texts
                thing.others.setdefault(tag, []).append(text)
    return found


def kind_of(iri: str) -> str:
    """Return the kind under which an IRI is found; empty where it is not: a sentence, a day, a coder."""
    if iri.startswith(FOED):
        return "word" if iri != FOED else ""
    kind = iri.removeprefix(ID).split("/")[0] if iri.startswith(ID) else ""
    kind = {"concept": "code"}.get(kind, kind)
    return kind if kind in _ALL else ""


def _entries(found: Mapping[str, _Thing], data: ox.Store, language: str, site: Site) -> Iterator[Entry]:
    named = Counter(
        quad.object.value
        for quad in data.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.NamedNode)
    )
    for iri in sorted(found):
        thing, kind = found[iri], kind_of(iri)
        href = _address(iri, language, site)
        by_language = next((thing.labels[one] for one in _LABELS if one in thing.labels), {})
        name = next((by_language[tag] for tag in (language, "", "en", "nl") if tag in by_language), "")
        if not href or not name:
            continue
        tags = ("", *LANGUAGES) if kind in _IN_BOTH else ("", language)
        others = [one for tag in tags for one in sorted(thing.others.get(tag, ()))]
        others += [by_language[tag] for tag in tags if tag in by_language]
        if kind in _PARAPHRASED:
            others += [text for tag, text in thing.labels.get(FOED + "paraphrase", {}).items() if tag == language]
        note = "; ".join(graph.name(data, one, language) for one in sorted(thing.holders))
        weight = 0 if kind in KINDS["said"] else named[iri].bit_length()
        yield Entry(kind, href, name, _apart(name, others), note, weight)


def _address(iri: str, language: str, site: Site) -> str:
    """Return where an IRI is told of, from the root: a statement where its sentence is read; empty: nowhere."""
    if iri.startswith(_STATEMENT):
        sentence = iri.removeprefix(_STATEMENT).rpartition("-")[0]
        if read := site.reading(f"{ID}passage/{sentence}", "", language):
            return read
    found = site.link(iri, "").href
    return "" if "://" in found else found


def _apart(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return the other names that add something: the index is looked through for parts of words, whole names first."""
    kept: dict[str, str] = {}
    for other in dict.fromkeys(others):
        key = fold(other) if other != name else ""
        if key and key != fold(name):
            kept.setdefault(key, other.replace("|", " "))
    if not kept:
        return ()
    short = {key for key in kept if " " not in key}  # an abbreviation is to be found as a whole
    whole = f" {fold(name)} | {' | '.join(kept)} "
    return tuple(text for key, text in kept.items() if key in short or whole.count(f" {key} ") < 2)


@functools.cache
def asked_as() -> Mapping[str, Mapping[str, list[str]]]:
    """Return, by question and language, what people type who look for it."""
    return tomllib.loads(Path(__file__).with_name("asked.toml").read_text(encoding="utf-8"))


def _asked(language: str) -> Iterator[Entry]:
    """Yield the questions, views and charts."""
    up = "nl/" if language == "nl" else ""
    for one in queries.questions().values():
        titles = (one.title_nl, one.title) if language == "nl" else (one.title, one.title_nl)
        words = asked_as().get(one.name, {})
        others = (titles[1], one.summary, one.name, *(word for said in words.values() for word in said))
        yield Entry("question", f"{up}q/{one.name}/index.html", titles[0], others)
    for folder in ("views", "charts"):
        for one in queries.questions(folder).values():
            titles = (one.title_nl, one.title) if language == "nl" else (one.title, one.title_nl)
            yield Entry("picture", f"{up}pictures/{one.name}/index.html", titles[0], (titles[1],))
