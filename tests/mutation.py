"""Damage the shipped graph one fact at a time and count what validation catches: `make mutation`.

Each mutant changes one thing. Before it is tried, `could_be_true` decides whether the changed data might as well be
right (another actor that the sentence names too, a code for which it has a cue word, ...): nothing but reading the
letter would show that, so such mutants are counted apart, each with its reason. Of all others 98 % must be caught.
"""

import contextlib
import multiprocessing
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import shacl

from foederis import graph, rooms
from foederis.namespaces import CONCEPT, DCTERMS, FOED, ID, RDF, SKOS, XSD
from foederis.validate import engines, hygiene

Quad = ox.Quad
TYPE = ox.NamedNode(RDF + "type")
PASSAGE = ID + "passage/"
_SETTLED = "/settled/"
REQUIRED = {
    "Statement": "holder about polarity modality paraphrase",
    "Quantity": "value unit comparator nature quantityOf",
    "Commitment": "debtor act about",
    "Participation": "participant participatesIn role when",
    "LegalLink": "linkSubject linkKind linkObject verification",
    "Existence": "existenceOf existenceState when",
    "Response": "respondsTo respondent responseKind diagnosis stance bindingness progress evidence reason",
    "Coding": "codes coder evidence",
    "Period": "edtf",
    "Sentence": "locator order startOffset endOffset digest wordCount inDocument checksum mentionCount",
    "Inference": "infersFor infers reasoning evidence",
    "Tension": "about evidence reasoning",
    "Citation": "cites citedFor",
    "Preference": "prefers over",
    "CommitmentStatement": "makes reports reaffirms",
    "Development": "concerns effect when paraphrase evidence",
    "Reading": "reads reader readOn verdict digest",
    "Comparison": "onMatter earlier later silentIn change tie coder evidence reasoning line",
}


@dataclass(frozen=True)
class Mutant:
    """One change: what goes, what comes, and why it might be true all the same (empty: it cannot)."""

    kind: str
    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    could_be_true: str = ""

    def __str__(self) -> str:
        def told(quads: tuple[Quad, ...]) -> str:
            return " ".join(
                f"{_short(q.subject)} {_short(q.predicate)} {_short(q.object)} [{_short(q.graph_name)}]"
                for q in quads[:2]
            )

        return f"{self.kind}: {told(self.removed)} => {told(self.added)}"


class Base:
    """The shipped graph with what the mutations need to look up."""

    def __init__(self) -> None:
        self.quads = [q for q in dict.fromkeys(graph.quads()) if isinstance(q.subject, ox.NamedNode)]
        self.own = [q for q in self.quads if q.graph_name != graph.ONTOLOGY_GRAPH]
        self.by: dict[str, list[Quad]] = defaultdict(list)
        self.values: dict[tuple[str, str], list[Quad]] = defaultdict(list)
        self.types: dict[str, set[str]] = defaultdict(set)
        for quad in self.own:
            name = quad.predicate.value.removeprefix(FOED)
            self.by[name].append(quad)
            self.values[_iri(quad.subject), name].append(quad)
            if quad.predicate == TYPE:
                self.types[_iri(quad.subject)].add(_iri(quad.object).removeprefix(FOED))
        self.codes: dict[str, list[ox.NamedNode]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value == SKOS + "inScheme":
                self.codes[_iri(quad.object).removeprefix(CONCEPT)].append(quad.subject)
        cues = (q for q in self.quads if q.predicate.value == SKOS + "hiddenLabel")
        self.cued = {_iri(q.subject) for q in cues if q.object.language == "nl"}  # the letter is in Dutch
        self.wording: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.words: dict[str, set[str]] = defaultdict(set)
        for quad in self.quads:
            code = _iri(quad.subject).removeprefix(CONCEPT)
            if quad.predicate.value == SKOS + "example" and code.startswith("wording/"):
                self.wording[code.removeprefix("wording/"), quad.object.language].append(_iri(quad.object))
            if quad.predicate.value == SKOS + "hiddenLabel" and quad.object.language == "nl":
                self.words[_iri(quad.subject)].add(f" {_iri(quad.object)} ".casefold())
        self.passages = sorted({_iri(q.graph_name) for q in self.own if _iri(q.graph_name).startswith(PASSAGE)})
        self.states = [q.subject for q in self.own if q.predicate == TYPE and _iri(q.object) == FOED + "State"]

    def mentioned(self, quad: Quad, what: str, value: str) -> bool:
        """Tell whether the passage of a quad, or one it is read with, mentions a value (or is listed as inferred)."""
        places = {_iri(quad.graph_name)} | {_iri(q.object) for q in self.values[_iri(quad.subject), "readWith"]}
        inferred = any(
            _iri(q.object) == value
            and any(_iri(f.object) == _iri(quad.subject) for f in self.values[_iri(q.subject), "infersFor"])
            for q in self.by["infers"]
        )
        return inferred or any(_iri(q.object) == value for place in places for q in self.values[place, what])

    def longer(self, code: ox.NamedNode, other: ox.NamedNode) -> bool:
        """Tell whether another code is the same, or has a cue word that holds one of a code."""
        words = self.words[_iri(code)]
        return code == other or any(word in held for held in self.words[_iri(other)] for word in words)

    def in_passage(self, quad: Quad) -> bool:
        """Tell whether a quad stands in a passage's graph."""
        return _iri(quad.graph_name).startswith(PASSAGE)


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def _short(term: object) -> str:
    return _iri(term).removeprefix(ID).removeprefix(FOED)[:60]


def _with(quad: Quad, **changes: object) -> Quad:
    parts = {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object, "graph_name": quad.graph_name}
    return Quad(*{**parts, **changes}.values())


Kind = Callable[[Base, random.Random], Mutant | None]
KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    """Register a kind of mutation under its name."""
    KINDS[function.__name__.replace("_", " ")] = function
    return function


def _one(base: Base, chance: random.Random, *names: str, within: Callable[[Quad], bool] = lambda q: True) -> Quad:
    return chance.choice([q for name in names for q in base.by[name] if within(q)])


@kind
def drop_required_property(base: Base, chance: random.Random) -> Mutant | None:
    cls = chance.choice(sorted(REQUIRED))
    name = chance.choice(REQUIRED[cls].split())
    found = [q for q in base.by[name] if cls in base.types[_iri(q.subject)]]
    if not found:
        return None
    quad = chance.choice(found)
    gone = tuple(base.values[_iri(quad.subject), name])
    return Mutant("", gone, ())


@kind
def drop_one_of_several(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "about", "evidence", "object", "quantityOf")
    if len(base.values[_iri(quad.subject), quad.predicate.value.removeprefix(FOED)]) < 2:
        return None
    return Mutant("", (quad,), (), "one value of several may be left out")


@kind
def drop_class(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.by[TYPE.value] if _iri(q.object).startswith(FOED)])
    return Mutant("", (quad,), ())


