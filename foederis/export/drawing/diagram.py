"""A view as a layered diagram: what points at something stands left of it, and each line says what it means.

A line ends in a slot of its own at the side of a box, with its word there, so that no word meets another; lines that
pass a column have a place in it, so that none runs through a box.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from foederis.export.drawing.canvas import LINE, Canvas, wide, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.placement import Item, arrange, bends, flow, natural
from foederis.export.drawing.styles import degrees, keys_of, labels, marker_size, styles
from foederis.export.palette import DASHES, INK, INKS, PALE, WORD
from foederis.export.phrases import phrases

MOST = 220  # nodes that a picture can hold
_NAME, _NOTE, _WORD = 8.5, 7.0, 7.0  # sizes of text
_LABELS = {2: 190.0, 3: 190.0, 4: 150.0}  # widest names, by the number of columns
_LABEL, _DETAIL = 124.0, 150.0  # of names in more columns, and of names with a note below
_SLOT, _APART, _PARTS = 11.0, 5.0, 11.0  # a line's place at a box, between boxes, between unconnected parts
_MOVE, _LINE, _CURVE = 1, 2, 4  # codes of matplotlib.path.Path
_PASS = 5.0  # the height of a bend
_Stroke = tuple[str, tuple[float, Sequence[float]]]  # colour and dash


@dataclass(frozen=True)
class _Slot:
    """Where lines meet a box: its side (-1 left, 1 right), the word of those that end there, and the other ends."""

    side: int
    word: str
    others: tuple[Item, ...]
    inward: bool


def draw(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return the canvas, the key and notes on how to read it.

    With more nodes than a picture holds, those with the most links are drawn and a note says so.
    """
    words, whole = phrases("diagram", language), view.number_of_nodes()
    notes = []
    if whole > MOST:
        view = _largest(view)
        notes.append(words["cut"].format(view.number_of_nodes(), whole))
    column = flow(view)
    said = labels(view)
    usual = _usual(view)
    slots = _slots(view, column, usual)
    style = styles(view)
    widest = _LABELS.get(max(column.values()) + 1, _LABEL)
    label = {key: _label(view, key, widest) for key in view}

    def height(item: Item) -> float:
        if item[1]:
            return _PASS
        name, note = label[item[0]]
        lines = (name.count("\n") + 1) * _NAME * LINE + (note.count("\n") + 1) * _NOTE * LINE * bool(note)
        most = max(sum(slot.side == side for slot in slots[item[0]]) for side in (-1, 1))
        return max(lines + 5.0, most * _SLOT + 2.0, marker_size(view, item[0]) + 4.0)

    place: dict[Item, float] = {}
    deep = 0.0
    plain = nx.Graph(view)
    parts = [sorted(part) for part in nx.connected_components(plain)]
    for part in sorted(parts, key=lambda part: _first(view, part, column)):
        inside = {(s, t) for s, t in view.subgraph(part).edges() if s != t}
        found = arrange(part, inside, column, height, lambda key: str(view.nodes[key]["label"]), _APART)
        place |= {item: y + deep for item, y in found.items()}
        deep = max(y + height(item) / 2 for item, y in place.items()) + _PARTS
    canvas = Canvas(height=deep - _PARTS)
    left, right, canvas.width = _columns(view, column, slots, label)
    lines = _lines(said, len({str(a["type"]) for _, a in view.nodes(data=True)}), degrees(view))
    at = _paths(canvas, view, column, place, slots, (left, right), lines, usual)
    room = [max(marker_size(view, key) for key in view if column[key] == level) for level in range(len(left))]
    for item, y in place.items():
        if not item[1]:
            key, level = item[0], item[2]
            _box(canvas, view, item, y, height(item), (left[level], right[level]), style[key], label[key], room[level])
    for (key, number), y in at.items():
        slot = slots[key][number]
        if slot.word:
            level = column[key]
            x = left[level] - 9 if slot.side < 0 else right[level] + 9
            canvas.text(x, y, slot.word, _WORD, WORD, "right" if slot.side < 0 else "left")
    keys = keys_of(view, language)
    if len(said) == 1:
        keys.append(Key(words["each line"].format(said[0]), "line", PALE))
    elif len(said) <= len(DASHES):
        keys += [Key(word, "line", ink, dash=dash) for word, (ink, dash) in lines.items()]
    if len(said) > 1:
        notes.append(words["on the line"] + (words["no word"].format(usual) if usual else ""))
    return canvas, keys, notes


