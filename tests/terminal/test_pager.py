"""What is longer than the screen goes through a pager, at a terminal only, and nothing is lost."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from foederis import terminal
from foederis.cli import pager

LONG = ["ask", "without-link"]
QUESTION = "Which entities have no link to another data set?"
SHORT = ["ask", "strategic-partners"]


def at_terminal(arguments: list[str], size: tuple[int, int] = (24, 80), **environment: str) -> tuple[int, str]:
    """Run the program at a terminal of some lines and columns; return its exit code and all that was shown."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    given = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "PAGER", "LESS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "foederis", *arguments],
        stdin=side, stdout=side, stderr=side, env={**given, "TERM": "xterm", **environment}, start_new_session=True,
    )  # fmt: skip
    os.close(side)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(main)
    return process.wait(60), shown.decode().replace("\r\n", "\n")


@pytest.fixture
def keeps(tmp_path) -> Path:
    """Return a pager that keeps what it is given."""
    program = tmp_path / "keeps"
    program.write_text(f'#!/bin/sh\ncat > "{tmp_path}/kept"\necho paged\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def test_a_long_answer_goes_through_the_pager_whole(keeps):
    code, shown = at_terminal(LONG, PAGER=str(keeps))
    kept = (keeps.parent / "kept").read_text(encoding="utf-8")
    assert (code, shown) == (0, "paged\n")
    assert len(kept.splitlines()) > 24
    assert kept.splitlines()[-1].endswith("foederis source show LOCATOR")
    assert max(map(terminal.width, kept.splitlines())) <= 80
    assert "\x1b" not in kept


def test_a_short_answer_and_no_pager_and_a_pipe_go_past_it(keeps):
    for arguments in (SHORT, [*LONG, "--no-pager"], ["--no-pager", *LONG]):
        code, shown = at_terminal(arguments, PAGER=str(keeps))
        assert code == 0
        assert "paged" not in shown
        assert "rows." in shown
        assert max(map(terminal.width, shown.splitlines())) <= 80
    piped = subprocess.run(
        [sys.executable, "-m", "foederis", *LONG, "--format", "table"],
        capture_output=True, env={**os.environ, "PAGER": str(keeps)}, check=True,
    )  # fmt: skip
    assert b"rows." in piped.stdout
    assert not (keeps.parent / "kept").exists()


@pytest.mark.parametrize("command", ["false", "no-such-pager-at-all -x", "'unbalanced", ""])
def test_without_a_pager_that_works_all_is_printed(command, tmp_path):
    # no other pager is on this path either
    code, shown = at_terminal(
        LONG, PAGER=command, PATH=f"{tmp_path}:/nowhere" if command != "false" else os.environ["PATH"]
    )
    assert code == 0
    assert shown.splitlines()[0] == QUESTION
    assert shown.splitlines()[-1].endswith("foederis source show LOCATOR")


def test_a_pager_that_is_left_early_is_no_fault():
    code, shown = at_terminal(LONG, PAGER="head -n 1")
    assert (code, len(shown.splitlines())) == (0, 1)


def test_a_terminal_that_cannot_be_steered_has_no_pager(keeps):
    assert "paged" not in at_terminal(LONG, PAGER=str(keeps), TERM="dumb")[1]


def test_an_error_at_a_terminal_is_folded_to_its_width():
    code, shown = at_terminal(["ask", "amounts", "--format", "docx"], (24, 40))
    assert code == 2
    assert max(map(len, shown.splitlines())) <= 40


def test_what_fits_leaves_a_line_for_the_prompt(monkeypatch):
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setenv("LINES", "4")
    assert pager.fits("a\nb\nc\n")
    assert not pager.fits("a\nb\nc\nd\n")
    assert not pager.fits("a\nb\n" + "x" * 11)
