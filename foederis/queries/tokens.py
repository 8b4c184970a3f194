"""The tokens of a SPARQL text: where a parameter's values stand, which form a query has, what it may not do here.

The tokens are those of the grammar of SPARQL 1.1, section 19.8, <https://www.w3.org/TR/sparql11-query/#sparqlGrammar>.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from foederis.errors import BadInput, BadUse
from foederis.namespaces import FOED, ID, PREFIXES

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = f"_0-9{_BASE}"
_MORE = f"\u00b7\u0300-\u036f\u203f-\u2040{_START}"
_CHARS = rf"\-{_MORE}"
# The grammar has no \" in a name; rdflib takes it.
_ESCAPED = r"""\\[_~.\-!$&"'()*+,;=/?\#@%]|%[0-9A-Fa-f]{2}"""
_PREFIX = rf"[{_BASE}](?:[{_CHARS}]|\.+(?=[{_CHARS}]))*"
_LOCAL = rf"(?:[:{_START}]|{_ESCAPED})(?:[:{_CHARS}]|{_ESCAPED}|\.+(?=[:{_CHARS}%\\]))*"

_GRAMMAR = rf"""(?P<comment>\#[^\n\r]*)
      | (?P<space>[\x20\t\r\n]+)
      | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
      | (?P<string>\"{{3}}(?:\\.|[^\\])*?\"{{3}}|'{{3}}(?:\\.|[^\\])*?'{{3}}
          |"(?!"")(?:\\.|[^"\\\n\r])*"|'(?!'')(?:\\.|[^'\\\n\r])*')
      | (?P<variable>[?$][{_START}][{_MORE}]*)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
      | (?P<blank>_:[{_START}](?:[{_CHARS}]|\.+(?=[{_CHARS}]))*)
      | (?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)
      | (?P<number>[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
      | (?P<word>[A-Za-z][A-Za-z0-9_]*)
      | (?P<mark>\^\^|&&|\|\||[<>!]=|[{{}}()\[\].,;|/^?*+!=<>&~@-])
      | (?P<other>.)"""
LONGEST = 2_000_000  # characters of a query
DEEPEST = 100  # brackets within each other; why so many: docs/decisions/20261128-limits.md
_HALF = re.compile("[\ud800-\udfff]")
_ASIDE = ("comment", "space")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
_REFUSED = re.compile("|".join(("SERVICE", "FROM", *_UPDATES)), re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A token that means something: `kind` is the name of its group in the grammar, `start` and `end` its place."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword in capitals; empty when it is none."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass
class _Brace:
    """What stands between two braces: `clause` once SELECT is read, `rounds` whether each open ( is an expression's."""

    clause: bool
    rounds: list[bool] = field(default_factory=list)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, without comments and space.

    After the operand of an expression `<` compares, also where an IRI could be read (`?a<?b&&?c>?d`): so read the
    parsers of Oxigraph and rdflib, and a text that says one thing to them must not say another here.
    """
    position, run = 0, 0
    braces = [_Brace(True)]
    before: list[Token] = []
    while position < len(text):
        # Where what could be a prefix ends without a colon, nothing within it is a name: that is looked for once.
        found = grammar(position >= run).match(text, position)
        if found is None:  # cannot be: `other` takes any character
            return
        position = found.end()
        kind = str(found.lastgroup)
        if kind == "word" and found.start() >= run and (prefix := _prefix().match(text, found.start())):
            run = prefix.end()
        if kind in _ASIDE:
            continue
        here = braces[-1]
        if kind == "iri" and here.rounds and here.rounds[-1] and before and _is_operand(before[-1]):
            kind, position = "mark", found.start() + 1
        token = Token(kind, text[found.start() : position], found.start(), position)
        if token.text == "{":
            braces.append(_Brace(False))
        elif token.text == "}" and len(braces) > 1:
            braces.pop()
        elif token.text == "(":
            here.rounds.append(here.rounds[-1] if here.rounds else here.clause or _opens_expression(before))
        elif token.text == ")" and here.rounds:
            here.rounds.pop()
        elif token.word == "SELECT":
            here.clause = True
        before = [*before[-1:], token]
        yield token


@functools.cache
def grammar(names: bool = True) -> re.Pattern[str]:
    """Return what matches a token, with the kind as the name of its group; not at the start: it is slow to make."""
    return re.compile(_GRAMMAR if names else _GRAMMAR.replace("(?P<name>", "(?P<name>(?!)"), re.VERBOSE | re.DOTALL)


@functools.cache
def _prefix() -> re.Pattern[str]:
    return re.compile(_PREFIX)


def _is_operand(token: Token) -> bool:
    if token.kind in ("word", "mark"):
        return token.word in ("TRUE", "FALSE") or token.text == ")"
    return True


def _opens_expression(before: list[Token]) -> bool:
    """Say whether a ( that follows these in a group opens an expression; else a list, a path or a row of values."""
    if before and before[-1].kind in ("name", "iri"):
        return before[0].word == "FILTER"
    return bool(before) and before[-1].word not in ("", "A", "TRUE", "FALSE", "VALUES")


def blocks(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where the braces of each `VALUES ?name { ... }` open and close."""
    found = list(tokens(text))
    for index in range(len(found) - 3):
        first, second, third = found[index : index + 3]
        if first.word == "VALUES" and second.text in (f"?{name}", f"${name}") and third.text == "{":
            for closing in found[index + 3 :]:
                if closing.text == "}":
                    yield third.end, closing.start
                    break


def undeclared(text: str) -> tuple[str, ...]:
    """Return the prefixes that a query uses and does not declare, in their order, of those that are ours."""
    found = list(tokens(unescaped(text)))
    used: dict[str, None] = {}
    declared = set()
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before is not None and before.word == "PREFIX":
                declared.add(prefix)
            else:
                used[prefix] = None
    return tuple(prefix for prefix in used if prefix in PREFIXES and prefix not in declared)


def prefixed(text: str) -> tuple[str, ...]:
    """Return a query in the forms to try at an engine that may know its prefixes otherwise, the best first.

    First as it is; then with what it leaves undeclared of the prefixes for our own terms, which nobody else knows; then
    with all that it leaves undeclared and that we know.
    """
    missing = undeclared(text)
    own = tuple(prefix for prefix in missing if PREFIXES[prefix].startswith((FOED, ID)))
    return tuple(dict.fromkeys((text, _with(own, text), _with(missing, text))))


def with_prefixes(text: str) -> str:
    """Return a query with those of our prefixes before it that it uses and does not declare."""
    return _with(undeclared(text), text)


def _with(prefixes: tuple[str, ...], text: str) -> str:
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in prefixes) + text


def form(text: str) -> str:
    """Return which form a query has: SELECT, ASK, CONSTRUCT, DESCRIBE, or nothing when it is none of them."""
    return next((token.word for token in tokens(unescaped(text)) if token.word in _FORMS), "")


def check(text: str) -> None:
    r"""Refuse what a query may not do here: reach other servers, or change anything.

    A text is read in each way in which an engine reads it. The standard replaces all escapes (`\u0053`); Oxigraph
    takes none outside strings and IRIs, and reads keywords that stand close to what is beside them (`trueSERVICE:x{`);
    rdflib takes eight digits where the standard takes four, ends comments at a line feed only, and takes for a
    keyword what is one in capitals, also when its letters are not plain ones.

    Raises:
        BadUse: the text holds SERVICE, FROM or an update.
        BadInput: the text is too long or nested too deep, or holds what is no token of SPARQL, so that nobody can say
            what an engine makes of it.
    """
    check_length(text)
    standard = unescaped(text)
    foreign = _ESCAPE_OF_RDFLIB.sub(_character, text).translate(_CAPITALS)
    readings = dict.fromkeys((standard, text, foreign, foreign.replace("\r", " ")))
    for reading in readings:
        _check_nesting(reading)
        if _REFUSED.search(reading):
            _check(reading, reading is standard)


def is_prefix(text: str) -> bool:
    """Tell whether a text is a prefix (the empty one is) and nothing more."""
    return not text or _prefix().fullmatch(text) is not None


def is_iri(text: str) -> bool:
    """Tell whether a text can stand between < and > and is nothing more."""
    found = grammar().fullmatch(f"<{text}>")
    return found is not None and found.lastgroup == "iri"


def check_length(text: str) -> None:
    """Refuse a query that is longer than anyone writes.

    Raises:
        BadInput: it has more than `LONGEST` characters, or half of one: what came in was no UTF-8.
    """
    if not text.isascii() and (half := _HALF.search(text)):
        what = f"this query is no UTF-8: it holds {half.group()!r}"
        raise BadInput(what, _place(text, half.start()), "Write it in UTF-8, or as an escape such as \\u00e9.")
    if len(text) > LONGEST:
        what = f"this query is longer than {LONGEST:,} characters"
        raise BadInput(what, "", "Ask in parts, or load what it lists into a store and ask that: --endpoint URL.")


def _check_nesting(text: str) -> None:
    """Refuse a query whose brackets stand within each other deeper than a parser's stack is sure to hold."""
    if sum(map(text.count, "{([<!+-^")) <= DEEPEST:
        return
    levels, deep, before = [], 0, Token("space", "", 0, 0)
    signs = 0  # of the operators that stand before what they are for, one after the other: !!?x
    for token in tokens(text):
        # << and <<( are two tokens here, which touch.
        double = token.text in ("<", ">") and before.text == token.text and before.end == token.start
        if token.text in ("{", "(", "[") or (double and token.text == "<"):
            levels.append(signs + 1)
            deep += signs + 1
            signs = 0
        elif token.text in ("}", ")", "]") or double:
            deep -= levels.pop() if levels else 0
            signs = 0
        else:
            signs = signs + 1 if token.text in ("!", "+", "-", "^") else 0
        if deep + signs > DEEPEST:
            remedy = f"Take it apart: at most {DEEPEST} brackets or signs may stand within each other."
            raise BadInput("this query is nested too deep", _place(text, token.start), remedy)
        before = token


def _place(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"


def _check(text: str, is_standard: bool) -> None:
    asked = ""
    depth, rounds = 0, 0
    before: Token | None = None
    # One at a time, with those beside it: a list of all would be a hundred times as large as the text.
    for token, after in itertools.pairwise(itertools.chain(tokens(text), (Token("end", "", 0, 0),))):
        if token.kind == "other":
            if is_standard:
                where = _place(text, token.start)
                raise BadInput("this is not valid SPARQL", where, f"Nothing can begin with {token.text!r} here.")
            return  # the engine that reads so stops here too
        if token.kind == "mark":
            depth += (token.text == "{") - (token.text == "}")
            rounds += (token.text == "(") - (token.text == ")")
        elif token.kind == "word":
            word = token.word
            refused = "SERVICE" if "SERVICE" in word else "FROM" if "FROM" in word else word
            if refused in ("SERVICE", "FROM", *_UPDATES):
                raise _not_here(refused)
            asked = asked or (word if word in _FORMS else "")
        elif token.kind == "name":
            word = token.text.partition(":")[0].upper()
            if "SERVICE" in word and depth and after.text == "{" and (before is None or before.word != "GRAPH"):
                raise _not_here("SERVICE")  # `SERVICE:x{`: only after GRAPH does a name stand before a brace
            if "FROM" in word and not depth and not rounds and after.text != "(" and _is_from(before, asked):
                raise _not_here("FROM")
        before = token


def _is_from(before: Token | None, asked: str) -> bool:
    """Say whether a name such as `FROM:x` outside all brackets is the keyword and a name that begins with a colon."""
    if before is None or before.word == "PREFIX" or before.text == "^^":
        return False
    return asked != "DESCRIBE" or before.text == "*"


def _not_here(word: str) -> BadUse:
    return BadUse(f"{word} is not allowed here", "", "Ask this store with SELECT, ASK, CONSTRUCT or DESCRIBE.")


_CAPITALS = str.maketrans("\u017f\u0131", "si")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ESCAPE_OF_RDFLIB = re.compile(r"\\u([0-9a-f]{4}(?:[0-9a-f]{4})?)()", re.IGNORECASE)


def unescaped(text: str) -> str:
    r"""Return a text with the escapes of code points (`\u0053`, `\U00000053`) replaced, as section 19.2 says."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found.group(1) or found.group(2), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found.group()
