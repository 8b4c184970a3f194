"""A release: whole or not at all, the same bytes each time, every form holds the same facts, every IRI has its page."""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

import foederis
from foederis import graph, queries, rooms
from foederis.errors import BadInput, BadUse
from foederis.generate import __main__ as command
from foederis.namespaces import FOED, ID
from foederis.publish import metadata, release
from foederis.site import things, told

SPACE = "https://w3id.org/foederis/"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One release, made for all tests of this module."""
    folder = tmp_path_factory.mktemp("publish") / "release"
    release.write(str(folder))
    return folder


@pytest.fixture(scope="module")
def data() -> set[ox.Quad]:
    """What is published, read from the rooms without the code under test."""
    plain = (ox.NamedNode, ox.Literal)
    return {q for q in graph.quads() if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, plain)}


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_byte_identical(made, tmp_path: Path):
    # In another process, with another hash seed, so that no order of a set or of a run is left in it. .ci/run names one
    # that `make release` has written.
    second = Path(os.environ.get("FOEDERIS_RELEASE") or tmp_path / "again")
    if not second.exists():
        seed = {**os.environ, "PYTHONHASHSEED": "4242"}
        run = [sys.executable, "-m", "foederis.generate", "release", str(second)]
        subprocess.run(run, check=True, env=seed, capture_output=True, cwd=rooms.root())
    one, other = content(made), content(second)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_every_file_is_in_the_checksums_and_agrees(made):
    lines = (made / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert listed == {
        name: hashlib.sha256(data).hexdigest() for name, data in content(made).items() if name != "SHA256SUMS"
    }


def canonical(quad: ox.Quad) -> str:
    """A line of canonical N-Quads, by the rules of RDFC-1.0, written for the test alone."""

    def text(term: ox.NamedNode | ox.Literal) -> str:
        if isinstance(term, ox.NamedNode):
            return f"<{term.value}>"
        kept = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
        value = "".join(
            kept.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 0x20 or ord(c) == 0x7F else c) for c in term.value
        )
        if term.language:
            return f'"{value}"@{term.language}'
        kind = term.datatype.value
        return f'"{value}"' + ("" if kind == "http://www.w3.org/2001/XMLSchema#string" else f"^^<{kind}>")

    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    return " ".join(text(term) for term in terms if not isinstance(term, ox.DefaultGraph)) + " .\n"


def test_the_n_quads_are_canonical_and_their_digest_is_in_the_metadata(made, data):
    text = (made / "foederis.nq").read_bytes()
    copy = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in data}
    assert text == "".join(sorted(canonical(quad) for quad in data | copy)).encode()
    digest = hashlib.sha256(text).hexdigest()
    assert digest in (made / "catalogue.ttl").read_text()
    assert digest in (made / "index.html").read_text()


def test_the_front_page_leads_to_what_became_of_things_and_names_each_feed_to_readers(made):
    page = (made / "index.html").read_text(encoding="utf-8")
    assert {*re.findall(r'<link rel="alternate" type="([^"]+)"', page)} == {"application/atom+xml", "text/calendar"}
    told = re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)" hreflang="(en|nl)"', page)
    assert {name for name, _ in told} == {f"feeds/{path.name}" for path in (made / "feeds").iterdir()}
    assert all((language == "nl") == ("-nl." in name) for name, language in told)
    for name, _ in told:
        content = (made / name).read_text(encoding="utf-8")
        assert name.endswith(".ics") or f'rel="self" type="application/atom+xml" href="{SPACE}{name}"' in content
    assert all(f'href="q/{name}/index.html"' in page for name in ("what-became-of", "commitment-status", "overdue"))


def test_trig_turtle_and_json_ld_hold_the_same_facts(made, data):
    assert set(ox.parse(path=made / "foederis.trig")) == data
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in data]
    union = [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=made / "foederis.ttl")]
    assert len(union) == len(set(union))
    assert set(union) == set(triples)
    assert set(ox.parse(path=made / "foederis.jsonld")) == data


def test_rdflib_reads_the_json_ld_back_and_fetches_nothing(made, data, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *_, **__: pytest.fail("something was fetched"))
    read = rdflib.Dataset()
    read.parse(made / "foederis.jsonld", format="json-ld")
    lines = "".join(line + "\n" for line in read.serialize(format="nquads").splitlines() if line.strip())
    assert set(ox.parse(lines.encode(), format=ox.RdfFormat.N_QUADS)) == data


def test_json_ld_reads_well(made):
    told = json.loads((made / "foederis.jsonld").read_text(encoding="utf-8"))
    graphs = {one["id"]: one["@graph"] for one in told["@graph"]}
    mpcc = next(one for one in graphs["graph:reference/instruments"] if one["id"] == "instrument:mpcc")
    assert mpcc["type"] == ["CommandStructure", "Instrument"]
    assert mpcc["prefLabel"]["en"] == "Military Planning and Conduct Capability"
    assert mpcc["abbreviation"] == "MPCC"


def test_the_tables_hold_the_facts_that_their_metadata_promises(made, data):
    told = json.loads((made / "csv/csv-metadata.json").read_text(encoding="utf-8"))
    assert {one["url"] for one in told["tables"]} == {path.name for path in (made / "csv").glob("*.csv")}
    rebuilt: set[tuple[str, str, str, str]] = set()
    subjects: set[str] = set()
    for table in told["tables"]:
        columns = table["tableSchema"]["columns"]
        assert len({one["name"] for one in columns}) == len(columns)
        with (made / "csv" / table["url"]).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [one["name"] for one in columns]
        for row in rows:
            if table["url"] != "links.csv":
                subjects.add(row[0])
            for cell, column in zip(row, columns, strict=True):
                if "propertyUrl" in column and cell:
                    values = cell.split("|") if "separator" in column else [cell]
                    rebuilt |= {(row[0], column["propertyUrl"], column.get("lang", ""), value) for value in values}
    expected = {
        (q.subject.value, q.predicate.value, getattr(q.object, "language", None) or "", q.object.value)
        for q in data
        if q.subject.value in subjects
    }
    assert rebuilt == expected
    assert len(subjects) > 1500


def test_a_reader_of_csvw_takes_the_tables(made):
    csvw = pytest.importorskip("csvw", reason="csvw is not here: pip install -e '.[test]'")
    found = csvw.CSVW(str(made / "csv/csv-metadata.json"), validate=True)
    assert found.is_valid
    rows = found.to_json(minimal=True)
    assert len(rows) > 1500


def test_every_iri_of_ours_has_a_page_and_its_data(made, data):
    quads = [*data, *ox.parse(path=made / "questions.trig")]  # the questions have names and pages too
    terms = {
        t.value for q in quads for t in (q.subject, q.predicate, q.object, q.graph_name) if isinstance(t, ox.NamedNode)
    }
    ours = {iri.partition("#")[0] for iri in terms if iri.startswith(SPACE)}
    assert len(ours) > 2900
    for iri in ours:
        path = iri.removeprefix(SPACE) + ("index" if iri.endswith("/") else "")
        path += "-property" if path in things.TWINS else ""
        for ending in ("html", "ttl", "jsonld"):
            assert (made / f"{path}.{ending}").is_file(), (iri, ending)


@pytest.mark.parametrize(
    ("iri", "by"),
    [
        ("id/instrument/mpcc", "s"),
        ("def/Commitment", "s"),
        ("id/concept/stance/favours", "s"),
        ("id/passage/bzdoc-1754443015-75/rec5.p1.s2", "sg"),  # with what it states
        ("id/statement/bzdoc-1754443015-75/rec5.p1.s2-1", "so"),  # with who codes and reads it
        ("id/recommendation/aiv-112-4", "so"),  # with what answers it
    ],
)
def test_what_a_page_offers_as_data_is_what_is_said_of_the_thing(iri, by, made, data):
    node = ox.NamedNode(SPACE + iri)
    about = {
        q for q in data if node in [getattr(q, {"s": "subject", "o": "object", "g": "graph_name"}[one]) for one in by]
    }
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in about}
    assert {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=made / f"{iri}.ttl")} == triples
    assert set(ox.parse(path=made / f"{iri}.jsonld")) == about
    assert len(about) > 1


def test_a_graph_that_is_no_passage_tells_how_much_it_states_and_of_what(made, data):
    graph = rdflib.Graph().parse(made / "id/graph/reference/actors.jsonld")
    held = {q for q in data if str(q.graph_name)[1:-1] == f"{ID}graph/reference/actors"}
    node, void = rdflib.URIRef(f"{ID}graph/reference/actors"), rdflib.Namespace("http://rdfs.org/ns/void#")
    assert [int(one) for one in graph.objects(node, void.triples)] == [len(held)]
    examples = {str(one) for one in graph.objects(node, void.exampleResource)}
    assert examples <= {q.subject.value for q in held}
    assert len(examples) == 3


def test_every_fact_is_in_the_file_of_what_it_is_about_under_its_graph(made, data):
    some = [quad for quad in data if quad.subject.value.startswith(SPACE) and "#" not in quad.subject.value][::500]
    assert len(some) > 100
    for quad in some:
        assert quad in set(ox.parse(path=made / f"{things.path_of(quad.subject.value)}.jsonld")), quad


class Page(HTMLParser):
    """Takes the links, tags and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.sent: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.sent += [dict(attrs).get("action") or ""] if tag == "form" else []
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.text += data


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_every_relative_link_of_every_page_leads_to_a_file_and_no_page_holds_another(made):
    files = {path for path in made.rglob("*") if path.is_file()}
    for path in (one for one in files if one.suffix == ".html"):
        page = read(path)
        assert page.tags.isdisjoint({"iframe", "object", "embed"})
        for link in page.links:
            parts = urlsplit(link)
            assert parts.scheme in ("", "http", "https"), link
            if not parts.scheme and parts.path:
                target = Path(os.path.normpath(path.parent / unquote(parts.path)))
                assert target in files, (path, link)
        for sent in page.sent:  # a form leads to a page of ours, or to the page itself
            assert not sent or Path(os.path.normpath(path.parent / sent)) in files, (path, sent)


