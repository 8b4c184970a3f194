"""A validation says nothing of what it did not look at, and its report is SHACL's own in every format."""

import json
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from foederis import graph, validate
from foederis.errors import EngineFailed
from foederis.validate import report as reports
from foederis.validate import support
from tests.validate.once import once

FAULTS = Path(__file__).parents[1] / "cases" / "faults"
ENGINES = ("pyshacl", "shacl")
ALONE = [pytest.param(True, id="alone"), pytest.param(False, id="beside the graph", marks=pytest.mark.long)]
FORMATS = ("text", "json", "junit", "sarif", "turtle")
SHIP = "http://example.org/ship#"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    return str(request.param)


def arguments(data: str, shapes: str, *more: str) -> list[str]:
    return ["validate", str(FAULTS / data), "--shapes", str(FAULTS / shapes), *more]


def found(out: str) -> list[dict[str, object]]:
    return list(json.loads(out)["results"])


# Nothing is passed over


@pytest.mark.parametrize("alone", ALONE)
def test_a_finding_on_a_blank_node_counts(run, engine, alone):
    more = ["--alone"] if alone else []
    code, out, _ = run(
        *arguments("blank-node-focus/data.ttl", "blank-node-focus/shapes.ttl", "--engine", engine, *more)
    )
    assert code == 1
    assert "not ok: 1 violation" in out
    assert f"a blank node ({SHIP}Gun), the {SHIP}gun of" in out
    assert "line 5: violation" in out


@pytest.mark.parametrize("alone", ALONE)
def test_a_finding_on_what_is_only_an_object_counts(run, engine, alone):
    more = ["--alone"] if alone else []
    shapes = "object-only-focus/shapes.ttl"
    code, out, _ = run(*arguments("object-only-focus/data.ttl", shapes, "--engine", engine, "--format", "json", *more))
    assert code == 1
    assert {r["focus"] for r in found(out)} == {f"{SHIP}nowhere", '"no flag"@en'}


def test_what_the_graph_has_wrong_without_own_files_is_not_theirs(tmp_path, engine):
    own, shapes = tmp_path / "own.ttl", tmp_path / "shapes.ttl"
    pesco = "https://w3id.org/foederis/id/instrument/pesco"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:S> a sh:NodeShape ; sh:targetNode <{pesco}> ; sh:property <urn:P> , <urn:Q> .\n"
        "<urn:P> sh:path <urn:never> ; sh:minCount 1 .\n"
        "<urn:Q> sh:path [ sh:inversePath <urn:cites> ] ; sh:maxCount 0 .\n"
    )
    own.write_text(f"<urn:a> <urn:cites> <{pesco}> .\n")
    report = validate.run([own], shapes=shapes, engine=engine)
    assert [(r.focus, r.shape) for r in report.results] == [(pesco, "urn:Q")], "urn:P is wrong without the file too"


def test_equal_labels_in_two_files_are_two_nodes(run, engine):
    files = [str(FAULTS / "equal-labels" / name) for name in ("one.nt", "two.nt")]
    more = ["--shapes", str(FAULTS / "equal-labels" / "shapes.ttl"), "--alone", "--engine", engine]
    assert run("validate", *files, *more)[0] == 0
    code, out, _ = run("validate", files[0], str(FAULTS / "equal-labels" / "nameless.nt"), *more)
    assert code == 1, "the name of the one does not hide that the other has none"
    assert "not ok: 1 violation" in out
    assert "nameless.nt" in out


AIM_BOTH = (
    "sparql-target",
    "sparql-target-undeclared-shape",
    "sparql-target-prefixes",
    "rule",
    "expression",
    "component",
)
AIM_ONE = {"target-type": "pyshacl", "target-where": "shacl"}


