"""Shapes that the fast engine would pass over are refused; what it reads otherwise is written plainly for it."""

import pytest

from foederis import validate
from foederis.errors import EngineFailed

pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")

PREFIXES = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
DATA = ":boat a :Boat ; :name 1 , 2 ."
ABOUT = ":S a sh:NodeShape ; sh:targetClass :Boat ;"
REFUSED = {
    "a sh:property without sh:path": f"{ABOUT} sh:property [ sh:minCount 3 ] .",
    "sh:property names <http://example.org/Nowhere>": f"{ABOUT} sh:property :Nowhere .",
    "a sh:qualifiedValueShape without a count": f"{ABOUT} sh:property [ sh:path :name ; sh:qualifiedValueShape [ sh:class :Name ] ] .",
    "a sh:sparql without sh:select": f'{ABOUT} sh:sparql [ sh:ask "ASK {{ $this :name 7 }}" ] .',
    "a component without a validator": f"{ABOUT} :most 3 . :C a sh:ConstraintComponent ; sh:parameter [ sh:path :most ] .",
    "sh:maxCount on a node shape": f"{ABOUT} sh:maxCount 0 .",
    "sh:path given twice": f"{ABOUT} sh:property [ sh:path :name , :title ; sh:minCount 3 ] .",
    "sh:minCount given twice": f"{ABOUT} sh:property [ sh:path :name ; sh:minCount 1 , 3 ] .",
    "sh:datatype given twice": f"{ABOUT} sh:property [ sh:path :name ; sh:datatype xsd:string , xsd:integer ] .",
}
SAME = {
    "a query that is switched off": (
        f'{ABOUT} sh:sparql [ sh:deactivated true ; sh:select "SELECT $this {{ $this :name ?value }}" ] .', 0),
    "a class of OWL that is a shape": (":Boat a owl:Class , sh:NodeShape ; sh:property [ sh:path :name ; sh:maxCount 1 ] .", 1),
}  # fmt: skip


def _run(tmp_path, shapes, engine):
    data, rules = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(f'{PREFIXES}{DATA} :boat :said "a"@en , "b"@en .' if "said" in shapes else PREFIXES + DATA)
    rules.write_text(PREFIXES + shapes)
    return validate.run([data], shapes=rules, engine=engine, alone=True)


@pytest.mark.parametrize("what", REFUSED)
def test_a_part_that_the_fast_engine_passes_over_is_refused(tmp_path, what):
    with pytest.raises(EngineFailed, match="would pass over a part of the shapes") as caught:
        _run(tmp_path, REFUSED[what], "shacl")
    assert what in str(caught.value)


@pytest.mark.parametrize("what", SAME)
def test_both_engines_find_the_same(tmp_path, what):
    shapes, number = SAME[what]
    for engine in ("pyshacl", "shacl"):
        assert len(_run(tmp_path, shapes, engine).results) == number, engine


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_shape_that_is_named_and_not_described_is_told(tmp_path, engine):
    (note,) = _run(tmp_path, f"{ABOUT} sh:node :Nowhere .", engine).notes
    assert "http://example.org/Nowhere as a shape and do not describe it" in note


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize("name", ["closed", "deactivated"])
def test_a_boolean_that_is_a_number_is_told_since_engines_differ_on_it(tmp_path, engine, name):
    (note,) = _run(tmp_path, f'{ABOUT} sh:{name} "1"^^xsd:boolean .', engine).notes
    assert f"sh:{name} is " in note
    assert "engines differ on it, write true or false" in note
    assert _run(tmp_path, f"{ABOUT} sh:{name} true .", engine).notes == ()


def test_counts_of_what_is_like_a_shape_may_stand_on_a_node_shape_as_in_the_suite_of_w3c(tmp_path):
    shapes = f"{ABOUT} sh:qualifiedValueShape [ sh:class :Name ] ; sh:qualifiedMinCount 1 ."
    assert _run(tmp_path, shapes, "shacl").rules == 1
