"""Names: which thing a reader means by a name, an abbreviation or an IRI."""

import unicodedata

import pyoxigraph as ox

from foederis import terms
from foederis.errors import BadUse
from foederis.namespaces import FOED, ID, RDF, RDFS, SKOS

_SUBCLASS_OF = ox.NamedNode(RDFS + "subClassOf")
_TYPE = ox.NamedNode(RDF + "type")
_NAMES = (
    (ox.NamedNode(SKOS + "prefLabel"), 0),
    (ox.NamedNode(FOED + "abbreviation"), 0),
    (ox.NamedNode(SKOS + "altLabel"), 0),
    (ox.NamedNode(RDFS + "label"), 0),
    (ox.NamedNode(SKOS + "hiddenLabel"), 1),
)
_SHORT = 2  # the tier of short forms: a name in full comes first


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no accents, punctuation as one space."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(
        character if character.isalnum() else " " for character in plain if not unicodedata.combining(character)
    )
    return " ".join(words.split())


def find(data: ox.Store, name: str, class_iri: str = "") -> str:
    """Return the IRI that a name stands for: an IRI, a short form (`instrument:pesco`), a name or an abbreviation.

    With a class, a numbered name is understood by its number too, where that is one thing's: `4` is a recommendation.

    Raises:
        BadUse: nothing, or more than one thing, is called so.
    """
    given = terms.expand(name)
    if given is not None:
        if _is_a(data, given, class_iri):
            return given
        raise BadUse(f"'{name}' is not in the graph" + _of(class_iri), "", "See: foederis show NAME")
    wanted = fold(name)
    if not wanted:
        what = f"'{name}' holds no letter or digit" if name.strip() else "a name is empty"
        raise BadUse(what, "", "Give a name, an abbreviation or an IRI.")
    tiers: dict[int, set[str]] = {}
    known: dict[str, str] = {}
    called: dict[str, dict[str, int]] = {}
    for predicate, tier in _NAMES:
        for quad in data.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            text, iri = terms.value(quad.object), terms.value(quad.subject)
            key = fold(text)
            if tier == 0 or "/id/concept/" not in iri:  # a cue word of a code is nothing to suggest
                known.setdefault(key, text)
            called.setdefault(key, {}).setdefault(iri, tier)
            if key == wanted and _is_a(data, iri, class_iri):
                tiers.setdefault(tier, set()).add(iri)
            elif class_iri and wanted in _short_forms(text) and _is_a(data, iri, class_iri):
                tiers.setdefault(_SHORT, set()).add(iri)
    for tier in sorted(tiers):
        hits = sorted(hit for hit in tiers[tier] if hit.startswith(ID) and "/id/concept/" not in hit) or sorted(
            tiers[tier]
        )
        if len(hits) == 1:
            return hits[0]
        choices = ", ".join(terms.short(hit) for hit in hits[:6])
        raise BadUse(f"'{name}' can mean {len(hits)} things", "", f"Say which: {choices}")
    what = f"nothing{_of(class_iri)} is called '{name}'"
    if wanted in called:
        best = min(called[wanted].values())
        others = ", ".join([terms.short(iri) for iri, tier in sorted(called[wanted].items()) if tier == best][:3])
        raise BadUse(what, "", f"It is the name of something else: {others}")
    import difflib

    close = difflib.get_close_matches(wanted[:100], list(known), 12, 0.6)  # what is longer is no name
    near = [known[key] for key in close if any(_is_a(data, iri, class_iri) for iri in called[key])][:3]
    remedy = f"Did you mean {', '.join(repr(n) for n in near)}?" if near else "See the names: foederis ask entities"
    raise BadUse(what, "", remedy)


def _short_forms(name: str) -> set[str]:
    """Return what a numbered name is called for short: `AIV advice 112, recommendation 4` recommendation 4, and 4."""
    last = fold(name.rsplit(",", 1)[-1]).split()
    if len(last) != 2 or not last[1][:1].isdigit():
        return set()
    return {last[1], " ".join(last)}


def _of(class_iri: str) -> str:
    return f" of class foed:{class_iri.removeprefix(FOED)}" if class_iri else ""


def instances(data: ox.Store, class_iri: str) -> list[str]:
    """Return the IRIs of the things of a class (`foed:Actor` or in full) and those below it; empty: of all."""
    kind = class_iri.replace("foed:", FOED)
    found: set[str] = set()
    for one in _with_subclasses(data, kind) if kind else [""]:
        node = ox.NamedNode(one) if one else None
        found |= {terms.value(quad.subject) for quad in data.quads_for_pattern(None, _TYPE, node, ox.DefaultGraph())}
    return sorted(iri for iri in found if iri.startswith(ID) and "/id/concept/" not in iri)


def speakers(data: ox.Store, iri: str) -> list[str]:
    """Return the IRIs of who speaks for an actor, sorted."""
    found = data.quads_for_pattern(None, ox.NamedNode(FOED + "speaksFor"), ox.NamedNode(iri), ox.DefaultGraph())
    return sorted(terms.value(quad.subject) for quad in found)


def _is_a(data: ox.Store, iri: str, class_iri: str) -> bool:
    kinds = {
        terms.value(quad.object) for quad in data.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, ox.DefaultGraph())
    }
    return bool(kinds & _with_subclasses(data, class_iri)) if class_iri else bool(kinds)


def _with_subclasses(data: ox.Store, class_iri: str) -> set[str]:
    found = {class_iri}
    todo = [class_iri]
    while todo:
        above = ox.NamedNode(todo.pop())
        for quad in data.quads_for_pattern(None, _SUBCLASS_OF, above, ox.DefaultGraph()):
            below = terms.value(quad.subject)
            if below not in found:
                found.add(below)
                todo.append(below)
    return found
