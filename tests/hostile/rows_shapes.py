"""Shapes of somebody else's whose queries reach out, or are too deep."""

from tests.hostile.row import Row

IN_TIME = "--timeout", "5"
HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ex: <http://example.org/> .\n"
DATA = "@prefix ex: <http://example.org/> .\nex:a a ex:T .\n"
SERVICE = "SERVICE <@@> { ?s ?q ?r }"
SHAPES = {
    "a constraint": (
        f'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """SELECT $this {{ {SERVICE} }}""" ] .',
        "SERVICE is not allowed here (shapes.ttl:3, sh:select)",
    ),
    "a target": (
        f'ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select """SELECT ?this {{ {SERVICE} }}""" ] .',
        "SERVICE is not allowed here (shapes.ttl:3, sh:select)",
    ),
    "a declared namespace": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:prefixes ex:O ; sh:select "SELECT $this { $this a x:T }" ] .\n'
        f'ex:O sh:declare [ sh:prefix "x" ; sh:namespace "x:> SELECT * {{ {SERVICE} }} #" ] .',
        "this is no namespace (shapes.ttl:4, sh:namespace",
    ),
    "nested": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """SELECT $this { FILTER('
        + "(" * 9000 + "1" + ")" * 9000 + ') }""" ] .',
        "this query is nested too deep (shapes.ttl:3, sh:select, line 1, column",
    ),
    "long": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """SELECT $this { $this ?p ?o FILTER('
        + "+".join(["1"] * 50_000) + ') }""" ] .',
        "validation took more than 5 seconds",
    ),
}  # fmt: skip

ROWS = [
    Row(
        f"shapes: {name}, {engine}", ("validate", "data.ttl", "--alone", "--shapes", "shapes.ttl", "--engine", engine, *IN_TIME),
        3 if name == "long" else 2, says, files={"data.ttl": DATA, "shapes.ttl": HEAD + text + "\n"}, silent=True,
        long=engine == "shacl",
    )
    for name, (text, says) in SHAPES.items()
    for engine in (("pyshacl",) if name == "long" else ("pyshacl", "shacl"))
]  # fmt: skip