@kind
def drop_label(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (_one(base, chance, SKOS + "prefLabel", "paraphrase"),), ())


@kind
def swap_holder_and_other(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "reportedBy", "concursWith")
    holder = base.values[_iri(quad.subject), "holder"][0]
    added = (_with(holder, object=quad.object), _with(quad, object=holder.object))
    why = "" if base.mentioned(quad, "mentions", _iri(quad.object)) is False else "both are named in the sentence"
    if quad.predicate.value.endswith("reportedBy"):
        author = "actor/nl-cabinet" in _iri(quad.object) + _iri(holder.object)
        why = "" if author else "two others than the author: only reading shows who reports whom"
    return Mutant("", (holder, quad), added, why)


@kind
def turn_reported_into_asserted(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (_one(base, chance, "reportedBy"),), ())


@kind
def exchange_state(base: Base, chance: random.Random) -> Mutant | None:
    states = {_iri(s) for s in base.states}
    quad = _one(
        base, chance, "about", "subject", "object", "holder", "debtor", "participant", "creditor",
        within=lambda q: _iri(q.object) in states,
    )  # fmt: skip
    other = chance.choice([s for s in base.states if s != quad.object])
    if any(q.object == other for q in base.values[_iri(quad.subject), quad.predicate.value.removeprefix(FOED)]):
        return None
    why = "the sentence names that state too" if base.mentioned(quad, "mentions", _iri(other)) else ""
    return Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def exchange_entity(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "about", "subject", "object", "quantityOf", "prefers", "over", within=base.in_passage)
    other = _one(base, chance, quad.predicate.value.removeprefix(FOED)).object
    if any(q.object == other for q in base.values[_iri(quad.subject), quad.predicate.value.removeprefix(FOED)]):
        return None
    mentioned = base.mentioned(quad, "mentions", _iri(other)) or _iri(other).endswith("/document/bzdoc-1754443015-75")
    if "Quantity" in base.types[_iri(quad.subject)]:
        users = [q for q in base.by["quantity"] if q.object == quad.subject]
        mentioned = mentioned or any(base.mentioned(q, "mentions", _iri(other)) for q in users)
    return Mutant("", (quad,), (_with(quad, object=other),), "the sentence names that too" if mentioned else "")


@kind
def swap_subject_and_object(base: Base, chance: random.Random) -> Mutant | None:
    subject = _one(base, chance, "subject", within=base.in_passage)
    objects = base.values[_iri(subject.subject), "object"]
    if not objects or len(base.values[_iri(subject.subject), "subject"]) + len(objects) > 2:
        return None
    added = (_with(subject, object=objects[0].object), _with(objects[0], object=subject.object))
    return Mutant("", (subject, objects[0]), added, "the sentence names both; which does what only reading shows")


@kind
def change_value(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "value", "base")
    number = chance.choice([int(float(_iri(quad.object))) + chance.randint(1, 9), chance.randint(1, 10**7)])
    new = ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
    numbers = {float(_iri(q.object)) for q in base.values[_iri(quad.graph_name), "mentionsNumber"]}
    why = "the sentence has that number too" if float(number) in numbers else ""
    return None if float(_iri(quad.object)) == number else Mutant("", (quad,), (_with(quad, object=new),), why)


@kind
def change_datatype(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "value", "order", "earliestStart", "latestEnd", "startOffset", "wordCount", "markOffset")
    new = ox.Literal(_iri(quad.object), datatype=ox.NamedNode(XSD + chance.choice(("string", "double", "gYear"))))
    return Mutant("", (quad,), (_with(quad, object=new),))


def _recode(base: Base, chance: random.Random, name: str, scheme: str, reason: str) -> Mutant | None:
    quad = _one(base, chance, name)
    other = chance.choice([code for code in base.codes[scheme] if code != quad.object])
    why = reason
    if _iri(other) in base.cued:
        why = reason if base.mentioned(quad, "mentionsCue", _iri(other)) else ""
    return Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def change_unit(base: Base, chance: random.Random) -> Mutant | None:
    return _recode(base, chance, "unit", "unit", "the sentence has a word for that unit too")


@kind
def change_comparator(base: Base, chance: random.Random) -> Mutant | None:
    return _recode(base, chance, "comparator", "comparator", "equal needs no word, or the sentence has one for it")


@kind
def change_polarity(base: Base, chance: random.Random) -> Mutant | None:
    mutant = _recode(base, chance, "polarity", "polarity", "the sentence has a word for that")
    if mutant and _iri(mutant.added[0].object).endswith("/affirmed"):
        same = [
            q for q in base.by["polarity"] if q.graph_name == mutant.removed[0].graph_name and q != mutant.removed[0]
        ]
        other = any(not _iri(q.object).endswith("/affirmed") for q in same)
        cue = [
            q for q in base.values[_iri(mutant.removed[0].graph_name), "mentionsCue"] if "/polarity/" in _iri(q.object)
        ]
        why = (
            "the sentence has another denial for its negation"
            if other
            else ""
            if cue
            else "the negation stands elsewhere"
        )
        return Mutant("", mutant.removed, mutant.added, why)
    return mutant


@kind
def change_modality(base: Base, chance: random.Random) -> Mutant | None:
    return _recode(base, chance, "modality", "modality", "the sentence has a word for that, or it needs none")


