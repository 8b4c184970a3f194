"""Queries that reach out, or grow without bounds."""

from tests.hostile.row import Row

ENGINES = ("oxigraph", "rdflib")

REACHING = (
    r"SELECT * { OPTIONAL { ?a ?b foed:x\# } SERVICE <@@> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <@@>{ ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <@@> { ?s ?p ?o } }",
    "SELECT * FROM <@@> { ?s ?p ?o }",
)

ROWS = [
    Row(f"reaches out {number}, {engine}", ("sparql", text, "--engine", engine), 2, "is not allowed here", silent=True)
    for number, text in enumerate(REACHING)
    for engine in ENGINES
]
