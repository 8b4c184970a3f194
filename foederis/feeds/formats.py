"""The forms of a feed, by the name that the command line takes."""

FORMATS = ("atom", "ics")
LIMIT = 100
"""How many entries an Atom feed has unless more are asked for."""


def format_of(path: str) -> str:
    """Return the form that the name of a file asks for: `ics`, else `atom`."""
    return "ics" if path.lower().endswith(".ics") else "atom"
