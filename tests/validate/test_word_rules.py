"""Rules that look at words: what each finds and what it leaves alone, in both languages and, once each, on both engines."""

import pyoxigraph as ox
import pytest
import rdflib

from foederis import encoding, rooms
from foederis.namespaces import CONCEPT, FOED, PREFIXES
from foederis.validate import hygiene

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
HEAD += "PREFIX p: <https://w3id.org/foederis/id/passage/some-note/>\n"
HEAD += "".join(f"PREFIX {name}: <{CONCEPT}{name}/>\n" for name in ("aspect", "listing", "polarity"))
NOTE = """
INSERT DATA {{ GRAPH <https://w3id.org/foederis/id/graph/reference/some-note> {{
    document:some-note dcterms:language <http://publications.europa.eu/resource/authority/language/{written}> .
    p:s1 a foed:Sentence ; foed:inDocument document:some-note .
    p:s2 a foed:Sentence ; foed:inDocument document:some-note ; foed:mentionsNumber 2019.0 .
    period:then foed:earliestStart "2020-07-21"^^xsd:date ; foed:latestEnd "2020-07-21"^^xsd:date .
    {more}
}} GRAPH p:s1 {{ {stated} }} }}
"""


@pytest.fixture(scope="module")
def codes() -> list[ox.Quad]:
    parsed = ox.parse(path=rooms.room("ontology") / "codelists.ttl", format=ox.RdfFormat.TURTLE)
    lists = tuple(CONCEPT + name for name in ("aspect/", "listing/", "wording/"))
    return [ox.Quad(*q.triple, ox.NamedNode(FOED)) for q in parsed if str(q.subject).strip("<>").startswith(lists)]


@pytest.fixture
def finds(codes):
    """Return what a rule finds in a sentence of an invented note: the value of each row."""

    def ask(rule: str, stated: str, more: str = "", written: str = "ENG", *, both: bool = False) -> list[str]:
        store = ox.Store()
        store.bulk_extend(codes)
        store.update(HEAD + NOTE.format(stated=stated, more=more, written=written))
        quads = list(store)
        store = hygiene.store_of(quads)
        text = encoding.read(rooms.room("validate") / "hygiene" / f"{rule}.rq")
        found = sorted(row["value"].value for row in store.query(text))
        if both:  # rdflib takes seconds
            other = rdflib.Dataset(default_union=False)
            other.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
            assert sorted(str(row["value"]) for row in other.query(text)) == found
        return found

    return ask


TOLD = [
    ("RecommendationPart", '"The UK stays involved."@en'),
    ("RecommendationPart", '"The mustard is hot."@en'),
    ("RecommendationPart", '"Nederland steunt het voorstel, onvermoeid."@nl'),
    ("Recommendation", '"Nederland zou het voorstel steunen."@nl'),
    ("RecommendationPart", '"The Netherlands moet support it."@en'),
]
ASKED = [
    ("RecommendationPart", '"The UK should stay involved."@en'),
    ("Recommendation", '"Must the UK stay involved?"@en'),
    ("RecommendationPart", '"PESCO needs to be strengthened."@en'),
    ("RecommendationPart", '"There is to be a network."@en'),
    ("RecommendationPart", '"Nederland moet het voorstel steunen."@nl'),
    ("RecommendationPart", '"Volgens de AIV zou Nederland het voorstel moeten steunen."@nl'),
    ("RecommendationPart", '"Een netwerk verdient steun."@nl'),
    ("Position", '"The UK stays involved as before."@en'),
]


def bare(texts: list[str]) -> list[str]:
    return sorted(text[1:-4] for text in texts)


def test_an_ask_stands_under_should_in_its_own_language(finds):
    stated = (f"foed:x{n} a foed:{kind} ; foed:paraphrase {text} ." for n, (kind, text) in enumerate(TOLD + ASKED))
    assert finds("ask-without-should", "\n".join(stated), both=True) == bare([text for _, text in TOLD])


