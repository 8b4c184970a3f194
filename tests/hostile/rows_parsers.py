"""Files that a parser does not bear, encodings, and names that are no text."""

from tests.hostile.row import Row

P = "@prefix x: <http://x/> .\n"
SHAPES = {
    "shapes.ttl": "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://x/S> a sh:NodeShape ; sh:targetClass <http://x/C> ."
}
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
DEEP = "nested more than"
LEVELS = 100_000


def entities() -> str:
    told = '<!ENTITY l0 "lollollollol">' + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(11))
    return f"<!DOCTYPE r [{told}]>{RDF}<rdf:Description><x:p>&l11;</x:p></rdf:Description></rdf:RDF>"


def elements() -> str:
    return RDF + "<rdf:Description><x:p>" * 20_000 + "</x:p></rdf:Description>" * 20_000 + "</rdf:RDF>"


def turtle(opening: str, closing: str) -> str:
    return f"{P}x:s x:p {opening * LEVELS}x:o{closing * LEVELS} ."


def chain(terms: int) -> str:
    """JSON-LD whose terms are each made of the next."""
    each = ",".join(f'"t{n}":"t{n + 1}:a"' for n in range(terms))
    return f'{{"@context":{{{each},"t{terms}":"http://x/"}},"@id":"http://x/a","t0":"x"}}'


FILES = {
    "entities.rdf": (entities, "the entity 'l5' stands for more than 1,000,000 characters"),
    "elements.rdf": (elements, DEEP),
    "brackets.ttl": (lambda: turtle("[ x:p ", " ]"), DEEP),
    "lists.ttl": (lambda: turtle("( ", " )"), DEEP),
    "triple-terms.ttl": (lambda: turtle("<<( x:s x:p ", " )>>"), DEEP),
    "objects.jsonld": (lambda: '{"http://x/p":' * LEVELS + "1" + "}" * LEVELS, DEEP),
    "contexts.jsonld": (lambda: '{"@context":{"x":' * 20_000 + "{}" + "}}" * 20_000, DEEP),
    "chain.jsonld": (lambda: chain(200_000), "the parser dies of this file"),
    "literal.ttl": (lambda: f'{P}x:s x:p "{"a" * 20_000_000}" .', "longer than is read (16 MB)"),
    "utf-16.ttl": (lambda: turtle("", "").encode("utf-16"), "is UTF-16, not UTF-8"),
}
ROWS = [
    *(
        Row(f"{name}: validate", ("validate", name, "--alone", "--shapes", "shapes.ttl"), 2, said, {name: made, **SHAPES})
        for name, (made, said) in FILES.items()
    ),
    Row("entities.rdf: diff", ("diff", "a.rdf", "a.rdf"), 2, "the entity 'l5'", {"a.rdf": entities}, silent=True),
    Row("entities.rdf: copies", ("links", "--copies", "."), 2, "the entity 'l5'", {"a.rdf": entities}, silent=True),
    Row("triple-terms.ttl as shapes", ("validate", "a.nt", "--alone", "--shapes", "a.ttl"), 2, DEEP,
        {"a.nt": "", "a.ttl": FILES["triple-terms.ttl"][0]}),
    Row("a word that is no UTF-8: show", ("show", b"instrument:\xff"), 2, r"'instrument:\udcff' is no IRI", silent=True),
    Row("a word that is no UTF-8: ask", ("ask", "about-actor", b"actor=\xff"), 2, r"'\udcff'", silent=True),
    Row("a file that is no UTF-8: validate", ("validate", b"\xff.ttl"), 2, r"there is no such file", silent=True),
    Row("brackets in an IRI: show", ("show", "instrument:x>}"), 2, "'instrument:x>}' is no IRI: it holds '>'", silent=True),
    Row("brackets in an IRI: focus", ("validate", "a.ttl", "--alone", "--focus", "instrument:x<y"), 2,
        "'instrument:x<y' is no IRI: it holds '<'", {"a.ttl": "<http://x/s> a <http://x/C> ."}),
    Row("a query in Latin-1", ("sparql", "a.rq"), 2, "is not UTF-8: byte 0xe9", {"a.rq": b"ASK { ?s ?p '\xe9' }"}),
    Row("a query in Latin-1 from standard input", ("sparql", "-"), 2, "is not UTF-8: byte 0xe9", stdin=b"ASK { ?s ?p '\xe9' }"),
]  # fmt: skip
