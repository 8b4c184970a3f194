"""Pictures of time: a row for each thing, a bar for when; what is certain is filled, what is possible an outline.

An open start or end is a point, and a line stands at the day of each document.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from foederis.export import records
from foederis.export.drawing.canvas import LINE, Canvas, wrapped
from foederis.export.drawing.frame import Key
from foederis.export.drawing.placement import natural
from foederis.export.drawing.styles import labels
from foederis.export.palette import BAND, HATCHES, INK, INKS, OUTLINE, PALE, PAPER, SOLID, YEAR_RULE
from foederis.export.phrases import phrases

_BAR, _GAP, _SIZE = 8.0, 3.0, 8.5
_STUB = 16.0  # how far a bar without a start goes before what is known of it
_MARK, _MARKS = 7.5, 6  # the size of the names of days of note, and how many of these are named


@dataclass(frozen=True)
class Span:
    """A time of something: the days between which it may lie, those in which it surely lies, and in what way.

    A day is text (`2020-10-01`), empty where it is open; `kind` is told by colour and hatch, and in the key.
    """

    lane: str
    row: str
    kind: str
    start: str = ""
    end: str = ""
    sure_start: str = ""
    sure_end: str = ""


def of_view(view: "nx.MultiDiGraph[str]", language: str) -> tuple[Canvas, list[Key], list[str]]:
    """Return a view of things and their times: lanes by the kind of thing."""
    spans = [
        Span(
            str(view.nodes[source]["type"]), str(view.nodes[source]["label"]), str(a["label"]),
            *(str(a.get(name, "")) for name in ("start", "end", "sureStart", "sureEnd")),
        )
        for source, _, a in view.edges(data=True)
    ]  # fmt: skip
    first = {row: min((s.start or s.end, s.end) for s in spans if s.row == row) for row in {s.row for s in spans}}
    spans.sort(key=lambda s: (s.lane, first[s.row], natural(s.row), s.start or s.end, s.end, s.kind))
    return draw(spans, labels(view), language, marks=records.marks(view))


def draw(
    spans: Sequence[Span], kinds: Sequence[str], language: str, side: float = 190.0, lines: int = 2, year: float = 46.0,
    marks: Sequence[tuple[str, str]] = (),
) -> tuple[Canvas, list[Key], list[str]]:  # fmt: skip
    """Return the canvas with its key; lanes, rows and kinds stand in the order in which they come.

    `marks` are days with their names, in order of time, at each of which a line stands.
    """
    words = phrases("timeline", language)
    days = [day for span in spans for day in (span.start, span.end, span.sure_start, span.sure_end) if day]
    days += [day for day, _ in marks]
    first, last = (int(min(days)[:4]), int(max(days)[:4]) + 1) if days else (2020, 2021)
    year = max(year * min(1.0, 14 / (last - first)), 22.0)
    look = {kind: (INKS[i % len(INKS)], HATCHES[i % len(HATCHES)]) for i, kind in enumerate(kinds)}
    canvas = Canvas(width=side + 14.0 + year * (last - first) + 12.0)
    left = side + 14.0

    def across(day: str) -> float:
        return left + (decimal(day) - first) * year

    def ends(span: Span) -> tuple[float, float]:
        """Return from where to where a bar is drawn; an open end goes a little beyond what is known."""
        known = span.sure_start or span.sure_end or span.end
        begin = across(span.start) if span.start else max(across(known) - _STUB if known else 0.0, left + 8.0)
        return begin, max(across(span.end), begin + 4.0) if span.end else left + year * (last - first)

    top = _named(canvas, marks, across, words)
    y = top + 18.0
    lane = None
    bands: list[tuple[float, float]] = []
    rows = list(dict.fromkeys((span.lane, span.row) for span in spans))
    for number, (own_lane, row) in enumerate(rows):
        if own_lane != lane and own_lane:
            lane = own_lane
            y += 4.0
            canvas.text(0.0, y + 8.0, lane, _SIZE + 1, PALE, weight="bold")
            y += 18.0
        name = wrapped(row, side, _SIZE, lines)
        mine = [span for span in spans if (span.lane, span.row) == (own_lane, row)]
        tracks = _tracks(mine, ends)
        deep = max((name.count("\n") + 1) * _SIZE * LINE, (max(tracks) + 1) * (_BAR + _GAP)) + 5.0
        if number % 2:
            bands.append((y, deep))
        canvas.text(0.0, y + deep / 2, name, _SIZE)
        high = (max(tracks) + 1) * (_BAR + _GAP) - _GAP
        for span, track in zip(mine, tracks, strict=True):
            place = y + (deep - high) / 2 + track * (_BAR + _GAP)
            _bar(canvas, span, place, look[span.kind], across, ends(span))
        y += deep
    for band, deep in bands:
        canvas.box(0.0, band, canvas.width, deep, BAND, "none", thick=0.0, order=-1)
    for day, _ in marks:
        canvas.path([(across(day), top + 15.0), (across(day), y)], color=INK, thick=1.1, order=1)
    for number in range(last - first + 1):
        x = left + number * year
        canvas.path([(x, top + 16.0), (x, y)], color=YEAR_RULE, thick=0.6, order=0)
        if number < last - first:
            told = str(first + number) if year > 30 else f"’{(first + number) % 100:02d}"
            canvas.text(x + year / 2, top + 8.0, told, 8.0, PALE, "center")
    canvas.height = y
    keys = [
        Key(words["kind"]),
        *(Key(kind, "box", ink, hatch=hatch, face=PAPER if hatch else ink) for kind, (ink, hatch) in look.items()),
    ]
    keys.append(Key(words["possible"], "box", PALE, face=PAPER, dash=OUTLINE))
    if any(not (span.start and span.end) for span in spans):
        keys.append(Key(words["open"], "open", PALE))
    return canvas, keys, [words["note"]]


def _named(
    canvas: Canvas, marks: Sequence[tuple[str, str]], across: Callable[[str], float], words: Mapping[str, str]
) -> float:
    """Put the names of days of note above the years, each left of its line, the last on top; return how high they are.

    So no line passes the name of another. Of more than a few days the lines stand without their names.
    """
    if len(marks) > _MARKS:
        canvas.text(0.0, 6.0, words["documents"].format(len(marks)), _MARK, INK)
        return 13.0
    y = 0.0
    for day, name in reversed(marks):
        x = across(day)
        told = wrapped(name, x - 5.0, _MARK, 4)
        deep = (told.count("\n") + 1) * _MARK * LINE + 2.0
        canvas.text(x - 4.0, y + deep / 2, told, _MARK, INK, "right")
        high = y
        y += deep
        lower = sum(
            (wrapped(n, across(d) - 5.0, _MARK, 4).count("\n") + 1) * _MARK * LINE + 2.0 for d, n in marks if d < day
        )
        canvas.path([(x, high + 1.0), (x, y + lower + 1.0)], color=INK, thick=1.1, order=1)
    return y + 1.0


def decimal(day: str) -> float:
    """Return a day as a year with its part that is over: 2020-07-02 is 2020.5."""
    when = date.fromisoformat(day)
    start, after = date(when.year, 1, 1), date(when.year + 1, 1, 1) if when.year < 9999 else date(9999, 12, 31)
    return when.year + (when - start).days / (after - start).days


def _tracks(spans: Sequence[Span], ends: Callable[[Span], tuple[float, float]]) -> list[int]:
    """Return for each span the first track in which it meets no other."""
    taken: list[float] = []
    result = []
    for span in spans:
        begin, end = ends(span)
        track = next((n for n, until in enumerate(taken) if until + 2.0 < begin), len(taken))
        taken[track : track + 1] = [max(end, begin + _BAR)]
        result.append(track)
    return result


def _bar(
    canvas: Canvas, span: Span, top: float, look: tuple[str, str], across: Callable[[str], float],
    ends: tuple[float, float],
) -> None:  # fmt: skip
    ink, hatch = look
    begin, end = ends
    face = PAPER if hatch else ink
    open_start, open_end = not span.start, not span.end

    def outline() -> None:
        canvas.span(begin, end, top, _BAR, PAPER, ink, "", OUTLINE, 0.9, open_start, open_end)

    since = not span.sure_start and open_start and bool(span.sure_end)  # it lasted until then, since nobody says when
    if since or (span.sure_start and span.sure_start <= (span.sure_end or "9999")):
        a = begin if since else across(span.sure_start)
        b = max(across(span.sure_end) if span.sure_end else end, a + 4.0)
        if a - begin > 1.0 or end - b > 1.0:
            outline()
        canvas.span(a, b, top, _BAR, face, ink, hatch, SOLID, 0.9, since, open_end and not span.sure_end)
    else:
        outline()
        canvas.box((begin + end) / 2 - 3.0, top + 2.0, 6.0, _BAR - 4.0, face, ink, hatch, thick=0.7)
