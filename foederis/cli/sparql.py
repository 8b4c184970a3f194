"""`foederis sparql`: any SPARQL 1.1 query, under limits in time and memory."""

import argparse
import re
import sys
from pathlib import Path

from foederis import encoding, limits, queries
from foederis.answers import formats, query
from foederis.cli.output import emit, note, tell
from foederis.cli.values import listed
from foederis.errors import BadUse


def sparql(options: argparse.Namespace) -> int:
    """Answer a SPARQL query; SELECT and ASK give rows, CONSTRUCT and DESCRIBE triples; exit code 1 of an ASK is no."""
    text = _text(options.query)
    if options.endpoint:
        queries.check_length(text)
    else:
        queries.check(text)
    engine = options.endpoint or options.engine
    if options.aligned and engine != "oxigraph":
        raise BadUse("--aligned is for the engine that comes along", engine, "Leave out --engine and --endpoint.")
    form = options.format or formats.by_name(options.output) or ("csv" if not sys.stdout.isatty() else "table")
    if form == "xlsx" and not options.output:
        raise BadUse("a workbook is a file", "--format xlsx", "Say where: -o FILE.xlsx")
    memory = limits.size(options.memory) if options.memory else None
    request = query.Request(
        text, engine, form, bool(options.format), options.lang, options.timeout, options.aligned, options.output,
        memory, listed(options.columns),
    )  # fmt: skip
    found = query.limited(request)
    for one in found.notes:
        note(one)
    if isinstance(found.content, str) and form == "table":
        tell(found.content, options.output)
    else:
        emit(found.content, options.output)
    return int(found.no)


_BEGINS = re.compile(r"(?:\s|#[^\n]*\n)*(?:DESCRIBE|PREFIX|BASE)\b", re.IGNORECASE)  # a query without braces


def _text(given: str) -> str:
    if given == "-":
        return encoding.decoded(sys.stdin.buffer.read(encoding.LARGEST), "standard input", "the query")
    path = Path(given)
    if "{" in given or (not path.exists() and _BEGINS.match(given)):
        return given
    encoding.check_file(path, "there is no such file, and this is no query", "Give a query with { }, a file, or -.")
    return encoding.read(path)