@kind
def replace_other_code(base: Base, chance: random.Random) -> Mutant | None:
    name, scheme = chance.choice(
        [
            ("nature", "nature"),
            ("act", "act"),
            ("role", "role"),
            ("relation", "relation"),
            ("verification", "verification"),
        ]
    )
    return _recode(base, chance, name, scheme, f"only the source shows which {name} it is")


@kind
def replace_scale(base: Base, chance: random.Random) -> Mutant | None:
    name = chance.choice(("stance", "bindingness", "progress", "responseKind", "diagnosis"))
    quad = _one(base, chance, name)
    scheme = "response-kind" if name == "responseKind" else name
    other = chance.choice([code for code in base.codes[scheme] if code != quad.object])
    item = base.values[_iri(quad.subject), "codes"]
    settled = [q for q in base.by["codes"] if item and q.object == item[0].object and _SETTLED in _iri(q.subject)]
    noted = {_iri(q.subject) for q in base.by[SKOS + "note"]}
    open_ = item and _SETTLED not in _iri(quad.subject)
    differ = open_ and ({_iri(item[0].object), *(_iri(q.subject) for q in settled)} & noted)
    return Mutant(
        "", (quad,), (_with(quad, object=other),), "coders differ here, and any may choose so" if differ else ""
    )


@kind
def replace_code_by_one_of_another_list(base: Base, chance: random.Random) -> Mutant | None:
    name = chance.choice(("polarity", "modality", "unit", "comparator", "nature", "stance", "role", "linkKind", "act"))
    quad = _one(base, chance, name)
    other = chance.choice(base.codes[chance.choice([s for s in ("status", "empty-reason") if s != name])])
    return Mutant("", (quad,), (_with(quad, object=other),))


@kind
def change_language_tag(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.own if isinstance(q.object, ox.Literal) and q.object.language])
    text = _iri(quad.object)
    new = chance.choice([ox.Literal(text), ox.Literal(text, language="de"), ox.Literal(text, language="nl-BE")])
    loose = quad.predicate.value.endswith(("abbreviation", "altLabel")) and not new.language
    return Mutant("", (quad,), (_with(quad, object=new),), "such a name may have no language" if loose else "")


@kind
def shift_a_date(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "earliestStart", "latestStart", "earliestEnd", "latestEnd")
    year, rest = _iri(quad.object).split("-", 1)
    new = ox.Literal(f"{int(year) + chance.choice((-1, 1, 10)):04}-{rest}", datatype=ox.NamedNode(XSD + "date"))
    expression = _iri(base.values[_iri(quad.subject), "edtf"][0].object)
    vague = any(sign in expression for sign in "~[?") or any(
        f"-{season}" in expression for season in ("21", "22", "23", "24")
    )
    return Mutant("", (quad,), (_with(quad, object=new),), "its expression is vague" if vague else "")


@kind
def change_period(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "when", within=base.in_passage)
    other = _one(base, chance, "when", within=base.in_passage).object
    if other == quad.object or "Participation" in base.types[_iri(quad.subject)]:
        return None
    years = set("".join(c if c.isdigit() else " " for c in _iri(base.values[_iri(other), "edtf"][0].object)).split())
    seen = {_iri(q.object)[:4] for q in base.values[_iri(quad.graph_name), "mentionsDate"]}
    return Mutant("", (quad,), (_with(quad, object=other),), "the sentence has that year too" if years & seen else "")


@kind
def cross_an_interval(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "earliestStart")
    new = ox.Literal("2090-01-01", datatype=ox.NamedNode(XSD + "date"))
    return Mutant("", (quad,), (_with(quad, object=new),))


@kind
def break_an_iri(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.own if _iri(q.object).startswith(ID) and q.predicate != TYPE])
    return Mutant("", (quad,), (_with(quad, object=ox.NamedNode(_iri(quad.object) + "x")),))


@kind
def break_a_name(base: Base, chance: random.Random) -> Mutant | None:
    subject = chance.choice([q.subject for q in base.by[TYPE.value] if _iri(q.subject).startswith(ID)])
    mine = tuple(q for q in base.own if q.subject == subject)
    new = ox.NamedNode(_iri(subject) + "_X")
    return Mutant("", mine, tuple(_with(q, subject=new) for q in mine))


def _renamed(base: Base, subject: str, new: str, within: str, place: str) -> Mutant:
    """Return a mutant in which a thing has another name, and stands in another graph where it stood in `within`."""
    mine = tuple(q for q in base.own if _iri(q.subject) == subject)
    places = {_iri(q.graph_name): _iri(q.graph_name).replace(within, place) for q in mine}
    come = (_with(q, subject=ox.NamedNode(new), graph_name=ox.NamedNode(places[_iri(q.graph_name)])) for q in mine)
    return Mutant("", mine, tuple(come))


@kind
def name_after_another_document(base: Base, chance: random.Random) -> Mutant | None:
    subject = _iri(_one(base, chance, "codes", "respondsTo", "infersFor", "reasoning").subject)
    own, other = "/bzdoc-1754443015-75/", "/kst-21501-28-181/"
    return _renamed(base, subject, subject.replace(own, other), own, other)


@kind
def give_a_name_from_before(base: Base, chance: random.Random) -> Mutant | None:
    subject = _iri(_one(base, chance, "codes", "respondsTo", "infersFor", "reasoning").subject)
    kind_of, _, rest = subject.removeprefix(ID).partition("/")
    return _renamed(base, subject, f"{ID}{kind_of}/{rest.partition('/')[2].replace('/', '-')}", "", "")


@kind
def code_by_another_coder(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _one(base, chance, "coder"), _one(base, chance, "coder").object
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),))


@kind
def move_to_another_passage(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.own if base.in_passage(q) and q.predicate != TYPE])
    other = chance.choice([p for p in base.passages if p != _iri(quad.graph_name)])
    return Mutant("", (quad,), (_with(quad, graph_name=ox.NamedNode(other)),))


