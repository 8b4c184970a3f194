"""Ordered colours: equal steps, that colour-blind readers and a grey printer tell apart, with text that can be read."""

import itertools

import pytest

from foederis import export
from foederis.export import scales
from foederis.export.palette import RESPONSES, contrast, ramp, upon
from foederis.namespaces import ID

RAMPS = [(-3, 3), (0, 4), (0, 3), (0, 1), (-1, 1), (0, 11), (-5, 5)]


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def lightness(colour: str) -> float:
    """Return L* of CIELAB: what is left in grey."""
    red, green, blue = linear(colour)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def without_red(colour: str) -> tuple[float, ...]:
    """Return what who does not see red or green apart gets: yellow (both together) and blue, in linear light."""
    red, green, blue = linear(colour)
    return (0.3 * red + 0.7 * green, blue)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize(("low", "high"), RAMPS)
def test_the_degrees_of_a_scale_darken_in_equal_steps_from_naught(low, high, lines):
    found = ramp(low, high, lines)
    assert list(found) == list(range(low, high + 1))
    up = [lightness(found[n]) for n in range(high + 1)]
    down = [lightness(found[n]) for n in range(-1, low - 1, -1)]
    for arm in (up, down):
        steps = [one - two for one, two in itertools.pairwise(arm)]
        assert all(step == pytest.approx(steps[0], abs=1.2) for step in steps)
        assert all(step > 2.5 for step in steps)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize(("low", "high"), RAMPS[:5])
def test_no_two_degrees_are_one_grey(low, high, lines):
    greys = sorted(lightness(colour) for colour in ramp(low, high, lines).values())
    assert all(b - a > 5 for a, b in itertools.pairwise(greys))


def test_for_and_against_are_told_apart_by_who_does_not_see_red_and_green_apart():
    found = ramp(-3, 3)
    for degree in (1, 2, 3):
        yellow, blue = without_red(found[degree])
        assert blue > yellow, "what is for is blue"
        yellow, blue = without_red(found[-degree])
        assert yellow > blue, "what is against is yellow or brown"


@pytest.mark.parametrize(("low", "high"), RAMPS)
def test_text_can_be_read_on_each_degree_and_each_line_on_paper(low, high):
    for colour in ramp(low, high).values():
        assert contrast(upon(colour), colour) >= 4.5
    for colour in ramp(low, high, lines=True).values():
        assert contrast(colour, "#ffffff") >= 3


def test_declined_is_not_the_palest_and_partly_is_not_green():
    found = {name: ramp(-3, 3)[degree] for name, degree in RESPONSES.items()}
    greys = {name: lightness(colour) for name, colour in found.items()}
    assert max(greys, key=greys.get) == "deferred"
    assert sorted(greys, key=greys.get)[:2] == ["accepted", "declined"]
    for colour in found.values():
        red, green, blue = linear(colour)
        assert not (green > red and green > blue)


def test_a_degree_has_the_place_of_the_code_list_whatever_the_answer_has(store):
    concept = f"{ID}concept/"
    assert scales.degree(f"{concept}bindingness/result", store) == scales.Degree(3, 0, 4)
    assert scales.degree(f"{concept}stance/declines", store) == scales.Degree(-3, -3, 3)
    assert scales.degree(f"{concept}modality/is", store) is None
    assert scales.degree(f"{ID}actor/nld", store) is None
    assert scales.degree("no IRI", store) is None


def test_every_kind_of_response_of_the_code_list_has_its_place(store):
    scheme = f"{ID}concept/response-kind"
    kinds = {q.subject.value for q in store.quads_for_pattern(None, None, None, None) if q.object.value == scheme}
    kinds = {one.removeprefix(f"{scheme}/") for one in kinds if one.startswith(f"{scheme}/")}
    diagnoses = {"diagnosis-shared"}
    assert kinds - diagnoses == set(RESPONSES)


def test_degrees_stand_in_their_order_in_a_graph_file_and_have_the_colours_of_the_scale():
    view = export.view("commitments")
    ordered = view.graph["ordered"].split("\n")
    assert ordered == ["examine", "effort", "result", "bound by agreement"]
    color = {a["label"]: a["color"] for *_, a in view.edges(data=True)}
    assert [color[word] for word in ordered] == list(ramp(0, 4, lines=True).values())[1:]
    assert color["about"] not in ramp(0, 4, lines=True).values()