def test_a_page_names_the_thing_in_both_languages_with_its_statements_and_their_sentence(made):
    text = read(made / "id/actor/nld.html").text
    assert "Netherlands" in text
    assert "Nederland" in text
    passage = read(made / "id/passage/bzdoc-1754443015-75/rec5.p1.s2.html").text
    assert "What it statesWat het zegt (2)" in passage
    assert "de reikwijdte van de wederzijdse bijstandsclausule" in passage
    # A recommendation is told by what it says, not by its number.
    assert "recommendation 6a" not in read(made / "id/instrument/mpcc.html").text.split("Facts")[0]
    assert re.search(
        r"What is said[^:]*: cabinet response to AIV advice no\. 112[^(]* \(\d+\)",
        read(made / "id/instrument/mpcc.html").text,
    )


def test_hostile_text_stays_text():
    name = ox.NamedNode(SPACE + "id/actor/x")
    bad = '<script>alert(1)</script>" onload="x'
    quads = [
        ox.Quad(name, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal(bad, language="en")),
        ox.Quad(name, ox.NamedNode(FOED + "about"), ox.NamedNode("javascript:alert(1)")),
    ]
    made = dict(told.files(things.Site(quads, "0.0.0")))
    for text in (made["id/actor/x.html"].decode(), made["id/actor/index.html"].decode()):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
    assert "javascript" not in re.findall(r"href=[^ >]*", made["id/actor/x.html"].decode())
    assert 'href="javascript' not in made["id/actor/x.html"].decode()


