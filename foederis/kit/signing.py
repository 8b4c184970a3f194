"""What a reader signs becomes part of the graph: written aside, validated with all of it, then put in its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from foederis import encoding, graph, rooms, sources, terms
from foederis.codings import blocks as coded
from foederis.codings import coders, digests
from foederis.codings.readings import blocks as read_blocks
from foederis.codings.readings.statements import Verdict, verdicts
from foederis.errors import BadInput, BadUse
from foederis.graph import trig
from foederis.kit import folders, mending, records, sheets
from foederis.kit.checks import Finding, check, signed
from foederis.kit.material import Material
from foederis.kit.reviewing import material_of, review
from foederis.kit.staging import RIGHTS, contents, staged, wrong
from foederis.kit.statements import Signed, inference_file, section_file, signed_of
from foederis.namespaces import FOED, ID, SKOS
from foederis.sources.generate import mention_index


@dataclass(frozen=True)
class Outcome:
    """What signing came to: findings (then nothing was written), or the files that were written."""

    document: str
    findings: tuple[Finding, ...] = ()
    statements: int = 0
    commitments: int = 0
    files: tuple[str, ...] = ()


def sign(
    path: Path, reader: str, name: Mapping[str, str], note: Mapping[str, str], human: bool, day: str, document: str = ""
) -> Outcome:
    """Make what a reader signed in a sheet part of the graph, all of it or nothing.

    A row that says what it `mends` takes the place of that.

    Args:
        path: the filled sheet.
        reader: the reader's short name (a-z, 0-9, hyphen).
        name: how a new reader is called, by language (nl, en); empty texts for one that the graph describes.
        note: what kind of reader a new one is, by language (nl, en); likewise.
        human: whether a new reader is a person.
        day: when it was read, as 2026-11-28; empty: today.
        document: what the sheet is about, where it does not lie in its draft.

    Raises:
        BadInput: the sheet cannot be read, or no row is signed, or the graph cannot be written.
        BadUse: the reader is not described, the day is none, or the document's record is not filled in.
    """
    if path.suffix.lower() != ".xlsx":
        remedy = "TriG that `foederis source review FILE` finds right goes beside its neighbours (CONTRIBUTING.md)."
        raise BadUse("what is signed is a filled sheet (XLSX)", str(path), remedy)
    described = coders.described(reader, name, note, human, "reader")
    when = day or date.today().isoformat()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        raise BadUse(f"'{when[:40]}' is no day", "", "Write it as 2026-11-28.")
    filled, material = sheets.read(path), material_of(path, document)
    findings = check(filled, material, path)
    if findings:
        return Outcome(material.document, tuple(findings))
    return _sign(path, filled, material, reader, described, when, True)


def reviewed(path: Path, document: str = "", reader: str = "") -> tuple[Finding, ...]:
    """Return all that signing a sheet, or adding a TriG file, would find; nothing: it can be signed.

    A sheet is signed aside, and held against the rules of the whole graph, once nothing is the matter with its lines.

    Args:
        path: the sheet or file.
        document: what it is about; empty: the draft in whose folder it lies.
        reader: the short name of who will sign it, known or not; empty: somebody who is new.

    Raises:
        BadInput: it cannot be read.
        BadUse: nothing says what it is about, or the reader cannot be called so.
    """
    found = review(path, document)
    if found or path.suffix.lower() != ".xlsx":
        return found
    filled, material = sheets.read(path), material_of(path, document)
    if not any(signed(row) for row in filled.rows):
        return ()
    who = reader or "reviewing-reader"
    unknown = {"nl": "wie dit nakijkt", "en": "who reviews this"}
    told = dict.fromkeys(unknown, "") if coders.is_described(who) else unknown
    described = coders.described(who, told, told, False, "reader")
    today = date.today().isoformat()
    return _sign(path, filled, material, who, described, today, False).findings


def _sign(
    path: Path, filled: sheets.Filled, material: Material, reader: str, described: str, when: str, install: bool
) -> Outcome:
    rows = [row for row in filled.rows if signed(row)]
    if not rows:
        raise BadInput("no row is signed", str(path), "Write right or objection under 'verdict' of what you sign.")
    own = rooms.root() / "graph"
    folders.sweep(own)
    with staged() as staging:
        before = contents(staging / "graph")
        record = records.of(filled, material)
        rows = [_held_by(row, record.creators) for row in rows]
        new = {ID + row.cells["id"]: row for row in filled.names if not sheets.known(ID + row.cells["id"])}
        instead = mending.mended(rows, material.document)
        folders_of = (staging / "graph" / "sources" / material.document / "statements",
                      staging / "graph" / "codings" / material.document)  # fmt: skip
        made = mending.take_away(*folders_of, instead, (reader, "settled")) if instead else {}
        told = signed_of(rows, material, _taken(material), new, made)
        records.write(record, filled, told, material, staging)
        _write(told, material, staging, reader)
        text = encoding.read(material.folder / "text.txt", "the text") if material.folder else _held(material.document)
        place = staging / "graph" / "sources" / material.document
        index = mention_index(material.document, text)
        (place / "mentions.trig").write_text(index, encoding="utf-8")
        now = digests.digests_of([place / "skeleton.trig", *sorted((place / "statements").glob("*.trig"))])
        mine = now.get(material.document, {})
        (place / "digests.trig").write_text(digests.as_trig(material.document, mine), encoding="utf-8")
        _write_codings(told, material, staging, reader, mine, record.creators)
        _write_readings(told, material, staging, reader, described, when, mine)
        now_there = contents(staging / "graph")
        changed = [name for name, content in now_there.items() if before.get(name) != content]
        removed = sorted(set(before) - set(now_there))
        rows_of = _places(told, filled, path)
        faults = tuple(replace(one, where=rows_of.get(one.focus, one.where)) for one in wrong(changed, material))
        if faults:
            return Outcome(material.document, faults)
        if install:
            folders.put(own, {name: now_there[name] for name in changed}, removed, "the graph", RIGHTS)
            graph.content_hash.cache_clear()  # of what was there
    return Outcome(material.document, (), len(told.statements), len(told.commitments), tuple(changed))


def _held_by(row: sheets.Row, creators: Sequence[str]) -> sheets.Row:
    """Return a row with its holder: who is named, else the authors of the document."""
    holder = row.cells["holder"] or " ".join(sheets.short(one) for one in creators)
    return sheets.Row(row.line, {**row.cells, "holder": holder})


def _held(document: str) -> str:
    for one in sources.held(document):
        return sources.read_text(one.path)
    raise sources.not_held(document)


def _taken(material: Material) -> dict[str, int]:
    """Return the highest number of a statement that each sentence has already."""
    stem = f"{ID}statement/{material.document}/"
    taken: dict[str, int] = {}
    for quad in graph.store().quads_for_pattern(None, ox.NamedNode(FOED + "polarity"), None, ox.DefaultGraph()):
        locator, dash, number = terms.value(quad.subject).removeprefix(stem).rpartition("-")
        if dash and number.isdigit() and terms.value(quad.subject).startswith(stem):
            taken[locator] = max(taken.get(locator, 0), int(number))
    return taken


def _free(folder: Path, stem: str, reader: str) -> Path:
    """Return a file that is not there yet: of what was signed before, nothing is written over."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (stem, f"{stem}-{reader}", *(f"{stem}-{reader}-{number}" for number in range(2, 1000))):
        if not (folder / f"{name}.trig").exists():
            return folder / f"{name}.trig"
    raise BadUse("there are a thousand files of this section", str(folder), "Put some of them together.")


