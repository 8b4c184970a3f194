"""A calendar of all-day events (iCalendar, RFC 5545), written by hand: the same bytes whenever it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foederis import escapes


@dataclass(frozen=True)
class Event:
    """An event of one day (`2022-06-30`): its IRI, what it is, more lines, where to read on, words to sort it by."""

    id: str
    day: str
    title: str
    lines: tuple[str, ...] = ()
    link: str = ""
    categories: tuple[str, ...] = ()


def write(title: str, day: str, language: str, events: Sequence[Event]) -> bytes:
    """Return a calendar in UTF-8, in lines of 75 octets at most; `day` is that of the data set: no clock is read."""
    return b"".join(fold(line) for line in _lines(title, day, language, events))


def _lines(title: str, day: str, language: str, events: Sequence[Event]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//foederis//foederis feed//EN", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME;LANGUAGE={language}:{text(title)}"
    for one in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{text(one.id)}"
        yield f"DTSTAMP:{_day(day)}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_day(one.day)}"  # without an end it lasts that day
        yield f"SUMMARY;LANGUAGE={language}:{text(one.title)}"
        if one.lines:
            yield f"DESCRIPTION;LANGUAGE={language}:{_LINE_END.join(map(text, one.lines))}"
        if address := escapes.address(one.link):
            yield f"URL:{address}"
        if one.categories:
            yield f"CATEGORIES;LANGUAGE={language}:{','.join(map(text, one.categories))}"
        yield "TRANSP:TRANSPARENT"  # nobody is busy for it
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def text(value: str) -> str:
    r"""Return a text as a value: backslash, semicolon and comma after a backslash, line ends as `\n`."""
    parts = (escapes.line(part) for part in _ENDS.split(value))
    return _LINE_END.join(re.sub(r"([\\;,])", r"\\\1", part) for part in parts)


_LINE_END = "\\n"  # as a value has it: a backslash and a letter
_ENDS = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")


def fold(line: str) -> bytes:
    """Return a line in UTF-8 with its end: what is longer than 75 octets goes on after a space, no character cut."""
    pieces, size = [b""], 0
    for character in line:
        data = character.encode(errors="backslashreplace")
        if size + len(data) > _WIDEST:
            pieces.append(b" ")
            size = 1
        pieces[-1] += data
        size += len(data)
    return b"\r\n".join(pieces) + b"\r\n"


_WIDEST = 75  # octets of a line, without its end


def _day(day: str) -> str:
    return day.replace("-", "")
