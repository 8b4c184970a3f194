"""How a picture or an answer is put into a page of somebody else: one line of HTML, which names its version."""

from markupsafe import escape

from foederis.site.things import Site

ANY = "ADDRESS/"
"""What stands for the address of a site that does not know its own."""


def picture(site: Site, name: str, title: str, home: str) -> str:
    """Return a picture as a line: the drawing, which leads to its page; `home` is `nl/` for a Dutch one."""
    place = f"{site.place or ANY}{home}pictures/{name}"
    return f'<a href="{escape(place)}/index.html"><img src="{escape(place)}.svg" alt="{_called(site, title)}"></a>'


def answer(site: Site, name: str, title: str, home: str) -> str:
    """Return an answer as a line: its table in a frame."""
    place = escape(f"{site.place or ANY}{home}q/{name}/embed.html")
    size = 'width="100%" height="480"'
    return f'<iframe src="{place}" title="{_called(site, title)}" {size} loading="lazy"></iframe>'


def _called(site: Site, title: str) -> str:
    return str(escape(f"{' '.join(title.split())} (foederis {site.version}, {site.digest[:12]})"))
