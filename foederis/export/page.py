"""A view as one page that opens from disk: the drawing, its tables and all they need, nothing from the network."""

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

import networkx as nx
import pyoxigraph as ox

from foederis import __version__, graph
from foederis.export import records
from foederis.export.page_words import WORDS
from foederis.namespaces import FOED, ID
from foederis.queries import Question

# Cytoscape.js and the key know the same shapes: as a number of corners, with the angle of the first.
SHAPES: Mapping[str, tuple[int, float]] = {
    "ellipse": (0, 0), "rectangle": (4, 45), "diamond": (4, 0), "triangle": (3, -90), "hexagon": (6, 0),
    "star": (10, -90), "pentagon": (5, -90), "octagon": (8, 22.5),
}  # fmt: skip
LINES = ("solid", "dashed", "dotted")
_PARAPHRASE = ox.NamedNode(FOED + "paraphrase")


def page(view: "nx.MultiDiGraph[str]", asked: Question, script: str, language: str, data: ox.Store) -> bytes:
    """Return the page. Text of the view is only ever text: escaped in the tables, JSON data to the script.

    The policy in its head lets the two scripts and the style that are written here work, known by their digests, and
    nothing else: no request of any kind.
    """
    words = WORDS[language]
    nodes, edges = list(records.nodes(view)), list(records.edges(view))
    kinds = _styled(((str(a["kind"]), str(a["type"])) for _, a in nodes), list(SHAPES))
    relations = _styled(((str(e.attributes["kind"]), str(e.attributes["label"])) for e in edges), LINES)
    evidence = {key: _evidence(key, language, data) for e in edges for key in str(e.attributes["passages"]).split()}
    told = {
        "nodes": [{"id": key, "shape": kinds[str(a["kind"])][1], **a} for key, a in nodes],
        "edges": [
            {
                "id": e.id, "source": e.source, "target": e.target,
                "line": relations[str(e.attributes["kind"])][1], **e.attributes,
            }
            for e in edges
        ],
        "evidence": evidence,
        "layered": asked.extra.get("layout") == "layered",
        "words": words,
    }  # fmt: skip
    web = Path(__file__).parent / "web"
    style = (web / "page.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    lead = [str(view.graph.get("shown", "")), asked.summary if language == "en" else ""]
    summary = [*(f"{part.rstrip('.')}." for part in lead if part), words["counts"].format(len(nodes), len(edges))]
    filled = Template((web / "page.html").read_text(encoding="utf-8")).substitute(
        {f"w_{name}": escape(word) for name, word in words.items()},
        language=language,
        policy=policy,
        version=__version__,
        title=escape(records.clean(str(view.graph.get("title", "")))),
        style=style,
        summary=escape(records.clean(" ".join(summary))),
        kinds=_key("kinds", words["types"], kinds, {str(a["kind"]): str(a["color"]) for _, a in nodes}, False),
        relations=_key(
            "relations",
            words["relations"],
            relations,
            {str(e.attributes["kind"]): str(e.attributes["color"]) for e in edges},
            True,
        ),
        things=_things(nodes, edges, words),
        links=_links(nodes, edges, evidence, words),
        source=_source(evidence, words, language, data),
        data=_inert(told),
        script=script,
    )
    return filled.encode()


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(told: object) -> str:
    """Return JSON in which nothing can end the script element, open a comment or break a line of script."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _styled(named: Iterable[tuple[str, str]], styles: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return each kind with its name and a style, in order of the kind."""
    return {
        kind: (name, styles[number % len(styles)])
        for number, (kind, name) in enumerate(sorted(dict(named).items()))
    }  # fmt: skip


def _key(name: str, legend: str, styled: dict[str, tuple[str, str]], inks: dict[str, str], lines: bool) -> str:
    """Return a part of the key, which is a filter as well: a box to tick for each kind."""
    rows = []
    for number, (kind, (word, style)) in enumerate(styled.items()):
        drawn = _line(style, inks[kind]) if lines else _shape(style, inks[kind])
        rows.append(
            f'<li><input type="checkbox" id="{name}-{number}" data-{name}="{escape(kind)}" checked>'
            f'<label for="{name}-{number}">{drawn}<span dir="auto">{escape(word)}</span></label></li>'
        )
    return f'<fieldset id="{name}"><legend>{escape(legend)}</legend><ul>{"".join(rows)}</ul></fieldset>'


def _shape(shape: str, ink: str) -> str:
    corners, turn = SHAPES[shape]
    if not corners:
        inside = f'<circle cx="8" cy="8" r="6" fill="{ink}"/>'
    else:
        points = []
        for number in range(corners):
            angle = math.radians(turn + 360 * number / corners)
            far = 3.2 if shape == "star" and number % 2 else 7
            points.append(f"{8 + far * math.cos(angle):.1f},{8 + far * math.sin(angle):.1f}")
        inside = f'<polygon points="{" ".join(points)}" fill="{ink}"/>'
    return f'<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{inside}</svg>'


def _line(style: str, ink: str) -> str:
    dash = {"solid": "", "dashed": ' stroke-dasharray="6 3"', "dotted": ' stroke-dasharray="1 3"'}[style]
    inside = f'<path d="M1 8H27" stroke="{ink}" stroke-width="2.5"{dash}/><path d="M22 4l6 4-6 4z" fill="{ink}"/>'
    return f'<svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">{inside}</svg>'


def _evidence(key: str, language: str, data: ox.Store) -> dict[str, str]:
    """Return what there is to say of a named graph: its name, its IRI, and what it states, in our own words."""
    iri = key.replace("foed:", FOED, 1) if key.startswith("foed:") else key if "://" in key else ID + key
    found = graph.label(data, iri, language)
    said = set()
    if key.startswith("passage/"):
        said = {
            quad.object.value
            for quad in data.quads_for_pattern(None, _PARAPHRASE, None, ox.NamedNode(iri))
            if isinstance(quad.object, ox.Literal) and quad.object.language == language
        }
    name = key.split("/", 2)[-1] if key.startswith("passage/") else found.text if found else key
    return {"name": records.clean(name), "iri": iri, "says": records.clean(" ".join(sorted(said)))}


def _things(
    nodes: list[tuple[str, records.Attributes]],
    edges: list[records.Edge],
    words: Mapping[str, str],
) -> str:
    names = {key: str(a["label"]) for key, a in nodes}
    around: dict[str, dict[str, None]] = {key: {} for key in names}
    count = dict.fromkeys(names, 0)
    for edge in edges:
        around[edge.source].setdefault(edge.target)
        around[edge.target].setdefault(edge.source)
        count[edge.source] += 1
        count[edge.target] += 1
    rows = [
        f'<tr data-node="{escape(key)}"><th scope="row" dir="auto">{escape(names[key])}</th>'
        f'<td>{escape(str(a["type"]))}</td><td class="n">{count[key]}</td><td class="n">{a["evidence"]}</td>'
        f'<td dir="auto">{escape("; ".join(sorted(names[n] for n in around[key])))}</td></tr>'
        for key, a in sorted(nodes, key=lambda one: (-count[one[0]], names[one[0]], one[0]))
    ]
    heads = [("name", False), ("type", False), ("degree", True), ("evidence", True), ("neighbours", False)]
    return _table("things", words["things"], [(words[h], n) for h, n in heads], rows)


def _links(
    nodes: list[tuple[str, records.Attributes]],
    edges: list[records.Edge],
    evidence: Mapping[str, Mapping[str, str]],
    words: Mapping[str, str],
) -> str:
    names = {key: str(a["label"]) for key, a in nodes}
    rows = []
    for edge in edges:
        a = edge.attributes
        proof = "; ".join(evidence[key]["name"] for key in str(a["passages"]).split())
        cells = [names[edge.source], a["label"], names[edge.target], a["start"], a["end"], proof]
        rows.append("<tr>" + "".join(f'<td dir="auto">{escape(str(cell))}</td>' for cell in cells) + "</tr>")
    heads = [(words[h], False) for h in ("from", "relation", "to", "start", "end", "passages")]
    return _table("links", words["links"], heads, rows)


def _table(name: str, caption: str, heads: Sequence[tuple[str, bool]], rows: list[str]) -> str:
    head = "".join(f'<th scope="col"{" class=n" if number else ""}>{escape(word)}</th>' for word, number in heads)
    return (
        f'<section class="wide" tabindex="0" aria-label="{escape(caption)}"><table id="{name}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></section>"
    )


def _source(evidence: Mapping[str, Mapping[str, str]], words: Mapping[str, str], language: str, data: ox.Store) -> str:
    """Return the line that says where this comes from: documents with their dates, version, licence."""
    documents = sorted({key.split("/")[1] for key in evidence if key.startswith("passage/")})
    parts = []
    for document in documents:
        iri = f"{ID}document/{document}"
        name = graph.label(data, iri, language)
        day = [
            graph.label(data, quad.object.value, language)
            for quad in data.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(FOED + "when"), None, ox.DefaultGraph())
            if isinstance(quad.object, ox.NamedNode)
        ]
        told = [name.text if name else document, document.upper(), *[one.text for one in day if one]]
        parts.append(", ".join(told))
    others = len(evidence) - sum(key.startswith("passage/") for key in evidence)
    if others:
        parts.append(words["others"].format(others))
    source = f"{words['source']}: {'; '.join(parts)}. " if parts else ""
    return escape(f"{source}{words['data'].format(__version__)}")
