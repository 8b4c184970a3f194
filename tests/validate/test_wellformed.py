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
    "a query that asks for $shapesGraph": f'{ABOUT} sh:sparql [ sh:select "SELECT $this {{ GRAPH $shapesGraph {{ $this ?p ?o }} }}" ] .',
    "a component without a validator": f"{ABOUT} :most 3 . :C a sh:ConstraintComponent ; sh:parameter [ sh:path :most ] .",
    "sh:maxCount on a node shape": f"{ABOUT} sh:maxCount 0 .",
    "sh:path given twice": f"{ABOUT} sh:property [ sh:path :name , :title ; sh:minCount 3 ] .",
    "sh:minCount given twice": f"{ABOUT} sh:property [ sh:path :name ; sh:minCount 1 , 3 ] .",
    "sh:datatype given twice": f"{ABOUT} sh:property [ sh:path :name ; sh:datatype xsd:string , xsd:integer ] .",
}
SAME = {
    "closed by 1": (f'{ABOUT} sh:closed "1"^^xsd:boolean .', 3),
    "not closed by 0": (f'{ABOUT} sh:closed "0"^^xsd:boolean .', 0),
    "one of a language by 1": (f'{ABOUT} sh:property [ sh:path :said ; sh:uniqueLang "1"^^xsd:boolean ] .', 1),
    "switched off by 1": (f'{ABOUT} sh:deactivated "1"^^xsd:boolean ; sh:closed true .', 0),
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
