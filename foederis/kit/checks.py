"""What comes back, checked line by line: each finding with its line, its sentence and its remedy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from foederis import rooms
from foederis.codings.scales import values
from foederis.kit import amounts, sheets
from foederis.kit.material import Material, Piece, authors
from foederis.kit.sheets import EMPTY, KINDS, Filled, Row, things
from foederis.namespaces import CONCEPT, FOED, ID
from foederis.sources.generate import cues
from foederis.sources.normalise import plain

SIGNED = ("right", "objection")
"""Verdicts by which a row becomes a statement; `wrong` refuses a candidate."""
LONGEST = 8
"""Words in a row that a paraphrase may not share with its sentence."""
_ACTORS = ("holder", "reportedBy", "debtor")
_THINGS = ("about", "subject", "object")
_PERIOD = f"{ID}period/"
_SCALES = {"Position": ("stance",), "CommitmentStatement": ("bindingness", "progress")}


@dataclass(frozen=True)
class Finding:
    """What is the matter with a line that came back: where, what, the remedy, its sentence, and the thing (an IRI)."""

    where: str
    what: str
    remedy: str
    locator: str = ""
    words: str = ""
    focus: str = ""


def check(filled: Filled, material: Material, path: Path) -> list[Finding]:
    """Return what is the matter with a filled sheet, in its order; an empty list: it can be signed."""
    pieces = {piece.locator: piece for piece in material.pieces}
    new, found = _new_names(filled, path, pieces)
    creators = frozenset(things(filled.record.get("creator", "")) or authors(material.document))
    seen: dict[tuple[str, str], int] = {}
    for row in filled.rows:
        piece = pieces.get(row.cells["where"])
        where = f"{path}:{row.line}"
        if piece is None:
            said = f"there is no sentence '{row.cells['where'][:60]}'"
            found.append(Finding(where, said, "Keep the column 'where' as it was."))
            continue
        told = list(_row(row, piece, new, pieces))
        if signed(row) and row.cells["kind"] != EMPTY:
            holders = things(row.cells["holder"]) or material.holders(piece) or tuple(creators)
            told += _codes(row.cells, own=not creators or not creators.isdisjoint(holders))
        if signed(row) and row.cells["kind"] != EMPTY and not row.cells["holder"] and not creators:
            told.append(("the column 'holder' is empty", "Say who holds it, or give the author on 'document'."))
        if signed(row) and row.cells["kind"] != EMPTY:
            told += _shown(row.cells, _near(row.cells, piece, pieces), material.layout.language)
        if signed(row) and plain(row.cells["sentence"]) not in ("", plain(piece.words)):
            told.append(("the text has another sentence here now", "Hold the row against it, then correct 'sentence'."))
        if row.cells["mends"] and signed(row):
            told += _mends(row, material.document)
            other = seen.setdefault(("", row.cells["mends"]), row.line)
            if other != row.line:
                told.append((f"line {other} mends '{row.cells['mends'][:60]}' too", "Keep one of the two rows."))
        again = (piece.locator, row.cells["en"])
        if signed(row) and row.cells["kind"] != EMPTY and again in seen:
            told.append(("this says the same as another row", f"Keep one row; the other is line {seen[again]}."))
        seen.setdefault(again, row.line)
        found += [Finding(where, what, remedy, piece.locator, piece.words) for what, remedy in told]
    return found


def _mends(row: Row, document: str) -> Iterator[tuple[str, str]]:
    name = row.cells["mends"]
    if not re.fullmatch(rf"{re.escape(row.cells['where'])}(?:-\d{{1,4}})?", name):
        yield f"'{name[:60]}' under 'mends' is nothing of this sentence", "Write it as view.p1.s1-1, or leave it empty."
    elif not sheets.known(f"{ID}statement/{document}/{name}") and name != row.cells["where"]:
        yield f"there is no statement '{name[:60]}' (under 'mends')", "See: foederis source review PLACE."


def signed(row: Row) -> bool:
    """Tell whether a reader has signed a row."""
    return row.cells["verdict"].casefold() in SIGNED


def more(text: str) -> list[tuple[str, str]]:
    """Return the properties that stand under `more`, as `degree=degree/more; within=actor/eu actor/nato`.

    Each value stands with its name.
    """
    parts = [part.partition("=") for part in re.split(r"[;\n]", text) if part.strip()]
    return [(name.strip(), one) for name, _, value in parts for one in re.split(r"[\s,]+", value.strip())]


def _new_names(filled: Filled, path: Path, pieces: Mapping[str, Piece]) -> tuple[Mapping[str, Row], list[Finding]]:
    """Return the rows of `names` by IRI, those of things of the graph too, and what is the matter with them."""
    new: dict[str, Row] = {}
    found: list[Finding] = []
    called: dict[str, str] = {}
    for row in filled.names:
        where, cells = f"{path}:names:{row.line}", row.cells
        told = list(_name(cells, pieces))
        iri = ID + cells["id"]
        if iri in new:
            told.append((f"{cells['id']} stands twice", "Keep one row: several words with a semicolon between."))
        for tag in ("nl", "en"):
            other = sheets.named(cells[tag], tag) - {iri} if cells[tag] else set()
            other |= {called[key] for key in [f"{tag}{cells[tag].casefold()}"] if cells[tag] and key in called}
            called.setdefault(f"{tag}{cells[tag].casefold()}", iri)
            if other:
                told.append((
                    f"{sheets.short(min(other))} is called '{cells[tag][:60]}' already",
                    "Use that one, with the words that stand for it, or give another name.",
                ))  # fmt: skip
        found += [Finding(where, what, remedy) for what, remedy in told]
        new[iri] = row
    for row in filled.names:
        for iri in (iri for name in ("subject", "object") for iri in things(row.cells[name])):
            if iri not in new and not sheets.known(iri):
                what = f"{sheets.short(iri)[:80]} (in the act of {row.cells['id'][:40]}) is not in the graph"
                found.append(Finding(f"{path}:names:{row.line}", what, "Use a name of the brief, or add a row for it."))
    return new, found


def _name(cells: Mapping[str, str], pieces: Mapping[str, Piece]) -> Iterator[tuple[str, str]]:
    name = cells["id"]
    if not re.fullmatch(r"(?:topic|actor|instrument|event|document)/[a-z0-9][a-z0-9-]*", name):
        yield f"'{name[:60]}' cannot be the id of a name", "Write it as topic/strong-industrial-base."
        return
    if not sheets.known(ID + name):
        if not (cells["nl"] and cells["en"]):
            yield f"{name} has no name in Dutch and English", "Fill in nl and en."
        if name.startswith("actor/") and not cells["class"]:
            yield (
                f"{name} has no class",
                "Say what kind of actor it is: Person, State, GovernmentBody, InternationalOrganisation.",
            )
    if not cells["words"]:
        remedy = "Give the words of the text that stand for it, at most four; several with a semicolon between."
        yield f"no words stand for {name}", remedy
    if cells["class"] and not sheets.known(f"{FOED}{cells['class'].removeprefix('foed:')}"):
        yield (
            f"'{cells['class'][:40]}' is no class",
            "See `foederis ask entities` for those of others, or leave it empty.",
        )
    if cells["where"] and cells["where"] not in pieces:
        yield f"there is no sentence '{cells['where'][:60]}'", "One sentence in which it is named, or nothing."
    yield from _act(cells)


def _act(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is the matter with the act that a topic names: what is done (a relation), to what, by whom."""
    if not any(cells[name] for name in ("subject", "relation", "object")):
        return
    if not cells["id"].startswith("topic/") or sheets.known(ID + cells["id"]):
        yield "only a new topic names an act", "Leave subject, relation and object empty."
    elif not (cells["relation"] and cells["object"]):
        yield "an act is a relation and its object", "Fill in both; the subject may be empty."
    if cells["relation"] and cells["relation"] not in sheets.codes_of("relation"):
        yield f"'{cells['relation'][:40]}' is no relation", "See the codes of the brief, or leave the act out."


