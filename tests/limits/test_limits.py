"""Work in a process of its own ends at its limits, cannot open a connection, and may die."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from foederis import limits
from foederis.errors import BadInput, BadUse, EngineFailed
from foederis.limits import memory, running
from tests.limits import works
from tests.listener import Listener

LINUX = sys.platform == "linux"
MB = 1_000_000


@pytest.fixture(params=["a copy", "a fresh process"])
def start(request, monkeypatch) -> str:
    """Let the work run in a copy of this process, or in a fresh one."""
    if request.param == "a copy" and not LINUX:
        pytest.skip("only Linux tells whether a process can be copied")
    monkeypatch.setattr(running, "_has_one_thread", lambda: request.param == "a copy")
    return request.param


@pytest.fixture
def port() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


def test_work_gives_its_result_from_another_process(start):
    assert limits.run(limits.Limits(), works.twice, 21) == 42
    assert limits.run(limits.Limits(), works.process) != os.getpid()


def test_an_error_of_ours_comes_through_and_any_other_is_named(start):
    with pytest.raises(BadInput) as told:
        limits.run(limits.Limits(), works.refuses)
    assert (told.value.what, told.value.where, told.value.remedy) == ("what", "where", "remedy")
    with pytest.raises(EngineFailed, match="the work failed: KeyError: 'a line"):
        limits.run(limits.Limits(dead="Mend it."), works.breaks)


def test_what_work_says_on_the_standard_error_is_passed_on(start, capfd):
    assert limits.run(limits.Limits(), works.says, "mind é\n") == "mind é\n"
    assert "mind é" in capfd.readouterr().err


def test_work_that_takes_too_long_is_ended(start, tmp_path):
    path = tmp_path / "pid"
    with pytest.raises(EngineFailed) as told:
        limits.run(limits.Limits(2, what="the nap", where="here", remedy="Wake up."), works.sleeps, str(path))
    assert str(told.value) == "the nap took more than 2 seconds (here)\nWake up."
    if path.exists():  # under load it may not have come so far
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.read_text(encoding="ascii")), 0)


@pytest.mark.skipif(not LINUX, reason="only Linux tells what a process holds")
@pytest.mark.parametrize(("steps", "size"), [(4000, MB), (1, 4000 * MB)])
def test_work_that_takes_too_much_memory_is_ended(start, steps, size):
    with pytest.raises(EngineFailed, match="the work took more than 200 MB of memory"):
        limits.run(limits.Limits(60, 200 * MB), works.grows, steps, size)


@pytest.mark.skipif(not LINUX, reason="only Linux refuses memory")
def test_memory_that_the_system_refuses_is_named_too(start):
    with pytest.raises(EngineFailed, match="more than 200 MB of memory"):
        limits.run(limits.Limits(60, 200 * MB), works.swallows, 4000 * MB)


def test_work_that_stays_within_its_memory_is_not_ended(start):
    assert limits.run(limits.Limits(60, 300 * MB), works.grows, 100, MB) == 100


@pytest.mark.skipif(not LINUX, reason="only Linux tells what a process holds")
def test_a_mapped_file_does_not_count(start, tmp_path):
    path = tmp_path / "mapped"
    with path.open("wb") as file:
        file.truncate(400 * MB)
    assert limits.run(limits.Limits(60, 200 * MB), works.maps, str(path)) == 0


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_process_that_dies_is_named_by_its_signal(start, number):
    with pytest.raises(EngineFailed) as told:
        limits.run(limits.Limits(where="engine", dead="Take it apart."), works.dies, number)
    assert told.value.exit_code == 3
    assert str(told.value) == f"the engine ended by signal {number:d} ({number.name}) (engine)\nTake it apart."


@pytest.mark.skipif(not LINUX, reason="libseccomp is for Linux")
def test_a_process_cannot_open_a_connection(start, port):
    with pytest.raises(EngineFailed, match="Permission"):
        limits.run(limits.Limits(60), works.connects, port.number)
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            with pytest.raises(EngineFailed, match="Permission"):
                limits.run(limits.Limits(60), works.opens, int(family), int(kind))
    with pytest.raises(EngineFailed, match="gaierror"):
        limits.run(limits.Limits(60), works.looks_up, "example.org")
    assert port.came == 0


def test_a_process_that_may_connect_does(start, port):
    limits.run(limits.Limits(60, connects=True), works.connects, port.number)
    wait_for(lambda: port.came == 1)


REACHING = {
    "asks_oxigraph": "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "asks_rdflib": "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "loads_with_rdflib": "LOAD <{0}>",
}


@pytest.mark.skipif(not LINUX, reason="libseccomp is for Linux")
@pytest.mark.parametrize("name", REACHING)
def test_a_query_that_nobody_read_reaches_nothing(name, port):
    text = REACHING[name].format(port.address)
    work = getattr(works, name)
    with pytest.raises(EngineFailed):
        limits.run(limits.Limits(60), work, text)
    assert port.came == 0
    with pytest.raises(EngineFailed):
        limits.run(limits.Limits(60, connects=True), work, text)
    wait_for(lambda: port.came > 0)


@pytest.mark.skipif(not LINUX, reason="only Linux ends a process with its parent")
@pytest.mark.parametrize("threads", [1, 2])
def test_a_process_ends_with_the_one_that_started_it(tmp_path, threads):
    path = tmp_path / "pid"
    script = (
        "import sys, threading, time; from foederis import limits; from tests.limits import works;"
        "[threading.Thread(target=time.sleep, args=(60,), daemon=True).start() for _ in range(int(sys.argv[2]) - 1)];"
        "limits.run(limits.Limits(), works.sleeps, sys.argv[1])"
    )
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    parent = subprocess.Popen([sys.executable, "-c", script, str(path), str(threads)], cwd=root)
    wait_for(lambda: path.exists() and path.read_text(encoding="ascii") != "")
    child = int(path.read_text(encoding="ascii"))
    parent.kill()
    parent.wait()
    wait_for(lambda: gone(child))


def gone(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_for(what) -> None:
    for _ in range(1200):
        if what():
            return
        time.sleep(0.05)
    pytest.fail("it did not come")


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_no_limit_in_time_is_refused(seconds):
    with pytest.raises(BadUse, match="seconds above 0"):
        limits.run(limits.Limits(seconds), works.twice, 1)


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ("2GB", 2_000_000_000), ("500 MB", 500_000_000), ("1.5GiB", 3 << 29), ("512m", 512_000_000), ("1T", 10**12),
        ("2000000", 2_000_000), (3_000_000, 3_000_000), (" 64MiB ", 64 << 20),
    ],
)  # fmt: skip
def test_a_size_is_read(given, count):
    assert limits.size(given) == count


@pytest.mark.parametrize(
    "given", ["", "GB", "2 GBB", "-1GB", "1e9", "nan", "٢GB", "2,5GB", "0", "1kB", "9" * 400 + "GB"]
)
def test_what_is_no_size_is_refused(given):
    with pytest.raises(BadUse) as told:
        limits.size(given)
    assert len(str(told.value).splitlines()) == 2


def test_a_size_is_shown_as_a_reader_says_it():
    assert [memory.shown(count) for count in (2_000_000_000, 6_317_000_000, 300 * MB, 1_500_000)] == [
        "2 GB", "6.32 GB", "300 MB", "1.5 MB",
    ]  # fmt: skip


@pytest.mark.skipif(not LINUX, reason="the memory of other systems is not asked")
def test_the_limit_is_a_quarter_of_the_machine_where_nothing_is_said():
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    found = memory.default()
    assert found is not None
    assert memory.LEAST <= found <= whole // 4
