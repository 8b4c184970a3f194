"""`foederis` alone and `foederis coverage`: what is here."""

import argparse

import pyoxigraph as ox

from foederis import __version__, escapes, graph, queries, sources, terminal
from foederis.answers.coverage import rows
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
    heads = ("title", "document", "sentences", "stated", "empty", "unread")
    told = [[sources.title(str(row["document"]), "en"), *(row[head] for head in heads[1:])] for row in found]
    tell(terminal.fitted(heads, told, frozenset({2, 3, 4, 5})))
    return 0


def summary(options: argparse.Namespace) -> int:
    """Print what is here and where to go next."""
    data = graph.store()
    lines = [f"foederis {__version__}: who has promised what to whom in European security and defence", "", "Sources"]
    for row in rows(data):
        name = str(row["document"])
        _, day = sources.date(name, "en")
        lines.append(f"  {sources.title(name, 'en')}{f', {day}' if day else ''} ({name})")
        lines.append(
            f"  {row['sentences']} sentences: {row['stated']} stated, {row['empty']} empty, {row['unread']} unread"
        )
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
