"""What a reader has signed, as TriG: statements in the graphs of their sentences, and all that can be derived."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foederis.graph import trig
from foederis.kit import amounts, sheets
from foederis.kit.checks import more
from foederis.kit.material import Material, Piece
from foederis.kit.sheets import EMPTY, Row, things
from foederis.namespaces import CONCEPT, FOED, ID, SKOS
from foederis.sources import passage_iri

OF_SENTENCE = "disregardsCue"
"""The key of `more` that is said of the sentence: a code for which it has a word that means something else there."""
_PROPERTIES = ("holder", "reportedBy", "about", "subject", "object")


@dataclass(frozen=True)
class Inferred:
    """A value that things have and their sentence does not mention: a name for it, why (by language), and evidence."""

    name: str
    things: tuple[str, ...]
    value: str
    why: Mapping[str, str]
    evidence: tuple[str, ...]


@dataclass
class Signed:
    """What was signed of a document.

    Attributes:
        graphs: the block of each sentence, by section, as written.
        statements: the row of each statement, by its IRI.
        commitments: the row of each commitment, by its IRI, with its statement.
        inferences: what a sentence does not mention and its statement has.
        times: years, days and ranges that are named, as the sheet writes them.
        naming: what things were called so far that are named by their wording.
    """

    graphs: dict[str, list[str]] = field(default_factory=dict)
    statements: dict[str, Row] = field(default_factory=dict)
    commitments: dict[str, tuple[Row, str]] = field(default_factory=dict)
    inferences: list["Inferred"] = field(default_factory=list)
    times: set[str] = field(default_factory=set)
    naming: amounts.Naming | None = None


def signed_of(
    rows: Iterable[Row],
    material: Material,
    taken: Mapping[str, int],
    names: Mapping[str, Row],
    made: Mapping[str, str] | None = None,
) -> Signed:
    """Return signed rows as statements.

    Args:
        rows: the rows that were signed, in order.
        material: the document.
        taken: how many statements each sentence has already, by locator.
        names: the new names, by IRI.
        made: the commitment that a statement made whose place a row takes, by the IRI of the statement.
    """
    found = Signed()
    pieces = {piece.locator: piece for piece in material.pieces}
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row.cells["where"], []).append(row)
    number = Counter(taken)
    for locator in [piece.locator for piece in material.pieces if piece.locator in by_place]:
        piece, blocks = pieces[locator], []
        for row in by_place[locator]:
            if row.cells["kind"] == EMPTY:
                reason = f"<{CONCEPT}empty-reason/{row.cells['relation']}>"
                blocks.append(trig.block(f"p:{locator}", [("foed:emptyBecause", reason)]))
                continue
            before = row.cells["mends"].removeprefix(f"{locator}-")
            if not before.isdecimal():
                number[locator] += 1
            order = int(before) if before.isdecimal() else number[locator]
            blocks += _statement(row, piece, material, order, found, names, made or {})
        idle = [
            _value(value) for row in by_place[locator] for key, value in more(row.cells["more"]) if key == OF_SENTENCE
        ]
        if idle:
            blocks.append(trig.block(f"p:{locator}", [(f"foed:{OF_SENTENCE}", list(dict.fromkeys(idle)))]))
        found.graphs.setdefault(piece.section, []).append(trig.graph(f"p:{locator}", blocks))
    return found


def _statement(
    row: Row,
    piece: Piece,
    material: Material,
    number: int,
    found: Signed,
    names: Mapping[str, Row],
    made: Mapping[str, str],
) -> list[str]:
    cells, document = row.cells, material.document
    name = f"{piece.locator}-{number}"
    iri = f"{ID}statement/{document}/{name}"
    said: list[trig.Property] = [("a", [f"foed:{cells['kind']}", "foed:Statement"])]
    said += [(f"foed:{key}", _iris(cells[key])) for key in _PROPERTIES]
    said.append(("foed:relation", _code("relation", cells["relation"])))
    said += [
        ("foed:polarity", _code("polarity", cells["polarity"])),
        ("foed:modality", _code("modality", cells["modality"])),
    ]
    by_key: dict[str, list[str]] = {}
    for key, value in more(cells["more"]):
        if key == OF_SENTENCE:
            continue  # not of the statement
        by_key.setdefault(f"foed:{key}", []).append(_value(value))

    def called(thing: str, language: str) -> str:
        return names[thing].cells[language] if thing in names else sheets.name_of(thing, language)

    title = {"nl": material.layout.title_nl, "en": material.layout.title_en}
    place = f"{_slug(document)}-{name.replace('.', '-')}"
    naming = found.naming = found.naming or amounts.Naming(title, f"{_slug(document)}-")
    extra = amounts.told(cells, place, title, called, naming)
    for key, values in extra.statement:
        by_key.setdefault(key, []).extend([values] if isinstance(values, str) else values)
    said += by_key.items()
    found.times.update(extra.times)
    blocks = list(extra.blocks)
    if cells["kind"] == "CommitmentStatement":
        commitment = made.get(iri) or f"{ID}commitment/{place}"
        promise = {tag: _plain(cells[tag]).rstrip(".") for tag in ("nl", "en")}
        debtors = things(cells["debtor"]) or list(material.speaker(piece)) or things(cells["holder"])
        told: list[trig.Property] = [
            ("a", "foed:Commitment"),
            ("skos:prefLabel", trig.by_language(naming.of(promise, commitment, place))),
            ("foed:debtor", [f"<{one}>" for one in debtors]),
            ("foed:act", _code("act", cells["act"])),
            ("foed:about", _iris(cells["about"])),
            ("foed:madeIn", f"<{ID}document/{document}>"),
            *extra.commitment,
        ]
        blocks.append(trig.block(f"<{commitment}>", told))
        said.append(("foed:makes", f"<{commitment}>"))
        found.commitments[commitment] = (row, iri)
        implied = [one for one in debtors if one not in (*piece.entities, *sheets.inferred(cells))]
        for one in implied:
            order = len(found.inferences) + 1
            called_so = f"speaker-is-bound-{order}-{piece.locator.replace('.', '-')}"
            found.inferences.append(Inferred(called_so, (commitment,), one, _WHY, (piece.locator,)))
    said.append(("foed:paraphrase", trig.by_language({tag: _plain(cells[tag]) for tag in ("nl", "en")})))
    blocks.append(trig.block(f"s:{name}", said))
    found.statements[iri] = row
    found.inferences += _inferred(cells, piece, iri, name, blocks)
    return blocks


def _inferred(cells: Mapping[str, str], piece: Piece, iri: str, name: str, blocks: Iterable[str]) -> list[Inferred]:
    """Return what a row infers, for each thing that its blocks describe and that has the value."""
    why = {tag: _plain(cells[f"why {tag}"]) for tag in ("nl", "en")}
    evidence = tuple(dict.fromkeys([piece.locator, *cells["evidence"].replace(",", " ").split()]))
    found = []
    for order, value in enumerate(dict.fromkeys(sheets.inferred(cells)), 1):
        having = [block.split(maxsplit=1)[0] for block in blocks if f"<{value}>" in block]
        told = tuple(iri if one.startswith("s:") else one.strip("<>") for one in having)
        called = f"inferred-{name.replace('.', '-')}-{order}"
        found.append(Inferred(called, told or (iri,), value, why, evidence))
    return found


def _iris(text: str) -> list[str]:
    return [f"<{iri}>" for iri in things(text)]


def _code(scheme: str, value: str) -> list[str]:
    return [f"<{CONCEPT}{scheme}/{value}>"] if value else []


def _value(value: str) -> str:
    """Return a value under `more`: a code as degree/more, a thing as actor/eu, a passage of the document as p:x.s1."""
    if value.startswith("p:"):
        return value if re.fullmatch(r"p:[a-z0-9.-]+", value) else trig.literal(value)
    kind = value.partition("/")[0]
    space = ID if kind in _KINDS_OF_THINGS else CONCEPT
    return f"<{space}{re.sub(r'[^a-z0-9./-]', '', value)}>"


_KINDS_OF_THINGS = ("actor", "topic", "instrument", "document", "event", "provision", "period", "quantity", "condition")


def _slug(document: str) -> str:
    return document.replace(".", "-")


def _plain(text: str) -> str:
    return " ".join(text.split())


def section_file(material: Material, section: str, graphs: Iterable[str]) -> str:
    """Return the file of what a section states."""
    document = material.document
    prefixes = {
        "foed": FOED, "p": passage_iri(document, ""), "s": f"{ID}statement/{document}/", "skos": SKOS,
    }  # fmt: skip
    body = list(graphs)
    used = {name: iri for name, iri in prefixes.items() if any(f"{name}:" in one for one in body)}
    return trig.file(f"What section {section} states, sentence by sentence, as signed.", used, body)


def inference_file(material: Material, found: Signed) -> str:
    """Return the inferences: those of the sheet, and that a speaker who is bound and not named is whoever speaks."""
    document = material.document
    rows = []
    for one in found.inferences:
        said: list[trig.Property] = [
            ("a", "foed:Inference"),
            ("foed:infersFor", [f"<{thing}>" for thing in one.things]),
            ("foed:infers", f"<{one.value}>"),
            ("foed:reasoning", trig.by_language(one.why)),
            ("foed:evidence", [f"p:{locator}" for locator in one.evidence]),
        ]
        rows.append(trig.block(f"<{ID}inference/{document}/{one.name}>", said))
    note = "Values that do not stand in the passage they are stated from, each with the reasoning. Derived on signing."
    prefixes = {"foed": FOED, "p": passage_iri(document, "")}
    return trig.file(note, prefixes, [trig.graph(f"<{ID}graph/coding/{document}/inferences>", rows)]) if rows else ""


_WHY = {
    "nl": "Wie de zin uitspreekt, zegt het van zichzelf toe en noemt zich niet.",
    "en": "Whoever speaks the sentence promises it for itself and does not name itself.",
}
