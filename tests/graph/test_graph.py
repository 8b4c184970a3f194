"""The graph loads whole, is found by any name, and does not need its cache."""

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from foederis import graph, queries, rooms
from foederis.errors import BadInput, BadUse, EngineFailed
from foederis.graph import storage
from foederis.namespaces import FOED, ID, RDF, SKOS


def test_the_default_graph_holds_every_distinct_triple_once(store):
    named = {ox.Triple(q.subject, q.predicate, q.object) for q in graph.quads()}
    default = list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(default) == len(named)
    ours = {t for t in named if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)}
    assert ours <= {ox.Triple(q.subject, q.predicate, q.object) for q in default}


def test_a_graph_held_in_memory_is_the_one_of_the_cache_and_is_let_go(tmp_path, monkeypatch):
    kept = graph.store()
    with graph.in_memory():
        held = graph.store()
        with graph.in_memory():
            assert graph.store() is held
        assert graph.store() is held is not kept
        assert storage.is_kept(held)
        assert set(held) == set(kept)
        own = tmp_path / "rooms"
        shutil.copytree(rooms.root(), own, ignore=lambda *_: {"tests", ".git", "foederis", ".venv", "out"})
        monkeypatch.setenv("FOEDERIS_ROOMS", str(own))
        assert graph.store() is not held, "other rooms have a graph of their own"
        monkeypatch.delenv("FOEDERIS_ROOMS")
    assert graph.store() is not held
    assert not storage.is_kept(held)


