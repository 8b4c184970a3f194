r"""Text from elsewhere, escaped for where it goes: it steers nothing, and nothing of it is hidden.

A value that comes from elsewhere may hold what no eye sees: control characters and the codes of a terminal, marks that
turn the direction of writing, signs without width, line separators. Where people read, each of them is shown as an
escape (`\x1b`, `\u202e`); where programs read, in the way of that format. (HTML is escaped by its templates.)
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

# Control characters; signs without width and those that turn or separate lines; fillers that look like nothing; lone
# surrogates, private and non-characters; the tags of plane 14. The variation selectors of emoji stay.
_PLANE_0 = (
    "\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
)
_HIGHER = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)  # apart, and behind a look: a set of them all is fifteen times as slow
_BEYOND = f"(?=[\U0001bca0-\U0010ffff])[{_HIGHER}]"
_HIDDEN = re.compile(f"[\x00-\x1f{_PLANE_0}]|{_BEYOND}")
_HIDDEN_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f{_PLANE_0}]|{_BEYOND}")
_BLANKS = re.compile("[ \t\r\n]+")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#&~$!])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are wide
_BEGINS = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")


def line(text: str) -> str:
    """Return text as one line for people: white space is one space, what is hidden is shown as an escape."""
    return _HIDDEN.sub(_escape, _BLANKS.sub(" ", text).strip(" "))


def shown(text: str) -> str:
    """Return text as `line` does, and every sign that no font need have (unassigned, odd blanks) as an escape too."""
    told = line(text)
    return told if told.isprintable() else "".join(s if s.isprintable() else _code(ord(s)) for s in told)


def lines(text: str) -> str:
    """Return text for people, with its line ends and tabs; all else that is hidden is shown as an escape."""
    return _HIDDEN_IN_LINES.sub(_escape, text)


def markdown(text: str) -> str:
    """Return text for a line of Markdown, or a cell: nothing in it becomes a column, code, emphasis, a link or HTML."""
    safe = _MARKUP.sub(r"\\\1", line(text))
    return _BEGINS.sub(lambda found: f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}\\", safe)


def address(iri: str) -> str:
    """Return an IRI as the address of a link, what is hidden in it in percent signs; empty if not http(s)."""
    if not re.match("https?://", iri, re.IGNORECASE):
        return ""
    return _HIDDEN.sub(lambda found: quote(found[0], errors="replace"), iri)


def cell(text: str) -> str:
    """Return text for a cell of a spreadsheet: after an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Return rows as CSV, a newline after each; a cell with a line end of any kind in it is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")  # csv quotes what its own line end holds
    made = []
    for row in rows:
        writer.writerow(row)
        made.append(out.getvalue().removesuffix("\r\n"))
        out.seek(0)
        out.truncate()
    return "".join(f"{one}\n" for one in made)


def as_json(document: object, indent: int | None = 2) -> str:
    """Return JSON in which what is hidden is written as the escape that JSON has for it: the value stays the same."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return _HIDDEN_IN_LINES.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _escape(found: re.Match[str]) -> str:
    return _code(ord(found[0]))


def _code(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
