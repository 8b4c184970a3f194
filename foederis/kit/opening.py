"""A section that was left out of the coding is opened: its sentences become passages, all others stay what they are."""

import re
from collections.abc import Iterable
from pathlib import Path

from foederis import graph, rooms, sources
from foederis.codings import digests
from foederis.errors import BadUse
from foederis.kit import folders, staging
from foederis.kit.material import of_graph
from foederis.sources import read_layout
from foederis.sources.generate import mention_index
from foederis.sources.skeleton import Skeleton, made, skeleton_trig

_HELD = "Hold the text it was made from: foederis source add FILE."


def open_section(section: str, document: str) -> tuple[int, tuple[str, ...]]:
    """Make passages of the sentences of a section that was left out; return how many, and the files that were written.

    The passages that were there keep their names, places and digests; only their numbers in the order change.

    Raises:
        BadUse: there is no such section, it is coded already, or the text is not here or cut otherwise now.
        BadInput: the graph cannot be written.
    """
    name = sources.named(document)
    layout = sources.layout_of(name)
    closed = [one.name for one in layout.sections if not one.coded]
    if section not in closed:
        what = "is coded already" if layout.section(section) else "is not there"
        remedy = f"Sections that are left out: {' '.join(closed)}." if closed else "None of this document is left out."
        raise BadUse(f"section '{section}' {what}", name, remedy)
    text = next((sources.read_text(one.path) for one in sources.held(name)), None)
    if text is None:
        raise BadUse(f"the text of {name} is not here", "", _HELD)
    before = sources.read_skeleton(name)
    frozen = (sources.folder(name) / "skeleton.trig").read_text(encoding="utf-8")
    if skeleton_trig(text, layout) != frozen:
        raise BadUse(f"the copy of {name} that is held gives other passages", "", _HELD)
    own = rooms.root() / "graph"
    folders.sweep(own)
    with staging.staged() as aside:
        place = aside / "graph" / "sources" / name
        were = staging.contents(aside / "graph")
        path = place / "layout.toml"
        path.write_text(_opened(path.read_text(encoding="utf-8"), section, path), encoding="utf-8")
        content, skeleton = made(text, read_layout(path))
        _check(before, skeleton, name)
        (place / "skeleton.trig").write_text(content, encoding="utf-8")
        (place / "mentions.trig").write_text(mention_index(name, text), encoding="utf-8")
        files = [place / "skeleton.trig", *sorted((place / "statements").glob("*.trig"))]
        now = digests.digests_of(files).get(name, {})
        (place / "digests.trig").write_text(digests.as_trig(name, now), encoding="utf-8")
        are = staging.contents(aside / "graph")
        changed = [one for one, content in are.items() if were.get(one) != content]
        wrong = staging.wrong(changed, of_graph(name))
        if wrong:
            raise BadUse(f"the graph would not be valid: {wrong[0].what}", wrong[0].where, wrong[0].remedy)
        folders.put(own, {one: are[one] for one in changed}, (), "the graph", staging.RIGHTS)
        graph.content_hash.cache_clear()  # of what was there
    return len(skeleton.sentences) - len(before.sentences), tuple(changed)


def told(section: str, count: int, written: Iterable[str]) -> str:
    """Return what opening a section came to, as text."""
    lines = [f"Opened {section}: {count} sentences, which nobody has stated yet."]
    return "".join(f"{line}\n" for line in [*lines, *(f"written: graph/{one}" for one in written)])


def _opened(text: str, section: str, where: Path) -> str:
    """Return a layout without the line that leaves a section out.

    Raises:
        BadUse: the line is not found.
    """
    parts = re.split(r"(?m)^(?=\[)", text)
    for number, part in enumerate(parts):
        if part.startswith("[[section]]") and re.search(rf'(?m)^name\s*=\s*["\']{re.escape(section)}["\']', part):
            parts[number], count = re.subn(r"(?m)^coded\s*=\s*false[^\n]*\n?", "", part)
            if count == 1:
                return "".join(parts)
    raise BadUse(f"the line that leaves section '{section}' out is not found", str(where), "Take it away by hand.")


def _check(before: Skeleton, after: Skeleton, document: str) -> None:
    """Refuse a skeleton in which a passage is not where and what it was."""
    now = {one.locator: (one.start, one.end, one.digest, one.words) for one in after.sentences}
    for one in before.sentences:
        if now.get(one.locator) != (one.start, one.end, one.digest, one.words):
            raise BadUse(f"passage {one.locator} would not be what it was", document, _HELD)
