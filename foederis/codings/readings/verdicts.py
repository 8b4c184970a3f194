"""A sheet with verdicts read back as readings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from foederis.codings import coders
from foederis.codings.readings import blocks
from foederis.codings.readings.statements import Verdict, statements, verdicts
from foederis.codings.scales import code_list
from foederis.codings.sheet import read_rows
from foederis.errors import BadInput, BadUse
from foederis.namespaces import ID

RIGHT = "right"
"""The verdict that needs no remark."""
_MAKE = "Make one: foederis reading sheet."
_AS_OF = "--as-of VERSION (a checkout, release or RDF file)"


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
    given = row["digest"]
    name = iri.removeprefix(ID)
    if not given:
        if not asked.versions:
            raise BadInput(
                f"nothing says what {name} was when it was read: the column 'digest' is empty",
                where,
                f"Keep the digest of the sheet, or name the version that was read: {_AS_OF}.",
            )
        given = asked.versions[0].get(iri, "")
        if not given:
            raise BadInput(f"the version that was read has no {name}", where, "Leave out the row, or name another.")
    if not re.fullmatch("[0-9a-f]{64}", given):
        raise BadInput(f"'{given[:70]}' is no digest", where, "Keep the column 'digest' as it was.")
    if given != asked.now[iri] and all(version.get(iri) != given for version in asked.versions):
        other = next((one for one, digest in asked.now.items() if digest == given), "")
        if other:
            raise BadInput(
                f"the digest of {name} is that of {other.removeprefix(ID)}", where, "Keep each row of the sheet whole."
            )
        raise BadInput(
            f"the digest of {name} fits nothing: it is not what the graph says now",
            where,
            f"Read it again (foederis reading sheet), or name the version that was read: {_AS_OF}.",
        )
    return given
