"""How an answer is cited: as a text, and in the forms that programs for references read (BibTeX, RIS, CSL-JSON)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

_SHORT = 12  # characters of the digest in a text
_BRACED = re.compile(r"([\\{}$&%#_^~])")


@dataclass(frozen=True)
class Cited:
    """The data set that is cited: who made it, its title, version, day (YYYY-MM-DD or empty) and digest (SHA-256)."""

    authors: Sequence[str]
    title: str
    version: str
    day: str
    digest: str


_CALLED = {  # what is cited, in each language
    "question": {"en": "Question", "nl": "Vraag"},
    "picture": {"en": "Picture", "nl": "Beeld"},
}


def forms(
    cited: Cited, name: str, question: str, address: str, language: str, kind: str = "question",
    values: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:  # fmt: skip
    """Return the name and the text of each form in which the answer to a question, or a picture, is cited.

    What it was asked with stands in the title and the address, and gives it a key of its own. `web/citation.js` puts
    other values in their place, by the same rules.

    Args:
        cited: the data set.
        name: the name of the question or picture.
        question: what it asks or shows, in the language of the page.
        address: the address that stays.
        language: of the text, `en` or `nl`.
        kind: what is cited, `question` or `picture`.
        values: what was asked with, by parameter; a day that is taken unasked too, or the answer is another later.
    """
    year = cited.day[:4]
    asked_with = "; ".join(f"{parameter} = {value}" for parameter, value in (values or {}).items())
    question += f" ({asked_with})" if asked_with else ""
    address += f"?{urlencode(values)}" if values else ""
    who = " & ".join(one.removesuffix(".") for one in cited.authors)
    asked = _CALLED[kind][language]
    version = "versie" if language == "nl" else "version"
    told = (
        f"{who} ({year or 'n.d.'}). {cited.title} ({version} {cited.version}). {asked}: “{question}” ({name})."
        f" {address}. SHA-256 {cited.digest[:_SHORT]}."
    )
    note = f"version {cited.version}; SHA-256 of the sorted N-Quads: {cited.digest}"
    key = f"foederis-{cited.version}-{name}{f'-{_mark(asked_with)}' if asked_with else ''}"
    braced = [
        ("author", " and ".join(f"{{{_brace(one)}}}" for one in cited.authors)),
        ("title", _brace(question)),
        ("howpublished", _brace(cited.title)), ("version", cited.version), ("year", year), ("url", address),
        ("note", note),
        ("language", language),
    ]  # fmt: skip
    bibtex = "\n".join([f"@misc{{{key},", *(f"  {field} = {{{text}}}," for field, text in braced if text), "}"])
    ris = [
        "TY  - DATA", f"ID  - {key}", *(f"AU  - {one}" for one in cited.authors), f"TI  - {question}",
        f"T2  - {cited.title}", *([f"PY  - {year}"] if year else []), f"ET  - {cited.version}", f"UR  - {address}",
        f"N1  - {note}", f"LA  - {language}", "ER  - ",
    ]  # fmt: skip
    csl: dict[str, object] = {
        "id": key, "type": "dataset", "title": question, "container-title": cited.title, "version": cited.version,
        "author": [{"literal": one} for one in cited.authors], "URL": address, "note": note, "language": language,
    }  # fmt: skip
    if cited.day:
        csl["issued"] = {"date-parts": [[int(part) for part in cited.day.split("-")]]}
    return [
        ("APA", told),
        ("BibTeX", bibtex),
        ("RIS", "\n".join(ris)),
        ("CSL-JSON", json.dumps([csl], ensure_ascii=False, indent=1)),
    ]


def _mark(text: str) -> str:
    """Return a mark of a text, the same in the script of a page: other values, another key."""
    mark = 7
    for character in text:
        mark = (mark * 31 + ord(character)) % 2**32
    return f"{mark:x}"


def _brace(text: str) -> str:
    return _BRACED.sub(r"\\\1", text)
