"""Text from elsewhere, escaped for where it goes."""

import json
import os
import pty
import subprocess
import sys
import unicodedata

import pytest

from foederis import escapes

# What is invisible or steers: categories of Unicode, save the few format characters that have a shape of their own.
SEEN = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD} | set(
    range(0x13430, 0x13439)
)
HIDDEN = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and code not in SEEN
]


def test_all_that_is_hidden_is_shown_as_an_escape_that_python_reads_back():
    for one in HIDDEN:
        if one not in "\t\r\n":
            shown = escapes.line(f"a{one}b")
            assert shown.isascii(), ascii(one)
            assert shown.encode().decode("unicode-escape") == f"a{one}b"
    assert escapes.line(" a \r\n\t b\u00a0c ") == "a b\u00a0c"
    assert escapes.lines("a\tb\nc\rd\u2028e") == "a\tb\nc\\x0dd\\u2028e"


def test_what_is_seen_stays():
    for text in ("Ünï¢ødé 中文 עברית العربية 🛡️ 🇪🇺 €", "cafe\u0301", "back\\slash"):
        assert escapes.line(text) == escapes.lines(text) == text


def test_json_says_the_same_with_nothing_hidden_in_its_text():
    value = {"".join(HIDDEN): ["".join(HIDDEN), "plain é"]}
    text = escapes.as_json(value)
    # a pair of lone surrogates is one character to every reader of JSON
    assert json.loads(text) == json.loads(json.dumps(value))
    assert not set(text) & (set(HIDDEN) - {"\n"})
    assert "plain é" in text


def test_an_address_is_of_the_web_or_is_none():
    assert escapes.address("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"
    assert escapes.address("HTTP://example.org/\u202e") == "HTTP://example.org/%E2%80%AE"
    for one in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.nl",
        "//evil",
        " https://a",
        "",
    ):
        assert escapes.address(one) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
@pytest.mark.parametrize("form", ["csv", "json", "table", "md", "tsv"])
def test_no_control_character_reaches_a_terminal(form):
    query = r'SELECT ?x WHERE { VALUES ?x { "red\u001B[31m\u0007\u009B\u202E\u200B\rx" } }'
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "foederis", "sparql", query, "--format", form]
    subprocess.run(command, stdout=slave, stderr=subprocess.PIPE, check=True)
    os.close(slave)
    got = b""
    try:
        while piece := os.read(master, 65536):
            got += piece
    except OSError:  # the other end is closed
        pass
    os.close(master)
    text = got.decode().replace("\r\n", "\n")  # the terminal's own line ends
    assert "red" in text
    assert not set(text) & (set(HIDDEN) - {"\n", "\t"}), ascii(text)
