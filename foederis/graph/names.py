"""Names: which thing a reader means by a name, an abbreviation or an IRI."""

import functools
import itertools
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

import pyoxigraph as ox

from foederis import terms
from foederis.errors import AnotherKind, BadUse
from foederis.graph import kinds, spelling
from foederis.graph.labels import label
from foederis.graph.spelling import fold
from foederis.namespaces import CONCEPT, FOED, ID, RDFS, SKOS

_IN_DOCUMENT = ox.NamedNode(FOED + "inDocument")
_NAMES = (
    (ox.NamedNode(SKOS + "prefLabel"), 0),
    (ox.NamedNode(FOED + "abbreviation"), 0),
    (ox.NamedNode(SKOS + "altLabel"), 0),
    (ox.NamedNode(RDFS + "label"), 0),
    (ox.NamedNode(SKOS + "hiddenLabel"), 2),
)
_PASSAGE = "/id/passage/"
_CONCEPT = "/id/concept/"
_MATTER = "/id/concept/matter/"  # called as things are: meant only where a matter is asked for, or nothing else is
_ENTITY = re.compile(rf"{ID}(?P<kind>actor|document|event|instrument|provision|recommendation|topic)/")
_PLAIN = re.compile(rf"{ID}(?!concept/|passage/)")
_LOOK_UP = ox.NamedNode(f"{ID}graph/reference/names")
_SHEET = re.compile(r"[a-z-]+/[a-z0-9][a-z0-9.-]*")
_TELLING = 4  # letters of a word that can lead to a document by itself
_FAR = 6  # words in a name beside those of another thing: with so many it speaks of more
_LIKE = 0.8  # how much alike a name that is suggested must be: at 0.75 one word stands for any other of its length
_CUE = 2  # the tier of words by which a text names a thing; those of codes come last of all
# How many words a name may leave out of that of a thing; of topics and papers, whose names are long, fewer.
_LEFT_OUT = {"actor": 3, "event": 6, "instrument": 4, "provision": 2, "topic": 3, "document": 2}
_OTHERWISE = frozenset(
    map(spelling.stem, ("outside", "buiten", "non", "niet", "not", "without", "zonder", "other", "andere"))
)


@dataclass(frozen=True)
class Found:
    """The thing that a name stands for; `reading` is its full name where the reader's was only part of it, or more."""

    iri: str
    reading: str = ""


@dataclass
class _Index:
    """The names in a store: (text, IRI, tier) each, and by their folded form.

    Tier 0 is what a thing is called, 1 what a reader may look for it by, 2 by which words a text names it.
    """

    names: list[tuple[str, str, int]] = field(default_factory=list)
    folded: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)

    @functools.cached_property
    def of(self) -> dict[str, list[str]]:
        """The names of each thing that are not only of texts."""
        found: dict[str, list[str]] = {}
        for text, iri, tier in self.names:
            if tier == 0:
                found.setdefault(iri, []).append(text)
        return found

    @functools.cached_property
    def numbered(self) -> dict[str, set[str]]:
        """IRIs by the short forms of their names: `4` of a recommendation, a section ..."""
        found: dict[str, set[str]] = {}
        for text, iri, _ in self.names:
            for key in _short_forms(text):
                found.setdefault(key, set()).add(iri)
        return found

    @functools.cached_property
    def spelt(self) -> dict[str, set[tuple[str, int]]]:
        """IRIs with their tier by what the spellings of a name have in common."""
        found: dict[str, set[tuple[str, int]]] = {}
        for text, iri, tier in self.names:
            for key in spelling.spellings(text):
                found.setdefault(key, set()).add((iri, tier))
        return found

    @functools.cached_property
    def bags(self) -> list[tuple[frozenset[str], str, str, int]]:
        """The words of each name that says more than a code, with its text, IRI and tier."""
        return [(spelling.bag(text), text, iri, tier) for text, iri, tier in self.names if _CONCEPT not in iri]

    @functools.cached_property
    def called(self) -> dict[frozenset[str], set[str]]:
        """IRIs by the words of their names (see `bags`)."""
        found: dict[frozenset[str], set[str]] = {}
        for words, _, iri, _ in self.bags:
            found.setdefault(words, set()).add(iri)
        return found

    @functools.cached_property
    def local(self) -> dict[str, set[str]]:
        """The things by the last part of their IRIs, folded: the folder of a document is called so too."""
        found: dict[str, set[str]] = {}
        for _, iri, _ in self.names:
            if _ENTITY.match(iri):
                found.setdefault(fold(terms.local(iri)), set()).add(iri)
        return found

    @functools.cached_property
    def suggested(self) -> dict[str, tuple[str, str]]:
        """The first text and IRI of each folded name; a cue word of a code is nothing to suggest."""
        found: dict[str, tuple[str, str]] = {}
        for key, rows in self.folded.items():
            for text, iri, tier in rows:
                if (tier == 0 or _CONCEPT not in iri) and _MATTER not in iri:
                    found.setdefault(key, (text, iri))
        return found

    @functools.cached_property
    def cited(self) -> list[tuple[spelling.Citation, str]]:
        """The articles in the store as they are cited, with their IRIs."""
        ours = ((spelling.citation(text), iri) for text, iri, tier in self.names if "/id/provision/" in iri)
        return [(one, iri) for one, iri in ours if one is not None]


