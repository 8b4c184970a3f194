"""Names as readers type them: one thing each, or an error that names those it can be, or what is near."""

import csv
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis import graph, rooms, terms
from foederis.errors import AnotherKind, BadUse
from foederis.graph import spelling
from foederis.namespaces import CONCEPT, FOED, ID, RDF, SKOS
from foederis.sources.generate import names as scanned_names

LIST = Path(__file__).parents[1] / "expected" / "names.tsv"
BLIND = LIST.with_name("names-blind.tsv")
SECOND = LIST.with_name("names-second.tsv")


def listed(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


ROWS = listed(LIST)
LOOK_UP = rooms.room("graph") / "reference" / "names.trig"


def tried(store: ox.Store, name: str) -> str:
    """Return the thing that a name stands for, or those of which the error says that it can be."""
    try:
        return terms.short(graph.find(store, name))
    except BadUse as error:
        choices = error.remedy.removeprefix("Say which: ").split("; ") if "can mean" in error.what else []
        return " ".join(sorted(choice.split(" (")[0] for choice in choices))


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_a_name_of_plain_letters_is_folded_as_one_with_an_accent_is(name):
    assert spelling.fold(f"{name} é").split() == [*spelling.fold(name).split(), "e"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_names_that_readers_type_stand_for_what_they_mean(language, store):
    names = [row for row in ROWS if row["language"] == language]
    assert len(names) >= 200
    assert {row["name"]: tried(store, row["name"]) for row in names} == {row["name"]: row["thing"] for row in names}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_at_least_195_of_200_names_stand_for_one_thing(language):
    things = [row["thing"] for row in ROWS if row["language"] == language]
    assert sum(bool(thing) and " " not in thing for thing in things) >= len(things) * 195 / 200


@pytest.mark.parametrize(
    ("language", "missed"),
    [
        (
            "nl",
            {
                "minister van Buitenlandse Zaken": "actor:nl-min-bz",
                "minister van Defensie": "actor:nl-min-def",
            },
        ),
        (
            "en",
            {
                "nuclear deterrent": "",
                "Minister of Foreign Affairs": "actor:nl-min-bz",
                "Minister of Defence": "actor:nl-min-def",
            },
        ),
    ],
)
def test_at_least_195_of_200_names_of_a_reader_who_saw_no_list_stand_for_what_was_meant(language, missed, store):
    """A name whose thing is not in the graph counts as missed, whatever is answered."""
    names = {row["name"]: row["thing"] for row in listed(BLIND) if row["language"] == language}
    found = {name: tried(store, name) for name in names}
    right = [name for name, thing in names.items() if thing and found[name] == thing]
    assert len(names) == 200
    assert {name: found[name] for name in names if name not in right} == missed
    assert len(right) >= 195


def test_what_another_reader_typed_of_all_documents_stands_for_what_was_meant(store):
    rows = listed(SECOND)
    assert len(rows) >= 200
    assert [(row["name"], tried(store, row["name"])) for row in rows] == [(row["name"], row["thing"]) for row in rows]


@pytest.mark.parametrize(
    "name", ["Tweede Kamer", "House of Representatives", "the House", "representative", "Buitenlandse Zaken en Boswijk"]
)
def test_a_body_or_half_an_office_is_no_person(name, store):
    assert "actor:boswijk" not in tried(store, name)
    assert "actor:borrell" not in tried(store, name)


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("Swedish defence minister", "actor:pal-jonson"), ("voorzitter van de Europese Commissie", "actor:von-der-leyen"),
        ("EU sanctions envoy", "actor:osullivan"), ("President of Azerbaijan", "actor:aliyev"), ("Boswijk (CDA)", "actor:boswijk"),
        ("Hoge Vertegenwoordiger", "actor:high-representative"), ("High Representative Borrell", "actor:borrell"),
    ],
)  # fmt: skip
def test_an_office_stands_for_who_holds_it_where_no_other_actor_is_called_so(name, thing, store):
    assert tried(store, name) == thing


def test_a_word_of_the_ontology_is_meant_where_no_thing_is_called_so(store):
    assert tried(store, "coalition agreement").startswith("document:")
    assert graph.resolve(store, "Coalitieakkoord", "foed:Document").reading == ""
    assert tried(store, "Commitment") == "concept/unit/commitment foed:Commitment"
    assert tried(store, "Presidency") == "foed:Presidency"


