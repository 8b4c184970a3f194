"""Readings as TriG: one block for each in the graph of its reader."""

from collections.abc import Sequence

from foederis.codings import blocks
from foederis.codings.readings.statements import Verdict
from foederis.graph import trig
from foederis.namespaces import CONCEPT, FOED, ID, SKOS, XSD


def file(document: str, reader: str, described: str, readings: Sequence[Verdict]) -> str:
    """Return the readings of one reader as a file: first who that is (empty: it is elsewhere)."""
    note = "One reader's verdicts on statements, each held beside its sentence (docs/code-book.md)."
    prefixes = {"coder": f"{ID}coder/", "foed": FOED, "reading": f"{ID}reading/{document}/{reader}/"}
    prefixes |= {"verdict": f"{CONCEPT}verdict/", "xsd": XSD}
    prefixes |= blocks.item_prefixes(document, (one.statement for one in readings))
    if described:
        prefixes |= {"prov": "http://www.w3.org/ns/prov#", "skos": SKOS}
    inside = trig.graph(f"<{ID}graph/reading/{document}/{reader}>", [_block(document, one) for one in readings])
    return trig.file(note, dict(sorted(prefixes.items())), [*([described] if described else []), inside])


def _block(document: str, one: Verdict) -> str:
    said: list[trig.Property] = [
        ("a", "foed:Reading"),
        ("foed:reads", blocks.item(document, one.statement)),
        ("foed:reader", f"coder:{one.reader}"),
        ("foed:readOn", f'"{one.day}"^^xsd:date'),
        ("foed:verdict", f"verdict:{one.verdict}"),
        ("foed:digest", trig.literal(one.digest)),
        ("foed:reason", trig.by_language({tag: blocks.plain(text) for tag, text in one.remarks})),
    ]
    return trig.block(f"reading:{one.statement.rsplit('/', 1)[1]}", said)