def test_no_triple_of_the_graph_room_is_without_a_named_graph():
    for path in rooms.files("graph", ".trig"):
        assert not any(isinstance(q.graph_name, ox.DefaultGraph) for q in graph.parse(path)), path


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("GVDB", "instrument/csdp"),
        ("csdp", "instrument/csdp"),
        ("Permanente gestructureerde samenwerking", "instrument/pesco"),
        ("bijstandsclausule", "provision/teu-42-7"),
        ("42.7 VEU", "provision/teu-42-7"),
        ("artikel 42 lid 7", "provision/teu-42-7"),
        ("Art. 42(7) TEU", "provision/teu-42-7"),
        ("222 VWEU", "provision/tfeu-222"),
        ("Kompas", "instrument/strategic-compass"),
        ("belgie", "actor/bel"),
        ("TÜRKIYE", "actor/tur"),
        ("kabinet", "actor/nl-cabinet"),
        ("instrument:pesco", "instrument/pesco"),
        (ID + "instrument/pesco", "instrument/pesco"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(name, thing, store):
    assert graph.find(store, name) == ID + thing


def test_an_unknown_name_gets_a_suggestion_and_an_ambiguous_one_a_choice(store):
    with pytest.raises(BadUse, match="Did you mean"):
        graph.find(store, "Stategisch Kompas")
    double = ox.Store()
    for slug in ("a", "b"):
        double.add(ox.Quad(ox.NamedNode(f"{ID}topic/{slug}"), ox.NamedNode(SKOS + "prefLabel"), ox.Literal("twee")))
        double.add(ox.Quad(ox.NamedNode(f"{ID}topic/{slug}"), ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Topic")))
    with pytest.raises(BadUse, match=r"topic:a \(twee\); topic:b \(twee\)"):
        graph.find(double, "Twee")


@pytest.mark.parametrize("name", ["", "http://x/a b", 'https://x/"y', "instrument:nothing"])
def test_a_name_that_cannot_be_is_refused(name, store):
    with pytest.raises(BadUse):
        graph.find(store, name)


def test_labels_fall_back_visibly(store):
    assert graph.label(store, ID + "instrument/pesco", "nl") == graph.Label(
        "Permanente gestructureerde samenwerking", "nl", False
    )
    one = ox.Store()
    one.add(ox.Quad(ox.NamedNode("http://x/"), ox.NamedNode(SKOS + "prefLabel"), ox.Literal("only", language="en")))
    assert graph.label(one, "http://x/", "nl") == graph.Label("only", "en", True)


def test_a_broken_file_is_named_with_its_line(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix x: <http://x/> .\nx:a x:b x:c .\nx:a x:b\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"broken\.ttl:\d"):
        list(graph.parse(path))
    with pytest.raises(BadInput, match="cannot be read"):
        list(graph.parse(tmp_path / "none.ttl"))
    with pytest.raises(BadInput, match="no RDF file name"):
        list(graph.parse(tmp_path / "none.docx"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("@prefix x: <http://x/> .\nx:a x:b 'c'\nx:d x:e 'f' .\n", 3, "A dot is expected at the end of statements"),
        ("\n\nx:a x:b 'c' .\n", 3, "The prefix x: has not been declared"),
        ("<http://x/a> <http://x/b> 'not\nclosed", 1, "Unexpected end of file"),
        ("<http://x/a> <http://x/b> <no iri> .", 1, "Invalid IRI code point ' '"),
    ],
)
def test_the_parsers_own_reason_is_told_and_the_line(text, line, reason, tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        list(graph.parse(path))
    assert str(caught.value).splitlines()[0] == f"this file is not well formed: {reason} ({path}:{line})"


@pytest.mark.parametrize("name", ["data.ttl", "data.trig", "data.nt", "data.nq"])
def test_a_byte_order_mark_is_no_part_of_the_data(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf<http://x/a> <http://x/b> <http://x/c> .\n")
    (quad,) = graph.parse(path)
    assert quad.subject == ox.NamedNode("http://x/a")


def test_the_prefixes_of_a_broken_file_are_an_error_with_its_line(tmp_path):
    path = tmp_path / "data.ttl"
    path.write_text("@prefix x: <http://x/> .\nx:a x:b")
    with pytest.raises(BadInput, match=r"data\.ttl:2"):
        graph.prefixes(path)


def test_the_prefixes_after_a_byte_order_mark_are_known(tmp_path):
    path = tmp_path / "data.ttl"
    path.write_bytes(b"\xef\xbb\xbf@prefix x: <http://x/> .\n")
    assert graph.prefixes(path) == {"x": "http://x/"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_another_encoding_is_named_with_how_to_mend_it(encoding, tmp_path):
    path = tmp_path / "data.ttl"
    path.write_bytes('<http://x/a> <http://x/b> "café" .\n'.encode(encoding))
    with pytest.raises(BadInput) as caught:
        list(graph.parse(path))
    assert "UTF-8" in caught.value.what
    assert "-t UTF-8" in caught.value.remedy
    if encoding != "latin-1":
        assert encoding.upper()[:6] in caught.value.what


def test_a_label_of_one_file_is_no_label_of_another(tmp_path):
    paths = [tmp_path / "a.nt", tmp_path / "b.nt"]
    for path in paths:
        path.write_text("_:b0 <http://x/p> _:b1 .\n_:b1 <http://x/p> <<( _:b0 <http://x/p> _:b1 )>> .\n")
    quads = list(graph.quads(paths))
    assert len({quad.subject for quad in quads}) == 4
    assert quads[0].object == quads[1].subject == quads[1].object.object
    assert quads[0].subject == quads[1].object.subject
    apart = [next(iter(graph.parse(path))).subject for path in paths]
    assert apart[0] != apart[1]


def test_a_file_read_twice_has_the_same_blank_nodes(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<http://x/a> <http://x/p> [ <http://x/q> [] ] .\n")
    assert list(graph.parse(path)) == list(graph.parse(path))


@pytest.mark.parametrize(
    "text",
    ["<http://x/a> <http://x/p> <<( <http://x/a> <http://x/p> 1 )>> .", "<http://x/a> <http://x/p> 'a'@ar--rtl ."],
)
def test_what_rdflib_cannot_hold_is_refused_by_name(text, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(text)
    (quad,) = graph.parse(path)
    with pytest.raises(EngineFailed, match=r"RDF 1\.2"):
        graph.rdflib_triple(quad, {})


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDERIS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_corrupt_cache_is_built_again(cache):
    count = len(graph.store())
    (built,) = cache.glob("store-*")
    for file in built.iterdir():
        file.write_bytes(b"broken")
    assert len(graph.store()) == count
    shutil.rmtree(built, ignore_errors=True)
    built.write_text("a file where a folder should be")
    assert len(graph.store()) == count


def test_a_cache_folder_that_cannot_be_used_costs_a_warning_and_nothing_else(tmp_path, monkeypatch, capsys):
    place = tmp_path / "file"
    place.write_text("no folder")
    monkeypatch.setenv("FOEDERIS_CACHE", str(place / "cache"))
    assert len(graph.store()) > 10_000
    assert "cannot be used" in capsys.readouterr().err


def test_the_cache_holds_one_store_and_notices_a_change(cache, monkeypatch):
    graph.store()
    (first,) = cache.glob("store-*")
    monkeypatch.setattr(storage, "content_hash", lambda: "0" * 32)
    graph.store()
    (second,) = cache.glob("store-*")
    assert first != second
    assert not list(cache.glob("building-*"))


@pytest.mark.long
def test_four_readers_at_once_get_the_same_graph(cache):
    import subprocess
    import sys

    code = "from foederis import graph; print(len(graph.store()))"
    environment = {**os.environ, "FOEDERIS_CACHE": str(cache)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in running}) == 1
    assert all(process.returncode == 0 for process in running)


def test_rdflib_reads_every_file_as_it_lies():
    import rdflib

    for path in graph.files():
        form = "trig" if path.suffix == ".trig" else "turtle"
        count = sum(1 for _ in rdflib.Dataset().parse(path, format=form).quads())
        assert count == len({*graph.parse(path)}), path


def test_a_name_is_found_by_a_class_above_its_own():
    data = graph.store()
    assert graph.find(data, "APF", FOED + "Entity") == f"{ID}instrument/apf"
    assert graph.find(data, f"{ID}instrument/apf", FOED + "Entity") == f"{ID}instrument/apf"
    with pytest.raises(BadUse, match="of class foed:Actor"):
        graph.find(data, "APF", FOED + "Actor")


@pytest.mark.parametrize("name", ["4", "recommendation 4", "Aanbeveling  4"])
def test_a_numbered_thing_is_understood_by_its_number_when_its_class_is_known(store, name):
    assert graph.find(store, name, FOED + "Recommendation") == f"{ID}recommendation/aiv-112-4"


def test_a_number_alone_is_nobodys_name(store):
    with pytest.raises(BadUse):
        graph.find(store, "4")


def test_a_number_that_two_things_have_is_refused_and_both_are_named(store):
    label = ox.NamedNode(SKOS + "prefLabel")
    other = ox.NamedNode(f"{ID}recommendation/x-4")
    double = graph.memory_store(
        [
            ox.Quad(other, label, ox.Literal("Advice X, recommendation 4", language="en"), ox.NamedNode("urn:g")),
            ox.Quad(other, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Recommendation"), ox.NamedNode("urn:g")),
        ]
    )
    with pytest.raises(
        BadUse, match=r"recommendation:aiv-112-4 \(AIV advice 112, recommendation 4.*; recommendation:x-4 \(Advice X"
    ):
        graph.find(double, "4", FOED + "Recommendation")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s (COUNT(*) AS ?n) WHERE { ?s foed:nothing ?o } GROUP BY ?s", 0),
        ("SELECT * WHERE { VALUES ?k { 1 2 } { SELECT ?s (COUNT(*) AS ?n) WHERE { ?s foed:nothing ?o } GROUP BY ?s } }", 0),
        ("SELECT (SUM(?n) AS ?all) WHERE { { SELECT ?s (COUNT(*) AS ?n) WHERE { ?s foed:nothing ?o } GROUP BY ?s } }", 1),
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s foed:nothing ?o }", 1),
        ("SELECT ?x WHERE { VALUES ?y { 1 2 } } GROUP BY ?x", 1),
        ("SELECT ?y (COUNT(?x) AS ?n) WHERE { VALUES ?y { 1 2 } } GROUP BY ?y", 2),
    ],
)  # fmt: skip
def test_groups_of_nothing_have_no_row_on_either_engine(query, rows, dataset, store):
    from foederis.namespaces import PREFIXES

    assert len(list(dataset.query(query, initNs=PREFIXES))) == rows
    assert len(list(store.query(query, prefixes=PREFIXES))) == rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x WHERE { { } UNION { VALUES ?x { 1 } } }",
        "SELECT (1/0 AS ?x) WHERE { }",
        "SELECT ?x WHERE { VALUES ?x { UNDEF UNDEF 1 } }",
    ],
)
def test_a_row_in_which_nothing_is_bound_is_a_row_on_either_engine(query, store, dataset, monkeypatch):
    monkeypatch.setattr(graph, "dataset", lambda: dataset)
    one, other = (queries.select(query, engine=engine, data=store).rows for engine in ("oxigraph", "rdflib"))
    assert sorted(map(str, one)) == sorted(map(str, other))
