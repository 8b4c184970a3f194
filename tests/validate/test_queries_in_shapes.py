"""A query in shapes of somebody else's reaches nothing, on either engine, and nothing that is lawful is refused."""

from pathlib import Path

import pytest

from foederis import limits, validate
from foederis.errors import BadInput, BadUse, EngineFailed
from foederis.validate import queried
from tests.listener import Listener

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = "@prefix ex: <http://example.org/> .\nex:a a ex:T ; ex:from 1 ; <http://example.org/service/from> 1 .\n"
REACHES = "SERVICE <http://127.0.0.1:9/> { ?s ?q ?r }"
PLACES = {
    "a constraint": 'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """SELECT $this WHERE {{ {0} }}""" ] .',
    "a target": 'ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select """SELECT ?this WHERE {{ {0} }}""" ] ; sh:closed true .',
    "a rule": 'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:rule [ a sh:SPARQLRule ; sh:construct """CONSTRUCT {{ $this ex:x 1 }} WHERE {{ {0} }}""" ] .',
    "a validator": 'ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:p ] ; sh:validator [ a sh:SPARQLAskValidator ; sh:ask """ASK {{ {0} }}""" ] .',
}
ENGINES = ("pyshacl", "shacl")


def written(folder: Path, shapes: str) -> tuple[Path, Path]:
    data, rules = folder / "data.ttl", folder / "shapes.ttl"
    data.write_text(DATA, encoding="utf-8")
    rules.write_text(HEAD + shapes + "\n", encoding="utf-8")
    return data, rules


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [REACHES, REACHES.replace("SERVICE", "SERVI\\\\u0043E"), f"?s ?p true.{REACHES}"])
def test_a_query_that_reaches_out_is_refused_with_its_place(tmp_path, place, engine, text):
    data, rules = written(tmp_path, PLACES[place].format(text))
    with pytest.raises(BadUse, match="SERVICE is not allowed here") as told:
        validate.run([data], shapes=rules, engine=engine, alone=True)
    assert str(rules) in told.value.where
    assert "sh:" in told.value.where


def test_the_line_is_that_of_the_word(run, tmp_path):
    data, rules = written(tmp_path, PLACES["a constraint"].format(f"\n\n {REACHES} "))
    code, out, error = run("validate", str(data), "--alone", "--shapes", str(rules))
    assert (code, out, len(error.splitlines())) == (2, "", 2)
    assert f"{rules}:6" in error


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "declared",
    [
        'sh:prefix "x: <http://x/> # " ; sh:namespace "http://x/"^^xsd:anyURI',
        f'sh:prefix "x" ; sh:namespace "http://x/> {REACHES} "^^xsd:anyURI',
        'sh:prefix "x y" ; sh:namespace "http://x/"^^xsd:anyURI',
    ],
)
def test_a_declared_prefix_that_is_more_than_one_is_refused(tmp_path, engine, declared):
    shapes = PLACES["a constraint"].format("$this a ex:T").replace("sh:select", "sh:prefixes ex:O ; sh:select")
    data, rules = written(tmp_path, f"{shapes}\nex:O sh:declare [ {declared} ] .")
    with pytest.raises(BadInput, match=r"is no (prefix of SPARQL|namespace) \(.*shapes.ttl:5, sh:"):
        validate.run([data], shapes=rules, engine=engine, alone=True)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "$this ex:from 1 . FILTER(STR($this) != 'LOAD FROM, a service') # FROM <http://x/>, LOAD\n",
        "$this ex:from ?load . BIND(?load AS ?service)",
        "$this service:from 1 .",
    ],
)
def test_lawful_names_are_looked_at(tmp_path, engine, text):
    shapes = PLACES["a constraint"].format(text).replace("sh:select", "sh:prefixes ex:O ; sh:select")
    declared = 'ex:O sh:declare [ sh:prefix "service" ; sh:namespace "http://example.org/service/"^^xsd:anyURI ] .'
    also = 'ex:O sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .'
    data, rules = written(tmp_path, f"{shapes}\n{declared}\n{also}")
    report = validate.run([data], shapes=rules, engine=engine, alone=True)
    assert [result.focus for result in report.results] == ["http://example.org/a"]


def test_what_runs_a_query_of_shapes_cannot_connect_and_has_a_limit(tmp_path, monkeypatch):
    seen: list[limits.Limits] = []

    def noted(limited, work, *given):
        seen.append(limited)
        return work(*given)

    monkeypatch.setattr(limits, "run", noted)
    data, rules = written(tmp_path, PLACES["a constraint"].format("$this ex:none 1"))
    assert validate.run([data], shapes=rules, alone=True).conforms
    data, rules = written(tmp_path, "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .")
    assert validate.run([data], shapes=rules, alone=True).conforms
    assert [one.connects for one in seen] == [False]


def test_a_query_of_shapes_that_nobody_read_reaches_nothing(tmp_path, monkeypatch):
    port = Listener()
    shapes = PLACES["a target"].format(f"?this a ex:T . {REACHES.replace(':9/', f':{port.number}/')}")
    monkeypatch.setattr(queried, "check", lambda shapes, path: None)
    monkeypatch.setattr(limits.running, "_has_one_thread", lambda: True)
    prefixes = shapes.replace("ex:T", "<http://example.org/T>")
    data, rules = written(tmp_path, prefixes)
    with pytest.raises(EngineFailed):
        validate.run([data], shapes=rules, alone=True)
    assert port.came == 0
    with pytest.raises(EngineFailed):
        validate._run([data], "", rules, "pyshacl", True)
    assert port.came > 0
    port.socket.close()


def test_validation_has_limits_where_they_are_given(run, tmp_path):
    data, rules = written(tmp_path, "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .")
    words = ["validate", str(data), "--alone", "--shapes", str(rules)]
    assert run(*words, "--timeout", "100", "--memory", "1GB")[0] == 0
    code, out, error = run(*words, "--timeout", "0.01")
    assert (code, out, len(error.splitlines())) == (3, "", 2)
    assert "validation took more than 0.01 seconds" in error
    code, _, error = run(*words, "--memory", "1MB")
    assert code == 3
    assert "validation took more than 1 MB of memory" in error
    assert run(*words, "--memory", "much")[0] == 2