@pytest.mark.parametrize(
    "name",
    [
        "Article 42(7)", "article 42 (7) of the TEU", "Article 42, paragraph 7", "Art. 42(7) TEU", "TEU 42(7)", "42.7 VEU",
        "VEU 42.7", "42 lid 7 VEU", "artikel 42 lid 7 van het VEU", "art. 42, lid 7 VEU", "ART 42 LID 7",
        "paragraph 7 of Article 42 TEU", "artikel 42, zevende lid" , "Article 42.7 of the Treaty on European Union",
        "lid 7 van artikel 42 van het Verdrag betreffende de Europese Unie",
    ],
)  # fmt: skip
def test_an_article_is_found_in_whichever_way_it_is_cited(name, store):
    assert graph.find(store, name) == f"{ID}provision/teu-42-7"


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("artikel 42 VEU", "provision:teu-42"),
        ("Article 5 of the North Atlantic Treaty", "provision:nat-5"),
        ("NAVO-verdrag artikel 5", "provision:nat-5"),
        ("artikel VI van het Non-Proliferatieverdrag", "provision:npt-6"),
        ("article 6 NPT", "provision:npt-6"),
        ("222(3) TFEU", "provision:tfeu-222-3"),
        ("article 99 TEU", ""),
        ("artikel 42 VWEU", ""),
        ("article 43(7)", ""),
    ],
)
def test_another_article_is_another_thing(name, thing, store):
    assert tried(store, name) == thing


@pytest.mark.parametrize(
    "names",
    [
        ("the EU's", "EU", "de EU", "European Union", "european union"),
        ("F35", "F-35", "f 35"),
        ("defence spending", "Defense Spending", "the defence spending"),
        ("standardisation", "standardization"),
        ("defensie-uitgaven", "defensieuitgaven", "defensie uitgaven", "de defensie-uitgaven"),
        ("hybrid threat", "hybrid threats", "hybrid-threats"),
        ("European Defence Fund (EDF)", "EDF", "the European Defense Fund"),
        ("Berlijn+", "Berlijn-plus", "Berlijn Plus-afspraken"),
        ("2% norm", "2 per cent norm", "2-percent norm", "two percent norm"),
        ("Secretary General of NATO", "NATO Secretary-General", "the secretary general of NATO"),
        ("minister Blok", "Blok", "Stef Blok"),
        ("trans-Atlantische betrekkingen", "transatlantische betrekkingen"),
        ("Franse EU-voorzitterschap", "Frans EU-voorzitterschap", "het Franse EU-voorzitterschap"),
    ],
)
def test_spellings_of_one_name_are_one_thing(names, store):
    assert len({graph.find(store, name) for name in names}) == 1


@pytest.mark.parametrize(
    ("name", "thing", "reading"),
    [
        ("PESCO", "instrument:pesco", ""),
        ("the MPCC", "instrument:mpcc", ""),
        ("EU Strategic Compass", "instrument:strategic-compass", "Strategic Compass"),
        ("EU Global Strategy 2016", "instrument:eugs", "EU Global Strategy"),
        ("amphibious force", "actor:uk-nl-amphibious-force", "UK/NL Amphibious Force"),
        ("article 222", "provision:tfeu-222", "Article 222 TFEU"),
    ],
)
def test_a_name_that_is_only_near_is_told_in_full(name, thing, reading, store):
    found = graph.resolve(store, name)
    assert (terms.short(found.iri), found.reading) == (thing, reading)


def test_a_name_of_two_things_is_refused_and_what_each_is_is_told(store):
    with pytest.raises(BadUse) as told:
        graph.find(store, "Security Council")
    assert str(told.value).splitlines() == [
        "'Security Council' can mean 2 things",
        "Say which: actor:european-security-council (European Security Council, cooperation format); "
        "actor:un-security-council (UN Security Council, body of an organisation)",
    ]


@pytest.mark.parametrize(
    "name", ["Holland House", "European army", "Verdrag van Lissabon", "NATO lasagne", "q" * 50_000]
)
def test_a_name_of_nothing_is_nothing(name, store):
    with pytest.raises(BadUse, match="nothing is called"):
        graph.find(store, name)


@pytest.mark.parametrize(
    ("name", "near"),
    [("Stategisch Kompas", "Strategisch Kompas"), ("PADRR", "PADR"), ("Norhtern Gruop", "Northern Group")],
)
def test_what_is_near_is_suggested_first(name, near, store):
    with pytest.raises(BadUse, match=f"Did you mean '{near}'"):
        graph.find(store, name)


@pytest.mark.parametrize("name", ["Hollywood", "Kremlin", "zzzz"])
def test_what_is_not_near_is_not_suggested(name, store):
    with pytest.raises(BadUse) as told:
        graph.find(store, name)
    assert told.value.remedy == "See the names: foederis ask entities"


def test_nothing_is_taken_for_the_members_of_something_else(store):
    assert "non-nato-states" not in tried(store, "NAVO-landen")
    assert tried(store, "members of EFTA") == ""


