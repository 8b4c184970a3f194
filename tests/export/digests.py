"""Prints the digest of every view in every format that can be made here (pictures: one view of each layout)."""

import hashlib

from foederis import export, queries
from foederis.export import exporting
from tests.export.built import FORMATS

DRAWN = ("commitments", "participation")  # a picture takes a second, and its layout decides, not its view

_build, _built = exporting._built, {}


def once(asked, values, language):
    """Ask each view once, not once a format."""
    if asked.name not in _built:
        _built[asked.name] = _build(asked, values, language)
    return _built[asked.name]


if __name__ == "__main__":
    exporting._built = once
    for name in sorted(queries.questions("views")):
        for form in FORMATS:
            if form not in ("svg", "png") or name in DRAWN:
                for ending, content in export.export(name, {}, form).items():
                    print(name, form, ending, hashlib.sha256(content).hexdigest())
