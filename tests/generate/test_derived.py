"""Derived files: those of the repository are up to date, and a stale one is named with its remedy."""

from pathlib import Path

import pytest

from foederis import ontology, rooms
from foederis.errors import BadUse, NothingFound
from foederis.generate import derived
from foederis.generate.__main__ import main


@pytest.mark.long
def test_the_derived_files_of_the_repository_are_up_to_date():
    derived.check()


def test_a_stale_file_is_named_and_written_anew_and_nothing_else_is_touched(tmp_path: Path, monkeypatch, capsys):
    (tmp_path / "docs").mkdir()
    (tmp_path / "stale.txt").write_text("old")
    (tmp_path / "fresh.txt").write_text("new")
    made = [derived.Derived(tmp_path / f"{name}.txt", lambda: b"new") for name in ("stale", "fresh")]
    made.append(derived.Derived(tmp_path / "other.txt", None, "the text of it"))
    monkeypatch.setattr(rooms, "root", lambda: tmp_path)
    monkeypatch.setattr(derived, "derived", lambda: iter(made))
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "foederis: stale: stale.txt\nWrite them anew: make generate\n"
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "written: stale.txt",
        "left as it is: other.txt (needs the text of it)",
    ]
    assert (tmp_path / "stale.txt").read_text() == "new"
    assert main(["--check"]) == 0
    assert not (tmp_path / "other.txt").exists()


def test_out_of_a_checkout_nothing_is_derived(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "root", lambda: tmp_path)
    with pytest.raises(BadUse, match="no folder docs"):
        derived.write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_a_stale_context_is_seen(monkeypatch):
    monkeypatch.setattr(ontology, "context", lambda: "{}")
    with pytest.raises(NothingFound, match=r"ontology/context\.jsonld"):
        derived.check()