@pytest.mark.parametrize("shapes", [*AIM_BOTH, *AIM_ONE])
def test_a_part_of_shacl_is_done_or_refused_by_name(run, engine, shapes):
    code, out, err = run(
        *arguments("advanced/data.ttl", f"advanced/{shapes}.ttl", "--alone", "--engine", engine, "--format", "json")
    )
    if engine == AIM_ONE.get(shapes, engine):
        assert code == 1
        assert [(r["focus"], r["message"]) for r in found(out)] == [
            (f"{SHIP}frigate", "A ship afloat needs a captain.")
        ]
    else:
        assert (code, out) == (3, "")
        assert f"the engine '{engine}' does not do" in err
        assert f"--engine {AIM_ONE[shapes]}" in err


@pytest.mark.parametrize(
    ("shapes", "names"),
    [
        ("javascript", "sh:JSConstraint, sh:js, sh:jsFunctionName"),
        ("misspelt", "sh:minCuont"),
        ("entailment", "the entailment regime http://www.w3.org/ns/entailment/RDFS"),
        ("dash", "dash:stem"),
    ],
)
def test_what_no_engine_does_is_refused_by_name(run, engine, shapes, names):
    code, out, err = run(*arguments("advanced/data.ttl", f"advanced/{shapes}.ttl", "--alone", "--engine", engine))
    assert (code, out) == (3, "")
    assert f"the engine '{engine}' does not do {names} (shapes)" in err
    assert len(err.strip().splitlines()) == 2


PAIRS = {  # words of SHACL 1.2 that the engine `shacl` does: what a thing must not have, and what it may
    "sh:someValue [ sh:datatype xsd:integer ]": ('"a"', "1"),
    "sh:uniqueMembers true": ("( 1 1 )", "( 1 2 )"),
    "sh:minListLength 3": ("( 1 2 )", "( 1 2 3 )"),
    "sh:maxListLength 2": ("( 1 2 3 )", "( 1 2 )"),
    "sh:memberShape [ sh:maxInclusive 2 ]": ("( 1 3 )", "( 1 2 )"),
    "sh:singleLine true": ('"a\\nb"', '"a b"'),
    "sh:subsetOf e:other": ("e:y", "e:z"),
    "sh:rootClass e:Root": ("e:Ship", "e:Below"),
    "sh:nodeByExpression e:N": ("e:y", "e:z"),
}


@pytest.mark.parametrize("constraint", PAIRS)
def test_each_word_of_shacl_12_that_is_allowed_is_looked_at(tmp_path, constraint):
    pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    wrong, right = PAIRS[constraint]
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix e: <http://example.org/ship#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(
        f"{head} e:wrong a e:T ; e:p {wrong} ; e:other e:z . e:right a e:T ; e:p {right} ; e:other e:z . "
        "e:z e:ok true . e:Below rdfs:subClassOf e:Root .\n"
    )
    shapes.write_text(
        f"{head} e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property [ sh:path e:p ; {constraint} ] . "
        "e:N a sh:NodeShape ; sh:property [ sh:path e:ok ; sh:hasValue true ] .\n"
    )
    report = validate.run([data], shapes=shapes, engine="shacl", alone=True)
    assert {r.focus for r in report.results} == {f"{SHIP}wrong"}


def test_the_shapes_shipped_use_nothing_that_an_engine_does_not_do():
    shapes = [quad for path in validate.shape_files() for quad in graph.parse(path)]
    for one in ENGINES:
        support.check(shapes, one)
    assert not support.advanced(shapes), "else pySHACL would copy the graph"


