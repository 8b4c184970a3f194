"""The ontology is OWL 2 DL and consistent, by a real profile checker and a real reasoner (ROBOT, on Java)."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from foederis import rooms

BROKEN = """
@prefix foed: <https://w3id.org/foederis/def/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(scope="module")
def robot():
    folder = os.environ.get("FOEDERIS_ROBOT", "")
    if not folder or shutil.which("java") is None:
        pytest.skip("ROBOT is not here: needs Java, and FOEDERIS_ROBOT naming the folder of its jars")

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        main = ["java", "-cp", f"{folder}/*", "org.obolibrary.robot.CommandLineInterface"]
        return subprocess.run([*main, *arguments], capture_output=True, text=True, check=False)

    return call


@pytest.fixture
def merged(robot, tmp_path: Path):
    def make(extra: str = "") -> str:
        target = tmp_path / "merged.ttl"
        inputs = ["--input", str(rooms.room("ontology") / "foederis.ttl")]
        inputs += ["--input", str(rooms.room("ontology") / "alignments.ttl")]
        if extra:
            (tmp_path / "extra.ttl").write_text(BROKEN + extra, encoding="utf-8")
            inputs += ["--input", str(tmp_path / "extra.ttl")]
        done = robot("merge", *inputs, "--output", str(target))
        assert done.returncode == 0, done.stdout
        return str(target)

    return make


def test_the_ontology_is_owl_2_dl(robot, merged, tmp_path):
    done = robot("validate-profile", "--profile", "DL", "--input", merged(), "--output", str(tmp_path / "report.txt"))
    assert done.returncode == 0, (tmp_path / "report.txt").read_text()


def test_the_profile_check_can_fail(robot, merged, tmp_path):
    extra = "foed:partPart a owl:ObjectProperty , owl:TransitiveProperty , owl:IrreflexiveProperty ."
    done = robot("validate-profile", "--profile", "DL", "--input", merged(extra), "--output", str(tmp_path / "r.txt"))
    assert done.returncode != 0


def test_the_ontology_is_consistent(robot, merged, tmp_path):
    done = robot("reason", "--reasoner", "HermiT", "--input", merged(), "--output", str(tmp_path / "out.ttl"))
    assert done.returncode == 0, done.stdout


def test_the_reasoner_can_find_a_contradiction(robot, merged, tmp_path):
    extra = "foed:Odd a owl:Class ; rdfs:subClassOf foed:Statement , foed:Quantity ."
    done = robot("reason", "--reasoner", "HermiT", "--input", merged(extra), "--output", str(tmp_path / "out.ttl"))
    assert done.returncode != 0
