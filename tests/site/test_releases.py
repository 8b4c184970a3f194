"""Releases beside the newest: written once, kept when the newest is written anew, listed, and never mixed."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from foederis.errors import BadUse
from foederis.publish import metadata, release
from foederis.site import addresses, assets, releases
from foederis.site.things import Site
from tests.site.test_question_pages import read

URL = "https://example.org/foederis/"
DIGESTS = {"0.1.0": "a" * 64, "0.2.0": "b" * 64}


@pytest.fixture
def write(monkeypatch):
    """Write a site of two pages, of a version; returns what was told of it."""
    plain = metadata.Metadata(
        *("0.0.0", {}, (), {}, {}, {}, {}, (), {}, (), "", "", "", 0, 0, 0, 0, {}, {}, (), (), (), "")
    )

    def pages(data, known, asked, offered, followed=(), url="", place=""):
        site = Site([], known.version, known.digest)
        site.url, site.place = url, place
        made = {
            f"{home}index.html": site.page("base.html", "x", up, lang=lang, description="x").encode()
            for home, up, lang in (("", "", "en"), ("nl/", "../", "nl"))
        }
        mark = json.dumps({"foederis": known.version, "digest": known.digest, "day": known.day}).encode()
        hashed = assets.path("app.js", known.version.encode())
        return {**made, releases.MARK: mark, hashed: b"x", "place.txt": place.encode()}

    def written(
        folder: Path, version: str, url: str = URL, *, frozen: bool = True, digest: str = ""
    ) -> release.Written:
        known = replace(plain, version=version, digest=digest or DIGESTS[version], day="2026-11-29")
        monkeypatch.setattr(release.metadata, "quads", list)
        monkeypatch.setattr(release.metadata, "gather", lambda *_: known)
        monkeypatch.setattr(release, "site", pages)
        monkeypatch.setattr(release.catalogue, "whole", bytes)
        monkeypatch.setattr(release.description, "turtle", lambda _: b"")
        monkeypatch.setattr(release.schema_org, "jsonld", lambda _: "{}")
        monkeypatch.setattr(release.grlc, "files", dict)
        monkeypatch.setattr(release.following, "files", lambda *_, **__: {})
        return release.write_site(str(folder), url, frozen=frozen)

    return written


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_stays_as_it_is_while_the_newest_is_another(write, tmp_path):
    site = tmp_path / "site"
    assert write(site, "0.1.0").frozen == "0.1.0"
    first = content(site / "release/0.1.0")
    assert "This is release 0.1.0, which stays as it is." in read(first["index.html"].decode()).text
    write(site, "0.2.0")
    write(site, "0.2.0", frozen=False)
    assert content(site / "release/0.1.0") == first
    assert json.loads((site / releases.MARK).read_text())["foederis"] == "0.2.0"
    assert "stays as it is" not in (site / "index.html").read_text()
    for home in ("", "nl/"):
        listed = site / home / "release/index.html"
        links = [one for one in read(listed.read_text()).links if re.search(r"release/[\d.]+/", one)]
        assert [re.findall(r"[\d.]+\d", one)[-1] for one in links] == ["0.2.0", "0.1.0"]
        for link in links:
            assert Path(os.path.normpath(listed.parent / link)).is_file()


def test_a_release_leads_to_the_newest_and_needs_nothing_outside_its_folder(write, tmp_path):
    site = tmp_path / "site"
    write(site, "0.1.0")
    for path in ("index.html", "nl/index.html"):
        page = site / "release/0.1.0" / path
        links = [one for one in read(page.read_text()).links if not one.startswith(("http", "#")) and one]
        out = {os.path.normpath(page.parent / one) for one in links} - {""}
        assert str(site / path) in out
        inside = str(site / "release/0.1.0")
        assert [one for one in out if not one.startswith(inside)] == [str(site / path)]


def test_a_release_is_never_written_over(write, tmp_path):
    site = tmp_path / "site"
    write(site, "0.1.0")
    before = content(site)
    with pytest.raises(BadUse, match=r"release 0\.1\.0 is there already"):
        write(site, "0.1.0", digest="c" * 64)
    assert content(site) == before
    (site / "release/0.1.0/index.html").write_text("as it was")
    write(site, "0.1.0")  # the same data: it stays
    assert (site / "release/0.1.0/index.html").read_text() == "as it was"


def test_what_is_cited_is_the_release_where_there_is_one_of_these_data(write, tmp_path):
    site = tmp_path / "site"
    write(site, "0.1.0", frozen=False)
    assert (site / "place.txt").read_text() == URL
    assert not (site / "release").exists()
    write(site, "0.1.0")
    assert (site / "place.txt").read_text() == f"{URL}release/0.1.0/"
    write(site, "0.1.0", frozen=False)
    assert (site / "place.txt").read_text() == f"{URL}release/0.1.0/"
    write(site, "0.1.0", frozen=False, digest="c" * 64)  # other data under the same number
    assert (site / "place.txt").read_text() == URL


def test_the_sitemap_names_the_newest_and_the_list_of_releases_only(write, tmp_path):
    site = tmp_path / "site"
    write(site, "0.1.0")
    told = (site / "sitemap.xml").read_text()
    assert f"<loc>{URL}release/</loc>" in told
    assert "release/0.1.0" not in told
    assert not (site / "release/0.1.0/sitemap.xml").exists()
    assert addresses.MARK not in b"".join(content(site).values())
    page = (site / "release/0.1.0/index.html").read_text()
    assert f'<link rel="canonical" href="{URL}">' in page, "search engines show the newest"


def test_a_folder_of_a_release_that_tells_nothing_of_itself_is_left_out_of_the_list(tmp_path):
    for name, text in (("0.1.0", "{"), ("0.2.0", "[]"), ("0.3.0", '{"foederis": "0.3.0", "digest": "d"}')):
        (tmp_path / "release" / name).mkdir(parents=True)
        (tmp_path / "release" / name / releases.MARK).write_text(text)
    assert [one.version for one in releases.there(tmp_path)] == ["0.3.0"]
    assert releases.there(tmp_path / "nowhere") == []


def test_releases_are_ordered_by_number_and_not_by_letter(tmp_path):
    for name in ("0.9.0", "0.10.0", "0.2.0"):
        (tmp_path / "release" / name).mkdir(parents=True)
        (tmp_path / "release" / name / releases.MARK).write_text(json.dumps({"foederis": name, "digest": "d"}))
    assert [one.version for one in releases.there(tmp_path)] == ["0.10.0", "0.9.0", "0.2.0"]
