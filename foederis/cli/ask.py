"""`foederis ask`: one canned question, or the list of them."""

import argparse
import sys

import pyoxigraph as ox

from foederis import graph, queries
from foederis.answers import citation, columns, formats, listing, rendering, usage
from foederis.cli.output import emit, note, tell
from foederis.cli.values import listed, pairs, parted, pick, unnamed


def ask(options: argparse.Namespace) -> int:
    """Answer a question; exit code 1 when the answer is empty."""
    known = queries.questions()
    name, values = parted(options.words)
    if options.help:
        question = pick(known, name, "question", _LIST) if name else None
        tell(usage.usage(question, options.lang, "ask") if question else options.usage())
        return 0
    if options.list or not (name or values):
        text = listing.listing(known, options.format == "json", options.lang, "ask")
        (emit if options.format == "json" else tell)(text, options.output)
        return 0
    if not name:
        raise unnamed(known, values, "question", _LIST)
    question = pick(known, name, "question", _LIST)
    given = pairs(values)
    data = graph.store()
    asked = [p for p in question.parameters if given.get(p.name) == "?"]
    if asked:
        return _values(question, asked, {name: one for name, one in given.items() if one != "?"}, options, data)
    if any(p.name == "lang" for p in question.parameters):
        given.setdefault("lang", options.lang)
    form = options.format or formats.by_name(options.output) or _usual(options.excel)
    answer = queries.ask(question, given, options.endpoint or options.engine, data, options.lang)
    answer = columns.choose(answer, listed(options.columns), options.lang, data)
    output = options.output or (citation.file_name(question, form) if form == "xlsx" else "")
    content = rendering.document(answer, question, given, form, options.lang, data, options.excel)
    if isinstance(content, str) and form == "table":
        tell(content, output)
    else:
        emit(content, output)
    for one in answer.notes:
        note(one)
    if output and not options.output:
        note(f"Written: {output}")
    if not answer.rows:
        raise queries.nothing(question, given, None if options.endpoint else data, options.lang)
    return 0


_LIST = "foederis ask --list"


def _values(
    question: queries.Question,
    asked: list[queries.Parameter],
    given: dict[str, str],
    options: argparse.Namespace,
    data: ox.Store,
) -> int:
    """List the values of parameters that give rows, with how many."""
    form = options.format or formats.by_name(options.output) or ("csv" if options.excel else "")
    if options.endpoint:
        note("note: counted in the graph here, not at the endpoint")
    if not form:
        tell(listing.choices(question, asked, given, options.lang, data), options.output)
        return 0
    answer = listing.as_answer(question, asked, given, options.lang, data)
    output = options.output or (citation.file_name(question, form) if form == "xlsx" else "")
    emit(rendering.document(answer, question, given, form, options.lang, data, options.excel), output)
    if output and not options.output:
        note(f"Written: {output}")
    return 0


def _usual(excel: bool) -> str:
    return "csv" if excel or not sys.stdout.isatty() else "table"
