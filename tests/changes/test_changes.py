"""What changed is told in policy terms: every kind of change, by name, and nothing is left out."""

import json
import os
from pathlib import Path

import pytest

from foederis import rooms
from foederis.changes import compare, versions
from foederis.namespaces import FOED, ID

OLD = """
@prefix : <https://w3id.org/foederis/def/> .
@prefix i: <https://w3id.org/foederis/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/foederis/id/graph/reference/x> {
  <https://w3id.org/foederis/id/actor/a> a :Actor ; skos:prefLabel "Ruritania"@en , "Ruritanie"@nl .
  <https://w3id.org/foederis/id/actor/b> a :Actor ; skos:prefLabel "Borduria"@en .
  <https://w3id.org/foederis/id/concept/x/low> a skos:Concept ; skos:prefLabel "examine"@en .
  <https://w3id.org/foederis/id/concept/x/high> a skos:Concept ; skos:prefLabel "result"@en .
}
<https://w3id.org/foederis/id/graph/skeleton/d> {
  <https://w3id.org/foederis/id/passage/d/r.p1.s1> a :Sentence , :Passage ; :locator "r.p1.s1" ; :startOffset 10 .
}
<https://w3id.org/foederis/id/passage/d/r.p1.s1> {
  <https://w3id.org/foederis/id/statement/d/1> a :Position , :Statement ; :holder <https://w3id.org/foederis/id/actor/a> ;
    :paraphrase "It is good."@en .
  <https://w3id.org/foederis/id/commitment/ships> a :Commitment ; skos:prefLabel "to send ships"@en ;
    :debtor <https://w3id.org/foederis/id/actor/a> .
  <https://w3id.org/foederis/id/quantity/ships> a :Quantity ; skos:prefLabel "ships sent"@en ; :value 5 .
}
<https://w3id.org/foederis/id/graph/coding/settled> {
  <https://w3id.org/foederis/id/response/r1> a :Response ; skos:prefLabel "response 1"@en ;
    :bindingness <https://w3id.org/foederis/id/concept/x/low> ; :progress <https://w3id.org/foederis/id/concept/x/low> ;
    :stance <https://w3id.org/foederis/id/concept/x/low> .
}
<https://w3id.org/foederis/id/graph/links/x> {
  <https://w3id.org/foederis/id/actor/a> skos:exactMatch <http://example.org/old> .
}
"""
LOW, HIGH = "<https://w3id.org/foederis/id/concept/x/low>", "<https://w3id.org/foederis/id/concept/x/high>"
COMMITMENT = ' . <https://w3id.org/foederis/id/commitment/men> a :Commitment ; skos:prefLabel "to send men"@en ; :debtor <https://w3id.org/foederis/id/actor/b> .'
A, B = "<https://w3id.org/foederis/id/actor/a>", "<https://w3id.org/foederis/id/actor/b>"
# what is changed in the text of OLD, and the lines that tell it
CASES = {
    "new commitment": (f":debtor {A} .", f":debtor {A} {COMMITMENT}", ["new: to send men (commitment/men) [r.p1.s1]", "debtor: Borduria"]),
    "debtor": (f":debtor {A} .", f":debtor {B} .", ["changed: to send ships", "debtor: from Ruritania to Borduria"]),
    "bindingness": (f":bindingness {LOW}", f":bindingness {HIGH}", ["re-coded: response 1", "bindingness: from examine to result"]),
    "stance": (f":stance {LOW}", f":stance {HIGH}", ["re-coded: response 1", "stance: from examine to result"]),
    "progress": (f":progress {LOW}", f":progress {HIGH}", ["re-coded: response 1", "progress: from examine to result"]),
    "quantity": (":value 5", ":value 7", ["changed: ships sent", "value: from 5 to 7"]),
    "anchor": (":startOffset 10", ":startOffset 12", ["re-anchored: r.p1.s1", "from 10 to 12"]),
    "holder": (f":holder {A}", f":holder {B}", ["re-held: It is good.", "from Ruritania to Borduria"]),
    "paraphrase": ("It is good.", "It is fine.", ["reworded: It is fine.", 'from "It is good." (en) to "It is fine." (en)']),
    "name": ('"Borduria"@en', '"Great Borduria"@en', ["renamed: Great Borduria", 'name: from "Borduria" (en)']),
    "link": ("<http://example.org/old>", "<http://example.org/old> , <http://example.org/new>", ["link added: Ruritania", "http://example.org/new"]),
    "link removed": (f"{A} skos:exactMatch <http://example.org/old> .", "", ["link removed: Ruritania", "http://example.org/old"]),
    "another sentence": (
        "<https://w3id.org/foederis/id/passage/d/r.p1.s1> {", "<https://w3id.org/foederis/id/passage/d/r.p1.s2> {",
        ["moved: It is good. (statement/d/1) [r.p1.s2]", "stands in: from r.p1.s1 to passage/d/r.p1.s2"],
    ),
}  # fmt: skip


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def old(tmp_path: Path) -> str:
    return write(tmp_path / "old.trig", OLD)


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_in_policy_terms(case, run, old, tmp_path: Path):
    before, after, expected = CASES[case]
    assert OLD.count(before) == 1
    new = write(tmp_path / "new.trig", OLD.replace(before, after))
    code, out, _ = run("diff", old, new)
    assert code == 0
    for text in expected:
        assert text in out