@kind
def move_to_another_layer(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.own if "/id/" in _iri(q.graph_name) and "/links/" not in _iri(q.graph_name)])
    layers = ("graph/coding/bzdoc-1754443015-75/settled", "source/eur-lex", "graph/reference/actors")
    other = ID + chance.choice([one for one in layers if ID + one != _iri(quad.graph_name)])
    same = "/graph/reference/" in _iri(quad.graph_name) and "/graph/reference/" in other
    return None if same else Mutant("", (quad,), (_with(quad, graph_name=ox.NamedNode(other)),))


@kind
def alter_the_skeleton(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(
        base, chance, "digest", "order", "startOffset", "endOffset", "wordCount", "startAnchor", "locator", "checksum"
    )
    if "Sentence" not in base.types[_iri(quad.subject)]:
        return None
    old = quad.object
    text = "f" + _iri(old)[1:] if not _iri(old).isdigit() else str(int(_iri(old)) + 1)
    text = text if text != _iri(old) else "e" + text[1:]
    return Mutant("", (quad,), (_with(quad, object=ox.Literal(text, datatype=old.datatype)),))


@kind
def lose_a_mention(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (_one(base, chance, "mentions", "mentionsNumber", "mentionsCue", "mentionsDate"),), ())


@kind
def duplicate_a_statement(base: Base, chance: random.Random) -> Mutant | None:
    subject = _one(base, chance, "polarity").subject
    mine = [q for q in base.own if q.subject == subject]
    new = ox.NamedNode(
        _iri(subject).rsplit("-", 1)[0] + "-77" if "/statement/" in _iri(subject) else _iri(subject) + "z"
    )
    return Mutant("", (), tuple(_with(q, subject=new) for q in mine))


@kind
def second_value(base: Base, chance: random.Random) -> Mutant | None:
    name, scheme = chance.choice(
        [
            ("polarity", "polarity"),
            ("modality", "modality"),
            ("unit", "unit"),
            ("stance", "stance"),
            ("nature", "nature"),
        ]
    )
    quad = _one(base, chance, name)
    other = chance.choice([code for code in base.codes[scheme] if code != quad.object])
    return Mutant("", (), (_with(quad, object=other),))


@kind
def mistype_a_property(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.own if q.predicate.value.startswith(FOED)])
    new = chance.choice((quad.predicate.value + "s", quad.predicate.value[:-1], FOED + "remark"))
    return Mutant("", (quad,), (_with(quad, predicate=ox.NamedNode(new)),))


@kind
def mistype_a_class(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.by[TYPE.value] if _iri(q.object).startswith(FOED)])
    return Mutant("", (quad,), (_with(quad, object=ox.NamedNode(_iri(quad.object)[:-1])),))