def _row(row: Row, piece: Piece, new: Mapping[str, Row], pieces: Mapping[str, Piece]) -> Iterator[tuple[str, str]]:
    cells = row.cells
    verdict = cells["verdict"].casefold()
    if not verdict:
        if any(cells[name] for name in ("nl", "en", "relation", "stance", "bindingness")):
            yield "the row is filled in and has no verdict", "Write right, objection or wrong under 'verdict'."
        return
    if verdict not in (*SIGNED, "wrong"):
        yield f"'{verdict[:40]}' is no verdict", "Choose from: right, objection, wrong."
        return
    if verdict == "objection" and not cells["remark"]:
        yield "the verdict 'objection' has no remark", "Say under 'remark' what is the matter."
    if verdict == "wrong":
        return
    if cells["kind"] == EMPTY:
        reasons = sheets.codes_of("empty-reason")
        if cells["relation"] not in reasons:
            yield "a sentence that states nothing needs its reason", f"Under 'relation': {', '.join(sorted(reasons))}."
        return
    yield from _statement(cells, piece, new, pieces)


def _inferred(cells: Mapping[str, str], piece: Piece) -> Iterator[tuple[str, str]]:
    """Yield what is the matter with what a row infers: a value that its sentence does not mention, and why."""
    given = sheets.inferred(cells)
    if given and not (cells["why nl"] and cells["why en"]):
        yield "what is inferred has no reason", "Give the reasoning under 'why nl' and 'why en'."
    if not given and (cells["why nl"] or cells["why en"]):
        yield "there is a reason and nothing is inferred", "Name under 'inferred' what does not stand in the sentence."
    used = {iri for name in (*_ACTORS, *_THINGS) for iri in things(cells[name])}
    used |= {f"{CONCEPT}{name}/{cells[name]}" for name in ("polarity", "modality", "unit", "comparator") if cells[name]}
    used |= {amounts.time_iri(cells[name]) for name in ("when", "deadline") if cells[name]}
    used |= {space + value for _, value in more(cells["more"]) for space in (ID, CONCEPT)}
    for iri in given:
        said = iri.removeprefix(CONCEPT).removeprefix(ID)[:80]
        if iri not in used:
            yield f"{said} is inferred and the row does not say it", "Leave it out, or use it in the row."
        elif iri in (*piece.entities, *piece.cues):
            yield f"{said} is inferred and the sentence mentions it", "Leave it out under 'inferred'."


