"""A release: one folder with all that is published; the same content gives the same bytes."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import pyoxigraph as ox

from foederis import export, queries, rooms
from foederis.errors import BadInput, BadUse
from foederis.namespaces import FOED
from foederis.publish import (
    annotations,
    changelog,
    changes,
    description,
    facts,
    schema_org,
    serial,
    site,
    tables,
    words,
)
from foederis.publish.metadata import Metadata, Released, value

_SD = description.SD
_COPIED = {
    "ontology.ttl": "ontology/foederis.ttl", "codelists.ttl": "ontology/codelists.ttl",
    "alignments.ttl": "ontology/alignments.ttl", "context.jsonld": "ontology/context.jsonld",
    "LICENSE-DATA": "LICENSE-DATA", "CITATION.cff": "CITATION.cff",
}  # fmt: skip


def write(folder: str, previous: str = "") -> tuple[Metadata, int]:
    """Write a release into a folder that is new or empty, whole or not at all; return its facts and how many files.

    Args:
        folder: where; made when it is not there.
        previous: the release before, or any version that `foederis diff` reads: for the report of changes.

    Raises:
        BadUse: the folder holds something, or this is no checkout.
        BadInput: the folder cannot be written, or the content cannot be published.
    """
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise BadUse(
                "the folder of a release must be new or empty", folder, "Name another, or remove what is in it."
            )
    except OSError as error:
        raise BadInput(f"the folder cannot be read: {error.strerror}", folder, "Choose another.") from error
    known, files = build(previous)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _capitals(staging)
            for name, content in files.items():
                place = staging / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            staging.chmod(0o755)
            staging.replace(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise BadInput(f"the release cannot be written: {error.strerror}", folder, "Choose another folder.") from error
    return known, len(files)


def _capitals(folder: Path) -> None:
    """Refuse a disk on which `def/Coder` and `def/coder` are one file."""
    (folder / "Case").touch()
    same = (folder / "case").exists()
    (folder / "Case").unlink()
    if same:
        raise BadUse(
            "this disk does not tell capitals from small letters", str(folder.parent), "Choose a folder on another."
        )


def day() -> str:
    """Return the day of the content: SOURCE_DATE_EPOCH when it is set, else of the last commit; empty when unknown.

    Raises:
        BadUse: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise BadUse("SOURCE_DATE_EPOCH is no time", epoch[:40], "Give seconds since 1970, or unset it.") from error
    try:
        asked = ["git", "log", "-1", "--format=%ad", "--date=format:%Y-%m-%d"]
        told = subprocess.run(asked, cwd=rooms.root(), capture_output=True, text=True, check=False)  # noqa: S603
        return date.fromisoformat(told.stdout.strip()).isoformat()
    except (OSError, ValueError):
        return ""


def build(previous: str = "") -> tuple[Metadata, dict[str, bytes]]:
    """Return the facts of a release and its files by path; reads the rooms, writes nothing."""
    data = facts.quads()
    lines = facts.nquads(data)
    known = facts.gather(data, hashlib.sha256(lines).hexdigest(), day(), _version(previous))
    names = serialisation.names(data)
    files: dict[str, bytes] = {
        "foederis.nq": lines,
        "foederis.trig": serialisation.text(data, "trig", names),
        "foederis.ttl": serialisation.union(data, names),
        "foederis.jsonld": serialisation.jsonld(data),
        "annotations.ttl": annotations.annotations(data),
    }
    files |= {name: (rooms.root() / source).read_bytes() for name, source in _COPIED.items()}
    files |= {f"csv/{name}": content for name, content in tables.tables(data, known).items()}
    for view in queries.questions("views"):
        files[f"pictures/{view}.svg"] = export.export(view, {}, "svg")[""]
    known = replace(known, files=tuple(_measured(one, files) for one in (*known.files, *_tables(files))))
    files["catalogue.ttl"] = description.turtle(known)
    files["dataset.jsonld"] = schema_org.jsonld(known).encode()
    files["CHANGES.md"] = _changes(data, previous)
    told = [quad for quad in description.describe(known) if not _repeated(quad)]
    pages = site.Site([*data, *told], known)
    files |= dict(pages.files())
    files["def/index.html"] = words.page(data, known, pages).encode()
    files[f"def/{known.version}.html"] = files["def/index.html"]
    files[f"def/{known.version}.ttl"] = files["ontology.ttl"]
    files[f"def/{known.version}.jsonld"] = files["def/index.jsonld"]
    files["index.html"] = _index(known, pages, files).encode()
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return known, dict(sorted({**files, "SHA256SUMS": sums.encode()}.items()))


