"""Numbers, dates, abbreviations and names are found as a reader of the language reads them."""

from decimal import Decimal

import pytest

from foederis.errors import BadInput
from foederis.namespaces import ID
from foederis.sources.language import codes, language
from foederis.sources.mentions import scan

NAMES = [("EU", "eu"), ("MPCC", "mpcc"), ("Raad van de EU", "council"), ("bijstand", "assistance"), ("Frans", "fr")]
NL, EN = language("nl"), language("en")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("een bedrag van 7,014 miljard euro", {"7.014", "7014000000"}),
        ("60.000 militairen binnen 60 dagen", {"60000", "60"}),
        ("1.900,5 kilometer", {"1900.5"}),
        ("maximaal 2500 man", {"2500"}),
        ("1,48% van het bbp", {"1.48"}),
        ("ongeveer de helft van de twintig", {"0.5", "20"}),
        ("één kleine missie, in de tweede helft", {"1", "2", "0.5"}),
        ("zevenentwintig lidstaten en tweeëntwintig bondgenoten", {"27", "22"}),
        ("acht landen; wij achten dat juist", {"8"}),
        ("590 miljoen (500 miljoen en 90 miljoen)", {"590", "590000000", "500", "500000000", "90", "90000000"}),
        ("geen getal", set()),
    ],
)
def test_numbers_in_dutch_are_values(text, numbers):
    assert set(scan(text, NL, []).numbers) == {Decimal(n) for n in numbers}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a total of 10.7 billion euros", {"10.7", "10700000000"}),
        ("1,900 staff within 60 days", {"1900", "60"}),
        ("1,900.5 kilometres", {"1900.5"}),
        ("EUR 7,014,000,000.50 in all", {"7014000000.50"}),
        ("1.48% of GDP, and 2 per cent later", {"1.48", "2"}),
        ("about half of the twenty-seven", {"0.5", "27"}),
        ("Twenty seven States, and five more", {"27", "5"}),
        ("both the first and the second of two billion", {"2", "1", "2000000000"}),
        ("€5bn, £10.7m and $20k", {"5", "5000000000", "10.7", "10700000", "20", "20000"}),
        ("a wall of 5m and a run of 10k", set()),
        ("a 10-billion-euro fund", {"10", "10000000000"}),
        ("the 21st century, no number", set()),
        ("often, none, tended", set()),
    ],
)
def test_numbers_in_english_are_values(text, numbers):
    assert set(scan(text, EN, []).numbers) == {Decimal(n) for n in numbers}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("op 7 februari 2020 deed", {"2020-02-07", "2020"}),
        ("op 21 juli jongstleden", {"XXXX-07-21"}),
        ("het kader 2021-2027", {"2021/2027"}),
        ("in 2016 en eind 2017", {"2016", "2017"}),
        ("Kamerstuk 21501-28-203", set()),
    ],
)
def test_dates_in_dutch_are_edtf(text, dates):
    assert set(scan(text, NL, []).dates) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("from 1 January 2025 on", {"2025-01-01", "2025"}),
        ("on January 1, 2025 it", {"2025-01-01", "2025"}),
        ("the 1st of March 2025", {"2025-03-01", "2025"}),
        ("on 3 Sept 2025", {"2025-09-03", "2025"}),
        ("on 4 Dec. 2025", {"2025-12-04", "2025"}),
        ("on 21 July last", {"XXXX-07-21"}),
        ("the framework 2021-2027", {"2021/2027"}),
        ("it may 2 of them", set()),
        ("in May 2025", {"2025"}),
        ("the 99 May files", set()),
    ],
)
def test_dates_in_english_are_edtf(text, dates):
    assert set(scan(text, EN, []).dates) == dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de EU-Battlegroup", {"eu"}),
        ("de Raad van\nde EU", {"council", "eu"}),
        ("Bijstand van de eu", {"assistance"}),
        ("een bijstandsclausule", set()),
        ("Frans-Duits", {"fr"}),
        ("een Franse zaak", set()),
    ],
)
def test_names_are_found_on_word_boundaries_and_nested_ones_too(text, found):
    assert set(scan(text, NL, NAMES).entities) == found


