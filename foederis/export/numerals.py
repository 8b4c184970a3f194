"""Numbers as the languages write them, with as many digits as a reader needs."""

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


def _grouped(value: Decimal, language: str) -> str:
    text = f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
