"""The redirect rules lead every IRI of ours to its page, and to its data who asks for data."""

import re

import pyoxigraph as ox
import pytest

from foederis import graph, rooms
from foederis.publish import catalogue
from foederis.site import things

RULES = rooms.root() / "docs" / "w3id" / ".htaccess"
HOST = "%{ENV:HOST}/"
SPACE = "https://w3id.org/foederis/"


def redirect(path: str, accept: str) -> str:
    """Return where the rules lead: RewriteCond and RewriteRule as Apache reads them, as far as they are used here."""
    holds: list[tuple[bool, bool]] = []
    for line in RULES.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[:2] == ["RewriteCond", "%{HTTP_ACCEPT}"]:
            holds.append((re.search(words[2], accept) is not None, words[-1] == "[OR]"))
        elif words[:1] == ["RewriteRule"]:
            allowed, pending = True, False
            for held, other in holds:
                pending = pending or held
                if not other:
                    allowed, pending = allowed and pending, False
            found = re.search(words[1], path)
            holds = []
            if allowed and found:
                return re.sub(r"\$(\d)", lambda one, found=found: found.group(int(one.group(1))) or "", words[2])
    return ""


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("application/rdf+xml, text/turtle;q=0.9", "ttl"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_every_iri_of_ours_is_led_to_its_page_or_its_data(accept, ending):
    terms = {
        t.value
        for q in (*graph.quads(), *ox.parse(catalogue.whole(), format=ox.RdfFormat.TRIG))
        for t in (q.subject, q.predicate, q.object, q.graph_name)
        if isinstance(t, ox.NamedNode)
    }
    ours = [iri for iri in terms if iri.startswith((SPACE + "id/", SPACE + "def/"))]
    assert len(ours) > 2900
    for iri in ours:
        assert redirect(iri.removeprefix(SPACE), accept) == f"{HOST}latest/{things.path_of(iri)}.{ending}"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("", "latest/index.html"),
        ("id/", "latest/id/index.html"),
        ("id/actor/", "latest/id/actor/index.html"),
        ("id/actor/nld.ttl", "latest/id/actor/nld.ttl"),
        ("def/0.1.0", "latest/def/0.1.0.html"),
        ("release/0.1.0/", "release/0.1.0/index.html"),
        ("release/0.1.0/csv/actors.csv", "release/0.1.0/csv/actors.csv"),
        ("feeds/what-became-of-nl.atom", "latest/feeds/what-became-of-nl.atom"),
        ("feeds/due.ics", "latest/feeds/due.ics"),
    ],
)
def test_listings_releases_and_endings_are_led_where_they_lie(path, target):
    assert redirect(path, "*/*") == HOST + target


@pytest.mark.parametrize(
    "path", ["id/a b", "id/a\r\nSet-Cookie: x", "def/<script>", "elsewhere", "release/../x", "feeds/../x.ics"]
)
def test_what_is_no_name_of_ours_is_led_nowhere(path):
    assert redirect(path, "text/html") == ""


def test_no_host_is_claimed_that_nobody_has_stated():
    assert "HOST=https://example.org/" in RULES.read_text(encoding="utf-8")
