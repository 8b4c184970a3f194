"""A damaged cache is noticed, made again and said, whatever the damage; a whole one is used as it is."""

import importlib.util
import random
import shutil
from pathlib import Path

import pytest

from foederis import cached, graph, queries
from foederis.graph import storage
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("whole") / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDERIS_CACHE", str(place))
        graph.store()
        queries.questions()
    return place


@pytest.fixture
def cache(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDERIS_CACHE", str(tmp_path / "cache"))
    shutil.copytree(whole, tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def damages():
    spec = importlib.util.spec_from_file_location("damages", ROOT / "bench" / "damages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(40))
def test_each_damage_is_noticed_before_the_engine_reads(cache, damages, seed, monkeypatch, capsys):
    monkeypatch.setattr(storage, "_build", lambda place, target: None)
    done = damages.damage(cache, random.Random(seed))
    again = graph.store() is None
    names = set(queries.questions())
    said = capsys.readouterr().err
    assert "scoreboard" in names
    if "questions" in done:
        assert not again
    else:
        assert again, done
    if not done.startswith("remove questions"):
        assert said.count("was damaged; it is made again") == 1, (done, said)


@pytest.mark.parametrize("kind", ["flip", "list", "seal", "folder"])
def test_a_damaged_cache_is_made_again_and_then_used_without_a_word(cache, run, kind):
    (built,) = cache.glob("store-*")
    (listed,) = cache.glob("questions-*")
    match kind:
        case "flip":
            largest = max(built.iterdir(), key=lambda path: path.stat().st_size)
            content = bytearray(largest.read_bytes())
            content[len(content) // 2] ^= 1
            largest.write_bytes(content)
        case "list":
            listed.write_text("[]", encoding="ascii")
        case "seal":
            (built / cached.SEAL).write_text("{}", encoding="ascii")
        case "folder":
            shutil.rmtree(built)
            built.write_text("a file where a folder should be", encoding="ascii")
    code, out, err = run("ask", "scoreboard", "--format", "csv")
    assert code == 0
    assert err.endswith("was damaged; it is made again\n")
    assert len(err.splitlines()) == 1
    assert run("ask", "scoreboard", "--format", "csv") == (0, out, "")


def test_a_store_is_opened_once_by_a_process_and_again_when_a_file_of_it_was_written_anew(cache):
    first = graph.store()
    assert graph.store() is first
    (built,) = cache.glob("store-*")
    one = max(built.iterdir(), key=lambda path: path.stat().st_size)
    one.write_bytes(one.read_bytes())  # the same bytes: whole, and looked at again
    assert graph.store() is not first


def test_a_whole_cache_is_opened_and_not_built(cache, monkeypatch, capsys):
    monkeypatch.setattr(storage, "_build", lambda place, target: pytest.fail("built"))
    assert len(graph.store()) > 10_000
    assert capsys.readouterr().err == ""


def test_what_a_killed_process_left_behind_is_removed_once_it_is_old(cache, monkeypatch):
    left, working = cache / "building-left", cache / "building-working"
    left.mkdir()
    (left / "file").write_text("x", encoding="ascii")
    monkeypatch.setattr(cached, "_OLD", -100)
    cached.clear(cache)
    assert not left.exists()
    monkeypatch.undo()
    working.mkdir()
    cached.clear(cache)
    assert working.exists()


def test_json_that_was_altered_counts_as_none(tmp_path, capsys):
    path = tmp_path / "a.json"
    cached.write_json(path, [{"a": "é"}])
    assert cached.read_json(path) == [{"a": "é"}]
    assert cached.read_json(tmp_path / "b.json") is None
    assert capsys.readouterr().err == ""
    for content in (b"", b"[]", path.read_bytes()[:-1], path.read_bytes() + b" ", b"\xff\n[]", b"[" * 100_000):
        path.write_bytes(content)
        assert cached.read_json(path) is None
        assert "damaged" in capsys.readouterr().err
        assert not path.exists()
