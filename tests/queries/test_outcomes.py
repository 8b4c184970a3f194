"""What became of things on a day: its very day counts, a year is possible until it is over, and two on one day are disputed."""

import pyoxigraph as ox
import pytest

from foederis import graph, queries
from foederis.namespaces import DCTERMS, FOED, ID, RDF, XSD

COMMITMENT = "examine-mpcc-for-coalitions"  # open in the letter, and of which no source tells any more


def last(cell) -> str:
    return " ".join(part.rpartition("/")[2] for part in cell.value.split()) if cell is not None else ""


def told(name, data, **given) -> list[dict[str, str]]:
    answer = queries.ask(queries.questions()[name], given, data=data)
    return [dict(zip(answer.variables, map(last, row), strict=True)) for row in answer.rows]


def status(data, asof, commitment=COMMITMENT) -> list[tuple[str, str]]:
    rows = told("commitment-status", data, asof=asof)
    return sorted({(row["status"], row["certainty"]) for row in rows if row["commitment"] == commitment})


@pytest.fixture
def invented(_own_cache):
    """Return a graph of its own and a function that adds a development to it: a code, a first and a last day of its start."""
    data = graph.store()
    copy = ox.Store()
    copy.extend(data)

    def add(name, effect, first, latest, concerns=f"commitment/{COMMITMENT}", **more):
        source, one = (ox.NamedNode(f"{ID}{kind}/invented-{name}") for kind in ("source", "development"))
        period = ox.NamedNode(f"{ID}period/invented-{first}-to-{latest}")
        day = {
            key: ox.Literal(value, datatype=ox.NamedNode(XSD + "date"))
            for key, value in zip("ab", (first, latest), strict=True)
        }
        said = [
            (one, RDF + "type", ox.NamedNode(FOED + "Development")),
            (one, FOED + "concerns", ox.NamedNode(ID + concerns)),
            (one, FOED + "effect", ox.NamedNode(f"{ID}concept/effect/{effect}")),
            (one, FOED + "when", period),
            (one, FOED + "evidence", source),
            (period, FOED + "earliestStart", day["a"]),
            (period, FOED + "latestStart", day["b"]),
            (source, RDF + "type", ox.NamedNode(FOED + "Source")),
            (source, FOED + "sourceKind", ox.NamedNode(f"{ID}concept/source-kind/{more.get('kind', 'official')}")),
            *((one, FOED + "paraphrase", ox.Literal(f"invented {name}", language=lang)) for lang in ("en", "nl")),
        ]
        if read := more.get("read", "right"):
            said.append((one, FOED + "secondReading", ox.NamedNode(f"{ID}concept/verdict/{read}")))
        if publisher := more.get("publisher"):
            said.append((source, DCTERMS + "publisher", ox.Literal(publisher)))
        for who in more.get("by", "").split():
            said.append((one, FOED + "doneBy", ox.NamedNode(f"{ID}actor/{who}")))
        if "against" in more:
            said.append((one, FOED + "conflictsWith", ox.NamedNode(f"{ID}development/invented-{more['against']}")))
        for subject, predicate, value in said:
            for where in (source, ox.DefaultGraph()):
                copy.add(ox.Quad(subject, ox.NamedNode(predicate), value, where))

    return copy, add


@pytest.mark.parametrize(
    ("asof", "wanted"),
    [("2020-10-04", []), ("2020-10-05", [("open", "when stated")]), ("9999-12-31", [("open", "when stated")])],
)
def test_a_commitment_is_there_from_the_day_of_the_letter_on(asof, wanted, store):
    assert status(store, asof) == wanted


@pytest.mark.parametrize(
    ("asof", "wanted"),
    [("2024-12-30", [("under-way", "certain")]), ("2024-12-31", [("fulfilled", "unconfirmed")])],
)
def test_a_status_is_there_on_the_very_day_of_its_development(asof, wanted, store):
    assert status(store, asof, "nl-move-towards-2-percent") == wanted


