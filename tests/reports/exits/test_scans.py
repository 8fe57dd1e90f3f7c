"""Stored files become pages: turned, lying, huge, of other origins; what cannot be drawn none."""

import io
import os
import time
from pathlib import Path

import pytest
import typst
from django.conf import settings
from PIL import Image

from tests import sample_files as files
from tingban.gateways import confined
from tingban.gateways.confined import Limits
from tingban.gateways.files import SCANS
from tingban.kit.digests import sm3
from tingban.reports.exits import scan_drawing, scans
from tingban.reports.exits.scans import Scan, Volume

PDF, JPEG = "application/pdf", "image/jpeg"
HOUR = 3600


def scans_of(mime: str, data: bytes) -> tuple[Scan, ...]:
    """The pages of the only file of a book, once it was drawn."""
    scans.draw(mime, data)
    return Volume().scans_of(mime, data)


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


def hand_made(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A pdf of these objects; the first is its root."""
    made, places = b"%PDF-1.7\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        b"%sxref\n0 %d\n0000000000 65535 f \n%s" % (made, size, table)
        + b"trailer<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
        + b"startxref\n%d\n%%%%EOF" % len(made)
    )


def stream(words: bytes, told: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (words, len(told), told)


def one_page(*more: bytes) -> list[bytes]:
    """Root, pages, a page that draws object 4 with F, which is object 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    return [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page + b"/Resources<</XObject<</F 5 0 R>>>>>>", *more,
    ]  # fmt: skip


def nested(levels: int) -> bytes:
    """Forms within forms, each drawn ten times by the one above: 10 to the power of `levels`."""
    calls, form = b"/F Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    below = [
        stream(form + b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level), calls)
        for level in range(levels - 1)
    ]
    return hand_made(one_page(stream(b"", calls), *below, stream(form, b"0 0 9 9 re f")))


def locked(trailer: bytes = b"/Encrypt 6 0 R/ID[(a)(a)]") -> bytes:
    """A pdf that opens with a password only; with another trailer nothing is locked."""
    code = bytes(range(65, 97))
    return hand_made(
        [*one_page(stream(b"", b"0 0 9 9 re f"), stream(b"", b"")),
         b"<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>" % (code, code)],
        trailer,
    )  # fmt: skip


def fails(_: bytes) -> bytes:
    raise BaseException("as a library written in Rust raises")


def never_again(*_: object) -> bytes:
    raise AssertionError("it is drawn although it need not be")


def aged(seconds: float) -> None:
    past = time.time() - seconds
    for path in Path(settings.FILES_ROOT).rglob("*"):
        if path.is_file():
            os.utime(path, (past, past))


def opened(scan: Scan) -> Image.Image:
    image = Image.open(io.BytesIO(scan.data))
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_a_page_of_its_own_size(form):
    mime = f"image/{form.lower()}"
    (tall,) = scans_of(mime, files.written(files.picture((300, 400)), form))
    (wide,) = scans_of(mime, files.written(files.picture((400, 300)), form))

    assert (tall.is_wide, wide.is_wide) == (False, True)
    assert (opened(tall).size, opened(wide).size) == ((300, 400), (400, 300))


def test_a_picture_stands_upright_and_tells_nothing_of_its_camera():
    (found,) = scans_of(JPEG, files.photo(6))

    assert (found.is_wide, opened(found).size) == (False, (480, 640))
    assert files.OWNER.encode() in files.photo(6)
    assert files.OWNER.encode() not in found.data


def test_a_huge_picture_is_no_larger_than_a_printed_page():
    (found,) = scans_of(JPEG, files.written(files.picture((7000, 7000)), "JPEG"))

    assert opened(found).size == (1754, 1754)


@pytest.mark.parametrize("data", [nested(2), locked(b"")], ids=["few forms", "not locked"])
def test_the_hostile_samples_are_drawn_where_they_are_not_hostile(data):
    assert len(scans_of(PDF, data)) == 1


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
        (PDF, hand_made([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])),
        (PDF, locked()),
        (JPEG, files.many_scans()),
        ("image/png", files.bomb()),
    ],
    ids="broken-pdf broken-jpeg docx film no-pages locked scans bomb".split(),
)
def test_what_cannot_be_drawn_is_no_page(mime, data):
    assert scans_of(mime, data) == ()


