"""Codings: the sheet a coder fills in, the coding read back from it, and how far the coders agree."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from foederis import queries, sources
from foederis.errors import BadInput, BadUse
from foederis.namespaces import CONCEPT, FOED, ID

SCALES = ("response-kind", "diagnosis", "stance", "bindingness", "progress")
"""The code lists in use, in the order of the sheet's columns."""

ORDERED = ("stance", "bindingness", "progress")
"""The scales whose values have an order: a near miss counts for part of an agreement."""

_CODED = {"response": SCALES, "commitment": ("bindingness", "progress"), "position": ("stance",)}
_COLUMNS = ("item", "kind", "what", "where", "words", *SCALES, "evidence", "remark")
_NOT_ASKED = "-"
_SETTLED = "settled"  # the coder under whose name the outcome of the comparison is kept

_ITEMS = """
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?item ?kind ?what ?locator ?order WHERE {
  VALUES ?language { "@language@" }
  VALUES ?document { <https://w3id.org/foederis/id/document/@document@> }
  ?coding foed:codes ?item .
  {
    ?item foed:respondsTo ?part . GRAPH ?passage { ?part foed:paraphrase ?what } BIND("response" AS ?kind)
  } UNION {
    GRAPH ?stating { ?item a foed:Commitment ; skos:prefLabel ?what }
    GRAPH ?passage { ?statement foed:makes|foed:reports|foed:reaffirms ?item } BIND("commitment" AS ?kind)
  } UNION {
    GRAPH ?passage { ?item a foed:Position ; foed:paraphrase ?what } BIND("position" AS ?kind)
  }
  FILTER(LANG(?what) = ?language)
  ?passage foed:inDocument ?document ; foed:locator ?locator ; foed:order ?order .
}
ORDER BY ?order ?item"""

_CODINGS = """
PREFIX foed: <https://w3id.org/foederis/def/>
SELECT ?coder ?item ?p ?code WHERE {
  ?coding foed:codes ?item ; foed:coder ?coder ; ?p ?code .
  FILTER(?p IN (foed:responseKind, foed:diagnosis, foed:stance, foed:bindingness, foed:progress))
}
ORDER BY ?coder ?item ?p"""

