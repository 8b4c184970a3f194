"""What is said beside the graph is said in both languages."""

import re
import tomllib

import pytest

from foederis.export.phrases import FILE, phrases

PARTS = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_each_phrase_is_there_in_both_languages_with_the_same_places_to_fill(part):
    assert list(phrases(part, "nl")) == list(phrases(part, "en")) == list(PARTS[part])
    for key, told in PARTS[part].items():
        assert set(told) == {"en", "nl"}, key
        assert all(text.strip() for text in told.values()), key
        holes = [sorted(re.findall(r"\{\w*\}", told[language])) for language in ("en", "nl")]
        assert holes[0] == holes[1], key
