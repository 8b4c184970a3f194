"""The sheet (CSV) that a coder fills in: written, and its rows read back."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from foederis import encoding, escapes, sources
from foederis.codings import digests
from foederis.codings.items import items
from foederis.codings.scales import SCALES
from foederis.errors import BadInput
from foederis.namespaces import ID

COLUMNS = ("item", "kind", "what", "where", "words", *SCALES, "evidence", "remark")
DIGEST = "digest"
"""The column that says what an item was when the sheet was made; it is kept as it is."""
NOT_ASKED = "-"
"""What stands in the cell of a scale on which an item is not coded."""


def sheet(document: str, language: str = "en") -> str:
    """Return the sheet of a document: its items without any code, and the words where a copy is held."""
    words = {p.locator: p.words for one in sources.held() if one.document == document for p in one.alignment.passages}
    now = digests.digests().get(document, {})
    rows: list[Sequence[str]] = [(*COLUMNS, DIGEST)]
    for one in items(document, language):
        cells = ["" if scale in one.scales else NOT_ASKED for scale in SCALES]
        exact = " ".join(words.get(locator, "") for locator in one.locators).strip()
        told = [escapes.cell(text) for text in (one.what, " ".join(one.locators), exact)]
        rows.append([one.iri.removeprefix(ID), one.kind, *told, *cells, "", "", now.get(one.iri, "")])
    return escapes.as_csv(rows)


def read_rows(
    path: Path, columns: Sequence[str], remedy: str, optional: Sequence[str] = ()
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a filled-in sheet, each with its line; commas or semicolons separate the cells.

    Args:
        path: the sheet.
        columns: those that it must have.
        remedy: what to do about one that it lacks.
        optional: columns that it may have; empty where it does not.

    Raises:
        BadInput: the sheet cannot be read, is not CSV in UTF-8, or lacks a column.
    """
    text = encoding.read(path, "the sheet")
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    lacking = [column for column in columns if column not in (reader.fieldnames or ())]
    if lacking:
        raise BadInput(f"the sheet has no column '{lacking[0]}'", f"{path}:1", remedy)
    try:
        asked = (*columns, *optional)
        return [(reader.line_num, {key: (row.get(key) or "").strip() for key in asked}) for row in reader]
    except csv.Error as error:
        raise BadInput(f"the sheet is not CSV: {error}", f"{path}:{reader.line_num}", "Save it as CSV.") from error
