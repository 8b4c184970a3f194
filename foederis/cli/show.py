"""`foederis show`: what the graph has on one thing, each fact with its passage or source."""

import argparse
import re

import pyoxigraph as ox

from foederis import escapes, graph, sources
from foederis.answers import thing
from foederis.cli.output import emit, tell
from foederis.errors import BadUse, NothingFound

_LOCATOR = re.compile(r"[a-z]+[0-9]*([.][a-z0-9]+)+")


def show(options: argparse.Namespace) -> int:
    """Print names, statements, facts and links of a thing."""
    data = graph.store()
    if options.search:
        return _search(options, data)
    iri = _thing(" ".join(options.thing), options.document, data)
    found = thing.gather(iri, options.lang, data)
    if options.document:
        thing.only(found, sources.passage_iri(sources.named(options.document), ""))
    if options.format == "json":
        emit(escapes.as_json(found), options.output)
    else:
        tell(thing.text(found, options.lang), options.output)
    return 0


def _search(options: argparse.Namespace, data: ox.Store) -> int:
    """Print the things that have the words in a name; exit code 1 when there are none."""
    words = " ".join(options.thing)
    found = thing.search(words, options.lang, data)
    if not found:
        raise NothingFound(f"no name holds '{words}'", "", "Give fewer words, or the beginning of one.")
    if options.format == "json":
        emit(escapes.as_json(found), options.output)
    else:
        tell(thing.search_text(found), options.output)
    return 0


def _thing(name: str, document: str, data: ox.Store) -> str:
    """Return the IRI of what is to be shown.

    Raises:
        BadUse: nothing, or more than one thing, is called so, or it is a place in a document: that is shown elsewhere.
    """
    try:
        iri = graph.find(data, name)
        if "/id/passage/" not in iri:
            return iri
    except BadUse as unknown:
        iri = name
        if not _LOCATOR.fullmatch(name):
            try:
                sources.locate(name, document)
            except BadUse:
                raise unknown from None
    found, locator = sources.locate(iri, document)
    place = f"{found}/{locator}" if len(sources.documents()) > 1 else locator
    raise BadUse(f"'{name}' is a place in {found}", "", f"See: foederis source show {place}")
