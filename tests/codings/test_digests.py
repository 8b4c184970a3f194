"""Digests: what a statement says, whatever the order in which it is written; told alike by Python and by SPARQL."""

import hashlib
import unicodedata

import pyoxigraph as ox
import pytest
import rdflib

from foederis import graph, rooms
from foederis.codings import digests
from foederis.errors import BadInput
from foederis.generate import derived
from foederis.graph import rdflib_triple
from foederis.namespaces import FOED, ID, RDF
from foederis.validate import hygiene
from tests.conftest import LETTER

S = f"{ID}statement/note/a.p1.s1-1"
HEAD = (
    f"@prefix foed: <{FOED}> . @prefix p: <{ID}passage/note/> . @prefix s: <{ID}statement/note/> . "
    f"@prefix q: <{ID}quantity/> . @prefix c: <{ID}commitment/> . @prefix r: <{ID}recommendation/> . "
    f"@prefix x: <{ID}response/note/> . <{ID}graph/skeleton/note> {{ "
    f"p:a.p1.s1 foed:inDocument <{ID}document/note> ; foed:order 1 . "
    f"p:a.p1.s2 foed:inDocument <{ID}document/note> ; foed:order 2 . }} "
)


def found(tmp_path, text: str) -> dict[str, str]:
    path = tmp_path / "note.trig"
    path.write_text(HEAD + text, encoding="utf-8")
    return digests.digests_of([path]).get("note", {})


def test_the_digest_is_the_sha_256_of_the_sorted_lines(tmp_path):
    got = found(
        tmp_path, 'p:a.p1.s1 { s:a.p1.s1-1 foed:paraphrase "De \\"é\\" \\\\."@nl ; a foed:Statement ; foed:order 7 . }'
    )
    lines = [
        f'<{S}> <{FOED}order> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
        f'<{S}> <{FOED}paraphrase> "De \\"é\\" \\\\."@nl .\n',
        f"<{S}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{FOED}Statement> .\n",
    ]
    in_order = lines[2] + lines[0] + lines[1]  # "<http:" comes before "<https:"
    assert got == {S: hashlib.sha256(in_order.encode()).hexdigest()}


def test_order_prefixes_repeats_and_what_stands_elsewhere_make_no_difference(tmp_path):
    one = found(tmp_path, "p:a.p1.s1 { s:a.p1.s1-1 a foed:Statement ; foed:about r:x , r:y . }")
    for other in (
        f"@prefix z: <{ID}recommendation/> . p:a.p1.s1 {{ s:a.p1.s1-1 foed:about z:y , z:x , z:x ; a foed:Statement . }}",
        "p:a.p1.s1 { s:a.p1.s1-1 a foed:Statement ; foed:about r:x , r:y . } p:a.p1.s2 { r:x foed:order 3 . }",
        "p:a.p1.s1 { s:a.p1.s1-1 a foed:Statement ; foed:about r:x , r:y . r:x foed:order 3 . }",
    ):
        assert found(tmp_path, other) == one
    assert found(tmp_path, "p:a.p1.s1 { s:a.p1.s1-1 a foed:Statement ; foed:about r:x . }") != one


@pytest.mark.parametrize(
    "changed",
    [
        'foed:paraphrase "Een a."@nl , "An a."@en ; foed:quantity q:b',
        'foed:paraphrase "Een."@nl , "An a."@en ; foed:quantity q:a',
        'foed:paraphrase "Een a."@en , "An a."@en ; foed:quantity q:a',
        'foed:paraphrase "Een a."@nl , "An a."@en ; foed:quantity q:a ; foed:because s:a.p1.s2-1',
    ],
)
def test_any_change_of_its_own_triples_changes_the_digest(tmp_path, changed):
    told = "p:a.p1.s1 {{ s:a.p1.s1-1 a foed:Statement ; {} . q:a foed:value 1 . q:b foed:value 1 . }}"
    same = 'foed:paraphrase "Een a."@nl , "An a."@en ; foed:quantity q:a'
    assert found(tmp_path, told.format(changed)) != found(tmp_path, told.format(same))


@pytest.mark.parametrize("link", ["quantity", "condition", "makes", "reports", "reaffirms", "componentOf", "restates"])
def test_a_change_of_what_belongs_to_it_in_its_passage_changes_the_digest(tmp_path, link):
    told = "p:a.p1.s1 {{ s:a.p1.s1-1 a foed:Statement ; foed:{} q:a . q:a foed:condition q:b . q:b foed:value {} . }}"
    one, two = (found(tmp_path, told.format(link, number)) for number in (1, 2))
    assert one[S] != two[S]


def test_a_reason_and_the_parts_of_a_recommendation_have_digests_of_their_own(tmp_path):
    told = "p:a.p1.s1 {{ s:a.p1.s1-1 a foed:Statement ; foed:because s:a.p1.s1-2 . s:a.p1.s1-2 a foed:Statement ; foed:order {} . }}"
    one, two = (found(tmp_path, told.format(number)) for number in (1, 2))
    assert one[S] == two[S]
    assert one != two