@pytest.mark.parametrize(
    ("data", "shapes", "why", "told"),
    [
        ("empty.ttl", "nobodys-class.ttl", "there is nothing in the data", (0, 0, 1)),
        ("data.ttl", "nobodys-class.ttl", "the shape is about none of the 1 thing", (1, 0, 1)),
        ("data.ttl", "no-shapes.ttl", "there is no shape with a target in the shapes file", (1, 0, 0)),
    ],
)
@pytest.mark.parametrize("alone", ALONE)
def test_when_nothing_is_held_a_warning_says_so(run, engine, data, shapes, why, told, alone, monkeypatch):
    if not alone:  # minutes, twelve times over: the report is made once, and told in each format
        monkeypatch.setattr(validate, "run", once(validate.run))
    given = arguments(f"nothing-held/{data}", f"nothing-held/{shapes}", "--engine", engine, *(["--alone"] * alone))
    for form in FORMATS:
        code, out, _ = run(*given, "--format", form)
        assert code == 0
        assert f"nothing was checked: {why}" in out
        assert run(*given, "--format", form, "--fail-on", "warning")[0] == 1
    text = run(*given)[1]
    assert "\nnothing checked: 0 violations" in text
    assert "ok:" not in text
    checked = json.loads(run(*given, "--format", "json")[1])["checked"]
    assert (checked["things"], checked["held"], checked["shapes"]) == told


def test_how_much_was_held_is_told(run, engine):
    out = run(*arguments("advanced/data.ttl", "advanced/sparql-target.ttl", "--alone", "--engine", engine))[1]
    assert "(2 things, 1 held against 1 shape in 1 file of shapes, 0 hygiene queries)" in out


AIMED = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/ship#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)
FLEET = """e:a a e:Ship ; e:flag "nl" . e:b a e:Ship ; e:escorts e:c . e:c e:flag "be", "de" . e:d a e:Boat ; e:flag "fr" ."""
ONE_FLAG = "sh:property [ sh:path e:flag ; sh:maxCount 1 ]"
TYPED = "sh:rule [ a sh:TripleRule ; sh:subject [ sh:path e:escorts ] ; sh:predicate rdf:type ; sh:object e:Escort ]"
HELD = {  # how shapes aim: which engine does it, how many of FLEET that are, and whether e:c is one
    f"e:S a sh:NodeShape ; sh:targetWhere [ sh:property [ sh:path e:flag ; sh:minCount 1 ] ] ; {ONE_FLAG} .": (1, 3, 1),
    f"e:S sh:targetWhere e:W ; {ONE_FLAG} . e:W a sh:NodeShape ; sh:class e:Ship .": (1, 2, 0),
    f"e:S a sh:NodeShape ; sh:targetWhere [ sh:class e:Nothing ] ; {ONE_FLAG} .": (1, 0, 0),
    f"e:S a sh:NodeShape ; sh:targetWhere [ sh:class e:Ship ] ; sh:deactivated true ; {ONE_FLAG} .": (1, 0, 0),
    f"e:S sh:targetWhere [ sh:class e:Boat ] ; sh:targetNode e:c ; {ONE_FLAG} .": (1, 2, 1),
    f"e:Ship a sh:ShapeClass ; {ONE_FLAG} .": (1, 2, 0),
    "e:T a sh:SPARQLTargetType ; rdfs:subClassOf sh:Target ; sh:parameter [ sh:path e:by ] ;\n"
    ' sh:select "SELECT ?this { ?this $by ?x }" .\n'
    f"e:S a sh:NodeShape ; sh:target [ a e:T ; e:by e:flag ] ; {ONE_FLAG} .": (0, 3, 1),
    f'e:S sh:target [ sh:select "SELECT ?this {{ ?this <{SHIP}flag> ?x }}" ] ; {ONE_FLAG} .': (2, 3, 1),
    f"e:R a sh:NodeShape ; sh:targetSubjectsOf e:escorts ; {TYPED} .\n"
    f"e:S a sh:NodeShape ; sh:targetClass e:Escort ; {ONE_FLAG} .": (2, 2, 1),
    f"e:Kind rdfs:subClassOf rdfs:Class . e:Ship a e:Kind, sh:NodeShape ; {ONE_FLAG} .": (2, 2, 0),
    "e:Ship a owl:Class, sh:PropertyShape ; sh:path e:flag ; sh:maxCount 1 .": (2, 2, 0),
}


