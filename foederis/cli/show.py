"""`foederis show`: what the graph has on one thing, each fact with its passage or source."""

import argparse
import json

from foederis import graph
from foederis.answers import thing
from foederis.cli.output import emit
from foederis.errors import BadUse


def show(options: argparse.Namespace) -> int:
    """Print names, statements, facts and links of a thing."""
    data = graph.store()
    iri = graph.find(data, " ".join(options.thing))
    if "/id/passage/" in iri:
        raise BadUse("this is a passage", "", f"See: foederis source show {graph.place(data, iri)}")
    found = thing.gather(iri, options.lang, data)
    told = json.dumps(found, ensure_ascii=False, indent=2) + "\n" if options.format == "json" else ""
    emit(told or thing.text(found, options.lang), options.output)
    return 0
