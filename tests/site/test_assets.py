"""What the pages load: named by its content, small enough, the same bytes each time, and left out where not built."""

import base64
import gzip
import hashlib
import json
import lzma
import re
import subprocess
import sys
from pathlib import Path

import pytest

from foederis.site import assets, packing
from tests.site.built import made, needs_scripts

DATA = b'<https://example.org/a> <https://example.org/b> "c"@nl .\n' * 50


def wire(name: str) -> int:
    """Return how many bytes go over the wire, as a plain static host packs them."""
    return len(gzip.compress(made().files[made().hrefs[name]], 9))


@needs_scripts
def test_engine_and_graph_are_at_most_a_megabyte_and_three_quarters_on_the_wire():
    assert wire("engine.js") + wire("data.js") <= 1_750_000


@needs_scripts
def test_the_script_of_every_page_is_at_most_15_kilobytes_on_the_wire():
    assert wire("app.js") <= 15_000


@needs_scripts
def test_each_file_is_named_by_what_it_holds_so_that_two_releases_never_mix():
    for name, path in made().hrefs.items():
        stem, _, ending = name.rpartition(".")
        assert path == f"assets/{stem}-{hashlib.sha256(made().files[path]).hexdigest()[:10]}.{ending}"
    assert {*made().hrefs.values()} == {*made().files}


@needs_scripts
def test_the_scripts_tell_the_licences_of_what_is_in_them():
    text = made().files[made().hrefs["engine.js"]].decode()
    head = text[: text.index("*/")]
    for package in json.loads((assets.FOLDER.parent / "package.json").read_text())["dependencies"]:
        if package in ("lzma1", "oxigraph"):
            assert re.search(rf"^{package} \d", head, re.M)
    assert "Apache License" in head
    assert "MIT License" in head


@needs_scripts
def test_no_script_holds_what_would_end_it_in_a_page_or_what_html_forbids():
    for content in made().files.values():
        text = content.decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_what_is_packed_is_read_back_and_packed_alike_each_time():
    text = packing.script(DATA, "data")
    assert text == packing.script(DATA, "data")
    name, told = re.fullmatch(r'foederisPart\("(\w+)","([^"\\\s]+)"\);\n', text).groups()
    assert name == "data"
    assert lzma.decompress(base64.b85decode(told)) == DATA


def test_a_text_is_handed_over_as_it_is_whatever_it_holds():
    odd = "</script>\u2028\"'\\\n<!-- é 𝄞"
    text = packing.part("words", odd)
    assert text.isascii()
    assert json.loads(text.removeprefix('foederisPart("words",').removesuffix(");\n")) == odd


def test_packing_runs_as_a_program_that_knows_nothing_of_foederis(tmp_path):
    (tmp_path / "x").write_bytes(DATA)
    words = [sys.executable, "-I", packing.__file__, str(tmp_path / "x"), "engine"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == packing.script(DATA, "engine")


def test_where_the_scripts_are_not_built_there_are_none(tmp_path):
    none = assets.assets(DATA, {"search-nl.js": b"x"}, folder=tmp_path)
    assert (none.built, dict(none.files), dict(none.hrefs)) == (False, {}, {})


def test_others_go_with_them_by_their_names(tmp_path):
    for name in ("app.js", "engine.js"):
        (tmp_path / name).write_text(name)
    found = assets.assets(DATA, {"search-nl.js": b"x"}, folder=tmp_path)
    assert found.built
    assert found.files[found.hrefs["search-nl.js"]] == b"x"
    assert sorted(found.hrefs) == ["app.js", "data.js", "engine.js", "search-nl.js"]


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_what_is_packed_for_others_has_the_scripts_and_an_editable_has_none(target, tmp_path):
    pytest.importorskip("hatchling", reason="hatchling is not installed: pip install -e '.[lint]'")
    from hatch_build import SCRIPTS, RoomsBuildHook

    for folder in SCRIPTS:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "app.js").write_text("x")
        (tmp_path / folder / "app.js.part").write_text("x")
    hook = RoomsBuildHook(str(tmp_path), {}, None, None, str(tmp_path), target)
    for version, there in (("standard", True), ("editable", False)):
        data = {"force_include": {}}
        hook.initialize(version, data)
        wanted = {f"{folder}/app.js" for folder in SCRIPTS} if there else set()
        assert {path for path in data["force_include"].values() if "dist" in path} == wanted


def test_every_folder_of_built_scripts_is_one_that_the_wheel_packs_and_git_leaves_out():
    pytest.importorskip("hatchling", reason="hatchling is not installed: pip install -e '.[lint]'")
    from hatch_build import SCRIPTS

    root = Path(__file__).resolve().parents[2]
    assert {str(path.parent.relative_to(root) / "dist") for path in root.glob("foederis/**/web/build.mjs")} == {
        *SCRIPTS
    }
    assert "dist/" in (root / ".gitignore").read_text().split()
