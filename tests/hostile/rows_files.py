"""Files that come to more than they say, are not what they are called, or are no files; and words that are empty."""

import gzip

from tests.hostile.row import Content, Row

P = "@prefix x: <http://x/> .\n"
S = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<http://x/S> a sh:NodeShape ; sh:targetClass <http://x/C> .\n"
LONG = f"http://x/{'x' * 100_000}"
TIMES = 1000
WRITTEN_OUT = "comes to more than 1"  # 10 million characters, or a hundred times a file that is larger


def values() -> str:
    return ",".join(map(str, range(TIMES)))


MULTIPLIED: dict[str, Content] = {
    "prefix.ttl": lambda: f"@prefix p: <{LONG}> .\n" + "".join(f"p:{n} p:p {n} .\n" for n in range(TIMES)),
    "base.ttl": lambda: f"BASE <{LONG}/>\n" + "".join(f"<{n}> <p> {n} .\n" for n in range(TIMES)),
    "subject.ttl": lambda: f"{P}<{LONG}> x:p {values()} .",
    "graph.trig": lambda: f"{P}<{LONG}> {{ x:s x:p {values()} }}",
    "context.jsonld": lambda: (
        f'{{"@context": {{"p": "{LONG}/"}}, ' + ", ".join(f'"p:{n}": 1' for n in range(TIMES)) + "}"
    ),
}
DATA = f"{P}x:a a x:C ."
OTHERWISE: dict[str, tuple[Content, str]] = {
    "json.ttl": ('{"@context": {}, "@id": "http://x/a"}', "is JSON, not Turtle"),
    "trig.ttl": (f"{P}x:g {{ x:a x:b x:c }}", "is TriG, not Turtle"),
    "xml.jsonld": ("<rdf:RDF xmlns:rdf='r'/>", "is XML, not JSON-LD"),
    "query.trig": ("# asks\nselect ?a { ?a ?b ?c }", "is a query, not TriG"),
    "page.nt": ("<!doctype html><p>\x1b[31m", "is a page of HTML, not RDF"),
    "packed.nt": (lambda: gzip.compress(DATA.encode()), "is packed with gzip, not RDF"),
    "program.ttl": (b"\x7fELF\x02\x00\x00", "is no text: it holds bytes of value 0"),
    "zeros.ttl": (lambda: bytes(30_000_000), "is no text: it holds bytes of value 0"),
    "latin.ttl": (f'{P}x:a x:p "é" .'.encode("latin-1"), "is not UTF-8"),
    "both.ttl": (f'{P}x:a x:p "é" .\n'.encode() + 'x:b x:p "é" .'.encode("latin-1"), "is not UTF-8"),
    "utf-16-be.ttl": (DATA.encode("utf-16-be"), "is UTF-16, not UTF-8"),
    "utf-32-le.ttl": (DATA.encode("utf-32-le"), "is UTF-32, not UTF-8"),
    "utf-32-be.nt": (DATA.encode("utf-32-be"), "is UTF-32, not UTF-8"),
    "latin.rdf": ('<?xml version="1.0" encoding="iso-8859-1"?><r/>', 'another encoding than UTF-8 (encoding="..."), which is not'),
    "two-marks.ttl": (f"\ufeff\ufeff{DATA}", r"\ufeff is not a valid subject"),
}  # fmt: skip
NO_FILES = {
    "a folder": (("validate", "."), "this is a folder, not a file"),
    "a folder of shapes": (("validate", "a.ttl", "--shapes", "."), "this is a folder, not a file"),
    "a folder as a query": (("sparql", "."), "this is a folder, not a file"),
    "a device": (("validate", "/dev/zero"), "this is a pipe or a device, not a file"),
    "a device as a query": (("sparql", "/dev/zero"), "this is a pipe or a device, not a file"),
    "a device as a version": (("diff", "a.ttl", "/dev/zero"), "this is a pipe or a device, not a file"),
}
EMPTY = {
    "a file": ("validate", ""),
    "shapes": ("validate", "a.ttl", "--alone", "--shapes", ""),
    "shapes, with a sign": ("validate", "a.ttl", "--alone", "--shapes="),
    "a focus": ("validate", "a.ttl", "--alone", "--focus", ""),
    "an endpoint": ("sparql", "ASK {}", "--endpoint", ""),
    "copies": ("links", "--copies", ""),
    "a version": ("diff", "", "a.ttl"),
    "a thing": ("feed", ""),
    "an output": ("sparql", "ASK {}", "-o", ""),
}
HIDDEN = "a\x1b[31m\u202e\x9b\n.ttl"