@pytest.mark.parametrize(
    ("asof", "wanted"),
    [
        ("2021-12-31", [("open", "when stated")]),
        ("2022-01-01", [("partly-fulfilled", "possible")]),
        ("2022-12-30", [("partly-fulfilled", "possible")]),
        ("2022-12-31", [("partly-fulfilled", "certain")]),
    ],
)
def test_what_came_in_a_year_is_possible_in_that_year_and_certain_on_its_last_day(asof, wanted, invented):
    data, add = invented
    add("year", "partly-fulfils", "2022-01-01", "2022-12-31")
    assert status(data, asof) == wanted


def test_two_developments_of_one_day_that_say_otherwise_are_both_told_as_disputed(invented):
    data, add = invented
    add("changed", "shifts", "2022-05-01", "2022-05-01")
    add("overtaken", "overtakes", "2022-05-01", "2022-05-01")
    assert status(data, "2022-04-30") == [("open", "when stated")]
    assert status(data, "2022-05-01") == [("changed", "disputed"), ("overtaken", "disputed")]


def test_two_developments_of_one_day_that_say_the_same_are_one_status_with_both_sources(invented):
    data, add = invented
    add("one", "fulfils", "2022-05-01", "2022-05-01", kind="press")
    add("two", "fulfils", "2022-05-01", "2022-05-01", kind="mirror")
    (row,) = [
        row
        for row in told("commitment-status", data)
        if row["commitment"] == COMMITMENT and row["status"] == "fulfilled"
    ]
    assert (row["certainty"], row["proof"], sorted(row["sources"].split())) == (
        "certain",
        "copy",
        ["invented-one", "invented-two"],
    )


def test_a_conflict_disputes_a_status_from_the_day_on_which_both_have_been_said(invented):
    data, add = invented
    add("kept", "fulfils", "2022-05-01", "2022-05-01")
    add("not-kept", "under-way", "2023-05-01", "2023-05-01", against="kept")
    assert status(data, "2023-04-30") == [("fulfilled", "certain")]
    assert status(data, "2023-05-01") == [("fulfilled", "disputed")]


def test_what_is_still_open_hides_nothing_that_was_done_and_a_reversal_counts(invented):
    data, add = invented
    add("begun", "under-way", "2022-05-01", "2022-05-01")
    add("still", "stands", "2023-05-01", "2023-05-01")
    add("back", "reverses", "2024-05-01", "2024-05-01")
    assert status(data, "2023-12-31") == [("under-way", "certain")]
    assert status(data, "2024-05-01") == [("reversed", "certain")]


@pytest.mark.parametrize(
    ("kind", "read", "wanted", "proof"),
    [
        ("official", "right", "certain", "official"),
        ("mirror", "right", "certain", "copy"),
        ("official", "objection", "unconfirmed", "official"),
        ("official", "wrong", "unconfirmed", "official"),
        ("official", "", "unconfirmed", "official"),
        ("mirror", "objection", "unconfirmed", "copy"),
        ("catalogue", "right", "unconfirmed", "one-source"),
        ("press", "right", "unconfirmed", "press-only"),
        ("press", "objection", "unconfirmed", "press-only"),
    ],
)
def test_certain_is_what_an_official_text_says_and_a_second_reader_found_right(kind, read, wanted, proof, invented):
    data, add = invented
    add("one", "fulfils", "2022-05-01", "2022-05-01", kind=kind, read=read)
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    found = read if read in ("right", "") else "changed since"
    assert (row["certainty"], row["proof"], row["secondReading"]) == (wanted, proof, found)
    (counted,) = [row for row in told("kept-and-broken", data) if COMMITMENT in row["commitments"]]
    assert (counted["certainty"], counted["proof"]) == (wanted, proof)


@pytest.mark.usefixtures("_own_cache")
@pytest.mark.parametrize("asof", ["2020-10-05", "2022-01-01", "2023-07-10", "2024-06-01", "2026-11-28"])
def test_status_proof_and_time_of_proof_are_the_same_in_the_questions_that_tell_them(asof):
    data = graph.store()
    of = {row["commitment"]: row for row in told("commitment-status", data, asof=asof)}
    rows = [row for row in told("commitment-outcomes", data, asof=asof) if row["status"]]
    assert {row["commitment"] for row in rows} == of.keys()
    for row in rows:
        for key in ("debtors", "status", "latestOn", "doneBy", "certainty", "proof", "proofOf"):
            assert row[key] == of[row["commitment"]][key], (row["commitment"], key)


