"""The errors a user can meet: each says what, where and the remedy, and carries its exit code."""

from foederis import escapes


class FoederisError(Exception):
    """Base of the family. The edges print it as two lines: `what (where)` and the remedy."""

    exit_code = 2

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = _plain(what)
        self.where = _plain(where)
        self.remedy = _plain(remedy)

    def __str__(self) -> str:
        """Return the two lines that the command line prints."""
        first = f"{self.what} ({self.where})" if self.where else self.what
        return f"{first}\n{self.remedy}" if self.remedy else first


def _plain(text: str) -> str:
    """Return a text as one line of a terminal: what a value or a parser's message holds cannot break or turn it."""
    line = escapes.shown(text)
    if len(line) > _LONGEST:
        return f"{line[: _LONGEST - 100]} ... {line[-95:]}"
    return line


_LONGEST = 1000


class NothingFound(FoederisError):
    """A well-formed request with a negative answer: nothing found, not valid, drifted."""

    exit_code = 1


class BadUse(FoederisError):
    """A wrong word, value or format on the command line or in a call."""

    exit_code = 2


class AnotherKind(BadUse):
    """A value that names something, of a kind that cannot be meant here."""


class BadInput(FoederisError):
    """A file that cannot be read, or whose content is broken."""

    exit_code = 2


class EngineFailed(FoederisError):
    """An engine or an endpoint failed on a request that was well formed."""

    exit_code = 3
