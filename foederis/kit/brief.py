"""A brief: one page that holds all that a reader, a person or a model, needs to state a section of a document."""

import pyoxigraph as ox

from foederis import graph, terms
from foederis.codings.scales import values
from foederis.kit import sheets
from foederis.kit.material import Material, Piece, of
from foederis.namespaces import CONCEPT, DCTERMS, FOED, ID, RDFS, SKOS
from foederis.sources import passage_iri

_LISTS = ("polarity", "modality", "stance", "bindingness", "progress", "empty-reason", "relation", "degree", "aspect",
          "hedge", "manner", "level", "listing")  # fmt: skip
_SHORT = ("act", "role", "unit", "comparator", "nature")
_SKOS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", FOED + "abbreviation")


def brief(place: str, document: str) -> str:
    """Return the brief of a section as Markdown, the same each time for the same graph and text.

    Args:
        place: the locator of a section, paragraph or sentence.
        document: the document, by any of its names, or the folder of its draft.

    Raises:
        BadUse: there is no such document or place.
    """
    material = of(document)
    pieces = material.inside(place)
    parts = [
        _opening(material, place, pieces),
        _sentences(material, pieces),
        _names(pieces),
        _kinds(),
        *(_codes(name, True) for name in _LISTS),
        *(_codes(name, False) for name in _SHORT),
        _further(),
        _template(material, pieces),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _opening(material: Material, place: str, pieces: tuple[Piece, ...]) -> str:
    layout = material.layout
    title = (layout.titles(place) or (place, place))[1]
    held = sum(1 for one in pieces if one.words)
    exact = "with their exact words" if held == len(pieces) else f"of which {held} with their exact words"
    return f"""# Brief: {title} ({place}) of {layout.title_en}

Document `{material.document}`, in `{layout.language}`: {len(pieces)} sentences, {exact}.
State what each sentence says, in your own words: who holds it, how firmly, about what. Then hand back the filled
template (TriG) or the sheet of the draft; `foederis source review FILE` checks it line by line.

- One statement a fact; a sentence with two facts has two. A sentence that states nothing says why (`emptyBecause`).
- What a statement is about stands among the names that its sentence mentions, or is a new name.
- A paraphrase names its subject, keeps strength and operator, and puts what is asked under *should*. Dutch and English
  say the same. No run of eight words of the text.
- A number is given in full (1.5 billion is 1500000000) and stands in the sentence.
- Nothing from memory: only what the sentence says.
"""


def _sentences(material: Material, pieces: tuple[Piece, ...]) -> str:
    lines = ["## Sentences", ""]
    for piece in pieces:
        lines.append(f"- **{piece.locator}** {_plain(piece.words) or '(its words are not held here)'}")
        speaker = material.speaker(piece)
        told = [
            ("mentions", [sheets.short(iri) for iri in piece.entities]),
            ("numbers", list(piece.figures)),
            ("cues", [sheets.code(iri) for iri in piece.cues]),
            ("speaker", [sheets.short(iri) for iri in speaker]),
        ]
        lines += [f"  - {name}: {', '.join(rows)}" for name, rows in told if rows]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _names(pieces: tuple[Piece, ...]) -> str:
    iris = sorted({iri for piece in pieces for iri in piece.entities})
    data = graph.store()
    rows = []
    for iri in iris:
        called = {
            terms.value(quad.object)
            for name in _SKOS
            for quad in data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(name), None, ox.DefaultGraph())
        }
        rows.append(f"| `{sheets.short(iri)}` | {_cell('; '.join(sorted(called)))} |")
    head = [
        "## Names",
        "",
        f"An IRI is `{ID}` and the name, such as `{ID}actor/nld`.",
        "",
        "| name | called |",
        "|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _kinds() -> str:
    data = graph.store()
    rows = [f"| `foed:{kind}` | {_cell(_defined(FOED + kind, data))} |" for kind in sheets.KINDS]
    return "\n".join(["## Kinds of statement", "", "| kind | when |", "|---|---|", *rows]) + "\n"


def _codes(name: str, defined: bool) -> str:
    ordered = values().get(name) or sorted(sheets.codes_of(name))
    if not ordered:
        return ""
    if not defined:
        return f"## Codes: {name}\n\n{', '.join(f'`{one}`' for one in ordered)}\n"
    data = graph.store()
    rows = []
    for one in ordered:
        iri = f"{CONCEPT}{name}/{one}"
        said = f"*{sheets.name_of(iri)}*: {_defined(iri, data)}" if name == "relation" else _defined(iri, data)
        rows.append(f"| `{name}/{one}` | {_cell(said)} |")
    return "\n".join([f"## Codes: {name}", "", "| code | when |", "|---|---|", *rows]) + "\n"


_FURTHER = (
    "degree", "aspect", "hedge", "manner", "level", "listing", "role", "within", "purpose", "means", "recipient",
    "addressee", "comparedWith", "since", "example", "cites", "citedFor", "matter", "readWith", "disregardsCue",
)  # fmt: skip


def _further() -> str:
    """Return what else a statement can say: the keys of the column `more`, and properties in TriG."""
    data = graph.store()
    rows = [f"| `{name}` | {_cell(_defined(FOED + name, data))} |" for name in _FURTHER]
    said = "Under `more` of the sheet as `degree=degree/more; within=actor/eu actor/nato; readWith=p:view.p1.s1`.\n"
    return "\n".join(["## Properties", "", said, "| property | value |", "|---|---|", *rows]) + "\n"


def _defined(iri: str, data: ox.Store) -> str:
    for predicate in (SKOS + "definition", RDFS + "comment"):
        quads = data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None)
        told = sorted({q.object.value for q in quads if isinstance(q.object, ox.Literal) and q.object.language == "en"})
        if told:
            return told[0]
    return ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _template(material: Material, pieces: tuple[Piece, ...]) -> str:
    document = material.document
    prefixes = {
        "actor": f"{ID}actor/", "dcterms": DCTERMS, "foed": FOED, "instrument": f"{ID}instrument/",
        "modality": f"{CONCEPT}modality/", "p": passage_iri(document, ""), "polarity": f"{CONCEPT}polarity/",
        "empty-reason": f"{CONCEPT}empty-reason/", "relation": f"{CONCEPT}relation/",
        "s": f"{ID}statement/{document}/", "topic": f"{ID}topic/",
    }  # fmt: skip
    lines = [
        "## Template", "",
        "Fill in what stands between « and »; leave out a property that the sentence does not give; repeat a block for",
        "a second fact (`-2`). What states nothing: `p:x.s1 foed:emptyBecause empty-reason:connective .`", "",
        "```trig", *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(prefixes.items())), "",
    ]  # fmt: skip
    for piece in pieces:
        holder = " , ".join(_curie(iri) for iri in material.speaker(piece)) or "«holder»"
        about = " , ".join(_curie(iri) for iri in piece.entities) or "«name»"
        lines += [
            f"p:{piece.locator} {{",
            f"    s:{piece.locator}-1 a foed:«kind» , foed:Statement ;",
            f"        foed:holder {holder} ;",
            f"        foed:about {about} ;",
            "        foed:subject «name» ; foed:relation relation:«code» ; foed:object «name» ;",
            "        foed:polarity polarity:«affirmed» ; foed:modality modality:«is» ;",
            '        foed:paraphrase "«nl»"@nl , "«en»"@en .',
            "}", "",
        ]  # fmt: skip
    return "\n".join([*lines, "```"]) + "\n"


def _curie(iri: str) -> str:
    kind, _, name = sheets.short(iri).partition("/")
    plain = bool(name) and kind in ("actor", "instrument", "topic") and name.replace("-", "").isalnum()
    return f"{kind}:{name}" if plain else f"<{iri}>"
