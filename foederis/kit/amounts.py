"""Amounts, times and conditions of a row of the sheet: held against its sentence, and written as TriG."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from foederis.graph import trig
from foederis.kit import sheets
from foederis.kit.material import Piece
from foederis.namespaces import CONCEPT, ID, XSD

_OF_AMOUNT = ("unit", "comparator", "nature", "amountOf")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,6})?")
_TIME = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d|/(?:19|20)\d\d)?")
_YEAR = re.compile(r"[-–, ]*(?<!\d)(?:19|20)\d\d(?!\d)(?:-\d\d-\d\d)?")
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),  # noqa: SIM905
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
}


@dataclass
class Told:
    """What a row says of an amount, times and a condition: blocks, and what its statement and commitment get."""

    blocks: list[str] = field(default_factory=list)
    statement: list[trig.Property] = field(default_factory=list)
    commitment: list[trig.Property] = field(default_factory=list)
    times: list[str] = field(default_factory=list)


def findings(cells: Mapping[str, str], piece: Piece, near: Piece) -> Iterator[tuple[str, str]]:
    """Yield what is the matter with an amount, a time or a condition: (what, remedy).

    Args:
        cells: the row.
        piece: its sentence.
        near: the same with what is mentioned where it is to be read with.
    """
    yield from _amount(cells, piece)
    for name in ("when", "deadline"):
        text = cells[name]
        if text and not _is_time(text):
            yield f"'{text[:40]}' under '{name}' is no time", "Write 2024, 2024-05-31 or 2022/2025."
        for year in re.findall(r"(?:19|20)\d\d", text) if _is_time(text) else ():
            if Decimal(year) not in {Decimal(one) for one in near.numbers}:
                yield (
                    f"the sentence does not mention {year} (under '{name}')",
                    "Leave it out, or name the sentence that does under 'more': readWith=p:x.p1.s1.",
                )
    if cells["deadline"] and cells["kind"] != "CommitmentStatement":
        yield "a deadline is of a commitment alone", "Give the time under 'when'."
    if bool(cells["condition nl"]) != bool(cells["condition en"]):
        yield "a condition is said in both languages", "Fill in 'condition nl' and 'condition en', or neither."


def _amount(cells: Mapping[str, str], piece: Piece) -> Iterator[tuple[str, str]]:
    amount = cells["amount"]
    if not amount:
        given = [name for name in _OF_AMOUNT if cells[name]]
        if given:
            yield f"'{given[0]}' is filled in and 'amount' is not", "Give the number, or leave both empty."
        return
    if not _NUMBER.fullmatch(amount):
        yield f"'{amount[:40]}' is no number", "Write it in full, with a point before decimals: 10700000000, 2.5."
    elif Decimal(amount) not in {Decimal(one) for one in piece.numbers}:
        yield f"the sentence does not mention {amount} (under 'amount')", "In full: 1.5 billion is 1500000000."
    for name in ("unit", "nature", "comparator"):
        known = sheets.codes_of(name)
        if cells[name] not in known and (cells[name] or name != "comparator"):
            said = f"'{cells[name][:40]}' is no {name}" if cells[name] else f"an amount has a {name}"
            yield said, f"Choose from: {', '.join(sorted(known))}."


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        return len(text) != 10 or bool(date.fromisoformat(text))
    except ValueError:
        return False


def told(
    cells: Mapping[str, str],
    name: str,
    title: Mapping[str, str],
    called: Callable[[str, str], str],
    naming: "Naming | None" = None,
) -> Told:
    """Return what a row says, as TriG.

    Args:
        cells: the row, in which nothing is the matter.
        name: its name in the names of its amount and condition: `example-note-view-p1-s1-1`.
        title: what the document is called, by language.
        called: what a thing is called in a language.
        naming: what the rows before it named; None: it is the first.
    """
    found = Told()
    commits = cells["kind"] == "CommitmentStatement"
    if cells["amount"]:
        iri = f"<{ID}quantity/{name}>"
        found.blocks.append(_quantity(cells, iri, name, title, called))
        found.statement.append(("foed:quantity", iri))
        found.commitment.append(("foed:quantity", iri))
    if cells["condition nl"]:
        iri = f"<{ID}condition/{name}>"
        texts = {tag: " ".join(cells[f"condition {tag}"].split()) for tag in ("nl", "en")}
        texts = (naming or Naming(title)).of(texts, iri.strip("<>"), name)
        found.blocks.append(trig.block(iri, [("a", "foed:Condition"), ("skos:prefLabel", trig.by_language(texts))]))
        found.statement.append(("foed:condition", iri))
        found.commitment.append(("foed:condition", iri))
    when = cells["when"] or (cells["deadline"] if commits else "")
    if when:
        found.statement.append(("foed:when", f"<{time_iri(when)}>"))
    if cells["deadline"]:
        found.commitment.append(("foed:deadline", f"<{time_iri(cells['deadline'])}>"))
    found.times = [text for text in dict.fromkeys((when, cells["deadline"])) if text]
    return found


@dataclass
class Naming:
    """How things are called that rows name by their wording: two of one wording get two names.

    Whether both mean the same is not known. One of another text is told from it by the document, one of the same text
    by its place.

    Attributes:
        title: what the document is called, by language.
        own: how the names of the things of this document begin, after their kind: `example-note-`.
        given: the names that this sheet has given, with kind and language.
    """

    title: Mapping[str, str]
    own: str = ""
    given: set[tuple[str, str, str]] = field(default_factory=set)

    def of(self, texts: Mapping[str, str], iri: str, name: str) -> dict[str, str]:
        """Return what a thing is called in each language: its wording, with the document or the place where needed."""
        kind = iri.removeprefix(ID).partition("/")[0]

        def others(called: Mapping[str, str]) -> set[str]:
            found = {one for tag, text in called.items() for one in sheets.named(text, tag)}
            return {one for one in found if one.startswith(f"{ID}{kind}/") and one != iri}

        before = any((kind, tag, text) in self.given for tag, text in texts.items())
        taken = others(texts)
        here = before or any(one.rpartition("/")[2].startswith(self.own or iri) for one in taken)
        titled, placed = (
            {tag: f"{text} ({_without_years(f'{self.title[tag]}{place}')})" for tag, text in texts.items()}
            for place in ("", f", {name}")
        )
        made = dict(texts) if not taken and not here else placed if here or others(titled) else titled
        self.given |= {(kind, tag, text) for named in (texts, made) for tag, text in named.items()}
        return made


def _quantity(
    cells: Mapping[str, str], iri: str, name: str, title: Mapping[str, str], called: Callable[[str, str], str]
) -> str:
    of = sheets.things(cells["amountOf"]) or sheets.things(cells["about"])[:1]
    comparator = cells["comparator"] or "equal"
    value = Decimal(cells["amount"])
    labels = {}
    for tag in ("nl", "en"):
        number = f"{value:,f}" if tag == "en" else f"{value:,f}".translate(str.maketrans(",.", ".,"))
        words = [called(f"{CONCEPT}comparator/{comparator}", tag)] if comparator != "equal" else []
        words += [number, called(f"{CONCEPT}unit/{cells['unit']}", tag)]
        place = _without_years(f"{title[tag]}, {name}")
        labels[tag] = f"{called(of[0], tag)} ({place}): {' '.join(words)}"
    said: list[trig.Property] = [
        ("a", "foed:Quantity"),
        ("skos:prefLabel", trig.by_language(labels)),
        ("foed:value", cells["amount"]),
        *((f"foed:{key}", f"<{CONCEPT}{key}/{code}>") for key, code in (
            ("unit", cells["unit"]), ("comparator", comparator), ("nature", cells["nature"])
        )),
        ("foed:quantityOf", [f"<{one}>" for one in of]),
    ]  # fmt: skip
    return trig.block(iri, said)


def _without_years(text: str) -> str:
    """Return where an amount stands without years and days: the sentence need not mention those of its document."""
    return " ".join(_YEAR.sub("", text).split())


def time_iri(text: str) -> str:
    """Return the IRI of a year, a day or some years: `2022/2025` is the period `2022-to-2025`."""
    return f"{ID}period/{text.replace('/', '-to-')}"


def period(text: str) -> str:
    """Return the block that describes a year, a day or some years."""
    first, _, last = text.partition("/")
    last = last or first
    if len(text) == 10:
        one = date.fromisoformat(text)
        names = {tag: f"{one.day} {months[one.month - 1]} {one.year}" for tag, months in _MONTHS.items()}
        bounds = [text] * 4
    else:
        names = {"nl": f"{first} tot en met {last}", "en": f"{first} to {last}"} if first != last else {
            "nl": first, "en": first,
        }  # fmt: skip
        bounds = [f"{first}-01-01", f"{first}-12-31", f"{last}-01-01", f"{last}-12-31"]
    keys = [f"foed:{which}{what}" for what in ("Start", "End") for which in ("earliest", "latest")]
    return trig.block(
        f"<{time_iri(text)}>",
        [
            ("a", "foed:Period"),
            ("skos:prefLabel", trig.by_language(names)),
            ("foed:edtf", trig.literal(text)),
            *((key, f'"{day}"^^<{XSD}date>') for key, day in zip(keys, bounds, strict=True)),
        ],
    )
