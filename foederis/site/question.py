"""The pages of a question: its answer with the evidence in each row, a form, what to take along and how to cite it."""

import functools
import json
import keyword
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from foederis import escapes, queries, templates
from foederis.answers import columns, data, folding, rendering
from foederis.answers.listing import group_name
from foederis.namespaces import ID
from foederis.queries import Answer, Question
from foederis.site import assets, citations, copies, embeds, evidence, forms
from foederis.site.rows import Rows
from foederis.site.things import Site
from foederis.site.wording import LANGUAGES, wording

NODES = 950  # of the rows of a page: with the form and the rest it stays below 1,400
_BEHIND = 1_250  # of those behind the first, which have no form
_RELATED = 6
DRAWN = {  # of a changed answer: the column whose values are drawn, by rows or by the sum of another column
    "asked-of-whom": ("addressee", ""), "commitment-status": ("status", ""), "commitments": ("bindingness", ""),
    "commitments-by-bindingness": ("bindingness", "count"), "declined-then-taken-up": ("effect", ""),
    "kept-and-broken": ("status", "count"), "participation": ("group", ""), "positions": ("stance", ""),
    "said-on-matter": ("kind", ""), "scoreboard": ("response", ""), "shifts": ("change", ""),
    "tally-of-answers": ("response", "count"), "what-became-of": ("effect", ""),
}  # fmt: skip
_EMBEDDED = 90  # nodes of the rows that stand in a page of somebody else: what its frame shows (line.html)


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
    told = {language: {"lang": language} if _languages(question) else {} for language in LANGUAGES}
    english = queries.ask(question, told["en"], data=asked.data)
    answers = {"en": english, "nl": queries.ask(question, told["nl"], data=asked.data) if told["nl"] else english}
    shared = data.in_both(answers["en"], answers["nl"])
    for language, answer in answers.items():
        given = told[language]
        root = "nl/q" if language == "nl" else "q"
        for form in ("csv", *(["xlsx"] if _workbooks() else [])):
            content = rendering.document(answer, question, given, form, language, asked.data, day=asked.cited.day)
            made = content if isinstance(content, bytes) else content.encode()
            yield f"{root}/{question.name}/{question.name}.{form}", made
        if shared is None or language == "en":
            json_ = data.plain_results(answer if shared is None else shared)
            yield f"{root}/{question.name}/{question.name}.json", json_.encode()
        fields = forms.fields(question, values, language, asked.data)
        for one in fields if language == "en" else ():
            if one.kind == "list":
                yield f"q/{question.name}/{_listed(one)[0]}", _listed(one)[1]
        yield from _pages(question, answer, fields, language, asked, f"{root}/{question.name}", own=shared is None)


def _pages(
    question: Question, answer: Answer, fields: Sequence[forms.Field], language: str, asked: Asked, folder: str, *,
    own: bool,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """Yield the pages of an answer in a language; `own`: its JSON is of that language, and not of both."""
    up = "../" * (folder.count("/") + 1)
    shown = columns.worded(folding.folded(answer), language)
    words = wording(language)
    found = Rows(shown, up, language, asked.data, asked.site, asked.passages[language])
    pages = [*found.paged(NODES, _BEHIND)] or [[]]
    named = zip(answer.variables, found.kinds, strict=True)
    heads = [(name, columns.heading(name, language), kind) for name, kind in named]
    title = question.title_nl if language == "nl" else question.title
    summary = (getattr(question, "summary_nl", "") if language == "nl" else "") or question.summary
    example_ = example(question, asked.offered[question.name], asked.data)
    other = ("nl/" if language == "en" else "") + f"q/{question.name}"
    proven = (iri for row in found.cells for cell in row if cell.proof for iri in cell.iris)
    shared: dict[str, object] = {
        "question": question,
        "group": group_name(question.group, language),
        "title_": title,
        "summary": summary,
        "heads": heads,
        "count": len(shown.rows),
        "pages": len(pages),
        "choices": copies.choices(asked.site, asked.data, proven, up, language),
        "usual": [f"{one.label}: {_chosen(one, words)}" for one in fields],
        "related": [
            (one.name, one.title_nl if language == "nl" else one.title)
            for one in asked.known.values()
            if one.group == question.group and one.name != question.name
        ][:_RELATED],
    }
    there = "" if language == "en" else f"{up}q/{question.name}/"
    home, drawn = "nl/" if language == "nl" else "", asked.drawn.get(question.name, "")
    address = f"{asked.site.place}{folder}/index.html" if asked.site.place else f"{ID}question/{question.name}"
    yield f"{folder}/embed.html", _embed(title, found, heads, up, language, asked).encode()
    for number, part in enumerate(pages, 1):
        name = "index.html" if number == 1 else f"page-{number}.html"
        first: dict[str, object] = {}
        if number == 1:
            first = {
                "fields": fields,
                "listed": {one.name: f"{there}{_listed(one)[0]}" for one in fields if one.kind == "list"},
                "formats": [
                    ("CSV", f"{question.name}.csv"),
                    *([("Excel", f"{question.name}.xlsx")] if _workbooks() else []),
                    ("JSON", f"{'' if own else there}{question.name}.json"),
                ],
                "both": not own and _languages(question),
                "picture": drawn,
                "citations": citations.forms(
                    asked.cited, question.name, title, address, language, values=question.days
                ),
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
            rows=part, number=number, scripted=number == 1, **shared, **first,
        )  # fmt: skip
        yield f"{folder}/{name}", page.encode()


def _listed(one: forms.Field) -> tuple[str, bytes]:
    """Return the file of the values of a field, named by what it holds: an old page does not take those of another.

    In a fixed order, for both languages take it. A value is its place under our name space, its names in English and in
    Dutch, and what stands for it in an address; the last and the last but one are left out where they are the English
    name.
    """
    told = []
    for option in one.options:
        english, dutch = option.names
        row = [option.place, english, dutch, option.value]
        told.append(row[: 4 if option.value != english else 3 if dutch != english else 2])
    text = json.dumps([one.name, sorted(told)], ensure_ascii=False, separators=(",", ":"))
    content = f"foederis.values(...{text});\n".encode()
    return assets.path(f"values-{one.name}.js", content).removeprefix("assets/"), content


def _embed(title: str, found: Rows, heads: Sequence[tuple[str, str, str]], up: str, language: str, asked: Asked) -> str:
    """Return the first rows of an answer as a page to stand in another."""
    return templates.render(
        "embed.html", title=title, lang=language, up=up, rows=found.first(_EMBEDDED), count=len(found.cells),
        words=wording(language), heads=heads, version=asked.site.version, digest=asked.site.digest,
    )  # fmt: skip


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
        "query": None if _shown_whole(question.body) else question.body,  # the page shows it
        "parameters": parameters,
        "lists": question.lists,
        "columns": heads,
        "said": columns.said(language),
        **({"days": question.days} if question.days else {}),
        **({"drawn": DRAWN[question.name]} if question.name in DRAWN else {}),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _shown_whole(text: str) -> bool:
    """Say whether what a `pre` shows is the text, sign by sign."""
    return escapes.lines(text) == text and not text.startswith("\n")


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
