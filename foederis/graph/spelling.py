"""The ways in which one name is written: what two spellings have in common, and what an article of a treaty is called.

Rules, not data: case, accents, hyphens, articles, plurals, British and American spelling, the order of words, and the
citation of an article. A name that is another word (`MFF`) is data, in `graph/reference/names.trig`.
"""

import re
import unicodedata
from dataclasses import dataclass

_ARTICLES = {"the", "de", "het", "een", "a", "an"}
_LITTLE = _ARTICLES | {
    "of", "for", "on", "in", "to", "and", "by", "with", "at", "from",
    "van", "voor", "over", "op", "en", "met", "bij", "tot", "inzake", "betreffende", "nr", "no",
}  # fmt: skip
_NUMERALS = {"two": "2", "twee": "2"}
_SAME = {
    "per cent": "percent", "procent": "percent", "pct": "percent",
    "european union": "eu", "europese unie": "eu", "united nations": "un", "verenigde naties": "vn",
    "united kingdom": "uk", "verenigd koninkrijk": "vk", "united states": "us", "verenigde staten": "vs",
}  # fmt: skip
_CITED = {"article", "articles", "art", "artikel", "artikelen"}
_PARAGRAPH = {"lid", "leden", "paragraph", "paragraphs", "par", "para", "paragraaf"}
_ROMAN = dict(zip(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], map(str, range(1, 11)), strict=True))
_ORDINALS = {
    word: str(number)
    for ordinals in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    )
    for number, word in enumerate(ordinals.split(), 1)
}
_TITLES = {
    "president", "minister", "premier", "prime", "mr", "mrs", "ms", "dr", "dhr", "mw", "mevr", "mevrouw", "heer",
    "bewindspersoon", "de", "the",
}  # fmt: skip
_OFFICES = {
    "president", "minister", "representative", "envoy", "member", "voorzitter", "vertegenwoordiger", "sanctiegezant",
    "lid", "kamerlid",
}  # fmt: skip
# What a reader may put before or after a name without meaning another thing.
QUALIFIERS = frozenset(
    {"eu", "european", "europees", "europese", "nato", "navo", "dutch", "nederlands", "nederlandse", "netherlands"}
)
_SHORTER = re.compile(rf"\b(?:{'|'.join(_SAME)})\b")
_WORDS = re.compile(r"[a-z0-9]+")
LONGEST = 200  # characters: what is longer is nobody's name


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no accents, `%` as percent, other punctuation as one space."""
    if name.isascii():  # as most are: the same without a look at each sign
        return " ".join(_WORDS.findall(name.casefold().replace("%", " percent ")))
    # Letter by letter: to put many marks of one letter in order takes their number squared.
    plain = "".join(unicodedata.normalize("NFKD", letter) for letter in name.casefold()).replace("%", " percent ")
    words = "".join(
        character if character.isalnum() else " " for character in plain if not unicodedata.combining(character)
    )
    return " ".join(words.split())


def words(name: str) -> list[str]:
    """Return the words of a name in one spelling each: without what follows a possessive's apostrophe, `+` as plus."""
    text = re.sub(r"['’`´]s?(?!\w)", "", name[:LONGEST]).replace("+", " plus ").replace("&", " and ")
    text = re.sub(r"\((?P<short>[A-Z][A-Za-z]+)\)\s*$", " ", text)  # `European Defence Fund (EDF)`
    return [_spelt(word) for word in _SHORTER.sub(lambda found: _SAME[found.group()], fold(text)).split()]


def _spelt(word: str) -> str:
    word = _NUMERALS.get(word, word)
    word = re.sub(r"defens(?=e$|es$|eless$)", "defenc", word)
    return re.sub(r"(?<=\w{3})iz(?=e$|es$|ed$|ing$|ations?$)", "is", word)


def stem(word: str) -> str:
    """Return a word without the endings of a plural or a Dutch adjective: `threats` threat, `Franse` fran."""
    if len(word) < 5 or word.isdigit():
        return word
    word = re.sub(r"([aeou])\1", r"\1", word)
    while len(word) > 4 and (ending := re.search(r"(?:ies|en|e|s|y)$", word)):
        word = word[: ending.start()] + ("i" if ending.group() in ("ies", "y") else "")
        if ending.group() in ("ies", "y"):
            break
    return word.replace("v", "f") if word.endswith("v") else word


def spellings(name: str) -> frozenset[str]:
    """Return what the spellings of one name have in common: its words written as one, and its words by their stems."""
    kept = [word for word in words(name) if word not in _ARTICLES]
    return frozenset({stem("".join(kept)), " ".join(map(stem, kept))} - {""})


def bag(name: str) -> frozenset[str]:
    """Return the stems of the words of a name that say something, whatever their order."""
    return frozenset(stem(word) for word in words(name) if word not in _LITTLE)


def unqualified(name: str) -> frozenset[str]:
    """Return the words of a name, as `bag`, without the years and the EU, NATO and Dutch that readers add."""
    added = {stem(word) for word in QUALIFIERS}
    return frozenset(word for word in bag(name) if word not in added and not re.fullmatch(r"(?:19|20)\d\d", word))


def surname(name: str) -> list[str]:
    """Return the words of the name of a person without titles (`President Macron`)."""
    return [word for word in words(name) if word not in _TITLES]


def names_office(office: str, ours: frozenset[str]) -> bool:
    """Tell whether these stems have what an office is (`member of the House` is a member), not only of what it is."""
    held = next((word for word in words(office) if word in _OFFICES), "")
    return bool(held) and stem(held) in ours


@dataclass(frozen=True)
class Citation:
    """An article of a treaty as it is cited: its numbers, that of a paragraph last, and what the treaty is called."""

    numbers: tuple[str, ...]
    treaty: str
    plain: bool
    """Whether the word `article` is there."""


def citation(name: str) -> Citation | None:
    """Return the article that a name cites (`Article 42(7) TEU`, `art. 42, lid 7 VEU`, `TEU 42.7`), if any."""
    articles: list[str] = []
    paragraphs: list[str] = []
    rest: list[str] = []
    found = fold(name[:LONGEST]).split()
    before = ""
    for word, after in zip(found, [*found[1:], ""], strict=True):
        if word in _ORDINALS and after in _PARAGRAPH:
            paragraphs.append(_ORDINALS[word])
            continue
        number = _ROMAN.get(word, "") if before in _CITED | _PARAGRAPH else ""
        number = number or (word if re.fullmatch(r"\d{1,3}[a-z]?", word) else "")
        if number:
            (paragraphs if before in _PARAGRAPH else articles).append(number)
        elif word not in _CITED | _PARAGRAPH | _LITTLE:
            rest.append(word)
        before = word
    if not articles:
        return None
    return Citation((*articles, *paragraphs), " ".join(rest), any(word in _CITED for word in found))
