"""Names, aliases, cues and who speaks are those of the document and its language, and of no other."""

import shutil
from pathlib import Path

import pytest

from foederis import rooms, sources
from foederis.namespaces import CONCEPT, ID
from foederis.sources.generate import bringing, names
from foederis.sources.language import codes, language
from foederis.sources.layout import read_layout
from foederis.sources.mentions import scan
from tests.conftest import LETTER

LAYOUT = """
document = "harbour"
language = "en"
speaker = ["actor/harbour"]
[title]
nl = "haven"
en = "harbour"
[[alias]]
words = ["the plan"]
means = ["topic/plan"]
sections = ["7.1"]
[[cue]]
words = ["we"]
code = "modality/will"
[[section]]
name = "7.1.2"
nl = "zeven"
en = "seven"
starts = "x"
[[section]]
name = "8"
nl = "acht"
en = "eight"
starts = "y"
speaker = ["actor/pier"]
addressee = ["actor/harbour"]
"""


@pytest.fixture
def layout(tmp_path: Path):
    (tmp_path / "layout.toml").write_text(LAYOUT, encoding="utf-8")
    return read_layout(tmp_path / "layout.toml")


def mentioned(text: str, layout, section: str) -> set[str]:
    return {iri.removeprefix(ID) for iri in scan(text, language("en"), layout.names(section)).entities}


def test_we_is_who_speaks_in_the_document_or_in_the_section(layout):
    assert mentioned("We will build our pier.", layout, "7.1.2") == {"actor/harbour"}
    assert mentioned("I will build you a pier.", layout, "8") == {"actor/pier", "actor/harbour"}
    assert mentioned("You will build a pier.", layout, "7.1.2") == set(), "nobody is said to be spoken to there"
    assert mentioned("The US and the weather", layout, "8") == set(), "US is not us"


def test_an_alias_holds_in_its_section_and_those_below(layout):
    assert mentioned("They keep the plan.", layout, "7.1.2") == {"topic/plan"}
    assert mentioned("They keep the plan.", layout, "8") == set()
    assert layout.cues[0].code == f"{CONCEPT}modality/will"


def test_a_description_is_a_name_only_where_the_thing_is_shown_to_exist():
    mine, other = set(names(LETTER)), set(names("se-jonson-clingendael-2023-11-09", "nl"))
    advice = ("Het advies", f"{ID}document/aiv-112")
    assert advice in mine - other
    assert ("het kabinet", f"{ID}actor/nl-cabinet") in mine - other
    assert ("kabinet", f"{ID}actor/nl-cabinet") in mine & other


def test_the_words_of_one_text_for_what_it_speaks_of_are_no_names_elsewhere():
    mine, new = set(names(LETTER)), set(names("a-new-letter"))
    agreement = ("akkoord", f"{ID}event/european-council-2020-07")
    assert agreement in mine - new, "an agreement in another text is another one"
    assert ("Daarvoor", f"{ID}topic/reliable-ally-netherlands") in mine - new
    assert ("defensie-uitgaven", f"{ID}topic/defence-expenditure") in mine & new, "a name that it has is one anywhere"
    assert ("Brexit", f"{ID}event/brexit") in mine & new
    assert ("Nederlandse", f"{ID}actor/nld") in mine & new, "an actor is called so in any text"


def test_names_are_those_of_the_languages_that_stand_in_a_text():
    english, dutch = set(names("some-speech", "en")), set(names("some-letter", "nl"))
    assert ("European Union", f"{ID}actor/eu") in english & dutch
    assert ("Europese Unie", f"{ID}actor/eu") in dutch - english


def test_the_case_of_the_words_of_a_name_differs_from_text_to_text():
    name = [("Europese Veiligheidsraad", "x")]
    spoken = language("nl")
    assert scan("een Europese veiligheidsraad", spoken, name).entities == ("x",)
    assert scan("een europese veiligheidsraad", spoken, name).entities == ("x",)
    assert scan("Bijlage I", spoken, [("bijlage I", "x")]).entities == (), "what differs in a number is another name"
    assert scan("de eu", spoken, [("EU", "x")]).entities == ()


def test_figures_of_a_table_in_millions_are_amounts_in_full_too():
    found = scan("Defensie | 500 | 1.900", language("nl"), [], power=6).numbers
    assert {int(number) for number in found} == {500, 1900, 500_000_000, 1_900_000_000}


@pytest.mark.parametrize("code", codes())
def test_every_language_says_who_speaks(code):
    spoken = language(code)
    assert code in spoken.names_in
    assert len(spoken.first_person) > 3
    assert not set(spoken.first_person) & set(spoken.second_person)


@pytest.mark.parametrize("document", sources.documents())
def test_what_is_held_has_a_fresh_mention_index(document):
    for one in sources.held(document):
        made = sources.mention_index(document, sources.read_text(one.path))
        shipped = (sources.folder(document) / "mentions.trig").read_text(encoding="utf-8")
        assert made == shipped, "run: make generate"


def test_a_name_that_came_with_a_document_is_looked_for_in_it_and_where_the_layout_says_so(tmp_path, monkeypatch):
    named = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/foederis/id/graph/reference/topics> {
    <https://w3id.org/foederis/id/topic/quay> skos:prefLabel "kade"@nl , "quay"@en .
    <https://w3id.org/foederis/id/period/2031-05-04> skos:prefLabel "4 mei 2031"@nl , "4 May 2031"@en .
}
"""
    for name in rooms.NAMES:
        (tmp_path / name).symlink_to(rooms.room(name))
    (tmp_path / "graph").unlink()
    shutil.copytree(rooms.room("graph"), tmp_path / "graph")
    monkeypatch.setenv("FOEDERIS_ROOMS", str(tmp_path))
    (tmp_path / "graph" / "reference" / f"{LETTER}-2.trig").write_text(named, encoding="utf-8")
    quay = ("kade", f"{ID}topic/quay")
    assert quay in set(names(LETTER))
    assert "4 mei 2031" not in {name for name, _ in names(LETTER)}, "a day is a date of a sentence and no thing in it"
    assert quay not in set(names("harbour"))
    assert quay in set(names("harbour", names_from=bringing()))
    assert bringing() == (LETTER,)
