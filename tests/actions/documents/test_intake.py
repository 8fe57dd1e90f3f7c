"""Files on their way in: all faults at once, and nothing kept of what is refused."""

from pathlib import Path

import pytest
from django.conf import settings as conf

from tests import sample_files as files
from tests import scanners
from tingban.actions.documents import intake
from tingban.actions.documents.intake import Examined, Scan, Upload
from tingban.gateways import clamd
from tingban.gateways.clamd import Scanned
from tingban.kit.digests import sm3
from tingban.rules.documents.sharing import Verdict
from tingban.rules.errors import Refused


def sent(name: str, data: bytes) -> Upload:
    return Upload(name, len(data), lambda: data)


def examined(name: str, data: bytes) -> Examined:
    return intake.examine([sent(name, data)])[0]


def refused(*sent_files: tuple[str, bytes]) -> list[str]:
    with pytest.raises(Refused) as caught:
        intake.examine([sent(*it) for it in sent_files])
    return caught.value.sentence.splitlines()


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("IMG_0001.JPEG", files.photo(), "IMG_0001.jpg"),
        ("截图.jpg", files.png(), "截图.png"),
        ("照片.png", files.webp(), "照片.webp"),
        ("整改报告.PDF", files.pdf(), "整改报告.pdf"),
        ("整改报告.doc", files.paper(), "整改报告.docx"),
        ("收支.xlsx", files.book(), "收支.xlsx"),
        ("旧表.xls", files.compound("Workbook"), "旧表.xls"),
        ("VID.mp4", files.film(), "VID.mp4"),
        ("VID.MOV", files.film(b"qt  "), "VID.mov"),
        ("录音.amr", files.VOICE, "录音.amr"),
        ("录音.mp3", files.sound(), "录音.mp3"),
    ],
)
def test_what_may_come_comes_under_its_true_ending(name, data, kept):
    found = examined(name, data)

    assert (found.name, found.size, found.digest) == (kept, len(data), sm3(data))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("照片.jpg", files.HTML, "网页"),
        ("照片.jpg", files.SVG, "SVG"),
        ("照片.jpg", files.PROGRAM, "程序"),
        ("照片.jpg", files.package({"a.jpg": files.photo()}), "压缩包"),
        ("报告.pdf.exe", files.PROGRAM, "程序"),
        ("照片\u202egpj.exe", files.PROGRAM, "程序"),
        ("空.jpg", b"", "空文件"),
        ("半张.jpg", files.photo()[:3000], "没有传完整"),
        ("炸弹.png", files.bomb(), "30000×30000"),
        ("慢.jpg", files.many_scans(), "没有传完整"),
        ("夹带.jpg", files.photo() + files.package({"a": b"x"}), "夹带"),
        ("半段.mp4", files.film()[:-4], "没有传完整"),
        ("报告.docx", files.with_part(files.paper(), "word/vbaProject.bin", b"x"), "宏"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_and_leaves_nothing(name, data, says):
    (sentence,) = refused((name, data))

    assert says in sentence
    assert "\u202e" not in sentence
    assert not Path(conf.FILES_ROOT).exists()


def test_all_faults_are_told_at_once_a_line_each():
    lines = refused(("好.jpg", files.photo()), ("空.jpg", b""), ("网页.jpg", files.HTML))

    assert [line[:4] for line in lines] == ["“空.j", "“网页."]


def test_a_picture_with_a_page_in_its_comment_is_clean_in_every_copy():
    data = files.written(files.picture(), "JPEG", comment=files.HTML)

    found = examined("照片.jpg", data)

    assert b"<script>" in data
    assert b"<script>" not in found.copy() + found.thumb


def test_a_photo_brings_what_the_camera_told_and_a_copy_without_it():
    found = examined("IMG.jpg", files.photo())

    assert found.exif.latitude == files.LATITUDE
    assert files.CAMERA.encode() not in found.copy()


def test_a_film_gets_a_copy_without_its_place_and_a_paper_gets_none():
    assert b"+35.0333" not in examined("VID.mp4", files.film()).copy()
    assert examined("报告.pdf", files.pdf()).copy is None


def test_without_a_scanner_nothing_is_said_of_one():
    assert examined("IMG.jpg", files.photo()).scan is None


def test_what_the_scanner_passes_bears_its_name(settings, monkeypatch):
    settings.CLAMD = clamd.Address(path="/imitated")
    monkeypatch.setattr(clamd, "scan", lambda data: Scanned("", "ClamAV 1"))

    assert examined("IMG.jpg", files.photo()).scan == Scan(Verdict.CLEAN, "ClamAV 1")


def test_what_the_scanner_knows_is_refused_by_name(settings, tmp_path):
    settings.CLAMD = clamd.Address(path=str(tmp_path / "c"))
    data = files.with_part(files.paper(), "word/embeddings/a.bin", scanners.MARK)

    with scanners.imitation(tmp_path, settings.CLAMD):
        (sentence,) = refused(("报告.docx", data))

    assert sentence == (
        f"“报告.docx”被查出病毒（{scanners.NAME}），没有接收。请用杀毒软件检查您的设备。"
    )
    assert not Path(conf.FILES_ROOT).exists()


def test_a_scanner_that_is_away_holds_nobody_up(settings):
    settings.CLAMD = clamd.Address(path="/nonexistent")

    assert examined("IMG.jpg", files.photo()).scan is None


def test_what_is_too_large_for_the_scanner_is_said_to_be(settings, tmp_path):
    settings.CLAMD = clamd.Address(path=str(tmp_path / "c"))
    large = files.written(files.picture(), "BMP")
    film = files.film() + files.box(b"free", large * 3)

    with scanners.imitation(tmp_path, settings.CLAMD):
        found = examined("VID.mp4", film)

    assert found.scan == Scan(Verdict.TOO_LARGE, "")
