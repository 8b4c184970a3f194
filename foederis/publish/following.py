"""The feeds of a release as files: what became of things, what is due, and what changed since the one before."""

from foederis.errors import NothingFound
from foederis.feeds import choosing

_LANGUAGES = {"en": "", "nl": "-nl"}  # the ending of the name of the file


def files(day: str, previous: str = "", base: str = "") -> dict[str, bytes]:
    """Return the feeds by path; one that has nothing to tell is left out.

    Args:
        day: of the data set; empty: the last on which a source was read.
        previous: the release before; empty: none, and no feed of what changed.
        base: of the address at which the newest of each feed stands, as Atom tells it; empty: told nowhere.
    """
    made: dict[str, bytes] = {}
    for language, ending in _LANGUAGES.items():
        told = {f"feeds/what-became-of{ending}.atom": ("atom", ""), f"feeds/due{ending}.ics": ("ics", "")}
        if previous:
            told[f"feeds/changes{ending}.atom"] = ("atom", previous)
        for name, (form, since) in told.items():
            try:
                address = base and f"{base}{name}"
                found = choosing.make(form=form, language=language, previous=since, day=day, limit=0, address=address)
            except NothingFound:
                continue
            made[name] = found.content
    return made
