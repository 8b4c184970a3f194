"""What a narrow window shows: rows of a table as cards, each cell with the head of its column, from one rule for a column."""

import gzip
import re

import pytest

from foederis import queries, templates
from foederis.answers.listing import grouped
from foederis.site import pages
from foederis.site.things import Site

HOSTILE = 'a"b\\c\n</style><script>x</script>'


def test_a_head_stands_in_the_style_as_text_and_ends_nothing():
    asked = '{% import "macros.html" as m %}{{ m.heads([told]) }}'
    page = templates._environment().from_string(asked).render(told=HOSTILE)
    assert page.count("</style>") == 1
    (said,) = re.findall(r'content:"([^"]*)"', page)
    assert re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), said) == "A" + HOSTILE[1:]


INCLUDED = re.compile(r'{% include "([^"]*)" %}')
WHOLE = {path.name: path.read_text(encoding="utf-8") for path in sorted(templates.FOLDER.glob("*.html"))}
PARTS = {name for text in WHOLE.values() for name in INCLUDED.findall(text)}


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - PARTS))
def test_a_table_whose_rows_are_cards_has_the_heads_of_its_columns(name):
    text = INCLUDED.sub(lambda found: WHOLE[found[1]], WHOLE[name])
    if "<thead>" in text and re.search(r'<table class="[^"]*\brows\b', text):
        assert "m.heads(" in text


def test_the_groups_of_questions_are_called_by_their_dutch_names_on_dutch_pages():
    listed = dict(pages._lists(queries.questions(), Site([], "0")))
    dutch, english = (listed[f"{root}q/index.html"].decode() for root in ("nl/", ""))
    assert '<section id="recommendations"><h2>Aanbevelingen</h2>' in dutch
    assert '<section id="recommendations"><h2>Recommendations</h2>' in english
    for group in grouped(queries.questions()):
        assert f"<h2>{group}</h2>" in english
        assert f"<h2>{group}</h2>" not in dutch


def test_the_stylesheet_is_at_most_6_kb_on_the_wire():
    assert len(gzip.compress(templates.style().encode(), 9, mtime=0)) <= 6_000
