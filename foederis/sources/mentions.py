"""What a sentence mentions: numbers, dates, abbreviations and the names of entities, found by scanning."""

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from foederis.graph import trig
from foederis.namespaces import FOED, ID
from foederis.sources.finder import PARTED, Lexicon
from foederis.sources.language import Language, citations, language
from foederis.sources.parts import Layout
from foederis.sources.segment import segment
from foederis.sources.skeleton import Sentence, Skeleton, passage_iri

_ABBREVIATION = re.compile(r"(?<!\w)(?:[A-Z]{2,}[0-9]?|[A-Z][0-9])(?!\w)")
_CURRENCY = re.compile(r"(?:[€$£]|\b(?:EUR|USD|GBP)\s)\Z")
_DIGITS = 26  # of a value: no amount has more
_BEFORE = 5  # characters before a figure in which its currency stands
_FOLLOWING = re.compile(r"\W*(\w*)")
_PROVISION, _ACTOR = f"{ID}provision/", f"{ID}actor/"
_SCALE = re.compile(r"[\s-]+(\w+)")


@dataclass(frozen=True)
class Mentions:
    """The mentions of one sentence; numbers are values (`7,014 miljard` gives 7.014 and 7014000000)."""

    numbers: tuple[Decimal, ...]
    dates: tuple[str, ...]
    abbreviations: tuple[str, ...]
    entities: tuple[str, ...]
    cues: tuple[str, ...] = ()


def scan(
    text: str,
    spoken: Language,
    names: Lexicon | Iterable[tuple[str, str]],
    cues: Lexicon | Iterable[tuple[str, str]] = (),
    power: int = 0,
) -> Mentions:
    """Return what a sentence mentions.

    Args:
        text: the sentence.
        spoken: the language it is written in.
        names: (name, IRI of its entity) pairs. A name of at most five characters, or with a capital after its first
            letter that does not just open a word, is matched with its case, another without; every match on word
            boundaries counts, nested ones too.
        cues: (word, IRI of a code) pairs: the words by which a text shows negation, modality, a comparison or a unit.
            Matched without case; a figure may stand right before (`2%`).
        power: the power of ten in which figures are given, as in the rows of a table.
    """
    numbers = _numbers(text, spoken)
    numbers |= {scaled for value in numbers for scaled in _scaled(value, power)}
    called = names if isinstance(names, Lexicon) else names_of(names, spoken=spoken)
    shown = cues if isinstance(cues, Lexicon) else cues_of(cues, idioms=spoken.idioms, unparted=spoken.unparted)
    return Mentions(
        tuple(sorted(numbers)),
        tuple(sorted(_dates(text, spoken))),
        tuple(sorted(set(_ABBREVIATION.findall(text)))),
        tuple(sorted(called.found(text))),
        tuple(sorted(shown.found(text.replace("’", "'")))),  # "don’t"
    )


def names_of(pairs: Iterable[tuple[str, str]], engine: str = "", spoken: Language | None = None) -> Lexicon:
    """Return names to scan many sentences for, with the endings that they have in a language.

    An article of a treaty is also found as the language cites it, without an ending: that may be another treaty. A
    state is also found by its adjective, where the language has it.
    """
    if spoken is None:
        return Lexicon(pairs, _name, engine)
    own = list(pairs)
    articles = {iri for _, iri in own if iri.startswith(_PROVISION)}
    cited = {(name, iri) for iri in articles for name in citations(spoken, iri.removeprefix(_PROVISION))}
    states = {iri for _, iri in own if iri.startswith(_ACTOR)}
    cited |= {(name, iri) for iri in states for name in spoken.adjectives.get(iri.removeprefix(_ACTOR), ())}
    whole = {name for name, _ in cited}

    def pattern(name: str) -> re.Pattern[str]:
        return _name(name) if name in whole else _name(name, spoken.endings, spoken.compounding)

    return Lexicon([*own, *sorted(cited)], pattern, engine)


def cues_of(
    pairs: Iterable[tuple[str, str]], engine: str = "", idioms: Iterable[str] = (), unparted: Iterable[str] = ()
) -> Lexicon:
    """Return cue words to scan many sentences for; in an idiom none of its words is one.

    Between the parts of a cue with `..` up to three words may stand, none of them `unparted`.
    """
    apart = tuple(unparted)
    return Lexicon(pairs, lambda word: _cue(word, apart), engine, idioms)


