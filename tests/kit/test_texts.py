"""The text of a file, or a clear reason why there is none."""

import time
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from foederis.errors import BadInput
from foederis.kit import html, texts

PAGE = b"""<!doctype html><html><body><nav>Menu</nav><main><h1>Our view</h1><p>We will do more.<sup>1</sup></p>
<ul><li>One thing.</li></ul><script>alert(1)</script><h2>What next</h2></main></body></html>"""


def test_a_page_is_its_main_part_with_headings_marks_and_items():
    text = html.text_of(PAGE, "page.html")
    assert text.splitlines() == ["# Our view", "", "We will do more.[1]", "", "\u2022 One thing.", "", "## What next"]


def test_a_page_without_a_main_part_is_read_whole_and_one_without_words_is_refused(tmp_path):
    pages = {
        b"<html><body><div><p>We will widen it.</p></div></body></html>": False,
        b"<html><body><main> </main><p>We will widen it.</p></body></html>": False,
        b"<html><body><p>Menu</p><article><p>We will widen it.</p></article></body></html>": True,
    }
    path = tmp_path / "page.html"
    for page, marked in pages.items():
        path.write_bytes(page)
        read = texts.read(path)
        assert read.text == "We will widen it.\n"
        assert bool(read.doubts) is not marked
    path.write_bytes(b"<html><body><nav>Menu</nav><script>alert(1)</script></body></html>")
    with pytest.raises(BadInput, match="no text of its own"):
        texts.read(path)