@pytest.mark.usefixtures("_own_cache")
def test_commitments_are_counted_together_only_where_all_who_owe_them_are_the_same():
    data = graph.store()
    debtors = {row["commitment"]: row["debtors"] for row in told("commitment-outcomes", data)}
    rows = told("kept-and-broken", data)
    assert max(int(row["count"]) if row["count"].isdecimal() else 0 for row in rows) > 1
    for row in rows:
        assert {debtors[one] for one in row["commitments"].split()} == {row["debtors"]}
    # the query tells debtors apart by the least, the last and how many they are: so must the graph
    keys = {(min(one.split()), max(one.split()), len(one.split())) for one in debtors.values()}
    assert len(keys) == len(set(debtors.values()))


def test_two_newspapers_make_no_status_certain(invented):
    data, add = invented
    for name in ("one", "two"):
        add(name, "fulfils", "2022-05-01", "2022-05-01", kind="press", publisher=name)
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    assert (row["certainty"], row["proof"]) == ("unconfirmed", "two-sources")


def test_a_step_that_was_found_right_makes_it_certain_though_a_later_one_was_not(invented):
    data, add = invented
    add("first", "under-way", "2021-05-01", "2021-05-01", kind="mirror")
    add("later", "under-way", "2022-05-01", "2022-05-01", read="objection")
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    assert (row["latestOn"], row["certainty"]) == ("invented-2022-05-01-to-2022-05-01", "certain")
    # the proof is of the earlier one, and says so
    of = (row["proof"], row["proofOf"], row["secondReading"])
    assert of == ("copy", "invented-2021-05-01-to-2021-05-01", "right")


def test_of_a_proof_of_a_whole_year_no_day_is_told(invented):
    data, add = invented
    add("year", "fulfils", "2022-01-01", "2022-12-31")
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    assert (row["latestOn"], row["proofOf"]) == ("invented-2022-01-01-to-2022-12-31",) * 2
    add("first", "fulfils", "2022-01-01", "2022-01-01")  # of two times that begin on one day the shorter
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    assert (row["latestOn"], row["proofOf"]) == ("invented-2022-01-01-to-2022-01-01",) * 2


def test_what_goes_on_in_a_successor_is_open_and_no_news_of_it_is_less(invented):
    data, add = invented
    add("new", "carried-on", "2022-05-01", "2022-05-01")
    add("step", "under-way", "2023-05-01", "2023-05-01")
    assert status(data, "2023-12-31") == [("carried-on", "certain")]
    (row,) = [row for row in told("commitment-status", data) if row["commitment"] == COMMITMENT]
    assert row["register"] == "Openstaand"
    add("late", "fulfils", "2024-05-01", "2024-05-01")
    assert status(data, "2024-12-31") == [("fulfilled", "certain")]


def test_a_promise_is_one_row_with_all_who_owe_it(store):
    rows = told("commitment-status", store)
    assert len({row["commitment"] for row in rows}) == len(rows)
    debtors = {row["commitment"]: row["debtors"] for row in rows}
    assert debtors["compact-effectiveness"] == "council-eu eu-member-states"
    asked = {row["commitment"]: row["debtors"] for row in told("commitment-status", store, debtor="council-eu")}
    assert asked == {one: who for one, who in debtors.items() if "council-eu" in who}
    for name in ("overdue", "due", "expectations"):
        found = [(row["what"], row["period"], row["inferred"], row["passage"]) for row in told(name, store)]
        assert len(set(found)) == len(found)
    parties = "nl-cda nl-christenunie nl-d66 nl-vvd"
    (row,) = [row for row in told("overdue", store) if row["period"] == "2022-to-2025"]
    assert (row["holders"], row["debtors"]) == (parties, parties)


def test_what_was_undone_since_makes_nothing_certain_that_only_the_press_says(invented):
    data, add = invented
    add("kept", "fulfils", "2021-05-01", "2021-05-01")
    add("back", "reverses", "2022-05-01", "2022-05-01")
    add("again", "fulfils", "2023-05-01", "2023-05-01", kind="press")
    assert status(data, "2021-12-31") == [("fulfilled", "certain")]
    assert status(data, "2022-12-31") == [("reversed", "certain")]
    assert status(data, "2023-12-31") == [("fulfilled", "unconfirmed")]


