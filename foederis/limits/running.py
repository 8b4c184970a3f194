"""The process that works, and the one that watches it."""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, NoReturn, TypeVar

from foederis.errors import BadUse, EngineFailed, FoederisError
from foederis.limits import memory, network

T = TypeVar("T")
PAUSE = 0.01  # seconds between two looks at what the process holds
_OUT_OF_MEMORY = 75  # the exit code of a process that was refused memory
_FRESH = "import sys; sys.path[:] = sys.argv[1:]; from foederis.limits.running import fresh; fresh()"


@dataclass(frozen=True)
class Limits:
    """What work may take, and what is told when it takes more.

    Attributes:
        seconds: the time it may take; None: as long as it likes.
        memory: the bytes it may hold for itself beyond those with which it began; None: a quarter of the machine's.
        connects: whether it may open connections.
        what: what works, at the begin of a sentence: `the query`.
        where: in what: the name of an engine, or a file.
        remedy: of time and memory.
        dead: the remedy when its process died.
    """

    seconds: float | None = None
    memory: int | None = None
    connects: bool = False
    what: str = "the work"
    where: str = ""
    remedy: str = ""
    dead: str = ""


def run(limits: Limits, work: Callable[..., T], *given: Any) -> T:  # noqa: ANN401 (whatever the work takes)
    """Return what work makes of what it is given, worked out in a process of its own.

    The work is a function of a module, and what it is given and returns can be pickled. What it writes to the standard
    error is passed on, unless its process dies.

    Raises:
        BadUse: the limit in time is none.
        FoederisError: the work raised it.
        EngineFailed: it took too long or too much memory, its process died, or it raised what it should not.
    """
    if limits.seconds is not None and not limits.seconds > 0:
        raise BadUse("a limit in time is a number of seconds above 0", f"{limits.seconds:g}", "Give one such as 60.")
    most = memory.default() if limits.memory is None else limits.memory
    with _scratch() as errors:
        process = _start(errors, most, limits.connects, work, given)
        reader = _Reader(process.answers)
        try:
            _watch(process, reader, limits, most)
            process.wait(_LAST)
        finally:
            code = process.end()
        errors.seek(0)
        told = errors.read().decode("utf-8", "replace")
    if reader.answer is None:
        raise _died(code, told, limits, most)
    if told and sys.stderr is not None:
        sys.stderr.write(told)
    if isinstance(reader.answer, _Broken):
        raise EngineFailed(f"{limits.what} failed: {reader.answer.why}", limits.where, limits.dead)
    if isinstance(reader.answer, FoederisError):
        raise reader.answer
    result: T = reader.answer.result
    return result


def _watch(process: "_Copy | _Fresh", reader: "_Reader", limits: Limits, most: int | None) -> None:
    """Wait until the process has answered or ended."""
    begun = time.monotonic()
    while reader.is_alive():
        reader.join(PAUSE)
        if most is not None and memory.held(process.pid) - process.base > most:
            raise _too_much(limits, most)
        if limits.seconds is not None and time.monotonic() - begun > limits.seconds and reader.is_alive():
            raise EngineFailed(f"{limits.what} took more than {limits.seconds:g} seconds", limits.where, limits.remedy)


@dataclass(frozen=True)
class _Worked:
    result: Any


@dataclass(frozen=True)
class _Broken:
    why: str