@kind
def wrong_class_of_value(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(
        base, chance, "holder", "debtor", "when", "evidence", "coder", "codes", "participant", "readWith", "respondsTo"
    )
    new = _one(base, chance, "condition", "componentOf").object
    return Mutant("", (quad,), (_with(quad, object=new),))


@kind
def insert_a_blank_node(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "about", "when", "evidence", "holder")
    return Mutant("", (quad,), (_with(quad, object=ox.BlankNode("mutant")),))


@kind
def retarget_a_link(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, SKOS + "exactMatch", SKOS + "closeMatch")
    new = chance.choice((_iri(quad.object) + "X/", "https://example.org/thing", ID + "actor/nld"))
    return Mutant("", (quad,), (_with(quad, object=ox.NamedNode(new)),))


@kind
def retarget_a_link_to_another_thing(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = (_one(base, chance, SKOS + "exactMatch", SKOS + "closeMatch") for _ in range(2))
    if quad.object == other.object:
        return None
    exact = quad.predicate.value.endswith("exactMatch") and other.predicate == quad.predicate
    why = "" if exact else "two things may be close to one concept"
    return Mutant("", (quad,), (_with(quad, object=other.object),), why)


@kind
def retarget_evidence(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "evidence", "readWith")
    other = ox.NamedNode(chance.choice(base.passages))
    return Mutant("", (quad,), (_with(quad, object=other),), "any sentence may be given as evidence")


@kind
def exchange_a_qualifier(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "matter", "within", "since", "example", "purpose", "comparedWith", "addressee")
    other = _one(base, chance, "matter", "within", "purpose", "addressee", "about", within=base.in_passage).object
    if any(q.object == other for q in base.values[_iri(quad.subject), quad.predicate.value.removeprefix(FOED)]):
        return None
    mentioned = base.mentioned(quad, "mentions", _iri(other)) or _iri(other).endswith("/document/bzdoc-1754443015-75")
    return Mutant("", (quad,), (_with(quad, object=other),), "the sentence names that too" if mentioned else "")


@kind
def change_degree(base: Base, chance: random.Random) -> Mutant | None:
    return _recode(base, chance, "degree", "degree", "the sentence has a word for that degree too")


@kind
def tell_an_ask_as_a_fact(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "paraphrase", within=lambda q: "Recommendation" in str(base.types[_iri(q.subject)]))
    text, words = _iri(quad.object), base.wording["asks", quad.object.language]
    new = re.sub(rf"\b({'|'.join(words)})\b", "", text)
    why = "" if new != text else "it has none of those words"
    return Mutant("", (quad,), (_with(quad, object=ox.Literal(new, language=quad.object.language)),), why)


@kind
def begin_with_a_word_that_points_back(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "paraphrase")
    opening = chance.choice(base.wording["points-back", quad.object.language])
    if opening in {"It", "That", "Dat"} or opening.startswith("Het "):
        return None  # may stand for a clause that follows
    rest = _iri(quad.object).split(" ", 1)[1]
    new = ox.Literal(f"{opening} {rest}", language=quad.object.language)
    why = (
        "the letter may speak of itself so"
        if re.match(r"(cabinet|letter|response|kabinet|brief|reactie)", rest)
        else ""
    )
    return Mutant("", (quad,), (_with(quad, object=new),), why)


@kind
def leave_a_word_of_time_unanswered(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "aspect", "listing", "disregardsCue", within=base.in_passage)
    return _unanswered(base, quad, ())


@kind
def answer_a_word_of_time_by_another(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "aspect", "listing", within=base.in_passage)
    scheme = quad.predicate.value.removeprefix(FOED)
    other = chance.choice([code for code in base.codes[scheme] if code != quad.object])
    return _unanswered(base, quad, (_with(quad, object=other),))


def _unanswered(base: Base, quad: Quad, added: tuple[Quad, ...]) -> Mutant:
    """Return a mutant that takes a code away, excused where the passage has no word for it or another answers it."""
    place = _iri(quad.graph_name)
    cued = any(q.object == quad.object for q in base.values[place, "mentionsCue"])
    said = {
        q.object
        for name in ("aspect", "listing", "disregardsCue")
        for q in base.by[name]
        if q.graph_name == quad.graph_name and q != quad
    }
    near = any(base.longer(quad.object, one) for one in [*said, *(q.object for q in added)])
    why = "another statement of the sentence says it, or its word is in another passage" if near or not cued else ""
    return Mutant("", (quad,), added, why)


@kind
def disregard_what_is_not_there(base: Base, chance: random.Random) -> Mutant | None:
    place = ox.NamedNode(chance.choice(base.passages))
    code = chance.choice(base.codes[chance.choice(("aspect", "listing"))])
    if any(q.object == code for q in base.values[_iri(place), "mentionsCue"]):
        return None
    return Mutant("", (), (Quad(place, ox.NamedNode(FOED + "disregardsCue"), code, place),))


@kind
def put_a_year_into_a_text(base: Base, chance: random.Random) -> Mutant | None:
    texts = [q for q in base.by["paraphrase"] if base.in_passage(q)]
    texts += [q for q in base.by[SKOS + "prefLabel"] if base.types[_iri(q.subject)] & {"Quantity", "Topic"}]
    quad = chance.choice(texts)
    year = chance.randint(1990, 2060)
    new = ox.Literal(_iri(quad.object).rstrip(".") + f" ({year}).", language=quad.object.language)
    readers = [quad.subject, *(q.subject for q in base.by["quantity"] if q.object == quad.subject)]
    places = {_iri(quad.graph_name)} | {_iri(q.object) for r in readers for q in base.values[_iri(r), "readWith"]}
    places |= {_iri(q.object) for q in base.values[_iri(quad.subject), DCTERMS + "source"]}
    numbers = {float(_iri(q.object)) for place in places for q in base.values[place, "mentionsNumber"]}
    inferred = any(q.object in readers for q in base.by["infersFor"])
    topic = "Topic" in base.types[_iri(quad.subject)] and not any(p.startswith(PASSAGE) for p in places)
    why = "the sentence has that year too, or one is inferred" if float(year) in numbers or inferred else ""
    return Mutant("", (quad,), (_with(quad, object=new),), "no sentence is its source" if topic else why)


@kind
def call_a_position_a_proposal(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.by[TYPE.value] if _iri(q.object) == FOED + "Position"])
    cues = {_iri(q.object).removeprefix(CONCEPT) for q in base.values[_iri(quad.graph_name), "mentionsCue"]}
    cues -= {_iri(q.object).removeprefix(CONCEPT) for q in base.values[_iri(quad.graph_name), "disregardsCue"]}
    why = (
        "" if "wording/position" in cues and "wording/possibility" not in cues else "the words of the sentence allow it"
    )
    return Mutant("", (quad,), (_with(quad, object=ox.NamedNode(FOED + "Proposal")),), why)


@kind
def give_another_reason(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "because")
    other = _one(base, chance, "polarity").subject
    mine = {_iri(quad.graph_name)} | {_iri(q.object) for q in base.values[_iri(quad.subject), "readWith"]}
    (place,) = {q.graph_name for q in base.values[_iri(other), "polarity"]}
    here, there = (int(_iri(base.values[_iri(g), "order"][0].object)) for g in (quad.graph_name, place))
    near = _iri(place) in mine or abs(here - there) <= 3
    why = "the reason stands nearby: only reading shows what is given as the reason" if near else ""
    return None if quad.object == other else Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def turn_a_reason_around(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "because")
    self = chance.random() < 0.5
    turned = _with(quad, object=quad.subject) if self else _with(quad, subject=quad.object, object=quad.subject)
    # Beside the right one: by itself the other direction could be true.
    return Mutant("", (), (turned,))


@kind
def change_a_text(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "paraphrase", "reason", "reasoning")
    new = ox.Literal(_iri(quad.object).replace(" ", " not ", 1), language=quad.object.language)
    return Mutant("", (quad,), (_with(quad, object=new),), "only a reader can tell what a text means")


@kind
def cite_another_document(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "cites")
    other = _one(base, chance, "cites").object
    if other == quad.object:
        return None
    why = "the sentence cites that too" if base.mentioned(quad, "mentions", _iri(other)) else ""
    why = why or ("a letter may always cite itself" if _iri(other).endswith("bzdoc-1754443015-75") else "")
    if any(q.object == other for q in base.values[_iri(quad.subject), "cites"]):
        return None
    return Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def make_what_was_reported(base: Base, chance: random.Random) -> Mutant | None:
    quad = _one(base, chance, "reports", "makes", "reaffirms")
    name = chance.choice([n for n in ("reports", "makes", "reaffirms") if FOED + n != quad.predicate.value])
    both = {name, quad.predicate.value.removeprefix(FOED)} == {"reports", "reaffirms"}
    why = "reported or reaffirmed: only reading shows which" if both else ""
    return Mutant("", (quad,), (_with(quad, predicate=ox.NamedNode(FOED + name)),), why)


def _reading(base: Base, chance: random.Random, **changes: ox.NamedNode | ox.Literal | None) -> tuple[Quad, ...]:
    """Return the quads of a sound reading by who has read nothing yet, with changes; None leaves one out."""
    read = {_iri(q.object) for q in base.by["reads"] if _SETTLED in _iri(q.subject)}
    statement = chance.choice([q.subject for q in base.by["polarity"] if _iri(q.subject) not in read])
    (place,) = {q.graph_name for q in base.values[_iri(statement), "polarity"]}
    document = _iri(place).removeprefix(PASSAGE).split("/")[0]
    index = ox.NamedNode(f"{ID}graph/digests/{document}")
    (digest,) = [q.object for q in base.values[_iri(statement), "digest"] if q.graph_name == index]
    said = {
        "type": ox.NamedNode(FOED + "Reading"), "reads": statement, "reader": ox.NamedNode(ID + "coder/settled"),
        "readOn": ox.Literal("2026-11-28", datatype=ox.NamedNode(XSD + "date")),
        "verdict": ox.NamedNode(CONCEPT + "verdict/right"), "digest": digest, **changes,
    }  # fmt: skip
    subject = ox.NamedNode(f"{ID}reading/{document}/settled/{_iri(statement).rsplit('/', 1)[1]}")
    graph_name = ox.NamedNode(f"{ID}graph/reading/{document}/settled")
    return tuple(
        Quad(subject, TYPE if name == "type" else ox.NamedNode(FOED + name), value, graph_name)
        for name, value in said.items()
        if value is not None
    )


@kind
def add_a_sound_reading(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (), _reading(base, chance), "a reading may be added")


@kind
def read_by_nobody(base: Base, chance: random.Random) -> Mutant | None:
    who = chance.choice([ox.NamedNode(ID + "coder/nobody"), ox.NamedNode(ID + "actor/aiv"), None])
    return Mutant("", (), _reading(base, chance, reader=who))


@kind
def read_what_is_not_there(base: Base, chance: random.Random) -> Mutant | None:
    quads = _reading(base, chance)
    what = next(q.object for q in quads if q.predicate.value == FOED + "reads")
    return Mutant(
        "", (), tuple(_with(q, object=ox.NamedNode(_iri(q.object) + "9")) if q.object == what else q for q in quads)
    )


@kind
def read_with_no_digest(base: Base, chance: random.Random) -> Mutant | None:
    digest = chance.choice([ox.Literal("0" * 63), ox.Literal("G" * 64), ox.Literal("A" * 64), ox.Literal(""), None])
    return Mutant("", (), _reading(base, chance, digest=digest))


@kind
def read_before_it_changed(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (), _reading(base, chance, digest=ox.Literal(f"{chance.getrandbits(256):064x}")))


@kind
def read_with_another_verdict(base: Base, chance: random.Random) -> Mutant | None:
    other = chance.choice([*base.codes["polarity"], ox.NamedNode(CONCEPT + "verdict/fine"), ox.Literal("right"), None])
    return Mutant("", (), _reading(base, chance, verdict=other))


@kind
def find_fault_and_not_say_why(base: Base, chance: random.Random) -> Mutant | None:
    fault = ox.NamedNode(CONCEPT + "verdict/" + chance.choice(("wrong", "objection")))
    return Mutant("", (), _reading(base, chance, verdict=fault))


@kind
def read_on_no_day(base: Base, chance: random.Random) -> Mutant | None:
    day = chance.choice(["2026-11-28Z", "2026-11", "yesterday"])
    return Mutant("", (), _reading(base, chance, readOn=ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))))


