"""A row that takes the place of what was signed before: the old words leave their files, whatever rests on them too."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis.errors import BadUse
from foederis.kit.sheets import Row
from foederis.namespaces import FOED, ID
from foederis.sources import passage_iri

_PREFIX = re.compile(r"@prefix ([\w-]*): <([^>]*)> \.")
_SUBJECT = re.compile(r"    (?:<([^>]*)>|([\w-]*):(\S*)) ")
_RESTS = ("codes", "infersFor")


def mended(rows: Iterable[Row], document: str) -> dict[str, Row]:
    """Return the rows that take the place of something, by its IRI: a statement, or a sentence said to be empty."""
    return {_iri(row.cells["mends"], document): row for row in rows if row.cells["mends"]}


def _iri(name: str, document: str) -> str:
    return f"{ID}statement/{document}/{name}" if "-" in name.rpartition(".")[2] else passage_iri(document, name)


def take_away(place: Path, codings: Path, gone: Iterable[str], coders: Iterable[str]) -> dict[str, str]:
    """Take things out of the files of a document, with what is described for them alone and the codes of them.

    Args:
        place: the folder of the statements of the document.
        codings: that of its codings.
        gone: the IRIs of what goes.
        coders: whose codings of it go too; those of others stay, and are then older than what they code.

    Returns:
        The commitment that each statement made, by the IRI of the statement: it keeps its name.

    Raises:
        BadUse: something of it is not there, or a file is written so that it has to be mended by hand.
    """
    made: dict[str, str] = {}
    left = set(gone)
    away: set[str] = set()
    for path in sorted(place.glob("*.trig")):
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TRIG))
        mine = {one.subject.value for one in quads if isinstance(one.subject, ox.NamedNode)} & left
        if mine:
            made |= {
                one.subject.value: one.object.value
                for one in quads
                if isinstance(one.subject, ox.NamedNode) and one.subject.value in mine
                and one.predicate.value == FOED + "makes" and isinstance(one.object, ox.NamedNode)
            }  # fmt: skip
            own = mine | _for_them_alone(quads, mine)
            away |= own
            _without(path, own)
            left -= mine
    if left:
        name = min(left).rpartition("/")[2]
        raise BadUse(f"nothing of '{name}' is there to be mended", str(place), "Write its name as in the brief.")
    those = {*coders, "inferences"}
    for path in sorted(codings.glob("*.trig")):
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TRIG))
        resting = {
            one.subject.value for one in quads
            if one.predicate.value.removeprefix(FOED) in _RESTS and getattr(one.object, "value", "") in away
            and isinstance(one.subject, ox.NamedNode) and str(one.graph_name).rpartition("/")[2].rstrip(">") in those
        }  # fmt: skip
        if resting:
            _without(path, resting)
    return made


def _for_them_alone(quads: list[ox.Quad], mine: set[str]) -> set[str]:
    """Return what is described in the graph of some statements and that no other subject of the file speaks of."""
    spoken: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    for one in quads:
        subject, value = getattr(one.subject, "value", ""), getattr(one.object, "value", "")
        described.setdefault(str(one.graph_name), set()).add(subject)
        if isinstance(one.object, ox.NamedNode):
            spoken.setdefault(value, set()).add(subject)
    graphs = {str(one.graph_name) for one in quads if getattr(one.subject, "value", "") in mine}
    able = {subject for graph in graphs for subject in described[graph]} - mine
    found: set[str] = set()
    while more := {one for one in able - found if spoken.get(one) and spoken[one] <= mine | found}:
        found |= more
    return {one for one in found if "/statement/" not in one and "/passage/" not in one}


def _without(path: Path, gone: set[str]) -> None:
    """Write a file without the blocks of some subjects; one of which nothing is left is removed."""
    text = path.read_text(encoding="utf-8")
    before = set(ox.parse(input=text, format=ox.RdfFormat.TRIG))
    left = "".join(_blocks(text, gone))
    left = re.sub(r"(?m)^\S+ \{\n\s*\}\n\n?", "", re.sub(r"\n{3,}", "\n\n", left)).replace("{\n\n", "{\n")
    left = re.sub(r"\n\n\}", "\n}", left).rstrip("\n") + "\n"
    wanted = {one for one in before if getattr(one.subject, "value", "") not in gone}
    if set(ox.parse(input=left, format=ox.RdfFormat.TRIG)) != wanted:
        raise BadUse("this file is not written as the program writes it", str(path), "Mend what it says by hand.")
    if wanted:
        path.write_text(left, encoding="utf-8")
    else:
        path.unlink()


def _blocks(text: str, gone: set[str]) -> Iterator[str]:
    """Yield the lines of a file that are not of the blocks of some subjects."""
    prefixes = dict(_PREFIX.findall(text))
    inside = False
    for line in text.splitlines(keepends=True):
        opens = None if inside else _SUBJECT.match(line)
        if opens:
            whole, prefix, name = opens.groups()
            inside = (whole or prefixes.get(prefix or "", "") + (name or "")) in gone
        if not inside:
            yield line
        elif line.rstrip().endswith(" ."):
            inside = False