@pytest.mark.parametrize("shapes", HELD)
def test_what_is_held_is_counted_however_shapes_aim(tmp_path, engine, shapes):
    by, number, wrong = HELD[shapes]
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(AIMED + FLEET)
    rules.write_text(f"{AIMED}@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n{shapes}")
    if by < 2 and ENGINES[by] != engine:
        with pytest.raises(EngineFailed, match="does not do"):
            validate.run([data], shapes=rules, engine=engine, alone=True)
        return
    report = validate.run([data], shapes=rules, engine=engine, alone=True)
    assert (report.held, len(report.results)) == (number, wrong)
    assert bool(report.warning) == (not number)


def test_each_format_counts_alike_what_shapes_without_names_find(tmp_path, run, engine):
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(AIMED + FLEET)
    alike = ["[ sh:path e:m ; sh:minCount 1 ]", "[ sh:path e:m ; sh:minCount 2 ]"]
    said = [
        '[ sh:path e:m ; sh:minCount 1 ; sh:message "more" ]',
        '[ sh:path e:k ; sh:minCount 1 ; sh:message "more" ]',
    ]
    rules.write_text(f"{AIMED}e:S a sh:NodeShape ; sh:targetClass e:Ship ; sh:property {', '.join(alike + said)} .")
    given = ["validate", str(data), "--alone", "--shapes", str(rules), "--engine", engine, "--format"]
    out = {form: run(*given, form)[1] for form in FORMATS}
    marks = {"json": '"shape":', "junit": "<testcase", "sarif": '"ruleIndex"', "turtle": "sh:resultSeverity"}
    assert {form: out[form].count(mark) for form, mark in marks.items()} == dict.fromkeys(marks, 8)
    assert "not ok: 8 violations" in out["text"]
    assert "e:a (2 times)" in out["text"].replace(SHIP, "e:")


def test_things_that_name_their_own_shape_are_held_or_refused(tmp_path, run, engine):
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(f"{AIMED}{FLEET} e:c sh:shape e:S .")
    rules.write_text(f"{AIMED}e:S a sh:NodeShape ; {ONE_FLAG} .")
    code, out, err = run("validate", str(data), "--alone", "--shapes", str(rules), "--engine", engine)
    if engine == "shacl":
        assert (code, out.count("1 held against 1 shape")) == (1, 1)
    else:
        assert (code, "does not do sh:shape" in err, "--engine shacl" in err) == (3, True, True)


@pytest.mark.long
def test_what_own_files_only_mention_is_held_beside_the_graph(tmp_path, engine):
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(AIMED + FLEET)
    rules.write_text(AIMED + 'e:S a sh:NodeShape ; sh:targetObjectsOf e:flag ; sh:in ( "nl" "be" "fr" ) .')
    report = validate.run([data], shapes=rules, engine=engine)
    assert (report.held, [r.focus for r in report.results], report.warning) == (4, ['"de"'], "")


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("sh:targetClass [ sh:class e:Ship ]", "a sh:targetClass that is no IRI"),
        ('sh:targetClass "Ship"', "a sh:targetClass that is no IRI"),
        ("sh:targetSubjectsOf [ sh:inversePath e:flag ]", "a sh:targetSubjectsOf that is no IRI"),
        ("sh:targetNode [ a e:Ship ]", "a sh:targetNode that is a blank node"),
        ("sh:targetWhere e:Nowhere", "sh:targetWhere"),
    ],
)
def test_a_target_that_aims_at_nothing_is_named(tmp_path, run, engine, target, named):
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(AIMED + FLEET)
    rules.write_text(
        f"{AIMED}e:T a sh:NodeShape ; sh:targetClass e:Ship . e:S a sh:NodeShape ; {target} ; {ONE_FLAG} ."
    )
    code, out, err = run("validate", str(data), "--alone", "--shapes", str(rules), "--engine", engine)
    assert (code, out) == (3, "")
    assert named in err


