"""`foederis sparql`: any SPARQL 1.1 query, under a time limit."""

import argparse
import re
import sys
from pathlib import Path

from foederis import queries
from foederis.answers import query
from foederis.cli.output import emit
from foederis.errors import BadInput, BadUse


def sparql(options: argparse.Namespace) -> int:
    """Answer a SPARQL query; SELECT and ASK give rows, CONSTRUCT and DESCRIBE give Turtle."""
    text = _text(options.query)
    if not options.endpoint:
        queries.check(text)
    engine = options.endpoint or options.engine
    form = options.format or ("csv" if not sys.stdout.isatty() else "table")
    if options.aligned and engine != "oxigraph":
        raise BadUse("--aligned is for the engine that comes along", engine, "Leave out --engine and --endpoint.")
    emit(query.limited(text, engine, form, options.lang, options.timeout, options.aligned), options.output)
    return 0


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    if "{" in given or (not path.exists() and re.match(r"\s*(?:DESCRIBE|PREFIX|BASE)\b", given, re.IGNORECASE)):
        return given
    if not path.is_file():
        raise BadInput("there is no such file, and this is no query", given, "Give a query with { }, a file, or -.")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("this file cannot be read as UTF-8 text", given, "Check the file.") from error