_VALUES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?scheme ?code ?rank WHERE { ?code skos:inScheme ?scheme OPTIONAL { ?code skos:notation ?rank } }
ORDER BY ?scheme ?rank ?code"""


@dataclass(frozen=True)
class Item:
    """Something to be coded: a response, commitment or position, and the passages where it stands."""

    iri: str
    kind: str
    what: str
    locators: tuple[str, ...]

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales on which this kind of item is coded."""
        return _CODED[self.kind]


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on one scale.

    `observed` is the share of items coded alike, `kappa` Cohen's (1960), `weighted` the same with linear weights
    (Cohen 1968; only for scales with an order). A kappa is None where chance alone would give full agreement.
    """

    scale: str
    coders: tuple[str, str]
    items: int
    alike: int
    kappa: float | None
    weighted: float | None
    differing: tuple[tuple[str, str, str], ...]

    @property
    def observed(self) -> float:
        """The share of the items that both coded alike."""
        return self.alike / self.items


def values() -> dict[str, tuple[str, ...]]:
    """Return the values of each code list, lowest first where they have an order."""
    found: dict[str, list[str]] = {}
    for scheme, code, _ in queries.select(_VALUES).rows:
        found.setdefault(_text(scheme).removeprefix(CONCEPT), []).append(_text(code).rsplit("/", 1)[1])
    return {scale: tuple(found[scale]) for scale in SCALES}


def items(document: str, language: str = "en") -> list[Item]:
    """Return what is to be coded in a document, in the order of the document."""
    found: dict[str, Item] = {}
    text = _ITEMS.replace("@document@", document).replace("@language@", language)
    for iri, kind, what, locator, _ in queries.select(text).rows:
        one = found.get(_text(iri)) or Item(_text(iri), _text(kind), _text(what), ())
        found[one.iri] = Item(one.iri, one.kind, one.what, (*one.locators, _text(locator)))
    return list(found.values())


def sheet(document: str, language: str = "en") -> str:
    """Return the sheet (CSV) a coder fills in: the items without any code, and the words where a copy is held."""
    words = {p.locator: p.words for one in sources.held() if one.document == document for p in one.alignment.passages}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in items(document, language):
        asked = ["" if scale in one.scales else _NOT_ASKED for scale in SCALES]
        exact = " ".join(words.get(locator, "") for locator in one.locators).strip()
        writer.writerow([one.iri.removeprefix(ID), one.kind, one.what, " ".join(one.locators), exact, *asked, "", ""])
    return out.getvalue()


def read_sheet(
    path: Path, document: str, coder: str, name: Mapping[str, str], note: Mapping[str, str], human: bool
) -> str:
    """Return a filled-in sheet as TriG: the coder, and one coding an item with its evidence.

    An item whose cells and evidence are all empty was left out by the coder and gets no coding.

    Args:
        path: the sheet.
        document: the document that was coded.
        coder: the coder's short name (a-z, 0-9, hyphen), part of the names of the codings.
        name: how the coder is called, by language (nl, en).
        note: what kind of coder this is and how the coding was made, by language (nl, en).
        human: whether the coder is a person; otherwise it is a program.

    Raises:
        BadInput: a row names no known item, has a value outside its code list, is filled in by half, or has no
            evidence; or no row is filled in.
        BadUse: the coder's short name is not one.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,40}", coder):
        raise BadUse(f"'{coder[:40]}' cannot name a coder", "", "Use small letters, digits and hyphens: second-coder.")
    known = {one.iri.removeprefix(ID): one for one in items(document)}
    allowed = values()
    locators = {sentence.locator for sentence in sources.read_skeleton(document).sentences}
    seen: dict[str, int] = {}
    blocks = []
    for line, row in _rows(path):
        where = f"{path}:{line}"
        item = known.get(row["item"])
        if item is None:
            raise BadInput(f"there is no item '{row['item'][:60]}' to code", where, "Keep the column 'item' as it was.")
        if row["item"] in seen:
            raise BadInput(
                f"{row['item']} is coded again", where, f"Keep one row; the other is line {seen[row['item']]}."
            )
        seen[row["item"]] = line
        if any(row[scale] for scale in item.scales) or row["evidence"]:
            blocks.append(_coding(item, row, coder, document, allowed, locators, where))
    missing = [key for key in known if key not in seen]
    if missing:
        raise BadInput(
            f"the sheet lacks {len(missing)} of {len(known)} items, the first {missing[0]}",
            str(path),
            "Keep every row; leave the cells of an item empty to leave it out.",
        )
    if not blocks:
        raise BadInput("no row is filled in", str(path), "Fill in the empty cells; '-' means: not asked.")
    kind = "prov:Person" if human else "prov:SoftwareAgent"
    head = _HEAD.format(
        coder=coder, kind=kind, name=_literals(name), note=_literals(note), document=document, id=ID, foed=FOED
    )
    return head + "\n".join(blocks) + "}\n"


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadInput(f"the sheet cannot be read: {reason}", str(path), "Save it as CSV in UTF-8.") from error
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    lacking = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if lacking:
        raise BadInput(f"the sheet has no column '{lacking[0]}'", f"{path}:1", "Make one: foederis coding sheet.")
    try:
        return [(reader.line_num, {key: (row[key] or "").strip() for key in _COLUMNS}) for row in reader]
    except csv.Error as error:
        raise BadInput(f"the sheet is not CSV: {error}", f"{path}:{reader.line_num}", "Save it as CSV.") from error


