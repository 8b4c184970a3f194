"""A sheet with verdicts read back as readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from foederis.codings import coders
from foederis.codings.digests import AS_OF, as_read
from foederis.codings.readings import blocks
from foederis.codings.readings.statements import Verdict, statements, verdicts
from foederis.codings.scales import code_list
from foederis.codings.sheet import read_rows
from foederis.errors import BadInput, BadUse
from foederis.namespaces import ID

RIGHT = "right"
"""The verdict that needs no remark."""
_MAKE = "Make one: foederis reading sheet."


@dataclass(frozen=True)
class _Asked:
    """What a row is checked against: statements by their last name, their digests now and in versions."""

    document: str
    names: Mapping[str, str]
    now: Mapping[str, str]
    verdicts: Sequence[str]
    versions: Sequence[Mapping[str, str]] = field(default=())


def read_sheet(
    path: Path,
    document: str,
    reader: str,
    name: Mapping[str, str],
    note: Mapping[str, str],
    human: bool,
    day: str,
    language: str = "en",
    versions: Sequence[Mapping[str, str]] = (),
) -> str:
    """Return a sheet with verdicts as TriG: all readings of this reader in the document, and the reader when new.

    Rows without a verdict were left out by the reader. What the reader read before stays, unless it was read again.

    Args:
        path: the sheet; it needs the columns statement, verdict and remark, and digest unless versions are given.
        document: the document that was read.
        reader: the reader's short name (a-z, 0-9, hyphen), part of the names of the readings.
        name: how a new reader is called, by language (nl, en); empty texts for one that the graph describes.
        note: what kind of reader a new one is and how it read, by language (nl, en); likewise.
        human: whether a new reader is a person; otherwise it is a program.
        day: the day on which it was read, as 2026-11-28.
        language: of the remarks, nl or en.
        versions: digests by statement of older versions of the graph that may have been read; where a row has no
            digest, the first of them was.

    Raises:
        BadInput: a row names no statement, has a verdict outside the code list, lacks its remark, or has a digest that
            is none or fits no version of the statement; or no row is filled in.
        BadUse: the reader's short name is not one, a new reader is not described or a known one is described again, or
            the day is no day.
    """
    described = coders.described(reader, name, note, human, "reader")
    _check_day(day)
    rows = read_rows(path, ("statement", "verdict", "remark"), _MAKE, ("digest",))
    now = {one.iri: one.digest for one in statements(document)}
    names = {iri.rsplit("/", 1)[1]: iri for iri in now}
    asked = _Asked(document, names, now, code_list("verdict"), versions)
    seen: dict[str, int] = {}
    found = {one.statement: one for one in verdicts(reader) if one.statement in now}
    for line, row in rows:
        where = f"{path}:{line}"
        if not (row["verdict"] or row["remark"]):
            continue
        iri = _statement(row["statement"], asked, where)
        if iri in seen:
            raise BadInput(f"{row['statement']} is read again", where, f"Keep one row; the other is line {seen[iri]}.")
        seen[iri] = line
        verdict = _verdict(row, asked, where)
        remarks = ((language, row["remark"]),) if row["remark"] else ()
        found[iri] = Verdict(iri, reader, day, verdict, _digest(row, iri, asked, where), remarks)
    if not seen:
        raise BadInput("no row has a verdict", str(path), f"Choose from: {', '.join(asked.verdicts)}.")
    inside = [found[iri] for iri in now if iri in found]
    return blocks.file(document, reader, described, inside)


def _check_day(day: str) -> None:
    try:
        sound = date.fromisoformat(day).isoformat() == day
    except ValueError:
        sound = False
    if not sound:
        raise BadUse(f"'{day[:40]}' is no day", "", "Write it as 2026-11-28.")


def _statement(given: str, asked: _Asked, where: str) -> str:
    iri = asked.names.get(given.rsplit("/", 1)[-1], "")
    # A name of another document, or of another kind, is not the statement of that last name.
    if not iri or not iri.removeprefix(ID).endswith(given.removeprefix(ID)):
        shown = f"'{given[:90]}'" if given else "without a name"
        raise BadInput(
            f"{asked.document} has no statement {shown}", where, "Keep the column 'statement', or leave out the row."
        )
    return iri


def _verdict(row: Mapping[str, str], asked: _Asked, where: str) -> str:
    verdict = row["verdict"].casefold()
    if verdict not in asked.verdicts:
        said = f"'{row['verdict'][:40]}' is no verdict" if verdict else "there is a remark and no verdict"
        raise BadInput(said, where, f"Choose from: {', '.join(asked.verdicts)}.")
    if verdict != RIGHT and not row["remark"]:
        raise BadInput(
            f"the verdict '{verdict}' has no remark", where, "Say in the column 'remark' what is the matter."
        )
    return verdict


def _digest(row: Mapping[str, str], iri: str, asked: _Asked, where: str) -> str:
    found = as_read(row["digest"], iri, asked.now, asked.versions, where, "foederis reading sheet")
    if not found:
        raise BadInput(
            f"nothing says what {iri.removeprefix(ID)} was when it was read: the column 'digest' is empty",
            where,
            f"Keep the digest of the sheet, or name the version that was read: {AS_OF}.",
        )
    return found
