"""The pages of a question: its answer with the evidence in each row, a form, what to take along and how to cite it."""

import functools
import json
import keyword
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox
from markupsafe import Markup

from foederis import graph, queries, templates, terms
from foederis.answers import columns, data, folding, rendering
from foederis.answers.cells import read
from foederis.answers.listing import group_name
from foederis.answers.page import address
from foederis.namespaces import ID, XSD
from foederis.queries import Answer, Question, Term
from foederis.site import assets, citations, embeds, evidence, forms, things
from foederis.site.things import Link, Site
from foederis.site.wording import LANGUAGES, wording

NODES = 950  # of the rows of a page: with the form and the rest it stays below 1,400
_PROVEN = 2  # passages of a row whose statements are told in it; of others the place
_TOLD = 2  # statements of such a passage
_RELATED = 6
DRAWN = {  # of a changed answer: the column whose values are drawn, by rows or by the sum of another column
    "asked-of-whom": ("addressee", ""), "commitment-status": ("status", ""), "commitments": ("bindingness", ""),
    "commitments-by-bindingness": ("bindingness", "count"), "declined-then-taken-up": ("effect", ""),
    "kept-and-broken": ("status", "count"), "participation": ("group", ""), "positions": ("stance", ""),
    "said-on-matter": ("kind", ""), "scoreboard": ("response", ""), "shifts": ("change", ""),
    "tally-of-answers": ("response", "count"), "what-became-of": ("effect", ""),
}  # fmt: skip
_EMBEDDED = 300  # nodes of the rows that stand in a page of somebody else


