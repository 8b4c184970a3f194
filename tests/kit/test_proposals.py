"""A proposed layout cuts a text as a reader would, and a candidate is what words show."""

import pytest

from foederis import sources
from foederis.errors import BadUse
from foederis.kit.candidates import candidates, is_programme
from foederis.kit.layout_file import as_toml
from foederis.kit.layouts import propose
from foederis.kit.tables import language_of
from foederis.sources.segment import segment

NOTE = """Ministry of Harbours
12 March 2024

Our view

The quay is too narrow, as the council found.1 It goes on over the

Ministry of Harbours
Page 1 of 2

1 See the report of 2023.

page and ends here.

What we will do

We will widen it.
"""
ASKED = """Vraag 1
Bent u bekend met het bericht?

Antwoord 1
Ja. Het kabinet deelt de zorgen.

Vraag 2 en 3
Wat gaat u doen?

Antwoord 2 en 3
Het kabinet zal de Kamer informeren.
"""


def cut(text, language):
    return {one.locator: one.text for one in segment(text, propose(text, "note", language).layout)[0]}


TABLED = """Money

The quay costs more each year than it did before.

in millions
2022
2023
Later
Widening of the quay
100
120
-
Deepening
of the harbour
5
6
7
Lights
1
-
2
The rest is told in another paper.
"""


def test_a_table_is_seen_each_row_a_passage_and_the_text_goes_on_after_it(tmp_path):
    proposal = propose(TABLED, "note", "en")
    found = segment(TABLED, proposal.layout)[0]
    rows = {one.text: one.power for one in found if ".t1." in one.locator}
    assert rows == {
        "in millions | 2022 | 2023 | Later": 0, "Widening of the quay | 100 | 120 | -": 6,
        "Deepening of the harbour | 5 | 6 | 7": 6, "Lights | 1 | - | 2": 6,
    }  # fmt: skip
    assert found[-1].text == "The rest is told in another paper."
    path = tmp_path / "layout.toml"
    path.write_text(as_toml(proposal.layout), encoding="utf-8")
    assert segment(TABLED, sources.read_layout(path))[0] == found


def test_years_in_running_text_head_no_table():
    text = "2022\n2023\nThe quay was widened.\n\nIt was deepened then.\n"
    assert not any(section.table for section in propose(text, "note", "en").layout.sections)


BARRED = """# Money

The quay costs more each year.

| **Measure**, in millions | 2024 | Sum   |
|--------------------------|-----:|:------|
| Widening \\| deepening     | 2,0  | Funds |
| **Lights**               |      | 5     |

2.  What else is planned is told in another paper.

Name | Task
--- | ---
Harbour | It keeps the quay. Its master says which ship may stay there, for how long, at which price, and who may go on board or not.

## What follows

We go on.
"""


def test_each_row_of_a_table_in_bars_is_a_passage_and_cells_of_running_text_are(tmp_path):
    proposal = propose(BARRED, "note", "en")
    found = segment(BARRED, proposal.layout)[0]
    rows = {one.text: one.power for one in found if ".t1." in one.locator and ".c" not in one.locator}
    assert rows == {"Measure, in millions | 2024 | Sum": 0, "Widening | deepening | 2,0 | Funds": 6, "Lights |  | 5": 6}
    assert [one.text for one in found if ".c1." in one.locator] == ["Name", "Harbour"]
    assert [one.locator for one in found if one.text.startswith("2. What else")] == ["2.p1.s1"]
    assert found[-1].text == "We go on."
    path = tmp_path / "layout.toml"
    path.write_text(as_toml(proposal.layout), encoding="utf-8")
    assert segment(BARRED, sources.read_layout(path))[0] == found


def test_a_bar_in_running_text_heads_no_table():
    text = "A | B stands for either.\n\nThe quay | the pier\nwas widened.\n"
    assert not any(section.table for section in propose(text, "note", "en").layout.sections)


PAGED = """[p. 1]
The harbour
of tomorrow

Three parties
12 March 2024

[p. 2]
We widen the quay and the pier, so that ships of all sizes find a place to stay in our harbour.
"""