def _repeated(quad: ox.Quad) -> bool:
    """Whether a triple of the description would be told on the page of every sentence, class and property."""
    kinds = (_SD + "namedGraph", _SD + "name", description.VOID + "class", description.VOID + "property")
    return quad.predicate.value in kinds or value(quad.object) == _SD + "NamedGraph" or value(quad.subject) == FOED


def _tables(files: Mapping[str, bytes]) -> list[Released]:
    return [
        Released(name, "text/csv", "CSV", f"Tabel: {stem} (CSV)", f"Table: {stem} (CSV)", "https://www.w3.org/TR/tabular-metadata/")
        for name in sorted(files)
        if name.startswith("csv/") and name.endswith(".csv")
        for stem in [Path(name).stem.replace("-", " ")]
    ]  # fmt: skip


def _measured(one: Released, files: Mapping[str, bytes]) -> Released:
    return replace(one, size=len(files[one.name]), digest=hashlib.sha256(files[one.name]).hexdigest())


def _version(previous: str) -> str:
    """Return the version of the release before, where its folder states it."""
    path = Path(previous) / "dataset.jsonld"
    if not previous or not path.is_file():
        return ""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["version"]
        if re.fullmatch(r"\d+(\.\d+)*\w*", told):
            return str(told)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise BadInput("this release does not state its version", str(path), "Give a release as it was made.")


def _changes(data: list[ox.Quad], previous: str) -> bytes:
    if not previous:
        return b"# What changed\n\nNo earlier release was given to compare with.\n"
    old, new = changes.load(previous), changes.version(data)
    found = changes.compare(old, new)
    before = _version(previous) or "the version before"
    text = changelog.render(found, changelog.Names(old, new, "en"), "md", (before, "this release"))
    return text.encode()


def _index(known: Metadata, pages: site.Site, files: Mapping[str, bytes]) -> str:
    rows = "\n".join(
        f'<tr><td><a href="{escape(one.name)}">{escape(one.name)}</a></td><td>{escape(one.en)}<br>'
        f'<span class="nl" lang="nl">{escape(one.nl)}</span></td><td>{one.size:,} bytes</td></tr>'
        for one in known.files
    )
    others = (
        "catalogue.ttl",
        "dataset.jsonld",
        "csv/csv-metadata.json",
        "CHANGES.md",
        "SHA256SUMS",
        "LICENSE-DATA",
        "CITATION.cff",
    )
    pictures = [name for name in files if name.startswith("pictures/")]
    starts = "".join(f"<li>{pages.link(iri, '')}</li>" for iri in known.examples)
    # Read by search engines, run by nobody; "<" is written so that nothing can end it.
    told = files["dataset.jsonld"].decode().replace("<", "\\u003c")
    when = f", {known.day}" if known.day else ""
    body = f"""<h1>{escape(known.titles["en"])}</h1>
<p class="nl" lang="nl">{escape(known.titles["nl"])}</p>
<p>{escape(known.description["en"])}</p>
<p class="nl" lang="nl">{escape(known.description["nl"])}</p>
<p>Version {escape(known.version)}{when}. {known.quads:,} facts in {len(known.graphs)} graphs.
SHA-256 of the sorted N-Quads (RDFC-1.0; there are no blank nodes): <code class="iri">{known.digest}</code></p>
<h2>Read</h2>
<ul><li><a href="id/index.html">All things, by kind</a></li><li><a href="def/index.html">The words: classes, properties,
code lists</a></li></ul>
<p>For example:</p>
<ul>{starts}</ul>
<h2>Take</h2>
<table>
{rows}
</table>
<p>{", ".join(f'<a href="{name}">{name}</a>' for name in others)}</p>
<h2>Pictures</h2>
<ul>{"".join(f'<li><a href="{escape(name)}">{escape(Path(name).stem)}</a></li>' for name in pictures)}</ul>
<h2>Not stated</h2>
<p>{escape(", ".join(one.replace("_", " ") for one in known.open)) or "Nothing is left open."}</p>
<script type="application/ld+json">
{told}</script>"""
    return pages.document("foederis", body, "")