def _usual(view: "nx.MultiDiGraph[str]") -> str:
    """Return the word that so many lines have that they are drawn without it, if there is one."""
    count = Counter(str(a["label"]) for _, _, a in view.edges(data=True))
    word, times = min(count.items(), key=lambda pair: (-pair[1], pair[0]))
    return word if times >= 0.4 * view.number_of_edges() else ""


def _largest(view: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Return the lines between the nodes with the most links, so many that a picture can hold the nodes."""
    rank = {key: place for place, key in enumerate(sorted(view, key=lambda key: (-view.degree(key), natural(key))))}
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(**view.graph)
    edges = sorted(view.edges(keys=True), key=lambda edge: (max(rank[edge[0]], rank[edge[1]]), *edge))
    for source, target, key in edges:
        if len({*result, source, target}) <= MOST:
            result.add_nodes_from((one, view.nodes[one]) for one in (source, target))
            result.add_edge(source, target, key, **view.edges[source, target, key])
    return result


def _label(view: "nx.MultiDiGraph[str]", key: str, widest: float) -> tuple[str, str]:
    note = str(view.nodes[key].get("note", ""))
    width = _DETAIL if note else widest
    return wrapped(str(view.nodes[key]["label"]), width, _NAME), wrapped(note, width, _NOTE) if note else ""


def _first(view: "nx.MultiDiGraph[str]", part: list[str], column: Mapping[str, int]) -> tuple[object, ...]:
    return min((column[key], natural(str(view.nodes[key]["label"])), key) for key in part)


def _slots(view: "nx.MultiDiGraph[str]", column: Mapping[str, int], usual: str) -> dict[str, list[_Slot]]:
    """Return the slots of each node: one for what leaves by a side, one for each word of what comes in by it."""
    out: dict[tuple[str, int, str, bool], set[Item]] = {}
    for source, target, attributes in sorted(view.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        chain = bends(source, target, column)
        away = 1 if column[target] >= column[source] else -1
        side = 1 if column[target] == column[source] else -away
        word = "" if attributes["label"] == usual else str(attributes["label"])
        out.setdefault((source, away, "", False), set()).add(chain[1])
        out.setdefault((target, side, word, True), set()).add(chain[-2])
    slots: dict[str, list[_Slot]] = {key: [] for key in view}
    for (key, side, word, inward), others in sorted(out.items()):
        slots[key].append(_Slot(side, word, tuple(sorted(others)), inward))
    return slots


def _columns(
    view: "nx.MultiDiGraph[str]", column: Mapping[str, int], slots: Mapping[str, list[_Slot]],
    label: Mapping[str, tuple[str, str]],
) -> tuple[list[float], list[float], float]:  # fmt: skip
    """Return where each column begins and ends, and where the last gap ends."""
    left: list[float] = []
    right: list[float] = []
    part = {key: n for n, keys in enumerate(nx.connected_components(nx.Graph(view))) for key in keys}
    x = 0.0
    for level in range(max(column.values()) + 1):
        keys = [key for key in view if column[key] == level]
        x += _zone(slots, keys, -1) if level else 0.0
        names = [
            max(
                *(wide(line, _NAME, "bold" if label[key][1] else "normal") for line in label[key][0].split("\n")),
                *(wide(line, _NOTE) for line in label[key][1].split("\n")),
            )
            for key in keys
        ]
        left.append(x)
        x += max(names) + max(marker_size(view, key) for key in keys) + 14.0
        right.append(x)
        loops = any(column[s] == column[t] == level for s, t in view.edges())
        zone = _zone(slots, keys, 1)
        lines = Counter(
            part[s] for s, t in view.edges() if min(column[s], column[t]) <= level < max(column[s], column[t])
        )
        last = level == max(column.values())
        x += zone + (18.0 if loops else 0.0 if last else min(26.0 + 1.6 * max(lines.values()), 62.0))
    return left, right, x


def _zone(slots: Mapping[str, list[_Slot]], keys: list[str], side: int) -> float:
    """Return the room for words at a side of a column: words stand there alone, lines bend outside it."""
    words = [wide(slot.word, _WORD) for key in keys for slot in slots[key] if slot.side == side and slot.word]
    return max(words) + 16.0 if words else 0.0


def _lines(said: list[str], kinds: int, ordered: Mapping[str, str]) -> dict[str, _Stroke]:
    """Return colour and dash of lines by their word; no colour that a node has, so that none means two things.

    Degrees of a scale (`ordered`: their words and colours) have those of the scale, the highest a line without gaps.
    """
    if not 1 < len(said) <= len(DASHES):
        return {word: (ordered.get(word, PALE), DASHES[0]) for word in said}
    if ordered:
        found: dict[str, _Stroke] = {
            word: (ink, DASHES[len(ordered) - 1 - number]) for number, (word, ink) in enumerate(ordered.items())
        }
        others = [word for word in said if word not in ordered]
        return found | {word: (PALE, DASHES[len(ordered) + i]) for i, word in enumerate(others)}
    left = INKS[::-1][: len(INKS) - kinds]
    return {word: (left[i] if len(said) <= len(left) else PALE, DASHES[i]) for i, word in enumerate(said)}


def _box(
    canvas: Canvas, view: "nx.MultiDiGraph[str]", item: Item, y: float, height: float, span: tuple[float, float],
    style: tuple[str, str], label: tuple[str, str], room: float,
) -> None:  # fmt: skip
    marker, ink = style
    canvas.box(span[0], y - height / 2, span[1] - span[0], height)
    x = span[0] + 7.0 + room
    canvas.mark(span[0] + 4.0 + room / 2, y, marker, ink, marker_size(view, item[0]))
    name, note = label
    deep = (note.count("\n") + 1) * _NOTE * LINE if note else 0.0
    canvas.text(x, y - deep / 2, name, _NAME, INK, weight="bold" if note else "")
    if note:
        canvas.text(x, y + (name.count("\n") + 1) * _NAME * LINE / 2, note, _NOTE, PALE)


def _paths(
    canvas: Canvas, view: "nx.MultiDiGraph[str]", column: Mapping[str, int], place: Mapping[Item, float],
    slots: Mapping[str, list[_Slot]], spans: tuple[list[float], list[float]],
    lines: Mapping[str, _Stroke], usual: str,
) -> dict[tuple[str, int], float]:  # fmt: skip
    """Draw the lines; return the height of each slot."""
    left, right = spans
    at: dict[tuple[str, int], float] = {}
    for key, own in slots.items():
        y = place[key, "", column[key]]
        for side in (-1, 1):
            mine = [n for n, slot in enumerate(own) if slot.side == side]
            mean = {n: sum(place[o] for o in own[n].others) / len(own[n].others) for n in mine}
            for order, number in enumerate(sorted(mine, key=lambda n: (mean[n], n))):
                at[key, number] = y + (order - (len(mine) - 1) / 2) * _SLOT
    levels = range(len(left))
    zones = {
        side: [_zone(slots, [key for key in view if column[key] == level], side) for level in levels]
        for side in (-1, 1)
    }

    def edge(level: int, side: int) -> float:
        """Return where lines may begin to bend, beyond the words at a side of a column."""
        return left[level] - zones[-1][level] if side < 0 else right[level] + zones[1][level]

    drawn: set[tuple[object, ...]] = set()
    for source, target, attributes in sorted(view.edges(data=True), key=lambda e: (e[0], e[1], str(e[2]["label"]))):
        word = str(attributes["label"])
        ink, dash = lines[word]
        a, b = column[source], column[target]
        away = 1 if b >= a else -1
        side = 1 if a == b else -away
        begin = at[source, _number(slots[source], away, "", False)]
        shown = "" if word == usual else word
        end = at[target, _number(slots[target], side, shown, True)]
        points: list[tuple[float, float]] = [(right[a] if away > 0 else left[a], begin), (edge(a, away), begin)]
        codes: list[int] = [_MOVE, _LINE]
        inner = [(item[2], place[item]) for item in bends(source, target, column)[1:-1]]
        for level, y in [*inner, (b, end)]:
            x, reached = points[-1][0], edge(level, side)
            bow = (reached - x) / 2 if a != b else 16.0
            points += [(x + bow, points[-1][1]), (reached + (-bow if a != b else bow), y), (reached, y)]
            codes += [_CURVE] * 3
            if (level, y) != (b, end) or level != b:
                points.append((edge(level, away), y))
                codes.append(_LINE)
        tip = left[b] if side < 0 else right[b]
        gone = wide(shown, _WORD) + 14.0 if shown else 4.0
        points.append((tip + side * gone, end))
        codes.append(_LINE)
        if (mark := (source, target, word)) not in drawn:
            drawn.add(mark)
            canvas.path(points, codes, ink, 0.9, dash)
        if (tip_mark := (target, side, shown)) not in drawn:
            drawn.add(tip_mark)
            canvas.head(tip, end, -side, PALE)
    return at


def _number(slots: list[_Slot], side: int, word: str, inward: bool) -> int:
    return next(n for n, slot in enumerate(slots) if (slot.side, slot.word, slot.inward) == (side, word, inward))
