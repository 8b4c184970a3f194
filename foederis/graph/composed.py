"""Names for things that have none of their own, made of what they tie together."""

from collections.abc import Callable, Mapping

from foederis.namespaces import FOED, RDFS

_FORMS = (
    ("coding of {} by {}", "codering van {} door {}", "codes", "coder"),
    ("{} in {}", "{} in {}", "participant", "participatesIn"),
    ("{}: {} {}", "{}: {} {}", "linkSubject", "linkKind", "linkObject"),
    ("existence of {}: {}", "bestaan van {}: {}", "existenceOf", "existenceState"),
    ("inference on {}", "gevolgtrekking over {}", "infersFor"),
)
COMMENT = RDFS + "comment"


def compose(said: Mapping[str, str], name: Callable[[str], str], language: str = "en") -> str:
    """Return a name made of the values of a thing (by property, one each), or an empty text; `name` names its parts."""
    for english, dutch, *parts in _FORMS:
        if all(FOED + part in said for part in parts):
            return (dutch if language == "nl" else english).format(*(name(said[FOED + part]) for part in parts))
    return said.get(COMMENT, "")