@kind
def code_before_it_changed(base: Base, chance: random.Random) -> Mutant | None:
    codings = {_iri(q.subject) for q in base.by["codes"] if _SETTLED in _iri(q.subject)}
    quad = chance.choice([q for q in base.by["digest"] if _iri(q.subject) in codings])
    item = _iri(base.values[_iri(quad.subject), "codes"][0].object)
    now = {q.object for q in base.values[item, "digest"] if "/graph/digests/" in _iri(q.graph_name)}
    if quad.object not in now:
        return None  # it is told as stale already
    return Mutant("", (quad,), (_with(quad, object=ox.Literal(f"{chance.getrandbits(256):064x}")),))


@kind
def spoil_the_index_of_digests(base: Base, chance: random.Random) -> Mutant | None:
    quad = chance.choice([q for q in base.by["digest"] if "/graph/digests/" in _iri(q.graph_name)])
    new = chance.choice([ox.Literal(f"{chance.getrandbits(256):064x}"), chance.choice(base.by["digest"]).object])
    return None if new == quad.object else Mutant("", (quad,), (_with(quad, object=new),))


def _of_development(base: Base, chance: random.Random, *names: str) -> Quad | None:
    found = [q for name in names for q in base.by[name] if "Development" in base.types[_iri(q.subject)]]
    return chance.choice(found) if found else None


def _sources(base: Base) -> set[str]:
    """Return the sources on which a development rests."""
    rests = (q for q in base.by["evidence"] if "Development" in base.types[_iri(q.subject)])
    return {_iri(q.object) for q in rests if "Source" in base.types[_iri(q.object)]}


def _host(base: Base, source: str) -> str:
    page = next((_iri(q.object) for q in base.values[source, "http://xmlns.com/foaf/0.1/page"]), "")
    return re.sub(r"^https?://([^/:]*).*$", r"\1", page)


@kind
def develop_before_its_document(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "when")
    early = [p for p in base.by["edtf"] if re.fullmatch(r"(19\d\d|200\d|201\d)(-\d\d)?(-\d\d)?", _iri(p.object))]
    return Mutant("", (quad,), (_with(quad, object=chance.choice(early).subject),))


@kind
def develop_in_days_to_come(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "when")
    late = [p for p in base.by["edtf"] if re.match(r"20(2[7-9]|[3-9]\d)", _iri(p.object))]
    return Mutant("", (quad,), (_with(quad, object=chance.choice(late).subject),))


