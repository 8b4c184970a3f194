"""Values that do all they can to be read as something else, and independent readers of what is written."""

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import rdflib
from markdown_it import MarkdownIt

# By name; none has a line end or a space at its ends, so that a reader's own trimming is no fault.
VALUES = {
    "terminal": "red \x1b[31m bell \x07 title \x1b]0;pwned\x07 delete \x7f eight bits \x9b31m next \x85 feed \x0c null \x00 end",
    "direction": "override \u202e isolate \u2066 mark \u200f pop \u202c embed \u202b end",
    "without width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u3164h\U000e0041i",
    "separators": "line \u2028 paragraph \u2029 return \r over newline \n tab \t end",
    "formula": '=HYPERLINK("http://example.org/","x")&cmd|\' /C calc\'!A0',
    "wide formula": "\uff1d1+1",
    "signs": "-1+1, @x, +1",
    "html": "<img src=x onerror=alert(1)> <a href=\"javascript:alert(1)\">x</a> &lt;b&gt; &#65; --> ]]> </script>",
    "markdown": "[x](javascript:alert(1)) ![x](http://example.org/p.png) `code` *b* _i_ **B** ~~s~~ | # h $m$ <u> \\| 1. :+1:",
    "begins a list": "- item > quote",
    "quotes": "quotes \" ' ` ; , \\ \\N \\n {x} %n ${x} {{ x }} {% x %}",
    "triples": '" . <http://example.org/s> <http://example.org/p> "o" . #',
    "workbook": "_x0041_ _x001B_",
    "letters": "Ünï¢ødé 中文 עברית 🛡️ café",
}  # fmt: skip
XML_LOST = [chr(code) for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"]
"""What graph files have no place for, or XML alone not."""
_SHAPED = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD}
_FILLERS = {0x3164, 0x115F, 0x1160, 0xFFA0}


def hidden(character: str) -> bool:
    """Say whether a character is invisible or steers, going by its category in Unicode."""
    code = ord(character)
    other = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and code not in _SHAPED
    return other or code in _FILLERS


def shown(text: str, keep: str = "") -> str:
    """Return what a reader must see of a value: what is hidden as Python writes it; `keep`: line ends and tabs stay."""
    if not keep:
        text = re.sub("[ \t\r\n]+", " ", text)
    told = ""
    for one in text:
        code = ord(one)
        form = f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
        told += form if hidden(one) and one not in keep else one
    return told


def steering(text: str) -> list[str]:
    """Return what of a text would steer a terminal or be unseen."""
    return [ascii(one) for one in text if hidden(one) and one not in "\n\t"]


def squeezed(text: str) -> str:
    """Return text without the white space and the lines of a table: what wrapping may change."""
    return re.sub(r"[\s│┌┐└┘├┤┬┴┼─]+", "", text)


class Page(HTMLParser):
    """The texts, tags and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.texts.append("")
        self.addresses += [value or "" for key, value in attrs if key in ("href", "src", "action", "xlink:href")]
        assert not [key for key, _ in attrs if key.startswith("on")]

    def handle_endtag(self, tag):
        self.texts.append("")

    def handle_data(self, data):
        self.texts[-1:] = [(self.texts or [""])[-1] + data]


def markdown(text: str) -> Page:
    """Return a Markdown text as a page, with tables as GitHub reads them."""
    return Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


def delimited(text: str, delimiter: str = ",") -> list[list[str]]:
    """Return the rows of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def sheets(content: bytes) -> list[list[list[object]]]:
    """Return the cells of each sheet of a workbook; no cell is a formula, no link leads out of the web."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
        links = [cell.hyperlink.target for row in sheet.rows for cell in row if cell.hyperlink]
        assert all(link.lower().startswith(("http://", "https://")) for link in links)
        found.append([[cell.value for cell in row] for row in sheet.rows])
    return found


def texts_of_json(told: object) -> list[str]:
    """Return each text of a JSON document."""
    if isinstance(told, dict):
        return [text for value in told.values() for text in texts_of_json(value)]
    if isinstance(told, list):
        return [text for value in told for text in texts_of_json(value)]
    return [told] if isinstance(told, str) else []


def parsed(text: str) -> list[str]:
    """Return each text of a JSON text, which holds nothing hidden itself."""
    assert steering(text) == []
    return texts_of_json(json.loads(text))


def xml(text: str) -> ET.Element:
    """Return XML as a tree; nothing in its text steers or is hidden."""
    assert steering(text) == []
    return ET.fromstring(text)


def literals(text: str, form: str) -> list[str]:
    """Return each literal of an RDF text."""
    read = rdflib.Dataset()
    read.parse(data=text, format=form)
    return [str(term) for quad in read.quads() for term in quad[:3] if isinstance(term, rdflib.Literal)]
