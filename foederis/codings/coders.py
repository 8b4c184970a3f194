"""Who codes and who reads: described once, under a short name that is part of the names of what they do."""

import re
from collections.abc import Mapping

from foederis.codings import blocks
from foederis.errors import BadUse
from foederis.namespaces import ID
from foederis.queries import internal


def described(coder: str, name: Mapping[str, str], note: Mapping[str, str], human: bool, word: str = "coder") -> str:
    """Return the description of a new coder as TriG, empty for one whom the graph describes.

    Args:
        coder: the short name (a-z, 0-9, hyphen).
        name: how a new coder is called, by language (nl, en); empty texts for a known one.
        note: what kind of coder a new one is, by language (nl, en); likewise.
        human: whether a new coder is a person; otherwise it is a program.
        word: what errors call one who codes, or reads.

    Raises:
        BadUse: the short name is not one, a new coder is not described, or a known one is described again.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,40}", coder):
        raise BadUse(
            f"'{coder[:40]}' cannot name a {word}", "", f"Use small letters, digits and hyphens: second-{word}."
        )
    given = [text for text in (*name.values(), *note.values()) if text.strip()]
    if is_described(coder):
        if given or human:
            raise BadUse(
                f"the {word} '{coder}' is described already",
                "graph/reference/coders.trig",
                f"Leave out --name, --note and --human, or give another {word} another short name.",
            )
        return ""
    if len(given) < len(name) + len(note) or not given:
        raise BadUse(
            f"the {word} '{coder}' is new and not described",
            "",
            "Give --name, --name-nl, --note and --note-nl.",
        )
    return blocks.coder_block(coder, name, note, human)


def is_described(coder: str) -> bool:
    """Tell whether the graph describes a coder or reader of this short name."""
    return (f"{ID}coder/{coder}",) in internal.rows("coders")