@kind
def change_the_day_of_a_development(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "when")
    other = _of_development(base, chance, "when").object
    start = [_iri(base.values[_iri(p), "edtf"][0].object).split("/")[0].rstrip("~") for p in (quad.object, other)]
    why = "both begin on one day, and only the source tells how long" if start[0] == start[1] else ""
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def exchange_what_a_development_concerns(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_development(base, chance, "concerns"), _of_development(base, chance, "concerns").object
    all_of_it = base.values[_iri(quad.subject), "concerns"]
    if any(q.object == other for q in all_of_it):
        return None
    return Mutant("", (quad,), (_with(quad, object=other),), "one of several" if len(all_of_it) > 1 else "")


@kind
def give_a_status_for_an_effect(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "effect")
    status = chance.choice(base.codes["status"])
    if chance.random() < 0.5:
        return Mutant("", (), (_with(quad, predicate=ox.NamedNode(FOED + "status"), object=status),))
    return Mutant("", (quad,), (_with(quad, object=status),))


@kind
def change_an_effect(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "effect")
    other = chance.choice([code for code in base.codes["effect"] if code != quad.object])
    found = "/effect/not-found" not in _iri(other) + _iri(quad.object)
    why = "only the source shows what it does to what it concerns" if found else ""
    return Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def call_a_source_official(base: Base, chance: random.Random) -> Mutant | None:
    sources = _sources(base)
    official = {
        _host(base, _iri(q.subject)) for q in base.by["sourceKind"] if _iri(q.object).endswith("/source-kind/official")
    }
    quad = chance.choice([q for q in base.by["sourceKind"] if _iri(q.subject) in sources])
    other = next(code for code in base.codes["source-kind"] if _iri(code).endswith("/official"))
    if quad.object == other or _iri(quad.object).endswith("/search"):
        return None
    why = "its address is that of an institution" if _host(base, _iri(quad.subject)) in official else ""
    return Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def lose_where_and_when_a_source_was_seen(base: Base, chance: random.Random) -> Mutant | None:
    source = chance.choice(sorted(_sources(base)))
    name = chance.choice(("http://xmlns.com/foaf/0.1/page", "accessed", "sourceKind", DCTERMS + "publisher"))
    gone = tuple(base.values[source, name])
    return Mutant("", gone, ()) if gone else None


@kind
def lose_a_price_base(base: Base, chance: random.Random) -> Mutant | None:
    users = {_iri(q.object): q.subject for q in base.by["quantity"] if "Development" in base.types[_iri(q.subject)]}
    quad = chance.choice([q for q in base.by["priceBase"] if _iri(q.subject) in users])
    user = users[_iri(quad.subject)]
    texts = [*base.values[_iri(quad.subject), SKOS + "prefLabel"], *base.values[_iri(user), "paraphrase"]]
    spoken = any(re.search("pric|prij", _iri(q.object)) for q in texts)
    return Mutant("", (quad,), (), "" if spoken else "its texts do not speak of prices")


@kind
def change_an_amount_of_a_development(base: Base, chance: random.Random) -> Mutant | None:
    used = {_iri(q.object) for q in base.by["quantity"] if "Development" in base.types[_iri(q.subject)]}
    quad = chance.choice([q for q in base.by["value"] if _iri(q.subject) in used])
    old = float(_iri(quad.object))
    new = chance.choice((old * 10, old / 1000, old + 1, float(chance.randint(1, 10**7))))
    text = str(int(new)) if new == int(new) else f"{new:.9f}".rstrip("0")
    kind_of = ox.NamedNode(XSD + ("integer" if new == int(new) else "decimal"))
    return None if new == old else Mutant("", (quad,), (_with(quad, object=ox.Literal(text, datatype=kind_of)),))


@kind
def rest_a_development_on_another_source(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_development(base, chance, "evidence"), ox.NamedNode(chance.choice(sorted(_sources(base))))
    if other == quad.object or "Source" not in base.types[_iri(quad.object)]:
        return None
    return Mutant("", (quad,), (_with(quad, object=other),))


@kind
def conflict_with_another_development(base: Base, chance: random.Random) -> Mutant | None:
    one, other = (_of_development(base, chance, "concerns") for _ in range(2))
    name = ox.NamedNode(FOED + "conflictsWith")
    apart = one.graph_name != other.graph_name
    things = [{q.object for q in base.values[_iri(d.subject), "concerns"]} for d in (one, other)]
    both = apart and things[0] & things[1]
    why = "two sources on one thing: only reading shows whether they differ" if both else ""
    return Mutant("", (), (_with(one, predicate=name, object=other.subject),), why)


@kind
def lose_what_was_searched(base: Base, chance: random.Random) -> Mutant | None:
    return Mutant("", (_of_development(base, chance, "searched"),), ())


@kind
def read_a_development_with_another_verdict(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_development(base, chance, "secondReading")
    other = chance.choice([*base.codes["verdict"], *base.codes["polarity"], ox.Literal("right")])
    why = "only the second reader knows what was found" if other in base.codes["verdict"] else ""
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def happen_by_another_act(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_development(base, chance, "viaAct"), _of_development(base, chance, "viaAct").object
    why = "only the source shows by which act"
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), why)


def _of_comparison(base: Base, chance: random.Random, *names: str) -> Quad:
    return _one(base, chance, *names, within=lambda q: "Comparison" in base.types[_iri(q.subject)])


@kind
def call_a_change_otherwise(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_comparison(base, chance, "change")
    other = chance.choice(base.codes["change"])
    both = all(base.values[_iri(quad.subject), name] for name in ("earlier", "later"))
    kinds = {_iri(other).rsplit("/", 1)[-1], _iri(quad.object).rsplit("/", 1)[-1]}
    why = "only who reads both knows" if both and not kinds & {"new", "dropped"} else ""
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), why)


@kind
def call_a_tie_otherwise(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_comparison(base, chance, "tie"), chance.choice(base.codes["tie"])
    return (
        None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), "only who reads both knows")
    )


@kind
def compare_with_another_statement(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = (
        _of_comparison(base, chance, "earlier", "later"),
        _of_comparison(base, chance, "earlier", "later").object,
    )
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),))


@kind
def exchange_earlier_and_later(base: Base, chance: random.Random) -> Mutant | None:
    quad = _of_comparison(base, chance, "earlier")
    later = base.values[_iri(quad.subject), "later"]
    if not later:
        return None
    return Mutant("", (quad, later[0]), (_with(quad, object=later[0].object), _with(later[0], object=quad.object)))


