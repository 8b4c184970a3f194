"""Codings of two documents are told apart, though coders, locators and a commitment are the same."""

import json

import pyoxigraph as ox
import pytest

from foederis import codings, graph, rooms, sources, validate
from foederis.cli import main
from foederis.namespaces import FOED, ID
from foederis.validate import hygiene

pytestmark = pytest.mark.long

LETTER, NOTE = "bzdoc-1754443015-75", "invented-note"
COMMITMENT = "examine-stronger-mpcc"  # of the letter; the note reports it, and its coders code it otherwise
SHARED = "rec5.p1.s2"  # a locator of both
HEAD = f"""
@prefix actor: <{ID}actor/> .
@prefix bindingness: <{ID}concept/bindingness/> .
@prefix coder: <{ID}coder/> .
@prefix commitment: <{ID}commitment/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix document: <{ID}document/> .
@prefix foed: <{FOED}> .
@prefix modality: <{ID}concept/modality/> .
@prefix p: <{ID}passage/{NOTE}/> .
@prefix polarity: <{ID}concept/polarity/> .
@prefix progress: <{ID}concept/progress/> .
@prefix s: <{ID}statement/{NOTE}/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix stance: <{ID}concept/stance/> .
"""
# A note of two sentences by the author of the letter, invented.
SAID = f"""
<{ID}graph/reference/documents> {{ document:{NOTE} a foed:Letter , foed:Document ; dcterms:creator actor:nl-cabinet . }}

<{ID}graph/skeleton/{NOTE}> {{
    p:{SHARED} a foed:Sentence , foed:Passage ; foed:inDocument document:{NOTE} ; foed:locator "{SHARED}" ; foed:order 1 .
    p:rec6.p3.s1 a foed:Sentence , foed:Passage ; foed:inDocument document:{NOTE} ; foed:locator "rec6.p3.s1" ; foed:order 2 .
}}

p:{SHARED} {{
    s:{SHARED}-1 a foed:Position , foed:Statement ;
        foed:holder actor:nl-cabinet ;
        foed:paraphrase "Nieuwe hoofdkwartieren zijn niet nodig."@nl , "New headquarters are not needed."@en .
}}

p:rec6.p3.s1 {{
    s:rec6.p3.s1-1 a foed:CommitmentStatement , foed:Statement ;
        foed:holder actor:nl-cabinet ;
        foed:reports commitment:{COMMITMENT} ;
        foed:paraphrase "Het onderzoek naar een sterkere MPCC is af."@nl , "The study of a stronger MPCC is done."@en .
}}
"""
CODERS = {"first-machine-coder": "declines", "blind-machine-coding": "disfavours", "settled": "declines"}


def coding(coder, item, codes, where, document=NOTE, kept=None, note=""):
    """Return one coding in its graph."""
    name = f"{ID}coding/{document}/{coder}/{item.rsplit('/', 1)[1]}"
    return (
        f"<{ID}graph/coding/{kept or f'{document}/{coder}'}> {{ <{name}> a foed:Coding ; foed:codes <{ID}{item}> ; "
        f"foed:coder coder:{coder} ; {codes} ; {note} foed:evidence p:{where} . }}\n"
    )


def coded(coders=CODERS, note='skos:note "settled by the test"@en ;'):
    """Return the codings of the note: a position on which two differ, and the commitment."""
    return "".join(
        coding(coder, f"statement/{NOTE}/{SHARED}-1", f"foed:stance stance:{stance}", SHARED,
               note=note if coder == "settled" else "")
        + coding(coder, f"commitment/{COMMITMENT}", "foed:bindingness bindingness:effort ; foed:progress progress:done",
                 "rec6.p3.s1")
        for coder, stance in coders.items()
    )  # fmt: skip


def parsed(text):
    return list(ox.parse(HEAD + text, format=ox.RdfFormat.TRIG))


def findings(rule, *texts):
    """Return what one hygiene query finds in the graph with the note beside it."""
    store = hygiene.store_of([*graph.quads(), *parsed(SAID + "".join(texts))])
    found = hygiene.check(rooms.room("validate") / "hygiene" / f"{rule}.rq", store)
    return {(result.focus.removeprefix(ID), result.path.rsplit("/", 1)[1], result.value) for result in found}


@pytest.fixture
def both(monkeypatch):
    """Lay the note beside the letter in what is asked."""
    store = graph.memory_store(parsed(SAID + coded()))
    monkeypatch.setattr(graph, "store", lambda: store)


