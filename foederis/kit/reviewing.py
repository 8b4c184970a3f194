"""What comes back, reviewed: a filled sheet by the checks of the kit, TriG by the rules of the graph."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from foederis import sources, validate
from foederis.errors import BadUse
from foederis.kit import records, sheets
from foederis.kit.checks import Finding, check, signed
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
    validate.check_file(path)
    if path.suffix.lower() in (".trig", ".ttl", ".nq", ".nt"):
        return _of_statements(path, document)
    filled, material = sheets.read(path), material_of(path, document)
    return (*check(filled, material, path), *_of_record(filled, material, path))


def _of_record(filled: sheets.Filled, material: Material, path: Path) -> tuple[Finding, ...]:
    """Return what the record of a new document lacks, once a row is signed."""
    if any(signed(row) for row in filled.rows):
        try:
            records.of(filled, material)
        except BadUse as error:
            return (Finding(f"{path}:document", error.what, error.remedy),)
    return ()


def _of_statements(path: Path, document: str) -> tuple[Finding, ...]:
    """Return what the rules of the graph find in a file of statements, held against its document or its draft."""
    drafted = bool(document) or (path.parent / DRAFT).is_file()
    material = material_of(path, document) if drafted else None
    if material is None or material.folder is None or material.document in sources.documents():
        found = validate.run([path.absolute()]).results
        return findings_of(found, words_of(material, found))
    with tempfile.TemporaryDirectory() as place:
        # The passages of a draft and its language are not in the graph, and what is stated is held against them.
        beside = [material.folder.absolute() / name for name in ("skeleton.trig", "mentions.trig")]
        beside.append(Path(place) / "language.trig")
        beside[-1].write_text(records.language_file(material.document, material.layout.language), encoding="utf-8")
        found = validate.run([path.absolute(), *beside]).results
    names = {one.name for one in beside}
    own = [one for one in found if Path(one.file).name not in names]
    return findings_of(own, words_of(material, own))


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
            Finding(
                where, f"{sheets.short(one.focus)}: {what}", remedy or one.shape, locator, words.get(iri, ""), one.focus
            )
        )
    return tuple(found)
