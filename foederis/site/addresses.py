"""What pages can tell only when it is known at which address they will stand: canonical links, cards, a sitemap."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from markupsafe import escape

from foederis import templates
from foederis.errors import BadUse
from foederis.site.wording import LANGUAGES

MARK = b"<!--addresses-->"
"""Where a page of a site with an address tells it (`foederis/templates/base.html`)."""
CARD = (1200, 630)
"""The size of a card in pixels, as social networks show it."""
LARGEST = 50_000  # pages in a sitemap, by its protocol
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")
_NAMED = re.compile(r"(?:nl/)?(pictures|q)/([a-z0-9-]+)/")
_LOCALE = {"en": "en_GB", "nl": "nl_NL"}


def base(url: str) -> str:
    """Return an address at which a site can stand, with a slash at its end; of nothing nothing.

    Raises:
        BadUse: it is no address of the web, or has more than a path.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    plain = re.fullmatch(r"[A-Za-z0-9._~/-]*", parts.path) and not (parts.query or parts.fragment or "?" in url)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not plain or ".." in parts.path:
        raise BadUse(f"a site cannot stand at '{url}'", "", "Give an address such as https://example.org/foederis")
    return url.rstrip("/") + "/"


def address(path: str, url: str) -> str:
    """Return the address of a file of the site; a page of a folder is told by the folder."""
    return url + (path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path)


def card(path: str, made: Mapping[str, bytes], drawn: Mapping[str, str]) -> str:
    """Return where the card of a page lies: that of its picture, else the common one of its language.

    Args:
        path: of the page.
        made: the files of the site.
        drawn: by the name of a question, the picture that shows its answer.
    """
    language = "nl" if path.startswith("nl/") else "en"
    if found := _NAMED.match(path):
        name = found[2] if found[1] == "pictures" else drawn.get(found[2], "")
        if (own := f"cards/{name}-{language}.png") in made:
            return own
    return f"cards/foederis-{language}.png"


def addressed(made: Mapping[str, bytes], url: str, day: str, drawn: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages with what they tell of their address, and the files for search engines.

    Args:
        made: the files of the site.
        url: at which it stands (see `base`).
        day: of the content (YYYY-MM-DD), empty where it is not known.
        drawn: by the name of a question, the picture that shows its answer.
    """
    pages = sorted(path for path in made if path.endswith(".html") and MARK in made[path])
    for path in pages:
        yield path, made[path].replace(MARK, _told(path, made, url, drawn).encode(), 1)
    maps = [pages[start : start + LARGEST] for start in range(0, len(pages), LARGEST)]
    for number, part in enumerate(maps, 1):
        name = f"sitemap-{number}.xml" if len(maps) > 1 else "sitemap.xml"
        yield name, _sitemap("urlset", "url", (address(path, url) for path in part), day)
    if len(maps) > 1:
        parts = (f"{url}sitemap-{number}.xml" for number in range(1, len(maps) + 1))
        yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", parts, day)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n".encode()


def _told(path: str, made: Mapping[str, bytes], url: str, drawn: Mapping[str, str]) -> str:
    language, twin = ("nl", path.removeprefix("nl/")) if path.startswith("nl/") else ("en", f"nl/{path}")
    paths = {language: path, ("en" if language == "nl" else "nl"): twin}
    tags = [*((tag, tag) for tag in LANGUAGES), ("x-default", "en")] if twin in made else []
    image = card(path, made, drawn)
    return templates.render(
        "addressed.html", own=address(path, url), locale=_LOCALE[language], size=CARD,
        languages=[(tag, address(paths[of], url)) for tag, of in tags], image=url + image if image in made else "",
    ).strip()  # fmt: skip


def _sitemap(root: str, item: str, addresses: Iterator[str], day: str) -> bytes:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    rows = "".join(f"<{item}><loc>{escape(one)}</loc>{changed}</{item}>\n" for one in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{rows}</{root}>\n'.encode()
