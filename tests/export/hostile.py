"""A graph whose names do all they can to be read as something else, and what each must come back as."""

import networkx as nx
import pyoxigraph as ox

from foederis.namespaces import ID, RDF, SKOS

# Given, and what every format holds: the same, save for what XML and RDF have no place for (docs/exports.md).
NAMES: tuple[tuple[str, str], ...] = (
    ("quotes \" ' ` “ ”", "quotes \" ' ` “ ”"),
    ("<b>bold</b> <img src=x onerror=alert(1)>", "<b>bold</b> <img src=x onerror=alert(1)>"),
    ("a & b &amp; &lt; &#65; &eacute;", "a & b &amp; &lt; &#65; &eacute;"),
    ("two\nlines\r\nthree\rfour", "two\nlines\nthree\nfour"),
    ("tab\tstop", "tab\tstop"),
    ("bell \x07 null \x00 escape \x1b[31m delete \x7f next \x85", "bell � null � escape �[31m delete � next �"),
    ("lone \ud800 surrogate, no character \ufffe \uffff", "lone � surrogate, no character � �"),
    ("emoji 🛡️ 🇪🇺 👩‍🚀 Ünï¢ødé 中文 עברית", "emoji 🛡️ 🇪🇺 👩‍🚀 Ünï¢ødé 中文 עברית"),
    ("]]> <![CDATA[ <?xml ?> <!DOCTYPE x>", "]]> <![CDATA[ <?xml ?> <!DOCTYPE x>"),
    ("</script><script>alert(1)</script></style></title>", "</script><script>alert(1)</script></style></title>"),
    ("<!-- --> --!> -->", "<!-- --> --!> -->"),
    ("back\\slash \\n \\N \\G \\\" end\\", "back\\slash \\n \\N \\G \\\" end\\"),
    ('%%{init: {"securityLevel": "loose"}}%% %% --- #35; #quot;', '%%{init: {"securityLevel": "loose"}}%% %% --- #35; #quot;'),
    ('"]\nclick n0 href "javascript:alert(1)"\nsubgraph x', '"]\nclick n0 href "javascript:alert(1)"\nsubgraph x'),
    ("`**not** markdown` [a](b) {c} |d| :::e @{shape: f}", "`**not** markdown` [a](b) {c} |d| :::e @{shape: f}"),
    ("=1+1;,\t|", "=1+1;,\t|"),
    ("$title ${title} $x^2$ $$", "$title ${title} $x^2$ $$"),
    ("line \u2028 paragraph \u2029 override \u202e evil", "line \u2028 paragraph \u2029 override \u202e evil"),
    ("end", "end"),
    ("None", "None"),
    ("0012", "0012"),
    ("true", "true"),
    ("very long " + "word " * 2000 + "end", "very long " + "word " * 2000 + "end"),
)  # fmt: skip
KEYS = {number: f"thing/{number}" for number in range(len(NAMES))} | {0: "thing/\"<&>' x"}


def view() -> "nx.MultiDiGraph[str]":
    """Return the graph: a ring, with each name on a node, on an edge and as a type."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=NAMES[9][0])
    for number, (given, _) in enumerate(NAMES):
        kind = given if number == 9 else "Thing"
        made.add_node(
            KEYS[number], label=given, name=given, type=given, kind=kind, color="#0072B2", size=5.0, weight=2.0,
            iri=f"javascript:alert({number})" if number == 1 else f"{ID}thing/{number}", start="", end="", evidence=1,
        )  # fmt: skip
    for number, (given, _) in enumerate(NAMES):
        made.add_edge(
            KEYS[number], KEYS[(number + 1) % len(NAMES)], "role", label=given, name=given, interaction=given,
            type=given, kind="role", color="#D55E00", size=1.0, weight=1.0, iri=ID + "role", start="2020-01-01", end="",
            evidence=1, passages="",
        )  # fmt: skip
    return made


def labels() -> dict[str, str]:
    """Return what each node must be called in every file."""
    return {KEYS[number]: wanted for number, (_, wanted) in enumerate(NAMES)}


def store() -> ox.Store:
    """Return the same names in a store, where a name can be what RDF allows."""
    made = ox.Store()
    for number, (_, wanted) in enumerate(NAMES):
        thing, graph = ox.NamedNode(f"{ID}thing/{number}"), ox.NamedNode(f"{ID}graph/hostile")
        made.add(ox.Quad(thing, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(wanted, language="en"), graph))
        made.add(ox.Quad(thing, ox.NamedNode(RDF + "type"), ox.NamedNode(f"{ID}Thing"), graph))
    return made
