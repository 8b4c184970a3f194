"""Memory as a process really holds it: private pages, in memory or swapped out, without mapped files."""

import math
import os
import re
from contextlib import suppress
from pathlib import Path

from foederis.errors import BadUse

_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*([KMGT]?)(I?)B?", re.IGNORECASE | re.ASCII)
_CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
LEAST = 1_000_000


def size(given: str | int) -> int:
    """Return a size in bytes: `2GB` and `500 MB` count in thousands, `2GiB` in 1,024s, a bare number is bytes.

    Raises:
        BadUse: it is no size, or less than a megabyte.
    """
    found = _SIZE.fullmatch(str(given).strip()[:40])
    if found is None:
        raise BadUse("this is no size of memory", f"memory {given}", "Give one such as 500MB, 2GB or 1.5GiB.")
    number, unit, binary = found.groups()
    count = int(float(number) * (1024 if binary else 1000) ** _POWERS[unit.upper()])
    if count < LEAST:
        raise BadUse("this is too little memory for any query", f"memory {given}", "Give one such as 500MB or 2GB.")
    return count


def default() -> int | None:
    """Return a quarter of the memory of the machine, or of what its container may have; None where nobody can tell."""
    found = []
    with suppress(AttributeError, ValueError, OSError):
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for place in _CGROUPS:
        with suppress(OSError, ValueError):
            found.append(int(Path(place).read_text(encoding="ascii")))
    return max(min(found) // 4, LEAST) if found else None


def held(process: int | str = "self") -> int:
    """Return the bytes that a process holds for itself; 0 where the system does not tell (there is no /proc)."""
    return _read(process, "RssAnon", "VmSwap")


def asked(process: int | str = "self") -> int:
    """Return the bytes that a process has asked for as its own data, whether it holds them yet or not."""
    return _read(process, "VmData")


def _read(process: int | str, *names: str) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    wanted = tuple(f"{name}:" for name in names)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def wall(memory: int | None) -> None:
    """Let this process ask for no more than so many bytes beyond what it has (None: any), and leave no core behind.

    One request for far more than there is must not wait to be noticed: the system refuses it at once. What is asked for
    is more than what is held (stacks of threads, room to grow), so this leaves some room, and who watches the process
    mostly ends it first.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is None or not asked():  # a system that does not tell what was asked for
        return
    most = asked() + memory + _ROOM
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def shown(count: int) -> str:
    """Return a size as a reader says it: `2 GB`."""
    power = max(0, min(4, int(math.log(count, 1000)))) if count else 0
    return f"{count / 1000**power:.3g} {('bytes', 'kB', 'MB', 'GB', 'TB')[power]}"


_ROOM = 256 << 20  # bytes; the store on disk asks for 130 MB and holds 48
