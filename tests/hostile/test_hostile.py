"""Every row of the table of hostile input, through the real command line, with the memory that it took."""

import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.row import Content, Row
from tests.listener import Listener

FOLDER = Path(__file__).parent
TABLES = sorted(path.stem for path in FOLDER.glob("rows_*.py"))
ROWS: list[Row] = [row for table in TABLES for row in importlib.import_module(f"tests.hostile.{table}").ROWS]


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


def placed(content: Content, address: str) -> bytes:
    made = content() if callable(content) else content
    return (made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made).replace(b"@@", address.encode())


def taken(row: Row, folder: Path, address: str) -> tuple[dict[str, int], bytes, bytes]:
    """Run a row; return its exit code and memory, its output and its errors."""
    here = folder / "here"
    here.mkdir()
    for name, content in row.files.items():
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(placed(content, address))
    words = [os.fsencode(word).replace(b"@@", address.encode()) for word in row.command]
    report = folder / "took.json"
    done = subprocess.run(
        [sys.executable, str(FOLDER / "measured.py"), str(report), sys.executable, "-m", "foederis", *words],
        input=placed(row.stdin, address),
        capture_output=True,
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parents[1]), "COLUMNS": "120", **row.environment},
        timeout=180,
    )
    assert report.exists(), done.stderr.decode(errors="replace")
    return json.loads(report.read_text(encoding="ascii")), done.stdout, done.stderr


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.name, marks=[pytest.mark.long] if row.long else []) for row in ROWS]
)
def test_hostile_input_has_its_right_outcome_within_its_memory(row, tmp_path, listener, store):
    asked = listener.came
    took, out, error = taken(row, tmp_path, listener.address)
    told = error.decode("utf-8", "replace")
    assert not took["late"], f"it did not end: {told}"
    assert b"Traceback" not in error, told
    assert took["code"] == row.code, told
    first = (told or out.decode("utf-8", "replace")).splitlines() or [""]
    assert row.says in first[0], told
    if row.code in (2, 3):
        assert first[0].startswith("foederis: "), told
        assert len(first) == 2, told
    assert not row.silent or out == b""
    assert [one for one in row.holds if one not in out] == []
    assert [one for one in row.lacks if one in out or one in error] == []
    assert took["memory"] <= row.memory, f"{took['memory']} MB"
    assert listener.came == asked, "it reached out"


def test_no_two_rows_have_the_same_name():
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


def test_a_row_can_fail(tmp_path, listener):
    """What is measured is measured: a program that holds 300 MB is seen to, and one that connects is counted."""
    script = "import socket, sys; x = bytearray(b'x') * 300_000_000; socket.create_connection(('127.0.0.1', int(sys.argv[1])))"
    port = listener.address.rsplit(":", 1)[1].strip("/")
    asked, report = listener.came, tmp_path / "took.json"
    subprocess.run(
        [sys.executable, str(FOLDER / "measured.py"), str(report), sys.executable, "-c", script, port], check=True
    )
    took = json.loads(report.read_text(encoding="ascii"))
    assert took["code"] == 0
    assert 300 <= took["memory"] < 400
    for _ in range(100):
        if listener.came > asked:
            break
        threading.Event().wait(0.05)
    assert listener.came == asked + 1