def _write(told: Signed, material: Material, staging: Path, reader: str) -> None:
    place = staging / "graph" / "sources" / material.document / "statements"
    for section, graphs in told.graphs.items():
        _free(place, section, reader).write_text(section_file(material, section, graphs), encoding="utf-8")
    inferences = inference_file(material, told)
    if inferences:
        folder = staging / "graph" / "codings" / material.document
        _free(folder, "inferences", reader).write_text(inferences, encoding="utf-8")


def _write_codings(
    told: Signed, material: Material, staging: Path, reader: str, now: Mapping[str, str], creators: Sequence[str]
) -> None:
    """Write the codes of the reader, and where nobody else has coded the document the same as settled."""
    document = material.document
    items: list[tuple[str, Mapping[str, str], str, str, str]] = []
    for iri, row in told.statements.items():
        own = set(row.cells["holder"].split()) & {sheets.short(one) for one in creators}
        if row.cells["kind"] == "Position" and own:
            items.append((iri, {"stance": row.cells["stance"]}, row.cells["remark"], _evidence(row), now.get(iri, "")))
    for iri, (row, _) in told.commitments.items():
        codes = {scale: row.cells[scale] for scale in ("bindingness", "progress")}
        items.append((iri, codes, row.cells["remark"], _evidence(row), now.get(iri, "")))
    if not items:
        return
    folder = staging / "graph" / "codings" / document
    for coder in (reader, "settled"):
        made = [
            coded.coding_block(document, coder, iri, codes, remark, evidence.split(), digest)
            for iri, codes, remark, evidence, digest in items
        ]
        text = _tidy(coded.file(document, coder, "", made))
        _free(folder, coder, reader).write_text(text, encoding="utf-8")


def _evidence(row: sheets.Row) -> str:
    return row.cells["evidence"].replace(",", " ") or row.cells["where"]


def _write_readings(
    told: Signed, material: Material, staging: Path, reader: str, described: str, day: str, now: Mapping[str, str]
) -> None:
    document = material.document
    stem = f"{ID}statement/{document}/"
    mine = {one.statement: one for one in verdicts(reader) if one.statement.startswith(stem)}
    for iri, row in told.statements.items():
        remarks = (("en", row.cells["remark"]),) if row.cells["remark"] else ()
        mine[iri] = Verdict(iri, reader, day, row.cells["verdict"].casefold(), now[iri], remarks)
    path = staging / "graph" / "codings" / document / f"{reader}-readings.trig"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Who reads is described where readers are described, once.
    path.write_text(_tidy(read_blocks.file(document, reader, "", list(mine.values()))), encoding="utf-8")
    if described:
        prefixes = {"foed": FOED, "prov": "http://www.w3.org/ns/prov#", "skos": SKOS}
        who = trig.file("A reader.", prefixes, [described])
        (staging / "graph" / "reference" / f"reader-{reader}.trig").write_text(who, encoding="utf-8")


def _tidy(text: str) -> str:
    """Return a file without the prefixes that it does not use."""
    head, _, body = text.partition("\n\n")
    lines = [
        line for line in head.split("\n")
        if not (found := re.match(r"@prefix ([\w-]+):", line)) or re.search(rf"(?<![\w-]){found.group(1)}:", body)
    ]  # fmt: skip
    return "\n".join(lines) + "\n\n" + body


def _places(told: Signed, filled: sheets.Filled, path: Path) -> dict[str, str]:
    """Return the row of the sheet that each thing comes from that is described."""
    found = {ID + row.cells["id"]: f"{path}:names:{row.line}" for row in filled.names}
    for iri, row in [*told.statements.items(), *((iri, row) for iri, (row, _) in told.commitments.items())]:
        found[iri] = f"{path}:{row.line}"
        name = iri.removeprefix(f"{ID}statement/").replace("/", "-").replace(".", "-")
        found |= {f"{ID}{kind}/{name}": found[iri] for kind in ("quantity", "condition")}
    return found
