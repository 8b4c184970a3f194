"""The cue words of the code lists find what an expert reader sees in a sentence, in the language of the document."""

import pytest

from foederis.namespaces import CONCEPT, ID
from foederis.sources.generate import cues, names
from foederis.sources.language import language
from foederis.sources.mentions import cues_of, scan
from tests.conftest import LETTER


def found(text: str, code: str) -> set[str]:
    return {iri.removeprefix(CONCEPT) for iri in scan(text, language(code), [], sorted(cues(code))).cues}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Government does not support a European army.", {"polarity/denied", "stance/declines"}),
        ("We don’t rule this out.", {"polarity/denied"}),
        ("It remains to be seen whether this adds value.", {"polarity/questioned", "stance/doubts"}),
        ("Member States should invest more.", {"modality/should", "unit/state", "act/increase-spending"}),
        ("The Council calls on Member States to act.", {"modality/should"}),
        ("Sweden will contribute 150 soldiers.", {"modality/will", "unit/person", "bindingness/result"}),
        ("We are investing 2% of GDP every year.", {"bindingness/result", "unit/percent-gdp", "unit/year"}),
        ("Finland is considering joining the project.", {"bindingness/examine", "unit/project"}),
        ("The Allies are working towards that goal.", {"bindingness/effort", "unit/state"}),
        ("They are bound by the Treaty.", {"bindingness/agreement"}),
        ("This could be an option.", {"modality/may"}),
        ("No more than 5 000 troops, and at least 60 experts", {"comparator/at-most", "comparator/at-least"}),
        ("approximately €5 million, less than planned", {"comparator/about", "comparator/less-than", "unit/euro"}),
        ("more than half of the missions", {"comparator/more-than", "unit/share", "unit/mission"}),
        ("The Government fully supports PESCO.", {"stance/fully-supports", "degree/full", "relation/supports"}),
        ("Denmark is open to such a step.", {"stance/willing", "modality/may"}),
        ("The Cabinet takes note of the proposal.", {"stance/neutral"}),
        ("The Compass strengthens the Union.", {"relation/strengthens", "act/strengthen"}),
        ("The fund is set up under the Treaty.", {"relation/sets-up"}),
        ("The EU duplicates what NATO does.", {"relation/duplicates"}),
    ],
)
def test_an_english_sentence_has_the_cues_that_a_reader_sees(text, codes):
    assert codes <= found(text, "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A notable nation noted the knot.", "polarity/denied"),
        ("The goodwill mission", "modality/will"),
        ("mustard", "modality/should"),
        ("Maybe the mayor", "modality/may"),
        ("Allied forces of the estate", "unit/state"),
        ("a persona", "unit/person"),
    ],
)
def test_a_cue_is_a_whole_word(text, code):
    assert code not in found(text, "en")


def test_cues_are_those_of_the_language_of_the_document():
    assert "polarity/denied" in found("Dat is niet zo.", "nl")
    assert found("Dat is niet zo.", "en") == set()
    assert found("The Union will not act", "nl") == set()
    assert list(cues("xx")) == []


@pytest.mark.parametrize("scheme", ["polarity", "modality", "comparator", "unit", "degree"])
def test_a_code_that_is_checked_by_cue_words_has_them_in_every_language_or_in_none(scheme):
    having = {code: {iri for _, iri in cues(code) if iri.startswith(f"{CONCEPT}{scheme}/")} for code in ("nl", "en")}
    assert having["nl"] == having["en"]
    assert having["en"]


def test_what_a_document_calls_itself_is_no_name_of_it_in_another():
    own = f"/document/{LETTER}"
    mine = {name for name, iri in names(LETTER) if iri.endswith(own)}
    others = {name for name, iri in names("some-note") if iri.endswith(own)}
    assert "deze kabinetsreactie" in mine - others
    assert "BZDOC-1754443015-75" in others


@pytest.mark.parametrize(
    ("text", "code", "codes"),
    [
        ("Sverige ska bidra med 150 soldater.", "sv", {"modality/will", "unit/person"}),
        ("Vi stöder inte förslaget.", "sv", {"polarity/denied", "stance/declines"}),
        (
            "Minst 2 procent av BNP bör avsättas varje år.",
            "sv",
            {"comparator/at-least", "modality/should", "unit/percent-gdp"},
        ),
        ("EU kan göra mer än så.", "sv", {"modality/may", "comparator/more-than"}),
        (
            "Deutschland wird bis zu 5 Milliarden Euro bereitstellen.",
            "de",
            {"modality/will", "comparator/at-most", "unit/euro"},
        ),
        ("Wir lehnen eine solche Armee ab und wollen keine.", "de", {"polarity/denied", "modality/will"}),
        (
            "Die Mitgliedstaaten sollten mindestens 20 Prozent ausgeben.",
            "de",
            {"modality/should", "unit/state", "unit/percent"},
        ),
        ("We investeren €3 miljard.", "nl", {"unit/euro"}),
    ],
)
def test_swedish_german_and_the_euro_sign_have_their_cues(text, code, codes):
    assert codes <= found(text, code)
    assert not {"polarity/denied", "modality/should"} & found(text, {"sv": "de", "de": "sv", "nl": "sv"}[code])


