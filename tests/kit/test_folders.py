"""A folder of a draft is whole or not there, also when the work is killed."""

import os
import signal
import subprocess
import sys

import pytest

from foederis.errors import BadInput
from foederis.kit import folders

KILLED = """
import os, signal, sys
from pathlib import Path
from foederis.kit import folders
renamed, exchanged, at = Path.rename, folders._exchange, sys.argv[2]
def kill():
    os.kill(os.getpid(), signal.SIGKILL)
def rename(self, target):
    if self.name == at:
        kill()
    return renamed(self, target)
def exchange(one, other):
    if at == "before":
        kill()
    if at == "after":
        exchanged(one, other)
        kill()
    return False  # as a system that cannot do it
Path.rename, folders._exchange = rename, exchange
folders.put(Path(sys.argv[1]), {"layout.toml": b"new", "text.txt": b"new"})
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_replace_those_of_their_name_and_leave_others(tmp_path):
    target = tmp_path / "a" / "draft"
    folders.put(target, {"layout.toml": b"one", "text.txt": b"one"})
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    folders.put(target, {"layout.toml": b"two"})
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        "layout.toml": b"two", "text.txt": b"one", "notes.txt": b"mine",
    }  # fmt: skip
    assert names(tmp_path / "a") == ["draft"]


@pytest.mark.skipif(os.name != "posix", reason="a process is killed")
@pytest.mark.parametrize(("at", "first"), [("draft", False), ("new", False), ("new", True), ("before", False)])
def test_work_that_is_killed_leaves_what_was_there(tmp_path, at, first):
    target = tmp_path / "draft"
    if not first:
        folders.put(target, {"layout.toml": b"old", "notes.txt": b"mine"})
    ended = subprocess.run([sys.executable, "-c", KILLED, str(target), at], check=False, env=os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
    })  # fmt: skip
    assert ended.returncode == -signal.SIGKILL
    assert not first or not target.exists()
    folders.sweep(target)
    assert names(tmp_path) == ([] if first else ["draft"])
    assert first or (target / "layout.toml").read_bytes() == b"old"


@pytest.mark.skipif(sys.platform != "linux", reason="two folders change names at once")
def test_a_folder_is_there_at_every_moment_and_is_the_old_one_or_the_new_one(tmp_path):
    target = tmp_path / "graph"
    folders.put(target, {"sources/a.trig": b"old", "b.trig": b"old", "gone.trig": b"old"})
    for at, content in (("before", b"old"), ("after", b"new")):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(target), at], check=False, env=os.environ | {
            "PYTHONPATH": os.pathsep.join(sys.path),
        })  # fmt: skip
        assert ended.returncode == -signal.SIGKILL
        assert (target / "layout.toml").exists() == (content == b"new")
        assert (target / "sources" / "a.trig").read_bytes() == b"old"
    folders.sweep(target)
    assert names(tmp_path) == ["graph"]


def test_files_in_folders_are_written_and_those_that_go_are_gone(tmp_path):
    target = tmp_path / "graph"
    folders.put(target, {"sources/a.trig": b"old", "gone.trig": b"old"})
    folders.put(target, {"sources/x/b.trig": b"new"}, ["gone.trig"], "the graph", "Mend it.")
    assert {str(path.relative_to(target)) for path in target.rglob("*.trig")} == {"sources/a.trig", "sources/x/b.trig"}
    with pytest.raises(BadInput, match="the graph cannot be written"):
        folders.put(target, {}, ["not-there.trig"], "the graph", "Mend it.")
    assert names(tmp_path) == ["graph"]


def test_what_a_process_is_writing_now_is_left_to_it(tmp_path):
    mine = tmp_path / f".draft-draft-{os.getpid()}-x1"
    mine.mkdir()
    folders.sweep(tmp_path / "draft")
    assert mine.exists()


def test_where_nothing_can_be_written_it_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot be written"):
        folders.put(tmp_path / "file" / "draft", {"text.txt": b""})
