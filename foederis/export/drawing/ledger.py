"""A view as a list at the width of a page: each thing, and beside it all that its lines lead to, with their words."""

from collections.abc import Sequence

import networkx as nx

from foederis.export.drawing.canvas import LINE, Canvas, wide, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.placement import natural
from foederis.export.drawing.styles import keys_of, labels, marker_size, styles
from foederis.export.palette import BAND, INK, PALE, WORD
from foederis.export.phrases import phrases

PAGE = 550.0  # the width at which a page of A4, or 700 pixels, shows the smallest text (7.5) 9 pixels high
_NAME, _WORD = 8.5, 7.5
_SIDE, _LEAD, _GAP = 168.0, 14.0, 7.0


def draw(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return the canvas, the key and notes on how to read it; a thing that several lead to stands with each of them."""
    words = phrases("ledger", language)
    name = {key: str(view.nodes[key]["label"]) for key in view}
    style = styles(view)
    said = labels(view)
    groups = {key: _rows(view, key, name, said) for key in view if view.out_degree(key)}
    most = max((wide(told, _WORD) for rows in groups.values() for told, _ in rows), default=0.0)
    branch = _SIDE + _GAP
    mark = branch + 16.0 + most + 22.0
    canvas = Canvas(width=PAGE)
    y = 0.0
    for number, key in enumerate(sorted(groups, key=lambda key: (natural(name[key]), key))):
        head = wrapped(name[key], _SIDE - _LEAD, _NAME, 5)
        cells = []
        for told, other in groups[key]:
            also = words["see"].format(name[other]) if other in groups and other != key else name[other]
            cells.append((told, other, wrapped(also, PAGE - mark - _LEAD, _NAME, 4)))
        deep = [(cell.count("\n") + 1) * _NAME * LINE + 4.0 for *_, cell in cells]
        lines = head.count("\n") + 1
        # the first line of the name stands beside the middle of the first cell
        tall = max(sum(deep), (deep[0] - _NAME * LINE) / 2 + lines * _NAME * LINE + 2.0) + 6.0
        if number % 2:
            canvas.box(0.0, y, PAGE, tall, BAND, "none", thick=0.0, order=-1)
        first = y + 3.0 + deep[0] / 2
        canvas.mark(5.0, first, *style[key], min(marker_size(view, key), 9.0))
        canvas.text(_LEAD, first + (lines - 1) / 2 * _NAME * LINE, head, _NAME, INK)
        place = y + 3.0
        middles = []
        for (told, other, cell), height in zip(cells, deep, strict=True):
            middle = place + height / 2
            middles.append(middle)
            canvas.path([(branch, middle), (branch + 8.0, middle)], color=PALE)
            canvas.text(branch + 12.0, middle, told, _WORD, WORD)
            begin = branch + 16.0 + wide(told, _WORD)
            canvas.path([(begin, middle), (mark - 8.0, middle)], color=PALE)
            canvas.head(mark - 4.0, middle, 1)
            canvas.mark(mark + 5.0, middle, *style[other], min(marker_size(view, other), 9.0))
            canvas.text(mark + _LEAD, middle, cell, _NAME)
            place += height
        last = _LEAD + wide(head.split("\n")[0], _NAME) + 4.0
        canvas.path([(min(last, branch), first), (branch, first)], color=PALE)
        if len(middles) > 1:
            canvas.path([(branch, middles[0]), (branch, middles[-1])], color=PALE)
        y += tall
    canvas.height = y
    return canvas, keys_of(view, language), [words["note"]]


def _rows(view: "nx.MultiDiGraph[str]", key: str, name: dict[str, str], said: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a thing leads to, with the words of all lines between the two, in the order of the words."""
    found: dict[str, set[str]] = {}
    for _, target, attributes in view.out_edges(key, data=True):
        found.setdefault(target, set()).add(str(attributes["label"]))
    told = {target: [word for word in said if word in words] for target, words in found.items()}
    order = sorted(found, key=lambda target: (said.index(told[target][0]), natural(name[target]), target))
    return [(", ".join(told[target]), target) for target in order]
