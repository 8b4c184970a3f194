"""A view as one page that opens from disk: the drawing, its tables and all they need, nothing from the network.

Here is what the page says (`foederis/templates/view.html` says how): kinds with their looks, rows, evidence, policy.
"""

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from foederis import __version__, extras, graph, templates
from foederis.errors import BadInput
from foederis.export import records, source_line
from foederis.export.phrases import phrases
from foederis.namespaces import FOED, ID
from foederis.queries import Question

SCRIPT = Path(__file__).parent / "web" / "dist" / "page.js"
# Cytoscape.js and the key know the same shapes: as a number of corners, with the angle of the first.
SHAPES: Mapping[str, tuple[int, float]] = {
    "ellipse": (0, 0), "rectangle": (4, 45), "diamond": (4, 0), "triangle": (3, -90), "hexagon": (6, 0),
    "star": (10, -90), "pentagon": (5, -90), "octagon": (8, 22.5),
}  # fmt: skip
_NODE = ("label", "kind", "type", "color", "size", "iri", "evidence", "start", "end")
_EDGE = ("label", "kind", "color", "size", "iri", "start", "end", "passages")
"""What the script uses of a node and of an edge (`records`)."""
LINES = ("solid", "dashed", "dotted")
_PARAPHRASE = ox.NamedNode(FOED + "paraphrase")


@dataclass(frozen=True)
class Kind:
    """A kind of thing or of link: its name in the files, what it is called, and its look in the drawing and the key.

    `style` is a shape or a line as Cytoscape.js calls it; `corners` are the points of a shape in a square of 16 pixels,
    empty for a circle and for a line.
    """

    key: str
    name: str
    style: str
    color: str
    corners: str = ""


@dataclass(frozen=True)
class Thing:
    """A row of the table of things: how many links and sentences it has, and the names of those linked to it."""

    key: str
    name: str
    type: str
    links: int
    evidence: int
    near: Sequence[str]
    iri: str


@dataclass(frozen=True)
class Evidence:
    """What there is to say of a named graph: its name, its IRI, what it states in our own words, official addresses."""

    name: str
    iri: str
    says: str
    pages: Sequence[str]


@dataclass(frozen=True)
class Tie:
    """A row of the table of links: its id, what its cells say, and what states it."""

    key: str
    cells: tuple[object, ...]
    proof: Sequence[Evidence]


def script() -> str:
    """Return the script of the page, which is built from npm packages and never stored in the repository.

    Raises:
        BadInput: it is not built.
    """
    if not SCRIPT.is_file():
        raise BadInput(
            "the page's script is not built",
            "",
            "Build it: make web" if extras.in_checkout() else "Take a wheel that has it: make wheel, in a checkout.",
        )
    return SCRIPT.read_text(encoding="utf-8")


def page(view: "nx.MultiDiGraph[str]", asked: Question, script: str, language: str, data: ox.Store) -> bytes:
    """Return the page. Text of the view is only ever text: escaped in the tables, JSON data to the script.

    The policy in its head lets the two scripts and the style that are written here work, known by their digests, and
    nothing else: no request of any kind.
    """
    filled = templates.render(
        "view.html",
        language=language,
        policy=_policy(script, templates.style()),
        version=__version__,
        script=script,
        place=str,
        **shown(view, asked, language, data),
    )
    return filled.encode()