def test_the_label_of_an_ask_is_its_number_or_asks(finds):
    told = ['"support for a council"@en', '"een raad in 2024."@nl']
    right = ['"recommendation 4a"@en', '"AIV advice 112, recommendation 10"@en', '"a council should come"@en']
    labels = (f"foed:x a foed:Recommendation ; skos:prefLabel {label} ." for label in told + right)
    assert finds("ask-without-should", "\n".join(labels)) == bare(told)


POINTS_BACK = [
    '"It raises the quality of action."@en',
    '"It is important to the Netherlands."@en',
    '"They also promise to improve."@en',
    '"That network also consults."@en',
    '"This, too, is agreed."@en',
    '"Those definitions are being developed."@en',
    '"Such coalitions lack structures."@en',
    '"Its outcome is the basis for talks."@en',
    '"With those priorities choices can be made."@en',
    '"In this way Europe becomes vulnerable."@en',
    '"This format is new."@en',
    '"It raises questions on what is for states to decide."@en',
    '"Het is verkeer in twee richtingen."@nl',
    '"Het maakt missies mogelijk."@nl',
    '"Dat helpt de samenwerking."@nl',
    '"Dat netwerk overlegt ook."@nl',
    '"Die taakverdeling is achterhaald."@nl',
    '"Zij blijven zoeken."@nl',
    '"Hun rol wordt groter."@nl',
    '"Daarvoor is geld nodig."@nl',
    '"Zo\'n raad heeft weinig leden."@nl',
    '"Een dergelijke raad heeft weinig leden."@nl',
    '"Bij die missies hoort toezicht."@nl',
    '"In deze context is dat nieuw."@nl',
]
STANDS_ALONE = [
    '"Het kabinet steunt de EVF."@nl',
    '"Het VK blijft betrokken."@nl',
    '"Het is van belang dat de NAVO sterk blijft."@nl',
    '"Dat het VK weg is, werkt door."@nl',
    '"Dat Nederland achterblijft, blijft zo."@nl',
    '"Die"@en',
    '"Dito is een woord."@nl',
    '"Voor de NAVO is dat nieuw."@nl',
    '"Dat voor leden de NAVO de grondslag blijft, stelt het artikel."@nl',
    '"Dit kabinet heeft meer geld uitgetrokken."@nl',
    '"In deze brief staan tien antwoorden."@nl',
    '"This cabinet has raised the budget."@en',
    '"With their role for Europe the EU and NATO help."@en',
    '"It follows from the article that members are obliged to help."@en',
    '"It is for parliaments to give shape to this."@en',
    '"That the UK is gone has consequences."@en',
    '"That Europe must act is agreed."@en',
    '"It remains to be seen whether benchmarks help."@en',
    '"It is important to involve the UK."@en',
    '"Italy takes part."@en',
    '"There is much cooperation."@en',
    '"For the NATO members 2 % is the norm."@en',
    '"At this moment taking part is voluntary."@en',
]


def test_a_text_that_opens_with_a_word_that_points_back_is_found(finds):
    texts = (f"foed:x{n} foed:paraphrase {text} ." for n, text in enumerate(POINTS_BACK + STANDS_ALONE))
    assert finds("text-points-back", "\n".join(texts), both=True) == bare(POINTS_BACK)


@pytest.mark.parametrize(
    ("stated", "cues", "written", "open_"),
    [
        ("", ["aspect/still"], "NLD", ["aspect/still"]),
        ("foed:aspect aspect:still ;", ["aspect/still"], "NLD", []),
        ("foed:aspect aspect:recent ;", ["aspect/still", "aspect/recent"], "NLD", ["aspect/still"]),
        # al is part of al langer, nog niet holds no al: by the language of the document
        ("foed:aspect aspect:long-standing ;", ["aspect/already", "aspect/long-standing"], "NLD", []),
        ("foed:aspect aspect:already ;", ["aspect/already", "aspect/long-standing"], "NLD", ["aspect/long-standing"]),
        ("foed:aspect aspect:near-future ;", ["aspect/future", "aspect/near-future"], "ENG", []),
        ("foed:aspect aspect:near-future ;", ["aspect/future", "aspect/near-future"], "NLD", ["aspect/future"]),
        ("", ["listing/open"], "ENG", ["listing/open"]),
        ("foed:listing listing:closed ;", ["listing/open", "listing/closed"], "ENG", ["listing/open"]),
        ("", ["degree/more", "modality/should", "hedge/partly"], "ENG", []),
    ],
)
def test_a_word_of_time_or_listing_is_answered_by_its_code(finds, stated, cues, written, open_):
    more = "p:s1 foed:mentionsCue " + " , ".join(f"<{CONCEPT}{cue}>" for cue in cues) + " ."
    stated = f"foed:x {stated} foed:polarity polarity:affirmed . foed:y foed:polarity polarity:denied ."
    both = open_ == ["aspect/long-standing"]
    assert finds("cue-unanswered", stated, more, written, both=both) == [CONCEPT + code for code in open_]