@functools.lru_cache(maxsize=4)
def _index(data: ox.Store) -> _Index:
    index = _Index()
    for predicate, tier in _NAMES:
        for quad in data.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            asked = tier == _CUE and ox.Quad(quad.subject, predicate, quad.object, _LOOK_UP) in data
            row = (terms.value(quad.object), terms.value(quad.subject), 1 if asked else tier)
            index.names.append(row)
            index.folded.setdefault(fold(row[0]), []).append(row)
    return index


def find(data: ox.Store, name: str, class_iri: str = "") -> str:
    """Return the IRI that a name stands for, as `resolve` finds it.

    Raises:
        BadUse: nothing, or more than one thing, is called so.
    """
    return resolve(data, name, class_iri).iri


def resolve(data: ox.Store, name: str, class_iri: str = "") -> Found:
    """Return what a name stands for: an IRI, a short form (`instrument:pesco`), a name or an abbreviation.

    A name as it is comes first; then the same name written otherwise (`the MPCC's`, `defense`, `art. 42, lid 7 VEU`),
    then a name of which it is a part, or that with `EU`, `Dutch` or a year more (`EU Strategic Compass`): what is found
    so has a `reading`, to be told. With a class, a numbered name is understood by its number too, where that is one
    thing's: `4` is a recommendation. A store is looked at once: what is added to it later is not found.

    The form of a sheet is understood too: `actor/nld`, and of a code `relation/supports` or `matter:pesco`.

    Args:
        data: the store.
        name: what a reader calls it.
        class_iri: the class of the thing (`foed:Actor`, also in full), or the code list that it is of (`concept:unit`);
            several apart by spaces; empty: any.

    Raises:
        AnotherKind: it is the name of something that is not of the class.
        BadUse: nothing, or more than one thing, is called so.
    """
    asked = _classes(data, class_iri)
    found = _found(data, name, class_iri, asked)
    if found is not None:
        return found
    index, wanted = _index(data), fold(name)
    what = f"nothing{_of(class_iri)} is called '{name}'"
    if asked and (others := _others(data, index, name, wanted)):
        raise AnotherKind(what, "", f"It is the name of something else: {_choices(data, others)}.")
    close = _near(data, index, name, wanted, asked)
    remedy = f"Did you mean {', '.join(map(repr, close))}?" if close else "See the names: foederis ask entities"
    raise BadUse(what, "", remedy)


