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


def text_of(content: bytes, where: str) -> str:
    """Return the text of a page's main part; headings get `#`, items of a list a bullet, footnote marks brackets.

    Raises:
        BadInput: it has no body.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(content)
    if tree.body is None:
        raise BadInput("this page has no body", where, "Save the page again, or give the text alone (.txt).")
    main = _main(tree) or tree.body
    for node in main.css(_LEFT_OUT):
        node.decompose()
    told: list[str] = []
    _walk(main, told, 0)
    text = re.sub(r"[^\S\n]+", " ", "".join(told))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip() + "\n"


def has_main(content: bytes, where: str) -> str:
    """Return how a page marks its main part; empty: it does not."""
    from selectolax.lexbor import LexborHTMLParser

    main = _main(LexborHTMLParser(content))
    return str(main.tag) if main is not None else ""


def _main(tree: "LexborHTMLParser") -> "LexborNode | None":
    """Return the first part that is marked as the main one and has words; None: there is none."""
    marked = (node for selector in _MAIN for node in tree.css(selector))
    return next((node for node in marked if any(letter.isalpha() for letter in node.text(deep=True))), None)


def _walk(node: object, told: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        return
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
        elif tag in _BLOCKS:
            told.append("\n" if tag == "br" else "\n\n\u2022 " if tag == "li" else "\n\n")
            _walk(child, told, depth + 1)
            told.append("" if tag == "br" else "\n\n")
        else:
            _walk(child, told, depth + 1)
        child = child.next
