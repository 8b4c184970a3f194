"""A value from elsewhere arrives in every format visible and alone, as a reader that is not ours reads it back."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from tests.hostile import nasty
from tests.hostile.nasty import VALUES, hidden, shown, steering

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SH = "http://www.w3.org/ns/shacl#"


def quoted(text: str) -> str:
    """Return text as a string of SPARQL or Turtle, with escapes for all that needs one."""
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(named.get(c) or (f"\\U{ord(c):08x}" if hidden(c) else c) for c in text) + '"'


def written(run, tmp_path: Path, query: str, form: str) -> str:
    path = tmp_path / f"a.{form}"
    given = ("--format", form) if form in ("csv", "tsv", "json", "table", "md", "html") else ()
    code, out, error = run("sparql", query, *given, "-o", str(path))
    assert (code, out, error) == (0, "", "")
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def test_in_an_answer(run, tmp_path):
    values = list(VALUES.values())
    seen = [shown(value) for value in values]
    in_lines = [shown(value, "\n\t") for value in values]
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {' '.join(map(quoted, values))} }} }}"

    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = nasty.delimited(written(run, tmp_path, query, form), delimiter)
        assert sorted(row for (row,) in rows) == sorted(["x", *values])
    text = written(run, tmp_path, query, "json")
    rows = [row["x"] for row in json.loads(text)["results"]["bindings"]]
    assert {row.pop("type") for row in rows} == {"literal"}
    assert sorted(row["value"] for row in rows) == sorted(values)
    assert steering(text) == []
    text = written(run, tmp_path, query, "table")
    assert steering(text) == []
    left = nasty.squeezed(text)
    for value in seen:
        assert nasty.squeezed(value) in left
        left = left.replace(nasty.squeezed(value), "", 1)
    assert re.fullmatch("x-*", left)
    page = nasty.markdown(written(run, tmp_path, query, "md"))
    assert page.addresses == []
    assert set(page.tags) == {"table", "thead", "tbody", "tr", "th", "td"}
    assert sorted(text.strip() for text in page.texts if text.strip()) == sorted(["x", *seen])
    text = written(run, tmp_path, query, "html")
    assert steering(text) == []
    page = nasty.Page(text)
    assert [value for value in in_lines if value not in page.texts] == []
    assert page.addresses == []
    assert not {"img", "script", "a", "u"} & set(page.tags)
    run("sparql", query, "-o", str(tmp_path / "a.xlsx"))
    rows = nasty.sheets((tmp_path / "a.xlsx").read_bytes())[0]
    assert sorted(row for (row,) in rows) == sorted(["x", *in_lines])


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld"])
def test_in_triples(ending, run, tmp_path):
    def query(values: list[str]) -> str:
        return (
            f"CONSTRUCT {{ <http://example.org/s> <http://example.org/p> {','.join(map(quoted, values))} }} WHERE {{}}"
        )

    form = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}.get(ending, ending)
    values = list(VALUES.values())
    if ending == "rdf":  # XML has no place for some
        fine = [value for value in values if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", value)]
        assert fine != values
        code, _, error = run("sparql", query(values), "-o", str(tmp_path / "b.rdf"))
        assert code == 2
        assert "XML has no place for" in error.splitlines()[0]
        assert not (tmp_path / "b.rdf").exists()
        values = fine
    text = written(run, tmp_path, query(values), ending)
    assert sorted(nasty.literals(text, form)) == sorted(values)


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_in_a_validation(engine, run, tmp_path):
    head = f"@prefix e: <http://example.org/> . @prefix sh: <{SH}> .\n"
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(
        head + "".join(f"e:s{n} a e:T{n} ; e:p {quoted(value)} .\n" for n, value in enumerate(VALUES.values())),
        encoding="utf-8",
    )
    shapes.write_text(
        head
        + "".join(
            f"e:S{n} a sh:NodeShape ; sh:targetClass e:T{n} ; sh:name {quoted(value)} ;\n"
            f"  sh:property [ sh:path e:p ; sh:maxCount 0 ; sh:message {quoted(value)}@en ] ,\n"
            f"    [ sh:path e:p ; sh:pattern '^never$' ; sh:message {quoted(value)} ] .\n"
            for n, value in enumerate(VALUES.values())
        ),
        encoding="utf-8",
    )

    def told(form: str) -> str:
        code, out, _ = run(
            "validate", str(data), "--alone", "--shapes", str(shapes), "--engine", engine, "--format", form
        )
        assert code == 1, out
        return out

    values = sorted([*VALUES.values(), *VALUES.values()])
    text = told("text")
    assert steering(text) == []
    assert [value for value in VALUES.values() if f"    {shown(value)}" not in text.split("\n")] == []
    root = nasty.xml(told("junit"))
    assert sorted(case.find("failure").text for case in root) == sorted(shown(value, "\n\t") for value in values)
    rows = json.loads(told("json"))["results"]
    assert sorted(row["message"] for row in rows) == values
    assert {row["value"] for row in rows} - {""} == set(VALUES.values())
    text = told("sarif")
    assert steering(text) == []
    messages = [one["message"]["text"].partition(": ")[2] for one in json.loads(text)["runs"][0]["results"]]
    assert sorted(messages) == values
    read = rdflib.Graph().parse(data=told("turtle"), format="turtle")
    assert len(list(read.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult")))) == len(values)
    known = ("conforms", "result", "focusNode", "resultMessage", "resultPath", "resultSeverity",
             "sourceConstraintComponent", "sourceShape", "value", "path", "maxCount", "pattern", "message")  # fmt: skip
    assert {str(p) for p in set(read.predicates()) - {rdflib.RDF.type}} <= {SH + one for one in known}
    assert {str(o) for o in read.objects(None, rdflib.URIRef(SH + "resultMessage"))} == set(VALUES.values())


def test_in_a_change_log(run, tmp_path):
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    head = "@prefix e: <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    numbered = list(enumerate(VALUES.values()))
    old.write_text(head + "".join(f'e:s{n} skos:prefLabel "plain {n}"@en .\n' for n, _ in numbered), encoding="utf-8")
    new.write_text(head + "".join(f"e:s{n} skos:prefLabel {quoted(v)}@en .\n" for n, v in numbered), encoding="utf-8")
    told = {form: run("diff", str(old), str(new), "--format", form)[1] for form in ("text", "md", "json")}
    assert steering(told["text"] + told["md"]) == []
    page = nasty.markdown(told["md"])
    assert page.addresses == []
    assert set(page.tags) <= {"h1", "h2", "p", "ul", "li", "strong"}
    read = nasty.parsed(told["json"])
    for value in VALUES.values():
        assert shown(value) in told["text"]
        assert any(shown(value) in text for text in page.texts), ascii(value)
        assert value in read


IRIS = (
    "http://example.org/a\u202eb",
    "http://example.org/a\u200bb\u2028c",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "HTTP://example.org/x",
)


@pytest.mark.parametrize("iri", [IRIS[0], *(pytest.param(iri, marks=pytest.mark.long) for iri in IRIS[1:])])
def test_an_iri_is_a_link_only_of_the_web_and_hides_nothing(iri, run, tmp_path):
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ <{iri}> }} }}"
    for form in ("html", "md", "table"):
        code, out, error = run("sparql", query, "--format", form)
        assert (code, error) == (0, "")
        assert steering(out) == []
        assert shown(iri) in (nasty.Page(out).texts if form == "html" else out.replace("\\\\", "\\"))
        if form == "html":
            links = nasty.Page(out).addresses
            assert len(links) == iri.lower().startswith("http")
            assert all(steering(link) == [] for link in links)
    run("sparql", query, "-o", str(tmp_path / "a.xlsx"))
    assert nasty.sheets((tmp_path / "a.xlsx").read_bytes())[0][1] == [shown(iri)]
    assert nasty.delimited(run("sparql", query, "--format", "csv")[1])[1][0] == iri


def test_a_finding_on_an_iri_that_is_none_makes_no_triples_of_its_own(run, tmp_path):
    iri = "http://example.org/a> <http://example.org/p> <http://example.org/o> . <http://example.org/b"
    data = tmp_path / "a.jsonld"
    data.write_text(json.dumps({"@id": iri, "@type": "http://example.org/Thing"}), encoding="utf-8")
    shapes = tmp_path / "s.ttl"
    shapes.write_text(
        f"@prefix e: <http://example.org/> . @prefix sh: <{SH}> .\n"
        "e:S sh:targetClass e:Thing ; sh:property [ sh:path e:p ; sh:minCount 1 ] .",
        encoding="utf-8",
    )
    code, out, error = run("validate", str(data), "--alone", "--shapes", str(shapes), "--format", "turtle")
    if code in (0, 1):
        read = rdflib.Graph().parse(data=out, format="turtle")
        assert not list(read.triples((None, rdflib.URIRef("http://example.org/p"), None)))
    else:
        assert (code, out) == (2, "")
        assert error.count("\n") == 2


@pytest.mark.long
def test_a_workbook_holds_what_is_long_or_much(store):
    from foederis.answers import xlsx
    from foederis.queries import Answer

    long = "🛡" * 20_000
    address = ox.NamedNode("http://example.org/" + "x" * 3000)
    content = xlsx.workbook(Answer(("a", "b"), ((ox.Literal(long), address),)), [("SPARQL", "y" * 40_000)], "en", store)
    (_, (text, link)), ((_, told),) = nasty.sheets(content)
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.endswith("…")
    assert link == address.value
    assert len(told) == 32_767
    rows = tuple((ox.NamedNode(f"http://example.org/{n}"),) for n in range(65_532))
    # read as XML: openpyxl takes minutes for so many links
    with zipfile.ZipFile(io.BytesIO(xlsx.workbook(Answer(("a",), rows), [], "en", ox.Store()))) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        texts = [one.text for one in ET.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{_SHEET}t")]
    assert len(list(sheet.iter(f"{_SHEET}c"))) == len(rows) + 1
    assert len(list(sheet.iter(f"{_SHEET}hyperlink"))) == 65_530
    assert {row[0].value for row in rows} <= set(texts)
