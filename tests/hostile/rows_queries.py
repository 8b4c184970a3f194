"""Queries that reach out, or grow without bounds."""

from collections.abc import Callable

from tests.hostile.row import Row

ENGINES = ("oxigraph", "rdflib")

REACHING = (
    r"SELECT * { OPTIONAL { ?a ?b foed:x\# } SERVICE <@@> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <@@>{ ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <@@> { ?s ?p ?o } }",
    "SELECT * FROM <@@> { ?s ?p ?o }",
)

BASE = 150  # MB: the program itself, with mapped files
LIMITS = {
    "oxigraph": 100,
    "rdflib": 300,
}  # MB: what a query is given here; for rdflib the graph is in memory and counts
SLACK = 100  # MB: what it may grow while nobody looks


def doubled(times: int) -> str:
    """A text of 2 to the power of `times` letters."""
    steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))
    return f'SELECT (STRLEN(?x{times}) AS ?n) {{ BIND("x" AS ?x0) {steps} }}'


GROWING: dict[str, str] = {
    "a product, ordered": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "a product, distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }",
    "a product, all of it": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "a product, grouped": "SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f",
    "one long text of all": 'SELECT (GROUP_CONCAT(?c; separator=" ") AS ?x) { ?a ?b ?c . ?d ?e ?f }',
    "a text that doubles": doubled(34),
    "2,000 optional parts": "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?q ?r } " * 2000 + "} ORDER BY ?s",
    "triples of a product": "CONSTRUCT { ?a ?b ?f . ?d ?e ?c } { ?a ?b ?c . ?d ?e ?f }",
    "a join of everything": "SELECT * { { SELECT * { ?a ?b ?c . ?d ?e ?f } } { SELECT * { ?a ?g ?h . ?d ?i ?j } } }",
}
QUICK = ("ordered", "doubles")  # to grow
IN_TIME = "--timeout", "5"  # what is slow to grow ends by this

DEEP: dict[str, Callable[[int], str]] = {
    "braces": lambda n: "SELECT * " + "{" * n + "?s ?p ?o" + "}" * n,
    "braces that nobody closes": lambda n: "SELECT * " + "{" * n,
    "brackets": lambda n: "SELECT * { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "signs of not": lambda n: "SELECT * { FILTER(" + "!" * n + "true) }",
    "signs of minus": lambda n: "SELECT (" + "-" * n + "?x AS ?y) {}",
    "paths": lambda n: "SELECT * { ?s " + "(" * n + "foed:x" + ")*" * n + " ?o }",
    "paths that go back": lambda n: "SELECT * { ?s " + "^(" * n + "foed:x" + ")" * n + " ?o }",
    "filters": lambda n: "SELECT * {" + "FILTER NOT EXISTS { ?s ?p ?o " * n + "}" * n + "}",
    "functions": lambda n: "SELECT (" + "IF(true, " * n + "1" + ", 2)" * n + " AS ?x) {}",
    "lists": lambda n: "SELECT * { ?s ?p " + "(" * n + "1" + ")" * n + " }",
    "blank nodes": lambda n: "SELECT * { ?s ?p " + "[ foed:x " * n + "1" + "]" * n + " }",
    "triples of triples": lambda n: "SELECT * { " + "<< " * n + "?s ?p ?o" + " >> ?p ?o" * (n - 1) + " >> ?p ?o }",
    "queries within queries": lambda n: "SELECT * {" + "{ SELECT * {" * n + "?s ?p ?o" + "}}" * n + "}",
    "signs and brackets": lambda n: "SELECT * { FILTER(" + "!(!!!(" * n + "true" + "))" * n + ") }",
}
# Long, and not deep: an engine makes a deep tree of it.
LONG: dict[str, Callable[[int], str]] = {
    "paths one after the other": lambda n: "SELECT * { ?s " + "/".join(["foed:x"] * n) + " ?o }",
    "a sum": lambda n: "SELECT (" + "+".join(["1"] * n) + " AS ?x) {}",
    "parts that are taken off": lambda n: "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p ?o }" * n + "}",
}


def _grows(name: str, text: str, engine: str) -> Row:
    words = ("sparql", "-", "--engine", engine, "--memory", f"{LIMITS[engine]}MB", *IN_TIME)
    return Row(
        f"grows: {name}, {engine}", words, 3, "the query took more than", stdin=text.encode(),
        memory=BASE + LIMITS[engine] + SLACK, silent=True,
        long=engine == "rdflib" or not any(word in name for word in QUICK),
    )  # fmt: skip


ROWS = [
    *(
        Row(
            f"reaches out {number}, {engine}", ("sparql", text, "--engine", engine), 2, "is not allowed here", silent=True
        )
        for number, text in enumerate(REACHING)
        for engine in ENGINES
    ),
    *(_grows(name, text, "oxigraph") for name, text in GROWING.items()),
    *(_grows(name, text, "rdflib") for name, text in GROWING.items() if "2,000" not in name),
    Row("2,000 optional parts, rdflib", ("sparql", "-", "--engine", "rdflib", "--timeout", "90"), 2, "nested too deep for rdflib",
        stdin=GROWING["2,000 optional parts"].encode(), silent=True, long=True),
    *(
        Row(
            f"deep: {name}", ("sparql", "-", *IN_TIME), 2, "this query is nested too deep", silent=True,
            stdin=make(50_000).encode(), long=number > 3,
        )
        for number, (name, make) in enumerate(DEEP.items())
    ),
    *(
        Row(f"long: {name}", ("sparql", "-", *IN_TIME), 3, "the engine ended by signal 11", stdin=make(50_000).encode(),
            memory=400, long=number > 0)
        for number, (name, make) in enumerate(LONG.items())
    ),
    Row("longer than anyone writes", ("sparql", "-"), 2, "longer than 2,000,000 characters", silent=True,
        stdin=b"SELECT * { VALUES ?x {" + b" 1" * 1_000_000 + b"} }"),
    Row("longer than anyone writes, in a file", ("sparql", "a.rq"), 2, "longer than 2,000,000 characters", silent=True,
        files={"a.rq": lambda: "SELECT * { VALUES ?x {" + " 1" * 10_000_000 + "} }"}),
    Row("a limit that is none", ("sparql", "ASK {}", "--memory", "much"), 2, "no size of memory", silent=True),
    Row("no time at all", ("sparql", "ASK {}", "--timeout", "nan"), 2, "seconds above 0", silent=True),
]  # fmt: skip
