"""The sheet that a reader fills in (XLSX): sentences with candidates, new names, and the document's record."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from foederis import escapes, extras, graph, terms
from foederis.codings.scales import values
from foederis.errors import BadInput, BadUse
from foederis.kit.candidates import Candidate
from foederis.kit.material import Material, Piece
from foederis.namespaces import CONCEPT, FOED, ID, SKOS

MACHINE = ("where", "sentence", "mentions", "cues", "candidate")
"""Columns that the machine fills in; they stay as they are."""
READER = (
    "kind", "holder", "reportedBy", "about", "subject", "relation", "object", "polarity", "modality", "nl", "en",
    "amount", "unit", "comparator", "nature", "amountOf", "when", "deadline", "condition nl", "condition en", "more",
    "debtor", "act", "stance", "bindingness", "progress", "evidence", "inferred", "why nl", "why en", "verdict",
    "remark", "mends",
)  # fmt: skip
"""Columns that are the reader's."""
COLUMNS = MACHINE + READER
NAMES = ("id", "class", "nl", "en", "words", "where", "subject", "relation", "object")
_LATER = {"statements": (*READER[11:20], *READER[27:30], "mends"), "names": NAMES[6:]}  # older sheets have none
RECORD = ("title nl", "title en", "class", "creator", "date", "abbreviation", "source", "source page")
KINDS = (
    "FactualClaim", "Assessment", "Position", "Preference", "Proposal", "Expectation", "Intention",
    "CommitmentStatement", "Citation",
)  # fmt: skip
EMPTY = "empty"
"""The kind of a row that says why a sentence states nothing: its reason stands under `relation`."""
_KIND_OF = {
    "commitment": "CommitmentStatement", "position": "Position", "proposal": "Proposal", "expectation": "Expectation",
}  # fmt: skip
_MODALITY_OF = {"commitment": "will", "position": "should", "proposal": "may", "expectation": "will"}
_LARGEST = 100_000_000  # bytes of a workbook once unpacked


@dataclass(frozen=True)
class Row:
    """A row of the sheet as it came back: the line it stands on, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Filled:
    """A sheet that came back: its rows, the new names, and the record of the document by key."""

    rows: tuple[Row, ...]
    names: tuple[Row, ...] = field(default=())
    record: dict[str, str] = field(default_factory=dict)


def workbook(material: Material, found: Sequence[Candidate]) -> bytes:
    """Return the sheet of a document, what the machine proposes in grey, as a workbook that is the same each time.

    Raises:
        BadUse: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise BadUse("writing a sheet needs XlsxWriter", "", extras.remedy("draft")) from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1), "comments": "Candidates are machine-made and are no facts."})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    grey = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#eeeeee"})
    free = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("statements")
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
    rows = list(_rows(material, found))
    for line, cells in enumerate(rows, 1):
        for column, text in enumerate(cells):
            if not text:
                continue
            form = grey if COLUMNS[column] in MACHINE else free
            sheet.write_string(line, column, escapes.lines(text)[:32_000], form)
    for name, choice in _choices().items():
        if len(",".join(choice)) < 250:
            column = COLUMNS.index(name)
            rule = {"validate": "list", "source": list(choice), "error_type": "warning"}
            sheet.data_validation(1, column, len(rows) + 200, column, rule)
    sheet.freeze_panes(1, 2)
    _small(book, "names", NAMES, [], head)
    titles = material.layout
    told = {"title nl": titles.title_nl, "title en": titles.title_en}
    _small(book, "document", ("key", "value"), [(key, told.get(key, "")) for key in RECORD], head)
    book.close()
    return out.getvalue()


_WIDTHS = {"sentence": 60, "mentions": 28, "about": 28, "nl": 40, "en": 40, "more": 24, "remark": 30}


