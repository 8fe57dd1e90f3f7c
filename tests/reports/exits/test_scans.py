"""Stored files become pages: turned, lying, huge, of other origins; what cannot be drawn none."""

import io

import pytest
import typst
from PIL import Image

from tests import sample_files as files
from tingban.reports.exits import scans
from tingban.reports.exits.scans import scans_of

PDF = "application/pdf"


def written(pages: int, size: str = "width: 210mm, height: 297mm") -> bytes:
    """A pdf as an office program writes it."""
    body = "#pagebreak()\n".join(f"page {page}\n" for page in range(1, pages + 1))
    return typst.Compiler(f"#set page({size})\n{body}".encode()).compile(format="pdf")


def scanned(size: tuple[int, int], turned: int = 0) -> bytes:
    """A pdf as a scanner writes it: one picture a page, perhaps turned by a word of the page."""
    target = io.BytesIO()
    files.picture(size).save(target, "PDF")
    told = target.getvalue()
    return told.replace(b"/MediaBox", f"/Rotate {turned} /MediaBox".encode()) if turned else told


def opened(scan: scans.Scan) -> Image.Image:
    image = Image.open(io.BytesIO(scan.data))
    assert image.format == "JPEG"
    return image


def test_a_picture_is_a_page_as_it_is():
    (tall,) = scans_of("image/jpeg", files.written(files.picture((300, 400)), "JPEG"))
    (wide,) = scans_of("image/jpeg", files.plain_photo())

    assert (tall.is_wide, wide.is_wide) == (False, True)
    assert wide.data == files.plain_photo()


@pytest.mark.parametrize("pages", [1, 3])
def test_every_page_of_a_pdf_is_one(pages):
    found = scans_of(PDF, written(pages))

    assert [opened(it).size for it in found] == [(1240, 1754)] * pages


@pytest.mark.parametrize(
    "size",
    ["width: 420mm, height: 297mm", "width: 2000mm, height: 1400mm", "width: 40mm, height: 28mm"],
)
def test_a_lying_page_lies_and_no_page_is_larger_than_a4(size):
    (found,) = scans_of(PDF, written(1, size))

    assert found.is_wide
    assert max(opened(found).size) == 1754


@pytest.mark.parametrize(("turned", "is_wide"), [(0, True), (90, False), (180, True), (270, False)])
def test_a_turned_scan_stands_as_it_is_meant_to_be_read(turned, is_wide):
    (found,) = scans_of(PDF, scanned((800, 600), turned))
    image = opened(found)
    width, height = image.size
    # The sample is blue at the left.
    blue = {
        0: (5, height // 2), 90: (width // 2, 5), 180: (width - 5, height // 2),
        270: (width // 2, height - 5),
    }  # fmt: skip

    red, _, blueness = image.getpixel(blue[turned])
    assert (found.is_wide, blueness > 200, red < 60) == (is_wide, True, True)


@pytest.mark.parametrize(
    ("mime", "data"),
    [
        (PDF, b"%PDF-1.7 nothing more"),
        ("image/jpeg", b"\xff\xd8\xff nothing more"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", files.paper()),
        ("video/mp4", b"film"),
    ],
)
def test_what_cannot_be_drawn_is_no_page(mime, data):
    assert scans_of(mime, data) == ()


def test_what_is_longer_than_a_bound_file_bears_is_bound_not_even_in_part(monkeypatch):
    monkeypatch.setattr(scans, "MOST_PAGES", 3)

    assert len(scans_of(PDF, written(3))) == 3
    assert scans_of(PDF, written(4)) == ()
