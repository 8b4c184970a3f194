"""What made rules and look-ups take the square of their input, or longer."""

from tests.hostile.row import Row

PREFIXES = """@prefix foed: <https://w3id.org/foederis/def/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://w3id.org/foederis/id/topic/> .
@prefix x: <http://example.org/> .
"""


def one_label(things: int) -> str:
    """Things of one class that all have one name."""
    rows = (
        f'topic:t{n} a foed:Topic ; skos:prefLabel "one and the same"@en , "een en hetzelfde"@nl .\n'
        for n in range(things)
    )
    return PREFIXES + "".join(rows)


ROWS = [
    Row(
        "one label on 3,000 things", ("validate", "a.ttl", "--format", "json"), 1, files={"a.ttl": lambda: one_label(3_000)},
        holds=(b'"hygiene/duplicate-name"',), memory=500, long=True,
    ),
    Row(
        "a regular expression that takes years", ("validate", "a.ttl", "--alone", "--shapes", "s.ttl"), 3,
        "the pattern '^(a+)+$' takes over 10 s on 'aaaa", silent=True, long=True,
        files={
            "a.ttl": PREFIXES + f'x:a a x:T ; x:p "{"a" * 60}!" .',
            "s.ttl": PREFIXES + 'x:S sh:targetClass x:T ; a sh:NodeShape ; sh:property [ sh:path x:p ; sh:pattern "^(a+)+$" ] .',
        },
    ),
    Row(
        "a regular expression that takes years, of the fast engine",
        ("validate", "a.ttl", "--alone", "--shapes", "s.ttl", "--engine", "shacl"), 1, "a.ttl",
        files={
            "a.ttl": PREFIXES + f'x:a a x:T ; x:p "{"a" * 60}!" .',
            "s.ttl": PREFIXES + 'x:S sh:targetClass x:T ; a sh:NodeShape ; sh:property [ sh:path x:p ; sh:pattern "^(a+)+$" ] .',
        },
    ),
    Row(
        "a name of 60,000 marks on one letter", ("show", "e" + "\u0301\u0323" * 30_000), 2, "nothing is called 'e", silent=True,
    ),
    Row(
        "20,000 findings", ("validate", "a.nt", "--alone", "--shapes", "s.ttl", "--format", "json"), 1, memory=600, long=True,
        files={
            "a.nt": lambda: "".join(f"<http://example.org/a{n}> a <http://example.org/T> .\n" for n in range(20_000)).replace(
                " a <", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <"
            ),
            "s.ttl": PREFIXES + "x:S sh:targetClass x:T ; a sh:NodeShape ; sh:property [ sh:path x:p ; sh:minCount 1 ] .",
        },
    ),
]  # fmt: skip
