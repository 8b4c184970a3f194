"""`foederis ask`: one canned question, or the list of them."""

import argparse
import sys

from foederis import graph, queries
from foederis.answers import citation, listing, rendering
from foederis.cli.output import emit, note
from foederis.cli.values import pairs, pick


def ask(options: argparse.Namespace) -> int:
    """Answer a question; exit code 1 when the answer is empty."""
    known = queries.questions()
    if options.list or not options.question:
        emit(listing.listing(known, options.format == "json", options.lang, "ask"), options.output)
        return 0
    question = pick(known, options.question, "question", "foederis ask --list")
    given = pairs(options.values)
    data = graph.store()
    asked = [p for p in question.parameters if given.get(p.name) == "?"]
    if asked:
        emit("\n".join(listing.choices(p, options.lang, data) for p in asked), options.output)
        return 0
    if any(p.name == "lang" for p in question.parameters):
        given.setdefault("lang", options.lang)
    form = options.format or rendering.by_name(options.output) or _usual(options.excel)
    answer = queries.ask(question, given, options.endpoint or options.engine, data)
    output = options.output or (citation.file_name(question, form) if form == "xlsx" else "")
    emit(rendering.document(answer, question, given, form, options.lang, data, options.excel), output)
    for one in answer.notes:
        note(one)
    if output and not options.output:
        note(f"Written: {output}")
    if not answer.rows:
        raise queries.nothing(question, given, None if options.endpoint else data)
    return 0


def _usual(excel: bool) -> str:
    return "csv" if excel or not sys.stdout.isatty() else "table"
