"""The views with many things are readable at the width of a page, and nothing of them is left out."""

from collections import Counter

import networkx as nx
import pytest
from matplotlib.text import Text

from foederis.export.drawing import between, figures
from tests.export.drawing.looks import faults
from tests.export.drawing.test_figures import figure, network, seen

PAGE = 700  # pixels; a page of A4 is 595 points wide


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["legal", "eu-and-nato"])
def test_at_page_width_no_text_is_smaller_than_nine_pixels(name, language):
    made = figure(name, language)
    smallest = min(one.get_fontsize() for one in made.findobj(Text) if one.get_text())
    assert smallest * PAGE / (made.get_figwidth() * 72) >= 9


def words(made) -> str:
    return " ".join(one.get_text() for one in made.findobj(Text))


@pytest.mark.parametrize("name", ["legal", "eu-and-nato"])
def test_every_thing_and_every_line_is_there(name):
    view, made = seen(name, "en"), figure(name, "en")
    said = Counter(words(made).replace("-\n", "").split())
    for key in view:
        for word in str(view.nodes[key]["label"]).split():
            assert said[word] or any(word.startswith(part.rstrip("-")) for part in said if part.endswith("-")), word
    texts = [part for one in made.findobj(Text) for part in one.get_text().split(", ")]
    relations = Counter(label for _, _, label in {(s, t, a["label"]) for s, t, a in view.edges(data=True)})
    for relation, count in relations.items():
        assert texts.count(relation) >= count, relation


@pytest.mark.parametrize(
    "edges",
    [
        [("p", "a", "x"), ("a", "q", "a relation with a very long name that goes on"), ("q", "a", "y")],
        [("p", "q", "x"), ("q", "p", "y")],
        [("p", "a", "x"), ("p", "b", "x"), ("b", "p", "x"), ("q", "c", "y")],
        [(one, f"n{i}", f"word {i % 3}") for i in range(60) for one in "pq"],
    ],
)
def test_what_stands_between_two_things_can_be_drawn_and_read(edges):
    view = network(edges, p="A pole", q="An organization with a name of manywordswrittentogether")
    view.graph |= {"layout": "poles", "poles": "p q"}
    assert faults(figures.of_view(view, "en")) == []


def test_a_view_without_its_poles_or_with_other_lines_is_drawn_in_layers():
    for edges in ([("a", "b", "x")], [("p", "a", "x"), ("a", "q", "x"), ("a", "b", "y")]):
        view = network(edges)
        view.graph |= {"layout": "poles", "poles": "p q"}
        canvas, _, _ = between.draw(view, "en")
        assert canvas.width > 0
        assert faults(figures.of_view(view, "en")) == []


@pytest.mark.parametrize(
    "edges",
    [
        [("a", "a", "x")],
        [("a", "b", "x"), ("a", "b", "y"), ("b", "a", "x")],
        [(f"s{i}", f"t{j}", f"word {(i + j) % 4}") for i in range(9) for j in range(9)],
        [("a", "long", "x"), ("long", "b", "x"), ("long a", "c", "x")],
    ],
)
def test_a_list_of_what_leads_where_can_be_read_and_has_each_line(edges):
    long = "A thing with a name that is so long that it takes more than the one line that it has"
    view = network(edges, **{"a": long, "long": " ".join([long] * 4), "long a": " ".join([long] * 3)})
    view.graph["layout"] = "list"
    made = figures.of_view(view, "en")
    assert faults(made) == []
    assert isinstance(view, nx.MultiDiGraph)
    texts = [part for one in made.findobj(Text) for part in one.get_text().split(", ")]
    for relation, count in Counter(word for *_, word in edges).items():
        assert texts.count(relation) == count