def test_all_that_is_shipped_is_held():
    assert validate.run(engine="shacl").held > 1500


def test_the_shapes_that_data_name_are_not_read_and_that_is_told(run, tmp_path, engine):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(f"@prefix sh: <{support.SH}> . <x:S> a sh:NodeShape ; sh:targetClass <x:C> .", encoding="utf-8")
    data = tmp_path / "data.ttl"
    named = f"@prefix sh: <{support.SH}> . <x:d> sh:shapesGraph <shapes.ttl> , <others.ttl> . <x:c> a <x:C> ."
    data.write_text(named, encoding="utf-8")
    code, out, _ = run("validate", str(data), "--shapes", str(shapes), "--alone", "--engine", engine)
    assert code == 0
    assert f"note: the data name {(tmp_path / 'others.ttl').as_uri()} as their shapes (sh:shapesGraph)" in out
    assert out.count("note:") == 1  # those that were given are read


def test_shapes_that_were_imported_are_named_as_not_read(run, engine):
    code, out, _ = run(*arguments("nothing-held/data.ttl", "nothing-held/imports.ttl", "--alone", "--engine", engine))
    assert code == 0
    assert "note: the shapes import http://example.org/more-shapes, which was not read" in out


# Reports are SHACL's own


def same_everywhere(run, given: list[str]) -> set[int]:
    return {run(*given, "--format", form)[0] for form in FORMATS}


def test_what_hangs_on_a_result_is_no_result_of_its_own(run, engine):
    given = arguments("reports/data.ttl", "reports/detail.ttl", "--alone", "--engine", engine)
    assert same_everywhere(run, given) == {0}
    results = found(run(*given, "--format", "json")[1])
    assert [(r["severity"], r["message"]) for r in results] == [("warning", "The yard must be a full yard.")]
    turtle = rdflib.Graph().parse(data=run(*given, "--format", "turtle")[1], format="turtle")
    assert len(list(turtle.objects(None, rdflib.SH.result))) == 1
    details = len(list(turtle.objects(None, rdflib.SH.detail)))
    assert details == (2 if engine == "pyshacl" else 0), "the engine shacl tells no details"


def test_a_severity_of_ones_own_is_told_in_every_format(run, engine):
    given = arguments("reports/data.ttl", "reports/own-severity.ttl", "--alone", "--engine", engine)
    told = {form: run(*given, "--format", form) for form in FORMATS}
    assert {code for code, _, _ in told.values()} == {0}
    assert "Advice: " in told["text"][1]
    assert "ok: 0 violations, 1 Advice" in told["text"][1]
    assert json.loads(told["json"][1])["results"][0]["severity"] == f"{SHIP}Advice"
    assert f"{SHIP}Advice" in "".join(ET.fromstring(told["junit"][1]).itertext())
    (result,) = json.loads(told["sarif"][1])["runs"][0]["results"]
    assert (result["level"], result["properties"]["severity"]) == ("note", f"{SHIP}Advice")
    turtle = rdflib.Graph().parse(data=told["turtle"][1], format="turtle")
    assert list(turtle.objects(None, rdflib.SH.resultSeverity)) == [rdflib.URIRef(f"{SHIP}Advice")]
    assert same_everywhere(run, [*given, "--fail-on", "info"]) == {1}


@pytest.mark.parametrize("severity", ["violation", "warning", "info", "own-severity"])
@pytest.mark.parametrize("fail_on", ["violation", "warning", "info"])
def test_the_exit_code_is_the_same_in_every_format(run, engine, severity, fail_on):
    given = arguments(
        "reports/data.ttl", f"reports/{severity}.ttl", "--alone", "--engine", engine, "--fail-on", fail_on
    )
    order = ["violation", "warning", "info"]
    level = order.index(severity) if severity in order else 2
    assert same_everywhere(run, given) == {1 if level <= order.index(fail_on) else 0}


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_less_severe_than_asked_for_is_left_out_of_every_format(run, engine, form):
    given = arguments("reports/data.ttl", "reports/warning.ttl", "--alone", "--engine", engine, "--format", form)
    assert "should have a name" in run(*given)[1]
    out = run(*given, "--severity", "violation")[1]
    assert "should have a name" not in out
    if form == "turtle":
        assert "sh:conforms false" in out
    else:
        assert "not shown: 1 finding less severe" in out
    assert form != "json" or json.loads(out)["conforms"] is False
    assert "the graph is valid" not in out


