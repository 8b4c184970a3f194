"""The engines agree with each other and with pySHACL as it comes; own files can be checked alone."""

import itertools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyshacl.constraints.core.shape_based_constraints import PropertyConstraintComponent
from rdflib.compare import to_isomorphic

from foederis import graph, rooms, validate
from foederis.cli import main
from foederis.validate import engines
from foederis.validate.pyshacl_patch import CachingGraph, StillStore, together

SHAPES = """
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:NoteShape a sh:NodeShape ; sh:targetClass ex:Note ;
    sh:property ex:SizeShape ;
    sh:sparql ex:Smaller .
ex:SizeShape a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 ; sh:maxCount 1 .
ex:Smaller sh:message "The size is not below the limit." ;
    sh:select "SELECT $this ?value WHERE { $this <http://example.org/size> ?value ; <http://example.org/limit> ?limit . FILTER(?value >= ?limit) }" .
"""
DATA = """
@prefix ex: <http://example.org/> .
ex:good a ex:Note ; ex:size 1 ; ex:limit 2 .
ex:large a ex:Note ; ex:size 3 ; ex:limit 2 .
ex:none a ex:Note ; ex:limit 2 .
ex:two a ex:Note ; ex:size 1 , 7 ; ex:limit 2 .
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "data.ttl").write_text(DATA, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    return tmp_path / "data.ttl", tmp_path / "shapes.ttl"


def test_keeping_parsed_queries_changes_nothing_in_the_report(files):
    data, shapes = files
    plain, cached = rdflib.Graph().parse(data), CachingGraph()
    cached.parse(data)
    reports = [pyshacl.validate(one, shacl_graph=rdflib.Graph().parse(shapes))[1] for one in (plain, cached)]
    assert to_isomorphic(reports[0]) == to_isomorphic(reports[1])
    assert len(cached.parsed) == 1, "one query text, parsed once for four things"


def test_the_bound_values_of_a_kept_query_are_those_of_each_call():
    graph = CachingGraph()
    graph.parse(data=DATA, format="turtle")
    space = rdflib.Namespace("http://example.org/")
    text = "SELECT ?size WHERE { ?note <http://example.org/size> ?size } ORDER BY ?size"
    sizes = [
        [int(row.size) for row in graph.query(text, initBindings={"note": space[name]})]
        for name in ("good", "large", "two")
    ]
    assert sizes == [[1], [3], [1, 7]]


def test_the_values_that_the_store_gives_are_those_of_rdflib():
    plain, cached = rdflib.Graph().parse(data=DATA, format="turtle"), CachingGraph()
    cached.parse(data=DATA, format="turtle")
    subjects, predicates = [*set(plain.subjects())], [*set(plain.predicates())]
    path = predicates[0] | predicates[-1]
    asked = [
        *((s, p) for s in subjects for p in [*predicates, path, None, rdflib.RDFS.seeAlso]),
        (None, predicates[0]),
        (subjects, predicates[0]),
        (rdflib.URIRef("e:nobody"), predicates[0]),
    ]
    for subject, predicate in asked:
        for unique in (False, True):
            values = [sorted(graph.objects(subject, predicate, unique)) for graph in (plain, cached)]
            assert values[0] == values[1], (subject, predicate)


def test_things_held_against_a_shape_together_are_reported_as_one_by_one(files):
    data, shapes = (rdflib.Graph().parse(path) for path in files)
    before = PropertyConstraintComponent._evaluate_property_shape
    plain = pyshacl.validate(data, shacl_graph=shapes)[1]
    with together() as sizes:
        quick = pyshacl.validate(data, shacl_graph=shapes)[1]
    assert to_isomorphic(plain) == to_isomorphic(quick)
    assert sizes == [4], "pySHACL goes through here: four things in one go"
    assert PropertyConstraintComponent._evaluate_property_shape is before


NESTED = """
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Outer a sh:NodeShape ; sh:targetClass ex:Note ; sh:nodeKind sh:IRI ; sh:property [
    sh:path ex:part ; sh:node ex:Loop ; sh:property [ sh:path ex:size ; sh:minCount 1 ; sh:maxInclusive 5 ]
] .
ex:Loop a sh:NodeShape ; sh:property [ sh:path ex:part ; sh:maxCount 1 ; sh:node ex:Loop ] .
"""
SHARED = """
@prefix ex: <http://example.org/> .
ex:one a ex:Note ; ex:part ex:p , ex:q , 3 . ex:two a ex:Note ; ex:part ex:p , ex:r . ex:three a ex:Note ; ex:part ex:q .
ex:p ex:size 9 ; ex:part ex:q , ex:r . ex:q ex:part ex:q . ex:r ex:size 2 .
"""


@pytest.mark.filterwarnings("ignore:Warning, A Recursive Shape was detected")
def test_shared_values_nested_and_recursive_shapes_are_reported_as_one_by_one():
    data, shapes = (rdflib.Graph().parse(data=text, format="turtle") for text in (SHARED, NESTED))
    plain = pyshacl.validate(data, shacl_graph=shapes)[1]
    with together():
        quick = pyshacl.validate(data, shacl_graph=shapes)[1]
    assert _results(plain).total() >= 6
    assert _results(plain) == _results(quick)


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=30))
def test_a_still_store_answers_each_pattern_as_rdflib_does(numbers):
    space = rdflib.Namespace("http://example.org/")
    terms = [space.a, space.b, rdflib.Literal(1), rdflib.Literal("a", lang="nl")]
    plain, still = rdflib.Graph(), rdflib.Graph(StillStore())
    for s, p, o in numbers:
        triple = (terms[s % 2], terms[p % 2], terms[o])
        plain.add(triple)
        still.add(triple)
    assert len(plain) == len(still)
    wanted = [None, *terms]
    for pattern in itertools.product(wanted, [*wanted, space.a / space.b, ~space.a], wanted):
        assert sorted(plain.triples(pattern), key=str) == sorted(still.triples(pattern), key=str)
        assert (pattern in plain) == (pattern in still)
    text = "SELECT ?s ?o { ?s <http://example.org/a>+ ?m OPTIONAL { ?m ?p ?o } }"
    assert sorted(map(str, plain.query(text))) == sorted(map(str, still.query(text)))
    with pytest.raises(TypeError, match="only grows"):
        still.remove((None, None, None))


@pytest.mark.long
def test_the_engine_of_record_reports_what_pyshacl_as_it_comes_reports():
    paths = [*graph.files(), *sorted((rooms.root() / "tests" / "cases").rglob("*.trig"))]
    kept = [q for q in graph.quads(paths) if q.graph_name != graph.ONTOLOGY_GRAPH or engines.is_code(q)]
    rules = [q for path in validate.shape_files() for q in graph.parse(path)]
    terms = {}
    data, shapes = rdflib.Graph(), rdflib.Graph()
    for result, quads in ((data, kept), (shapes, rules)):
        for quad in quads:
            result.add(graph.rdflib_triple(quad, terms))
    plain = pyshacl.validate(data, shacl_graph=shapes, inference="none")[1]
    ours = engines._pyshacl(kept, rules, {})
    expected, found = (_results(report) for report in (plain, ours))
    assert expected.total() > 200
    assert found == expected


def _results(report: rdflib.Graph) -> Counter[tuple[tuple[str, str], ...]]:
    """Return the results of a report with all they say, a blank node as any other."""
    return Counter(
        tuple(sorted((p, "_" if isinstance(o, rdflib.BNode) else o.n3()) for p, o in report.predicate_objects(result)))
        for result in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)
    )


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_own_files_are_checked_alone_by_own_shapes(files, engine):
    if engine == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    data, shapes = files
    report = validate.run([data], shapes=shapes, engine=engine, alone=True)
    wrong = sorted((r.focus.rsplit("/", 1)[1], r.component.rsplit("#", 1)[1]) for r in report.results)
    assert wrong == [
        ("large", "SPARQLConstraintComponent"),
        ("none", "MinCountConstraintComponent"),
        ("two", "MaxCountConstraintComponent"),
        ("two", "SPARQLConstraintComponent"),
    ]
    assert report.things == 4


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_the_report_of_files_alone_is_the_engines_own(files, engine, tmp_path):
    if engine == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    data, shapes = files
    written = tmp_path / "report.ttl"
    arguments = ["--alone", "--shapes", str(shapes), "--engine", engine, "--format", "turtle", "-o", str(written)]
    assert main(["validate", str(data), *arguments]) == 1
    report = rdflib.Graph().parse(written)
    assert len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))) == 4
    assert not next(iter(report.objects(None, rdflib.SH.conforms))).toPython()


def test_a_report_keeps_an_ill_typed_value_readable(tmp_path):
    (tmp_path / "data.ttl").write_text(
        '<http://example.org/a> a <http://example.org/Note> ; <http://example.org/size> "none"^^<http://www.w3.org/2001/XMLSchema#boolean> .'
    )
    (tmp_path / "shapes.ttl").write_text(
        SHAPES.replace("sh:minCount 1", "sh:datatype <http://www.w3.org/2001/XMLSchema#boolean>")
    )
    conforms, text = validate.standard_report([tmp_path / "data.ttl"], tmp_path / "shapes.ttl")
    assert not conforms
    assert '"none"' in text
    rdflib.Graph().parse(data=text, format="turtle")


def test_alone_needs_a_file(capsys):
    assert main(["validate", "--alone"]) == 2
    assert "--alone needs a file" in capsys.readouterr().err


@pytest.mark.long
def test_the_engines_find_the_same_in_a_hundred_thousand_generated_quads(tmp_path):
    pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    written = tmp_path / "generated.nq"
    script = rooms.root() / "bench" / "generate.py"
    command = [sys.executable, str(script), "100000", "--faults", "40", "--seed", "7", "-o", str(written)]
    subprocess.run(command, check=True, capture_output=True)
    fast, record = (validate.run([written], engine=engine) for engine in ("shacl", "pyshacl"))
    assert fast.results == record.results
    found = {(r.focus, r.shape) for r in fast.results if r.severity == "violation"}
    planted = {tuple(line.split("\t")[1:]) for line in written.with_suffix(".faults.tsv").read_text().splitlines()}
    assert len(planted) > 30
    assert planted <= found, "each planted fault is found by its rule"
    assert {focus for focus, _ in found} == {focus for focus, _ in planted}, "nothing else is found"


def test_the_json_report_of_own_files_names_the_line(files, tmp_path):
    data, shapes = files
    written = tmp_path / "report.json"
    main(["validate", str(data), "--alone", "--shapes", str(shapes), "--format", "json", "-o", str(written)])
    lines = {r["focus"].rsplit("/", 1)[1]: r["line"] for r in json.loads(written.read_text())["results"]}
    assert lines == {"large": 4, "none": 5, "two": 6}