RULES = (
    "coding-name-agrees", "coding-of-another-document", "coders-differ-unsettled", "settled-by-nobody",
    "position-not-coded", "scale-against-response", "old-coding-name", "name-agrees", "iri-outside-scheme",
    "described-apart", "wrong-layer",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_two_documents_coded_by_the_same_coders_keep_the_rules(rule):
    assert findings(rule, coded()) == set()


def test_what_is_settled_for_one_document_is_not_settled_for_the_other():
    without = {coder: stance for coder, stance in CODERS.items() if coder != "settled"}
    assert findings("position-not-coded", coded(without)) == {
        (f"statement/{NOTE}/{SHARED}-1", "codes", NOTE),
        (f"commitment/{COMMITMENT}", "codes", NOTE),
    }
    assert findings("position-not-coded") == findings("position-not-coded", coded(without))


def test_a_value_settled_for_the_note_was_chosen_by_a_coder_of_the_note():
    # Examine is what coders of the letter chose for this commitment, and none of the note did.
    settled = coding("settled", f"commitment/{COMMITMENT}", "foed:bindingness bindingness:examine", "rec6.p3.s1")
    chosen = {coder: stance for coder, stance in CODERS.items() if coder != "settled"}
    assert findings("settled-by-nobody", coded(chosen), settled) == {
        (f"commitment/{COMMITMENT}", "bindingness", f"{ID}concept/bindingness/examine")
    }


def test_coders_that_differ_on_the_note_are_settled_in_the_note():
    assert findings("coders-differ-unsettled", coded(note="")) == {
        (f"statement/{NOTE}/{SHARED}-1", "codes", f"{FOED}stance")
    }


def test_a_coding_of_the_letter_that_rests_on_the_note_is_found_and_names_both():
    wrong = coding("recoding", f"statement/{NOTE}/{SHARED}-1", "foed:stance stance:favours", SHARED, document=LETTER)
    focus = f"coding/{LETTER}/recoding/{SHARED}-1"
    assert findings("coding-of-another-document", coded(), wrong) == {
        (focus, "evidence", f"{LETTER}, {NOTE}/{SHARED}"),
        (focus, "codes", f"{LETTER}, {NOTE}/{SHARED}-1"),
    }


def test_a_coding_in_the_graph_of_another_document_is_found():
    wrong = coding("recoding", f"statement/{NOTE}/{SHARED}-1", "foed:stance stance:declines", SHARED,
                   kept=f"{LETTER}/recoding")  # fmt: skip
    assert findings("coding-name-agrees", coded(), wrong) == {
        (f"coding/{NOTE}/recoding/{SHARED}-1", "22-rdf-syntax-ns#type", f"{ID}graph/coding/{LETTER}/recoding")
    }


def test_items_codes_and_documents_are_those_of_each_document(both):
    mine = {item.iri.removeprefix(ID): item.locators for item in codings.items(NOTE)}
    assert mine == {
        f"statement/{NOTE}/{SHARED}-1": (SHARED,),
        f"commitment/{COMMITMENT}": ("rec6.p3.s1",),
    }
    letter = {item.iri.removeprefix(ID) for item in codings.items(LETTER)}
    assert f"commitment/{COMMITMENT}" in letter
    assert not any(NOTE in item for item in letter)
    assert codings.documents() == sorted([*sources.documents(), NOTE])
    assert codings.coded(NOTE)["settled"] == {
        f"statement/{NOTE}/{SHARED}-1": {"stance": "declines"},
        f"commitment/{COMMITMENT}": {"bindingness": "effort", "progress": "done"},
    }
    assert codings.coded(LETTER)["settled"][f"commitment/{COMMITMENT}"]["bindingness"] == "examine"
    assert not any(NOTE in item for codes in codings.coded(LETTER).values() for item in codes)


def test_a_document_that_nobody_has_coded_yet_has_a_sheet(monkeypatch):
    store = graph.memory_store(parsed(SAID))
    monkeypatch.setattr(graph, "store", lambda: store)
    assert [item.kind for item in codings.items(NOTE)] == ["position", "commitment"]
    assert codings.documents() == sorted(sources.documents())


def test_agreement_is_told_for_each_document(both):
    alone = [one for one in codings.agreement() if one.document == LETTER]
    assert alone == codings.agreement(LETTER)
    assert not any(NOTE in item for one in alone for item, *_ in one.differing)
    found = {one.scale: one for one in codings.agreement(NOTE)}
    assert set(found) == {"stance", "bindingness", "progress"}
    assert {one.coders for one in found.values()} == {("blind-machine-coding", "first-machine-coder")}
    assert (found["stance"].items, found["stance"].alike) == (1, 0)
    assert found["stance"].differing == ((f"statement/{NOTE}/{SHARED}-1", "disfavours", "declines"),)
    assert (found["progress"].items, found["progress"].alike) == (1, 1)
    assert codings.agreement("no-such-document") == []


def test_agreement_of_the_letter_is_the_same_with_the_note_beside_it(store, both):
    beside = codings.agreement(LETTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "store", lambda: store)
        assert [one for one in codings.agreement() if one.document == LETTER] == beside


def test_the_command_line_names_the_document_when_two_are_coded(both, capsys):
    assert main(["coding", "agreement"]) == 0
    titles = [line for line in capsys.readouterr().out.splitlines() if " and " in line and ", on " in line]
    assert f"blind machine coding and first machine coder, on {NOTE}" in titles
    assert f"blind machine coding and first machine coder, on {LETTER}" in titles
    assert main(["coding", "agreement", "--document", LETTER, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["document"] for row in rows} == {LETTER}


def test_the_command_line_refuses_an_unknown_document(capsys):
    assert main(["coding", "agreement", "--document", "no-such-document"]) == 2
    assert "no-such-document" in capsys.readouterr().err


def test_a_file_of_ones_own_with_names_of_before_is_told_what_they_are_now(tmp_path):
    own = tmp_path / "own.trig"
    own.write_text(
        HEAD
        + f"""
<{ID}graph/coding/second-machine-coding> {{
    <{ID}coding/second-machine-coding-rec5.p1.s2-1> a foed:Coding ;
        foed:codes <{ID}response/aiv-112-5a> ;
        foed:coder coder:second-machine-coding .
    <{ID}coding/trial-coder-x> a foed:Coding ; foed:codes <{ID}response/aiv-112-5a> ; foed:coder coder:trial-coder .
    <{ID}response/aiv-112-5b> a foed:Response .
    <{ID}tension/edf-two-figures> a foed:Tension .
    coder:trial-coder a foed:Coder .
}}
<https://example.org/mine> {{
    <https://example.org/list> <https://example.org/holds> <{ID}coding/first-aiv-112-1a> , <{ID}coding/settled-{COMMITMENT}> ,
        <{ID}graph/coding/first> , <{ID}inference/run-up-to-2022> , <{ID}coding/of-somebody-x> .
}}
""",
        encoding="utf-8",
    )
    told = {r.value for r in validate.run([own]).results if r.shape == "hygiene/old-coding-name"}
    assert told == {
        f"coding/second-machine-coding-rec5.p1.s2-1 -> coding/{LETTER}/second-machine-coding/aiv-112-5a",
        f"response/aiv-112-5a -> response/{LETTER}/aiv-112-5a",
        f"coding/trial-coder-x -> coding/{LETTER}/trial-coder/aiv-112-5a",
        f"response/aiv-112-5b -> response/{LETTER}/aiv-112-5b",
        f"tension/edf-two-figures -> tension/{LETTER}/edf-two-figures",
        f"graph/coding/second-machine-coding -> graph/coding/{LETTER}/second-machine-coding",
        f"graph/coding/second-machine-coding -> graph/coding/{LETTER}/responses",
        "graph/coding/second-machine-coding -> graph/reference/coders",
        f"coding/first-aiv-112-1a -> coding/{LETTER}/first-machine-coder/aiv-112-1a",
        f"coding/settled-{COMMITMENT} -> coding/{LETTER}/settled/{COMMITMENT}",
        f"graph/coding/first -> graph/coding/{LETTER}/first-machine-coder",
        f"inference/run-up-to-2022 -> inference/{LETTER}/run-up-to-2022",
        f"coding/of-somebody-x -> coding/{LETTER}/<coder>/<item>",
    }
    messages = {r.message for r in validate.run([own]).results if r.shape == "hygiene/old-coding-name"}
    assert (
        f"This uses a name that has changed: response/aiv-112-5b -> response/{LETTER}/aiv-112-5b. "
        "Write the name after the arrow."
    ) in messages