def terms(text: str | rdflib.Graph) -> Counter[tuple[tuple[str, str], ...]]:
    """Return the results of a report with all that they say, paths and shapes written out."""
    whole = text if isinstance(text, rdflib.Graph) else rdflib.Graph().parse(data=text, format="turtle")

    def told(term: object) -> str:
        if not isinstance(term, rdflib.BNode):
            return term.n3()  # type: ignore[attr-defined]
        return f"[{sorted((p, told(o)) for p, o in whole.predicate_objects(term))}]"

    return Counter(
        tuple(sorted((str(p), told(o)) for p, o in whole.predicate_objects(node)))
        for node in whole.objects(None, rdflib.SH.result)
    )


@pytest.mark.parametrize("more", [[], ["--focus", f"{SHIP}frigate"], ["--focus", "e:frigate", "--severity", "warning"]])
@pytest.mark.parametrize("alone", ALONE)
def test_the_turtle_report_is_the_engines_own_term_for_term(run, more, alone):
    more = [*more, *(["--alone"] * alone)]
    ours = run(*arguments("reports/data.ttl", "reports/terms.ttl", "--format", "turtle", *more))[1]
    files = [rdflib.Graph().parse(FAULTS / "reports" / name) for name in ("data.ttl", "terms.ttl")]
    own = pyshacl.validate(files[0], shacl_graph=files[1])[1]
    for both in (wanted := terms(own)), terms(ours):
        assert both.total() == 6
    said = {"resultMessage"}  # pySHACL's own messages shorten IRIs by the prefixes of the data
    drop = lambda counter: Counter(tuple((p, o) for p, o in one if p.split("#")[1] not in said) for one in counter)  # noqa: E731
    assert drop(terms(ours)) == drop(wanted)


def test_the_turtle_report_of_the_fast_engine_keeps_terms_paths_and_shapes(run):
    pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")
    given = arguments("reports/data.ttl", "reports/terms.ttl", "--alone", "--format", "turtle")
    parts = ("focusNode", "resultPath", "value", "resultSeverity", "sourceConstraintComponent")
    kept = []
    for one in ENGINES:
        found = terms(run(*given, "--engine", one)[1])
        kept.append(Counter(tuple((p, o) for p, o in row if p.split("#")[-1] in parts) for row in found.elements()))
    assert kept[0] == kept[1]
    shapes = {quad.subject for quad in graph.parse(FAULTS / "reports" / "terms.ttl", "s0n")}
    for one in ENGINES:
        text = run(*given, "--engine", one)[1].encode()
        sources = {
            t.object for t in ox.parse(text, format=ox.RdfFormat.TURTLE) if t.predicate.value.endswith("sourceShape")
        }
        assert len(sources) == 5
    results = [validate.run([FAULTS / "reports" / "data.ttl"], shapes=FAULTS / "reports" / "terms.ttl", engine=one, alone=True).results for one in ENGINES]  # fmt: skip
    for found_by_one in results:
        named = {t.object for r in found_by_one for t in r.rdf if t.predicate.value.endswith("sourceShape")}
        assert named <= shapes, "each is a shape of the file"
        assert {r.shape for r in found_by_one} == {f"{SHIP}S"}, (
            "a shape without a name is told by the one it is part of"
        )
    record, fast = ([(r.focus, r.path, r.value) for r in one] for one in results)
    assert record == fast
    assert f"(<{SHIP}yard>/<{SHIP}place>)" in {r.path for r in results[0]}