@dataclass
class Asked:
    """What all pages of questions share: the data, the things, how it is cited, and what proves what."""

    data: ox.Store
    site: Site
    cited: citations.Cited
    known: Mapping[str, Question]
    drawn: Mapping[str, str]  # by the name of a question, the picture that shows its answer
    offered: Mapping[str, forms.Values]  # by the name of a question, the values that give rows
    passages: dict[str, Mapping[str, evidence.Passage]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.passages = {language: evidence.passages(self.data, language) for language in LANGUAGES}


def files(question: Question, asked: Asked) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a question in each language, with its answer as files, by path.

    Raises:
        BadInput: the question is not valid SPARQL.
    """
    values = asked.offered[question.name]
    yield f"q/{question.name}/{question.name}.rq", question.text.encode()
    for language in LANGUAGES:
        given = {"lang": language} if _languages(question) else {}
        answer = queries.ask(question, given, data=asked.data)
        root = "nl/q" if language == "nl" else "q"
        for form in ("csv", *(["xlsx"] if _workbooks() else [])):
            content = rendering.document(answer, question, given, form, language, asked.data, day=asked.cited.day)
            made = content if isinstance(content, bytes) else content.encode()
            yield f"{root}/{question.name}/{question.name}.{form}", made
        if given or language == "en":
            yield f"{root}/{question.name}/{question.name}.json", data.plain_results(answer).encode()
        for one in forms.fields(question, values, language, asked.data):
            if one.kind == "list":
                yield f"{root}/{question.name}/{_listed(one)[0]}", _listed(one)[1]
        yield from _pages(question, answer, values, language, asked, f"{root}/{question.name}")


def _pages(
    question: Question, answer: Answer, values: forms.Values, language: str, asked: Asked, folder: str
) -> Iterator[tuple[str, bytes]]:
    up = "../" * (folder.count("/") + 1)
    shown = columns.worded(folding.folded(answer), language)
    words = wording(language)
    pages = [*_paged(shown.rows, up, language, asked)] or [[]]
    title = question.title_nl if language == "nl" else question.title
    summary = (getattr(question, "summary_nl", "") if language == "nl" else "") or question.summary
    fields = forms.fields(question, values, language, asked.data)
    example_ = example(question, values, asked.data)
    other = ("nl/" if language == "en" else "") + f"q/{question.name}"
    shared: dict[str, object] = {
        "question": question,
        "group": group_name(question.group, language),
        "title_": title,
        "summary": summary,
        "heads": [(name, columns.heading(name, language)) for name in answer.variables],
        "count": len(shown.rows),
        "pages": len(pages),
        "usual": [f"{one.label}: {_chosen(one, words)}" for one in fields],
        "related": [
            (one.name, one.title_nl if language == "nl" else one.title)
            for one in asked.known.values()
            if one.group == question.group and one.name != question.name
        ][:_RELATED],
    }
    home, drawn = "nl/" if language == "nl" else "", asked.drawn.get(question.name, "")
    address = f"{asked.site.place}{folder}/index.html" if asked.site.place else f"{ID}question/{question.name}"
    yield f"{folder}/embed.html", _embed(title, shown, up, language, asked).encode()
    own = language == "en" or _languages(question)  # else the answer is the same in both languages
    for number, part in enumerate(pages, 1):
        name = "index.html" if number == 1 else f"page-{number}.html"
        first: dict[str, object] = {}
        if number == 1:
            first = {
                "fields": fields,
                "listed": {one.name: _listed(one)[0] for one in fields if one.kind == "list"},
                "formats": [
                    ("CSV", f"{question.name}.csv"),
                    *([("Excel", f"{question.name}.xlsx")] if _workbooks() else []),
                    ("JSON", f"{'' if own else f'{up}q/{question.name}/'}{question.name}.json"),
                ],
                "picture": drawn,
                "citations": citations.forms(asked.cited, question.name, title, address, language),
                "placed": bool(asked.site.place),
                "embeds": [
                    ("embed_answer", embeds.answer(asked.site, question.name, title, home)),
                    *([("embed_picture", embeds.picture(asked.site, drawn, title, home))] if drawn else []),
                ],
                "commands": _commands(question, example_, language),
                "python": _python(question, example_),
                "curl": f"curl -H 'Accept: text/csv' --data-urlencode query@{question.name}.rq \"$ENDPOINT\"",
                "config": _config(question, answer, language, asked),
            }
        page = asked.site.page(
            "question.html", f"{title} ({number})" if number > 1 else title, up, lang=language,
            twin=f"{other}/{name if number == 1 else 'index.html'}", description=summary,
            rows=part, number=number, **shared, **first,
        )  # fmt: skip
        yield f"{folder}/{name}", page.encode()


def _listed(one: forms.Field) -> tuple[str, bytes]:
    """Return the file of the values of a field, named by what it holds: an old page does not take those of another."""
    told = json.dumps([one.name, [(o.value, o.text, o.term) for o in one.options]], ensure_ascii=False)
    content = f"foederis.values(...{told});\n".encode()
    return assets.path(f"values-{one.name}.js", content).removeprefix("assets/"), content


def _embed(title: str, answer: Answer, up: str, language: str, asked: Asked) -> str:
    """Return the first rows of an answer as a page to stand in another."""
    rows: list[Markup] = []
    nodes = 0
    for cells in answer.rows:
        row = _row(cells, up, language, asked, 0)
        nodes += row.count("<") - row.count("</")
        if rows and nodes > _EMBEDDED:
            break
        rows.append(row)
    return templates.render(
        "embed.html", title=title, lang=language, up=up, rows=rows, count=len(answer.rows), words=wording(language),
        heads=[(name, columns.heading(name, language)) for name in answer.variables], version=asked.site.version,
        digest=asked.site.digest,
    )  # fmt: skip


def _paged(rows: Sequence[tuple[Term, ...]], up: str, language: str, asked: Asked) -> Iterator[list[Markup]]:
    """Yield the rows of each page: as many as have few enough nodes together, one at least.

    On the first page the evidence has its words; on those behind it it has its place, where the words are read.
    """
    page: list[Markup] = []
    count, proven = 0, _PROVEN
    for cells in rows:
        row = _row(cells, up, language, asked, proven)
        nodes = row.count("<") - row.count("</")
        if page and count + nodes > NODES:
            yield page
            page, count, proven = [], 0, 0
            row = _row(cells, up, language, asked, proven)
            nodes = row.count("<") - row.count("</")
        page.append(row)
        count += nodes
    if page:
        yield page


def _row(row: tuple[Term, ...], up: str, language: str, asked: Asked, proven: int) -> Markup:
    """Return a row as HTML: each cell with its term, of passages what is stated in them."""
    cells: list[dict[str, object]] = []
    for cell in row:
        proof = [asked.passages[language].get(iri) for iri in evidence.of_cell(cell)]
        found = [one for one in proof if one is not None]
        if found:
            told = _proof(found, up, language, asked, proven)
            term = _untold(_term(cell), cell, [str(one["href"]) for one in told], up, language)
            cells.append({"term": term, "proof": told})
        else:
            shown = links(cell, up, language, asked)
            term = _untold(_term(cell, shown[0].text if shown else ""), cell, [one.href for one in shown], up, language)
            cells.append({"term": term, "proof": [], "links": shown})
    return Markup(templates.render("row.html", cells=cells, told=proven, words=wording(language)))  # noqa: S704 escaped by the template


def _term(cell: Term, shown: str = "") -> str:
    """Return a term as an attribute of its cell has it: as N-Triples, with `=` for a text that is shown as it is."""
    if isinstance(cell, ox.Literal) and cell.value == shown:
        if cell.language:
            return f"=@{cell.language}"
        return "=" if cell.datatype.value == f"{XSD}string" else f"=^^{cell.datatype}"
    return "" if cell is None else str(cell)


def _untold(term: str, cell: Term, hrefs: Sequence[str], up: str, language: str) -> str | None:
    """Return the term that a cell has to tell; none where the page shows it already.

    That is a thing whose page the cell leads to, the places of passages that it leads to, a text in the language of the
    page, and an open cell.
    """
    if term in ("", f"=@{language}"):
        return None
    iris = [things.iri_of(href.removeprefix(up)) for href in hrefs]
    if isinstance(cell, ox.NamedNode) and iris == [cell.value] and not cell.value.startswith(evidence.PASSAGE):
        return None
    read_ = isinstance(cell, ox.Literal) and all(iri.startswith(evidence.PASSAGE) for iri in iris)
    return None if read_ and hrefs and term == str(ox.Literal(" ".join(iris))) else term


def _proof(found: list[evidence.Passage], up: str, language: str, asked: Asked, proven: int) -> list[dict[str, object]]:
    told = []
    for number, one in enumerate(found):
        said = one.said[:_TOLD] if number < proven else ()
        brief = graph.marked(asked.data, one.iri, language)  # names its document too
        told.append(
            {
                "brief": brief,
                "place": f"{brief}: {one.place}",
                "href": asked.site.reading(one.iri, up, language),
                "official": one.official,
                "said": [
                    {
                        "text": statement.text,
                        "holders": ", ".join(graph.name(asked.data, iri, language) for iri in statement.holders),
                        "judges": ", ".join(graph.name(asked.data, iri, language) for iri in statement.judges),
                    }
                    for statement in said
                ],
                "more": len(one.said) - len(said),
            }
        )
    return told


def links(cell: Term, up: str, language: str, asked: Asked) -> list[Link]:
    """Return a cell as links: a thing by its name, a list of things one by one, any other value as text."""
    if cell is None:
        return []
    listed = terms.value(cell).split() if isinstance(cell, ox.Literal) else []
    if listed and all(part.startswith(ID) for part in listed):
        return [asked.site.link(part, up, graph.marked(asked.data, part, language), language) for part in listed]
    iri = address(cell)
    text = read(cell, language, asked.data)
    return [asked.site.link(iri, up, text, language) if iri else Link(text)]


def _chosen(one: forms.Field, words: Mapping[str, str]) -> str:
    return next((option.text for option in one.options if option.chosen), "") or one.usual or words["any"]


def _config(question: Question, answer: Answer, language: str, asked: Asked) -> str:
    """Return what the script of the page needs to ask the question again, as JSON that can stand in a page."""
    parameters = [
        {
            "name": one.name,
            "type": one.type,
            "class": one.kind,
            "default": None if (usual := queries.default(question, one)) is None else str(usual),
        }
        for one in question.parameters
    ]
    heads = {name: columns.heading(name, language) for name in answer.variables}
    told = {
        "name": question.name,
        "lang": language,
        **assets.asked(question.body, (one.name for one in question.parameters)),
        "parameters": parameters,
        "lists": question.lists,
        "columns": heads,
        "said": columns.said(language),
        **({"drawn": DRAWN[question.name]} if question.name in DRAWN else {}),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _languages(question: Question) -> bool:
    """Say whether a question has texts in either language."""
    return any(one.name == "lang" for one in question.parameters)


@functools.cache
def _workbooks() -> bool:
    try:
        import xlsxwriter  # noqa: F401 whether it is installed
    except ImportError:
        return False
    return True


def _commands(question: Question, values: dict[str, str], language: str) -> list[str]:
    words = [f"{name}={value}" for name, value in values.items()]
    asked = ["foederis", "ask", question.name]
    dutch = ["--lang", "nl"] if language == "nl" else []
    return [
        shlex.join([*asked, *dutch]),
        *([shlex.join([*asked, *words, *dutch])] if words else []),
        shlex.join([*asked, *dutch, "--format", "xlsx", "-o", f"{question.name}.xlsx"]),
    ]


def _python(question: Question, values: dict[str, str]) -> list[str]:
    arguments = "".join(f", {_argument(name, value)}" for name, value in values.items())
    asked = f'answer = foederis.ask("{question.name}"{arguments})'
    return ["import foederis", "", asked, "answer.to_pandas(names=True)"]


def _argument(name: str, value: str) -> str:
    """Return an argument as Python writes it; a word of the language, such as `class`, goes in a mapping."""
    said = json.dumps(value, ensure_ascii=False)
    return f'**{{"{name}": {said}}}' if keyword.iskeyword(name) else f"{name}={said}"


def example(question: Question, values: forms.Values, data: ox.Store) -> dict[str, str]:
    """Return values with which a question has an answer: one for what may be anything, else its defaults."""
    for one in question.parameters:
        if one.default == "UNDEF" and values.get(one.name):
            return {one.name: forms.name_of(values[one.name][0], one.kind, data)}
    return {
        one.name: forms.name_of(usual.value, one.kind, data) if isinstance(usual, ox.NamedNode) else usual.value
        for one in question.parameters
        if one.type != "lang" and (usual := queries.default(question, one)) is not None
    }