def write_mentions(
    text: str, layout: Layout, names: Iterable[tuple[str, str]], cues: Iterable[tuple[str, str]], skeleton: Skeleton
) -> str:
    """Return the mention index of a document as TriG, made from its text, the names of the graph and the cue words.

    Each sentence also gets a count of its mentions and a checksum of its row in the skeleton, so that a change by hand
    of either is noticed without the text.
    """
    spoken = language(layout.language)
    shared, words = (
        names_of(names, spoken=spoken),
        cues_of(cues, idioms=(*spoken.idioms, *layout.no_cues), unparted=spoken.unparted),
    )
    sums = {sentence.locator: checksum(sentence) for sentence in skeleton.sentences}
    sentences, _ = segment(text, layout)
    own = {name: names_of(layout.names(name)) for name in {sentence.section for sentence in sentences}}
    blocks = []
    for sentence in sentences:
        found = scan(sentence.text, spoken, shared, words, sentence.power)
        entities = sorted({*found.entities, *own[sentence.section].found(sentence.text)})
        rows: list[trig.Property] = [("foed:mentions", [f"<{iri}>" for iri in entities])]
        rows.append(("foed:mentionsNumber", [f"{number:f}" for number in _decimals(found.numbers)]))
        rows.append(("foed:mentionsDate", [f'"{date}"' for date in found.dates]))
        rows.append(("foed:mentionsAbbreviation", [f'"{name}"' for name in found.abbreviations]))
        rows.append(("foed:mentionsCue", [f"<{iri}>" for iri in found.cues]))
        rows.append(("foed:mentionCount", [str(sum(len(values) for _, values in rows))]))
        rows.append(("foed:checksum", [f'"{sums[sentence.locator]}"']))
        blocks.append(trig.block(f"p:{sentence.locator}", rows))
    note = (
        f"What each sentence of {layout.document} mentions, found by scanning it for the names in the reference\n"
        "layer. Generated: python -m foederis.generate document."
    )
    prefixes = {"foed": FOED, "p": passage_iri(layout.document, "")}
    return trig.file(note, prefixes, [trig.graph(f"<{ID}graph/mentions/{layout.document}>", blocks)])


def checksum(sentence: Sentence) -> str:
    """Return the checksum of a sentence's row in the skeleton, as the hygiene query `skeleton-changed` computes it."""
    row = (
        sentence.locator, str(sentence.order), str(sentence.start), str(sentence.end), sentence.digest,
        str(sentence.words), sentence.start_anchor, sentence.end_anchor,
    )  # fmt: skip
    return hashlib.sha256("|".join(row).encode()).hexdigest()[:16]


def _decimals(numbers: Iterable[Decimal]) -> Iterable[Decimal]:
    # A Turtle number without a point is an xsd:integer; the index holds xsd:decimal throughout.
    for number in numbers:
        yield number if number != number.to_integral() else number.quantize(Decimal("1.0"))


def _numbers(text: str, spoken: Language) -> set[Decimal]:
    found: set[Decimal] = set()
    grouped, figure = _figures(spoken.code)
    for match in figure.finditer(text):
        digits, mark = match.group("figure"), match.group("mark") or ""
        if len(digits) > _DIGITS:
            continue
        whole = digits.replace(spoken.group, "") if grouped.fullmatch(digits) else digits
        value = Decimal(whole.replace(spoken.decimal, "."))
        power = spoken.scale_marks.get(mark)
        if mark and power is None:
            if not _CURRENCY.search(text[max(0, match.start() - _BEFORE) : match.start()]):
                continue  # `5m` are metres, `€5m` are millions
            power = spoken.scale_marks_after_currency[mark]
        found |= _scaled(value, _word_of_scale(text, match.end(), spoken) if power is None else power)
    folded = text.casefold()
    for match in _in_words(spoken.code).finditer(folded):
        word, end = " ".join(match.group().split()), match.end()
        following = _FOLLOWING.match(folded, end)
        endings = spoken.numerals_before.get(word)
        if endings is None or (following and following.group(1).endswith(endings)):
            found |= _scaled(Decimal(spoken.numerals[word]), _word_of_scale(folded, end, spoken))
    return found


