"""A release: one folder with all that is published; the same content gives the same bytes."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from foederis import files, graph, rooms, terms
from foederis.changes import compare, log, versions
from foederis.errors import BadInput
from foederis.graph import serialisation
from foederis.namespaces import FOED
from foederis.publish import annotations, catalogue, description, following, grlc, metadata, schema_org, tables
from foederis.publish.metadata import Metadata, Released
from foederis.rooms import day
from foederis.site import addresses, citations, pages, releases
from foederis.site.pages import Offered
from foederis.site.things import Site

_SD = description.SD
_COPIED = {
    "ontology.ttl": "ontology/foederis.ttl", "codelists.ttl": "ontology/codelists.ttl",
    "alignments.ttl": "ontology/alignments.ttl", "context.jsonld": "ontology/context.jsonld",
    "LICENSE-DATA": "LICENSE-DATA", "CITATION.cff": "CITATION.cff",
}  # fmt: skip
_OTHERS = (
    "catalogue.ttl", "dataset.jsonld", "questions.trig", "csv/csv-metadata.json", "CHANGES.md", "SHA256SUMS",
    "LICENSE-DATA", "CITATION.cff",
)  # fmt: skip


def write(folder: str, previous: str = "", url: str = "") -> tuple[Metadata, int]:
    """Write a release into a folder that is new or empty, whole or not at all; return its metadata and how many files.

    Args:
        folder: where; made when it is not there.
        previous: the release before, or any version that `foederis diff` reads: for the report of changes.
        url: at which it will stand, as `write_site` takes it.

    Raises:
        BadUse: the folder holds something, `url` is no address of the web, or this is no checkout.
        BadInput: the folder cannot be written, or the content cannot be published.
    """
    files.check_folder(folder)
    known, made = build(previous, addresses.base(url))
    files.write_folder(folder, made)
    return known, len(made)


@dataclass(frozen=True)
class Written:
    """A site that was written: how many files, whether pages have scripts, its address, the release that is in it."""

    files: int
    scripts: bool
    url: str = ""
    frozen: str = ""

    def told(self, folder: str) -> str:
        """Return what was written, and where it begins."""
        release = f"; release {self.frozen} in {Path(folder) / releases.FOLDER / self.frozen}" if self.frozen else ""
        return f"wrote {folder}: {self.files:,} files{release}; open {Path(folder) / 'index.html'}\n"

    def notes(self, folder: str, *, opened: bool) -> list[str]:
        """Return what there is to note of it; `opened`: open it in a browser first."""
        import webbrowser

        index = Path(folder) / "index.html"
        found = []
        if not self.scripts:
            found.append(
                "note: without scripts, which are not built here; a changed form, search and SPARQL need them: make web"
            )
        if not self.url:
            found.append(
                "note: without what needs its address (sitemap, canonical links, cards): give --url ADDRESS to host it"
            )
        if opened and not webbrowser.open(index.resolve().as_uri()):
            found.append(f"note: no browser could be opened here; open {index}")
        return found


@graph.in_memory()
def write_site(folder: str, url: str = "", *, frozen: bool = False) -> Written:
    """Write the explorer into a folder that is new or empty, or holds an explorer: then in its place.

    The releases that stand in it stay.

    Args:
        folder: where.
        url: at which it will stand: then pages tell their address, and there is a sitemap. Empty: it is not known.
        frozen: write it as a release too, in a folder of its own; one of the same data that is there stays as it is.

    Raises:
        BadUse, BadInput: as `write`; BadUse too where `url` is no address of the web, or a release of this version
            and other data is there.
    """
    url = addresses.base(url)
    if not (Path(folder) / releases.MARK).is_file():
        files.check_folder(folder)
    data = metadata.quads()
    known = metadata.gather(data, hashlib.sha256(metadata.nquads(data)).hexdigest(), day())
    made = {
        "ontology.ttl": (rooms.root() / _COPIED["ontology.ttl"]).read_bytes(),  # its page leads there
        "questions.trig": catalogue.whole(),
        "catalogue.ttl": description.turtle(known),
        "dataset.jsonld": schema_org.jsonld(known).encode(),
        **{f"grlc/{name}": content for name, content in grlc.files().items()},
    }
    followed = following.files(known.day, base=known.base)
    made |= followed
    older = releases.there(Path(folder))
    stands = releases.stands(Path(folder), known.version, known.digest) if frozen else False
    own = releases.Release(known.version, known.digest, known.day)
    listed = [own, *older] if frozen and not stands else older
    kept = any((one.version, one.digest) == (own.version, own.digest) for one in listed)
    place = f"{url}{releases.FOLDER}/{known.version}/" if url and kept else url
    made |= site(data, known, made["questions.trig"], made, [*followed], url, place)
    if listed:
        made |= dict(releases.lists(_bare(known, url), listed))
    if url:
        made |= dict(addresses.addressed(made, url, known.day, pages.DRAWN))
    if frozen and not stands:
        made |= dict(releases.frozen(made, known.version))
    files.replace_folder(folder, made, releases.MARK, releases.FOLDER)
    scripts = any(name.startswith("assets/app-") for name in made)
    return Written(len(made), scripts, url, known.version if frozen else "")


def _bare(known: Metadata, url: str) -> Site:
    """Return a site without things, for a page that names none."""
    made = Site([], known.version, known.digest)
    made.url = url
    return made


@graph.in_memory()
def build(previous: str = "", url: str = "") -> tuple[Metadata, dict[str, bytes]]:
    """Return what is known of a release and its files by path; reads the rooms, writes nothing."""
    data = metadata.quads()
    lines = metadata.nquads(data)
    known = metadata.gather(data, hashlib.sha256(lines).hexdigest(), day(), _version(previous))
    names = serialisation.names(data)
    asked = catalogue.whole()
    made: dict[str, bytes] = {
        "foederis.nq": lines,
        "foederis.trig": serialisation.text(data, "trig", names),
        "foederis.ttl": serialisation.union(data, names),
        "foederis.jsonld": serialisation.jsonld(data),
        "annotations.ttl": annotations.annotations(data),
        "questions.trig": asked,
    }
    made |= {name: (rooms.root() / source).read_bytes() for name, source in _COPIED.items()}
    made |= {f"csv/{name}": content for name, content in tables.tables(data, known).items()}
    made |= {f"grlc/{name}": content for name, content in grlc.files().items()}
    known = replace(known, files=tuple(_measured(one, made) for one in (*known.files, *_tables(made))))
    made["catalogue.ttl"] = description.turtle(known)
    made["dataset.jsonld"] = schema_org.jsonld(known).encode()
    made["CHANGES.md"] = _changes(data, previous)
    followed = following.files(known.day, previous, known.base)
    made |= followed
    made |= site(data, known, asked, made, [*followed], url, url)
    if url:
        made |= dict(addresses.addressed(made, url, known.day, pages.DRAWN))
    made[f"def/{known.version}.html"] = made["def/index.html"]
    made[f"def/{known.version}.ttl"] = made["ontology.ttl"]
    made[f"def/{known.version}.jsonld"] = made["def/index.jsonld"]
    sums = "".join(f"{hashlib.sha256(made[name]).hexdigest()}  {name}\n" for name in sorted(made))
    return known, dict(sorted({**made, "SHA256SUMS": sums.encode()}.items()))


def site(
    data: list[ox.Quad], known: Metadata, asked: bytes, offered: Mapping[str, bytes], followed: Sequence[str] = (),
    url: str = "", place: str = "",
) -> dict[str, bytes]:  # fmt: skip
    """Return the pages of the site by path; its front page offers the files of a release and the feeds, by name.

    Args:
        data: the facts.
        known: the facts of the data set.
        asked: the catalogue of the questions.
        offered: the files that lie beside the pages.
        followed: the names of the feeds.
        url: at which the site stands (see `addresses.base`); empty: it is not known.
        place: at which its pages stay, as citations tell it.
    """
    told = [quad for quad in description.describe(known) if not _repeated(quad)]
    quads = [*data, *told, *sorted(ox.parse(asked, format=ox.RdfFormat.TRIG), key=serialisation.order)]
    things = Site(quads, known.version, known.digest)
    things.url, things.place = url, place
    # Read by search engines, run by nobody; "<" is written so that nothing can end it.
    described = offered["dataset.jsonld"].decode().replace("<", "\\u003c") if "dataset.jsonld" in offered else ""
    shown = Offered(
        {"known": known, "files": known.files if "foederis.nq" in offered else (), "others": _OTHERS},
        known.examples,
        sorted(followed),
        described,
    )
    cited = citations.Cited(known.authors, str(metadata.citation()["title"]), known.version, known.day, known.digest)
    mark = json.dumps({"foederis": known.version, "digest": known.digest, "day": known.day}).encode() + b"\n"
    return {**dict(pages.files(things, data, known.authors, cited, shown)), releases.MARK: mark}


def _repeated(quad: ox.Quad) -> bool:
    """Whether a triple of the description would be told on the page of every sentence, class and property."""
    kinds = (_SD + "namedGraph", _SD + "name", description.VOID + "class", description.VOID + "property")
    return (
        quad.predicate.value in kinds
        or terms.value(quad.object) == _SD + "NamedGraph"
        or terms.value(quad.subject) == FOED
    )


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
    old, new = versions.load(previous), versions.version(data)
    found = compare.compare(old, new)
    before = _version(previous) or "the version before"
    text = log.render(found, log.Names(old, new, "en"), "md", (before, "this release"))
    return text.encode()
