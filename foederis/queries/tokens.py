"""The tokens of a SPARQL text: where a parameter's values stand, which form a query has, what it may not do here."""

import re
from collections.abc import Iterator

from foederis.errors import BadUse
from foederis.namespaces import PREFIXES

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<variable>[?$]\w+)
      | (?P<word>[A-Za-z_][\w-]*:?[\w.-]*)
      | (?P<mark>[{}])
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def blocks(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where the braces of each `VALUES ?name { ... }` open and close."""
    tokens = [match for match in TOKEN.finditer(text) if match.lastgroup not in ("comment", "space")]
    for index in range(len(tokens) - 3):
        first, second, third = tokens[index : index + 3]
        if first.group().upper() == "VALUES" and second.group() in (f"?{name}", f"${name}") and third.group() == "{":
            for closing in tokens[index + 3 :]:
                if closing.group() == "}":
                    yield third.end(), closing.start()
                    break


def with_prefixes(text: str) -> str:
    """Return a query with our prefixes before it, for an engine that does not know them."""
    return "".join(f"PREFIX {key}: <{value}>\n" for key, value in PREFIXES.items()) + text


def form(text: str) -> str:
    """Return which form a query has: SELECT, ASK, CONSTRUCT, DESCRIBE, or nothing when it is none of them."""
    words = (m.group().upper() for m in TOKEN.finditer(text) if m.lastgroup == "word")
    return next((word for word in words if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")


def check(text: str) -> None:
    """Refuse what a query may not do here: reach other servers, or change anything.

    Raises:
        BadUse: the text holds SERVICE, FROM or an update.
    """
    words = {m.group().upper() for m in TOKEN.finditer(text) if m.lastgroup == "word"}
    for word in ("SERVICE", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
        if word in words:
            raise BadUse(f"{word} is not allowed here", "", "Ask this store with SELECT, ASK, CONSTRUCT or DESCRIBE.")
