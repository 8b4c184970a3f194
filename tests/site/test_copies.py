"""A visitor's own copy in the page: the sentences that Python finds in a text, word for word, and those that it does not."""

import base64
import gzip
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from foederis import sources
from foederis.site import assets, copies, evidence, reading
from foederis.site.wording import LANGUAGES, wording
from foederis.sources import Layout, Skeleton, read_layout
from foederis.sources.normalise import normalise, plain
from foederis.sources.skeleton import parse_skeleton, skeleton_trig
from tests.site.built import needs_node, needs_scripts
from tests.sources.test_align import CASE, VARIANTS

HERE = Path(__file__).parent
Document = tuple[Skeleton, Layout]
WRONG = {
    "another number": ("48 bladzijden", "84 bladzijden"),
    "a comma that matters": ("12,5 meter", "125 meter"),
    "no word less": ("sluiten niet uit", "sluiten uit"),
    "in a footnote": ("in 1962", "in 1926"),
    "dropped": ("De tol dekt hooguit de helft van de kosten. ", ""),
    "a word before": ("Een brug is", "Niet een brug is"),
    "a word after": ("voor uw geduld.", "voor uw geduld niet."),
}


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> tuple[str, Document]:
    """A letter of our own with all that a layout can tell: its text, its passages, its layout."""
    layout = read_layout(CASE / "layout.toml")
    text = (CASE / "letter.txt").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("skeleton") / "skeleton.trig"
    path.write_text(skeleton_trig(text, layout), encoding="utf-8")
    return text, (parse_skeleton(path, layout.document), layout)


