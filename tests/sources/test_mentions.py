"""Numbers, dates, abbreviations and names are found as a Dutch reader reads them."""

from decimal import Decimal

import pytest

from foederis.sources.mentions import scan

NAMES = [("EU", "eu"), ("MPCC", "mpcc"), ("Raad van de EU", "council"), ("bijstand", "assistance"), ("Frans", "fr")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("een bedrag van 7,014 miljard euro", {"7.014", "7014000000"}),
        ("60.000 militairen binnen 60 dagen", {"60000", "60"}),
        ("maximaal 2500 man", {"2500"}),
        ("1,48% van het bbp", {"1.48"}),
        ("ongeveer de helft van de twintig", {"0.5", "20"}),
        ("één kleine missie, in de tweede helft", {"1", "2", "0.5"}),
        ("590 miljoen (500 miljoen en 90 miljoen)", {"590", "590000000", "500", "500000000", "90", "90000000"}),
        ("geen getal", set()),
    ],
)
def test_numbers_are_values(text, numbers):
    assert set(scan(text, []).numbers) == {Decimal(n) for n in numbers}


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
def test_dates_are_edtf(text, dates):
    assert set(scan(text, []).dates) == dates


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
    assert set(scan(text, NAMES).entities) == found


def test_abbreviations_are_runs_of_capitals():
    assert scan("De MPCC, het EI2 en de P5 in Den Haag", []).abbreviations == ("EI2", "MPCC", "P5")
