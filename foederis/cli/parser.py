"""The words of the command line."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from foederis import __version__
from foederis.answers.formats import FORMATS as ASK_FORMATS
from foederis.errors import BadUse
from foederis.export.formats import FORMATS as EXPORT_FORMATS
from foederis.feeds.formats import FORMATS as FEED_FORMATS
from foederis.feeds.formats import LIMIT

COMMANDS = (
    "ask",
    "show",
    "sparql",
    "validate",
    "export",
    "coverage",
    "links",
    "source",
    "coding",
    "reading",
    "diff",
    "feed",
    "site",
)


_SOURCE = "add|list|show|review|draft|brief|sign|open"


class _Parser(argparse.ArgumentParser):
    """A parser whose options and words stand in any order."""

    def __init__(self, **known: Any) -> None:  # noqa: ANN401 (whatever the library takes)
        super().__init__(**known)
        self._nested = self._mixing = False
        self.add_argument(
            "--no-pager", action="store_true", default=argparse.SUPPRESS, help="at a terminal: print all at once"
        )

    def add_subparsers(self, **known: Any) -> Any:  # noqa: ANN401 (as the library has it)
        self._nested = True
        return super().add_subparsers(parser_class=_Parser, **known)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 (as the library has it)
        # Python 3.11 comes back here from within; later ones do not.
        if self._nested or self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def error(self, message: str) -> NoReturn:
        remedy = f"See: {self.prog} --help"
        if "invalid choice: '" in message and "argument COMMAND" in message:
            word = message.split("invalid choice: '")[1].split("'")[0]
            import difflib

            near = difflib.get_close_matches(word, COMMANDS, 1)
            message = f"there is no command '{word}'"
            remedy = f"Did you mean '{near[0]}'? {remedy}" if near else f"Commands: {', '.join(COMMANDS)}."
        elif "invalid choice: '" in message:
            option = message.split(":")[0].removeprefix("argument ")
            word = message.split("invalid choice: '")[1].split("'")[0]
            message, choices = f"{option} cannot be '{word}'", message.split("choose from ")[-1].rstrip(")")
            remedy = f"Choose from: {choices.replace(chr(39), '')}"
        raise BadUse(message, "", remedy)


def _call(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"foederis.cli.{module}"), function)(options))

    return run


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what is meant by the words of a command line; options may stand before the command too.

    Raises:
        BadUse: they mean nothing.
    """
    words = list(arguments)
    named = [index for index, word in enumerate(words) if word in COMMANDS]
    if len(named) == 1 and words[0].startswith("-"):
        words.insert(0, words.pop(named[0]))
    return build().parse_args(words)


