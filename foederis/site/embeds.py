"""How a picture or an answer is put into a page of somebody else: one line of HTML, which names its version."""

from foederis import templates
from foederis.site.things import Site

ANY = "ADDRESS/"
"""What stands for the address of a site that does not know its own."""


def picture(site: Site, name: str, title: str, home: str) -> str:
    """Return a picture as a line: the drawing, which leads to its page; `home` is `nl/` for a Dutch one."""
    return _line(site, f"{home}pictures/{name}", title, picture=True)


def answer(site: Site, name: str, title: str, home: str) -> str:
    """Return an answer as a line: its table in a frame."""
    return _line(site, f"{home}q/{name}", title, picture=False)


def _line(site: Site, path: str, title: str, *, picture: bool) -> str:
    called = f"{' '.join(title.split())} (foederis {site.version}, {site.digest[:12]})"
    return templates.render("line.html", picture=picture, place=f"{site.place or ANY}{path}", called=called).strip()
