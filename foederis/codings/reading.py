"""A filled-in sheet read back as a coding."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from foederis import sources
from foederis.codings import blocks as written
from foederis.codings import coders, digests
from foederis.codings.items import Item, items
from foederis.codings.scales import SCALES, values
from foederis.codings.sheet import COLUMNS, DIGEST, NOT_ASKED, read_rows
from foederis.errors import BadInput
from foederis.namespaces import ID

_MAKE = "Make one: foederis coding sheet."


@dataclass(frozen=True)
class _Asked:
    """What a row is checked against: the items by name, the values of each scale, the locators of the document."""

    items: Mapping[str, Item]
    values: Mapping[str, tuple[str, ...]]
    locators: Set[str]


def read_sheet(
    path: Path,
    document: str,
    coder: str,
    name: Mapping[str, str],
    note: Mapping[str, str],
    human: bool,
    versions: Sequence[Mapping[str, str]] = (),
) -> str:
    """Return a filled-in sheet as TriG: one coding for each item with its evidence, and the coder when it is new.

    An item whose cells and evidence are all empty was left out by the coder and gets no coding.

    Args:
        path: the sheet.
        document: the document that was coded.
        coder: the coder's short name (a-z, 0-9, hyphen), part of the names of the codings.
        name: how a new coder is called, by language (nl, en); empty texts for one that the graph describes.
        note: what kind of coder a new one is and how it codes, by language (nl, en); likewise.
        human: whether a new coder is a person; otherwise it is a program.
        versions: digests by item of older versions of the graph that may have been coded; where a row has no digest,
            the first of them was, and without versions the coding does not say what it was of.

    Raises:
        BadInput: a row names no known item, has a value outside its code list, is filled in by half, has no evidence,
            or has a digest that is none or fits no version of the item; or no row is filled in.
        BadUse: the coder's short name is not one, a new coder is not described, or a known one is described again.
    """
    described = coders.described(coder, name, note, human)
    rows = read_rows(path, COLUMNS, _MAKE, (DIGEST,))  # before what takes longer
    known = _Asked(
        {one.iri.removeprefix(ID): one for one in items(document)},
        values(),
        {sentence.locator for sentence in sources.read_skeleton(document).sentences},
    )
    now = digests.digests().get(document, {})
    seen: dict[str, int] = {}
    blocks = []
    for line, row in rows:
        where = f"{path}:{line}"
        item = known.items.get(row["item"])
        if item is None:
            raise BadInput(
                f"{document} has no item '{row['item'][:90]}' to code", where, "Keep the column 'item' as it was."
            )
        if row["item"] in seen:
            raise BadInput(
                f"{row['item']} is coded again", where, f"Keep one row; the other is line {seen[row['item']]}."
            )
        seen[row["item"]] = line
        if any(row[scale] for scale in item.scales) or row["evidence"]:
            codes, evidence = _codes(item, row, known, where), _evidence(item, row, known, where)
            then = digests.as_read(row[DIGEST], item.iri, now, versions, where, "foederis coding sheet")
            blocks.append(written.coding_block(document, coder, item.iri, codes, row["remark"], evidence, then))
    missing = [key for key in known.items if key not in seen]
    if missing:
        raise BadInput(
            f"the sheet lacks {len(missing)} of {len(known.items)} items, the first {missing[0]}",
            str(path),
            "Keep every row; leave the cells of an item empty to leave it out.",
        )
    if not blocks:
        raise BadInput("no row is filled in", str(path), "Fill in the empty cells; '-' means: not asked.")
    return written.file(document, coder, described, blocks)


def _codes(item: Item, row: Mapping[str, str], known: _Asked, where: str) -> dict[str, str]:
    codes = {}
    for scale in SCALES:
        value = row[scale]
        if scale not in item.scales:
            if value not in ("", NOT_ASKED):
                raise BadInput(f"a {item.kind} has no {scale}", where, f"Leave '{NOT_ASKED}' in the column '{scale}'.")
            continue
        if value not in known.values[scale]:
            said = f"'{value[:40]}' is no {scale}" if value else f"the column '{scale}' is empty"
            raise BadInput(said, where, f"Choose from: {', '.join(known.values[scale])}.")
        codes[scale] = value
    return codes


def _evidence(item: Item, row: Mapping[str, str], known: _Asked, where: str) -> list[str]:
    evidence = row["evidence"].replace(",", " ").split() or list(item.locators if item.kind != "response" else ())
    strange = [locator for locator in evidence if locator not in known.locators]
    if strange or not evidence:
        said = f"there is no passage '{strange[0][:40]}'" if strange else "the column 'evidence' is empty"
        raise BadInput(said, where, "Give the locators of the sentences the codes rest on: rec5.p2.s1 rec5.p4.s1.")
    return evidence
