"""A chart shows what the question that it draws answers, no more and no less."""

import csv
import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

import foederis
from foederis import export, queries
from foederis.errors import BadInput, BadUse, NothingFound
from foederis.export import charts, numerals


def test_the_scoreboard_chart_gives_each_part_the_response_that_the_scoreboard_gives():
    asked = foederis.ask("scoreboard")
    chart = export.chart("scoreboard-chart")
    assert [row["row"] for row in chart.rows] == asked.labels("part")
    assert [row["column"] for row in chart.rows] == asked.labels("response")
    assert chart.order == (
        "accepted",
        "accepted with reservation",
        "partly accepted",
        "deferred",
        "not addressed",
        "declined",
    )


def test_the_scales_chart_counts_the_degrees_of_the_scoreboard_and_shows_those_that_nothing_has():
    asked = foederis.ask("scoreboard")
    rows = export.chart("scales-chart").rows
    for scale in ("stance", "bindingness", "progress"):
        shown = {row["category"]: int(row["value"]) for row in rows if row["group"] == scale}
        assert {name: count for name, count in shown.items() if count} == Counter(asked.labels(scale))
    assert [row["category"] for row in rows if row["group"] == "stance"] == [
        "declines", "disfavours", "doubts", "neutral or not against", "willing", "favours", "fully supports",
    ]  # fmt: skip


def test_the_money_chart_has_every_amount_in_euros_once():
    euro = foederis.ask("amounts", unit="https://w3id.org/foederis/id/concept/unit/euro")
    told = zip(documents(euro), euro.labels("quantity"), euro.column("value"), strict=True)
    names = {f"{document}: {name}": value for document, name, value in told}
    rows = export.chart("money-chart").rows
    assert len(rows) == len(names)
    assert {row["category"]: Decimal(row["value"]) for row in rows} == names


def test_the_lanes_have_every_development_of_each_commitment_with_its_source(store):
    chart = export.chart("promise-lanes")
    found = queries.select(
        "PREFIX foed: <https://w3id.org/foederis/def/> SELECT DISTINCT ?made ?one ?effect WHERE { "
        "?one a foed:Development ; foed:concerns ?made ; foed:effect ?effect . ?made a foed:Commitment }",
        data=store,
    ).rows
    shown = Counter((iris["row"], iris["series"]) for iris in chart.iris)
    assert shown == Counter((made.value, effect.value) for made, _, effect in found)
    assert {row["row"] for row in chart.rows} == set(foederis.ask("commitment-status").labels("commitment"))
    assert all(row["source"] and row["proof"] and row["what"] for row in chart.rows)
    some = export.chart("promise-lanes", until="2021-12-31").rows
    assert 0 < len(some) < len(chart.rows)
    assert max(row["start"] for row in some) <= "2021-12-31"


def test_the_picture_of_the_scoreboard_has_of_each_part_the_latest_that_the_scoreboard_tells():
    told = foederis.ask("scoreboard")
    latest = dict(zip(told.column("part"), told.column("latest"), strict=True))
    drawn: dict[str, set[str]] = {}
    for iris in export.chart("scoreboard-since").iris:
        drawn.setdefault(iris["row"], set()).add(iris["since"])
    assert drawn.keys() == latest.keys()
    assert {part for part, effect in latest.items() if effect not in drawn[part]} == set()
    assert sum(len(effects) == 1 for effects in drawn.values()) > 15


def test_of_the_two_funds_the_amounts_are_those_of_the_letter_and_of_the_sources_since():
    """By hand: the letter, Decision 2021/509 and its rises, the agreement of December 2020, the letter of August 2025."""
    chart = export.chart("promised-and-provided")
    told = {}
    for row, iris in zip(chart.rows, chart.iris, strict=True):
        amount = (float(row["value"]) / 1e9, row["comparator"], row["priceBase"])
        told.setdefault(iris["group"].rsplit("/", 1)[-1], {}).setdefault("document/" in iris["series"], set()).add(
            amount
        )
    assert told["epf"][True] == {(5.0, "", "")}
    assert {
        (5.692, "", "current prices"), (7.979, "", "current prices"), (12.0, "more than", "current prices"),
        (17.0, "more than", "not stated"), (2.0, "", "2018 prices"),
    } <= told["epf"][False]  # fmt: skip
    assert told["edf"][True] == {(7.014, "", ""), (7.0, "", "")}
    assert {(7.953, "", "current prices"), (7.3, "", "not stated")} <= told["edf"][False]
    assert set(told) == {"epf", "edf", "edf-co-financing"}
    said = [
        (row["group"], row["value"], iris["series"], row["category"])
        for row, iris in zip(chart.rows, chart.iris, strict=True)
    ]
    assert len(said) == len(set(said))


