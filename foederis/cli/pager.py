"""A pager at a terminal, for what is longer than the screen."""

import os
import shlex
import shutil
import signal
import subprocess

from foederis import terminal

_USUAL = ("less", "more")
_LESS = "FRX"  # quit if all fits, and leave what was read on the screen


def fits(text: str) -> bool:
    """Tell whether a text fits on the screen, with a line left for the prompt."""
    size = shutil.get_terminal_size()
    return sum(max(-(-terminal.width(line) // size.columns), 1) for line in text.splitlines()) < size.lines


def page(data: bytes) -> bool:
    """Show data in the reader's pager: PAGER, else `less` or `more`.

    Returns:
        False when no pager showed it: there is none, PAGER is empty, the terminal cannot be steered, or it failed.
    """
    chosen = os.environ.get("PAGER")
    if chosen == "" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    for command in [*([chosen] if chosen else []), *_USUAL]:
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        found = shutil.which(words[0]) if words else None
        if found:
            return _shown([found, *words[1:]], data)
    return False


def _shown(command: list[str], data: bytes) -> bool:
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 (the reader's own)
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager's while it is read
    try:
        process.communicate(data)  # a pager that is left early closes the pipe, which is no fault
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode <= 0
