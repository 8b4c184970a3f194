"""What `positions` tells stands alone: who reads one row reads who or what it is of, on what, in what matter, on what condition."""

import re
import unicodedata
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from foederis.namespaces import FOED, ID, RDF, SKOS

KINDS = ("Position", "Preference", "Intention")
PARTS = ("subject", "object", "matter", "condition", "prefers", "over")
# Words that point at another sentence, not the *dat* and *it* that a clause of the same sentence follows. Where one stands in a text, what it points at stands there too, by the next test.
POINTING = {
    "en": r"^(?:it(?! is for )|its|that|this|those|these|they|conversely|with it)\b|\bin (?:this|that|it|them)\b|\bsuch a\b|\bof it\b|\b(?:support|use|do)s? (?:that|it|so)\b",
    "nl": r"^(?:dat(?! (?:de|het|een) )|dit|die|deze|daar\w*|hier\w*|omgekeerd|zij)\b|\b(?:daarin|hierin|daarmee|hiermee|daarvan|daartoe|ervan(?! overtuigd)|erbij|zo'n|zulke)\b",
}
# Who is called by another name: the cabinet speaks for the Netherlands.
ACTORS = {f"{ID}actor/nld": ("netherlands", "nederland", "dutch", "cabinet", "kabinet")}


def statements(store: ox.Store) -> Iterator[str]:
    for kind in KINDS:
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + kind), ox.DefaultGraph()
        ):
            yield quad.subject.value


def values(store: ox.Store, thing: str, prop: str) -> list[ox.NamedNode | ox.Literal]:
    found = store.quads_for_pattern(ox.NamedNode(thing), ox.NamedNode(prop), None, ox.DefaultGraph())
    return [quad.object for quad in found]


def stems(text: str) -> set[str]:
    """Return the first letters of the words of a text that tell something."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return {word[:5] for word in re.findall(r"[a-z0-9]{2,}", plain) if word not in IDLE} - (IDLE - {"under"})


# Words that name nothing, by their first letters.
IDLE = {
    "an",
    "and",
    "as",
    "betwe",
    "bij",
    "by",
    "de",
    "dat",
    "die",
    "een",
    "en",
    "europ",
    "for",
    "from",
    "het",
    "in",
    "is",
    "its",
    "met",
    "more",
    "of",
    "on",
    "op",
    "other",
    "over",
    "such",
    "te",
    "than",
    "that",
    "the",
    "to",
    "uit",
    "under",
    "van",
    "voor",
    "with",
}


def unnamed(store: ox.Store, statement: str, language: str) -> list[str]:
    """Return the things of a statement that no word of its text names."""
    texts = [t.value for t in values(store, statement, FOED + "paraphrase") if t.language == language]
    said = stems(texts[0])
    missing = []
    for part in PARTS:
        for thing in values(store, statement, FOED + part):
            names = [
                name.value
                for prop in ("prefLabel", "altLabel", "hiddenLabel")
                for name in values(store, thing.value, SKOS + prop)
            ] + [name.value for name in values(store, thing.value, FOED + "abbreviation")]
            words = set().union(*(stems(name) for name in names)) | stems(" ".join(ACTORS.get(thing.value, ())))
            if words and not words & said:
                missing.append(
                    f"{statement.removeprefix(ID)} ({language}): {part} {thing.value.removeprefix(ID)} is not in {texts[0]!r}"
                )
    return missing


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_text_of_a_position_names_each_thing_that_it_is_of(language, store):
    missing = [line for one in statements(store) for line in unnamed(store, one, language)]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_text_of_a_position_points_at_no_other_sentence(language, store):
    texts = {
        one: text.value
        for one in statements(store)
        for text in values(store, one, FOED + "paraphrase")
        if text.language == language
    }
    assert len(texts) > 50
    pointing = {
        one.removeprefix(ID): text for one, text in texts.items() if re.search(POINTING[language], text.lower())
    }
    assert not pointing, "\n".join(f"{one}: {text}" for one, text in pointing.items())
