"""Make a graph of this project's shape at any size, with planted faults, for the other benches.

Usage: python bench/generate.py QUADS [--faults N] [--seed S] [-o FILE.nq]

What a document owns (its passages, mention index, statements and codings) is copied under new names until there are at
least QUADS quads beside the shipped ones, which are not written: validate the file beside the graph, or put the two
together with --whole. Reference, background and links stay as they are, so that the copies speak of the same things.
Each planted fault is one that a rule must find; FILE.faults.tsv lists kind, focus and rule. The same numbers give the
same file.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from foederis import graph
from foederis.namespaces import DCTERMS, FOED, ID, RDF, SKOS, XSD

DOCUMENT = "bzdoc-1754443015-75"
_TYPE = ox.NamedNode(RDF + "type")
_KEPT = "/id/participation/"  # a part taken is the same part, whoever tells of it
_IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")  # a file and a number: a copy has more digits
_NAMED = {ox.NamedNode(SKOS + name) for name in ("prefLabel", "altLabel")} | {
    ox.NamedNode(iri) for iri in (DCTERMS + "title", _IDENTIFIER.value, FOED + "abbreviation")
}


def foed(name: str) -> ox.NamedNode:
    """Return a term of the ontology."""
    return ox.NamedNode(FOED + name)


def owned(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return what the document owns, without agreed amounts: those of two copies would contradict each other."""
    marks = ("/id/passage/", "/id/graph/skeleton/", "/id/graph/mentions/", "/id/graph/coding/")
    document = ox.NamedNode(f"{ID}document/{DOCUMENT}")
    places = [f"{mark}{DOCUMENT}" for mark in marks]
    mine = [q for q in quads if any(place in q.graph_name.value for place in places) or q.subject == document]
    agreed = ox.NamedNode(f"{ID}concept/nature/agreed")
    left_out = {q.subject.value for q in mine if q.predicate == foed("nature") and q.object == agreed}
    left_out |= {q.subject.value for q in mine if q.predicate == foed("infersFor") and q.object.value in left_out}
    return [
        q
        for q in mine
        if "/id/coder/" not in q.subject.value
        and q.subject.value not in left_out
        and getattr(q.object, "value", "") not in left_out
    ]


class Copier:
    """Renames what a document owns."""

    def __init__(self, quads: list[ox.Quad]) -> None:
        described = {q.subject.value for q in quads if q.predicate == _TYPE}
        self.own = {iri for iri in described if iri.startswith(ID) and _KEPT not in iri}
        after = (foed("codes"), foed("respondsTo"))
        self.named_after = {q.subject.value: q.object.value for q in quads if q.predicate in after}
        self.quads = quads

    def copy(self, number: int) -> Iterator[ox.Quad]:
        """Yield the quads of one copy."""
        mark = f"c{number:04}"
        known: dict[object, object] = {}

        def renamed(term: object) -> object:
            if not isinstance(term, ox.NamedNode):
                return term
            if term not in known:
                iri = term.value
                head, _, local = iri.rpartition("/")
                if f"/{DOCUMENT}" in iri:
                    after = self.named_after.get(iri)
                    if after is not None and renamed(ox.NamedNode(after)).value.rpartition("/")[2].startswith(mark):
                        iri = f"{head}/{mark}-{local}"  # named after a thing whose copy has the mark there
                    iri = iri.replace(f"/{DOCUMENT}", f"/{DOCUMENT}-{mark}")
                elif iri in self.own:
                    iri = f"{head}/{mark}-{local}"
                known[term] = ox.NamedNode(iri)
            return known[term]

        for quad in self.quads:
            value = renamed(quad.object)
            if quad.predicate in _NAMED and isinstance(value, ox.Literal) and "/id/passage/" not in quad.subject.value:
                told = f"{value.value}{number:04}" if quad.predicate == _IDENTIFIER else f"{value.value} ({mark})"
                value = ox.Literal(told, language=value.language)
            yield ox.Quad(renamed(quad.subject), quad.predicate, value, renamed(quad.graph_name))