def test_a_promise_with_a_condition_is_not_due_until_the_condition_is_met(invented):
    data, add = invented
    what = "mutual-assistance-42-7"
    assert {found for found, _ in status(data, "2026-11-28", what)} == {"not-due"}
    add("asked", "stands", "2026-12-01", "2026-12-01", concerns=f"commitment/{what}")
    add("given", "fulfils", "2026-12-02", "2026-12-02", concerns=f"commitment/{what}")
    assert {found for found, _ in status(data, "2026-11-30", what)} == {"not-due"}
    assert status(data, "2026-12-01", what) == [("open", "certain")]
    assert status(data, "2026-12-02", what) == [("fulfilled", "certain")]


def test_what_others_touch_on_gives_no_status_and_who_did_it_is_told(invented):
    data, add = invented
    before = status(data, "2026-11-28")
    add("others", "touches", "2022-05-01", "2022-05-01", by="eu")
    assert status(data, "2026-11-28") == before
    (row,) = [
        row for row in told("what-became-of", data, thing=f"{ID}commitment/{COMMITMENT}") if row["effect"] == "touches"
    ]
    assert (row["doneBy"], row["date"]) == ("eu", "2022-05-01")


def test_the_scoreboard_tells_when_the_latest_came_and_who_did_it(invented):
    data, add = invented
    rows = {row["part"]: row for row in told("scoreboard", data)}
    parties = "nl-cda nl-christenunie nl-d66 nl-vvd"
    of = ("response", "latest", "latestOn", "doneBy")
    assert tuple(rows["aiv-112-4a"][one] for one in of) == ("declined", "touches", "2021-12-15", parties)
    assert rows["aiv-112-6a"]["latestOn"] == "2024"  # of a whole year no day is told
    # what others touched on is the latest only where nothing else is known
    assert tuple(rows["aiv-112-9c"][one] for one in of) == ("declined", "under-way", "2024-05-29", "nl-cabinet")
    add("done", "under-way", "2021-01-01", "2021-01-01", concerns="recommendation/aiv-112-4a", by="nl-cabinet")
    row = next(row for row in told("scoreboard", data) if row["part"] == "aiv-112-4a")
    assert tuple(row[one] for one in of) == ("declined", "under-way", "invented-2021-01-01-to-2021-01-01", "nl-cabinet")


@pytest.mark.parametrize(
    ("until", "dates"), [("2021-03-21", {"2020-10-05"}), ("2021-03-22", {"2020-10-05", "2021-03-22"})]
)
def test_what_became_of_a_thing_up_to_a_day_has_that_day(until, dates, store):
    assert {row["date"] for row in told("what-became-of", store, thing="EPF", until=until)} == dates


def test_what_became_of_the_epf_names_the_acts_that_set_it_up_and_raised_it(store):
    acts = [(row["period"], row["act"]) for row in told("what-became-of", store, thing="EPF") if row["act"]]
    assert sorted(set(acts)) == [
        ("2021-03-22", "dec-2021-509"),
        ("2023-03-13", "dec-2023-577"),
        ("2023-06-26", "dec-2023-1304"),
        ("2024-03-18", "dec-2024-890"),
    ]


@pytest.mark.parametrize(
    ("thing", "first"),
    [
        ("set aside 20 million euro for EDF co-financing", "rec8.p5.s6"),
        ("aanbeveling 9a", "rec9.ask.s1"),
        (f"{ID}statement/bzdoc-1754443015-75/rec4.p2.s2-1", "rec4.p2.s2"),
    ],
)
def test_what_became_of_is_asked_of_a_commitment_a_part_and_a_statement(thing, first, store):
    rows = told("what-became-of", store, thing=thing)
    assert rows[0]["sources"] == first
    assert any(row["effect"] for row in rows)


def test_what_came_late_was_overdue_until_it_came(invented):
    data, add = invented
    add("late", "fulfils", "2025-03-01", "2025-03-01", concerns="commitment/se-2-percent-by-2024")
    passages = {
        asof: {row["passage"] for row in told("overdue", data, asof=asof)} for asof in ("2025-02-28", "2025-03-01")
    }
    assert passages == {"2025-02-28": {"union.p5.s5"}, "2025-03-01": set()}
    (row,) = told("overdue", data, asof="2025-02-28")
    assert (row["debtors"], row["since"]) == ("swe", "fulfils")