def test_what_was_new_is_removed_the_other_way_round(run, old, tmp_path: Path):
    before, after, _ = CASES["new commitment"]
    new = write(tmp_path / "new.trig", OLD.replace(before, after))
    assert "Commitments: 1 removed." in run("diff", new, old)[1]


def test_nothing_changed_is_a_negative_answer(run, old):
    code, out, _ = run("diff", old, old)
    assert (code, out.splitlines()[-1]) == (1, "Nothing changed.")


def test_order_layout_and_format_of_a_file_are_no_change(run, old, tmp_path: Path):
    import pyoxigraph as ox

    quads = sorted(ox.parse(OLD.encode(), format=ox.RdfFormat.TRIG), key=str, reverse=True)
    flat = tmp_path / "new.nq"
    flat.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    assert run("diff", old, str(flat))[0] == 1
    triples = tmp_path / "new.ttl"
    triples.write_bytes(
        ox.serialize([ox.Triple(q.subject, q.predicate, q.object) for q in quads], format=ox.RdfFormat.TURTLE) or b""
    )
    assert run("diff", old, str(triples))[0] == 1


def test_an_index_of_digests_is_no_change_of_what_it_is_made_of(run, old, tmp_path: Path):
    def index(digest: str) -> str:
        told = " ".join(f'<{ID}{name}> <{FOED}digest> "{digest}" .' for name in ("statement/note/a", "commitment/c"))
        return f"{OLD}\n<{ID}graph/digests/note> {{ {told} }}\n"

    one, two = write(tmp_path / "one.trig", index("0" * 64)), write(tmp_path / "two.trig", index("1" * 64))
    for first, second in ((old, one), (one, two), (two, old)):
        assert run("diff", first, second)[0] == 1


def test_every_thing_of_which_a_triple_changed_is_told(tmp_path: Path):
    text = OLD
    for before, after, _ in CASES.values():
        text = text.replace(before, after)
    old, new = (versions.load(write(tmp_path / name, said)) for name, said in (("a.trig", OLD), ("b.trig", text)))
    differing = {
        thing for thing in {*old.things, *new.things}
        if old.things.get(thing) != new.things.get(thing) or old.graphs.get(thing) != new.graphs.get(thing)
    }  # fmt: skip
    assert {change.thing for change in compare.compare(old, new)} == differing
    assert len(differing) > 5


def test_markdown_carries_no_markup_of_the_data(run, old, tmp_path: Path):
    new = write(tmp_path / "new.trig", OLD.replace("It is good.", "<b>It</b> [is](x) *good*.\\n# head"))
    _, out, _ = run("diff", old, new, "--format", "md")
    line = next(line for line in out.splitlines() if line.startswith("- "))
    assert r"\<b\>It\</b\> \[is\](x) \*good\*. \# head" in line


def test_json_holds_each_change_with_names_and_terms(run, old, tmp_path: Path):
    before, after, _ = CASES["quantity"]
    _, out, _ = run("diff", old, write(tmp_path / "new.trig", OLD.replace(before, after)), "--format", "json")
    told = json.loads(out)
    assert told["counts"] == {"Quantities": {"changed": 1}}
    change = told["changes"][0]
    assert (change["label"], change["passages"]) == ("ships sent", ["r.p1.s1"])
    number = "http://www.w3.org/2001/XMLSchema#integer"
    assert change["details"][0]["before"] == [{"value": "5", "datatype": number}]
    assert change["details"][0]["after"] == [{"value": "7", "datatype": number}]


def test_names_are_in_the_language_asked(run, old, tmp_path: Path):
    before, after, _ = CASES["holder"]
    new = write(tmp_path / "new.trig", OLD.replace(before, after))
    assert "from Ruritanie to Borduria" in run("diff", old, new, "--lang", "nl")[1]


@pytest.mark.long
def test_a_checkout_equals_itself_however_it_is_named(run, tmp_path: Path):
    root = rooms.root()
    assert run("diff", str(root), str(root))[0] == 1
    assert compare.compare(versions.load(str(root)), versions.load(str(root / "graph")))  # the words are not in graph/


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("gone.trig", None, "no such file"),
        ("broken.trig", "<urn:a> {", "not well formed"),
        ("empty.trig", "", "no triple"),
        ("notes.csv", "hello", "no RDF file name"),
        ("folder", None, "holds no graph"),
        ("pipe.trig", None, "a pipe or a device"),
    ],
)
def test_what_cannot_be_compared_is_told_in_two_lines(name, text, says, run, old, tmp_path: Path):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
        (path / "folder.trig").mkdir()
    elif name == "pipe.trig":
        os.mkfifo(path)
    elif text is not None:
        path.write_text(text, encoding="utf-8")
    code, out, err = run("diff", old, str(path))
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 2


