"""The house: rooms hold content only, and lists are complete."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, ontology, queries, rooms
from foederis.cli import parser
from foederis.namespaces import FOED, RDF, RDFS, SKOS

ROOT = rooms.root()


@pytest.mark.parametrize("name", rooms.NAMES)
def test_a_room_holds_content_only(name):
    assert not [path for path in rooms.room(name).rglob("*") if path.suffix in (".py", ".pyc")]


def test_no_module_is_too_long_to_find_ones_way_in():
    for path in (ROOT / "foederis").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


def terms() -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    found: dict[str, dict[str, list]] = {}
    for triple in ox.parse(path=rooms.room("ontology") / "foederis.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(FOED):
            found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return {iri: rows for iri, rows in found.items() if iri != FOED}


@pytest.mark.parametrize("iri", sorted(terms()), ids=lambda iri: iri.removeprefix(FOED))
def test_every_term_has_labels_and_definitions_and_names_a_question_that_does_use_it(iri):
    rows = terms()[iri]
    for predicate in (RDFS + "label", SKOS + "definition"):
        assert sorted(value.language for value in rows[predicate]) == ["en", "nl"]
    name = iri.removeprefix(FOED)
    every = [q for folder in ("", "views", "charts") for q in queries.questions(folder).values()]
    kind = f"foed:{name}"
    using = {
        q.name for q in every if re.search(rf"{kind}(?![A-Za-z])", q.body) or kind in {p.kind for p in q.parameters}
    }
    named = {value.value for value in rows.get(FOED + "questionUsing", [])}
    assert named <= using
    assert named or not using, f"{name} is used by {sorted(using)}: name one with foed:questionUsing"
    kinds = {value.value.rsplit("#", 1)[-1] for value in rows[RDF + "type"]}
    if "Class" in kinds:
        assert SKOS + "example" in rows
    if "ObjectProperty" in kinds:
        assert RDFS + "domain" in rows
        assert RDFS + "range" in rows


def test_every_code_has_labels_and_definitions_in_both_languages(store):
    scheme = ox.NamedNode(SKOS + "inScheme")
    codes = {quad.subject for quad in store.quads_for_pattern(None, scheme, None, ox.DefaultGraph())}
    assert len(codes) > 100
    for code in codes:
        for predicate in ("prefLabel", "definition"):
            values = store.quads_for_pattern(code, ox.NamedNode(SKOS + predicate), None, ox.DefaultGraph())
            assert sorted(quad.object.language for quad in values) == ["en", "nl"], code


def test_the_json_ld_context_is_fresh():
    path = rooms.room("ontology") / "context.jsonld"
    assert path.read_text(encoding="utf-8") == ontology.context(), "run: make generate"


def test_every_command_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in parser.COMMANDS:
        assert f"foederis {command}" in text, command


def test_every_decision_has_a_date_and_a_title():
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert files
    for path in files:
        assert re.fullmatch(r"\d{8}-[a-z0-9-]+\.md", path.name), path.name
        assert path.read_text(encoding="utf-8").startswith("# ")


def test_turtle_declares_no_prefix_it_does_not_use():
    for path in [*rooms.files("graph", ".trig"), *rooms.files("ontology", ".ttl")]:
        text = path.read_text(encoding="utf-8")
        for prefix in re.findall(r"^@prefix ([\w-]+):", text, re.MULTILINE):
            assert re.search(rf"(?<![\w-]){prefix}:", text.split(f"@prefix {prefix}:", 1)[1]), (path, prefix)


def test_the_rooms_are_found_in_a_checkout():
    assert Path(ROOT, "graph").is_dir()


def test_what_was_read_of_other_rooms_is_not_taken_for_these(tmp_path, monkeypatch):
    seen = []

    @rooms.kept
    def first_file(name: str) -> str:
        seen.append(name)
        return rooms.files("queries", ".rq")[0].name

    here = first_file("x"), graph.content_hash()
    for name in rooms.NAMES:
        (tmp_path / name).mkdir()
    (tmp_path / "queries" / "0.rq").write_text("ASK {}", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("FOEDERIS_ROOMS", str(tmp_path))
        there = first_file("x"), graph.content_hash()
    assert there[0] == "0.rq"
    assert there[1] != here[1]
    assert (first_file("x"), graph.content_hash()) == here
    assert seen == ["x", "x"]
    first_file.cache_clear()
    first_file("x")
    assert seen == ["x", "x", "x"]


def test_nothing_read_of_the_rooms_is_kept_without_their_folder():
    kept = re.compile(r"@functools\.(?:cache|lru_cache\(.*\))\n(def \w+\(.*?(?=\n\S))", re.DOTALL)
    for path in (ROOT / "foederis").rglob("*.py"):
        if path.name == "rooms.py":
            continue
        for found in kept.finditer(path.read_text(encoding="utf-8")):
            assert "rooms." not in found.group(1), f"{path.name}: {found.group(1)[:80]}: use @rooms.kept"
