"""What is missing is advised by a command that works where it is given; the page's script is built, or the reason told."""

import importlib.metadata
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from foederis import extras

ROOT = Path(__file__).resolve().parent.parent
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
BUILD = ROOT / "foederis" / "export" / "web" / "build.sh"


def test_in_a_checkout_it_is_installed_from_there(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "executable", str(ROOT / ".venv/bin/python"))
    assert extras.remedy("pictures") == "Install it: .venv/bin/python -m pip install -e '.[pictures]'"
    monkeypatch.chdir(tmp_path)
    assert extras.remedy("excel") == f"Install it: {ROOT}/.venv/bin/python -m pip install -e '{ROOT}[excel]'"


@pytest.mark.parametrize("extra", ["pictures", "excel", "pandas", "fast"])
def test_in_an_installed_wheel_what_it_asks_for_is_named(monkeypatch, tmp_path, extra):
    # As an installer writes them down: with bounds in another order, and a marker.
    told = [f'{one} ; extra == "{name}"' for name, all_ in DECLARED.items() for one in all_]
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["rdflib<8,>=7.1.4", *told])
    monkeypatch.setattr(extras, "CHECKOUT", tmp_path)
    advice = extras.remedy(extra)
    assert "foederis" not in advice.partition(" -m pip install ")[2]
    assert advice.endswith(f"-m pip install {' '.join(repr(one) for one in DECLARED[extra])}")


def test_an_environment_without_pip_is_advised_by_its_own_installer(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert extras.remedy("fast").startswith("Install it: uv pip install --python ")


@pytest.fixture
def programs(tmp_path) -> Path:
    """Return a folder that alone is the path: no Node, no npm, and a shell's own programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "dirname").symlink_to("/usr/bin/dirname")
    return folder


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def built(folder: Path, *what: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        ["/bin/sh", str(BUILD), str(folder / "python"), *what],
        env={"PATH": str(folder), "HOME": str(folder)}, text=True, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("what", [(), ("foederis/site/web",)])
def test_where_npm_cannot_fetch_the_reason_is_told_and_that_all_else_works(what, programs):
    program(programs, "node", "exit 0")
    program(programs, "npm", 'test "$1" = --version && exit 0; echo "npm error network" >&2; exit 1')
    code, lines = built(programs, *what)
    assert code == 2
    assert ("explorer" in lines[-1]) == bool(what)
    assert lines[-2] == "The page's script is not built: npm could not fetch what it is made of; see above."
    assert "all else works" in lines[-1]


@pytest.mark.parametrize("node", ["is not there", "is too old"])
def test_where_node_will_not_do_it_comes_from_a_wheel_within_the_bounds_of_the_extra(programs, node):
    if node == "is too old":
        program(programs, "node", "exit 1")
        program(programs, "npm", "exit 0")
    asked = programs / "asked"
    program(programs, "python", f'test "$1" = -c && exec {sys.executable} "$@"; echo "$@" >{asked}; exit 1')
    code, lines = built(programs)
    assert code == 2
    assert asked.read_text(encoding="utf-8").split()[-1:] == DECLARED["web"]
    assert "could not be installed" in lines[-2]
    assert "all else works" in lines[-1]


def test_what_the_build_does_is_for_its_own_folder_and_no_other(programs):
    before = {path: path.stat().st_mtime_ns for path in BUILD.parent.iterdir() if path.is_file()}
    built(programs)
    assert {path: path.stat().st_mtime_ns for path in BUILD.parent.iterdir() if path.is_file()} == before
    assert not os.path.exists(programs / ".npm")