def stands_for(data: ox.Store, name: str, class_iri: str, iri: str) -> bool:
    """Return whether a name stands for this thing (see `resolve`): what it could be meant for is not looked for."""
    try:
        found = _found(data, name, class_iri, _classes(data, class_iri))
    except BadUse:
        return False
    return found is not None and found.iri == iri


@functools.lru_cache(maxsize=64)
def _classes(data: ox.Store, class_iri: str) -> frozenset[str]:
    return frozenset(kinds.classes(data, class_iri))


def _found(data: ox.Store, name: str, class_iri: str, asked: Set[str]) -> Found | None:
    """Return what a name stands for; None where nothing of these classes is called so.

    Raises:
        BadUse: it is empty, more than one thing is called so, or it is the IRI of something that is not of the class.
    """
    given = _in_sheet(data, name.replace(":", "/", 1)) or terms.expand(name)
    if given is not None:
        if kinds.holds(data, given, asked):
            return Found(given)
        what = f"'{name}' is not in the graph" + _of(class_iri)
        if kinds.holds(data, given, set()):
            raise AnotherKind(what, "", f"It is something else: {_choices(data, [given])}.")
        raise BadUse(what, "", "See: foederis show NAME")
    wanted = fold(name)
    if not wanted:
        what = f"'{name}' holds no letter or digit" if name.strip() else "a name is empty"
        raise BadUse(what, "", "Give a name, an abbreviation or an IRI.")
    index = _index(data)
    near: set[str] = set()
    for hits in _tiers(data, index, name, wanted, class_iri, near):
        own = {iri for iri in hits if kinds.holds(data, iri, asked)}
        if own and not class_iri and all(_PASSAGE in iri for iri in own):  # a section is called like what it answers
            numbered = index.numbered.get(wanted, set())
            own = {iri for iri in numbered if _PASSAGE not in iri} or own
        things = {iri for iri in own if _ENTITY.match(iri)} or {iri for iri in own if _PLAIN.match(iri)} or own
        if len(things) > 1:
            raise BadUse(f"'{name}' can mean {len(things)} things", "", f"Say which: {_choices(data, things)}")
        for iri in things:
            found = label(data, iri, "en") if iri in near else None
            return Found(iri, found.text if found else "")
    if FOED + "Document" in asked and (papers := _sources(data, index, wanted)):
        if len(papers) > 1:
            raise BadUse(f"'{name}' can mean {len(papers)} documents", "", f"Say which: {_choices(data, papers)}")
        named = label(data, papers[0], "en")
        return Found(papers[0], named.text if named else "")
    return None


def _in_sheet(data: ox.Store, name: str) -> str | None:
    """Return the IRI of a thing or code that is written as in the sheet of a draft; None: it is not, or of neither."""
    if not _SHEET.fullmatch(name):
        return None
    return next((space + name for space in (ID, CONCEPT) if kinds.holds(data, space + name, set())), None)


def _tiers(data: ox.Store, index: _Index, name: str, wanted: str, class_iri: str, near: set[str]) -> Iterable[set[str]]:
    """Yield what a name may stand for, the surest first; `near` gets what is less than sure."""
    exact = index.folded.get(wanted, [])

    def other(iri: str) -> bool:
        return not class_iri and _MATTER in iri

    def called(tier: int, word: bool) -> set[str]:
        found = {iri for _, iri, one in exact if one == tier and (tier == 0 or _CONCEPT not in iri) and not other(iri)}
        return {iri for iri in found if (iri.startswith(FOED) or _CONCEPT in iri) == word}

    yield from (called(0, False), called(1, False), called(0, True), called(_CUE, False))
    if class_iri:
        yield index.numbered.get(wanted, set())
    if len(name) <= spelling.LONGEST and any(map(str.isalpha, wanted)):  # a number alone is near nothing
        keys = spelling.spellings(name)
        spelt = {row for key in keys for row in index.spelt.get(key, ()) if _CONCEPT not in row[0] or row[1] == 0}
        for tier in (0, 1, _CUE):
            yield {iri for iri, one in spelt if one == tier and not other(iri)}
        yield _persons(data, index, name)
        yield _articles(index, name, near)
        ours = spelling.bag(name)
        yield index.called.get(ours, set()) if len(ours) > 1 else set()
        yield index.local.get(wanted, set())
        yield _parts(data, index, ours, near)
        yield _qualified(index, name, near)
    yield {iri for _, iri, _ in exact}