def test_abbreviations_are_runs_of_capitals():
    assert scan("De MPCC, het EI2 en de P5 in Den Haag", NL, []).abbreviations == ("EI2", "MPCC", "P5")


@pytest.mark.parametrize(
    ("text", "code", "numbers", "dates"),
    [
        (
            "den 9 november 2023 avsattes 1,5 miljarder kronor",
            "sv",
            {"9", "2023", "1.5", "1500000000"},
            {"2023-11-09", "2023"},
        ),
        ("60 000 soldater, tjugofem brigader", "sv", {"60000", "25"}, set()),
        ("am 7. Februar 2018: 1,5 Milliarden Euro", "de", {"7", "2018", "1.5", "1500000000"}, {"2018-02-07", "2018"}),
        ("60.000 Soldaten, fünfundzwanzig Brigaden, die Hälfte", "de", {"60000", "25", "0.5"}, set()),
    ],
)
def test_numbers_and_dates_in_swedish_and_german(text, code, numbers, dates):
    found = scan(text, language(code), [])
    assert {f"{number:f}" for number in found.numbers} == numbers
    assert set(found.dates) == dates


@pytest.mark.parametrize("code", codes())
def test_a_table_of_a_language_is_whole(code):
    table = language(code)
    assert len(set(table.months)) == 12
    assert set(table.short_months.values()) <= set(range(1, 13))
    assert table.group != table.decimal
    assert set(table.headings) == {"h", "ask", "p", "s", "q", "a", "t", "r", "c", "fn"}
    assert {str(n) for n in range(1, 13)} <= set(table.numerals.values())
    assert not [word for word in (*table.numerals, *table.scale) if word != word.casefold()]


def test_a_language_without_a_table_is_one_error_that_names_the_file_and_those_known():
    with pytest.raises(BadInput) as caught:
        language("xx", "graph/sources/note/layout.toml")
    first, second = str(caught.value).splitlines()
    assert "'xx'" in first
    assert "graph/sources/note/layout.toml" in first
    assert "en, nl" in second


@pytest.mark.parametrize(
    ("code", "text", "articles"),
    [
        ("sv", "Enligt artikel 42.7 i Fördraget om Europeiska unionen gäller det.", {"teu-42-7"}),
        ("sv", "Artikel 42.7 i EU-fördraget och artikel 222 i EUF-fördraget gäller.", {"teu-42-7", "tfeu-222"}),
        ("sv", "Se art. 5 i nordatlantiska fördraget.", {"nat-5"}),
        ("sv", "Artikel 222 i fördraget om Europeiska unionens funktionssätt gäller.", {"tfeu-222"}),
        ("sv", "Artikel 45 i fördraget om Europeiska unionens funktionssätt gäller.", set()),
        ("sv", "Artikel 42 i EU-fördraget, men inte artikel 142 i EU-fördraget.", {"teu-42"}),
        ("de", "Nach Artikel 42 Absatz 7 EUV und Art. 222 AEUV gilt das.", {"teu-42-7", "tfeu-222"}),
        (
            "de",
            "Artikel 5 des Nordatlantikvertrags und Art. 42 Abs. 7 des Vertrags über die Europäische Union.",
            {"nat-5", "teu-42-7"},
        ),
        ("nl", "Artikel 42.7 i EU-fördraget gäller.", set()),
    ],
)
def test_an_article_is_found_as_its_language_cites_it(code, text, articles):
    stem = f"{ID}provision/"
    known = [
        (f"provision {one}", stem + one) for one in ("teu-42", "teu-42-7", "teu-45", "tfeu-222", "nat-5", "protocol-10")
    ]
    assert {iri.removeprefix(stem) for iri in scan(text, language(code), known).entities} == articles