@kind
def compare_on_another_matter(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_comparison(base, chance, "onMatter"), chance.choice(base.codes["matter"])
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),))


@kind
def take_a_shift_for_another_line(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_comparison(base, chance, "line"), chance.choice(base.states)
    return None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),))


@kind
def call_another_document_silent(base: Base, chance: random.Random) -> Mutant | None:
    quad, other = _of_comparison(base, chance, "silentIn"), _one(base, chance, "inDocument").object
    return (
        None if other == quad.object else Mutant("", (quad,), (_with(quad, object=other),), "it may say nothing either")
    )


OF_DIGESTS = ("hygiene/digest-differs", "hygiene/reading-stale", "hygiene/coding-stale")
"""Rules that see any change of a statement: they count for the kinds that are about digests only."""
ABOUT_DIGESTS = ("read before it changed", "code before it changed", "spoil the index of digests")


def mutants(base: Base, each: int, seed: int, only: str = "") -> Iterator[Mutant]:
    """Yield mutants, `each` of every kind, or of those whose name a regular expression finds."""
    chance = random.Random(seed)
    for name, make in KINDS.items():
        if not re.search(only, name):
            continue
        made = tries = 0
        while made < each and tries < 40 * each:
            tries += 1
            mutant = make(base, chance)
            if mutant is not None and mutant.removed != mutant.added:
                made += 1
                yield Mutant(name, mutant.removed, mutant.added, mutant.could_be_true)


class Judge:
    """Validates mutants: the fast engine over all shapes, and every hygiene query."""

    def __init__(self, base: Base) -> None:
        self.store = hygiene.store_of(graph.quads())
        files = sorted(rooms.room("validate").glob("*.ttl"))
        shapes = [quad for path in files for quad in graph.parse(path)]
        self.shapes = shacl.Shapes.from_text(engines.ntriples(shapes), format="ntriples")
        data = [q for q in graph.quads() if q.graph_name != graph.ONTOLOGY_GRAPH or engines.is_code(q)]
        self.count = Counter(ox.Triple(q.subject, q.predicate, q.object) for q in data)
        self.lines = {triple: f"{triple} .\n" for triple in self.count}
        self.queries = hygiene.queries()
        self.known = {(r.focus, r.message) for r in self._findings("".join(self.lines.values()))}

    def caught(self, mutant: Mutant) -> list[str]:
        """Return the rules that a mutant breaks and the shipped graph does not."""
        return sorted(set(self._broken(mutant)))

    def catches(self, mutant: Mutant) -> bool:
        """Tell whether a mutant breaks a rule that the shipped graph does not: none is tried after the first it breaks."""
        with contextlib.closing(self._broken(mutant)) as broken:
            return next(broken, None) is not None

    def _broken(self, mutant: Mutant) -> Generator[str, None, None]:
        count = self.count.copy()
        for quad in mutant.removed:
            count[ox.Triple(quad.subject, quad.predicate, quad.object)] -= 1
        for quad in mutant.added:
            count[ox.Triple(quad.subject, quad.predicate, quad.object)] += 1
        text = "".join(self.lines.get(t) or f"{t} .\n" for t, number in count.items() if number > 0)
        idle = () if mutant.kind in ABOUT_DIGESTS else OF_DIGESTS
        self._apply(mutant.removed, mutant.added, count)
        try:
            for found in self._findings(text):
                if (found.focus, found.message) not in self.known and found.shape not in idle:
                    yield found.shape
        finally:
            self._apply(mutant.added, mutant.removed, self.count)

    def _apply(self, gone: tuple[Quad, ...], come: tuple[Quad, ...], count: Counter[ox.Triple]) -> None:
        for quad in gone:
            self.store.remove(quad)
        for quad in come:
            self.store.add(quad)
        for quad in (*gone, *come):
            triple = ox.Triple(quad.subject, quad.predicate, quad.object)
            copy = Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
            (self.store.add if count[triple] > 0 else self.store.remove)(copy)

    def _findings(self, text: str) -> Iterator[hygiene.Result]:
        yield from engines.results(self.shapes.validate_text(text, format="ntriples"))
        for query in self.queries:
            yield from hygiene.check(query, self.store)


_judge: Judge


def _begin() -> None:
    """Give a process its judge, once."""
    global _judge
    _judge = Judge(Base())


def _judged(mutant: Mutant) -> bool:
    return _judge.catches(mutant)


def main() -> None:
    """Run all mutants and print what was caught, kind by kind: `python -m tests.mutation [EACH] [SEED] [KINDS]`."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    tried, caught, excused, lucky = Counter(), Counter(), Counter(), Counter()
    reasons: Counter[str] = Counter()
    made = list(mutants(Base(), each, seed, sys.argv[3] if len(sys.argv) > 3 else ""))
    with multiprocessing.get_context("spawn").Pool(initializer=_begin) as pool:
        for mutant, broken in zip(made, pool.imap(_judged, made, chunksize=4), strict=True):
            if mutant.could_be_true:
                excused[mutant.kind] += 1
                lucky[mutant.kind] += broken
                reasons[mutant.could_be_true] += not broken
                continue
            tried[mutant.kind] += 1
            caught[mutant.kind] += broken
            if not broken:
                print(f"missed   {mutant}", flush=True)
    print(f"\n{'kind':<40}{'detectable':>11}{'caught':>8}{'could be true':>15}{'caught':>8}")
    for name in KINDS:
        print(f"{name:<40}{tried[name]:>11}{caught[name]:>8}{excused[name]:>15}{lucky[name]:>8}")
    total, hits = sum(tried.values()), sum(caught.values())
    print(f"{'all':<40}{total:>11}{hits:>8}{sum(excused.values()):>15}{sum(lucky.values()):>8}")
    print(f"\nkill rate of detectable mutants: {hits}/{total} = {hits / total:.1%}\n\nNot caught, and could be true:")
    for reason, number in reasons.most_common():
        if number:
            print(f"{number:>5}  {reason}")
    sys.exit(hits / total < 0.98)


if __name__ == "__main__":
    main()