@pytest.mark.parametrize("tail", ["../../etc/passwd", "id/actor/..", "id//x", "id/a%2Fb", "id/a b", "id/\u202ex"])
def test_an_iri_that_would_leave_the_folder_is_refused(tail):
    with pytest.raises(BadInput, match="name of a file"):
        things.path_of(SPACE + tail)


@pytest.fixture(scope="module")
def known() -> metadata.Metadata:
    return metadata.gather(metadata.quads(), "0" * 64)


def test_pictures_of_all_views_are_there(made):
    views = {*queries.questions("views"), *queries.questions("charts")}
    assert {path.stem for path in (made / "pictures").glob("*.svg")} == views
    for path in (made / "pictures").glob("*.svg"):
        assert ET.parse(path).getroot().tag.endswith("svg")


def test_the_ontology_is_there_as_it_lies_and_on_a_page(made):
    assert (made / "ontology.ttl").read_bytes() == (rooms.room("ontology") / "foederis.ttl").read_bytes()
    version = foederis.__version__
    assert (made / f"def/{version}.ttl").read_bytes() == (made / "ontology.ttl").read_bytes()
    text = "".join(read(path).text for path in sorted(made.glob("def/terms-*.html")))
    for triple in ox.parse(path=made / "ontology.ttl"):
        if triple.predicate.value.endswith("#definition") and triple.subject.value.startswith(FOED):
            assert triple.object.value in text
    # A domain that is a union of classes is told too: what is said of a statement, a commitment and a tension.
    section = re.search(
        r"<section id=about>.*?</section>",
        "".join(path.read_text() for path in made.glob("def/terms-relations-*.html")),
        re.DOTALL,
    )
    assert {"statement", "commitment", "tension"} <= set(re.findall(r"<i>([a-z]+)</i>", section.group()))


