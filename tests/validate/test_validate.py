"""The graph is valid; each rule has a case it must reject, and says how to mend it."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import rdflib

from foederis import rooms, validate
from foederis.errors import BadUse
from foederis.namespaces import ID, PREFIXES
from foederis.validate import hygiene

CASES = Path(__file__).parents[1] / "cases"
BAD = sorted((CASES / "bad").glob("*.trig"))


@pytest.fixture(scope="module")
def shipped(_own_cache) -> validate.Report:
    return validate.run()


@pytest.fixture(scope="module")
def rejected(_own_cache) -> validate.Report:
    """Validate all bad cases in one run; each has things of its own."""
    return validate.run(BAD)


def test_every_layer_shipped_is_valid(shipped):
    assert shipped.ok()
    # tensions, and what rules find that the letter is being mended by
    warned = {f"hygiene/{name}" for name, severity in hygiene.severities().items() if severity == "warning"}
    assert {r.severity for r in shipped.results} == {"warning"}
    assert {r.shape for r in shipped.results} - warned == {"OpenTensionShape"}
    assert shipped.things > 1500


def test_each_known_tension_is_marked_by_a_warning_and_no_other_is(shipped):
    lines = (Path(__file__).parents[1] / "expected" / "known-tensions.tsv").read_text(encoding="utf-8").splitlines()
    known = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == 3 and row[2] for row in known), "each has its explanation"
    found = [r for r in shipped.results if r.shape == "OpenTensionShape"]
    assert sorted(r.focus.removeprefix(ID) for r in found) == sorted(row[0] for row in known)
    places = {r.focus.removeprefix(ID): {p.rsplit("/", 1)[-1] for p in r.passages} for r in found}
    assert places == {row[0]: set(row[1].split()) for row in known}


def expectation(path: Path) -> tuple[str, str]:
    shape, _, name = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").partition(" ")
    prefix, _, local = name.partition(":")
    return shape, PREFIXES[prefix] + local if name else ""


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_case_is_rejected_for_its_own_reason(path, rejected):
    shape, property_iri = expectation(path)
    results = [r for r in rejected.results if Path(r.file).name == path.name]
    hits = [r for r in results if r.shape == shape and r.path == property_iri]
    assert hits, results
    assert all(r.line > 0 and r.message.endswith(".") and r.message.count(".") >= 2 for r in hits)


def test_every_shape_and_every_hygiene_query_has_a_bad_case():
    shapes = rdflib.Graph()
    for path in rooms.room("validate").glob("*.ttl"):
        shapes.parse(path)
    rules = {str(s).rsplit("/", 1)[-1] for s in shapes.subjects(rdflib.RDF.type, rdflib.SH.NodeShape)}
    rules |= {f"hygiene/{path.stem}" for path in (rooms.room("validate") / "hygiene").glob("*.rq")}
    assert rules - {expectation(path)[0] for path in BAD} == set(), "add a case to tests/cases/bad"


def test_severity_lives_in_one_table():
    for path in rooms.room("validate").rglob("*.*"):
        if path.name != "severity.ttl":
            assert "sh:severity" not in path.read_text(encoding="utf-8"), path


def test_every_class_in_use_has_a_shape():
    ontology = rdflib.Graph().parse(rooms.room("ontology") / "foederis.ttl")
    shapes = rdflib.Graph()
    for path in rooms.room("validate").glob("*.ttl"):
        shapes.parse(path)
    targets = set(shapes.objects(None, rdflib.SH.targetClass))
    classes = {c for c in ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class) if str(c).startswith(PREFIXES["foed"])}
    assert classes - targets == {rdflib.URIRef(PREFIXES["foed"] + "Entity")}, "add a NodeShape in validate/"


def test_a_good_file_of_ones_own_is_valid():
    assert validate.run([CASES / "good" / "statement.trig"]).results == ()


def test_messages_speak_both_languages_and_name_class_property_and_remedy():
    for path in rooms.room("validate").glob("*.ttl"):
        shapes = rdflib.Graph().parse(path)
        for shape in shapes.subjects(rdflib.SH.targetClass):
            for node in shapes.objects(shape, rdflib.SH.property):
                messages = {m.language: str(m) for m in shapes.objects(node, rdflib.SH.message)}
                assert set(messages) == {"nl", "en"}, path
                for text in messages.values():
                    assert ": " in text
                    assert text.count(".") >= 2


def test_the_report_has_every_format(rejected):
    data = json.loads(validate.to_json(rejected, "violation"))
    assert (data["conforms"], data["ok"]) == (False, False)
    assert set(data["results"][0]) >= {"severity", "focus", "path", "value", "message", "shape", "passages"}
    suite = ET.fromstring(validate.to_junit(rejected, "violation"))
    assert int(suite.get("tests", "0")) == len(rejected.results)
    assert int(suite.get("failures", "0")) == sum(r.severity == "violation" for r in rejected.results)
    turtle = rdflib.Graph().parse(data=validate.to_turtle(rejected))
    assert len(list(turtle.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))) == len(rejected.results)
    text = validate.to_text(rejected, "violation")
    assert "statement-wrong-year.trig\n  line " in text
    assert f"not ok: {sum(r.severity == 'violation' for r in rejected.results)} violations" in text


def test_sarif_names_rule_level_file_and_line_of_each_finding(rejected):
    log = json.loads(validate.to_sarif(rejected, "violation"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(rejected.results)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
    places = [r["locations"][0] for r in run["results"] if "physicalLocation" in r["locations"][0]]
    assert len(places) > len(run["results"]) / 2
    assert all(place["physicalLocation"]["region"]["startLine"] >= 1 for place in places)
    assert all(not place["physicalLocation"]["artifactLocation"]["uri"].startswith("/") for place in places)


@pytest.mark.long
def test_the_fast_engine_finds_what_the_validator_of_record_finds(shipped, rejected):
    pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    assert validate.run(engine="shacl").results == shipped.results
    assert validate.run(BAD, engine="shacl").results == rejected.results


def test_an_unknown_engine_is_refused():
    with pytest.raises(BadUse, match="no engine 'jena'"):
        validate.run(engine="jena")


def test_failing_on_a_severity_counts_that_and_worse():
    def report(severity: str) -> validate.Report:
        return validate.Report((validate.Result(severity, "x", "", "", "m", "s"),), 1, 1, 1)

    assert report("warning").ok("violation")
    assert not report("warning").ok("warning")
    assert not report("violation").ok("info")
    assert not report("info").conforms
