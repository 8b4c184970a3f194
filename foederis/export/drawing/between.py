"""A view of what stands between two things, at the width of a page: these at the sides, each other thing in a row."""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from foederis.export import records
from foederis.export.drawing import diagram
from foederis.export.drawing.canvas import LINE, Canvas, wide, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.ledger import PAGE
from foederis.export.drawing.placement import natural
from foederis.export.drawing.styles import keys_of, marker_size, styles
from foederis.export.palette import INK, PALE, WORD
from foederis.export.phrases import phrases

_NAME, _WORD = 8.5, 7.5
_SLOT, _APART, _GROUPS = 12.0, 4.0, 10.0
_STUBS = 26.0  # beside the word of a line
_Ties = list[tuple[str, bool]]  # the words of lines, and whether each leads away from the thing in the middle


@dataclass(frozen=True)
class _Row:
    """What stands in a row: the thing in the middle (none: a line from side to side), its ties to either side."""

    key: str
    ties: tuple[_Ties, _Ties]


def draw(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return the canvas, the key and notes on how to read it.

    A view without the two things, or with lines that touch neither, is drawn in layers.
    """
    sides = records.poles(view)
    if len(sides) != 2 or not all(pole in view for pole in sides):
        return diagram.draw(view, language)
    if any(s not in sides and t not in sides for s, t in view.edges()) or any(view.has_edge(p, p) for p in sides):
        return diagram.draw(view, language)
    name = {key: str(view.nodes[key]["label"]) for key in view}
    style = styles(view)
    groups = _groups(view, sides, name)
    poles = [min(max(wide(word, _NAME) for word in name[pole].split()) + 12.0, 110.0) for pole in sides]
    ties = [tie for rows in groups for row in rows for side in row.ties for tie in side]
    zone = min(max((wide(word, _WORD) for word, _ in ties), default=0.0), 110.0) + _STUBS
    left, right = poles[0] + zone, PAGE - poles[1] - zone
    middle = right - left
    canvas = Canvas(width=PAGE)
    y = 0.0
    edges: list[list[float]] = [[], []]
    for number, rows in enumerate(groups):
        for row in rows:
            room = marker_size(view, row.key) if row.key else 0.0
            label = wrapped(name[row.key], middle - room - 12.0, _NAME, 5) if row.key else ""
            words = [[(wrapped(word, zone - _STUBS, _WORD, 3), out) for word, out in ties] for ties in row.ties]
            high = [[max(_SLOT, (word.count("\n") + 1) * _WORD * LINE + 2.0) for word, _ in told] for told in words]
            deep = max((label.count("\n") + 1) * _NAME * LINE + 5.0, room + 4.0, *(sum(one) + 2.0 for one in high))
            if row.key:
                canvas.box(left, y, middle, deep)
                canvas.mark(left + 4.0 + room / 2, y + deep / 2, *style[row.key], room)
                canvas.text(left + 8.0 + room, y + deep / 2, label, _NAME)
            outer = (poles[0], PAGE - poles[1])
            spans = ((left, outer[0]), (right, outer[1])) if row.key else (outer, outer)
            for lines, heights, span in zip(words, high, spans, strict=True):
                place = y + (deep - sum(heights)) / 2
                for (word, out), height in zip(lines, heights, strict=True):
                    _line(canvas, span, place + height / 2, word, out)
                    place += height
            for side in (0, 1):
                if number in (1, 2 * side):
                    edges[side] += [y, y + deep]
            y += deep + _APART
        y += _GROUPS - _APART if rows else 0.0
    canvas.height = y - _GROUPS
    for pole, reach, x, width in zip(sides, edges, (0.0, PAGE - poles[1]), poles, strict=True):
        _pole(canvas, view, pole, (x, reach[0], width, reach[-1] - reach[0]), style[pole], name[pole])
    return canvas, keys_of(view, language), [phrases("between", language)["note"]]


def _groups(view: "nx.MultiDiGraph[str]", sides: Sequence[str], name: dict[str, str]) -> list[list[_Row]]:
    """Return the rows of what is tied to the first alone, to both, and to the second alone, each by name."""
    groups: list[list[_Row]] = [[], [], []]
    for key in sorted(view, key=lambda key: (natural(name[key]), key)):
        if key not in sides:
            ties = (_ties(view, key, sides[0]), _ties(view, key, sides[1]))
            groups[1 if all(ties) else 0 if ties[0] else 2].append(_Row(key, ties))
    if direct := _ties(view, sides[0], sides[1]):
        groups[1].insert(0, _Row("", (direct, [])))
    return groups


def _ties(view: "nx.MultiDiGraph[str]", key: str, other: str) -> _Ties:
    found = {(str(a["label"]), True) for _, t, a in view.out_edges(key, data=True) if t == other}
    found |= {(str(a["label"]), False) for s, _, a in view.in_edges(key, data=True) if s == other}
    return sorted(found)


def _line(canvas: Canvas, span: tuple[float, float], y: float, word: str, out: bool) -> None:
    """Draw a line from the thing (where `span` starts) to the side, with its word in the middle and its head."""
    begin, end = span
    way = 1 if end > begin else -1
    half = max(wide(one, _WORD) for one in word.split("\n")) / 2 + 3.0
    centre = (begin + end) / 2
    tip, tail = (end, begin) if out else (begin, end)
    inner = tip - (way if out else -way) * 4.0
    for a, b in ((tail, centre), (inner, centre)):
        canvas.path([(a, y), (b - half if b > a else b + half, y)], color=PALE)
    canvas.head(tip, y, way if out else -way)
    canvas.text(centre, y, word, _WORD, WORD, "center")


def _pole(
    canvas: Canvas, view: "nx.MultiDiGraph[str]", pole: str, place: tuple[float, float, float, float],
    style: tuple[str, str], name: str,
) -> None:  # fmt: skip
    x, top, width, height = place
    canvas.box(x, top, width, height)
    label = wrapped(name, width - 8.0, _NAME, 8)
    room = marker_size(view, pole)
    middle = top + height / 2
    deep = (label.count("\n") + 1) * _NAME * LINE
    canvas.mark(x + width / 2, middle - deep / 2, *style, room)
    canvas.text(x + width / 2, middle + room / 2 + 3.0, label, _NAME, INK, "center")
