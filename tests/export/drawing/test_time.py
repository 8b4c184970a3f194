"""Pictures of time: a line at the day of each document, a point where a start or an end is not given."""

import json

import pytest
from matplotlib.patches import PathPatch, Polygon
from matplotlib.text import Text

from foederis import export
from foederis.export import alt
from foederis.export.drawing import timeline
from foederis.export.drawing.canvas import POINT
from foederis.export.drawing.frame import framed
from foederis.export.drawing.timeline import Span
from tests.export.drawing.looks import faults

LETTER = ("2020-10-05", "the letter, 5 October 2020")


def drawn(spans, marks=(), language="en"):
    canvas, keys, notes = timeline.draw(spans, [*dict.fromkeys(span.kind for span in spans)], language, marks=marks)
    return framed(canvas, "Title", keys, notes, "Source")


def bars(figure):
    """Return the corners of each bar, without those of the key."""
    found = [one.get_xy()[:-1] for one in figure.findobj(Polygon)]
    return [corners for corners in found if len(corners) in (4, 5, 6)]


def upright(figure):
    """Return where lines stand straight up: (x, top, bottom), those of the years left out (they are thin)."""
    lines = [one for one in figure.findobj(PathPatch) if one.get_linewidth() > 1]
    return sorted((p[0][0], p[0][1], p[1][1]) for one in lines if (p := one.get_path().vertices)[0][0] == p[1][0])


def test_a_bar_without_an_end_ends_in_a_point_beyond_it_and_one_with_an_end_does_not():
    shut = drawn([Span("", "a", "is", "2016-01-01", "2018-12-31", "2016-01-01", "2018-12-31")])
    assert [len(corners) for corners in bars(shut)] == [4]
    since = drawn([Span("", "a", "is", "2016-01-01", "", "2016-01-01", "")])
    corners = bars(since)[0]
    assert len(corners) == 5
    right = sorted(x for x, _ in corners)
    assert right[-1] == pytest.approx(right[-2] + POINT)
    until = drawn([Span("", "a", "is", "", "2018-12-31", "", "2018-12-31")])
    left = sorted(x for x, _ in bars(until)[0])
    assert left[0] == pytest.approx(left[1] - POINT)
    both = drawn([Span("", "a", "is")])
    assert len(bars(both)[0]) == 6


@pytest.mark.parametrize("start", ["", "2016-01-01"])
@pytest.mark.parametrize("end", ["", "2019-12-31"])
@pytest.mark.parametrize("sure", [("", ""), ("2016-12-31", ""), ("", "2018-01-01"), ("2016-12-31", "2018-01-01")])
def test_each_way_in_which_a_time_may_be_open_can_be_drawn_and_read(start, end, sure):
    figure = drawn(
        [Span("lane", "a row", "is", start, end, *sure), Span("lane", "b", "will", "2020-01-01", "2020-12-31")]
    )
    assert faults(figure) == []
    open_ends = (not start) + (not end)
    assert any(len(corners) == 4 + open_ends for corners in bars(figure))


def test_a_line_stands_at_the_day_of_the_letter_from_its_name_to_the_last_row():
    figure = drawn([Span("", "a", "is", "2019-01-01", "2021-12-31")], [LETTER])
    above, below = upright(figure)
    assert above[0] == below[0]
    assert above[2] < below[1]
    assert any(one.get_text() == LETTER[1] for one in figure.findobj(Text))
    year = {one.get_text(): one.get_position()[0] for one in figure.findobj(Text)}
    share = (above[0] - year["2020"]) / (year["2021"] - year["2020"]) + 0.5
    assert share == pytest.approx((31 + 29 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 4) / 366, abs=0.001)


def test_each_of_several_documents_has_a_line_and_a_name_of_its_own_that_none_crosses():
    marks = [(f"20{year}-03-01", f"a document with a rather long name of the year {year}") for year in (18, 19, 20, 21)]
    figure = drawn([Span("", "a", "is", "2019-01-01", "2021-12-31")], [*marks, ("2021-03-02", "one of the day after")])
    assert faults(figure) == []
    assert len({x for x, *_ in upright(figure)}) == 5


def test_of_many_documents_the_lines_stand_without_names_and_how_many_is_said():
    marks = [(f"20{year}-03-01", f"name {year}") for year in range(10, 30)]
    figure = drawn([Span("", "a", "is", "2019-01-01", "2021-12-31")], marks)
    said = " ".join(one.get_text() for one in figure.findobj(Text))
    assert "20 documents" in said
    assert "name 12" not in said
    assert len(upright(figure)) == 20
    assert faults(figure) == []


def test_the_day_is_that_of_the_documents_shown_and_words_and_table_say_what_is_open():
    view, chart = export.view("time"), export.chart("timeline-chart", lang="nl")
    letter = ["2020-10-05", "cabinet response to AIV advice no. 112, 5 October 2020"]
    speech = ["2023-11-09", "speech by minister Jonson at Clingendael, 9 November 2023"]
    assert json.loads(view.graph["marks"]) == [letter, speech]  # the two others set no event or period beside another
    assert chart.marks == (
        ("2020-10-05", "kabinetsreactie op AIV-advies nr. 112, 5 oktober 2020"),
        ("2021-12-15", "coalitieakkoord 2021-2025, 15 december 2021"),
        ("2023-11-09", "toespraak van minister Jonson bij Clingendael, 9 november 2023"),
        ("2023-11-13", "antwoorden op Kamervragen over de Zuidelijke Kaukasus, 13 november 2023"),
    )
    count = sum(1 for row in chart.rows if row["start"] and not row["end"])
    assert f"Geen einde is gegeven voor {count}, sinds" in alt.of_chart(chart, "nl")
    assert "5 October 2020" in alt.of_view(view, "en")
    table = alt.chart_table(chart, "nl")
    assert table.count("| sinds 1 januari ") == count > 0
