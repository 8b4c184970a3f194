"""A row of the table of hostile input."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Content = str | bytes | Callable[[], str | bytes]


@dataclass(frozen=True)
class Row:
    """What is put in and what must come of it.

    Attributes:
        name: what is tried, in words; no two rows have the same.
        command: the words after `foederis`; bytes where a word is no text. `@@` is the address of a listener.
        code: the exit code: 0, 1 (a negative answer), 2 (bad use or input) or 3 (an engine failed).
        says: words that the first line of the standard error holds; that of standard output where the code is 0 or 1
            and nothing stands on the standard error. Empty: anything.
        files: by name, what lies in the folder in which the command runs; `@@` as above.
        stdin: what comes in on standard input.
        environment: variables that are set for it.
        memory: the most that the command and its children may hold, each for itself, in MB (peak resident set, mapped
            files and the program's own 40 to 150 MB included).
        silent: whether the standard output must be empty.
        long: whether only `make test-all` runs it.
        holds: words that standard output must hold, and (`lacks`) must not hold, as bytes.
    """

    name: str
    command: tuple[str | bytes, ...]
    code: int
    says: str = ""
    files: Mapping[str, Content] = field(default_factory=dict)
    stdin: bytes = b""
    environment: Mapping[str, str] = field(default_factory=dict)
    memory: int = 400
    silent: bool = False
    long: bool = False
    holds: tuple[bytes, ...] = ()
    lacks: tuple[bytes, ...] = ()
