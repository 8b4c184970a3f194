"""An answer in any of its formats."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from foederis.answers import citation, columns, data, folding, page, table
from foederis.queries import Answer, Question


def render(
    answer: Answer, form: str, language: str, store: ox.Store, lists: Sequence[str] = (), excel: bool = False
) -> str:
    """Return an answer as `table`, `md`, `csv`, `tsv` or `json` (SPARQL 1.1 JSON with labels added)."""
    if form == "table":
        return table.table(answer, language, store)
    if form == "md":
        return table.marked(answer, language, store)
    if form == "json":
        return data.results(answer, language, store, lists)
    return data.delimited(answer, form, language, store, lists, excel)


def of_query(answer: Answer, text: str, engine: str, form: str, language: str, store: ox.Store) -> str | bytes:
    """Return the answer to a query of one's own in any format; `html` and `xlsx` tell with it the query.

    Raises:
        BadUse: what writes the format is not installed.
    """
    if form == "xlsx":
        from foederis.answers import xlsx

        return xlsx.workbook(answer, citation.about_query(text, engine, language), language, store)
    if form == "html":
        return page.page(answer, citation.about_query(text, engine, language), language, store)
    return render(answer, form, language, store)


def document(
    answer: Answer, question: Question, given: Mapping[str, str], form: str, language: str, store: ox.Store,
    excel: bool = False, day: str = "",
) -> str | bytes:  # fmt: skip
    """Return the answer to a question in any format; `html` and `xlsx` tell with it what it answers.

    What several hold together is one row to read (table, Markdown, page, workbook), and a row for each in data; so are
    the words that a question makes itself, which data keep as the query has them. `day` is when it was answered; empty:
    today.

    Raises:
        BadUse: what writes the format is not installed.
    """
    if form in ("table", "md", "html", "xlsx"):
        answer = columns.worded(folding.folded(answer), language)
    if form == "xlsx":
        from foederis.answers import xlsx

        about = citation.about(question, given, language, store, day)
        told = [*about, ("", ""), *columns.explained(answer, language, store, question.name)]
        return xlsx.workbook(answer, told, language, store)
    if form == "html":
        return page.page(answer, citation.about(question, given, language, store, day), language, store)
    content = render(answer, form, language, store, question.lists, excel)
    if form != "table":
        return content
    title = question.title_nl if language == "nl" else question.title
    return f"{title}\n\n{content if answer.rows else ''}{_footer(len(answer.rows), language)}"


def _footer(count: int, language: str) -> str:
    if not count:
        return "0 rijen\n" if language == "nl" else "0 rows\n"
    if language == "nl":
        rows = "1 rij" if count == 1 else f"{count} rijen"
        return f"{rows}. De woorden van een passage: foederis source show VINDPLAATS\n"
    rows = "1 row" if count == 1 else f"{count} rows"
    return f"{rows}. The words of a passage: foederis source show LOCATOR\n"
