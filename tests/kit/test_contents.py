"""A file is what its content says."""

import pytest

from tests import sample_files as files
from tingban.kit.contents import true_kind

RIGHT = {
    "jpg": files.photo(), "png": files.png(), "webp": files.webp(), "pdf": files.pdf(),
    "docx": files.paper(), "xlsx": files.book(), "mp3": files.sound(), "amr": files.VOICE,
    "mp4": files.film(), "mov": files.film(b"qt  "), "m4a": files.film(b"M4A "),
    "doc": files.compound("WordDocument", "1Table"), "xls": files.compound("Workbook"),
}  # fmt: skip
ZIP = files.package({"a.txt": b"x"})
# What it is called, and what it is.
WRONG = {
    "a page": ("html", files.HTML),
    "a page behind a byte order mark": ("html", b"\xef\xbb\xbf \n<html><body>"),
    "a page in UTF-16": ("html", "\ufeff<script>alert(1)</script>".encode("utf-16")),
    "a page with a program of the server": ("html", b"<?php system($_GET[0]);"),
    "a drawing": ("svg", files.SVG),
    "a script of a shell": ("script", files.SCRIPT),
    "a batch file": ("script", b"@echo off\r\ndel *"),
    "a program": ("program", files.PROGRAM),
    "an archive": ("archive", ZIP),
    "ofd": ("ofd", files.package({"OFD.xml": b"<ofd/>"})),
    "slides": ("pptx", files.package({"ppt/presentation.xml": b"<p/>"})),
    "macros": ("macro", files.with_part(files.paper(), "word/vbaProject.bin", b"x")),
    "old macros": ("macro", files.compound("WordDocument", "Macros", "VBA")),
    "a password": ("locked", files.compound("EncryptionInfo", "EncryptedPackage")),
    "an old file of another kind": ("ole", files.compound("CONTENTS")),
    "half a package": ("broken", files.paper()[: len(files.paper()) // 2]),
    "half a pdf": ("broken", files.pdf()[:-400] + b"x" * 70_000),
    "a picture with a zip behind": ("double", files.photo() + ZIP),
    "a pdf with a zip behind": ("double", files.pdf() + ZIP),
    "two bytes of sound": ("", b"\xff\xfb" + files.HTML),
    "a tag of sound and nothing else": ("", b"ID3\x04\0\0\0\0\0\x02xx" + files.HTML),
    "heic": ("heic", files.HEIC),
    "a film of an unknown brand": ("", files.box(b"ftyp", b"xxxx\0\0\0\0")),
    "words": ("", "投诉内容".encode()),
    "nothing": ("", b""),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_may_be_uploaded_is_known_by_its_content(kind):
    assert true_kind(RIGHT[kind]) == kind


@pytest.mark.parametrize("name", WRONG)
def test_what_hides_is_called_by_its_name(name):
    kind, data = WRONG[name]

    assert true_kind(data) == kind


def test_a_package_that_promises_gigabytes_is_a_bomb():
    data = bytearray(files.with_part(files.paper(), "word/media/a.bin", b""))
    entry = data.rfind(b"word/media/a.bin") - 46
    data[entry + 24 : entry + 28] = (600 * 1024 * 1024).to_bytes(4, "little")

    assert true_kind(bytes(data)) == "bomb"


def test_an_outer_office_file_is_not_taken_for_what_lies_in_it():
    assert true_kind(files.compound("Workbook", "WordDocument")) == "xls"


def test_tables_that_lead_in_a_circle_are_a_broken_file():
    assert true_kind(files.compound("WordDocument", ring=True)) == "broken"
