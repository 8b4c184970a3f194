"""Names for things that have none of their own, made of what they tie together."""

from collections.abc import Callable, Mapping

from foederis.namespaces import FOED, RDFS

_FORMS = (
    ("coding of {} by {}", "codes", "coder"),
    ("{} in {}", "participant", "participatesIn"),
    ("{}: {} {}", "linkSubject", "linkKind", "linkObject"),
    ("existence of {}: {}", "existenceOf", "existenceState"),
    ("inference on {}", "infersFor"),
)
COMMENT = RDFS + "comment"


def compose(said: Mapping[str, str], name: Callable[[str], str]) -> str:
    """Return a name made of the values of a thing (by property, one each), or an empty text; `name` names its parts."""
    for form, *parts in _FORMS:
        if all(FOED + part in said for part in parts):
            return form.format(*(name(said[FOED + part]) for part in parts))
    return said.get(COMMENT, "")
