"""The status of a commitment by its developments: what was kept stays so until it is reversed."""

import pyoxigraph as ox
import pytest

from foederis import graph, queries
from foederis.namespaces import CONCEPT, FOED, ID, RDF, XSD
from foederis.validate import hygiene

COMMITMENT = f"{ID}commitment/examine-mpcc-for-coalitions"
TOLD = {  # day and effect; the letter itself shows it open on 5 October 2020
    "2021-03-01": "under-way",
    "2021-06-01": "fulfils",
    "2022-03-01": "under-way",
    "2023-03-01": "overtakes",
    "2023-06-01": "stands",
    "2024-03-01": "reverses",
}
BY_DAY = {
    "2020-12-31": "open",
    "2021-05-31": "under-way",
    "2021-06-01": "fulfilled",
    "2022-12-31": "fulfilled",
    "2023-12-31": "fulfilled",
    "2024-02-29": "fulfilled",
    "2024-03-01": "reversed",
    "2026-11-28": "reversed",
}


@pytest.fixture(scope="module")
def told() -> ox.Store:
    """Return the graph, where a commitment was kept, then overtaken, then reversed."""
    store = hygiene.store_of(graph.quads())
    place = ox.NamedNode(f"{ID}source/eur-lex")
    for day, effect in TOLD.items():
        development, when = ox.NamedNode(f"{ID}development/test/{day}"), ox.NamedNode(f"{ID}period/test-{day}")
        date = ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
        said = [
            (development, RDF + "type", ox.NamedNode(FOED + "Development")),
            (development, FOED + "concerns", ox.NamedNode(COMMITMENT)),
            (development, FOED + "effect", ox.NamedNode(f"{CONCEPT}effect/{effect}")),
            (development, FOED + "when", when),
            (development, FOED + "evidence", place),
            *((when, FOED + bound, date) for bound in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")),
        ]
        for where in (place, ox.DefaultGraph()):
            store.extend(ox.Quad(s, ox.NamedNode(p), o, where) for s, p, o in said)
    return store


@pytest.mark.parametrize(("day", "status"), BY_DAY.items())
def test_what_was_kept_stays_so_until_it_is_reversed(told, day, status):
    answer = queries.ask(queries.questions()["commitment-status"], {"asof": day}, data=told)
    places = [answer.variables.index(name) for name in ("commitment", "status")]
    rows = [[row[place].value for place in places] for row in answer.rows]
    assert [found for commitment, found in rows if commitment == COMMITMENT] == [f"{CONCEPT}status/{status}"]


@pytest.mark.parametrize("day", ["2024-03-01"])
def test_a_status_of_one_commitment_is_none_of_another(told, store, day):
    answers = [
        queries.ask(queries.questions()["commitment-status"], {"asof": day}, data=data) for data in (told, store)
    ]
    place = answers[0].variables.index("commitment")
    others = [[row for row in answer.rows if row[place].value != COMMITMENT] for answer in answers]
    assert others[0] == others[1]
