"""The characters of the normalised form are the same, whichever way they are made."""

from hypothesis import given
from hypothesis import strategies as st

from foederis.sources.normalise import normalise, plain

HARD = st.sampled_from("0123,.,. 5_\u00b2\u00bd\u1369\u0301\u0345\u0130\u0131\u00df\ufb01\u00ad")


@given(st.text(st.one_of(HARD, st.characters()), max_size=30))
def test_plain_is_the_text_of_the_normalised_form(text):
    assert plain(text) == normalise(text).text


def test_a_comma_stays_between_two_digits_alone():
    assert plain("1,5 of 1, 5, en 15.") == "1,5of15en15"
    assert plain("\u0661,\u0665") == normalise("\u0661,\u0665").text