def packed(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return path


def pdf(*objects, trailer=b""):
    """Return a PDF of these objects, the first its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
PAGE_OF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources %s /Contents %d 0 R >>"
WORDS = b"BT /F 11 Tf 40 700 Td (We will widen it.) Tj ET"


def stream(content):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def test_pages_without_text_are_told(tmp_path):
    path = tmp_path / "half.pdf"
    pages = [PAGE_OF % (FONT, number) for number in (6, 7, 7)]
    path.write_bytes(
        pdf(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>", *pages, stream(WORDS), stream(b""))
    )
    read = texts.read(path)
    assert read.text.split() == ["[p.", "1]", "We", "will", "widen", "it."]
    assert read.doubts == ("Pages 2, 3 have no text: pictures of text, or blank.",)


def test_what_holds_no_text_is_told_apart(tmp_path):
    scan = tmp_path / "scan.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(str(scan))
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    locked = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"11" * 32, b"22" * 32)
    old, utf16 = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
    contents = {
        "this file is empty": ("empty.txt", b" \n"),
        "file is empty": ("mark.txt", b"\xef\xbb\xbf\n"),
        "PDF is protected by a password": ("locked.pdf", pdf(
            CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>", locked, trailer=b"/Encrypt 3 0 R /ID [<00><00>]"
        )),
        "PDF is broken": ("broken.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9),
        "this file is protected by a password": ("locked.docx", old + b"x" * 600 + utf16),
        "an old Office file": ("old.doc", old + b"x" * 600),
        "cannot be unpacked": ("cut.docx", b"PK\x03\x04" + b"x" * 60),
        "a picture": ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 60),
        "a program": ("program.txt", b"\x7fELF" + b"x" * 60),
        "RTF": ("note.txt", b"{\\rtf1 We will widen it.}"),
        "data for a program": ("rubbish.txt", b"ab" + bytes(range(256)) * 20),
        "not UTF-8": ("latin.txt", "Wij verbreden \u00e9\u00e9n kade.".encode("latin-1")),
        "too long to be a document": ("long.txt", b"We will. " * 600_000),
        "no text": ("figures.txt", b"1 2 3\n" * 50),
    }  # fmt: skip
    cases = {
        "scan": scan,
        "too large": large,
        "no DOCX": packed(tmp_path / "other.docx", x="y"),
        r"far larger than it looks \(204 MB": packed(tmp_path / "bomb.docx", word__document=b"<a/>" * 51_000_000),
        r"far larger than it looks \(60 MB": packed(tmp_path / "fat.docx", word__document=b"<a/>" * 15_000_000),
        "6,001 files": packed(tmp_path / "many.docx", word__document="", **{f"x{n}": "" for n in range(6_000)}),
        "folder": tmp_path,
        "No such file": tmp_path / "nothing.txt",
        "a device": Path("/dev/zero"),
    }
    for reason, (name, content) in contents.items():
        cases[reason] = tmp_path / name
        cases[reason].write_bytes(content)
    for reason, path in cases.items():
        with pytest.raises(BadInput, match=reason) as told:
            texts.read(path)
        assert len(str(told.value).splitlines()) == 2
        assert str(path) in str(told.value)


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return texts.read(path)


LATIN = "<html><head>{}</head><body><main><p>Wij verbreden \u00e9\u00e9n kade \u2013 snel.</p></main></body></html>"


@pytest.mark.parametrize(
    ("head", "encoded", "doubts"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", 0),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", 0),
        ('<meta charset="utf-8">', "utf-8", 0),
        ("", "utf-8", 0),
        ("", "utf-16", 0),
        ("", "utf-8-sig", 0),
        ('<meta charset="iso-8859-15">', "iso-8859-15", 0),
        ("", "cp1252", 1),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path, head, encoded, doubts):
    page = LATIN.format(head).replace("\u2013", "-" if encoded == "iso-8859-15" else "\u2013")
    told = read(tmp_path, "page.html", page.encode(encoded))
    assert told.text.replace("\u2013", "-") == "Wij verbreden \u00e9\u00e9n kade - snel.\n"
    assert len(told.doubts) == doubts


@pytest.mark.parametrize(
    ("page", "what", "remedy"),
    [
        (
            b'<html><frameset><frame src="menu.html"><frame src="text.html"></frameset></html>',
            "frames",
            "menu.html, text",
        ),
        (b'<html><meta charset="klingon"><body><p>We will.</p></body></html>', "unknown encoding, 'klingon'", "UTF-8"),
        (b'<html><meta charset="utf-8"><body><p>\xe9\xe9n kade</p></body></html>', "not in utf-8", "UTF-8"),
        (b"<html><body>" + b"<div>" * 600 + b"<p>We will.</p></body></html>", "500 deep", "text alone"),
    ],
)
def test_a_page_that_cannot_be_read_whole_is_refused(tmp_path, page, what, remedy):
    with pytest.raises(BadInput) as told:
        read(tmp_path, "page.html", page)
    first, second = str(told.value).splitlines()
    assert what in first
    assert remedy in second


def test_what_stands_at_the_head_for_a_program_is_left_out_and_told(tmp_path):
    for rule, line in (("---", "title: The quay\ntags:\n  - old\n"), ("+++", 'title = "The quay"\n')):
        told = read(tmp_path, "note.md", f"{rule}\n{line}{rule}\n\nWe will widen it.\n")
        assert told.text == "We will widen it.\n"
        assert "left out" in told.doubts[0]
    for text in ("---\n\nWe will widen it.\n\n---\n\nThen we rest.\n", "---\nWe will.\n---\n", "---\nopen: yes\n"):
        assert read(tmp_path, "note.md", text).text == text


def test_a_heading_above_a_rule_is_one_and_what_comes_again_there_is_not(tmp_path):
    text = "The quay\n========\n\n1. Our view\n-----------\n\nWe will widen it.\n\nPage 1\n------\n\nIt is old.\n\nPage 2\n------\n\nThe end.\n"
    told = read(tmp_path, "note.txt", text).text
    assert told.startswith("# The quay\n\n## 1. Our view\n\nWe will")
    assert "Page 1\n------" in told
    sentence = "We will widen it.\n-----\n\nThen we rest.\n"
    assert read(tmp_path, "note.txt", sentence).text == sentence


def test_a_table_of_figures_is_read_cell_by_cell_and_one_of_words_as_paragraphs(tmp_path):
    def rows(cells):
        return "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in cells) + "</tr>"

    figures = rows(("in millions", "2022", "2023")) + rows(("Quay", "100", "120")) + rows(("Lights", "1", ""))
    told = read(tmp_path, "page.html", f"<html><body><main><table>{figures}</table></main></body></html>").text
    assert told == "in millions\n2022\n2023\nQuay\n100\n120\nLights\n1\n-\n"
    words = rows(("We will", "widen it", "soon")) * 2
    told = read(tmp_path, "page.html", f"<html><body><main><table>{words}</table></main></body></html>").text
    assert told.split("\n\n")[:2] == ["We will", "widen it"]


def two_columns(by_row, right):
    left = (
        "The quay of the town is too",
        "narrow for the ships that are",
        "to come in the next year, so",
        "that we need more of it.",
    )
    cells = [(40, line, row) for row, line in enumerate(left)] + [(320, line, row) for row, line in enumerate(right)]
    ordered = sorted(cells, key=lambda cell: (cell[2], cell[0])) if by_row else cells
    shown = (b"BT /F 11 Tf %d %d Td (%s) Tj ET" % (x, 700 - 14 * row, line.encode()) for x, line, row in ordered)
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf(CATALOGUE, kids, PAGE_OF % (FONT, 4), stream(b"\n".join(shown)))


def test_two_columns_are_read_one_after_the_other_and_a_table_row_by_row(tmp_path):
    right = (
        "We will widen the quay, and",
        "we will deepen the harbour",
        "as the council has asked, and",
        "it will not cost much.",
    )
    for by_row in (True, False):
        words = " ".join(read(tmp_path, "two.pdf", two_columns(by_row, right)).text.split())
        assert "that we need more of it. We will widen the quay, and we will deepen" in words
    table = read(tmp_path, "table.pdf", two_columns(True, ("100", "120", "130", "140"))).text
    assert "too 100\nnarrow" in table


def test_changes_that_were_tracked_are_read_as_accepted(tmp_path):
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types, rels = (
        f"http://schemas.openxmlformats.org/package/2006/{name}" for name in ("content-types", "relationships")
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    runs = (
        "<w:r><w:t xml:space='preserve'>The quay is </w:t></w:r><w:ins><w:r><w:t xml:space='preserve'>not </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>far </w:delText></w:r></w:del><w:r><w:t>too narrow.</w:t></w:r>"
    )
    path = tmp_path / "note.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f"<Types xmlns='{types}'><Default Extension='xml' ContentType='application/xml'/></Types>",
        )
        file.writestr(
            "_rels/.rels",
            f"<Relationships xmlns='{rels}'><Relationship Id='r' Type='{office}' Target='word/document.xml'/></Relationships>",
        )
        file.writestr(
            "word/document.xml", f"<w:document xmlns:w='{main}'><w:body><w:p>{runs}</w:p></w:body></w:document>"
        )
    assert texts.read(path).text == "The quay is not too narrow.\n"


def test_pictures_of_a_text_are_no_text(tmp_path):
    told = read(
        tmp_path, "note.md", b'The quay ![an old quay](quay.png "Quay") is ![](data:image/png;base64,AAAA) narrow.\n'
    )
    assert told.text == "The quay  is  narrow.\n"
    with pytest.raises(BadInput, match="no text"):
        read(tmp_path, "scan.md", b"![page](page1.png)\n\n![][second]\n")
    kept = b"What a quay! [The plan](plan.html) is told.\n"
    assert read(tmp_path, "kept.md", kept).text == kept.decode()


def test_a_page_that_is_too_deep_to_parse_is_refused_before_it_is(tmp_path):
    began = time.monotonic()
    with pytest.raises(BadInput, match="parts within parts"):
        read(tmp_path, "deep.html", b"<html><body><main>" + b"<div>" * 200_000 + b"deep" + b"</div>" * 200_000)
    assert time.monotonic() - began < 20  # a minute, where it is parsed first
    flat = b"<html><body><main>" + b"<div>We go on.</div>" * 20_000 + b"</main></body></html>"
    assert read(tmp_path, "flat.html", flat).text.count("We go on.") == 20_000
