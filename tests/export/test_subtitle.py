"""What a picture was asked for is said in words, those of the question file, in both languages."""

from xml.etree import ElementTree as ET

import pytest

from foederis import export, queries
from foederis.errors import BadUse
from foederis.export import numerals
from foederis.export.subtitle import subtitle
from foederis.queries import Parameter

SVG = "{http://www.w3.org/2000/svg}"
PARAMETERS = [
    pytest.param(parameter, id=f"{name}-{parameter.name}")
    for name, asked in export.known().items()
    for parameter in asked.parameters
    if parameter.type != "lang"
]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_each_parameter_of_a_view_or_chart_has_words_in_both_languages(parameter: Parameter):
    """Add to the parameter in the question file: `words: {en: "as of {}", nl: "op {}"}`."""
    assert set(parameter.words) == {"en", "nl"}
    assert all(words.count("{}") == 1 and words != "{}" for words in parameter.words.values())


@pytest.mark.parametrize(
    ("name", "values", "english", "dutch"),
    [
        ("participation", {}, "As of 5 October 2020", "Op 5 oktober 2020"),
        (
            "participation", {"asof": "2019-03-01", "group": "EU"},
            "As of 1 March 2019, taking part in: European Union", "Op 1 maart 2019, deelname aan: Europese Unie",
        ),
        ("participation", {"group": "any"}, "As of 5 October 2020", "Op 5 oktober 2020"),
        ("legal", {}, "", ""),
        ("together", {"atleast": "3"}, "In at least 3 sentences", "In ten minste 3 zinnen"),
        ("supports", {"holder": "actor:aiv"}, "As said by: Advisory Council on International Affairs",
         "Volgens: Adviesraad Internationale Vraagstukken"),
        ("timeline-chart", {"since": "2020-01-01", "lang": "nl"}, "From 1 January 2020 on", "Vanaf 1 januari 2020"),
        ("scoreboard-chart", {"recommendation": "recommendation 5"}, "On: AIV advice 112, recommendation 5", "Over: AIV-advies 112, aanbeveling 5"),
    ],
)  # fmt: skip
def test_the_values_are_told_by_name_and_day(name, values, english, dutch, store):
    asked = export.known()[name]
    assert subtitle(asked, values, "en", store) == english
    assert subtitle(asked, values, "nl", store) == dutch


def test_a_value_that_does_not_fit_is_refused(store):
    with pytest.raises(BadUse, match="cannot be 'soon'"):
        subtitle(queries.questions("views")["participation"], {"asof": "soon"}, "en", store)


def test_the_words_stand_in_the_picture_the_title_of_files_and_the_table_and_no_parameter_does():
    values = {"asof": "2020-10-01", "group": "PESCO"}
    root = ET.fromstring(export.export("participation", values, "svg", "nl")[""])
    texts = "\n".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    line = "Op 1 oktober 2020, deelname aan: Permanente gestructureerde samenwerking"
    assert line in texts
    assert line in root.find(f"{SVG}desc").text
    for form in ("graphml", "gexf", "dot", "mermaid", "md", "cytoscape"):
        text = export.export("participation", values, form, "nl")[""].decode()
        assert line.split(":")[0] in text, form  # Mermaid writes a colon by its number
        assert "asof" not in text, form


@pytest.mark.parametrize(
    ("start", "end", "english", "dutch"),
    [
        ("2020-10-05", "2020-10-05", "5 October 2020", "5 oktober 2020"),
        ("2021-01-01", "2027-12-31", "1 January 2021 to 31 December 2027", "1 januari 2021 tot en met 31 december 2027"),
        ("2016-01-01", "", "since 1 January 2016", "sinds 1 januari 2016"),
        ("", "2024-12-31", "until 31 December 2024", "tot en met 31 december 2024"),
        ("", "", "no day given", "geen dag gegeven"),
    ],
)  # fmt: skip
def test_a_time_is_told_in_words_and_an_open_end_is_said(start, end, english, dutch):
    assert numerals.within(start, end, "en") == english
    assert numerals.within(start, end, "nl") == dutch
