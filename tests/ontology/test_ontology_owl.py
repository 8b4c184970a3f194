"""The ontology is OWL 2 DL, consistent and refutes nonsense, by a real profile checker and reasoner (ROBOT, on Java)."""

import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, rooms
from foederis.namespaces import SKOS

NONSENSE = sorted((Path(__file__).parents[1] / "cases" / "nonsense").glob("*.ttl"))
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


@pytest.fixture(scope="module")
def reasoned(robot, tmp_path_factory) -> dict[str, str]:
    """Return by name what the reasoner says of each nonsense case and of the shipped graph, with the ontology."""
    folder = tmp_path_factory.mktemp("reasoned")
    ontology = [quad for path in sorted(rooms.room("ontology").glob("*.ttl")) for quad in ox.parse(path=path)]
    for path in NONSENSE:
        _write(folder / path.name, [*ontology, *ox.parse(path=path)])
    _write(folder / "shipped.ttl", [*ontology, *(q for q in graph.quads() if q.graph_name != graph.ONTOLOGY_GRAPH)])
    jars = f"{os.environ['FOEDERIS_ROBOT']}/*"
    program = Path(__file__).parents[1] / "java" / "Refute.java"
    command = ["java", "-cp", jars, str(program), *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(line.split("\t") for line in done.stdout.splitlines())


def _write(path: Path, quads) -> None:
    # Without what describes the ontology as a document: there would be three, and OWL knows one.
    head = "http://www.w3.org/2002/07/owl#Ontology"
    heads = {q.subject for q in quads if getattr(q.object, "value", "") == head}
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in quads if q.subject not in heads]
    path.write_bytes(ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.TURTLE))


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


@pytest.mark.long
def test_the_ontology_is_owl_2_dl(robot, merged, tmp_path):
    done = robot("validate-profile", "--profile", "DL", "--input", merged(), "--output", str(tmp_path / "report.txt"))
    assert done.returncode == 0, (tmp_path / "report.txt").read_text()


@pytest.mark.long
def test_the_profile_check_can_fail(robot, merged, tmp_path):
    extra = "foed:partPart a owl:ObjectProperty , owl:TransitiveProperty , owl:IrreflexiveProperty ."
    done = robot("validate-profile", "--profile", "DL", "--input", merged(extra), "--output", str(tmp_path / "r.txt"))
    assert done.returncode != 0


@pytest.mark.long
def test_the_ontology_is_consistent(robot, merged, tmp_path):
    done = robot("reason", "--reasoner", "HermiT", "--input", merged(), "--output", str(tmp_path / "out.ttl"))
    assert done.returncode == 0, done.stdout


@pytest.mark.long
def test_the_reasoner_can_find_a_contradiction(robot, merged, tmp_path):
    extra = "foed:Odd a owl:Class ; rdfs:subClassOf foed:Statement , foed:Quantity ."
    done = robot("reason", "--reasoner", "HermiT", "--input", merged(extra), "--output", str(tmp_path / "out.ttl"))
    assert done.returncode != 0


@pytest.mark.long
@pytest.mark.parametrize("path", NONSENSE, ids=lambda path: path.stem)
def test_the_reasoner_refutes(reasoned, path):
    assert reasoned[path.name] == "refuted"


@pytest.mark.long
def test_the_shipped_graph_is_consistent_with_the_ontology(reasoned):
    assert reasoned["shipped.ttl"] == "consistent"


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_of_robot_has_no_error(robot, tmp_path, language):
    """Language by language: one of its rules takes a second label to be a mistake, in whatever language it is."""
    quads = []
    for name in ("foederis.ttl", "alignments.ttl"):
        for quad in ox.parse(path=rooms.room("ontology") / name):
            if getattr(quad.object, "language", None) in (None, language):
                quads.append(ox.Triple(quad.subject, quad.predicate, quad.object))
    ours = tmp_path / "ours.ttl"
    ours.write_bytes(ox.serialize(dict.fromkeys(quads), format=ox.RdfFormat.TURTLE))
    table = tmp_path / "report.tsv"
    done = robot("report", "--input", str(ours), "--fail-on", "ERROR", "--output", str(table))
    assert done.returncode == 0, "".join(line for line in table.open() if line.startswith("ERROR"))


def test_every_code_of_a_closed_list_is_told_apart_from_the_others():
    quads = list(ox.parse(path=rooms.room("ontology") / "codelists.ttl"))
    owl, rdf = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    after = {q.subject: q.object for q in quads if q.predicate.value == rdf + "rest"}
    first = {q.subject: q.object for q in quads if q.predicate.value == rdf + "first"}
    scheme = {q.subject: q.object for q in quads if q.predicate.value == SKOS + "inScheme"}
    told = set()
    for quad in quads:
        if quad.predicate.value == owl + "distinctMembers":
            cell, members = quad.object, set()
            while cell in first:
                members.add(first[cell])
                cell = after[cell]
            (one,) = {scheme[m] for m in members}
            assert members == {code for code, of in scheme.items() if of == one}
            told.add(one.value.rsplit("/", 1)[1])
    closed = "stance bindingness progress response-kind diagnosis polarity modality comparator nature existence status"
    assert told == {*closed.split(), "change", "tie", "spoken-of"}