ROWS = [
    *(
        Row(f"{name}: written out", ("validate", name, "--alone", "--shapes", "s.ttl"), 2, WRITTEN_OUT,
            {name: made, "s.ttl": S}, silent=True, long=number > 0)
        for number, (name, made) in enumerate(MULTIPLIED.items())
    ),
    Row("a prefix that multiplies: diff", ("diff", "a.ttl", "a.ttl"), 2, WRITTEN_OUT, {"a.ttl": MULTIPLIED["prefix.ttl"]},
        silent=True, long=True),
    Row("a chain of 50,000 bases", ("validate", "a.ttl", "--alone", "--shapes", "s.ttl"), 2, "seconds of work",
        {"a.ttl": lambda: "@base <http://x/> .\n" + "@base <xxxxxxxxxxxxxxxx/> .\n" * 50_000, "s.ttl": S}, silent=True, long=True),
    Row("100,000 brackets in comments", ("validate", "a.ttl", "--alone", "--shapes", "s.ttl"), 0, "ok: 0 violations",
        {"a.ttl": lambda: "# [\n" * 100_000 + DATA, "s.ttl": S}, memory=200),
    Row("shapes that data name", ("validate", "a.ttl", "--alone", "--shapes", "s.ttl"), 0, "as their shapes (sh:shapesGraph), which was not read",
        {"a.ttl": f"{DATA} x:d <http://www.w3.org/ns/shacl#shapesGraph> <@@shapes> .", "s.ttl": S}, holds=(b"not read",)),
    *(
        Row(f"{name}: is something else, {command[0]}", (*command, name, *(("--alone", "--shapes", "s.ttl") if command[0] == "validate" else (name,))),
            2, said, {name: made, "s.ttl": S}, silent=True, long=number > 1)
        for number, (name, command, made, said) in enumerate(
            (name, command, *OTHERWISE[name]) for name in OTHERWISE for command in (("validate",), ("diff",))
            if command[0] == "validate" or name in ("json.ttl", "utf-32-be.nt")
        )
    ),
    *(
        Row(f"no file: {name}", command, 2, said, {"a.ttl": DATA}, silent=True, long=number > 0)
        for number, (name, (command, said)) in enumerate(NO_FILES.items())
    ),
    *(
        Row(f"nothing for {name}", command, 2, "is empty", {"a.ttl": DATA}, silent=True, long=number > 0)
        for number, (name, command) in enumerate(EMPTY.items())
    ),
    Row("a word of a name, 40,000 times: search", ("show", "--search", "a, " * 40_000), 0),
    Row("a name that steers: validate", ("validate", HIDDEN, "--alone", "--shapes", "s.ttl"), 2, r"\x1b[31m\u202e\x9b .ttl:2)",
        {HIDDEN: f"{P}x:a", "s.ttl": S}, lacks=(b"\x1b", "\u202e".encode(), "\x9b".encode()), long=True),
    Row("a name that steers: diff", ("diff", HIDDEN, "b.ttl"), 0, r"\x1b[31m\u202e\x9b .ttl to b.ttl",
        {HIDDEN: DATA, "b.ttl": S}, lacks=(b"\x1b", "\u202e".encode(), "\x9b".encode()), long=True),
    Row("circles of blank nodes of two sizes: diff", ("diff", "a.ttl", "b.ttl"), 0, "What changed", memory=200, long=True,
        files={name: (lambda size=size: "".join(f"_:b{n} <http://x/n> _:b{(n + 1) % size} .\n" for n in range(size)))
               for name, size in (("a.ttl", 20_000), ("b.ttl", 20_001))}),
    Row("a text of a million characters: diff", ("diff", "a.ttl", "b.ttl"), 0, "What changed", memory=300, long=True,
        files={"a.ttl": lambda: f'{P}x:a x:p "{"é" * 1_000_000}" .', "b.ttl": lambda: f'{P}x:a x:p "{"é" * 1_000_000}1" .'}),
]  # fmt: skip