def test_a_file_that_would_be_drawn_for_ever_is_no_page_and_is_not_tried_again(monkeypatch):
    monkeypatch.setattr(scans, "LIMITS", Limits(1, 60.0, scans.LIMITS.memory))
    assert len(nested(12)) < 3000

    assert scans_of(PDF, nested(12)) == ()

    monkeypatch.setattr(confined, "answer", never_again)
    assert scans_of(PDF, nested(12)) == ()


def test_where_the_library_panics_the_file_is_no_page(monkeypatch):
    monkeypatch.setitem(scans._DRAWN_BY, PDF, fails)

    assert scans_of(PDF, files.pdf()) == ()


def test_what_failed_is_tried_again_after_an_hour(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(scans._DRAWN_BY, PDF, fails)
        assert scans_of(PDF, files.pdf()) == ()
    aged(HOUR - 60)
    assert scans_of(PDF, files.pdf()) == ()

    aged(HOUR + 60)

    assert len(scans_of(PDF, files.pdf())) == 1


def test_what_is_longer_than_a_bound_file_bears_is_bound_not_even_in_part(monkeypatch, tmp_path):
    assert scan_drawing.MOST_PAGES == 40
    assert scans_of(PDF, written(41)) == ()

    monkeypatch.setattr(scan_drawing, "MOST_PAGES", 3)
    monkeypatch.chdir(tmp_path)
    assert len(scan_drawing.pages_in(scan_drawing.pages_of_pdf(written(3)))) == 3


# --- the whole book -----------------------------------------------------------------------------


def test_a_book_is_drawn_once_and_kept_sealed_for_a_day(monkeypatch):
    first = scans_of(PDF, files.pdf())
    monkeypatch.setattr(confined, "answer", never_again)
    aged(23 * HOUR)
    scans.forget_drawn()

    assert scans_of(PDF, files.pdf()) == first
    (path,) = (it for it in Path(settings.FILES_ROOT).rglob("*") if it.is_file())
    assert first[0].data[:64] not in path.read_bytes()

    aged(25 * HOUR)
    scans.forget_drawn()
    assert not SCANS.has(sm3(files.pdf()))


def test_a_book_takes_whole_files_until_its_pages_are_full(monkeypatch):
    assert scans.MOST_IN_BOOK == 200
    monkeypatch.setattr(scans, "MOST_IN_BOOK", 3)
    volume = Volume()

    taken = []
    for data in (written(2), written(2), files.pdf(), files.pdf()):
        scans.draw(PDF, data)
        taken.append((len(volume.scans_of(PDF, data)), volume.is_full))

    assert taken == [(2, False), (0, False), (1, True), (0, True)]


def test_a_book_is_no_heavier_than_it_may_be(monkeypatch):
    (page,) = scans_of(JPEG, files.photo())
    monkeypatch.setattr(scans, "MOST_BYTES", 2 * len(page.data))
    volume = Volume()

    assert [len(volume.scans_of(JPEG, files.photo())) for _ in range(3)] == [1, 1, 0]


def test_a_book_draws_nothing_and_says_what_is_to_be_drawn(monkeypatch):
    data = files.pdf()
    with monkeypatch.context() as patch:
        patch.setattr(confined, "answer", never_again)
        assert scans.is_waiting(PDF, sm3(data))
        assert Volume().scans_of(PDF, data) == ()

    scans.draw(PDF, data)

    assert not scans.is_waiting(PDF, sm3(data))
    assert len(Volume().scans_of(PDF, data)) == 1


def test_what_is_never_drawn_is_waited_for_by_nobody(monkeypatch):
    monkeypatch.setattr(confined, "answer", never_again)

    scans.draw("video/mp4", b"film")

    assert not scans.is_waiting("video/mp4", sm3(b"film"))
    assert not SCANS.has(sm3(b"film"))


def test_what_failed_is_waited_for_again_after_an_hour(monkeypatch):
    monkeypatch.setitem(scans._DRAWN_BY, PDF, fails)
    key = sm3(files.pdf())
    scans.draw(PDF, files.pdf())
    assert not scans.is_waiting(PDF, key)

    aged(HOUR + 60)

    assert scans.is_waiting(PDF, key)