def test_a_triple_term_costs_a_finding_or_a_clear_refusal(run, engine):
    code, out, err = run(*arguments("reports/triple-term.ttl", "reports/violation.ttl", "--alone", "--engine", engine))
    if engine == "shacl":
        assert code == 1
        assert "A ship should have a name." in out
    else:
        assert (code, out) == (3, "")
        assert "cannot hold a triple term" in err
        assert "--engine shacl" in err


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_the_same_each_time(run, engine, form):
    shapes = "reports/detail.ttl" if engine == "pyshacl" else "reports/terms.ttl"
    given = arguments("reports/data.ttl", shapes, "--alone", "--engine", engine, "--format", form)
    assert run(*given)[1] == run(*given)[1]


def test_what_a_message_holds_is_safe_in_every_format(run, engine):
    given = arguments("reports/data.ttl", "reports/control.ttl", "--alone", "--engine", engine)
    told = {form: run(*given, "--format", form)[1] for form in FORMATS}
    assert r"<a> & \x01\x1b[31mred\x1b[0m new line \ufffe" in told["text"]
    failure = ET.fromstring(told["junit"]).find("testcase/failure")
    assert failure is not None
    assert failure.text == "<a> & \\x01\\x1b[31mred\\x1b[0m\nnew line \\ufffe"
    message = "<a> & \x01\x1b[31mred\x1b[0m\nnew line \ufffe"
    assert json.loads(told["json"])["results"][0]["message"] == message
    turtle = rdflib.Graph().parse(data=told["turtle"], format="turtle")
    assert message in {str(one) for one in turtle.objects(None, rdflib.SH.resultMessage)}
    assert not any(ord(one) < 32 and one not in "\n\t" for one in "".join(told[form] for form in ("text", "junit", "json", "sarif")))  # fmt: skip


def test_a_value_of_the_data_adds_no_triple_of_its_own():
    evil = 'http://x/> . <http://x/a> <http://x/b> "c'
    text = validate.to_turtle(reports.Report((reports.Result("violation", evil, "", evil, "m", "S"),), 1, 0, 1))
    whole = rdflib.Graph().parse(data=text, format="turtle")
    assert rdflib.URIRef("http://x/a") not in set(whole.subjects())
    assert rdflib.Literal(evil) in set(whole.objects(None, rdflib.SH.value))


def test_places_in_sarif_are_relative_to_the_repository_of_the_file(run, tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "my data").mkdir()
    own = tmp_path / "my data" / "ships.ttl"
    own.write_text((FAULTS / "reports" / "data.ttl").read_text())
    shapes = str(FAULTS / "reports" / "violation.ttl")
    out = run("validate", str(own), "--alone", "--shapes", shapes, "--format", "sarif")[1]
    (result,) = json.loads(out)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "my%20data/ships.ttl", "uriBaseId": "%SRCROOT%"}


def test_files_with_a_byte_order_mark_are_validated(run, engine, tmp_path):
    names = ("data.ttl", "violation.ttl")
    for name in names:
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (FAULTS / "reports" / name).read_bytes())
    given = ["validate", str(tmp_path / names[0]), "--alone", "--shapes", str(tmp_path / names[1]), "--engine", engine]
    code, out, _ = run(*given)
    assert code == 1
    assert "line 5: violation" in out


# What nothing needs is not loaded


def test_a_file_alone_neither_opens_the_graph_nor_loads_a_bar(run, engine, monkeypatch):
    opened = []
    monkeypatch.setattr(graph, "store", lambda: opened.append(1))
    monkeypatch.setitem(sys.modules, "tqdm", None)  # to import it would fail
    given = arguments("object-only-focus/data.ttl", "object-only-focus/shapes.ttl", "--alone", "--engine", engine)
    assert run(*given, "--format", "json")[0] == 1
    assert opened == []
