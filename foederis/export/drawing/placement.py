"""Where the nodes of a layered picture go: columns, order and height (after Sugiyama, Tagawa and Toda 1981)."""

import itertools
import re
from collections.abc import Callable, Collection, Mapping, Sequence

import networkx as nx

# A node is (key, "", column); a bend of a line that passes a column is (source, target, column).
Item = tuple[str, str, int]


def flow(view: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Return a column for each node: right of all that points at it, save in a circle, which shares a column."""
    one = nx.condensation(nx.DiGraph(view))
    depth: dict[int, int] = {}
    for number, layer in enumerate(nx.topological_generations(one)):
        depth |= dict.fromkeys(layer, number)
    for component in reversed(list(nx.topological_sort(one))):  # pull each to the right, next to what it points at
        after = [depth[next_one] for next_one in one.successors(component)]
        if after:
            depth[component] = min(after) - 1
    return {key: level for component, level in depth.items() for key in one.nodes[component]["members"]}


def arrange(
    nodes: Collection[str], pairs: Collection[tuple[str, str]], column: Mapping[str, int],
    height: Callable[[Item], float], name: Callable[[str], str], apart: float,
) -> dict[Item, float]:  # fmt: skip
    """Return the height of the middle of each node and bend of one connected part, the topmost edge at 0."""
    near: dict[Item, set[Item]] = {(key, "", column[key]): set() for key in nodes}
    for source, target in sorted(pairs):
        chain = bends(source, target, column)
        for one, two in itertools.pairwise(chain):
            near.setdefault(one, set()).add(two)
            near.setdefault(two, set()).add(one)
    columns: dict[int, list[Item]] = {}
    for item in sorted(near, key=lambda item: (natural(name(item[0])), item)):
        columns.setdefault(item[2], []).append(item)
    levels = [columns[level] for level in sorted(columns)]
    levels = _uncrossed(levels, near)
    place = _heights(levels, near, height, apart)
    top = min(y - height(item) / 2 for item, y in place.items())
    return {item: y - top for item, y in place.items()}


def bends(source: str, target: str, column: Mapping[str, int]) -> list[Item]:
    """Return a line as the places it passes: its source, a bend in each column between, its target."""
    a, b = column[source], column[target]
    step = 1 if b >= a else -1
    return [(source, "", a), *((source, target, level) for level in range(a + step, b, step)), (target, "", b)]


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that puts 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in re.split(r"(\d+)", text)]


def _uncrossed(levels: list[list[Item]], near: Mapping[Item, set[Item]]) -> list[list[Item]]:
    """Return the columns in the order with the fewest crossings of some sweeps that put each near its neighbours."""
    best, fewest = [list(level) for level in levels], _crossings(levels, near)
    for sweep in range(16):
        if not fewest:
            break
        across = levels if sweep % 2 == 0 else levels[::-1]
        rank = {item: (index + 0.5) / len(level) for level in levels for index, item in enumerate(level)}
        for level in across:
            seen = {item: [rank[other] for other in sorted(near[item]) if other[2] != item[2]] for item in level}
            level.sort(key=lambda item: sum(seen[item]) / len(seen[item]) if seen[item] else rank[item])
            rank |= {item: (index + 0.5) / len(level) for index, item in enumerate(level)}
        if (count := _crossings(levels, near)) < fewest:
            best, fewest = [list(level) for level in levels], count
    return best


def _crossings(levels: Sequence[Sequence[Item]], near: Mapping[Item, set[Item]]) -> int:
    rank = {item: index for level in levels for index, item in enumerate(level)}
    total = 0
    for level in levels:
        ends = [(rank[item], rank[other]) for item in level for other in sorted(near[item]) if other[2] == item[2] + 1]
        if len(ends) > 600:
            return 1  # too many to count: every sweep is then as good as the last
        total += sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])
    return total


def _heights(
    levels: Sequence[Sequence[Item]], near: Mapping[Item, set[Item]], height: Callable[[Item], float], apart: float
) -> dict[Item, float]:
    place: dict[Item, float] = {}
    for level in levels:
        total = sum(height(item) for item in level) + apart * (len(level) - 1)
        y = -total / 2
        for item in level:
            place[item] = y + height(item) / 2
            y += height(item) + apart
    for sweep in range(14):
        for level in levels if sweep % 2 == 0 else levels[::-1]:
            wanted = []
            for item in level:
                others = [place[other] for other in sorted(near[item]) if other[2] != item[2]]
                wanted.append(sum(others) / len(others) if others else place[item])
            least = [(height(a) + height(b)) / 2 + apart for a, b in itertools.pairwise(level)]
            place |= dict(zip(level, spread(wanted, least), strict=True))
    return place


def spread(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return the places nearest (by least squares) to those wanted that keep their order and so much apart.

    Pool adjacent violators, on the places less the distances that must lie between them.
    """
    offsets = [0.0]
    for distance in least:
        offsets.append(offsets[-1] + distance)
    blocks: list[tuple[float, int]] = []  # sum and number of what is pooled
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            more, others = blocks.pop()
            total, count = total + more, count + others
        blocks.append((total, count))
    return [value + offset for value, offset in zip((t / n for t, n in blocks for _ in range(n)), offsets, strict=True)]