FAULTS = Path(__file__).parents[1] / "cases" / "faults" / "diff"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("old", "inside", 'from [ http://example.org/ship#calibre "76"^^xsd:integer'),
        ("old", "twin", "which node is meant: added"),
        ("old", "unowned", "  new: [ "),
        ("old", "circle", "  new: [ "),
        ("old", "triple-term", "  new: http://example.org/ship#log"),
        ("shared", "copied", "which node is meant: no longer"),
        ("two-circles", "one-circle", "which node is meant"),
    ],
)
def test_a_change_on_nodes_without_a_name_is_told(before, after, told, run):
    for old, new in ((before, after), (after, before)):
        code, out, _ = run("diff", str(FAULTS / f"{old}.ttl"), str(FAULTS / f"{new}.ttl"))
        assert code == 0
        assert "Nothing changed" not in out
        if old == before:
            assert told in out
    assert run("diff", str(FAULTS / f"{after}.ttl"), str(FAULTS / f"{after}.ttl"))[0] == 1


def test_the_labels_and_the_order_of_blank_nodes_are_no_change(run, tmp_path):
    old = write(tmp_path / "old.nt", '_:a <urn:p> _:b .\n_:b <urn:q> "x" .\n<urn:s> <urn:p> _:b .\n_:c <urn:n> _:c .\n')
    new = write(tmp_path / "new.nt", '_:z <urn:n> _:z .\n<urn:s> <urn:p> _:a .\n_:a <urn:q> "x" .\n_:b <urn:p> _:a .\n')
    assert run("diff", old, new)[0] == 1


def test_what_many_nodes_share_is_told_in_a_bounded_text(run, tmp_path):
    chain = "".join(f"_:n{i} <urn:p> _:n{i + 1} ; <urn:q> _:n{i + 1} .\n" for i in range(60))
    old = write(tmp_path / "old.ttl", chain + '_:n60 <urn:v> "x" .')
    new = write(tmp_path / "new.ttl", chain + '_:n60 <urn:v> "y" .')
    code, out, _ = run("diff", old, new)
    assert code == 0
    assert len(out) < 500_000


def test_two_things_of_one_name_and_one_text_of_two_types_are_told_apart(run, tmp_path):
    head = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:x:a> skos:prefLabel 'Borduria'@en . <urn:x:b> skos:prefLabel 'Borduria'@en .\n"
    xsd = "http://www.w3.org/2001/XMLSchema#"
    old = write(
        tmp_path / "old.ttl", f"{head}<http://x/s> <http://x/in> <urn:x:a> ; <http://x/n> '5'^^<{xsd}integer> ."
    )
    new = write(
        tmp_path / "new.ttl", f"{head}<http://x/s> <http://x/in> <urn:x:b> ; <http://x/n> '5'^^<{xsd}decimal> ."
    )
    out = run("diff", old, new)[1]
    assert "from urn:x:a to urn:x:b" in out
    assert 'from "5"^^xsd:integer to "5"^^xsd:decimal' in out


def test_json_tells_a_node_without_a_name_as_such(run):
    out = run("diff", str(FAULTS / "old.ttl"), str(FAULTS / "inside.ttl"), "--format", "json")[1]
    (change,) = json.loads(out)["changes"]
    assert 'name> "Yard Two"' in change["details"][0]["after"][0]["nameless"]


G = "<urn:g> {{ {} }} <urn:h> {{ {} }}"
A, B = "<urn:s> <urn:p> <urn:a> .", "<urn:s> <urn:p> <urn:b> ."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (G.format(A, B), G.format(B, A), "from urn:p urn:a in urn:g, urn:p urn:b in urn:h to urn:p urn:a in urn:h"),
        (f"{A} <urn:g> {{ {B} }}", f"{B} <urn:g> {{ {A} }}", "from urn:p urn:a in the default graph"),
        (f"{A} <urn:g> {{ {B} }}", f"<urn:g> {{ {A} {B} }}", "to urn:p urn:a in urn:g"),
        (f"<urn:g> {{ {A} }} _:x {{ {B} }}", f"<urn:g> {{ {B} }} _:y {{ {A} }}", "urn:b in a graph without a name to"),
        (f"<urn:g> {{ {A} }}", f"<urn:g> {{ {A} }} _:y {{ {A} }}", "added a graph without a name"),
    ],
)
def test_a_triple_that_stands_in_another_graph_of_the_same_is_told(before, after, told, run, tmp_path):
    old, new = write(tmp_path / "old.trig", before), write(tmp_path / "new.trig", after)
    code, out, _ = run("diff", old, new)
    assert code == 0
    assert "  moved: urn:s" in out
    assert told in out
    assert run("diff", old, old)[0] == run("diff", new, new)[0] == 1


def test_the_names_of_nameless_graphs_and_copies_in_the_default_graph_are_no_change(run, tmp_path):
    old = write(tmp_path / "old.trig", f"<urn:g> {{ {A} }} _:x {{ {B} }}")
    new = write(tmp_path / "new.trig", f"{A} {B} <urn:g> {{ {A} }} _:y {{ {B} }}")
    assert run("diff", old, new)[0] == 1
