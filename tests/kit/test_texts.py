"""The text of a file, or a clear reason why there is none."""

import zipfile

import pypdfium2
import pytest

from foederis.errors import BadInput
from foederis.kit import html, texts

PAGE = b"""<!doctype html><html><body><nav>Menu</nav><main><h1>Our view</h1><p>We will do more.<sup>1</sup></p>
<ul><li>One thing.</li></ul><script>alert(1)</script><h2>What next</h2></main></body></html>"""


def test_a_page_is_its_main_part_with_headings_marks_and_items():
    text = html.text_of(PAGE, "page.html")
    assert text.splitlines() == ["# Our view", "", "We will do more.[1]", "", "\u2022 One thing.", "", "## What next"]


def packed(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return path


def test_what_holds_no_text_is_told_apart(tmp_path):
    scan = tmp_path / "scan.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(str(scan))
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    cases = {
        "scan": scan,
        "too large": large,
        "no DOCX": packed(tmp_path / "other.docx", x="y"),
        "far larger than it looks": packed(tmp_path / "bomb.docx", word__document=b"<a/>" * 51_000_000),
        "empty": tmp_path / "empty.txt",
        "protected or an old Office file": tmp_path / "old.doc",
        "folder": tmp_path,
    }
    cases["empty"].write_bytes(b" \n")
    cases["protected or an old Office file"].write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600)
    for reason, path in cases.items():
        with pytest.raises(BadInput, match=reason) as told:
            texts.read(path)
        assert len(str(told.value).splitlines()) == 2