def shown(
    view: "nx.MultiDiGraph[str]",
    asked: Question,
    language: str,
    data: ox.Store,
    more: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Return what a page shows of a view, for its templates; `more` is what its script is told beside the view."""
    words = phrases("interactive", language)
    nodes, edges = list(records.nodes(view)), list(records.edges(view))
    kinds = _kinds(((a["kind"], a["type"], a["color"]) for _, a in nodes), list(SHAPES))
    ordered = str(view.graph.get("ordered", "")).split("\n")
    looks = ((e.attributes["kind"], e.attributes["label"], e.attributes["color"]) for e in edges)
    relations = _kinds(looks, LINES, [one for one in ordered if one])
    evidence = {key: _evidence(key, language, data) for e in edges for key in str(e.attributes["passages"]).split()}
    passages = [one.iri for key, one in evidence.items() if key.startswith("passage/")]
    documents = source_line.documents_of(passages, data) or graph.documents(data)
    told = {
        "name": records.clean(asked.name),
        "title": records.clean(str(view.graph.get("title", ""))),
        **packed(
            nodes=[
                {
                    "id": key, "shape": kinds[str(a["kind"])].style,
                    "pages": source_line.addresses(str(a["iri"]), data), **{name: a[name] for name in _NODE},
                }
                for key, a in nodes
            ],
            edges=[
                {
                    "key": e.key, "source": e.source, "target": e.target,
                    "line": relations[str(e.attributes["kind"])].style, **{name: e.attributes[name] for name in _EDGE},
                }
                for e in edges
            ],
            evidence=[{"key": key, **asdict(one)} for key, one in evidence.items()],
        ),
        "corners": {kind.key: kind.corners for kind in kinds.values()},
        "days": [day for day, _ in source_line.days(documents, language, data)],
        "layered": asked.extra.get("layout") in ("layered", "list"),
        "words": words,
        **(more or {}),
    }  # fmt: skip
    lead = [str(view.graph.get("shown", "")), asked.summary_nl if language == "nl" else asked.summary]
    summary = [*(f"{part.rstrip('.')}." for part in lead if part), words["counts"].format(len(nodes), len(edges))]
    return {
        "words": words,
        "title": records.clean(str(view.graph.get("title", ""))),
        "heading": records.clean(str(view.graph.get("heading") or view.graph.get("title", ""))),
        "subtitle": records.clean(str(view.graph.get("subtitle", ""))),
        "summary": records.clean(" ".join(summary)),
        "kinds": list(kinds.values()),
        "relations": list(relations.values()),
        "things": _things(nodes, edges),
        "links": list(_links(nodes, edges, evidence)),
        "source": source(evidence, language, data),
        "pages": official(documents, data),
        "data": _inert(told),
    }


def packed(**tables: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return tables with each value that stands in them once (`values`), and in their rows where it stands there.

    A table has `names`, those of its columns, and `rows`, in that order: the script puts them together again. Of a view
    with hundreds of links it is a fifth.
    """
    places: dict[str, int] = {}
    values: list[object] = []

    def place(value: object) -> int:
        key = json.dumps(value, ensure_ascii=False)
        if key not in places:
            places[key] = len(values)
            values.append(value)
        return places[key]

    told: dict[str, object] = {}
    for name, rows in tables.items():
        names = list(rows[0]) if rows else []
        told[name] = {"names": names, "rows": [[place(row[one]) for one in names] for row in rows]}
    return {**told, "values": values}


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return what a policy names a script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(told: object) -> str:
    """Return JSON in which nothing can end the script element, open a comment or break a line of script."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _kinds(
    looks: Iterable[tuple[records.Scalar, ...]], styles: Sequence[str], ordered: Sequence[str] = ()
) -> dict[str, Kind]:
    """Return what stands in (kind, name, colour) by its kind, each with a style.

    They come in the order of the kind, then degrees of a scale (`ordered`: their names) in theirs.
    """
    last = {str(kind): (str(name), str(color)) for kind, name, color in looks}

    def place(one: tuple[str, tuple[str, str]]) -> tuple[int, str]:
        return (ordered.index(one[1][0]) if one[1][0] in ordered else -1, one[0])

    found = {}
    for number, (kind, (name, color)) in enumerate(sorted(last.items(), key=place)):
        style = styles[number % len(styles)]
        found[kind] = Kind(kind, name, style, color, _corners(style) if style in SHAPES else "")
    return found


def _corners(shape: str) -> str:
    corners, turn = SHAPES[shape]
    points = []
    for number in range(corners):
        angle = math.radians(turn + 360 * number / corners)
        far = 3.2 if shape == "star" and number % 2 else 7
        points.append(f"{8 + far * math.cos(angle):.1f},{8 + far * math.sin(angle):.1f}")
    return " ".join(points)


def _iri(key: str) -> str:
    """Return the IRI of a named graph from its key in graph files (see `terms.path`)."""
    if key.startswith("foed:"):
        return FOED + key.removeprefix("foed:")
    return key if "://" in key else ID + key


def _evidence(key: str, language: str, data: ox.Store) -> Evidence:
    iri = _iri(key)
    said = set()
    if key.startswith("passage/"):
        said = {
            quad.object.value
            for quad in data.quads_for_pattern(None, _PARAPHRASE, None, ox.NamedNode(iri))
            if isinstance(quad.object, ox.Literal) and quad.object.language == language
        }
    name = graph.name(data, iri, language)
    pages = source_line.addresses(iri, data) or official(source_line.documents_of([iri], data), data)
    return Evidence(records.clean(name), iri, records.clean(" ".join(sorted(said))), pages)


def official(documents: Iterable[str], data: ox.Store) -> list[str]:
    """Return the official addresses of documents."""
    return sorted({page for document in documents for page in source_line.addresses(document, data)})


def _things(nodes: list[tuple[str, records.Attributes]], edges: list[records.Edge]) -> list[Thing]:
    """Return the rows of things, those with the most links first."""
    names = {key: str(a["label"]) for key, a in nodes}
    around: dict[str, set[str]] = {key: set() for key in names}
    count = dict.fromkeys(names, 0)
    for edge in edges:
        around[edge.source].add(edge.target)
        around[edge.target].add(edge.source)
        count[edge.source] += 1
        count[edge.target] += 1
    near = {key: sorted(names[other] for other in others) for key, others in around.items()}
    rows = [
        Thing(key, names[key], str(a["type"]), count[key], int(a["evidence"]), near[key], str(a["iri"]))
        for key, a in nodes
    ]
    return sorted(rows, key=lambda row: (-row.links, row.name, row.key))


def _links(
    nodes: list[tuple[str, records.Attributes]], edges: list[records.Edge], evidence: Mapping[str, Evidence]
) -> Iterator[Tie]:
    """Yield the rows of links: from what, in which relation, to what, since and until when, by which evidence."""
    names = {key: str(a["label"]) for key, a in nodes}
    for edge in edges:
        a = edge.attributes
        proof = [evidence[key] for key in str(a["passages"]).split()]
        yield Tie(edge.id, (names[edge.source], a["label"], names[edge.target], a["start"], a["end"]), proof)


def source(evidence: Mapping[str, Evidence], language: str, data: ox.Store) -> str:
    """Return the line that says where this comes from: documents with their dates, version, licence."""
    words = phrases("interactive", language)
    passages = [one.iri for key, one in evidence.items() if key.startswith("passage/")]
    parts = [source_line.described(one, language, data) for one in source_line.documents_of(passages, data)]
    if others := len(evidence) - len(passages):
        parts.append(words["others"].format(others))
    lead = f"{words['source']}: {'; '.join(parts)}. " if parts else ""
    return f"{lead}{words['data'].format(__version__)}"