def build() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = _Parser(
        prog="foederis",
        description="Who has promised what to whom in European security and defence, and in which sentence.",
    )
    parser.add_argument("--version", action="version", version=f"foederis {__version__}")
    parser.set_defaults(run=_call("summary", "summary"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    ask = commands.add_parser("ask", help="ask a canned question; without a name: list them", add_help=False)
    _words(ask, "QUESTION")
    ask.add_argument("--list", action="store_true", help="list the questions")
    ask.add_argument("--lang", choices=("nl", "en"), default="en")
    ask.add_argument("--format", choices=ASK_FORMATS, help="default: table at a terminal, csv in a pipe")
    ask.add_argument("--excel", action="store_true", help="csv that Excel opens right (BOM, local delimiter)")
    _columns(ask)
    _engine(ask)
    _output(ask)
    ask.set_defaults(run=_call("ask", "ask"))

    show = commands.add_parser("show", help="everything about one thing, by any of its names")
    show.add_argument("thing", nargs="+", metavar="THING")
    show.add_argument("--lang", choices=("nl", "en"), default="en")
    show.add_argument("--search", action="store_true", help="the things that have these words in one of their names")
    show.add_argument("--format", choices=("text", "json"), default="text")
    _document(show)
    _output(show)
    show.set_defaults(run=_call("show", "show"))

    sparql = commands.add_parser("sparql", help="any SPARQL 1.1 query: text, a file, or - for standard input")
    sparql.add_argument("query", metavar="QUERY|FILE|-")
    sparql.add_argument("--lang", choices=("nl", "en"), default="en")
    sparql.add_argument("--format", choices=ASK_FORMATS)
    sparql.add_argument("--aligned", action="store_true", help="load how our terms stand to those of ORG, PROV-O, ...")
    sparql.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="default: 60")
    sparql.add_argument("--memory", default="", metavar="SIZE", help="such as 2GB; default: a quarter of the machine's")
    _columns(sparql)
    _engine(sparql)
    _output(sparql)
    sparql.set_defaults(run=_call("sparql", "sparql"), excel=False)

    validate = commands.add_parser("validate", help="check the graph, or your own files beside it")
    validate.add_argument("files", nargs="*", metavar="FILE")
    validate.add_argument("--format", choices=("text", "json", "junit", "sarif", "turtle"), default="text")
    validate.add_argument("--fail-on", choices=("violation", "warning", "info"), default="violation")
    validate.add_argument("--severity", choices=("violation", "warning", "info"), default="info")
    validate.add_argument("--focus", metavar="THING", default="")
    validate.add_argument("--shapes", metavar="FILE", default="")
    validate.add_argument("--alone", action="store_true", help="your own files only, without the graph beside them")
    validate.add_argument("--engine", choices=("pyshacl", "shacl"), default="pyshacl")
    validate.add_argument("--timeout", type=float, metavar="SECONDS", help="default: none")
    validate.add_argument("--memory", default="", metavar="SIZE", help="such as 2GB; default: see docs/limits.md")
    _output(validate)
    validate.set_defaults(run=_call("validate", "validate"))

    export = commands.add_parser("export", help="write a view as a graph file or a picture, or a chart", add_help=False)
    _words(export, "VIEW")
    export.add_argument("--list", action="store_true", help="list the views and charts")
    export.add_argument("--lang", choices=("nl", "en"), default="en")
    export.add_argument("--format", help=f"one of {', '.join(EXPORT_FORMATS)} (with --list: text or json)")
    _output(export)
    export.set_defaults(run=_call("export", "export"))

    coverage = commands.add_parser("coverage", help="how much of each document is in the graph")
    coverage.add_argument("--format", choices=("table", "json"), default="table")
    _document(coverage)
    coverage.set_defaults(run=_call("summary", "coverage"))

    links = commands.add_parser("links", help="the links to other data sets, and what has none")
    where = links.add_mutually_exclusive_group()
    where.add_argument("--check", action="store_true", help="ask each target on the web whether it is still there")
    where.add_argument(
        "--copies", metavar="FOLDER", help="hold the links against RDF copies of the tables that you downloaded"
    )
    links.add_argument("--format", choices=("table", "json"), default="table")
    links.add_argument("--lang", choices=("nl", "en"), default="en")
    _output(links)
    links.set_defaults(run=_call("links", "links"))

    diff = commands.add_parser("diff", help="what changed between two versions of the graph, in policy terms")
    for name in ("old", "new"):
        diff.add_argument(name, metavar=name.upper(), help="a release, a checkout or an RDF file")
    diff.add_argument("--format", choices=("text", "md", "json"), default="text")
    diff.add_argument("--lang", choices=("nl", "en"), default="en", help="of the names of things")
    _output(diff)
    diff.set_defaults(run=_call("diff", "diff"))

    feed = commands.add_parser("feed", help="what became of things, what changed, what is due: as Atom or a calendar")
    feed.add_argument("words", nargs="*", metavar="QUESTION|THING name=VALUE", help="of one question or thing only")
    feed.add_argument("--format", choices=FEED_FORMATS, help="default: by the name of the file, else atom")
    feed.add_argument("--previous", metavar="RELEASE", help="what changed since: a release, checkout or file")
    feed.add_argument(
        "--limit", type=int, default=LIMIT, metavar="NUMBER", help="entries of Atom; 0: all; default: 100"
    )
    feed.add_argument("--lang", choices=("nl", "en"), default="en")
    _output(feed)
    feed.set_defaults(run=_call("feed", "feed"))

    site = commands.add_parser("site", help="write the explorer: pages that open in any browser, also from disk")
    site.add_argument("-o", "--output", metavar="FOLDER", default="out/site", help="default: out/site")
    site.add_argument("--url", metavar="ADDRESS", default="", help="where it will stand: adds sitemap, links, cards")
    site.add_argument("--release", action="store_true", help="as a release too, which stays: FOLDER/release/VERSION")
    site.add_argument("--open", action="store_true", help="open it in a browser")
    site.set_defaults(run=_call("site", "site"))

    source = commands.add_parser("source", help="the documents, and the exact words for those who hold them")
    actions = source.add_subparsers(dest="action", metavar=_SOURCE, required=True)
    add = actions.add_parser("add", help="keep a copy of a document you hold")
    add.add_argument("file", metavar="FILE")
    listed = actions.add_parser("list", help="the documents and whether you hold them")
    words = actions.add_parser("show", help="the exact words of a passage, or of all of a section (rec5, 4, 'annex I')")
    review = actions.add_parser("review", help="the statements of a section, read back beside its sentences")
    review.add_argument("--lang", choices=("nl", "en"), default="en")
    review.add_argument("--unread", action="store_true", help="only what nobody has read since it changed, to be read")
    review.add_argument("--reader", default="", metavar="SHORT-NAME", help="what this one has not read, or will sign")
    draft = actions.add_parser("draft", help="make a draft of a file: PDF, HTML, DOCX, Markdown or text")
    draft.add_argument("file", metavar="FILE")
    draft.add_argument("--lang", default="", metavar="CODE", help="of the text: nl, en, de or sv; default: found out")
    draft.add_argument("-o", "--output", metavar="FOLDER", default="", help="default: <document>-draft")
    brief = actions.add_parser("brief", help="one page that holds all that stating a section takes")
    opened = actions.add_parser("open", help="make passages of a section that was left out of the coding")
    opened.add_argument("section", metavar="SECTION")
    sign = actions.add_parser("sign", help="make what a reader signs part of the graph: statements and readings")
    sign.add_argument("file", metavar="SHEET")
    sign.add_argument("--reader", required=True, metavar="SHORT-NAME", help="who signs, as part of names")
    sign.add_argument("--on", default="", metavar="DAY", help="when it was read, as 2026-11-28; default: today")
    _new(sign, "reader")
    for action, name in ((add, "add"), (listed, "listing"), (words, "show"), (review, "review"), (draft, "draft"),
                         (brief, "brief"), (sign, "sign"), (opened, "opened")):  # fmt: skip
        action.set_defaults(run=_call("source", name))
    for action in (words, brief):
        action.add_argument("place", nargs="+", metavar="PLACE")
    review.add_argument("place", nargs="*", metavar="PLACE|FILE", help="or a filled sheet (XLSX) or TriG, to check")
    for action in (listed, words, review, brief, sign, opened):
        _document(action)
    _output(brief)
    _coding(commands.add_parser("coding", help="code a document by the code book, and how far coders agree"))
    _reading(commands.add_parser("reading", help="hold statements beside their sentences, and keep the verdicts"))
    return parser


def _coding(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="sheet|read|agreement", required=True)
    sheet = actions.add_parser("sheet", help="the sheet (CSV) that a coder fills in")
    read = actions.add_parser("read", help="turn a filled-in sheet into a coding file (TriG)")
    read.add_argument("file", metavar="SHEET")
    read.add_argument("--coder", required=True, metavar="SHORT-NAME", help="part of the names of the codings")
    _who(read, "coder")
    agreement = actions.add_parser("agreement", help="kappa of each two coders, and where they differ")
    agreement.add_argument("--format", choices=("table", "json"), default="table")
    for action in (sheet, agreement):
        action.add_argument("--lang", choices=("nl", "en"), default="en")
    for action in (sheet, read, agreement):
        _document(action)
    for action, name in ((sheet, "sheet"), (read, "read"), (agreement, "agreement")):
        _output(action)
        action.set_defaults(run=_call("coding", name))


def _reading(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="sheet|read", required=True)
    sheet = actions.add_parser("sheet", help="the sheet (CSV) of statements that a reader judges")
    sheet.add_argument("--section", default="", metavar="PLACE", help="this only: rec5, rec5.p2, 'annex I'")
    sheet.add_argument("--unread", action="store_true", help="only what has no reading since it last changed")
    sheet.add_argument("--reader", default="", metavar="SHORT-NAME", help="with --unread: no reading by this reader")
    read = actions.add_parser("read", help="turn a filled-in sheet into a file of readings (TriG)")
    read.add_argument("file", metavar="SHEET")
    read.add_argument("--reader", required=True, metavar="SHORT-NAME", help="part of the names of the readings")
    _who(read, "reader")
    read.add_argument("--on", default="", metavar="DAY", help="when it was read, as 2026-11-28; default: today")
    for action, name in ((sheet, "sheet"), (read, "read")):
        action.add_argument("--lang", choices=("nl", "en"), default="en", help="of names, or of the remarks")
        _document(action)
        _output(action)
        action.set_defaults(run=_call("reading", name))


def _who(parser: argparse.ArgumentParser, word: str) -> None:
    _new(parser, word)
    parser.add_argument(
        "--as-of", action="append", default=[], metavar="VERSION", help="the checkout, release or file that was read"
    )


def _new(parser: argparse.ArgumentParser, word: str) -> None:
    parser.add_argument("--name", default="", help=f"what a new {word} is called")
    parser.add_argument("--note", default="", help=f"what kind of {word} a new one is, and how it works")
    parser.add_argument("--name-nl", default="", metavar="NAME", help="the same in Dutch")
    parser.add_argument("--note-nl", default="", metavar="NOTE", help="the same in Dutch")
    parser.add_argument("--human", action="store_true", help=f"a new {word} is a person (otherwise: a program)")


def _words(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("words", nargs="*", metavar=f"{name} name=VALUE", help="in any order; name=? lists its values")
    parser.add_argument("-h", "--help", action="store_true", help=f"show this, or with a {name} what it takes")
    parser.set_defaults(usage=parser.format_help)


def _columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns",
        default="",
        metavar="NAME,...",
        help="these only, in this order, by name or by their heading in Dutch or English",
    )


def _engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph")
    parser.add_argument("--endpoint", metavar="URL", default="", help="ask a SPARQL 1.1 endpoint instead")


def _document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--document", default="", metavar="NAME", help="of this document only: id, abbreviation or name"
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="write to a file, whole or not at all")