def test_a_title_page_ends_where_the_text_begins():
    assert "We widen the quay" in [text[:17] for text in cut(PAGED, "en").values()]
    told = cut(
        PAGED.replace("12 March 2024\n", "On 12 March they agreed. And then\nit goes on over the\n").replace(
            "We w", "w"
        ),
        "en",
    )
    assert any(text.startswith("And then it goes on over the widen") for text in told.values())


def test_a_heading_right_below_a_heading_is_one_too():
    text = "It is so.\n\n7. The world\nOur neighbours\nWe live beside others, and we want to go on living beside them in peace.\n"
    assert list(cut(text, "en").values())[1:3] == ["7. The world", "Our neighbours"]


def test_a_mark_right_after_a_year_is_no_decimal():
    text = "It was widened.1 The quay is of 2018.2 The pier is older.\n\n1 See the report.\n2 See the other report.\n"
    told = cut(text, "en")
    assert told["fn2.s1"] == "See the other report."
    assert "The quay is of 2018." in told.values()


def test_a_heading_that_comes_again_is_the_one_that_was_meant():
    text = "Contents\n\nOur view\n\nThe quay\n\nOur view\n\nOur view is new. It is wide.\n\nThe quay\n\nIt is long.\n"
    found = cut(text, "en")
    assert found["our-view.p1.s1"] == "Our view is new."
    assert found["the-quay.p1.s1"] == "It is long."


def test_headings_and_a_footnote_are_seen():
    found = cut(NOTE, "en")
    assert found["our-view.h.s1"] == "Our view"
    assert found["fn1.s1"] == "See the report of 2023."
    assert found["our-view.p1.s1"].endswith("as the council found.")
    assert found["what-will.h.s1"] == "What we will do"


@pytest.mark.parametrize("title", ["The quay1 of the old town", "The quay of1 the", "Quay1: what we want of it now"])
def test_a_mark_within_the_first_words_of_a_text_is_no_word_of_them(title):
    text = f"{title}\n\nWe will widen it.\n\n1 See the report of the town.\n"
    found = cut(text, "en")
    assert found["fn1.s1"] == "See the report of the town."
    assert next(iter(found.values())) == title.replace("1", "")


BROKEN = """Our view

The quay is old, as the council found.[1 ]
The harbour will be widened, says the plan

1 See the report of 2023.

-----

(12-10-2023).[2 ]

The town pays for it.

2 Plan of the harbour, no. 7

-----

The ships come in.

-----

The end is near.
"""


def test_a_footnote_is_seen_whose_mark_stands_first_on_a_page_below_the_notes_of_another():
    notes = {note.number: note for note in propose(BROKEN, "note", "en").layout.footnotes}
    assert notes.keys() == {1, 2}
    assert notes[2].after == "(12-10-2023)."
    assert "Plan of the" not in " ".join(
        text for place, text in cut(BROKEN, "en").items() if not place.startswith("fn")
    )


def test_questions_and_answers_are_seen():
    found = cut(ASKED, "nl")
    assert found["q1.s1"] == "Bent u bekend met het bericht?"
    assert found["a2-3.p1.s1"] == "Het kabinet zal de Kamer informeren."


def test_a_proposed_layout_is_a_layout_that_can_be_read(tmp_path):
    proposal = propose(NOTE, "note", "en")
    path = tmp_path / "layout.toml"
    path.write_text(as_toml(proposal.layout, proposal.doubts), encoding="utf-8")
    assert [one.text for one in segment(NOTE, sources.read_layout(path))[0]] == list(cut(NOTE, "en").values())


def test_the_language_is_told_and_a_mixture_is_refused():
    dutch = "Het kabinet is van mening dat de EU meer moet doen en dat zij niet op de NAVO wacht.\n\n" * 4
    english = "We are of the view that the EU should do more and that it is not for NATO to wait for it.\n\n" * 4
    assert language_of(dutch, "", "") == "nl"
    assert language_of(english, "", "") == "en"
    with pytest.raises(BadUse, match="more than one language"):
        language_of(dutch + english, "", "")
    assert language_of(dutch + english, "en", "") == "en"


