"""Every page of the site by its path: the questions, the things, the words, the pictures, the stylesheet."""

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from foederis import graph, queries, templates
from foederis.answers.listing import grouped
from foederis.errors import BadInput
from foederis.export import gallery
from foederis.site import question, vocabulary
from foederis.site.things import Site


def files(site: Site, quads: Sequence[ox.Quad], authors: Sequence[str], citation: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of all pages but the front page, with the pictures and the stylesheet.

    Args:
        site: the things.
        quads: the data, for the page of the words.
        authors: who made the data set.
        citation: how the data set is cited.

    Raises:
        BadInput: a question is not valid SPARQL, or an IRI cannot be the name of a file.
    """
    yield from site.files()
    yield "def/index.html", vocabulary.page(quads, authors, site).encode()
    yield from questions(citation, graph.store(), site)
    yield from pictures(site)
    yield "style.css", templates.style().encode()


def questions(citation: str, data: ox.Store, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of every question, and the list of them.

    Raises:
        BadInput: a question is not valid SPARQL; names file and line.
    """
    known = queries.questions()
    for one in known.values():
        try:
            yield f"q/{one.name}/index.html", question.page(one, citation, data, site).encode()
        except BadInput as error:
            raise BadInput(error.what, f"queries/{one.path}, {error.where}", error.remedy) from error
    views, charts = ([*queries.questions(folder).values()] for folder in ("views", "charts"))
    listed: Mapping[str, object] = {
        "groups": grouped(known).items(),
        "count": len(known),
        "views": views,
        "charts": charts,
    }
    yield "q/index.html", site.page("questions.html", "The questions", "../", **listed).encode()


def pictures(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every view and chart as a picture, and the page that shows them with their words."""
    shown = list(gallery.pictures())
    yield "pictures/index.html", site.page("pictures.html", "Pictures", "../", pictures=shown).encode()
    for one in shown:
        yield f"pictures/{one.asked.name}.svg", one.content
