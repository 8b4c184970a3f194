"""Passages are found again in any copy, and an altered one is named."""

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foederis.sources import align, layout_of, read_layout, read_skeleton
from foederis.sources.parts import Layout
from foederis.sources.skeleton import Skeleton, parse_skeleton, skeleton_trig
from tests.conftest import LETTER

CASE = Path(__file__).parent.parent / "cases" / "letter"
LIGATURES = str.maketrans({"ﬁ": "fi"})
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Skeleton, Layout]:
    layout = read_layout(CASE / "layout.toml")
    text = (CASE / "letter.txt").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("skeleton") / "skeleton.trig"
    path.write_text(skeleton_trig(text, layout), encoding="utf-8")
    return text, parse_skeleton(path, layout.document), layout


@pytest.fixture(scope="module")
def real(letter: Path) -> tuple[str, Skeleton, Layout]:
    return letter.read_text(encoding="utf-8"), read_skeleton(LETTER), layout_of(LETTER)


def rewrap(text: str, width: int) -> str:
    """Fill paragraphs anew; blank lines stay, so do the line of a footnote and that of furniture."""
    blocks = re.split(r"(\n\s*\n)", text)
    result = []
    for block in blocks:
        if block.strip():
            line = ""
            lines = []
            for word in block.split():
                if line and len(line) + len(word) >= width:
                    lines.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            result.append("\n".join([*lines, line]))
        else:
            result.append(block)
    return "".join(result)


def hyphenate(text: str, seed: int) -> str:
    """Break long words of letters at random places with a hyphen and a line end, as a typesetter does."""
    chance = random.Random(seed)

    def split(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() < 0.25:
            place = chance.randrange(3, len(word) - 2)
            return f"{word[:place]}-\n{word[place:]}"
        return word

    return re.sub(r"[^\W\d_]{7,}", split, text)


def furniture_gone(text: str, layout: Layout) -> str:
    part = "|".join(re.escape(words) for words in layout.furniture)
    return re.sub(rf"(?:\d+\s*\n\s*)?(?:(?:{part})\s*\n\s*){{3,}}", "", text)


VARIANTS = {
    "as it is": lambda text, layout: text,
    "narrow": lambda text, layout: rewrap(text, 34),
    "wide": lambda text, layout: rewrap(text, 400),
    "hyphenated": lambda text, layout: hyphenate(text, 7),
    "decomposed accents": lambda text, layout: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text, layout: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "ligatures": lambda text, layout: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "superscript marks": lambda text, layout: re.sub(
        r"(?<=steiger)1|(?<=vaststellingen\.)1|(?<=Kompas)3", lambda m: m.group().translate(SUPERSCRIPTS), text
    ),
    "no letterhead": furniture_gone,
    "capitals": lambda text, layout: text.upper().replace("SS", "ss") if "ß" in text else text.upper(),
    "form feeds": lambda text, layout: text.replace("\n\n", "\n\f\n"),
    "curly quotes": lambda text, layout: text.replace('"', "”").replace("'", "’"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_passage_is_found_in_a_copy_that_only_looks_different(synthetic, variant):
    text, skeleton, layout = synthetic
    assert align(VARIANTS[variant](text, layout), skeleton, layout).drifted == ()


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_passage_of_the_real_letter_is_found_in_such_a_copy(real, variant):
    text, skeleton, layout = real
    assert align(VARIANTS[variant](text, layout), skeleton, layout).drifted == ()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(12, 300), seed=st.integers(0, 10_000), decomposed=st.booleans())
def test_any_width_and_any_hyphenation_leave_every_passage_found(synthetic, width, seed, decomposed):
    text, skeleton, layout = synthetic
    copy = rewrap(hyphenate(text, seed), width)
    copy = unicodedata.normalize("NFD", copy) if decomposed else copy
    assert align(copy, skeleton, layout).drifted == ()


def test_footnotes_moved_to_the_end_are_found(synthetic):
    text, skeleton, layout = synthetic
    for note in ("1 Die steiger is gebouwd in 1962.\n", "2 Zie het verslag, nr. 77.\n"):
        assert note in text
        text = text.replace(note, "") + "\n" + note
    assert align(text, skeleton, layout).drifted == ()


@pytest.mark.parametrize(
    ("old", "new", "locator"),
    [
        ("48 bladzijden", "84 bladzijden", "intro.p2.s2"),
        ("12,5 meter", "125 meter", "view.p1.s2"),
        ("12,5 meter", "12.5 meter", "view.p1.s2"),
        ("sluiten niet uit", "sluiten uit", "view.p1.s3"),
        ("geen enkele extra", "enkele extra", "view.p1.s5"),
        ("in 1962", "in 1926", "fn1.s1"),
        ("anders over", "net zo over", "view.p2.s6"),
        ("De tol dekt hooguit de helft van de kosten. ", "", "rec1.p1.s2"),
        ("in 2033", "in 2034", "rec1.p4.s1"),
        ("Jo Kade", "Jo Kader", "closing.p2.s1"),
        ("Een brug is", "Niet een brug is", "rec1.p1.s1"),
        ("voor uw geduld.", "voor uw geduld niet.", "closing.p1.s1"),
    ],
)
def test_an_altered_or_dropped_sentence_is_named_and_only_it(synthetic, old, new, locator):
    text, skeleton, layout = synthetic
    assert text.count(old) == 1
    assert align(text.replace(old, new), skeleton, layout).drifted == (locator,)


@pytest.mark.parametrize(
    ("old", "new", "locator"),
    [
        ("1,48%", "1,84%", "rec3.p3.s2"),
        ("7,014 miljard", "7.014 miljard", "rec8.p5.s2"),
        ("60 permanente", "66 permanente", "rec6.p1.s4"),
        ("geen toegevoegde", "toegevoegde", "rec4.p4.s6"),
        ("is geen voorstander van een versterkte", "is voorstander van een versterkte", "rec1.p5.s9"),
        ("31125-92", "31125-29", "fn9.s1"),
    ],
)
def test_an_altered_sentence_of_the_real_letter_is_named_and_only_it(real, old, new, locator):
    text, skeleton, layout = real
    assert text.count(old) == 1
    assert align(text.replace(old, new), skeleton, layout).drifted == (locator,)


def test_two_equal_sentences_are_told_apart_by_their_order(synthetic):
    text, skeleton, layout = synthetic
    first, _, rest = text.partition("Wij zijn er geen voorstander van.")
    assert align(first + "Wij zijn er voorstander van." + rest, skeleton, layout).drifted == ("rec1.p1.s4",)


def test_the_exact_words_of_a_passage_are_cut_from_the_copy(synthetic):
    text, skeleton, layout = synthetic
    words = {p.locator: p.words for p in align(rewrap(text, 30), skeleton, layout).passages}
    assert words["view.p1.s4"] == "De kade ligt naast de oude steiger, die al tweemaal is hersteld."
    assert words["view.p2.s1"] == "De vissers- en veerboten gebruiken nu samen één ponton."
    assert words["view.p2.s6"] == "Het college denkt hier anders over dan de raad."
    assert words["rec1.p1.s3"] == "Tijdens de proefvaart van P-schepen bleek de geul ondiep."


def test_another_text_has_no_passage_of_the_letter(synthetic):
    _, skeleton, layout = synthetic
    assert len(align("Een heel andere tekst. " * 40, skeleton, layout).drifted) == len(skeleton.sentences)
