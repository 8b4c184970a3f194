"""`foederis links --copies`: links held against copies of the tables they lead into."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from foederis import rooms
from foederis.cli import main
from foederis.namespaces import ID, PREFIXES

HEAD = """
@prefix at: <http://publications.europa.eu/ontology/authority/> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="module")
def codes() -> list[str]:
    from foederis.links.copies import links

    space = "http://publications.europa.eu/resource/authority/country/"
    return sorted(row["object"].removeprefix(space) for row in links() if row["space"] == space)


def table(codes: list[str], **instead: str) -> str:
    """Return a table of countries with all codes; `instead` says otherwise of some."""
    rows = {code: f"country:{code} a skos:Concept ." for code in codes} | instead
    return HEAD + "\n".join(rows.values())


def found(tmp_path: Path, text: str, name: str = "countries.ttl") -> tuple[int, dict[str, dict[str, object]]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    written = tmp_path / "told.out"
    code = main(["links", "--copies", str(tmp_path), "--format", "json", "-o", str(written)])
    return code, {row["target"].rsplit("/", 1)[-1]: row for row in json.loads(written.read_text(encoding="utf-8"))}


def test_what_is_there_under_our_names_is_confirmed(tmp_path, codes):
    named = 'country:DEU skos:prefLabel "Duitsland"@nl , "GERMANY"@en .'
    code, rows = found(tmp_path, table(codes, DEU=named))
    assert code == 0
    assert rows["DEU"]["outcome"] == "there"
    assert rows["DEU"]["names"] == {"nl": True, "en": True}, "case does not count"
    assert rows["FRA"]["outcome"] == "there"
    assert rows["FRA"]["names"] == {}, "the copy names nothing"
    assert {row["outcome"] for row in rows.values()} == {"there", "unknown", "skipped"}
    assert {row["predicate"] for row in rows.values() if row["outcome"] == "skipped"} == {PREFIXES["foaf"] + "page"}


def test_another_name_is_told_and_is_no_error(tmp_path, codes, capsys):
    other = 'country:DEU skos:prefLabel "Pruisen"@nl , "Germany"@en .'
    code, rows = found(tmp_path, table(codes, DEU=other))
    assert code == 0
    assert rows["DEU"]["names"] == {"nl": False, "en": True}
    assert rows["DEU"]["theirs"] == {"nl": "Pruisen"}
    assert main(["links", "--copies", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "Called otherwise there:" in told
    assert "0 of 1" in told
    assert "1 of 1" in told
    assert "No copy here of what these lead into:\n" in told


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("owl:deprecated true .", "deprecated true"),
        ('at:deprecated "true" .', "deprecated true"),
        ('at:end.use "1990-10-02" .', "end.use 1990-10-02"),
        ("<http://purl.org/dc/terms/isReplacedBy> country:NLD .", "isReplacedBy"),
        (
            "<http://publications.europa.eu/ontology/euvoc#status> <http://publications.europa.eu/resource/authority/concept-status/RETIRED> .",
            "RETIRED",
        ),
    ],
)
def test_what_the_table_ended_is_an_error(tmp_path, codes, capsys, said, why):
    code, rows = found(tmp_path, table(codes, DEU=f"country:DEU {said}"))
    assert code == 1
    assert rows["DEU"]["outcome"] == "ended"
    assert why in rows["DEU"]["why"]
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 2
    assert error[0].startswith("foederis: 1 of ")


def test_what_says_that_it_goes_on_is_not_ended(tmp_path, codes):
    going = 'country:DEU owl:deprecated false ; at:deprecated "false" ; at:end.use "9999-12-31" .'
    code, rows = found(tmp_path, table(codes, DEU=going))
    assert (code, rows["DEU"]["outcome"]) == (0, "there")


def test_what_a_copy_of_its_table_lacks_is_an_error(tmp_path, codes, capsys):
    code, rows = found(tmp_path, table(codes, DEU=""))
    assert code == 1
    assert rows["DEU"]["outcome"] == "missing"
    assert rows["FRA"]["outcome"] == "there"


def test_cabinets_events_and_later_acts_are_held_against_copies(tmp_path):
    from foederis.links.copies import links

    spaces = ("http://www.wikidata.org/entity/", "http://data.europa.eu/eli/")
    targets = sorted({row["object"] for row in links() if row["space"] in spaces})
    named = "<http://www.wikidata.org/entity/Q42293409> skos:prefLabel 'kabinet-Rutte III'@nl , 'Rutte 3'@en ."
    text = HEAD + "\n".join([named, *(f"<{target}> a skos:Concept ." for target in targets)])
    code, rows = found(tmp_path, text, "others.ttl")
    assert code == 0
    for item in ("Q42293409", "Q110111120", "Q126527270", "Q137926983", "Q7888194", "Q81068910"):
        assert rows[item]["outcome"] == "there"
    assert rows["Q42293409"]["names"] == {"nl": True, "en": False}
    without = text.replace("<http://www.wikidata.org/entity/Q137926983> a skos:Concept .", "")
    code, rows = found(tmp_path, without, "others.ttl")
    assert (code, rows["Q137926983"]["outcome"]) == (1, "missing")
    told = json.loads((tmp_path / "told.out").read_text(encoding="utf-8"))
    acts = [row["outcome"] for row in told if row["linkset"] == "eli-later-acts-seealso"]
    assert acts == ["there"] * 3


def test_rdf_xml_is_read_as_the_tables_are_published(tmp_path):
    from foederis.links.copies import links

    (target,) = {row["object"] for row in links() if "/authority/role/" in row["object"]}
    text = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="{target}"/>
</rdf:RDF>"""
    code, rows = found(tmp_path, text, "roles.rdf")
    assert (code, rows[target.rsplit("/", 1)[-1]]["outcome"]) == (0, "there")


def test_a_type_or_a_broader_concept_need_not_have_our_name(tmp_path):
    text = '<http://publications.europa.eu/resource/authority/resource-type/LET> <http://www.w3.org/2004/02/skos/core#prefLabel> "Letter"@en .'
    _, rows = found(tmp_path, text, "types.ttl")
    assert rows["LET"]["outcome"] == "there"
    assert rows["LET"]["names"] == {}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no RDF file"),
        ({"table.csv": "a,b"}, "holds no RDF file"),
        ({"table.ttl": "country:NLD a"}, "table.ttl:1"),
        ({"table.rdf": "<rdf:RDF"}, "table.rdf"),
    ],
)
def test_a_folder_without_a_readable_table_is_refused(tmp_path, capsys, files, told):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["links", "--copies", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 2


def test_no_folder_is_said_and_both_ways_at_once_are_refused(tmp_path, capsys):
    assert main(["links", "--copies", str(tmp_path / "none")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert main(["links", "--check", "--copies", str(tmp_path)]) == 2
    assert "not allowed with argument --check" in capsys.readouterr().err


def test_an_item_that_was_merged_into_another_is_an_error(tmp_path, codes, capsys):
    code, rows = found(tmp_path, table(codes, DEU="country:DEU owl:sameAs country:NLD ."))
    assert code == 1
    assert rows["DEU"]["outcome"] == "ended"
    assert rows["DEU"]["why"].startswith("merged into http")
    named = table(codes, DEU='country:DEU owl:sameAs country:D ; skos:prefLabel "Germany"@en .')
    assert found(tmp_path, named)[1]["DEU"]["outcome"] == "there", "another name of an item that is there"


def with_space(tmp_path: Path, where: str) -> subprocess.CompletedProcess[str]:
    """Compare countries in rooms where the address space of their table stands in `where`; empty: nowhere."""
    house = tmp_path / "rooms"
    for room in ("ontology", "graph", "queries", "validate"):
        shutil.copytree(rooms.room(room), house / room)
    own = house / "graph" / "links" / "eu-countries.trig"
    text = own.read_text(encoding="utf-8")
    space = re.search(r'(?P<target>\S+) a void:Dataset ;\s+(?:[^.]*?)void:uriSpace (?P<space>"[^"]+")', text)
    assert space
    own.write_text(
        text.replace(f"void:uriSpace {space['space']}", "void:vocabulary <http://example.org/none>"), encoding="utf-8"
    )
    if where:
        prefixes = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
        stated = f"{prefixes}\n<{ID}graph/reference/{where}> {{ {space['target']} void:uriSpace {space['space']} . }}\n"
        (house / "graph" / "reference" / f"{where}.trig").write_text(stated, encoding="utf-8")
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "countries.ttl").write_text(HEAD + "country:DEU a skos:Concept .", encoding="utf-8")
    words = [sys.executable, "-m", "foederis", "links", "--copies", str(folder)]
    environment = {**os.environ, "FOEDERIS_ROOMS": str(house), "FOEDERIS_CACHE": str(tmp_path / "cache")}
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def test_a_link_set_whose_address_space_stands_in_another_graph_is_compared(tmp_path):
    told = with_space(tmp_path, "elsewhere")
    assert "country/FRA" in told.stdout, told
    assert told.returncode == 1, "all countries but one are missing"


def test_a_link_set_without_an_address_space_is_named_as_not_compared(tmp_path):
    told = with_space(tmp_path, "")
    _, _, rest = told.stdout.partition("Not compared, for nothing says where the table lies (void:uriSpace):\n")
    assert "ountries" in rest.split("\n\n")[0], told
    assert "country/FRA" not in told.stdout
