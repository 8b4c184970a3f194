"""What comes back, reviewed: a filled sheet by the checks of the kit, TriG by the rules of the graph."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from foederis import sources, validate
from foederis.errors import BadUse
from foederis.kit import sheets
from foederis.kit.checks import Finding, check
from foederis.kit.material import RECORD as DRAFT
from foederis.kit.material import Material, of, of_draft
from foederis.namespaces import ID


def material_of(path: Path, document: str = "") -> Material:
    """Return what a sheet that came back is about: the named document, else the draft in whose folder it lies.

    Raises:
        BadUse: it lies in no draft and no document is named.
    """
    if document:
        return of(document)
    if not (path.parent / DRAFT).is_file():
        raise BadUse(
            "this sheet lies in no draft", str(path), "Name what it is about: --document FOLDER (of its draft)."
        )
    return of_draft(path.parent)


def review(path: Path, document: str = "") -> tuple[Finding, ...]:
    """Return what is the matter with a filled sheet (XLSX) or a TriG file, line by line; nothing: it can be signed.

    Raises:
        BadInput: it cannot be read.
        BadUse: nothing says what it is about.
    """
    if path.suffix.lower() in (".trig", ".ttl", ".nq", ".nt"):
        validate.check_file(path)
        found = validate.run([path.absolute()])
        return findings_of(found.results, words_of(of(document) if document else None, found.results))
    validate.check_file(path)
    return tuple(check(sheets.read(path), material_of(path, document), path))


def words_of(material: Material | None, results: Sequence[validate.Result]) -> dict[str, str]:
    """Return the words of the sentences that a document has, by passage; without one of those that results name."""
    if material is None:
        named = {iri.removeprefix(f"{ID}passage/").partition("/")[0] for one in results for iri in one.passages}
        known = [one for one in sorted(named) if one in sources.documents()]
        return {key: words for one in known for key, words in words_of(of(one), ()).items()}
    return {sources.passage_iri(material.document, one.locator): one.words for one in material.pieces}


def findings_of(results: Sequence[validate.Result], words: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return results of validation as findings, each with its sentence."""
    found = []
    for one in results:
        iri = next(iter(one.passages), "")
        where = f"{one.file}:{one.line}" if one.line else one.file or sheets.short(one.focus)
        what, _, remedy = one.message.partition(". ")
        locator = iri.rpartition("/")[2]
        found.append(
            Finding(where, f"{sheets.short(one.focus)}: {what}", remedy or one.shape, locator, words.get(iri, ""))
        )
    return tuple(found)