def test_a_cue_is_disregarded_where_the_sentence_says_so_and_a_sentence_without_statements_is_left_alone(finds):
    cue = "p:s1 foed:mentionsCue aspect:already ."
    stated = "foed:x foed:polarity polarity:affirmed ."
    disregarded = "p:s1 foed:disregardsCue aspect:already ."
    assert len(finds("cue-unanswered", stated, cue)) == 1
    assert finds("cue-unanswered", stated + disregarded, cue) == []
    assert finds("cue-unanswered", "foed:x a foed:Thing .", cue) == []
    assert finds("cue-disregarded-idly", disregarded, cue) == []
    assert len(finds("cue-disregarded-idly", disregarded, both=True)) == 1


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2019 there were 2,000 people in 27 states.", ["2019"]),
        ("From 2016-2019, and again 2035.", ["2016", "2019", "2035"]),
        ("Parliamentary Paper 2020D30499, COVID-19, EU2020 and 12020 people.", []),
        ("The norm of 2% for 1950 metres, 2100 or 1899.", ["1950"]),
        ("2024", ["2024"]),
    ],
)
def test_a_year_is_four_figures_by_themselves(finds, text, years):
    assert finds("year-not-mentioned", f'foed:x foed:paraphrase "{text}"@en .') == years


@pytest.mark.parametrize(
    ("stated", "more", "years"),
    [
        ("", "p:s1 foed:mentionsNumber 2019.0 .", []),
        ("foed:x foed:readWith p:s2 .", "", []),
        ("", "foed:i foed:infersFor foed:x ; foed:infers period:then .", ["2019"]),
        ("", "p:s3 foed:mentionsNumber 2019.0 .", ["2019"]),
    ],
)
def test_a_year_stands_in_the_passage_or_in_one_that_it_is_read_with(finds, stated, more, years):
    assert finds("year-not-mentioned", 'foed:x foed:paraphrase "In 2019."@en .' + stated, more) == years


def test_a_year_may_be_inferred_and_names_of_quantities_and_topics_are_looked_at(finds):
    inferred = "foed:i foed:infersFor foed:x ; foed:infers period:then ."
    quantity = 'foed:x foed:quantity foed:q . foed:q a foed:Quantity ; skos:prefLabel "money in 2020"@en .'
    topic = 'foed:t a foed:Topic ; skos:prefLabel "plans for 2019"@en ; dcterms:source p:s1'
    assert finds("year-not-mentioned", 'foed:x foed:paraphrase "In 2020."@en .', inferred) == []
    assert finds("year-not-mentioned", quantity, both=True) == ["2020"]
    assert finds("year-not-mentioned", quantity, inferred) == []
    assert finds("year-not-mentioned", "", topic + " .") == ["2019"]
    assert finds("year-not-mentioned", "", topic + " , p:s2 .") == []


@pytest.mark.parametrize(
    ("kind", "cues", "right"),
    [
        ("Proposal", ["wording/position"], False),
        ("Proposal", ["wording/position", "wording/possibility"], True),
        ("Proposal", ["modality/should"], True),
        ("Position", ["wording/position"], True),
    ],
)
def test_a_proposal_in_words_of_a_position_is_found(finds, kind, cues, right):
    more = "p:s1 foed:mentionsCue " + " , ".join(f"<{CONCEPT}{cue}>" for cue in cues) + " ."
    assert (finds("proposal-or-position", f"foed:x a foed:{kind} .", more, both=not right) == []) == right