@pytest.mark.parametrize(
    ("words", "language", "kinds"),
    [
        ("We will widen the quay next year.", "en", {"commitment", "expectation"}),
        ("The minister said that the quay is old.", "en", {"reported"}),
        ("The quay is not only old but long.", "en", set()),
        ("Het kabinet is voorstander van een bredere kade.", "nl", {"position"}),
        ("De kade is niet breed genoeg gebouwd.", "nl", {"denial"}),
        ("Ja, dat klopt.", "nl", set()),
        (
            "De havenmeester stelde na een lang gesprek met de bewoners van de kade een bredere kade voor.",
            "nl",
            {"reported"},
        ),
        ("Het is bekend dat de gemeente herhaaldelijk om een kade heeft verzocht.", "nl", {"reported"}),
        ("Het kabinet constateert dat de kade oud is.", "nl", set()),
        ("Volgens het kabinet is de kade oud.", "nl", set()),
        ("Nederland wil in de haven een kade bouwen.", "nl", {"commitment", "position"}),
        ("De kade zal naar schatting breder zijn.", "nl", {"expectation"}),
        ("The harbour master has repeatedly warned us of it.", "en", {"reported"}),
        ("Der Hafenmeister erklärte gestern, dass der Kai alt ist.", "de", {"reported"}),
        ("Hamnmästaren påpekade i går att kajen är gammal.", "sv", {"reported"}),
        ("Regeringen konstaterade i går att kajen är gammal.", "sv", set()),
        ("Must the quay be as wide as this?", "en", set()),
        ("Moet de kade breder, zoals Nederland wil?", "nl", set()),
        ("De haven ligt dicht bij de EU-inzet daar.", "nl", set()),
        ("De kade wordt waar nodig wat breder.", "nl", set()),
        ("De wet tegen hoge kades geldt daar.", "nl", set()),
        ("De haven is tegen een hoge kade.", "nl", {"position"}),
        ("Het gemeentebestuur dringt bij de haven op spoed aan.", "nl", {"position", "reported"}),
        ("The Joint Harbour Force meets there each year.", "en", set()),
        ("Kajen byggs ut där så behövs i hamnen.", "sv", set()),
        ("Nu kommer vi på kajen att mötas igen.", "sv", {"commitment", "expectation"}),
    ],
)
def test_a_candidate_has_the_kind_that_its_words_show(words, language, kinds):
    found = candidates([("view.p1.s1", words)], language)
    assert {one.kind for one in found} == kinds
    assert all(one.cues for one in found)


def test_what_goes_on_telling_is_reported_until_the_author_speaks_or_the_paragraph_ends():
    words = [
        "De raad betoogt dat de kade oud is.",
        "De haven groeit daar.",
        "Het kabinet kent die haven.",
        "De stad groeit ook.",
    ]
    text = [(f"a.p1.s{number}", one) for number, one in enumerate(words, 1)] + [("a.p2.s1", "De stad groeit ook.")]
    found = {one.locator: one.cues for one in candidates(text, "nl") if one.kind == "reported"}
    assert found.keys() == {"a.p1.s1", "a.p1.s2"}
    assert found["a.p1.s2"] == ("(goes on)",)


@pytest.mark.parametrize(
    ("language", "promise", "weak"),
    [
        ("nl", "We verhogen het budget van de haven.", "De kade wordt ook breder dan eerst."),
        ("en", "We will raise the budget of the harbour.", "The quay is being widened by then."),
        ("de", "Wir werden den Haushalt des Hafens erhöhen.", "Der Kai bleibt der Stadt erhalten."),
        ("sv", "Vi fortsätter att bygga ut hamnen.", "Kajen stärks på flera olika sätt."),
    ],
)
def test_weaker_words_count_in_a_programme_alone(language, promise, weak):
    text = [("a.p1.s1", promise), ("a.p1.s2", weak)]
    assert is_programme([words for _, words in text], language)
    found = {one.locator: one for one in candidates(text, language)}
    assert found["a.p1.s2"].kind == "commitment"
    assert all(cue in weak for cue in found["a.p1.s2"].cues)
    alone = [("a.p1.s2", weak), ("a.p1.s3", weak)]
    assert not is_programme([words for _, words in alone], language)
    assert candidates(alone, language) == []
