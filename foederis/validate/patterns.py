"""Regular expressions of shapes that are matched with a limit of time: Python's can take years for forty letters."""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyshacl.constraints.core.string_based_constraints import PatternConstraintComponent

SECONDS = 10
"""How long one pattern may look at one value."""


_REPEATS = re.compile(r"[*+{]")  # with fewer than two, time grows with the text at most squared


class TooLongError(Exception):
    """A pattern took too long; the message names it and the value."""


class Timed:
    """A compiled pattern whose `match` and `search` end after a number of seconds.

    Where a timer cannot be set (Windows, or another thread than the main one) there is no limit.
    """

    def __init__(self, pattern: re.Pattern[str], seconds: float = SECONDS) -> None:
        self._pattern = pattern
        self._seconds = seconds
        self._can = hasattr(signal, "setitimer")

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start of a text.

        Raises:
            TooLongError: it took too long.
        """
        return self._timed(self._pattern.match, text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text.

        Raises:
            TooLongError: it took too long.
        """
        return self._timed(self._pattern.search, text)

    def _timed(self, look: Any, text: str) -> re.Match[str] | None:  # noqa: ANN401 (a bound method of a pattern)
        if not self._can or threading.current_thread() is not threading.main_thread():
            return look(text)  # type: ignore[no-any-return]

        def stop(number: int, frame: object) -> None:
            shown = text if len(text) <= 40 else f"{text[:40]}..."
            raise TooLongError(f"the pattern {self._pattern.pattern!r} takes over {self._seconds} s on {shown!r}")

        before = signal.signal(signal.SIGALRM, stop)
        left, interval = signal.setitimer(signal.ITIMER_REAL, self._seconds)
        try:
            return look(text)  # type: ignore[no-any-return]
        finally:
            signal.setitimer(signal.ITIMER_REAL, left, interval)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def timed() -> Iterator[None]:
    """Let pySHACL match the patterns of shapes with a limit of time, and put back what was there."""
    init = PatternConstraintComponent.__init__

    def own(self: Any, shape: Any) -> None:  # noqa: ANN401 (as pySHACL has it)
        init(self, shape)
        self.compiled_cache = {
            rule: Timed(pattern) if len(_REPEATS.findall(pattern.pattern)) > 1 else pattern
            for rule, pattern in self.compiled_cache.items()
        }

    setattr(PatternConstraintComponent, "__init__", own)  # noqa: B010 (mypy: a method)
    try:
        yield
    finally:
        setattr(PatternConstraintComponent, "__init__", init)  # noqa: B010
