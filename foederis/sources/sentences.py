"""Cut a paragraph into sentences: a library's rules for the language, and what a layout adds to them."""

import re

from foederis import extras
from foederis.errors import BadUse

_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[IVXLC]+|[a-z])[.)]")
_MARKED_STOP = re.compile(r"([.!?])([\U00100000-\U0010fffd])")


def sentences(text: str, language: str, abbreviations: tuple[str, ...] = ()) -> list[str]:
    """Return the sentences of a paragraph whose white space is folded.

    Neither a word of `abbreviations` ends a sentence, nor a number or letter that opens one (`1.`, `XII.`, `a.`). A
    sign of the private planes after a stop belongs to the sentence before it.

    Raises:
        BadUse: the library that cuts is not installed.
    """
    try:
        import simplemma
    except ImportError as error:
        raise BadUse("cutting a text into sentences needs simplemma", "", extras.remedy("draft")) from error
    whole: list[str] = []
    for piece in simplemma.split_sentences(_MARKED_STOP.sub(r"\2\1", text), lang=language):
        if whole and _goes_on(whole[-1], abbreviations):
            whole[-1] = f"{whole[-1]} {piece}"
        else:
            whole.append(piece)
    return whole


def _goes_on(before: str, abbreviations: tuple[str, ...]) -> bool:
    last = before.split()[-1]
    return last.lstrip("(").casefold() in abbreviations or bool(_ENUMERATOR.fullmatch(before))
