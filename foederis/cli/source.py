"""`foederis source`: the documents, the exact words of a passage, and a section read back as sentences."""

import argparse
from pathlib import Path

from foederis import sources
from foederis.answers import reviewing
from foederis.cli.output import emit, tell
from foederis.codings import readings
from foederis.errors import BadUse, NothingFound


def add(options: argparse.Namespace) -> int:
    """Keep a copy of a document; exit code 1 when passages have drifted in it."""
    held = sources.add(Path(options.file))
    drifted = held.alignment.drifted
    total = len(held.alignment.passages)
    tell(f"Kept as {held.document}: {total - len(drifted)} of {total} passages found.\n")
    if drifted:
        raise NothingFound(
            f"{len(drifted)} passages have drifted: {', '.join(drifted[:12])}{' ...' if len(drifted) > 12 else ''}",
            options.file,
            "The copy has other words there: compare it with the published text.",
        )
    return 0


def listing(options: argparse.Namespace) -> int:
    """List the documents, by date, and whether a copy is held."""
    one = sources.named(options.document) if options.document else ""
    mine = {held.document: held for held in sources.held(one)}
    lines = []
    for name in [one] if one else sources.in_order(sources.documents()):
        count = len(sources.read_skeleton(name).sentences)
        state = "not held: foederis source add FILE"
        if name in mine:
            lost = len(mine[name].alignment.drifted)
            state = f"held, {lost} passages drifted" if lost else "held, every passage found"
        _, day = sources.date(name, "en")
        lines += [f"{name}  {sources.title(name, 'en')}{f', {day}' if day else ''}", f"  {count} sentences; {state}"]
        lines.append(f"  sections: {' '.join(sources.sections(name))}")
    tell("".join(f"{line}\n" for line in lines))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the exact words of a passage with its neighbours, or of all sentences of a section or paragraph."""
    document, place = sources.locate(" ".join(options.place), options.document)
    inside = _inside(document, place)
    lines = [f"{_named(document)} {place}", ""]
    if inside == [place]:
        found = sources.words(document, place)
        near = (("  ", found.before), ("> ", found.words), ("  ", found.after))
        tell("".join(f"{line}\n" for line in [*lines, *(f"{mark}{words}" for mark, words in near if words)]))
        return 0
    held = next(iter(sources.held(document)), None)
    if held is None:
        raise sources.not_held(document)
    mine = {passage.locator: passage.words for passage in held.alignment.passages}
    lines += [f"{locator}  {mine[locator] or '(drifted)'}" for locator in inside]
    tell("".join(f"{line}\n" for line in lines))
    lost = [locator for locator in inside if not mine[locator]]
    if lost:
        raise sources.drifted(held, lost)
    return 0


def review(options: argparse.Namespace) -> int:
    """Print the statements of a section as sentences, beside the document's own words where a copy is held.

    With --unread: only those that nobody has read since they last changed, each with cells for a verdict; with --reader
    those that this reader has not read. Of a sheet: what is the matter with it, and as whom it would be signed.
    """
    only, where = None, " ".join(options.place)
    if Path(where).suffix.lower() in (".xlsx", ".trig", ".ttl", ".nq"):
        return _findings(where, options.document, options.reader)
    if where:
        document, place = sources.locate(where, options.document)
    elif options.unread or options.reader:
        document, place = sources.named(options.document), ""
    else:
        raise BadUse("no place is given", "", "Name a section (rec5), or give --unread for all that is to be read.")
    inside = set(_inside(document, place))
    mine = {p.locator: p.words for one in sources.held(document) for p in one.alignment.passages}
    text = f"{_named(document)} {place}".rstrip() + "\n" if len(sources.documents()) > 1 else ""
    if options.unread or options.reader:
        only, told = readings.yet_to_read(document, inside, options.reader)
        text += told
    if not mine:
        text += f"The words of {document} are not here; if you have its text: foederis source add FILE\n"
    tell(text + reviewing.text(document, inside, mine, options.lang, only))
    return 0


def draft(options: argparse.Namespace) -> int:
    """Make a draft of a file, and tell what it came to."""
    from foederis.kit import drafts  # its libraries are of this action alone

    tell(drafts.told(drafts.draft(Path(options.file), options.output, options.lang)))
    return 0


def brief(options: argparse.Namespace) -> int:
    """Print all that stating a section of a document, or of a draft, takes."""
    from foederis.kit.brief import brief as page

    emit(page(" ".join(options.place), options.document), options.output)
    return 0


def sign(options: argparse.Namespace) -> int:
    """Make what a reader signed part of the graph; exit code 1 when it cannot be, with what is the matter."""
    from foederis.kit import checks, signing

    name = {"nl": options.name_nl, "en": options.name}
    note = {"nl": options.note_nl, "en": options.note}
    path = Path(options.file)
    made = signing.sign(path, options.reader, name, note, options.human, options.on, options.document)
    if made.findings:
        tell(checks.report(list(made.findings)))
        raise NothingFound(
            f"{len(made.findings)} findings: nothing is signed", options.file, "Mend them and sign again."
        )
    lines = [f"Signed of {made.document}: {made.statements} statements, {made.commitments} commitments."]
    tell("".join(f"{line}\n" for line in [*lines, *(f"written: graph/{one}" for one in made.files)]))
    return 0


def opened(options: argparse.Namespace) -> int:
    """Make passages of a section that was left out of the coding."""
    from foederis.kit import opening

    tell(opening.told(options.section, *opening.open_section(options.section, options.document)))
    return 0


def _findings(file: str, document: str, reader: str) -> int:
    from foederis.kit import checks, signing

    found = signing.reviewed(Path(file), document, reader)
    tell(checks.report(list(found)) if found else "Nothing is the matter.\n")
    if found:
        raise NothingFound(f"{len(found)} findings", file, "Mend each line, then review it again.")
    return 0


def _inside(document: str, place: str) -> list[str]:
    """Return the locators of the sentences at a place, in document order."""
    known = (sentence.locator for sentence in sources.read_skeleton(document).sentences)
    return [locator for locator in known if not place or f"{locator}.".startswith(f"{place}.")]


def _named(document: str) -> str:
    """Return what heads the words of a document: its id, with its title where there are several to tell apart."""
    return f"{sources.title(document, 'en')} ({document})" if len(sources.documents()) > 1 else document