class _Reader(threading.Thread):
    """Reads the answer as it comes, so that the process never waits for its reader; None when it ended without one."""

    def __init__(self, answers: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._answers = answers
        self.answer: _Worked | _Broken | FoederisError | None = None
        self.start()

    def run(self) -> None:
        # Written by our own code at the other end; it breaks off when the process dies.
        with suppress(EOFError, pickle.UnpicklingError, OSError, ValueError), self._answers:
            self.answer = pickle.load(self._answers)  # noqa: S301


def _too_much(limits: Limits, most: int | None) -> EngineFailed:
    what = f"{limits.what} took more than {memory.shown(most or 0)} of memory"
    return EngineFailed(what, limits.where, limits.remedy)


def _died(code: int, told: str, limits: Limits, most: int | None) -> EngineFailed:
    refused = code == -signal.SIGABRT and any(words in told for words in _REFUSED)
    if refused or code == _OUT_OF_MEMORY:
        return _too_much(limits, most)
    how = f"stopped without an answer, with exit code {code}"
    if code < 0:
        how = f"ended by signal {-code}"
        with suppress(ValueError):
            how += f" ({signal.Signals(-code).name})"
    return EngineFailed(f"the engine {how}", limits.where, limits.dead)


# As Rust, C++ and RocksDB say it before they abort.
_REFUSED = ("memory allocation of", "bad_alloc", "Resource temporarily unavailable", "mmap")


def _scratch() -> IO[bytes]:
    """Return a file without a name."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("errors"), "w+b")
    import tempfile

    return tempfile.TemporaryFile()


def _start(
    errors: IO[bytes], most: int | None, connects: bool, work: Callable[..., Any], given: tuple[Any, ...]
) -> "_Copy | _Fresh":
    """Start the work: in a copy of this process where that is sure to run, else in a fresh one.

    Threads of an engine are not in a copy of the process, and whatever waits for them there waits for ever.
    """
    if _has_one_thread():
        return _Copy(errors, most, connects, work, given)
    return _Fresh(errors, most, connects, work, given)


def _has_one_thread() -> bool:
    """Tell whether this process has one thread, and so can be copied; threads of an engine count."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) == 1
    return False


class _Copy:
    """A copy of this process that works; `base` is what it held when it began, all of it shared with this one."""

    def __init__(self, errors: IO[bytes], *task: Any) -> None:  # noqa: ANN401
        for stream in (sys.stdout, sys.stderr):  # what they still hold is not to be written twice
            if stream is not None:
                stream.flush()
        reading, writing = os.pipe()
        self.base = memory.held()
        self._code: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(reading)
                os.dup2(errors.fileno(), 2)
                if "faulthandler" in sys.modules:
                    sys.modules["faulthandler"].disable()  # it would speak of this process
                _work(os.fdopen(writing, "wb"), *task)
            finally:
                os._exit(1)
        os.close(writing)
        self.answers: IO[bytes] = os.fdopen(reading, "rb")

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._code is None and time.monotonic() < until:
            if not self._ended(os.WNOHANG):
                time.sleep(PAUSE / 10)

    def end(self) -> int:
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._ended(0)
        return self._code or 0

    def _ended(self, how: int) -> bool:
        try:
            ended, status = os.waitpid(self.pid, how)
        except ChildProcessError:  # where a program ignores the end of its children, nobody learns how they ended
            ended, status = self.pid, 0
        if ended:
            self._code = os.waitstatus_to_exitcode(status)
        return bool(ended)


class _Fresh:
    """A new interpreter that works."""

    def __init__(self, errors: IO[bytes], *task: Any) -> None:  # noqa: ANN401
        import subprocess

        self.base = 0
        if not sys.executable:
            raise EngineFailed("there is no Python interpreter to start", "", "Run it with one of its own.")
        command = [sys.executable, "-c", _FRESH, *map(str, sys.path)]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        self.pid = self._process.pid
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:  # cannot be: both are pipes
            raise EngineFailed("there is no pipe to a new process")
        self.answers: IO[bytes] = answers
        with suppress(OSError), asked:  # it may have died
            pickle.dump(task, asked)

    def wait(self, seconds: float) -> None:
        from subprocess import TimeoutExpired

        with suppress(TimeoutExpired):
            self._process.wait(seconds)

    def end(self) -> int:
        self._process.kill()
        return self._process.wait()


_LAST = 5  # seconds in which a process that has answered ends


def fresh() -> None:
    """Do the work that comes in on standard input: in a process that was started for it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what an engine prints is no answer
    _work(answers, *pickle.load(sys.stdin.buffer))  # noqa: S301 (of the process that started this one)


def _work(
    answers: IO[bytes], most: int | None, connects: bool, work: Callable[..., Any], given: tuple[Any, ...]
) -> NoReturn:
    code = 1
    try:
        network.end_with_parent()
        if not connects:
            network.cut()
        memory.wall(most)
        with answers:
            pickle.dump(_worked(work, given), answers)
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)  # at once: threads of an engine would be waited for


def _worked(work: Callable[..., Any], given: tuple[Any, ...]) -> _Worked | _Broken | FoederisError:
    try:
        return _Worked(work(*given))
    except FoederisError as error:
        return error
    except MemoryError:
        raise
    except BaseException as error:  # what the Rust of an engine raises when it breaks is no Exception
        lines = str(error).splitlines()
        return _Broken(f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__)
