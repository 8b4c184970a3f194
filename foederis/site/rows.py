"""The rows of an answer as a page has them: each cell with its links or its evidence, and the term that it is.

A column says once what its cells are (`kind`, the `data-type` of its head), and a cell tells its term only where it is
something else: see `read`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from foederis import graph, templates, terms
from foederis.answers.cells import read as as_read
from foederis.answers.page import address
from foederis.namespaces import ID, XSD
from foederis.queries import Answer, Term
from foederis.site import evidence, things
from foederis.site.things import Link, Site
from foederis.site.wording import wording

PROVEN = 2  # passages of a row whose statements are told in it; of others the place
_TOLD = 2  # statements of such a passage
TEXT, LIST, IRI = "text", "list", "iri"
"""What a column may say of its cells, beside a datatype (`xsd:date`) and nothing."""


@dataclass(frozen=True)
class Proof:
    """A passage in a cell: its names, where it is read, where the official page opens at it, what is stated there."""

    brief: str
    place: str
    href: str
    official: str
    said: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Cell:
    """A cell: its term as N-Triples, with `=` for a text that is shown as it is; and what a page shows of it."""

    term: str
    proof: Sequence[Proof]
    links: Sequence[Link]
    iris: tuple[str, ...]  # of the things or passages that it leads to; one that is not ours is empty

    def tells(self, kind: str, language: str) -> str | None:
        """Return the term that a page has to tell in a column of a kind; None where it is read without."""
        found = read(kind, self.iris, bool(self.proof) or any(one.text for one in self.links), language)
        return None if found == self.term else self.term


def read(kind: str, iris: Sequence[str], filled: bool, language: str) -> str:
    """Return the term of a cell that tells none, as `Cell.term` has it.

    One that leads to a page of a thing is that thing, to the places of passages a list of them; in a column `iri` one
    place is that passage, in a column `list` one thing is a list of one. Any other is what it shows: a text in the
    language of the page, in a column `text` one of no language, else of the datatype of the column. An empty one is
    open, but in the columns `text` and `list`, where it is an empty text.
    """
    if iris:
        one = len(iris) == 1 and (kind == IRI or (kind != LIST and not iris[0].startswith(evidence.PASSAGE)))
        return str(ox.NamedNode(iris[0]) if one else ox.Literal(" ".join(iris))) if all(iris) else ""
    if not filled:
        return "=" if kind in (TEXT, LIST) else ""
    if kind == TEXT:
        return "="
    return f"=^^<{XSD}{kind.removeprefix('xsd:')}>" if kind.startswith("xsd:") else f"=@{language}"


def kinds(rows: Sequence[Sequence[Cell]], columns: int, language: str) -> list[str]:
    """Return of each column what it says of its cells: what leaves them the least to tell."""
    found = []
    for column in range(columns):
        cells = [row[column] for row in rows]
        typed = {one.term.partition(f"=^^<{XSD}")[2].rstrip(">") for one in cells if one.term.startswith(f"=^^<{XSD}")}
        tried = ["", TEXT, LIST, IRI, *(f"xsd:{one}" for one in sorted(typed))]
        told = {one: sum(len(cell.tells(one, language) or "") for cell in cells) for one in tried}
        found.append(min(tried, key=lambda one: (told[one], tried.index(one))))
    return found


class Rows:
    """The rows of an answer in a language, for pages from which `up` leads to the root."""

    def __init__(
        self, answer: Answer, up: str, language: str, data: ox.Store, site: Site,
        passages: Mapping[str, evidence.Passage],
    ) -> None:  # fmt: skip
        self._up, self._language, self._data, self._site, self._passages = up, language, data, site, passages
        self._known: dict[Term, Cell] = {}
        self.cells = [[self._cell(one) for one in row] for row in answer.rows]
        self.kinds = kinds(self.cells, len(answer.variables), language)

    def paged(self, nodes: int, behind: int) -> Iterator[list[Markup]]:
        """Yield the rows of each page: as many as have at most so many nodes together (`behind` the first: so many).

        One at least. On the first page the evidence has its words; on those behind it its place, where they are read.
        """
        page: list[Markup] = []
        count, proven = 0, PROVEN
        for cells in self.cells:
            row = self._row(cells, proven)
            if page and count + _nodes(row) > nodes:
                yield page
                page, count, proven, nodes = [], 0, 0, behind
                row = self._row(cells, proven)
            page.append(row)
            count += _nodes(row)
        if page:
            yield page

    def first(self, nodes: int) -> list[Markup]:
        """Return the first rows, without the words of their evidence, that have at most so many nodes; one at least."""
        found: list[Markup] = []
        count = 0
        for cells in self.cells:
            row = self._row(cells, 0)
            count += _nodes(row)
            if found and count > nodes:
                break
            found.append(row)
        return found

    def _row(self, cells: Sequence[Cell], proven: int) -> Markup:
        """Return a row as HTML: each cell with its term, of passages what is stated in them."""
        told = [(cell, cell.tells(kind, self._language), proven) for cell, kind in zip(cells, self.kinds, strict=True)]
        return Markup(templates.render("row.html", cells=told, words=wording(self._language)))  # noqa: S704 escaped by the template

    def _cell(self, cell: Term) -> Cell:
        if cell not in self._known:
            self._known[cell] = self._made(cell)
        return self._known[cell]

    def _made(self, cell: Term) -> Cell:
        found = [one for iri in evidence.of_cell(cell) if (one := self._passages.get(iri)) is not None]
        if found:
            proof = [self._proof(one) for one in found]
            return Cell(_term(cell), proof, (), self._iris(one.href for one in proof))
        shown = self.links(cell)
        iris = self._iris(one.href for one in shown)
        return Cell(_term(cell, shown[0].text if shown else ""), (), shown, iris)

    def _iris(self, hrefs: Iterator[str]) -> tuple[str, ...]:
        return tuple(things.iri_of(href.removeprefix(self._up)) for href in hrefs if href)

    def _proof(self, one: evidence.Passage) -> Proof:
        brief = graph.marked(self._data, one.iri, self._language)  # names its document too
        return Proof(
            brief,
            one.place,
            self._site.reading(one.iri, self._up, self._language),
            one.official,
            [
                {
                    "text": statement.text,
                    "holders": ", ".join(graph.name(self._data, iri, self._language) for iri in statement.holders),
                    "judges": ", ".join(graph.name(self._data, iri, self._language) for iri in statement.judges),
                }
                for statement in one.said[:_TOLD]
            ],
        )

    def links(self, cell: Term) -> list[Link]:
        """Return a cell as links: a thing by its name, a list of things one by one, any other value as text."""
        if cell is None:
            return []
        listed = terms.value(cell).split() if isinstance(cell, ox.Literal) else []
        if listed and all(part.startswith(ID) for part in listed):
            return [self._link(part, graph.marked(self._data, part, self._language)) for part in listed]
        iri = address(cell)
        text = as_read(cell, self._language, self._data)
        return [self._link(iri, text) if iri else Link(text)]

    def _link(self, iri: str, text: str) -> Link:
        return self._site.link(iri, self._up, text, self._language)


def _nodes(row: str) -> int:
    return row.count("<") - row.count("</")


def _term(cell: Term, shown: str = "") -> str:
    """Return a term as an attribute of its cell has it: as N-Triples, with `=` for a text that is shown as it is."""
    if isinstance(cell, ox.Literal) and cell.value == shown:
        if cell.language:
            return f"=@{cell.language}"
        return "=" if cell.datatype.value == f"{XSD}string" else f"=^^{cell.datatype}"
    return "" if cell is None else str(cell)
