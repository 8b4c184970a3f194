"""`foederis` alone and `foederis coverage`: what is here."""

import argparse

import pyoxigraph as ox

from foederis import __version__, escapes, graph, queries, sources, terminal
from foederis.answers.coverage import CODINGS, LEFT, READINGS, SENTENCES, rows
from foederis.cli.output import emit, tell
from foederis.namespaces import FOED, RDF

_COUNTED = (
    "Actor", "Instrument", "Provision", "Document", "Event", "Topic", "RecommendationPart", "Response", "Statement",
    "Commitment", "Quantity", "Participation", "LegalLink", "Passage", "Source",
)  # fmt: skip


def coverage(options: argparse.Namespace) -> int:
    """Print the coverage of each document, or of the one asked."""
    wanted = sources.named(options.document) if options.document else ""
    found = [row for row in rows(graph.store()) if wanted in ("", row["document"])]
    if options.format == "json":
        emit(escapes.as_json(found))
        return 0
    parts = []
    for title, keys in (("Sentences", (*SENTENCES, *LEFT)), ("Statements, read since they last changed", READINGS),
                        ("Codings, since what they code last changed", CODINGS)):  # fmt: skip
        told = [
            [sources.title(str(row["document"]), "en"), *(row[key] for key in ("document", *keys))] for row in found
        ]
        heads = ("title", "document", *(_HEADS.get(key, key) for key in keys))
        parts.append(f"{title}\n\n{terminal.fitted(heads, told, frozenset(range(2, len(heads))))}")
    tell("\n".join(parts))
    return 0


_HEADS = {
    "notCoded": "not coded",
    "readByOne": "by one", "readByTwo": "by two", "readByThree": "by three or more", "unreadStatements": "by nobody",
    "staleReadings": "stale readings", "currentCodings": "current", "staleCodings": "stale",
    "codingsOfUnknownAge": "of unknown age",
}  # fmt: skip


def summary(options: argparse.Namespace) -> int:
    """Print what is here and where to go next."""
    data = graph.store()
    lines = [f"foederis {__version__}: who has promised what to whom in European security and defence", "", "Sources"]
    for row in rows(data):
        name = str(row["document"])
        _, day = sources.date(name, "en")
        lines.append(f"  {sources.title(name, 'en')}{f', {day}' if day else ''} ({name})")
        told = f"{row['sentences']} sentences: {row['stated']} stated, {row['empty']} empty, {row['unread']} unread"
        lines.append(f"  {told}; {row['notCoded']} more not coded" if row["notCoded"] else f"  {told}")
    lines += ["", "In the graph"]
    for kind in _COUNTED:
        pattern = data.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(FOED + kind), ox.DefaultGraph())
        word = graph.label(data, FOED + kind, "en")
        lines.append(f"  {sum(1 for _ in pattern):>5}  {word.text if word else kind}")
    lines += [f"  {len(queries.questions()):>5}  questions, {len(queries.questions('views'))} views", "", "Next"]
    for command, why in (
        ("foederis ask", "the questions"),
        ("foederis ask scoreboard", "the answer to each recommendation"),
        ("foederis show PESCO", "everything about one thing"),
        ("foederis validate", "check the graph"),
        ("foederis export participation -o picture.svg", "a picture"),
    ):
        lines.append(f"  {command:<44} {why}")
    tell("\n".join(lines) + "\n")
    return 0
