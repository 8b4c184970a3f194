"""Damage statements one at a time and count how many the validation notices.

Usage: python bench/mutations.py [COUNT] [SEED]

Each mutation changes one term of one passage graph to another *valid* term of the same kind: a wrong holder, entity,
number, period, debtor or code. What survives is printed: those are the errors that validation cannot see.
"""

import random
import sys
from collections import Counter

import pyoxigraph as ox

from foederis import graph, validate
from foederis.namespaces import FOED, ID

CHANGED = (
    "about", "comparator", "creditor", "debtor", "holder", "madeIn", "modality", "object", "polarity", "quantity",
    "quantityOf", "subject", "unit", "value", "when",
)  # fmt: skip


def main() -> None:
    """Run the mutations and print the share noticed, by property."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    quads = [q for q in graph.quads() if "/id/passage/" in getattr(q.graph_name, "value", "")]
    pools: dict[str, list[ox.NamedNode]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode):
            pools.setdefault(quad.predicate.value, []).append(quad.object)
    targets = [q for q in quads if q.predicate.value.removeprefix(FOED) in CHANGED]
    original = graph.quads
    noticed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for _ in range(count):
        quad = chance.choice(targets)
        name = quad.predicate.value.removeprefix(FOED)
        if isinstance(quad.object, ox.Literal):
            changed: ox.NamedNode | ox.Literal = ox.Literal(
                str(chance.randrange(1, 10**6)), datatype=quad.object.datatype
            )
        else:
            changed = chance.choice([o for o in pools[quad.predicate.value] if o != quad.object])
        wrong = ox.Quad(quad.subject, quad.predicate, changed, quad.graph_name)
        graph.quads = lambda paths=None, q=quad, w=wrong: (w if x == q else x for x in original(paths))  # type: ignore[assignment]
        report = validate.run()
        graph.quads = original
        tried[name] += 1
        noticed[name] += not report.ok("warning")
        if report.ok("warning"):
            where = quad.graph_name.value.rsplit("/", 1)[-1]
            print(f"not noticed: {where} {name} {_short(quad.object)} -> {_short(changed)}")
    print(f"{'property':<12}{'tried':>7}{'noticed':>9}")
    for name in sorted(tried):
        print(f"{name:<12}{tried[name]:>7}{noticed[name]:>9}")
    print(f"{'all':<12}{sum(tried.values()):>7}{sum(noticed.values()):>9}")


def _short(term: ox.NamedNode | ox.Literal) -> str:
    return term.value.removeprefix(ID)


if __name__ == "__main__":
    main()