def test_a_response_has_the_digest_of_the_part_it_answers_whatever_is_concluded(tmp_path):
    told = "p:a.p1.s1 {{ r:1a a foed:RecommendationPart , foed:Statement ; foed:order {} . }} <urn:x> {{ x:1a foed:respondsTo r:1a ; foed:stance r:{} . }}"
    one, two, three = (found(tmp_path, told.format(*pair)) for pair in ((1, "a"), (1, "b"), (2, "a")))
    assert one[f"{ID}response/note/1a"] == one[f"{ID}recommendation/1a"]
    assert one == two
    assert one.keys() == three.keys()
    assert all(one[iri] != three[iri] for iri in one)


def test_a_commitment_has_a_digest_and_stands_once_where_two_sentences_speak_of_it(tmp_path):
    got = found(
        tmp_path,
        "p:a.p1.s1 { c:x a foed:Commitment ; foed:condition q:a . q:a foed:value 1 . } "
        "p:a.p1.s2 { s:a.p1.s2-1 a foed:Statement ; foed:reports c:x . }",
    )
    assert list(got) == [f"{ID}commitment/x", f"{ID}statement/note/a.p1.s2-1"]


def test_every_statement_commitment_and_response_of_the_graph_has_one_and_sparql_finds_the_same(store):
    now = digests.digests(store)
    kinds = ("Statement", "Commitment", "Response")
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    things = {
        q.subject.value for k in kinds for q in store.quads_for_pattern(None, type_, ox.NamedNode(FOED + k), None)
    }
    assert {iri for one in now.values() for iri in one} == things
    check = rooms.room("validate") / "hygiene" / "digest-differs.rq"
    made = list(ox.parse(digests.as_trig(LETTER, now[LETTER]).encode(), format=ox.RdfFormat.TRIG))
    others = [q for q in graph.quads() if "/graph/digests/" not in q.graph_name.value]
    assert len(made) == len(now[LETTER]) > 400
    assert hygiene.check(check, hygiene.store_of([*others, *made])) == []
    wrong = [ox.Quad(q.subject, q.predicate, ox.Literal("0" * 64), q.graph_name) for q in made]
    assert len(hygiene.check(check, hygiene.store_of([*others, *wrong]))) == len(made)


def test_what_is_digested_is_written_in_one_form_of_unicode():
    texts = [q.object.value for q in graph.quads() if isinstance(q.object, ox.Literal)]
    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []


def test_the_index_is_made_anew_where_it_cannot_be_read(tmp_path, monkeypatch):
    import shutil

    for room in ("ontology", "graph", "queries", "validate"):
        shutil.copytree(rooms.room(room), tmp_path / room)
    (tmp_path / "docs").mkdir()
    monkeypatch.setenv("FOEDERIS_ROOMS", str(tmp_path))
    path = tmp_path / "graph" / "sources" / LETTER / digests.INDEX
    right = path.read_bytes()
    path.write_bytes(b"<<<<<<< one\n" + right)
    with pytest.raises(BadInput):
        list(graph.quads())
    first = next(derived.derived())
    assert first.path == path
    assert first.make is not None
    assert first.make() == right


@pytest.mark.parametrize("text", ['a "quoted" word', "a back\\slash", "two\nlines", "a\rreturn", '"\\n" and $1 \\0'])
def test_sparql_writes_a_text_with_quotes_and_line_ends_as_python_does(tmp_path, text):
    statement = ox.NamedNode(S)
    place = ox.NamedNode(f"{ID}passage/note/a.p1.s1")
    quads = [
        ox.Quad(statement, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + "Statement"), place),
        ox.Quad(statement, ox.NamedNode(FOED + "paraphrase"), ox.Literal(text, language="en"), place),
    ]
    path = tmp_path / "note.trig"
    path.write_text(HEAD + ox.serialize(quads, format=ox.RdfFormat.TRIG).decode(), encoding="utf-8")
    (digest,) = digests.digests_of([path])["note"].values()
    for written, rows in ((digest, 0), ("0" * 64, 1)):
        index = ox.NamedNode(f"{ID}graph/digests/note")
        held = [*quads, ox.Quad(statement, ox.NamedNode(FOED + "digest"), ox.Literal(written), index)]
        query = (rooms.room("validate") / "hygiene" / "digest-differs.rq").read_text(encoding="utf-8")
        assert len(list(hygiene.store_of(held).query(query))) == rows
        data = rdflib.Dataset()
        for quad in held:
            subject, predicate, found = rdflib_triple(quad, {})
            data.graph(quad.graph_name.value).add((subject, predicate, found))
            data.default_graph.add((subject, predicate, found))
        assert len(list(data.query(query))) == rows
