"""A layout as the file `layout.toml`, with what each part of it means."""

import json
from collections.abc import Iterable, Sequence

from foederis.namespaces import ID
from foederis.sources.parts import Layout


def as_toml(layout: Layout, doubts: Iterable[str] = ()) -> str:
    """Return a proposed layout as a file; `doubts` stand in it as comments."""
    lines = [
        "# How this document is laid out, proposed by a machine: read it beside text.txt, mend it (docs/sources.md).",
        "# Then draft the same file into the same folder again: a layout that is there is kept.",
        *(f"# Doubt: {' '.join(doubt.split())}" for doubt in doubts),
        f"document = {_text(layout.document)}",
        f"language = {_text(layout.language)}",
        "# What parts two pages, as patterns of whole lines; a sentence goes on over it.",
        f"page_marks = {_texts(layout.page_marks)}",
        "# Other lines that are no text, as patterns.",
        f"left_out = {_texts(layout.left_out)}",
        "# A full stop after these does not end a sentence.",
        f"abbreviations = {_texts(layout.abbreviations)}",
        "# Paragraphs that are one with the next.",
        f"joined_after = {_texts(layout.joined_after)}",
        *_names_from(layout),
        '# Who "we" are, as ["actor/nld"] (foederis show Netherlands says how a thing is called).',
        f"speaker = {_texts(one.removeprefix(ID) for one in layout.speaker)}",
        "",
        "[title]",
        f"nl = {_text(layout.title_nl)}",
        f"en = {_text(layout.title_en)}",
    ]
    for section in layout.sections:
        lines += ["", "[[section]]", f"name = {_text(section.name)}"]
        lines += [f"nl = {_text(section.title_nl)}", f"en = {_text(section.title_en)}"]
        lines.append(f"heading = {_text(section.heading)}" if section.heading else f"starts = {_text(section.starts)}")
        lines += [f"occurrence = {section.occurrence}"] * (section.occurrence > 1)
        lines += [f"kind = {_text(section.kind)}"] * (section.kind != "section")
        lines += ["coded = false"] * (not section.coded)
        if section.table:
            lines += [
                f"# A table: each {'cell' if section.table.cells else 'row'} is a passage.",
                "[section.table]",
                f"columns = {_texts(section.table.columns)}",
            ]
            lines += ["cells = true"] * section.table.cells
            lines += [f"power = {section.table.power}"] * bool(section.table.power)
    for series in layout.series:
        lines += ["", "[[series]]", f"marker = {_text(series.marker)}", f"name = {_text(series.name)}"]
        lines += [f"nl = {_text(series.title_nl)}", f"en = {_text(series.title_en)}", f"kind = {_text(series.kind)}"]
    for note in layout.footnotes:
        lines += ["", "[[footnote]]", f"number = {note.number}", f"after = {_text(note.after)}"]
        lines += [f"start = {_text(note.start)}", f"end = {_text(note.end)}", *(["whole = true"] * note.whole)]
    return "\n".join(lines) + "\n"


def _names_from(layout: Layout) -> list[str]:
    told = "# Documents whose names are looked for here; those of later ones change nothing here."
    return [told, f"names_from = {_texts(layout.names_from)}"] * bool(layout.names_from)


def _text(text: str) -> str:
    # A JSON string is a TOML string too, but for a control character that JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: Iterable[str]) -> str:
    told: Sequence[str] = [_text(one) for one in texts]
    return "[" + ", ".join(told) + "]"
