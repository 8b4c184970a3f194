"""The text of a web page: what stands in its main part, block by block, as Markdown."""

import re
from typing import TYPE_CHECKING

from foederis.errors import BadInput

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEFT_OUT = "script, style, noscript, template, nav, header, footer, aside, form, button, svg, iframe, [hidden]"
_MAIN = ("main", "article", '[role="main"]')
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "table", "tr",
        "td", "th", "pre", "figure", "figcaption", "hr", "br", "address", "main",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_NOTE = re.compile(r"(?:footnote|fn)-?(\d+)")  # as programs name the note itself
_DEEPEST = 500
_NESTING = re.compile(rb"<(/?)(?:div|span|section|article|table|blockquote|ul|ol|font|b|i|em|strong)\b[^>]*>", re.I)
_CELL = 12  # words in a cell of a table of figures


def text_of(content: bytes, where: str) -> str:
    """Return the text of a page's main part; headings get `#`, items of a list a bullet, footnote marks brackets.

    Raises:
        BadInput: it has no body.
    """
    from selectolax.lexbor import LexborHTMLParser

    _check_depth(content, where)
    tree = LexborHTMLParser(content)
    if tree.body is None:
        frames = [found for node in tree.css("frame[src]") if (found := (node.attributes.get("src") or "").strip())]
        if frames:
            named = ", ".join(" ".join(one.split())[:60] for one in frames[:5])
            raise BadInput("this page only holds frames", where, f"Save the page of the frame with the text: {named}.")
        raise BadInput("this page has no body", where, "Save the page again, or give the text alone (.txt).")
    main = _main(tree) or tree.body
    for node in main.css(_LEFT_OUT):
        node.decompose()
    told: list[str] = []
    _walk(main, told, 0, where)
    text = re.sub(r"[^\S\n]+", " ", "".join(told))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip() + "\n"


def _check_depth(content: bytes, where: str) -> None:
    """Refuse a page whose parts lie so deep in each other that parsing it would take minutes."""
    depth = 0
    for tag in _NESTING.finditer(content):
        depth = max(0, depth + (-1 if tag.group(1) else 1))
        if depth > 10 * _DEEPEST:
            raise _too_deep(where)


def _too_deep(where: str) -> BadInput:
    return BadInput(f"this page has parts within parts, {_DEEPEST:,} deep", where, "Give the text alone (.txt).")


def has_main(content: bytes, where: str) -> str:
    """Return how a page marks its main part; empty: it does not."""
    from selectolax.lexbor import LexborHTMLParser

    main = _main(LexborHTMLParser(content))
    return str(main.tag) if main is not None else ""


def _main(tree: "LexborHTMLParser") -> "LexborNode | None":
    """Return the first part that is marked as the main one and has words; None: there is none."""
    marked = (node for selector in _MAIN for node in tree.css(selector))
    return next((node for node in marked if any(letter.isalpha() for letter in node.text(deep=True))), None)


def _walk(node: object, told: list[str], depth: int, where: str) -> None:
    if depth > _DEEPEST:
        raise _too_deep(where)
    child = node.child  # type: ignore[attr-defined]
    while child is not None:
        tag = child.tag
        if tag == "-text":
            told.append(re.sub(r"\s+", " ", child.text_content or ""))
        elif tag in _HEADINGS:
            words = " ".join(child.text(deep=True, separator=" ").split())
            told.append(f"\n\n{_HEADINGS[tag]} {words}\n\n" if words else "\n\n")
        elif tag == "sup" and (number := re.fullmatch(r"\[?(\d{1,3})\]?", child.text(deep=True).strip())):
            told.append(f"[{number.group(1)}]")
        elif tag == "li" and (note := _NOTE.fullmatch((child.attributes or {}).get("id") or "")):
            words = " ".join(child.text(deep=True, separator=" ").replace("\u2191", "").split())
            told.append(f"\n\n{note.group(1)} {words}\n\n")
        elif tag == "table" and (cells := _cells(child)):
            told.append("\n\n" + "\n".join(cells) + "\n\n")
        elif tag in _BLOCKS:
            told.append("\n" if tag == "br" else "\n\n\u2022 " if tag == "li" else "\n\n")
            _walk(child, told, depth + 1, where)
            told.append("" if tag == "br" else "\n\n")
        else:
            _walk(child, told, depth + 1, where)
        child = child.next


def _cells(table: "LexborNode") -> list[str]:
    """Return the cells of a table of figures in the order of its rows, each one line; empty: it is no such table.

    A table has figures where its rows have as many cells, more than two, none of them long, and a third are numbers.
    """
    rows = [
        [" ".join(cell.text(deep=True, separator=" ").split()) for cell in row.css("td, th")] for row in table.css("tr")
    ]
    rows = [row for row in rows if any(row)]
    cells = [cell or "-" for row in rows for cell in row]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 3 or table.css("table table"):
        return []
    figures = sum(1 for cell in cells if re.fullmatch(r"[^\W\d_]{0,3}[\d.,\s%\u20ac$+-]+", cell))
    return cells if figures * 3 >= len(cells) and all(len(cell.split()) <= _CELL for cell in cells) else []