def plant(quads: list[ox.Quad], chance: random.Random, kind: str) -> tuple[list[ox.Quad], str, str]:
    """Return a copy's quads with one fault of a kind in them, its focus, and the rule that must find it."""
    classes = {"no-holder": "holder", "wrong-number": "value", "no-unit": "unit", "typo": "paraphrase",
               "no-evidence": "evidence", "digest": "digest", "polarity": "polarity", "date": "order"}  # fmt: skip
    pick = [q for q in quads if q.predicate == foed(classes[kind])]
    if kind == "no-evidence":
        pick = [q for q in pick if "/id/coding/" in q.subject.value]
    if kind in ("date", "digest"):
        pick = [q for q in pick if "/id/passage/" in q.subject.value]
    if kind == "wrong-number":
        pick = [q for q in pick if "/id/passage/" in q.graph_name.value]
    quad = chance.choice(pick)
    focus = quad.subject.value

    def put(value: object = None, predicate: ox.NamedNode | None = None) -> list[ox.Quad]:
        new = ox.Quad(quad.subject, predicate or quad.predicate, value or quad.object, quad.graph_name)
        return [new if q == quad else q for q in quads]

    gone = [q for q in quads if q.subject != quad.subject or q.predicate != quad.predicate]
    match kind:
        case "no-holder":
            return gone, focus, "StatementShape"
        case "no-unit":
            return gone, focus, "QuantityShape"
        case "no-evidence":
            return gone, focus, "CodingShape"
        case "wrong-number":
            number = ox.Literal("987654321", datatype=ox.NamedNode(XSD + "integer"))
            return put(number), focus, "hygiene/quantity-not-mentioned"
        case "typo":
            return put(predicate=foed("parafrase")), focus, "hygiene/unknown-term"
        case "digest":
            return put(ox.Literal("0" * 64)), focus, "hygiene/skeleton-changed"
        case "polarity":
            return put(ox.NamedNode(f"{ID}concept/modality/is")), focus, "StatementShape"
        case _:
            return put(ox.Literal("first")), focus, "SentenceShape"


KINDS = ("no-holder", "wrong-number", "no-unit", "typo", "no-evidence", "digest", "polarity", "date")


def main() -> None:
    """Write the file and the list of its faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quads", type=int, help="at least so many quads")
    parser.add_argument("--faults", type=int, default=0, help="how many faults to plant")
    parser.add_argument("--seed", type=int, default=1, help="which faults are chosen")
    parser.add_argument("--whole", action="store_true", help="with the shipped quads and the default-graph copy")
    parser.add_argument("-o", "--output", type=Path, default=Path("generated.nq"))
    options = parser.parse_args()
    shipped = list(graph.quads())
    copier = Copier(owned(shipped))
    copies = max(1, -(-options.quads // len(copier.quads)))
    chance = random.Random(options.seed)
    faults: dict[int, list[str]] = {}
    for number in range(options.faults):
        faults.setdefault(chance.randrange(copies), []).append(KINDS[number % len(KINDS)])
    told, count = [], 0
    with options.output.open("wb") as out:
        if options.whole:
            count += _write(out, shipped)
        for number in range(copies):
            quads = list(copier.copy(number + 1))
            for kind in faults.get(number, ()):
                quads, focus, rule = plant(quads, chance, kind)
                told.append(f"{kind}\t{focus}\t{rule}\n")
            count += _write(out, quads)
    options.output.with_suffix(".faults.tsv").write_text("".join(told), encoding="utf-8")
    print(f"{options.output}: {count} quads, {copies} copies, {len(told)} faults", file=sys.stderr)


def _write(out: object, quads: list[ox.Quad]) -> int:
    ox.serialize(quads, output=out, format=ox.RdfFormat.N_QUADS)
    return len(quads)


if __name__ == "__main__":
    main()
