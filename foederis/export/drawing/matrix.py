"""Pictures of rows against columns: who takes part in what, what goes with what, which part got which answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from foederis.export.drawing.canvas import LINE, Canvas, wide, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.placement import natural
from foederis.export.drawing.styles import keys_of, labels, styles
from foederis.export.palette import COLUMN_RULE, INK, INKS, MARKERS, PALE, PAPER, ROW_RULE
from foederis.export.phrases import phrases

_ROW, _SIZE, _SMALL = 14.0, 8.5, 7.5
_UPRIGHT = 16  # columns whose headings still stand above them


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a marker, a number or words (in lines), on a ground if there is one."""

    marker: str = ""
    color: str = INK
    words: str = ""
    face: str = ""


@dataclass(frozen=True)
class Row:
    """A row or column: its name, what stands small after it, and its marker if any."""

    key: str
    name: str
    note: str = ""
    mark: tuple[str, str] | None = None


def matrix(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return rows of sources against columns of targets; the shape and colour of a mark is its role."""
    name = {key: str(view.nodes[key]["label"]) for key in view}
    given, taken = Counter(s for s, _ in view.edges()), Counter(t for _, t in view.edges())
    rows = sorted(given, key=lambda key: (-given[key], natural(name[key]), key))
    columns = sorted(taken, key=lambda key: (-taken[key], natural(name[key]), key))
    roles = labels(view)
    look = {role: (MARKERS[i % len(MARKERS)], INKS[i % len(INKS)]) for i, role in enumerate(roles)}
    cells = {(s, t): Cell(*look[str(a["label"])]) for s, t, a in view.edges(data=True)}
    canvas = table(
        [Row(key, name[key], str(given[key])) for key in rows],
        [Row(key, name[key], str(taken[key])) for key in columns],
        cells,
    )
    keys = [Key(role, "mark", ink, marker) for role, (marker, ink) in look.items()]
    return canvas, keys, [phrases("matrix", language)["counts"]]


def pairs(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return things against themselves, grouped, with in each cell how many sentences are about both."""
    weight: Counter[tuple[str, str]] = Counter()
    for s, t, a in view.edges(data=True):
        weight[s, t] += int(a["evidence"])
        weight[t, s] += int(a["evidence"])
    total = Counter({key: sum(weight[key, other] for other in view) for key in view})
    name = {key: str(view.nodes[key]["label"]) for key in view}
    order = sorted(view, key=lambda key: (view.nodes[key].get("community", 0), -total[key], natural(name[key]), key))
    look = styles(view)
    most = max(weight.values())
    cells = {}
    for (s, t), count in weight.items():
        shade = 0.95 - 0.3 * count / most
        same = view.nodes[s].get("community") == view.nodes[t].get("community")
        tone = f"#{int(shade * 255):02x}{int(shade * 255):02x}{int(min(1.0, shade + 0.08) * 255):02x}"
        cells[s, t] = Cell(words=str(count), face=tone if same else "", color=INK)
    rows = [Row(key, f"{number}  {name[key]}", "", look[key]) for number, key in enumerate(order, 1)]
    columns = [Row(key, str(number)) for number, key in enumerate(order, 1)]
    notes = [phrases("matrix", language)["pairs"]]
    return table(rows, columns, cells, 24.0), keys_of(view, language), notes


def table(
    rows: Sequence[Row], columns: Sequence[Row], cells: Mapping[tuple[str, str], Cell], least: float = 62.0,
    names: float = 210.0,
) -> Canvas:  # fmt: skip
    """Return a canvas of rows against columns, the headings in lines above the columns."""
    canvas = Canvas()
    lead = 16.0 if any(row.mark for row in rows) else 0.0
    told = [wrapped(row.name, names, _SIZE, 3) for row in rows]
    side = lead + max(wide(line, _SIZE) for one in told for line in one.split("\n")) + 12.0
    tail = max((wide(row.note, _SMALL) for row in rows), default=0.0)
    width = least if len(columns) <= _UPRIGHT else max(least, 24.0)
    width = max(width, max(max(wide(word, _SIZE) for word in one.name.split()) for one in columns) + 6.0)
    heads = [wrapped(one.name, width - 6.0, _SIZE, 6) for one in columns]
    top = max(one.count("\n") + 1 for one in heads) * _SIZE * LINE + 4.0
    noted = any(one.note for one in columns)
    y = top + (_SMALL * LINE + 2.0 if noted else 0.0) + 4.0
    canvas.width = side + width * len(columns) + (tail + 10.0 if tail else 0.0)
    for number, (column, head) in enumerate(zip(columns, heads, strict=True)):
        x = side + (number + 0.5) * width
        lines = head.count("\n") + 1
        canvas.text(x, top - lines * _SIZE * LINE / 2, head, _SIZE, ha="center")
        if column.note:
            canvas.text(x, top + _SMALL * LINE / 2, column.note, _SMALL, PALE, "center")
    start = y
    for row, name in zip(rows, told, strict=True):
        told_in = [cells[row.key, one.key].words.count("\n") for one in columns if (row.key, one.key) in cells]
        deep = max(
            _ROW, (name.count("\n") + 1) * _SIZE * LINE + 4.0, (max(told_in, default=0) + 1) * _SMALL * LINE + 4.0
        )
        middle = y + deep / 2
        canvas.path([(0.0, y), (side + width * len(columns), y)], color=ROW_RULE, thick=0.6, order=0)
        if row.mark:
            canvas.mark(4.0, middle, *row.mark)
        canvas.text(lead, middle, name, _SIZE)
        for number, column in enumerate(columns):
            cell = cells.get((row.key, column.key))
            if cell is None:
                continue
            x = side + number * width
            if cell.face:
                canvas.box(x, y, width, deep, cell.face, PAPER, thick=1.0, order=1)
            if cell.marker:
                canvas.mark(x + width / 2, middle, cell.marker, cell.color, 7.5)
            if cell.words:
                canvas.text(x + width / 2, middle, cell.words, _SMALL, cell.color, "center")
        if row.note:
            canvas.text(canvas.width, middle, row.note, _SMALL, PALE, "right")
        y += deep
    for number in range(len(columns) + 1):
        x = side + number * width
        canvas.path([(x, start), (x, y)], color=COLUMN_RULE, thick=0.5, order=0)
    canvas.path([(0.0, y), (side + width * len(columns), y)], color=ROW_RULE, thick=0.6, order=0)
    canvas.height = y
    return canvas
