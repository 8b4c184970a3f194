"""Lanes of developments: each on its day, its effect by shape and colour, its proof by how full its mark is."""

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from foederis import export, queries
from foederis.export import scales
from foederis.export.drawing import events, figures
from foederis.export.drawing.events import Event
from foederis.export.drawing.frame import framed
from foederis.export.palette import EFFECTS, EVENT_MARKERS, NO_EVENTS, PAPER, contrast, ramp
from foederis.namespaces import ID
from tests.export.drawing.looks import faults

LOOK = {"fulfils": ("s", "#004c77"), "overtakes": ("D", "#a85016")}
FILLS = {"official": "full", "copy": "left", "press": "none"}
LETTER = ("2020-10-05", "the letter, 5 October 2020")


def drawn(made, marks=(LETTER,)):
    canvas, keys, notes = events.draw(made, LOOK, FILLS, marks, "en")
    return framed(canvas, "Title", keys, notes, "Source")


def marks(figure) -> list[Line2D]:
    """Return the marks, without those of the key."""
    found = [one for one in figure.findobj(Line2D) if one.get_marker() not in ("", "None", None)]
    lowest = max(one.get_ydata()[0] for one in found)
    return [one for one in found if one.get_ydata()[0] < lowest - 5 and one.get_color() in {"#004c77", "#a85016"}]


def bars(figure) -> list[tuple[float, float, bool]]:
    """Return the bars as (from, to, whether dashed)."""
    found = []
    for one in figure.findobj(Polygon):
        across = [x for x, _ in one.get_xy()]
        found.append((min(across), max(across), one.get_linestyle() not in ("-", "solid", (0.0, ()))))
    return found


@pytest.mark.parametrize(("fill", "face"), [("full", "#004c77"), ("left", "#004c77"), ("none", PAPER)])
def test_how_full_a_mark_is_says_what_proves_it(fill, face):
    figure = drawn([Event("a", "fulfils", fill, "2021-03-22", "2021-03-22")])
    mark = min(marks(figure), key=lambda one: one.get_ydata()[0])
    assert to_hex(mark.get_markerfacecolor()) == face
    assert (mark.get_fillstyle() == "left") == (fill == "left")
    assert to_hex(mark.get_markeredgecolor()) == "#004c77"


def test_a_known_day_has_no_bar_an_uncertain_one_an_outline_around_its_mark_and_what_lasts_a_bar_from_it():
    assert bars(drawn([Event("a", "fulfils", "full", "2021-03-22", "2021-03-22", "2021-03-22", "2021-03-22")])) == []
    unsure = drawn([Event("a", "fulfils", "full", "2022-01-01", "2022-12-31", "2022-12-31", "2022-01-01")])
    ((begin, end, dashed),) = bars(unsure)
    assert dashed
    assert min(marks(unsure), key=lambda one: one.get_ydata()[0]).get_xdata()[0] == pytest.approx((begin + end) / 2)
    lasting = drawn([Event("a", "fulfils", "full", "2022-01-01", "2023-12-31", "2022-01-01", "2023-12-31")])
    ((begin, end, dashed),) = bars(lasting)
    assert not dashed
    assert min(marks(lasting), key=lambda one: one.get_ydata()[0]).get_xdata()[0] == pytest.approx(begin)
    since = drawn([Event("a", "fulfils", "full", "2022-09-01", "", "2022-09-30", "")])
    assert len(bars(since)) == 1
    assert "lasts all this time" in " ".join(one.get_text() for one in since.findobj(Text))


def test_marks_of_one_lane_that_are_near_stand_below_each_other_and_all_are_there():
    made = [Event("a", "fulfils", "full", f"2021-03-{day:02d}", f"2021-03-{day:02d}") for day in range(1, 9)]
    figure = drawn(made)
    places = [
        (one.get_xdata()[0], one.get_ydata()[0]) for one in sorted(marks(figure), key=lambda m: m.get_ydata()[0])
    ][:8]
    for number, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 8.5 or abs(y - b) >= 8.5 for a, b in places[:number])
    assert faults(figure) == []


@pytest.mark.parametrize("made", [[Event("long " * 60, "overtakes", "none", "1999-01-01", "2031-01-01")], []])
def test_long_names_long_times_and_none_can_be_drawn(made):
    assert faults(drawn(made)) == []


def test_each_effect_of_the_code_list_has_a_shape_and_a_colour_of_its_own_that_can_be_seen(store):
    rows = queries.select(
        f"SELECT ?one WHERE {{ ?one <http://www.w3.org/2004/02/skos/core#inScheme> <{ID}concept/effect> }}", data=store
    ).rows
    names = {str(row[0].value).rsplit("/", 1)[-1] for row in rows}
    assert names == {*EFFECTS, *NO_EVENTS}
    looks = set(NO_EVENTS.values())
    for name in EFFECTS:
        degree = scales.degree(f"{ID}concept/effect/{name}", store)
        looks.add((EVENT_MARKERS[degree.value], degree.color(lines=True)))
    assert len(looks) == len(names)
    assert len({shape for shape, _ in looks}) == len({colour for _, colour in looks}) == len(names)
    colours = [*ramp(-4, 3, lines=True).values(), *(colour for _, colour in NO_EVENTS.values())]
    assert all(contrast(colour, PAPER) >= 3 for colour in colours)
    assert [scales.degree(f"{ID}concept/effect/{name}", store) for name in NO_EVENTS] == [None] * len(NO_EVENTS)


def test_the_picture_has_a_mark_for_each_development_and_full_ones_where_an_official_source_says_it():
    chart = export.chart("promise-lanes")
    figure = figures.of_chart(chart, "en")
    colours = {degree.color(lines=True) for degree in chart.degrees.values()} | {
        colour for _, colour in NO_EVENTS.values()
    }
    found = [one for one in figure.findobj(Line2D) if one.get_color() in colours]
    effects = len({row["series"] for row in chart.rows})
    assert len(found) == len(chart.rows) + effects  # and the key
    full = [one for one in found if to_hex(one.get_markerfacecolor()) != PAPER and one.get_fillstyle() == "full"]
    official = [iris for iris in chart.iris if iris["proof"] == f"{ID}concept/source-kind/official"]
    assert len(full) == len(official) + effects