def _statement(
    cells: Mapping[str, str], piece: Piece, new: Mapping[str, Row], pieces: Mapping[str, Piece]
) -> Iterator[tuple[str, str]]:
    yield from _inferred(cells, piece)
    given = tuple(sheets.inferred(cells))
    piece = replace(piece, entities=(*piece.entities, *given), cues=(*piece.cues, *given))
    near = _near(cells, piece, pieces)
    years = (year for iri in given if iri.startswith(_PERIOD) for year in re.findall(r"(?:19|20)\d\d", iri))
    near = replace(near, numbers=(*near.numbers, *years))
    if cells["kind"] not in KINDS:
        yield f"'{cells['kind'][:40]}' is no kind of statement", f"Choose from: {', '.join((*KINDS, EMPTY))}."
    for name in ("about", "nl", "en"):
        if not cells[name]:
            yield f"the column '{name}' is empty", "Each statement says what it is about, in nl and en."
    for name, allowed in (("polarity", ("affirmed", "denied", "questioned")), ("modality", _MODALITIES)):
        if cells[name] not in allowed:
            yield f"'{cells[name][:40]}' is no {name}", f"Choose from: {', '.join(allowed)}."
    for name in (*_ACTORS, *_THINGS):
        for iri in things(cells[name]):
            if iri not in new and not sheets.known(iri):
                remedy = "Use a name of the brief, or add it to the sheet 'names'."
                yield f"{sheets.short(iri)[:80]} (under '{name}') is not in the graph", remedy
            elif name in _THINGS and iri not in near.entities and not _words_stand(new.get(iri), near):
                remedy = (
                    "Correct it, give the words that stand for it on the sheet 'names', or say why it is 'inferred'."
                )
                yield f"the sentence does not mention {sheets.short(iri)[:80]} (under '{name}')", remedy
    if len({bool(cells[name]) for name in ("subject", "relation", "object")}) > 1:
        yield "subject, relation and object go together", "Fill in all three, or none."
    if cells["relation"] and cells["relation"] not in sheets.codes_of("relation"):
        yield f"'{cells['relation'][:40]}' is no relation", "See the codes of the brief, or leave all three empty."
    if cells["polarity"] == "denied" and f"{CONCEPT}polarity/denied" not in piece.cues:
        yield "the sentence has no word for a denial", "Write affirmed, or give the word as a [[cue]] of the layout."
    if cells["modality"] in _MODALITIES[1:] and f"{CONCEPT}modality/{cells['modality']}" not in piece.cues:
        yield (
            f"the sentence has no word for '{cells['modality']}'",
            "Write is, or give the word as a [[cue]] of the layout.",
        )
    for name, value in more(cells["more"]):
        if not value or not sheets.is_statement_property(name):
            yield f"'{name[:40]}={value[:40]}' under 'more' is no property", "Write it as degree=degree/more; ..."
        elif not _stands(value, new, pieces):
            yield (
                f"'{name}={value[:60]}' under 'more' is nothing that is known",
                "A code as degree/more, a thing as actor/eu, a time as period/2024, a sentence as p:view.p1.s1.",
            )
    for place in cells["evidence"].replace(",", " ").split():
        if place not in pieces:
            yield (
                f"there is no sentence '{place[:60]}' (under 'evidence')",
                "Write it as view.p1.s1, or leave it empty.",
            )
    yield from amounts.findings(cells, piece, near)
    for language in ("nl", "en"):
        yield from _text(cells[language], language, near)


