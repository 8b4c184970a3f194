"""`foederis source`: the documents, the exact words of a passage, and a section read back as sentences."""

import argparse
from pathlib import Path

from foederis import graph, queries, sources
from foederis.cli.output import emit
from foederis.errors import BadUse, NothingFound

_REVIEW = """
PREFIX foed: <https://w3id.org/foederis/def/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?locator ?kind ?holder ?polarity ?modality ?subject ?relation ?object ?paraphrase ?quantity ?why WHERE {
  VALUES ?language { "en" }
  ?passage a foed:Sentence ; foed:inDocument ?document ; foed:locator ?locator ; foed:order ?order .
  OPTIONAL { ?passage foed:emptyBecause ?why }
  OPTIONAL {
    GRAPH ?passage { ?s a foed:Statement , ?kind ; foed:holder ?holder ; foed:paraphrase ?paraphrase . }
    FILTER(?kind != foed:Statement && LANG(?paraphrase) = ?language)
    OPTIONAL { ?s foed:polarity ?polarity ; foed:modality ?modality }
    OPTIONAL { ?s foed:subject ?subject ; foed:relation ?relation ; foed:object ?object }
    OPTIONAL { ?s foed:quantity ?quantity }
  }
} ORDER BY ?order ?s ?subject ?object ?quantity"""


def add(options: argparse.Namespace) -> int:
    """Keep a copy of a document; exit code 1 when passages have drifted in it."""
    held = sources.add(Path(options.file))
    drifted = held.alignment.drifted
    total = len(held.alignment.passages)
    emit(f"Kept as {held.document}: {total - len(drifted)} of {total} passages found.\n")
    if drifted:
        raise NothingFound(
            f"{len(drifted)} passages have drifted: {', '.join(drifted[:12])}{' ...' if len(drifted) > 12 else ''}",
            options.file,
            "The copy has other words there: compare it with the published text.",
        )
    return 0


def listing(options: argparse.Namespace) -> int:
    """List the documents and whether a copy is held."""
    mine = {one.document: one for one in sources.held()}
    for name in sources.documents():
        layout = sources.read_layout(sources.folder(name) / "layout.toml")
        count = len(sources.read_skeleton(name).sentences)
        state = "not held: foederis source add FILE"
        if name in mine:
            lost = len(mine[name].alignment.drifted)
            state = f"held, {lost} passages drifted" if lost else "held, every passage found"
        emit(f"{name}  {layout.title_en}\n  {count} sentences; {state}\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the exact words of a passage, with its neighbours."""
    found = sources.words(document_named(options.document), options.locator)
    emit(f"{found.document} {found.locator}\n\n")
    for mark, words in (("  ", found.before), ("> ", found.words), ("  ", found.after)):
        if words:
            emit(f"{mark}{words}\n")
    return 0


def review(options: argparse.Namespace) -> int:
    """Print the statements of a section as sentences, beside the letter's own words where a copy is held."""
    document = document_named(options.document)
    data = graph.store()
    mine = {p.locator: p.words for one in sources.held() if one.document == document for p in one.alignment.passages}
    text = _REVIEW.replace('VALUES ?language { "en" }', f'VALUES ?language {{ "{options.lang}" }}')
    seen = ""
    last = ""
    told: set[str] = set()
    for row in queries.select(text, data=data).rows:
        value = [str(getattr(cell, "value", "")) for cell in row]
        locator = value[0]
        if locator.split(".")[0] != options.section and not locator.startswith(options.section + "."):
            continue
        label = [(graph.label(data, iri, options.lang) if iri.startswith("http") else None) for iri in value]
        name = [found.text if found else iri for found, iri in zip(label, value, strict=True)]
        if locator != seen:
            if not seen and not mine:
                emit("The letter's own words are not here; if you have it: foederis source add FILE\n")
            seen, last = locator, ""
            emit(f"\n{locator}  {mine.get(locator, '')}\n".rstrip(" "))
            if not value[8]:
                emit(f"    states nothing: {name[10]}\n" if value[10] else "    not yet read\n")
                continue
        if value[8] != last:
            last, told = value[8], set()
            emit(f"  - {value[8]}\n      [{name[1]}; {name[2]}; {name[4]}]\n")
        force = "" if value[3].endswith("/affirmed") else f"{name[3]}: "
        relation = f"      {force}{name[5]} - {name[6]} - {name[7]}\n" if value[6] else ""
        quantity = f"      # {name[9]}\n" if value[9] else ""
        for line in (relation, quantity):
            if line and line not in told:
                told.add(line)
                emit(line)
    if not seen:
        raise BadUse(
            f"there is no section '{options.section}'",
            document,
            "Sections: intro gen reaction rec1 ... rec10 closing annex fn1 ...",
        )
    return 0


def document_named(name: str) -> str:
    """Return the document of that name; without one, the first there is.

    Raises:
        BadUse: there is no such document.
    """
    known = sources.documents()
    if name and name not in known:
        raise BadUse(f"there is no document '{name}'", "", f"Known: {', '.join(known)}.")
    return name or known[0]
