"""A house with a second document beside the letter: the synthetic letter, laid out in copies of the rooms."""

import shutil
from pathlib import Path

import pytest

from foederis import graph, rooms
from foederis.sources import read_layout
from foederis.sources.skeleton import skeleton_trig
from tests.conftest import LETTER

CASE = Path(__file__).parents[1] / "cases" / "letter"
SECOND = "test-letter"
RECORD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foed: <https://w3id.org/foederis/def/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/foederis/id/graph/reference/second> {
    <https://w3id.org/foederis/id/document/test-letter> a foed:Letter , foed:Document ;
        skos:prefLabel "proefbrief"@nl , "test letter"@en ;
        foed:abbreviation "TL-2031-9" ;
        dcterms:language <http://publications.europa.eu/resource/authority/language/NLD> ;
        foed:when <https://w3id.org/foederis/id/period/2020-autumn> ;
        dcterms:source <https://w3id.org/foederis/id/passage/test-letter/intro> .
}
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    """Return the folder of the rooms, which holds two documents while the tests of a module run."""
    place = tmp_path_factory.mktemp("house")
    for name in rooms.NAMES:
        shutil.copytree(rooms.room(name), place / name)
    for other in {path.name for path in (place / "graph" / "sources").iterdir()} - {LETTER}:
        shutil.rmtree(place / "graph" / "sources" / other)  # these tests are of two documents
        shutil.rmtree(place / "graph" / "codings" / other, ignore_errors=True)
    folder = place / "graph" / "sources" / SECOND
    folder.mkdir()
    shutil.copy(CASE / "layout.toml", folder)
    text = (CASE / "letter.txt").read_text(encoding="utf-8")
    (folder / "skeleton.trig").write_text(skeleton_trig(text, read_layout(folder / "layout.toml")), encoding="utf-8")
    (place / "graph" / "reference" / "second.trig").write_text(RECORD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "root", lambda: place)
        patch.setenv("FOEDERIS_CACHE", str(place / "cache"))
        graph.content_hash.cache_clear()
        yield place
    graph.content_hash.cache_clear()