def test_a_code_has_swedish_cues_where_it_has_german_ones():
    for scheme in ("polarity", "modality", "comparator", "bindingness", "stance"):
        having = {
            code: {i for _, i in cues(code) if i.startswith(f"{CONCEPT}{scheme}/")} for code in ("nl", "en", "de", "sv")
        }
        assert having["de"] == having["sv"] == having["en"], scheme


@pytest.mark.parametrize(
    ("idiom", "sentence", "code"),
    [
        ("not least", "We act, {} for Ukraine.", "en"),
        ("niet in de laatste plaats", "Dat geldt {} voor Oekraïne.", "nl"),
        ("inte minst", "Det gäller {} Ukraina.", "sv"),
        ("nicht zuletzt", "Das gilt {} für die Ukraine.", "de"),
    ],
)
def test_an_idiom_denies_nothing_and_a_denial_beside_it_still_does(idiom, sentence, code):
    word = idiom.split()[0]
    assert "polarity/denied" not in found(sentence.format(idiom), code)
    assert "polarity/denied" in found(f"{sentence.format(idiom)} {word}", code)


def test_an_idiom_hides_no_cue_that_holds_it():
    pairs = [("not", "denied"), ("not least", "above-all")]
    assert scan("We act, not least here.", language("en"), [], pairs).cues == ("above-all",)


def test_words_of_a_layout_that_are_no_cue_there_show_nothing():
    words = cues_of([("not", "denied"), ("can", "may")], idioms=["as can be"])
    assert words.found("As quiet as can be, we do not move.") == {"denied"}


def test_what_is_important_or_a_country_in_swedish_need_not_be_asked_for_or_be_counted():
    assert not {"modality/should", "unit/state"} & found("Nato är en viktig allians för vårt land.", "sv")
    assert "modality/should" in found("Det är viktigt att EU agerar.", "sv")
    assert "unit/state" in found("Tio länder deltar.", "sv")


@pytest.mark.parametrize(
    ("text", "code", "things"),
    [
        ("Sveriges stöd till Ukraina", "sv", {"actor/swe", "actor/ukr"}),
        ("Ett Natomedlemskap", "sv", {"actor/nato"}),
        ("Österrikes väg", "sv", {"actor/aut"}),
        ("Deutschlands Haltung gegenüber Österreich", "de", {"actor/deu", "actor/aut"}),
        ("Die niederländischen und schwedischen Minister", "de", {"actor/nld", "actor/swe"}),
        ("Deutsch-französische Brigade", "de", {"actor/deu", "actor/fra"}),
        ("Det svenska och tyska förslaget", "sv", {"actor/swe", "actor/deu"}),
        ("Ett brittiskt fartyg", "sv", {"actor/gbr"}),
    ],
)
def test_names_have_the_endings_of_the_language(text, code, things):
    told = scan(text, language(code), list(names("some-note", code))).entities
    assert things <= {iri.removeprefix(ID) for iri in told}


def test_an_adjective_is_no_part_of_a_longer_word():
    for text, code in (
        ("Niederdeutschland", "de"),
        ("Finskan är svår, försvenskad", "sv"),
        ("die Verdeutschung", "de"),
    ):
        assert scan(text, language(code), list(names("some-note", code))).entities == ()


def test_a_parted_cue_is_found_around_a_subject_but_not_before_another_clause():
    assert "modality/will" in found("Nu kommer vi att agera.", "sv")
    assert "modality/will" in found("Därför kommer Sverige också att bidra.", "sv")
    assert "modality/will" not in found("De kommer hit för att arbeta.", "sv")
    assert "modality/will" not in found("De kommer från länder som vi vet att vi känner.", "sv")


@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("£3 billion", "en", "pound"), ("two million pounds", "en", "pound"), ("3 miljoner pund", "sv", "pound"),
        ("5 Millionen Pfund", "de", "pound"), ("vijf miljoen pond", "nl", "pound"), ("tio miljarder kronor", "sv", "krona"),
        ("two recommendations", "en", "recommendation"), ("zwei Empfehlungen", "de", "recommendation"),
    ],
)  # fmt: skip
def test_what_is_counted_is_found(text, code, unit):
    assert f"unit/{unit}" in found(text, code)


def test_an_ending_of_one_language_is_none_of_another():
    assert scan("Swedens", language("en"), [("Sweden", "swe")]).entities == ()
    assert scan("Natomedlemskap", language("nl"), [("Nato", "nato")]).entities == ()
