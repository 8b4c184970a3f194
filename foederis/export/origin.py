"""The line under a picture: from which documents, of when, under which licence."""

import pyoxigraph as ox

from foederis import __version__, graph
from foederis.export.words import WORDS
from foederis.namespaces import FOED

_DOCUMENT = ox.NamedNode(FOED + "inDocument")
_WHEN = ox.NamedNode(FOED + "when")
_IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")


def line(kind: str, language: str, data: ox.Store) -> str:
    """Return the source, its date and the licence; `kind` is the source that a view declares, empty for the letters."""
    words = WORDS[language]
    own = words["data"].format(__version__)
    if kind in ("background", "ontology"):
        return f"{words[kind]} {own}"
    quads = data.quads_for_pattern(None, _DOCUMENT, None, ox.DefaultGraph())
    documents = sorted({q.object for q in quads if isinstance(q.object, ox.NamedNode)}, key=str)
    if len(documents) != 1:
        return f"{words['several'].format(len(documents))} {own}"
    (document,) = documents
    found = [_name(document, language, data)]
    found += [_text(q.object) for q in data.quads_for_pattern(document, _IDENTIFIER, None, ox.DefaultGraph())]
    found += [_name(q.object, language, data) for q in data.quads_for_pattern(document, _WHEN, None, ox.DefaultGraph())]
    return f"{words['letter'].format(', '.join(found))} {own}"


def _name(term: object, language: str, data: ox.Store) -> str:
    iri = _text(term)
    label = graph.label(data, iri, language)
    return label.text if label else iri


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