def _small(book: object, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], head: object) -> None:
    sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
    for line, row in enumerate([columns, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(line, column, escapes.lines(text), head if line == 0 else None)
            sheet.set_column(column, column, 30)


def _choices() -> dict[str, tuple[str, ...]]:
    known = values()
    return {
        "kind": (*KINDS, EMPTY),
        "polarity": ("affirmed", "denied", "questioned"),
        "modality": ("is", "should", "will", "may"),
        "stance": known["stance"],
        "bindingness": known["bindingness"],
        "progress": known["progress"],
        "verdict": ("right", "objection", "wrong"),
        **{name: tuple(sorted(codes_of(name))) for name in ("unit", "comparator", "nature")},
    }


def _rows(material: Material, found: Sequence[Candidate]) -> Iterable[list[str]]:
    by_place: dict[str, list[Candidate]] = {}
    for one in found:
        by_place.setdefault(one.locator, []).append(one)
    for piece in material.pieces:
        mine = by_place.get(piece.locator, [])
        kinds = [one for one in mine if one.kind in _KIND_OF] or mine[:1]
        beside = [one for one in mine if one.kind not in _KIND_OF]
        if not kinds:
            yield _row(material, piece, None, beside)
        for one in kinds:
            yield _row(material, piece, one, beside)


def _row(material: Material, piece: Piece, one: Candidate | None, beside: Sequence[Candidate]) -> list[str]:
    shown = [f"{each.kind}: {', '.join(each.cues)}" for each in dict.fromkeys([*([one] if one else []), *beside])]
    cells = {
        "where": piece.locator,
        "sentence": piece.words,
        "mentions": " ".join([*map(short, piece.entities), *piece.figures]),
        "cues": " ".join(code(iri) for iri in piece.cues),
        "candidate": "\n".join(shown),
    }
    if one is not None and one.kind in _KIND_OF:
        denied = any(each.kind == "denial" for each in beside)
        wanted = f"{CONCEPT}modality/{_MODALITY_OF[one.kind]}"
        cells |= {
            "kind": _KIND_OF[one.kind],
            "holder": " ".join(short(iri) for iri in material.holders(piece)),
            "about": " ".join(short(iri) for iri in piece.entities),
            "polarity": "denied" if denied and f"{CONCEPT}polarity/denied" in piece.cues else "affirmed",
            "modality": _MODALITY_OF[one.kind] if wanted in piece.cues else "is",
        }
    return [cells.get(name, "") for name in COLUMNS]


def things(text: str) -> list[str]:
    """Return the things that a cell names, as IRIs."""
    return [one if one.startswith("https://") else ID + one for one in re.split(r"[\s,;]+", text) if one]


def inferred(cells: Mapping[str, str]) -> list[str]:
    """Return what a row says without the sentence mentioning it, as IRIs of things and of codes."""
    return [CONCEPT + short(iri) if known(CONCEPT + short(iri)) else iri for iri in things(cells["inferred"])]


def short(iri: str) -> str:
    """Return how a sheet writes a thing: `actor/nld`."""
    return iri.removeprefix(ID)


def code(iri: str) -> str:
    """Return how a sheet writes a code: `modality/will`."""
    return iri.removeprefix(CONCEPT)


def name_of(iri: str, language: str = "en") -> str:
    """Return what a thing is called."""
    found = graph.label(graph.store(), iri, language)
    return found.text if found else short(iri)


def read(path: Path) -> Filled:
    """Read a sheet that came back.

    Raises:
        BadInput: it is no workbook, is far too large, or lacks a sheet or a column.
        BadUse: openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise BadUse("reading a sheet needs openpyxl", "", extras.remedy("draft")) from error
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > _LARGEST:
                raise BadInput("this workbook is far larger than a sheet", str(path), "Give the sheet of the draft.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput(
            "this is no workbook (XLSX)", str(path), "Save the sheet as .xlsx, without a password."
        ) from error
    try:
        tabs = {name: [_cells(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}
    except Exception as error:  # a broken workbook fails in any of the parsers below
        raise BadInput("this workbook is broken", str(path), "Save it again as .xlsx.") from error
    finally:
        book.close()
    rows = _table(tabs, "statements", COLUMNS, path)
    names = _table(tabs, "names", NAMES, path) if "names" in tabs else ()
    record = {row[0]: row[1] for row in tabs.get("document", ()) if len(row) > 1 and row[0] in RECORD}
    return Filled(rows, names, record)


def _cells(row: Iterable[object]) -> list[str]:
    told = []
    for cell in row:
        if isinstance(cell, datetime):
            told.append(cell.date().isoformat())
        elif isinstance(cell, float) and cell.is_integer():
            told.append(str(int(cell)))
        else:
            told.append("" if cell is None else str(cell).strip())
    return told


def _table(tabs: dict[str, list[list[str]]], name: str, columns: Sequence[str], path: Path) -> tuple[Row, ...]:
    if not tabs.get(name):
        raise BadInput(f"the workbook has no sheet '{name}'", str(path), "Give the sheet of the draft, all its tabs.")
    head = tabs[name][0]
    lacking = [column for column in columns if column not in (*head, *_LATER[name])]
    if lacking:
        raise BadInput(
            f"the sheet '{name}' has no column '{lacking[0]}'", f"{path}:1", f"Columns: {', '.join(columns)}."
        )
    places = {column: head.index(column) if column in head else len(head) for column in columns}
    found = []
    for line, row in enumerate(tabs[name][1:], 2):
        cells = {column: row[place] if place < len(row) else "" for column, place in places.items()}
        if any(cells.values()):
            found.append(Row(line, cells))
    return tuple(found)


def codes_of(scheme: str) -> frozenset[str]:
    """Return the names of the codes of a list, as a sheet writes them without the list."""
    inside = f"{CONCEPT}{scheme}/"
    import pyoxigraph as ox

    quads = graph.store().quads_for_pattern(None, ox.NamedNode(SKOS + "inScheme"), None, ox.DefaultGraph())
    told = (terms.value(quad.subject) for quad in quads)
    return frozenset(iri.removeprefix(inside) for iri in told if iri.startswith(inside))


def known(iri: str) -> bool:
    """Tell whether the graph describes a thing."""
    import pyoxigraph as ox

    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return any(True for _ in graph.store().quads_for_pattern(node, None, None, ox.DefaultGraph()))


def named(name: str, language: str) -> set[str]:
    """Return the IRIs of what is called so in a language."""
    import pyoxigraph as ox

    wanted = ox.Literal(name, language=language)
    quads = graph.store().quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), wanted, ox.DefaultGraph())
    return {terms.value(quad.subject) for quad in quads}


def is_statement_property(name: str) -> bool:
    """Tell whether a name after `foed:` is one that a statement can have."""
    import pyoxigraph as ox

    node = ox.NamedNode(FOED + name) if name.isalnum() else None
    return node is not None and any(True for _ in graph.store().quads_for_pattern(node, None, None, None))
