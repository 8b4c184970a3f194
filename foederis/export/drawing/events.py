"""Pictures of what became of things: a lane for each thing, and a mark on the day of each development.

The shape and colour of a mark are its effect, and how full it is says what proves it: full, half or open.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foederis.export.drawing.canvas import LINE, Canvas, Fill, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.timeline import decimal
from foederis.export.palette import AXIS, BAND, INK, OUTLINE, PALE, PAPER, YEAR_RULE
from foederis.export.phrases import phrases

_SIZE, _MARK, _DEEP, _APART = 8.5, 8.5, 13.0, 10.0
_SIDE, _YEAR = 230.0, 62.0


@dataclass(frozen=True)
class Event:
    """What became of something: its lane, its effect, what proves it, and the days between which it lies or lasts.

    A day is text (`2020-10-01`), empty where it is open; it lasts from `start` to `end` where it surely does so, and
    is else a moment in between. `fill` is how full its mark is: `full`, `left` (half) or `none`.
    """

    lane: str
    effect: str
    fill: Fill
    start: str
    end: str = ""
    sure_start: str = ""
    sure_end: str = ""

    def moment(self) -> bool:
        """Say whether it is a moment, in a time that may be longer than itself."""
        return bool(self.end) and not (self.sure_end and self.sure_start and self.sure_start < self.sure_end)


def draw(
    events: Sequence[Event], look: Mapping[str, tuple[str, str]], fills: Mapping[str, Fill],
    marks: Sequence[tuple[str, str]], language: str,
) -> tuple[Canvas, list[Key], list[str]]:  # fmt: skip
    """Return the canvas, its key and notes; lanes stand in the order in which they come.

    `look` has the marker and colour of each effect and `fills` how full the marks of each kind of proof are, both in
    the order of the key; `marks` are days of note with their names.
    """
    words = phrases("events", language)
    days = [day for one in events for day in (one.start, one.end) if day] + [day for day, _ in marks]
    first, last = (int(min(days)[:4]), int(max(days)[:4]) + 1) if days else (2020, 2021)
    year = max(min(_YEAR, 14 * _YEAR / (last - first)), 30.0)
    left = _SIDE + 14.0
    canvas = Canvas(width=left + year * (last - first) + 8.0)

    def across(day: str) -> float:
        return left + (decimal(day) - first) * year

    top = 4.0
    for number in range(last - first):
        canvas.text(left + (number + 0.5) * year, top + 6.0, str(first + number), 8.0, PALE, "center")
    y = begin = top + 16.0
    for number, lane in enumerate(dict.fromkeys(one.lane for one in events)):
        mine = [one for one in events if one.lane == lane]
        places = [_place(one, across) for one in mine]
        tracks = _tracks(places)
        name = wrapped(lane, _SIDE, _SIZE, 3)
        deep = max((name.count("\n") + 1) * _SIZE * LINE, (max(tracks) + 1) * _DEEP) + 6.0
        if number % 2:
            canvas.box(0.0, y, canvas.width, deep, BAND, "none", thick=0.0, order=-1)
        canvas.text(0.0, y + deep / 2, name, _SIZE)
        high = y + (deep - (max(tracks) + 1) * _DEEP) / 2 + _DEEP / 2
        canvas.path([(min(places), high), (max(places), high)], color=AXIS, thick=1.0, order=1.5)
        for one, x, track in zip(mine, places, tracks, strict=True):
            _event(canvas, one, x, high + track * _DEEP, look[one.effect], across, canvas.width - 8.0)
        y += deep
    for number in range(last - first + 1):
        x = left + number * year
        canvas.path([(x, begin), (x, y)], color=YEAR_RULE, thick=0.6, order=0)
    for day, _ in marks:
        canvas.path([(across(day), begin), (across(day), y)], color=INK, thick=1.1, order=1)
    canvas.height = y
    used = {one.effect for one in events}
    keys = [
        Key(words["effect"]),
        *(Key(name, "mark", ink, mark, _MARK) for name, (mark, ink) in look.items() if name in used),
    ]
    keys.append(Key(words["proof"]))
    for fill in dict.fromkeys(fills.values()):
        alike = ", ".join(name for name, other in fills.items() if other == fill)
        keys.append(Key(alike, "mark", PALE, "o", _MARK, fill=fill))
    keys.append(Key(words["possible"], "box", PALE, face=PAPER, dash=OUTLINE))
    if any(not one.moment() for one in events):
        keys.append(Key(words["lasts"], "box", PALE, face=PAPER))
    notes = [words["line"].format("; ".join(name for _, name in marks))] if marks else []
    return canvas, keys, notes


def _place(one: Event, across: Callable[[str], float]) -> float:
    """Return where the mark stands: in the middle of the time in which a moment lies, else where a time starts."""
    until = one.end if one.moment() else one.sure_start or one.start
    return (across(one.start) + across(max(until, one.start))) / 2


def _tracks(places: Sequence[float]) -> list[int]:
    """Return for each mark the first track in which it touches no other."""
    taken: list[list[float]] = []
    result = []
    for x in places:
        free = (n for n, others in enumerate(taken) if all(abs(x - other) >= _APART for other in others))
        track = next(free, len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append(x)
        result.append(track)
    return result


def _event(
    canvas: Canvas, one: Event, x: float, y: float, look: tuple[str, str], across: Callable[[str], float], right: float
) -> None:
    marker, ink = look
    begin, end = across(one.start), across(one.end) if one.end else right
    if end - begin > 1.0:
        dash = OUTLINE if one.moment() else (0.0, ())
        canvas.span(begin, end, y - 2.5, 5.0, PAPER, ink, dash=dash, thick=0.8, open_end=not one.end)
    canvas.mark(x, y, marker, ink, _MARK, one.fill)