def test_a_term_and_a_code_list_of_one_name_have_each_their_place_on_the_page(made):
    pages = [re.findall(r"<section id=([^>]*)>", path.read_text()) for path in sorted(made.glob("def/terms-*.html"))]
    assert all(len(ids) == len(set(ids)) for ids in pages)
    ids = {one for page in pages for one in page}
    assert len(ids) > 100
    assert {"verification", "concept-verification"} <= ids


def test_the_catalogue_gives_size_and_digest_of_every_distribution(made):
    told = rdflib.Graph().parse(made / "catalogue.ttl")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    nodes = list(told.subjects(rdflib.RDF.type, dcat.Distribution))
    assert len(nodes) > 20
    for node in nodes:
        path = made / str(told.value(node, dcat.downloadURL)).removeprefix(f"{SPACE}release/{foederis.__version__}/")
        assert int(told.value(node, dcat.byteSize)) == path.stat().st_size
        digest = told.value(told.value(node, spdx.checksum), spdx.checksumValue)
        assert str(digest).lower() == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_places_of_the_annotations_are_those_of_the_letter(made, letter):
    from foederis import sources
    from foederis.sources import layout, segment
    from foederis.sources.normalise import normalise

    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    told = rdflib.Graph().parse(made / "annotations.ttl")
    place = layout.read_layout(layout.folder("bzdoc-1754443015-75") / "layout.toml")
    sentences, _ = segment.segment(letter.read_text(encoding="utf-8"), place)
    texts = {one.locator: normalise(one.text).text for one in sentences}
    whole = "".join(texts.values())
    every = list(told.subjects(rdflib.RDF.type, oa.TextPositionSelector))
    assert len(every) == sum(len(sources.read_skeleton(one).sentences) for one in sources.documents())
    positions = [one for one in every if "/bzdoc-1754443015-75/" in one]
    assert len(positions) == len(texts)
    for one in positions:
        locator = str(one).partition("#")[0].rsplit("/", 1)[-1]
        assert whole[int(told.value(one, oa.start)) : int(told.value(one, oa.end))] == texts[locator]
    fragments = [one for one in told.subjects(rdflib.RDF.type, oa.FragmentSelector) if "/bzdoc-1754443015-75/" in one]
    assert len(fragments) > 250
    for one in fragments:
        text = texts[str(one).partition("#")[0].rsplit("/", 1)[-1]]
        start, end = str(told.value(one, rdflib.RDF.value)).removeprefix(":~:text=").split(",")
        assert text.startswith(normalise(unquote(start)).text)
        assert text.endswith(normalise(unquote(end)).text)


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path: Path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert command.main(["release", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "must be new or empty" in error
    assert len(error.strip().splitlines()) == 2
    assert content(tmp_path) == {"mine.txt": b"mine"}
    with pytest.raises(BadUse):
        release.write(str(tmp_path / "mine.txt"))


def test_the_address_of_a_release_is_told_to_its_pages(tmp_path: Path, monkeypatch, capsys):
    known = metadata.gather(metadata.quads(), "0" * 64)
    told = []
    monkeypatch.setattr(release, "build", lambda previous="", url="": told.append(url) or (known, {"a": b"1"}))
    made = ["release", str(tmp_path / "one"), "--url", "https://example.org/foederis"]
    assert command.main(made) == 0
    assert told == ["https://example.org/foederis/"]
    assert command.main(["release", str(tmp_path / "two"), "--url", "nowhere"]) == 2
    assert "a site cannot stand at 'nowhere'" in capsys.readouterr().err
    assert not (tmp_path / "two").exists()


@pytest.mark.parametrize("target", ["site", "release"])
def test_the_makefile_hands_the_address_on(target):
    done = subprocess.run(
        ["make", "--dry-run", "PAGE_IF_IT_CAN=true", target, "URL=https://example.org/foederis"],
        cwd=rooms.root(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    (line,) = [one for one in done.stdout.splitlines() if f"foederis {target} " in one or f"generate {target} " in one]
    assert line.rstrip().endswith("--url https://example.org/foederis")


def test_an_empty_folder_is_taken_and_what_is_no_folder_is_refused(tmp_path: Path, monkeypatch):
    known = metadata.gather(metadata.quads(), "0" * 64)
    monkeypatch.setattr(release, "build", lambda previous="", url="": (known, {"a": b"1", "b/c": b"2"}))
    (tmp_path / "empty").mkdir()
    release.write(str(tmp_path / "empty"))
    assert content(tmp_path / "empty") == {"a": b"1", "b/c": b"2"}
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot be written"):
        release.write(str(tmp_path / "file" / "release"))
    assert {path.name for path in tmp_path.iterdir()} == {"empty", "file"}


def test_names_that_differ_by_capitals_only_are_refused(tmp_path: Path, monkeypatch):
    known = metadata.gather(metadata.quads(), "0" * 64)
    monkeypatch.setattr(
        release, "build", lambda previous="", url="": (known, {"def/Coder.html": b"1", "def/coder.html": b"2"})
    )
    with pytest.raises(BadInput, match="capitals"):
        release.write(str(tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_no_two_files_differ_by_capitals_only(made):
    names = [str(path.relative_to(made)).casefold() for path in made.rglob("*")]
    assert len(names) == len(set(names))


def test_a_release_that_fails_leaves_nothing(tmp_path: Path, monkeypatch):
    known = metadata.gather(metadata.quads(), "0" * 64)
    monkeypatch.setattr(release, "build", lambda previous="", url="": (known, {"a": b"1", "a/b": b"2"}))
    with pytest.raises(BadInput, match="cannot be written"):
        release.write(str(tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_the_day_is_that_of_the_content(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1606262400")
    assert release.day() == "2020-11-25"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(BadUse, match="SOURCE_DATE_EPOCH"):
        release.day()


def test_a_release_reports_what_changed_since_the_one_before(made, tmp_path: Path):
    old = tmp_path / "old"
    old.mkdir()
    lines = (made / "foederis.nq").read_text().splitlines(True)
    line = next(one for one in lines if "/commitment/" in one and "prefLabel" in one)
    triple = line.removesuffix(" .\n")  # in the default graph; the line that begins alike has it in its own
    (old / "foederis.nq").write_text("".join(one for one in lines if not one.startswith(triple)))
    (old / "dataset.jsonld").write_text('{"version": "0.0.9"}')
    data = metadata.quads()
    text = release._changes(data, str(old)).decode()
    assert "# What changed from 0.0.9 to this release" in text
    assert "Commitments: 1 renamed." in text
    (old / "dataset.jsonld").write_text('{"version": "<x>"}')
    with pytest.raises(BadInput, match="version"):
        release._version(str(old))