def _coding(
    item: Item, row: dict[str, str], coder: str, document: str, allowed: dict[str, tuple[str, ...]],
    locators: set[str], where: str,
) -> str:  # fmt: skip
    lines = []
    for scale in SCALES:
        value = row[scale]
        if scale not in item.scales:
            if value not in ("", _NOT_ASKED):
                raise BadInput(f"a {item.kind} has no {scale}", where, f"Leave '{_NOT_ASKED}' in the column '{scale}'.")
            continue
        if value not in allowed[scale]:
            said = f"'{value[:40]}' is no {scale}" if value else f"the column '{scale}' is empty"
            raise BadInput(said, where, f"Choose from: {', '.join(allowed[scale])}.")
        lines.append(f"        foed:{_property(scale)} <{CONCEPT}{scale}/{value}> ;")
    evidence = row["evidence"].replace(",", " ").split() or list(item.locators if item.kind != "response" else ())
    strange = [locator for locator in evidence if locator not in locators]
    if strange or not evidence:
        said = f"there is no passage '{strange[0][:40]}'" if strange else "the column 'evidence' is empty"
        raise BadInput(said, where, "Give the locators of the sentences the codes rest on: rec5.p2.s1 rec5.p4.s1.")
    if row["remark"]:
        lines.append(f"        skos:note {_literal(row['remark'])}@en ;")
    passages = " , ".join(f"p:{locator}" for locator in sorted(set(evidence), key=evidence.index))
    name = f"{coder}-{item.iri.rsplit('/', 1)[1]}"
    return "\n".join(
        [
            f"    <{ID}coding/{name}> a foed:Coding ;",
            f"        foed:codes <{item.iri}> ;",
            f"        foed:coder <{ID}coder/{coder}> ;",
            *lines,
            f"        foed:evidence {passages} .",
            "",
        ]
    )


_HEAD = """# One coder's reading of responses, commitments and positions, by the code book (docs/code-book.md).
@prefix foed: <{foed}> .
@prefix p: <{id}passage/{document}/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{id}graph/coding/{coder}> {{
    <{id}coder/{coder}> a foed:Coder , {kind} ;
        skos:prefLabel {name} ;
        skos:note {note} .

"""


def coded() -> dict[str, dict[str, dict[str, str]]]:
    """Return the codes by coder, item and scale (`coded()[coder][item][scale]`, IRIs without their common part)."""
    by_property = {FOED + _property(scale): scale for scale in SCALES}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in queries.select(_CODINGS).rows:
        coder, item, scale, code = (_text(cell) for cell in row)
        codes = found.setdefault(coder.removeprefix(f"{ID}coder/"), {}).setdefault(item.removeprefix(ID), {})
        codes[by_property[scale]] = code.rsplit("/", 1)[1]
    return found


def agreement() -> list[Agreement]:
    """Return how far each two coders agree on each scale, over the items that both coded."""
    codes, levels = coded(), values()
    found = []
    for first, second in combinations(sorted(codes.keys() - {_SETTLED}), 2):
        for scale in SCALES:
            both = [
                (item, codes[first][item][scale], codes[second][item][scale])
                for item in codes[first]
                if scale in codes[first][item] and scale in codes[second].get(item, {})
            ]
            if not both:
                continue
            pairs = [(one, other) for _, one, other in both]
            order = levels[scale] if scale in ORDERED else None
            found.append(
                Agreement(
                    scale, (first, second), len(pairs), sum(one == other for one, other in pairs), kappa(pairs),
                    kappa(pairs, order) if order else None, tuple(row for row in both if row[1] != row[2]),
                )
            )  # fmt: skip
    return found


def kappa(pairs: Sequence[tuple[str, str]], order: Sequence[str] | None = None) -> float | None:
    """Return Cohen's kappa of pairs of codes: 1 full agreement, 0 no more than chance, below 0 less.

    Args:
        pairs: what the first and what the second coder chose, an item a pair.
        order: the values of the scale from low to high, for linear weights: a near miss counts for part.

    Returns:
        The kappa, or None when both coders used one and the same value throughout: it is then not defined.
    """

    def distance(one: str, other: str) -> float:
        return float(one != other) if order is None else abs(order.index(one) - order.index(other))

    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum(distance(one, other) for one, other in pairs) / len(pairs)
    chance = (
        sum(distance(one, other) * count * again for one, count in first.items() for other, again in second.items())
        / len(pairs) ** 2
    )
    return 1 - seen / chance if chance else None


def _property(scale: str) -> str:
    return "responseKind" if scale == "response-kind" else scale


def _literal(text: str) -> str:
    plain = re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _literals(texts: Mapping[str, str]) -> str:
    return " , ".join(f"{_literal(texts[language])}@{language}" for language in ("nl", "en"))


def _text(term: Any) -> str:  # noqa: ANN401 (any term of an answer)
    return str(getattr(term, "value", ""))
