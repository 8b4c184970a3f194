"""Atom (RFC 4287), written by hand: a feed is the same bytes whenever it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from foederis import escapes


@dataclass(frozen=True)
class Category:
    """A word that an entry is sorted by: its short name, what readers call it, and the code list that it is of."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry: what it is on (an IRI), what it says, its day (`2022-03-22`), where to read on, and more lines."""

    id: str
    title: str
    day: str
    link: str
    lines: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()


def write(
    iri: str, title: str, subtitle: str, day: str, language: str, entries: Sequence[Entry], address: str = ""
) -> bytes:
    """Return a feed in UTF-8; `day` is that of the data set, and times are midnight UTC: no clock is read.

    `address` is where the feed itself is to be found, where it has such a place.
    """
    return "".join(_pieces(iri, title, subtitle, day, language, entries, address)).encode()


def _pieces(
    iri: str, title: str, subtitle: str, day: str, language: str, entries: Sequence[Entry], address: str
) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{_ATOM}" xml:lang="{language}">\n'
    yield f"  <id>{_iri(iri)}</id>\n  <title>{_line(title)}</title>\n"
    if subtitle:
        yield f"  <subtitle>{_line(subtitle)}</subtitle>\n"
    yield f"  <updated>{day}T00:00:00Z</updated>\n  <author><name>The foederis developers</name></author>\n"
    if address:
        yield f'  <link rel="self" type="application/atom+xml" href={quoteattr(escapes.address(address))}/>\n'
    about = escapes.address(iri.partition("#")[0])
    yield f'  <link rel="alternate" href={quoteattr(about)}/>\n'
    yield '  <link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>\n'
    yield "  <generator>foederis</generator>\n"
    for one in entries:
        yield f"  <entry>\n    <id>{_iri(one.id)}</id>\n    <title>{_line(one.title)}</title>\n"
        yield f"    <updated>{one.day}T00:00:00Z</updated>\n"
        if address := escapes.address(one.link) or escapes.address(one.id):  # it leads to nothing but the web
            yield f'    <link rel="alternate" href={quoteattr(address)}/>\n'
        for kind in one.categories:
            scheme = f" scheme={quoteattr(escapes.address(kind.scheme))}" if kind.scheme else ""
            yield f"    <category term={quoteattr(escapes.line(kind.term))}{scheme}"
            yield f" label={quoteattr(escapes.line(kind.label))}/>\n"
        if one.lines:
            yield f"    <summary>{escape(chr(10).join(map(escapes.line, one.lines)))}</summary>\n"
        yield "  </entry>\n"
    yield "</feed>\n"


_ATOM = "http://www.w3.org/2005/Atom"


def _line(text: str) -> str:
    return escape(escapes.line(text))


def _iri(iri: str) -> str:
    return escape(escapes.line(iri))