def test_a_value_of_another_kind_is_told_from_one_that_is_not_there(store):
    with pytest.raises(AnotherKind, match=r"something else: period:2016 \(2016, period\)"):
        graph.find(store, "2016", "foed:Actor")
    with pytest.raises(AnotherKind, match=r"It is something else: instrument:edf \(European Defence Fund"):
        graph.find(store, "instrument:edf", "foed:Actor")
    with pytest.raises(BadUse) as told:
        graph.find(store, "Narnia", "foed:Actor")
    assert not isinstance(told.value, AnotherKind)


@pytest.mark.parametrize(
    ("name", "kind", "iri", "stands"),
    [
        ("4", "foed:Recommendation", f"{ID}recommendation/aiv-112-4", True),
        ("4", "foed:Recommendation", f"{ID}recommendation/aiv-112-5", False),
        ("PESCO", "", f"{ID}instrument/pesco", True),
        ("2016", "foed:Actor", f"{ID}period/2016", False),
        ("Security Council", "", f"{ID}actor/un-security-council", False),
        ("", "", f"{ID}instrument/pesco", False),
    ],
)
def test_a_name_stands_for_what_it_is_found_as_and_for_nothing_else(name, kind, iri, stands, store):
    assert graph.stands_for(store, name, kind, iri) == stands


def test_a_code_is_found_in_its_list_only(store):
    assert graph.find(store, "euro", "concept:unit") == f"{ID}concept/unit/euro"
    with pytest.raises(AnotherKind, match="of the code list degree"):
        graph.find(store, "euro", "concept:degree")


def test_a_class_may_be_one_of_several(store):
    assert graph.find(store, "EDF", "foed:Actor foed:Instrument") == f"{ID}instrument/edf"
    assert {*graph.instances(store, "foed:State foed:Norm")} == {
        *graph.instances(store, "foed:State"),
        *graph.instances(store, "foed:Norm"),
    }


def test_names_to_look_by_are_of_known_things_and_say_nothing_new():
    """Each is of a thing that is described elsewhere, is not a name that it has there already, and stands there once."""
    own = {(q.subject.value, spelling.fold(q.object.value)) for q in graph.quads() if named(q, LOOK_UP)}
    described = {q.subject.value for q in graph.quads() if q.predicate.value == RDF + "type"}
    rows = [(q.subject.value, q.object.value, q.object.language) for q in graph.parse(LOOK_UP)]
    assert {iri for iri, _, _ in rows} <= described
    assert [row for row in rows if (row[0], spelling.fold(row[1])) in own] == []
    assert [row for row, times in Counter(rows).items() if times > 1] == []


def named(quad: ox.Quad, but: Path) -> bool:
    names = (SKOS + "prefLabel", SKOS + "altLabel", FOED + "abbreviation")
    return (
        isinstance(quad.object, ox.Literal) and quad.predicate.value in names and but.stem not in str(quad.graph_name)
    )


def test_a_name_to_look_by_makes_no_mention():
    scanned = {name for name, _ in scanned_names("bzdoc-1754443015-75")}
    assert "MFK" not in scanned
    assert "PESCO" in scanned


def test_a_recommendation_is_found_by_its_number_rather_than_the_section_that_answers_it(store):
    for name in ("recommendation 5", "Aanbeveling 5"):
        assert graph.find(store, name) == f"{ID}recommendation/aiv-112-5"
    assert graph.find(store, "Recommendation 5, paragraph 1") == f"{ID}passage/bzdoc-1754443015-75/rec5.p1"


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("coalition", "nl-coalitieakkoord-2021-12-15"),
        ("agreement", "nl-coalitieakkoord-2021-12-15"),
        ("clingen", "se-jonson-clingendael-2023-11-09"),
    ],
)
def test_part_of_a_name_leads_to_the_one_document_that_has_it(store, name, document):
    found = graph.resolve(store, name, "foed:Document")
    assert found.iri == f"{ID}document/{document}"
    assert found.reading


def test_part_of_the_names_of_several_documents_or_of_none_leads_to_none(store):
    with pytest.raises(BadUse, match="can mean 2 documents") as told:
        graph.resolve(store, "2023", "foed:Document")
    assert "nl-aanhangsel-387-2023-11-13" in told.value.remedy
    for name in ("the of", "nosuchword", "coalition nosuchword"):
        with pytest.raises(BadUse, match="is called"):
            graph.resolve(store, name, "foed:Document")


@pytest.mark.parametrize(
    ("name", "list_of"), [("matter:pesco", "matter"), ("change:firmer", "change"), ("stance:favours", "stance")]
)
def test_a_code_can_be_written_as_a_question_writes_its_default(name, list_of, store):
    assert graph.find(store, name, f"concept:{list_of}") == f"{CONCEPT}{name.replace(':', '/')}"
    assert graph.find(store, "actor:nld") == f"{ID}actor/nld"
    with pytest.raises(BadUse, match="is not in the graph"):
        graph.find(store, "matter:no-such", "concept:matter")