def test_overdue_is_what_somebody_promised_or_intended_and_nothing_else(store):
    kinds = {name: {row["kind"] for row in told(name, store)} for name in ("overdue", "expectations")}
    assert kinds["overdue"] <= {"CommitmentStatement", "Intention"}
    assert not kinds["overdue"] & kinds["expectations"]


def test_what_others_expect_of_who_kept_the_promise_has_come(store):
    (row,) = [row for row in told("expectations", store) if row["commitments"]]
    assert (row["commitments"], row["cameOn"]) == ("nl-move-towards-2-percent", "2024-12-31")
    due = {asof: {row["what"] for row in told("due", store, asof=asof)} for asof in ("2024-12-30", "2024-12-31")}
    assert due["2024-12-30"] - due["2024-12-31"] == {row["what"]}


def test_what_came_is_as_certain_as_the_commitment_that_goes_with_it(store):
    status = {row["commitment"]: (row["certainty"], row["proof"]) for row in told("commitment-status", store)}
    (row,) = [row for row in told("expectations", store) if row["commitments"]]
    assert (row["certainty"], row["proof"]) == status[row["commitments"]] == ("unconfirmed", "press-only")
    assert {row["certainty"] for row in told("expectations", store) if not row["cameOn"]} == {""}


@pytest.mark.parametrize(
    ("asof", "wanted"),
    [
        ("2025-01-01", ("invented-2024-11-01-to-2024-11-30", "certain", "official")),
        ("2024-12-31", ("invented-2024-11-01-to-2024-11-30", "certain", "official")),
    ],
)
def test_an_official_text_makes_certain_that_what_was_expected_came(asof, wanted, invented):
    data, add = invented
    add("met", "fulfils", "2024-11-01", "2024-11-30", concerns="commitment/nl-move-towards-2-percent")
    rows = [row for row in told("expectations", data, asof="2025-01-01") if row["commitments"]]
    assert [(row["cameOn"], row["certainty"], row["proof"]) for row in rows] == [wanted]
    found = status(data, asof, "nl-move-towards-2-percent")
    assert found == [("fulfilled", "certain")]


def test_a_step_after_it_was_met_in_part_is_not_the_latest_of_a_part(invented):
    data, add = invented
    of = ("latest", "latestOn", "doneBy")
    rows = {row["part"]: row for row in told("scoreboard", data)}
    # The step of October 2024 came after the contract of September, by which it was met in part.
    assert tuple(rows["aiv-112-9b"][one] for one in of) == ("partly-fulfils", "2024-09-30", "fra nld")
    add("kept", "fulfils", "2025-01-01", "2025-01-01", concerns="recommendation/aiv-112-9b", by="nl-cabinet")
    add("less", "partly-fulfils", "2026-01-01", "2026-01-01", concerns="recommendation/aiv-112-9b", by="nl-cabinet")
    row = next(row for row in told("scoreboard", data) if row["part"] == "aiv-112-9b")
    assert tuple(row[one] for one in of) == ("fulfils", "invented-2025-01-01-to-2025-01-01", "nl-cabinet")
    add("undone", "reverses", "2026-02-01", "2026-02-01", concerns="recommendation/aiv-112-9b", by="nl-cabinet")
    row = next(row for row in told("scoreboard", data) if row["part"] == "aiv-112-9b")
    assert row["latest"] == "reverses"


@pytest.mark.parametrize(
    ("asof", "there"), [("2020-10-04", False), ("2020-10-05", True), ("2021-03-21", True), ("2021-03-22", False)]
)
def test_what_is_due_was_said_and_has_not_come(asof, there, store):
    rows = [row for row in told("due", store, asof=asof) if row["passage"] == "annex.p7.s3"]
    assert [(row["until"], row["since"]) for row in rows] == [("2021-10-04", "fulfils")] * there


def test_what_shifted_of_an_assessment_is_part_of_a_position_through_time(store):
    rows = told("positions-through-time", store, thing="European Security Council")
    assert [(row["period"], row["effect"]) for row in rows if row["effect"] == "shifts"] == [
        ("2021-12-15", "shifts")
    ] * 2
