"""What a sentence mentions: numbers, dates, abbreviations and the names of entities, found by scanning."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from foederis.namespaces import FOED, ID
from foederis.sources.layout import Layout
from foederis.sources.segment import segment
from foederis.sources.skeleton import Sentence, Skeleton, passage_iri

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\w)|(?<![\w])(?<![A-Za-z]-)\d+(?:,\d+)?(?![\w])")
_SCALE = {"duizend": 3, "miljoen": 6, "miljard": 9}
_WORDS = {
    "één": "1", "eerste": "1", "twee": "2", "tweede": "2", "beide": "2", "drie": "3", "vier": "4", "vijf": "5",
    "zes": "6", "zeven": "7", "acht": "8", "negen": "9", "tien": "10", "twaalf": "12", "twintig": "20",
    "helft": "0.5",
}  # fmt: skip
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_ABBREVIATION = re.compile(r"(?<!\w)(?:[A-Z]{2,}[0-9]?|[A-Z][0-9])(?!\w)")


@dataclass(frozen=True)
class Mentions:
    """The mentions of one sentence; numbers are values (`7,014 miljard` gives 7.014 and 7014000000)."""

    numbers: tuple[Decimal, ...]
    dates: tuple[str, ...]
    abbreviations: tuple[str, ...]
    entities: tuple[str, ...]
    cues: tuple[str, ...] = ()


def scan(text: str, names: Iterable[tuple[str, str]], cues: Iterable[tuple[str, str]] = ()) -> Mentions:
    """Return what a Dutch sentence mentions.

    Args:
        text: the sentence.
        names: (name, IRI of its entity) pairs. A name of at most five characters or with a capital after its first
            letter is matched with its case, another without; every match on word boundaries counts, nested ones too.
        cues: (word, IRI of a code) pairs: the words by which a text shows negation, modality, a comparison or a unit.
            Matched without case; a figure may stand right before (`2%`).
    """
    entities = {iri for name, iri in names if _has_name(text, name)}
    return Mentions(
        tuple(sorted(_numbers(text))),
        tuple(sorted(_dates(text))),
        tuple(sorted(set(_ABBREVIATION.findall(text)))),
        tuple(sorted(entities)),
        tuple(sorted({iri for word, iri in cues if _has_cue(text, word)})),
    )


def write_mentions(
    text: str, layout: Layout, names: Iterable[tuple[str, str]], cues: Iterable[tuple[str, str]], skeleton: Skeleton
) -> str:
    """Return the mention index of a document as TriG, made from its text, the names of the graph and the cue words.

    Each sentence also gets a count of its mentions and a checksum of its row in the skeleton, so that a change by hand
    of either is noticed without the text.
    """
    pairs, words = sorted(set(names)), sorted(set(cues))
    sums = {sentence.locator: checksum(sentence) for sentence in skeleton.sentences}
    sentences, _ = segment(text, layout)
    blocks = []
    for sentence in sentences:
        found = scan(sentence.text, pairs, words)
        rows = [("foed:mentions", [f"<{iri}>" for iri in found.entities])]
        rows.append(("foed:mentionsNumber", [f"{number:f}" for number in _decimals(found.numbers)]))
        rows.append(("foed:mentionsDate", [f'"{date}"' for date in found.dates]))
        rows.append(("foed:mentionsAbbreviation", [f'"{name}"' for name in found.abbreviations]))
        rows.append(("foed:mentionsCue", [f"<{iri}>" for iri in found.cues]))
        rows.append(("foed:mentionCount", [str(sum(len(values) for _, values in rows))]))
        rows.append(("foed:checksum", [f'"{sums[sentence.locator]}"']))
        lines = [f"{key} {' , '.join(values)}" for key, values in rows if values]
        blocks.append(f"    p:{sentence.locator} " + " ;\n        ".join(lines) + " .")
    return (
        f"# What each sentence of {layout.document} mentions, found by scanning it for the names in the reference\n"
        "# layer. Generated: python -m foederis.generate document.\n"
        f"@prefix foed: <{FOED}> .\n@prefix p: <{passage_iri(layout.document, '')}> .\n\n"
        f"<{ID}graph/mentions/{layout.document}> {{\n" + "\n\n".join(blocks) + "\n}\n"
    )


def checksum(sentence: Sentence) -> str:
    """Return the checksum of a sentence's row in the skeleton, as the hygiene query `skeleton-changed` computes it."""
    row = (
        sentence.locator, str(sentence.order), str(sentence.start), str(sentence.end), sentence.digest,
        str(sentence.words), sentence.start_anchor, sentence.end_anchor,
    )  # fmt: skip
    return hashlib.sha256("|".join(row).encode()).hexdigest()[:16]


def _has_cue(text: str, word: str) -> bool:
    pattern = r"(?<![^\W\d_])" + re.escape(word).replace(r"\ ", r"\s+") + r"(?![^\W\d_])"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _decimals(numbers: Iterable[Decimal]) -> Iterable[Decimal]:
    # A Turtle number without a point is an xsd:integer; the index holds xsd:decimal throughout.
    for number in numbers:
        yield number if number != number.to_integral() else number.quantize(Decimal("1.0"))


def _has_name(text: str, name: str) -> bool:
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)"
    exact = len(name) <= 5 or any(letter.isupper() for letter in name[1:])
    return re.search(pattern, text, 0 if exact else re.IGNORECASE) is not None


def _numbers(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    for match in _NUMBER.finditer(text):
        figure = match.group()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
            figure = figure.replace(".", "")
        value = Decimal(figure.replace(",", "."))
        found.add(value)
        scale = re.match(r"\s+(\w+)", text[match.end() :])
        if scale and scale.group(1) in _SCALE:
            found.add(value.scaleb(_SCALE[scale.group(1)]).quantize(Decimal(1)))
    words = re.findall(r"\w+", text.casefold())
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in _WORDS and (word != "acht" or following.endswith(("en", "jaar", "procent"))):
            found.add(Decimal(_WORDS[word]))  # `acht` is a number before what is counted, a verb elsewhere
    return found


def _dates(text: str) -> set[str]:
    found: set[str] = set()
    for day, month, year in re.findall(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})(?:\s+(\d{{4}}))?", text):
        found.add(f"{year or 'XXXX'}-{_MONTHS.index(month) + 1:02}-{int(day):02}")
    for start, end in re.findall(r"(?<![\d-])((?:19|20)\d\d)-\s?((?:19|20)\d\d)(?![\d-])", text):
        found.add(f"{start}/{end}")
    found.update(re.findall(r"(?<![\w-])(?:19|20)\d\d(?![\w-])", text))
    return found
