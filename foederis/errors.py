"""The errors a user can meet: each says what, where and the remedy, and carries its exit code."""


class FoederisError(Exception):
    """Base of the family. The edges print it as two lines: `what (where)` and the remedy."""

    exit_code = 2

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = " ".join(what.split())  # a parser's message may run over lines
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the two lines that the command line prints."""
        first = f"{self.what} ({self.where})" if self.where else self.what
        return f"{first}\n{self.remedy}" if self.remedy else first


class NothingFound(FoederisError):
    """A well-formed request with a negative answer: nothing found, not valid, drifted."""

    exit_code = 1


class BadUse(FoederisError):
    """A wrong word, value or format on the command line or in a call."""

    exit_code = 2


class BadInput(FoederisError):
    """A file that cannot be read, or whose content is broken."""

    exit_code = 2


class EngineFailed(FoederisError):
    """An engine or an endpoint failed on a request that was well formed."""

    exit_code = 3