def _persons(data: ox.Store, index: _Index, name: str) -> set[str]:
    """Return the persons of whom a name is a surname (`minister Blok`); after a comma a label tells an office."""
    given = set(spelling.surname(name))
    found = set()
    for iri in kinds.direct(data, "Person"):
        for text in index.of.get(iri, ()):
            own = spelling.words(text.partition(",")[0])
            if given & set(own[1:] or own) and given <= set(own):
                found.add(iri)
    return found


def _articles(index: _Index, name: str, near: set[str]) -> set[str]:
    """Return the articles that a name cites; where it does not say of which treaty, that is told."""
    asked = spelling.citation(name)
    if asked is None or not (asked.plain or asked.treaty):
        return set()
    treaty = _called(index, asked.treaty)
    found = set()
    for one, iri in index.cited:
        same = one.treaty == asked.treaty or bool(treaty & _called(index, one.treaty))
        if one.numbers == asked.numbers and (same or not asked.treaty):
            found.add(iri)
    if not asked.treaty:
        near |= found
    return found


def _called(index: _Index, name: str) -> set[str]:
    """Return what is called so, but for little words: treaties, for the name of one."""
    return index.called.get(spelling.bag(name), set())


def _parts(data: ox.Store, index: _Index, ours: frozenset[str], near: set[str]) -> set[str]:
    """Return the things in whose names all these words stand, with the fewest others.

    Topics and papers, whose names are of plain words, come second, and not by one word alone.
    Groups of actors are left out: `NATO members` are not the members of the EU and NATO. Persons by their
    office alone come after other actors, and never by that in which it is held: the `House of Representatives` is none
    of its members. A year sets no two things apart: there are several by the name `EU presidency`.
    """
    ranked: dict[str, int] = {}
    offices: dict[str, int] = {}
    persons = kinds.direct(data, "Person")
    for words, text, iri, tier in index.bags:
        if tier == 0 and ours and ours < words and not words & _OTHERWISE and (entity := _ENTITY.match(iri)):
            more = sum(1 for word in words - ours if not word.isdigit())
            name, _, office = text.partition(",")
            if iri in persons and not ours & spelling.bag(name):
                more = len(spelling.bag(office) - ours)
                if spelling.names_office(office, ours) and more < len(ours):
                    offices[iri] = min(more, offices.get(iri, more))
                continue
            kind = entity.group("kind")
            second = kind in ("topic", "document", "provision")
            if second and len(ours) < 2:
                continue
            rank = more + second
            if more <= _LEFT_OUT.get(kind, 0) and rank < ranked.get(iri, rank + 1):
                ranked[iri] = rank
    if not any("/id/actor/" in iri for iri in ranked):
        ranked |= offices
    ranked = {iri: rank for iri, rank in ranked.items() if not kinds.holds(data, iri, {FOED + "ActorGroup"})}
    best = min(ranked.values(), default=0)
    found = {iri for iri, rank in ranked.items() if rank == best}
    near |= found
    return found


def _sources(data: ox.Store, index: _Index, wanted: str) -> list[str]:
    """Return the documents that have passages and in one of whose names words begin with all those that are given."""
    given = wanted.split()
    if not any(len(word) >= _TELLING for word in given):
        return []
    found = {
        iri
        for key, rows in index.folded.items()
        for _, iri, _ in rows
        if "/id/document/" in iri and all(any(one.startswith(word) for one in key.split()) for word in given)
    }
    return sorted(
        iri for iri in found if any(data.quads_for_pattern(None, _IN_DOCUMENT, ox.NamedNode(iri), ox.DefaultGraph()))
    )


