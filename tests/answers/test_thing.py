"""A thing is found in the form of a sheet and by words of its names, and a code tells what it means."""

import pytest

from foederis import graph
from foederis.answers import thing
from foederis.errors import BadUse
from foederis.namespaces import CONCEPT, ID


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("actor/nld", f"{ID}actor/nld"),
        ("instrument/pesco", f"{ID}instrument/pesco"),
        ("relation/supports", f"{CONCEPT}relation/supports"),
        ("modality/should", f"{CONCEPT}modality/should"),
    ],
)
def test_the_form_of_a_sheet_is_understood(written, iri):
    assert graph.find(graph.store(), written) == iri


def test_what_only_looks_like_the_form_of_a_sheet_is_not_known():
    with pytest.raises(BadUse, match="nothing is called"):
        graph.find(graph.store(), "actor/no-such-thing")


def test_a_relation_tells_what_it_means_and_a_code_list_tells_its_codes():
    data = graph.store()
    found = thing.gather(f"{CONCEPT}relation/supports", "en", data)
    assert found["definition"] == "The subject supports the object."
    assert thing.text(found, "en").index(found["definition"]) < thing.text(found, "en").index("What is said")
    listed = thing.gather(f"{CONCEPT}relation", "nl", data)["codes"]
    assert len(listed) > 150
    assert all(row["label"] and row["definition"] and row["code"].startswith("relation/") for row in listed)


def test_things_are_found_by_words_of_any_of_their_names():
    data = graph.store()
    found = {row["name"]: row for row in thing.search("wapen export", "en", data)}
    assert "instrument/fr-de-export-agreement" in found
    assert all(
        one.partition("/")[0] in ("actor", "document", "event", "instrument", "provision", "topic") for one in found
    )
    assert "wapenexportcontrole" in thing.search_text(list(found.values()))
    assert thing.search("zzz", "en", data) == []
    assert thing.search("-", "en", data) == []


def test_a_word_that_is_looked_for_again_is_looked_for_once(monkeypatch):
    data = graph.store()
    folded: list[str] = []
    fold = graph.fold
    monkeypatch.setattr(graph, "fold", lambda text: folded.append(text) or fold(text))
    one = thing.search("a", "en", data)
    once = len(folded)
    folded.clear()
    assert thing.search("a, " * 3000, "en", data) == one
    assert len(folded) <= once + 1