def _scaled(value: Decimal, power: int) -> set[Decimal]:
    if not power or len(value.as_tuple().digits) + power > _DIGITS:
        return {value}
    return {value, value.scaleb(power).quantize(Decimal(1))}


def _word_of_scale(text: str, place: int, spoken: Language) -> int:
    word = _SCALE.match(text, place)
    return spoken.scale.get(word.group(1).casefold(), 0) if word else 0


@functools.cache
def _figures(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of digits in groups, and that of a number in figures with the mark of its scale."""
    spoken = language(code)
    group, decimal = re.escape(spoken.group), re.escape(spoken.decimal)
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?"
    plain = rf"(?<![A-Za-z]-)\d+(?:{decimal}\d+)?"
    marks = _any_of([*spoken.scale_marks, *spoken.scale_marks_after_currency])
    number = rf"(?P<figure>(?<![\w.,]){grouped}|(?<!\w){plain})(?P<mark>{marks})?(?!\w)"
    return re.compile(grouped), re.compile(number)


@functools.cache
def _in_words(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(language(code).numerals)})(?!\w)")


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, the longest first; for none: one that never matches."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered) or "(?!)"


def _dates(text: str, spoken: Language) -> set[str]:
    found: set[str] = set()
    numbers = {month: number for number, month in enumerate(spoken.months, 1)} | dict(spoken.short_months)
    for pattern in _date_patterns(spoken.code):
        for match in pattern.finditer(text):
            month = numbers[match.group("month").removesuffix(".")]
            found.add(f"{match.group('year') or 'XXXX'}-{month:02}-{int(match.group('day')):02}")
    for start, end in re.findall(r"(?<![\d-])((?:19|20)\d\d)[-–]\s?((?:19|20)\d\d)(?![\d-])", text):
        found.add(f"{start}/{end}")
    found.update(re.findall(r"(?<![\w-])(?:19|20)\d\d(?![\w-])", text))
    return found


@functools.cache
def _date_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    spoken = language(code)
    day = rf"(?<!\d)(?P<day>[12]\d|3[01]|0?[1-9])(?:{_any_of(spoken.day_endings)})?(?!\w)"
    short = rf"(?:{_any_of(spoken.short_months)})\.?"
    month = rf"(?<!\w)(?P<month>{_any_of(spoken.months)}|{short})(?!\w)"
    patterns = []
    for form in spoken.date_forms:
        front, between = form.removesuffix("{year}").rsplit("}", 1)
        parts = {"day": day, "month": month}
        head = r"\s+".join(f"{front}}}".split()).format(**parts)
        patterns.append(re.compile(rf"{head}(?:{between.rstrip()}\s+(?P<year>\d{{4}})(?!\d))?"))
    return tuple(patterns)


@functools.lru_cache(maxsize=20_000)  # each is tried on every sentence: re's own cache holds too few
def _cue(word: str, unparted: tuple[str, ...] = ()) -> re.Pattern[str]:
    none_of = rf"(?!(?:{_any_of(unparted)})\b)" if unparted else ""
    parts = (re.escape(part).replace(r"\ ", r"\s+") for part in word.split(PARTED))
    pattern = r"(?<![^\W\d_])" + rf"(?:\s+{none_of}[\w-]+){{1,3}}\s+".join(parts) + r"(?![^\W\d_])"
    return re.compile(pattern, re.IGNORECASE)


@functools.lru_cache(maxsize=20_000)
def _name(name: str, endings: tuple[str, ...] = (), compounding: tuple[str, ...] = ()) -> re.Pattern[str]:
    words = name.split()
    ending = r"\w*" if name in compounding else rf"(?:{_any_of(endings)})?(?!\w)" if endings else r"(?!\w)"
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words) + ending
    # Whether each word of a name has a capital differs from text to text; an abbreviation or a number in it does not.
    titled = any(word[0].isupper() and len(word) > 3 for word in words[1:])
    exact = len(name) <= 5 or (not titled and any(letter.isupper() for letter in name[1:]))
    return re.compile(pattern, 0 if exact else re.IGNORECASE)