def test_the_scoreboard_since_has_the_answers_of_the_scoreboard_and_the_last_effect_of_each_part(store):
    chart = export.chart("scoreboard-since")
    answers = dict.fromkeys((row["row"], row["column"]) for row in export.chart("scoreboard-chart").rows)
    assert list(dict.fromkeys((row["row"], row["then"]) for row in chart.rows)) == list(answers)
    found = queries.select(
        "PREFIX foed: <https://w3id.org/foederis/def/> SELECT DISTINCT ?part ?effect ?start WHERE { ?one a "
        "foed:Development ; foed:concerns ?part ; foed:effect ?effect ; foed:when/foed:earliestStart ?start . "
        "?part a foed:RecommendationPart }",
        data=store,
    ).rows
    # how far each says that it is: a later step is none of what was kept in part, what others touched on tells least
    far = {
        "not-found": 0,
        "touches": 1,
        "confirms": 2,
        "stands": 2,
        "awaits": 2,
        "under-way": 3,
        "fulfils": 5,
        "reverses": 5,
    }
    for part in {iris["row"] for iris in chart.iris}:
        mine = [
            (far.get(effect.value.rpartition("/")[2], 4), start.value, effect.value)
            for a, effect, start in found
            if a.value == part
        ]
        last = max(mine)[:2]
        shown = {iris["since"] for iris in chart.iris if iris["row"] == part}
        assert shown == {effect for *key, effect in mine if tuple(key) == last}
    told = export.export("scoreboard-since", {}, "md")[""].decode()
    assert "Answers then: " in told
    assert "partly accepted (8)" in told


def documents(answer):
    """Return what the document of each row is called for short; empty where a row has no passage."""
    return [name.partition("/")[0] if name else "" for name in answer.labels("passage")]


def stated(answer):
    """Return the statements of a timeline as the chart calls them; events are no statements."""
    rows = zip(documents(answer), answer, strict=True)
    return {f"{document}: {row['what']}" for document, row in rows if row["holder"]}


def test_the_timeline_chart_has_every_statement_of_the_timeline():
    shown = Counter(row["row"] for row in export.chart("timeline-chart").rows)
    assert set(shown) == stated(foederis.ask("timeline"))
    some = export.chart("timeline-chart", since="2021-01-01", until="2021-12-31").rows
    assert {row["row"] for row in some} == stated(foederis.ask("timeline", since="2021-01-01", until="2021-12-31"))
    assert 0 < len(some) < sum(shown.values())


@pytest.mark.parametrize("name", sorted(queries.questions("charts")))
def test_a_chart_comes_as_a_table_too_in_the_order_of_the_picture(name):
    chart = export.chart(name)
    rows = list(csv.DictReader(io.StringIO(export.export(name, {}, "csv")[""].decode())))
    assert [{k: v for k, v in row.items() if v} for row in rows] == [
        {k: row[k] for k in rows[0] if row.get(k)} for row in chart.rows
    ]
    table = export.export(name, {}, "md")[""].decode()
    assert len([line for line in table.splitlines() if line.startswith("| ")]) == 1 + len(chart.rows)


def test_a_chart_has_no_format_of_a_graph_and_a_view_keeps_its_own():
    with pytest.raises(BadUse, match="format of a chart cannot be 'gexf'"):
        export.export("money-chart", {}, "gexf")
    with pytest.raises(NothingFound, match="the graph has no answer for thing=MPCC"):
        export.export("money-chart", {"thing": "MPCC"}, "svg")


@pytest.mark.parametrize(
    ("kind", "columns", "message"),
    [
        ("pie", "('a' AS ?row)", "no chart 'pie'"),
        ("grid", "('a' AS ?row)", "needs the column column"),
        ("bars", "('a' AS ?group) ('b' AS ?category) ('much' AS ?value)", "cannot be 'much' long"),
        ("bars", "('a' AS ?group) ('b' AS ?category) (-1 AS ?value)", "cannot be '-1' long"),
        ("bars", "('a' AS ?group) ('b' AS ?category) ('NaN' AS ?value)", "cannot be 'NaN' long"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why_and_where(kind, columns, message, store):
    asked = replace(queries.questions("charts")["money-chart"], extra={"chart": kind}, path="x.rq")
    answer = queries.select(f"SELECT {columns} WHERE {{}}", data=store)
    with pytest.raises(BadInput, match=message) as error:
        charts.build(asked, answer, charts.Told(), "en", store)
    assert error.value.where == "queries/charts/x.rq"
    assert error.value.remedy


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        ("7014000000", "7.014 billion", "7,014 miljard"), ("20000000", "20 million", "20 miljoen"),
        ("590000000.0", "590 million", "590 miljoen"), ("1480", "1,480", "1.480"), ("0", "0", "0"), ("1.5", "1.5", "1,5"),
        ("1e9", "1 billion", "1 miljard"), ("100", "100", "100"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_the_language_writes_them(value, english, dutch):
    assert numerals.amount(Decimal(value), "en") == english
    assert numerals.amount(Decimal(value), "nl") == dutch