def _qualified(index: _Index, name: str, near: set[str]) -> set[str]:
    """Return the things that a name stands for once the words that readers add (`EU`, `Dutch`, a year) are left out."""
    ours, core = spelling.bag(name), spelling.unqualified(name)
    if not core or core == ours:
        return set()
    found = {
        iri
        for words, _, iri, _ in index.bags
        if core <= words <= ours and _ENTITY.match(iri) and "/id/actor/" not in iri
    }
    near |= found
    return found


def _choices(data: ox.Store, things: Iterable[str]) -> str:
    """Return things with what each is, for one who must choose."""
    rows = []
    for iri in sorted(things)[:6]:
        found, kind = label(data, iri, "en"), kinds.described(data, iri)
        rows.append(f"{terms.short(iri)} ({found.text if found else terms.local(iri)}{f', {kind}' if kind else ''})")
    return "; ".join(rows)


def _others(data: ox.Store, index: _Index, name: str, wanted: str) -> set[str]:
    """Return what of any class a name stands for, without doubt: as it is, or written otherwise."""
    for hits in itertools.islice(_tiers(data, index, name, wanted, "", set()), 9):
        if found := {iri for iri in hits if kinds.holds(data, iri, set())}:
            return found
    return {iri for _, iri, _ in index.folded.get(wanted, [])}


def _near(data: ox.Store, index: _Index, name: str, wanted: str, asked: Set[str]) -> list[str]:
    """Return the names of up to three things that are near: with all its words, or all but a few letters."""
    import difflib

    known = index.suggested
    ours = spelling.bag(name)
    holding = sorted((len(words), text, iri) for words, text, iri, tier in index.bags if ours and ours < words)
    rows = [(text, iri) for _, text, iri in holding]
    close = difflib.get_close_matches(wanted[:100], list(known), len(known) or 1, _LIKE)  # what is longer is no name
    rows = [known[key] for key in close] + rows
    near: dict[str, str] = {}
    for text, iri in rows:
        if len(near) < 3 and iri not in near and text not in near.values() and kinds.holds(data, iri, asked):
            near[iri] = text
    return list(near.values())


def namesakes(data: ox.Store, iri: str) -> list[str]:
    """Return the things in whose names all words of a name of this thing stand, those with the fewest others first.

    One word is a name only where it is a proper one (`NATO`): of `defence` much is called that has nothing to do with
    it, and so it is with one word by which a thing is merely looked for (`Union`).
    """
    index = _index(data)
    named = [(words, text, tier) for words, text, one, tier in index.bags if one == iri and tier < _CUE and words]
    own = {words for words, text, tier in named if len(words) > 1 or (tier == 0 and text != text.lower())}
    found: dict[str, int] = {}
    for words, _, one, tier in index.bags:
        if tier == 0 and one != iri and _ENTITY.match(one):
            more = min((len(words - ours) for ours in own if ours < words), default=0)
            if more and more < found.get(one, _FAR):
                found[one] = more
    return sorted(found, key=lambda one: (found[one], one))


def _short_forms(name: str) -> set[str]:
    """Return what a numbered name is called for short: `AIV advice 112, recommendation 4` recommendation 4, and 4."""
    last = fold(name.rsplit(",", 1)[-1]).split()
    if len(last) != 2 or not last[1][:1].isdigit():
        return set()
    return {last[1], " ".join(last)}


def _of(class_iri: str) -> str:
    if class_iri.count(" ") > 1:
        return " that can stand here"
    given = [terms.path(terms.expand(one) or one) for one in class_iri.split()]
    lists = [one.removeprefix("concept/") for one in given if one.startswith("concept/")]
    named = [one if one.startswith("foed:") else terms.short(one) for one in given if not one.startswith("concept/")]
    told = ([f"class {' or '.join(named)}"] if named else []) + [f"the code list {one}" for one in lists]
    return f" of {' or '.join(told)}" if told else ""
