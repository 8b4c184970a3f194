"""The record of a new document, and of the new names that it brings: read from the sheet, written as reference data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from foederis import graph, sources, terms
from foederis.errors import BadUse
from foederis.graph import trig
from foederis.kit import amounts, sheets
from foederis.kit.material import Material, authors
from foederis.kit.sheets import Filled, Row, things
from foederis.kit.statements import Signed
from foederis.namespaces import CONCEPT, DCTERMS, FOED, ID, PREFIXES, XSD
from foederis.sources import passage_iri

_CLASSES = {"topic": "Topic"}
_GRAPHS = {
    "topic": "topics",
    "actor": "actors",
    "instrument": "instruments",
    "event": "events",
    "document": "documents",
}
_LANGUAGES = {"nl": "NLD", "en": "ENG", "de": "DEU", "sv": "SWE"}


@dataclass(frozen=True)
class Record:
    """The record of a document: whether it is new to the graph, its authors as IRIs, and its day."""

    new: bool
    creators: tuple[str, ...]
    day: str = ""


def of(filled: Filled, material: Material) -> Record:
    """Return the record of the document of a sheet: that of the graph, or what the sheet says of a new one.

    Raises:
        BadUse: the sheet does not say enough of a new document.
    """
    document = material.document
    if document in sources.documents():
        return Record(False, authors(document))
    said = filled.record
    for key in ("title nl", "title en", "class", "creator", "date", "abbreviation", "source", "source page"):
        if not said.get(key) and not (key == "source page" and source_iri(said["source"])):
            raise BadUse(f"the record of this document has no '{key}'", document, "Fill it in on the sheet 'document'.")
    creators = tuple(things(said["creator"]))
    own = {ID + row.cells["id"] for row in filled.names}
    for iri in creators:
        if not sheets.known(iri) and iri not in own:
            raise BadUse(
                f"the author {sheets.short(iri)} is not in the graph", document, "Add it to the sheet 'names'."
            )
    if not sheets.known(FOED + said["class"]) and said["class"] not in _DOCUMENTS:
        raise BadUse(
            f"'{said['class'][:40]}' is no class of a document", document, f"Such as: {', '.join(_DOCUMENTS)}."
        )
    try:
        day = date.fromisoformat(said["date"]).isoformat()
    except ValueError as error:
        raise BadUse(f"'{said['date'][:40]}' is no day", document, "Write it as 2023-11-09.") from error
    return Record(True, creators, day)


_DOCUMENTS = ("Letter", "Speech", "CoalitionAgreement", "ParliamentaryAnswers", "ParliamentaryPaper", "Advice",
              "Conclusions", "LegalAct", "Document")  # fmt: skip


def write(record: Record, filled: Filled, told: Signed, material: Material, staging: Path) -> None:
    """Write what the reference layer gains, and the folder of a new document, into rooms that are written aside."""
    document = material.document
    used = {iri: row.cells["where"] for row in reversed(list(told.statements.values()))
            for name in ("about", "subject", "object", "holder") for iri in things(row.cells[name])}  # fmt: skip
    graphs: dict[str, list[str]] = {}
    for row in filled.names:
        if sheets.known(ID + row.cells["id"]):
            continue  # it is there; only its words are new
        graphs.setdefault(_GRAPHS[row.cells["id"].partition("/")[0]], []).append(_name(row, used, document))
    place = staging / "graph" / "sources" / document
    if record.new:
        place.mkdir(parents=True)
        assert material.folder is not None  # noqa: S101 (what is not in the graph comes from a draft)
        for name in ("layout.toml", "skeleton.trig"):
            (place / name).write_bytes((material.folder / name).read_bytes())
        first = passage_iri(document, material.pieces[0].locator)
        graphs.setdefault("documents", []).append(_document(record, filled.record, document, first))
        if not source_iri(filled.record["source"]):
            graphs["sources"] = [_source(filled.record, document)]
    times = {*told.times, *([record.day] if record.new else [])}
    periods = [amounts.period(one) for one in sorted(times) if not sheets.known(amounts.time_iri(one))]
    if periods:
        graphs["periods"] = periods
    path = place / "layout.toml"
    layout = path.read_text(encoding="utf-8")
    path.write_text(layout + _aliases(filled, layout), encoding="utf-8")
    reference = [trig.graph(f"<{ID}graph/reference/{name}>", blocks) for name, blocks in sorted(graphs.items())]
    if reference:
        text = trig.file(f"What {document} brings to the reference layer.", _prefixes("\n".join(reference)), reference)
        _new_file(staging / "graph" / "reference", document).write_text(text, encoding="utf-8")
    if record.new:
        text = language_file(document, material.layout.language)
        (staging / "graph" / "links" / f"eu-languages-{document}.trig").write_text(text, encoding="utf-8")


def language_file(document: str, code: str) -> str:
    """Return the file that says in which language a document is written."""
    inside = _language(document, code)
    return trig.file(f"The language of {document}.", _prefixes(inside), [inside])


def _prefixes(body: str) -> dict[str, str]:
    known = {**PREFIXES, "sssom": "https://w3id.org/sssom/", "semapv": "https://w3id.org/semapv/vocab/",
             "void": "http://rdfs.org/ns/void#", "foaf": "http://xmlns.com/foaf/0.1/"}  # fmt: skip
    return {name: iri for name, iri in sorted(known.items()) if re.search(rf"(?<![\w/-]){name}:", body)}


def _new_file(folder: Path, stem: str) -> Path:
    return next(
        path for number in range(1, 10_000)
        if not (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}.trig").exists()
    )  # fmt: skip


def _name(row: Row, used: Mapping[str, str], document: str) -> str:
    cells = row.cells
    kind = cells["id"].partition("/")[0]
    given = cells["class"].removeprefix("foed:") or _CLASSES.get(kind, "")
    top = {"topic": "Topic", "actor": "Actor", "instrument": "Instrument", "event": "Event", "document": "Document"}[
        kind
    ]
    where = cells["where"] or used.get(ID + cells["id"], "")
    said: list[trig.Property] = [
        ("a", list(dict.fromkeys([f"foed:{given or top}", f"foed:{top}"]))),
        ("skos:prefLabel", trig.by_language({tag: cells[tag] for tag in ("nl", "en")})),
        ("dcterms:source", f"<{passage_iri(document, where)}>" if where else []),
        ("foed:topicSubject", [f"<{iri}>" for iri in things(cells["subject"])]),
        ("foed:topicRelation", f"<{CONCEPT}relation/{cells['relation']}>" if cells["relation"] else []),
        ("foed:topicObject", [f"<{iri}>" for iri in things(cells["object"])]),
    ]
    return trig.block(f"<{ID}{cells['id']}>", said)


def _aliases(filled: Filled, layout: str) -> str:
    lines = []
    for row in filled.names:
        words = [" ".join(one.split()) for one in row.cells["words"].split(";") if one.strip()]
        told = ", ".join(json.dumps(one, ensure_ascii=False) for one in words)
        block = f"[[alias]]\nwords = [{told}]\nmeans = [{json.dumps(row.cells['id'])}]\n"
        if block not in layout:
            lines.append(block)
    return "\n".join(["", "# What words stand for in this document, as signed.", *lines]) if lines else ""


def _document(record: Record, said: Mapping[str, str], document: str, first: str) -> str:
    return trig.block(
        f"<{ID}document/{document}>",
        [
            ("a", list(dict.fromkeys([f"foed:{said['class']}", "foed:Document"]))),
            ("skos:prefLabel", trig.by_language({"nl": said["title nl"], "en": said["title en"]})),
            ("foed:abbreviation", trig.literal(said["abbreviation"])),
            ("dcterms:creator", [f"<{iri}>" for iri in record.creators]),
            ("foed:when", f"<{ID}period/{record.day}>"),
            ("dcterms:source", [f"<{first}>", f"<{source_iri(said['source']) or f'{ID}source/copy-of-{document}'}>"]),
        ],
    )


def source_iri(text: str) -> str:
    """Return the IRI of the source of the graph that has a title or an id (`source/...`); empty: it is a new one."""
    if text.startswith("source/"):
        return ID + text if sheets.known(ID + text) else ""
    for quad in graph.store().quads_for_pattern(None, ox.NamedNode(DCTERMS + "title"), None, ox.DefaultGraph()):
        subject = terms.value(quad.subject)
        if subject.startswith(f"{ID}source/") and terms.value(quad.object).casefold() == text.casefold():
            return subject
    return ""


def _source(said: Mapping[str, str], document: str) -> str:
    page = said["source page"]
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", page):
        raise BadUse(
            "the page of the source is no address", document, "Write it as https://... on the sheet 'document'."
        )
    return trig.block(
        f"<{ID}source/copy-of-{document}>",
        [
            ("a", "foed:Source"),
            ("dcterms:title", trig.literal(said["source"], "en")),
            ("foaf:page", f"<{page}>"),
            ("foed:verification", f"<{ID}concept/verification/one-source>"),
        ],
    )


def _language(document: str, code: str) -> str:
    tables = "http://publications.europa.eu/resource/authority/language"
    name = f"eu-languages-{document}"
    blocks = [
        trig.block(
            f"<{ID}linkset/{name}-language>",
            [
                ("a", "void:Linkset"),
                ("dcterms:title", trig.by_language({
                    "nl": f"taal van {document}", "en": f"language of {document}",
                })),
                ("dcterms:description", trig.by_language({
                    "nl": "De taal van het document.", "en": "The language the document is written in.",
                })),
                ("dcterms:source", trig.literal("the document itself")),
                ("dcterms:date", f'"{date.today().isoformat()}"^^<{XSD}date>'),
                ("sssom:curation_rule", f"<{ID}concept/verification/one-source>"),
                ("sssom:mapping_justification", "semapv:ManualMappingCuration"),
                ("void:subjectsTarget", f"<{ID}dataset/foederis>"),
                ("void:objectsTarget", f"<{tables}>"),
                ("void:linkPredicate", "dcterms:language"),
                ("void:triples", "1"),
            ],
        ),
        trig.block(f"<{ID}document/{document}>", [("dcterms:language", f"<{tables}/{_LANGUAGES[code]}>")]),
    ]  # fmt: skip
    return trig.graph(f"<{ID}graph/links/{name}>", blocks)