def compared(
    folder: Path, documents: Sequence[Document], tries: Sequence[tuple[str, str]] = (),
    files: Sequence[tuple[str, bytes | int]] = (), folded: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return what the page's script makes of texts: each as a document, by its name."""
    paths = []
    for skeleton, layout in documents:
        path = folder / f"{skeleton.document}.js"
        path.write_bytes(copies.script(copies.told(skeleton, layout, {one: {} for one in LANGUAGES}, {})))
        paths.append(str(path))
    held = [(name, base64.b64encode(one).decode() if isinstance(one, bytes) else one) for name, one in files]
    told = json.dumps({"told": paths, "tries": tries, "files": held, "folded": folded})
    done = subprocess.run(
        ["node", str(HERE / "copies.mjs")], input=told, text=True, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def of_python(text: str, document: Document) -> list[tuple[str, str, bool]]:
    found = sources.align(text, *document).passages
    return [(one.locator, one.words, one.status is sources.Status.FOUND) for one in found]


def of_page(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["locator"], one["words"], one["status"] == "found") for one in found["passages"]]


@needs_node
def test_copies_that_only_look_different_and_copies_with_faults_are_read_as_python_reads_them(example, tmp_path):
    text, document = example
    name = document[0].document
    texts = {variant: make(text, document[1]) for variant, make in VARIANTS.items()}
    texts |= {fault: text.replace(*pair) for fault, pair in WRONG.items()}
    texts |= {"half": text[: len(text) // 2], "twice": text + text, "none": "Een heel andere tekst. " * 40, "empty": ""}
    found = compared(tmp_path, [document], [(name, one) for one in texts.values()])["tried"]
    for (variant, one), told in zip(texts.items(), found, strict=True):
        assert of_page(told) == of_python(one, document), variant
        if variant in VARIANTS:
            assert {passage["status"] for passage in told["passages"]} == {"found"}


@needs_node
def test_what_is_changed_is_told_from_what_is_gone(example, tmp_path):
    text, document = example
    name = document[0].document
    texts = [text.replace(*WRONG[one]) for one in ("a comma that matters", "dropped")]
    found = compared(tmp_path, [document], [(name, one) for one in texts])["tried"]
    lost = [[(one["locator"], one["status"]) for one in told["passages"] if one["status"] != "found"] for told in found]
    assert lost == [[("view.p1.s2", "changed")], [("rec1.p1.s2", "missing")]]


@needs_node
def test_each_text_that_is_held_has_in_the_page_what_source_add_finds_in_it(tmp_path):
    held = sources.held()
    if not held:
        pytest.skip("no text is held: set FOEDERIS_SOURCES to the folders of the texts")
    documents = {name: (sources.read_skeleton(name), sources.layout_of(name)) for name in sources.documents()}
    texts = {one.document: sources.read_text(one.path) for one in held}
    tries = [(name, text) for text in texts.values() for name in documents]
    found = compared(tmp_path, list(documents.values()), tries)["tried"]
    own = 0
    for (name, text), told in zip(tries, found, strict=True):
        if texts.get(name) == text:
            assert of_page(told) == of_python(text, documents[name])
            assert (told["may"], sum(one["status"] == "found" for one in told["passages"])) == (
                True,
                len(documents[name][0].sentences),
            )
            own += 1
        else:  # the copy of another document
            assert not told["may"]
    assert own == len(held)


@needs_node
def test_words_changed_in_three_sentences_of_the_letter_are_three_sentences_that_are_named(letter, tmp_path):
    text = sources.read_text(letter)
    name = next(one.document for one in sources.held() if one.path == letter)
    document = sources.read_skeleton(name), sources.layout_of(name)
    for old, new in (("1,48%", "1,84%"), ("60 permanente", "66 permanente"), ("geen toegevoegde", "toegevoegde")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = compared(tmp_path, [document], [(name, text)])["tried"][0]
    lost = {one["locator"]: one["status"] for one in found["passages"] if one["status"] != "found"}
    assert lost == dict.fromkeys(("rec3.p3.s2", "rec6.p1.s4", "rec4.p4.s6"), "changed")
    assert of_page(found) == of_python(text, document)


@needs_node
def test_letters_are_folded_as_python_folds_them(tmp_path):
    odd = {0x345, 0x37A}  # the iota below a Greek letter, which JavaScript does not make small
    signs = [*range(1, 0x530), *range(0x1E00, 0x1F00), *range(0x2000, 0x2C00), *range(0xFB00, 0xFB07), 0xFEFF, 0x1D400]
    texts = [f"a{chr(one)}b" for one in signs if one not in odd]
    texts += [
        "1,5 1.5 1, 5 .5 1,,5 ²,³",
        "e\u0301\u0323 n\u0303",
        "a\u0301" * 3,
        "STRASSE Straße ΟΔΟΣ",
        "x" + "\u0301" * 200,
    ]
    found = compared(tmp_path, [], folded=texts)["folded"]
    for text, told in zip(texts, found, strict=True):
        assert told == [plain(text), normalise(text).text], ascii(text)


@needs_node
def test_a_file_that_is_no_text_is_refused_in_words_and_other_encodings_are_read(tmp_path):
    text = "Café «één»\r\nregel"  # Node 20 itself misreads what Windows alone has
    read = "Café «één»\nregel"
    files: dict[str, tuple[bytes | int, tuple[str, str]]] = {
        "empty.txt": (b"", ("", "empty")),
        "blank.txt": (b" \n\t", ("", "empty")),
        "large.txt": (20_000_000, ("", "large")),
        "paper.pdf": (b"%PDF-1.7\n", ("", "pdf")),
        "letter.docx": (b"PK\x03\x04rest", ("", "odd")),
        "letter.doc": (b"\xd0\xcf\x11\xe0rest", ("", "odd")),
        "picture.png": (b"\x89PNG\r\n\x1a\n\x00\x00", ("", "odd")),
        "plain.txt": (text.encode(), (read, "")),
        "marked.txt": (text.encode("utf-8-sig"), (read, "")),
        "wide.txt": (text.encode("utf-16"), (read, "")),
        "windows.txt": (text.encode("windows-1252"), (read, "")),
    }
    found = compared(tmp_path, [], files=[(name, one) for name, (one, _) in files.items()])["opened"]
    assert dict(zip(files, map(tuple, found), strict=True)) == {name: told for name, (_, told) in files.items()}
    for language in LANGUAGES:
        assert {f"copy_failed_{told}" for _, (_, told) in files.values() if told} <= set(wording(language))


def test_what_a_page_loads_holds_no_words_of_a_sentence_beyond_its_anchors(example):
    text, (skeleton, layout) = example
    content = copies.script(copies.told(skeleton, layout, {one: {} for one in LANGUAGES}, {})).decode()
    kept = sources.align(text, skeleton, layout).passages
    assert all(plain(one.words) not in content for one in kept if len(one.words.split()) > 3)
    for one in skeleton.sentences:
        assert len(one.start_anchor.split()) + len(one.end_anchor.split()) <= min(8, one.words // 2)


def test_each_sentence_has_its_name_in_both_languages_and_the_page_that_it_is_on(store):
    passages = {language: evidence.passages(store, language) for language in LANGUAGES}
    known = reading.sections(store)
    placed = reading.placed(known, passages["en"])
    pages = {(one.document.rpartition("/")[2], one.locator) for one in known if one.sentences}
    for name in sources.documents():
        told: Any = copies.told(sources.read_skeleton(name), sources.layout_of(name), passages, placed)
        for language in LANGUAGES:
            assert not any(re.fullmatch(r"[a-z0-9.-]+", place) for place in told["places"][language])
        assert {(name, section) for section in told["sections"]} <= pages


def test_the_words_take_the_same_values_in_both_languages():
    english, dutch = (wording(one) for one in LANGUAGES)
    code = (assets.FOLDER.parent / "copy.js").read_text(encoding="utf-8")
    assert set(re.findall(r'"(copy_\w+)"', code)) <= set(english)
    for key, text in english.items():
        if key.startswith("copy_"):
            assert sorted(re.findall(r"\{\d\}", text)) == sorted(re.findall(r"\{\d\}", dutch[key])), key


@needs_scripts
def test_a_page_of_a_document_loads_little_and_the_rest_when_a_copy_is_given():
    wire = {one: len(gzip.compress((assets.FOLDER / one).read_bytes(), 9)) for one in ("copy.js", "compare.js")}
    assert wire["copy.js"] <= 3_000
    assert wire["compare.js"] <= 7_000
