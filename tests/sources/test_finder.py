"""Each engine finds the same words in a text, and those that a pattern alone would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.sources import mentions
from foederis.sources.finder import ENGINES, Lexicon, fold

LETTERS = "aA bBıİiſsSßKkeE.*\\(é€%"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=8)


def whole(word: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(part) for part in word.split()), re.IGNORECASE)


@pytest.mark.parametrize("engine", ENGINES)
@given(words=WORDS, text=st.text(LETTERS + "\n", max_size=40))
def test_an_engine_misses_nothing_that_the_patterns_find(engine, words, text):
    pytest.importorskip({"hyperscan": "hyperscan", "ahocorasick": "ahocorasick_rs", "plain": "re"}[engine])
    pairs = [(word, word) for word in words if word.strip()]
    expected = {word for word, _ in pairs if whole(word).search(text)}
    assert Lexicon(pairs, whole, engine).found(text) == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_nested_words_and_words_of_one_spelling_are_all_found(engine):
    pytest.importorskip({"hyperscan": "hyperscan", "ahocorasick": "ahocorasick_rs", "plain": "re"}[engine])
    pairs = [("Raad van de EU", "council"), ("EU", "eu"), ("eu", "not"), ("Raad", "x"), ("raad", "y"), ("Raad", "z")]
    found = mentions.names_of(pairs, engine).found("de Raad van\nde EU")
    assert found == {"council", "eu", "x", "z"}
    assert mentions.names_of([], engine).found("de EU") == set()


def test_an_engine_that_is_not_installed_is_passed_over(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "hyperscan", None)
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert mentions.names_of([("EU", "eu")]).found("de EU") == {"eu"}
    with pytest.raises(ImportError):
        mentions.names_of([("EU", "eu")], "hyperscan")


def test_folding_takes_case_and_white_space_away():
    assert fold("De\u00a0 Raad\n van ") == "de raad van"