def _near(cells: Mapping[str, str], piece: Piece, pieces: Mapping[str, Piece]) -> Piece:
    """Return a sentence with what is mentioned in those that it is to be read with."""
    near = [pieces[one] for name, value in more(cells["more"]) if name == "readWith"
            for one in [value.removeprefix("p:")] if one in pieces]  # fmt: skip
    return replace(
        piece,
        entities=tuple(iri for one in (piece, *near) for iri in one.entities),
        numbers=tuple(number for one in (piece, *near) for number in one.numbers),
        cues=tuple(iri for one in (piece, *near) for iri in one.cues),
        words="\n".join(one.words for one in (piece, *near)),
    )


def _shown(cells: Mapping[str, str], near: Piece, language: str) -> Iterator[tuple[str, str]]:
    """Yield the codes for which a sentence has no word, of those that are shown by words."""
    said = [(name, f"{name}/{cells[name]}") for name in ("unit", "comparator") if cells[name]]
    said += [(name, value) for name, value in more(cells["more"]) if name in _SHOWN]
    for name, value in said:
        if CONCEPT + value in _cued(language) and CONCEPT + value not in (*near.cues, *sheets.inferred(cells)):
            yield (
                f"the sentence has no word for '{value}' (under '{name if cells.get(name) else 'more'}')",
                "Leave it out, or give the word as a [[cue]] of the layout.",
            )


_SHOWN = ("degree", "aspect", "hedge", "manner", "level", "listing", "role")


@rooms.kept
def _cued(language: str) -> frozenset[str]:
    """Return the codes that have cue words in a language, as IRIs."""
    return frozenset(code for _, code in cues(language))


def _stands(value: str, new: Mapping[str, Row], pieces: Mapping[str, Piece]) -> bool:
    """Tell whether a value under `more` is a sentence of the document, a thing, new or of the graph, or a code."""
    if value.startswith("p:"):
        return value.removeprefix("p:") in pieces
    return ID + value in new or sheets.known(ID + value) or sheets.known(CONCEPT + value)


_MODALITIES = ("is", "should", "will", "may")


def _text(text: str, language: str, piece: Piece) -> Iterator[tuple[str, str]]:
    run = _shared(text, piece.words)
    if run:
        yield f"the text under '{language}' repeats the sentence: '{run}'", "Say it in your own words."
    known = {_number(one) for one in piece.numbers}
    for year in re.findall(r"(?<![\d.,])(?:19|20)\d\d(?!\d)", text):
        if Decimal(year) not in known:
            yield f"the sentence does not mention {year} (under '{language}')", "Leave it out."


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _shared(text: str, words: str) -> str:
    """Return a run of words that a text shares with its sentence and that is too long; empty: none is."""
    mine, theirs = ([w.casefold() for w in re.findall(r"[^\W_]+", one)] for one in (text, words))
    runs = {tuple(theirs[i : i + LONGEST]) for i in range(len(theirs) - LONGEST + 1)}
    for i in range(len(mine) - LONGEST + 1):
        if tuple(mine[i : i + LONGEST]) in runs:
            return " ".join(mine[i : i + LONGEST])
    return ""


def _words_stand(row: Row | None, piece: Piece) -> bool:
    text = f" {' '.join(piece.words.casefold().split())} "
    given = row.cells["words"].split(";") if row else ()
    return any(" ".join(one.casefold().split()) in text for one in given if one.strip())


def _codes(cells: Mapping[str, str], own: bool) -> Iterator[tuple[str, str]]:
    """Yield what is the matter with the codes of a row; a position that is not the author's own needs none."""
    known = values()
    for scale in _SCALES.get(cells["kind"], ()):
        if cells[scale] not in known[scale] and (own or cells[scale] or scale != "stance"):
            said = f"'{cells[scale][:40]}' is no {scale}" if cells[scale] else f"the column '{scale}' is empty"
            yield said, f"Choose from: {', '.join(known[scale])}."
    if cells["kind"] == "CommitmentStatement" and cells["act"] not in sheets.codes_of("act"):
        said = f"'{cells['act'][:40]}' is no act" if cells["act"] else "a commitment says what is done: 'act' is empty"
        yield said, f"Choose from: {', '.join(sorted(sheets.codes_of('act')))}."


def report(findings: list[Finding]) -> str:
    """Return findings as text: each on two lines, and the sentence below it once."""
    lines = []
    last = ""
    for one in findings:
        lines += [f"{one.where}  {one.what}", f"    {one.remedy}"]
        if one.words and one.locator != last:
            lines.append(f"    {one.locator}: {one.words}")
        last = one.locator
    return "".join(f"{line}\n" for line in lines)
