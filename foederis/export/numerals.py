"""Numbers and days as the languages write them, with as many digits as a reader needs."""

from datetime import date
from decimal import Decimal

from foederis.export.phrases import phrases


def amount(value: Decimal, language: str) -> str:
    """Return a number as people write it: 7.014 billion, 20 million, 1,480."""
    words = phrases("numerals", language)
    for size, name in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if abs(value) >= size:
            return f"{_grouped(value / size, language)} {words[name]}"
    return _grouped(value, language)


def measure(value: float, language: str) -> str:
    """Return a measure in three digits."""
    return f"{value:.3g}".replace(".", ",") if language == "nl" else f"{value:.3g}"


def within(start: str, end: str, language: str) -> str:
    """Return the time between two days (ISO, empty where open) in words: an open end is said, `since` or `until`."""
    words = phrases("numerals", language)
    first, last = (day(date.fromisoformat(one), language) if one else "" for one in (start, end))
    if not (first and last):
        return words["since"].format(first) if first else words["until"].format(last) if last else words["open"]
    return first if first == last else words["span"].format(first, last)


def _grouped(value: Decimal, language: str) -> str:
    text = f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def day(when: date, language: str) -> str:
    """Return a day in words: 5 October 2020, 5 oktober 2020."""
    return f"{when.day} {phrases('numerals', language)['months'].split()[when.month - 1]} {when.year}"
